//! As much of a homeserver as two crypto machines need to write to each other.

use std::collections::BTreeMap;

use matrix_sdk_crypto::{
    CrossSigningBootstrapRequests, DecryptionSettings, EncryptionSyncChanges, OlmMachine, TrustRequirement,
    types::requests::{AnyOutgoingRequest, ToDeviceRequest},
};
use ruma::{
    DeviceId, OneTimeKeyAlgorithm, OwnedDeviceId, OwnedOneTimeKeyId, OwnedUserId, RoomId, UInt, UserId,
    api::client::keys::{claim_keys, get_keys, upload_keys, upload_signatures},
    api::client::{sync::sync_events::DeviceLists, to_device::send_event_to_device},
    encryption::{CrossSigningKey, DeviceKeys, OneTimeKey},
    events::room::message::RoomMessageEventContent,
    serde::Raw,
};
use serde_json::{Value, json};

type Device = (OwnedUserId, OwnedDeviceId);

/// Keys and letters of everybody.
#[derive(Default)]
pub(super) struct KeyServer {
    devices: BTreeMap<OwnedUserId, BTreeMap<OwnedDeviceId, Value>>,
    masters: BTreeMap<OwnedUserId, Raw<CrossSigningKey>>,
    self_signers: BTreeMap<OwnedUserId, Raw<CrossSigningKey>>,
    user_signers: BTreeMap<OwnedUserId, Raw<CrossSigningKey>>,
    one_time: BTreeMap<Device, BTreeMap<OwnedOneTimeKeyId, Raw<OneTimeKey>>>,
    letters: BTreeMap<Device, Vec<Value>>,
}

impl KeyServer {
    /// Sends all that the machine wants to send.
    pub(super) async fn serve(&mut self, machine: &OlmMachine) {
        for request in machine.outgoing_requests().await.unwrap() {
            let id = request.request_id();
            match request.request() {
                AnyOutgoingRequest::KeysUpload(upload) => {
                    let response = self.upload(machine, upload);
                    machine.mark_request_as_sent(id, &response).await.unwrap();
                }
                AnyOutgoingRequest::KeysQuery(query) => {
                    let response = self.query(machine.user_id(), query.device_keys.keys());
                    machine.mark_request_as_sent(id, &response).await.unwrap();
                }
                AnyOutgoingRequest::ToDeviceRequest(letter) => {
                    self.post(machine.user_id(), letter);
                    let response = send_event_to_device::v3::Response::new();
                    machine.mark_request_as_sent(id, &response).await.unwrap();
                }
                other => panic!("the key server does not know {other:?}"),
            }
        }
    }

    /// Sends what makes a new cross-signing identity.
    pub(super) async fn bootstrap(&mut self, machine: &OlmMachine, requests: CrossSigningBootstrapRequests) {
        if let Some(request) = &requests.upload_keys_req {
            let AnyOutgoingRequest::KeysUpload(upload) = request.request() else { panic!("not an upload") };
            let response = self.upload(machine, upload);
            machine.mark_request_as_sent(request.request_id(), &response).await.unwrap();
        }
        let user = machine.user_id().to_owned();
        let keys = requests.upload_signing_keys_req;
        self.masters.insert(user.clone(), raw(&keys.master_key.unwrap()));
        self.self_signers.insert(user.clone(), raw(&keys.self_signing_key.unwrap()));
        self.user_signers.insert(user, raw(&keys.user_signing_key.unwrap()));
        self.sign(&requests.upload_signatures_req);
        self.serve(machine).await;
    }

    /// `from` gives the key of `room` to all devices of `to`.
    pub(super) async fn share_room_key(&mut self, from: &OlmMachine, room: &RoomId, to: &UserId) {
        from.update_tracked_users([to]).await.unwrap();
        self.serve(from).await;
        if let Some((id, claim)) = from.get_missing_sessions([to].into_iter()).await.unwrap() {
            let keys = self.claim(&claim);
            from.mark_request_as_sent(&id, &keys).await.unwrap();
        }
        for letter in from.share_room_key(room, [to].into_iter(), super::machines::sharing()).await.unwrap() {
            self.post(from.user_id(), &letter);
            let response = send_event_to_device::v3::Response::new();
            from.mark_request_as_sent(&letter.txn_id, &response).await.unwrap();
        }
    }

    /// The machine asks for somebody's devices, whether it follows them or not.
    pub(super) async fn looks_up(&mut self, machine: &OlmMachine, user: &UserId) {
        let (id, query) = machine.query_keys_for_users([user]);
        let response = self.query(machine.user_id(), query.device_keys.keys());
        machine.mark_request_as_sent(&id, &response).await.unwrap();
    }

    /// A device is signed out.
    pub(super) fn loses(&mut self, user: &UserId, device: &DeviceId) {
        self.devices.get_mut(user).unwrap().remove(device).unwrap();
    }

    /// Tells the machine that somebody's devices have changed, and answers what it asks then.
    pub(super) async fn tells_of_devices(&mut self, machine: &OlmMachine, user: &UserId) {
        let mut changed = DeviceLists::default();
        changed.changed.push(user.to_owned());
        self.sync(machine, &changed).await;
    }

    /// Empties the machine's letter-box into it and gives the number of letters.
    pub(super) async fn deliver(&mut self, machine: &OlmMachine) -> usize {
        self.sync(machine, &DeviceLists::default()).await
    }

