//! Cases. What identifies a person is sealed in the body; columns hold what is searched, as keyed hashes where needed.

mod find;
mod pseudonym;

use routing::{Case, CaseId, CentreId, RoomId, State, Timestamp};
use sqlx::any::AnyRow;

pub use self::find::{
    Digest, Page, Stage, by_id, by_pseudonym, by_reference, by_room, by_told_reference, centres,
    centres_with, closed_of_counsellor, counts, digests, due, ids_of_centre, is_seeker, load, not_erased,
    of_any_centre, of_centre, of_counsellor, of_seeker, page, running,
};
pub use self::pseudonym::{PseudonymKey, complete};
use super::{
    StoreError, StoreResult, Tx,
    column::{Columns, one_row},
    room::{self, RoomKind},
    stirs::Stir,
};
use crate::store::vault::Vault;

const TABLE: &str = "counselling_case";
/// What a [`Stored`] case is read from; the primary key comes first.
macro_rules! columns {
    () => {
        "case_id, body, room_id, claim, looked_ms, due_ms, version"
    };
}
use columns;

/// A case as it stands in the database. Change the parts, then [`save`].
#[derive(Clone, Debug)]
pub struct Stored {
    /// The case.
    pub case: Case,
    /// Its room, once there is one.
    pub room: Option<RoomId>,
    /// The localpart of the alias under which its room is being made.
    pub claim: Option<String>,
    /// Up to when what happens by itself has been done.
    pub looked: Timestamp,
    /// When something happens by itself next.
    pub due: Option<Timestamp>,
    version: i64,
    /// Whose case it was when it was read.
    was: CentreId,
}

impl Stored {
    /// How often the case was written.
    pub fn version(&self) -> i64 {
        self.version
    }
}

/// What became of a new case.
#[derive(Clone, Debug)]
pub enum Insertion {
    /// It stands in the database.
    Made(Box<Stored>),
    /// Another case has its reference: take another one.
    ReferenceTaken,
}

impl Stored {
    /// Whether no other homeserver can ever enter the case's room.
    pub async fn is_enclosed(&self, tx: &mut Tx) -> StoreResult<bool> {
        match &self.room {
            Some(room) => room::is_enclosed(tx, room).await,
            None => Ok(false),
        }
    }
}

/// Writes a new case down.
pub async fn insert(tx: &mut Tx, case: Case, due: Option<Timestamp>) -> StoreResult<Insertion> {
    let facts = Facts::of(&case, tx.vault())?;
    let written = sqlx::query(
        "insert into counselling_case (case_id, reference, centre_id, topic_id, seeker_key, counsellor_key, state, \
         version, opened_ms, asked_ms, accepted_ms, closed_ms, due_ms, body, looked_ms, pseudonym_key) \
         values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $12, $13, $8, $14) on conflict (reference) do nothing",
    )
    .bind(case.id.as_str())
    .bind(case.reference.as_str())
    .bind(case.centre.as_str())
    .bind(case.topic.as_str())
    .bind(facts.seeker_key)
    .bind(facts.counsellor_key)
    .bind(case.state.code())
    .bind(case.opened_at.millis())
    .bind(facts.asked_ms)
    .bind(facts.accepted_ms)
    .bind(facts.closed_ms)
    .bind(due.map(Timestamp::millis))
    .bind(facts.body)
    .bind(facts.pseudonym_key)
    .execute(tx.conn())
    .await?;
    if written.rows_affected() == 0 {
        return Ok(Insertion::ReferenceTaken);
    }
    let (looked, was) = (case.opened_at, case.centre.clone());
    tx.stir(Stir::Centre(was.clone()));
    Ok(Insertion::Made(Box::new(Stored { case, room: None, claim: None, looked, due, version: 1, was })))
}

