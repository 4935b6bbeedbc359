//! Live chats without an account, while they run: who waits, who talks, and when their page was last heard of. A row names no person,
//! and goes with the end of the talk.

use std::collections::BTreeMap;

use routing::{CaseId, CentreId, CounsellorId, Timestamp, TopicId, live::Standing};
use sqlx::any::AnyRow;

use super::{StoreResult, Tx, column::Columns, damage, setback::not_set_back, vault::Vault};

pub mod duty;
pub mod figure;

const TABLE: &str = "live_guest";
/// What a [`Guest`] is read from; the primary key comes first.
macro_rules! columns {
    () => {
        "case_id, account_id, centre_id, topic_id, came_ms, asked_ms, seen_ms, taken_ms"
    };
}

/// A live chat that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// Its case.
    pub case: CaseId,
    /// Its account, which nobody can sign in to.
    pub account: String,
    /// Where they wait.
    pub centre: CentreId,
    /// What it is about.
    pub topic: TopicId,
    /// Since when it is there.
    pub came: Timestamp,
    /// Since when they wait: the first message.
    pub asked: Option<Timestamp>,
    /// When their page was last heard of.
    pub seen: Timestamp,
    /// Since when somebody has it.
    pub taken: Option<Timestamp>,
}

/// Somebody comes.
pub async fn come(
    tx: &mut Tx,
    case: &CaseId,
    account: &str,
    (centre, topic): (&CentreId, &TopicId),
    now: Timestamp,
) -> StoreResult<()> {
    sqlx::query(
        "insert into live_guest (case_id, account_id, centre_id, topic_id, came_ms, seen_ms) \
         values ($1, $2, $3, $4, $5, $5)",
    )
    .bind(case.as_str())
    .bind(account)
    .bind(centre.as_str())
    .bind(topic.as_str())
    .bind(now.millis())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The live chat of this case, while it runs.
pub async fn of_case(tx: &mut Tx, case: &CaseId) -> StoreResult<Option<Guest>> {
    let row = sqlx::query(concat!("select ", columns!(), " from live_guest where case_id = $1"))
        .bind(case.as_str())
        .fetch_optional(tx.conn())
        .await?;
    row.as_ref().map(guest).transpose()
}

/// They have written, or whoever had it gave it back: they wait, and at `missed` it counts as an offer that nobody took.
pub async fn asks(tx: &mut Tx, case: &CaseId, now: Timestamp, missed: Timestamp) -> StoreResult<()> {
    sqlx::query(
        "update live_guest set missed_ms = $3, asked_ms = coalesce(asked_ms, $2), taken_ms = null, counsellor_key = null \
         where case_id = $1 and (asked_ms is null or taken_ms is not null)",
    )
    .bind(case.as_str())
    .bind(now.millis())
    .bind(missed.millis())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Their page was heard of at this moment, or counts as heard of then.
pub async fn seen(tx: &mut Tx, case: &CaseId, at: Timestamp) -> StoreResult<()> {
    sqlx::query("update live_guest set seen_ms = $2 where case_id = $1")
        .bind(case.as_str())
        .bind(at.millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// How many wait at the same centre and have waited longer.
pub async fn ahead(tx: &mut Tx, guest: &Guest) -> StoreResult<u32> {
    let asked = guest.asked.map_or(i64::MAX, Timestamp::millis);
    let row = sqlx::query(
        "select count(*) as times from live_guest where centre_id = $1 and taken_ms is null \
         and asked_ms is not null and case_id <> $3 and (asked_ms < $2 or (asked_ms = $2 and case_id < $3))",
    )
    .bind(guest.centre.as_str())
    .bind(asked)
    .bind(guest.case.as_str())
    .fetch_one(tx.conn())
    .await?;
    Ok(u32::try_from(Columns::of(TABLE, &row).number("times")?).unwrap_or(u32::MAX))
}

/// Somebody has it now. Says whether that is new.
pub async fn taken(
    tx: &mut Tx,
    case: &CaseId,
    counsellor: &CounsellorId,
    now: Timestamp,
) -> StoreResult<bool> {
    let key = key(tx.vault(), counsellor);
    let written = sqlx::query(
        "update live_guest set taken_ms = coalesce(taken_ms, $2), missed_ms = null, counsellor_key = $3 \
         where case_id = $1 and (counsellor_key is null or counsellor_key <> $3)",
    )
    .bind(case.as_str())
    .bind(now.millis())
    .bind(key)
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

/// How many live talks a counsellor has. To be asked under their [`duty::lock`] where something hangs on it.
pub async fn talks(tx: &mut Tx, counsellor: &CounsellorId) -> StoreResult<u32> {
    let key = key(tx.vault(), counsellor);
    let row = sqlx::query("select count(*) as times from live_guest where counsellor_key = $1")
        .bind(key)
        .fetch_one(tx.conn())
        .await?;
    Ok(u32::try_from(Columns::of(TABLE, &row).number("times")?).unwrap_or(u32::MAX))
}

/// It runs no more. Says whether it ran.
pub async fn end(tx: &mut Tx, case: &CaseId) -> StoreResult<bool> {
    let written = sqlx::query("delete from live_guest where case_id = $1")
        .bind(case.as_str())
        .execute(tx.conn())
        .await?;
    Ok(written.rows_affected() == 1)
}

/// At most `limit` whose page has not been heard of since `before`, the longest gone first.
pub async fn gone(
    tx: &mut Tx,
    (before, now): (Timestamp, Timestamp),
    limit: u32,
) -> StoreResult<Vec<CaseId>> {
    let rows = sqlx::query(concat!(
        "select case_id from live_guest where seen_ms <= $1",
        not_set_back!("case", "live_guest.case_id", "$3"),
        " order by seen_ms, case_id limit $2"
    ))
    .bind(before.millis())
    .bind(i64::from(limit))
    .bind(now.millis())
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| Columns::of(TABLE, row).parsed("case_id"))
}

/// At most `limit` who wait and for whom it counts now as an offer that nobody took: the case and the centre.
pub async fn missed(tx: &mut Tx, now: Timestamp, limit: u32) -> StoreResult<Vec<(CaseId, CentreId)>> {
    let rows = sqlx::query(
        "select case_id, centre_id from live_guest where missed_ms <= $1 order by missed_ms, case_id limit $2",
    )
    .bind(now.millis())
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| {
        let row = Columns::of(TABLE, row);
        Ok((row.parsed("case_id")?, row.parsed("centre_id")?))
    })
}

/// It is counted, once. Says whether it was still to be.
pub async fn count_missed(tx: &mut Tx, case: &CaseId) -> StoreResult<bool> {
    let written = sqlx::query(
        "update live_guest set missed_ms = null where case_id = $1 and missed_ms is not null and taken_ms is null",
    )
    .bind(case.as_str())
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

/// How the centres stand at which somebody is on duty or waits.
pub async fn standings(tx: &mut Tx) -> StoreResult<BTreeMap<CentreId, Standing>> {
    let mut standings = BTreeMap::<CentreId, Standing>::new();
    let rows = sqlx::query(
        "select centre_id, count(*) as times from live_duty where since_ms is not null group by centre_id",
    )
    .fetch_all(tx.conn())
    .await?;
    for (centre, number) in damage::readable(&rows, counted)? {
        standings.entry(centre).or_default().on_duty = number;
    }
    let rows = sqlx::query(
        "select centre_id, count(*) as times from live_guest where taken_ms is null group by centre_id",
    )
    .fetch_all(tx.conn())
    .await?;
    for (centre, number) in damage::readable(&rows, counted)? {
        standings.entry(centre).or_default().waiting = number;
    }
    Ok(standings)
}

fn counted(row: &AnyRow) -> StoreResult<(CentreId, u32)> {
    let row = Columns::of(TABLE, row);
    Ok((row.parsed("centre_id")?, u32::try_from(row.number("times")?).unwrap_or(u32::MAX)))
}

/// How somebody stands in these tables.
fn key(vault: &Vault, counsellor: &CounsellorId) -> String {
    vault.fingerprint("live.counsellor", counsellor.as_str())
}

fn guest(row: &AnyRow) -> StoreResult<Guest> {
    let row = Columns::of(TABLE, row);
    Ok(Guest {
        case: row.parsed("case_id")?,
        account: row.text("account_id")?,
        centre: row.parsed("centre_id")?,
        topic: row.parsed("topic_id")?,
        came: row.moment("came_ms")?,
        asked: row.optional_moment("asked_ms")?,
        seen: row.moment("seen_ms")?,
        taken: row.optional_moment("taken_ms")?,
    })
}
