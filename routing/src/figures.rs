//! Figures per month, centre and topic that name nobody and give nobody away.
//!
//! A number from 1 to 4 is withheld, since it could point at somebody; 0 points at nobody and is shown. Withheld is also
//! what would give such a number away by subtraction: of all enquiries of a row, those that are open and those that
//! are closed add up, and so do those that were accepted and those that were not, and those whose promise was kept, was broken and
//! is still open. A sum over rows ([`totals()`]) is shown only where it gives none of them away.

use std::{collections::BTreeMap, fmt, str::FromStr};

use thiserror::Error;

use crate::{
    appointment::Venue,
    ids::{CentreId, TopicId},
    time::{Date, Span, Timestamp},
};

pub mod live;
mod totals;

pub use totals::{MonthTotal, totals};

/// Smaller numbers than this are withheld, except for 0.
const LEAST_SHOWN: u32 = 5;

/// A month of the Gregorian calendar, by UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: u16,
    month: u8,
}

/// Text that is no month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a month is written 2026-11")]
pub struct MonthError;

/// What is remembered of a case that was asked. It names nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFigure {
    /// Where it was first answered; until then, where it waits.
    pub centre: CentreId,
    /// What it is about.
    pub topic: TopicId,
    /// When its first message came.
    pub asked_at: Timestamp,
    /// When a counsellor first took it.
    pub accepted_at: Option<Timestamp>,
    /// When the seeker first got an answer.
    pub answered_at: Option<Timestamp>,
    /// Until when an answer was promised; nothing, of cases that were counted before that was.
    pub promised: Option<Timestamp>,
    /// Whether it has come to its end.
    pub closed: bool,
    /// How often somebody stood in.
    pub covers: u32,
}

/// What became of an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It took place.
    Kept,
    /// One side took it back in time.
    Cancelled,
    /// It did not take place.
    Missed,
}

/// How many appointments became what, in a month, a centre and at one kind of place. It names nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentFigure {
    /// The month of the appointments.
    pub month: Month,
    /// The centre.
    pub centre: CentreId,
    /// Where they were to be.
    pub venue: Venue,
    /// Those that took place.
    pub kept: u32,
    /// Those that were taken back.
    pub cancelled: u32,
    /// Those that did not take place.
    pub missed: u32,
}

/// The same as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentRow {
    /// The month of the appointments.
    pub month: Month,
    /// The centre.
    pub centre: CentreId,
    /// Where they were to be.
    pub venue: Venue,
    /// Those that took place.
    pub kept: Figure<u32>,
    /// Those that were taken back.
    pub cancelled: Figure<u32>,
    /// Those that did not take place.
    pub missed: Figure<u32>,
}

/// The appointments of the months from `from` to `to`, both included, without numbers that could point at somebody. There are no
/// sums, so none can be taken from another.
#[must_use]
pub fn appointments(
    all: impl IntoIterator<Item = AppointmentFigure>,
    from: Option<Month>,
    to: Option<Month>,
) -> Vec<AppointmentRow> {
    let meant = |figure: &AppointmentFigure| {
        from.is_none_or(|from| from <= figure.month) && to.is_none_or(|to| figure.month <= to)
    };
    let shown = |figure: AppointmentFigure| AppointmentRow {
        month: figure.month,
        centre: figure.centre,
        venue: figure.venue,
        kept: alone(figure.kept),
        cancelled: alone(figure.cancelled),
        missed: alone(figure.missed),
    };
    all.into_iter().filter(meant).map(shown).collect()
}

/// A figure, unless it could point at somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure<T> {
    /// What it is.
    Shown(T),
    /// Too small, or it would give a number away that is.
    Withheld,
}

/// All figures of one month, centre and topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRow {
    /// The month in which the cases were asked.
    pub month: Month,
    /// The centre.
    pub centre: CentreId,
    /// The topic.
    pub topic: TopicId,
    /// Cases that were asked.
    pub enquiries: Figure<u32>,
    /// Those of them that a counsellor took.
    pub accepted: Figure<u32>,
    /// How long half of those who got an answer waited for it at most; nothing if nobody got one.
    pub median: Figure<Option<Span>>,
    /// How long nine of ten of them waited at most.
    pub p90: Figure<Option<Span>>,
    /// Cases that have not come to their end.
    pub open: Figure<u32>,
    /// How often somebody stood in.
    pub covers: Figure<u32>,
    /// Cases that have come to their end, erased ones among them.
    pub closed: Figure<u32>,
    /// Answers in the promised time.
    pub kept: Figure<u32>,
    /// Answers that came later, or are still owed although the time is over.
    pub broken: Figure<u32>,
}

/// Counts the cases of the months from `from` to `to`, both included; rows in the order of month, centre, topic.
#[must_use]
pub fn figures(
    cases: impl IntoIterator<Item = CaseFigure>,
    from: Option<Month>,
    to: Option<Month>,
    now: Timestamp,
) -> Vec<FigureRow> {
    let groups = by_row(cases, from, to, now).into_iter();
    groups.map(|((month, centre, topic), group)| group.row(month, centre, topic)).collect()
}

