//! Rooms: make, enter, leave, invite, remove, say.

use std::{collections::BTreeMap, time::Duration};

use http::Method;
use routing::{EventId, RoomId};
use ruma::{OwnedUserId, UserId};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::{Homeserver, HomeserverError, HomeserverResult, Identity, client};

/// How long a homeserver may still be at work on a room after its answer was lost.
const STILL_AT_WORK: Duration = Duration::from_secs(2);

/// How long a homeserver tries to hand an invitation to a server that is silent (255 s, seen with Synapse), and a little more.
const SILENT_SERVER: Duration = Duration::from_secs(270);

/// Whoever has not answered an invitation for so long counts as away.
const NO_ANSWER: Duration = Duration::from_secs(20);

/// Why a room that is being made by an earlier call cannot be adopted yet.
const AT_WORK: &str = "still making the room";

/// What an interrupted creation did not get to.
enum LeftOut {
    State { kind: String, key: String, content: Value },
    Invitation(OwnedUserId),
}

/// How a room came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Created {
    /// It was made by this call.
    Made(RoomId),
    /// An earlier call whose answer was lost had made it already.
    Adopted(RoomId),
}

impl Created {
    /// The room, however it came about.
    pub fn into_room(self) -> RoomId {
        match self {
            Self::Made(room) | Self::Adopted(room) => room,
        }
    }
}

/// Some of what was written in a room.
#[derive(Clone, Debug)]
pub struct Page {
    /// The events, oldest first.
    pub events: Vec<Value>,
    /// The mark where the next page begins, unless this is the last.
    pub next: Option<String>,
}

/// Somebody's standing in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Membership {
    /// In the room.
    Joined,
    /// Asked in.
    Invited,
    /// Asks to come in.
    Knocking,
    /// Not in the room (any more), or banned.
    Outside,
}

/// Where clients look for a room's address.
const CANONICAL_ALIAS: &str = "m.room.canonical_alias";

impl Homeserver {
    /// Makes a room once, however often this is called: the random `alias` (a localpart in our exclusive namespace)
    /// claims it, and a room that already has the alias is adopted.
    pub async fn create_room(
        &self,
        creator: &UserId,
        alias: &str,
        mut body: Value,
    ) -> HomeserverResult<Created> {
        body["room_alias_name"] = json!(alias);
        // The alias only claims the room and goes again: a client that found it as the address would say after a reload that
        // the room does not exist.
        let no_address = json!({ "type": CANONICAL_ALIAS, "state_key": "", "content": {} });
        match body["initial_state"].as_array_mut() {
            Some(state) => state.push(no_address),
            None => body["initial_state"] = json!([no_address]),
        }
        let identity = Identity::user(creator);
        match self.call(Method::POST, &client(&["createRoom"]), Some(&identity), Some(body.clone())).await {
            Ok(answer) => room_in(&answer).map(Created::Made),
            Err(refused) if refused.is("M_ROOM_IN_USE") || refused.is_under_way() => {
                // In use and not there yet: the room is just being made, and is adopted when it is.
                let room =
                    self.claimed(creator, alias).await?.ok_or(HomeserverError::Away(AT_WORK.to_owned()))?;
                self.complete(creator, &room, &body).await?;
                Ok(Created::Adopted(room))
            }
            Err(other) => Err(other),
        }
    }

    /// Gives a room what its creation left out: a homeserver that stops in the middle keeps the alias and what it had
    /// done by then, and invites last.
    async fn complete(&self, creator: &UserId, room: &RoomId, body: &Value) -> HomeserverResult<()> {
        if self.left_out(creator, room, body).await?.is_empty() {
            return Ok(());
        }
        // It may be at work on it still.
        tokio::time::sleep(STILL_AT_WORK).await;
        for left_out in self.left_out(creator, room, body).await? {
            match left_out {
                LeftOut::State { kind, key, content } => {
                    self.set_state(creator, room, &kind, &key, content).await?;
                }
                LeftOut::Invitation(user) => self.invite(creator, room, &user).await?,
            }
        }
        Ok(())
    }

