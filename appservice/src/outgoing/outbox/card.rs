//! The card of an enquiry in Erstanfragen: posted, kept true to what the seeker's messages are now, taken away.
//!
//! What a seeker takes back must be readable for nobody: a card whose text has changed is redacted, and posted anew. An edit
//! would leave the old text in what clients show as its history, and on the homeserver. Only what comes on top of it, with the
//! text as it was, is an edit: it rings for nobody, and the ✅ stays where it is.

use std::sync::Arc;

use routing::{CaseId, CentreId, EventId, RoomId, Span, State};
use serde_json::{Value, json};

use crate::{
    cases::{
        self,
        effects::{Done, Whom},
        service::{Service, seeker_matrix_id},
    },
    keys::custodian::{Custodian, Listeners},
    outgoing::rooms::centre_rooms,
    running::{fail_point, trouble::Trouble},
    store::{self, case::Stored},
    words::phrases::{Confidence, Link, Phrase, Say},
};

use super::speech::content;

mod quote;

/// Posts the card with the first message, and puts the ✅ on it that counsellors click.
pub(super) async fn post(service: &Service, case: &CaseId, row: &str) -> Result<Done, Trouble> {
    let Some(stored) = load(service, case).await? else { return Ok(Done::nothing()) };
    if !matches!(stored.case.state, State::Asked { .. }) {
        return withdraw(service, &stored, row).await;
    }
    let Some(card) = render(service, stored).await? else { return Ok(Done::nothing()) };
    let centre = &card.stored.case.centre;
    let rooms = centre_rooms::ensure(service, centre).await?;
    // Whoever is in danger is to be read first: it rings for everybody.
    let whom = match &card.stored.case {
        case if case.urgent => Whom::Everybody,
        // Somebody sits before an open page.
        case if case.live => Whom::these(cases::live::on_duty(service, centre).await?),
        _ => Whom::Nobody,
    };
    let content = content(&card.message, &whom);
    let event = show(service, &card, &rooms.enquiries, &content, row).await?;
    tracing::info!(case.id = %case, centre.id = %centre, "Posted the card of an enquiry");
    let mut done = Done { card: Some((event, rooms.enquiries, case.clone())), ..Done::default() };
    if rooms.made {
        // Nobody is in them yet, and the turn of all centres may take its time.
        for effect in centre_rooms::come_in(centre, &service.team(centre).into_iter().collect()) {
            done.later(effect, Span::from_millis(0));
        }
    }
    Ok(done)
}

/// Makes the card say what is true now. `anew`: nothing of the old one stays readable, and every device of now can read it.
pub(super) async fn refresh(
    service: &Service,
    case: &CaseId,
    anew: bool,
    row: &str,
) -> Result<Done, Trouble> {
    let (active, live) = {
        let mut tx = service.store.look().await?;
        (store::card::of_case(&mut tx, case).await?, store::card::live_of(&mut tx, case).await?)
    };
    // Without one, the card that is still to be posted says what is true then.
    let Some(stored) = load(service, case).await? else { return Ok(Done::nothing()) };
    if !matches!(stored.case.state, State::Asked { .. }) {
        return withdraw(service, &stored, row).await;
    }
    let Some(active) = active else { return Ok(Done::nothing()) };
    if anew {
        // The text goes first: whatever fails afterwards, it is gone.
        let custodian = service.custodian(&stored.case.centre).await?;
        for (number, card) in live.iter().enumerate() {
            let txn = format!("lotse-{row}-g{number}");
            service.homeserver.redact(custodian.identity(), &card.room, &card.event, &txn).await?;
        }
        fail_point::pass("card.after_redaction");
    }
    let Some(card) = render(service, stored).await? else { return Ok(Done::nothing()) };
    let mut content = content(&card.message, &Whom::Nobody);
    if anew {
        // It rang when it came first.
        content["msgtype"] = json!("m.notice");
        let event = show(service, &card, &active.room, &content, row).await?;
        tracing::info!(case.id = %case, "Posted the card of an enquiry anew");
        let removed = live.into_iter().map(|card| card.event).collect();
        return Ok(Done { card: Some((event, active.room, case.clone())), removed, ..Done::default() });
    }
    let edit = json!({
        "msgtype": "m.text",
        "body": format!("* {}", card.message.plain),
        "m.new_content": content,
        "m.mentions": {},
        "m.relates_to": { "rel_type": "m.replace", "event_id": active.event.as_str() },
    });
    let event = write(service, &card, &active.room, &edit, row).await?;
    // The edit before says less, and would be one more place to think of.
    let mut removed = Vec::new();
    for (number, before) in live.into_iter().filter(|card| card.event != active.event).enumerate() {
        let txn = format!("lotse-{row}-g{number}");
        service.homeserver.redact(card.custodian.identity(), &before.room, &before.event, &txn).await?;
        removed.push(before.event);
    }
    Ok(Done { edited: Some((event, active.room, case.clone())), removed, ..Done::default() })
}

/// A card as it should be now.
struct Rendered {
    stored: Stored,
    custodian: Arc<Custodian>,
    message: crate::words::phrases::Message,
}

