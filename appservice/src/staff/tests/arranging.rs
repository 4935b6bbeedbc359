//! What a lead arranges for somebody who is gone.

use routing::{Handed, Reference, Span};

use super::office::{Office, draft, id, person};
use crate::{
    cases::agreeing,
    staff::{Arranged, Arrangement, Refused, TrailWish, What},
    store::{self, audit::Actor, audit::Kind},
    words::{days, phrases::Locale},
};

const PEOPLE: [(&str, &str); 5] =
    [("ben", "dresden"), ("cem", "dresden"), ("dora", "dresden"), ("emma", "dresden"), ("finn", "freiburg")];

/// Dora and Emma lead Dresden, Finn leads Freiburg; Ben has a case in Dresden, and Emma one.
async fn office() -> (Office, Reference, Reference) {
    let office = Office::open(&draft(&PEOPLE)).await;
    for (name, centre) in [("dora", "dresden"), ("emma", "dresden"), ("finn", "freiburg")] {
        office.leads(name, centre).await;
    }
    let bens = office.case_of("ben", "dresden", 1).await;
    let emmas = office.case_of("emma", "dresden", 2).await;
    (office, bens, emmas)
}

fn wants<'a>(who: &'a str, reference: &'a Reference, to: &'a str, what: What<'a>) -> Arrangement<'a> {
    Arrangement { who, reference: reference.as_str(), to, reason: "krank", what }
}

const BEN: &str = "@ben:lotse.example";
const CEM: &str = "@cem:lotse.example";
const DORA: &str = "@dora:lotse.example";
const EMMA: &str = "@emma:lotse.example";

#[tokio::test]
async fn a_lead_sees_numbers_of_cases_and_nothing_that_stands_in_one() {
    let (office, bens, emmas) = office().await;
    let dora = office.signs_in("dora").await;
    let (view, all) = office.staff.arrangeable(&dora, ("", None)).await.unwrap();
    assert_eq!(all.len(), 1);
    // Those of her own rank, and her own, are not hers to arrange.
    let holders: Vec<_> = view.holders.iter().map(|it| (it.id.as_str(), it.cases)).collect();
    assert_eq!(holders, [(BEN, 1)]);
    assert!(view.held.is_none(), "nobody was chosen");
    let (view, _) = office.staff.arrangeable(&dora, ("dresden", Some(BEN))).await.unwrap();
    let held = view.held.as_ref().unwrap();
    assert_eq!(held.cases.iter().map(|it| it.reference.as_str()).collect::<Vec<_>>(), [bens.as_str()]);
    let others: Vec<_> = held.others.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(others, [CEM, EMMA], "nobody gives a case to themselves");
    let shown = format!("{view:?}");
    for secret in ["Canary", "$first", office.case("dresden", &bens).await.case.id.as_str(), emmas.as_str()] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    // A centre that is not hers, and whoever leads nothing.
    let elsewhere = office.staff.arrangeable(&dora, ("freiburg", None)).await;
    assert_eq!(elsewhere.err(), Some(Refused::Unknown));
    let ben = office.signs_in("ben").await;
    assert_eq!(office.staff.arrangeable(&ben, ("", None)).await.err(), Some(Refused::Unknown));
}

