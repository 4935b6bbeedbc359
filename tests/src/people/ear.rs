//! Listening: the background sync of one client, and everything that it brought.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use anyhow::{Result, anyhow};
use futures_util::StreamExt as _;
use matrix_sdk::{
    Client, Room,
    config::SyncSettings,
    deserialized_responses::TimelineEvent,
    room::MessagesOptions,
    ruma::{OwnedRoomId, RoomId, events::room::encrypted::OriginalSyncRoomEncryptedEvent, uint},
    sync::SyncResponse,
};

use super::heard::{Heard, Invitation};
use crate::wait::{self, Bell};

/// The account data with which a client marks "everything up to here": of a kind that the portal's door lets through.
pub(super) const MARK: &str = "m.secret_storage.key.lotse.tests.mark";

#[derive(Debug)]
pub(super) struct Ear {
    owner: String,
    memory: Mutex<Memory>,
    changed: Bell,
}

/// All that a client was given since it signed in.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub(super) rooms: BTreeMap<OwnedRoomId, Vec<Heard>>,
    pub(super) joined: BTreeSet<OwnedRoomId>,
    pub(super) invitations: BTreeMap<OwnedRoomId, Invitation>,
    /// The last event per room that a test took with `hears_next`.
    pub(super) taken: BTreeMap<OwnedRoomId, Heard>,
    marks: BTreeSet<String>,
}

/// Where in a room's story something belongs.
enum Side {
    Older,
    Newer,
}

impl Ear {
    pub(super) fn new(owner: &str) -> Self {
        Self { owner: owner.to_owned(), memory: Mutex::default(), changed: Bell::new() }
    }

    pub(super) fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until `check` finds something in the memory; `what` completes "anna waited in vain for …".
    pub(super) async fn until<T>(
        &self,
        what: &str,
        mut check: impl FnMut(&mut Memory) -> Option<T>,
    ) -> Result<T> {
        let found = self.changed.until(wait::patience(), || check(&mut self.memory())).await;
        found.ok_or_else(|| anyhow!("{} waited in vain for {what}; {}", self.owner, self.memory().summary()))
    }

    /// Waits until the mark has come back, and with it everything that was sent before it.
    pub(super) async fn until_marked(&self, mark: &str) -> Result<()> {
        self.until("the own mark", |memory| memory.marks.contains(mark).then_some(())).await
    }

    /// Listens for as long as it is polled.
    ///
    /// Not `Client::sync`: that pauses for up to a second between two answers.
    pub(super) async fn listen(&self, client: &Client) {
        futures_util::join!(self.sync(client), self.read_again_with_new_keys(client));
    }

    async fn sync(&self, client: &Client) {
        let settings = SyncSettings::new().timeout(Duration::from_secs(20));
        loop {
            match client.sync_once(settings.clone()).await {
                Ok(response) => self.take(client, &response).await,
                Err(error) => {
                    tracing::debug!(person = self.owner, %error, "the sync failed; trying again");
                    wait::glance_away().await;
                }
            }
        }
    }

    /// Keys that arrive outside of a sync: those of a shared history.
    async fn read_again_with_new_keys(&self, client: &Client) {
        if let Some(keys) = client.encryption().room_keys_received_stream().await {
            keys.for_each(async |_| {
                self.read_again(client).await;
                self.changed.ring();
            })
            .await;
        }
    }

    async fn take(&self, client: &Client, response: &SyncResponse) {
        for (id, update) in &response.rooms.joined {
            self.remember(id, &update.timeline.events, &Side::Newer);
            if update.timeline.limited
                && let (Some(room), Some(from)) = (client.get_room(id), &update.timeline.prev_batch)
            {
                self.catch_up_on(&room, from).await;
            }
        }
        for (id, update) in &response.rooms.left {
            self.remember(id, &update.timeline.events, &Side::Newer);
        }
        let mut invitations = Vec::new();
        for id in response.rooms.invited.keys() {
            invitations.extend(invitation(client, id).await);
        }
        self.read_again(client).await;

        let mut memory = self.memory();
        for id in response.rooms.joined.keys() {
            memory.joined.insert(id.clone());
            memory.invitations.remove(id);
        }
        for id in response.rooms.left.keys() {
            memory.joined.remove(id);
            memory.invitations.remove(id);
        }
        for invitation in invitations {
            memory.joined.remove(&invitation.room);
            memory.invitations.insert(invitation.room.clone(), invitation);
        }
        for data in &response.account_data {
            if data.get_field::<String>("type").is_ok_and(|kind| kind.as_deref() == Some(MARK)) {
                let content =
                    data.get_field::<serde_json::Value>("content").ok().flatten().unwrap_or_default();
                memory.marks.extend(content["mark"].as_str().map(ToOwned::to_owned));
            }
        }
        drop(memory);
        self.changed.ring();
    }