/// Writes a changed case, unless somebody else wrote it since it was read: then [`StoreError::Stale`]. An erased case
/// keeps the times of its steps, and nothing that leads to a person.
pub async fn save(tx: &mut Tx, stored: &mut Stored) -> StoreResult<()> {
    let case = &stored.case;
    let facts = Facts::of(case, tx.vault())?;
    let written = sqlx::query(
        "update counselling_case set centre_id = $3, topic_id = $4, seeker_key = $5, counsellor_key = $6, \
         room_id = $7, claim = $8, state = $9, due_ms = $10, body = $11, looked_ms = $15, pseudonym_key = $16, \
         version = version + 1, \
         asked_ms = case when $9 = 'erased' then asked_ms else $12 end, \
         accepted_ms = case when $9 = 'erased' then accepted_ms else $13 end, \
         closed_ms = case when $9 = 'erased' then closed_ms else $14 end \
         where case_id = $1 and version = $2",
    )
    .bind(case.id.as_str())
    .bind(stored.version)
    .bind(case.centre.as_str())
    .bind(case.topic.as_str())
    .bind(facts.seeker_key)
    .bind(facts.counsellor_key)
    .bind(stored.room.as_ref().map(RoomId::as_str))
    .bind(stored.claim.as_deref())
    .bind(case.state.code())
    .bind(stored.due.map(Timestamp::millis))
    .bind(facts.body)
    .bind(facts.asked_ms)
    .bind(facts.accepted_ms)
    .bind(facts.closed_ms)
    .bind(stored.looked.millis())
    .bind(facts.pseudonym_key)
    .execute(tx.conn())
    .await?;
    one_row(&written, TABLE, case.id.as_str())?;
    stored.version += 1;
    let was = std::mem::replace(&mut stored.was, stored.case.centre.clone());
    tx.stir(Stir::Centre(was));
    tx.stir(Stir::Centre(stored.was.clone()));
    Ok(())
}

/// Claims the case's room under a random alias before it is made. Gives the alias that counts: an earlier claim stands.
pub async fn claim_room(tx: &mut Tx, stored: &mut Stored, alias: &str) -> StoreResult<String> {
    if let Some(claim) = &stored.claim {
        return Ok(claim.clone());
    }
    stored.claim = Some(alias.to_owned());
    save(tx, stored).await?;
    Ok(alias.to_owned())
}

/// Gives the case its room, and remembers the room as the case's.
pub async fn set_room(tx: &mut Tx, stored: &mut Stored, room: &RoomId, now: Timestamp) -> StoreResult<()> {
    let kind = RoomKind::Case(stored.case.id.clone());
    if let room::Recorded::Already(other) = room::record(tx, room, &kind, now).await?
        && other != *room
    {
        return Err(StoreError::Inconsistent {
            table: TABLE,
            id: stored.case.id.as_str().to_owned(),
            what: "it has another room already".to_owned(),
        });
    }
    stored.room = Some(room.clone());
    save(tx, stored).await
}

/// The columns that follow from a case.
struct Facts {
    seeker_key: Option<String>,
    counsellor_key: Option<String>,
    asked_ms: Option<i64>,
    accepted_ms: Option<i64>,
    closed_ms: Option<i64>,
    pseudonym_key: Option<String>,
    body: Vec<u8>,
}

impl Facts {
    fn of(case: &Case, vault: &Vault) -> StoreResult<Self> {
        let accepted = case.accepted();
        let asked_at = match &case.state {
            State::Asked { asked_at, .. } | State::Closed { asked: Some((_, asked_at)), .. } => {
                Some(*asked_at)
            }
            _ => accepted.map(|accepted| accepted.asked_at),
        };
        let closed_at = match &case.state {
            State::Closed { closed_at, .. } => Some(*closed_at),
            _ => None,
        };
        Ok(Self {
            seeker_key: case.seeker().map(|seeker| seeker_key(vault, seeker.as_str())),
            counsellor_key: case.holder().map(|holder| counsellor_key(vault, holder.as_str())),
            asked_ms: asked_at.map(Timestamp::millis),
            accepted_ms: accepted.map(|accepted| accepted.accepted_at.millis()),
            closed_ms: closed_at.map(Timestamp::millis),
            pseudonym_key: pseudonym::key_of(case, vault),
            body: vault.seal(case)?,
        })
    }
}

fn seeker_key(vault: &Vault, user: &str) -> String {
    vault.fingerprint("counselling_case.seeker", user)
}

fn counsellor_key(vault: &Vault, user: &str) -> String {
    vault.fingerprint("counselling_case.counsellor", user)
}

fn stored(row: &AnyRow, vault: &Vault) -> StoreResult<Stored> {
    let row = Columns::of(TABLE, row);
    let case: Case = row.unsealed("body", vault)?;
    if case.id != row.parsed::<CaseId>("case_id")? {
        return Err(row.fault("its sealed body belongs to another case".to_owned()));
    }
    let was = case.centre.clone();
    Ok(Stored {
        was,
        case,
        room: row.optional_parsed("room_id")?,
        claim: row.optional_text("claim")?,
        looked: row.moment("looked_ms")?,
        due: row.optional_moment("due_ms")?,
        version: row.number("version")?,
    })
}
