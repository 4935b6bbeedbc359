//! A centre's space with Erstanfragen and Team: made once, then kept equal to the directory.

use std::collections::BTreeSet;

use routing::{CentreId, RoomId};
use ruma::OwnedUserId;
use serde_json::{Value, json};

use super::{Admission, admit, body, remove};
use crate::{
    cases::{effects::Done, following, service::Service},
    keys::custodian::Custodian,
    running::{entropy, trouble::Trouble},
    servers::homeserver::Membership,
    store::{self, room::RoomKind},
    words::phrases::Phrase,
};

/// The three rooms of a centre.
pub(crate) struct CentreRooms {
    /// Where the cards are.
    pub(crate) enquiries: RoomId,
    team: RoomId,
    space: RoomId,
}

/// Makes the rooms and lets exactly the active counsellors in.
pub(crate) async fn reconcile(service: &Service, centre: &CentreId) -> Result<Done, Trouble> {
    let team: BTreeSet<OwnedUserId> = service.team(centre).into_iter().collect();
    let known = known(service, centre).await?;
    if known.is_none() && team.is_empty() {
        return Ok(Done::nothing());
    }
    let rooms = ensure(service, centre).await?;
    let custodian = service.custodian(centre).await?;
    // Neutral: the name also shows in case rooms, where nothing may tell which centre it is.
    let name = service.catalogue.say(service.locale, &Phrase::NamesReception).plain;
    service.homeserver.set_display_name(custodian.user(), &name).await?;
    for room in [&rooms.enquiries, &rooms.team, &rooms.space] {
        equalise(service, &custodian, room, &team, *room == rooms.space).await?;
    }
    following::applied(service, centre).await?;
    Ok(Done::nothing())
}

/// The rooms, made if need be. The team is invited when a room is made.
pub(crate) async fn ensure(service: &Service, centre: &CentreId) -> Result<CentreRooms, Trouble> {
    let custodian = service.custodian(centre).await?;
    let me = custodian.user();
    let mut invite = service.team(centre);
    invite.push(me.to_owned());
    let directory = service.directory();
    let name =
        directory.centre(centre).map_or_else(|| centre.as_str().to_owned(), |centre| centre.name.clone());

    let space_name = Phrase::NamesSpace { centre: name.clone() };
    let space = one(service, &RoomKind::Space(centre.clone()), me, None, &|claim| {
        body::space(service, claim, &service.catalogue.say(service.locale, &space_name).plain, &invite)
    })
    .await?;
    let mut rooms = Vec::with_capacity(2);
    for (kind, phrase) in [
        (RoomKind::Enquiries(centre.clone()), Phrase::NamesEnquiries),
        (RoomKind::Team(centre.clone()), Phrase::NamesTeam),
    ] {
        let room_name = service.catalogue.say(service.locale, &phrase).plain;
        let room = one(service, &kind, me, Some(&space), &|claim| {
            body::centre_room(service, claim, &room_name, me, &invite, space.as_str())
        })
        .await?;
        rooms.push(room);
    }
    let [enquiries, team] = <[RoomId; 2]>::try_from(rooms).expect("two kinds give two rooms");
    Ok(CentreRooms { enquiries, team, space })
}

async fn known(service: &Service, centre: &CentreId) -> Result<Option<RoomId>, Trouble> {
    let mut tx = service.store.look().await?;
    Ok(store::room::of_centre(&mut tx, centre).await?.into_iter().next().map(|(_, room)| room))
}

/// One room of a centre; it counts as made when its space lists it.
async fn one(
    service: &Service,
    kind: &RoomKind,
    custodian: &ruma::UserId,
    space: Option<&RoomId>,
    body: &(dyn Fn(&str) -> Value + Send + Sync),
) -> Result<RoomId, Trouble> {
    let (RoomKind::Space(centre) | RoomKind::Enquiries(centre) | RoomKind::Team(centre)) = kind else {
        return Err(Trouble::Poison("not a centre's room".to_owned()));
    };
    let steward = service.names.steward();
    let (known, claim) = {
        let mut tx = service.store.begin().await?;
        let known = store::room::of_centre(&mut tx, centre).await?;
        let known = known.into_iter().find(|(known, _)| known == kind).map(|(_, room)| room);
        let claim = if known.is_some() {
            store::room::claim_of(&mut tx, kind).await?
        } else {
            let alias = service.names.alias(&entropy::word());
            Some(store::room::claim(&mut tx, kind, &alias).await?)
        };
        tx.commit().await?;
        (known, claim)
    };
    let room = match (known, &claim) {
        (Some(room), _) => room,
        (None, None) => return Err(Trouble::Poison("a room without a claim".to_owned())),
        (None, Some(alias)) => {
            let room = service.homeserver.create_room(steward, alias, body(alias)).await?.into_room();
            service.homeserver.join(custodian, &room).await?;
            if let Some(space) = space {
                let via = json!({ "via": [custodian.server_name()] });
                service.homeserver.set_state(steward, space, "m.space.child", room.as_str(), via).await?;
            }
            let mut tx = service.store.begin().await?;
            store::room::record(&mut tx, &room, kind, service.now()).await?;
            tx.commit().await?;
            metrics::counter!("lotse_rooms_made_total", "kind" => "centre").increment(1);
            room
        }
    };
    // The alias goes last: as long as the room is not remembered, it is what keeps a second one from being made.
    if let Some(alias) = claim {
        service.homeserver.delete_alias(steward, &alias).await?;
        let mut tx = service.store.begin().await?;
        store::room::release_claim(&mut tx, kind).await?;
        tx.commit().await?;
    }
    Ok(room)
}

async fn equalise(
    service: &Service,
    custodian: &Custodian,
    room: &RoomId,
    team: &BTreeSet<OwnedUserId>,
    space: bool,
) -> Result<(), Trouble> {
    let steward = service.names.steward();
    let present = service.homeserver.members(steward, room).await?;
    let ours = |member: &OwnedUserId| *member == steward || *member == custodian.user();
    let outsiders: Vec<_> =
        present.keys().filter(|member| !team.contains(*member) && !ours(member)).collect();
    for outsider in outsiders {
        remove(service, Some(custodian), room, outsider).await?;
    }
    if present.get(custodian.user()) != Some(&Membership::Joined) {
        service.homeserver.invite(steward, room, custodian.user()).await?;
        service.homeserver.join(custodian.user(), room).await?;
    }
    let missing: Vec<_> = team.iter().filter(|member| !present.contains_key(*member)).collect();
    for member in missing {
        let admitted = !space && admit(service, custodian, room, member).await? == Admission::Invited;
        if !admitted {
            // A space has nothing to read; and somebody without a verified device must see what to do about it.
            service.homeserver.invite(steward, room, member).await?;
        }
    }
    Ok(())
}
