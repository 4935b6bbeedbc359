//! From written-down transactions to handled events: split, then one queue per room.
//!
//! Order within a room is kept, rooms are independent. An event that never can be handled is quarantined by its id and
//! never blocks the queue; one that may succeed later waits at the head of its room, however often it fails, and one whose key
//! has not come beside it.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
    sync::Arc,
    time::Duration,
};

use futures_util::FutureExt as _;
use routing::{EventId, RoomId, Timestamp};
use ruma::OwnedUserId;
use serde::Deserialize;
use serde_json::{Value, value::RawValue};
use tokio::{
    sync::{Notify, Semaphore},
    time::Instant,
};
use tokio_util::sync::CancellationToken;

use crate::{
    cases::event::{Event, Handled, KEY_NEVER_CAME},
    incoming::{
        events::{Handler, Seen},
        settling::Settling,
    },
    running::{
        clock::Clock,
        fail_point, guard,
        headway::{self, Headway},
        lanes::Lanes,
        pulse::{LONGEST_PIECE, LONGEST_ROUND, Pulses},
        trouble::Trouble,
    },
    store::{
        Store, StoreError, StoreResult, damage,
        inbox::{self, Arrival, Content, Pending},
        recent::LONGEST,
        setback::{self, Kind},
        tenure::Term,
        transaction::{self, Unsplit},
        unread, waiting,
    },
};

/// Looked for work at least this often, whatever rings.
const ROUND: Duration = Duration::from_secs(1);

/// Transactions that are split in one commit at most.
const TOGETHER: u32 = 64;

/// Between two commits that split: under load they gather meanwhile, and one that comes alone does not wait.
const GATHERING: Duration = Duration::from_millis(25);

/// Turns written-down transactions into handled events, until told to stop.
pub struct Intake {
    /// The memory.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// Who handles events.
    pub handler: Arc<Handler>,
    /// Rung when a transaction was written down.
    pub arrived: Arc<Notify>,
    /// How many rooms are worked on at a time.
    pub rooms_at_once: usize,
    /// Where events without effect are settled together.
    pub settling: Settling,
    /// Who still works.
    pub pulses: Pulses,
    /// How far events that wait had come.
    pub headway: Headway,
}

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
struct Receipt {
    reader: String,
    room: RoomId,
    event: EventId,
    at: Timestamp,
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
struct Said {
    seen: Vec<Seen>,
    unreadable: u64,
    recipients: Vec<OwnedUserId>,
    receipts: Vec<Receipt>,
    devices: Vec<OwnedUserId>,
}

impl Intake {
    /// Works until the term ends, then finishes the events in hand.
    pub async fn run(self, term: Term) {
        let this = Arc::new(self);
        let stop = term.stop.clone();
        let places = Arc::new(Semaphore::new(this.rooms_at_once));
        let lanes = Lanes::default();
        let mut split_at = Instant::now();
        let mut began = false;
        let pulse = this.pulses.worker("intake", LONGEST_ROUND);
        while !stop.is_cancelled() {
            pulse.beat();
            fail_point::begin_round("intake.round").await;
            tokio::time::sleep_until(split_at + GATHERING).await;
            if let Err(error) = this.split_all(&mut split_at).await {
                tracing::error!(error = %error, "Could not split transactions; trying again");
            }
            match this.take_up_waiting(began).await {
                Ok(()) => began = true,
                Err(error) => {
                    tracing::error!(error = %error, "Could not take up what waits for a key; trying again");
                }
            }
            match this.rooms_with_work().await {
                Ok(rooms) => {
                    for room in rooms {
                        let (this, stop, lane) = (this.clone(), stop.clone(), room.to_string());
                        let job = term.until_lost(async move { this.work_through(&room, &stop).await });
                        lanes.start(&lane, places.clone(), job);
                    }
                }
                Err(error) => tracing::error!(error = %error, "Could not look for events; trying again"),
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = this.arrived.notified() => {}
                () = this.handler.keys_came().notified() => {}
                () = lanes.freed() => {}
                () = tokio::time::sleep(ROUND) => {}
            }
        }
        drop(pulse);
        lanes.finish().await;
    }

