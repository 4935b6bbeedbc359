//! A case goes to a centre with a Lotse of its own, or comes from one. Nobody takes over a room whose keys are another's: with the
//! seeker's consent it begins anew there, and here it ends, with all that was written, once the other centre is in the new room.
//! Until then nothing changes, so that whatever fails leaves nobody alone.

use routing::{Case, CaseId, Closer, Offer, OfferFacts, Recipient, State, Why};

use super::{agreeing, erasing, far, life, opening};
use crate::{
    cases::{
        effects::Effect,
        erasing::Cause,
        seekers::{locale_of, reception_chat},
        service::Service,
    },
    running::{fail_point, trouble::Trouble},
    store::{
        self, StoreResult, Tx,
        audit::{self, Actor, Entry, Kind},
        case::Stored,
    },
    words::{far::Passing, phrases::Phrase},
};

/// The seeker agrees: the other case is opened, and this one goes on until that can be led.
pub(super) async fn agreed(
    service: &Service,
    mut stored: Stored,
    (offer, facts): (&Offer, OfferFacts),
) -> Result<Result<Tx, &'static str>, Trouble> {
    let now = service.now();
    let (Recipient::Centre(to), Some(seeker)) = (&offer.to, stored.case.seeker().cloned()) else {
        return Ok(Err("an offer that cannot be taken"));
    };
    let mut tx = service.store.begin().await?;
    let barred = store::bar::stands(&mut tx, &seeker, to, now).await?;
    let next = match stored.case.clone().agree_anew(facts, now) {
        Ok(next) if !barred => next,
        Err(illegal) if illegal.why != Why::NotActive => return Ok(Err("an offer that cannot be taken")),
        _ => {
            agreeing::end(service, &mut tx, &mut stored, Phrase::OfferStaysGone).await?;
            tell_giver(service, &mut tx, &stored, Passing::Gone).await?;
            return Ok(Ok(tx));
        }
    };
    // First, as everywhere: the trail's number is drawn before those of effects.
    let by = if stored.case.is_kept_elsewhere() {
        Actor::Administration
    } else {
        Actor::Counsellor(offer.by.clone())
    };
    let entry = Entry::new(now, &stored.case.centre, Kind::Forwarded, by).about(&stored.case.reference);
    audit::append(&mut tx, &Entry { to: Some(to.clone()), ..entry.why("anew") }).await?;
    let Some(begun) = opening::again(service, &mut tx, &stored.case, to).await? else {
        return Ok(Err("a case that is erased"));
    };
    store::anew::note(&mut tx, &begun.case.id, &stored.case.id, now).await?;
    stored.case = next;
    super::save(service, &mut tx, &mut stored).await?;
    tell_seeker(service, &mut tx, &stored, &begun.case, agreeing::name_of(service, to, &offer.to)).await?;
    tell_giver(service, &mut tx, &stored, Passing::Agreed).await?;
    metrics::counter!("lotse_cases_forwarded_total").increment(1);
    tracing::info!(case.id = %stored.case.id, centre.id = %to, "A case begins anew elsewhere");
    Ok(Ok(tx))
}

async fn tell_seeker(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    begun: &Case,
    centre: String,
) -> StoreResult<()> {
    // The portal's page shows it.
    let Some(chat) = reception_chat(tx, stored).await? else { return Ok(()) };
    let (locale, now) = (locale_of(service, tx, stored).await?, service.now());
    let reference = stored.case.reference.clone();
    let said = Phrase::OfferAnew { reference, centre, next: begun.reference.clone() };
    Effect::say(service.store.vault(), &chat, None, locale, vec![said.into()])?.push(tx, now, now).await
}

/// Whoever would have the case go elsewhere hears what becomes of it: the centre's team, or the Lotse that it runs itself.
pub(super) async fn tell_giver(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    answer: Passing,
) -> StoreResult<()> {
    if stored.case.is_kept_elsewhere() {
        return far::answer(service, tx, stored, answer).await;
    }
    let reference = stored.case.reference.clone();
    let phrase = match answer {
        Passing::Declined => Phrase::OfferDeclined { reference },
        Passing::Lapsed => Phrase::OfferLapsed { reference },
        Passing::Agreed => Phrase::OfferPassedOn { reference },
        _ => Phrase::OfferGone { reference },
    };
    agreeing::tell_team(service, tx, &stored.case.centre, phrase).await
}

/// Whether another case is about to take the place of this one.
pub(super) async fn is_under_way(tx: &mut Tx, case: &CaseId) -> StoreResult<bool> {
    let Some(begun) = store::anew::after(tx, case).await? else { return Ok(false) };
    let begun = store::case::by_id(tx, &begun).await?;
    Ok(begun.is_some_and(|begun| matches!(begun.case.state, State::Opened)))
}

/// A case can be led now: if it takes the place of another, that one ends, and is erased.
pub(crate) async fn arrived(service: &Service, tx: &mut Tx, case: &CaseId) -> StoreResult<()> {
    let Some(before) = store::anew::before(tx, case).await? else { return Ok(()) };
    fail_point::pass("anew.arriving");
    store::anew::forget(tx, case).await?;
    let Some(mut stored) = store::case::by_id(tx, &before).await? else { return Ok(()) };
    if stored.case.keeping.hold.is_some() {
        // Somebody needs it as it is; the seeker has both.
        tracing::warn!(case.id = %before, "A case that began anew elsewhere is held, and stays");
        return Ok(());
    }
    end(service, tx, &mut stored).await?;
    erasing::write(service, tx, stored, Cause::Moved).await.map(drop)
}

/// Ends a case that runs, without a word in its room: its seeker knows why.
pub(super) async fn end(service: &Service, tx: &mut Tx, stored: &mut Stored) -> StoreResult<()> {
    match stored.case.clone().close(Closer::Administration, service.now()) {
        Ok(closed) => life::end(service, tx, stored, closed, None).await,
        Err(_) => Ok(()),
    }
}

/// Whether a case is to take the place of another one.
pub(super) async fn takes_a_place(tx: &mut Tx, case: &CaseId) -> StoreResult<bool> {
    Ok(store::anew::before(tx, case).await?.is_some())
}

/// A case is over, however that came: if it was to take the place of another one, all stays as it is there, and both sides hear so.
pub(super) async fn given_up(service: &Service, tx: &mut Tx, case: &Case) -> StoreResult<()> {
    let Some(before) = store::anew::before(tx, &case.id).await? else { return Ok(()) };
    store::anew::forget(tx, &case.id).await?;
    let Some(stored) = store::case::by_id(tx, &before).await? else { return Ok(()) };
    if matches!(stored.case.state, State::Erased { .. }) {
        return Ok(());
    }
    let by_seeker = matches!(&case.state, State::Closed { closed_by: Closer::Seeker, .. });
    let (said, answer) = if by_seeker {
        (Phrase::OfferStays, Passing::Declined)
    } else {
        (Phrase::OfferStaysGone, Passing::Gone)
    };
    super::seekers::say_in_chat(service, tx, &stored, said).await?;
    tell_giver(service, tx, &stored, answer).await
}

/// Whoever agreed that a case begins anew has it no more: nothing comes of that.
pub(super) async fn call_off(service: &Service, tx: &mut Tx, before: &CaseId) -> StoreResult<()> {
    let Some(begun) = store::anew::after(tx, before).await? else { return Ok(()) };
    match store::case::by_id(tx, &begun).await? {
        Some(mut begun) => end(service, tx, &mut begun).await,
        None => Ok(()),
    }
}
