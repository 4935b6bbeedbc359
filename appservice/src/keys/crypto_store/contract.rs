//! The SDK's contract, method by method. Every method looks at or changes one owner only.

use std::{collections::HashMap, sync::atomic::Ordering};

use async_trait::async_trait;
use matrix_sdk_common::cross_process_lock::CrossProcessLockGeneration;
use matrix_sdk_crypto::{
    Account, DeviceData, GossipRequest, SecretInfo, TrackedUser, UserIdentityData,
    olm::{
        InboundGroupSession, OlmMessageHash, OutboundGroupSession, PrivateCrossSigningIdentity,
        SenderDataType, Session,
    },
    store::{
        CryptoStore,
        types::{
            BackupKeys, Changes, DehydratedDeviceKey, PendingChanges, RoomKeyCounts, RoomKeyWithheldEntry,
            RoomPendingKeyBundleDetails, RoomSettings, StoredRoomKeyBundleData,
        },
    },
};
use ruma::{
    DeviceId, MilliSecondsSinceUnixEpoch, OwnedDeviceId, RoomId, TransactionId, UserId,
    events::secret::request::SecretName,
};
use vodozemac::Curve25519PublicKey;
use zeroize::Zeroizing;

use super::{
    Answer, CryptoFault, DatabaseCryptoStore, Label,
    changes::Batch,
    group_session,
    item::{self, Address, Kind},
    lease,
};

#[async_trait]
impl CryptoStore for DatabaseCryptoStore {
    type Error = CryptoFault;

    async fn load_account(&self) -> Answer<Option<Account>> {
        let Some(pickle) = self.read_one(&Address::sole(Kind::Account)).await? else { return Ok(None) };
        let account = Account::from_pickle(pickle).map_err(|_| CryptoFault::Unpickle("account"))?;
        self.set_account(Some(account.static_data().clone()));
        Ok(Some(account))
    }

    async fn load_identity(&self) -> Answer<Option<PrivateCrossSigningIdentity>> {
        let Some(pickle) = self.read_one(&Address::sole(Kind::Identity)).await? else { return Ok(None) };
        PrivateCrossSigningIdentity::from_pickle(pickle)
            .map(Some)
            .map_err(|_| CryptoFault::Unpickle("identity"))
    }

    async fn next_batch_token(&self) -> Answer<Option<String>> {
        self.read_one(&Address::sole(Kind::SyncToken)).await
    }

    async fn save_changes(&self, changes: Changes) -> Answer<()> {
        let writing = self.writing().await?;
        let batch = self.batch(changes).await?;
        self.write(&writing, batch).await
    }

    async fn save_pending_changes(&self, changes: PendingChanges) -> Answer<()> {
        let Some(account) = changes.account else { return Ok(()) };
        let writing = self.writing().await?;
        let mut batch = Batch::default();
        batch.set(Address::sole(Kind::Account), Some(self.seal(&account.pickle())?));
        self.write(&writing, batch).await?;
        self.set_account(Some(account.static_data().clone()));
        Ok(())
    }

    async fn save_inbound_group_sessions(
        &self,
        sessions: Vec<InboundGroupSession>,
        backed_up_to_version: Option<&str>,
    ) -> Answer<()> {
        let writing = self.writing().await?;
        let mut batch = Batch::default();
        for session in &sessions {
            self.add_group_session(&mut batch, session, backed_up_to_version).await?;
        }
        self.write(&writing, batch).await
    }

    async fn get_sessions(&self, sender_key: &str) -> Answer<Option<Vec<Session>>> {
        let sender = self.label(Label::SenderKey, sender_key);
        let sealed = item::list(&mut self.look().await?, self.owner(), Kind::OlmSession, &sender).await?;
        if sealed.is_empty() {
            return Ok(None);
        }
        let device_keys = self.get_own_device().await?.as_device_keys().clone();
        let revive = |sealed: &Vec<u8>| {
            Session::from_pickle(device_keys.clone(), self.unseal(sealed)?)
                .map_err(|_| CryptoFault::Unpickle("session"))
        };
        sealed.iter().map(revive).collect::<Answer<_>>().map(Some)
    }

