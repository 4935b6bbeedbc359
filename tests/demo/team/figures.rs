//! The last line of the play of a centre.

use serde::Serialize;

use super::MESSAGES;
use crate::figures::Shown;

/// What the play shows; times in milliseconds, taken at people's own clients.
#[derive(Debug, Serialize)]
pub(crate) struct Figures {
    /// `vertretung …` sent → the colleague, having joined, reads every old message.
    pub(crate) cover_ms: u64,
    /// The same without Lotse: an invitation with shared history into a talk of the same length.
    pub(crate) bare_invite_history_ms: u64,
    /// How many of the old messages the colleague read.
    pub(crate) history_messages_readable: usize,
    /// How many messages from after the end of the cover the colleague's client could open.
    pub(crate) readable_after_end: usize,
    /// Traces of the case that were found after its erasure.
    pub(crate) left_after_erasure: usize,
    /// The homeserver's version.
    pub(crate) synapse: String,
}

impl Shown for Figures {
    fn line(&self) -> String {
        serde_json::to_string(self).expect("figures are JSON")
    }

    fn keeps_the_promise(&self) -> bool {
        self.history_messages_readable == MESSAGES
            && self.readable_after_end == 0
            && self.left_after_erasure == 0
    }
}
