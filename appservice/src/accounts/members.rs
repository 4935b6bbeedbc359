//! With whom somebody has to do: the rooms of their cases, and who belongs in them. The door lets nothing reach beyond that.

use std::collections::{BTreeMap, BTreeSet};

use ruma::{OwnedUserId, UserId};

use super::{Accounts, Refusal, SignedIn};
use crate::{cases::service::belonging, store};

/// Rooms and people of somebody's cases.
#[derive(Clone, Debug, Default)]
pub struct Circle {
    /// Each with whether they may write there now.
    rooms: BTreeMap<String, bool>,
    people: BTreeSet<OwnedUserId>,
}

impl Circle {
    /// A circle of these rooms, each with whether they may write there, and people.
    pub fn of(
        rooms: impl IntoIterator<Item = (String, bool)>,
        people: impl IntoIterator<Item = OwnedUserId>,
    ) -> Self {
        Self { rooms: rooms.into_iter().collect(), people: people.into_iter().collect() }
    }

    /// Whether this is the room of a case of theirs.
    pub fn has_room(&self, room: &str) -> bool {
        self.rooms.contains_key(room)
    }

    /// Whether they may write in this room now.
    pub fn may_write_in(&self, room: &str) -> bool {
        self.rooms.get(room).copied().unwrap_or(false)
    }

    /// Whether there is a room in which they may write now.
    pub fn may_write(&self) -> bool {
        self.rooms.values().any(|may_write| *may_write)
    }

    /// Whether they have to do with somebody, or it is themselves.
    pub fn knows(&self, user: &str) -> bool {
        UserId::parse(user).is_ok_and(|user| self.people.contains(&user))
    }

    /// Whether somebody whom they have to do with is on this server.
    pub fn is_on(&self, server: &str) -> bool {
        self.people.iter().any(|person| person.server_name() == server)
    }
}

impl Accounts {
    /// Whether the identity that a homeserver shows for somebody is the one that counts. `key` is the public master key, in base64.
    pub async fn believes(&self, user: &str, key: &str) -> Result<bool, Refusal> {
        let Ok(user) = <&UserId>::try_from(user) else { return Ok(false) };
        Ok(self.office()?.service.custodians.pins().see(user, key).await?)
    }

    /// Whom somebody has to do with now, themselves among them.
    pub async fn circle(&self, signed_in: &SignedIn) -> Result<Circle, Refusal> {
        let service = self.office()?.service;
        let mut tx = service.store.look().await?;
        let cases = store::case::of_seeker(&mut tx, &signed_in.account.about.seeker).await?;
        let now = service.now();
        let people = cases.iter().flat_map(|stored| belonging(&service, &service.access(&stored.case)));
        let rooms = cases.iter().filter_map(|stored| {
            Some((stored.room.as_ref()?.as_str().to_owned(), !stored.case.is_muted(now)))
        });
        Ok(Circle::of(rooms, people.chain([signed_in.user()])))
    }
}
