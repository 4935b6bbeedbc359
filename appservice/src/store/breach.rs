//! Promises that were broken, and who of the administration was told of them when. Which case it was stands in the log alone.

use routing::{CentreId, Timestamp};
use sqlx::any::AnyRow;

use super::{StoreResult, Tx, column::Columns, damage};
use crate::running::entropy;

const TABLE: &str = "breach";
const NOTICES: &str = "breach_notice";

/// A promise that was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// Whose.
    pub centre: CentreId,
    /// Since when somebody waited.
    pub since: Timestamp,
    /// When it was over.
    pub broken: Timestamp,
    /// Who was to be told, and when they were; nothing, if that has not succeeded yet.
    pub told: Vec<(String, Option<Timestamp>)>,
}

/// Writes down that a promise is broken, and gives for each of `whom` what [`told`] wants when they have been told.
pub async fn insert(
    tx: &mut Tx,
    centre: &CentreId,
    since: Timestamp,
    whom: &[&str],
    now: Timestamp,
) -> StoreResult<Vec<String>> {
    let breach = entropy::ulid(now.millis().unsigned_abs());
    sqlx::query("insert into breach (breach_id, centre_id, since_ms, broken_ms) values ($1, $2, $3, $4)")
        .bind(breach.as_str())
        .bind(centre.as_str())
        .bind(since.millis())
        .bind(now.millis())
        .execute(tx.conn())
        .await?;
    let mut notices = Vec::with_capacity(whom.len());
    for who in whom {
        let (notice, body) = (entropy::ulid(now.millis().unsigned_abs()), tx.vault().seal(who)?);
        sqlx::query("insert into breach_notice (notice_id, breach_id, body) values ($1, $2, $3)")
            .bind(notice.as_str())
            .bind(breach.as_str())
            .bind(body)
            .execute(tx.conn())
            .await?;
        notices.push(notice);
    }
    Ok(notices)
}

/// Somebody has been told.
pub async fn told(tx: &mut Tx, notice: &str, now: Timestamp) -> StoreResult<()> {
    sqlx::query("update breach_notice set told_ms = $2 where notice_id = $1 and told_ms is null")
        .bind(notice)
        .bind(now.millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The latest `limit` of all centres, the last one first.
pub async fn latest(tx: &mut Tx, limit: u32) -> StoreResult<Vec<Breach>> {
    let rows = sqlx::query(
        "select breach_id, centre_id, since_ms, broken_ms from breach order by broken_ms desc, breach_id desc limit $1",
    )
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    let breach = |row: &AnyRow| {
        let row = Columns::of(TABLE, row);
        let (centre, since, broken) =
            (row.parsed("centre_id")?, row.moment("since_ms")?, row.moment("broken_ms")?);
        Ok((row.text("breach_id")?, Breach { centre, since, broken, told: Vec::new() }))
    };
    let mut all = damage::readable(&rows, breach)?;
    for (id, breach) in &mut all {
        let rows = sqlx::query(
            "select notice_id, body, told_ms from breach_notice where breach_id = $1 order by notice_id",
        )
        .bind(id.as_str())
        .fetch_all(tx.conn())
        .await?;
        let vault = tx.vault().clone();
        breach.told = damage::readable(&rows, |row| {
            let row = Columns::of(NOTICES, row);
            Ok((row.unsealed("body", &vault)?, row.optional_moment("told_ms")?))
        })?;
    }
    Ok(all.into_iter().map(|(_, breach)| breach).collect())
}
