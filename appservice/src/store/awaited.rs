//! Since when the seekers of accepted cases have waited for whoever has the case to write.

use std::collections::BTreeMap;

use routing::{CaseId, CentreId, Timestamp};

use super::{StoreResult, Tx, column::Columns, damage, stirs::Stir};

const TABLE: &str = "awaited";

/// The seeker has written. Whoever waits already goes on waiting.
pub async fn begin(tx: &mut Tx, case: &CaseId, now: Timestamp) -> StoreResult<()> {
    let begun = sqlx::query("insert into awaited (case_id, since_ms) values ($1, $2) on conflict do nothing")
        .bind(case.as_str())
        .bind(now.millis())
        .execute(tx.conn())
        .await?;
    if begun.rows_affected() > 0 {
        stir(tx, case).await?;
    }
    Ok(())
}

/// Since when the seekers of a centre's accepted cases wait, as far as they do.
pub async fn of_centre(tx: &mut Tx, centre: &CentreId) -> StoreResult<BTreeMap<CaseId, Timestamp>> {
    let rows = sqlx::query(
        "select awaited.case_id as case_id, awaited.since_ms as since_ms from awaited \
         join counselling_case on counselling_case.case_id = awaited.case_id \
         where counselling_case.state = 'accepted' and counselling_case.centre_id = $1",
    )
    .bind(centre.as_str())
    .fetch_all(tx.conn())
    .await?;
    let all = damage::readable(&rows, |row| {
        let row = Columns::of(TABLE, row);
        Ok((row.parsed("case_id")?, row.moment("since_ms")?))
    })?;
    Ok(all.into_iter().collect())
}

/// The centre whose case it is shows something else now.
async fn stir(tx: &mut Tx, case: &CaseId) -> StoreResult<()> {
    let row = sqlx::query("select case_id, centre_id from counselling_case where case_id = $1")
        .bind(case.as_str())
        .fetch_optional(tx.conn())
        .await?;
    if let Some(row) = row {
        let centre = Columns::of("counselling_case", &row).parsed("centre_id")?;
        tx.stir(Stir::Centre(centre));
    }
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
    let ended =
        sqlx::query("delete from awaited where case_id = $1").bind(case.as_str()).execute(tx.conn()).await?;
    if ended.rows_affected() > 0 {
        stir(tx, case).await?;
    }
    Ok(())
}