#[tokio::test]
async fn a_colleague_stands_in_for_somebody_who_is_gone() {
    let (office, bens, emmas) = office().await;
    let dora = office.signs_in("dora").await;
    let dresden = id("dresden");
    let arranges =
        async |wanted: &Arrangement<'_>| office.staff.arrange(&dora, &dresden, wanted, Locale::De).await;
    // Nobody reads by it: not to herself, and nothing of whoever leads as well.
    let herself = wants(BEN, &bens, DORA, What::Cover(""));
    assert_eq!(arranges(&herself).await, Err(Refused::Unknown));
    let peer = wants(EMMA, &emmas, CEM, What::Cover(""));
    assert_eq!(arranges(&peer).await, Err(Refused::Unknown));
    let own = wants(DORA, &bens, CEM, What::Cover(""));
    assert_eq!(arranges(&own).await, Err(Refused::Unknown));
    let unsaid = Arrangement { reason: " ", ..wants(BEN, &bens, CEM, What::Cover("")) };
    assert_eq!(arranges(&unsaid).await, Ok(Arranged::NoReason));
    let nonsense = Arrangement { reference: "", ..wants(BEN, &bens, CEM, What::Cover("")) };
    assert_eq!(arranges(&nonsense).await, Ok(Arranged::NoCase));
    let past = arranges(&wants(BEN, &bens, CEM, What::Cover("2020-01-01"))).await.unwrap();
    assert!(matches!(&past, Arranged::NotDone(told) if told.plain.contains("vorbei")), "{past:?}");
    assert!(office.trail("dresden").await.is_empty(), "nothing was done");

    let cover = wants(BEN, &bens, CEM, What::Cover(""));
    assert_eq!(arranges(&cover).await, Ok(Arranged::Covered("cem".to_owned())));
    let stored = office.case("dresden", &bens).await;
    assert_eq!(stored.case.holder(), Some(&person("ben")), "it stays his");
    let may = |who: &str| stored.case.accepted().unwrap().may_act(&person(who), office.now());
    assert!(may("cem") && !may("dora"), "{:?}", stored.case);
    let entry = office.trail("dresden").await.pop().unwrap().entry;
    assert_eq!((entry.kind, entry.who), (Kind::CoverBegun, Actor::Counsellor(person("dora"))));
    assert_eq!((entry.whom, entry.why.as_deref()), (Some(person("cem")), Some("illness")));
    let (view, _) = office.staff.arrangeable(&dora, ("dresden", Some(BEN))).await.unwrap();
    assert_eq!(view.held.unwrap().cases[0].covers.len(), 1);
    let ends = wants(BEN, &bens, CEM, What::EndCover);
    assert_eq!(arranges(&ends).await, Ok(Arranged::CoverEnded("cem".to_owned())));
    assert_eq!(arranges(&ends).await, Ok(Arranged::Meanwhile), "twice");
    assert_eq!(office.kinds("dresden").await, [Kind::CoverBegun, Kind::CoverEnded]);

    // The trail is looked through by what happened, and when.
    let found = async |wish: TrailWish| office.staff.trail(&dora, &dresden, &wish).await.unwrap().len();
    let today = days::today(office.now());
    let ended = TrailWish { kind: Some(Kind::CoverEnded), ..TrailWish::default() };
    assert_eq!(found(ended.clone()).await, 1);
    assert_eq!(found(TrailWish { from: Some(today), until: Some(today), ..ended.clone() }).await, 1);
    assert_eq!(found(TrailWish { from: Some(days::after(today)), ..ended }).await, 0);
    let yesterday = days::today(office.now().minus(Span::days(1)));
    assert_eq!(found(TrailWish { until: Some(yesterday), ..TrailWish::default() }).await, 0);

    // Whoever has the case by now, or is dismissed by now, is judged in the commit.
    office
        .changes(("dresden", &bens), |case| case.hand_over(person("cem"), true, office.now()).unwrap())
        .await;
    let late = wants(BEN, &bens, EMMA, What::Cover(""));
    assert_eq!(arranges(&late).await, Ok(Arranged::Meanwhile));
    let mut tx = office.store.begin().await.unwrap();
    store::desk_lead::dismiss(&mut tx, &dresden, &person("dora")).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(arranges(&wants(CEM, &bens, BEN, What::Cover(""))).await, Err(Refused::Unknown));
    assert_eq!(office.trail("dresden").await.len(), 2);
}

