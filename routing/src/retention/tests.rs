use super::*;
use crate::sample::{NOW, opened, topic};
use crate::{Case, Closer, Why};

fn day(days: i64) -> Timestamp {
    NOW.plus(Span::days(days))
}

fn closed() -> Case {
    opened("dresden", None).close(Closer::Seeker, NOW).unwrap()
}

fn moments(case: &Case) -> Option<(Timestamp, Timestamp)> {
    Retention::of(case, &topic("schulden")).map(|retention| (retention.warn_at, retention.erase_at))
}

fn held(from: i64) -> Case {
    closed().hold("Beschwerde".to_owned(), "Edda".to_owned(), day(from)).unwrap()
}

/// Released, as whoever releases it does.
fn released(case: Case, at: i64) -> Case {
    let warned = Retention::warned_before_hold(&case, &topic("schulden"));
    case.release(warned, day(at)).unwrap()
}

#[test]
fn people_are_warned_a_week_before_the_end() {
    assert_eq!(moments(&opened("dresden", None)), None);
    assert_eq!(moments(&closed()), Some((day(83), day(90))));
    assert_eq!(moments(&closed().erase(day(90)).unwrap()), None);
    let short = Topic { retention_days: 3, ..topic("schulden") };
    assert_eq!(Retention::of(&closed(), &short), Some(Retention { warn_at: NOW, erase_at: day(3) }));
}

#[test]
fn a_held_case_waits_whatever_its_age() {
    assert_eq!(moments(&held(10)), None);
    let refused = held(10).erase(day(900)).unwrap_err();
    assert_eq!(refused.why, Why::Held);
    assert_eq!(held(10).wish_erasure(day(11)).unwrap_err().why, Why::Held);
    assert_eq!(closed().release(false, day(1)).unwrap_err().why, Why::NotHeld);
}

#[test]
fn after_a_hold_nobody_goes_unwarned_and_nobody_waits_twice() {
    let table = [
        // Held and released before the warning: as if nothing had been.
        (10, 20, (day(83), day(90))),
        // The hold held up the warning, or both: first the warning, then its week.
        (10, 85, (day(85), day(92))),
        (10, 200, (day(200), day(207))),
        // Warned before: as soon as the hold ends, and not before the time.
        (84, 86, (day(83), day(90))),
        (84, 200, (day(83), day(200))),
    ];
    for (from, to, expected) in table {
        assert_eq!(moments(&released(held(from), to)), Some(expected), "held from {from} to {to}");
    }
    // Held again before the warning that the first hold held up.
    let again = released(held(10), 200).hold("Gericht".to_owned(), "Edda".to_owned(), day(199)).unwrap();
    assert_eq!(moments(&released(again, 300)), Some((day(300), day(307))));
    // A warning that came too late gives its week, too.
    assert_eq!(moments(&closed().reprieve(day(91))), Some((day(91), day(98))));
}

#[test]
fn a_wish_needs_a_yes_within_a_day_and_a_hold_ends_it() {
    let wished = closed().wish_erasure(day(1)).unwrap();
    assert!(wished.awaits_confirmation(day(1)));
    assert!(!wished.awaits_confirmation(day(2)));
    assert!(!wished.clone().drop_wish().awaits_confirmation(day(1)));
    let held = wished.hold("Gericht".to_owned(), "Edda".to_owned(), day(1)).unwrap();
    assert!(!held.awaits_confirmation(day(1)));
}
