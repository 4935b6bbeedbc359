//! A case's room: made once, then kept equal to `routing::access`.

use futures_util::future::join;
use routing::{Access, CaseId, Handed, RoomId, Span, State};
use ruma::OwnedUserId;

use super::{
    Admission, admit, admit_servers, body, far, moving, newcomers, outsiders,
    parties::Parties,
    refused, remove,
    rules::{self, Rules, muted},
    widen,
};
use crate::{
    cases::{
        self,
        accepting::NOTICES_WAIT,
        effects::{Done, Effect, Whom, Words},
        seekers::{link_to, locale_of, reception_chat, worded},
        service::{Service, belonging, counsellor_id, matrix_id, seeker_matrix_id},
    },
    keys::custodian::CustodianError,
    running::{entropy, fail_point, trouble::Trouble},
    servers::homeserver::Membership,
    store::{self, case::Stored, room::RoomKind},
    words::phrases::{Confidence, Phrase, Removal},
};

/// How long until somebody without a verified device is tried again.
const DEVICE_WAIT: Span = Span::minutes(1);

/// Makes the room of a case, with seeker and custodian in it. However often it is interrupted, there is one room.
pub(crate) async fn open(service: &Service, case: &CaseId) -> Result<Done, Trouble> {
    let Some(mut stored) = load(service, case).await? else { return Ok(Done::nothing()) };
    if stored.case.is_kept_elsewhere() {
        return far::open(service, stored).await;
    }
    let Some(seeker) = stored.case.seeker().cloned() else { return Ok(Done::nothing()) };
    if stored.room.is_none() && matches!(stored.case.state, State::Closed { .. }) {
        // It ended before there was a room, and they were told so.
        return Ok(Done::nothing());
    }
    let custodian = service.names.custodian(&stored.case.centre);
    // The custodian must exist before it can be invited, and have its keys before the seeker's client looks for them.
    service.custodian(&stored.case.centre).await?;
    let seeker = seeker_matrix_id(&seeker);
    let (room, invited) = match stored.room.clone() {
        Some(room) => {
            let there = service.homeserver.membership(service.names.steward(), &room, &seeker).await?;
            (room, matches!(there, Membership::Joined | Membership::Invited))
        }
        None => make(service, &mut stored, &seeker, &custodian).await?,
    };
    service.homeserver.join(&custodian, &room).await?;
    fail_point::pass("room.after_join");
    if let Some(claim) = &stored.claim {
        service.homeserver.delete_alias(service.names.steward(), claim).await?;
    }
    tracing::info!(case.id = %case, "Made the room of a case");
    metrics::counter!("lotse_rooms_made_total", "kind" => "case").increment(1);
    cases::at_once::begin(service, &mut stored).await?;
    let mut tx = service.store.begin().await?;
    cases::anew::arrived(service, &mut tx, case).await?;
    tx.commit().await?;

    let mut then = Vec::new();
    if invited {
        then.extend(say_invited(service, &stored, &room).await?);
    }
    let is_unsigned = !service.reception().await?.pinned(Some(&seeker)).await?.is_empty();
    let mut tx = service.store.look().await?;
    let locale = locale_of(service, &mut tx, &stored).await?;
    let vault = service.store.vault();
    if let Some(centre) = service.directory().centre(&stored.case.centre) {
        let (name, personal) = (centre.name.clone(), stored.case.personal.is_some());
        let welcome = if centre.team {
            Phrase::CaseWelcomeTeam { centre: name, personal }
        } else {
            Phrase::CaseWelcomePair { centre: name, personal }
        };
        let mut say = vec![worded(service, &stored.case, welcome).into()];
        // Stays here for those who are let in: whoever stands in one day must know the name exactly.
        let name = stored.case.pseudonym().map(|name| Confidence::CaseName { name: name.to_owned() });
        say.extend(name.map(Into::into));
        if is_unsigned {
            say.push(Phrase::CaseUnsigned.into());
        }
        then.push(Effect::say(vault, &room, Some(case), locale, say)?);
    }
    then.extend((!invited).then(|| Effect::InviteSeekerNext { case: case.clone() }));
    Ok(Done::then(then))
}

