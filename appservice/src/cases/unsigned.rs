//! Seekers whose client cannot prove its device: they are told once what is missing, in clear, since no key goes to them; and
//! `trotzdem` goes on with exactly the devices that exist at that moment. Never for anybody who counsels, never for somebody who
//! has a cross-signing identity, and never without the word.

use routing::{CounsellorId, SeekerId};

use crate::{
    cases::{
        effects::{Effect, Whom, Words},
        event::{Event, Handled, Outcome, settle},
        reception,
        service::{Service, seeker_matrix_id},
    },
    keys::custodian::{Custodian, Proof},
    store::{
        self, StoreResult, Tx,
        pin::{Device, Pin},
    },
    words::{
        command::Command,
        heard::{Heard, Wish, goes_on_anyway},
        phrases::{Locale, Phrase, Say},
    },
};

/// Somebody has opened a chat and has no device that could be given a key.
pub(crate) async fn knocked(
    service: &Service,
    tx: &mut Tx,
    event: &Event,
    seeker: &SeekerId,
    standing: &Proof,
) -> StoreResult<()> {
    let known = store::pin::of(tx, seeker).await?.unwrap_or_default();
    let locale = language(service, &known);
    let say = vec![explanation(service, seeker, standing), Phrase::HelpLines.into()];
    store::pin::put(tx, seeker, &known, service.now()).await?;
    say_in_clear(service, tx, event, locale, say).await
}

/// A message came from a device that nobody has confirmed, and that is not one with which its owner goes on all the same.
pub(crate) async fn heard(
    service: &Service,
    event: &Event,
    seeker: &SeekerId,
    custodian: &Custodian,
) -> Outcome {
    let standing = custodian.proof(&seeker_matrix_id(seeker)).await?;
    let read = custodian.read_unsigned(&event.room, &event.raw).await?;
    let read = read.filter(|read| read.opened.sender.as_str() == seeker.as_str());
    if read.as_ref().is_some_and(|read| read.opened.content["msgtype"] == "m.notice") {
        return Ok(Handled::Nothing("a notice, which nobody answers"));
    }
    // Nothing is taken of it but the few words that lead on.
    let text = read.as_ref().map(|read| service.said(&read.opened.content).text).unwrap_or_default();
    let words = Heard::new(&text);
    let mut tx = service.store.begin().await?;
    let known = store::pin::of(&mut tx, seeker).await?;
    let told = known.is_some();
    let mut pin = known.unwrap_or_default();
    let all_of_it = |standing| vec![explanation(service, seeker, standing), Phrase::HelpLines.into()];
    let say: Vec<Say> = match (Wish::of(&words), &standing) {
        (_, Proof::Bare(devices)) if goes_on_anyway(&words) && !counsels(service, seeker) => {
            let wrote = read.map(|read| read.device);
            let exists = wrote.is_some_and(|device| devices.contains(&device));
            if pin.devices.is_empty() && exists {
                return go_on(service, tx, event, seeker, (pin, devices.clone())).await;
            }
            vec![Phrase::ReceptionUnsignedLater.into()]
        }
        (Some(Wish::Speak(locale)), standing) => {
            pin.language = Some(locale.tag().to_owned());
            all_of_it(standing)
        }
        (Some(Wish::Help), standing) => all_of_it(standing),
        (_, standing) if !told => all_of_it(standing),
        _ if Command::parse(&text) == Ok(Command::Help) => all_of_it(&standing),
        (_, Proof::Bare(_)) if !counsels(service, seeker) => vec![Phrase::ReceptionUnsignedShort.into()],
        _ => vec![Phrase::ErrorsDeviceUnverifiedShort.into()],
    };
    store::pin::put(&mut tx, seeker, &pin, service.now()).await?;
    let locale = language(service, &pin);
    say_in_clear(service, &mut tx, event, locale, say).await?;
    settle(service, tx, event).await
}

/// `trotzdem` from a device that counts: those that came since count as well. Nothing for somebody to whom this does not apply.
pub(crate) async fn again(
    service: &Service,
    event: &Event,
    seeker: &SeekerId,
    custodian: &Custodian,
) -> Result<Option<Outcome>, crate::running::trouble::Trouble> {
    let person = seeker_matrix_id(seeker);
    let pinned = custodian.pinned(Some(&person)).await?;
    if pinned.is_empty() || counsels(service, seeker) {
        return Ok(None);
    }
    let Proof::Bare(devices) = custodian.proof(&person).await? else { return Ok(None) };
    let mut tx = service.store.begin().await?;
    let pin = store::pin::of(&mut tx, seeker).await?.unwrap_or_default();
    pin_all(service, &mut tx, seeker, pin, &devices).await?;
    let names = devices.iter().map(|device| device.id.clone()).collect();
    reception::push_answer(service, &mut tx, event, Phrase::ReceptionUnsignedGoesOn { devices: names })
        .await?;
    Ok(Some(settle(service, tx, event).await))
}

/// They have said it: what exists now counts, and they are greeted like everybody else.
async fn go_on(
    service: &Service,
    mut tx: Tx,
    event: &Event,
    seeker: &SeekerId,
    (pin, devices): (Pin, Vec<Device>),
) -> Outcome {
    let locale = language(service, &pin);
    let names = devices.iter().map(|device| device.id.clone()).collect();
    pin_all(service, &mut tx, seeker, pin, &devices).await?;
    metrics::counter!("lotse_seekers_unsigned_total").increment(1);
    let first = Phrase::ReceptionUnsignedGoesOn { devices: names };
    reception::greet_after(service, &mut tx, event, locale, first).await?;
    settle(service, tx, event).await
}

async fn pin_all(
    service: &Service,
    tx: &mut Tx,
    seeker: &SeekerId,
    pin: Pin,
    devices: &[Device],
) -> StoreResult<()> {
    store::pin::put(tx, seeker, &Pin { devices: devices.to_vec(), ..pin }, service.now()).await
}

fn explanation(service: &Service, seeker: &SeekerId, standing: &Proof) -> Say {
    match standing {
        Proof::Bare(_) if !counsels(service, seeker) => Phrase::ReceptionUnsigned.into(),
        _ => Phrase::ErrorsDeviceUnverified.into(),
    }
}

/// Whether somebody counsels anywhere: for them there is no exception.
pub(super) fn counsels(service: &Service, seeker: &SeekerId) -> bool {
    let Ok(id) = CounsellorId::parse(seeker.as_str()) else { return false };
    service.directory().counsellors().iter().any(|counsellor| counsellor.id == id)
}

fn language(service: &Service, pin: &Pin) -> Locale {
    pin.language.as_deref().and_then(Locale::parse).unwrap_or(service.locale)
}

async fn say_in_clear(
    service: &Service,
    tx: &mut Tx,
    event: &Event,
    locale: Locale,
    say: Vec<Say>,
) -> StoreResult<()> {
    let now = service.now();
    let sealed = Words { locale, say, whom: Whom::Nobody }.seal(service.store.vault())?;
    Effect::SayInClear { room: event.room.clone(), sealed }.push(tx, now, now).await
}
