//! What a month came to in all, over everything that somebody may see: for pictures over time.
//!
//! A sum stands beside the rows that it is made of, so that it must not give away what is withheld in them: what the withheld rows
//! have in common is shown only as part of a sum over at least two of them, and only from 5 on.

use std::collections::BTreeMap;

use super::{CaseFigure, Figure, FigureRow, Group, LEAST_SHOWN, Month, among, by_row};
use crate::time::{Span, Timestamp};

/// A month over all centres and topics that were counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthTotal {
    /// The month in which the cases were asked.
    pub month: Month,
    /// Cases that were asked.
    pub enquiries: Figure<u32>,
    /// How long half of those who got an answer waited for it at most; nothing if nobody got one.
    pub median: Figure<Option<Span>>,
    /// How long nine of ten of them waited at most.
    pub p90: Figure<Option<Span>>,
    /// Answers in the promised time.
    pub kept: Figure<u32>,
    /// Answers that came later, or are still owed although the time is over.
    pub broken: Figure<u32>,
}

/// The months from `from` to `to` in all, in their order.
#[must_use]
pub fn totals(
    cases: impl IntoIterator<Item = CaseFigure>,
    from: Option<Month>,
    to: Option<Month>,
    now: Timestamp,
) -> Vec<MonthTotal> {
    let mut months = BTreeMap::<Month, Vec<(Group, FigureRow)>>::new();
    for ((month, centre, topic), group) in by_row(cases, from, to, now) {
        let row = group.clone().row(month, centre, topic);
        months.entry(month).or_default().push((group, row));
    }
    months.into_iter().map(|(month, rows)| total(month, &rows)).collect()
}

fn total(month: Month, rows: &[(Group, FigureRow)]) -> MonthTotal {
    let mut all = Group::default();
    for (group, _) in rows {
        all.merge(group);
    }
    let sum = |of: fn(&Group) -> u32, shown: fn(&FigureRow) -> Figure<u32>, figure: Figure<u32>| {
        let hidden: Vec<u32> = rows
            .iter()
            .filter(|(_, row)| shown(row) == Figure::Withheld)
            .map(|(group, _)| of(group))
            .collect();
        let gives_away = match hidden.as_slice() {
            [] => false,
            [_] => true,
            several => several.iter().sum::<u32>() < LEAST_SHOWN,
        };
        if gives_away { Figure::Withheld } else { figure }
    };
    let [kept, broken, _] = among([all.kept, all.broken, all.undecided()]);
    let kept = sum(|group| group.kept, |row| row.kept, kept);
    let broken = sum(|group| group.broken, |row| row.broken, broken);
    let enquiries = sum(|group| group.enquiries, |row| row.enquiries, super::alone(all.enquiries));
    let row = all.row(month, rows[0].1.centre.clone(), rows[0].1.topic.clone());
    MonthTotal { month, enquiries, median: row.median, p90: row.p90, kept, broken }
}
