//! How long people waited for a live chat, what became of it and how long it took. It names nobody, and nothing of it is erased.

use routing::{
    CentreId, Span, Timestamp,
    figures::{
        Month,
        live::{LiveFigure, Waited},
    },
};
use sqlx::any::AnyRow;

use super::{super::column::Columns, super::damage, Guest, StoreResult, Tx};
use crate::running::entropy;

const TABLE: &str = "live_figure";

/// Of so many who were taken last it is said how long they waited.
const RECENT: i64 = 20;

/// One more: a live chat that runs no more.
pub async fn note(tx: &mut Tx, guest: &Guest, became: Waited, now: Timestamp) -> StoreResult<()> {
    // Whoever never wrote has not waited.
    let Some(asked) = guest.asked else { return Ok(()) };
    // In the order of days, and of nothing finer.
    let id = entropy::ulid(now.date().start().millis().unsigned_abs());
    let seconds = |span: Span| span.millis().max(0) / 1_000 * 1_000;
    let waited = guest.taken.unwrap_or(now).since(asked);
    let talked = guest.taken.map(|taken| seconds(now.since(taken)));
    sqlx::query(
        "insert into live_figure (figure_id, month, centre_id, topic_id, became, waited_ms, talked_ms) \
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id)
    .bind(Month::of(asked).to_string())
    .bind(guest.centre.as_str())
    .bind(guest.topic.as_str())
    .bind(became.code())
    .bind(seconds(waited))
    .bind(talked)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How long those waited who were taken last at a centre.
pub async fn waits(tx: &mut Tx, centre: &CentreId) -> StoreResult<Vec<Span>> {
    let rows = sqlx::query(
        "select figure_id, waited_ms from live_figure where centre_id = $1 and became = 'taken' \
         order by figure_id desc limit $2",
    )
    .bind(centre.as_str())
    .bind(RECENT)
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| Ok(Span::from_millis(Columns::of(TABLE, row).number("waited_ms")?)))
}

/// All of them, in no order.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<LiveFigure>> {
    let rows = sqlx::query(
        "select figure_id, month, centre_id, topic_id, became, waited_ms, talked_ms from live_figure",
    )
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, figure)
}

fn figure(row: &AnyRow) -> StoreResult<LiveFigure> {
    let row = Columns::of(TABLE, row);
    Ok(LiveFigure {
        month: row.parsed("month")?,
        centre: row.parsed("centre_id")?,
        became: row.parsed("became")?,
        waited: Span::from_millis(row.number("waited_ms")?),
        talked: row.optional_number("talked_ms")?.map(Span::from_millis),
    })
}
