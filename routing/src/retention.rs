//! When a closed case ends for good.

use crate::{
    case::{Case, Respite, State},
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

/// How long a chat with the reception is kept after the last word of somebody who has no case.
pub const CHAT: Span = Span::days(30);

/// How long an account of the portal is kept after somebody has last signed in, or has lost a case, without having one.
pub const ACCOUNT: Span = Span::days(30);

/// How long before erasure people are warned.
pub const WARNING: Span = Span::days(7);

impl Retention {
    /// The moments of a closed case: erased [`Topic::retention_days`] after closing, warned seven days before, or at
    /// closing when the time is shorter. After a hold they may be later: nobody's case goes without the warning that
    /// the hold held up, and one that was warned before goes as soon as the hold ends. None for a case that is not
    /// closed, or that somebody holds (a complaint, a court).
    #[must_use]
    pub fn of(case: &Case, topic: &Topic) -> Option<Self> {
        if case.keeping.hold.is_some() {
            return None;
        }
        let usual = Self::usual(case, topic)?;
        Some(match case.keeping.respite {
            None => usual,
            Some(Respite::Warned { at }) => Self { erase_at: usual.erase_at.max(at), ..usual },
            Some(Respite::Unwarned { at }) if at <= usual.warn_at => usual,
            Some(Respite::Unwarned { at }) => {
                Self { warn_at: at, erase_at: usual.erase_at.max(at.plus(WARNING)) }
            }
        })
    }

    /// Whether people were warned before the hold of this case began.
    #[must_use]
    pub fn warned_before_hold(case: &Case, topic: &Topic) -> bool {
        let Some(hold) = &case.keeping.hold else { return false };
        let mut unheld = case.clone();
        unheld.keeping.hold = None;
        Self::of(&unheld, topic).is_some_and(|retention| retention.warn_at <= hold.since)
    }

    fn usual(case: &Case, topic: &Topic) -> Option<Self> {
        let State::Closed { closed_at, .. } = case.state else { return None };
        let erase_at = closed_at.plus(Span::days(i64::from(topic.retention_days)));
        Some(Self { warn_at: erase_at.minus(WARNING).max(closed_at), erase_at })
    }
}

#[cfg(test)]
mod tests;
