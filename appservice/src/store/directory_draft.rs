//! What somebody has changed of the directory at the desk and not published yet: one draft each.

use routing::{CounsellorId, Span, Timestamp};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::{Row as _, any::AnyRow};

use super::{StoreResult, Tx, column::Columns, damage, vault::Vault};

const TABLE: &str = "directory_draft";

fn key(vault: &Vault, who: &CounsellorId) -> String {
    vault.fingerprint("directory_draft.user", who.as_str())
}

/// Keeps somebody's draft in place of the one that was changed at `before`, or of none. Says no if it is another one by now.
pub async fn put<T: Serialize>(
    tx: &mut Tx,
    who: &CounsellorId,
    draft: &T,
    (before, now): (Option<Timestamp>, Timestamp),
) -> StoreResult<bool> {
    let (key, body) = (key(tx.vault(), who), tx.vault().seal(draft)?);
    let statement = match before {
        None => {
            "insert into directory_draft (user_key, body, changed_ms) values ($1, $2, $3) on conflict do nothing"
        }
        Some(_) => {
            "update directory_draft set body = $2, changed_ms = $3 where user_key = $1 and changed_ms = $4"
        }
    };
    // Each change has a moment of its own.
    let now = before.map_or(now, |before| now.max(before.plus(Span::from_millis(1))));
    let mut query = sqlx::query(statement).bind(key).bind(body).bind(now.millis());
    if let Some(before) = before {
        query = query.bind(before.millis());
    }
    Ok(query.execute(tx.conn()).await?.rows_affected() > 0)
}

/// Somebody's draft, and when it was last changed.
pub async fn of<T: DeserializeOwned>(tx: &mut Tx, who: &CounsellorId) -> StoreResult<Option<(T, Timestamp)>> {
    let key = key(tx.vault(), who);
    let row = sqlx::query("select user_key as id, body, changed_ms from directory_draft where user_key = $1")
        .bind(key)
        .fetch_optional(tx.conn())
        .await?;
    let draft = |row: AnyRow| {
        let row = Columns::of(TABLE, &row);
        Ok((row.unsealed("body", tx.vault())?, row.moment("changed_ms")?))
    };
    row.map(draft).transpose()
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

/// Throws somebody's draft away if it is still the one that was changed then. Says no if it is another one, or gone.
pub async fn drop_unchanged(
    tx: &mut Tx,
    who: &CounsellorId,
    changed: Option<Timestamp>,
) -> StoreResult<bool> {
    let (key, Some(changed)) = (key(tx.vault(), who), changed) else { return Ok(false) };
    let gone = sqlx::query("delete from directory_draft where user_key = $1 and changed_ms = $2")
        .bind(key)
        .bind(changed.millis())
        .execute(tx.conn())
        .await?;
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
