//! Appointments: when a counsellor has time, which of it is still free, and when both sides are reminded.
//!
//! [`Hours`] are read from words such as `di 10-12, do 14-16 je 50 telefon, außer 24.12.` and are laid out on the clock of the
//! wall: [`Hours::slots`]. Nothing lies in the past, nothing overlaps, and there is never more than is asked for.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    time::{Date, Span, Timestamp},
    wall,
};

pub mod first;
pub(crate) mod words;

/// All appointments begin and end at a multiple of these minutes: whoever is busy is busy for whole cells of them.
pub const GRID: u16 = 5;

/// The shortest and the longest appointment, in minutes.
const LENGTHS: (u16, u16) = (10, 180);

/// Without a word about it, an appointment takes these minutes.
const USUAL: u16 = 50;

/// Nothing is offered that begins sooner.
const NOTICE: Span = Span::minutes(15);

/// Nothing that begins sooner is offered to whoever comes for the first time: somebody has to know that they come.
const NOTICE_FIRST: Span = Span::hours(2);

/// How far ahead weekly hours are laid out, and how far ahead a single day may lie. Days.
pub const HORIZON: i64 = 92;

/// The most that is offered at once.
pub const OFFERED: usize = 5;

/// How long before an appointment both sides are reminded.
pub const REMINDERS: [Span; 2] = [Span::hours(24), Span::hours(1)];

/// An appointment that was not marked is forgotten so long after its end.
pub const UNMARKED: Span = Span::days(7);

/// Where people meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Venue {
    /// In the centre.
    Centre,
    /// By telephone.
    Phone,
    /// By video.
    Video,
    /// In the chat.
    Chat,
}

impl Venue {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Centre, Self::Phone, Self::Video, Self::Chat];

    /// A stable word, for catalogues and the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Centre => "centre",
            Self::Phone => "phone",
            Self::Video => "video",
            Self::Chat => "chat",
        }
    }
}

/// A word that names no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("no place of an appointment")]
pub struct VenueError;

impl std::str::FromStr for Venue {
    type Err = VenueError;

    fn from_str(code: &str) -> Result<Self, VenueError> {
        Self::ALL.into_iter().find(|venue| venue.code() == code).ok_or(VenueError)
    }
}

/// A time at which an appointment may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Slot {
    /// When it begins.
    pub start: Timestamp,
    /// How long it takes, in minutes.
    pub minutes: u16,
    /// Where.
    pub venue: Venue,
}

impl Slot {
    /// When it is over.
    #[must_use]
    pub const fn end(&self) -> Timestamp {
        self.start.plus(Span::minutes(self.minutes as i64))
    }

    /// Whether two of them cannot be kept by one person.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end() && other.start < self.end()
    }

    /// The cells of [`GRID`] minutes since 1970 that it fills: two that overlap share one.
    pub fn cells(&self) -> impl Iterator<Item = i64> + use<> {
        let cell = i64::from(GRID) * 60_000;
        self.start.millis().div_euclid(cell)..(self.end().millis() + cell - 1).div_euclid(cell)
    }
}

/// Which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum When {
    /// Each week: 0 for Monday to 6 for Sunday.
    Weekday(u8),
    /// One day.
    Day(Date),
}

/// From when to when somebody has time, in minutes of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Window {
    when: When,
    from: u16,
    to: u16,
    minutes: u16,
    venue: Venue,
    /// Whether whoever comes for the first time may take it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    open: bool,
}

/// When somebody has time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// As it was written.
    text: String,
    windows: Vec<Window>,
    except: Vec<Date>,
    until: Option<Date>,
}

/// Words that are no hours, with the part that is not understood.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("part {part} (“{words}”): {what}")]
pub struct HoursFault {
    /// Which part between commas, counted from 1.
    pub part: u16,
    /// What it says, shortened.
    pub words: String,
    /// What is wrong.
    pub what: HoursProblem,
}

/// What is wrong with a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HoursProblem {
    /// There is nothing.
    #[error("there is nothing")]
    Empty,
    /// A word that is no day, time, length or place.
    #[error("not understood")]
    Unreadable,
    /// A time without a day.
    #[error("which day?")]
    NoDay,
    /// A day without a time.
    #[error("which time?")]
    NoTime,
    /// The end is not after the beginning.
    #[error("it ends before it begins")]
    Backwards,
    /// Shorter than one appointment.
    #[error("too short for one appointment")]
    TooShort,
    /// An appointment is from 10 to 180 minutes long.
    #[error("a length from 10 to 180 minutes")]
    Length,
    /// Only every five minutes.
    #[error("only every five minutes")]
    Grid,
    /// The day is over.
    #[error("the day is over")]
    Past,
    /// The day is too far ahead.
    #[error("too far ahead")]
    TooFar,
    /// Two of the times overlap.
    #[error("overlaps an earlier part")]
    Overlap,
    /// Too many parts.
    #[error("too many parts")]
    TooMany,
}

