//! Writing to people: encrypted, to named recipients, or not at all.

use matrix_sdk_crypto::{
    CollectStrategy, EncryptionSettings, UserIdentity, types::requests::ToDeviceRequest,
};
use routing::{EventId, RoomId};
use ruma::{
    OwnedUserId, UserId,
    events::{ToDeviceEventType, room::history_visibility::HistoryVisibility},
    serde::Raw,
};
use serde_json::Value;

use super::{Custodian, CustodianError, CustodianResult, away::Away};
use crate::running::fail_point;

/// To whom something is written.
#[derive(Clone, Debug)]
pub struct Listeners {
    /// Everybody, the seeker among them.
    people: Vec<OwnedUserId>,
    /// The one of them whose room or chat it is, as a seeker.
    seeker: Option<OwnedUserId>,
}

impl Listeners {
    /// People who are no seekers here.
    pub fn only(people: Vec<OwnedUserId>) -> Self {
        Self { people, seeker: None }
    }

    /// A seeker, and whoever else may read there.
    pub fn with_seeker(seeker: Option<OwnedUserId>, others: impl IntoIterator<Item = OwnedUserId>) -> Self {
        Self { people: seeker.iter().cloned().chain(others).collect(), seeker }
    }
}

impl Custodian {
    /// Encrypts `content` for the cross-signed devices of the `listeners`, and those with which their seeker goes on all the
    /// same, and sends it once, whatever happens to the
    /// answer: `txn` makes repetitions harmless.
    pub async fn write(
        &self,
        room: &RoomId,
        listeners: &Listeners,
        kind: &str,
        content: &Value,
        txn: &str,
    ) -> CustodianResult<EventId> {
        let people = listeners.people.iter().map(AsRef::as_ref).chain([self.user()]).collect::<Vec<_>>();
        self.keys.turn_to(&people);
        // Somebody's server may be silent for long: meanwhile others are served.
        self.learn_devices(&people).await?;
        self.reaches_somebody(&people).await?;
        self.claim_sessions_abroad(&people).await?;
        let encrypted = {
            let mut position = self.exchange.lock().await;
            self.share_room_key(room, &people, listeners.seeker.as_deref(), &mut position).await?;
            let matrix_room = matrix_room(room)?;
            let content = Raw::from_json(serde_json::value::to_raw_value(content)?);
            self.machine.encrypt_room_event_raw(&matrix_room, kind, &content).await?
        };
        let content: Value = serde_json::from_str(encrypted.content.json().get())?;
        Ok(self.homeserver.send(&self.identity, room, "m.room.encrypted", txn, content).await?)
    }

    /// The same with a key that is used for this alone, and destroyed as soon as it is sent: we never read it again. For one writer
    /// of a room at a time. Interrupted, the next one destroys what is left.
    pub async fn write_once(
        &self,
        room: &RoomId,
        listeners: &Listeners,
        kind: &str,
        content: &Value,
        txn: &str,
    ) -> CustodianResult<EventId> {
        self.discard_room_key(room).await?;
        let sent = self.write(room, listeners, kind, content, txn).await?;
        fail_point::pass("far.after_word");
        let matrix_room = matrix_room(room)?;
        self.machine.discard_room_key(&matrix_room).await?;
        let own = self.machine.identity_keys().curve25519.to_base64();
        self.keys.forget_written(&matrix_room, &own).await?;
        self.store.owe_wipe();
        Ok(sent)
    }

    async fn share_room_key(
        &self,
        room: &RoomId,
        people: &[&UserId],
        seeker: Option<&UserId>,
        _exchange: &mut super::letter_box::Position,
    ) -> CustodianResult<()> {
        self.pump().await?;
        self.learn_changed_devices(people).await?;
        let people = &self.confirmed(people).await?[..];
        self.claim_sessions(people).await?;
        let pinned = self.pinned(seeker).await?;
        // No key to a device that its owner has not cross-signed, but for those that a seeker has pinned.
        let sharing_strategy = if pinned.is_empty() {
            CollectStrategy::IdentityBasedStrategy
        } else {
            self.trust_exactly(people, seeker, &pinned).await?;
            CollectStrategy::OnlyTrustedDevices
        };
        let settings = EncryptionSettings {
            history_visibility: HistoryVisibility::Shared,
            sharing_strategy,
            ..EncryptionSettings::default()
        };
        let matrix_room = matrix_room(room)?;
        let requests = self.machine.share_room_key(&matrix_room, people.iter().copied(), settings).await?;
        if !requests.is_empty()
            && requests.iter().all(|request| withholds(request))
            && self.is_abroad(people).await?
        {
            // It would be said to nobody. The next attempt begins with a new key, as if this had not been.
            self.machine.discard_room_key(&matrix_room).await?;
            return Err(Self::server_away());
        }
        if self.confirmed(people).await?.len() < people.len() {
            // Somebody looked meanwhile. The next attempt begins with a new key, which they do not get.
            self.machine.discard_room_key(&matrix_room).await?;
            return Err(CustodianError::IdentityChanged);
        }
        for request in requests {
            self.deliver(&request).await?;
        }
        fail_point::pass("keys.after_share");
        Ok(())
    }

