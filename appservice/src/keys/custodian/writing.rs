//! Writing to people: encrypted, to named recipients, or not at all.

use matrix_sdk_crypto::{CollectStrategy, EncryptionSettings};
use routing::{EventId, RoomId};
use ruma::{OwnedUserId, UserId, events::room::history_visibility::HistoryVisibility, serde::Raw};
use serde_json::Value;

use super::{Custodian, CustodianResult};
use crate::running::fail_point;

impl Custodian {
    /// Encrypts `content` for the cross-signed devices of `recipients` and sends it once, whatever happens to the
    /// answer: `txn` makes repetitions harmless.
    pub async fn write(
        &self,
        room: &RoomId,
        recipients: &[OwnedUserId],
        kind: &str,
        content: &Value,
        txn: &str,
    ) -> CustodianResult<EventId> {
        let people = recipients.iter().map(AsRef::as_ref).chain([self.user()]).collect::<Vec<_>>();
        self.keys.turn_to(&people);
        // Somebody's server may be silent for long: meanwhile others are served.
        self.learn_devices(&people).await?;
        let encrypted = {
            let mut position = self.exchange.lock().await;
            self.share_room_key(room, &people, &mut position).await?;
            let matrix_room = matrix_room(room)?;
            let content = Raw::from_json(serde_json::value::to_raw_value(content)?);
            self.machine.encrypt_room_event_raw(&matrix_room, kind, &content).await?
        };
        let content: Value = serde_json::from_str(encrypted.content.json().get())?;
        Ok(self.homeserver.send(&self.identity, room, "m.room.encrypted", txn, content).await?)
    }

    async fn share_room_key(
        &self,
        room: &RoomId,
        people: &[&UserId],
        _exchange: &mut super::letter_box::Position,
    ) -> CustodianResult<()> {
        self.pump().await?;
        self.learn_changed_devices(people).await?;
        self.claim_sessions(people).await?;
        let settings = EncryptionSettings {
            history_visibility: HistoryVisibility::Shared,
            // No key to a device that its owner has not cross-signed.
            sharing_strategy: CollectStrategy::IdentityBasedStrategy,
            ..EncryptionSettings::default()
        };
        let matrix_room = matrix_room(room)?;
        for request in self.machine.share_room_key(&matrix_room, people.iter().copied(), settings).await? {
            self.deliver(&request).await?;
        }
        fail_point::pass("keys.after_share");
        Ok(())
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

    /// Whether somebody has a device that its owner has cross-signed: only such devices are ever given a key.
    pub async fn can_reach(&self, person: &UserId) -> CustodianResult<bool> {
        self.keys.turn_to(&[person]);
        self.refresh_devices(&[person]).await?;
        self.has_trusted_device(person).await
    }

    /// Whether somebody is signed in on any device; nothing if their server does not say. Nothing is remembered of it.
    pub async fn is_signed_in(&self, person: &UserId) -> CustodianResult<Option<bool>> {
        let (_, question) = self.machine.query_keys_for_users([person]);
        let answer = self.homeserver.keys_query(&self.identity, &question).await?;
        if answer.failures.contains_key(person.server_name().as_str()) {
            return Ok(None);
        }
        Ok(answer.device_keys.get(person).map(|devices| !devices.is_empty()))
    }

    pub(super) async fn has_trusted_device(&self, person: &UserId) -> CustodianResult<bool> {
        let devices = self.machine.get_user_devices(person, None).await?;
        Ok(devices.devices().any(|device| device.is_cross_signed_by_owner()))
    }
}

pub(super) fn matrix_room(room: &RoomId) -> CustodianResult<ruma::OwnedRoomId> {
    ruma::RoomId::parse(room.as_str())
        .map_err(|_| crate::servers::homeserver::HomeserverError::Impossible("a room id that is none").into())
}
