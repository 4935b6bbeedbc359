//! The last line: figures for machines.

use serde::Serialize;

/// What a play ends with.
pub(crate) trait Shown {
    /// One JSON object without line breaks.
    fn line(&self) -> String;
    /// Whether everything was as it must be.
    fn keeps_the_promise(&self) -> bool;
}

/// What the main play shows, in milliseconds; all times are taken at people's own clients.
#[derive(Debug, Serialize)]
pub(crate) struct Figures {
    /// Postcode sent → the centre's card read by the seeker.
    pub(crate) placed_ms: u64,
    /// Consent sent → the invitation to the case room seen by the seeker.
    pub(crate) room_ms: u64,
    /// The same without Lotse: `createRoom` with the same body → the invitation seen.
    pub(crate) bare_create_room_ms: u64,
    /// The click on ✅ → the counsellor, having joined, reads the first message.
    pub(crate) accepted_ms: u64,
    /// The same without Lotse: an invitation with shared history → the old message read.
    pub(crate) bare_invite_history_ms: u64,
    /// Who read every message of the case.
    pub(crate) readers: Vec<&'static str>,
    /// Who held every message of the case in their hands, and could read none.
    pub(crate) unreadable_for: Vec<&'static str>,
    /// The homeserver's version.
    pub(crate) synapse: String,
}

/// Who may read a case once it is accepted.
const MAY_READ: [&str; 2] = ["seeker", "counsellor"];

/// Who tried and may not.
pub(crate) const MAY_NOT_READ: [&str; 4] =
    ["colleague", "other_seeker", "other_centre", "homeserver_administrator"];

impl Shown for Figures {
    fn line(&self) -> String {
        serde_json::to_string(self).expect("figures are JSON")
    }

    /// Whether every message was read by exactly the people who may.
    fn keeps_the_promise(&self) -> bool {
        self.readers == MAY_READ && self.unreadable_for == MAY_NOT_READ
    }
}
