//! What follows when somebody's cross-signing identity becomes another: of staff, until a colleague has confirmed it, they are in no
//! room; of seekers, those who rely on it are told, and what cannot be undone is asked again.

use routing::{CaseId, CentreId, CounsellorId, OfferStage, Recipient, Timestamp};
use ruma::{OwnedUserId, UserId};
use tokio::time::Instant;

use super::{agreeing, colleagues, desk, life, seekers::worded};
use crate::{
    cases::{
        self,
        effects::Effect,
        event::{Event, Outcome, settle},
        roles::Referat,
        service::{Service, counsellor_id, seeker_id},
    },
    directory::roster::Roster,
    keys::{
        custodian::CustodianError,
        pins::{self, Confirmation, Strictness, Who},
    },
    running::{names::Names, trouble::Trouble},
    store::{
        self, StoreResult, Tx,
        audit::{self, Actor, Entry, Kind},
        case::{Stage, Stored},
        identity::{Identity, Owed},
    },
    words::phrases::Phrase,
};

/// Changes from which something follows in one round.
const AT_ONCE: u32 = 100;

/// Whoever the directory knows, activated or not, the administration, and `platforms` that announce cases are confirmed; everybody
/// else is a seeker.
pub fn strictness(names: &Names, roster: &Roster, referat: &Referat, platforms: &[String]) -> Who {
    let (names, roster, referat) = (names.clone(), roster.clone(), referat.clone());
    let platforms = platforms.to_vec();
    Box::new(move |user| {
        let is_known = |who: CounsellorId| roster.directory().knows(&who);
        if names.is_ours(user) {
            Strictness::Ours
        } else if referat.knows(user)
            || platforms.iter().any(|platform| user.as_str() == platform)
            || CounsellorId::parse(user.as_str()).is_ok_and(is_known)
        {
            Strictness::Confirmed
        } else {
            Strictness::Told
        }
    })
}

/// Takes over what others have written, and does what is owed.
pub(crate) async fn follow_all(service: &Service) -> StoreResult<()> {
    let pins = service.custodians.pins();
    pins.refresh().await?;
    let waiting = pins.unconfirmed();
    if !waiting.is_empty() && pins.is_time_to_look(Instant::now()) {
        for user in waiting.keys() {
            let is_known = |who| service.directory().knows(&who);
            if !service.referat.knows(user) && !counsellor_id(user).is_some_and(is_known) {
                let_go(service, user).await?;
            } else if let Err(error) = look_at(service, user).await {
                tracing::debug!(error = %error, "Could not ask for an identity that waits");
            }
        }
    }
    let owed = store::identity::owed(&mut service.store.look().await?, AT_ONCE).await?;
    let mut failed = None;
    for identity in owed {
        if let Err(error) = follow_one(service, &identity.user).await {
            failed = Some(error);
        }
    }
    failed.map_or(Ok(()), Err)
}

/// Whoever does not counsel any more needs nobody's confirmation.
async fn let_go(service: &Service, user: &UserId) -> StoreResult<()> {
    let mut tx = service.store.begin().await?;
    if let Some(mut identity) = store::identity::of(&mut tx, user).await? {
        (identity.new, identity.owed) = (None, None);
        store::identity::put(&mut tx, &identity).await?;
        tx.commit().await?;
    }
    service.custodians.pins().refresh().await
}

/// Which identity somebody's homeserver shows now.
async fn look_at(service: &Service, user: &UserId) -> Result<(), CustodianError> {
    service.reception().await?.look_at(user).await
}

async fn follow_one(service: &Service, user: &OwnedUserId) -> StoreResult<()> {
    let mut tx = service.store.begin().await?;
    let Some(identity) = store::identity::of(&mut tx, user).await? else { return Ok(()) };
    follow(service, &mut tx, identity).await?;
    crate::running::fail_point::pass("identity.before_following");
    tx.commit().await?;
    service.custodians.pins().followed(user);
    service.effects.notify_one();
    Ok(())
}

/// Before a seeker whose identity is another is heard: what was asked of the one before is void.
pub(crate) async fn before_hearing(service: &Service, stored: Stored) -> StoreResult<Stored> {
    let Some(seeker) = stored.case.seeker().map(cases::service::seeker_matrix_id) else { return Ok(stored) };
    if !service.custodians.pins().has_moved(&seeker) {
        return Ok(stored);
    }
    follow_one(service, &seeker).await?;
    let mut tx = service.store.look().await?;
    Ok(store::case::by_id(&mut tx, &stored.case.id).await?.unwrap_or(stored))
}

