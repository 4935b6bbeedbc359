//! Cases that begin anew at another centre while the one before them still runs: it ends when the new one can be led.

use routing::{CaseId, Timestamp};

use super::{StoreResult, Tx, column::Columns};

const TABLE: &str = "case_anew";

/// Notes that `case` is to take the place of the one `before`; an earlier one that was to do so does not any more.
pub async fn note(tx: &mut Tx, case: &CaseId, before: &CaseId, now: Timestamp) -> StoreResult<()> {
    forget(tx, before).await?;
    sqlx::query("insert into case_anew (case_id, before_id, since_ms) values ($1, $2, $3)")
        .bind(case.as_str())
        .bind(before.as_str())
        .bind(now.millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Which case ends when this one can be led.
pub async fn before(tx: &mut Tx, case: &CaseId) -> StoreResult<Option<CaseId>> {
    let row = sqlx::query("select case_id, before_id from case_anew where case_id = $1")
        .bind(case.as_str())
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| Columns::of(TABLE, &row).parsed("before_id")).transpose()
}

/// Which case is to take the place of this one.
pub async fn after(tx: &mut Tx, before: &CaseId) -> StoreResult<Option<CaseId>> {
    let row = sqlx::query("select case_id from case_anew where before_id = $1")
        .bind(before.as_str())
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| Columns::of(TABLE, &row).parsed("case_id")).transpose()
}

/// Forgets that this case takes a place, or gives one up.
pub async fn forget(tx: &mut Tx, case: &CaseId) -> StoreResult<()> {
    sqlx::query("delete from case_anew where case_id = $1 or before_id = $1")
        .bind(case.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}
