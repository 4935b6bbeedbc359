//! What was published of the directory: one row for each time, with the changes of rows that it was.

use routing::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use sqlx::{Row as _, any::AnyRow};

use super::{StoreResult, Tx, column::Columns, damage, vault::Vault};

const TABLE: &str = "directory_version";

/// A publication as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version<T> {
    /// Which writing of the directory it was.
    pub version: i64,
    /// When.
    pub at: Timestamp,
    /// What it was.
    pub body: T,
}

/// Writes down a publication, in the commit of the directory itself.
pub async fn insert<T: Serialize>(tx: &mut Tx, version: i64, at: Timestamp, body: &T) -> StoreResult<()> {
    let body = tx.vault().seal(body)?;
    sqlx::query("insert into directory_version (version, at_ms, body) values ($1, $2, $3)")
        .bind(version)
        .bind(at.millis())
        .bind(body)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Those after a version, the last one first; so many at most.
pub async fn since<T: DeserializeOwned>(
    tx: &mut Tx,
    version: i64,
    most: u32,
) -> StoreResult<Vec<Version<T>>> {
    let rows = sqlx::query(
        "select cast(version as text) as id, version, at_ms, body from directory_version where version > $1 \
         order by version desc limit $2",
    )
    .bind(version)
    .bind(i64::from(most))
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| read(row, tx.vault()))
}

/// Those after a moment.
pub async fn later_than<T: DeserializeOwned>(tx: &mut Tx, at: Timestamp) -> StoreResult<Vec<Version<T>>> {
    let rows = sqlx::query(
        "select cast(version as text) as id, version, at_ms, body from directory_version where at_ms > $1 \
         order by version desc",
    )
    .bind(at.millis())
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| read(row, tx.vault()))
}

fn read<T: DeserializeOwned>(row: &AnyRow, vault: &Vault) -> StoreResult<Version<T>> {
    let columns = Columns::of(TABLE, row);
    let (version, at) = (columns.number("version")?, columns.moment("at_ms")?);
    Ok(Version { version, at, body: columns.unsealed("body", vault)? })
}

/// Forgets publications from before a moment, so many at most.
pub async fn prune(tx: &mut Tx, before: Timestamp, most: u32) -> StoreResult<u64> {
    let old = sqlx::query("select version from directory_version where at_ms < $1 order by version limit $2")
        .bind(before.millis())
        .bind(i64::from(most))
        .fetch_all(tx.conn())
        .await?;
    for row in &old {
        sqlx::query("delete from directory_version where version = $1")
            .bind(row.try_get::<i64, _>("version")?)
            .execute(tx.conn())
            .await?;
    }
    Ok(old.len() as u64)
}
