//! Keys that have done the one thing that they were made for: nobody is to read again what was written with them.

use ruma::{RoomId, UserId};

use super::{
    Answer, DatabaseCryptoStore, Label, group_session,
    item::{self, Kind},
    label_of,
};
use crate::store::{StoreResult, Tx};

/// Destroys the key of one session that `owner` has read. The machine needs to know nothing of it: it asks for each key anew.
pub(crate) async fn destroy_session(
    tx: &mut Tx,
    owner: &UserId,
    room: &str,
    session: &str,
) -> StoreResult<()> {
    let at = group_session::Address {
        room: label_of(tx.vault(), owner, Label::Room, room),
        session: label_of(tx.vault(), owner, Label::Session, session),
    };
    group_session::delete(tx, owner.as_str(), &at).await
}

impl DatabaseCryptoStore {
    /// Destroys the keys to all that the device with this key has written in a room, and with which it would go on. For the owner's
    /// own device: call `OlmMachine::discard_room_key` before.
    pub(crate) async fn forget_written(&self, room_id: &RoomId, sender_key: &str) -> Answer<()> {
        let (_writing, mut tx) = self.begin().await?;
        let room = self.label(Label::Room, room_id.as_str());
        let sender = self.label(Label::SenderKey, sender_key);
        group_session::delete_sender_in(&mut tx, self.owner(), &room, &sender).await?;
        item::delete_scope(&mut tx, self.owner(), Kind::OutboundSession, &room).await?;
        Ok(tx.commit().await?)
    }
}
