//! Driving out what was deleted. Not with each deletion: it takes the database's time, and everybody writes to it.

use std::sync::atomic::{AtomicI64, Ordering};

use routing::{Span, Timestamp};
use sqlx::Row as _;

use super::{SQLITE_BEGIN, Store, StoreResult};

/// The tables that erasure takes something out of.
const VACUUM_ERASED: &str = "vacuum counselling_case, card, crypto_group_session, crypto_item, dialogue, erasure, homeserver_transaction, inbox, \
                             missing_key, outbox, purge, room, room_media, waiting_event";

/// So often PostgreSQL clears away dead rows; SQLite's log is emptied with each look.
const BETWEEN_VACUUMS: Span = Span::hours(1);

/// What is known of it in this process.
#[derive(Debug)]
pub(super) struct Wiping {
    /// How many deletions there were; the one before this process began is owed, too.
    owed: AtomicI64,
    vacuumed: AtomicI64,
}

impl Default for Wiping {
    fn default() -> Self {
        Self { owed: AtomicI64::new(1), vacuumed: AtomicI64::new(i64::MIN) }
    }
}

impl Store {
    /// Something was deleted whose traces must go as well.
    pub fn owe_wipe(&self) {
        self.wiping.owed.fetch_add(1, Ordering::AcqRel);
    }

    /// Drives out what was deleted since the last time: out of SQLite's write-ahead log, and on PostgreSQL, once an hour at
    /// most, out of the rows that are dead but not yet cleared away. What a disk or a backup keeps beyond that is not in the
    /// database's hands. What cannot be done now, since somebody is reading, is done the next time.
    pub async fn wipe_erased(&self, now: Timestamp) -> StoreResult<()> {
        let owed = self.wiping.owed.load(Ordering::Acquire);
        if owed == 0 {
            return Ok(());
        }
        let done =
            if self.begin == SQLITE_BEGIN { self.empty_log().await? } else { self.vacuum(now).await? };
        if done {
            self.wiping.owed.fetch_sub(owed, Ordering::AcqRel);
        }
        Ok(())
    }

    /// Says whether the write-ahead log is empty. Nobody who writes waits for the copying, nor for anybody who reads.
    async fn empty_log(&self) -> StoreResult<bool> {
        sqlx::query("pragma wal_checkpoint(passive)").execute(&self.read).await?;
        let mut writer = self.write.acquire().await?;
        sqlx::query("pragma busy_timeout = 0").execute(&mut *writer).await?;
        let emptied = sqlx::query("pragma wal_checkpoint(truncate)").fetch_one(&mut *writer).await;
        sqlx::query("pragma busy_timeout = 10000").execute(&mut *writer).await?;
        Ok(emptied?.try_get::<i64, _>(0)? == 0)
    }

    async fn vacuum(&self, now: Timestamp) -> StoreResult<bool> {
        let last = Timestamp::from_millis(self.wiping.vacuumed.load(Ordering::Acquire));
        if last.millis() != i64::MIN && last.plus(BETWEEN_VACUUMS) > now {
            return Ok(false);
        }
        sqlx::query(VACUUM_ERASED).execute(&self.write).await?;
        self.wiping.vacuumed.store(now.millis(), Ordering::Release);
        Ok(true)
    }
}
