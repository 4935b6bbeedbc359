//! What is shown of today, what counts of one's own work, who was told of broken promises, and who learns that something was written.

use routing::{Closer, Span, Timestamp};

use super::{NOON, asked, ben, event, freiburg, id, room};
use crate::store::{
    Store, awaited, breach, case, own_figure,
    stirs::Stir,
    test_postgres::test_stores,
    today::{self, Shown},
};

#[tokio::test]
async fn a_centre_shows_one_thing() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        assert_eq!(today::of(&mut tx, &freiburg()).await.unwrap(), None);
        let first = Shown {
            room: room("!team:a.example"),
            event: event("$one"),
            edit: None,
            said: "hash".to_owned(),
            edited: NOON,
        };
        today::put(&mut tx, &freiburg(), &first).await.unwrap();
        let edited = Shown { edit: Some(event("$two")), said: String::new(), ..first };
        today::put(&mut tx, &freiburg(), &edited).await.unwrap();
        assert_eq!(today::of(&mut tx, &freiburg()).await.unwrap(), Some(edited), "{}", store.name);
        today::forget(&mut tx, &freiburg()).await.unwrap();
        assert_eq!(today::of(&mut tx, &freiburg()).await.unwrap(), None);
    }
}

async fn step(store: &Store, case: &routing::CaseId, step: impl FnOnce(routing::Case) -> routing::Case) {
    let mut tx = store.begin().await.unwrap();
    let mut stored = case::by_id(&mut tx, case).await.unwrap().unwrap();
    stored.case = step(stored.case);
    case::save(&mut tx, &mut stored).await.unwrap();
    own_figure::record(&mut tx, &stored.case, NOON.plus(Span::hours(48))).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn ones_own_figures_are_found_by_oneself_alone_and_lead_to_no_case() {
    for store in test_stores().await {
        let case = asked(&store, 1).await;
        let at = |hours| NOON.plus(Span::hours(hours));
        step(&store, &case, |case| case.accept(ben(), at(1)).unwrap()).await;
        step(&store, &case, |case| case.answered(&ben(), at(2)).unwrap()).await;
        step(&store, &case, |case| case.close(Closer::Seeker, at(3)).unwrap()).await;
        let mut tx = store.begin().await.unwrap();
        let mine = own_figure::since(&mut tx, &ben(), NOON).await.unwrap();
        let [one] = mine.as_slice() else { panic!("{}: {mine:?}", store.name) };
        assert_eq!((one.taken_at, one.answered_at, one.closed), (at(1), Some(at(2)), true));
        assert_eq!(own_figure::since(&mut tx, &ben(), at(2)).await.unwrap(), []);
        assert_eq!(own_figure::since(&mut tx, &id("@cem:carrier.example"), NOON).await.unwrap(), []);
        let keys: String = sqlx::query_scalar("select case_key || counsellor_key from own_figure")
            .fetch_one(tx.conn())
            .await
            .unwrap();
        assert!(!keys.contains(case.as_str()) && !keys.contains("ben"), "{keys}");
        assert_eq!(own_figure::prune(&mut tx, at(1), 10).await.unwrap(), 0);
        assert_eq!(own_figure::prune(&mut tx, at(2), 10).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn whoever_shows_a_centre_learns_of_what_is_written_and_not_of_what_is_rolled_back() {
    let here = Stir::Centre(freiburg());
    let bonn: routing::CentreId = id("bonn");
    for store in test_stores().await {
        let stirs = store.stirs();
        let case = asked(&store, 1).await;
        let mut before = stirs.count(&here);
        assert_eq!(before, 1, "{}: the new case", store.name);
        let mut rung = |stirs: &crate::store::stirs::Stirs| {
            let now = stirs.count(&here);
            std::mem::replace(&mut before, now) != now
        };

        let mut tx = store.begin().await.unwrap();
        let mut stored = case::by_id(&mut tx, &case).await.unwrap().unwrap();
        case::save(&mut tx, &mut stored).await.unwrap();
        drop(tx);
        assert!(!rung(stirs), "{}: rolled back", store.name);

        step(&store, &case, |case| case.accept(ben(), NOON).unwrap()).await;
        assert!(rung(stirs));
        let mut tx = store.begin().await.unwrap();
        awaited::begin(&mut tx, &case, NOON).await.unwrap();
        tx.commit().await.unwrap();
        assert!(rung(stirs));
        let mut tx = store.begin().await.unwrap();
        awaited::begin(&mut tx, &case, NOON.plus(Span::hours(1))).await.unwrap();
        let waits = awaited::of_centre(&mut tx, &freiburg()).await.unwrap();
        assert_eq!(waits.into_iter().collect::<Vec<(_, Timestamp)>>(), [(case.clone(), NOON)]);
        tx.commit().await.unwrap();
        assert!(!rung(stirs), "{}: nothing was written", store.name);

        let digests = async || case::digests(&mut store.look().await.unwrap()).await.unwrap();
        let counted = digests().await;
        assert_eq!(counted.len(), 1);
        // A case that goes to another centre is another thing in both.
        let there = stirs.count(&Stir::Centre(bonn.clone()));
        step(&store, &case, |case| case.forward(bonn.clone(), NOON).unwrap()).await;
        assert!(rung(stirs) && stirs.count(&Stir::Centre(bonn.clone())) > there, "{}", store.name);
        assert_ne!(digests().await, counted);
        assert_eq!(awaited::of_centre(&mut store.look().await.unwrap(), &freiburg()).await.unwrap().len(), 0);
    }
}

#[tokio::test]
async fn of_a_broken_promise_it_is_known_who_was_told_when_and_of_no_case() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let at = |hours| NOON.plus(Span::hours(hours));
        let whom = ["@canary-edda:a.example", "canary@mail.example"];
        let notices = breach::insert(&mut tx, &freiburg(), NOON, &whom, at(48)).await.unwrap();
        assert_eq!(breach::insert(&mut tx, &id("bonn"), NOON, &[], at(50)).await.unwrap(), [""; 0]);
        breach::told(&mut tx, &notices[1], at(49)).await.unwrap();
        breach::told(&mut tx, &notices[1], at(60)).await.unwrap();
        let all = breach::latest(&mut tx, 10).await.unwrap();
        let [nobody, told] = all.as_slice() else { panic!("{}: {all:?}", store.name) };
        assert!(nobody.told.is_empty() && nobody.centre == id("bonn"));
        assert_eq!((&told.centre, told.since, told.broken), (&freiburg(), NOON, at(48)));
        let mut told = told.told.clone();
        told.sort();
        let expected = [(whom[0].to_owned(), None), (whom[1].to_owned(), Some(at(49)))];
        assert_eq!(told, expected, "{}: the first time counts", store.name);
        let bodies: Vec<Vec<u8>> =
            sqlx::query_scalar("select body from breach_notice").fetch_all(tx.conn()).await.unwrap();
        let canary = |body: &Vec<u8>| body.windows(6).any(|window| window == b"canary");
        assert!(bodies.len() == 2 && !bodies.iter().any(canary), "{}", store.name);
    }
}
