//! One stored event → one handler for the kind of room it happened in.
//!
//! Whatever comes is taken for a claim of the homeserver, never for a permission: who may do something is asked of
//! the case and the directory. Edits, unknown types and strangers have no effect, and leave a reason in the log.

use std::sync::Arc;

use routing::Span;
use ruma::{OwnedUserId, UserId};
use tokio::sync::Notify;

use crate::{
    cases::{
        event::{Event, Handled, Outcome, alert},
        newcomers,
        service::Service,
    },
    incoming::bells::Bells,
    running::trouble::Trouble,
    servers::homeserver::HomeserverError,
    store::{self, room::RoomKind, tenure::Term},
};

mod case_room;
mod centre_room;
mod channel;
mod concern;
mod decrypting;
mod far_room;
mod private_room;
mod reception_room;
mod unknown_room;

pub use self::concern::Seen;

/// How often a room of another server is entered that says that we are not invited, a second apart.
const INVITED_ATTEMPTS: i64 = 10;

/// We are not let in where we were invited. Another server tells of its invitation before it has written that down itself: so what is
/// refused is asked for again, for a moment.
fn not_let_in(event: &Event, me: &UserId, refused: &HomeserverError) -> Outcome {
    if event.sender.server_name() != me.server_name() && event.attempts < INVITED_ATTEMPTS {
        return Err(Trouble::Passing { why: refused.code(), wait: Some(Span::from_millis(1_000)) });
    }
    Ok(Handled::Nothing("the invitation is gone"))
}

/// Hands events to the handler of their room.
pub struct Handler {
    service: Arc<Service>,
    term: Term,
    bells: Bells,
}

impl Handler {
    /// A handler in this service, for this term.
    pub fn new(service: Arc<Service>, term: Term) -> Self {
        Self { service, term, bells: Bells::default() }
    }

    /// Whether events of this type are handled anywhere.
    pub fn cares_for(kind: &str) -> bool {
        matches!(
            kind,
            "m.room.encrypted"
                | "m.room.message"
                | "m.sticker"
                | "m.reaction"
                | "m.room.redaction"
                | "m.room.member"
                | "m.room.power_levels"
                | "m.room.tombstone"
                | "m.room.encryption"
                | "m.room.history_visibility"
                | "m.room.join_rules"
        )
    }

    /// Handles one event. Its effects and the fact that it is done are one commit.
    pub async fn handle(&self, event: &Event) -> Outcome {
        let service = &self.service;
        if service.names.is_ours(&event.sender) && event.membership().is_none() {
            return Ok(Handled::Nothing("our own"));
        }
        if event.membership().is_none() && service.custodians.pins().is_kept_out(&event.sender) {
            return Ok(alert(event, "identity_not_confirmed"));
        }
        let _wish = (!service.names.is_ours(&event.sender)).then(|| service.hurry.wish());
        let kind = {
            let mut tx = service.store.look().await?;
            store::room::by_id(&mut tx, &event.room).await?
        };
        match kind {
            None => unknown_room::handle(service, event).await,
            Some(RoomKind::Reception { seeker }) => reception_room::handle(service, event, &seeker).await,
            Some(RoomKind::Enquiries(centre)) => centre_room::handle(service, event, &centre, true).await,
            Some(RoomKind::Team(centre)) => centre_room::handle(service, event, &centre, false).await,
            Some(RoomKind::Space(centre)) => centre_room::handle_space(service, event, &centre).await,
            Some(RoomKind::Private { centre, counsellor }) => {
                private_room::handle(service, event, &centre, &counsellor).await
            }
            Some(RoomKind::Channel { centre, with }) => channel::handle(service, event, &centre, &with).await,
            Some(RoomKind::Case(case)) => case_room::handle(service, event, &case).await,
        }
    }

    /// Somebody's devices have changed. Losing this loses nothing that the next look into a letter-box does not tell.
    pub fn devices_changed(&self, people: Vec<OwnedUserId>) {
        let service = self.service.clone();
        tokio::spawn(self.term.until_lost(async move {
            service.custodians.devices_changed(&people).await;
            if let Err(error) = newcomers::devices_changed(&service, &people).await {
                tracing::error!(error = %error, "Could not note that devices have changed");
            }
        }));
    }

    /// Rung when keys have come for which events waited.
    pub(super) fn keys_came(&self) -> &Notify {
        self.service.custodians.keys_came()
    }

    /// Mail waits for one of our users: its letter-box is emptied soon. Losing this bell loses nothing.
    pub fn ring(&self, user: OwnedUserId) {
        // The steward never has a device, whatever the homeserver claims.
        if !self.service.names.is_ours(&user) || user == self.service.names.steward() {
            return;
        }
        let Some(mut ringing) = self.bells.ring(user.clone()) else { return };
        let service = self.service.clone();
        tokio::spawn(self.term.until_lost(async move {
            loop {
                let emptied = async { service.custodians.of(&user).await?.empty_letter_box().await };
                if let Err(error) = emptied.await {
                    tracing::warn!(error = %error, "Could not empty a letter-box; it is tried again later");
                }
                if !ringing.again() {
                    return;
                }
            }
        }));
    }
}
