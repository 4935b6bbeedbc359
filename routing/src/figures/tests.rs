use proptest::prelude::*;

use super::*;
use crate::sample::{NOW, centre_id, topic_id};

fn case(hours: Option<i64>, closed: bool) -> CaseFigure {
    CaseFigure {
        centre: centre_id("dresden"),
        topic: topic_id("schulden"),
        asked_at: NOW,
        accepted_at: hours.map(|_| NOW),
        answered_at: hours.map(|hours| NOW.plus(Span::hours(hours))),
        promised: Some(NOW.plus(Span::hours(48))),
        closed,
        covers: 0,
    }
}

fn row(cases: Vec<CaseFigure>) -> FigureRow {
    figures(cases, None, None, NOW).remove(0)
}

/// So many cases of which so many are closed.
fn of(all: u32, closed: u32) -> FigureRow {
    row((0..all).map(|number| case(Some(1), number < closed)).collect())
}

use Figure::{Shown, Withheld};

#[test]
fn small_numbers_are_withheld_and_none_is_not() {
    for (all, closed, expected) in [
        (1, 0, [Withheld, Withheld, Shown(0)]),
        (4, 4, [Withheld, Shown(0), Withheld]),
        (5, 0, [Shown(5), Shown(5), Shown(0)]),
        (5, 5, [Shown(5), Shown(0), Shown(5)]),
        // 20 less 17 is 3: the 17 would give them away.
        (20, 17, [Shown(20), Withheld, Withheld]),
        (20, 3, [Shown(20), Withheld, Withheld]),
        (20, 10, [Shown(20), Shown(10), Shown(10)]),
    ] {
        let row = of(all, closed);
        assert_eq!([row.enquiries, row.open, row.closed], expected, "{closed} of {all}");
    }
}

#[test]
fn acceptances_and_covers_give_nobody_away() {
    let cases = |accepted: usize| {
        let all = (0..10).map(|number| case((number < accepted).then_some(1), false));
        row(all.collect()).accepted
    };
    assert_eq!([0, 4, 5, 6, 10].map(cases), [Shown(0), Withheld, Shown(5), Withheld, Shown(10)]);
    let covered = |all: usize, covers| {
        let mut cases = vec![case(Some(1), false); all];
        cases[0].covers = covers;
        row(cases).covers
    };
    assert_eq!([covered(5, 0), covered(5, 4), covered(5, 5)], [Shown(0), Withheld, Shown(5)]);
    assert_eq!(covered(4, 9), Withheld, "many covers of few cases");
}

#[test]
fn times_are_those_of_at_least_five() {
    let waits = |hours: &[i64]| {
        let row = row(hours.iter().map(|&hours| case(Some(hours), false)).collect());
        (row.median, row.p90)
    };
    let hours = |hours| Shown(Some(Span::hours(hours)));
    assert_eq!(waits(&[1, 2, 3, 4]), (Withheld, Withheld));
    assert_eq!(waits(&[9, 1, 2, 3, 4]), (hours(3), hours(9)));
    assert_eq!(waits(&[1, 2, 3, 5, 6, 7, 8, 9, 20, 30]), (Shown(Some(Span::minutes(390))), hours(20)));
    let nobody = row(vec![case(None, false); 7]);
    assert_eq!((nobody.median, nobody.p90), (Shown(None), Shown(None)));
    // A clock that was set back makes nobody wait less than not at all.
    assert_eq!(waits(&[-5, -4, -3, -2, -1]), (hours(0), hours(0)));
}

#[test]
fn rows_are_by_month_centre_and_topic_and_stay_within_the_months_asked_for() {
    let at = |date: &str, centre: &str, topic: &str| CaseFigure {
        centre: centre_id(centre),
        topic: topic_id(topic),
        asked_at: Date::parse(date).unwrap().start(),
        ..case(None, false)
    };
    let cases = [
        at("2026-12-01", "aachen", "sucht"),
        at("2026-11-30", "berlin", "sucht"),
        at("2026-11-01", "berlin", "schulden"),
        at("2026-10-31", "berlin", "sucht"),
    ];
    let keys = |from: Option<&str>, to: Option<&str>| {
        let month = |text: &str| Month::parse(text).unwrap();
        let rows = figures(cases.clone(), from.map(month), to.map(month), NOW);
        rows.iter().map(|row| format!("{} {} {}", row.month, row.centre, row.topic)).collect::<Vec<_>>()
    };
    let november = ["2026-11 berlin schulden", "2026-11 berlin sucht"];
    assert_eq!(keys(Some("2026-11"), Some("2026-11")), november);
    assert_eq!(keys(None, None).len(), 4);
    assert_eq!(keys(Some("2026-12"), None), ["2026-12 aachen sucht"]);
    assert_eq!(keys(None, Some("2026-10")), ["2026-10 berlin sucht"]);
    for no_month in ["2026", "2026-13", "11.2026", "", "2026-11-02"] {
        assert_eq!(Month::parse(no_month), Err(MonthError), "{no_month}");
    }
}

