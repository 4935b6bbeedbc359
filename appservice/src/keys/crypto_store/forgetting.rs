//! Forgetting a person: who they are, their devices, and the sessions with these.
//!
//! An open machine keeps people and sessions in memory and writes them down whenever it likes. So whoever is forgotten is
//! remembered as such, in memory alone, and nothing of them is written until somebody turns to them again.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::PoisonError,
};

use matrix_sdk_crypto::DeviceData;
use ruma::{OwnedUserId, UserId};

use super::{
    Answer, DatabaseCryptoStore, Label, group_session,
    item::{self, Address, Kind},
};

/// No longer followed in one commit: others write meanwhile.
const FOLLOWED_AT_ONCE: u32 = 1_000;

/// The people whom an owner has forgotten, each with the fingerprints of their devices' keys.
#[derive(Default)]
pub(super) struct Forgotten(BTreeMap<OwnedUserId, BTreeSet<String>>);

impl DatabaseCryptoStore {
    /// Whether anything is known of a person.
    pub async fn knows(&self, person: &UserId) -> Answer<bool> {
        let user = self.label(Label::User, person.as_str());
        let mut tx = self.look().await?;
        for kind in Kind::OF_A_PERSON {
            if !item::keys(&mut tx, self.owner(), kind, &user).await?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether there is anything of a room.
    pub async fn knows_room(&self, room_id: &ruma::RoomId) -> Answer<bool> {
        let room = self.label(Label::Room, room_id.as_str());
        let mut tx = self.look().await?;
        if group_session::is_of_room(&mut tx, self.owner(), &room).await? {
            return Ok(true);
        }
        for kind in Kind::OF_A_ROOM {
            if !item::keys(&mut tx, self.owner(), kind, &room).await?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Destroys all that is known of a person: that they were ever heard of, their identity and devices, the sessions with
    /// these, and the room keys that they sent. What an open machine still has of them in memory is not written down, until
    /// they are [turned to again](Self::turn_to). The owner is never forgotten.
    pub async fn forget_person(&self, person: &UserId) -> Answer<()> {
        if person == self.owner {
            return Ok(());
        }
        let (_writing, mut tx) = self.begin().await?;
        let (owner, user) = (self.owner(), self.label(Label::User, person.as_str()));
        let mut senders: BTreeSet<String> =
            item::keys(&mut tx, owner, Kind::FormerDevice, &user).await?.into_iter().collect();
        for device in item::list(&mut tx, owner, Kind::Device, &user).await? {
            let device: DeviceData = self.unseal(&device)?;
            senders.extend(self.sender_of(&device));
        }
        for kind in Kind::OF_A_PERSON {
            item::delete_scope(&mut tx, owner, kind, &user).await?;
        }
        for sender in &senders {
            for kind in Kind::OF_A_SENDER {
                item::delete_scope(&mut tx, owner, kind, sender).await?;
            }
            group_session::delete_sender(&mut tx, owner, sender).await?;
        }
        tx.commit().await?;
        self.with_forgotten(|forgotten| forgotten.0.entry(person.to_owned()).or_default().extend(senders));
        Ok(())
    }

    /// Somebody is spoken to: if they were forgotten, what is learnt of them from now on is written down again.
    pub fn turn_to(&self, people: &[&UserId]) {
        self.with_forgotten(|forgotten| {
            for person in people {
                forgotten.0.remove(*person);
            }
        });
    }

    /// Nobody's devices are followed any more, but for the owner's own: a machine that is opened after this asks for no
    /// one on its own. Their devices stay.
    pub async fn follow_nobody(&self) -> Answer<()> {
        let own = self.label(Label::User, self.owner());
        loop {
            let (_writing, mut tx) = self.begin().await?;
            let deleted =
                item::delete_others(&mut tx, self.owner(), Kind::TrackedUser, &own, FOLLOWED_AT_ONCE).await?;
            tx.commit().await?;
            if deleted < FOLLOWED_AT_ONCE {
                return Ok(());
            }
        }
    }

    pub(super) fn is_forgotten(&self, person: &UserId) -> bool {
        self.with_forgotten(|forgotten| forgotten.0.contains_key(person))
    }

    /// Whether a device of somebody who is forgotten has this key, given as its fingerprint.
    pub(super) fn is_forgotten_sender(&self, sender: &str) -> bool {
        self.with_forgotten(|forgotten| forgotten.0.values().any(|senders| senders.contains(sender)))
    }

    /// The fingerprint of a device's key, under which its sessions lie.
    pub(super) fn sender_of(&self, device: &DeviceData) -> Option<String> {
        device.curve25519_key().map(|key| self.label(Label::SenderKey, &key.to_base64()))
    }

    /// Where it is noted that a device which is gone had sessions.
    pub(super) fn former_device_at(&self, device: &DeviceData) -> Option<Address> {
        let user = self.label(Label::User, device.user_id().as_str());
        self.sender_of(device).map(|sender| Address::new(Kind::FormerDevice, user, sender))
    }

    fn with_forgotten<T>(&self, step: impl FnOnce(&mut Forgotten) -> T) -> T {
        step(&mut self.shared.forgotten.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
