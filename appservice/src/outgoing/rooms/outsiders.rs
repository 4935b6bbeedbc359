//! Whoever is in the room of a case and does not belong there.

use routing::{RoomId, State};
use ruma::OwnedUserId;

use super::remove;
use crate::{
    cases::service::{Service, counsellor_id},
    keys::custodian::Custodian,
    running::trouble::Trouble,
    store::{self, case::Stored},
    words::phrases::Removal,
};

/// Removes whoever does not belong, each whatever becomes of the others.
pub(super) async fn remove_all(
    service: &Service,
    stored: &Stored,
    (room, custodian): (&RoomId, Option<&Custodian>),
    outsiders: &[&OwnedUserId],
) -> Result<(), Trouble> {
    if outsiders.is_empty() {
        return Ok(());
    }
    let case = &stored.case.id;
    let former = store::former::of_case(&mut service.store.look().await?, case).await?;
    let mut failed = None;
    for outsider in outsiders {
        let is_former = former.iter().any(|former| former.as_str() == outsider.as_str());
        let why = if is_former { Removal::OtherAccount } else { why_out(service, stored, outsider) };
        match remove(service, custodian, room, outsider, why).await {
            Ok(()) if why == Removal::Stranger => {
                tracing::warn!(case.id = %case, "Removed somebody from a case room who does not belong there");
            }
            Ok(()) => tracing::info!(case.id = %case, "Somebody is not in the room of a case any more"),
            Err(error) => failed = Some(Trouble::from(error)),
        }
    }
    failed.map_or(Ok(()), Err)
}

/// Why somebody has to go, as they read it.
fn why_out(service: &Service, stored: &Stored, outsider: &OwnedUserId) -> Removal {
    let directory = service.directory();
    let Some(who) =
        counsellor_id(outsider).filter(|who| directory.centres_of_counsellor(who).next().is_some())
    else {
        return Removal::Stranger;
    };
    let case = &stored.case;
    let stood_in = case.accepted().is_some_and(|accepted| {
        accepted.counsellor != who && accepted.covers.iter().any(|cover| cover.colleague == who)
    });
    match case.state {
        _ if stood_in => Removal::CoverEnded,
        State::Asked { .. } => Removal::GivenBack,
        _ if !directory.is_active_counsellor(&who, &case.centre) => Removal::Staff,
        State::Accepted(_) | State::Closed { .. } => Removal::HandedOver,
        State::Opened | State::Erased { .. } => Removal::Stranger,
    }
}
