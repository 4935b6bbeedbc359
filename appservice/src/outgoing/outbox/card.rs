//! The card of an enquiry in Erstanfragen.

use routing::{CaseId, CentreId, EventId, RoomId, State};
use ruma::UserId;
use serde_json::json;

use crate::{
    cases::{
        effects::Done,
        service::{Service, seeker_matrix_id},
    },
    keys::custodian::{Custodian, Listeners},
    outgoing::rooms::centre_rooms,
    running::{fail_point, trouble::Trouble},
    store,
    words::phrases::{Confidence, Phrase, Say},
};

use super::speech::content;

/// Posts the card with the first message, and puts the ✅ on it that counsellors click.
pub(super) async fn post(service: &Service, case: &CaseId, row: &str) -> Result<Done, Trouble> {
    let stored = {
        let mut tx = service.store.look().await?;
        store::case::by_id(&mut tx, case).await?
    };
    let Some(stored) = stored else { return Ok(Done::nothing()) };
    let (State::Asked { first, asked_at }, Some(room)) = (&stored.case.state, &stored.room) else {
        return Ok(Done::nothing());
    };
    let centre = &stored.case.centre;
    let rooms = centre_rooms::ensure(service, centre).await?;
    let custodian = service.custodian(centre).await?;
    let seeker = stored.case.seeker().map(seeker_matrix_id);
    // The text stands in no database of ours: it is fetched and decrypted again, now.
    let text = if stored.case.history_from.is_some() {
        // The first message is older than what whoever gets the case may read.
        service.catalogue.say(service.locale, &Phrase::OfferCardWithoutText).plain
    } else {
        first_text(service, &custodian, room, first, seeker.as_deref()).await?
    };
    let directory = service.directory();
    let topic = directory.topic(&stored.case.topic).map_or_else(String::new, |topic| topic.name.clone());
    let card = Confidence::CentreCard {
        reference: stored.case.reference.clone(),
        pseudonym: stored.case.pseudonym().unwrap_or_default().to_owned(),
        topic,
        time: *asked_at,
        urgent: stored.case.urgent,
        text,
    };
    let mut says: Vec<Say> = vec![card.into()];
    // The reception is asked: whoever has an identity now is known to it first.
    if !service.reception().await?.pinned(seeker.as_deref()).await?.is_empty() {
        says.push(Phrase::CentreCardUnsigned.into());
    }
    let message = service.catalogue.say_all(service.locale, &says);
    let team = service.team(centre);
    let content = content(&message);
    fail_point::pass("send.before");
    let event = custodian
        .write(
            &rooms.enquiries,
            &Listeners::only(team.clone()),
            "m.room.message",
            &content,
            &format!("lotse-{row}"),
        )
        .await?;
    fail_point::pass("send.after");
    let reaction =
        json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": event.as_str(), "key": "✅" } });
    let txn = format!("lotse-{row}-r");
    service.homeserver.send(custodian.identity(), &rooms.enquiries, "m.reaction", &txn, reaction).await?;
    tracing::info!(case.id = %case, centre.id = %centre, "Posted the card of an enquiry");
    let mut done = Done { card: Some((event, rooms.enquiries, case.clone())), ..Done::default() };
    if rooms.made {
        // Nobody is in them yet, and the turn of all centres may take its time.
        for effect in centre_rooms::come_in(centre, &team.into_iter().collect()) {
            done.later(effect, routing::Span::from_millis(0));
        }
    }
    Ok(done)
}

async fn first_text(
    service: &Service,
    custodian: &Custodian,
    room: &RoomId,
    first: &EventId,
    seeker: Option<&UserId>,
) -> Result<String, Trouble> {
    let Some(event) = service.homeserver.event(custodian.user(), room, first).await? else {
        return Ok(String::new());
    };
    let opened = custodian.read(room, &event, seeker).await?;
    Ok(opened.map(|opened| service.said(&opened.content).text).unwrap_or_default())
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
    Ok(Done { removed: Some(event.clone()), ..Done::default() })
}
