//! Of which later messages the Team rooms were told, and of which they are still to be told.

use routing::{CaseId, Timestamp};

use super::{StoreResult, Tx, column::Columns, damage, setback::not_set_back};

const TABLE: &str = "follow_up";

/// What the Team room knows of a case's later messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// When it was last told of one.
    pub noticed_at: Timestamp,
    /// How many it is still to be told of.
    pub waiting: u16,
    /// When it was last asked to look into the case first.
    pub alarmed_at: Option<Timestamp>,
}

/// What the Team room knows of this case; nothing if it was never told.
pub async fn of_case(tx: &mut Tx, case: &CaseId) -> StoreResult<Option<FollowUp>> {
    let row = sqlx::query("select case_id, noticed_ms, waiting, danger_ms from follow_up where case_id = $1")
        .bind(case.as_str())
        .fetch_optional(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let row = Columns::of(TABLE, &row);
    let waiting = u16::try_from(row.number("waiting")?).unwrap_or(u16::MAX);
    let alarmed_at = row.optional_moment("danger_ms")?;
    Ok(Some(FollowUp { noticed_at: row.moment("noticed_ms")?, waiting, alarmed_at }))
}

/// The Team room is told now: nothing waits any more.
pub async fn told(tx: &mut Tx, case: &CaseId, now: Timestamp) -> StoreResult<()> {
    sqlx::query(
        "insert into follow_up (case_id, noticed_ms, waiting, due_ms) values ($1, $2, 0, null) \
         on conflict (case_id) do update set noticed_ms = excluded.noticed_ms, waiting = 0, due_ms = null",
    )
    .bind(case.as_str())
    .bind(now.millis())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The Team room is asked now to look into the case first; nothing waits any more.
pub async fn alarmed(tx: &mut Tx, case: &CaseId, now: Timestamp) -> StoreResult<()> {
    told(tx, case, now).await?;
    sqlx::query("update follow_up set danger_ms = $2 where case_id = $1")
        .bind(case.as_str())
        .bind(now.millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// One more message waits to be told of at `due`.
pub async fn wait(tx: &mut Tx, case: &CaseId, due: Timestamp) -> StoreResult<()> {
    sqlx::query("update follow_up set waiting = waiting + 1, due_ms = $2 where case_id = $1")
        .bind(case.as_str())
        .bind(due.millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// What waits need not be told any more.
pub async fn clear(tx: &mut Tx, case: &CaseId) -> StoreResult<()> {
    sqlx::query("update follow_up set waiting = 0, due_ms = null where case_id = $1")
        .bind(case.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// At most `limit` cases for which it is time to tell, the longest overdue first.
pub async fn due(tx: &mut Tx, now: Timestamp, limit: u32) -> StoreResult<Vec<CaseId>> {
    let rows = sqlx::query(concat!(
        "select case_id from follow_up where due_ms <= $1",
        not_set_back!("follow_up", "follow_up.case_id", "$1"),
        " order by due_ms, case_id limit $2"
    ))
    .bind(now.millis())
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| Columns::of(TABLE, row).parsed("case_id"))
}

/// Forgets a case, when it is erased.
pub async fn forget(tx: &mut Tx, case: &CaseId) -> StoreResult<()> {
    sqlx::query("delete from follow_up where case_id = $1").bind(case.as_str()).execute(tx.conn()).await?;
    Ok(())
}
