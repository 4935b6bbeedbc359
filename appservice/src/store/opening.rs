//! When somebody began cases within the last day, so that nobody begins them without end.

use routing::{SeekerId, Timestamp};
use sqlx::Row as _;

use super::{StoreResult, Tx};
use crate::store::vault::Vault;

/// Notes that somebody begins a case.
pub async fn note(tx: &mut Tx, seeker: &SeekerId, now: Timestamp) -> StoreResult<()> {
    let key = seeker_key(tx.vault(), seeker);
    sqlx::query("insert into opening (seeker_key, opened_ms) values ($1, $2) on conflict do nothing")
        .bind(key)
        .bind(now.millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// How many cases somebody has begun after a moment, whatever became of them.
pub async fn since(tx: &mut Tx, seeker: &SeekerId, after: Timestamp) -> StoreResult<i64> {
    let key = seeker_key(tx.vault(), seeker);
    let row = sqlx::query("select count(*) from opening where seeker_key = $1 and opened_ms > $2")
        .bind(key)
        .bind(after.millis())
        .fetch_one(tx.conn())
        .await?;
    Ok(row.try_get(0)?)
}

/// Forgets when somebody began cases.
pub async fn forget(tx: &mut Tx, seeker: &SeekerId) -> StoreResult<()> {
    let key = seeker_key(tx.vault(), seeker);
    sqlx::query("delete from opening where seeker_key = $1").bind(key).execute(tx.conn()).await?;
    Ok(())
}

/// Forgets at most `limit` that were noted before a moment; says how many.
pub async fn prune(tx: &mut Tx, before: Timestamp, limit: u32) -> StoreResult<u64> {
    let pruned = sqlx::query(
        "delete from opening where (seeker_key, opened_ms) in \
         (select seeker_key, opened_ms from opening where opened_ms < $1 order by opened_ms limit $2)",
    )
    .bind(before.millis())
    .bind(i64::from(limit))
    .execute(tx.conn())
    .await?;
    Ok(pruned.rows_affected())
}

fn seeker_key(vault: &Vault, seeker: &SeekerId) -> String {
    vault.fingerprint("opening.seeker", seeker.as_str())
}
