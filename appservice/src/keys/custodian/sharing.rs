//! Giving somebody who comes in the history of a room (MSC4268).
//!
//! Order matters: bundle, upload, fresh device list, sessions, announcement, and only then the invitation, all by
//! the same user; a client takes a bundle from nobody but its inviter.

use std::{collections::BTreeSet, io::Read as _};

use futures_util::{TryFutureExt as _, future::try_join};
use matrix_sdk_crypto::{
    AttachmentEncryptor, CollectStrategy,
    types::{
        events::room_key_bundle::RoomKeyBundleContent,
        requests::ToDeviceRequest,
        room_history::{HistoricRoomKey, RoomKeyBundle},
    },
};
use routing::RoomId;
use ruma::{
    TransactionId, UserId,
    events::{ToDeviceEventType, room::EncryptedFile},
    serde::Raw,
    to_device::DeviceIdOrAllDevices,
};

use super::{Custodian, CustodianError, CustodianResult, writing::matrix_room};
use crate::{running::fail_point, servers::homeserver::HomeserverError, store};

/// The name that clients up to spring 2026 know the announcement by (Element Web 1.12.13 among them).
const EARLIER_BUNDLE_NAME: &str = "io.element.msc4268.room_key_bundle";

/// What became of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// So many cross-signed devices of the newcomer were told where it is.
    Given {
        /// The number of devices.
        devices: usize,
    },
    /// Nothing has been written yet that could be given.
    Empty,
    /// The newcomer has no device that they have cross-signed, and their server says so: nobody was given anything.
    NoTrustedDevice,
}

impl Custodian {
    /// Gives `newcomer` the keys of everything in `room` that this custodian can read and that is not held back since
    /// the case went to somebody without its history. The invitation must follow, by this custodian. Refuses with
    /// [`CustodianError::ServerAway`] as long as their server does not answer. `seeker` is whose room it is: what they wrote
    /// on a pinned device is given as well, whose client marks nothing as to be shared.
    pub async fn give_history(
        &self,
        room: &RoomId,
        newcomer: &UserId,
        seeker: Option<&UserId>,
    ) -> CustodianResult<History> {
        let prepared = self.prepared(room, newcomer, seeker).await?;
        let away = prepared.away;
        self.claim_sessions_abroad(&[newcomer]).await?;
        let _exchange = self.exchange.lock().await;
        if !self.has_trusted_device(newcomer).await? {
            return if away.has(newcomer) { Err(Self::server_away()) } else { Ok(History::NoTrustedDevice) };
        }
        let Some(bundle) = self.bundle_of(room, seeker).await? else { return Ok(History::Empty) };
        // Somebody waits for this: what needs no answer of the other is asked at once.
        let upload = async {
            match prepared.bundle {
                // A key may have come meanwhile.
                Some((same, file)) if same == bundle => Ok(file),
                _ => self.upload_for(room, &bundle).await,
            }
        };
        let (file, _) = try_join(upload, self.claim_sessions(&[newcomer])).await?;
        fail_point::pass("history.after_upload");
        let content = RoomKeyBundleContent { room_id: matrix_room(room)?, file };
        let earlier = serde_json::json!({ "room_id": content.room_id, "file": content.file });
        let requests = self
            .machine
            .share_room_key_bundle_data(newcomer, &CollectStrategy::IdentityBasedStrategy, content)
            .await?;
        let devices = requests.iter().map(ToDeviceRequest::message_count).sum();
        if devices == 0 {
            // There is a device, and no session with it: its server gave none, now or a moment ago.
            let is_elsewhere = newcomer.server_name() != self.user().server_name();
            return if is_elsewhere { Err(Self::server_away()) } else { Ok(History::NoTrustedDevice) };
        }
        let by_earlier_name = self.announcement_by_earlier_name(newcomer, &earlier).await?;
        if !self.is_confirmed(newcomer).await? {
            // Somebody looked meanwhile, and theirs is another now: nothing is sent.
            return Ok(History::NoTrustedDevice);
        }
        let by_name = async {
            for request in &requests {
                self.deliver(request).await?;
            }
            Ok(())
        };
        let by_earlier_name = self.homeserver.to_device(&self.identity, &by_earlier_name);
        try_join(by_name, by_earlier_name.map_err(CustodianError::from)).await?;
        fail_point::pass("history.after_announcement");
        Ok(History::Given { devices })
    }

