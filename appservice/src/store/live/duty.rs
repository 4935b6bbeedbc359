//! Who is on duty for live chats, at each centre of theirs.

use routing::{CentreId, CounsellorId, Timestamp};
use sqlx::any::AnyRow;

use super::{super::column::Columns, super::damage, StoreResult, Tx, key};

const TABLE: &str = "live_duty";

/// Somebody on duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnDuty {
    /// Who.
    pub counsellor: CounsellorId,
    /// Where.
    pub centre: CentreId,
    /// Since when.
    pub since: Timestamp,
}

/// On duty from now on. Says whether they were not.
pub async fn on(
    tx: &mut Tx,
    counsellor: &CounsellorId,
    centre: &CentreId,
    now: Timestamp,
) -> StoreResult<bool> {
    lock(tx, counsellor, centre).await?;
    let key = key(tx.vault(), counsellor);
    let written = sqlx::query(
        "update live_duty set since_ms = $3, missed = 0 \
         where counsellor_key = $1 and centre_id = $2 and since_ms is null",
    )
    .bind(key)
    .bind(centre.as_str())
    .bind(now.millis())
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

/// Off duty. Says whether they were on.
pub async fn off(tx: &mut Tx, counsellor: &CounsellorId, centre: &CentreId) -> StoreResult<bool> {
    let key = key(tx.vault(), counsellor);
    let written = sqlx::query(
        "delete from live_duty where counsellor_key = $1 and centre_id = $2 and since_ms is not null",
    )
    .bind(key)
    .bind(centre.as_str())
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

/// Nobody else writes about this counsellor until the commit: of several things that they take at once, each knows of the others.
pub async fn lock(tx: &mut Tx, counsellor: &CounsellorId, centre: &CentreId) -> StoreResult<()> {
    let (key, sealed) = (key(tx.vault(), counsellor), tx.vault().seal(counsellor)?);
    sqlx::query(
        "insert into live_duty (counsellor_key, centre_id, missed, body) values ($1, $2, 0, $3) \
         on conflict (counsellor_key, centre_id) do update set missed = live_duty.missed",
    )
    .bind(key)
    .bind(centre.as_str())
    .bind(sealed)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What [`lock`] left of somebody who is not on duty.
pub async fn tidy(tx: &mut Tx) -> StoreResult<()> {
    sqlx::query("delete from live_duty where since_ms is null").execute(tx.conn()).await?;
    Ok(())
}

/// Whether [`lock`] left something.
pub async fn is_untidy(tx: &mut Tx) -> StoreResult<bool> {
    let row = sqlx::query("select counsellor_key from live_duty where since_ms is null limit 1")
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// They have taken somebody: what they missed before counts no more.
pub async fn took(tx: &mut Tx, counsellor: &CounsellorId, centre: &CentreId) -> StoreResult<()> {
    let key = key(tx.vault(), counsellor);
    sqlx::query("update live_duty set missed = 0 where counsellor_key = $1 and centre_id = $2")
        .bind(key)
        .bind(centre.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// They have missed one more; how many in a row by now.
pub async fn missed(tx: &mut Tx, counsellor: &CounsellorId, centre: &CentreId) -> StoreResult<u32> {
    let key = key(tx.vault(), counsellor);
    sqlx::query(
        "update live_duty set missed = missed + 1 \
         where counsellor_key = $1 and centre_id = $2 and since_ms is not null",
    )
    .bind(&key)
    .bind(centre.as_str())
    .execute(tx.conn())
    .await?;
    let row = sqlx::query(
        "select counsellor_key, missed from live_duty where counsellor_key = $1 and centre_id = $2",
    )
    .bind(&key)
    .bind(centre.as_str())
    .fetch_optional(tx.conn())
    .await?;
    let missed = row.map(|row| Columns::of(TABLE, &row).number("missed")).transpose()?.unwrap_or_default();
    Ok(u32::try_from(missed).unwrap_or(u32::MAX))
}

/// Since when somebody is on duty there.
pub async fn since(
    tx: &mut Tx,
    counsellor: &CounsellorId,
    centre: &CentreId,
) -> StoreResult<Option<Timestamp>> {
    let key = key(tx.vault(), counsellor);
    let row = sqlx::query(
        "select counsellor_key, since_ms from live_duty where counsellor_key = $1 and centre_id = $2",
    )
    .bind(key)
    .bind(centre.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| Columns::of(TABLE, &row).optional_moment("since_ms")).transpose()?.flatten())
}

/// Everybody who is on duty.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<OnDuty>> {
    let rows = sqlx::query(
        "select counsellor_key, centre_id, since_ms, body from live_duty where since_ms is not null \
         order by since_ms, counsellor_key",
    )
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| on_duty(row, tx.vault()))
}

/// Everybody who is on duty at a centre.
pub async fn of_centre(tx: &mut Tx, centre: &CentreId) -> StoreResult<Vec<OnDuty>> {
    let rows = sqlx::query(
        "select counsellor_key, centre_id, since_ms, body from live_duty \
         where centre_id = $1 and since_ms is not null order by since_ms, counsellor_key",
    )
    .bind(centre.as_str())
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| on_duty(row, tx.vault()))
}

fn on_duty(row: &AnyRow, vault: &super::super::vault::Vault) -> StoreResult<OnDuty> {
    let row = Columns::of(TABLE, row);
    Ok(OnDuty {
        counsellor: row.unsealed("body", vault)?,
        centre: row.parsed("centre_id")?,
        since: row.moment("since_ms")?,
    })
}
