//! Whether the seeker is in the room of their case.

use serde::{Deserialize, Serialize};

use super::{Case, IllegalStep, Person, State, Why};
use crate::{ids::SeekerId, time::Timestamp};

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
        self.seeker_out.is_some().then(|| Self { seeker_out: None, returning: None, ..self.clone() })
    }

    /// Whoever came back is in the room without what was written before, which people alone can give, and only with an invitation: they
    /// count as missed until they have come in anew. Nothing where somebody else can give it, or they are on the way in.
    #[must_use]
    pub fn returns_anew(&self, now: Timestamp) -> Option<Self> {
        let may = self.is_released() && self.seeker_out.is_none() && matches!(self.state, State::Accepted(_));
        may.then(|| Self {
            returning: Some(now),
            seeker_out: Some(Out { since: now, told: true }),
            ..self.clone()
        })
    }

    /// Whoever asks has lost the way into their account and comes with another: from now on the case is that account's, and
    /// the one before has nothing to do with it any more. They count as missed until they are in the room. Not before anything
    /// was asked: there is nothing to come back to.
    pub fn returns(self, seeker: SeekerId, now: Timestamp) -> Result<Self, IllegalStep> {
        let Some(Person { seeker: before, pseudonym }) = self.person().cloned() else {
            return self.refuse("returns", Why::WrongState);
        };
        match &self.state {
            // The other Lotse would know nothing of it.
            _ if self.far.is_some() => self.refuse("returns", Why::WrongState),
            State::Opened | State::Closed { accepted: None, asked: None, .. } => {
                self.refuse("returns", Why::WrongState)
            }
            _ if before == seeker => self.refuse("returns", Why::SameSeeker),
            _ => Ok(Self {
                person: Some(Person { seeker, pseudonym }),
                returning: Some(now),
                // The centre hears of it when they are there.
                seeker_out: Some(Out { since: now, told: true }),
                ..self
            }),
        }
    }
}
