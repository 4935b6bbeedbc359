//! A seeker who comes back to their case with another account is let in while their page is there: what was written before is
//! given to a device, and no device keeps it for a later one.

use routing::{CaseId, RoomId};

use super::{Admission, admit, remove, widen};
use crate::{
    cases::{
        effects::Done,
        returning,
        service::{Service, seeker_matrix_id},
    },
    running::trouble::Trouble,
    servers::homeserver::Membership,
    store::{self, case::Stored, way_back::Stage},
    words::phrases::Removal,
};

/// Lets them in on this device: by the custodian with the history, by the holder where only people have the keys, and without
/// any history where nobody has them any more.
pub(crate) async fn let_in(service: &Service, case: &CaseId, device: &str) -> Result<Done, Trouble> {
    let Some((stored, room, was_begun)) = on_the_way(service, case, device).await? else {
        // The page has gone; the next one is let in.
        returning::invited(service, case, device, false).await?;
        return Ok(Done::nothing());
    };
    let Some(seeker) = stored.case.seeker().map(seeker_matrix_id) else { return Ok(Done::nothing()) };
    let steward = service.names.steward();
    let there = service.homeserver.membership(steward, &room, &seeker).await?;
    if there == Membership::Joined {
        return Ok(Done::nothing());
    }
    let who_may = service.access(&stored.case);
    if was_begun && there == Membership::Invited && who_may.custodian.is_some() {
        // Made, and not written down: the history went ahead of it, to this very page.
        returning::invited(service, case, device, true).await?;
        return Ok(Done::nothing());
    }
    let is_stale = there == Membership::Invited;
    if is_stale {
        // What an earlier page was given is gone with it, and a client takes a history with an invitation alone.
        remove(service, None, &room, &seeker, Removal::Again).await?;
    }
    if let Some(centre) = &who_may.custodian {
        let custodian = service.custodian(centre).await?;
        returning::begin(service, case, device).await?;
        let admitted = admit(service, &custodian, &room, &seeker, None).await? == Admission::Invited;
        returning::invited(service, case, device, admitted).await?;
    } else if stored.case.holder().is_some_and(|holder| who_may.counsellors.contains(holder)) {
        returning::ask_holder(service, &stored, is_stale).await?;
    } else {
        widen(service, &room, &seeker).await?;
        service.homeserver.invite(steward, &room, &seeker).await?;
        returning::invited(service, case, device, true).await?;
    }
    Ok(Done::nothing())
}

/// The case and its room, if somebody is still on the way into it and waits on this device; and whether an invitation was begun for it
/// before.
async fn on_the_way(
    service: &Service,
    case: &CaseId,
    device: &str,
) -> Result<Option<(Stored, RoomId, bool)>, Trouble> {
    let mut tx = service.store.look().await?;
    let Some(stored) = store::case::by_id(&mut tx, case).await? else { return Ok(None) };
    let Some(way) = returning::on_the_way(&mut tx, case, device).await? else { return Ok(None) };
    let was_begun = matches!(&way.stage, Stage::Agreed { begun: Some(begun), .. } if begun == device);
    let room = stored.room.clone().filter(|_| stored.case.returning.is_some());
    Ok(room.map(|room| (stored, room, was_begun)))
}