    /// Events that wait for a key beside their rooms: all of them as we begin, since a key may have come as the last
    /// process ended, and later those whose moment has come. The key itself rings for them.
    async fn take_up_waiting(&self, began: bool) -> StoreResult<()> {
        let now = self.clock.now();
        if began && !waiting::is_due(&mut self.store.look().await?, now).await? {
            return Ok(());
        }
        let mut tx = self.store.begin().await?;
        if began {
            waiting::moment_came(&mut tx, now).await?;
        } else {
            waiting::look_at_all(&mut tx, now).await?;
        }
        tx.commit().await
    }

    async fn rooms_with_work(&self) -> StoreResult<Vec<RoomId>> {
        let mut tx = self.store.look().await?;
        inbox::rooms_with_work(&mut tx, self.clock.now()).await
    }

    async fn split_all(&self, split_at: &mut Instant) -> StoreResult<()> {
        loop {
            let waiting = {
                let mut tx = self.store.look().await?;
                transaction::next_unsplit(&mut tx, self.clock.now(), TOGETHER).await?
            };
            if waiting.is_empty() {
                return Ok(());
            }
            *split_at = Instant::now();
            self.split_together(&waiting).await?;
        }
    }

    /// Splits transactions in one commit; or, if one of them is why that fails, each on its own.
    async fn split_together(&self, waiting: &[Unsplit]) -> StoreResult<()> {
        if waiting.iter().all(|transaction| transaction.body.is_some()) {
            match guard::caught(self.split(waiting).boxed()).await {
                Ok(Err(error)) if !damage::is_of_a_row(&error) => return Err(error),
                Ok(Ok(())) => return Ok(()),
                Ok(Err(_)) | Err(guard::Panicked) => {}
            }
        }
        for one in waiting {
            let why = match guard::caught(self.split(std::slice::from_ref(one)).boxed()).await {
                _ if one.body.is_none() => "inconsistent",
                Ok(Ok(())) => continue,
                Ok(Err(error)) if damage::is_of_a_row(&error) => "inconsistent",
                Ok(Err(error)) => return Err(error),
                Err(guard::Panicked) => "panicked",
            };
            tracing::error!(txn.id = one.txn_id, why, "Could not split a transaction; the others go on");
            let mut tx = self.store.begin().await?;
            setback::failed(&mut tx, Kind::Transaction, &one.txn_id, why, self.clock.now()).await?;
            tx.commit().await?;
            metrics::counter!("lotse_setbacks_total", "kind" => Kind::Transaction.code()).increment(1);
        }
        Ok(())
    }

    /// Splits transactions in one commit.
    async fn split(&self, waiting: &[Unsplit]) -> StoreResult<()> {
        let (mut bell, mut devices) = (BTreeSet::new(), Vec::new());
        let (mut arrivals, mut receipts) = (Vec::with_capacity(waiting.len()), Vec::new());
        for transaction in waiting {
            let Some(body) = &transaction.body else { return Ok(()) };
            let said = said(&transaction.txn_id, body);
            if said.unreadable > 0 {
                metrics::counter!("lotse_events_quarantined_total", "reason" => "no_event")
                    .increment(said.unreadable);
                tracing::error!(
                    txn.id = transaction.txn_id,
                    count = said.unreadable,
                    "Left out what is no room event"
                );
            }
            arrivals.push((transaction, said.seen));
            receipts.extend(said.receipts);
            bell.extend(said.recipients);
            devices.extend(said.devices);
        }
        // Before the commit begins: whoever writes waits for it.
        let arrivals = self.handler.of_concern(arrivals).await?;
        let mut tx = self.store.begin().await?;
        for (transaction, arrivals) in arrivals {
            let kept =
                arrivals.iter().any(|arrival| matches!(arrival.content, Content::InTransaction { .. }));
            inbox::add(&mut tx, transaction.seq, &arrivals, self.clock.now()).await?;
            transaction::mark_split(&mut tx, &transaction.txn_id, kept).await?;
            if kept {
                inbox::was_split(&mut tx, transaction.seq).await?;
            }
        }
        for Receipt { reader, room, event, at } in receipts {
            let at = self.clock.seen(at);
            unread::read(&mut tx, &reader, (&room, &event), at).await?;
        }
        fail_point::pass("split.before_commit");
        tx.commit().await?;
        fail_point::pass("split.after_commit");
        if !devices.is_empty() {
            self.handler.devices_changed(devices);
        }
        for user in bell {
            self.handler.ring(user);
        }
        Ok(())
    }