    /// What may be given of a room's keys, as it is uploaded; nothing, if there is nothing.
    pub(super) async fn bundle_of(
        &self,
        room: &RoomId,
        seeker: Option<&UserId>,
    ) -> CustodianResult<Option<Vec<u8>>> {
        let room = matrix_room(room)?;
        let mut bundle = self.machine.store().build_room_key_bundle(&room).await?;
        self.add_pinned(&mut bundle, seeker).await?;
        let held_back = self.keys.held_back(&room).await?;
        bundle.room_keys.retain(|key| !held_back.contains(&key.session_id));
        // In one order, whatever the store's is: what is in it is compared.
        bundle.room_keys.sort_by(|one, other| one.session_id.cmp(&other.session_id));
        bundle.withheld.sort_by(|one, other| one.megolm_session_id().cmp(&other.megolm_session_id()));
        if bundle.is_empty() { Ok(None) } else { Ok(Some(serde_json::to_vec(&bundle)?)) }
    }

    /// Adds the keys of what a seeker wrote on pinned devices: their client does not know that a history can be shared, the
    /// seeker has agreed to it, and the room says so.
    async fn add_pinned(&self, bundle: &mut RoomKeyBundle, seeker: Option<&UserId>) -> CustodianResult<()> {
        let pinned = self.pinned(seeker).await?;
        if pinned.is_empty() {
            return Ok(());
        }
        let withheld: BTreeSet<String> =
            bundle.withheld.iter().filter_map(|note| note.megolm_session_id().map(str::to_owned)).collect();
        let theirs = self.machine.store().export_room_keys(|session| {
            withheld.contains(session.session_id())
                && pinned.iter().any(|device| device.identity == session.sender_key().to_base64())
        });
        for key in theirs.await? {
            bundle.withheld.retain(|note| note.megolm_session_id() != Some(key.session_id.as_str()));
            bundle.room_keys.push(HistoricRoomKey {
                algorithm: key.algorithm,
                room_id: key.room_id,
                sender_key: key.sender_key,
                session_id: key.session_id,
                session_key: key.session_key,
                sender_claimed_keys: key.sender_claimed_keys,
            });
        }
        Ok(())
    }

    /// Gives another custodian of ours what it may read of a room, including what has just come.
    pub async fn hand_keys_to(&self, heir: &Self, room: &RoomId) -> CustodianResult<()> {
        self.empty_letter_box().await?;
        self.keys.copy_room_to(&matrix_room(room)?, &heir.keys).await?;
        let mut tx = self.store.begin().await?;
        if store::waiting::keys_came(&mut tx, room, self.clock.now()).await? > 0 {
            tx.commit().await?;
            self.keys_came.notify_one();
        }
        Ok(())
    }

    async fn announcement_by_earlier_name(
        &self,
        newcomer: &UserId,
        content: &serde_json::Value,
    ) -> CustodianResult<ToDeviceRequest> {
        let mut messages = std::collections::BTreeMap::new();
        for device in self.machine.get_user_devices(newcomer, None).await?.devices() {
            if !device.is_cross_signed_by_owner() {
                continue;
            }
            let strategy = CollectStrategy::IdentityBasedStrategy;
            // A device without a session was told nothing by the first name either.
            if let Ok(encrypted) = device.encrypt_event_raw(EARLIER_BUNDLE_NAME, content, strategy).await {
                let to = DeviceIdOrAllDevices::DeviceId(device.device_id().to_owned());
                messages.insert(to, Raw::from_json(encrypted.into_json()));
            }
        }
        Ok(ToDeviceRequest {
            event_type: ToDeviceEventType::RoomEncrypted,
            txn_id: TransactionId::new(),
            messages: [(newcomer.to_owned(), messages)].into(),
        })
    }

    /// Uploads, and remembers what goes when the room goes.
    pub(crate) async fn upload_for(&self, room: &RoomId, plain: &[u8]) -> CustodianResult<EncryptedFile> {
        let file = self.upload_sealed(plain).await?;
        let mut tx = self.store.begin().await?;
        store::purge::remember_file(&mut tx, room, file.url.as_str()).await?;
        tx.commit().await?;
        Ok(file)
    }

    async fn upload_sealed(&self, plain: &[u8]) -> CustodianResult<EncryptedFile> {
        let mut reader = plain;
        let mut encryptor = AttachmentEncryptor::new(&mut reader);
        let mut sealed = Vec::with_capacity(plain.len());
        encryptor
            .read_to_end(&mut sealed)
            .map_err(|_| HomeserverError::Impossible("no way to read from memory"))?;
        let keys = encryptor.finish();
        let address = self.homeserver.upload(&self.identity, sealed).await?;
        Ok(EncryptedFile::new(address.into(), keys.encryption_info, keys.hashes))
    }
}
