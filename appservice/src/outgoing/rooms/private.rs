//! A counsellor's encrypted chat with the custodian of their centre: made once, when something is to be said there.

use routing::{CentreId, CounsellorId, RoomId};

use super::{body, parties::Parties, widen};
use crate::{
    cases::service::{Service, matrix_id},
    keys::custodian::Custodian,
    running::{entropy, trouble::Trouble},
    servers::homeserver::Membership,
    store::{self, room::RoomKind},
    words::phrases::Phrase,
};

/// The room of this kind, if there is one, and the alias by which it is claimed while it is being made.
pub(in crate::outgoing) async fn known_or_claimed(
    service: &Service,
    kind: &RoomKind,
) -> Result<(Option<RoomId>, Option<String>), Trouble> {
    let mut tx = service.store.begin().await?;
    let known = store::room::of_owner(&mut tx, kind).await?;
    let claim = if known.is_some() {
        store::room::claim_of(&mut tx, kind).await?
    } else {
        let alias = service.names.alias(&entropy::word());
        Some(store::room::claim(&mut tx, kind, &alias).await?)
    };
    tx.commit().await?;
    Ok((known, claim))
}

/// The chat, made if need be, with the counsellor in it or invited.
pub(crate) async fn ensure(
    service: &Service,
    custodian: &Custodian,
    centre: &CentreId,
    counsellor: &CounsellorId,
) -> Result<RoomId, Trouble> {
    let kind = RoomKind::Private { centre: centre.clone(), counsellor: counsellor.clone() };
    let (steward, person) = (service.names.steward(), matrix_id(counsellor));
    let (known, claim) = known_or_claimed(service, &kind).await?;
    let room = match (known, &claim) {
        (Some(room), _) => room,
        (None, None) => return Err(Trouble::Poison("no-claim".to_owned())),
        (None, Some(alias)) => {
            let name = service.catalogue.say(service.locale, &Phrase::NamesReception).plain;
            let parties = Parties::of_centre(service, centre, std::slice::from_ref(&person));
            let body = body::private_chat(service, alias, &name, custodian.user(), &person, &parties);
            let room = service.homeserver.create_room(steward, alias, body).await?.into_room();
            let mut tx = service.store.begin().await?;
            store::room::record(&mut tx, &room, &kind, service.now()).await?;
            parties.remember(&mut tx, &room).await?;
            tx.commit().await?;
            metrics::counter!("lotse_rooms_made_total", "kind" => "private").increment(1);
            room
        }
    };
    service.homeserver.join(custodian.user(), &room).await?;
    if let Some(alias) = claim {
        service.homeserver.delete_alias(steward, &alias).await?;
        let mut tx = service.store.begin().await?;
        store::room::release_claim(&mut tx, &kind).await?;
        tx.commit().await?;
    }
    if service.homeserver.membership(custodian.user(), &room, &person).await? == Membership::Outside {
        widen(service, &room, &person).await?;
        service.homeserver.invite(custodian.user(), &room, &person).await?;
    }
    Ok(room)
}
