//! Cases that are being erased: from the commit that makes a case a tombstone until nothing leads to a person.

use std::collections::{BTreeMap, BTreeSet};

use routing::{CaseId, CentreId, RoomId, SeekerId, Timestamp};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;

use super::{StoreResult, Tx, column::Columns, damage};

const TABLE: &str = "erasure";

/// An erasure under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The case.
    pub case: CaseId,
    /// Its room, if it has one.
    pub room: Option<RoomId>,
    /// Since when.
    pub since: Timestamp,
    /// What the tombstone does not say and the erasure still needs.
    pub left: Left,
}

/// What is needed until the end, sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Who asked, to be told when it is done.
    pub seeker: SeekerId,
    /// Whose custodian speaks and holds keys.
    pub centre: CentreId,
    /// Whether the seeker wanted it; else its time was over.
    pub wished: bool,
    /// Whether it goes on elsewhere, where it has begun anew.
    #[serde(default)]
    pub moved: bool,
    /// The localpart of the alias under which the room was being made.
    pub claim: Option<String>,
    /// Whether a platform's Lotse made the room: there only our own people are ours to take out.
    #[serde(default)]
    pub far: Option<routing::Far>,
    /// Who else has a copy, and what those know of it.
    #[serde(default)]
    pub elsewhere: Elsewhere,
}

/// Copies of a room that are not ours to purge, and whether those who have them were told that the case is over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// Servers of others that had somebody in the room or invited, each with how far our homeserver had something to send there
    /// from this room before people were taken out.
    pub servers: BTreeMap<String, Option<i64>>,
    /// Whether all of them have heard of it, or were waited for long enough.
    pub waited: bool,
    /// Those of which that is not known.
    pub deaf: BTreeSet<String>,
    /// Whether the other Lotse of the case has said that it has erased its part.
    pub erased: bool,
}

/// Writes down that an erasure begins.
pub async fn begin(tx: &mut Tx, erasure: &Erasure) -> StoreResult<()> {
    let body = tx.vault().seal(&erasure.left)?;
    sqlx::query("insert into erasure (case_id, room_id, since_ms, body) values ($1, $2, $3, $4)")
        .bind(erasure.case.as_str())
        .bind(erasure.room.as_ref().map(RoomId::as_str))
        .bind(erasure.since.millis())
        .bind(body)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The erasure of this case, unless it is over.
pub async fn of_case(tx: &mut Tx, case: &CaseId) -> StoreResult<Option<Erasure>> {
    let row = sqlx::query("select case_id, room_id, since_ms, body from erasure where case_id = $1")
        .bind(case.as_str())
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| erasure(tx, &row)).transpose()
}

/// The erasure of the case with this room, unless it is over.
pub async fn of_room(tx: &mut Tx, room: &RoomId) -> StoreResult<Option<Erasure>> {
    let row = sqlx::query("select case_id, room_id, since_ms, body from erasure where room_id = $1")
        .bind(room.as_str())
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| erasure(tx, &row)).transpose()
}

/// Writes down what became known meanwhile.
pub async fn note(tx: &mut Tx, erasure: &Erasure) -> StoreResult<()> {
    let body = tx.vault().seal(&erasure.left)?;
    sqlx::query("update erasure set body = $2 where case_id = $1")
        .bind(erasure.case.as_str())
        .bind(body)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whether a room is that of a case whose erasure is under way.
pub async fn is_of_case(tx: &mut Tx, room: &RoomId) -> StoreResult<bool> {
    let row = sqlx::query("select room_id from erasure where room_id = $1")
        .bind(room.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// Whether a room belongs to an erasure, or still has to be purged.
pub async fn concerns(tx: &mut Tx, room: &RoomId) -> StoreResult<bool> {
    let row = sqlx::query(
        "select room_id from erasure where room_id = $1 union all select subject from purge where subject = $1",
    )
    .bind(room.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.is_some())
}

/// Writes down which room a case had after all: it was being made.
pub async fn set_room(tx: &mut Tx, case: &CaseId, room: &RoomId) -> StoreResult<()> {
    sqlx::query("update erasure set room_id = $2 where case_id = $1")
        .bind(case.as_str())
        .bind(room.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// All erasures under way, the oldest first.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<Erasure>> {
    let rows = sqlx::query("select case_id, room_id, since_ms, body from erasure order by since_ms, case_id")
        .fetch_all(tx.conn())
        .await?;
    damage::readable(&rows, |row| erasure(tx, row))
}

/// The erasure is over: nothing of it stays.
pub async fn end(tx: &mut Tx, case: &CaseId) -> StoreResult<()> {
    sqlx::query("delete from erasure where case_id = $1").bind(case.as_str()).execute(tx.conn()).await?;
    Ok(())
}

fn erasure(tx: &Tx, row: &AnyRow) -> StoreResult<Erasure> {
    let row = Columns::of(TABLE, row);
    Ok(Erasure {
        case: row.parsed("case_id")?,
        room: row.optional_parsed("room_id")?,
        since: row.moment("since_ms")?,
        left: row.unsealed("body", tx.vault())?,
    })
}
