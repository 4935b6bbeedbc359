//! Emptying the letter-box: the only way by which keys reach a custodian.
//!
//! Transactions lose to-device messages when we are away, so they only ring the bell; the letter-box loses nothing
//! and is acknowledged by the token that the machine saves together with what it read.

use matrix_sdk_crypto::{EncryptionSyncChanges, store::types::RoomKeyInfo};
use routing::RoomId;

use super::{Custodian, CustodianResult, TRUST};
use crate::{running::fail_point, servers::homeserver::MAIL_AT_ONCE, store::waiting};

/// Where the last look of this process ended. It matters for device lists only.
#[derive(Default)]
pub(super) struct Position(Option<String>);

impl Custodian {
    /// Reads everything that waits, and answers what it asks for.
    pub async fn empty_letter_box(&self) -> CustodianResult<()> {
        let mut position = self.exchange.lock().await;
        self.read_mail(&mut position).await
    }

    pub(super) async fn read_mail(&self, position: &mut Position) -> CustodianResult<()> {
        loop {
            if position.0.is_none() {
                // Which devices changed while nobody looked is unknown: everybody is asked for again, when needed. The
                // machine follows our own user alone.
                self.lists.forget_all();
                self.machine.mark_all_tracked_users_as_dirty().await?;
            }
            let since = self.machine.store().next_batch_token().await?;
            let mail = match self
                .homeserver
                .letter_box(&self.identity, since.as_deref(), position.0.as_deref())
                .await
            {
                Err(error) if error.is("M_UNKNOWN_POS") => {
                    position.0 = None;
                    continue;
                }
                other => other?,
            };
            self.lists.forget(mail.devices.changed.iter().chain(&mail.devices.left));
            let more = mail.messages.len() >= MAIL_AT_ONCE;
            let changes = EncryptionSyncChanges {
                to_device_events: mail.messages,
                changed_devices: &mail.devices,
                one_time_keys_counts: &mail.one_time_keys,
                // Always told, also when empty: without it the machine never makes a first fallback key.
                unused_fallback_keys: Some(&mail.fallback_keys),
                next_batch_token: mail.next,
            };
            let (_, keys) = self.machine.receive_sync_changes(changes, &TRUST).await?;
            self.tell_of(&keys).await?;
            position.0 = Some(mail.position);
            self.pump().await?;
            if !more {
                return Ok(());
            }
        }
    }

    /// Rings for the events that wait for one of these keys.
    async fn tell_of(&self, keys: &[RoomKeyInfo]) -> CustodianResult<()> {
        let mut awaited = Vec::new();
        {
            let mut tx = self.store.look().await?;
            for key in keys {
                let Ok(room) = RoomId::parse(key.room_id.as_str()) else { continue };
                if waiting::is_awaited(&mut tx, &room, &key.session_id).await? {
                    awaited.push((room, &key.session_id));
                }
            }
        }
        if awaited.is_empty() {
            return Ok(());
        }
        fail_point::pass("keys.before_bell");
        let mut tx = self.store.begin().await?;
        for (room, session) in awaited {
            waiting::key_came(&mut tx, &room, session, self.clock.now()).await?;
        }
        tx.commit().await?;
        self.keys_came.notify_one();
        Ok(())
    }
}
