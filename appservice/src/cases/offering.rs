//! A case is offered to a colleague or to another centre, and the offer is taken back.

use routing::{CentreId, CounsellorId, Directory, Handed, Offer, OfferFacts, Recipient, Reference, Why};

use super::{agreeing, anew, colleagues, desk, far};
use crate::{
    cases::{
        effects::Effect,
        event::{Event, Handled, Outcome, settle},
        service::Service,
    },
    store::{self, case::Stored},
    words::{fold::fold, phrases::Phrase},
};

/// `übergeben REF @kollegin`: the seeker is asked.
pub(crate) async fn hand_over(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    reference: Reference,
    by: CounsellorId,
    (to, history): (&str, Handed),
) -> Outcome {
    let directory = service.directory();
    let Ok(colleague) = colleagues::called(&directory, centre, to) else {
        return desk::answer(service, event, Phrase::OfferWho { reference }).await;
    };
    if !colleague.counsels(service.now()) {
        let name = colleague.name.clone();
        return desk::answer(service, event, Phrase::OfferNotThere { name }).await;
    }
    let to = Recipient::Counsellor(colleague.id.clone());
    offer(service, event, centre, reference, Offer::new(to, by, history, service.now())).await
}

/// `weiterleiten REF STELLE`: the seeker is asked.
pub(crate) async fn forward(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    reference: Reference,
    by: CounsellorId,
    (to, history): (&str, Handed),
) -> Outcome {
    let directory = service.directory();
    if let Ok(stored) = desk::find(service, centre, reference.clone()).await?
        && stored.case.is_of_platform()
    {
        return far::ask_platform(service, event, &stored, (&by, to)).await;
    }
    let Some(to) = centre_called(&directory, to) else {
        return desk::answer(service, event, Phrase::OfferWhere { reference }).await;
    };
    let offered = Offer::new(Recipient::Centre(to), by, history, service.now());
    offer(service, event, centre, reference, offered).await
}

async fn offer(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    reference: Reference,
    offer: Offer,
) -> Outcome {
    let mut stored = match desk::find(service, centre, reference).await? {
        Ok(stored) => stored,
        Err(refusal) => return desk::answer(service, event, refusal).await,
    };
    let (now, directory) = (service.now(), service.directory());
    let reference = stored.case.reference.clone();
    let name = agreeing::name_of(service, centre, &offer.to);
    let enclosed = stored.is_enclosed(&mut service.store.look().await?).await?;
    let facts = OfferFacts::of(&stored.case, (&offer.to, &offer.by), &directory, enclosed, now);
    let to_centre = matches!(offer.to, Recipient::Centre(_));
    stored.case = match stored.case.clone().offer(offer, facts, now) {
        Ok(offered) => offered,
        Err(illegal) => {
            let refusal = match illegal.why {
                Why::NotInCase => Phrase::OfferNotYours { reference },
                Why::AlreadyOffered => Phrase::OfferAlready { reference },
                Why::AlreadyHolder | Why::SameCentre => Phrase::OfferToItself { reference },
                Why::AlreadyReleased => Phrase::OfferOnlyBare { reference },
                Why::OnlyAnew => Phrase::OfferOnlyAnew { reference, centre: name },
                Why::Held => Phrase::OfferHeld { reference },
                Why::EnclosedRoom => Phrase::OfferOtherServer { reference, centre: name },
                Why::NotActive if to_centre => Phrase::OfferCentreClosed { centre: name },
                Why::NotActive => Phrase::OfferNotThere { name },
                _ if stored.case.waiting_since().is_some() => Phrase::OfferNobodyHasIt { reference },
                _ => Phrase::CentreNotOpen { reference },
            };
            return desk::answer(service, event, refusal).await;
        }
    };
    let mut tx = service.store.begin().await?;
    // Wherever else it went meanwhile, it would be erased there when the other one is ready.
    if to_centre && anew::is_under_way(&mut tx, &stored.case.id).await? {
        drop(tx);
        return desk::answer(service, event, Phrase::OfferAlready { reference }).await;
    }
    let apart = stored.case.is_released() || facts.anew;
    if apart && !agreeing::is_reachable(service, &mut tx, &stored).await? {
        drop(tx);
        return desk::answer(service, event, Phrase::OfferUnreachable { reference }).await;
    }
    super::save(service, &mut tx, &mut stored).await?;
    Effect::AskSeeker { case: stored.case.id.clone() }.push(&mut tx, now, now).await?;
    desk::push_answer(service, &mut tx, event, Phrase::OfferAsked { reference, name }).await?;
    tracing::info!(case.id = %stored.case.id, "Offered a case to somebody else");
    settle(service, tx, event).await
}

/// `übergabe zurück REF`: for whoever offered it, or has the case.
pub(crate) async fn take_back(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    reference: Reference,
    by: CounsellorId,
) -> Outcome {
    let mut stored = match desk::find(service, centre, reference).await? {
        Ok(stored) => stored,
        Err(refusal) => return desk::answer(service, event, refusal).await,
    };
    let reference = stored.case.reference.clone();
    match &stored.case.offer {
        None => return desk::answer(service, event, Phrase::OfferNone { reference }).await,
        Some(offer) if offer.by != by && stored.case.holder() != Some(&by) => {
            return desk::answer(service, event, Phrase::OfferNotYours { reference }).await;
        }
        Some(_) => {}
    }
    let mut tx = service.store.begin().await?;
    if !agreeing::end(service, &mut tx, &mut stored, Phrase::OfferStaysTakenBack).await? {
        return Ok(Handled::Nothing("nothing was offered"));
    }
    desk::push_answer(service, &mut tx, event, Phrase::OfferTakenBack { reference }).await?;
    settle(service, tx, event).await
}

/// A counsellor has written after the question: from now on a mere “ja” may be meant for them.
pub(crate) async fn talked(service: &Service, stored: &mut Stored) -> store::StoreResult<()> {
    let counts = |offer: &Offer| offer.asked_in.is_some() && !offer.talk_since;
    if stored.case.open_question(service.now()).is_some_and(counts)
        && let Ok(talked) = stored.case.clone().talked()
    {
        stored.case = talked;
        let mut tx = service.store.begin().await?;
        super::save(service, &mut tx, stored).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The one centre that is called so: by its short name, its name, or a part of the name that no other centre has.
pub(super) fn centre_called(directory: &Directory, called: &str) -> Option<CentreId> {
    let folded = fold(called);
    if folded.is_empty() {
        return None;
    }
    let centres = || directory.centres().iter();
    only(centres().filter(|centre| fold(centre.id.as_str()) == folded || fold(&centre.name) == folded))
        .or_else(|| only(centres().filter(|centre| fold(&centre.name).contains(&folded))))
        .map(|centre| centre.id.clone())
}

fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}
