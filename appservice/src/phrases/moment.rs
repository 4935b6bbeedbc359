//! Moments as people in Germany read them.

use routing::{Date, Span, Timestamp};

const A_DAY: i64 = 24 * 60 * 60 * 1000;

/// For example `23.11.2026, 19:02`, on the clocks of Germany, Austria and Switzerland.
pub(super) fn written(moment: Timestamp) -> String {
    let local = moment.plus(Span::hours(if is_summer(moment) { 2 } else { 1 }));
    let date = local.date();
    let minutes = local.millis().rem_euclid(A_DAY) / 60_000;
    format!("{:02}.{:02}.{}, {:02}:{:02}", date.day(), date.month(), date.year(), minutes / 60, minutes % 60)
}

/// From the last Sunday of March to the last of October, each at 01:00 UTC (Directive 2000/84/EC).
fn is_summer(moment: Timestamp) -> bool {
    let year = moment.date().year();
    let change = |month| last_sunday(year, month).map(|day| day.plus(Span::hours(1)));
    match (change(3), change(10)) {
        (Some(begin), Some(end)) => begin <= moment && moment < end,
        _ => false,
    }
}

/// The last Sunday of a month with 31 days.
fn last_sunday(year: u16, month: u8) -> Option<Timestamp> {
    let last = Date::new(year, month, 31).ok()?.start();
    // 1970-01-01 was a Thursday: day 3 was the first Sunday.
    let after_sunday = (last.millis() / A_DAY - 3).rem_euclid(7);
    Some(last.minus(Span::days(after_sunday)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_change_on_the_last_sundays_of_march_and_october() {
        for (millis, expected) in [
            (1_795_457_520_000, "23.11.2026, 19:12"),
            (1_774_745_999_000, "29.03.2026, 01:59"),
            (1_774_746_000_000, "29.03.2026, 03:00"),
            (1_792_889_999_000, "25.10.2026, 02:59"),
            (1_792_890_000_000, "25.10.2026, 02:00"),
        ] {
            assert_eq!(written(Timestamp::from_millis(millis)), expected);
        }
    }

    #[test]
    fn the_ends_of_time_do_no_harm() {
        for millis in [i64::MIN, i64::MAX, 0, -1] {
            assert!(!written(Timestamp::from_millis(millis)).is_empty());
        }
    }
}
