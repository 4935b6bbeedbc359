//! What stands between a closed case and its erasure, and what asks for it at once.

use serde::{Deserialize, Serialize};

use super::{Case, IllegalStep, State, Why};
use crate::time::{Span, Timestamp};

/// Whether a case waits for its erasure, or somebody asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Keeping {
    /// Why it is kept, whatever its age.
    pub hold: Option<Hold>,
    /// Not to be erased before, although its time is over.
    pub respite: Option<Respite>,
    /// When the seeker asked, in the case's room, for everything to be deleted, and was asked whether they are sure.
    pub wish: Option<Timestamp>,
}

/// Somebody keeps a case: a complaint, a court.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Why, in the words of whoever keeps it.
    pub reason: String,
    /// Since when.
    pub since: Timestamp,
    /// Who keeps it.
    pub by: String,
}

/// Time that people still have after a hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Respite {
    /// They had been warned before the hold began: erasure may follow as soon as it ends.
    Warned {
        /// The end of the hold.
        at: Timestamp,
    },
    /// They have not been warned: a warning comes first, and the time it gives.
    Unwarned {
        /// From when on they can be warned.
        at: Timestamp,
    },
}

impl Case {
    /// So long after it was asked, the seeker's confirmation counts.
    pub const WISH_LASTS: Span = Span::hours(24);

    /// Keeps the case, whatever its age, until it is released. Another hold takes the place of the first; a seeker's
    /// unconfirmed wish ends.
    pub fn hold(self, reason: String, by: String, now: Timestamp) -> Result<Self, IllegalStep> {
        if matches!(self.state, State::Erased { .. }) {
            return self.refuse("hold", Why::WrongState);
        }
        let since = self.keeping.hold.as_ref().map_or(now, |hold| hold.since);
        let keeping = Keeping { hold: Some(Hold { reason, since, by }), wish: None, ..self.keeping };
        Ok(Self { keeping, ..self })
    }

    /// Ends the hold. `warned` says whether people had been warned of the erasure before it began.
    pub fn release(self, warned: bool, now: Timestamp) -> Result<Self, IllegalStep> {
        if self.keeping.hold.is_none() {
            return self.refuse("release", Why::NotHeld);
        }
        let respite = if warned { Respite::Warned { at: now } } else { Respite::Unwarned { at: now } };
        let keeping = Keeping { hold: None, respite: Some(respite), ..self.keeping };
        Ok(Self { keeping, ..self })
    }

    /// The warning could not be given in time: erasure waits for as long as a warning gives.
    #[must_use]
    pub fn reprieve(self, now: Timestamp) -> Self {
        let keeping = Keeping { respite: Some(Respite::Unwarned { at: now }), ..self.keeping };
        Self { keeping, ..self }
    }

    /// The seeker asks for everything to be deleted; nothing happens before they confirm.
    pub fn wish_erasure(self, now: Timestamp) -> Result<Self, IllegalStep> {
        match &self.state {
            State::Erased { .. } => self.refuse("wish_erasure", Why::WrongState),
            _ if self.keeping.hold.is_some() => self.refuse("wish_erasure", Why::Held),
            _ => Ok(Self { keeping: Keeping { wish: Some(now), ..self.keeping }, ..self }),
        }
    }

    /// The seeker said something else than yes.
    #[must_use]
    pub fn drop_wish(self) -> Self {
        Self { keeping: Keeping { wish: None, ..self.keeping }, ..self }
    }

    /// Whether a seeker's yes at `now` confirms that everything is to be deleted.
    #[must_use]
    pub fn awaits_confirmation(&self, now: Timestamp) -> bool {
        self.keeping.wish.is_some_and(|asked| now < asked.plus(Self::WISH_LASTS))
    }
}
