//! Saying and doing things in a room.

use anyhow::{Context as _, Result};
use futures_util::{StreamExt as _, TryStreamExt as _};
use matrix_sdk::{
    attachment::AttachmentConfig,
    media::{MediaFormat, MediaRequestParameters},
    ruma::{
        EventId, OwnedEventId, RoomId,
        events::{
            reaction::ReactionEventContent,
            relation::Annotation,
            room::{MediaSource, message::RoomMessageEventContent},
        },
    },
};
use serde_json::{Value, json};

use super::Person;
use crate::{http, wait};

/// Messages on their way at once when many are said.
const AT_A_TIME: usize = 4;

impl Person {
    /// Says something: encrypted, if the room is.
    pub async fn says(&self, room: &RoomId, text: &str) -> Result<OwnedEventId> {
        let sent = self.room(room)?.send(RoomMessageEventContent::text_plain(text)).await;
        Ok(sent.with_context(|| format!("{} cannot speak", self.name()))?.response.event_id)
    }

    /// Says all this, a few at a time, as an outbox that has been offline does: the order is not certain.
    pub async fn says_all(&self, room: &RoomId, texts: impl IntoIterator<Item = String>) -> Result<()> {
        let sent = futures_util::stream::iter(texts).map(|text| async move { self.says(room, &text).await });
        sent.buffer_unordered(AT_A_TIME).try_for_each(|_| std::future::ready(Ok(()))).await
    }

    /// Sends any event: encrypted, if the room is.
    pub async fn sends(&self, room: &RoomId, kind: &str, content: &Value) -> Result<OwnedEventId> {
        Ok(self.room(room)?.send_raw(kind, content.clone()).await?.response.event_id)
    }

    /// Says something in clear text, whatever the room is.
    pub async fn says_unprotected(&self, room: &RoomId, text: &str) -> Result<OwnedEventId> {
        self.sends_unprotected(room, "m.room.message", &json!({ "msgtype": "m.text", "body": text })).await
    }

    /// Sends any event in clear text, whatever the room is, and whether or not this client is in it.
    pub async fn sends_unprotected(
        &self,
        room: &RoomId,
        kind: &str,
        content: &Value,
    ) -> Result<OwnedEventId> {
        let path = format!("/_matrix/client/v3/rooms/{room}/send/{kind}/{}", wait::unique_word());
        let sent = self.calls("PUT", &path, Some(content)).await?;
        Ok(sent["event_id"].as_str().context("no event_id in the answer")?.try_into()?)
    }

    /// Reacts with an emoji; reactions are never encrypted.
    pub async fn reacts(&self, room: &RoomId, event: &EventId, emoji: &str) -> Result<OwnedEventId> {
        let reaction = ReactionEventContent::new(Annotation::new(event.to_owned(), emoji.to_owned()));
        Ok(self.room(room)?.send(reaction).await?.response.event_id)
    }

    /// Replaces the text of an own message.
    pub async fn edits(&self, room: &RoomId, event: &EventId, text: &str) -> Result<OwnedEventId> {
        let edit = json!({
            "msgtype": "m.text",
            "body": format!("* {text}"),
            "m.new_content": { "msgtype": "m.text", "body": text },
            "m.relates_to": { "rel_type": "m.replace", "event_id": event },
        });
        self.sends(room, "m.room.message", &edit).await
    }

    /// Takes an event back.
    pub async fn redacts(&self, room: &RoomId, event: &EventId) -> Result<()> {
        self.room(room)?.redact(event, None, None).await?;
        Ok(())
    }

    /// Sends a file, encrypted.
    pub async fn sends_file(
        &self,
        room: &RoomId,
        name: &str,
        kind: &str,
        bytes: Vec<u8>,
    ) -> Result<OwnedEventId> {
        let config = AttachmentConfig::new();
        Ok(self.room(room)?.send_attachment(name, &kind.parse()?, bytes, config).await?.event_id)
    }

    /// Fetches and decrypts the file that a message names.
    pub async fn opens_file(&self, content: &Value) -> Result<Vec<u8>> {
        let source = MediaSource::Encrypted(serde_json::from_value(content["file"].clone())?);
        let request = MediaRequestParameters { source, format: MediaFormat::File };
        Ok(self.client.media().get_media_content(&request, false).await?)
    }

    /// Will use a new room key for the next message.
    pub async fn changes_the_key(&self, room: &RoomId) -> Result<()> {
        Ok(self.room(room)?.discard_room_key().await?)
    }

    /// One plain call of the client-server API in the person's name, for whatever has no sentence; an error if it is
    /// refused.
    pub async fn calls(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
        let token = self.client.access_token();
        http::call(&self.http, &self.homeserver, token.as_deref(), method, path, body).await
    }
}
