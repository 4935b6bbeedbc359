//! Appointments: of each case at most one, and of each counsellor never two at the same time. Which time is whose is decided by one
//! conditional write: the cells of five minutes that it fills.

use routing::{CaseId, CentreId, CounsellorId, EventId, Slot, Timestamp};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;

use super::{
    StoreResult, Tx,
    column::{Columns, one_row},
    damage,
    setback::not_set_back,
    vault::Vault,
};

pub mod feed;
pub mod figure;
pub mod first;
pub mod hours;

const TABLE: &str = "appointment";

/// An appointment as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The case.
    pub case: CaseId,
    /// What is known of it.
    pub body: Body,
    /// When something follows by itself.
    pub due: Option<Timestamp>,
    version: i64,
}

/// What is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// With whom.
    pub counsellor: CounsellorId,
    /// Where they counsel.
    pub centre: CentreId,
    /// Names it in calendars; made of chance.
    pub uid: String,
    /// How often what calendars know of it has changed.
    pub sequence: u32,
    /// Times to choose from, numbered from 1.
    pub offered: Vec<Slot>,
    /// In which event they are offered, once it is said.
    pub asked_in: Option<EventId>,
    /// The time that holds.
    pub booked: Option<Slot>,
    /// Up to when what follows by itself has followed.
    pub looked: Timestamp,
}

impl Body {
    /// The word in the column.
    fn state(&self) -> &'static str {
        if self.booked.is_some() { "booked" } else { "offered" }
    }
}

/// Whether a time is somebody's now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taking {
    /// It is.
    Won,
    /// It is somebody else's already: roll back.
    Taken,
}

/// The appointment of this case.
pub async fn of_case(tx: &mut Tx, case: &CaseId) -> StoreResult<Option<Stored>> {
    let row = sqlx::query("select case_id, due_ms, version, body from appointment where case_id = $1")
        .bind(case.as_str())
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| stored(&row, tx.vault())).transpose()
}

/// All of one counsellor, in no order.
pub async fn of_counsellor(tx: &mut Tx, counsellor: &CounsellorId) -> StoreResult<Vec<Stored>> {
    let key = key(tx.vault(), counsellor);
    let rows =
        sqlx::query("select case_id, due_ms, version, body from appointment where counsellor_key = $1")
            .bind(key)
            .fetch_all(tx.conn())
            .await?;
    let vault = tx.vault();
    damage::readable(&rows, |row| stored(row, vault))
}

/// At most `limit` cases for whose appointment it is time, the longest overdue first.
pub async fn due(tx: &mut Tx, now: Timestamp, limit: u32) -> StoreResult<Vec<CaseId>> {
    let rows = sqlx::query(concat!(
        "select case_id from appointment where due_ms <= $1",
        not_set_back!("appointment", "appointment.case_id", "$1"),
        " order by due_ms, case_id limit $2"
    ))
    .bind(now.millis())
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| Columns::of(TABLE, row).parsed("case_id"))
}

/// A new appointment of a case that has none; [`super::StoreError::Stale`] if it has one.
pub async fn insert(tx: &mut Tx, case: &CaseId, body: &Body, due: Option<Timestamp>) -> StoreResult<()> {
    let (key, sealed) = (key(tx.vault(), &body.counsellor), tx.vault().seal(body)?);
    let written = sqlx::query(
        "insert into appointment (case_id, counsellor_key, state, due_ms, version, body) \
         values ($1, $2, $3, $4, 1, $5) on conflict (case_id) do nothing",
    )
    .bind(case.as_str())
    .bind(key)
    .bind(body.state())
    .bind(due.map(Timestamp::millis))
    .bind(sealed)
    .execute(tx.conn())
    .await?;
    one_row(&written, TABLE, case.as_str())
}

/// Writes an appointment over the one that was read; [`super::StoreError::Stale`] if it is not so any more.
pub async fn save(tx: &mut Tx, stored: &mut Stored) -> StoreResult<()> {
    let key = key(tx.vault(), &stored.body.counsellor);
    let sealed = tx.vault().seal(&stored.body)?;
    let written = sqlx::query(
        "update appointment set counsellor_key = $2, state = $3, due_ms = $4, version = version + 1, body = $5 \
         where case_id = $1 and version = $6",
    )
    .bind(stored.case.as_str())
    .bind(key)
    .bind(stored.body.state())
    .bind(stored.due.map(Timestamp::millis))
    .bind(sealed)
    .bind(stored.version)
    .execute(tx.conn())
    .await?;
    one_row(&written, TABLE, stored.case.as_str())?;
    stored.version += 1;
    Ok(())
}

/// Takes a time of a counsellor for a case, and lets go of what the case had before: one conditional write. [`Taking::Taken`] needs a
/// rollback, since some of it may be written.
pub async fn take(tx: &mut Tx, case: &CaseId, counsellor: &CounsellorId, slot: &Slot) -> StoreResult<Taking> {
    let_go(tx, case).await?;
    let key = key(tx.vault(), counsellor);
    // Always in the same order: two that overlap wait for one another, and never both.
    for cell in slot.cells() {
        let written = sqlx::query(
            "insert into appointment_cell (counsellor_key, cell, case_id) values ($1, $2, $3) \
             on conflict (counsellor_key, cell) do nothing",
        )
        .bind(&key)
        .bind(cell)
        .bind(case.as_str())
        .execute(tx.conn())
        .await?;
        if written.rows_affected() != 1 {
            return Ok(Taking::Taken);
        }
    }
    Ok(Taking::Won)
}

/// The time that a case has is free again.
pub async fn let_go(tx: &mut Tx, case: &CaseId) -> StoreResult<()> {
    sqlx::query("delete from appointment_cell where case_id = $1")
        .bind(case.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Ends the appointment that was read; [`super::StoreError::Stale`] if it is not so any more.
pub async fn end(tx: &mut Tx, stored: &Stored) -> StoreResult<()> {
    let written = sqlx::query("delete from appointment where case_id = $1 and version = $2")
        .bind(stored.case.as_str())
        .bind(stored.version)
        .execute(tx.conn())
        .await?;
    one_row(&written, TABLE, stored.case.as_str())?;
    let_go(tx, &stored.case).await
}

/// The case has changed: its appointment is looked at in the next round.
pub async fn look_at(tx: &mut Tx, case: &CaseId) -> StoreResult<()> {
    // Whoever has read it before must read it anew, or would write over the wish to look.
    sqlx::query("update appointment set due_ms = 0, version = version + 1 where case_id = $1")
        .bind(case.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Forgets everything about a case, when it is erased.
pub async fn forget(tx: &mut Tx, case: &CaseId) -> StoreResult<()> {
    sqlx::query("delete from appointment where case_id = $1").bind(case.as_str()).execute(tx.conn()).await?;
    let_go(tx, case).await
}

/// How somebody stands in these tables.
pub fn key(vault: &Vault, counsellor: &CounsellorId) -> String {
    vault.fingerprint("appointment.counsellor", counsellor.as_str())
}

fn stored(row: &AnyRow, vault: &Vault) -> StoreResult<Stored> {
    let row = Columns::of(TABLE, row);
    Ok(Stored {
        case: row.parsed("case_id")?,
        body: row.unsealed("body", vault)?,
        due: row.optional_moment("due_ms")?,
        version: row.number("version")?,
    })
}