    async fn left_out(
        &self,
        creator: &UserId,
        room: &RoomId,
        body: &Value,
    ) -> HomeserverResult<Vec<LeftOut>> {
        let path = client(&["rooms", room.as_str(), "state"]);
        let there = self.call(Method::GET, &path, Some(&Identity::user(creator)), None).await?;
        let there = there.as_array().map(Vec::as_slice).unwrap_or_default();
        let is_there = |kind: &str, key: &str, content: &Value| {
            let mut same = there.iter().filter(|event| event["type"] == kind && event["state_key"] == key);
            let mut wanted = content.as_object().into_iter().flatten();
            same.next().is_some_and(|event| wanted.all(|(field, value)| event["content"][field] == *value))
        };
        let power = json!({ "type": "m.room.power_levels", "content": body["power_level_content_override"] });
        let name = json!({ "type": "m.room.name", "content": { "name": body["name"] } });
        let mut wanted = body["initial_state"].as_array().cloned().unwrap_or_default();
        wanted.extend(body["power_level_content_override"].is_object().then_some(power));
        wanted.extend(body["name"].is_string().then_some(name));
        let mut left_out = Vec::new();
        for event in wanted {
            let kind = event["type"].as_str().unwrap_or_default();
            let key = event["state_key"].as_str().unwrap_or_default();
            let content = event["content"].clone();
            if !is_there(kind, key, &content) {
                left_out.push(LeftOut::State { kind: kind.to_owned(), key: key.to_owned(), content });
            }
        }
        let invited = body["invite"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let missing = invited.filter(|user| !is_there("m.room.member", user, &Value::Null));
        left_out.extend(missing.filter_map(|user| user.try_into().ok()).map(LeftOut::Invitation));
        Ok(left_out)
    }

    /// The room that is claimed by this alias, if there is one.
    pub async fn claimed(&self, creator: &UserId, alias: &str) -> HomeserverResult<Option<RoomId>> {
        let alias = format!("#{alias}:{}", creator.server_name());
        let path = client(&["directory", "room", &alias]);
        match self.call(Method::GET, &path, Some(&Identity::user(creator)), None).await {
            Err(refused) if refused.is("M_NOT_FOUND") => Ok(None),
            other => room_in(&other?).map(Some),
        }
    }

    /// Takes the claim off a room, once the room is remembered.
    pub async fn delete_alias(&self, creator: &UserId, alias: &str) -> HomeserverResult<()> {
        let alias = format!("#{alias}:{}", creator.server_name());
        let path = client(&["directory", "room", &alias]);
        match self.call(Method::DELETE, &path, Some(&Identity::user(creator)), None).await {
            Err(refused) if refused.is("M_NOT_FOUND") => Ok(()),
            other => other.map(drop),
        }
    }

    /// The alias that a room names as its address.
    pub async fn address(&self, user: &UserId, room: &RoomId) -> HomeserverResult<Option<String>> {
        let content = self.state(user, room, CANONICAL_ALIAS, "").await?;
        Ok(content.and_then(|content| content["alias"].as_str().map(str::to_owned)))
    }

    /// Heals a room that still names an alias as its address: ours have none.
    pub async fn forget_dead_alias(&self, creator: &UserId, room: &RoomId) -> HomeserverResult<()> {
        match self.address(creator, room).await? {
            Some(_) => self.set_state(creator, room, CANONICAL_ALIAS, "", json!({})).await,
            None => Ok(()),
        }
    }

    /// Asks somebody in. Somebody who is in already is no error. Somebody of a server that is known to be away is not asked, and
    /// an unanswered invitation holds up others into that room to that server: each is waited for as long as ours tries.
    pub async fn invite(&self, inviter: &UserId, room: &RoomId, target: &UserId) -> HomeserverResult<()> {
        let theirs = target.server_name();
        if theirs == inviter.server_name() {
            return self.invite_now(inviter, room, target).await;
        }
        let away = || HomeserverError::Away("server of others".to_owned());
        if self.reach.is_away(theirs) {
            return Err(away());
        }
        let Some(_inviting) = self.reach.inviting(room, theirs) else { return Err(away()) };
        let patient = self.with_patience(SILENT_SERVER);
        let mut answer = std::pin::pin!(patient.invite_now(inviter, room, target));
        let answer = if let Ok(answer) = tokio::time::timeout(NO_ANSWER, &mut answer).await {
            answer
        } else {
            self.reach.silent(theirs, Instant::now());
            answer.await
        };
        match &answer {
            Ok(()) => self.reach.answered(theirs, Instant::now()),
            Err(HomeserverError::Refused { status: 500.., .. } | HomeserverError::Away(_)) => {
                self.reach.silent(theirs, Instant::now());
            }
            Err(_) => {}
        }
        answer
    }

    async fn invite_now(&self, inviter: &UserId, room: &RoomId, target: &UserId) -> HomeserverResult<()> {
        let path = client(&["rooms", room.as_str(), "invite"]);
        let body = json!({ "user_id": target });
        match self.call(Method::POST, &path, Some(&Identity::user(inviter)), Some(body)).await {
            Err(refused) if refused.is("M_FORBIDDEN") => {
                match self.membership(inviter, room, target).await? {
                    Membership::Joined | Membership::Invited => Ok(()),
                    Membership::Knocking | Membership::Outside => Err(refused),
                }
            }
            other => other.map(drop),
        }
    }

    /// Removes somebody. Somebody who is not in is no error.
    pub async fn remove(
        &self,
        remover: &UserId,
        room: &RoomId,
        target: &UserId,
        why: &str,
    ) -> HomeserverResult<()> {
        let path = client(&["rooms", room.as_str(), "kick"]);
        let body = json!({ "user_id": target, "reason": why });
        match self.call(Method::POST, &path, Some(&Identity::user(remover)), Some(body)).await {
            Err(refused) if refused.is("M_FORBIDDEN") => {
                match self.membership(remover, room, target).await? {
                    Membership::Outside => Ok(()),
                    Membership::Joined | Membership::Invited | Membership::Knocking => Err(refused),
                }
            }
            other => other.map(drop),
        }
    }

    /// Enters a room to which the user is invited.
    pub async fn join(&self, user: &UserId, room: &RoomId) -> HomeserverResult<()> {
        let path = client(&["rooms", room.as_str(), "join"]);
        self.call(Method::POST, &path, Some(&Identity::user(user)), Some(json!({}))).await.map(drop)
    }

    /// Leaves a room, or refuses the invitation to it. Not being in it is no error.
    pub async fn leave(&self, user: &UserId, room: &RoomId) -> HomeserverResult<()> {
        self.leave_with(user, room, json!({})).await
    }

    /// As [`Self::leave`], with a reason that the others read. Of a refused invitation whoever sent it.
    pub async fn decline(&self, user: &UserId, room: &RoomId, reason: &str) -> HomeserverResult<()> {
        self.leave_with(user, room, json!({ "reason": reason })).await
    }

    async fn leave_with(&self, user: &UserId, room: &RoomId, body: Value) -> HomeserverResult<()> {
        let path = client(&["rooms", room.as_str(), "leave"]);
        match self.call(Method::POST, &path, Some(&Identity::user(user)), Some(body)).await {
            Err(refused) if refused.is("M_FORBIDDEN") || refused.is("M_NOT_FOUND") => Ok(()),
            other => other.map(drop),
        }
    }

    /// Everybody who is in the room or asked into it, as the homeserver sees it now.
    pub async fn members(
        &self,
        user: &UserId,
        room: &RoomId,
    ) -> HomeserverResult<BTreeMap<OwnedUserId, Membership>> {
        let path = client(&["rooms", room.as_str(), "members"]);
        let answer = self.call(Method::GET, &path, Some(&Identity::user(user)), None).await?;
        let events = answer["chunk"]
            .as_array()
            .ok_or_else(|| HomeserverError::unexpected("a member list without members"))?;
        Ok(events
            .iter()
            .filter_map(|event| {
                let user = OwnedUserId::try_from(event["state_key"].as_str()?).ok()?;
                Some((user, membership(event["content"]["membership"].as_str()?)))
            })
            .filter(|(_, membership)| *membership != Membership::Outside)
            .collect())
    }

    /// One person's standing in a room.
    pub async fn membership(
        &self,
        user: &UserId,
        room: &RoomId,
        target: &UserId,
    ) -> HomeserverResult<Membership> {
        match self.state(user, room, "m.room.member", target.as_str()).await? {
            Some(content) => Ok(membership(content["membership"].as_str().unwrap_or_default())),
            None => Ok(Membership::Outside),
        }
    }

    /// A state event's content, if the room has it.
    pub async fn state(
        &self,
        user: &UserId,
        room: &RoomId,
        kind: &str,
        key: &str,
    ) -> HomeserverResult<Option<Value>> {
        let path = client(&["rooms", room.as_str(), "state", kind, key]);
        match self.call(Method::GET, &path, Some(&Identity::user(user)), None).await {
            Ok(content) => Ok(Some(content)),
            Err(refused) if refused.is("M_NOT_FOUND") => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// Sets a state event.
    pub async fn set_state(
        &self,
        user: &UserId,
        room: &RoomId,
        kind: &str,
        key: &str,
        content: Value,
    ) -> HomeserverResult<()> {
        let path = client(&["rooms", room.as_str(), "state", kind, key]);
        self.call(Method::PUT, &path, Some(&Identity::user(user)), Some(content)).await.map(drop)
    }

    /// Sends a room event once: the homeserver answers the same `txn` of the same device with the same event.
    pub async fn send(
        &self,
        sender: &Identity,
        room: &RoomId,
        kind: &str,
        txn: &str,
        content: Value,
    ) -> HomeserverResult<EventId> {
        let path = client(&["rooms", room.as_str(), "send", kind, txn]);
        let answer = self.call(Method::PUT, &path, Some(sender), Some(content)).await?;
        event_in(&answer)
    }

    /// Takes the content out of an event.
    pub async fn redact(
        &self,
        sender: &Identity,
        room: &RoomId,
        event: &EventId,
        txn: &str,
    ) -> HomeserverResult<()> {
        let path = client(&["rooms", room.as_str(), "redact", event.as_str(), txn]);
        self.call(Method::PUT, &path, Some(sender), Some(json!({}))).await.map(drop)
    }

    /// The room's encrypted events, oldest first, from a mark of an earlier page on.
    pub async fn messages(
        &self,
        user: &UserId,
        room: &RoomId,
        from: Option<&str>,
        limit: u32,
    ) -> HomeserverResult<Page> {
        let path = client(&["rooms", room.as_str(), "messages"]);
        let limit = limit.to_string();
        let mut query =
            vec![("dir", "f"), ("limit", limit.as_str()), ("filter", r#"{"types":["m.room.encrypted"]}"#)];
        query.extend(from.map(|from| ("from", from)));
        let answer = self.exchange(Method::GET, &path, Some(&Identity::user(user)), &query, None).await?;
        let mut answer: Value = serde_json::from_slice(answer.body())
            .map_err(|_| HomeserverError::unexpected("a page of messages that is not JSON"))?;
        let Value::Array(events) = answer["chunk"].take() else {
            return Err(HomeserverError::unexpected("a page of messages without messages"));
        };
        let next = answer["end"].as_str().filter(|next| Some(*next) != from).map(str::to_owned);
        Ok(Page { events, next })
    }

    /// The event that made a room: the first that there is in it.
    pub async fn creation(&self, user: &UserId, room: &RoomId) -> HomeserverResult<EventId> {
        let path = client(&["rooms", room.as_str(), "state"]);
        let state = self.call(Method::GET, &path, Some(&Identity::user(user)), None).await?;
        let mut all = state.as_array().into_iter().flatten();
        let made = all.find(|event| event["type"] == "m.room.create");
        event_in(made.ok_or_else(|| HomeserverError::unexpected("a room that nobody made"))?)
    }

    /// One event as it stands on the homeserver now, if the user may see it.
    pub async fn event(
        &self,
        user: &UserId,
        room: &RoomId,
        event: &EventId,
    ) -> HomeserverResult<Option<Value>> {
        let path = client(&["rooms", room.as_str(), "event", event.as_str()]);
        match self.call(Method::GET, &path, Some(&Identity::user(user)), None).await {
            Ok(event) => Ok(Some(event)),
            Err(refused) if refused.is("M_NOT_FOUND") => Ok(None),
            Err(other) => Err(other),
        }
    }
}

fn membership(word: &str) -> Membership {
    match word {
        "join" => Membership::Joined,
        "invite" => Membership::Invited,
        "knock" => Membership::Knocking,
        _ => Membership::Outside,
    }
}

fn room_in(answer: &Value) -> HomeserverResult<RoomId> {
    let room = answer["room_id"].as_str().and_then(|id| RoomId::parse(id).ok());
    room.ok_or_else(|| HomeserverError::unexpected("an answer without a room id"))
}

fn event_in(answer: &Value) -> HomeserverResult<EventId> {
    let event = answer["event_id"].as_str().and_then(|id| EventId::parse(id).ok());
    event.ok_or_else(|| HomeserverError::unexpected("an answer without an event id"))
}
