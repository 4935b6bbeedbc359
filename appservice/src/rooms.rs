//! Making rooms equal to what the rules say: nobody is missing, nobody is there who should not be.
//!
//! A step of a case never invites anybody. It changes what `routing::access` says, and this makes it true.

use routing::RoomId;
use ruma::{OwnedUserId, UserId};

use crate::{
    custodian::{Custodian, CustodianError, History},
    event::Trouble,
    fail_point,
    homeserver::HomeserverError,
    service::Service,
};

pub(crate) mod body;
pub(crate) mod case_room;
pub(crate) mod centre_rooms;
pub(crate) mod erasure;
mod moving;
pub(crate) mod private;
mod rules;

/// In the creation event: marks a room as ours before its id is written down. A random word that says nothing.
pub(crate) const CLAIM: &str = "de.lotse.claim";

/// Whether the steward made this room. Says no for rooms that the steward cannot look into.
pub(crate) async fn is_ours(service: &Service, room: &RoomId) -> Result<bool, Trouble> {
    match service.homeserver.state(service.names.steward(), room, "m.room.create", "").await {
        Ok(content) => Ok(content.is_some_and(|content| content[CLAIM].is_string())),
        Err(HomeserverError::Refused { status, .. }) if status < 429 => Ok(false),
        Err(other) => Err(other.into()),
    }
}

/// Whether somebody could be let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    /// Invited, with the history that there is.
    Invited,
    /// Not invited: they have no device that could be given a key.
    NoTrustedDevice,
}

/// Lets somebody in: first the history, then the invitation, both by the custodian.
pub(crate) async fn admit(
    service: &Service,
    custodian: &Custodian,
    room: &RoomId,
    newcomer: &UserId,
) -> Result<Admission, CustodianError> {
    if custodian.give_history(room, newcomer).await? == History::NoTrustedDevice {
        return Ok(Admission::NoTrustedDevice);
    }
    service.homeserver.invite(custodian.user(), room, newcomer).await?;
    fail_point::pass("invitation.after");
    metrics::counter!("lotse_invitations_total").increment(1);
    Ok(Admission::Invited)
}

/// Removes somebody who does not belong. Whoever holds keys discards the one for what is written next.
pub(crate) async fn remove(
    service: &Service,
    custodian: Option<&Custodian>,
    room: &RoomId,
    who: &OwnedUserId,
) -> Result<(), CustodianError> {
    if let Some(custodian) = custodian {
        custodian.discard_room_key(room).await?;
    }
    service.homeserver.remove(service.names.steward(), room, who, "").await?;
    fail_point::pass("removal.after");
    metrics::counter!("lotse_removals_total").increment(1);
    Ok(())
}
