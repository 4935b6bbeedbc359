//! What a transaction says, as far as it can be read: a strange part does not spoil the others.

use std::{borrow::Cow, collections::HashMap};

use routing::{EventId, RoomId, Timestamp};
use ruma::OwnedUserId;
use serde::Deserialize;
use serde_json::{Value, value::RawValue};

use super::events::{Handler, Seen};
use crate::store::{
    inbox::{Arrival, Content},
    recent::LONGEST,
};

/// A transaction as the homeserver sends it, by part: a strange one does not spoil the others.
type Transaction<'t> = HashMap<String, &'t RawValue>;

/// The names of the to-device messages, earlier and now.
const TO_DEVICE: [&str; 2] = ["de.sorunome.msc2409.to_device", "to_device"];

#[derive(Deserialize)]
struct ToDevice {
    to_user_id: Option<OwnedUserId>,
}

/// The names of the news about devices, earlier and now.
const DEVICE_LISTS: [&str; 2] = ["org.matrix.msc3202.device_lists", "device_lists"];

#[derive(Default, Deserialize)]
struct DeviceChanges {
    #[serde(default)]
    changed: Vec<OwnedUserId>,
}

/// The names of the receipts and other things that do not last, earlier and now.
const EPHEMERAL: [&str; 2] = ["de.sorunome.msc2409.ephemeral", "ephemeral"];

/// Somebody has read up to a message.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Receipt {
    pub(super) reader: String,
    pub(super) room: RoomId,
    pub(super) event: EventId,
    pub(super) at: Timestamp,
}

#[derive(Deserialize)]
struct Ephemeral {
    #[serde(rename = "type")]
    kind: String,
    room_id: String,
    content: HashMap<String, HashMap<String, HashMap<String, Moment>>>,
}

#[derive(Deserialize)]
struct Moment {
    ts: i64,
}

#[derive(Deserialize)]
struct Head {
    event_id: String,
    room_id: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    sender: Option<Value>,
    #[serde(default)]
    state_key: Option<Value>,
}

/// What a transaction says, as far as it can be read.
#[derive(Default)]
pub(super) struct Said {
    pub(super) seen: Vec<Seen>,
    pub(super) unreadable: u64,
    pub(super) recipients: Vec<OwnedUserId>,
    pub(super) receipts: Vec<Receipt>,
    pub(super) devices: Vec<OwnedUserId>,
}

/// Reads a transaction; one that is none says nothing.
pub(super) fn said(txn_id: &str, body: &[u8]) -> Said {
    // A byte that is no text spoils the word that it stands in, and nothing else.
    let body = String::from_utf8_lossy(body);
    // Where it had to be mended, or is long, its events keep what they say themselves.
    let whole = match &body {
        Cow::Borrowed(body) if body.len() <= LONGEST => Some(*body),
        _ => None,
    };
    let parsed = serde_json::from_str::<Transaction<'_>>(&body).and_then(|transaction| {
        let events: Vec<&RawValue> =
            transaction.get("events").map_or(Ok(Vec::new()), |events| serde_json::from_str(events.get()))?;
        let (seen, unreadable) = arrivals(&events, whole);
        Ok(Said {
            seen,
            unreadable,
            recipients: recipients(&transaction),
            receipts: receipts(&transaction),
            devices: device_changes(&transaction),
        })
    });
    match parsed {
        Ok(said) => said,
        Err(error) => {
            metrics::counter!("lotse_events_quarantined_total", "reason" => "no_transaction").increment(1);
            tracing::error!(
                txn.id = txn_id,
                line = error.line(),
                column = error.column(),
                "Left out a transaction that is none"
            );
            Said::default()
        }
    }
}

/// Whose letter-boxes something was put into. What is no message rings no bell.
fn recipients(transaction: &Transaction<'_>) -> Vec<OwnedUserId> {
    let parts = TO_DEVICE.iter().filter_map(|name| transaction.get(*name));
    let messages =
        parts.flat_map(|part| serde_json::from_str::<Vec<&RawValue>>(part.get()).unwrap_or_default());
    messages.filter_map(|message| serde_json::from_str::<ToDevice>(message.get()).ok()?.to_user_id).collect()
}

/// Whose devices have changed. What is no list says nothing.
fn device_changes(transaction: &Transaction<'_>) -> Vec<OwnedUserId> {
    let parts = DEVICE_LISTS.iter().filter_map(|name| transaction.get(*name));
    parts
        .flat_map(|part| serde_json::from_str::<DeviceChanges>(part.get()).unwrap_or_default().changed)
        .collect()
}