    /// Fetches what the sync left out, back to the beginning or to what is known.
    async fn catch_up_on(&self, room: &Room, from: &str) {
        let mut from = Some(from.to_owned());
        while let Some(token) = from {
            let mut options = MessagesOptions::backward().from(token.as_str());
            options.limit = uint!(100);
            match room.messages(options).await {
                Ok(page) => {
                    let known = page.chunk.iter().any(|event| self.knows(room.room_id(), event));
                    self.remember(room.room_id(), &page.chunk, &Side::Older);
                    from = page.end.filter(|_| !known && !page.chunk.is_empty());
                }
                Err(error) => {
                    tracing::warn!(person = self.owner, %error, "could not read what was said before");
                    return;
                }
            }
        }
    }

    /// Asks for all of a room, from now back to the beginning.
    pub(super) async fn scroll_back(&self, room: &Room, client: &Client) {
        let mut from = None;
        loop {
            let mut options = MessagesOptions::backward();
            options.from = from.take();
            options.limit = uint!(100);
            let Ok(page) = room.messages(options).await else { break };
            self.remember(room.room_id(), &page.chunk, &Side::Older);
            from = page.end;
            if from.is_none() || page.chunk.is_empty() {
                break;
            }
        }
        self.read_again(client).await;
        self.changed.ring();
    }

    fn knows(&self, room: &RoomId, event: &TimelineEvent) -> bool {
        let memory = self.memory();
        let mut known = memory.rooms.get(room).into_iter().flatten();
        event.event_id().is_some_and(|id| known.any(|heard| heard.event == id))
    }

    /// `events` come oldest first when they are newer, and newest first when they are older, as from the homeserver.
    fn remember(&self, room: &RoomId, events: &[TimelineEvent], side: &Side) {
        let mut memory = self.memory();
        let story = memory.rooms.entry(room.to_owned()).or_default();
        for event in events {
            let Some(heard) = Heard::from(event) else { continue };
            if let Some(redacted) = heard.redacts(event) {
                story.iter_mut().filter(|told| told.event == redacted).for_each(|told| told.redacted = true);
            }
            if story.iter().any(|told| told.event == heard.event) {
                continue;
            }
            match side {
                Side::Newer => story.push(heard),
                Side::Older => story.insert(0, heard),
            }
        }
    }

    async fn read_again(&self, client: &Client) {
        let unread: Vec<(OwnedRoomId, Heard)> = {
            let memory = self.memory();
            let all =
                memory.rooms.iter().flat_map(|(room, story)| story.iter().map(move |heard| (room, heard)));
            all.filter(|(_, heard)| heard.raw.is_some())
                .map(|(room, heard)| (room.clone(), heard.clone()))
                .collect()
        };
        for (room, heard) in unread {
            let Some(raw) = &heard.raw else { continue };
            let Some(sdk_room) = client.get_room(&room) else { continue };
            let raw = raw.cast_ref_unchecked::<OriginalSyncRoomEncryptedEvent>();
            let Ok(event) = sdk_room.decrypt_event(raw, None).await else { continue };
            let Some(mut read) = Heard::from(&event) else { continue };
            let mut memory = self.memory();
            let mut story = memory.rooms.get_mut(&room).into_iter().flatten();
            if let Some(told) = story.find(|told| told.event == heard.event) {
                read.redacted |= told.redacted;
                *told = read;
            }
        }
    }
}

async fn invitation(client: &Client, id: &RoomId) -> Option<Invitation> {
    let room = client.get_room(id)?;
    let details = room.invite_details().await.ok()?;
    let direct = room.is_direct().await.unwrap_or(false);
    Some(Invitation { room: id.to_owned(), inviter: details.inviter_id, name: room.name(), direct })
}

impl Memory {
    /// A room's story, oldest first.
    pub(super) fn story(&self, room: &RoomId) -> &[Heard] {
        self.rooms.get(room).map_or(&[], Vec::as_slice)
    }

    /// What a failing test wants to know.
    fn summary(&self) -> String {
        let mut text = format!("open invitations: {:?}; heard:", self.invitations);
        for (room, story) in &self.rooms {
            let here = if self.joined.contains(room) { "joined" } else { "not joined" };
            let _ = write!(text, "\n  {room} ({here})");
            for heard in story {
                let Heard { sender, kind, body, .. } = heard;
                let about = heard
                    .unreadable
                    .as_ref()
                    .map_or_else(|| format!("{body:?}"), |why| format!("unreadable: {why}"));
                let taken_back = if heard.redacted { " (redacted)" } else { "" };
                let _ = write!(text, "\n    {sender} {kind} {about}{taken_back}");
            }
        }
        text
    }
}
