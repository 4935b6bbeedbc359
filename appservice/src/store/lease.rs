//! Who may do a piece of work now, until when: so that several replicas share the work and never double it.

use routing::{Span, Timestamp};
use sqlx::Row as _;

use super::{StoreResult, Tx};

/// Takes or prolongs the lease called `name` for `ttl`. False: another owner has it, and it has not run out.
pub async fn try_take(tx: &mut Tx, name: &str, owner: &str, now: Timestamp, ttl: Span) -> StoreResult<bool> {
    let written = sqlx::query(
        "insert into lease (name, owner, until_ms) values ($1, $2, $3) on conflict (name) do update \
         set owner = excluded.owner, until_ms = excluded.until_ms \
         where lease.owner = excluded.owner or lease.until_ms <= $4",
    )
    .bind(name)
    .bind(owner)
    .bind(now.plus(ttl).millis())
    .bind(now.millis())
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

/// Who has the lease called `name`, until when; a lease that has run out is told as well.
pub async fn holder(tx: &mut Tx, name: &str) -> StoreResult<Option<(String, Timestamp)>> {
    let row = sqlx::query("select owner, until_ms from lease where name = $1")
        .bind(name)
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| Ok((row.try_get(0)?, Timestamp::from_millis(row.try_get(1)?)))).transpose()
}

/// Gives a lease back early. It is fine if `owner` does not have it any more.
pub async fn release(tx: &mut Tx, name: &str, owner: &str) -> StoreResult<()> {
    sqlx::query("delete from lease where name = $1 and owner = $2")
        .bind(name)
        .bind(owner)
        .execute(tx.conn())
        .await?;
    Ok(())
}