    async fn get_inbound_group_session(
        &self,
        room_id: &RoomId,
        session_id: &str,
    ) -> Answer<Option<InboundGroupSession>> {
        let at = self.group_session_at(room_id, session_id);
        let sealed = group_session::get(&mut self.look().await?, self.owner(), &at).await?;
        sealed.map(|sealed| self.group_session(&sealed)).transpose()
    }

    async fn get_withheld_info(
        &self,
        room_id: &RoomId,
        session_id: &str,
    ) -> Answer<Option<RoomKeyWithheldEntry>> {
        self.read_one(&self.withheld_at(room_id, session_id)).await
    }

    async fn get_withheld_sessions_by_room_id(&self, room_id: &RoomId) -> Answer<Vec<RoomKeyWithheldEntry>> {
        let room = self.label(Label::Room, room_id.as_str());
        let sealed = item::list(&mut self.look().await?, self.owner(), Kind::Withheld, &room).await?;
        self.unseal_all(&sealed)
    }

    async fn get_inbound_group_sessions(&self) -> Answer<Vec<InboundGroupSession>> {
        let sealed = group_session::list(&mut self.look().await?, self.owner()).await?;
        self.group_sessions(&sealed)
    }

    async fn inbound_group_session_counts(&self, backup_version: Option<&str>) -> Answer<RoomKeyCounts> {
        let (total, backed_up) =
            group_session::count(&mut self.look().await?, self.owner(), backup_version).await?;
        Ok(RoomKeyCounts { total: count(total), backed_up: count(backed_up) })
    }

    async fn get_inbound_group_sessions_by_room_id(
        &self,
        room_id: &RoomId,
    ) -> Answer<Vec<InboundGroupSession>> {
        let room = self.label(Label::Room, room_id.as_str());
        let sealed = group_session::list_room(&mut self.look().await?, self.owner(), &room).await?;
        self.group_sessions(&sealed)
    }

    async fn get_inbound_group_sessions_for_device_batch(
        &self,
        curve_key: Curve25519PublicKey,
        sender_data_type: SenderDataType,
        after_session_id: Option<String>,
        limit: usize,
    ) -> Answer<Vec<InboundGroupSession>> {
        let sender = self.label(Label::SenderKey, &curve_key.to_base64());
        let after = after_session_id.map(|id| self.label(Label::Session, &id)).unwrap_or_default();
        let mut tx = self.look().await?;
        let sealed =
            group_session::list_device(&mut tx, self.owner(), &sender, sender_data_type, &after, limit)
                .await?;
        self.group_sessions(&sealed)
    }

    async fn inbound_group_sessions_for_backup(
        &self,
        backup_version: &str,
        limit: usize,
    ) -> Answer<Vec<InboundGroupSession>> {
        let mut tx = self.look().await?;
        let sealed = group_session::list_not_in_backup(&mut tx, self.owner(), backup_version, limit).await?;
        self.group_sessions(&sealed)
    }

    async fn mark_inbound_group_sessions_as_backed_up(
        &self,
        backup_version: &str,
        room_and_session_ids: &[(&RoomId, &str)],
    ) -> Answer<()> {
        let (_writing, mut tx) = self.begin().await?;
        let mut batch = Batch::default();
        for (room_id, session_id) in room_and_session_ids {
            let at = self.group_session_at(room_id, session_id);
            let Some(sealed) = group_session::get(&mut tx, self.owner(), &at).await? else { continue };
            let session = self.group_session(&sealed)?;
            session.mark_as_backed_up();
            self.add_group_session(&mut batch, &session, Some(backup_version)).await?;
        }
        batch.run(&mut tx, self.owner()).await?;
        Ok(tx.commit().await?)
    }

    /// Nothing to reset: every session remembers which version of the backup holds it.
    async fn reset_backup_state(&self) -> Answer<()> {
        Ok(())
    }

    async fn load_backup_keys(&self) -> Answer<BackupKeys> {
        Ok(BackupKeys {
            decryption_key: self.read_one(&Address::sole(Kind::BackupKey)).await?,
            backup_version: self.read_one(&Address::sole(Kind::BackupVersion)).await?,
        })
    }

    async fn load_dehydrated_device_pickle_key(&self) -> Answer<Option<DehydratedDeviceKey>> {
        self.read_one(&Address::sole(Kind::DehydratedDeviceKey)).await
    }

    async fn delete_dehydrated_device_pickle_key(&self) -> Answer<()> {
        self.write_one(Address::sole(Kind::DehydratedDeviceKey), None).await
    }

