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

fn day(days: i64) -> Timestamp {
    NOW.plus(Span::days(days))
}

/// Without what only silence brings.
fn moments(case: &Case, directory: &Directory) -> Vec<(Timestamp, Moment)> {
    agenda(case, directory).into_iter().filter(|(_, moment)| !moment.stands()).collect()
}

fn silence(case: &Case, directory: &Directory) -> Vec<(Timestamp, Moment)> {
    agenda(case, directory).into_iter().filter(|(_, moment)| moment.stands()).collect()
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
fn whoever_seems_to_be_in_danger_is_promised_an_answer_sooner() {
    let mut case = opened("dresden", None).ask(message(), NOW).unwrap();
    case.urgent = true;
    let promised =
        [(hours(1), Moment::Reminder), (hours(3), Moment::Reminder), (hours(4), Moment::PromiseBroken)];
    assert_eq!(moments(&case, &town(true)), promised);
    let gone = directory(vec![], vec![], vec![]);
    assert_eq!(moments(&case, &gone), promised, "also without its topic");
    let quick = Topic { promise_hours: 2, ..topic("schulden") };
    assert_eq!(quick.promised(true), 2, "never later than for others");
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
    let facts =
        crate::OfferFacts { active_giver: true, ready_recipient: true, fitting_room: true, anew: false };
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
    assert_eq!(due(&case, &town, hours(99), hours(999)), []);
    assert_eq!(next(&case, &town, hours(99)), Some(day(180)));
}

#[test]
fn a_case_that_nobody_ever_wrote_in_ends_after_a_week() {
    let (case, town) = (opened("dresden", None), town(true));
    assert_eq!(silence(&case, &town), [(day(7), Moment::Unused)]);
    assert_eq!(due(&case, &town, NOW, day(6)), []);
    assert_eq!(due(&case, &town, NOW, day(7)), [Moment::Unused]);
    let closed = case.close(Closer::Time, day(7)).unwrap();
    assert_eq!(silence(&closed, &town), []);
    // Without its topic and centre in the directory, too.
    assert_eq!(silence(&opened("dresden", None), &Directory::default()), [(day(7), Moment::Unused)]);
}

#[test]
fn both_sides_of_a_silent_case_are_asked_before_it_ends() {
    let town = town(true);
    let asked = opened("dresden", None).ask(message(), NOW).unwrap();
    let accepted = asked.clone().accept(person("ben"), NOW).unwrap();
    let answered = accepted.clone().answered(&person("ben"), hours(2)).unwrap();
    for case in [asked, accepted, answered] {
        assert_eq!(silence(&case, &town), [(day(180), Moment::StillNeeded)]);
        // Asked later than it could have been: the two weeks count from the question.
        let asked = case.ask_if_needed(day(200));
        assert_eq!(silence(&asked, &town), [(day(214), Moment::SilenceEnds)]);
        let stirred = asked.stirred(day(201)).unwrap();
        assert_eq!(silence(&stirred, &town), [(day(381), Moment::StillNeeded)]);
        assert_eq!(silence(&asked.close(Closer::Time, day(214)).unwrap(), &town), []);
    }
}

#[test]
fn a_topic_has_its_own_patience_also_if_it_shrinks() {
    let case = opened("dresden", None).ask(message(), NOW).unwrap();
    let impatient = Topic { silence_days: 30, ..topic("schulden") };
    let dresden = centre("dresden", &[("schulden", "01*")]);
    let town = directory(vec![impatient], vec![dresden], vec![counsellor("ben", "dresden")]);
    assert_eq!(silence(&case, &town), [(day(30), Moment::StillNeeded)]);
    // The directory has changed after that day: it is made up for.
    assert_eq!(due(&case, &town, day(100), day(101)), [Moment::StillNeeded]);
    assert_eq!(next(&case, &town, day(100)), Some(day(30)));
}

#[test]
fn a_word_is_noted_once_a_day() {
    let case = opened("dresden", None);
    assert_eq!(case.stirred(hours(1)), None, "nobody has written yet");
    let case = case.ask(message(), NOW).unwrap();
    assert_eq!(case.stirred(hours(23)), None);
    let stirred = case.stirred(hours(24)).unwrap();
    assert_eq!(stirred.silence, crate::Silence::since(hours(24)));
    assert_eq!(stirred.close(Closer::Seeker, hours(25)).unwrap().stirred(hours(99)), None);
}

#[test]
fn nobody_is_reminded_of_somebody_who_has_left() {
    let town = town(true);
    let asked = opened("dresden", None).ask(message(), NOW).unwrap();
    let accepted = asked.clone().accept(person("ben"), hours(1)).unwrap();
    for case in [asked, accepted] {
        let left = case.seeker_left(hours(2)).unwrap();
        assert_eq!(moments(&left, &town), []);
        assert_eq!(silence(&left, &town).len(), 1, "it ends all the same");
        assert_eq!(moments(&left.seeker_came().unwrap(), &town), moments(&case, &town));
    }
}

fn promises(answer_hours: u16, retention_days: u16, team: bool) -> Promises {
    Promises { answer_hours, retention_days, silence_days: Topic::SILENCE_DAYS, team }
}

#[test]
fn a_shorter_promise_that_was_broken_before_the_last_look_is_told_now() {
    let case = opened("dresden", None).ask(message(), NOW).unwrap();
    let (long, short) = (promises(48, 90, true), promises(24, 90, true));
    // Looked at with the second reminder, after 36 hours: the new end of 24 hours lies behind it.
    let owed = |from, to, looked| adjust(case.clone(), (from, to), hours(looked), hours(40)).1;
    assert_eq!(owed(long, short, 36), [Moment::PromiseBroken]);
    assert_eq!(owed(long, short, 12), [], "the usual look finds it");
    assert_eq!(owed(short, long, 36), [], "told already");
    assert_eq!(owed(long, long, 36), []);
    let answered = case.accept(person("ben"), hours(1)).unwrap().answered(&person("ben"), hours(2)).unwrap();
    assert_eq!(adjust(answered, (long, short), hours(36), hours(40)).1, []);
}

#[test]
fn where_a_centre_ceases_to_be_a_team_custody_that_is_overdue_ends_now() {
    let case = opened("dresden", None).ask(message(), NOW).unwrap().accept(person("ben"), NOW).unwrap();
    let case = case.joined(&person("ben"), hours(1)).unwrap();
    let (team, pair) = (promises(48, 90, true), promises(48, 90, false));
    assert_eq!(adjust(case.clone(), (team, pair), hours(36), hours(40)).1, [Moment::CustodyEnds]);
    assert_eq!(adjust(case.clone(), (pair, team), hours(36), hours(40)).1, []);
    assert_eq!(adjust(case, (team, pair), hours(12), hours(13)).1, [], "its moment is still to come");
}

#[test]
fn a_shorter_retention_takes_nobody_by_surprise() {
    let closed = opened("dresden", None).close(Closer::Seeker, NOW).unwrap();
    let (long, short) = (promises(48, 90, true), promises(48, 30, true));
    let days = |days: i64| hours(24 * days);
    let end = |case: &Case| short.retention(case).map(|end| (end.warn_at, end.erase_at));

    // 60 days after its end both the warning and the erasure are late: warned now, erased a week later. The last look
    // may be of any age.
    let (case, owed) = adjust(closed.clone(), (long, short), days(50), days(60));
    assert_eq!((end(&case), owed), (Some((days(60), days(67))), vec![]));
    // 25 days after its end only the warning is: the week counts from now.
    let (case, _) = adjust(closed.clone(), (long, short), NOW, days(25));
    assert_eq!(end(&case), Some((days(25), days(32))));
    // In good time nothing is to be done.
    let (case, _) = adjust(closed.clone(), (long, short), NOW, days(5));
    assert_eq!(end(&case), Some((days(23), days(30))));
    // Whoever was warned is not warned again because something else changed.
    let (case, _) = adjust(closed.clone(), (short, promises(24, 30, false)), days(24), days(25));
    assert_eq!(case, closed);

    // Under a hold nobody was warned by the new rule, so that its end brings a warning first.
    let held = closed.hold("complaint".to_owned(), "admin".to_owned(), days(40)).unwrap();
    let (held, _) = adjust(held, (long, short), days(40), days(60));
    let topic = crate::Topic { retention_days: 30, ..topic("schulden") };
    assert!(!Retention::warned_before_hold(&held, &topic));
}

/// A live chat: asked at once, and taken by Ben an hour later.
fn live() -> [Case; 3] {
    let mut opened = opened("dresden", None);
    opened.live = true;
    let asked = opened.clone().ask(message(), NOW).unwrap();
    let accepted = asked.clone().accept(person("ben"), hours(1)).unwrap();
    [opened, asked, accepted]
}

#[test]
fn a_live_chat_promises_nothing_and_ends_soon() {
    let [opened, asked, accepted] = live();
    assert_eq!(agenda(&opened, &town(true)), [(NOW.plus(live::UNUSED), Moment::Unused)]);
    assert_eq!(agenda(&asked, &town(true)), [(hours(6), Moment::SilenceEnds)]);
    // Whoever takes it has stirred as well.
    assert_eq!(agenda(&accepted, &town(true)), [(hours(7), Moment::SilenceEnds)]);
    // Noted every ten minutes, or six hours would be a day.
    assert_eq!(accepted.stirred(hours(1).plus(Span::minutes(9))), None);
    let stirred = accepted.stirred(hours(1).plus(Span::minutes(10))).unwrap();
    assert_eq!(agenda(&stirred, &town(true)), [(hours(7).plus(Span::minutes(10)), Moment::SilenceEnds)]);
}

#[test]
fn a_live_chat_is_erased_a_day_after_its_end_without_a_warning() {
    for case in live() {
        let closed = case.close(Closer::Seeker, hours(2)).unwrap();
        assert_eq!(agenda(&closed, &town(true)), [(hours(26), Moment::Erasure)]);
        let held = closed.clone().hold("Beschwerde".to_owned(), "Edda".to_owned(), hours(3)).unwrap();
        assert_eq!(agenda(&held, &town(true)), [], "what is held is not erased");
        // Made lasting, it is a case as every other.
        let mut lasting = closed;
        lasting.live = false;
        assert!(agenda(&lasting, &town(true)).iter().any(|(_, moment)| *moment == Moment::RetentionWarning));
    }
}

#[test]
fn a_live_chat_is_no_less_a_case_of_two_where_the_centre_is_no_team() {
    let [.., accepted] = live();
    let joined = accepted.joined(&person("ben"), hours(1)).unwrap();
    assert!(agenda(&joined, &town(false)).iter().any(|(_, moment)| *moment == Moment::CustodyEnds));
}
