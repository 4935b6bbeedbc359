//! Numbers that only grow. Drawing one holds its row until the commit, so numbers follow the order of commits.

use sqlx::Row as _;

use super::{StoreResult, Tx};

/// Draws `count` numbers and gives the first.
pub(super) async fn draw(tx: &mut Tx, name: &'static str, count: usize) -> StoreResult<i64> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let row = sqlx::query("update counter set value = value + $1 where name = $2 returning value")
        .bind(count)
        .bind(name)
        .fetch_one(tx.conn())
        .await?;
    Ok(row.try_get::<i64, _>(0)? - count + 1)
}

/// The number drawn last; 0 when none was.
pub(super) async fn last(tx: &mut Tx, name: &'static str) -> StoreResult<i64> {
    let row =
        sqlx::query("select value from counter where name = $1").bind(name).fetch_one(tx.conn()).await?;
    Ok(row.try_get(0)?)
}
