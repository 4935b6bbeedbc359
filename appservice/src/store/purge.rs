//! Rooms and files that the homeserver still has and nobody needs any more, and which files belong to a room.

use routing::{RoomId, Timestamp};

use super::{StoreResult, Tx};

/// Whether the homeserver will be asked to purge something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purge {
    /// An effect does it.
    Queued,
    /// Nobody is at it: it is not time yet, or there is no right to do it.
    Owed,
}

impl Purge {
    const fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Owed => "owed",
        }
    }
}

/// Remembers a file (`mxc://…`) of a room. It is fine if it was known.
pub async fn remember_file(tx: &mut Tx, room: &RoomId, address: &str) -> StoreResult<()> {
    sqlx::query("insert into room_media (room_id, address) values ($1, $2) on conflict do nothing")
        .bind(room.as_str())
        .bind(address)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The known files of a room.
pub async fn files_of(tx: &mut Tx, room: &RoomId) -> StoreResult<Vec<String>> {
    let files = sqlx::query_scalar("select address from room_media where room_id = $1 order by address");
    Ok(files.bind(room.as_str()).fetch_all(tx.conn()).await?)
}

/// Forgets which files a room has.
pub async fn forget_files(tx: &mut Tx, room: &RoomId) -> StoreResult<()> {
    sqlx::query("delete from room_media where room_id = $1").bind(room.as_str()).execute(tx.conn()).await?;
    Ok(())
}

/// Writes down that a room or file is to be purged from `due` on: `subject` is its id or address.
pub async fn put(tx: &mut Tx, subject: &str, purge: Purge, due: Timestamp) -> StoreResult<()> {
    sqlx::query(
        "insert into purge (subject, due_ms, state) values ($1, $2, $3) \
         on conflict (subject) do update set due_ms = excluded.due_ms, state = excluded.state",
    )
    .bind(subject)
    .bind(due.millis())
    .bind(purge.code())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// It is purged: nothing of it stays.
pub async fn done(tx: &mut Tx, subject: &str) -> StoreResult<()> {
    sqlx::query("delete from purge where subject = $1").bind(subject).execute(tx.conn()).await?;
    Ok(())
}

/// How many rooms and files are to be purged, queued or owed.
pub async fn count(tx: &mut Tx) -> StoreResult<i64> {
    Ok(sqlx::query_scalar("select count(*) from purge").fetch_one(tx.conn()).await?)
}

/// At most `limit` rooms and files that are owed and due, the oldest first.
pub async fn owed(tx: &mut Tx, now: Timestamp, limit: u32) -> StoreResult<Vec<String>> {
    let owed = sqlx::query_scalar(
        "select subject from purge where state = 'owed' and due_ms <= $1 order by due_ms, subject limit $2",
    );
    Ok(owed.bind(now.millis()).bind(i64::from(limit)).fetch_all(tx.conn()).await?)
}
