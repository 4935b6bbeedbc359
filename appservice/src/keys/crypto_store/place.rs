//! Where the things of an owner lie, and how group sessions come back to life.

use matrix_sdk_crypto::{
    GossipRequest, SecretInfo,
    olm::{InboundGroupSession, OlmMessageHash},
};
use ruma::{DeviceId, RoomId, UserId};

use super::{
    Answer, CryptoFault, DatabaseCryptoStore, Label, group_session,
    item::{Address, Kind},
};

impl DatabaseCryptoStore {
    pub(super) fn room_at(&self, kind: Kind, room_id: &RoomId) -> Address {
        Address::of(kind, self.label(Label::Room, room_id.as_str()))
    }

    pub(super) fn withheld_at(&self, room_id: &RoomId, session_id: &str) -> Address {
        let room = self.label(Label::Room, room_id.as_str());
        Address::new(Kind::Withheld, room, self.label(Label::Session, session_id))
    }

    pub(super) fn bundle_at(&self, room_id: &RoomId, announcer: &UserId) -> Address {
        let room = self.label(Label::Room, room_id.as_str());
        Address::new(Kind::Bundle, room, self.label(Label::User, announcer.as_str()))
    }

    pub(super) fn user_at(&self, kind: Kind, user_id: &UserId) -> Address {
        Address::of(kind, self.label(Label::User, user_id.as_str()))
    }

    pub(super) fn device_at(&self, user_id: &UserId, device_id: &DeviceId) -> Address {
        let user = self.label(Label::User, user_id.as_str());
        Address::new(Kind::Device, user, self.label(Label::Device, device_id.as_str()))
    }

    pub(super) fn olm_hash_at(&self, hash: &OlmMessageHash) -> Address {
        let sender = self.label(Label::SenderKey, &hash.sender_key);
        Address::new(Kind::OlmHash, sender, self.label(Label::OlmHash, &hash.hash))
    }

    pub(super) fn request_at(&self, request: &GossipRequest) -> Address {
        let key = self.label(Label::Request, request.request_id.as_str());
        Address::new(Kind::Request, self.request_scope(&request.info), key)
    }

    /// The room whose key is wanted, so that the request goes with the room; nothing for a secret.
    pub(super) fn request_scope(&self, wanted: &SecretInfo) -> String {
        match wanted {
            SecretInfo::KeyRequest(key) => self.label(Label::Room, key.room_id().as_str()),
            SecretInfo::SecretRequest(_) => String::new(),
        }
    }

    pub(super) fn custom_at(&self, key: &str) -> Address {
        Address::new(Kind::Custom, String::new(), self.label(Label::Custom, key))
    }

    pub(super) fn group_session_at(&self, room_id: &RoomId, session_id: &str) -> group_session::Address {
        group_session::Address {
            room: self.label(Label::Room, room_id.as_str()),
            session: self.label(Label::Session, session_id),
        }
    }

    pub(super) fn group_session(&self, sealed: &[u8]) -> Answer<InboundGroupSession> {
        InboundGroupSession::from_pickle(self.unseal(sealed)?)
            .map_err(|_| CryptoFault::Unpickle("group session"))
    }

    pub(super) fn group_sessions(&self, sealed: &[Vec<u8>]) -> Answer<Vec<InboundGroupSession>> {
        sealed.iter().map(|sealed| self.group_session(sealed)).collect()
    }
}
