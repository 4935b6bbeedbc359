//! The seeker may read and not write, for a time: a counsellor has been insulted, or the case was ended with a reason.

use serde::{Deserialize, Serialize};

use super::{Case, Closer, IllegalStep, State, Why};
use crate::{
    ids::CounsellorId,
    time::Timestamp,
};

/// For how long the seeker may not write. What is over stays noted, since the promise of an answer counts from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Muted {
    /// The first moment.
    pub since: Timestamp,
    /// The first moment afterwards.
    pub until: Timestamp,
}

impl Case {
    /// So many days ahead the last day lies on which somebody is muted, if nobody says otherwise, and never further.
    pub const MUTED_DAYS: i64 = 7;

    /// The seeker may not write before `until`, or as long as is said now if that was said before. For whoever may act in the
    /// case; that `by` is an active counsellor of its centre is the caller's to know.
    pub fn mute(self, by: &CounsellorId, until: Timestamp, now: Timestamp) -> Result<Self, IllegalStep> {
        match self.stopper(by, now) {
            Ok(()) => Ok(Self { muted: Some(Muted { since: now, until }), ..self }),
            Err(why) => self.refuse("mute", why),
        }
    }

    /// The seeker may write again, also where the case was ended with a reason.
    pub fn unmute(self, by: &CounsellorId, now: Timestamp) -> Result<Self, IllegalStep> {
        let may = match &self.state {
            State::Closed { accepted: None, asked: Some(_), .. } => Ok(()),
            State::Closed { accepted: Some(accepted), .. } if accepted.may_act(by, now) => Ok(()),
            State::Closed { accepted: Some(_), .. } => Err(Why::NotInCase),
            _ => self.stopper(by, now),
        };
        match (may, self.muted.filter(|muted| now < muted.until)) {
            (Ok(()), Some(muted)) => Ok(Self { muted: Some(Muted { until: now, ..muted }), ..self }),
            (Ok(()), None) => self.refuse("unmute", Why::NotMuted),
            (Err(why), _) => self.refuse("unmute", why),
        }
    }

    /// Ends the case with a reason: its seeker may not open it again by writing before `until`. For whoever may act in it, and
    /// for every counsellor of its centre while nobody has accepted it.
    pub fn turn_away(self, by: CounsellorId, until: Timestamp, now: Timestamp) -> Result<Self, IllegalStep> {
        match self.stopper(&by, now) {
            Ok(()) => {
                let muted = Some(Muted { since: now, until });
                Self { muted, ..self }.ended(Closer::Counsellor(by), now)
            }
            Err(why) => self.refuse("turn_away", why),
        }
    }

    /// Whether the seeker may not write at `now`.
    #[must_use]
    pub fn is_muted(&self, now: Timestamp) -> bool {
        self.muted_until(now).is_some()
    }

    /// The first moment at which the seeker may write again, if that is still to come at `now`.
    #[must_use]
    pub fn muted_until(&self, now: Timestamp) -> Option<Timestamp> {
        let living = !matches!(self.state, State::Erased { .. });
        self.muted.filter(|muted| living && now < muted.until).map(|muted| muted.until)
    }

    /// Since when an answer is waited for that is wanted at `asked_at`: nobody promises one to whoever may not write.
    pub(crate) fn promised_from(&self, asked_at: Timestamp) -> Timestamp {
        self.muted.map_or(asked_at, |muted| asked_at.max(muted.until))
    }

    /// Whether somebody may stop the seeker.
    fn stopper(&self, by: &CounsellorId, now: Timestamp) -> Result<(), Why> {
        match &self.state {
            State::Asked { .. } => Ok(()),
            State::Accepted(accepted) if accepted.may_act(by, now) => Ok(()),
            State::Accepted(_) => Err(Why::NotInCase),
            State::Opened | State::Closed { .. } | State::Erased { .. } => Err(Why::WrongState),
        }
    }
}
