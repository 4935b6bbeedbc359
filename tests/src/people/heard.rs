//! What reaches a person's client.

use anyhow::{Context as _, Result};
use matrix_sdk::{
    deserialized_responses::{TimelineEvent, TimelineEventKind},
    ruma::{OwnedEventId, OwnedRoomId, OwnedUserId, events::AnySyncTimelineEvent, serde::Raw},
};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// One event in a room, as this person's client sees it.
#[derive(Debug, Clone)]
pub struct Heard {
    /// The event's id.
    pub event: OwnedEventId,
    /// Who sent it.
    pub sender: OwnedUserId,
    /// Its type after decryption: `m.room.message`, `m.reaction` …; `m.room.encrypted` when it cannot be read.
    pub kind: String,
    /// The state key, if it is a state event.
    pub state_key: Option<String>,
    /// The text of a message; empty for anything else.
    pub body: String,
    /// The whole content.
    pub content: Value,
    /// The homeserver's time stamp, in milliseconds since 1970.
    pub at_ms: i64,
    /// Whether it was encrypted on its way.
    pub encrypted: bool,
    /// Why it cannot be read; `None` when it can.
    pub unreadable: Option<String>,
    /// Who handed over the key, when it came with a shared history.
    pub key_from: Option<OwnedUserId>,
    /// Whether it has been redacted.
    pub redacted: bool,
    /// As received; kept to be read again when a key arrives.
    pub(super) raw: Option<Raw<AnySyncTimelineEvent>>,
}

/// An open invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Where to.
    pub room: OwnedRoomId,
    /// By whom.
    pub inviter: OwnedUserId,
    /// The room's name, if it has one.
    pub name: Option<String>,
    /// Whether it is meant as a direct chat.
    pub direct: bool,
}

impl Heard {
    /// `None` for something that is no event at all.
    pub(super) fn from(event: &TimelineEvent) -> Option<Self> {
        let raw = event.raw();
        let (encrypted, unreadable, key_from) = match &event.kind {
            TimelineEventKind::Decrypted(decrypted) => {
                let forwarder = decrypted.encryption_info.forwarder.as_ref();
                (true, None, forwarder.map(|forwarder| forwarder.user_id.clone()))
            }
            TimelineEventKind::UnableToDecrypt { utd_info, .. } => {
                (true, Some(format!("{:?}", utd_info.reason)), None)
            }
            TimelineEventKind::PlainText { .. } => (false, None, None),
        };
        let content: Value = field(raw, "content").unwrap_or_default();
        let unsigned: Value = field(raw, "unsigned").unwrap_or_default();
        let kind: String = field(raw, "type")?;
        Some(Self {
            event: field(raw, "event_id")?,
            sender: field(raw, "sender")?,
            state_key: field(raw, "state_key"),
            body: content["body"].as_str().unwrap_or_default().to_owned(),
            at_ms: field(raw, "origin_server_ts").unwrap_or_default(),
            encrypted: encrypted || kind == "m.room.encrypted",
            redacted: unsigned["redacted_because"].is_object(),
            raw: unreadable.is_some().then(|| raw.clone()),
            content,
            kind,
            unreadable,
            key_from,
        })
    }

    /// As another client tells it, with the names of this struct's fields.
    pub(crate) fn told(event: &Value) -> Result<Self> {
        let content = event["content"].clone();
        let text = |name: &str| event[name].as_str().map(ToOwned::to_owned);
        Ok(Self {
            event: text("event").context("an event without an id")?.try_into()?,
            sender: text("sender").context("an event without a sender")?.try_into()?,
            kind: text("kind").context("an event without a type")?,
            state_key: text("state_key"),
            body: content["body"].as_str().unwrap_or_default().to_owned(),
            at_ms: event["at_ms"].as_i64().unwrap_or_default(),
            encrypted: event["encrypted"] == true,
            unreadable: text("unreadable"),
            key_from: text("key_from").map(TryInto::try_into).transpose()?,
            redacted: event["redacted"] == true,
            content,
            raw: None,
        })
    }

    /// The event that this one redacts: at the top before room version 11, in the content since.
    pub(super) fn redacts(&self, event: &TimelineEvent) -> Option<OwnedEventId> {
        if self.kind != "m.room.redaction" {
            return None;
        }
        let in_content = self.content["redacts"].as_str().and_then(|id| id.try_into().ok());
        in_content.or_else(|| field(event.raw(), "redacts"))
    }

    /// The event that this one is about (reaction, edit, reply in a thread), and how: `m.annotation`, `m.replace` …
    pub fn relates_to(&self) -> Option<(&str, &str)> {
        let relation = &self.content["m.relates_to"];
        Some((relation["event_id"].as_str()?, relation["rel_type"].as_str()?))
    }

    /// The emoji, if this is a reaction.
    pub fn reaction(&self) -> Option<&str> {
        self.content["m.relates_to"]["key"].as_str()
    }

    /// Whether it is the message that stands pinned and changes by itself: it says what is, and answers nobody.
    pub fn is_today(&self) -> bool {
        let body = self.body.trim_start_matches("* ");
        ["Heute · ", "Today · "].iter().any(|title| body.starts_with(title))
    }

    /// Whether this is a readable message that nobody has taken back.
    pub fn is_message(&self) -> bool {
        self.kind == "m.room.message" && !self.redacted
    }
}

fn field<T: DeserializeOwned>(raw: &Raw<AnySyncTimelineEvent>, name: &str) -> Option<T> {
    raw.get_field(name).ok().flatten()
}
