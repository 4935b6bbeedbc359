//! Which wording of a centre's data-protection notice somebody has agreed to.

use routing::{CaseId, CentreId, Reference, Timestamp};
use sqlx::{Row as _, any::AnyRow};

use super::{StoreResult, Tx, column::Columns, column::one_row, damage};

const TABLE: &str = "notice_version";

/// A wording that somebody has agreed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Whose notice it is.
    pub centre: CentreId,
    /// What it is called.
    pub version: String,
    /// When somebody agreed to it for the first time.
    pub since: Timestamp,
}

/// What somebody has agreed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Whose notice it was: the case may have gone to another centre since.
    pub centre: CentreId,
    /// What it is called.
    pub version: String,
    /// When they agreed.
    pub at: Timestamp,
    /// The wording.
    pub text: String,
}

/// Writes down to which wording the seeker of a new case has agreed, with the wording when it is the first time.
pub async fn agreed(
    tx: &mut Tx,
    (case, centre): (&CaseId, &CentreId),
    (version, text): (&str, &str),
    now: Timestamp,
) -> StoreResult<()> {
    sqlx::query(
        "insert into notice_version (centre_id, version, since_ms, body) values ($1, $2, $3, $4) on conflict do nothing",
    )
    .bind(centre.as_str())
    .bind(version)
    .bind(now.millis())
    .bind(text)
    .execute(tx.conn())
    .await?;
    let written = sqlx::query("update counselling_case set notice = $2 where case_id = $1")
        .bind(case.as_str())
        .bind(format!("{centre}/{version}"))
        .execute(tx.conn())
        .await?;
    one_row(&written, "counselling_case", case.as_str())
}

/// A case takes the place of another one: what its seeker agreed to then, and when, stands with this one, too.
pub async fn go_along(tx: &mut Tx, from: &CaseId, to: &CaseId) -> StoreResult<()> {
    let before =
        sqlx::query("select notice, coalesce(notice_ms, opened_ms) from counselling_case where case_id = $1")
            .bind(from.as_str())
            .fetch_optional(tx.conn())
            .await?;
    let Some(before) = before else { return Ok(()) };
    let (notice, at): (Option<String>, i64) = (before.try_get(0)?, before.try_get(1)?);
    let written = sqlx::query("update counselling_case set notice = $2, notice_ms = $3 where case_id = $1")
        .bind(to.as_str())
        .bind(notice.clone())
        .bind(notice.map(|_| at))
        .execute(tx.conn())
        .await?;
    one_row(&written, "counselling_case", to.as_str())
}

/// To what the seeker of a case has agreed; nothing, if there is no such case, or it is from before this was written down.
pub async fn of_case(tx: &mut Tx, reference: &Reference) -> StoreResult<Option<Consent>> {
    let row = sqlx::query(
        "select it.centre_id as id, it.centre_id, it.version, it.body, coalesce(asked.notice_ms, asked.opened_ms) as agreed_ms from counselling_case asked \
         join notice_version it on asked.notice = it.centre_id || '/' || it.version where asked.reference = $1",
    )
    .bind(reference.as_str())
    .fetch_optional(tx.conn())
    .await?;
    let consent = |row: AnyRow| {
        let row = Columns::of(TABLE, &row);
        Ok(Consent {
            centre: row.parsed("centre_id")?,
            version: row.text("version")?,
            at: row.moment("agreed_ms")?,
            text: row.text("body")?,
        })
    };
    row.map(consent).transpose()
}

/// All wordings, by centre, the first one first.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<Version>> {
    let rows = sqlx::query(
        "select centre_id as id, centre_id, version, since_ms from notice_version order by centre_id, since_ms, version",
    )
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row: &AnyRow| {
        let row = Columns::of(TABLE, row);
        Ok(Version {
            centre: row.parsed("centre_id")?,
            version: row.text("version")?,
            since: row.moment("since_ms")?,
        })
    })
}

/// A wording; nothing, if there is none of this name.
pub async fn text(tx: &mut Tx, centre: &CentreId, version: &str) -> StoreResult<Option<String>> {
    let row =
        sqlx::query("select centre_id as id, body from notice_version where centre_id = $1 and version = $2")
            .bind(centre.as_str())
            .bind(version)
            .fetch_optional(tx.conn())
            .await?;
    row.map(|row| Columns::of(TABLE, &row).text("body")).transpose()
}
