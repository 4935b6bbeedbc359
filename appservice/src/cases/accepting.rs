//! A counsellor takes a case. The version guard decides: one wins, the others are told.

use routing::{CaseId, CentreId, CounsellorId, RoomId, Span, State, Timestamp, Why};

use crate::{
    cases::{
        effects::{Effect, Whom},
        event::{CARD_ATTEMPTS, Event, Handled, Outcome, settle, wait_for_card},
        seekers::link_to,
        service::{Service, matrix_id},
    },
    store::{self, StoreResult, Tx, case::Stored},
    words::phrases::{Phrase, Say},
};

/// How long the notices of an acceptance wait, so that they do not stand in the way of the counsellor who comes in.
pub(crate) const NOTICES_WAIT: Span = Span::from_millis(1_000);

/// `counsellor`, an active counsellor of `centre`, takes the case.
pub(crate) async fn accept(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    case: &CaseId,
    counsellor: CounsellorId,
) -> Outcome {
    let now = service.now();
    let mut tx = service.store.begin().await?;
    let Some(mut stored) =
        store::case::by_id(&mut tx, case).await?.filter(|stored| stored.case.centre == *centre)
    else {
        return Ok(Handled::Nothing("a case that is not this centre's"));
    };
    let reference = stored.case.reference.clone();
    let accepted = stored.case.clone().accept(counsellor.clone(), now);
    let full =
        accepted.is_ok() && super::live::is_full(service, &mut tx, &stored, (&counsellor, centre)).await?;
    // The winner is told after the invitation, so that nothing holds it up; the others are told at once.
    let won = accepted.is_ok() && !full && !super::absence::is_away(service, centre, &counsellor);
    let waits_for = won.then_some(case);
    let wait = if won { NOTICES_WAIT } else { Span::from_millis(0) };
    let out = won && stored.case.seeker_out.is_some();
    let answer = match accepted {
        Ok(_) if full => {
            Phrase::LiveFull { reference, talks: u16::try_from(service.live.talks).unwrap_or(u16::MAX) }
        }
        // Nobody is to wait for somebody who is away.
        Ok(_) if !won => Phrase::AbsenceMayNotAccept { reference },
        Ok(accepted) => {
            // A card that is not known could never be taken away.
            if event.attempts < CARD_ATTEMPTS && store::card::of_case(&mut tx, case).await?.is_none() {
                return Err(wait_for_card(event));
            }
            stored.case = accepted;
            super::save(service, &mut tx, &mut stored).await?;
            // In this order: the counsellor can read as soon as possible, the card goes, the people are told.
            Effect::Reconcile { case: case.clone(), told: false }.push(&mut tx, now, now).await?;
            take_card_at(&mut tx, &stored, (now.plus(NOTICES_WAIT), now)).await?;
            super::life::push_notice(service, &mut tx, &stored, Phrase::CaseAccepted, NOTICES_WAIT).await?;
            metrics::counter!("lotse_cases_accepted_total").increment(1);
            tracing::info!(case.id = %case, centre.id = %centre, "Accepted a case");
            let link = link_to(service, stored.room.as_ref().map_or("", RoomId::as_str));
            Phrase::CentreWon { reference, name: name_of(service, centre, &counsellor), link }
        }
        Err(illegal) => match illegal.why {
            Why::AlreadyTaken { by } if by == counsellor => return Ok(Handled::Nothing("theirs already")),
            Why::AlreadyTaken { by } => {
                let you = name_of(service, centre, &counsellor);
                Phrase::CentreTaken { reference, you, name: name_of(service, centre, &by) }
            }
            _ => Phrase::CentreNotOpen { reference },
        },
    };
    let nobody_reads = out.then(|| Phrase::LeavingTeam { reference: stored.case.reference.clone() });
    let say: Vec<Say> = [answer].into_iter().chain(nobody_reads).map(Into::into).collect();
    if let Some(answers) = &event.answers {
        answers.add(Vec::clone(&say));
        if !won {
            // Nothing has changed, and nobody else needs to know.
            return settle(service, tx, event).await;
        }
    }
    // One message for all, and it rings for the one whom it is about.
    let said = (Whom::these([matrix_id(&counsellor)]), say);
    Effect::say_to(service.store.vault(), &event.room, waits_for, service.locale, said)?
        .push(&mut tx, now.plus(wait), now)
        .await?;
    settle(service, tx, event).await
}

/// A click that was on its way when the card went: it is answered, but accepts nothing.
pub(crate) async fn too_late(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    case: &CaseId,
    counsellor: CounsellorId,
) -> Outcome {
    let waits_again = {
        let mut tx = service.store.look().await?;
        let stored = store::case::by_id(&mut tx, case).await?;
        // The card was posted anew under their hand: the click is meant for the case, which is shown here all the same.
        let here = store::card::of_case(&mut tx, case).await?.is_some_and(|card| card.room == event.room);
        !here && stored.is_none_or(|stored| matches!(stored.case.state, State::Opened | State::Asked { .. }))
    };
    if waits_again {
        return Ok(Handled::Nothing("a card that is gone"));
    }
    accept(service, event, centre, case, counsellor).await
}

/// Nobody accepts by the case's card any more, and the card goes.
pub(super) async fn take_card(tx: &mut Tx, stored: &Stored, now: Timestamp) -> StoreResult<()> {
    take_card_at(tx, stored, (now, now)).await
}

/// Nobody accepts by the case's card any more, and the card goes when that is due.
async fn take_card_at(tx: &mut Tx, stored: &Stored, (due, now): (Timestamp, Timestamp)) -> StoreResult<()> {
    let case = &stored.case.id;
    if let Some(card) = store::card::of_case(tx, case).await? {
        store::card::taken(tx, &card.event).await?;
    }
    // The card and its edits: each shows what the seeker wrote.
    for card in store::card::live_of(tx, case).await? {
        let (case, centre) = (case.clone(), stored.case.centre.clone());
        Effect::RemoveCard { case, centre, room: card.room, event: card.event }.push(tx, due, now).await?;
    }
    Ok(())
}

/// The card that was just posted goes again if the case was closed meanwhile.
pub(crate) async fn take_late_card(tx: &mut Tx, case: &CaseId, now: Timestamp) -> StoreResult<()> {
    match store::case::by_id(tx, case).await? {
        Some(stored) if !matches!(stored.case.state, State::Asked { .. }) => {
            take_card(tx, &stored, now).await
        }
        _ => Ok(()),
    }
}

/// What colleagues call one another.
pub(super) fn name_of(service: &Service, centre: &CentreId, counsellor: &CounsellorId) -> String {
    let directory = service.directory();
    let known = directory.counsellor(counsellor, centre).map(|counsellor| counsellor.name.clone());
    known.unwrap_or_else(|| counsellor.as_str().to_owned())
}