/// Who has read what. What is no receipt says nothing.
fn receipts(transaction: &Transaction<'_>) -> Vec<Receipt> {
    let parts = EPHEMERAL.iter().filter_map(|name| transaction.get(*name));
    let all = parts.flat_map(|part| serde_json::from_str::<Vec<&RawValue>>(part.get()).unwrap_or_default());
    let mut receipts = Vec::new();
    for one in all.filter_map(|one| serde_json::from_str::<Ephemeral>(one.get()).ok()) {
        let (true, Ok(room)) = (one.kind == "m.receipt", RoomId::parse(&one.room_id)) else { continue };
        for (event, mut kinds) in one.content {
            let Ok(event) = EventId::parse(&event) else { continue };
            receipts.extend(kinds.remove("m.read").into_iter().flatten().map(|(reader, moment)| Receipt {
                reader,
                room: room.clone(),
                event: event.clone(),
                at: Timestamp::from_millis(moment.ts),
            }));
        }
    }
    receipts
}

/// The events that somebody here handles, and how many were no events at all. They are parts of the whole, if it is kept.
fn arrivals(events: &[&RawValue], whole: Option<&str>) -> (Vec<Seen>, u64) {
    let text = |value: Option<Value>| match value {
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    let mut unreadable = 0;
    let mut arrivals = Vec::with_capacity(events.len());
    for event in events {
        let head = serde_json::from_str::<Head>(event.get()).ok();
        let ids = head.as_ref().and_then(|head| {
            Some((EventId::parse(&head.event_id).ok()?, RoomId::parse(&head.room_id).ok()?))
        });
        match (head, ids) {
            (Some(head), Some((event_id, room_id))) => {
                if Handler::cares_for(&head.kind) {
                    let member = text(head.state_key).filter(|_| head.kind == "m.room.member");
                    let content = content(event.get(), whole);
                    let arrival = Arrival { event_id, room_id, content };
                    arrivals.push(Seen { arrival, sender: text(head.sender), member });
                }
            }
            _ => unreadable += 1,
        }
    }
    (arrivals, unreadable)
}

/// Where an event stands in its transaction, or the event itself.
fn content(event: &str, whole: Option<&str>) -> Content {
    let at = whole.and_then(|whole| {
        let at = event.as_ptr().addr().checked_sub(whole.as_ptr().addr())?;
        (whole.get(at..at.checked_add(event.len())?)? == event).then_some(at)
    });
    match at {
        Some(at) => Content::InTransaction { at, length: event.len() },
        None => Content::Own(event.as_bytes().to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(json: &str) -> Box<RawValue> {
        RawValue::from_string(json.to_owned()).unwrap()
    }

    #[test]
    fn keeps_the_good_events_around_a_bad_one() {
        let good = r#"{"event_id":"$a","room_id":"!r","type":"m.room.encrypted","content":{}}"#;
        let other = r#"{"event_id":"$b","room_id":"!r","type":"m.typing","content":{}}"#;
        let events = [raw(good), raw("7"), raw(r#"{"event_id":5}"#), raw(other)];
        let (kept, unreadable) = arrivals(&events.each_ref().map(|event| &**event), None);
        assert_eq!((kept.len(), unreadable), (1, 2));
    }

    #[test]
    fn hears_who_has_read_whatever_lies_beside_it() {
        let body = r#"{"ephemeral":[5,{"type":"m.typing","room_id":"!r","content":{"user_ids":["@a:b"]}},
            {"type":"m.receipt","room_id":"!r","content":{
                "$e":{"m.read":{"@a:b":{"ts":7,"thread_id":"main"}},"m.read.private":{"@c:d":{"ts":8}}},
                "no event":{"m.read":{"@a:b":{"ts":9}}}}}]}"#;
        let heard = receipts(&serde_json::from_str(body).unwrap());
        let (room, event) = (RoomId::parse("!r").unwrap(), EventId::parse("$e").unwrap());
        assert_eq!(heard, [Receipt { reader: "@a:b".into(), room, event, at: Timestamp::from_millis(7) }]);
    }

    #[test]
    fn hears_whose_devices_have_changed() {
        let body = r#"{"org.matrix.msc3202.device_lists":{"changed":["@a:b"],"left":[]},"device_lists":5}"#;
        assert_eq!(device_changes(&serde_json::from_str(body).unwrap()), ["@a:b"]);
        assert!(device_changes(&serde_json::from_str(r#"{"events":[]}"#).unwrap()).is_empty());
    }

    #[test]
    fn rings_for_everybody_who_has_mail_whatever_lies_beside_it() {
        let body = r#"{"events":5,"to_device":[7,{"to_user_id":5},{"to_user_id":"@a:b"}],
            "de.sorunome.msc2409.to_device":[{"to_user_id":"@c:d"}]}"#;
        let rung = recipients(&serde_json::from_str(body).unwrap());
        assert_eq!(rung, ["@c:d", "@a:b"]);
        assert!(recipients(&serde_json::from_str(r#"{"to_device":{}}"#).unwrap()).is_empty());
    }
}
