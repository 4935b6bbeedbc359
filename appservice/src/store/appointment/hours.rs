//! When counsellors have time, in each of their centres.

use routing::{CentreId, CounsellorId, Hours};

use super::{super::column::Columns, StoreResult, Tx, key};

const TABLE: &str = "office_hours";

/// The hours of somebody in a centre.
pub async fn of(tx: &mut Tx, counsellor: &CounsellorId, centre: &CentreId) -> StoreResult<Option<Hours>> {
    let key = key(tx.vault(), counsellor);
    let row = sqlx::query(
        "select counsellor_key, body from office_hours where counsellor_key = $1 and centre_id = $2",
    )
    .bind(key)
    .bind(centre.as_str())
    .fetch_optional(tx.conn())
    .await?;
    row.map(|row| Columns::of(TABLE, &row).unsealed("body", tx.vault())).transpose()
}

/// Sets them, in place of those before.
pub async fn set(
    tx: &mut Tx,
    counsellor: &CounsellorId,
    centre: &CentreId,
    hours: &Hours,
) -> StoreResult<()> {
    let (key, sealed) = (key(tx.vault(), counsellor), tx.vault().seal(hours)?);
    sqlx::query(
        "insert into office_hours (counsellor_key, centre_id, body) values ($1, $2, $3) \
         on conflict (counsellor_key, centre_id) do update set body = excluded.body",
    )
    .bind(key)
    .bind(centre.as_str())
    .bind(sealed)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// There are none any more.
pub async fn forget(tx: &mut Tx, counsellor: &CounsellorId, centre: &CentreId) -> StoreResult<()> {
    let key = key(tx.vault(), counsellor);
    sqlx::query("delete from office_hours where counsellor_key = $1 and centre_id = $2")
        .bind(key)
        .bind(centre.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}
