//! Rows whose timed step failed. Each waits on its own, longer each time, and what is due is asked for without them: however
//! many fail, the next one has its turn.

use std::collections::HashSet;

use routing::{Span, Timestamp};
use sqlx::Row as _;

use super::{
    StoreResult, Tx,
    column::{Columns, reason},
    damage,
};

const TABLE: &str = "setback";

/// The wait after the first failure: it is doubled with each further one.
const FIRST_WAIT: Span = Span::from_millis(2000);

/// The longest wait between two attempts.
const LONGEST_WAIT: Span = Span::hours(1);

/// A row that nobody has tried for so long after its time is not there any more, or needs no step.
const GONE: Span = Span::minutes(10);

/// Which step failed, and so what the id is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An absence that is over; the keyed hash of the counsellor.
    Absence,
    /// An appointment of which something follows; the case's id.
    Appointment,
    /// What happens to a case by itself; its id.
    Case,
    /// A chat with the reception that may be over; its room.
    Chat,
    /// What the Team room is to be told of; the case's id.
    FollowUp,
    /// An e-mail about what is unread; the case's id and the keyed hash of the counsellor.
    Mail,
    /// A room that is to follow a younger rule; its id.
    Mending,
    /// A transaction that is to be split; the homeserver's id for it.
    Transaction,
}

impl Kind {
    /// The word in the column, which the queries of what is due name as well.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Absence => "absence",
            Self::Appointment => "appointment",
            Self::Case => "case",
            Self::Chat => "chat",
            Self::FollowUp => "follow_up",
            Self::Mail => "mail",
            Self::Mending => "mending",
            Self::Transaction => "transaction",
        }
    }
}

/// The end of a condition: only rows that do not wait because of a failure. The kind's word, the expression that is the row's id,
/// and the place of the present moment.
macro_rules! not_set_back {
    ($kind:literal, $id:literal, $now:literal) => {
        concat!(
            " and not exists (select 1 from setback where setback.kind = '",
            $kind,
            "' and setback.id = ",
            $id,
            " and setback.next_ms > ",
            $now,
            ")"
        )
    };
}
pub(super) use not_set_back;

/// A row that waits because its step failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setback {
    /// The word for its step.
    pub kind: String,
    /// The row's id.
    pub id: String,
    /// How often it failed.
    pub failures: i64,
    /// When it failed first.
    pub since: Timestamp,
    /// When it has its next turn.
    pub next: Timestamp,
    /// The machine word of the last failure.
    pub reason: String,
}

/// The row's step failed: gives how often by now, and it has its next turn later.
pub async fn failed(tx: &mut Tx, kind: Kind, id: &str, why: &str, now: Timestamp) -> StoreResult<i64> {
    let before = sqlx::query("select failures from setback where kind = $1 and id = $2")
        .bind(kind.code())
        .bind(id)
        .fetch_optional(tx.conn())
        .await?;
    let failures = before.map(|row| row.try_get::<i64, _>(0)).transpose()?.unwrap_or_default() + 1;
    sqlx::query(
        "insert into setback (kind, id, failures, since_ms, next_ms, reason) values ($1, $2, $3, $4, $5, $6) \
         on conflict (kind, id) do update set failures = excluded.failures, next_ms = excluded.next_ms, \
         reason = excluded.reason",
    )
    .bind(kind.code())
    .bind(id)
    .bind(failures)
    .bind(now.millis())
    .bind(now.plus(wait(failures)).millis())
    .bind(reason(why))
    .execute(tx.conn())
    .await?;
    Ok(failures)
}

fn wait(failures: i64) -> Span {
    let doubled = FIRST_WAIT.millis() << (failures - 1).clamp(0, 20);
    Span::from_millis(doubled).min(LONGEST_WAIT)
}

/// The row's step is done, or needs none any more.
pub async fn overcome(tx: &mut Tx, kind: Kind, id: &str) -> StoreResult<()> {
    sqlx::query("delete from setback where kind = $1 and id = $2")
        .bind(kind.code())
        .bind(id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The ids of this kind that have failed.
pub async fn ids(tx: &mut Tx, kind: Kind) -> StoreResult<HashSet<String>> {
    let ids = sqlx::query_scalar("select id from setback where kind = $1").bind(kind.code());
    Ok(ids.fetch_all(tx.conn()).await?.into_iter().collect())
}

/// All of them, those that fail longest first.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<Setback>> {
    let rows = sqlx::query(
        "select id, kind, failures, since_ms, next_ms, reason from setback order by since_ms, kind, id",
    )
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| {
        let row = Columns::of(TABLE, row);
        Ok(Setback {
            kind: row.text("kind")?,
            id: row.text("id")?,
            failures: row.number("failures")?,
            since: row.moment("since_ms")?,
            next: row.moment("next_ms")?,
            reason: row.text("reason")?,
        })
    })
}

/// How many there are.
pub async fn count(tx: &mut Tx) -> StoreResult<i64> {
    Ok(sqlx::query_scalar("select count(*) from setback").fetch_one(tx.conn()).await?)
}

/// Forgets up to `most` of those whose turn has come and was not taken: their rows are gone. Says how many.
pub async fn prune(tx: &mut Tx, now: Timestamp, most: u32) -> StoreResult<u64> {
    let pruned = sqlx::query(
        "delete from setback where (kind, id) in (select kind, id from setback where next_ms < $1 limit $2)",
    )
    .bind(now.minus(GONE).millis())
    .bind(i64::from(most))
    .execute(tx.conn())
    .await?;
    Ok(pruned.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_longer_each_time_but_never_more_than_an_hour() {
        assert_eq!(wait(1), Span::from_millis(2000));
        assert_eq!(wait(3), Span::from_millis(8000));
        assert_eq!(wait(11), Span::from_millis(2_048_000));
        assert_eq!(wait(12), Span::hours(1));
        assert_eq!(wait(i64::MAX), Span::hours(1));
    }
}
