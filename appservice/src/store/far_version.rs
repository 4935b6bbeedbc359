//! Other Lotse that speak another version of the words than ours, for `doctor`, and so that each is told once.

use routing::{CentreId, CounsellorId, Timestamp};

use super::{StoreResult, Tx, column::Columns, vault::Vault};

const TABLE: &str = "far_version";

/// Somebody whom we do not understand, or who does not understand us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// The centre whose cases it is about.
    pub centre: CentreId,
    /// The version of their words.
    pub version: u64,
    /// Since when that is known.
    pub since: Timestamp,
}

/// All of them, by centre.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<Foreign>> {
    let rows =
        sqlx::query("select centre_id, version, since_ms from far_version order by centre_id, since_ms")
            .fetch_all(tx.conn())
            .await?;
    let foreign = rows.iter().map(|row| {
        let row = Columns::of(TABLE, row);
        let version = u64::try_from(row.number("version")?).unwrap_or_default();
        Ok(Foreign { centre: row.parsed("centre_id")?, version, since: row.moment("since_ms")? })
    });
    foreign.collect()
}

/// Writes which version somebody speaks; says whether that is news.
pub async fn put(
    tx: &mut Tx,
    (centre, with): (&CentreId, &CounsellorId),
    version: u64,
    now: Timestamp,
) -> StoreResult<bool> {
    let written = sqlx::query(
        "insert into far_version (centre_id, peer, version, since_ms) values ($1, $2, $3, $4) \
         on conflict (centre_id, peer) do update set version = excluded.version, since_ms = excluded.since_ms \
         where far_version.version <> excluded.version",
    )
    .bind(centre.as_str())
    .bind(key(tx.vault(), with))
    .bind(i64::try_from(version).unwrap_or(i64::MAX))
    .bind(now.millis())
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() > 0)
}

/// They are understood, or nobody any more; says whether they were not until now.
pub async fn forget(tx: &mut Tx, centre: &CentreId, with: &CounsellorId) -> StoreResult<bool> {
    let written = sqlx::query("delete from far_version where centre_id = $1 and peer = $2")
        .bind(centre.as_str())
        .bind(key(tx.vault(), with))
        .execute(tx.conn())
        .await?;
    Ok(written.rows_affected() > 0)
}

fn key(vault: &Vault, with: &CounsellorId) -> String {
    vault.fingerprint("far_version.peer", with.as_str())
}
