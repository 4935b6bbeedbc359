//! From the SDK's changes to rows: what one commit writes.

use std::collections::BTreeMap;

use matrix_sdk_crypto::{
    olm::{InboundGroupSession, OutboundGroupSession, Session},
    store::types::{Changes, RoomPendingKeyBundleDetails},
};
use ruma::{OwnedRoomId, UserId};

use super::{
    Answer, DatabaseCryptoStore, Label,
    group_session::{self, Backup},
    item::{self, Address, Kind},
};
use crate::store::Tx;

/// Rows to write in one commit; the later of two values for one place wins.
#[derive(Default)]
pub(super) struct Batch {
    items: BTreeMap<Address, Option<Vec<u8>>>,
    group_sessions: BTreeMap<group_session::Address, group_session::Sealed>,
}

impl Batch {
    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty() && self.group_sessions.is_empty()
    }

    /// Puts a sealed value, or deletes what is there.
    pub(super) fn set(&mut self, address: Address, value: Option<Vec<u8>>) {
        self.items.insert(address, value);
    }

    fn put(&mut self, address: Address, value: Vec<u8>) {
        self.set(address, Some(value));
    }

    pub(super) async fn run(self, tx: &mut Tx, owner: &str) -> Answer<()> {
        for (address, value) in &self.items {
            match value {
                Some(value) => item::put(tx, owner, address, value).await?,
                None => item::delete(tx, owner, address).await?,
            }
        }
        for (address, session) in &self.group_sessions {
            group_session::put(tx, owner, address, session).await?;
        }
        Ok(())
    }
}

impl DatabaseCryptoStore {
    /// All rows that `changes` ask for.
    pub(super) async fn batch(&self, changes: Changes) -> Answer<Batch> {
        let mut batch = Batch::default();
        if let Some(identity) = &changes.private_identity {
            batch.put(Address::sole(Kind::Identity), self.seal(&identity.pickle().await)?);
        }
        if let Some(token) = &changes.next_batch_token {
            batch.put(Address::sole(Kind::SyncToken), self.seal(token)?);
        }
        for session in &changes.sessions {
            self.add_olm_session(&mut batch, session).await?;
        }
        for session in better_of_each(&changes.inbound_group_sessions) {
            self.add_group_session(&mut batch, session, None).await?;
        }
        for session in &changes.outbound_group_sessions {
            self.add_outbound_session(&mut batch, session).await?;
        }
        for request in &changes.key_requests {
            batch.put(self.request_at(request), self.seal(request)?);
        }
        self.add_people(&mut batch, &changes)?;
        self.add_secrets(&mut batch, &changes)?;
        self.add_rooms(&mut batch, &changes)?;
        Ok(batch)
    }

    /// Adds an inbound group session. `backup` is the version of the backup it is in, if that is known.
    pub(super) async fn add_group_session(
        &self,
        batch: &mut Batch,
        session: &InboundGroupSession,
        backup: Option<&str>,
    ) -> Answer<()> {
        let address = self.group_session_at(session.room_id(), session.session_id());
        let backup = match backup {
            Some(version) => Backup::Done(version.to_owned()),
            None if session.backed_up() => Backup::Unchanged,
            None => Backup::Missing,
        };
        let sealed = group_session::Sealed {
            sender: self.label(Label::SenderKey, &session.sender_key().to_base64()),
            trust: session.sender_data_type(),
            backup,
            value: self.seal(&session.pickle().await)?,
        };
        batch.group_sessions.insert(address, sealed);
        Ok(())
    }

    async fn add_olm_session(&self, batch: &mut Batch, session: &Session) -> Answer<()> {
        let pickle = session.pickle().await;
        let sender = self.label(Label::SenderKey, &pickle.sender_key.to_base64());
        if self.is_forgotten_sender(&sender) {
            return Ok(());
        }
        let key = self.label(Label::OlmSession, session.session_id());
        batch.put(Address::new(Kind::OlmSession, sender, key), self.seal(&pickle)?);
        Ok(())
    }

    async fn add_outbound_session(&self, batch: &mut Batch, session: &OutboundGroupSession) -> Answer<()> {
        let at = self.room_at(Kind::OutboundSession, session.room_id());
        batch.put(at, self.seal(&session.pickle().await)?);
        Ok(())
    }

