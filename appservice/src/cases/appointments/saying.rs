//! What is said of an appointment: to both in the room of the case; where only people have its keys, to the seeker in the chat with
//! the reception and to the counsellor in theirs with the custodian. Files for calendars go the same way, encrypted like all else.

use routing::{CaseId, CentreId, CounsellorId, Slot, State};

use super::super::seekers::{Ear, ear, locale_of};
use crate::{
    cases::{
        effects::{Effect, Handout, Whither, Whom, Words},
        service::{Service, matrix_id, seeker_matrix_id},
    },
    store::{StoreResult, Tx, appointment::Body, case::Stored},
    words::{
        calendar::Entry,
        phrases::{Phrase, Say},
    },
};

pub(crate) use crate::words::phrases::By;

/// Where the seeker can be told.
pub(super) async fn ear_of(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<Option<Ear>> {
    ear(service, tx, stored).await
}

/// Times to choose from, numbered.
pub(super) async fn offer(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    (slots, moves): (&[Slot], bool),
) -> StoreResult<()> {
    let mut say = vec![Phrase::AppointmentOffer { moves }.into()];
    say.extend(numbered(slots));
    if let Some(Ear::Room(_)) = ear_of(service, tx, stored).await? {
        say.push(Phrase::AppointmentHow.into());
    } else {
        let reference = stored.case.reference.clone();
        say.push(Phrase::AppointmentHowApart { reference }.into());
    }
    give(service, tx, stored, (say, None, true)).await
}

/// Each on a line.
pub(super) fn numbered(slots: &[Slot]) -> impl Iterator<Item = Say> {
    (1..).zip(slots).map(|(number, slot)| {
        let Slot { start: time, minutes, venue } = *slot;
        Phrase::AppointmentSlot { number, time, minutes, venue }.into()
    })
}

/// The time holds.
pub(super) async fn booked(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    (body, slot): (&Body, &Slot),
) -> StoreResult<()> {
    let Slot { start: time, minutes, venue } = *slot;
    let say = vec![Phrase::AppointmentBooked { time, minutes, venue }.into()];
    let file = entry(service, body, slot, false);
    give_with(service, tx, stored, &body.counsellor, (say.clone(), Some(file.clone()), false)).await?;
    to_counsellor_apart(service, tx, stored, &body.counsellor, (say, Some(file))).await
}

/// It does not hold any more.
pub(super) async fn cancelled(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    (body, slot): (&Body, &Slot),
    by: By,
) -> StoreResult<()> {
    let say = vec![Phrase::AppointmentCancelled { time: slot.start, by }.into()];
    let body = Body { sequence: body.sequence + 1, ..body.clone() };
    let file = entry(service, &body, slot, true);
    give_with(service, tx, stored, &body.counsellor, (say.clone(), Some(file.clone()), false)).await?;
    to_counsellor_apart(service, tx, stored, &body.counsellor, (say, Some(file))).await
}

/// The same sentences for the seeker and for whoever has the appointment, who may stand in for the holder.
pub(super) async fn to_the_two(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    counsellor: &CounsellorId,
    say: Vec<Say>,
) -> StoreResult<()> {
    give_with(service, tx, stored, counsellor, (say.clone(), None, false)).await?;
    to_counsellor_apart(service, tx, stored, counsellor, (say, None)).await
}

/// The same sentences for both.
pub(super) async fn to_both(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    say: Vec<Say>,
) -> StoreResult<()> {
    give(service, tx, stored, (say.clone(), None, false)).await?;
    let Some(holder) = stored.case.holder().cloned() else { return Ok(()) };
    to_counsellor_apart(service, tx, stored, &holder, (say, None)).await
}

/// To the seeker, and in the room of the case to whoever reads there.
pub(super) async fn give(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    said: (Vec<Say>, Option<String>, bool),
) -> StoreResult<()> {
    let holder = match &stored.case.state {
        State::Accepted(accepted) => Some(accepted.counsellor.clone()),
        _ => None,
    };
    give_to(service, tx, stored, holder.as_ref(), said).await
}

async fn give_with(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    counsellor: &CounsellorId,
    said: (Vec<Say>, Option<String>, bool),
) -> StoreResult<()> {
    let runs = matches!(stored.case.state, State::Accepted(_));
    give_to(service, tx, stored, Some(counsellor).filter(|_| runs), said).await
}

async fn give_to(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    counsellor: Option<&CounsellorId>,
    (say, file, offers): (Vec<Say>, Option<String>, bool),
) -> StoreResult<()> {
    let (now, locale) = (service.now(), locale_of(service, tx, stored).await?);
    let (room, whom) = match ear_of(service, tx, stored).await? {
        None => return Ok(()),
        Some(Ear::Room(room)) => (room, people(stored, counsellor)),
        Some(Ear::Chat(chat)) => (chat, Whom::these(stored.case.seeker().map(seeker_matrix_id))),
    };
    let handout = Handout { words: Words { locale, say, whom }, file, offers };
    let to = Whither::Room { room };
    Effect::handout(service.store.vault(), to, &stored.case.id, &handout)?.push(tx, now, now).await
}

fn people(stored: &Stored, counsellor: Option<&CounsellorId>) -> Whom {
    Whom::these(stored.case.seeker().map(seeker_matrix_id).into_iter().chain(counsellor.map(matrix_id)))
}

/// To the counsellor, where they do not read it in the room of the case.
async fn to_counsellor_apart(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    counsellor: &CounsellorId,
    said: (Vec<Say>, Option<String>),
) -> StoreResult<()> {
    if matches!(ear_of(service, tx, stored).await?, Some(Ear::Room(_))) {
        return Ok(());
    }
    to_counsellor(service, tx, stored, counsellor, said).await
}

/// To the counsellor alone, in their chat with the custodian.
pub(super) async fn to_counsellor(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    counsellor: &CounsellorId,
    (say, file): (Vec<Say>, Option<String>),
) -> StoreResult<()> {
    let about: Say = Phrase::AppointmentAbout { reference: stored.case.reference.clone() }.into();
    let say = [about].into_iter().chain(say).collect();
    let whom = (&stored.case.id, &stored.case.centre, counsellor);
    apart(service, tx, whom, (say, file)).await
}

/// The same, whatever it is about.
pub(super) async fn apart(
    service: &Service,
    tx: &mut Tx,
    (case, centre, counsellor): (&CaseId, &CentreId, &CounsellorId),
    (say, file): (Vec<Say>, Option<String>),
) -> StoreResult<()> {
    let now = service.now();
    let whom = Whom::these([matrix_id(counsellor)]);
    let handout = Handout { words: Words { locale: service.locale, say, whom }, file, offers: false };
    let to = Whither::Chat { centre: centre.clone(), counsellor: counsellor.clone() };
    Effect::handout(service.store.vault(), to, case, &handout)?.push(tx, now, now).await
}

fn entry(service: &Service, body: &Body, slot: &Slot, ended: bool) -> String {
    let title = service.catalogue.say(service.locale, &Phrase::AppointmentTitle).plain;
    let entry = Entry { uid: &body.uid, sequence: body.sequence, slot, title: &title, ended };
    crate::words::calendar::file(&entry, service.now())
}
