//! Appointments: whoever has a case offers times, its seeker takes one, both are reminded. When somebody has time, what is still free
//! and what is due are `routing::appointment`'s to say; whose time it is, one conditional write decides.
//!
//! What is talked about there is nobody's here: no notes are kept.

pub(crate) mod first;
pub(crate) mod offering;
pub(crate) mod saying;
pub(crate) mod seekers;
pub(crate) mod timed;

use routing::{CaseId, CentreId, CounsellorId, Reference, Slot, figures::Became, figures::Month};

use self::saying::{By, cancelled};
use super::desk;
use crate::{
    cases::{
        event::{Event, Handled, Outcome, settle},
        service::Service,
    },
    store::{
        self, StoreResult, Tx,
        appointment::{self, figure},
        case::Stored,
        room::RoomKind,
    },
    words::phrases::Phrase,
};

/// A case with its appointment, if it has one.
type Meant = (Stored, Option<appointment::Stored>);

/// The case that somebody means, who has it or stands in; or what they are told instead.
async fn meant(
    service: &Service,
    centre: &CentreId,
    counsellor: &CounsellorId,
    reference: Reference,
) -> StoreResult<Result<Meant, Phrase>> {
    let stored = match desk::find(service, centre, reference).await? {
        Ok(stored) => stored,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if !stored.case.accepted().is_some_and(|accepted| accepted.may_act(counsellor, service.now())) {
        return Ok(Err(Phrase::CentreNotAllowed));
    }
    let appointment = of_case(service, &stored.case.id).await?;
    Ok(Ok((stored, appointment)))
}

async fn of_case(service: &Service, case: &CaseId) -> StoreResult<Option<appointment::Stored>> {
    appointment::of_case(&mut service.store.look().await?, case).await
}

/// `termin absagen`: whoever has the case takes the appointment, or what was offered, back.
pub(crate) async fn cancel(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    counsellor: CounsellorId,
    reference: Reference,
) -> Outcome {
    let who = (centre, &counsellor);
    let (stored, appointment) = match meant(service, centre, &counsellor, reference.clone()).await? {
        Ok(meant) => meant,
        Err(refusal) => return answer(service, event, who, refusal).await,
    };
    let Some(appointment) = appointment else {
        return answer(service, event, who, Phrase::AppointmentNone { reference }).await;
    };
    if appointment.body.booked.is_some_and(|slot| slot.start <= service.now()) {
        return answer(service, event, who, Phrase::AppointmentOver { reference }).await;
    }
    let mut tx = service.store.begin().await?;
    end(service, &mut tx, &stored, &appointment, By::Counsellor).await?;
    if !here(event, &stored) {
        tell(service, &mut tx, event, who, Phrase::AppointmentEnded { reference }).await?;
    }
    settle(service, tx, event).await
}

/// `termin gekommen`, `termin ausgefallen`: what became of it, for the figures; then it is forgotten.
pub(crate) async fn mark(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    counsellor: CounsellorId,
    (reference, kept): (Reference, bool),
) -> Outcome {
    let who = (centre, &counsellor);
    let (_, appointment) = match meant(service, centre, &counsellor, reference.clone()).await? {
        Ok(meant) => meant,
        Err(refusal) => return answer(service, event, who, refusal).await,
    };
    let booked = appointment.and_then(|appointment| Some((appointment.body.booked?, appointment)));
    let Some((slot, appointment)) = booked else {
        return answer(service, event, who, Phrase::AppointmentNone { reference }).await;
    };
    if service.now() < slot.start {
        return answer(service, event, who, Phrase::AppointmentNotOver { reference }).await;
    }
    let became = if kept { Became::Kept } else { Became::Missed };
    let mut tx = service.store.begin().await?;
    appointment::end(&mut tx, &appointment).await?;
    count(&mut tx, &appointment, &slot, became).await?;
    let marked = Phrase::AppointmentMarked { reference, kept };
    tell(service, &mut tx, event, who, marked).await?;
    settle(service, tx, event).await
}

/// Ends an appointment, or the choice of one, with a word to both and a figure.
async fn end(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    appointment: &appointment::Stored,
    by: By,
) -> StoreResult<()> {
    appointment::end(tx, appointment).await?;
    match appointment.body.booked {
        Some(slot) => {
            count(tx, appointment, &slot, Became::Cancelled).await?;
            cancelled(service, tx, stored, (&appointment.body, &slot), by).await
        }
        None => saying::to_both(service, tx, stored, vec![Phrase::AppointmentWithdrawn.into()]).await,
    }
}

async fn count(
    tx: &mut Tx,
    appointment: &appointment::Stored,
    slot: &Slot,
    became: Became,
) -> StoreResult<()> {
    figure::count(tx, Month::of(slot.start), &appointment.body.centre, slot.venue, became).await
}

/// Answers whoever counsels: where they asked, but never where the seeker reads along.
async fn answer(
    service: &Service,
    event: &Event,
    who: (&CentreId, &CounsellorId),
    phrase: Phrase,
) -> Outcome {
    let mut tx = service.store.begin().await?;
    tell(service, &mut tx, event, who, phrase).await?;
    settle(service, tx, event).await
}

/// The same, in a commit that changes something.
async fn tell(
    service: &Service,
    tx: &mut Tx,
    event: &Event,
    (centre, counsellor): (&CentreId, &CounsellorId),
    phrase: Phrase,
) -> StoreResult<()> {
    let kind = store::room::by_id(tx, &event.room).await?;
    match (&event.answers, kind) {
        (None, Some(RoomKind::Case(case))) => {
            saying::apart(service, tx, (&case, centre, counsellor), (vec![phrase.into()], None)).await
        }
        _ => desk::push_answer(service, tx, event, phrase).await,
    }
}

/// Whether it was said in the room of this case, where the answer is what both read.
fn here(event: &Event, stored: &Stored) -> bool {
    event.answers.is_none() && stored.room.as_ref() == Some(&event.room)
}

/// Which appointments fall into an absence that begins now: their counsellor is told, and may cancel them.
pub(crate) async fn within_absence(
    service: &Service,
    tx: &mut Tx,
    absence: &routing::Absence,
) -> StoreResult<()> {
    let mut cases = std::collections::BTreeMap::<CentreId, Vec<Stored>>::new();
    for appointment in appointment::of_counsellor(tx, &absence.counsellor).await? {
        let Some(slot) = appointment.body.booked else { continue };
        if absence.since < slot.end()
            && slot.start < absence.back
            && let Some(stored) = store::case::by_id(tx, &appointment.case).await?
        {
            cases.entry(stored.case.centre.clone()).or_default().push(stored);
        }
    }
    for cases in cases.into_values() {
        let references: Vec<Reference> = cases.iter().map(|stored| stored.case.reference.clone()).collect();
        let Some(first) = cases.first() else { continue };
        let example = first.case.reference.clone();
        let say = vec![Phrase::AppointmentAbsence { references, example }.into()];
        saying::to_counsellor(service, tx, first, &absence.counsellor, (say, None)).await?;
    }
    Ok(())
}

/// Sets when somebody has time: `termine di 10-12, do 14-16 je 50`, `termine aus`; `termine` alone says what holds.
pub(crate) async fn hours(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    counsellor: CounsellorId,
    words: &str,
) -> Outcome {
    let (now, who) = (service.now(), (centre, &counsellor));
    let mut tx = service.store.begin().await?;
    let answer = match words.trim() {
        "" => match appointment::hours::of(&mut tx, &counsellor, centre).await? {
            Some(hours) => offering::told(&hours, now),
            None => Phrase::AppointmentHoursNone,
        },
        word if word.eq_ignore_ascii_case("aus") || word.eq_ignore_ascii_case("off") => {
            appointment::hours::forget(&mut tx, &counsellor, centre).await?;
            Phrase::AppointmentHoursOff
        }
        words => match routing::Hours::parse(words, now) {
            Ok(hours) => {
                appointment::hours::set(&mut tx, &counsellor, centre, &hours).await?;
                offering::told(&hours, now)
            }
            Err(fault) => offering::refused(fault),
        },
    };
    tell(service, &mut tx, event, who, answer).await?;
    settle(service, tx, event).await
}

/// What a counsellor says in the room of a case, where it need not be named. Talk that only looks like it stays talk.
pub(crate) async fn in_room(
    service: &Service,
    event: &Event,
    stored: &Stored,
    counsellor: CounsellorId,
    command: crate::words::command::Command,
) -> Outcome {
    use crate::words::command::Command;
    let (centre, own) = (&stored.case.centre, stored.case.reference.clone());
    match command {
        Command::Times { words } => offering::offer(service, event, centre, counsellor, (own, &words)).await,
        Command::OfferDates { reference, words } => {
            offering::offer(service, event, centre, counsellor, (reference.unwrap_or(own), &words)).await
        }
        Command::CancelDate { reference } => {
            cancel(service, event, centre, counsellor, reference.unwrap_or(own)).await
        }
        Command::MarkDate { reference, kept } => {
            mark(service, event, centre, counsellor, (reference.unwrap_or(own), kept)).await
        }
        _ => Ok(Handled::Nothing("nothing about an appointment")),
    }
}
