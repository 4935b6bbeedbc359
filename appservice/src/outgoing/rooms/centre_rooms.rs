//! A centre's space with Erstanfragen and Team: made once, then kept equal to the directory.

use std::collections::BTreeSet;

use routing::{CentreId, CounsellorId, RoomId};
use ruma::OwnedUserId;
use serde_json::{Value, json};

use super::{Admission, admit, admit_servers, body, parties::Parties, remove};
use crate::{
    cases::{
        effects::{Done, Effect},
        following,
        service::{Service, counsellor_id, matrix_id},
    },
    keys::custodian::Custodian,
    running::{entropy, trouble::Trouble},
    servers::homeserver::Membership,
    store::{self, room::RoomKind},
    words::phrases::{Phrase, Removal},
};

/// The three rooms of a centre.
pub(crate) struct CentreRooms {
    /// Where the cards are.
    pub(crate) enquiries: RoomId,
    team: RoomId,
    space: RoomId,
    /// Whether one of them was made just now: nobody is in it yet.
    pub(crate) made: bool,
}

/// Makes the rooms, removes from all of them whoever is no active counsellor, and queues that those who are come in: each by
/// an effect of their own. Of a centre that is gone nobody is an active counsellor.
pub(crate) async fn reconcile(service: &Service, centre: &CentreId) -> Result<Done, Trouble> {
    let mark = following::Mark::of(service, centre);
    if service.has_own_lotse(centre) {
        // Whatever it had here before is left as it stands for its people to read.
        following::applied(service, centre, &mark).await?;
        return Ok(Done::nothing());
    }
    let team: BTreeSet<OwnedUserId> = service.team(centre).into_iter().collect();
    let known = {
        let mut tx = service.store.look().await?;
        store::room::of_centre(&mut tx, centre).await?
    };
    if known.is_empty() && team.is_empty() {
        return Ok(Done::nothing());
    }
    // Removals first: whoever has to go waits for nothing that is still to be made nor for the custodian, and a failure in one
    // room leaves nobody in another.
    let custodian = service.custodian(centre).await;
    let mut failed = None;
    for (_, room) in &known {
        let custodian = custodian.as_deref().ok();
        if let Err(trouble) = remove_outsiders(service, (centre, custodian), room, &team).await {
            failed = Some(trouble);
        }
    }
    if let Some(trouble) = failed {
        return Err(trouble);
    }
    let custodian = custodian?;
    let mut then = Vec::new();
    if !team.is_empty() {
        // Its user id names the centre as well; so nobody sees bare ids, since two are called the same.
        let name = Phrase::NamesCustodian { centre: name_of(service, centre) };
        let name = service.catalogue.say(service.locale, &name).plain;
        service.homeserver.decorate(custodian.user(), &name).await?;
        if known.len() < 2 {
            // One room in each step, so that whoever waits for something comes in between.
            let space = space(service, centre).await?;
            if known.len() == 1 {
                room_in(service, &space, RoomKind::Enquiries(centre.clone()), Phrase::NamesEnquiries).await?;
            }
            return Ok(Done::then(vec![Effect::CentreRooms { centre: centre.clone() }]));
        }
        let rooms = ensure(service, centre).await?;
        let mut missing = BTreeSet::new();
        for room in [&rooms.enquiries, &rooms.team, &rooms.space] {
            missing.extend(missing_from(service, &custodian, room, &team).await?);
        }
        then = come_in(centre, &missing);
    }
    following::applied(service, centre, &mark).await?;
    Ok(Done::then(then))
}

/// An effect for each who is to come in.
pub(crate) fn come_in(centre: &CentreId, people: &BTreeSet<OwnedUserId>) -> Vec<Effect> {
    let people = people.iter().filter_map(|member| counsellor_id(member));
    people.map(|counsellor| Effect::LetIn { centre: centre.clone(), counsellor }).collect()
}

/// Lets one counsellor in where they are missing, with the history of each room; nobody who has left the team meanwhile.
pub(crate) async fn let_in(
    service: &Service,
    centre: &CentreId,
    counsellor: &CounsellorId,
) -> Result<Done, Trouble> {
    let member = matrix_id(counsellor);
    let team = service.team(centre);
    if !team.contains(&member) {
        return Ok(Done::nothing());
    }
    let rooms = ensure(service, centre).await?;
    let custodian = service.custodian(centre).await?;
    let steward = service.names.steward();
    let mut failed = None;
    for room in [&rooms.enquiries, &rooms.team, &rooms.space] {
        let coming = async {
            let there = service.homeserver.membership(steward, room, &member).await?;
            if matches!(there, Membership::Joined | Membership::Invited) {
                return Ok::<_, Trouble>(());
            }
            // As it is now: somebody may have left while the others were let in.
            let parties = Parties::of_centre(service, centre, &service.team(centre));
            admit_servers(service, room, &parties).await?;
            let space = *room == rooms.space;
            let admitted =
                !space && admit(service, &custodian, room, &member, None).await? == Admission::Invited;
            if !admitted {
                // A space has nothing to read; and somebody without a verified device must see what to do about it.
                service.homeserver.invite(steward, room, &member).await?;
            }
            Ok(())
        };
        if let Err(trouble) = coming.await {
            failed = Some(trouble);
        }
    }
    failed.map_or_else(|| Ok(Done::nothing()), Err)
}

