//! What erasure needs from the homeserver beyond an application service's rights, with a token of its own.
//!
//! The token's user is an administrator of the homeserver, since Synapse has no narrower right. So the token lives in
//! its own file, and this file makes all the calls that are ever made with it; beside `registrar.rs`, where the settings allow that.

use std::time::Duration;

use http::Method;
use routing::RoomId;
use ruma::{ServerName, UserId};
use secrecy::SecretString;
use serde_json::{Value, json};

use super::{Homeserver, HomeserverError, HomeserverResult, client};

/// The homeserver, as its administrator sees it: only to purge. Cheap to clone.
#[derive(Clone)]
pub struct Administration(Homeserver);

/// Nobody notices a wait of this length: it is no limit that keeps people out.
const SHORT: Duration = Duration::from_secs(10);

/// A hundred files go with one call; nobody has sent more than so many hundreds.
const SLICES: u32 = 1_000;

/// Rooms that two servers share are looked through in pages of this size.
const ROOMS_AT_ONCE: u32 = 1_000;

/// How far our homeserver is with telling another one of a room, in its own count of events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The last event of the room that is to go there, or went.
    pub due: Option<i64>,
    /// The last event of any room that arrived there.
    pub so_far: Option<i64>,
}

impl Told {
    /// Whether something has arrived that was to be sent from this room only after the count was at `before`.
    pub fn has_heard_since(self, before: Option<i64>) -> bool {
        self.due.is_some_and(|due| before.is_none_or(|before| due > before) && self.so_far >= Some(due))
    }
}

/// The page that follows: a number, which was a string once.
fn next_page(token: &Value) -> Option<u64> {
    token.as_u64().or_else(|| token.as_str()?.parse().ok())
}

/// How far the homeserver is with purging a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purging {
    /// It was not asked, or has forgotten that it was.
    Unasked,
    /// It is at it.
    UnderWay,
    /// It could not.
    Failed,
    /// The room is gone.
    Done,
}

impl Administration {
    /// The same homeserver with the token of one of its administrators.
    pub fn of(homeserver: &Homeserver, token: SecretString) -> Self {
        Self(Homeserver { token, ..homeserver.clone() })
    }

