//! A seeker who comes back to their case with another account is let in while their page is there: what was written before is
//! given to a device, and no device keeps it for a later one. Until a page has said that it has it safe, the next one is given it anew.

use routing::{CaseId, RoomId};

use super::{Admission, admit, remove, widen};
use crate::{
    cases::{
        effects::Done,
        returning,
        service::{Service, seeker_matrix_id},
    },
    keys::custodian::History,
    running::trouble::Trouble,
    servers::homeserver::Membership,
    store::{self, case::Stored, way_back::Stage},
    words::phrases::Removal,
};

/// Lets them in on this device: by the custodian with the history, by the holder where only people have the keys, and without
/// any history where nobody has them any more.
pub(crate) async fn let_in(service: &Service, case: &CaseId, device: &str) -> Result<Done, Trouble> {
    if let Some((account, stored)) = owed(service, case, device).await? {
        give_again(service, &account, &stored, device).await?;
        return Ok(Done::nothing());
    }
    let Some((stored, room, was_begun)) = on_the_way(service, case, device).await? else {
        // The page has gone; the next one is let in.
        returning::invited(service, case, device, false).await?;
        return Ok(Done::nothing());
    };
    let Some(seeker) = stored.case.seeker().map(seeker_matrix_id) else { return Ok(Done::nothing()) };
    let steward = service.names.steward();
    let there = service.homeserver.membership(steward, &room, &seeker).await?;
    let who_may = service.access(&stored.case);
    // Who is owed what only people can give is still to go out.
    let goes_out = was_begun && who_may.custodian.is_none();
    if there == Membership::Joined && !goes_out {
        return Ok(Done::nothing());
    }
    if was_begun && there == Membership::Invited && who_may.custodian.is_some() {
        // Made, and not written down: the history went ahead of it, to this very page.
        returning::invited(service, case, device, true).await?;
        return Ok(Done::nothing());
    }
    let is_stale = matches!(there, Membership::Invited | Membership::Joined);
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

/// Whoever came back and is in the room, and the case, if its history is owed to them and their page waits for it on this device.
async fn owed(service: &Service, case: &CaseId, device: &str) -> Result<Option<(String, Stored)>, Trouble> {
    let mut tx = service.store.look().await?;
    let Some(way) = returning::owed(&mut tx, case, device).await? else { return Ok(None) };
    Ok(store::case::by_id(&mut tx, case).await?.map(|stored| (way.account, stored)))
}

/// Gives what was written before once more, without an invitation: the portal's page takes it from those who are in the case. Where
/// only people have the keys, they come in anew.
async fn give_again(service: &Service, account: &str, stored: &Stored, device: &str) -> Result<(), Trouble> {
    let (Some(seeker), Some(room)) = (stored.case.seeker().map(seeker_matrix_id), &stored.room) else {
        return Ok(());
    };
    let Some(centre) = &service.access(&stored.case).custodian else {
        return Ok(returning::anew(service, &stored.case.id, device).await?);
    };
    let custodian = service.custodian(centre).await?;
    match custodian.give_history(room, &seeker, None).await? {
        History::Given { .. } => {}
        History::NoTrustedDevice => returning::not_given(service, &stored.case.id, device).await?,
        History::Empty => {
            let mut tx = service.store.begin().await?;
            returning::has_history(&mut tx, account, &stored.case.id).await?;
            tx.commit().await?;
        }
    }
    Ok(())
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
