//! The messages in Erstanfragen that show an enquiry.

use routing::{CaseId, EventId, RoomId};
use sqlx::any::AnyRow;

use super::{
    StoreResult, Tx,
    column::{Columns, one_row},
};

const TABLE: &str = "card";

/// A card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The message that is the card.
    pub event: EventId,
    /// The room in which it stands.
    pub room: RoomId,
    /// The case that it shows.
    pub case: CaseId,
    /// What it is good for.
    pub state: CardState,
}

/// What a card is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardState {
    /// Somebody may accept by it.
    Active,
    /// Its enquiry is taken or gone elsewhere; the message is still to be redacted.
    Taken,
    /// The message is redacted.
    Removed,
}

/// What became of a new card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Posted {
    /// It is the case's active card.
    New,
    /// The case has an active card already.
    Already(Card),
}

/// Remembers a card. A case has one active card at most.
pub async fn post(tx: &mut Tx, event: &EventId, room: &RoomId, case: &CaseId) -> StoreResult<Posted> {
    let written = sqlx::query(
        "insert into card (event_id, room_id, case_id, state) values ($1, $2, $3, 'active') on conflict do nothing",
    )
    .bind(event.as_str())
    .bind(room.as_str())
    .bind(case.as_str())
    .execute(tx.conn())
    .await?;
    if written.rows_affected() == 1 {
        return Ok(Posted::New);
    }
    if let Some(card) = by_event(tx, room, event).await? {
        return Ok(Posted::Already(card));
    }
    let card = of_case(tx, case).await?;
    card.map(Posted::Already)
        .ok_or_else(|| super::StoreError::Stale { table: TABLE, id: event.as_str().to_owned() })
}

/// The card that is this message, active or not.
pub async fn by_event(tx: &mut Tx, room: &RoomId, event: &EventId) -> StoreResult<Option<Card>> {
    let row = sqlx::query(
        "select event_id, room_id, case_id, state from card where event_id = $1 and room_id = $2",
    )
    .bind(event.as_str())
    .bind(room.as_str())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(card).transpose()
}

/// The case's active card.
pub async fn of_case(tx: &mut Tx, case: &CaseId) -> StoreResult<Option<Card>> {
    let row = sqlx::query(
        "select event_id, room_id, case_id, state from card where case_id = $1 and state = 'active'",
    )
    .bind(case.as_str())
    .fetch_optional(tx.conn())
    .await?;
    row.as_ref().map(card).transpose()
}

/// Remembers an edit of the case's card: it shows what the card shows, and goes when the card goes.
pub async fn edit(tx: &mut Tx, event: &EventId, room: &RoomId, case: &CaseId) -> StoreResult<()> {
    sqlx::query(
        "insert into card (event_id, room_id, case_id, state) values ($1, $2, $3, 'taken') on conflict do nothing",
    )
    .bind(event.as_str())
    .bind(room.as_str())
    .bind(case.as_str())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// All messages that still show the case: its card, and edits of it.
pub async fn live_of(tx: &mut Tx, case: &CaseId) -> StoreResult<Vec<Card>> {
    let rows = sqlx::query(
        "select event_id, room_id, case_id, state from card where case_id = $1 and state <> 'removed' \
         order by event_id",
    )
    .bind(case.as_str())
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(card).collect()
}

/// Records that nobody can accept by this card any more.
pub async fn taken(tx: &mut Tx, event: &EventId) -> StoreResult<()> {
    let written = sqlx::query("update card set state = 'taken' where event_id = $1 and state = 'active'")
        .bind(event.as_str())
        .execute(tx.conn())
        .await?;
    one_row(&written, TABLE, event.as_str())
}

/// Records that the card's message is redacted. The row stays, so that a late click can be answered.
pub async fn removed(tx: &mut Tx, event: &EventId) -> StoreResult<()> {
    let written = sqlx::query("update card set state = 'removed' where event_id = $1")
        .bind(event.as_str())
        .execute(tx.conn())
        .await?;
    one_row(&written, TABLE, event.as_str())
}

/// Forgets all cards of a case, when it is erased.
pub async fn forget(tx: &mut Tx, case: &CaseId) -> StoreResult<()> {
    sqlx::query("delete from card where case_id = $1").bind(case.as_str()).execute(tx.conn()).await?;
    Ok(())
}

fn card(row: &AnyRow) -> StoreResult<Card> {
    let row = Columns::of(TABLE, row);
    let state = match row.text("state")?.as_str() {
        "active" => CardState::Active,
        "taken" => CardState::Taken,
        "removed" => CardState::Removed,
        other => return Err(row.fault(format!("state: {other}"))),
    };
    Ok(Card {
        event: row.parsed("event_id")?,
        room: row.parsed("room_id")?,
        case: row.parsed("case_id")?,
        state,
    })
}
