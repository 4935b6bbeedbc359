//! Making rooms equal to what the rules say: nobody is missing, nobody is there who should not be.
//!
//! A step of a case never invites anybody. It changes what `routing::access` says, and this makes it true.

use routing::RoomId;
use ruma::{OwnedUserId, UserId};

use crate::{
    cases::service::Service,
    keys::custodian::{Custodian, CustodianError, History},
    running::fail_point,
};

pub(crate) mod body;
pub(crate) mod case_room;
pub(crate) mod centre_rooms;
pub(crate) mod erasure;
mod moving;
pub(crate) mod private;
mod rules;

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
