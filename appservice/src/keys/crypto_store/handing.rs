//! Keys that go to another custodian of ours, and keys that are never passed on.

use std::collections::BTreeSet;

use matrix_sdk_crypto::store::CryptoStore as _;
use ruma::{RoomId, UserId};

use super::{Answer, DatabaseCryptoStore, Label, group_session, label_of};
use crate::store::{StoreResult, Tx};

/// The sessions of a room whose keys stay with the custodian.
pub(crate) struct HeldBack<'a> {
    store: &'a DatabaseCryptoStore,
    sessions: BTreeSet<String>,
}

impl HeldBack<'_> {
    /// Whether the keys of this session may be given to nobody.
    pub(crate) fn contains(&self, session: &str) -> bool {
        self.sessions.contains(&self.store.label(Label::Session, session))
    }
}

/// Holds back everything that `owner` can read of a room now. The machine needs to know nothing of it.
pub(crate) async fn hold_back_room(tx: &mut Tx, owner: &UserId, room: &str) -> StoreResult<()> {
    let label = label_of(tx.vault(), owner, Label::Room, room);
    group_session::hold_back(tx, owner.as_str(), &label).await
}

impl DatabaseCryptoStore {
    /// Which sessions of a room are held back.
    pub(crate) async fn held_back(&self, room_id: &RoomId) -> Answer<HeldBack<'_>> {
        let room = self.label(Label::Room, room_id.as_str());
        let sessions = group_session::held_back(&mut self.look().await?, self.owner(), &room).await?;
        Ok(HeldBack { store: self, sessions })
    }

    /// Gives another owner all sessions of a room that are not held back, with what is known of their senders. What the
    /// other can read further back already stays as it is. Repeating it is harmless.
    pub(crate) async fn copy_room_to(&self, room_id: &RoomId, heir: &Self) -> Answer<()> {
        let room = self.label(Label::Room, room_id.as_str());
        let sealed = group_session::list_free(&mut self.look().await?, self.owner(), &room).await?;
        let mut sessions = Vec::with_capacity(sealed.len());
        for session in self.group_sessions(&sealed)? {
            let theirs = heir.get_inbound_group_session(room_id, session.session_id()).await?;
            let better = theirs.is_none_or(|theirs| session.first_known_index() < theirs.first_known_index());
            if better {
                sessions.push(session);
            }
        }
        heir.save_inbound_group_sessions(sessions, None).await
    }
}
