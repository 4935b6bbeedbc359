//! The one message in a Team room that says what waits today: posted, pinned, and kept true by edits, of which only the latest stands.
//!
//! Never two: the event follows from the effect's transaction, and what is shown is written down in the commit that ends the effect.
//! What is pinned is an event's id, and nothing else of it is in the room's state.

use routing::{CentreId, EventId, RoomId};
use serde_json::{Value, json};

use super::speech::content;
use crate::{
    cases::{
        effects::{Done, Whom},
        service::Service,
        today,
    },
    keys::custodian::{Custodian, Listeners},
    running::{fail_point, trouble::Trouble},
    store::{self, room::RoomKind, today::Shown},
    words::phrases::Message,
};

/// Makes it say what is true now. `anew`: somebody has come who cannot read the old one.
pub(super) async fn show(
    service: &Service,
    centre: &CentreId,
    anew: bool,
    row: &str,
) -> Result<Done, Trouble> {
    let (rooms, known, begun) = {
        let mut tx = service.store.look().await?;
        let rooms = store::room::of_centre(&mut tx, centre).await?;
        let known = store::today::of(&mut tx, centre).await?;
        (rooms, known, store::outbox::has_begun(&mut tx, row).await?)
    };
    let team = rooms.into_iter().find(|(kind, _)| matches!(kind, RoomKind::Team(_)));
    let (Some((_, room)), Some(now)) = (team, today::of(service, centre).await?) else {
        return Ok(Done::nothing());
    };
    let custodian = service.custodian(centre).await?;
    let known = known.filter(|known| known.room == room);
    let there = match &known {
        Some(known) => is_there(service, &custodian, &room, &known.event).await?,
        None => false,
    };
    let shown = match known {
        Some(known) if there && !anew => {
            if known.said == now.said {
                known
            } else {
                edit(service, (centre, &custodian), known, (&now.message, now.said), row).await?
            }
        }
        known => {
            let old: Vec<EventId> =
                known.into_iter().flat_map(|it| it.edit.into_iter().chain([it.event])).collect();
            for (number, event) in old.iter().enumerate() {
                let txn = format!("lotse-{row}-g{number}");
                service.homeserver.redact(custodian.identity(), &room, event, &txn).await?;
            }
            let said = if begun { String::new() } else { now.said };
            post(service, (centre, &custodian), &room, (&now.message, said), row).await?
        }
    };
    pin(service, &custodian, &shown, row).await?;
    Ok(Done { today: Some((centre.clone(), Some(shown))), ..Done::default() })
}

/// Whether it is still in its room, and nobody has taken it away.
async fn is_there(
    service: &Service,
    custodian: &Custodian,
    room: &RoomId,
    event: &EventId,
) -> Result<bool, Trouble> {
    let found = service.homeserver.event(custodian.user(), room, event).await?;
    Ok(found.is_some_and(|event| event["content"]["ciphertext"].is_string()))
}

/// It rings for nobody: whoever must act is told otherwise.
async fn post(
    service: &Service,
    (centre, custodian): (&CentreId, &Custodian),
    room: &RoomId,
    (message, said): (&Message, String),
    row: &str,
) -> Result<Shown, Trouble> {
    // Whatever a first attempt has sent counts, and it may have said something else: `said` is empty then.
    let mut tx = service.store.begin().await?;
    store::outbox::begin(&mut tx, row).await?;
    tx.commit().await?;
    fail_point::pass("today.before_post");
    let listeners = Listeners::only(service.team(centre));
    let txn = format!("lotse-{row}");
    let event = custodian.write(room, &listeners, "m.room.message", &notice(message), &txn).await?;
    fail_point::pass("today.after_post");
    tracing::info!(centre.id = %centre, "Posted what waits today");
    Ok(Shown { room: room.clone(), event, edit: None, said, edited: service.now() })
}

async fn edit(
    service: &Service,
    (centre, custodian): (&CentreId, &Custodian),
    known: Shown,
    (message, said): (&Message, String),
    row: &str,
) -> Result<Shown, Trouble> {
    let edit = json!({
        "msgtype": "m.notice",
        "body": format!("* {}", message.plain),
        "m.new_content": notice(message),
        "m.mentions": {},
        "m.relates_to": { "rel_type": "m.replace", "event_id": known.event.as_str() },
    });
    let listeners = Listeners::only(service.team(centre));
    // Another attempt that says something else is another event, which counts.
    let txn = format!("lotse-{row}-{}", said.get(..16).unwrap_or_default());
    let event = custodian.write(&known.room, &listeners, "m.room.message", &edit, &txn).await?;
    fail_point::pass("today.after_edit");
    if let Some(before) = &known.edit {
        let txn = format!("lotse-{row}-e");
        service.homeserver.redact(custodian.identity(), &known.room, before, &txn).await?;
    }
    metrics::counter!("lotse_today_edits_total").increment(1);
    Ok(Shown { edit: Some(event), said, edited: service.now(), ..known })
}

fn notice(message: &Message) -> Value {
    let mut content = content(message, &Whom::Nobody);
    content["msgtype"] = json!("m.notice");
    content
}

/// Pins it, first of all that is pinned. Another one of ours that is pinned is one that was lost sight of, and goes.
async fn pin(service: &Service, custodian: &Custodian, shown: &Shown, row: &str) -> Result<(), Trouble> {
    const PINNED: &str = "m.room.pinned_events";
    let (user, room) = (custodian.user(), &shown.room);
    let state = service.homeserver.state(user, room, PINNED, "").await?;
    let pinned: Vec<String> = state
        .as_ref()
        .and_then(|state| state["pinned"].as_array())
        .map(|pinned| pinned.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect())
        .unwrap_or_default();
    let mut wanted = vec![shown.event.as_str().to_owned()];
    for (number, other) in pinned.iter().filter(|id| *id != shown.event.as_str()).enumerate() {
        let Ok(id) = EventId::parse(other) else { continue };
        let Some(event) = service.homeserver.event(user, room, &id).await? else { continue };
        if event["sender"] != user.as_str() {
            wanted.push(other.clone());
        } else if event["content"]["ciphertext"].is_string() {
            let txn = format!("lotse-{row}-p{number}");
            service.homeserver.redact(custodian.identity(), room, &id, &txn).await?;
        }
    }
    if pinned != wanted {
        service.homeserver.set_state(user, room, PINNED, "", json!({ "pinned": wanted })).await?;
    }
    Ok(())
}