/// Invites a seeker of another server, and says so once that is done.
pub(crate) async fn invite_seeker(service: &Service, case: &CaseId) -> Result<Done, Trouble> {
    let Some(stored) = load(service, case).await? else { return Ok(Done::nothing()) };
    let (Some(room), Some(seeker)) = (stored.room.clone(), stored.case.seeker()) else {
        return Ok(Done::nothing());
    };
    if !far::is_served(service, &stored.case, &room).await? {
        return Ok(Done::nothing());
    }
    let seeker = seeker_matrix_id(seeker);
    widen(service, &room, &seeker).await?;
    match service.homeserver.invite(service.names.steward(), &room, &seeker).await {
        Err(refused) if !refused.is_passing() => {
            return refused::of_seeker(service, &stored, &refused).await;
        }
        other => other?,
    }
    Ok(Done::then(say_invited(service, &stored, &room).await?))
}

async fn say_invited(service: &Service, stored: &Stored, room: &RoomId) -> Result<Vec<Effect>, Trouble> {
    let mut tx = service.store.look().await?;
    let Some(chat) = reception_chat(&mut tx, stored).await? else { return Ok(Vec::new()) };
    let locale = locale_of(service, &mut tx, stored).await?;
    let reference = stored.case.reference.clone();
    let invited = Phrase::ReceptionInvited { reference, link: link_to(service, room.as_str()) };
    Ok(vec![Effect::say(service.store.vault(), &chat, None, locale, vec![invited.into()])?])
}

async fn make(
    service: &Service,
    stored: &mut Stored,
    seeker: &OwnedUserId,
    custodian: &OwnedUserId,
) -> Result<(RoomId, bool), Trouble> {
    let alias = {
        let mut tx = service.store.begin().await?;
        let alias = service.names.alias(&entropy::word());
        let alias = store::case::claim_room(&mut tx, stored, &alias).await?;
        tx.commit().await?;
        alias
    };
    let name = Phrase::NamesCase { reference: stored.case.reference.clone() };
    let name = service.catalogue.say(service.locale, &name).plain;
    // Somebody of another server is invited by an effect of their own: theirs may be away, and the room must not hang on it.
    let parties = Parties::of_centre(service, &stored.case.centre, std::slice::from_ref(seeker));
    let body = |invite: &[OwnedUserId]| body::case_room(service, &alias, &name, custodian, invite, &parties);
    let both = [custodian.clone(), seeker.clone()];
    let mut invited = seeker.server_name() == custodian.server_name();
    fail_point::pass("room.before_create");
    let first = if invited { &both[..] } else { &both[..1] };
    let made = service.homeserver.create_room(service.names.steward(), &alias, body(first)).await;
    let made = match made {
        // They may be whom it refuses: then it is made, or was made, without them.
        Err(refused) if invited && !refused.is_passing() => {
            invited = false;
            service.homeserver.create_room(service.names.steward(), &alias, body(&both[..1])).await
        }
        other => other,
    };
    let room = made?.into_room();
    fail_point::pass("room.after_create");
    let mut tx = service.store.begin().await?;
    store::case::set_room(&mut tx, stored, &room, service.now()).await?;
    parties.remember(&mut tx, &room).await?;
    tx.commit().await?;
    fail_point::pass("room.after_commit");
    Ok((room, invited))
}

/// Invites who is missing and removes who does not belong.
pub(crate) async fn reconcile(service: &Service, case: &CaseId, told: bool) -> Result<Done, Trouble> {
    let Some(stored) = load(service, case).await? else { return Ok(Done::nothing()) };
    let Some(room) = stored.room.clone() else { return Ok(Done::nothing()) };
    if stored.case.is_kept_elsewhere() {
        return far::reconcile(service, &stored, &room).await;
    }
    make_equal(service, stored, room, told).await
}

