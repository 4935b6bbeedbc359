//! Days of training, noted by whoever acts for a carrier.

use routing::Date;

use super::office::{Office, draft, id, person};
use crate::{
    staff::{Noted, Refused},
    store::{self, audit::Actor, audit::Kind},
    words::phrases::Locale,
};

const DAYS: (&str, &str) = ("2026-01-10", "2026-02-14");

/// Vera acts for the carrier of Dresden. Gina counsels in Dresden and in Freiburg, which another carrier runs; Dora leads Dresden.
async fn office() -> Office {
    let people = [
        ("ben", "dresden"),
        ("dora", "dresden"),
        ("gina", "dresden"),
        ("gina", "freiburg"),
        ("finn", "freiburg"),
        ("vera", "dresden"),
    ];
    let office = Office::open(&draft(&people)).await;
    office.acts_for("vera", "hilfe").await;
    office.leads("dora", "dresden").await;
    office
}

async fn days(office: &Office, name: &str) -> Vec<(Option<Date>, Option<Date>)> {
    let draft = store::directory::load(&mut office.store.look().await.unwrap()).await.unwrap();
    let theirs = draft.counsellors.iter().filter(|it| it.id == person(name));
    theirs.map(|it| (it.first_part_on, it.trained_on)).collect()
}

#[tokio::test]
async fn a_carrier_notes_the_days_of_its_own_people_and_of_nobody_else() {
    let office = office().await;
    let vera = office.signs_in("vera").await;
    let views = office.staff.trainings(&vera).await.unwrap();
    assert_eq!(views.iter().map(|it| it.centre.as_str()).collect::<Vec<_>>(), ["dresden"]);
    let may: Vec<_> = views[0].people.iter().map(|it| (it.name.as_str(), it.may_write)).collect();
    // Not of herself, and not of Gina, who counsels for somebody else as well.
    assert_eq!(may, [("ben", true), ("dora", true), ("gina", false), ("vera", false)]);
    let notes = async |name: &str, (first, last): (&str, &str)| {
        let who = format!("@{name}:lotse.example");
        office.staff.note_training(&vera, (&who, first, last), Locale::De).await
    };
    assert_eq!(notes("ben", DAYS).await, Ok(Noted::InForce(1)));
    let both = (Some(Date::parse(DAYS.0).unwrap()), Some(Date::parse(DAYS.1).unwrap()));
    assert_eq!(days(&office, "ben").await, [both]);
    let entry = office.trail("dresden").await.pop().unwrap().entry;
    assert_eq!((entry.kind, entry.who), (Kind::Trained, Actor::Carrier(person("vera"))));
    // Neither what changes something nor what would change nothing says anything of somebody else's people.
    for name in ["gina", "finn", "vera", "nobody"] {
        for (first, last) in [DAYS, ("", "2026-01-15")] {
            assert_eq!(notes(name, (first, last)).await, Err(Refused::Unknown), "{name}");
        }
    }
    assert_eq!(notes("ben", DAYS).await, Ok(Noted::Nothing));
    // A list is taken as a whole or not at all.
    let list = |names: &[&str]| {
        let rows = names.iter().map(|name| format!("@{name}:lotse.example;2026-01-11;2026-02-15\n"));
        format!("Matrix-Kennung;Erster Teil am;Schulung am\n{}", rows.collect::<String>())
    };
    let mixed = office.staff.take_trainings(&vera, list(&["ben", "finn"]).as_bytes(), Locale::De).await;
    assert!(matches!(&mixed, Ok(Noted::Wrong(faults)) if faults.len() == 1), "{mixed:?}");
    assert_eq!(days(&office, "ben").await, [both]);
    let own = office.staff.take_trainings(&vera, list(&["ben", "dora"]).as_bytes(), Locale::De).await;
    assert_eq!(own, Ok(Noted::InForce(2)));

    // Neither a lead nor whoever acts for it no more.
    let dora = office.signs_in("dora").await;
    assert_eq!(office.staff.trainings(&dora).await.err(), Some(Refused::Unknown));
    let by_dora = office.staff.note_training(&dora, ("@ben:lotse.example", DAYS.0, DAYS.1), Locale::De).await;
    assert_eq!(by_dora, Err(Refused::Unknown));
    let mut tx = office.store.begin().await.unwrap();
    store::desk_carrier::dismiss(&mut tx, &id("hilfe"), &person("vera")).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(notes("ben", ("", "2026-01-15")).await, Err(Refused::Unknown), "judged when it is written");
}
