//! The rooms of cases that two Lotse have to do with. The platform's steward makes them, and lets in the centre's custodian and then
//! the seeker; everybody else is let in by that custodian. The platform's custodians never enter.

use routing::{Case, CaseId, Far, RoomId, State};
use ruma::{OwnedUserId, UserId};

use super::{body, parties::Parties, remove, rules};
use crate::{
    cases::{
        effects::{Done, Effect},
        far,
        seekers::{locale_of, worded},
        service::{Service, matrix_id, seeker_matrix_id},
    },
    running::{entropy, fail_point, trouble::Trouble},
    servers::homeserver::Membership,
    store::{self, StoreResult, case::Stored, room::RoomKind},
    words::phrases::{Confidence, Phrase, Removal},
};

/// Who lets people into a case's room and out of it: our steward, or the centre's custodian where a platform made the room.
pub(crate) fn host(service: &Service, case: &Case) -> OwnedUserId {
    if case.is_of_platform() {
        service.names.custodian(&case.centre)
    } else {
        service.names.steward().to_owned()
    }
}

/// The same for any room of ours.
pub(super) async fn host_in(service: &Service, room: &RoomId) -> StoreResult<OwnedUserId> {
    let mut tx = service.store.look().await?;
    if let Some(RoomKind::Case(case)) = store::room::by_id(&mut tx, room).await?
        && let Some(stored) = store::case::by_id(&mut tx, &case).await?
        && stored.case.is_of_platform()
    {
        return Ok(service.names.custodian(&stored.case.centre));
    }
    Ok(service.names.steward().to_owned())
}

/// Makes the room of a case whose centre runs its own Lotse, and announces it there. The seeker comes in when that is in.
pub(super) async fn open(service: &Service, mut stored: Stored) -> Result<Done, Trouble> {
    let Some(Far::Centre { custodian, .. }) = stored.case.far.clone() else { return Ok(Done::nothing()) };
    let steward = service.names.steward();
    let case = stored.case.id.clone();
    if stored.room.is_none() {
        if matches!(stored.case.state, State::Closed { .. }) {
            return Ok(Done::nothing());
        }
        make(service, &mut stored, &matrix_id(&custodian)).await?;
    }
    if let Some(claim) = &stored.claim {
        service.homeserver.delete_alias(steward, claim).await?;
    }
    metrics::counter!("lotse_rooms_made_total", "kind" => "case").increment(1);
    tracing::info!(case.id = %case, "Made the room of a case for a centre with a Lotse of its own");
    let word = far::announcement(service, &mut service.store.look().await?, &stored).await?;
    let Some(word) = word else { return Ok(Done::nothing()) };
    let tell = far::tell(service, &stored.case.centre, &custodian, word)?;
    Ok(Done::then(vec![tell, Effect::InviteCentre { case }]))
}

