use routing::{Closer, Cover, CoverFacts, CoverReason, EventId, NewCase, Reference, Timestamp, TopicId};

use super::*;
use crate::running::entropy;

const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);

fn person(name: &str) -> CounsellorId {
    CounsellorId::parse(&format!("@{name}:carrier.example")).unwrap()
}

fn staff(team: bool, people: &[&str]) -> Staff {
    Staff { known: true, team, people: people.iter().map(|name| person(name)).collect() }
}

fn asked() -> Case {
    let new = NewCase {
        id: CaseId::parse(&entropy::ulid(NOON.millis().unsigned_abs())).unwrap(),
        reference: Reference::from_bits(1),
        seeker: routing::SeekerId::parse("@anna:home.example").unwrap(),
        pseudonym: "Blaue Amsel".to_owned(),
        topic: TopicId::parse("schulden").unwrap(),
        centre: CentreId::parse("dresden").unwrap(),
        personal: None,
        at_once: false,
    };
    Case::open(new, NOON).ask(EventId::parse("$first").unwrap(), NOON).unwrap()
}

/// Ben has it, and Cem stands in.
fn counselled() -> Case {
    let facts = CoverFacts { team_centre: true, active_colleague: true };
    let cover = Cover::new(person("cem"), CoverReason::Illness, NOON);
    asked().accept(person("ben"), NOON).unwrap().cover(cover, facts, NOON).unwrap()
}

fn reach(from: Option<&Staff>, to: &Staff, case: &Case) -> Reach {
    Change { from, to }.reach(case)
}

#[test]
fn a_new_colleague_touches_no_case_and_whoever_leaves_only_their_own() {
    let both = staff(true, &["ben", "cem"]);
    let three = staff(true, &["ben", "cem", "dora"]);
    for case in [asked(), counselled(), counselled().close(Closer::Seeker, NOON).unwrap()] {
        assert_eq!(reach(Some(&both), &three, &case), Reach::Nobody);
        assert_eq!(reach(Some(&three), &both, &case), Reach::Nobody, "nobody of the case has left");
    }
    for gone in [staff(true, &["ben"]), staff(true, &["cem"]), staff(true, &[])] {
        assert_eq!(reach(Some(&both), &gone, &counselled()), Reach::Goes);
        let closed = counselled().close(Closer::Seeker, NOON).unwrap();
        assert_eq!(reach(Some(&both), &gone, &closed), Reach::Goes, "nobody keeps a closed case");
        assert_eq!(reach(Some(&both), &gone, &asked()), Reach::Nobody);
        assert_eq!(reach(Some(&gone), &both, &counselled()), Reach::Comes, "back again");
        assert_eq!(reach(Some(&gone), &both, &closed), Reach::Nobody);
    }
}

#[test]
fn where_there_is_no_team_any_more_nobody_stands_in() {
    let (team, pair) = (staff(true, &["ben", "cem"]), staff(false, &["ben", "cem"]));
    assert_eq!(reach(Some(&team), &pair, &counselled()), Reach::Goes);
    assert_eq!(reach(Some(&team), &pair, &counselled().close(Closer::Seeker, NOON).unwrap()), Reach::Goes);
    assert_eq!(reach(Some(&team), &pair, &asked()), Reach::Comes, "its custodian's part may have changed");
    assert_eq!(reach(Some(&pair), &team, &counselled()), Reach::Comes);
}

#[test]
fn of_a_centre_that_is_gone_and_of_one_that_was_never_compared_everybody_is_looked_at() {
    let both = staff(true, &["ben", "cem"]);
    assert_eq!(reach(Some(&both), &Staff::default(), &counselled()), Reach::Goes);
    assert_eq!(reach(Some(&both), &Staff::default(), &asked()), Reach::Comes);
    assert_eq!(reach(None, &Staff::default(), &counselled()), Reach::Goes);
    assert_eq!(reach(None, &both, &counselled()), Reach::Comes);
    assert_eq!(reach(None, &both, &counselled().close(Closer::Seeker, NOON).unwrap()), Reach::Nobody);
}