async fn make_equal(
    service: &Service,
    mut stored: Stored,
    room: RoomId,
    told: bool,
) -> Result<Done, Trouble> {
    let case = &stored.case.id.clone();
    let (host, ours) = (far::host(service, &stored.case), !stored.case.is_of_platform());
    let who_may = service.access(&stored.case);
    let custodian = match &who_may.custodian {
        Some(centre) => service.custodian(centre).await.map(Some),
        None => Ok(None),
    };
    let present = service.homeserver.members(&host, &room);
    // Whoever has just accepted waits for this.
    let present = match (&custodian, newcomers::likely(service, &stored.case)) {
        (Ok(Some(custodian)), Some(newcomer)) => {
            let seeker = seeker_of(&stored);
            let (present, asked) =
                join(present, custodian.ask_ahead(&room, &newcomer, seeker.as_deref())).await;
            if let Err(error) = asked {
                tracing::debug!(case.id = %case, error = %error, "Asking ahead was of no use");
            }
            present
        }
        _ => present.await,
    };
    let present = match present {
        // A platform has put our custodian out: nothing is left to be done there.
        Err(refused) if !ours && refused.is_gone_or_forbidden() => return Ok(Done::nothing()),
        other => other?,
    };
    let mut belongs = belonging(service, &who_may);
    let undecided = is_undecided(service, &stored);
    if undecided {
        belongs.insert(service.names.custodian(&stored.case.centre));
    }
    let people: Vec<_> = belongs.iter().cloned().collect();
    let parties = Parties::of_centre(service, &stored.case.centre, &people);
    // Whom the platform lets in is for it to put out.
    let here = |member: &&OwnedUserId| ours || member.server_name() == host.server_name();
    let outsiders: Vec<_> = present.keys().filter(|member| !belongs.contains(*member)).filter(here).collect();
    let anybody_went = !outsiders.is_empty();
    let removing = custodian.as_ref().ok().and_then(Option::as_deref);
    outsiders::remove_all(service, &stored, (&room, removing), &outsiders).await?;
    if ours {
        rules::hush(service, &stored.case, &room, &who_may).await?;
    }
    let custodian = custodian?;
    if anybody_went && ours {
        admit_servers(service, &room, &parties).await?;
    }
    if undecided {
        return Ok(Done::nothing());
    }
    let Some(custodian) = custodian else {
        among_people(service, &stored, &room, &who_may).await?;
        tidy(service, &room, &parties).await?;
        if let Some(outgoing) = stored.case.outgoing.clone() {
            moving::finish(service, &mut stored, &room, None, &outgoing).await?;
        }
        return Ok(Done::nothing());
    };
    match present.get(custodian.user()) {
        Some(Membership::Joined) => {}
        Some(_) => service.homeserver.join(custodian.user(), &room).await?,
        None if !ours => return Ok(Done::nothing()),
        None => {
            service.homeserver.invite(service.names.steward(), &room, custodian.user()).await?;
            service.homeserver.join(custodian.user(), &room).await?;
        }
    }
    if let Some(outgoing) = stored.case.outgoing.clone() {
        moving::finish(service, &mut stored, &room, Some(&custodian), &outgoing).await?;
    }
    let (mut waiting, mut apart, mut admitted) = (Vec::new(), Vec::new(), false);
    for id in &who_may.counsellors {
        let counsellor = matrix_id(id);
        if present.contains_key(&counsellor) {
            continue;
        }
        if counsellor.server_name() != service.names.steward().server_name() {
            // Their server may be away, and nothing else in this case is to wait for it.
            apart.push(Effect::Admit { case: case.clone(), counsellor: id.clone(), told });
            continue;
        }
        match admit(service, &custodian, &room, &counsellor, seeker_of(&stored).as_deref()).await {
            Ok(Admission::Invited) => admitted = true,
            Ok(Admission::NoTrustedDevice) => waiting.push(counsellor),
            // One who cannot be let in now keeps out nobody else, and nothing waits for them.
            Err(error) => {
                tracing::warn!(case.id = %case, error = %error, "Somebody could not be let in; trying apart");
                apart.push(Effect::Admit { case: case.clone(), counsellor: id.clone(), told });
            }
        }
    }
    let mut done = Done::then(apart);
    if admitted {
        // Whoever was let in is on the way now, and nothing stands in it.
        if ours {
            done.later(Effect::mend(&room, &RoomKind::Case(case.clone())), NOTICES_WAIT);
        }
    } else if ours {
        tidy(service, &room, &parties).await?;
    }
    if !waiting.is_empty() {
        wait_for_device(service, &stored, (&waiting, told), &mut done).await?;
    }
    Ok(done)
}

