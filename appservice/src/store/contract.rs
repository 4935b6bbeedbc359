//! What the store promises, on SQLite and on PostgreSQL alike.

mod absences;
mod accounts;
mod anew;
mod appointments;
mod audit;
mod cases;
mod desks;
mod documented;
mod erasures;
mod far_presence;
mod far_version;
mod figures;
mod invitations;
mod links;
mod live;
mod notice_version;
mod notices;
mod pace;
mod races;
mod rooms;
mod said;
mod secrecy;
mod steady;
mod today;
mod traffic;
mod waiting;
mod ways_back;

use std::fmt::Debug;

use routing::{
    Case, CaseId, CentreId, CounsellorId, EventId, NewCase, Reference, RoomId, SeekerId, Timestamp, TopicId,
};

use super::{Store, case};
use crate::running::entropy;

const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);

fn id<T: std::str::FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn event(text: &str) -> EventId {
    id(text)
}

fn room(text: &str) -> RoomId {
    id(text)
}

fn ben() -> CounsellorId {
    id("@ben:carrier.example")
}

fn anna() -> SeekerId {
    id("@anna.canary-seeker:home.example")
}

fn freiburg() -> CentreId {
    id("freiburg")
}

fn new_case(number: u32) -> Case {
    let id = CaseId::parse(&entropy::ulid(NOON.millis().unsigned_abs())).unwrap();
    let new = NewCase {
        id,
        reference: Reference::from_bits(number),
        seeker: anna(),
        pseudonym: "Canary-Pseudonym".to_owned(),
        topic: TopicId::parse("schulden").unwrap(),
        centre: freiburg(),
        personal: None,
        at_once: false,
    };
    Case::open(new, NOON)
}

/// A case that waits for somebody to accept it.
async fn asked(store: &Store, number: u32) -> CaseId {
    let case = new_case(number).ask(event(&format!("$first{number}")), NOON).unwrap();
    let id = case.id.clone();
    let mut tx = store.begin().await.unwrap();
    let made = case::insert(&mut tx, case, None).await.unwrap();
    assert!(matches!(made, case::Insertion::Made(_)));
    tx.commit().await.unwrap();
    id
}