async fn make(service: &Service, stored: &mut Stored, custodian: &OwnedUserId) -> Result<(), Trouble> {
    let alias = {
        let mut tx = service.store.begin().await?;
        let alias = service.names.alias(&entropy::word());
        let alias = store::case::claim_room(&mut tx, stored, &alias).await?;
        tx.commit().await?;
        alias
    };
    let name = Phrase::NamesCase { reference: stored.case.reference.clone() };
    let name = service.catalogue.say(service.locale, &name).plain;
    let mut people = vec![custodian.clone()];
    people.extend(stored.case.seeker().map(seeker_matrix_id));
    let parties = Parties::of_people(service, &people);
    let body = body::far_case_room(service, &alias, &name, custodian, &parties);
    let room = service.homeserver.create_room(service.names.steward(), &alias, body).await?.into_room();
    fail_point::pass("far.after_create");
    let mut tx = service.store.begin().await?;
    store::case::set_room(&mut tx, stored, &room, service.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// Invites the centre's custodian: by an effect of its own, since its server may be away.
pub(crate) async fn invite_centre(service: &Service, case: &CaseId) -> Result<Done, Trouble> {
    let Some((stored, room)) = load(service, case).await? else { return Ok(Done::nothing()) };
    let Some(Far::Centre { custodian, .. }) = &stored.case.far else { return Ok(Done::nothing()) };
    let custodian = matrix_id(custodian);
    if matches!(stored.case.state, State::Closed { .. }) {
        return Ok(Done::nothing());
    }
    service.homeserver.invite(service.names.steward(), &room, &custodian).await?;
    fail_point::pass("far.after_invitation");
    metrics::counter!("lotse_invitations_total").increment(1);
    Ok(Done::nothing())
}

/// Whether the centre's custodian is in the room: before, nobody else comes in.
pub(super) async fn is_served(service: &Service, case: &Case, room: &RoomId) -> Result<bool, Trouble> {
    let Some(Far::Centre { custodian, .. }) = &case.far else { return Ok(true) };
    let there = service.homeserver.membership(service.names.steward(), room, &matrix_id(custodian)).await?;
    Ok(there == Membership::Joined)
}

/// Removes whoever is neither the seeker nor of the centre's own server. Whom its custodian lets in is for that to say.
pub(super) async fn reconcile(service: &Service, stored: &Stored, room: &RoomId) -> Result<Done, Trouble> {
    let Some(Far::Centre { custodian, .. }) = &stored.case.far else { return Ok(Done::nothing()) };
    let (steward, theirs) = (service.names.steward(), matrix_id(custodian));
    let seeker = stored.case.seeker().map(seeker_matrix_id);
    let belongs = |member: &UserId| {
        member == steward || seeker.as_deref() == Some(member) || member.server_name() == theirs.server_name()
    };
    rules::hush_far(service, &stored.case, room, &theirs).await?;
    let present = service.homeserver.members(steward, room).await?;
    for outsider in present.keys().filter(|member| !belongs(member)) {
        remove(service, None, room, outsider, Removal::Stranger).await?;
    }
    Ok(Done::nothing())
}

/// Enters the room of a case that a platform has announced: it waits for the invitation, whichever comes first.
pub(crate) async fn enter(service: &Service, case: &CaseId) -> Result<Done, Trouble> {
    let Some((stored, room)) = load(service, case).await? else { return Ok(Done::nothing()) };
    let Some(Far::Platform { steward, .. }) = &stored.case.far else { return Ok(Done::nothing()) };
    if matches!(stored.case.state, State::Closed { .. }) {
        return Ok(Done::nothing());
    }
    service.expects(&matrix_id(steward));
    let custodian = service.custodian(&stored.case.centre).await?;
    if let Err(refused) = service.homeserver.join(custodian.user(), &room).await {
        // There is no invitation yet, or the platform's server cannot be asked just now.
        return Err(Trouble::Passing { why: refused.code(), wait: None });
    }
    fail_point::pass("far.after_join");
    let encryption = service.homeserver.state(custodian.user(), &room, "m.room.encryption", "").await?;
    if encryption.is_none_or(|content| content["algorithm"] != "m.megolm.v1.aes-sha2") {
        service.homeserver.leave(custodian.user(), &room).await?;
        return Err(Trouble::Poison("a-room-that-is-not-encrypted".to_owned()));
    }
    tracing::info!(case.id = %case, "Entered the room of a platform's case");
    let mut tx = service.store.look().await?;
    let locale = locale_of(service, &mut tx, &stored).await?;
    let Some(centre) = service.directory().centre(&stored.case.centre).cloned() else {
        return Ok(Done::nothing());
    };
    let welcome = Phrase::CaseWelcomeTeam { centre: centre.name, personal: false };
    let mut say = vec![worded(service, &stored.case, welcome).into()];
    let name = stored.case.pseudonym().map(|name| Confidence::CaseName { name: name.to_owned() });
    say.extend(name.map(Into::into));
    Ok(Done::then(vec![Effect::say(service.store.vault(), &room, Some(case), locale, say)?]))
}

async fn load(service: &Service, case: &CaseId) -> StoreResult<Option<(Stored, RoomId)>> {
    let stored = store::case::by_id(&mut service.store.look().await?, case).await?;
    let stored = stored.filter(|stored| !matches!(stored.case.state, State::Erased { .. }));
    Ok(stored.and_then(|stored| Some((stored.room.clone()?, stored))).map(|(room, stored)| (stored, room)))
}
