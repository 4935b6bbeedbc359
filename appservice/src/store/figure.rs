//! What is counted of cases. Nothing here leads to a person, and nothing of it is erased.

use routing::{Case, CaseFigure, CaseId, State, Timestamp};

use super::{StoreResult, Tx, column::Columns, damage};

const TABLE: &str = "case_figure";

/// Notes what is to be counted of a case as it is now. What was first counts: the first message, acceptance and
/// answer, and until when that was `promised`. A case that nobody has asked in yet is not counted.
pub async fn record(
    tx: &mut Tx,
    case: &Case,
    promised: Option<Timestamp>,
    now: Timestamp,
) -> StoreResult<()> {
    if matches!(case.state, State::Erased { .. }) {
        sqlx::query("update case_figure set closed = 1 where case_id = $1")
            .bind(case.id.as_str())
            .execute(tx.conn())
            .await?;
        return Ok(());
    }
    let accepted = case.accepted();
    let asked_at = match &case.state {
        State::Asked { asked_at, .. } | State::Closed { asked: Some((_, asked_at)), .. } => Some(*asked_at),
        _ => accepted.map(|accepted| accepted.asked_at),
    };
    let Some(asked_at) = asked_at else { return Ok(()) };
    let begun = accepted.map_or(0, |all| all.covers.iter().filter(|cover| cover.from <= now).count());
    sqlx::query(
        "insert into case_figure \
         (case_id, centre_id, topic_id, asked_ms, accepted_ms, answered_ms, closed, covers, promised_ms) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (case_id) do update set \
         centre_id = case when case_figure.answered_ms is null then excluded.centre_id \
                     else case_figure.centre_id end, \
         accepted_ms = coalesce(case_figure.accepted_ms, excluded.accepted_ms), \
         answered_ms = coalesce(case_figure.answered_ms, excluded.answered_ms), \
         promised_ms = case when case_figure.answered_ms is null \
                       then coalesce(excluded.promised_ms, case_figure.promised_ms) \
                       else case_figure.promised_ms end, \
         closed = excluded.closed, \
         covers = case when excluded.covers > case_figure.covers then excluded.covers \
                  else case_figure.covers end",
    )
    .bind(case.id.as_str())
    .bind(case.centre.as_str())
    .bind(case.topic.as_str())
    .bind(asked_at.millis())
    .bind(accepted.map(|accepted| accepted.accepted_at.millis()))
    .bind(accepted.and_then(|accepted| accepted.answered_at).map(Timestamp::millis))
    .bind(i64::from(matches!(case.state, State::Closed { .. })))
    .bind(i64::try_from(begun).unwrap_or(i64::MAX))
    .bind(promised.map(Timestamp::millis))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether a counsellor has ever written in the case, also before it was given back, forwarded or opened again.
pub async fn was_answered(tx: &mut Tx, case: &CaseId) -> StoreResult<bool> {
    let row = sqlx::query("select 1 from case_figure where case_id = $1 and answered_ms is not null")
        .bind(case.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// What is counted of all cases, in no order.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<CaseFigure>> {
    let rows = sqlx::query(
        "select case_id, centre_id, topic_id, asked_ms, accepted_ms, answered_ms, closed, covers, promised_ms \
         from case_figure",
    )
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| {
        let row = Columns::of(TABLE, row);
        Ok(CaseFigure {
            centre: row.parsed("centre_id")?,
            topic: row.parsed("topic_id")?,
            asked_at: row.moment("asked_ms")?,
            accepted_at: row.optional_moment("accepted_ms")?,
            answered_at: row.optional_moment("answered_ms")?,
            promised: row.optional_moment("promised_ms")?,
            closed: row.number("closed")? != 0,
            covers: u32::try_from(row.number("covers")?).unwrap_or(u32::MAX),
        })
    })
}