    async fn get_outbound_group_session(&self, room_id: &RoomId) -> Answer<Option<OutboundGroupSession>> {
        let at = self.room_at(Kind::OutboundSession, room_id);
        let Some(pickle) = self.read_one(&at).await? else { return Ok(None) };
        let account = self.get_static_account().ok_or(CryptoFault::NoAccount)?;
        OutboundGroupSession::from_pickle(account.device_id, account.identity_keys, pickle)
            .map(Some)
            .map_err(|_| CryptoFault::Unpickle("outbound session"))
    }

    async fn load_tracked_users(&self) -> Answer<Vec<TrackedUser>> {
        let sealed = item::list_kind(&mut self.look().await?, self.owner(), Kind::TrackedUser).await?;
        self.unseal_all(&sealed)
    }

    async fn save_tracked_users(&self, users: &[(&UserId, bool)]) -> Answer<()> {
        let writing = self.writing().await?;
        let mut batch = Batch::default();
        for (user_id, dirty) in users.iter().filter(|(user_id, _)| !self.is_forgotten(user_id)) {
            let at = self.user_at(Kind::TrackedUser, user_id);
            let user = TrackedUser { user_id: (*user_id).to_owned(), dirty: *dirty };
            batch.set(at, Some(self.seal(&user)?));
        }
        self.write(&writing, batch).await
    }

    async fn get_device(&self, user_id: &UserId, device_id: &DeviceId) -> Answer<Option<DeviceData>> {
        self.read_one(&self.device_at(user_id, device_id)).await
    }

    async fn get_user_devices(&self, user_id: &UserId) -> Answer<HashMap<OwnedDeviceId, DeviceData>> {
        let user = self.label(Label::User, user_id.as_str());
        let sealed = item::list(&mut self.look().await?, self.owner(), Kind::Device, &user).await?;
        let devices = self.unseal_all::<DeviceData>(&sealed)?;
        Ok(devices.into_iter().map(|device| (device.device_id().to_owned(), device)).collect())
    }

    async fn get_own_device(&self) -> Answer<DeviceData> {
        let account = self.get_static_account().ok_or(CryptoFault::NoAccount)?;
        let device = self.get_device(&account.user_id, &account.device_id).await?;
        device.ok_or(CryptoFault::NoAccount)
    }

    async fn get_user_identity(&self, user_id: &UserId) -> Answer<Option<UserIdentityData>> {
        self.read_one(&self.user_at(Kind::UserIdentity, user_id)).await
    }

    async fn is_message_known(&self, message_hash: &OlmMessageHash) -> Answer<bool> {
        let at = self.olm_hash_at(message_hash);
        Ok(item::get(&mut self.look().await?, self.owner(), &at).await?.is_some())
    }

    async fn get_outgoing_secret_requests(
        &self,
        request_id: &TransactionId,
    ) -> Answer<Option<GossipRequest>> {
        let key = self.label(Label::Request, request_id.as_str());
        let sealed = item::get_by_key(&mut self.look().await?, self.owner(), Kind::Request, &key).await?;
        sealed.map(|sealed| self.unseal(&sealed)).transpose()
    }

    async fn get_secret_request_by_info(&self, secret_info: &SecretInfo) -> Answer<Option<GossipRequest>> {
        let scope = self.request_scope(secret_info);
        let sealed = item::list(&mut self.look().await?, self.owner(), Kind::Request, &scope).await?;
        let requests = self.unseal_all::<GossipRequest>(&sealed)?;
        // Compared as the SDK does: by room, session and algorithm, whoever sent the session.
        Ok(requests.into_iter().find(|request| request.info.as_key() == secret_info.as_key()))
    }

    async fn get_unsent_secret_requests(&self) -> Answer<Vec<GossipRequest>> {
        let sealed = item::list_kind(&mut self.look().await?, self.owner(), Kind::Request).await?;
        let requests = self.unseal_all::<GossipRequest>(&sealed)?;
        Ok(requests.into_iter().filter(|request| !request.sent_out).collect())
    }

    async fn delete_outgoing_secret_requests(&self, request_id: &TransactionId) -> Answer<()> {
        let key = self.label(Label::Request, request_id.as_str());
        let (_writing, mut tx) = self.begin().await?;
        item::delete_by_key(&mut tx, self.owner(), Kind::Request, &key).await?;
        Ok(tx.commit().await?)
    }

