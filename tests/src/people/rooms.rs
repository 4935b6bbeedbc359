//! Going in and out: chats, invitations, memberships.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use matrix_sdk::{
    Room,
    ruma::{OwnedRoomId, RoomId, UserId},
};
use serde_json::{Value, json};

use super::{Invitation, Person};
use crate::wait;

impl Person {
    /// Opens an encrypted direct chat, as Element does, and invites the other.
    pub async fn opens_chat_with(&self, other: impl AsRef<str>) -> Result<OwnedRoomId> {
        let room = self.client.create_dm(<&UserId>::try_from(other.as_ref())?).await?;
        self.is_in(room.room_id()).await?;
        Ok(room.room_id().to_owned())
    }

    /// Opens a direct chat without encryption, and invites the other.
    pub async fn opens_plain_chat_with(&self, other: impl AsRef<str>) -> Result<OwnedRoomId> {
        let chat = json!({ "preset": "trusted_private_chat", "is_direct": true, "invite": [other.as_ref()] });
        self.opens_room(&chat).await
    }

    /// Opens an encrypted private room whose history may be shared, and invites `others`.
    pub async fn opens_room_with<S: AsRef<str>>(&self, others: &[S]) -> Result<OwnedRoomId> {
        let others: Vec<&str> = others.iter().map(AsRef::as_ref).collect();
        let encryption =
            json!({ "type": "m.room.encryption", "content": { "algorithm": "m.megolm.v1.aes-sha2" } });
        let visibility =
            json!({ "type": "m.room.history_visibility", "content": { "history_visibility": "shared" } });
        let room =
            json!({ "preset": "private_chat", "invite": others, "initial_state": [encryption, visibility] });
        self.opens_room(&room).await
    }

    /// Opens a room by any `createRoom` body.
    pub async fn opens_room(&self, create_room: &Value) -> Result<OwnedRoomId> {
        let made = self.calls("POST", "/_matrix/client/v3/createRoom", Some(create_room)).await?;
        let room: OwnedRoomId = made["room_id"].as_str().context("no room_id in the answer")?.try_into()?;
        self.is_in(&room).await?;
        Ok(room)
    }

    /// Invites somebody; the client shares the history of an encrypted room as the specification says (MSC4268).
    pub async fn invites(&self, room: &RoomId, other: impl AsRef<str>) -> Result<()> {
        Ok(self.room(room)?.invite_user_by_id(<&UserId>::try_from(other.as_ref())?).await?)
    }

    /// Removes somebody.
    pub async fn removes(&self, room: &RoomId, other: impl AsRef<str>) -> Result<()> {
        Ok(self.room(room)?.kick_user(<&UserId>::try_from(other.as_ref())?, None).await?)
    }

    /// Waits for an invitation to any room.
    pub async fn is_invited(&self) -> Result<Invitation> {
        self.is_invited_where("an invitation", |_| true).await
    }

    /// Waits for an invitation by `inviter`.
    pub async fn is_invited_by(&self, inviter: impl AsRef<str>) -> Result<Invitation> {
        let inviter = inviter.as_ref();
        self.is_invited_where(&format!("an invitation by {inviter}"), |invitation| {
            invitation.inviter == inviter
        })
        .await
    }

    /// Waits for an invitation that `is_meant` accepts; `what` completes "anna waited in vain for …".
    pub async fn is_invited_where(
        &self,
        what: &str,
        is_meant: impl Fn(&Invitation) -> bool,
    ) -> Result<Invitation> {
        self.ear
            .until(what, |memory| {
                memory.invitations.values().find(|invitation| is_meant(invitation)).cloned()
            })
            .await
    }

    /// The invitations that are open now.
    pub fn invitations(&self) -> Vec<Invitation> {
        self.ear.memory().invitations.values().cloned().collect()
    }

