//! Whoever has a case offers its seeker up to five times to choose from; a booked one holds until another is chosen.

use routing::{
    CentreId, CounsellorId, Hours, HoursFault, Reference, Slot, State, Timestamp, appointment::HORIZON,
    appointment::OFFERED,
};

use super::{answer, here, meant, saying, tell};
use crate::{
    cases::{
        event::{Event, Outcome, settle},
        seekers::is_of_portal,
        service::Service,
    },
    running::entropy,
    store::{
        StoreResult, Tx,
        appointment::{self, Body},
        case::Stored,
    },
    words::phrases::Phrase,
};

/// `termin anbieten [di 10-12]`: these times, or the next ones of the counsellor's own hours.
pub(crate) async fn offer(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    counsellor: CounsellorId,
    (reference, words): (Reference, &str),
) -> Outcome {
    let who = (centre, &counsellor);
    let (stored, before) = match meant(service, centre, &counsellor, reference.clone()).await? {
        Ok(meant) => meant,
        Err(refusal) => return answer(service, event, who, refusal).await,
    };
    let hours = match words.trim() {
        "" => appointment::hours::of(&mut service.store.look().await?, &counsellor, centre).await?,
        words => match Hours::parse(words, service.now()) {
            Ok(hours) => Some(hours),
            Err(fault) => return answer(service, event, who, refused(fault)).await,
        },
    };
    let Some(hours) = hours else {
        return answer(service, event, who, Phrase::AppointmentHoursNone).await;
    };
    let mut tx = service.store.begin().await?;
    // It may have ended or gone to somebody else meanwhile.
    let (now, known) = (service.now(), crate::store::case::by_id(&mut tx, &stored.case.id).await?);
    let still = known.as_ref().is_some_and(|known| {
        let accepted = known.case.accepted().filter(|_| matches!(known.case.state, State::Accepted(_)));
        accepted.is_some_and(|accepted| accepted.may_act(&counsellor, now))
    });
    if !still {
        drop(tx);
        return answer(service, event, who, Phrase::CentreNotAllowed).await;
    }
    if saying::ear_of(service, &mut tx, &stored).await?.is_none() {
        drop(tx);
        return answer(service, event, who, Phrase::AppointmentUnreachable { reference }).await;
    }
    let free = free(service, &mut tx, (&counsellor, centre), &hours).await?;
    if free.is_empty() {
        drop(tx);
        return answer(service, event, who, Phrase::AppointmentNoneFree).await;
    }
    let count = u16::try_from(free.len()).unwrap_or(u16::MAX);
    put(service, &mut tx, &stored, before, (counsellor.clone(), free)).await?;
    if !here(event, &stored) {
        tell(service, &mut tx, event, who, Phrase::AppointmentOffered { reference, count }).await?;
    }
    settle(service, tx, event).await
}

/// Up to five times at which the counsellor is there, and not taken by another case.
pub(super) async fn free(
    service: &Service,
    tx: &mut Tx,
    (counsellor, centre): (&CounsellorId, &CentreId),
    hours: &Hours,
) -> StoreResult<Vec<Slot>> {
    let taken: Vec<Slot> = appointment::of_counsellor(tx, counsellor)
        .await?
        .iter()
        .filter_map(|other| other.body.booked)
        .collect();
    Ok(hours.slots(&taken, from(service, counsellor, centre), OFFERED))
}

/// From when on somebody is there: now, or when they are back. What was offered before they went may lie in their absence.
pub(super) fn from(service: &Service, counsellor: &CounsellorId, centre: &CentreId) -> Timestamp {
    let (directory, now) = (service.directory(), service.now());
    let away = directory.counsellor(counsellor, centre).and_then(|known| known.away_until);
    away.map_or(now, |back| back.max(now))
}

/// Writes down what is offered, and says it.
pub(super) async fn put(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    before: Option<appointment::Stored>,
    (counsellor, free): (CounsellorId, Vec<Slot>),
) -> StoreResult<()> {
    let now = service.now();
    let last = free.iter().map(|slot| slot.start).max();
    let moves = before.as_ref().is_some_and(|before| before.body.booked.is_some());
    if let Some(mut before) = before {
        before.body.counsellor = counsellor;
        before.body.offered.clone_from(&free);
        before.body.asked_in = None;
        before.due = before.due.filter(|_| moves).or(last);
        appointment::save(tx, &mut before).await?;
    } else {
        let body = Body {
            counsellor,
            centre: stored.case.centre.clone(),
            uid: entropy::word(),
            sequence: 0,
            offered: free.clone(),
            asked_in: None,
            booked: None,
            looked: now,
        };
        appointment::insert(tx, &stored.case.id, &body, last).await?;
    }
    saying::offer(service, tx, stored, (&free, moves)).await?;
    if let Some(seeker) = stored.case.seeker().filter(|_| is_of_portal(service, &stored.case)) {
        // As for any answer: an e-mail, if they wish for one and do not come.
        crate::store::account::answered(tx, seeker, now).await?;
    }
    Ok(())
}

/// What holds from now on.
pub(super) fn told(hours: &Hours, now: Timestamp) -> Phrase {
    let slots = hours.slots(&[], now, 500).len();
    let weeks = u16::try_from(HORIZON / 7).unwrap_or_default();
    Phrase::AppointmentHours {
        text: hours.text().to_owned(),
        slots: u16::try_from(slots).unwrap_or(u16::MAX),
        weeks,
    }
}

/// Which part is not understood, and why.
pub(super) fn refused(fault: HoursFault) -> Phrase {
    Phrase::AppointmentRefused { part: fault.part, words: fault.words, problem: fault.what }
}