    /// Whether the token is that of an administrator.
    pub async fn is_administrator(&self) -> HomeserverResult<bool> {
        let me = self.0.call(Method::GET, &client(&["account", "whoami"]), None, None).await?;
        let me =
            me["user_id"].as_str().ok_or_else(|| HomeserverError::unexpected("a whoami without a user"))?;
        let path = ["_synapse", "admin", "v1", "users", me, "admin"];
        match self.0.call(Method::GET, &path, None, None).await {
            Ok(answer) => Ok(answer["admin"] == true),
            Err(refused) if refused.is("M_FORBIDDEN") => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// How soon the homeserver would let one person be invited again after eight invitations at once; nothing if it lets all of
    /// them through. Everybody invites the reception, and by default the sixth waits for more than five minutes. Invites a
    /// user of ours whom nobody invites to rooms that are nowhere: the limit is looked at first, and nothing is left behind.
    pub async fn limits_invitations(&self, invited: &UserId) -> HomeserverResult<Option<Duration>> {
        for number in 0..8 {
            let nowhere = format!("!lotse-doctor-{number}:{}", invited.server_name());
            let body = json!({ "user_id": invited });
            let path = client(&["rooms", &nowhere, "invite"]);
            match self.0.call(Method::POST, &path, None, Some(body)).await {
                Err(refused) if refused.is("M_LIMIT_EXCEEDED") => {
                    // A short wait is the administrator's own: they may invite as often as anybody.
                    let wait = refused.retry_after().unwrap_or_default();
                    return Ok((wait > SHORT).then_some(wait));
                }
                Err(HomeserverError::Refused { status: 403 | 404, errcode, .. })
                    if errcode.starts_with("M_") => {}
                Err(other) => return Err(other),
                Ok(_) => return Err(HomeserverError::unexpected("an invitation to nowhere that succeeds")),
            }
        }
        Ok(None)
    }

    /// Asks for a room to be purged, members or not. `force` purges although somebody could not be removed. That it is
    /// being purged already is no error.
    pub async fn purge_room(&self, room: &RoomId, force: bool) -> HomeserverResult<()> {
        let path = ["_synapse", "admin", "v2", "rooms", room.as_str()];
        let body = json!({ "purge": true, "block": false, "force_purge": force });
        match self.0.call(Method::DELETE, &path, None, Some(body)).await {
            Err(refused) if refused.is_with(400, "M_UNKNOWN") => Ok(()),
            other => other.map(drop),
        }
    }

    /// How far it is with that.
    pub async fn purging(&self, room: &RoomId) -> HomeserverResult<Purging> {
        let path = ["_synapse", "admin", "v2", "rooms", room.as_str(), "delete_status"];
        let answer = match self.0.call(Method::GET, &path, None, None).await {
            Err(refused) if refused.is("M_NOT_FOUND") => return Ok(Purging::Unasked),
            other => other?,
        };
        let words =
            answer["results"].as_array().into_iter().flatten().filter_map(|task| task["status"].as_str());
        let words: Vec<&str> = words.collect();
        let any = |known: &[&str]| words.iter().any(|word| known.contains(word));
        Ok(match () {
            () if any(&["complete"]) => Purging::Done,
            () if any(&["scheduled", "active", "shutting_down", "purging"]) => Purging::UnderWay,
            () if any(&["failed"]) => Purging::Failed,
            () => Purging::Unasked,
        })
    }

    /// How far our homeserver is with telling another one what happens in a room.
    pub async fn told(&self, server: &ServerName, room: &RoomId) -> HomeserverResult<Told> {
        let path = ["_synapse", "admin", "v1", "federation", "destinations", server.as_str()];
        let so_far = match self.0.call(Method::GET, &path, None, None).await {
            // Nothing was ever sent there.
            Err(refused) if refused.is("M_NOT_FOUND") => return Ok(Told::default()),
            other => other?["last_successful_stream_ordering"].as_i64(),
        };
        let path = [&path[..], &["rooms"]].concat();
        let mut from = 0_u64;
        loop {
            let page = self.page_of_rooms(&path, from).await?;
            let rooms = page["rooms"].as_array();
            let rooms =
                rooms.ok_or_else(|| HomeserverError::unexpected("a destination's rooms without rooms"))?;
            if let Some(this) = rooms.iter().find(|other| other["room_id"] == room.as_str()) {
                return Ok(Told { due: this["stream_ordering"].as_i64(), so_far });
            }
            match next_page(&page["next_token"]).filter(|next| *next > from) {
                Some(next) => from = next,
                None => return Ok(Told { due: None, so_far }),
            }
        }
    }

    async fn page_of_rooms(&self, path: &[&str], from: u64) -> HomeserverResult<Value> {
        let query = [("from", from.to_string()), ("limit", ROOMS_AT_ONCE.to_string())];
        let query = query.each_ref().map(|(name, value)| (*name, value.as_str()));
        let answer = self.0.exchange(Method::GET, path, None, &query, None).await?;
        serde_json::from_slice(answer.body())
            .map_err(|_| HomeserverError::unexpected("rooms that are not JSON"))
    }

    /// Deletes a file of this homeserver's own users. One that is gone is no error.
    pub async fn delete_file(&self, server: &str, id: &str) -> HomeserverResult<()> {
        let path = ["_synapse", "admin", "v1", "media", server, id];
        match self.0.call(Method::DELETE, &path, None, None).await {
            Err(refused) if refused.is("M_NOT_FOUND") => Ok(()),
            other => other.map(|_: Value| ()),
        }
    }

    /// Deletes every file that a user of this homeserver has uploaded.
    pub async fn delete_files_of(&self, user: &UserId) -> HomeserverResult<()> {
        let path = ["_synapse", "admin", "v1", "users", user.as_str(), "media"];
        for _ in 0..SLICES {
            let answer = self.0.call(Method::DELETE, &path, None, None).await?;
            if answer["deleted_media"].as_array().is_none_or(Vec::is_empty) {
                break;
            }
        }
        Ok(())
    }
}