    /// Accepts in this client, which thereby takes the shared history.
    pub async fn accepts(&self, invitation: &Invitation) -> Result<OwnedRoomId> {
        let room = self.room(&invitation.room)?;
        let mut joined = room.join().await;
        if invitation.inviter.server_name() != self.id.server_name() {
            // A homeserver hands an invitation over before it has noted it itself: whoever clicks at once is too early there.
            let deadline = tokio::time::Instant::now() + wait::patience();
            while joined.is_err() && tokio::time::Instant::now() < deadline {
                wait::glance_away().await;
                joined = room.join().await;
            }
        }
        joined.with_context(|| format!("{} cannot join", self.name()))?;
        self.is_in(&invitation.room).await?;
        Ok(invitation.room.clone())
    }

    /// Declines an invitation.
    pub async fn declines(&self, invitation: &Invitation) -> Result<()> {
        Ok(self.room(&invitation.room)?.leave().await?)
    }

    /// Tries to join without an invitation.
    pub async fn joins(&self, room: &RoomId) -> Result<()> {
        self.client.join_room_by_id(room).await?;
        self.is_in(room).await
    }

    /// Leaves.
    pub async fn leaves(&self, room: &RoomId) -> Result<()> {
        Ok(self.room(room)?.leave().await?)
    }

    /// Waits until this client knows that it is in the room that is called by this text.
    pub async fn is_in_case(&self, room: &str) -> Result<OwnedRoomId> {
        let room: OwnedRoomId = room.try_into()?;
        self.is_in(&room).await?;
        Ok(room)
    }

    /// Waits until this client knows that it is in the room.
    pub async fn is_in(&self, room: &RoomId) -> Result<()> {
        self.ear.until(&format!("being in {room}"), |memory| memory.joined.contains(room).then_some(())).await
    }

    /// Waits until this client knows that it is not in the room (any more).
    pub async fn is_out_of(&self, room: &RoomId) -> Result<()> {
        self.ear
            .until(&format!("being out of {room}"), |memory| (!memory.joined.contains(room)).then_some(()))
            .await
    }

    /// The rooms that this client knows it is in.
    pub fn rooms(&self) -> BTreeSet<OwnedRoomId> {
        self.ear.memory().joined.clone()
    }

    /// The user ids that are in the room now, as the homeserver says; for members only.
    pub async fn members(&self, room: &RoomId) -> Result<BTreeSet<String>> {
        self.with_membership(room, "join").await
    }

    /// The user ids that are invited now, as the homeserver says; for members only.
    pub async fn invited(&self, room: &RoomId) -> Result<BTreeSet<String>> {
        self.with_membership(room, "invite").await
    }

    async fn with_membership(&self, room: &RoomId, membership: &str) -> Result<BTreeSet<String>> {
        let path = format!("/_matrix/client/v3/rooms/{room}/members?membership={membership}");
        let answer = self.calls("GET", &path, None).await?;
        let members = answer["chunk"].as_array().into_iter().flatten();
        Ok(members.filter_map(|event| event["state_key"].as_str().map(ToOwned::to_owned)).collect())
    }

    /// All state of a room, as the homeserver says; for members only.
    pub async fn state(&self, room: &RoomId) -> Result<Vec<Value>> {
        let answer = self.calls("GET", &format!("/_matrix/client/v3/rooms/{room}/state"), None).await?;
        Ok(answer.as_array().cloned().unwrap_or_default())
    }

    /// The content of one state event; an error if there is none.
    pub async fn state_of(&self, room: &RoomId, kind: &str, key: &str) -> Result<Value> {
        self.calls("GET", &format!("/_matrix/client/v3/rooms/{room}/state/{kind}/{key}"), None).await
    }

    /// Tries to set a state event.
    pub async fn sets_state(&self, room: &RoomId, kind: &str, key: &str, content: &Value) -> Result<()> {
        self.calls("PUT", &format!("/_matrix/client/v3/rooms/{room}/state/{kind}/{key}"), Some(content))
            .await?;
        Ok(())
    }

    pub(super) fn room(&self, room: &RoomId) -> Result<Room> {
        self.client.get_room(room).with_context(|| format!("{} does not know {room}", self.name()))
    }
}
