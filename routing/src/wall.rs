//! The clocks on the walls of Germany, Austria and Switzerland. Time itself comes in as an argument.

use crate::time::{Date, Span, Timestamp};

const A_DAY: i64 = 24 * 60 * 60 * 1000;
const A_MINUTE: i64 = 60_000;

/// A moment as if the clock on the wall showed UTC.
#[must_use]
pub fn local(moment: Timestamp) -> Timestamp {
    moment.plus(ahead_of_utc(moment))
}

/// Which day it is on the wall.
#[must_use]
pub fn today(now: Timestamp) -> Date {
    local(now).date()
}

/// The minute of the day on the wall, 0 to 1439.
#[must_use]
pub fn minute(moment: Timestamp) -> u16 {
    u16::try_from(local(moment).millis().rem_euclid(A_DAY) / A_MINUTE).unwrap_or_default()
}

/// The first moment of a day on the wall.
#[must_use]
pub fn start(day: Date) -> Timestamp {
    // Clocks change at 01:00 UTC: two hours before the day began in UTC it is as at its beginning on the wall.
    let begin = day.start();
    begin.minus(ahead_of_utc(begin.minus(Span::hours(2))))
}

/// When the clock shows this minute of this day (0 to 1440). Of an hour that comes twice it is the first time; of one that is left
/// out, the moment at which the clock is put forward.
#[must_use]
pub fn at(day: Date, minute: u16) -> Timestamp {
    let shown = day.start().plus(Span::minutes(i64::from(minute)));
    let (summer, winter) = (shown.minus(Span::hours(2)), shown.minus(Span::hours(1)));
    match (is_summer(summer), is_summer(winter)) {
        (true, _) => summer,
        (false, false) => winter,
        // The clock never shows it: the hour begins with the change, which is on a full hour of UTC.
        (false, true) => winter.minus(Span::from_millis(winter.millis().rem_euclid(60 * A_MINUTE))),
    }
}

/// The day of the week, 0 for Monday to 6 for Sunday.
#[must_use]
pub fn weekday(day: Date) -> u8 {
    // 1970-01-01 was a Thursday.
    u8::try_from((day.start().millis() / A_DAY + 3).rem_euclid(7)).unwrap_or_default()
}

/// The next day.
#[must_use]
pub fn after(day: Date) -> Date {
    day.start().plus(Span::days(1)).date()
}

fn ahead_of_utc(moment: Timestamp) -> Span {
    Span::hours(if is_summer(moment) { 2 } else { 1 })
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

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn the_clock_shows_what_was_asked_for_on_both_sides_of_a_change() {
        for (date, minute, utc_minute) in [
            ("2026-07-01", 600, 480),
            ("2026-12-01", 600, 540),
            // Forward at 02:00: 02:30 is never shown, 03:30 is.
            ("2026-03-29", 119, 59),
            ("2026-03-29", 150, 60),
            ("2026-03-29", 210, 90),
            // Back at 03:00: 02:30 comes twice, the first time is meant.
            ("2026-10-25", 150, 30),
            ("2026-10-25", 180, 120),
            ("2026-12-31", 1440, 1380),
        ] {
            let expected = day(date).start().plus(Span::minutes(utc_minute));
            assert_eq!(at(day(date), minute), expected, "{date} {minute}");
        }
        for date in ["2026-03-29", "2026-10-25", "2026-06-01"] {
            assert_eq!(at(day(date), 0), start(day(date)), "{date}");
            assert_eq!(at(day(date), 1440), start(after(day(date))), "{date}");
        }
    }

    #[test]
    fn weekdays_begin_with_monday() {
        assert_eq!(
            [weekday(day("2026-11-23")), weekday(day("2026-11-29")), weekday(day("1970-01-01"))],
            [0, 6, 3]
        );
    }
}
