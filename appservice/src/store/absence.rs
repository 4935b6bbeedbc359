//! Who is away, and who was told of it.

use routing::{Absence, CaseId, CounsellorId, Timestamp};
use sqlx::any::AnyRow;

use super::{
    StoreResult, Tx,
    column::{Columns, one_row},
    counter, damage,
    setback::not_set_back,
};
use crate::store::vault::Vault;

const TABLE: &str = "absence";

/// An absence as it stands in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Who, until when, with which deputies.
    pub absence: Absence,
    version: i64,
}

/// Makes this commit wait for every other that changes an absence, and counts the change. Call it first: what is read
/// of absences afterwards stays true until the commit.
pub async fn begin_change(tx: &mut Tx) -> StoreResult<()> {
    counter::draw(tx, TABLE, 1).await.map(drop)
}

/// Which change of absences was the last; 0 before the first.
pub async fn version(tx: &mut Tx) -> StoreResult<i64> {
    counter::last(tx, TABLE).await
}

/// Everybody who is away or was not yet welcomed back.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<Absence>> {
    let rows =
        sqlx::query("select counsellor_key, back_ms, version, body from absence order by counsellor_key")
            .fetch_all(tx.conn())
            .await?;
    damage::readable(&rows, |row| Ok(stored(row, tx.vault())?.absence))
}

/// This person's absence.
pub async fn of(tx: &mut Tx, counsellor: &CounsellorId) -> StoreResult<Option<Stored>> {
    let key = key(tx.vault(), counsellor);
    let row =
        sqlx::query("select counsellor_key, back_ms, version, body from absence where counsellor_key = $1")
            .bind(key)
            .fetch_optional(tx.conn())
            .await?;
    row.map(|row| stored(&row, tx.vault())).transpose()
}

/// At most `limit` people whose absence is over, the longest first.
pub async fn over(tx: &mut Tx, now: Timestamp, limit: u32) -> StoreResult<Vec<CounsellorId>> {
    let rows = sqlx::query(concat!(
        "select counsellor_key, back_ms, version, body from absence where back_ms <= $1",
        not_set_back!("absence", "absence.counsellor_key", "$1"),
        " order by back_ms, counsellor_key limit $2"
    ))
    .bind(now.millis())
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| Ok(stored(row, tx.vault())?.absence.counsellor))
}

/// Writes somebody's absence in place of `before`, as it was read; [`super::StoreError::Stale`] if it is not so any more.
pub async fn put(tx: &mut Tx, absence: &Absence, before: Option<&Stored>) -> StoreResult<()> {
    let key = key(tx.vault(), &absence.counsellor);
    let body = tx.vault().seal(absence)?;
    let text = match before {
        None => {
            "insert into absence (counsellor_key, back_ms, version, body) values ($1, $2, $3 + 1, $4) \
             on conflict (counsellor_key) do nothing"
        }
        Some(_) => {
            "update absence set back_ms = $2, version = version + 1, body = $4 \
             where counsellor_key = $1 and version = $3"
        }
    };
    let written = sqlx::query(text)
        .bind(&key)
        .bind(absence.back.millis())
        .bind(before.map_or(0, |before| before.version))
        .bind(body)
        .execute(tx.conn())
        .await?;
    one_row(&written, TABLE, &key)
}

/// Ends an absence as it was read, and forgets who was told of it; [`super::StoreError::Stale`] if it is not so any more.
pub async fn end(tx: &mut Tx, before: &Stored) -> StoreResult<()> {
    let key = key(tx.vault(), &before.absence.counsellor);
    let written = sqlx::query("delete from absence where counsellor_key = $1 and version = $2")
        .bind(&key)
        .bind(before.version)
        .execute(tx.conn())
        .await?;
    one_row(&written, TABLE, &key)?;
    sqlx::query("delete from absence_notice where counsellor_key = $1").bind(key).execute(tx.conn()).await?;
    Ok(())
}

/// Remembers that the case's seeker is told of this absence. Says whether they are to be told: not if they were told
/// this date already.
pub async fn notice(tx: &mut Tx, absence: &Absence, case: &CaseId) -> StoreResult<bool> {
    let key = key(tx.vault(), &absence.counsellor);
    let written = sqlx::query(
        "insert into absence_notice (case_id, counsellor_key, back_ms) values ($1, $2, $3) \
         on conflict (case_id) do update set counsellor_key = excluded.counsellor_key, back_ms = excluded.back_ms \
         where absence_notice.counsellor_key <> excluded.counsellor_key \
         or absence_notice.back_ms <> excluded.back_ms",
    )
    .bind(case.as_str())
    .bind(key)
    .bind(absence.back.millis())
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

/// Forgets what was told in a case, when it is erased.
pub async fn forget(tx: &mut Tx, case: &CaseId) -> StoreResult<()> {
    sqlx::query("delete from absence_notice where case_id = $1")
        .bind(case.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// How somebody stands in this table.
pub fn key(vault: &Vault, counsellor: &CounsellorId) -> String {
    vault.fingerprint("absence.counsellor", counsellor.as_str())
}

fn stored(row: &AnyRow, vault: &Vault) -> StoreResult<Stored> {
    let row = Columns::of(TABLE, row);
    let absence: Absence = row.unsealed("body", vault)?;
    if key(vault, &absence.counsellor) != row.text("counsellor_key")? {
        return Err(row.fault("its sealed body is another person's".to_owned()));
    }
    Ok(Stored { absence, version: row.number("version")? })
}
