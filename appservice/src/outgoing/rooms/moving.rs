//! A case goes to another centre: one custodian takes over from the other.

use routing::{Handed, Outgoing, RoomId};

use super::rules::{self, Rules, muted};
use crate::{
    cases::{self, service::Service},
    keys::custodian::Custodian,
    running::{fail_point, trouble::Trouble},
    store::case::Stored,
};

/// The old custodian hands over what it may, leaves, and destroys its keys. The new one, if there is one, is in the
/// room already. However often that is interrupted, it ends the same way.
pub(super) async fn finish(
    service: &Service,
    stored: &mut Stored,
    room: &RoomId,
    heir: Option<&Custodian>,
    outgoing: &Outgoing,
) -> Result<(), Trouble> {
    let leaving = service.custodian(&outgoing.centre).await?;
    let heir_of_keys = heir.filter(|_| outgoing.history == Handed::All);
    if let Some(heir) = heir_of_keys {
        leaving.hand_keys_to(heir, room).await?;
    }
    fail_point::pass("move.after_keys");
    let custodian = heir.map(Custodian::user);
    let muted = muted(&service.access(&stored.case));
    rules::settle(service, room, Rules { custodian, muted: muted.as_deref(), ..Rules::default() }).await?;
    service.homeserver.leave(leaving.user(), room).await?;
    fail_point::pass("move.after_leave");
    // What was written before people's clients knew the new one.
    if let Some(heir) = heir_of_keys {
        leaving.hand_keys_to(heir, room).await?;
    }
    leaving.destroy_keys(room).await?;
    fail_point::pass("move.after_destruction");
    stored.case = stored.case.clone().moved_out();
    let mut tx = service.store.begin().await?;
    cases::save(service, &mut tx, stored).await?;
    tx.commit().await?;
    tracing::info!(case.id = %stored.case.id, centre.id = %outgoing.centre, "A custodian left a case that went elsewhere");
    Ok(())
}