/// Lets somebody of another server in who belongs in the case's room, or somebody who could not be let in with the others.
pub(crate) async fn admit_from_elsewhere(
    service: &Service,
    case: &CaseId,
    counsellor: &routing::CounsellorId,
    told: bool,
) -> Result<Done, Trouble> {
    let Some(stored) = load(service, case).await? else { return Ok(Done::nothing()) };
    let Some(room) = stored.room.clone() else { return Ok(Done::nothing()) };
    let who_may = service.access(&stored.case);
    let Some(centre) = who_may.custodian.as_ref().filter(|_| who_may.counsellors.contains(counsellor)) else {
        return Ok(Done::nothing());
    };
    let member = matrix_id(counsellor);
    let there = service.homeserver.membership(&far::host(service, &stored.case), &room, &member).await?;
    if matches!(there, Membership::Joined | Membership::Invited) {
        return Ok(Done::nothing());
    }
    let custodian = service.custodian(centre).await?;
    let mut done = Done::nothing();
    match admit(service, &custodian, &room, &member, seeker_of(&stored).as_deref()).await {
        Ok(Admission::Invited) => {}
        Ok(Admission::NoTrustedDevice) => {
            wait_for_device(service, &stored, (std::slice::from_ref(&member), told), &mut done).await?;
        }
        Err(CustodianError::Homeserver(refused)) if !refused.is_passing() => {
            return refused::of_counsellor(service, &stored, &member, &refused).await;
        }
        Err(other) => return Err(other.into()),
    }
    // Their time may have ended meanwhile, and whoever looked then did not find them.
    let stored = load(service, case).await?;
    let belongs = stored.is_some_and(|stored| service.access(&stored.case).counsellors.contains(counsellor));
    if !belongs {
        done.then.push((Effect::Reconcile { case: case.clone(), told: true }, Span::from_millis(0)));
    }
    Ok(done)
}

/// Somebody has no device that could be given a key: they are told once, and it is looked again.
async fn wait_for_device(
    service: &Service,
    stored: &Stored,
    (whom, told): (&[OwnedUserId], bool),
    done: &mut Done,
) -> Result<(), Trouble> {
    if !told {
        done.then.extend(tell_unverified(service, stored, whom).await?.then);
    }
    done.later(Effect::LookAgain { case: stored.case.id.clone() }, DEVICE_WAIT);
    Ok(())
}

/// What nobody waits for: also a room that was made before there was a rule follows it.
async fn tidy(service: &Service, room: &RoomId, parties: &Parties) -> Result<(), Trouble> {
    service.homeserver.forget_dead_alias(service.names.steward(), room).await?;
    Ok(admit_servers(service, room, parties).await?)
}

