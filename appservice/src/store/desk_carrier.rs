//! Who acts for a carrier.

use routing::{CarrierId, CounsellorId, Timestamp};
use sqlx::any::AnyRow;

use super::{StoreResult, Tx, column::Columns, damage, vault::Vault};

const TABLE: &str = "desk_carrier";

fn key(vault: &Vault, who: &CounsellorId) -> String {
    vault.fingerprint("desk_carrier.user", who.as_str())
}

/// From now on somebody acts for a carrier. Says no if they do already.
pub async fn name(tx: &mut Tx, carrier: &CarrierId, who: &CounsellorId, now: Timestamp) -> StoreResult<bool> {
    let (key, body) = (key(tx.vault(), who), tx.vault().seal(who)?);
    let written = sqlx::query(
        "insert into desk_carrier (carrier_id, user_key, body, named_ms) values ($1, $2, $3, $4) on conflict do nothing",
    )
    .bind(carrier.as_str())
    .bind(key)
    .bind(body)
    .bind(now.millis())
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() > 0)
}

/// Somebody acts for a carrier no more. Says no if they did not.
pub async fn dismiss(tx: &mut Tx, carrier: &CarrierId, who: &CounsellorId) -> StoreResult<bool> {
    let key = key(tx.vault(), who);
    let gone = sqlx::query("delete from desk_carrier where carrier_id = $1 and user_key = $2")
        .bind(carrier.as_str())
        .bind(key)
        .execute(tx.conn())
        .await?;
    Ok(gone.rows_affected() > 0)
}

/// The carriers that somebody acts for.
pub async fn of_person(tx: &mut Tx, who: &CounsellorId) -> StoreResult<Vec<CarrierId>> {
    let key = key(tx.vault(), who);
    let rows = sqlx::query("select carrier_id from desk_carrier where user_key = $1 order by carrier_id")
        .bind(key)
        .fetch_all(tx.conn())
        .await?;
    damage::readable(&rows, |row| Columns::of(TABLE, row).parsed("carrier_id"))
}

/// Everybody who acts for a carrier.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<(CarrierId, CounsellorId)>> {
    let rows =
        sqlx::query("select carrier_id, body from desk_carrier order by carrier_id, named_ms, user_key")
            .fetch_all(tx.conn())
            .await?;
    let acting = |row: &AnyRow, vault: &Vault| {
        let row = Columns::of(TABLE, row);
        Ok((row.parsed("carrier_id")?, row.unsealed("body", vault)?))
    };
    damage::readable(&rows, |row| acting(row, tx.vault()))
}
