//! Invitations that somebody's account or server takes from nobody: whoever waits is told, and nothing else hangs on it.

use ruma::OwnedUserId;

use super::case_room::tell_in_enquiries;
use crate::{
    cases::{
        effects::{Done, Effect},
        seekers::{locale_of, reception_chat},
        service::{Service, counsellor_id},
    },
    running::trouble::Trouble,
    servers::homeserver::HomeserverError,
    store::case::Stored,
    words::phrases::Phrase,
};

/// A counsellor who belongs in a case cannot be invited: they and their colleagues read why.
pub(super) async fn of_counsellor(
    service: &Service,
    stored: &Stored,
    counsellor: &OwnedUserId,
    why: &HomeserverError,
) -> Result<Done, Trouble> {
    tracing::error!(case.id = %stored.case.id, why = why.code(), "A counsellor cannot be invited into a case");
    let directory = service.directory();
    let known = counsellor_id(counsellor)
        .and_then(|who| directory.counsellor(&who, &stored.case.centre).map(|known| known.name.clone()));
    let name = known.unwrap_or_else(|| counsellor.to_string());
    let said = Phrase::CentreCannotInvite { reference: stored.case.reference.clone(), name };
    tell_in_enquiries(service, stored, counsellor, said).await
}

/// A seeker cannot be invited into the room of their case: they read why in their chat with the reception, and the way on.
pub(super) async fn of_seeker(
    service: &Service,
    stored: &Stored,
    why: &HomeserverError,
) -> Result<Done, Trouble> {
    tracing::warn!(case.id = %stored.case.id, why = why.code(), "A seeker cannot be invited into their case");
    let mut tx = service.store.look().await?;
    let Some(chat) = reception_chat(&mut tx, stored).await? else { return Ok(Done::nothing()) };
    let locale = locale_of(service, &mut tx, stored).await?;
    let said = Phrase::LeavingCannotInvite { reference: stored.case.reference.clone() };
    let say = vec![said.into(), Phrase::HelpLines.into()];
    Ok(Done::then(vec![Effect::say(service.store.vault(), &chat, None, locale, say)?]))
}
