//! Events that wait beside their room's queue for a room key, and what is known of the keys that are missing.

use routing::{EventId, RoomId, Timestamp};
use sqlx::Row as _;

use super::{StoreResult, Tx, column::Columns, column::one_row, damage};
use crate::store::vault::Vault;

const EVENTS: &str = "waiting_event";
const KEYS: &str = "missing_key";

/// A room key, by what an event says of it, and by whoever wrote with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomKey {
    /// The room.
    pub room: RoomId,
    /// The Megolm session, as the event names it.
    pub session: String,
    /// The keyed hash of the writer, see [`writer_key`].
    pub writer: String,
}

/// Since when a key is missing, and what was done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// When the first event came that needs it.
    pub since: Timestamp,
    /// When it was last looked for.
    pub looked_at: Timestamp,
    /// When the writer was told.
    pub told_at: Option<Timestamp>,
}

/// How somebody stands in this table.
pub fn writer_key(vault: &Vault, writer: &str) -> String {
    vault.fingerprint("key.writer", writer)
}

/// What is known of a key that was missing, if anything is.
pub async fn known(tx: &mut Tx, key: &RoomKey) -> StoreResult<Option<Missing>> {
    let row = sqlx::query(
        "select since_ms, looked_ms, told_ms from missing_key \
         where room_id = $1 and session_id = $2 and writer_key = $3",
    )
    .bind(key.room.as_str())
    .bind(key.session.as_str())
    .bind(key.writer.as_str())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let row = Columns::of(KEYS, &row);
    Ok(Some(Missing {
        since: row.moment("since_ms")?,
        looked_at: row.moment("looked_ms")?,
        told_at: row.optional_moment("told_ms")?,
    }))
}

/// Takes an event out of its room's queue until its key comes, or until `due`, and writes down what is known of the key.
pub async fn set_aside(
    tx: &mut Tx,
    event: &EventId,
    key: &RoomKey,
    missing: Missing,
    due: Timestamp,
) -> StoreResult<()> {
    sqlx::query(
        "insert into missing_key (room_id, session_id, writer_key, since_ms, looked_ms, told_ms) \
         values ($1, $2, $3, $4, $5, $6) on conflict (room_id, session_id, writer_key) do update set \
         looked_ms = excluded.looked_ms, told_ms = coalesce(missing_key.told_ms, excluded.told_ms)",
    )
    .bind(key.room.as_str())
    .bind(key.session.as_str())
    .bind(key.writer.as_str())
    .bind(missing.since.millis())
    .bind(missing.looked_at.millis())
    .bind(missing.told_at.map(Timestamp::millis))
    .execute(tx.conn())
    .await?;
    super::inbox::keeps_its_own(tx, event).await?;
    let written = sqlx::query(
        "insert into waiting_event (event_id, room_id, session_id, body, due_ms) \
         select event_id, room_id, $2, body, $3 from inbox where event_id = $1 and state = 'pending'",
    )
    .bind(event.as_str())
    .bind(key.session.as_str())
    .bind(due.millis())
    .execute(tx.conn())
    .await?;
    one_row(&written, EVENTS, event.as_str())?;
    super::inbox::done(tx, event).await
}

/// A room key has come: the events that wait for it take their place in the room's queue again. Says how many.
pub async fn key_came(tx: &mut Tx, room: &RoomId, session: &str, now: Timestamp) -> StoreResult<usize> {
    let rows = sqlx::query(
        "delete from waiting_event where room_id = $1 and session_id = $2 returning event_id, body",
    )
    .bind(room.as_str())
    .bind(session)
    .fetch_all(tx.conn())
    .await?;
    back(tx, &rows, now).await
}

/// Keys of a room have come, and it is not known which.
pub async fn keys_came(tx: &mut Tx, room: &RoomId, now: Timestamp) -> StoreResult<usize> {
    let rows = sqlx::query("delete from waiting_event where room_id = $1 returning event_id, body")
        .bind(room.as_str())
        .fetch_all(tx.conn())
        .await?;
    back(tx, &rows, now).await
}

/// The events whose moment has come take their place again. Says how many.
pub async fn moment_came(tx: &mut Tx, now: Timestamp) -> StoreResult<usize> {
    let rows = sqlx::query("delete from waiting_event where due_ms <= $1 returning event_id, body")
        .bind(now.millis())
        .fetch_all(tx.conn())
        .await?;
    back(tx, &rows, now).await
}

/// All events that wait take their place again: after a start, since a key may have come as the last one ended.
pub async fn look_at_all(tx: &mut Tx, now: Timestamp) -> StoreResult<usize> {
    let rows = sqlx::query("delete from waiting_event returning event_id, body").fetch_all(tx.conn()).await?;
    back(tx, &rows, now).await
}

/// An event whose row cannot be read is put aside, and the others take their places all the same.
async fn back(tx: &mut Tx, rows: &[sqlx::any::AnyRow], now: Timestamp) -> StoreResult<usize> {
    for row in rows {
        let row = Columns::of(EVENTS, row);
        let id = row.text("event_id")?;
        match row.bytes("body") {
            Ok(body) => {
                sqlx::query("update inbox set state = 'pending', body = $2, due_ms = $3 where event_id = $1")
                    .bind(id)
                    .bind(body)
                    .bind(now.millis())
                    .execute(tx.conn())
                    .await?;
            }
            Err(error) if damage::is_told(&error) => {
                sqlx::query(
                    "update inbox set state = 'quarantined', reason = 'inconsistent:waiting_event' where event_id = $1",
                )
                .bind(id)
                .execute(tx.conn())
                .await?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(rows.len())
}

/// Whether an event's moment has come.
pub async fn is_due(tx: &mut Tx, now: Timestamp) -> StoreResult<bool> {
    let row = sqlx::query("select event_id from waiting_event where due_ms <= $1 limit 1")
        .bind(now.millis())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// Whether an event waits for this key.
pub async fn is_awaited(tx: &mut Tx, room: &RoomId, session: &str) -> StoreResult<bool> {
    let row =
        sqlx::query("select event_id from waiting_event where room_id = $1 and session_id = $2 limit 1")
            .bind(room.as_str())
            .bind(session)
            .fetch_optional(tx.conn())
            .await?;
    Ok(row.is_some())
}

/// How many events wait for a key.
pub async fn count(tx: &mut Tx) -> StoreResult<i64> {
    let row = sqlx::query("select count(*) from waiting_event").fetch_one(tx.conn()).await?;
    Ok(row.try_get(0)?)
}

/// Forgets what waits in a room.
pub async fn forget_room(tx: &mut Tx, room: &RoomId) -> StoreResult<()> {
    for forget in
        ["delete from waiting_event where room_id = $1", "delete from missing_key where room_id = $1"]
    {
        sqlx::query(forget).bind(room.as_str()).execute(tx.conn()).await?;
    }
    Ok(())
}

/// Forgets up to `most` keys that were missed before `before`; says how many.
pub async fn prune(tx: &mut Tx, before: Timestamp, most: u32) -> StoreResult<u64> {
    let pruned = sqlx::query(
        "delete from missing_key where (room_id, session_id, writer_key) in \
         (select room_id, session_id, writer_key from missing_key where since_ms < $1 limit $2)",
    )
    .bind(before.millis())
    .bind(i64::from(most))
    .execute(tx.conn())
    .await?;
    Ok(pruned.rows_affected())
}