fn by_row(
    cases: impl IntoIterator<Item = CaseFigure>,
    from: Option<Month>,
    to: Option<Month>,
    now: Timestamp,
) -> BTreeMap<(Month, CentreId, TopicId), Group> {
    let mut groups = BTreeMap::<_, Group>::new();
    for case in cases {
        let month = Month::of(case.asked_at);
        if from.is_none_or(|from| from <= month) && to.is_none_or(|to| month <= to) {
            groups.entry((month, case.centre.clone(), case.topic.clone())).or_default().add(&case, now);
        }
    }
    groups
}

#[derive(Clone, Default)]
struct Group {
    enquiries: u32,
    accepted: u32,
    closed: u32,
    covers: u32,
    kept: u32,
    broken: u32,
    waits: Vec<Span>,
}

impl Group {
    fn add(&mut self, case: &CaseFigure, now: Timestamp) {
        self.enquiries += 1;
        self.accepted += u32::from(case.accepted_at.is_some());
        self.closed += u32::from(case.closed);
        self.covers += case.covers;
        let waited = case.answered_at.map(|answered| answered.since(case.asked_at));
        self.waits.extend(waited.map(|span| span.max(Span::from_millis(0))));
        let kept = case.promised.and_then(|promised| match case.answered_at {
            Some(answered) => Some(answered <= promised),
            // Whoever has ended it waits no more: nobody knows whether they would have got an answer in time.
            None => (promised <= now && !case.closed).then_some(false),
        });
        self.kept += u32::from(kept == Some(true));
        self.broken += u32::from(kept == Some(false));
    }

    /// Those of whom it is not known yet whether the promise is kept, or never will be.
    fn undecided(&self) -> u32 {
        self.enquiries - self.kept - self.broken
    }

    fn merge(&mut self, other: &Self) {
        self.enquiries += other.enquiries;
        self.accepted += other.accepted;
        self.closed += other.closed;
        self.covers += other.covers;
        self.kept += other.kept;
        self.broken += other.broken;
        self.waits.extend(&other.waits);
    }

    fn row(mut self, month: Month, centre: CentreId, topic: TopicId) -> FigureRow {
        self.waits.sort_unstable();
        let open = self.enquiries - self.closed;
        let [enquiries, covers] = [self.enquiries, self.covers].map(alone);
        let [kept, broken, _] = among([self.kept, self.broken, self.undecided()]);
        let few_cases = enquiries == Figure::Withheld;
        let waits = u32::try_from(self.waits.len()).unwrap_or(u32::MAX);
        let time = |at: fn(&[Span]) -> Option<Span>| match alone(waits) {
            Figure::Shown(_) => Figure::Shown(at(&self.waits)),
            Figure::Withheld => Figure::Withheld,
        };
        FigureRow {
            month,
            centre,
            topic,
            enquiries,
            accepted: beside(self.accepted, self.enquiries - self.accepted),
            median: time(median),
            p90: time(p90),
            open: beside(open, self.closed),
            covers: if few_cases && self.covers > 0 { Figure::Withheld } else { covers },
            closed: beside(self.closed, open),
            kept,
            broken,
        }
    }
}

fn is_small(number: u32) -> bool {
    (1..LEAST_SHOWN).contains(&number)
}

fn alone(number: u32) -> Figure<u32> {
    if is_small(number) { Figure::Withheld } else { Figure::Shown(number) }
}

/// A number that together with `rest` makes a number that is shown.
fn beside(number: u32, rest: u32) -> Figure<u32> {
    if is_small(number) || (number > 0 && is_small(rest)) { Figure::Withheld } else { Figure::Shown(number) }
}

/// Numbers that together make one that is shown: if one of them is withheld, all are that say anything.
fn among<const N: usize>(parts: [u32; N]) -> [Figure<u32>; N] {
    let withheld = parts.iter().any(|part| is_small(*part));
    parts.map(|part| if withheld && part > 0 { Figure::Withheld } else { Figure::Shown(part) })
}

/// The one in the middle of sorted values, or halfway between the two there.
pub(crate) fn median(sorted: &[Span]) -> Option<Span> {
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = sorted[(sorted.len() - 1) / 2];
    Some(Span::from_millis(i64::midpoint(lower.millis(), upper.millis())))
}

/// The smallest of sorted values that nine of ten do not exceed.
fn p90(sorted: &[Span]) -> Option<Span> {
    let rank = (sorted.len() * 9).div_ceil(10);
    sorted.get(rank.checked_sub(1)?).copied()
}

impl Month {
    /// The month of a moment.
    #[must_use]
    pub fn of(moment: Timestamp) -> Self {
        let date = moment.date();
        Self { year: date.year(), month: date.month() }
    }

    /// Takes `2026-11`.
    pub fn parse(text: &str) -> Result<Self, MonthError> {
        let date = Date::parse(&format!("{}-01", text.trim())).map_err(|_| MonthError)?;
        Ok(Self { year: date.year(), month: date.month() })
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Self, MonthError> {
        Self::parse(text)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

#[cfg(test)]
mod tests;