    /// If nobody has a device for us, and that may be because a server is away, it is waited for: it would be said to nobody.
    async fn reaches_somebody(&self, people: &[&UserId]) -> CustodianResult<()> {
        let mut elsewhere = Vec::new();
        for person in people.iter().copied().filter(|person| *person != self.user()) {
            if self.has_trusted_device(person).await? {
                return Ok(());
            }
            if person.server_name() != self.user().server_name() {
                elsewhere.push(person);
            }
        }
        if elsewhere.is_empty() {
            return Ok(());
        }
        let away = self.refresh_devices(&elsewhere).await?;
        for person in &elsewhere {
            if self.has_trusted_device(person).await? {
                return Ok(());
            }
        }
        if elsewhere.iter().any(|person| away.has(person)) { Err(Self::server_away()) } else { Ok(()) }
    }

    /// Whether all who can be spoken to at all are on other servers.
    async fn is_abroad(&self, people: &[&UserId]) -> CustodianResult<bool> {
        let mut others = 0;
        for person in people.iter().filter(|person| **person != self.user()) {
            if self.has_trusted_device(person).await? {
                if person.server_name() == self.user().server_name() {
                    return Ok(false);
                }
                others += 1;
            }
        }
        Ok(others > 0)
    }

    /// Forgets the key for what is written next, so that somebody who left cannot read on.
    pub async fn discard_room_key(&self, room: &RoomId) -> CustodianResult<()> {
        self.machine.discard_room_key(&matrix_room(room)?).await?;
        Ok(())
    }

    /// Destroys all keys for a room: nothing written there can be read by this custodian ever again.
    pub async fn destroy_keys(&self, room: &RoomId) -> CustodianResult<()> {
        let matrix_room = matrix_room(room)?;
        self.machine.discard_room_key(&matrix_room).await?;
        self.keys.forget_room(&matrix_room).await?;
        self.ahead.forget(room);
        self.store.owe_wipe();
        Ok(())
    }

    /// Destroys what this custodian knows of somebody. If they are spoken to again, their devices are asked for anew.
    pub(super) async fn forget_person(&self, person: &UserId) -> CustodianResult<()> {
        // Not while they are written to: the session would be lost on the way.
        let _exchange = self.exchange.lock().await;
        self.keys.forget_person(person).await?;
        self.lists.forget([&person.to_owned()]);
        Ok(())
    }

    /// Whether somebody has a device that its owner has cross-signed: only such devices are ever given a key. Refuses with
    /// [`CustodianError::ServerAway`](super::CustodianError::ServerAway) as long as their server does not say.
    pub async fn can_reach(&self, person: &UserId) -> CustodianResult<bool> {
        self.keys.turn_to(&[person]);
        let away = self.refresh_devices(&[person]).await?;
        let reachable = self.has_trusted_device(person).await?;
        if !reachable && away.has(person) { Err(Self::server_away()) } else { Ok(reachable) }
    }

    /// Whether somebody is signed in on any device; nothing if their server does not say. Nothing is remembered of it.
    pub async fn is_signed_in(&self, person: &UserId) -> CustodianResult<Option<bool>> {
        if !self.may_ask(person) {
            return Ok(None);
        }
        let (_, question) = self.machine.query_keys_for_users([person]);
        let answer = self.homeserver.keys_query(&self.identity, &question).await?;
        if Away::of(answer.failures.keys()).has(person) {
            self.note_away(&Away::of(answer.failures.keys()));
            return Ok(None);
        }
        Ok(answer.device_keys.get(person).map(|devices| !devices.is_empty()))
    }

    /// Those of the people whose identity counts: nobody else is given a key.
    async fn confirmed<'p>(&self, people: &[&'p UserId]) -> CustodianResult<Vec<&'p UserId>> {
        let mut confirmed = Vec::with_capacity(people.len());
        for person in people {
            if self.is_confirmed(person).await? {
                confirmed.push(*person);
            }
        }
        Ok(confirmed)
    }

    /// Whether the identity of somebody, as it was last learnt, is the one that counts. Somebody without one has none that could be
    /// another's.
    pub(super) async fn is_confirmed(&self, person: &UserId) -> CustodianResult<bool> {
        match self.identity_of(person).await? {
            Some(key) => Ok(self.pins.counts(person, &key).await?),
            None => Ok(true),
        }
    }

    /// Somebody's homeserver has just been asked: what follows if it shows another identity, or the one that counts again.
    pub(super) async fn see_identity(&self, person: &UserId) -> CustodianResult<()> {
        if let Some(key) = self.identity_of(person).await? {
            self.pins.see(person, &key).await?;
        }
        Ok(())
    }

    /// The public master key of somebody else, as it was last learnt.
    async fn identity_of(&self, person: &UserId) -> CustodianResult<Option<String>> {
        if person == self.user() {
            return Ok(None);
        }
        let identity = self.machine.get_identity(person, None).await?.and_then(UserIdentity::other);
        let key = identity.and_then(|identity| identity.master_key().get_first_key());
        Ok(key.map(|key| key.to_base64()))
    }

    pub(super) async fn has_trusted_device(&self, person: &UserId) -> CustodianResult<bool> {
        if !self.is_confirmed(person).await? {
            return Ok(false);
        }
        let devices = self.machine.get_user_devices(person, None).await?;
        Ok(devices.devices().any(|device| device.is_cross_signed_by_owner()))
    }
}

/// Whether a request only says that somebody gets no key.
fn withholds(request: &ToDeviceRequest) -> bool {
    request.event_type != ToDeviceEventType::RoomEncrypted
}

pub(super) fn matrix_room(room: &RoomId) -> CustodianResult<ruma::OwnedRoomId> {
    ruma::RoomId::parse(room.as_str())
        .map_err(|_| crate::servers::homeserver::HomeserverError::Impossible("a room id that is none").into())
}
