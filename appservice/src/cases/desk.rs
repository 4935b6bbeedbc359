//! What counsellors write in their centre's rooms, or ask for at the desk.

use routing::{CentreId, Closer, CounsellorId, Reference, Span};

use crate::{
    cases::{
        effects::Effect,
        event::{Event, Outcome, settle},
        service::Service,
    },
    store::{self, case::Stored},
    words::phrases::{Phrase, Say},
};

/// `annehmen REF`.
pub(crate) async fn accept(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    reference: Reference,
    counsellor: CounsellorId,
) -> Outcome {
    match find(service, centre, reference).await? {
        Ok(stored) => super::accepting::accept(service, event, centre, &stored.case.id, counsellor).await,
        Err(refusal) => answer(service, event, refusal).await,
    }
}

/// `abschließen REF`: for whoever has the case.
pub(crate) async fn close(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    reference: Reference,
    counsellor: CounsellorId,
) -> Outcome {
    let stored = match find(service, centre, reference).await? {
        Ok(stored) => stored,
        Err(refusal) => return answer(service, event, refusal).await,
    };
    let reference = stored.case.reference.clone();
    let may = stored.case.accepted().is_some_and(|accepted| accepted.may_act(&counsellor, service.now()));
    if !may {
        return answer(service, event, Phrase::CentreNotAllowed).await;
    }
    let mut tx = service.store.begin().await?;
    if !super::life::write_closing(service, &mut tx, stored, Closer::Counsellor(counsellor)).await? {
        drop(tx);
        return answer(service, event, Phrase::CentreNotOpen { reference }).await;
    }
    push_answer(service, &mut tx, event, Phrase::CentreClosed { reference }).await?;
    settle(service, tx, event).await
}

/// `schlüssel REF`: for somebody whose device was not verified when they were to be invited.
pub(crate) async fn keys(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    reference: Reference,
    counsellor: CounsellorId,
) -> Outcome {
    let stored = match find(service, centre, reference).await? {
        Ok(stored) => stored,
        Err(refusal) => return answer(service, event, refusal).await,
    };
    let now = service.now();
    let who_may = service.access(&stored.case);
    if !who_may.counsellors.contains(&counsellor) {
        return answer(service, event, Phrase::CentreNotAllowed).await;
    }
    let mut tx = service.store.begin().await?;
    Effect::InviteAgain { case: stored.case.id.clone(), counsellor }.push(&mut tx, now, now).await?;
    settle(service, tx, event).await
}

/// Answers where it was asked.
pub(crate) async fn answer(service: &Service, event: &Event, phrase: Phrase) -> Outcome {
    let mut tx = service.store.begin().await?;
    push_answer(service, &mut tx, event, phrase).await?;
    settle(service, tx, event).await
}

/// The same, in a commit that changes something.
pub(super) async fn push_answer(
    service: &Service,
    tx: &mut store::Tx,
    event: &Event,
    phrase: Phrase,
) -> store::StoreResult<()> {
    push_say(service, tx, event, phrase.into(), Span::from_millis(0)).await
}

/// Whoever asked is answered, after a while: in the room, or at the desk.
pub(super) async fn push_say(
    service: &Service,
    tx: &mut store::Tx,
    event: &Event,
    say: Say,
    wait: Span,
) -> store::StoreResult<()> {
    push_all(service, tx, event, (vec![say], wait)).await
}

/// Whoever asked is answered at once, in several sentences.
pub(super) async fn push_says(
    service: &Service,
    tx: &mut store::Tx,
    event: &Event,
    say: Vec<Say>,
) -> store::StoreResult<()> {
    push_all(service, tx, event, (say, Span::from_millis(0))).await
}

async fn push_all(
    service: &Service,
    tx: &mut store::Tx,
    event: &Event,
    (say, wait): (Vec<Say>, Span),
) -> store::StoreResult<()> {
    if let Some(answers) = &event.answers {
        answers.add(say);
        return Ok(());
    }
    let now = service.now();
    Effect::say(service.store.vault(), &event.room, None, service.locale, say)?
        .where_asked(event)
        .push(tx, now.plus(wait), now)
        .await
}

/// The centre's case that is meant. Another centre's case is as unknown as one that does not exist.
pub(super) async fn find(
    service: &Service,
    centre: &CentreId,
    reference: Reference,
) -> store::StoreResult<Result<Stored, Phrase>> {
    let mut tx = service.store.look().await?;
    let found = store::case::by_reference(&mut tx, centre, &reference).await?;
    Ok(found.ok_or(Phrase::CentreReferenceUnknown { reference }))
}