/// The rooms, made if need be, with our own users alone: what is made must not hang on anybody's server.
pub(crate) async fn ensure(service: &Service, centre: &CentreId) -> Result<CentreRooms, Trouble> {
    let made = {
        let mut tx = service.store.look().await?;
        store::room::of_centre(&mut tx, centre).await?.len() < 3
    };
    let space = space(service, centre).await?;
    let enquiries = RoomKind::Enquiries(centre.clone());
    let enquiries = room_in(service, &space, enquiries, Phrase::NamesEnquiries).await?;
    let team = room_in(service, &space, RoomKind::Team(centre.clone()), Phrase::NamesTeam).await?;
    Ok(CentreRooms { enquiries, team, space, made })
}

async fn space(service: &Service, centre: &CentreId) -> Result<RoomId, Trouble> {
    let custodian = service.custodian(centre).await?;
    let (me, parties) = (custodian.user(), Parties::of_centre(service, centre, &service.team(centre)));
    let name = Phrase::NamesSpace { centre: name_of(service, centre) };
    let name = service.catalogue.say(service.locale, &name).plain;
    let body = |claim: &str| body::space(service, claim, &name, me, &parties);
    one(service, &RoomKind::Space(centre.clone()), me, None, (&body, &parties)).await
}

fn name_of(service: &Service, centre: &CentreId) -> String {
    let directory = service.directory();
    directory.centre(centre).map_or_else(|| centre.as_str().to_owned(), |centre| centre.name.clone())
}

async fn room_in(service: &Service, space: &RoomId, kind: RoomKind, name: Phrase) -> Result<RoomId, Trouble> {
    let (RoomKind::Enquiries(centre) | RoomKind::Team(centre)) = &kind else {
        return Err(Trouble::Poison("not a room of a space".to_owned()));
    };
    let custodian = service.custodian(centre).await?;
    let (me, parties) = (custodian.user(), Parties::of_centre(service, centre, &service.team(centre)));
    let name = service.catalogue.say(service.locale, &name).plain;
    let body = |claim: &str| body::centre_room(service, claim, &name, me, &parties, space.as_str());
    one(service, &kind, me, Some(space), (&body, &parties)).await
}

/// One room of a centre; it counts as made when its space lists it.
async fn one(
    service: &Service,
    kind: &RoomKind,
    custodian: &ruma::UserId,
    space: Option<&RoomId>,
    (body, parties): (&(dyn Fn(&str) -> Value + Send + Sync), &Parties),
) -> Result<RoomId, Trouble> {
    let (RoomKind::Space(centre) | RoomKind::Enquiries(centre) | RoomKind::Team(centre)) = kind else {
        return Err(Trouble::Poison("no-centre-room".to_owned()));
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
        (None, None) => return Err(Trouble::Poison("no-claim".to_owned())),
        (None, Some(alias)) => {
            let room = service.homeserver.create_room(steward, alias, body(alias)).await?.into_room();
            service.homeserver.join(custodian, &room).await?;
            if let Some(space) = space {
                let via = json!({ "via": [custodian.server_name()] });
                service.homeserver.set_state(steward, space, "m.space.child", room.as_str(), via).await?;
            }
            let mut tx = service.store.begin().await?;
            store::room::record(&mut tx, &room, kind, service.now()).await?;
            parties.remember(&mut tx, &room).await?;
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

/// Removes whoever does not belong, each whatever becomes of the others, and then the right of their servers to be there.
async fn remove_outsiders(
    service: &Service,
    (centre, custodian): (&CentreId, Option<&Custodian>),
    room: &RoomId,
    team: &BTreeSet<OwnedUserId>,
) -> Result<(), Trouble> {
    let steward = service.names.steward();
    let present = service.homeserver.members(steward, room).await?;
    let us = service.names.custodian(centre);
    let ours = |member: &OwnedUserId| *member == steward || *member == us;
    let mut failed = None;
    for outsider in present.keys().filter(|member| !team.contains(*member) && !ours(member)) {
        if let Err(error) = remove(service, custodian, room, outsider, Removal::Staff).await {
            failed = Some(Trouble::from(error));
        }
    }
    if let Some(trouble) = failed {
        return Err(trouble);
    }
    let team: Vec<_> = team.iter().cloned().collect();
    Ok(admit_servers(service, room, &Parties::of_centre(service, centre, &team)).await?)
}

/// Who of the team is missing. The custodian is in, and the room names no address that is gone.
async fn missing_from(
    service: &Service,
    custodian: &Custodian,
    room: &RoomId,
    team: &BTreeSet<OwnedUserId>,
) -> Result<Vec<OwnedUserId>, Trouble> {
    let steward = service.names.steward();
    let present = service.homeserver.members(steward, room).await?;
    if present.get(custodian.user()) != Some(&Membership::Joined) {
        service.homeserver.invite(steward, room, custodian.user()).await?;
        service.homeserver.join(custodian.user(), room).await?;
    }
    service.homeserver.forget_dead_alias(steward, room).await?;
    Ok(team.iter().filter(|member| !present.contains_key(*member)).cloned().collect())
}