    async fn sync(&mut self, machine: &OlmMachine, devices: &DeviceLists) -> usize {
        let device = (machine.user_id().to_owned(), machine.device_id().to_owned());
        let letters = self.letters.remove(&device).unwrap_or_default();
        let count = letters.len();
        let one_time = self.one_time.get(&device).map_or(0, BTreeMap::len);
        let changes = EncryptionSyncChanges {
            to_device_events: letters.iter().map(raw).collect(),
            changed_devices: devices,
            one_time_keys_counts: &counts(one_time),
            unused_fallback_keys: Some(&[OneTimeKeyAlgorithm::SignedCurve25519]),
            next_batch_token: Some(format!("position-{count}")),
        };
        machine.receive_sync_changes(changes, &anybody()).await.unwrap();
        self.serve(machine).await;
        count
    }

    fn upload(
        &mut self,
        machine: &OlmMachine,
        upload: &upload_keys::v3::Request,
    ) -> upload_keys::v3::Response {
        let device = (machine.user_id().to_owned(), machine.device_id().to_owned());
        if let Some(keys) = &upload.device_keys {
            let keys = serde_json::to_value(keys).unwrap();
            self.devices.entry(device.0.clone()).or_default().insert(device.1.clone(), keys);
        }
        let one_time = self.one_time.entry(device).or_default();
        one_time.extend(upload.one_time_keys.clone());
        upload_keys::v3::Response::new(counts(one_time.len()))
    }

    fn sign(&mut self, request: &upload_signatures::v3::Request) {
        for (user, signed) in &request.signed_keys {
            for (id, key) in signed {
                let signed: Value = serde_json::from_str(key.get()).unwrap();
                let Some(keys) = self.devices.get_mut(user).and_then(|devices| devices.get_mut(id)) else {
                    continue;
                };
                for (signer, signatures) in signed["signatures"].as_object().unwrap() {
                    for (key_id, signature) in signatures.as_object().unwrap() {
                        keys["signatures"][signer][key_id] = signature.clone();
                    }
                }
            }
        }
    }

    fn query<'a>(
        &self,
        asking: &UserId,
        users: impl Iterator<Item = &'a OwnedUserId>,
    ) -> get_keys::v3::Response {
        let mut response = get_keys::v3::Response::new();
        for user in users {
            let devices = self.devices.get(user).into_iter().flatten();
            let devices = devices.map(|(id, keys)| (id.clone(), raw::<_, DeviceKeys>(keys)));
            response.device_keys.insert(user.clone(), devices.collect());
            response.master_keys.extend(self.masters.get(user).map(|key| (user.clone(), key.clone())));
            response
                .self_signing_keys
                .extend(self.self_signers.get(user).map(|key| (user.clone(), key.clone())));
            if user == asking {
                let key = self.user_signers.get(user).map(|key| (user.clone(), key.clone()));
                response.user_signing_keys.extend(key);
            }
        }
        response
    }

    fn claim(&mut self, claim: &claim_keys::v3::Request) -> claim_keys::v3::Response {
        let mut claimed: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for (user, devices) in &claim.one_time_keys {
            for device in devices.keys() {
                let keys = self.one_time.get_mut(&(user.clone(), device.clone())).unwrap();
                let key = keys.pop_first().expect("one-time keys are left");
                claimed.entry(user.clone()).or_default().insert(device.clone(), BTreeMap::from([key]));
            }
        }
        claim_keys::v3::Response::new(claimed)
    }

    fn post(&mut self, sender: &UserId, letter: &ToDeviceRequest) {
        for (user, devices) in &letter.messages {
            for (device, content) in devices {
                let ruma::to_device::DeviceIdOrAllDevices::DeviceId(device) = device else { continue };
                let letter = json!({ "type": letter.event_type, "sender": sender, "content": content });
                self.letters.entry((user.clone(), device.clone())).or_default().push(letter);
            }
        }
    }
}

/// The encrypted room event with which `from` says `text`.
pub(super) async fn say(from: &OlmMachine, room: &RoomId, text: &str) -> Value {
    let content = RoomMessageEventContent::text_plain(text);
    let encrypted = from.encrypt_room_event(room, content).await.unwrap();
    json!({
        "type": "m.room.encrypted", "event_id": "$event", "sender": from.user_id(), "room_id": room,
        "origin_server_ts": 1_790_000_000_000_u64, "content": encrypted.content,
    })
}

/// What `reader` makes of the event: the text, or nothing.
pub(super) async fn read(reader: &OlmMachine, room: &RoomId, event: &Value) -> Option<String> {
    let event = raw(event);
    let read = reader.decrypt_room_event(&event, room, &anybody()).await.ok()?;
    let event: Value = read.event.deserialize_as_unchecked().unwrap();
    Some(event["content"]["body"].as_str().unwrap().to_owned())
}

fn anybody() -> DecryptionSettings {
    DecryptionSettings { sender_device_trust_requirement: TrustRequirement::Untrusted }
}

fn counts(one_time: usize) -> BTreeMap<OneTimeKeyAlgorithm, UInt> {
    BTreeMap::from([(OneTimeKeyAlgorithm::SignedCurve25519, UInt::try_from(one_time).unwrap())])
}

fn raw<T: serde::Serialize, U>(value: &T) -> Raw<U> {
    Raw::from_json(serde_json::value::to_raw_value(value).unwrap())
}
