//! Whether the seeker is in the room of their case.

use serde::{Deserialize, Serialize};

use super::{Case, State};
use crate::time::Timestamp;

/// The seeker has left the room, declined the invitation, or was removed. They are never let in again by themselves: only
/// if they say so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Out {
    /// Since when.
    pub since: Timestamp,
    /// Whether those who would write to nobody were told.
    pub told: bool,
}

impl Case {
    /// The seeker is not in the room any more. Nothing if that is known, or the case is erased.
    #[must_use]
    pub fn seeker_left(&self, now: Timestamp) -> Option<Self> {
        let news = self.seeker_out.is_none() && !matches!(self.state, State::Erased { .. });
        news.then(|| Self { seeker_out: Some(Out { since: now, told: false }), ..self.clone() })
    }

    /// Those who would write to nobody are told. Nothing if they were told, or the seeker is there.
    #[must_use]
    pub fn absence_told(&self) -> Option<Self> {
        let out = self.seeker_out.as_ref().filter(|out| !out.told)?;
        Some(Self { seeker_out: Some(Out { told: true, ..out.clone() }), ..self.clone() })
    }

    /// The seeker is in the room. Nothing if nobody has missed them.
    #[must_use]
    pub fn seeker_came(&self) -> Option<Self> {
        self.seeker_out.is_some().then(|| Self { seeker_out: None, ..self.clone() })
    }
}
