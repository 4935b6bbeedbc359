//! The users who hold a centre's keys (and the reception), each with its one device.

use routing::Timestamp;
use ruma::{OwnedDeviceId, OwnedUserId, UserId};
use sqlx::any::AnyRow;

use super::{StoreResult, Tx, column::Columns, damage};

const TABLE: &str = "custodian";

/// A user of ours that has a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Custodian {
    /// The user.
    pub user: OwnedUserId,
    /// Its one device.
    pub device: OwnedDeviceId,
    /// Since when.
    pub created_at: Timestamp,
}

/// The custodian with this user id.
pub async fn get(tx: &mut Tx, user: &UserId) -> StoreResult<Option<Custodian>> {
    let row = sqlx::query("select user_id, device_id, created_ms from custodian where user_id = $1")
        .bind(user.as_str())
        .fetch_optional(tx.conn())
        .await?;
    row.as_ref().map(custodian).transpose()
}

/// Remembers a custodian's device. The first one stands: whoever comes later gets that.
pub async fn put(tx: &mut Tx, new: &Custodian) -> StoreResult<Custodian> {
    sqlx::query(
        "insert into custodian (user_id, device_id, created_ms) values ($1, $2, $3) \
         on conflict (user_id) do nothing",
    )
    .bind(new.user.as_str())
    .bind(new.device.as_str())
    .bind(new.created_at.millis())
    .execute(tx.conn())
    .await?;
    Ok(get(tx, &new.user).await?.unwrap_or_else(|| new.clone()))
}

/// All custodians, by user id.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<Custodian>> {
    let rows = sqlx::query("select user_id, device_id, created_ms from custodian order by user_id")
        .fetch_all(tx.conn())
        .await?;
    damage::readable(&rows, custodian)
}

/// Forgets a custodian whose device is gone for good.
pub async fn forget(tx: &mut Tx, user: &UserId) -> StoreResult<()> {
    sqlx::query("delete from custodian where user_id = $1").bind(user.as_str()).execute(tx.conn()).await?;
    Ok(())
}

fn custodian(row: &AnyRow) -> StoreResult<Custodian> {
    let row = Columns::of(TABLE, row);
    Ok(Custodian {
        user: UserId::parse(row.text("user_id")?).map_err(|error| row.fault(error.to_string()))?,
        device: row.text("device_id")?.into(),
        created_at: row.moment("created_ms")?,
    })
}
