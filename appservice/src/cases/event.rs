//! A room event, what becomes of it, and the commit that says so.

use std::sync::{Arc, Mutex, PoisonError};

use routing::{EventId, RoomId, Span, Timestamp};
use ruma::{OwnedUserId, UserId};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    cases::service::Service,
    keys::crypto_store,
    running::{entropy, trouble::Trouble},
    store::{
        Tx,
        inbox::{self, Pending},
        waiting::{self, Missing, RoomKey},
    },
    words::phrases::Say,
};

/// A room event, parsed as far as every handler needs it; or what somebody asks for at the desk, which has the same consequences.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// Where it happened.
    pub room: RoomId,
    /// What it is.
    pub kind: String,
    /// Who sent it, as the homeserver says.
    pub sender: OwnedUserId,
    /// For state events: whose or which state.
    pub state_key: Option<String>,
    /// What it says.
    pub content: Value,
    /// All of it, for the crypto machine.
    pub raw: Value,
    /// When it was sent, as the homeserver says; see [`Event::sent_at`].
    pub at: Option<Timestamp>,
    /// How often it was tried before.
    pub attempts: i64,
    /// When it arrived here.
    pub received_at: Timestamp,
    /// Whether it was counted as a message before it could be read: only what else it says is still to be heard.
    pub(crate) counted: bool,
    /// The key that it waits for once its effects are committed, instead of being done.
    pub(crate) waits: Option<Waits>,
    /// The key that has done its service with this event, and is destroyed in the same commit.
    pub(crate) spent: Option<Spent>,
    /// Whoever asked at the desk is answered there, and not in the room.
    pub(crate) answers: Option<Answers>,
}

/// What whoever asks at the desk is answered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answers(Arc<Mutex<Vec<Say>>>);

impl Answers {
    /// One more answer.
    pub(crate) fn add(&self, says: impl IntoIterator<Item = Say>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(says);
    }

