//! Which rooms the steward made.

use routing::RoomId;

use super::service::Service;
use crate::running::trouble::Trouble;

/// In the creation event: marks a room as ours before its id is written down. A random word that says nothing.
pub(crate) const CLAIM: &str = "de.lotse.claim";

/// Whether the steward made this room. Says no for rooms that the steward cannot look into.
pub(crate) async fn is_ours(service: &Service, room: &RoomId) -> Result<bool, Trouble> {
    match service.homeserver.state(service.names.steward(), room, "m.room.create", "").await {
        Ok(content) => Ok(content.is_some_and(|content| content[CLAIM].is_string())),
        Err(refused) if refused.is_no_room() => Ok(false),
        Err(other) => Err(other.into()),
    }
}
