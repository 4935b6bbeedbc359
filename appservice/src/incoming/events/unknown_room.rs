//! Rooms that Lotse does not know: somebody invites one of our users, or a room is being made.

use serde_json::Value;

use routing::Span;
use ruma::UserId;
use tokio::time::Instant;

use crate::{
    cases::{
        self,
        event::{Event, Handled, Outcome, alert},
        from_elsewhere::Declined,
        our_rooms,
        service::{Service, counsellor_id},
    },
    incoming::events::{channel, not_let_in},
    keys::custodian::{CustodianError, Proof},
    running::trouble::Trouble,
    store::{self, StoreResult},
    words::phrases::Phrase,
};

/// Attempts at an event of a room that is being made, before it is given up: about six minutes.
const MAKING_ATTEMPTS: i64 = 200;

/// The first attempts come quickly, since a room is made in a moment; the later ones wait for a lost answer.
const MAKING_WAITS: [Span; 2] = [Span::from_millis(250), Span::from_millis(2_000)];

pub(super) async fn handle(service: &Service, event: &Event) -> Outcome {
    if service.names.is_ours(&event.sender) {
        return Ok(Handled::Nothing("our own"));
    }
    let invitation = event.membership().filter(|(_, membership)| *membership == "invite").map(|(who, _)| who);
    if is_erased(service, event).await? {
        let back = invitation.as_ref().is_some_and(|who| who == service.names.reception());
        if !(back && is_chat_that_was_left(service, event).await?) {
            return Ok(Handled::Nothing("a room that is erased"));
        }
    }
    match invitation {
        Some(who) if who == service.names.reception() => welcome(service, event).await,
        Some(who) if service.from_elsewhere.is_server_of_platform(event.sender.server_name()) => {
            of_platform(service, event, &who).await
        }
        // A forged invitation into a room that is just being made: to leave it would be a real leave.
        Some(who) if service.names.is_ours(&who) && !our_rooms::is_ours(service, &event.room).await? => {
            service.homeserver.leave(&who, &event.room).await?;
            Ok(alert(event, "stray_invitation"))
        }
        _ if event.attempts < MAKING_ATTEMPTS && our_rooms::is_ours(service, &event.room).await? => {
            // The answer to our createRoom is on its way, or was lost: the room will be known in a moment.
            let [quickly, later] = MAKING_WAITS;
            let wait = Some(if event.attempts < 4 { quickly } else { later });
            Err(Trouble::Passing { why: "the room is being made".to_owned(), wait })
        }
        _ => Ok(Handled::Nothing("unknown room")),
    }
}

/// Somebody on the server of a platform that may announce cases invites one of our users: into a channel, or into the room of a
/// case, which is entered when it is announced. Nobody else's invitation leads anywhere.
async fn of_platform(service: &Service, event: &Event, who: &UserId) -> Outcome {
    let Some(centre) = service.names.centre_of(who) else {
        service.homeserver.leave(who, &event.room).await?;
        return Ok(alert(event, "stray_invitation"));
    };
    match counsellor_id(&event.sender).filter(|_| service.from_elsewhere.is_platform(&event.sender)) {
        Some(platform) => channel::open(service, event, &centre, &platform).await,
        None => Ok(Handled::Nothing("an invitation that waits for its announcement")),
    }
}

/// A room that nobody needs any more and that the homeserver still has.
async fn is_erased(service: &Service, event: &Event) -> StoreResult<bool> {
    let mut tx = service.store.look().await?;
    store::erasure::concerns(&mut tx, &event.room).await
}

/// Whoever asks the reception back into a chat that it left is welcome, and the chat is not purged under their hands. Not so the
/// room of a case that is being erased.
async fn is_chat_that_was_left(service: &Service, event: &Event) -> StoreResult<bool> {
    let mut tx = service.store.begin().await?;
    if store::erasure::is_of_case(&mut tx, &event.room).await? {
        return Ok(false);
    }
    store::purge::done(&mut tx, event.room.as_str()).await?;
    tx.commit().await?;
    Ok(true)
}

/// Somebody of another server is not taken in, and reads why and where else there is help.
async fn decline(service: &Service, event: &Event, declined: Declined) -> Outcome {
    metrics::counter!("lotse_seekers_declined_total", "why" => declined.code()).increment(1);
    let portal = service.addresses.portal();
    let phrase = match declined {
        Declined::Closed => Phrase::ReceptionOnlyAccountsHere { portal },
        Declined::Crowd => Phrase::ReceptionCrowdElsewhere { portal },
    };
    let why = service.catalogue.say(service.locale, &phrase).plain;
    service.homeserver.decline(service.names.reception(), &event.room, &why).await?;
    Ok(Handled::Nothing("a seeker of another server is declined"))
}

/// Somebody opens a chat with the reception.
async fn welcome(service: &Service, event: &Event) -> Outcome {
    let me = service.names.reception();
    let server = event.sender.server_name();
    // Before anything is asked of their server, which may be slow, or one of a flood.
    if server != me.server_name()
        && let Err(declined) = service.from_elsewhere.begins(server, event.room.as_str(), Instant::now())
    {
        return decline(service, event, declined).await;
    }
    let reception = service.reception().await?;
    match service.homeserver.join(me, &event.room).await {
        Err(refused) if refused.is_no_room() => return not_let_in(event, me, &refused),
        other => other?,
    }
    let members = service.homeserver.members(me, &event.room).await?;
    if members.len() > 2 {
        service.homeserver.leave(me, &event.room).await?;
        return Ok(Handled::Nothing("not a chat between two"));
    }
    let encryption: Option<Value> =
        service.homeserver.state(me, &event.room, "m.room.encryption", "").await?;
    let encrypted = encryption.is_some_and(|content| content["algorithm"] == "m.megolm.v1.aes-sha2");
    if encrypted {
        let standing = match reception.proof(&event.sender).await {
            // Nothing is known of their devices: what is said waits until something is.
            Err(CustodianError::ServerAway) | Ok(Proof::Identity { signed: true }) => None,
            Ok(Proof::Bare(_)) if !reception.pinned(Some(&event.sender)).await?.is_empty() => None,
            other => Some(other?),
        };
        cases::reception::begin(service, event, standing).await
    } else {
        cases::reception::begin_plain(service, event).await
    }
}
