//! A counsellor's own figures: what they took, how soon whoever asked had an answer, whether what was promised was kept. They are for
//! themselves: nobody else is counted in them, so that nothing is withheld.

use crate::{
    figures::median,
    time::{Span, Timestamp},
};

/// What is remembered of a case that somebody took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnCase {
    /// When they took it.
    pub taken_at: Timestamp,
    /// When its first message came.
    pub asked_at: Timestamp,
    /// Until when an answer was promised.
    pub promised: Timestamp,
    /// When the seeker first got an answer.
    pub answered_at: Option<Timestamp>,
    /// Whether it has come to its end with them.
    pub closed: bool,
}

/// Somebody's own figures over a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OwnFigures {
    /// Cases that they took.
    pub taken: u32,
    /// Those of them that have come to their end.
    pub closed: u32,
    /// How long half of those who got an answer waited for it at most, from their first message on; nothing, if nobody got one.
    pub median: Option<Span>,
    /// Answers that came in the promised time.
    pub kept: u32,
    /// Answers that came later, or that have not come although the time is over.
    pub broken: u32,
}

/// Counts what somebody took since a moment.
#[must_use]
pub fn own_figures(cases: &[OwnCase], since: Timestamp, now: Timestamp) -> OwnFigures {
    let mut figures = OwnFigures::default();
    let mut waits = Vec::new();
    for case in cases.iter().filter(|case| case.taken_at >= since) {
        figures.taken += 1;
        figures.closed += u32::from(case.closed);
        let kept = match case.answered_at {
            Some(answered) => {
                waits.push(answered.since(case.asked_at).max(Span::from_millis(0)));
                Some(answered <= case.promised)
            }
            None if case.promised <= now => Some(false),
            None => None,
        };
        figures.kept += u32::from(kept == Some(true));
        figures.broken += u32::from(kept == Some(false));
    }
    waits.sort_unstable();
    figures.median = median(&waits);
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_in_time_is_kept_and_one_that_is_due_is_broken() {
        let at = |hours| Timestamp::from_millis(0).plus(Span::hours(hours));
        let case = |taken, answered: Option<i64>, closed| OwnCase {
            taken_at: at(taken),
            asked_at: at(0),
            promised: at(48),
            answered_at: answered.map(at),
            closed,
        };
        let cases = [
            case(1, Some(4), true),
            case(2, Some(48), false),
            case(3, Some(49), false),
            case(9, None, false),
        ];
        let waiting = own_figures(&cases, at(0), at(20));
        assert_eq!((waiting.taken, waiting.closed, waiting.kept, waiting.broken), (4, 1, 2, 1));
        assert_eq!(waiting.median, Some(Span::hours(48)));
        assert_eq!(own_figures(&cases, at(0), at(48)).broken, 2, "its time is over");
        assert_eq!(own_figures(&cases, at(9), at(20)), OwnFigures { taken: 1, ..OwnFigures::default() });
        assert_eq!(own_figures(&[], at(0), at(20)), OwnFigures::default());
    }
}
