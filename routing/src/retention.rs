//! When a closed case ends for good.

use crate::{
    case::{Case, State},
    time::{Span, Timestamp},
    topic::Topic,
};

/// The two moments of a closed case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// The people in it are told that it will be erased.
    pub warn_at: Timestamp,
    /// Keys, room and person go.
    pub erase_at: Timestamp,
}

/// What retention asks for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nothing yet, or never: the case is not closed, or is held.
    Nothing,
    /// Tell the people in it, if that has not been done yet.
    Warning {
        /// When it will be erased.
        erase_at: Timestamp,
    },
    /// Erase it.
    Erasure,
}

/// How long before erasure people are warned.
pub const WARNING: Span = Span::days(7);

impl Retention {
    /// The moments of a closed case: erased [`Topic::retention_days`] after closing, warned seven days
    /// before, or at closing when the time is shorter. None for a case that is not closed.
    #[must_use]
    pub fn of(case: &Case, topic: &Topic) -> Option<Self> {
        let State::Closed { closed_at, .. } = case.state else { return None };
        let erase_at = closed_at.plus(Span::days(i64::from(topic.retention_days)));
        Some(Self { warn_at: erase_at.minus(WARNING).max(closed_at), erase_at })
    }

    /// What is to be done at `now`. A `held` case (a complaint, a court) waits, whatever its age; when the
    /// hold ends after the time is over, erasure is due at once.
    #[must_use]
    pub fn due(case: &Case, topic: &Topic, held: bool, now: Timestamp) -> Due {
        match Self::of(case, topic) {
            Some(retention) if !held && now >= retention.erase_at => Due::Erasure,
            Some(retention) if !held && now >= retention.warn_at => {
                Due::Warning { erase_at: retention.erase_at }
            }
            _ => Due::Nothing,
        }
    }
}

#[cfg(test)]
mod tests;
