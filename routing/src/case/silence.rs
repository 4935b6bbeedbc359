//! How long nobody has written in a case, and what ends it then.

use serde::{Deserialize, Serialize};

use super::{Case, State};
use crate::time::{Span, Timestamp};

/// How long nobody has written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Silence {
    /// When somebody last wrote, at most a day too early, of a live chat ten minutes: it is not noted more often. Nothing before the first message,
    /// and in a case from before this was noted.
    pub last_word: Option<Timestamp>,
    /// When both sides were asked whether the case is still needed; nothing once somebody has written.
    pub asked_at: Option<Timestamp>,
}

impl Silence {
    /// Somebody writes now.
    #[must_use]
    pub const fn since(now: Timestamp) -> Self {
        Self { last_word: Some(now), asked_at: None }
    }
}

impl Case {
    /// So long a case waits for its first message.
    pub const UNUSED: Span = Span::days(7);
    /// So long both sides have to write before a silent case ends.
    pub const STILL_NEEDED: Span = Span::days(14);
    /// A word is noted so often at most, since each costs a commit.
    const NOTED_EVERY: Span = Span::days(1);
    /// In a live chat, which ends after hours.
    const NOTED_EVERY_LIVE: Span = Span::minutes(10);

    /// Somebody has written. Nothing if that changes nothing that must be remembered.
    #[must_use]
    pub fn stirred(&self, now: Timestamp) -> Option<Self> {
        let Silence { last_word, asked_at } = &self.silence;
        let every = if self.live { Self::NOTED_EVERY_LIVE } else { Self::NOTED_EVERY };
        let fresh = last_word.is_some_and(|last| now < last.plus(every)) && asked_at.is_none();
        let runs = matches!(self.state, State::Asked { .. } | State::Accepted(_));
        (runs && !fresh).then(|| Self { silence: Silence::since(now), ..self.clone() })
    }

    /// Both sides are asked whether the case is still needed.
    #[must_use]
    pub fn ask_if_needed(self, now: Timestamp) -> Self {
        Self { silence: Silence { asked_at: Some(now), ..self.silence }, ..self }
    }

    /// When the case ends unless somebody writes: only after both sides were asked.
    #[must_use]
    pub fn silence_ends_at(&self) -> Option<Timestamp> {
        self.silence.asked_at.map(|asked| asked.plus(Self::STILL_NEEDED))
    }
}