/// Whether the case runs although its centre has left: until it is decided what becomes of it, the custodian stays, since it may
/// have keys to hand over.
fn is_undecided(service: &Service, stored: &Stored) -> bool {
    let running = matches!(stored.case.state, State::Opened | State::Asked { .. } | State::Accepted(_));
    running && !stored.case.is_released() && service.directory().centre(&stored.case.centre).is_none()
}

/// Where only people have the keys, the holder lets in the one whom the seeker has agreed to, or the seeker who comes back with
/// another account, and nobody else; at any other time nobody lets anybody in.
async fn among_people(
    service: &Service,
    stored: &Stored,
    room: &RoomId,
    who_may: &Access,
) -> Result<(), Trouble> {
    let anybody_comes = who_may.incoming.is_some() || who_may.returning;
    let holder = stored.case.holder().filter(|holder| anybody_comes && who_may.counsellors.contains(*holder));
    let inviter = holder.map(matrix_id);
    let nothing = stored.case.offer.as_ref().is_some_and(|offer| offer.history == Handed::Nothing);
    let silent = inviter.is_some() && who_may.incoming.is_some() && nothing;
    if let Some(incoming) = who_may.incoming.as_ref().filter(|_| inviter.is_some()) {
        widen(service, room, &matrix_id(incoming)).await?;
    }
    let muted = muted(who_may);
    let (inviter, muted) = (inviter.as_deref(), muted.as_deref());
    rules::settle(service, room, Rules { custodian: None, inviter, muted, silent }).await
}

/// `schlüssel REF`: out, keys, in again; only this way does a client take a history that it missed.
pub(crate) async fn invite_again(
    service: &Service,
    case: &CaseId,
    counsellor: &routing::CounsellorId,
) -> Result<Done, Trouble> {
    let Some(stored) = load(service, case).await? else { return Ok(Done::nothing()) };
    let Some(room) = stored.room.clone() else { return Ok(Done::nothing()) };
    let who_may = service.access(&stored.case);
    if !who_may.counsellors.contains(counsellor) {
        return Ok(Done::nothing());
    }
    let Some(centre) = &who_may.custodian else {
        return invite_bare(service, &stored, &room, &matrix_id(counsellor)).await;
    };
    let custodian = service.custodian(centre).await?;
    let counsellor = matrix_id(counsellor);
    if !custodian.can_reach(&counsellor).await? {
        return tell_unverified(service, &stored, std::slice::from_ref(&counsellor)).await;
    }
    remove(service, Some(&custodian), &room, &counsellor, Removal::Again).await?;
    if counsellor.server_name() != service.names.steward().server_name() {
        // By an effect of its own: theirs may be silent, and the case is not to wait for it.
        let who = counsellor_id(&counsellor).into_iter();
        let admit = who.map(|counsellor| Effect::Admit { case: case.clone(), counsellor, told: true });
        return Ok(Done::then(admit.collect()));
    }
    admit(service, &custodian, &room, &counsellor, seeker_of(&stored).as_deref()).await?;
    let link = link_to(service, room.as_str());
    let again = Phrase::CentreInvitedAgain { reference: stored.case.reference.clone(), link };
    tell_in_enquiries(service, &stored, &counsellor, again).await
}

/// Where only people have the keys, somebody who belongs in the room and has left it is invited without any: what was
/// written meanwhile stays with the other.
async fn invite_bare(
    service: &Service,
    stored: &Stored,
    room: &RoomId,
    counsellor: &OwnedUserId,
) -> Result<Done, Trouble> {
    let steward = service.names.steward();
    let reference = stored.case.reference.clone();
    let said = if service.homeserver.membership(steward, room, counsellor).await? == Membership::Joined {
        Phrase::CentreAlreadyIn { reference, link: link_to(service, room.as_str()) }
    } else {
        widen(service, room, counsellor).await?;
        service.homeserver.invite(steward, room, counsellor).await?;
        metrics::counter!("lotse_invitations_total").increment(1);
        Phrase::LeavingInvitedBare { reference, link: link_to(service, room.as_str()) }
    };
    tell_in_enquiries(service, stored, counsellor, said).await
}

