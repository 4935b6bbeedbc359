//! Who counsels, and when.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{CentreId, CounsellorId},
    time::{Date, Timestamp},
};

/// A person's place in one centre; somebody who works in two centres has two of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counsellor {
    /// Their Matrix user.
    pub id: CounsellorId,
    /// The centre in which they counsel.
    pub centre: CentreId,
    /// The name that colleagues and seekers read.
    pub name: String,
    /// Where reminders go.
    pub email: Option<String>,
    /// The day of the first part of the training.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_part_on: Option<Date>,
    /// The day of the training's last part; nobody is activated without one.
    pub trained_on: Option<Date>,
    /// Whether they may counsel at all.
    pub activated: bool,
    /// Not back before this moment.
    pub away_until: Option<Timestamp>,
    /// Who is asked first while they are away; of the same centre.
    pub deputy: Option<CounsellorId>,
}

impl Counsellor {
    /// Whether they may hold cases here: trained and activated, present or away.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.activated && self.trained_on.is_some()
    }

    /// Whether they are away at `now`. On the very moment of return they are back.
    #[must_use]
    pub fn is_away(&self, now: Timestamp) -> bool {
        self.away_until.is_some_and(|back| now < back)
    }

    /// Whether they can take an enquiry at `now`: active and not away.
    #[must_use]
    pub fn counsels(&self, now: Timestamp) -> bool {
        self.is_active() && !self.is_away(now)
    }
}
