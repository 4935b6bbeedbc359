//! What seekers say of an appointment: a number, that none fits, that they cannot come.

use routing::{SeekerId, Slot, State, appointment as rules};

use super::{By, end, of_case, offering, offering::from, saying};
use crate::{
    cases::{
        event::{CARD_ATTEMPTS, Event, Handled, Outcome, settle},
        service::Service,
    },
    running::trouble::Trouble,
    store::{
        self, StoreResult,
        appointment::{self, Taking},
        case::Stored,
    },
    words::{
        appointments::{Wish, reacted as number_of},
        phrases::Phrase,
    },
};

/// What the seeker wrote in the room of the case, if it is about an appointment; the case, if it is mere talk.
pub(crate) async fn said(
    service: &Service,
    event: &Event,
    stored: Stored,
    (text, replies_to): (&str, Option<&str>),
) -> Result<Outcome, Stored> {
    let Some(wish) = Wish::of(text) else { return Err(stored) };
    match hear(service, event, &stored, (wish, replies_to)).await {
        Ok(Some(outcome)) => Ok(Ok(outcome)),
        Ok(None) => Err(stored),
        Err(trouble) => Ok(Err(trouble)),
    }
}

/// `1 7F3K9Q` in the chat with the reception, where only people have the keys of the case.
pub(crate) async fn said_in_reception(
    service: &Service,
    event: &Event,
    seeker: &SeekerId,
    text: &str,
) -> Result<Option<Outcome>, Trouble> {
    let Some((words, reference)) = text.trim().rsplit_once(char::is_whitespace) else { return Ok(None) };
    let Ok(reference) = routing::Reference::parse(reference) else { return Ok(None) };
    let Some(wish) = Wish::of(words) else { return Ok(None) };
    let cases = store::case::of_seeker(&mut service.store.look().await?, seeker).await?;
    let Some(stored) = cases.into_iter().find(|stored| stored.case.reference == reference) else {
        return Ok(None);
    };
    Ok(hear(service, event, &stored, (wish, None)).await?.map(Ok))
}

/// A number as a reaction to the times that are offered.
pub(crate) async fn reacted(
    service: &Service,
    event: &Event,
    stored: &Stored,
) -> Result<Option<Handled>, Trouble> {
    let relation = &event.content["m.relates_to"];
    let Some(number) = relation["key"].as_str().and_then(number_of) else { return Ok(None) };
    let Some(appointment) = of_case(service, &stored.case.id).await? else { return Ok(None) };
    if !is_theirs(service, stored, &appointment) {
        return between(event, "the appointment follows its case");
    }
    match &appointment.body.asked_in {
        Some(question) if relation["event_id"] == question.as_str() => {
            take(service, event, stored, appointment, number).await.map(Some)
        }
        // People may be quicker than the commit that follows the question.
        None if !appointment.body.offered.is_empty() => between(event, "the times are being offered"),
        _ => Ok(None),
    }
}

/// Whether whoever it is with may act in the case: after a hand-over it is looked at in the next round.
fn is_theirs(service: &Service, stored: &Stored, appointment: &appointment::Stored) -> bool {
    let accepted = stored.case.accepted();
    accepted.is_some_and(|accepted| accepted.may_act(&appointment.body.counsellor, service.now()))
}

/// Something else comes first: it is waited for, and in the end not.
fn between(event: &Event, why: &str) -> Result<Option<Handled>, Trouble> {
    if event.attempts >= CARD_ATTEMPTS {
        return Ok(None);
    }
    Err(Trouble::Passing { why: why.to_owned(), wait: Some(routing::Span::from_millis(250)) })
}

async fn hear(
    service: &Service,
    event: &Event,
    stored: &Stored,
    (wish, replies_to): (Wish, Option<&str>),
) -> Result<Option<Handled>, Trouble> {
    if !matches!(stored.case.state, State::Accepted(_)) {
        return Ok(None);
    }
    let Some(appointment) = of_case(service, &stored.case.id).await? else { return Ok(None) };
    let (body, now) = (&appointment.body, service.now());
    let chooses = matches!(wish, Wish::Take(_) | Wish::NoneFits) && !body.offered.is_empty();
    if !is_theirs(service, stored, &appointment) {
        return between(event, "the appointment follows its case");
    }
    if chooses && replies_to.is_some() && body.asked_in.is_none() {
        return between(event, "the times are being offered");
    }
    let about = match (replies_to, &body.asked_in) {
        (Some(replied), Some(asked)) => replied == asked.as_str(),
        (Some(_), None) => false,
        (None, _) => true,
    };
    let coming = body.booked.filter(|slot| now < slot.start);
    Ok(match wish {
        Wish::Take(number) if about && usize::from(number) <= body.offered.len() => {
            Some(take(service, event, stored, appointment, number).await?)
        }
        Wish::NoneFits if about && !body.offered.is_empty() => {
            Some(none_fits(service, event, stored, appointment).await?)
        }
        Wish::Cancel if coming.is_some() => {
            let mut tx = service.store.begin().await?;
            end(service, &mut tx, stored, &appointment, By::Seeker).await?;
            Some(settle(service, tx, event).await?)
        }
        Wish::Move => match coming {
            Some(slot) => Some(wants_another(service, event, stored, (appointment, slot)).await?),
            None => None,
        },
        _ => None,
    })
}

