//! At which centres somebody begins no case for a time, since they were turned away there. It outlives the case.

use routing::{CentreId, SeekerId, Timestamp};
use sqlx::Row as _;

use super::{StoreResult, Tx};
use crate::store::vault::Vault;

/// Somebody begins no case at this centre before `until`, or as long as was said before.
pub async fn put_up(tx: &mut Tx, seeker: &SeekerId, centre: &CentreId, until: Timestamp) -> StoreResult<()> {
    let key = seeker_key(tx.vault(), seeker);
    sqlx::query(
        "insert into bar (seeker_key, centre_id, until_ms) values ($1, $2, $3) on conflict (seeker_key, centre_id) \
         do update set until_ms = $3 where bar.until_ms < $3",
    )
    .bind(key)
    .bind(centre.as_str())
    .bind(until.millis())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Somebody may begin cases at this centre again.
pub async fn lift(tx: &mut Tx, seeker: &SeekerId, centre: &CentreId) -> StoreResult<()> {
    let key = seeker_key(tx.vault(), seeker);
    sqlx::query("delete from bar where seeker_key = $1 and centre_id = $2")
        .bind(key)
        .bind(centre.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whether somebody may begin no case at this centre now.
pub async fn stands(tx: &mut Tx, seeker: &SeekerId, centre: &CentreId, now: Timestamp) -> StoreResult<bool> {
    Ok(until(tx, seeker, centre, now).await?.is_some())
}

/// Until when somebody may begin no case at this centre, if they may begin none now.
pub async fn until(
    tx: &mut Tx,
    seeker: &SeekerId,
    centre: &CentreId,
    now: Timestamp,
) -> StoreResult<Option<Timestamp>> {
    let key = seeker_key(tx.vault(), seeker);
    let row =
        sqlx::query("select until_ms from bar where seeker_key = $1 and centre_id = $2 and until_ms > $3")
            .bind(key)
            .bind(centre.as_str())
            .bind(now.millis())
            .fetch_optional(tx.conn())
            .await?;
    row.map(|row| Ok(Timestamp::from_millis(row.try_get(0)?))).transpose()
}

/// Forgets all of somebody's.
pub async fn forget(tx: &mut Tx, seeker: &SeekerId) -> StoreResult<()> {
    let key = seeker_key(tx.vault(), seeker);
    sqlx::query("delete from bar where seeker_key = $1").bind(key).execute(tx.conn()).await?;
    Ok(())
}

/// Forgets at most `limit` that are over; says how many.
pub async fn prune(tx: &mut Tx, now: Timestamp, limit: u32) -> StoreResult<u64> {
    let pruned = sqlx::query(
        "delete from bar where (seeker_key, centre_id) in \
         (select seeker_key, centre_id from bar where until_ms <= $1 order by until_ms limit $2)",
    )
    .bind(now.millis())
    .bind(i64::from(limit))
    .execute(tx.conn())
    .await?;
    Ok(pruned.rows_affected())
}

fn seeker_key(vault: &Vault, seeker: &SeekerId) -> String {
    vault.fingerprint("bar.seeker", seeker.as_str())
}