/// Before a seeker's consent counts: a click is not encrypted, so that it is asked who they are now. What was asked of another
/// identity is asked again.
pub(crate) async fn before_consent(service: &Service, stored: Stored) -> Result<Stored, Trouble> {
    if let Some(seeker) = stored.case.seeker().map(cases::service::seeker_matrix_id) {
        look_at(service, &seeker).await?;
    }
    Ok(before_hearing(service, stored).await?)
}

/// Whether somebody's identity has become another since they were asked.
pub(crate) async fn has_moved_since(tx: &mut Tx, user: &UserId, asked_at: Timestamp) -> StoreResult<bool> {
    let known = store::identity::of(tx, user).await?;
    Ok(known.and_then(|identity| identity.moved_at).is_some_and(|moved| moved >= asked_at))
}

/// Queues what follows from the last change of an identity, and notes that it does.
async fn follow(service: &Service, tx: &mut Tx, mut identity: Identity) -> StoreResult<()> {
    let Some(owed) = identity.owed.take() else { return Ok(()) };
    store::identity::put(tx, &identity).await?;
    match owed {
        Owed::Moved => moved(service, tx, &identity).await,
        Owed::Alarm | Owed::Back | Owed::Confirmed { .. } => {
            let Some(who) = counsellor_id(&identity.user) else { return Ok(()) };
            tell_teams(service, tx, &identity, &who, &owed).await?;
            rooms_follow(service, tx, &who).await
        }
    }
}

async fn tell_teams(
    service: &Service,
    tx: &mut Tx,
    identity: &Identity,
    who: &CounsellorId,
    owed: &Owed,
) -> StoreResult<()> {
    let now = service.now();
    let kind = match owed {
        Owed::Alarm => Kind::IdentityChanged,
        Owed::Back => Kind::IdentityBack,
        Owed::Confirmed { .. } | Owed::Moved => Kind::IdentityConfirmed,
    };
    let actor = match owed {
        Owed::Confirmed { by: Some(by) } => Actor::Counsellor(by.clone()),
        Owed::Confirmed { by: None } => Actor::Administration,
        _ => Actor::Itself,
    };
    let directory = service.directory();
    for centre in directory.centres_of_counsellor(who) {
        let Some(counsellor) = directory.counsellor(who, &centre.id) else { continue };
        let (name, user) = (counsellor.name.clone(), who.as_str().to_owned());
        let phrase = match (&identity.new, owed) {
            (Some(new), Owed::Alarm) => Phrase::IdentityChanged {
                name,
                user,
                number: pins::number(&identity.user, &new.key),
                several: identity.shown > 1,
            },
            (_, Owed::Back) => Phrase::IdentityBack { name },
            (_, Owed::Confirmed { .. }) => Phrase::IdentityConfirmed { name },
            _ => continue,
        };
        agreeing::tell_team(service, tx, &centre.id, phrase).await?;
        audit::append(tx, &Entry::new(now, &centre.id, kind, actor.clone()).whom(who)).await?;
        if *owed == Owed::Alarm {
            tracing::warn!(centre.id = %centre.id, "Somebody who counsels has another identity; they are kept out until it is confirmed");
        }
    }
    Ok(())
}

/// All rooms in which somebody belongs follow: out, or in again.
async fn rooms_follow(service: &Service, tx: &mut Tx, who: &CounsellorId) -> StoreResult<()> {
    let (now, directory) = (service.now(), service.directory());
    for centre in directory.centres_of_counsellor(who) {
        Effect::CentreRooms { centre: centre.id.clone() }.push(tx, now, now).await?;
        for case in cases_with(tx, &centre.id, who).await? {
            Effect::Reconcile { case, told: false }.push(tx, now, now).await?;
        }
    }
    Ok(())
}

/// The centre's cases in whose rooms somebody may be.
async fn cases_with(tx: &mut Tx, centre: &CentreId, who: &CounsellorId) -> StoreResult<Vec<CaseId>> {
    let mut found = Vec::new();
    for case in store::case::ids_of_centre(tx, centre, &[Stage::Accepted]).await? {
        let Some(stored) = store::case::by_id(tx, &case).await? else { continue };
        let covers = stored.case.accepted().is_some_and(|accepted| {
            accepted.counsellor == *who || accepted.covers.iter().any(|cover| cover.colleague == *who)
        });
        let comes =
            stored.case.offer.as_ref().is_some_and(|offer| offer.to == Recipient::Counsellor(who.clone()));
        if covers || comes {
            found.push(case);
        }
    }
    let closed = store::case::closed_of_counsellor(tx, centre, who).await?;
    found.extend(closed.into_iter().map(|stored| stored.case.id));
    Ok(found)
}