    async fn work_through(&self, room: &RoomId, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            match self.work_once(room).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => {
                    tracing::error!(error = %error, "Could not work on a room's events; trying again");
                    return;
                }
            }
        }
    }

    async fn work_once(&self, room: &RoomId) -> StoreResult<bool> {
        let pending = {
            let mut tx = self.store.look().await?;
            inbox::next_of_room(&mut tx, room, self.clock.now()).await
        };
        let pending = match pending {
            Ok(Some(pending)) => pending,
            Ok(None) => return Ok(false),
            // What it said will never be known; those behind it have not to wait for it.
            Err(error) => {
                let StoreError::Inconsistent { id, .. } = &error else { return Err(error) };
                let Ok(event) = EventId::parse(id) else { return Err(error) };
                damage::is_told(&error);
                return self.quarantine(&event, "inconsistent:inbox").await.map(|()| true);
            }
        };
        let (outcome, answers) = match Event::parse(&pending) {
            Ok(event) => {
                let _watched = self.pulses.piece("event", LONGEST_PIECE);
                let (handled, answers) =
                    headway::counted(guard::caught(self.handler.handle(&event).boxed())).await;
                (handled.unwrap_or_else(|_| Err(Trouble::Poison("panicked".to_owned()))), answers)
            }
            Err(why) => (Err(Trouble::Poison(why)), 0),
        };
        let event = pending.event_id.as_str();
        if !matches!(outcome, Err(Trouble::Passing { .. })) {
            self.headway.forget(event);
        }
        match outcome {
            Ok(Handled::Settled) => Ok(true),
            Ok(Handled::Nothing(why)) => {
                tracing::debug!(event.id = %pending.event_id, why, "Left an event without effect");
                self.settle(&pending).await.map(|()| true)
            }
            Err(Trouble::Passing { why, wait }) => {
                let tried = self.headway.wait(event, pending.attempts, answers);
                let due = self.clock.now().plus(wait.unwrap_or(tried));
                tracing::warn!(event.id = %pending.event_id, attempts = pending.attempts + 1, why, "Waiting to handle an event");
                let mut tx = self.store.begin().await?;
                inbox::retry_at(&mut tx, &pending.event_id, due, &why).await?;
                tx.commit().await?;
                Ok(true)
            }
            Err(Trouble::Poison(why)) => self.quarantine(&pending.event_id, &why).await.map(|()| true),
        }
    }

    async fn quarantine(&self, event: &EventId, why: &str) -> StoreResult<()> {
        let reason = if why == KEY_NEVER_CAME { "key" } else { "poison" };
        metrics::counter!("lotse_events_quarantined_total", "reason" => reason).increment(1);
        tracing::error!(event.id = %event, why, "Quarantined an event");
        let mut tx = self.store.begin().await?;
        inbox::quarantine(&mut tx, event, why).await?;
        tx.commit().await
    }

    async fn settle(&self, pending: &Pending) -> StoreResult<()> {
        self.settling.settle(&self.store, &pending.event_id).await
    }
}

/// Reads a transaction; one that is none says nothing.
fn said(txn_id: &str, body: &[u8]) -> Said {
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
