//! Who is of the Referat besides those whom the settings name.

use routing::{CounsellorId, Timestamp};

use super::{StoreResult, Tx, column::Columns, damage, vault::Vault};

const TABLE: &str = "desk_referat";

fn key(vault: &Vault, who: &CounsellorId) -> String {
    vault.fingerprint("desk_referat.user", who.as_str())
}

/// From now on somebody is of the Referat. Says no if they are already.
pub async fn name(tx: &mut Tx, who: &CounsellorId, now: Timestamp) -> StoreResult<bool> {
    let (key, body) = (key(tx.vault(), who), tx.vault().seal(who)?);
    let written = sqlx::query(
        "insert into desk_referat (user_key, body, named_ms) values ($1, $2, $3) on conflict do nothing",
    )
    .bind(key)
    .bind(body)
    .bind(now.millis())
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() > 0)
}

/// Somebody is of the Referat no more. Says no if they were not named at the desk.
pub async fn dismiss(tx: &mut Tx, who: &CounsellorId) -> StoreResult<bool> {
    let key = key(tx.vault(), who);
    let gone =
        sqlx::query("delete from desk_referat where user_key = $1").bind(key).execute(tx.conn()).await?;
    Ok(gone.rows_affected() > 0)
}

/// Whether somebody was named at the desk.
pub async fn has(tx: &mut Tx, who: &CounsellorId) -> StoreResult<bool> {
    let key = key(tx.vault(), who);
    let row = sqlx::query("select 1 from desk_referat where user_key = $1")
        .bind(key)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// Everybody who was named at the desk, the first one first.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<CounsellorId>> {
    let rows = sqlx::query("select user_key, body from desk_referat order by named_ms, user_key")
        .fetch_all(tx.conn())
        .await?;
    let vault = tx.vault().clone();
    damage::readable(&rows, |row| Columns::of(TABLE, row).unsealed("body", &vault))
}
