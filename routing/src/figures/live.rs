//! Live chats: how long people waited, whether they were taken, how long they talked.

use std::{collections::BTreeMap, str::FromStr};

use super::{Figure, Month, alone, beside, median, p90};
use crate::{ids::CentreId, time::Span};

/// What became of somebody who waited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waited {
    /// A counsellor took them.
    Taken,
    /// They left before anybody did.
    Left,
    /// They made a lasting account of it while they waited, and wait for an answer as everybody else.
    Lasting,
}

impl Waited {
    const ALL: [Self; 3] = [Self::Taken, Self::Left, Self::Lasting];

    /// A stable word, for the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Left => "left",
            Self::Lasting => "lasting",
        }
    }
}

impl FromStr for Waited {
    type Err = &'static str;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|waited| waited.code() == word).ok_or("nothing that becomes of somebody")
    }
}

/// What is remembered of a live chat. It names nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveFigure {
    /// The month in which they wrote first.
    pub month: Month,
    /// Where they waited.
    pub centre: CentreId,
    /// What became of it.
    pub became: Waited,
    /// How long they waited.
    pub waited: Span,
    /// How long they talked, if somebody took them.
    pub talked: Option<Span>,
}

/// All of them of one month and centre, as they may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveRow {
    /// The month.
    pub month: Month,
    /// The centre.
    pub centre: CentreId,
    /// Those who waited.
    pub came: Figure<u32>,
    /// Those of them who were taken.
    pub taken: Figure<u32>,
    /// Those who left before, or made a lasting account of it.
    pub left: Figure<u32>,
    /// How long half of those who were taken waited at most.
    pub median: Figure<Option<Span>>,
    /// How long nine of ten of them waited at most.
    pub p90: Figure<Option<Span>>,
    /// How long half of the talks took at most.
    pub length: Figure<Option<Span>>,
}

/// The live chats of the months from `from` to `to`, both included, by month and centre, without numbers that could point at somebody.
#[must_use]
pub fn live(
    all: impl IntoIterator<Item = LiveFigure>,
    from: Option<Month>,
    to: Option<Month>,
) -> Vec<LiveRow> {
    let mut groups = BTreeMap::<(Month, CentreId), (u32, Vec<Span>, Vec<Span>)>::new();
    for figure in all {
        if from.is_some_and(|from| figure.month < from) || to.is_some_and(|to| to < figure.month) {
            continue;
        }
        let (left, waits, talks) = groups.entry((figure.month, figure.centre)).or_default();
        match figure.became {
            Waited::Taken => {
                waits.push(figure.waited);
                talks.extend(figure.talked);
            }
            Waited::Left | Waited::Lasting => *left += 1,
        }
    }
    groups.into_iter().map(|((month, centre), group)| row(month, centre, group)).collect()
}

fn row(month: Month, centre: CentreId, (left, mut waits, mut talks): (u32, Vec<Span>, Vec<Span>)) -> LiveRow {
    waits.sort_unstable();
    talks.sort_unstable();
    let taken = u32::try_from(waits.len()).unwrap_or(u32::MAX);
    let time = |spans: &[Span], at: fn(&[Span]) -> Option<Span>| match alone(
        u32::try_from(spans.len()).unwrap_or(u32::MAX),
    ) {
        Figure::Shown(_) => Figure::Shown(at(spans)),
        Figure::Withheld => Figure::Withheld,
    };
    LiveRow {
        month,
        centre,
        came: alone(taken.saturating_add(left)),
        taken: beside(taken, left),
        left: beside(left, taken),
        median: time(&waits, median),
        p90: time(&waits, p90),
        length: time(&talks, median),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(became: Waited, minutes: i64) -> LiveFigure {
        LiveFigure {
            month: "2026-11".parse().unwrap(),
            centre: "dresden".parse().unwrap(),
            became,
            waited: Span::minutes(minutes),
            talked: (became == Waited::Taken).then(|| Span::minutes(10 * minutes)),
        }
    }

    #[test]
    fn who_waited_is_counted_and_nobody_is_pointed_at() {
        let mut all: Vec<LiveFigure> = (1..=10).map(|minutes| figure(Waited::Taken, minutes)).collect();
        all.extend((0..5).map(|_| figure(Waited::Left, 3)));
        let rows = live(all.clone(), None, None);
        let [row] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((row.came, row.taken, row.left), (Figure::Shown(15), Figure::Shown(10), Figure::Shown(5)));
        assert_eq!(row.median, Figure::Shown(Some(Span::from_millis(330_000))));
        assert_eq!(row.p90, Figure::Shown(Some(Span::minutes(9))));
        assert_eq!(row.length, Figure::Shown(Some(Span::minutes(55))));
        // One who left less could be told by subtraction.
        all.pop();
        let row = live(all, None, None).remove(0);
        assert_eq!((row.came, row.taken, row.left), (Figure::Shown(14), Figure::Withheld, Figure::Withheld));
        let few = live((1..=4).map(|minutes| figure(Waited::Taken, minutes)), None, None).remove(0);
        assert_eq!(
            (few.came, few.median, few.length),
            (Figure::Withheld, Figure::Withheld, Figure::Withheld)
        );
        let lasting = live((0..6).map(|_| figure(Waited::Lasting, 1)), None, None).remove(0);
        assert_eq!((lasting.left, lasting.median), (Figure::Shown(6), Figure::Shown(None)));
        assert!(live([figure(Waited::Left, 1)], Some("2026-12".parse().unwrap()), None).is_empty());
    }
}