    /// All that was answered.
    pub(crate) fn take(&self) -> Vec<Say> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A key that nothing else was written with.
#[derive(Clone, Debug)]
pub(crate) struct Spent {
    /// Whose copy.
    pub(crate) owner: OwnedUserId,
    /// Its session, in the event's room.
    pub(crate) session: String,
}

/// What an event waits for that cannot be read yet.
#[derive(Clone, Debug)]
pub(crate) struct Waits {
    /// The key.
    pub(crate) key: RoomKey,
    /// What is known of it.
    pub(crate) missing: Missing,
    /// When the event is looked at again, key or no key.
    pub(crate) due: Timestamp,
}

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handled {
    /// Its effects are committed, and so is that it is done.
    Settled,
    /// It has no effect, for this reason.
    Nothing(&'static str),
}

pub(crate) type Outcome = Result<Handled, Trouble>;

#[derive(Deserialize)]
struct Wire {
    event_id: String,
    room_id: String,
    #[serde(rename = "type")]
    kind: String,
    sender: OwnedUserId,
    state_key: Option<String>,
    origin_server_ts: Option<i64>,
    #[serde(default)]
    content: Value,
}

impl Event {
    /// Parses a stored event; says what is wrong without repeating its content.
    pub fn parse(pending: &Pending) -> Result<Self, String> {
        let raw: Value = serde_json::from_slice(&pending.body).map_err(|_| "no-json".to_owned())?;
        let wire: Wire = serde_json::from_value(raw.clone()).map_err(|_| "no-room-event".to_owned())?;
        Ok(Self {
            id: EventId::parse(&wire.event_id).map_err(|_| "no-event-id".to_owned())?,
            room: RoomId::parse(&wire.room_id).map_err(|_| "no-room-id".to_owned())?,
            kind: wire.kind,
            sender: wire.sender,
            state_key: wire.state_key,
            content: wire.content,
            raw,
            at: wire.origin_server_ts.map(Timestamp::from_millis),
            attempts: pending.attempts,
            received_at: pending.received_at,
            counted: pending.counted,
            waits: None,
            spent: None,
            answers: None,
        })
    }

    /// What `who` asks for at the desk; the others hear of it in `room`.
    ///
    /// # Panics
    /// Never: the id is made here.
    pub(crate) fn at_desk(room: RoomId, who: OwnedUserId, now: Timestamp) -> Self {
        let id = EventId::parse(&format!("$desk-{}", entropy::word())).expect("an event's id");
        Self {
            id,
            room,
            kind: "m.room.message".to_owned(),
            sender: who,
            state_key: None,
            content: Value::Null,
            raw: Value::Null,
            at: Some(now),
            attempts: 0,
            received_at: now,
            counted: false,
            waits: None,
            spent: None,
            answers: Some(Answers::default()),
        }
    }

    /// When it was sent: as the homeserver says, since it may have been on its way for long, but neither before
    /// `earliest` nor in the future, since a homeserver may say anything.
    pub(crate) fn sent_at(&self, service: &Service, earliest: Timestamp) -> Timestamp {
        let now = service.now();
        self.at.map_or(now, |at| service.clock.seen(at)).max(earliest).min(now)
    }

    /// For a membership event: who it is about, and what they became.
    pub(crate) fn membership(&self) -> Option<(OwnedUserId, &str)> {
        if self.kind != "m.room.member" {
            return None;
        }
        let who = OwnedUserId::try_from(self.state_key.as_deref()?).ok()?;
        Some((who, self.content["membership"].as_str()?))
    }

    /// The event that its thread began with, if it is in one.
    pub(crate) fn thread(&self) -> Option<EventId> {
        let relation = &self.content["m.relates_to"];
        let root = relation["event_id"].as_str().filter(|_| relation["rel_type"] == "m.thread")?;
        EventId::parse(root).ok()
    }

    /// Whether it replaces an earlier event: commands and answers cannot be changed afterwards.
    pub(crate) fn is_edit(content: &Value) -> bool {
        content["m.relates_to"]["rel_type"] == "m.replace"
    }
}

/// Commits what a handler did, together with the fact that the event is done, or waits for its key.
pub(crate) async fn settle(service: &Service, mut tx: Tx, event: &Event) -> Outcome {
    match &event.waits {
        // At the desk nothing has come in that would have to be done with.
        None if event.answers.is_some() => {}
        None => inbox::done(&mut tx, &event.id).await?,
        Some(waits) => {
            if event.counted {
                inbox::counted(&mut tx, &event.id).await?;
            }
            waiting::set_aside(&mut tx, &event.id, &waits.key, waits.missing, waits.due).await?;
        }
    }
    if let Some(Spent { owner, session }) = &event.spent {
        crypto_store::destroy_session(&mut tx, owner, event.room.as_str(), session).await?;
    }
    crate::running::fail_point::pass("event.before_commit");
    tx.commit().await?;
    crate::running::fail_point::pass("event.after_commit");
    service.effects.notify_one();
    Ok(Handled::Settled)
}

/// Something happened that an honest client does not do: counted and logged by id, without any effect.
pub(crate) fn alert(event: &Event, what: &'static str) -> Handled {
    metrics::counter!("lotse_alerts_total", "what" => what).increment(1);
    tracing::warn!(event.id = %event.id, event.kind = %event.kind, what, "Refused something that should not happen");
    Handled::Nothing(what)
}

/// Why an event is set aside for good whose room key was waited for in vain.
pub(crate) const KEY_NEVER_CAME: &str = "key-never-came";

/// How often a card or a question is waited for that people see already and that is not written down yet: about fifty seconds.
pub(crate) const CARD_ATTEMPTS: i64 = 6;

/// How long a click is waited with whose card may be one that people see already, since the homeserver does not take the rest of
/// it.
pub(crate) const CARD_WAIT: Span = Span::minutes(10);

/// Waits for a card: people may be quicker than the commit that follows its posting, or Lotse was interrupted between
/// the two.
pub(crate) fn wait_for_card(event: &Event) -> Trouble {
    let wait = (event.attempts < 4).then_some(Span::from_millis(250));
    Trouble::Passing { why: "the card is being posted".to_owned(), wait }
}

/// Whether somebody is `user`.
pub(crate) fn is(user: &UserId, id: &str) -> bool {
    user.as_str() == id
}
