//! Hearing: waiting for what others say, and looking back.

use anyhow::{Context as _, Result};
use matrix_sdk::{
    deserialized_responses::TimelineEventKind,
    ruma::{
        EventId, OwnedRoomId, RoomId, events::room::encrypted::OriginalSyncRoomEncryptedEvent, serde::Raw,
    },
};
use serde_json::{Value, json};

use super::{Heard, Person, ear::MARK};
use crate::wait;

impl Person {
    /// Waits until somebody else's message that contains `words` can be read; the first such one in the room.
    pub async fn hears(&self, room: &RoomId, words: &str) -> Result<Heard> {
        let from_others = |heard: &Heard| {
            heard.is_message() && !heard.is_today() && heard.sender != self.id && heard.body.contains(words)
        };
        self.hears_where(room, &format!("{words:?}"), from_others).await
    }

    /// Like [`hears`](Self::hears), after the last message that was taken by this method: for dialogues that repeat
    /// themselves.
    pub async fn hears_next(&self, room: &RoomId, words: &str) -> Result<Heard> {
        self.ear
            .until(&format!("{words:?} next in {room}"), |memory| {
                let story = memory.story(room);
                let taken = memory.taken.get(room).map(|taken| &taken.event);
                let start = story.iter().position(|heard| Some(&heard.event) == taken).map_or(0, |at| at + 1);
                let heard = story.get(start..)?.iter().find(|heard| {
                    let said = heard.is_message() && !heard.is_today();
                    said && heard.sender != self.id && heard.body.contains(words)
                })?;
                let heard = heard.clone();
                memory.taken.insert(room.to_owned(), heard.clone());
                Some(heard)
            })
            .await
    }

    /// Waits until so many messages that contain `words` can be read, whoever wrote them.
    pub async fn reads_many(&self, room: &RoomId, words: &str, count: usize) -> Result<()> {
        let what = format!("{count} messages with {words:?} in {room}");
        self.ear
            .until(&what, |memory| {
                let told = memory.story(room).iter();
                let readable = told.filter(|heard| heard.is_message() && heard.body.contains(words)).count();
                (readable >= count).then_some(())
            })
            .await
    }

    /// Waits for any event in the room that `is_meant` accepts; `what` completes "anna waited in vain for …".
    pub async fn hears_where(
        &self,
        room: &RoomId,
        what: &str,
        is_meant: impl Fn(&Heard) -> bool,
    ) -> Result<Heard> {
        let what = format!("{what} in {room}");
        self.ear.until(&what, |memory| memory.story(room).iter().find(|heard| is_meant(heard)).cloned()).await
    }

    /// Scrolls back to the beginning until a message that contains `words` can be read: whoever comes in from another
    /// server finds nothing of what was said before, until they ask for it.
    pub async fn scrolls_back_to(&self, room: &RoomId, words: &str) -> Result<Heard> {
        let known = self.room(room)?;
        let found = wait::until(format!("{words:?} further up in {room}"), wait::patience(), async || {
            self.ear.scroll_back(&known, &self.client).await;
            let story = self.knows(room);
            Ok(story.into_iter().find(|heard| heard.is_message() && heard.body.contains(words)))
        });
        found.await.with_context(|| {
            let story = self.knows(room);
            let dark = story.iter().filter(|heard| heard.raw.is_some()).count();
            format!("{} events are there, {dark} of them unread", story.len())
        })
    }

    /// Waits until somebody's reaction with this emoji is on the event.
    pub async fn sees_reaction(&self, room: &RoomId, event: &EventId, emoji: &str) -> Result<Heard> {
        let is_it = |heard: &Heard| {
            heard.reaction() == Some(emoji)
                && heard.relates_to().is_some_and(|(about, _)| about == event.as_str())
        };
        self.hears_where(room, &format!("a {emoji} on {event}"), |heard| !heard.redacted && is_it(heard))
            .await
    }

    /// Waits until the event has been taken back.
    pub async fn sees_redaction(&self, room: &RoomId, event: &EventId) -> Result<()> {
        let gone = |heard: &Heard| heard.event == event && heard.redacted;
        self.hears_where(room, &format!("the redaction of {event}"), gone).await?;
        Ok(())
    }

    /// Waits until this client has received everything that the homeserver had for it when this was called; then what
    /// it has not heard, it will not hear. (A history may still be under way: it is fetched outside of the sync.)
    pub async fn catches_up(&self) -> Result<()> {
        let mark = wait::unique_word();
        let path = format!("/_matrix/client/v3/user/{}/account_data/{MARK}", self.id);
        self.calls("PUT", &path, Some(&json!({ "mark": mark }))).await?;
        self.ear.until_marked(&mark).await
    }

    /// Whether this client holds the key to an encrypted event, however it came by the event.
    pub async fn can_decrypt(&self, room: &RoomId, event: &Value) -> Result<bool> {
        let raw = Raw::<OriginalSyncRoomEncryptedEvent>::from_json(serde_json::value::to_raw_value(event)?);
        let opened = self.room(room)?.decrypt_event(&raw, None).await?;
        Ok(matches!(opened.kind, TimelineEventKind::Decrypted(_)))
    }

    /// Everything in the room that has reached this client, oldest first.
    pub fn knows(&self, room: &RoomId) -> Vec<Heard> {
        self.ear.memory().story(room).to_vec()
    }

    /// The rooms of which anything has reached this client.
    pub fn knows_of(&self) -> Vec<OwnedRoomId> {
        self.ear.memory().rooms.keys().cloned().collect()
    }

    /// The texts of all messages that this client can read in the room, its own too, oldest first; without what stands pinned.
    pub fn reads_all(&self, room: &RoomId) -> Vec<String> {
        let said = |heard: &Heard| heard.is_message() && !heard.is_today();
        self.knows(room).into_iter().filter(said).map(|heard| heard.body).collect()
    }

    /// What has reached this client in the room and cannot be read.
    pub fn cannot_read(&self, room: &RoomId) -> Vec<Heard> {
        self.knows(room).into_iter().filter(|heard| heard.unreadable.is_some()).collect()
    }
}