#[tokio::test]
async fn the_seeker_is_asked_whether_a_colleague_may_have_the_case() {
    let (office, bens, _) = office().await;
    let dora = office.signs_in("dora").await;
    let dresden = id("dresden");
    let arranges =
        async |wanted: &Arrangement<'_>| office.staff.arrange(&dora, &dresden, wanted, Locale::De).await;
    let asks =
        Arrangement { reason: "kommt nicht wieder", ..wants(BEN, &bens, CEM, What::HandOver(Handed::All)) };
    let asked = arranges(&asks).await.unwrap();
    assert!(matches!(&asked, Arranged::Done(told) if told.plain.contains("Ich frage jetzt")), "{asked:?}");
    let entry = office.trail("dresden").await.pop().unwrap().entry;
    assert_eq!((entry.kind, entry.note.as_deref()), (Kind::HandOverAsked, Some("kommt nicht wieder")));
    assert_eq!((entry.who, entry.whom), (Actor::Counsellor(person("dora")), Some(person("cem"))));
    let stored = office.case("dresden", &bens).await;
    assert_eq!(stored.case.holder(), Some(&person("ben")), "until the seeker has said yes");
    let again = arranges(&asks).await.unwrap();
    assert!(
        matches!(&again, Arranged::NotDone(told) if told.plain.contains("läuft schon eine Frage")),
        "{again:?}"
    );
    // Taken back by whoever has asked, and by nobody else who leads.
    let emma = office.signs_in("emma").await;
    let back = wants(BEN, &bens, CEM, What::TakeBack);
    let not_hers = office.staff.arrange(&emma, &dresden, &back, Locale::De).await.unwrap();
    assert!(
        matches!(&not_hers, Arranged::Done(told) if told.plain.contains("nur, wer den Fall")),
        "{not_hers:?}"
    );
    assert!(office.case("dresden", &bens).await.case.offer.is_some());
    assert!(matches!(arranges(&back).await, Ok(Arranged::Done(_))));
    assert_eq!(office.case("dresden", &bens).await.case.offer, None);

    arranges(&asks).await.unwrap();
    office.lets_pass(Span::minutes(1));
    let stored = office.case("dresden", &bens).await;
    let tx = agreeing::decide(&office.service, stored, true).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    assert_eq!(office.case("dresden", &bens).await.case.holder(), Some(&person("cem")));
    let entry = office.trail("dresden").await.pop().unwrap().entry;
    assert_eq!((entry.kind, entry.who), (Kind::HandedOver, Actor::Counsellor(person("dora"))));
    store::audit::verify(&mut office.store.look().await.unwrap(), None).await.unwrap();
}

#[tokio::test]
async fn where_only_people_have_the_keys_nobody_else_goes_on_and_nobody_stands_in() {
    let office =
        Office::open(&draft(&[("finn", "freiburg"), ("gina", "freiburg"), ("hans", "freiburg")])).await;
    office.leads("hans", "freiburg").await;
    let (held, released) =
        (office.case_of("finn", "freiburg", 3).await, office.case_of("finn", "freiburg", 4).await);
    office
        .changes(("freiburg", &released), |case| {
            let now = office.now();
            let answered = case.joined(&person("finn"), now).unwrap().answered(&person("finn"), now).unwrap();
            answered.release_custody(false, now).unwrap()
        })
        .await;
    let hans = office.signs_in("hans").await;
    let (freiburg, finn, gina) = (id("freiburg"), "@finn:lotse.example", "@gina:lotse.example");
    let arranges = async |wanted: &Arrangement<'_>| {
        office.staff.arrange(&hans, &freiburg, wanted, Locale::De).await.unwrap()
    };
    let whole = What::HandOver(Handed::All);
    assert_eq!(arranges(&wants(finn, &held, gina, What::Cover(""))).await, Arranged::NotATeam);
    assert_eq!(arranges(&wants(finn, &released, gina, whole)).await, Arranged::OwnKeys);
    assert!(matches!(arranges(&wants(finn, &held, gina, whole)).await, Arranged::Done(_)));
    // Of the Referat, whoever counsels nowhere: the trail says by which right.
    let edda = office.signs_in("edda").await;
    let wanted = wants(finn, &held, gina, whole);
    office.staff.arrange(&edda, &freiburg, &wanted, Locale::De).await.unwrap();
    let kinds = office.kinds("freiburg").await;
    assert_eq!(kinds, [Kind::HandOverAsked], "one question at a time");
}
