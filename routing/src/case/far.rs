//! A case that two Lotse have to do with: the platform's, where it began, and the one that its centre runs itself.
//!
//! The centre's Lotse leads the case by its own rules. It reports what a platform needs for its promise and its figures, in
//! numbers; the platform's case follows, and knows nobody of that centre.

use serde::{Deserialize, Serialize};

use super::{Accepted, Case, Closer, Custody, State};
use crate::{
    ids::{CounsellorId, EventId},
    time::Timestamp,
};

/// The other Lotse of a case, as ours sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Far {
    /// The centre runs its own: this custodian of its homeserver holds the keys. We hold none, and know nobody there.
    Centre {
        /// The custodian's Matrix user.
        custodian: CounsellorId,
        /// The number of the last report that was followed: an older one changes nothing.
        #[serde(default)]
        followed: i64,
    },
    /// A platform placed it with a centre of ours, and made its room.
    Platform {
        /// Who announced it, and is reported to.
        speaker: CounsellorId,
        /// Who made the room.
        steward: CounsellorId,
        /// The language that the seeker chose there, as a code.
        #[serde(default)]
        language: String,
        /// Set while our settings do not name it: it is told nothing but that the case is erased, and its seeker knows.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        unlisted: bool,
    },
}

/// What the centre's Lotse tells the platform of a case: times, and who ended it. No name, no word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Report {
    /// When the seeker first wrote, or last began to wait anew.
    #[serde(default)]
    pub asked: Option<Timestamp>,
    /// When somebody took it.
    #[serde(default)]
    pub accepted: Option<Timestamp>,
    /// When it was first answered.
    #[serde(default)]
    pub answered: Option<Timestamp>,
    /// When it ended.
    #[serde(default)]
    pub closed: Option<Timestamp>,
    /// Whether the seeker ended it.
    #[serde(default)]
    pub by_seeker: bool,
    /// When it was erased there.
    #[serde(default)]
    pub erased: Option<Timestamp>,
}

impl Report {
    /// As a case stands.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        let accepted = case.accepted();
        let asked = match &case.state {
            State::Asked { asked_at, .. } | State::Closed { asked: Some((_, asked_at)), .. } => {
                Some(*asked_at)
            }
            _ => accepted.map(|accepted| accepted.asked_at),
        };
        let (closed, by_seeker, erased) = match &case.state {
            State::Closed { closed_at, closed_by, .. } => {
                (Some(*closed_at), matches!(closed_by, Closer::Seeker), None)
            }
            State::Erased { erased_at } => (None, false, Some(*erased_at)),
            _ => (None, false, None),
        };
        Self {
            asked,
            accepted: accepted.map(|accepted| accepted.accepted_at),
            answered: accepted.and_then(|accepted| accepted.answered_at),
            closed,
            by_seeker,
            erased,
        }
    }
}

impl Case {
    /// Whether the centre's own Lotse has the keys, and ours none.
    #[must_use]
    pub const fn is_kept_elsewhere(&self) -> bool {
        matches!(self.far, Some(Far::Centre { .. }))
    }

    /// Whether a platform made its room.
    #[must_use]
    pub const fn is_of_platform(&self) -> bool {
        matches!(self.far, Some(Far::Platform { .. }))
    }

    /// The centre's own Lotse reports how the case stands there, in its report with this `number`. Times are taken for what they
    /// can be: not before the case was opened, not after `now`, none before the one that it follows. Gives nothing when that is no
    /// news, and for a case that is not theirs. That it was erased there closes it here: erasing it is the caller's.
    #[must_use]
    pub fn follow(self, report: &Report, number: i64, now: Timestamp) -> Option<Self> {
        let Some(Far::Centre { custodian, followed }) = &self.far else { return None };
        if number <= *followed || matches!(self.state, State::Erased { .. }) {
            return None;
        }
        let custodian = custodian.clone();
        if let Some(at) = report.erased {
            // The times of its steps are known already.
            let closed_by =
                if report.by_seeker { Closer::Seeker } else { Closer::Counsellor(custodian.clone()) };
            let closed_at = at.min(now).max(self.opened_at);
            let ended = |accepted, asked| State::Closed { accepted, asked, closed_at, closed_by };
            let state = match self.state {
                State::Opened => ended(None, None),
                State::Asked { first, asked_at } => ended(None, Some((first, asked_at))),
                State::Accepted(accepted) => ended(Some(accepted), None),
                other => other,
            };
            return Some(Self {
                state,
                far: Some(Far::Centre { custodian, followed: number }),
                offer: None,
                ..self
            });
        }
        let opened = self.opened_at;
        let within = |at: Timestamp, after: Timestamp| at.min(now).max(after);
        let asked_at = report.asked.or(report.accepted).map(|at| within(at, opened));
        let accepted = asked_at.zip(report.accepted).map(|(asked_at, at)| {
            let accepted_at = within(at, asked_at);
            Accepted {
                counsellor: custodian.clone(),
                first: elsewhere(),
                asked_at,
                accepted_at,
                joined_at: Some(accepted_at),
                answered_at: report.answered.map(|at| within(at, asked_at)),
                custody: Custody::Held,
                covers: Vec::new(),
            }
        });
        let closed = report.closed.map(|at| within(at, opened));
        let state = match (closed, accepted, asked_at) {
            (Some(closed_at), accepted, asked_at) => {
                let asked = asked_at.filter(|_| accepted.is_none()).map(|at| (elsewhere(), at));
                let closed_by =
                    if report.by_seeker { Closer::Seeker } else { Closer::Counsellor(custodian.clone()) };
                State::Closed { accepted, asked, closed_at, closed_by }
            }
            (None, Some(accepted), _) => State::Accepted(accepted),
            (None, None, Some(asked_at)) => State::Asked { first: elsewhere(), asked_at },
            (None, None, None) => State::Opened,
        };
        // What was to become of it is asked no more once it is over, as where it is led here.
        let offer = self.offer.filter(|_| !matches!(state, State::Closed { .. }));
        Some(Self { state, offer, far: Some(Far::Centre { custodian, followed: number }), ..self })
    }
}

/// Stands for a first message whose id the platform is not told.
///
/// # Panics
/// Never: it is an event's id.
fn elsewhere() -> EventId {
    EventId::parse("$elsewhere").expect("an event's id")
}

#[cfg(test)]
mod tests;
