//! A seeker who has left the room of their case: missed, and let back in when they say so.

use routing::{CaseId, RoomId, SeekerId, State};
use ruma::OwnedUserId;

use super::{Admission, admit, far, widen};
use crate::{
    cases::{
        self,
        effects::{Done, Effect},
        seekers::link_to,
        service::{Service, seeker_matrix_id},
    },
    keys::custodian::CustodianError,
    running::trouble::Trouble,
    servers::homeserver::Membership,
    store::{self, case::Stored},
    words::{phrases::Phrase, reception::dialogue::Dialogue},
};

/// Whoever is signed in nowhere any more has an account that is gone, or will read nothing: the case ends. Else those who
/// would write to nobody are told.
pub(crate) async fn miss(service: &Service, case: &CaseId) -> Result<Done, Trouble> {
    let Some((stored, seeker)) = load(service, case).await? else { return Ok(Done::nothing()) };
    // Whoever is on the way in with another account has left nothing.
    if stored.case.seeker_out.is_none() || stored.case.returning.is_some() {
        return Ok(Done::nothing());
    }
    // A server that does not answer says nothing about anybody.
    if service.reception().await?.is_signed_in(&seeker).await? == Some(false) {
        cases::leaving::end(service, case).await?;
    } else {
        cases::leaving::tell(service, case).await?;
    }
    Ok(Done::nothing())
}

/// Invites the seeker once more, with what was written meanwhile, and answers in their chat: no link to a room that they
/// cannot open.
pub(crate) async fn let_back(
    service: &Service,
    case: &CaseId,
    chat: &RoomId,
    renewed: bool,
) -> Result<Done, Trouble> {
    let Some((stored, seeker)) = load(service, case).await? else { return Ok(Done::nothing()) };
    let (reference, closed) =
        (stored.case.reference.clone(), matches!(stored.case.state, State::Closed { .. }));
    let said = match &stored.room {
        None => Phrase::ReceptionOpening,
        Some(room) => {
            let link = link_to(service, room.as_str());
            match invite(service, &stored, room, &seeker).await? {
                Invitation::Needless if renewed => Phrase::ReceptionAlreadyOpen { reference, link },
                Invitation::Needless => Phrase::LeavingStillIn { reference, link, closed },
                Invitation::Sent if renewed => Phrase::LeavingRenewed { reference, link },
                Invitation::Sent => Phrase::LeavingInvited { reference, link, closed },
                Invitation::Refused => Phrase::LeavingRefused { reference },
            }
        }
    };
    let locale = {
        let mut tx = service.store.look().await?;
        let dialogue = store::dialogue::seen::<Dialogue>(&mut tx, chat).await?;
        dialogue.map_or(service.locale, |dialogue| dialogue.state.locale())
    };
    Ok(Done::then(vec![Effect::say(service.store.vault(), chat, None, locale, vec![said.into()])?]))
}

enum Invitation {
    /// They are in the room.
    Needless,
    Sent,
    /// Whoever may has put them out for good.
    Refused,
}

/// By the custodian with the history while it is there; else, and for a client that takes no history, by the steward.
async fn invite(
    service: &Service,
    stored: &Stored,
    room: &RoomId,
    seeker: &OwnedUserId,
) -> Result<Invitation, Trouble> {
    let steward = &far::host(service, &stored.case);
    if service.homeserver.membership(steward, room, seeker).await? == Membership::Joined {
        return Ok(Invitation::Needless);
    }
    let who_may = service.access(&stored.case);
    if let Some(centre) = &who_may.custodian {
        let custodian = service.custodian(centre).await?;
        match admit(service, &custodian, room, seeker, None).await {
            Ok(Admission::Invited) => return Ok(Invitation::Sent),
            Ok(Admission::NoTrustedDevice) => {}
            // The custodian may be on its way into the room.
            Err(CustodianError::Homeserver(refused)) if refused.is_gone_or_forbidden() => {}
            Err(other) => return Err(other.into()),
        }
    }
    widen(service, room, seeker).await?;
    match service.homeserver.invite(steward, room, seeker).await {
        Err(refused) if refused.is_gone_or_forbidden() => Ok(Invitation::Refused),
        other => {
            other?;
            metrics::counter!("lotse_invitations_total").increment(1);
            Ok(Invitation::Sent)
        }
    }
}

async fn load(service: &Service, case: &CaseId) -> Result<Option<(Stored, OwnedUserId)>, Trouble> {
    let mut tx = service.store.look().await?;
    let stored = store::case::by_id(&mut tx, case).await?;
    Ok(stored.and_then(|stored| {
        let seeker = stored.case.seeker().map(|seeker: &SeekerId| seeker_matrix_id(seeker))?;
        Some((stored, seeker))
    }))
}
