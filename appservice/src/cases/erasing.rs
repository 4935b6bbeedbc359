//! A case ends for good: by time, or because the seeker wants it. From the first commit on it is a tombstone, so that
//! nobody gets a key any more and no message brings it back; everything else follows from the outbox.

use std::collections::BTreeSet;

use routing::{
    CentreId, Closer, CounsellorId, Directory, Far, Moment, Reference, Retention, RoomId, SeekerId, State,
    Timestamp, Topic, retention::CHAT,
};
use ruma::OwnedUserId;

use crate::{
    cases::{
        effects::{Effect, Whom},
        event::{Event, Handled, Outcome, settle},
        seekers::locale_of,
        service::{Service, seeker_id},
    },
    store::{
        self, StoreResult, Tx,
        audit::{self, Actor, Entry, Kind},
        case::Stored,
        erasure::{Elsewhere, Erasure, Left},
        room::RoomKind,
    },
    words::{
        phrases::{Phrase, Say},
        reception::dialogue::Dialogue,
    },
};

/// Why a case ends for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// Its time is over.
    Time,
    /// The seeker wants it.
    Wish,
    /// It has begun anew elsewhere.
    Moved,
}

/// Makes a case a tombstone and queues what is to be done outside; an open one is closed first. Says whether it could
/// be: a held case stays.
pub(crate) async fn write(
    service: &Service,
    tx: &mut Tx,
    mut stored: Stored,
    cause: Cause,
) -> StoreResult<bool> {
    let now = service.now();
    if stored.case.keeping.hold.is_some() {
        return Ok(false);
    }
    if matches!(stored.case.state, State::Opened | State::Asked { .. } | State::Accepted(_)) {
        let case = stored.case.id.clone();
        if cause == Cause::Wish {
            super::life::write_closing(service, tx, stored, Closer::Seeker).await?;
        } else {
            // It goes on elsewhere: only a platform says so of a case that still runs here.
            super::anew::end(service, tx, &mut stored).await?;
        }
        let Some(closed) = store::case::by_id(tx, &case).await? else { return Ok(false) };
        stored = closed;
    }
    let Some(seeker) = stored.case.seeker().cloned() else { return Ok(false) };
    let appointment = store::appointment::of_case(tx, &stored.case.id).await?;
    let Ok(erased) = stored.case.clone().erase(now) else { return Ok(false) };
    stored.case = erased;
    let (case, centre) = (stored.case.id.clone(), stored.case.centre.clone());
    let (wished, claim) = (cause == Cause::Wish, stored.claim.take());
    let (far, moved) = (stored.case.far.clone(), cause == Cause::Moved);
    let left = Left { seeker, centre, wished, moved, claim, far, elsewhere: Elsewhere::default() };
    let erasure = Erasure { case: case.clone(), room: stored.room.take(), since: now, left };
    super::save(service, tx, &mut stored).await?;
    super::far::is_gone(service, tx, &stored, (erasure.room.as_ref(), wished)).await?;
    super::returning::forget(tx, &case).await?;
    store::anew::forget(tx, &case).await?;
    store::erasure::begin(tx, &erasure).await?;
    if stored.case.live {
        // Nobody can sign in to it any more, and nothing of it stays.
        store::account::leave_with(tx, &erasure.left.seeker, now).await?;
    } else {
        store::account::lost_a_case(tx, &erasure.left.seeker, now).await?;
    }
    if let Some(appointment) = appointment {
        super::appointments::timed::erased(service, tx, &stored, &appointment).await?;
    }
    if cause == Cause::Wish {
        say_to_team(service, tx, &stored, Whom::Nobody, |reference| Phrase::ErasureTeamWished { reference })
            .await?;
    }
    Effect::EmptyRoom { case: case.clone() }.push(tx, now, now).await?;
    tracing::info!(case.id = %case, "Erasing a case");
    Ok(true)
}

