//! Since when the seekers of accepted cases have waited for whoever has the case to write.

use routing::{CaseId, Timestamp};

use super::{StoreResult, Tx, column::Columns};

const TABLE: &str = "awaited";

/// The seeker has written. Whoever waits already goes on waiting.
pub async fn begin(tx: &mut Tx, case: &CaseId, now: Timestamp) -> StoreResult<()> {
    sqlx::query("insert into awaited (case_id, since_ms) values ($1, $2) on conflict do nothing")
        .bind(case.as_str())
        .bind(now.millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Since when the seeker of this case waits, if they do.
pub async fn since(tx: &mut Tx, case: &CaseId) -> StoreResult<Option<Timestamp>> {
    let row = sqlx::query("select case_id, since_ms from awaited where case_id = $1")
        .bind(case.as_str())
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| Columns::of(TABLE, &row).moment("since_ms")).transpose()
}

/// They wait no more.
pub async fn end(tx: &mut Tx, case: &CaseId) -> StoreResult<()> {
    sqlx::query("delete from awaited where case_id = $1").bind(case.as_str()).execute(tx.conn()).await?;
    Ok(())
}