proptest! {
    /// Whatever is shown, nobody can tell from it a number from 1 to 4 of cases that have something in common.
    #[test]
    fn no_small_number_can_be_reckoned(cases in proptest::collection::vec((any::<bool>(), any::<bool>()), 1..30)) {
        let cases = cases.into_iter().map(|(answered, closed)| case(answered.then_some(1), closed)).collect();
        let FigureRow { enquiries, accepted, open, closed, .. } = row(cases);
        let all = [enquiries, accepted, open, closed];
        for (place, one) in all.iter().enumerate() {
            let Shown(one) = *one else { continue };
            prop_assert!(!is_small(one));
            for other in &all[place + 1..] {
                let Shown(other) = *other else { continue };
                // Only what is part of the same whole may be subtracted: enquiries less any of the others.
                if place == 0 {
                    prop_assert!(!is_small(one - other) || other == 0);
                }
            }
        }
    }
}

/// So many answers in time, so many that came too late, and so many that are still to come.
fn promises(kept: usize, broken: usize, waiting: usize) -> Vec<CaseFigure> {
    let times = [(Some(1), kept), (Some(49), broken), (None, waiting)];
    times.into_iter().flat_map(|(hours, count)| vec![case(hours, false); count]).collect()
}

#[test]
fn a_promise_is_kept_broken_or_open_and_none_gives_the_others_away() {
    for (counted, expected) in [
        ((10, 0, 0), [Shown(10), Shown(0)]),
        ((10, 5, 0), [Shown(10), Shown(5)]),
        ((10, 4, 0), [Withheld, Withheld]),
        ((10, 0, 3), [Withheld, Shown(0)]),
        ((10, 5, 5), [Shown(10), Shown(5)]),
    ] {
        let (kept, broken, waiting) = counted;
        let row = row(promises(kept, broken, waiting));
        assert_eq!([row.kept, row.broken], expected, "{counted:?}");
    }
    let late = NOW.plus(Span::hours(48));
    let owed = figures(promises(0, 0, 6), None, None, late).remove(0);
    assert_eq!([owed.kept, owed.broken], [Shown(0), Shown(6)], "the time is over");
    let over = (0..6).map(|_| case(None, true));
    assert_eq!(figures(over, None, None, late).remove(0).broken, Shown(0), "nobody waits any more");
    let before = (0..6).map(|_| CaseFigure { promised: None, ..case(Some(99), false) });
    let before = figures(before, None, None, late).remove(0);
    assert_eq!([before.kept, before.broken], [Shown(0), Shown(0)], "from before it was counted");
}

proptest! {
    /// Whoever has all that is shown, rows and sums, cannot work out a number that is withheld.
    #[test]
    fn a_sum_gives_no_row_away(counts in prop::collection::vec(0_usize..12, 1..6)) {
        let centre = |number: usize| centre_id(&format!("centre-{number}"));
        let cases = counts.iter().enumerate().flat_map(|(number, count)| {
            vec![CaseFigure { centre: centre(number), ..case(Some(1), false) }; *count]
        });
        let cases: Vec<CaseFigure> = cases.collect();
        let rows = figures(cases.clone(), None, None, NOW);
        let all = totals(cases, None, None, NOW);
        prop_assert_eq!(all.len(), usize::from(!rows.is_empty()));
        for total in all {
            let Figure::Shown(sum) = total.enquiries else { continue };
            let shown: u32 = rows.iter().filter_map(|row| match row.enquiries {
                Figure::Shown(number) => Some(number),
                Figure::Withheld => None,
            }).sum();
            let hidden = rows.iter().filter(|row| row.enquiries == Figure::Withheld).count();
            let rest = sum - shown;
            prop_assert!(hidden != 1 && (hidden == 0) == (rest == 0));
            prop_assert!(rest == 0 || rest >= LEAST_SHOWN, "{} of {} rows", rest, hidden);
        }
    }
}