/// They take a time: it is theirs, or somebody was faster and they choose anew.
async fn take(
    service: &Service,
    event: &Event,
    stored: &Stored,
    mut appointment: appointment::Stored,
    number: u16,
) -> Outcome {
    let now = service.now();
    let Some(slot) =
        usize::from(number).checked_sub(1).and_then(|at| appointment.body.offered.get(at)).copied()
    else {
        return Ok(Handled::Nothing("no time with this number"));
    };
    let before = appointment.clone();
    let body = &mut appointment.body;
    body.sequence += u32::from(body.booked.is_some());
    body.booked = Some(slot);
    body.offered.clear();
    body.asked_in = None;
    body.looked = now;
    appointment.due = rules::next(&slot, now);
    let mut tx = service.store.begin().await?;
    appointment::save(&mut tx, &mut appointment).await?;
    let there = from(service, &appointment.body.counsellor, &appointment.body.centre);
    let taking = if slot.start <= there {
        Taking::Taken
    } else {
        appointment::take(&mut tx, &stored.case.id, &appointment.body.counsellor, &slot).await?
    };
    match taking {
        Taking::Won => {
            saying::booked(service, &mut tx, stored, (&appointment.body, &slot)).await?;
            metrics::counter!("lotse_appointments_total").increment(1);
            settle(service, tx, event).await
        }
        Taking::Taken => {
            drop(tx);
            gone(service, event, stored, before, slot).await
        }
    }
}

/// Somebody was faster: what is left is offered again.
async fn gone(
    service: &Service,
    event: &Event,
    stored: &Stored,
    mut appointment: appointment::Stored,
    gone: Slot,
) -> Outcome {
    let mut tx = service.store.begin().await?;
    let others = appointment::of_counsellor(&mut tx, &appointment.body.counsellor).await?;
    let taken: Vec<Slot> = others
        .into_iter()
        .filter(|other| other.case != stored.case.id)
        .filter_map(|other| other.body.booked)
        .collect();
    let there = from(service, &appointment.body.counsellor, &appointment.body.centre);
    let body = &mut appointment.body;
    body.offered.retain(|slot| {
        *slot != gone && there < slot.start && taken.iter().all(|other| !other.overlaps(slot))
    });
    body.asked_in = None;
    let left = body.offered.clone();
    let say = vec![Phrase::AppointmentGone { left: !left.is_empty() }.into()];
    saying::give(service, &mut tx, stored, (say, None, false)).await?;
    if left.is_empty() && body.booked.is_none() {
        appointment::end(&mut tx, &appointment).await?;
    } else {
        let moves = body.booked.is_some();
        appointment::save(&mut tx, &mut appointment).await?;
        if !left.is_empty() {
            saying::offer(service, &mut tx, stored, (&left, moves)).await?;
        }
    }
    settle(service, tx, event).await
}

/// None of the times fits; a booked one still holds.
async fn none_fits(
    service: &Service,
    event: &Event,
    stored: &Stored,
    mut appointment: appointment::Stored,
) -> Outcome {
    let mut tx = service.store.begin().await?;
    if appointment.body.booked.is_some() {
        appointment.body.offered.clear();
        appointment.body.asked_in = None;
        appointment::save(&mut tx, &mut appointment).await?;
    } else {
        appointment::end(&mut tx, &appointment).await?;
    }
    saying::to_both(service, &mut tx, stored, vec![Phrase::AppointmentDeclined.into()]).await?;
    settle(service, tx, event).await
}

/// They want another time: the next ones of the counsellor's own hours, or a word to the counsellor.
async fn wants_another(
    service: &Service,
    event: &Event,
    stored: &Stored,
    (appointment, slot): (appointment::Stored, Slot),
) -> Outcome {
    let mut tx = service.store.begin().await?;
    let counsellor = appointment.body.counsellor.clone();
    let free = free(service, &mut tx, &appointment).await?;
    if free.is_empty() {
        let say = vec![Phrase::AppointmentMoveAsk { time: slot.start }.into()];
        saying::to_both(service, &mut tx, stored, say).await?;
    } else {
        offering::put(service, &mut tx, stored, Some(appointment), (counsellor, free)).await?;
    }
    settle(service, tx, event).await
}

async fn free(
    service: &Service,
    tx: &mut store::Tx,
    appointment: &appointment::Stored,
) -> StoreResult<Vec<Slot>> {
    let (counsellor, centre) = (&appointment.body.counsellor, &appointment.body.centre);
    match appointment::hours::of(tx, counsellor, centre).await? {
        Some(hours) => offering::free(service, tx, (counsellor, centre), &hours).await,
        None => Ok(Vec::new()),
    }
}