/// Says something where the counsellor works, ringing for them.
pub(super) async fn tell_in_enquiries(
    service: &Service,
    stored: &Stored,
    counsellor: &OwnedUserId,
    said: Phrase,
) -> Result<Done, Trouble> {
    let Some(enquiries) = enquiries_of(service, stored).await? else { return Ok(Done::nothing()) };
    let said = (Whom::these([counsellor.clone()]), vec![said.into()]);
    let say = Effect::say_to(service.store.vault(), &enquiries, None, service.locale, said)?;
    Ok(Done::then(vec![say]))
}

/// Ends custody in a centre that is no team centre: the custodian leaves and destroys its keys.
pub(crate) async fn release_custody(service: &Service, case: &CaseId) -> Result<Done, Trouble> {
    let now = service.now();
    let Some(mut stored) = load(service, case).await? else { return Ok(Done::nothing()) };
    let Some(room) = stored.room.clone() else { return Ok(Done::nothing()) };
    if stored.case.is_of_platform() {
        // Nobody else could let anybody in, or put them out: the custodian stays.
        return Ok(Done::nothing());
    }
    let directory = service.directory();
    let team = directory.centre(&stored.case.centre).is_some_and(|centre| centre.team);
    match stored.case.clone().release_custody(team, now) {
        Ok(released) => {
            stored.case = released;
            let mut tx = service.store.begin().await?;
            cases::save(service, &mut tx, &mut stored).await?;
            tx.commit().await?;
        }
        // Interrupted after the commit: the leaving is done again.
        Err(illegal) if matches!(illegal.why, routing::Why::AlreadyReleased) => {}
        Err(_) => return Ok(Done::nothing()),
    }
    let custodian = service.custodian(&stored.case.centre).await?;
    service.homeserver.leave(custodian.user(), &room).await?;
    custodian.destroy_keys(&room).await?;
    tracing::info!(case.id = %case, "The custodian left a case and destroyed its keys");
    metrics::counter!("lotse_custody_released_total").increment(1);
    // An answer in the room could not be read any more: the reception asks.
    let asks = stored.case.open_question(now).map(|_| Effect::AskSeeker { case: case.clone() });
    Ok(Done::then(asks.into_iter().collect()))
}

/// In clear, where the counsellor works: an encrypted word could not reach them. It names no person.
pub(crate) async fn tell_unverified(
    service: &Service,
    stored: &Stored,
    whom: &[OwnedUserId],
) -> Result<Done, Trouble> {
    let Some(room) = enquiries_of(service, stored).await? else { return Ok(Done::nothing()) };
    let phrase = Phrase::CentreDeviceUnverified { reference: stored.case.reference.clone() };
    let words =
        Words { locale: service.locale, say: vec![phrase.into()], whom: Whom::these(whom.iter().cloned()) };
    let sealed = words.seal(service.store.vault())?;
    Ok(Done::then(vec![Effect::SayInClear { room, sealed }]))
}

async fn enquiries_of(service: &Service, stored: &Stored) -> Result<Option<RoomId>, Trouble> {
    let mut tx = service.store.look().await?;
    let rooms = store::room::of_centre(&mut tx, &stored.case.centre).await?;
    Ok(rooms.into_iter().find(|(kind, _)| matches!(kind, RoomKind::Enquiries(_))).map(|(_, room)| room))
}

fn seeker_of(stored: &Stored) -> Option<OwnedUserId> {
    stored.case.seeker().map(seeker_matrix_id)
}

async fn load(service: &Service, case: &CaseId) -> Result<Option<Stored>, Trouble> {
    let mut tx = service.store.look().await?;
    let stored = store::case::by_id(&mut tx, case).await?;
    Ok(stored.filter(|stored| !matches!(stored.case.state, State::Erased { .. })))
}
