use super::*;
use crate::Closer;
use crate::sample::{NOW, opened, topic};

#[test]
fn people_are_warned_a_week_before_the_end() {
    let day = |days| NOW.plus(Span::days(days));
    let debts = topic("schulden");
    let open = opened("dresden", None);
    assert_eq!(Retention::of(&open, &debts), None);
    let closed = open.close(Closer::Seeker, NOW).unwrap();
    let erase_at = day(90);
    let table = [
        (day(0), Due::Nothing),
        (day(83).minus(Span::from_millis(1)), Due::Nothing),
        (day(83), Due::Warning { erase_at }),
        (day(90).minus(Span::from_millis(1)), Due::Warning { erase_at }),
        (day(90), Due::Erasure),
        (day(900), Due::Erasure),
    ];
    for (now, due) in table {
        assert_eq!(Retention::due(&closed, &debts, false, now), due);
        assert_eq!(Retention::due(&closed, &debts, true, now), Due::Nothing);
    }
    let erased = closed.clone().erase(erase_at).unwrap();
    assert_eq!(Retention::due(&erased, &debts, false, day(900)), Due::Nothing);

    let short = Topic { retention_days: 3, ..debts };
    assert_eq!(Retention::of(&closed, &short), Some(Retention { warn_at: NOW, erase_at: day(3) }));
}
