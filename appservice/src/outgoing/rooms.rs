//! Making rooms equal to what the rules say: nobody is missing, nobody is there who should not be.
//!
//! A step of a case never invites anybody. It changes what `routing::access` says, and this makes it true.

use routing::RoomId;
use ruma::{OwnedUserId, UserId};
use serde_json::Value;

use self::parties::Parties;
use crate::{
    cases::service::Service,
    keys::{
        custodian::{Custodian, CustodianError, History},
        pins,
    },
    running::fail_point,
    servers::homeserver::{Homeserver, HomeserverResult},
    words::phrases::{Phrase, Removal},
};

pub(crate) mod body;
pub(crate) mod case_room;
pub(crate) mod centre_rooms;
mod elsewhere;
pub(crate) mod erasure;
pub(crate) mod far;
pub(crate) mod leaving;
pub(crate) mod mending;
mod moving;
pub(crate) mod newcomers;
mod outsiders;
pub(crate) mod parties;
pub(crate) mod private;
mod refused;
pub(crate) mod returning;
mod rules;
#[cfg(test)]
mod tests;

/// Whether somebody could be let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    /// Invited, with the history that there is.
    Invited,
    /// Not invited: they have no device that could be given a key.
    NoTrustedDevice,
}

/// Lets somebody's server into a room before they are invited: an invitation to a server that may not come in is answered
/// with yes, and leads nowhere.
pub(crate) async fn widen(service: &Service, room: &RoomId, newcomer: &UserId) -> HomeserverResult<()> {
    let steward = service.names.steward();
    let theirs = newcomer.server_name();
    if theirs == steward.server_name() {
        return Ok(());
    }
    let Some(mut acl) = service.homeserver.state(steward, room, body::SERVER_ACL, "").await? else {
        return Ok(());
    };
    let Some(allowed) = acl["allow"].as_array_mut() else { return Ok(()) };
    if allowed.iter().any(|server| server == theirs.as_str()) {
        return Ok(());
    }
    allowed.push(theirs.as_str().into());
    service.homeserver.set_state(steward, room, body::SERVER_ACL, "", acl).await
}

/// Lets the servers of those who belong in a room into it, and no others; also where there was no rule. All of them at once:
/// two newcomers who are let in side by side write the same. Whoever does not belong is removed before: a server that may not
/// come in is still sent what is written while somebody of it is there.
pub(crate) async fn admit_servers(
    service: &Service,
    room: &RoomId,
    parties: &Parties,
) -> HomeserverResult<()> {
    admit_servers_by(service, service.names.steward(), room, parties).await
}

async fn admit_servers_by(
    service: &Service,
    creator: &UserId,
    room: &RoomId,
    parties: &Parties,
) -> HomeserverResult<()> {
    let Some(wanted) = parties.acl() else { return Ok(()) };
    write_acl(&service.homeserver, creator, room, wanted).await
}

/// Writes the rule about servers, unless it stands there already.
async fn write_acl(
    homeserver: &Homeserver,
    creator: &UserId,
    room: &RoomId,
    wanted: Value,
) -> HomeserverResult<()> {
    if homeserver.state(creator, room, body::SERVER_ACL, "").await?.as_ref() == Some(&wanted) {
        return Ok(());
    }
    homeserver.set_state(creator, room, body::SERVER_ACL, "", wanted).await
}

/// Lets somebody in: first the history, then the invitation, both by the custodian. `seeker` is whose room it is.
pub(crate) async fn admit(
    service: &Service,
    custodian: &Custodian,
    room: &RoomId,
    newcomer: &UserId,
    seeker: Option<&UserId>,
) -> Result<Admission, CustodianError> {
    widen(service, room, newcomer).await?;
    if custodian.give_history(room, newcomer, seeker).await? == History::NoTrustedDevice {
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
    why: Removal,
) -> Result<(), CustodianError> {
    // Whatever becomes of the key, nobody stays in for it.
    let discarded = match custodian {
        Some(custodian) => custodian.discard_room_key(room).await,
        None => Ok(()),
    };
    // Whatever else is the case: it is what they can do something about.
    let phrase = match service.custodians.pins().unconfirmed().get(who) {
        Some(new) if why != Removal::Stranger => {
            Phrase::IdentityRemoved { number: pins::number(who, &new.key) }
        }
        _ => Phrase::LeavingReason { why },
    };
    let why = service.catalogue.say(service.locale, &phrase).plain;
    let host = far::host_in(service, room).await?;
    service.homeserver.remove(&host, room, who, &why).await?;
    service.expects(who);
    fail_point::pass("removal.after");
    metrics::counter!("lotse_removals_total").increment(1);
    discarded
}
