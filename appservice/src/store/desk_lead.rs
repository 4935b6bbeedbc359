//! Who leads a centre.

use routing::{CentreId, CounsellorId, Timestamp};
use sqlx::any::AnyRow;

use super::{StoreResult, Tx, column::Columns, damage, vault::Vault};

const TABLE: &str = "desk_lead";

fn key(vault: &Vault, who: &CounsellorId) -> String {
    vault.fingerprint("desk_lead.user", who.as_str())
}

/// From now on somebody leads a centre. Says no if they do already.
pub async fn name(tx: &mut Tx, centre: &CentreId, who: &CounsellorId, now: Timestamp) -> StoreResult<bool> {
    let (key, body) = (key(tx.vault(), who), tx.vault().seal(who)?);
    let written = sqlx::query(
        "insert into desk_lead (centre_id, user_key, body, named_ms) values ($1, $2, $3, $4) on conflict do nothing",
    )
    .bind(centre.as_str())
    .bind(key)
    .bind(body)
    .bind(now.millis())
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() > 0)
}

/// Somebody leads a centre no more. Says no if they did not.
pub async fn dismiss(tx: &mut Tx, centre: &CentreId, who: &CounsellorId) -> StoreResult<bool> {
    let key = key(tx.vault(), who);
    let gone = sqlx::query("delete from desk_lead where centre_id = $1 and user_key = $2")
        .bind(centre.as_str())
        .bind(key)
        .execute(tx.conn())
        .await?;
    Ok(gone.rows_affected() > 0)
}

/// The centres that somebody leads.
pub async fn led_by(tx: &mut Tx, who: &CounsellorId) -> StoreResult<Vec<CentreId>> {
    let key = key(tx.vault(), who);
    let rows = sqlx::query("select centre_id from desk_lead where user_key = $1 order by centre_id")
        .bind(key)
        .fetch_all(tx.conn())
        .await?;
    damage::readable(&rows, |row| Columns::of(TABLE, row).parsed("centre_id"))
}

/// Everybody who leads a centre.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<(CentreId, CounsellorId)>> {
    let rows = sqlx::query("select centre_id, body from desk_lead order by centre_id, named_ms, user_key")
        .fetch_all(tx.conn())
        .await?;
    let lead = |row: &AnyRow, vault: &Vault| {
        let row = Columns::of(TABLE, row);
        Ok((row.parsed("centre_id")?, row.unsealed("body", vault)?))
    };
    damage::readable(&rows, |row| lead(row, tx.vault()))
}
