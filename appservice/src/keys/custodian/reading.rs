//! Reading what people write.

use matrix_sdk_crypto::MegolmError;
use routing::RoomId;
use ruma::{OwnedUserId, UserId, serde::Raw};
use serde_json::Value;

use super::{Custodian, CustodianResult, TRUST, writing::matrix_room};

/// A room event, decrypted; it came from a device that its owner has cross-signed, or has pinned as a seeker.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Who wrote it.
    pub sender: OwnedUserId,
    /// The event's type.
    pub kind: String,
    /// The event's content. Never logged, never stored.
    pub content: Value,
}

/// Why an encrypted event cannot be read. None of these is an error of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The room key has not come yet; it may still.
    KeyMissing,
    /// The sender's client kept the key from us.
    KeyWithheld,
    /// The sender's device is not cross-signed by its owner, or not the one that made the session.
    SenderNotTrusted,
    /// The sender's homeserver shows another identity for them, which nobody has confirmed yet.
    NotConfirmed,
    /// Whether the sender's device is cross-signed cannot be said: their server is away.
    ServerAway,
    /// It is not a well-formed encrypted event of this room.
    Malformed,
}

impl Custodian {
    /// Decrypts a room event. A missing key is looked for in the letter-box first. `seeker` is whose room it is.
    pub async fn read(
        &self,
        room: &RoomId,
        event: &Value,
        seeker: Option<&UserId>,
    ) -> CustodianResult<Result<Opened, Unreadable>> {
        match self.read_now(room, event, seeker).await? {
            Err(
                Unreadable::KeyMissing
                | Unreadable::KeyWithheld
                | Unreadable::SenderNotTrusted
                | Unreadable::NotConfirmed,
            ) => {
                self.empty_letter_box().await?;
                let Some(sender) = event["sender"].as_str().and_then(|id| OwnedUserId::try_from(id).ok())
                else {
                    return Ok(Err(Unreadable::Malformed));
                };
                let away = self.refresh_devices(&[&sender]).await?;
                Ok(match self.read_now(room, event, seeker).await? {
                    Err(Unreadable::SenderNotTrusted | Unreadable::NotConfirmed) if away.has(&sender) => {
                        Err(Unreadable::ServerAway)
                    }
                    read => read,
                })
            }
            done => Ok(done),
        }
    }

    /// Decrypts what was written long ago, without waiting for any key. Nothing stands for what cannot be read, and for
    /// what this custodian may pass on to nobody.
    pub(crate) async fn read_again(
        &self,
        room: &RoomId,
        events: &[Value],
        seeker: Option<&UserId>,
    ) -> CustodianResult<Vec<Option<Opened>>> {
        let held_back = self.keys.held_back(&matrix_room(room)?).await?;
        let mut opened = Vec::with_capacity(events.len());
        for event in events {
            let session = event["content"]["session_id"].as_str();
            opened.push(match session {
                Some(session) if !held_back.contains(session) => {
                    self.read_now(room, event, seeker).await?.ok()
                }
                _ => None,
            });
        }
        Ok(opened)
    }

    /// Decrypts a room event with the keys that are here.
    pub async fn read_now(
        &self,
        room: &RoomId,
        event: &Value,
        seeker: Option<&UserId>,
    ) -> CustodianResult<Result<Opened, Unreadable>> {
        let read = self.read_signed(room, event).await?;
        if read.as_ref().err() == Some(&Unreadable::SenderNotTrusted) {
            return Ok(self.read_pinned(room, event, seeker).await?.ok_or(Unreadable::SenderNotTrusted));
        }
        Ok(read)
    }

    /// Whether the key of an event is here, whoever it came from.
    pub(crate) async fn has_key(&self, room: &RoomId, event: &Value) -> bool {
        let read = self.read_signed(room, event).await;
        matches!(read, Ok(Ok(_) | Err(Unreadable::SenderNotTrusted | Unreadable::NotConfirmed)))
    }

    async fn read_signed(&self, room: &RoomId, event: &Value) -> CustodianResult<Result<Opened, Unreadable>> {
        let Ok(room) = ruma::RoomId::parse(room.as_str()) else { return Ok(Err(Unreadable::Malformed)) };
        let Ok(raw) = serde_json::value::to_raw_value(event) else { return Ok(Err(Unreadable::Malformed)) };
        match self.machine.decrypt_room_event(&Raw::from_json(raw), &room, &TRUST).await {
            Ok(decrypted) => {
                let Ok(plain) = decrypted.event.deserialize_as_unchecked::<Value>() else {
                    return Ok(Err(Unreadable::Malformed));
                };
                let kind = plain["type"].as_str().unwrap_or_default().to_owned();
                let sender = decrypted.encryption_info.sender.clone();
                if !self.is_confirmed(&sender).await? {
                    return Ok(Err(Unreadable::NotConfirmed));
                }
                Ok(Ok(Opened { sender, kind, content: plain["content"].clone() }))
            }
            Err(MegolmError::MissingRoomKey(None)) => Ok(Err(Unreadable::KeyMissing)),
            Err(MegolmError::MissingRoomKey(Some(_))) => Ok(Err(Unreadable::KeyWithheld)),
            Err(MegolmError::SenderIdentityNotTrusted(_) | MegolmError::MismatchedIdentityKeys(_)) => {
                Ok(Err(Unreadable::SenderNotTrusted))
            }
            Err(MegolmError::Decryption(vodozemac::megolm::DecryptionError::UnknownMessageIndex(..))) => {
                Ok(Err(Unreadable::KeyMissing))
            }
            Err(MegolmError::Store(error)) => Err(error.into()),
            Err(_) => Ok(Err(Unreadable::Malformed)),
        }
    }
}
