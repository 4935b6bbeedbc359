//! Messages that a counsellor may not have read yet, and that an e-mail would tell of.

use routing::{CaseId, CounsellorId, EventId, RoomId, Timestamp};

use super::{StoreResult, Tx, column::Columns, damage, setback::not_set_back};
use crate::store::vault::Vault;

const TABLE: &str = "unread";

/// A message that somebody may not have read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// In which case.
    pub case: CaseId,
    /// The keyed hash of the counsellor.
    pub counsellor_key: String,
}

/// How a counsellor stands in this table and in [`super::mail_wish`].
pub fn key_of(vault: &Vault, counsellor: &str) -> String {
    vault.fingerprint("mail.counsellor", counsellor)
}

/// Notes the case's latest message for somebody. It is due when the first unread one is.
pub async fn note(
    tx: &mut Tx,
    (case, room, event): (&CaseId, &RoomId, &EventId),
    counsellor: &CounsellorId,
    since: Timestamp,
    due: Timestamp,
) -> StoreResult<()> {
    let key = key_of(tx.vault(), counsellor.as_str());
    sqlx::query(
        "insert into unread (case_id, counsellor_key, room_id, event_id, since_ms, due_ms) \
         values ($1, $2, $3, $4, $5, $6) on conflict (case_id, counsellor_key) do update set \
         room_id = excluded.room_id, event_id = excluded.event_id, since_ms = excluded.since_ms",
    )
    .bind(case.as_str())
    .bind(key)
    .bind(room.as_str())
    .bind(event.as_str())
    .bind(since.millis())
    .bind(due.millis())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Somebody has read up to this message at this moment. It is fine if nothing was noted for them.
pub async fn read(
    tx: &mut Tx,
    reader: &str,
    (room, event): (&RoomId, &EventId),
    at: Timestamp,
) -> StoreResult<()> {
    let key = key_of(tx.vault(), reader);
    sqlx::query(
        "delete from unread where counsellor_key = $1 and room_id = $2 and (event_id = $3 or since_ms < $4)",
    )
    .bind(key)
    .bind(room.as_str())
    .bind(event.as_str())
    .bind(at.millis())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether anything of the case is noted for anybody.
pub async fn is_noted(tx: &mut Tx, case: &CaseId) -> StoreResult<bool> {
    let row = sqlx::query("select case_id from unread where case_id = $1 limit 1")
        .bind(case.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// At most `limit` messages of which an e-mail is due, the longest overdue first.
pub async fn due(tx: &mut Tx, now: Timestamp, limit: u32) -> StoreResult<Vec<Unread>> {
    let rows = sqlx::query(concat!(
        "select case_id, counsellor_key from unread where due_ms <= $1",
        not_set_back!("mail", "unread.case_id || ' ' || unread.counsellor_key", "$1"),
        " order by due_ms, case_id, counsellor_key limit $2"
    ))
    .bind(now.millis())
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| {
        let row = Columns::of(TABLE, row);
        Ok(Unread { case: row.parsed("case_id")?, counsellor_key: row.text("counsellor_key")? })
    })
}

/// Thinks of it again at `due`. Says whether it was still noted.
pub async fn postpone(tx: &mut Tx, unread: &Unread, due: Timestamp) -> StoreResult<bool> {
    let written = sqlx::query("update unread set due_ms = $3 where case_id = $1 and counsellor_key = $2")
        .bind(unread.case.as_str())
        .bind(unread.counsellor_key.as_str())
        .bind(due.millis())
        .execute(tx.conn())
        .await?;
    Ok(written.rows_affected() == 1)
}

/// Somebody is told, or does not want to be: nothing is noted for them any more. Says whether anything was.
pub async fn drop_all_of(tx: &mut Tx, counsellor_key: &str) -> StoreResult<bool> {
    let written = sqlx::query("delete from unread where counsellor_key = $1")
        .bind(counsellor_key)
        .execute(tx.conn())
        .await?;
    Ok(written.rows_affected() > 0)
}

/// This one is for nobody any more.
pub async fn drop_one(tx: &mut Tx, unread: &Unread) -> StoreResult<()> {
    sqlx::query("delete from unread where case_id = $1 and counsellor_key = $2")
        .bind(unread.case.as_str())
        .bind(unread.counsellor_key.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Forgets a case: somebody has answered, or it is erased.
pub async fn forget(tx: &mut Tx, case: &CaseId) -> StoreResult<()> {
    sqlx::query("delete from unread where case_id = $1").bind(case.as_str()).execute(tx.conn()).await?;
    Ok(())
}
