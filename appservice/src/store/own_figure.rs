//! What is counted of a counsellor's own work, for themselves alone. Nothing here leads to a case, and nothing is older than a year.

use routing::{Case, CounsellorId, OwnCase, State, Timestamp};

use super::{StoreResult, Tx, column::Columns, damage, vault::Vault};

const TABLE: &str = "own_figure";

fn counsellor_key(vault: &Vault, who: &CounsellorId) -> String {
    vault.fingerprint("own_figure.counsellor", who.as_str())
}

/// Notes what is to be counted of a case for whoever has it now; an answer was `promised` until that moment.
pub async fn record(tx: &mut Tx, case: &Case, promised: Timestamp) -> StoreResult<()> {
    let Some(accepted) = case.accepted() else { return Ok(()) };
    let closed = match case.state {
        State::Closed { closed_at, .. } => Some(closed_at),
        _ => None,
    };
    let case_key = tx.vault().fingerprint("own_figure.case", case.id.as_str());
    let counsellor_key = counsellor_key(tx.vault(), &accepted.counsellor);
    sqlx::query(
        "insert into own_figure (case_key, counsellor_key, taken_ms, asked_ms, promised_ms, answered_ms, closed_ms) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (case_key, counsellor_key) do update set \
         answered_ms = coalesce(own_figure.answered_ms, excluded.answered_ms), closed_ms = excluded.closed_ms, \
         promised_ms = case when own_figure.answered_ms is null then excluded.promised_ms \
                       else own_figure.promised_ms end",
    )
    .bind(case_key)
    .bind(counsellor_key)
    .bind(accepted.accepted_at.millis())
    .bind(accepted.asked_at.millis())
    .bind(promised.millis())
    .bind(accepted.answered_at.map(Timestamp::millis))
    .bind(closed.map(Timestamp::millis))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What somebody has taken since a moment.
pub async fn since(tx: &mut Tx, who: &CounsellorId, since: Timestamp) -> StoreResult<Vec<OwnCase>> {
    let key = counsellor_key(tx.vault(), who);
    let rows = sqlx::query(
        "select case_key, taken_ms, asked_ms, promised_ms, answered_ms, closed_ms from own_figure \
         where counsellor_key = $1 and taken_ms >= $2",
    )
    .bind(key)
    .bind(since.millis())
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| {
        let row = Columns::of(TABLE, row);
        Ok(OwnCase {
            taken_at: row.moment("taken_ms")?,
            asked_at: row.moment("asked_ms")?,
            promised: row.moment("promised_ms")?,
            answered_at: row.optional_moment("answered_ms")?,
            closed: row.optional_moment("closed_ms")?.is_some(),
        })
    })
}

/// Forgets at most `limit` of what was taken before a moment; how many it were.
pub async fn prune(tx: &mut Tx, before: Timestamp, limit: u32) -> StoreResult<u64> {
    let gone = sqlx::query(
        "delete from own_figure where case_key in \
         (select case_key from own_figure where taken_ms < $1 order by taken_ms limit $2) and taken_ms < $1",
    )
    .bind(before.millis())
    .bind(i64::from(limit))
    .execute(tx.conn())
    .await?;
    Ok(gone.rows_affected())
}
