use super::*;
use crate::{
    Closer, Cover, CoverFacts, CoverReason,
    sample::{NOW, centre, counsellor, directory, message, opened, person, topic},
};

fn hours(hours: i64) -> Timestamp {
    NOW.plus(Span::hours(hours))
}

fn town(team: bool) -> Directory {
    let dresden = crate::Centre { team, ..centre("dresden", &[("schulden", "01*")]) };
    directory(vec![topic("schulden")], vec![dresden], vec![counsellor("ben", "dresden")])
}

fn moments(case: &Case, directory: &Directory) -> Vec<(Timestamp, Moment)> {
    agenda(case, directory)
}

#[test]
fn whoever_waits_is_thought_of_until_somebody_answers() {
    let promised =
        [(hours(12), Moment::Reminder), (hours(36), Moment::Reminder), (hours(48), Moment::PromiseBroken)];
    let case = opened("dresden", None);
    assert_eq!(moments(&case, &town(true)), []);
    let case = case.ask(message(), NOW).unwrap();
    assert_eq!(moments(&case, &town(true)), promised);
    // Accepted is not yet answered.
    let case = case.accept(person("ben"), hours(1)).unwrap();
    assert_eq!(moments(&case, &town(true)), promised);
    let case = case.answered(&person("ben"), hours(2)).unwrap();
    assert_eq!(moments(&case, &town(true)), []);
}

#[test]
fn custody_ends_by_itself_only_where_the_centre_is_no_team() {
    let case = opened("dresden", None).ask(message(), NOW).unwrap().accept(person("ben"), NOW).unwrap();
    let case = case.answered(&person("ben"), hours(2)).unwrap();
    assert_eq!(moments(&case, &town(true)), []);
    assert_eq!(moments(&case, &town(false)), [(hours(26), Moment::CustodyEnds)]);
    let released = case.release_custody(false, hours(3)).unwrap();
    assert_eq!(moments(&released, &town(false)), []);
}

#[test]
fn covers_begin_and_end_and_closed_cases_come_to_their_end() {
    let facts = CoverFacts { team_centre: true, active_colleague: true };
    let case = opened("dresden", None).ask(message(), NOW).unwrap().accept(person("ben"), NOW).unwrap();
    let case = case.answered(&person("ben"), NOW).unwrap();
    let cover = Cover::new(person("cem"), CoverReason::Holiday, hours(24)).until(hours(48));
    let case = case.cover(cover, facts, NOW).unwrap();
    let begin = (hours(24), Moment::CoverBegins(person("cem")));
    let end = (hours(48), Moment::CoverEnds(person("cem")));
    assert_eq!(moments(&case, &town(true)), [begin, end.clone()]);
    let closed = case.close(Closer::Seeker, hours(30)).unwrap();
    let warning = (hours(30 + 83 * 24), Moment::RetentionWarning);
    let erasure = (hours(30 + 90 * 24), Moment::Erasure);
    assert_eq!(moments(&closed, &town(true)), [end, warning, erasure]);
    // Without its topic in the directory, too.
    assert_eq!(moments(&closed, &Directory::default()).len(), 3);
    assert_eq!(moments(&closed.erase(hours(9_999)).unwrap(), &town(true)), []);
}

#[test]
fn an_offer_lapses_after_a_week() {
    let case = opened("dresden", None).ask(message(), NOW).unwrap().accept(person("ben"), NOW).unwrap();
    let case = case.answered(&person("ben"), NOW).unwrap();
    let to = crate::Recipient::Counsellor(person("cem"));
    let offer = crate::Offer::new(to, person("ben"), crate::Handed::All, hours(1));
    let facts = crate::OfferFacts { active_giver: true, ready_recipient: true };
    let offered = case.clone().offer(offer, facts, hours(1)).unwrap();
    assert_eq!(moments(&offered, &town(true)), [(hours(1 + 7 * 24), Moment::OfferLapses)]);
    assert_eq!(moments(&offered.end_offer().unwrap(), &town(true)), []);
}

#[test]
fn each_moment_is_due_once() {
    let case = opened("dresden", None).ask(message(), NOW).unwrap();
    let town = town(true);
    assert_eq!(next(&case, &town, NOW), Some(hours(12)));
    assert_eq!(due(&case, &town, NOW, hours(11)), []);
    assert_eq!(due(&case, &town, NOW, hours(12)), [Moment::Reminder]);
    assert_eq!(next(&case, &town, hours(12)), Some(hours(36)));
    assert_eq!(due(&case, &town, hours(12), hours(99)), [Moment::Reminder, Moment::PromiseBroken]);
    assert_eq!((next(&case, &town, hours(99)), due(&case, &town, hours(99), hours(999))), (None, vec![]));
}
