//! What somebody has changed of the directory at the desk and not published yet: one draft each.

use routing::{CounsellorId, Timestamp};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::{Row as _, any::AnyRow};

use super::{StoreResult, Tx, column::Columns, damage, vault::Vault};

const TABLE: &str = "directory_draft";

fn key(vault: &Vault, who: &CounsellorId) -> String {
    vault.fingerprint("directory_draft.user", who.as_str())
}

/// Keeps somebody's draft in place of the one before.
pub async fn put<T: Serialize>(
    tx: &mut Tx,
    who: &CounsellorId,
    draft: &T,
    now: Timestamp,
) -> StoreResult<()> {
    let (key, body) = (key(tx.vault(), who), tx.vault().seal(draft)?);
    sqlx::query(
        "insert into directory_draft (user_key, body, changed_ms) values ($1, $2, $3) \
         on conflict (user_key) do update set body = excluded.body, changed_ms = excluded.changed_ms",
    )
    .bind(key)
    .bind(body)
    .bind(now.millis())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Somebody's draft.
pub async fn of<T: DeserializeOwned>(tx: &mut Tx, who: &CounsellorId) -> StoreResult<Option<T>> {
    let key = key(tx.vault(), who);
    let row = sqlx::query("select user_key as id, body from directory_draft where user_key = $1")
        .bind(key)
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| Columns::of(TABLE, &row).unsealed("body", tx.vault())).transpose()
}

/// All drafts, the one that was changed last first.
pub async fn all<T: DeserializeOwned>(tx: &mut Tx) -> StoreResult<Vec<T>> {
    let rows =
        sqlx::query("select user_key as id, body from directory_draft order by changed_ms desc, user_key")
            .fetch_all(tx.conn())
            .await?;
    damage::readable(&rows, |row: &AnyRow| Columns::of(TABLE, row).unsealed("body", tx.vault()))
}

/// Throws somebody's draft away. Says no if there is none.
pub async fn drop_of(tx: &mut Tx, who: &CounsellorId) -> StoreResult<bool> {
    let key = key(tx.vault(), who);
    let gone =
        sqlx::query("delete from directory_draft where user_key = $1").bind(key).execute(tx.conn()).await?;
    Ok(gone.rows_affected() > 0)
}

/// Forgets drafts that nobody has touched since a moment, so many at most.
pub async fn prune(tx: &mut Tx, before: Timestamp, most: u32) -> StoreResult<u64> {
    let old = sqlx::query("select user_key from directory_draft where changed_ms < $1 limit $2")
        .bind(before.millis())
        .bind(i64::from(most))
        .fetch_all(tx.conn())
        .await?;
    for row in &old {
        sqlx::query("delete from directory_draft where user_key = $1")
            .bind(row.try_get::<String, _>("user_key")?)
            .execute(tx.conn())
            .await?;
    }
    Ok(old.len() as u64)
}