/// A week before the end: both sides are told when it is, and what keeps the case.
pub(super) async fn warn(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<()> {
    let Some(retention) = retention(&service.directory(), stored) else { return Ok(()) };
    let (date, reference, now) = (retention.erase_at, stored.case.reference.clone(), service.now());
    super::life::push_notice(service, tx, stored, Phrase::ErasureCaseWarning { date }, super::life::AT_ONCE)
        .await?;
    if let Some(chat) = crate::cases::seekers::reception_chat(tx, stored).await? {
        let locale = locale_of(service, tx, stored).await?;
        let warning = Phrase::ErasureChatWarning { reference, date };
        Effect::say(service.store.vault(), &chat, None, locale, vec![warning.into()])?
            .push(tx, now, now)
            .await?;
    }
    say_to_team(service, tx, stored, Whom::Nobody, |reference| Phrase::ErasureTeamWarning { reference, date })
        .await
}

/// What the agenda says is due, with erasure left out as long as the warning is still to come: Lotse was away.
pub(super) fn after_warning(stored: &mut Stored, due: &mut Vec<Moment>, now: Timestamp) {
    if due.contains(&Moment::RetentionWarning) && due.contains(&Moment::Erasure) {
        due.retain(|moment| *moment != Moment::Erasure);
        stored.case = stored.case.clone().reprieve(now);
    }
}

/// `alles löschen` in the case's own room: nothing happens before the seeker says yes.
pub(crate) async fn wish(service: &Service, event: &Event, mut stored: Stored) -> Outcome {
    let now = service.now();
    let mut tx = service.store.begin().await?;
    let phrase = match stored.case.clone().wish_erasure(now) {
        Ok(wished) => {
            stored.case = wished;
            super::save(service, &mut tx, &mut stored).await?;
            Phrase::ErasureCaseAsk
        }
        Err(_) => Phrase::ErasureHeld { references: vec![stored.case.reference.clone()] },
    };
    super::life::push_notice(service, &mut tx, &stored, phrase, super::life::AT_ONCE).await?;
    settle(service, tx, event).await
}

/// `ja, löschen` in the case's own room.
pub(crate) async fn confirm(service: &Service, event: &Event, stored: Stored) -> Outcome {
    let mut tx = service.store.begin().await?;
    if !write(service, &mut tx, stored, Cause::Wish).await? {
        return Ok(Handled::Nothing("a case that is not erased"));
    }
    settle(service, tx, event).await
}

/// The seeker said something else: the wish ends, and they are told that nothing was deleted. What they said is still
/// to be handled. A wish that is a day old ends in silence.
pub(crate) async fn drop_wish(service: &Service, mut stored: Stored) -> StoreResult<Stored> {
    let mut tx = service.store.begin().await?;
    let waited = stored.case.awaits_confirmation(service.now());
    stored.case = stored.case.clone().drop_wish();
    super::save(service, &mut tx, &mut stored).await?;
    if waited {
        let nothing = Phrase::ErasureNotDone;
        super::life::push_notice(service, &mut tx, &stored, nothing, super::life::AT_ONCE).await?;
    }
    tx.commit().await?;
    service.effects.notify_one();
    Ok(stored)
}

/// Somebody writes while their case is being erased: they are told where help is.
pub(crate) async fn too_late(service: &Service, event: &Event) -> Outcome {
    let now = service.now();
    let mut tx = service.store.begin().await?;
    let chat = match seeker_id(&event.sender) {
        Some(seeker) => store::room::reception_of(&mut tx, &seeker).await?,
        None => None,
    };
    let Some(chat) = chat else { return Ok(Handled::Nothing("a case that is erased")) };
    let dialogue = store::dialogue::seen::<Dialogue>(&mut tx, &chat).await?;
    let locale = dialogue.map_or(service.locale, |dialogue| dialogue.state.locale());
    let say = vec![Phrase::ErasureTooLate.into(), Phrase::HelpLines.into()];
    Effect::say(service.store.vault(), &chat, None, locale, say)?.push(&mut tx, now, now).await?;
    settle(service, tx, event).await
}

/// What `alles löschen` in the reception chat is about: the references of the cases that can go, and of those that
/// are held.
pub(super) async fn wishable(
    tx: &mut Tx,
    seeker: &SeekerId,
) -> StoreResult<(Vec<Reference>, Vec<Reference>)> {
    let cases = store::case::of_seeker(tx, seeker).await?;
    let (held, free): (Vec<_>, Vec<_>) =
        cases.into_iter().map(|stored| stored.case).partition(|case| case.keeping.hold.is_some());
    let references = |cases: Vec<routing::Case>| cases.into_iter().map(|case| case.reference).collect();
    Ok((references(free), references(held)))
}

/// Erases those of the seeker's cases that were named when they were asked; gives what is to be said.
pub(super) async fn write_all(
    service: &Service,
    tx: &mut Tx,
    seeker: &SeekerId,
    references: &[Reference],
) -> StoreResult<Vec<Say>> {
    let (mut begun, mut held) = (Vec::new(), Vec::new());
    for stored in store::case::of_seeker(tx, seeker).await? {
        let reference = stored.case.reference.clone();
        if references.contains(&reference) {
            let erased = write(service, tx, stored, Cause::Wish).await?;
            if erased { begun.push(reference) } else { held.push(reference) }
        }
    }
    let mut say: Vec<Say> = Vec::new();
    if !begun.is_empty() {
        say.push(Phrase::ErasureBegun { references: begun }.into());
    }
    if !held.is_empty() {
        say.push(Phrase::ErasureHeld { references: held }.into());
    }
    if say.is_empty() {
        say.push(Phrase::ErasureNothing.into());
    }
    Ok(say)
}

/// Everything is done: the trail says so, and keeps nobody's own words about the case.
pub(crate) async fn note(tx: &mut Tx, erasure: &Erasure, now: Timestamp) -> StoreResult<()> {
    let Some(stored) = store::case::by_id(tx, &erasure.case).await? else { return Ok(()) };
    let (who, why) = match (erasure.left.wished, is_heard_of(erasure)) {
        (true, true) => (Actor::Seeker, "wish"),
        (true, false) => (Actor::Seeker, "wish-unheard"),
        (false, true) if erasure.left.moved => (Actor::Itself, "moved"),
        (false, false) if erasure.left.moved => (Actor::Itself, "moved-unheard"),
        (false, true) => (Actor::Itself, "time"),
        (false, false) => (Actor::Itself, "time-unheard"),
    };
    let reference = &stored.case.reference;
    let entry = Entry::new(now, &stored.case.centre, Kind::Erased, who).about(reference).why(why);
    audit::append(tx, &entry).await?;
    store::second::forget(tx, reference).await?;
    audit::forget_notes(tx, reference).await.map(drop)
}

/// Whether everybody else who has a copy is known to have heard that the case is over.
fn is_heard_of(erasure: &Erasure) -> bool {
    let Left { far, elsewhere, .. } = &erasure.left;
    let theirs = matches!(far, Some(Far::Centre { .. })) && erasure.room.is_some();
    elsewhere.deaf.is_empty() && (elsewhere.erased || !theirs)
}

/// What the seeker is told of the copies elsewhere, where there are any.
fn said_of_copies(erasure: &Erasure) -> Option<Say> {
    let names = |servers: Vec<&String>| servers.into_iter().cloned().collect::<Vec<_>>().join(", ");
    let elsewhere = &erasure.left.elsewhere;
    if elsewhere.servers.is_empty() {
        return None;
    }
    if is_heard_of(erasure) {
        let servers = names(elsewhere.servers.keys().collect());
        return Some(Phrase::ErasureElsewhere { servers }.into());
    }
    let deaf = if elsewhere.deaf.is_empty() {
        names(elsewhere.servers.keys().collect())
    } else {
        names(elsewhere.deaf.iter().collect())
    };
    Some(Phrase::ErasureElsewhereUnheard { servers: deaf }.into())
}

/// Everything is done: the seeker is told, their dialogue forgets the case, and without another case the chat ends.
pub(crate) async fn tell(
    service: &Service,
    tx: &mut Tx,
    erasure: &Erasure,
    now: Timestamp,
) -> StoreResult<()> {
    let Some(stored) = store::case::by_id(tx, &erasure.case).await? else { return Ok(()) };
    let (reference, seeker) = (stored.case.reference.clone(), &erasure.left.seeker);
    let others = store::erasure::all(tx).await?.iter().any(|other| other.left.seeker == *seeker);
    let last = !others && !store::case::is_seeker(tx, seeker).await?;
    let complete = service.administration.is_some();
    for chat in store::room::receptions_of(tx, seeker).await? {
        let dialogue = store::dialogue::seen::<Dialogue>(tx, &chat).await?;
        let locale = dialogue.as_ref().map_or(service.locale, |dialogue| dialogue.state.locale());
        let idle = dialogue.as_ref().is_none_or(|dialogue| dialogue.state.is_idle());
        if let Some(known) = dialogue
            && let Some(without) = known.state.without(&reference)
        {
            store::dialogue::save(tx, &chat, &without, known.version, now).await?;
        }
        let reference = reference.clone();
        let mut say: Vec<Say> = vec![Phrase::ErasureDone { reference, complete }.into()];
        say.extend(said_of_copies(erasure));
        if last && idle {
            say.push(Phrase::ErasureChatEnds.into());
        }
        Effect::say(service.store.vault(), &chat, None, locale, say)?.push(tx, now, now).await?;
        if last && idle {
            Effect::EndChat { room: chat, left: false }.push(tx, now, now).await?;
        } else if last {
            // They are just beginning anew; if nothing comes of it, the chat ends as any other.
            store::room::look_again(tx, &chat, now.plus(CHAT)).await?;
        }
    }
    Ok(())
}

/// Our users who still have to do with somebody: the custodians of their cases and of centres where they counsel
/// themselves, and the reception while they have a case or a chat other than `ended`.
pub(crate) async fn acquainted(
    service: &Service,
    tx: &mut Tx,
    seeker: &SeekerId,
    ended: Option<&RoomId>,
) -> StoreResult<BTreeSet<OwnedUserId>> {
    let cases = store::case::of_seeker(tx, seeker).await?;
    let chats = store::room::receptions_of(tx, seeker).await?;
    let directory = service.directory();
    let counsels = CounsellorId::parse(seeker.as_str()).ok();
    let works_there = |centre: &CentreId| {
        counsels.as_ref().is_some_and(|counsellor| directory.counsellor(counsellor, centre).is_some())
    };
    let mut ours: BTreeSet<OwnedUserId> = directory
        .centres()
        .iter()
        .filter(|centre| works_there(&centre.id))
        .map(|centre| service.names.custodian(&centre.id))
        .collect();
    let mut theirs = cases.clone();
    // What somebody wrote with an account that they have lost belongs to a case that goes on.
    for case in store::former::cases_of(tx, seeker).await? {
        let stored = store::case::by_id(tx, &case).await?;
        theirs.extend(stored.filter(|stored| !matches!(stored.case.state, State::Erased { .. })));
    }
    for case in theirs.iter().map(|stored| &stored.case) {
        ours.insert(service.names.custodian(&case.centre));
        ours.extend(case.outgoing.as_ref().map(|outgoing| service.names.custodian(&outgoing.centre)));
    }
    if !cases.is_empty() || chats.iter().any(|chat| Some(chat) != ended) {
        ours.insert(service.names.reception().to_owned());
    }
    Ok(ours)
}

/// When a closed case is warned and erased, by its topic's time or the usual one.
pub(crate) fn retention(directory: &Directory, stored: &Stored) -> Option<Retention> {
    let usual = Topic::new(stored.case.topic.clone(), "");
    Retention::of(&stored.case, directory.topic(&stored.case.topic).unwrap_or(&usual))
}

pub(super) async fn say_to_team(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    whom: Whom,
    phrase: impl Fn(Reference) -> Phrase,
) -> StoreResult<()> {
    let now = service.now();
    for (kind, room) in store::room::of_centre(tx, &stored.case.centre).await? {
        if matches!(kind, RoomKind::Team(_)) {
            let said = (whom.clone(), vec![phrase(stored.case.reference.clone()).into()]);
            Effect::say_to(service.store.vault(), &room, None, service.locale, said)?
                .push(tx, now, now)
                .await?;
        }
    }
    Ok(())
}