    async fn get_secrets_from_inbox(&self, secret_name: &SecretName) -> Answer<Vec<Zeroizing<String>>> {
        let name = self.label(Label::Secret, secret_name.as_str());
        let sealed = item::list(&mut self.look().await?, self.owner(), Kind::Secret, &name).await?;
        sealed.iter().map(|sealed| self.unseal(sealed).map(Zeroizing::new)).collect()
    }

    async fn delete_secrets_from_inbox(&self, secret_name: &SecretName) -> Answer<()> {
        let name = self.label(Label::Secret, secret_name.as_str());
        let (_writing, mut tx) = self.begin().await?;
        item::delete_scope(&mut tx, self.owner(), Kind::Secret, &name).await?;
        Ok(tx.commit().await?)
    }

    async fn get_room_settings(&self, room_id: &RoomId) -> Answer<Option<RoomSettings>> {
        self.read_one(&self.room_at(Kind::RoomSettings, room_id)).await
    }

    async fn get_received_room_key_bundle_data(
        &self,
        room_id: &RoomId,
        user_id: &UserId,
    ) -> Answer<Option<StoredRoomKeyBundleData>> {
        self.read_one(&self.bundle_at(room_id, user_id)).await
    }

    async fn get_pending_key_bundle_details_for_room(
        &self,
        room_id: &RoomId,
    ) -> Answer<Option<RoomPendingKeyBundleDetails>> {
        self.read_one(&self.room_at(Kind::PendingBundle, room_id)).await
    }

    async fn get_all_rooms_pending_key_bundles(&self) -> Answer<Vec<RoomPendingKeyBundleDetails>> {
        let sealed = item::list_kind(&mut self.look().await?, self.owner(), Kind::PendingBundle).await?;
        self.unseal_all(&sealed)
    }

    async fn has_downloaded_all_room_keys(&self, room_id: &RoomId) -> Answer<bool> {
        let downloaded = self.read_one(&self.room_at(Kind::AllKeysDownloaded, room_id)).await?;
        Ok(downloaded.unwrap_or(false))
    }

    async fn get_custom_value(&self, key: &str) -> Answer<Option<Vec<u8>>> {
        let at = self.custom_at(key);
        let sealed = item::get(&mut self.look().await?, self.owner(), &at).await?;
        Ok(sealed.map(|sealed| self.store.vault().unseal_bytes(&sealed)).transpose()?)
    }

    async fn set_custom_value(&self, key: &str, value: Vec<u8>) -> Answer<()> {
        let sealed = self.store.vault().seal_bytes(&Zeroizing::new(value))?;
        self.write_one(self.custom_at(key), Some(sealed)).await
    }

    async fn remove_custom_value(&self, key: &str) -> Answer<()> {
        self.write_one(self.custom_at(key), None).await
    }

    async fn try_take_leased_lock(
        &self,
        lease_duration_ms: u32,
        key: &str,
        holder: &str,
    ) -> Answer<Option<CrossProcessLockGeneration>> {
        // The contract brings no time along, so this is the one place below the use-cases that asks for it.
        let now = i64::from(MilliSecondsSinceUnixEpoch::now().get());
        let expires_at = now + i64::from(lease_duration_ms);
        let (_writing, mut tx) = self.begin().await?;
        let generation = lease::take(&mut tx, self.owner(), key, holder, now, expires_at).await?;
        tx.commit().await?;
        Ok(generation.map(i64::unsigned_abs))
    }

    /// Waits for the commit that is under way; the connections belong to [`crate::store::Store`] and stay.
    async fn close(&self) -> Answer<()> {
        let _writing = self.shared.writing.lock().await;
        self.shared.closed.store(true, Ordering::Release);
        Ok(())
    }

    async fn reopen(&self) -> Answer<()> {
        self.shared.closed.store(false, Ordering::Release);
        Ok(())
    }

    async fn get_size(&self) -> Answer<Option<usize>> {
        let mut tx = self.look().await?;
        let items = item::size(&mut tx, self.owner()).await?;
        Ok(Some(count(items + group_session::size(&mut tx, self.owner()).await?)))
    }
}

fn count(rows: i64) -> usize {
    usize::try_from(rows).unwrap_or_default()
}
