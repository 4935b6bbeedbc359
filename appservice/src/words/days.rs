//! Days as people in Germany, Austria and Switzerland write them, and when they begin there.

pub use routing::wall::{after, local, minute, start, today};
use routing::{Date, DateError, Timestamp};
use serde::{Deserialize, Serialize};

use crate::words::fold::fold;

const A_DAY: i64 = 24 * 60 * 60 * 1000;

/// A day without a year is the next such day. So far ahead it is more likely one that has just passed.
const NEXT: i64 = 300;

/// Why words are no day that is still to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayFault {
    /// Nobody can tell which day is meant.
    #[error("the words are no day")]
    Unreadable,
    /// It is over.
    #[error("the day has passed")]
    Past,
    /// Further ahead than is allowed.
    #[error("the day is too far ahead")]
    TooFar,
}

impl DayFault {
    /// A stable word for the catalogue.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Past => "past",
            Self::TooFar => "too-far",
        }
    }
}

/// The day that `words` name, today or at most `most` days ahead: `24.12.`, `24.12.2026`, `24. Dezember`, `2026-12-24`,
/// `heute`, `morgen`, each with or without `bis`; also in English.
pub fn coming(words: &str, now: Timestamp, most: i64) -> Result<Date, DayFault> {
    let today = today(now);
    let folded = fold(words);
    let words: Vec<&str> = folded
        .split(' ')
        .skip_while(|word| matches!(*word, "bis" | "zum" | "einschliesslich" | "until" | "till" | "the"))
        .collect();
    let day = match words.as_slice() {
        ["heute" | "today"] => today,
        ["morgen" | "tomorrow"] => after(today),
        [year, month, day] if year.len() == 4 => dated(number(year)?, month, day)?,
        [day, month, year] => dated(written_year(year)?, month, day)?,
        [day, month] => {
            let this_year = dated(today.year(), month, day);
            let next = match this_year {
                Ok(day) if day >= today => day,
                _ => dated(today.year() + 1, month, day)?,
            };
            if days_between(today, next) > NEXT {
                return Err(DayFault::Past);
            }
            next
        }
        _ => return Err(DayFault::Unreadable),
    };
    match days_between(today, day) {
        ..0 => Err(DayFault::Past),
        ahead if ahead > most => Err(DayFault::TooFar),
        _ => Ok(day),
    }
}

/// A moment on the clocks of Germany, Austria and Switzerland, for example `23.11.2026, 19:02`.
pub fn clock(moment: Timestamp) -> String {
    let local = local(moment);
    let minutes = local.millis().rem_euclid(A_DAY) / 60_000;
    format!("{}, {:02}:{:02}", written(local.date()), minutes / 60, minutes % 60)
}

/// For example `24.12.2026`.
pub fn written(day: Date) -> String {
    format!("{:02}.{:02}.{}", day.day(), day.month(), day.year())
}

fn days_between(from: Date, to: Date) -> i64 {
    to.start().since(from.start()).millis() / A_DAY
}

fn dated(year: u16, month: &str, day: &str) -> Result<Date, DayFault> {
    let month = month_named(month).map_or_else(|| number(month), Ok)?;
    Date::new(year, month, number(day)?).map_err(|_: DateError| DayFault::Unreadable)
}

/// `2026`, or `26`.
fn written_year(year: &str) -> Result<u16, DayFault> {
    match year.len() {
        4 => number(year),
        2 => Ok(2000 + number::<u16>(year)?),
        _ => Err(DayFault::Unreadable),
    }
}

fn number<N: std::str::FromStr>(digits: &str) -> Result<N, DayFault> {
    let plain = digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten().ok_or(DayFault::Unreadable)
}

/// By its first letters, which German and English mostly share.
fn month_named(word: &str) -> Option<u8> {
    const MONTHS: [&[&str]; 12] = [
        &["jan", "jaen"],
        &["feb"],
        &["mar", "maer", "mrz"],
        &["apr"],
        &["mai", "may"],
        &["jun"],
        &["jul"],
        &["aug"],
        &["sep"],
        &["okt", "oct"],
        &["nov"],
        &["dez", "dec"],
    ];
    let is = |names: &&[&str]| names.iter().any(|name| word.starts_with(name));
    (1..).zip(&MONTHS).find(|(_, names)| is(names)).map(|(month, _)| month)
}

#[cfg(test)]
mod tests {
    use routing::Span;

    use super::*;

    /// 24 November 2026, 17:12 in Germany.
    const NOW: Timestamp = Timestamp::from_millis(1_795_536_720_000);

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn days_as_people_write_them() {
        for (words, expected) in [
            ("bis 24.12.", "2026-12-24"),
            ("24.12", "2026-12-24"),
            ("bis zum 24.12.2026", "2026-12-24"),
            ("24.12.26", "2026-12-24"),
            ("until 24 December", "2026-12-24"),
            ("bis einschließlich 3. März", "2027-03-03"),
            ("1. Mai 2027", "2027-05-01"),
            ("2026-12-24", "2026-12-24"),
            ("bis heute", "2026-11-24"),
            ("Morgen", "2026-11-25"),
            ("24.11.", "2026-11-24"),
            ("24.11.2027", "2027-11-24"),
        ] {
            assert_eq!(coming(words, NOW, 366), Ok(day(expected)), "{words}");
        }
    }

    #[test]
    fn what_is_no_coming_day_is_refused_with_the_reason() {
        for (words, fault) in [
            ("", DayFault::Unreadable),
            ("bis", DayFault::Unreadable),
            ("bis Freitag", DayFault::Unreadable),
            ("31.2.", DayFault::Unreadable),
            ("24.12.202", DayFault::Unreadable),
            ("24.12.2026 10 Uhr", DayFault::Unreadable),
            ("99999999999.1.", DayFault::Unreadable),
            ("23.11.2026", DayFault::Past),
            ("23.11.", DayFault::Past),
            ("1999-01-01", DayFault::Past),
            ("26.11.2027", DayFault::TooFar),
        ] {
            assert_eq!(coming(words, NOW, 366), Err(fault), "{words}");
        }
    }

    #[test]
    fn a_day_begins_at_midnight_on_the_wall() {
        for (date, hour_in_utc) in [
            ("2026-12-25", 23),
            ("2026-07-01", 22),
            ("2026-03-29", 23),
            ("2026-03-30", 22),
            ("2026-10-25", 22),
        ] {
            let begin = start(day(date));
            assert_eq!(begin, day(date).start().minus(Span::hours(24 - hour_in_utc)), "{date}");
            assert_eq!(today(begin), day(date));
            assert_eq!(after(today(begin.minus(Span::from_millis(1)))), day(date));
        }
    }
}
