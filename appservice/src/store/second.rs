//! What a second person must confirm at the desk, and what became of it.

use routing::{CarrierId, CentreId, CounsellorId, Reference, Span, Timestamp};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;

use super::{StoreResult, Tx, column::Columns, damage};
use crate::store::vault::Vault;

const TABLE: &str = "second_request";
/// What a [`Request`] is read from; the primary key comes first.
macro_rules! columns {
    () => {
        "request_id, body, asked_ms, until_ms, decided_ms"
    };
}

/// What exactly is asked for, with what was true of it then: if that is another thing when it is confirmed, the request is void.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Wanted {
    /// Somebody is to be of the Referat.
    NameReferat {
        /// Who.
        who: CounsellorId,
        /// The identity that counted for them, in base64, if any was known.
        identity: Option<String>,
    },
    /// Somebody is to act for a carrier.
    NameCarrier {
        /// Which one.
        carrier: CarrierId,
        /// Who.
        who: CounsellorId,
        /// The identity that counted for them, in base64, if any was known.
        identity: Option<String>,
    },
    /// A case is to be kept from erasure no longer.
    LiftHold {
        /// The case's centre.
        centre: CentreId,
        /// The case.
        reference: Reference,
        /// Since when it is kept.
        since: Timestamp,
        /// By whom, as they said.
        by: String,
        /// Why, as they said.
        reason: String,
    },
    /// The trail is to be handed out as a file.
    ExportTrail {
        /// Of which centre; of all without one.
        centre: Option<CentreId>,
        /// Up to which entry.
        upto: i64,
    },
}

impl Wanted {
    /// The stable word in the trail.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NameReferat { .. } => "name_referat",
            Self::NameCarrier { .. } => "name_carrier",
            Self::LiftHold { .. } => "lift_hold",
            Self::ExportTrail { .. } => "export_trail",
        }
    }

    /// Of one of these there is one open request: of one person, of one case, of one centre's trail.
    fn subject(&self) -> String {
        match self {
            Self::NameReferat { who, .. } => format!("{}:{who}", self.code()),
            Self::NameCarrier { carrier, who, .. } => format!("{}:{carrier}:{who}", self.code()),
            Self::LiftHold { reference, .. } => about_case(reference),
            Self::ExportTrail { centre, .. } => {
                format!("{}:{}", self.code(), centre.as_ref().map_or("", CentreId::as_str))
            }
        }
    }
}

fn about_case(reference: &Reference) -> String {
    format!("lift_hold:{reference}")
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A second person said yes, and it was done.
    Confirmed,
    /// A second person said no.
    Declined,
    /// Whoever asked took it back.
    Withdrawn,
    /// What it was about has changed meanwhile, or whoever asked may not any more.
    Void,
    /// Nobody decided in time.
    Late,
}

/// What is sealed of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// What exactly.
    pub wanted: Wanted,
    /// Why.
    pub reason: String,
    /// Who asks.
    pub by: CounsellorId,
    /// Who decided, if somebody did.
    pub decided_by: Option<CounsellorId>,
    /// What became of it.
    pub outcome: Option<Outcome>,
}

/// A request as it stands in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its id, a ULID.
    pub id: String,
    /// What, why, by whom.
    pub body: Body,
    /// When it was asked.
    pub asked: Timestamp,
    /// The first moment at which nobody can confirm it any more.
    pub until: Timestamp,
    /// When it was decided.
    pub decided: Option<Timestamp>,
}

/// Writes a new request down. Says no if there is an open one about the same.
pub async fn insert(tx: &mut Tx, request: &Request) -> StoreResult<bool> {
    let subject = tx.vault().fingerprint("second_request.subject", &request.body.wanted.subject());
    let body = tx.vault().seal(&request.body)?;
    let written = sqlx::query(
        "insert into second_request (request_id, subject_key, body, asked_ms, until_ms) \
         values ($1, $2, $3, $4, $5) on conflict do nothing",
    )
    .bind(&request.id)
    .bind(subject)
    .bind(body)
    .bind(request.asked.millis())
    .bind(request.until.millis())
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() > 0)
}

/// The request with this id.
pub async fn by_id(tx: &mut Tx, id: &str) -> StoreResult<Option<Request>> {
    let row = sqlx::query(concat!("select ", columns!(), " from second_request where request_id = $1"))
        .bind(id)
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| request(&row, tx.vault())).transpose()
}

/// What nobody has decided yet, the oldest first; also what is too late.
pub async fn open(tx: &mut Tx) -> StoreResult<Vec<Request>> {
    let rows = sqlx::query(concat!(
        "select ",
        columns!(),
        " from second_request where decided_ms is null order by asked_ms, request_id"
    ))
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| request(row, tx.vault()))
}

/// At most `limit` requests that were decided, the last asked first.
pub async fn decided(tx: &mut Tx, limit: u32) -> StoreResult<Vec<Request>> {
    let rows = sqlx::query(concat!(
        "select ",
        columns!(),
        " from second_request where decided_ms is not null order by asked_ms desc, request_id desc limit $1"
    ))
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| request(row, tx.vault()))
}

/// A request is decided. Says no if it was already: of two at once one counts.
pub async fn decide(
    tx: &mut Tx,
    request: &Request,
    (outcome, by): (Outcome, Option<&CounsellorId>),
    now: Timestamp,
) -> StoreResult<bool> {
    let body = Body { outcome: Some(outcome), decided_by: by.cloned(), ..request.body.clone() };
    let body = tx.vault().seal(&body)?;
    let written = sqlx::query(
        "update second_request set body = $2, decided_ms = $3 where request_id = $1 and decided_ms is null",
    )
    .bind(&request.id)
    .bind(body)
    .bind(now.millis())
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() > 0)
}

/// Forgets what was asked about a case that is erased: reasons may say something about its seeker.
pub async fn forget(tx: &mut Tx, reference: &Reference) -> StoreResult<()> {
    let subject = tx.vault().fingerprint("second_request.subject", &about_case(reference));
    sqlx::query("delete from second_request where subject_key = $1").bind(subject).execute(tx.conn()).await?;
    Ok(())
}

/// Forgets at most `limit` requests that were decided so long ago: the trail remembers them. How many.
pub async fn prune(tx: &mut Tx, now: Timestamp, after: Span, limit: u32) -> StoreResult<u64> {
    let gone = sqlx::query(
        "delete from second_request where request_id in (select request_id from second_request \
         where decided_ms is not null and asked_ms < $1 order by asked_ms limit $2)",
    )
    .bind(now.minus(after).millis())
    .bind(i64::from(limit))
    .execute(tx.conn())
    .await?;
    Ok(gone.rows_affected())
}

fn request(row: &AnyRow, vault: &Vault) -> StoreResult<Request> {
    let row = Columns::of(TABLE, row);
    Ok(Request {
        id: row.text("request_id")?,
        body: row.unsealed("body", vault)?,
        asked: row.moment("asked_ms")?,
        until: row.moment("until_ms")?,
        decided: row.optional_moment("decided_ms")?,
    })
}
