//! The one exception to the rule that keys go to cross-signed devices alone: a seeker whose client knows no cross-signing goes on
//! with exactly the devices that existed when they said so.
//!
//! It counts for nobody but the seeker, in their chat with the reception and in the rooms of their cases, which callers name; and
//! never for somebody who has a cross-signing identity: then the exception is forgotten.

use matrix_sdk_common::deserialized_responses::{AlgorithmInfo, VerificationLevel, VerificationState};
use matrix_sdk_crypto::{DecryptionSettings, Device, LocalTrust, TrustRequirement, UserDevices};
use routing::{RoomId, SeekerId};
use ruma::{DeviceKeyAlgorithm, UserId, serde::Raw};
use serde_json::Value;

use super::{Custodian, CustodianResult, Opened, writing::matrix_room};
use crate::store::{self, pin};

/// An event of a device that nobody has cross-signed, and that is what it says.
#[derive(Clone, Debug)]
pub struct Unsigned {
    /// What it says.
    pub opened: Opened,
    /// The device that wrote it.
    pub device: pin::Device,
}

/// How somebody's devices stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// They have a cross-signing identity, with a device that it has signed or without.
    Identity {
        /// Whether there is such a device.
        signed: bool,
    },
    /// They have none; these are their devices.
    Bare(Vec<pin::Device>),
}

impl Custodian {
    /// How a seeker's devices stand now, as their server says. Refuses with
    /// [`CustodianError::ServerAway`](super::CustodianError::ServerAway) as long as it does not say.
    pub async fn proof(&self, person: &UserId) -> CustodianResult<Proof> {
        self.keys.turn_to(&[person]);
        let away = self.refresh_devices(&[person]).await?;
        let signed = self.has_trusted_device(person).await?;
        if !signed && away.has(person) {
            return Err(Self::server_away());
        }
        if signed || self.machine.get_identity(person, None).await?.is_some() {
            return Ok(Proof::Identity { signed });
        }
        let devices = self.machine.get_user_devices(person, None).await?;
        Ok(Proof::Bare(devices.devices().filter_map(|device| exactly(&device)).collect()))
    }

    /// The devices of `seeker` that count although nobody has cross-signed them; none for anybody who has an identity.
    pub async fn pinned(&self, seeker: Option<&UserId>) -> CustodianResult<Vec<pin::Device>> {
        let Some(seeker) = seeker else { return Ok(Vec::new()) };
        let Ok(id) = SeekerId::parse(seeker.as_str()) else { return Ok(Vec::new()) };
        let known = {
            let mut tx = self.store.look().await?;
            pin::of(&mut tx, &id).await?.unwrap_or_default()
        };
        if known.devices.is_empty() {
            return Ok(Vec::new());
        }
        if self.machine.get_identity(seeker, None).await?.is_some() {
            let mut tx = self.store.begin().await?;
            pin::forget(&mut tx, &id).await?;
            tx.commit().await?;
            tracing::info!(
                "A seeker has a cross-signing identity now: the exception for their devices is over"
            );
            return Ok(Vec::new());
        }
        Ok(known.devices)
    }

    /// Trusts exactly the cross-signed devices of these people, and the `pinned` ones of the seeker. Whatever was trusted
    /// before and is not any more loses it.
    pub(super) async fn trust_exactly(
        &self,
        people: &[&UserId],
        seeker: Option<&UserId>,
        pinned: &[pin::Device],
    ) -> CustodianResult<()> {
        for person in people {
            let confirmed = self.is_confirmed(person).await?;
            let devices: UserDevices = self.machine.get_user_devices(person, None).await?;
            for device in devices.devices() {
                let is_pinned = Some(*person) == seeker
                    && exactly(&device).is_some_and(|device| pinned.contains(&device));
                let trust = if is_pinned || (confirmed && device.is_cross_signed_by_owner()) {
                    LocalTrust::Verified
                } else {
                    LocalTrust::Unset
                };
                if device.local_trust_state() != trust {
                    device.set_local_trust(trust).await?;
                }
            }
        }
        Ok(())
    }

    /// Decrypts what somebody wrote on a device that nobody has cross-signed. Nothing unless it is known for sure which device
    /// that is: the session came from it by itself.
    pub async fn read_unsigned(&self, room: &RoomId, event: &Value) -> CustodianResult<Option<Unsigned>> {
        const ANY: DecryptionSettings =
            DecryptionSettings { sender_device_trust_requirement: TrustRequirement::Untrusted };
        let matrix_room = matrix_room(room)?;
        let Ok(raw) = serde_json::value::to_raw_value(event) else { return Ok(None) };
        let Ok(decrypted) = self.machine.decrypt_room_event(&Raw::from_json(raw), &matrix_room, &ANY).await
        else {
            return Ok(None);
        };
        let info = &decrypted.encryption_info;
        if info.verification_state != VerificationState::Unverified(VerificationLevel::UnsignedDevice)
            || info.sender.as_str() != event["sender"].as_str().unwrap_or_default()
        {
            return Ok(None);
        }
        let (Some(id), AlgorithmInfo::MegolmV1AesSha2 { curve25519_key, sender_claimed_keys, .. }) =
            (&info.sender_device, &info.algorithm_info)
        else {
            return Ok(None);
        };
        let Some(signing) = sender_claimed_keys.get(&DeviceKeyAlgorithm::Ed25519) else { return Ok(None) };
        let device =
            pin::Device { id: id.to_string(), signing: signing.clone(), identity: curve25519_key.clone() };
        let Ok(plain) = decrypted.event.deserialize_as_unchecked::<Value>() else { return Ok(None) };
        let kind = plain["type"].as_str().unwrap_or_default().to_owned();
        let opened = Opened { sender: info.sender.clone(), kind, content: plain["content"].clone() };
        Ok(Some(Unsigned { opened, device }))
    }

    /// The same, if it was written on a pinned device of the seeker.
    pub(super) async fn read_pinned(
        &self,
        room: &RoomId,
        event: &Value,
        seeker: Option<&UserId>,
    ) -> CustodianResult<Option<Opened>> {
        if seeker.is_none_or(|seeker| event["sender"] != seeker.as_str()) {
            return Ok(None);
        }
        let pinned = self.pinned(seeker).await?;
        if pinned.is_empty() {
            return Ok(None);
        }
        let read = self.read_unsigned(room, event).await?;
        Ok(read.filter(|unsigned| pinned.contains(&unsigned.device)).map(|unsigned| unsigned.opened))
    }
}

/// A device with its keys; nothing for one that lacks them.
fn exactly(device: &Device) -> Option<store::pin::Device> {
    Some(pin::Device {
        id: device.device_id().to_string(),
        signing: device.ed25519_key()?.to_base64(),
        identity: device.curve25519_key()?.to_base64(),
    })
}
