//! A seeker waits longer than they should: the team is reminded, then the administration is told.

use config::Contact;
use routing::{State, Timestamp, Topic};

use crate::{
    cases::{
        effects::{Effect, Letter, Whom},
        seekers::{Ear, ear, locale_of},
        service::{Service, who_can_act},
    },
    store::{self, StoreResult, Tx, case::Stored, room::RoomKind},
    words::phrases::{Phrase, Say},
};

/// What everybody is told about a case that waits.
struct Waiting {
    since: Timestamp,
    /// Full hours.
    hours: u16,
    promised: u16,
    /// Who has accepted it and not answered.
    holder: Option<String>,
}

impl Waiting {
    fn of(service: &Service, stored: &Stored) -> Option<Self> {
        let (since, holder) = match &stored.case.state {
            State::Asked { asked_at, .. } => (*asked_at, None),
            State::Accepted(accepted) if accepted.answered_at.is_none() => {
                let name = super::accepting::name_of(service, &stored.case.centre, &accepted.counsellor);
                (accepted.asked_at, Some(name))
            }
            _ => return None,
        };
        let hours = service.now().since(since).millis() / 3_600_000;
        let directory = service.directory();
        let topic = directory.topic(&stored.case.topic);
        let usual = Topic::new(stored.case.topic.clone(), "");
        let promised = topic.unwrap_or(&usual).promised(stored.case.urgent);
        Some(Self { since, hours: u16::try_from(hours).unwrap_or(u16::MAX), promised, holder })
    }
}

/// The centre is reminded of somebody who waits.
pub(super) async fn remind(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<()> {
    let Some(Waiting { hours, promised, holder, .. }) = Waiting::of(service, stored) else { return Ok(()) };
    let (reference, urgent) = (stored.case.reference.clone(), stored.case.urgent);
    let said = match holder {
        None => Phrase::NoticeWaiting { reference, hours, promised, urgent },
        Some(holder) => Phrase::NoticeUnanswered { reference, hours, promised, holder, urgent },
    };
    tell_centre(service, tx, stored, said).await?;
    metrics::counter!("lotse_reminders_total").increment(1);
    Ok(())
}

/// The promised time is over: the centre, the administration and the seeker are told.
pub(super) async fn broken(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<()> {
    let Some(Waiting { since, hours, promised, holder }) = Waiting::of(service, stored) else {
        return Ok(());
    };
    let told = !service.contacts.is_empty();
    let reference = stored.case.reference.clone();
    let said = Phrase::NoticePromiseBroken { reference, hours, promised, holder, told };
    tell_centre(service, tx, stored, said).await?;
    let whom: Vec<&str> = service.contacts.iter().map(address).collect();
    let now = service.now();
    let notices = store::breach::insert(tx, &stored.case.centre, since, &whom, now).await?;
    for (contact, notice) in service.contacts.iter().zip(notices) {
        tell(service, tx, contact, stored, (hours, notice)).await?;
    }
    tell_seeker(service, tx, stored, told).await?;
    let to = if told { "administration" } else { "nobody" };
    metrics::counter!("lotse_promises_broken_total", "told" => to).increment(1);
    tracing::warn!(
        case.id = %stored.case.id,
        centre.id = %stored.case.centre,
        waiting_since_ms = since.millis(),
        told = to,
        "A promise was broken: a seeker still waits for the first answer"
    );
    Ok(())
}

/// In Erstanfragen while anybody may take it; in Team once somebody has.
async fn tell_centre(service: &Service, tx: &mut Tx, stored: &Stored, said: Phrase) -> StoreResult<()> {
    let centre = stored.case.centre.clone();
    // Whoever has it must act; else anybody.
    let (room, whom) = match stored.case.state {
        State::Accepted(_) => (RoomKind::Team(centre), Whom::these(who_can_act(service, &stored.case))),
        _ => (RoomKind::Enquiries(centre), Whom::Everybody),
    };
    super::follow_up::say_in(service, tx, &room, (whom, said)).await.map(drop)
}

/// One of the administration is told which centre and how long: nobody's name, no reference, no topic.
async fn tell(
    service: &Service,
    tx: &mut Tx,
    contact: &Contact,
    stored: &Stored,
    (hours, notice): (u16, String),
) -> StoreResult<()> {
    let now = service.now();
    let directory = service.directory();
    let centre = directory
        .centre(&stored.case.centre)
        .map_or_else(|| stored.case.centre.to_string(), |centre| centre.name.clone());
    let text: Vec<Say> = vec![Phrase::MailPromiseText { centre, hours }.into()];
    let letter = Letter {
        to: address(contact).to_owned(),
        locale: service.locale,
        subject: Phrase::MailPromiseSubject,
        text,
        noted: Some(notice),
        account: None,
        asks: false,
    };
    let effect = match contact {
        Contact::Matrix(_) => Effect::tell(service.store.vault(), &letter)?,
        Contact::Mail(_) => Effect::mail(service.store.vault(), &letter)?,
    };
    effect.push(tx, now, now).await
}

fn address(contact: &Contact) -> &str {
    let (Contact::Matrix(to) | Contact::Mail(to)) = contact;
    to
}

/// Whoever waits hears that they are not forgotten, and where help is now: in the case's room, or, where no custodian
/// is left to say it, in the chat with the reception.
async fn tell_seeker(service: &Service, tx: &mut Tx, stored: &Stored, told: bool) -> StoreResult<()> {
    let now = service.now();
    let locale = locale_of(service, tx, stored).await?;
    let Some(Ear::Room(room) | Ear::Chat(room)) = ear(service, tx, stored).await? else { return Ok(()) };
    let words = vec![Phrase::NoticeStillWaiting { told }.into(), Phrase::HelpLines.into()];
    Effect::say(service.store.vault(), &room, None, locale, words)?.push(tx, now, now).await
}
