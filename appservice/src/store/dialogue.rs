//! Where the talk with somebody in a reception chat stands, sealed.

use routing::{RoomId, Timestamp};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    StoreResult, Tx,
    column::{Columns, one_row},
    damage,
};

const TABLE: &str = "dialogue";

/// A dialogue, as far as it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialogue<T> {
    /// Where it stands.
    pub state: T,
    /// Which writing of it this is; 0 before the first.
    pub version: i64,
    /// When it last went on.
    pub updated_at: Timestamp,
}

/// The dialogue in this room.
pub async fn load<T: DeserializeOwned>(tx: &mut Tx, room: &RoomId) -> StoreResult<Option<Dialogue<T>>> {
    let row = sqlx::query("select room_id, version, updated_ms, body from dialogue where room_id = $1")
        .bind(room.as_str())
        .fetch_optional(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let row = Columns::of(TABLE, &row);
    Ok(Some(Dialogue {
        state: row.unsealed("body", tx.vault())?,
        version: row.number("version")?,
        updated_at: row.moment("updated_ms")?,
    }))
}

/// The dialogue in this room, for whoever goes on with it. One that cannot be read is forgotten, so that whoever writes is not
/// left without an answer: they begin anew.
pub async fn take_up<T: DeserializeOwned>(tx: &mut Tx, room: &RoomId) -> StoreResult<Option<Dialogue<T>>> {
    match load(tx, room).await {
        Err(error) if damage::is_told(&error) => forget(tx, room).await.map(|()| None),
        known => known,
    }
}

/// The dialogue in this room, for whoever only wants to know of it: one that cannot be read is as good as none.
pub async fn seen<T: DeserializeOwned>(tx: &mut Tx, room: &RoomId) -> StoreResult<Option<Dialogue<T>>> {
    match load(tx, room).await {
        Err(error) if damage::is_told(&error) => Ok(None),
        known => known,
    }
}

/// Writes where the dialogue stands, unless somebody else wrote since `version` was read (0: there was none): then
/// [`super::StoreError::Stale`]. Gives the new version.
pub async fn save<T: Serialize + Sync>(
    tx: &mut Tx,
    room: &RoomId,
    state: &T,
    version: i64,
    now: Timestamp,
) -> StoreResult<i64> {
    let body = tx.vault().seal(state)?;
    let text = if version == 0 {
        "insert into dialogue (room_id, version, updated_ms, body) values ($1, $2 + 1, $3, $4) \
         on conflict (room_id) do nothing"
    } else {
        "update dialogue set version = version + 1, updated_ms = $3, body = $4 where room_id = $1 and version = $2"
    };
    let written = sqlx::query(text)
        .bind(room.as_str())
        .bind(version)
        .bind(now.millis())
        .bind(body)
        .execute(tx.conn())
        .await?;
    one_row(&written, TABLE, room.as_str())?;
    Ok(version + 1)
}

/// Forgets the dialogue in this room. It is fine if there was none.
pub async fn forget(tx: &mut Tx, room: &RoomId) -> StoreResult<()> {
    sqlx::query("delete from dialogue where room_id = $1").bind(room.as_str()).execute(tx.conn()).await?;
    Ok(())
}