async fn load(service: &Service, case: &CaseId) -> Result<Option<Stored>, Trouble> {
    let mut tx = service.store.look().await?;
    Ok(store::case::by_id(&mut tx, case).await?)
}

async fn render(service: &Service, stored: Stored) -> Result<Option<Rendered>, Trouble> {
    let (State::Asked { first, asked_at }, Some(room)) = (&stored.case.state, &stored.room) else {
        return Ok(None);
    };
    let custodian = service.custodian(&stored.case.centre).await?;
    let seeker = stored.case.seeker().map(seeker_matrix_id);
    // The text stands in no database of ours: it is fetched and decrypted again, now.
    let quoted = if stored.case.history_from.is_some() {
        // The first message is older than what whoever gets the case may read.
        let hidden = service.catalogue.say(service.locale, &Phrase::OfferCardWithoutText).plain;
        quote::Quoted { text: hidden, further: 0 }
    } else {
        quote::of(service, &custodian, room, first, stored.case.seeker()).await?
    };
    let directory = service.directory();
    let topic = directory.topic(&stored.case.topic).map_or_else(String::new, |topic| topic.name.clone());
    let card = Confidence::CentreCard {
        reference: stored.case.reference.clone(),
        pseudonym: stored.case.pseudonym().unwrap_or_default().to_owned(),
        topic,
        time: *asked_at,
        urgent: stored.case.urgent,
        text: quoted.text,
        further: quoted.further,
        desk: service.addresses.form(&stored.case.reference).map(Link::new),
    };
    let on_top = stored.case.live.then_some(Phrase::LiveCard);
    let mut says: Vec<Say> = on_top.into_iter().map(Say::from).chain([card.into()]).collect();
    // The reception is asked: whoever has an identity now is known to it first.
    if !service.reception().await?.pinned(seeker.as_deref()).await?.is_empty() {
        says.push(Phrase::CentreCardUnsigned.into());
    }
    let message = service.catalogue.say_all(service.locale, &says);
    Ok(Some(Rendered { stored, custodian, message }))
}

/// Sends a card with its ✅.
async fn show(
    service: &Service,
    card: &Rendered,
    room: &RoomId,
    content: &Value,
    row: &str,
) -> Result<EventId, Trouble> {
    let event = write(service, card, room, content, row).await?;
    let reaction =
        json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": event.as_str(), "key": "✅" } });
    let txn = format!("lotse-{row}-r");
    service.homeserver.send(card.custodian.identity(), room, "m.reaction", &txn, reaction).await?;
    Ok(event)
}

async fn write(
    service: &Service,
    card: &Rendered,
    room: &RoomId,
    content: &Value,
    row: &str,
) -> Result<EventId, Trouble> {
    let team = service.team(&card.stored.case.centre);
    // Until it is written down which event it is, only this knows that there may be one.
    let mut tx = service.store.begin().await?;
    store::outbox::begin(&mut tx, row).await?;
    tx.commit().await?;
    fail_point::pass("send.before");
    let event = card
        .custodian
        .write(room, &Listeners::only(team), "m.room.message", content, &format!("lotse-{row}"))
        .await?;
    fail_point::pass("send.after");
    Ok(event)
}

/// The enquiry waits no more. If its card was on its way when that was interrupted, the homeserver alone knows whether it is
/// there: it gives the same event to the same transaction, and what it gives is taken away.
async fn withdraw(service: &Service, stored: &Stored, row: &str) -> Result<Done, Trouble> {
    let centre = &stored.case.centre;
    let (begun, rooms) = {
        let mut tx = service.store.look().await?;
        (store::outbox::has_begun(&mut tx, row).await?, store::room::of_centre(&mut tx, centre).await?)
    };
    if !begun {
        return Ok(Done::nothing());
    }
    let enquiries = rooms.into_iter().find(|(kind, _)| matches!(kind, store::room::RoomKind::Enquiries(_)));
    let Some((_, enquiries)) = enquiries else { return Ok(Done::nothing()) };
    let custodian = service.custodian(centre).await?;
    let withdrawn = Phrase::CentreNotOpen { reference: stored.case.reference.clone() };
    let content = content(&service.catalogue.say(service.locale, &withdrawn), &Whom::Nobody);
    let team = service.team(centre);
    let txn = format!("lotse-{row}");
    let event = custodian.write(&enquiries, &Listeners::only(team), "m.room.message", &content, &txn).await?;
    service.homeserver.redact(custodian.identity(), &enquiries, &event, &format!("{txn}-w")).await?;
    Ok(Done::nothing())
}

/// Takes the card away for everybody.
pub(super) async fn remove(
    service: &Service,
    centre: &CentreId,
    room: &RoomId,
    event: &EventId,
    row: &str,
) -> Result<Done, Trouble> {
    let custodian = service.custodian(centre).await?;
    service.homeserver.redact(custodian.identity(), room, event, &format!("lotse-{row}")).await?;
    Ok(Done { removed: vec![event.clone()], ..Done::default() })
}
