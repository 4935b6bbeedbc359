//! Moments, spans and days. The clock itself is elsewhere: `now` is always an argument.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

const MILLIS_A_MINUTE: i64 = 60_000;
const MILLIS_AN_HOUR: i64 = 60 * MILLIS_A_MINUTE;
const MILLIS_A_DAY: i64 = 24 * MILLIS_AN_HOUR;

/// A moment: milliseconds since 1970-01-01T00:00Z, the unit of Matrix and of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// Takes milliseconds since 1970.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The moment this much later; stops at the end of time instead of wrapping.
    #[must_use]
    pub const fn plus(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }

    /// The moment this much earlier; stops at the beginning of time instead of wrapping.
    #[must_use]
    pub const fn minus(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }

    /// How long ago `earlier` was; negative when it is in the future.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }

    /// The day in UTC, or the nearest day that a [`Date`] can hold.
    #[must_use]
    pub fn date(self) -> Date {
        Date::from_day_number(self.0.div_euclid(MILLIS_A_DAY))
    }
}

/// A length of time in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Span(i64);

impl Span {
    /// So many milliseconds.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// So many minutes.
    #[must_use]
    pub const fn minutes(minutes: i64) -> Self {
        Self(minutes.saturating_mul(MILLIS_A_MINUTE))
    }

    /// So many hours.
    #[must_use]
    pub const fn hours(hours: i64) -> Self {
        Self(hours.saturating_mul(MILLIS_AN_HOUR))
    }

    /// So many days of 24 hours.
    #[must_use]
    pub const fn days(days: i64) -> Self {
        Self(days.saturating_mul(MILLIS_A_DAY))
    }

    /// Milliseconds.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }
}

/// A day of the Gregorian calendar, years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Text or numbers that are no day.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DateError {
    /// Neither of the two spellings.
    #[error("a date is written 2026-11-23 or 23.11.2026")]
    Spelling,
    /// Spelled well, but the calendar has no such day.
    #[error("there is no such day in the calendar")]
    NoSuchDay,
}

impl Date {
    /// Takes year (1 to 9999), month and day; refuses what the calendar does not have.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, DateError> {
        let real = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        real.then_some(Self { year, month, day }).ok_or(DateError::NoSuchDay)
    }

    /// Takes `2026-11-23` and `23.11.2026`, with or without leading zeros.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let text = text.trim();
        let [year, month, day] = if let Some(parts) = three(text, '-') {
            parts
        } else if let Some([day, month, year]) = three(text, '.') {
            [year, month, day]
        } else {
            return Err(DateError::Spelling);
        };
        if year.len() != 4 {
            return Err(DateError::Spelling);
        }
        Self::new(number(year)?, number(month)?, number(day)?)
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// The first moment of the day in UTC.
    #[must_use]
    pub fn start(self) -> Timestamp {
        Timestamp(self.day_number() * MILLIS_A_DAY)
    }

    /// Days since 1970-01-01. After Howard Hinnant, "chrono-compatible low-level date algorithms":
    /// the year is thought to begin in March, so that the leap day is its last.
    fn day_number(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month_from_march = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    fn from_day_number(days: i64) -> Self {
        let first = Self { year: 1, month: 1, day: 1 };
        let last = Self { year: 9999, month: 12, day: 31 };
        let days = days.clamp(first.day_number(), last.day_number()) + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        let small = |value: i64| u8::try_from(value).unwrap_or(1);
        Self { year: u16::try_from(year).unwrap_or(1), month: small(month), day: small(day) }
    }
}

fn three(text: &str, separator: char) -> Option<[&str; 3]> {
    let mut parts = text.split(separator);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    parts.next().is_none().then_some(three)
}

fn number<N: FromStr>(digits: &str) -> Result<N, DateError> {
    let plain = !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten().ok_or(DateError::Spelling)
}

fn days_in_month(year: u16, month: u8) -> u8 {
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Date {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        Self::parse(&text)
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests;