/// A seeker's identity is another. People lose their keys, and the case goes on; but nobody else is to agree in their name.
async fn moved(service: &Service, tx: &mut Tx, identity: &Identity) -> StoreResult<()> {
    let Some(seeker) = seeker_id(&identity.user) else { return Ok(()) };
    let now = service.now();
    for mut stored in store::case::of_seeker(tx, &seeker).await? {
        let case = stored.case.id.clone();
        let mut next = stored.case.clone();
        let wished = next.awaits_confirmation(now);
        next = next.drop_wish();
        let asked = next.offer.as_ref().is_some_and(|offer| offer.stage == OfferStage::Asked);
        if asked && let Ok(again) = next.clone().ask_again() {
            next = again;
            Effect::AskSeeker { case: case.clone() }.push(tx, now, now).await?;
        }
        if next != stored.case {
            stored.case = next;
            cases::save(service, tx, &mut stored).await?;
        }
        if wished {
            // Whoever still wants it says so once more.
            life::push_notice(service, tx, &stored, Phrase::ErasureNotDone, life::AT_ONCE).await?;
        }
        let Some(room) = stored.room.clone().filter(|_| stored.case.accepted().is_some()) else { continue };
        let who_may = routing::access(&stored.case, &service.directory(), now);
        if who_may.custodian.is_some() {
            let locale = cases::seekers::locale_of(service, tx, &stored).await?;
            let say = vec![worded(service, &stored.case, Phrase::CaseIdentityMoved).into()];
            Effect::say(service.store.vault(), &room, Some(&case), locale, say)?.push(tx, now, now).await?;
        } else {
            let reference = stored.case.reference.clone();
            let centre = stored.case.centre.clone();
            agreeing::tell_team(service, tx, &centre, Phrase::IdentitySeekerMoved { reference }).await?;
        }
    }
    Ok(())
}

/// `bestätigen @kollegin [1234 5678 9012 3456]`.
pub(crate) async fn confirm(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    by: CounsellorId,
    (who, said): (&str, Option<&str>),
) -> Outcome {
    let directory = service.directory();
    let Ok(colleague) = colleagues::called(&directory, centre, who) else {
        return desk::answer(service, event, Phrase::IdentityWho).await;
    };
    let (name, user) = (colleague.name.clone(), colleague.id.as_str().to_owned());
    if colleague.id == by {
        return desk::answer(service, event, Phrase::IdentityOwn).await;
    }
    // Only what is shown now can be confirmed: outside of all rooms nobody is told of their devices.
    look_at(service, &cases::service::matrix_id(&colleague.id)).await?;
    let mut tx = service.store.begin().await?;
    let refused = match pins::confirm(&mut tx, &colleague.id, said, Some(by)).await? {
        Confirmation::Done(identity) => {
            follow(service, &mut tx, *identity).await?;
            let outcome = settle(service, tx, event).await;
            service.custodians.pins().refresh().await?;
            service.effects.notify_one();
            return outcome;
        }
        refused => refused,
    };
    drop(tx);
    desk::answer(service, event, refusal(&refused, name, user)).await
}

/// At the desk, by whoever leads the centre, with the number that was read out to them.
pub(crate) async fn confirm_by_lead(
    service: &Service,
    who: &CounsellorId,
    said: &str,
    by: CounsellorId,
) -> Result<Result<(), Confirmation>, Trouble> {
    look_at(service, &cases::service::matrix_id(who)).await?;
    let mut tx = service.store.begin().await?;
    match pins::confirm(&mut tx, who, Some(said), Some(by)).await? {
        Confirmation::Done(identity) => {
            follow(service, &mut tx, *identity).await?;
            tx.commit().await?;
            service.custodians.pins().refresh().await?;
            service.effects.notify_one();
            Ok(Ok(()))
        }
        refused => Ok(Err(refused)),
    }
}

/// What whoever wanted to confirm is told.
pub(crate) fn refusal(refused: &Confirmation, name: String, user: String) -> Phrase {
    match refused {
        Confirmation::Done(_) => Phrase::IdentityConfirmed { name },
        Confirmation::Nothing => Phrase::IdentityNothing { name },
        Confirmation::NotTold => Phrase::IdentityNotTold { name },
        Confirmation::WhichOne => Phrase::IdentityWhich { name, user },
        Confirmation::AnotherOne => Phrase::IdentityOther { name },
    }
}