    fn add_people(&self, batch: &mut Batch, changes: &Changes) -> Answer<()> {
        let known = |person: &UserId| !self.is_forgotten(person);
        let identities = changes.identities.new.iter().chain(&changes.identities.changed);
        for identity in identities.filter(|identity| known(identity.user_id())) {
            batch.put(self.user_at(Kind::UserIdentity, identity.user_id()), self.seal(identity)?);
        }
        let devices = changes.devices.new.iter().chain(&changes.devices.changed);
        for device in devices.filter(|device| known(device.user_id())) {
            batch.put(self.device_at(device.user_id(), device.device_id()), self.seal(device)?);
        }
        for device in &changes.devices.deleted {
            batch.set(self.device_at(device.user_id(), device.device_id()), None);
            // The sessions with it stay, since the homeserver may be mistaken; whoever is forgotten takes them along.
            if let Some(former) = self.former_device_at(device).filter(|_| known(device.user_id())) {
                batch.put(former, Vec::new());
            }
        }
        Ok(())
    }

    fn add_secrets(&self, batch: &mut Batch, changes: &Changes) -> Answer<()> {
        for hash in &changes.message_hashes {
            if !self.is_forgotten_sender(&self.label(Label::SenderKey, &hash.sender_key)) {
                batch.put(self.olm_hash_at(hash), Vec::new());
            }
        }
        for item in &changes.secrets {
            let name = self.label(Label::Secret, item.secret_name.as_str());
            let key = self.label(Label::Secret, &item.secret);
            batch.put(Address::new(Kind::Secret, name, key), self.seal(item.secret.as_str())?);
        }
        if let Some(key) = &changes.backup_decryption_key {
            batch.put(Address::sole(Kind::BackupKey), self.seal(key)?);
        }
        if let Some(version) = &changes.backup_version {
            batch.put(Address::sole(Kind::BackupVersion), self.seal(version)?);
        }
        if let Some(key) = &changes.dehydrated_device_pickle_key {
            batch.put(Address::sole(Kind::DehydratedDeviceKey), self.seal(key)?);
        }
        Ok(())
    }

    fn add_rooms(&self, batch: &mut Batch, changes: &Changes) -> Answer<()> {
        for (room_id, sessions) in &changes.withheld_session_info {
            for (session_id, entry) in sessions {
                batch.put(self.withheld_at(room_id, session_id), self.seal(entry)?);
            }
        }
        for (room_id, settings) in &changes.room_settings {
            batch.put(self.room_at(Kind::RoomSettings, room_id), self.seal(settings)?);
        }
        for bundle in &changes.received_room_key_bundles {
            let at = self.bundle_at(&bundle.bundle_data.room_id, &bundle.sender_user);
            batch.put(at, self.seal(bundle)?);
        }
        for room_id in &changes.room_key_backups_fully_downloaded {
            batch.put(self.room_at(Kind::AllKeysDownloaded, room_id), self.seal(&true)?);
        }
        for (room_id, details) in &changes.rooms_pending_key_bundle {
            self.add_pending_bundle(batch, room_id, details.as_ref())?;
        }
        Ok(())
    }

    fn add_pending_bundle(
        &self,
        batch: &mut Batch,
        room_id: &OwnedRoomId,
        details: Option<&RoomPendingKeyBundleDetails>,
    ) -> Answer<()> {
        let sealed = details.map(|details| self.seal(details)).transpose()?;
        batch.set(self.room_at(Kind::PendingBundle, room_id), sealed);
        Ok(())
    }
}

/// Of the copies of one room key the one that reads the most. The machine compares a key that comes with what is stored, and
/// not with what comes beside it: of two copies in one letter-box, the second would hide what the first can read.
fn better_of_each(sessions: &[InboundGroupSession]) -> impl Iterator<Item = &InboundGroupSession> {
    let mut best = BTreeMap::<_, &InboundGroupSession>::new();
    for session in sessions {
        let known = best.entry((session.room_id(), session.session_id())).or_insert(session);
        if session.first_known_index() < known.first_known_index() {
            *known = session;
        }
    }
    best.into_values()
}
