//! The one message in each Team room that says what waits today.

use routing::{CentreId, EventId, RoomId, Timestamp};

use super::{StoreResult, Tx, column::Columns, damage};

const TABLE: &str = "today";

/// A centre's message as it stands in its room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// In which room.
    pub room: RoomId,
    /// The message.
    pub event: EventId,
    /// Its latest edit.
    pub edit: Option<EventId>,
    /// A keyed hash of what it says; empty, if that is not known.
    pub said: String,
    /// When that was.
    pub edited: Timestamp,
}

/// What is shown in a centre; nothing, if nothing was yet, or if its row cannot be read: then there is a new message.
pub async fn of(tx: &mut Tx, centre: &CentreId) -> StoreResult<Option<Shown>> {
    let row = sqlx::query(
        "select centre_id, room_id, event_id, edit_id, said, edited_ms from today where centre_id = $1",
    )
    .bind(centre.as_str())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    match read(&Columns::of(TABLE, &row)) {
        Ok(shown) => Ok(Some(shown)),
        Err(error) if damage::is_told(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

fn read(row: &Columns<'_>) -> StoreResult<Shown> {
    Ok(Shown {
        room: row.parsed("room_id")?,
        event: row.parsed("event_id")?,
        edit: row.optional_parsed("edit_id")?,
        said: row.text("said")?,
        edited: row.moment("edited_ms")?,
    })
}

/// Remembers what is shown.
pub async fn put(tx: &mut Tx, centre: &CentreId, shown: &Shown) -> StoreResult<()> {
    sqlx::query(
        "insert into today (centre_id, room_id, event_id, edit_id, said, edited_ms) values ($1, $2, $3, $4, $5, $6) \
         on conflict (centre_id) do update set room_id = excluded.room_id, event_id = excluded.event_id, \
         edit_id = excluded.edit_id, said = excluded.said, edited_ms = excluded.edited_ms",
    )
    .bind(centre.as_str())
    .bind(shown.room.as_str())
    .bind(shown.event.as_str())
    .bind(shown.edit.as_ref().map(EventId::as_str))
    .bind(shown.said.as_str())
    .bind(shown.edited.millis())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A centre is gone, or its room is.
pub async fn forget(tx: &mut Tx, centre: &CentreId) -> StoreResult<()> {
    sqlx::query("delete from today where centre_id = $1").bind(centre.as_str()).execute(tx.conn()).await?;
    Ok(())
}