impl HoursProblem {
    /// A stable word for catalogues.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Unreadable => "unreadable",
            Self::NoDay => "no-day",
            Self::NoTime => "no-time",
            Self::Backwards => "backwards",
            Self::TooShort => "too-short",
            Self::Length => "length",
            Self::Grid => "grid",
            Self::Past => "past",
            Self::TooFar => "too-far",
            Self::Overlap => "overlap",
            Self::TooMany => "too-many",
        }
    }
}

impl Hours {
    /// Reads what somebody writes, in German or English; days without a year are the next such days after `now`.
    ///
    /// # Errors
    /// Names the first part that cannot be understood or cannot be.
    pub fn parse(text: &str, now: Timestamp) -> Result<Self, HoursFault> {
        words::parse(text, now)
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What of it is open to whoever comes for the first time; nothing where no part is marked so.
    #[must_use]
    pub fn open_to_all(&self) -> Option<Self> {
        let windows: Vec<Window> = self.windows.iter().filter(|window| window.open).copied().collect();
        (!windows.is_empty()).then(|| Self { windows, ..self.clone() })
    }

    /// At most `most` times that begin after `now` and that do not overlap with what is `taken`, the earliest first.
    #[must_use]
    pub fn slots(&self, taken: &[Slot], now: Timestamp, most: usize) -> Vec<Slot> {
        let mut found: Vec<Slot> = Vec::new();
        let mut day = wall::today(now);
        for _ in 0..=HORIZON {
            if self.until.is_some_and(|until| until < day) {
                break;
            }
            let mut of_day: Vec<Slot> = self.on(day).collect();
            of_day.sort_unstable();
            for slot in of_day {
                let free = |other: &Slot| !slot.overlaps(other);
                if now.plus(NOTICE) < slot.start && taken.iter().all(free) && found.iter().all(free) {
                    found.push(slot);
                }
                if found.len() >= most {
                    return found;
                }
            }
            day = wall::after(day);
        }
        found
    }

    fn on(&self, day: Date) -> impl Iterator<Item = Slot> {
        let open = !self.except.contains(&day);
        let windows = self.windows.iter().filter(move |window| open && window.is_on(day));
        windows.flat_map(move |window| {
            let (from, to) = (wall::at(day, window.from), wall::at(day, window.to));
            let length = Span::minutes(i64::from(window.minutes));
            let starts = std::iter::successors(Some(from), move |start| Some(start.plus(length)));
            starts.take_while(move |start| start.plus(length) <= to).map(|start| Slot {
                start,
                minutes: window.minutes,
                venue: window.venue,
            })
        })
    }
}

impl Window {
    fn is_on(&self, day: Date) -> bool {
        match self.when {
            When::Weekday(weekday) => wall::weekday(day) == weekday,
            When::Day(single) => single == day,
        }
    }

    fn overlaps(&self, other: &Self) -> bool {
        let days = match (self.when, other.when) {
            (When::Weekday(one), When::Weekday(two)) => one == two,
            (When::Day(one), When::Day(two)) => one == two,
            // A single day may say anew what holds on its weekday; what overlaps is offered once.
            _ => false,
        };
        days && self.from < other.to && other.from < self.to
    }
}

/// What happens to an appointment by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Both sides are reminded; `soon` an hour before.
    Remind {
        /// Whether it is the last reminder.
        soon: bool,
    },
    /// Whoever counsels is asked whether it took place.
    Ask,
    /// Nobody has said: it is forgotten.
    Forget,
}

/// What has become due between the last look and `now`. A reminder that comes so late that it would mislead is left out.
#[must_use]
pub fn due(slot: &Slot, looked: Timestamp, now: Timestamp) -> Option<Due> {
    let passed = |at: Timestamp| looked < at && at <= now;
    if passed(slot.end().plus(UNMARKED)) {
        return Some(Due::Forget);
    }
    if passed(slot.end()) {
        return Some(Due::Ask);
    }
    let [day, hour] = REMINDERS.map(|before| slot.start.minus(before));
    if now >= slot.start {
        return None;
    }
    if passed(hour) {
        return Some(Due::Remind { soon: true });
    }
    // Up to four hours before: then the last one is near enough.
    (passed(day) && now < day.plus(Span::hours(20))).then_some(Due::Remind { soon: false })
}

/// When to look next after `looked`.
#[must_use]
pub fn next(slot: &Slot, looked: Timestamp) -> Option<Timestamp> {
    let [day, hour] = REMINDERS.map(|before| slot.start.minus(before));
    [day, hour, slot.end(), slot.end().plus(UNMARKED)].into_iter().find(|at| looked < *at)
}

#[cfg(test)]
mod tests;
