//! Emptying the letter-box: the only way by which keys reach a custodian.
//!
//! Transactions lose to-device messages when we are away, so they only ring the bell; the letter-box loses nothing
//! and is acknowledged by the token that the machine saves together with what it read.

use matrix_sdk_crypto::EncryptionSyncChanges;

use super::{Custodian, CustodianResult, TRUST};
use crate::servers::homeserver::MAIL_AT_ONCE;

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
            self.machine.receive_sync_changes(changes, &TRUST).await?;
            position.0 = Some(mail.position);
            self.pump().await?;
            if !more {
                return Ok(());
            }
        }
    }
}
