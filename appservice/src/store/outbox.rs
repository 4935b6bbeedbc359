//! Effects that a committed change still owes the world. The effects of one lane run in the order of their commits.

mod class;

use routing::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use sqlx::any::AnyRow;

pub use self::class::Class;
use super::{
    StoreError, StoreResult, Tx,
    column::{Columns, Struggling, one_row, reason, struggling as struggling_of},
    counter, damage,
};
use crate::running::entropy;

const TABLE: &str = "outbox";

/// What both looks of [`lanes_with_work`] ask for; the index `outbox_due` answers it in their order.
macro_rules! heads {
    ($order:literal) => {
        concat!(
            "select lane from outbox as head where state = 'pending' and head = 1 and class = $1 and due_ms <= $2 \
             and not exists (select 1 from outbox as earlier where earlier.lane = head.lane \
             and earlier.state = 'pending' and earlier.seq < head.seq) order by ",
            $order,
            " limit $3"
        )
    };
}
pub(super) const OLDEST: &str = heads!("due_ms, seq");
pub(super) const NEWEST: &str = heads!("due_ms desc, seq desc");

/// A queue of effects that run one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// What kind of work is done in it.
    pub class: Class,
    /// Its name.
    pub name: String,
}

impl Lane {
    /// The lane of this name.
    pub fn new(class: Class, name: impl Into<String>) -> Self {
        Self { class, name: name.into() }
    }
}

/// An effect in the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// Its id, from which idempotent requests derive their transaction ids.
    pub id: String,
    /// The queue it stands in.
    pub lane: String,
    /// Whether nobody waits for it.
    pub at_leisure: bool,
    /// What is to be done.
    pub kind: String,
    /// With what: JSON, ids only.
    pub payload: String,
    /// How often it failed.
    pub attempts: i64,
    /// When it was committed.
    pub created_at: Timestamp,
    /// Not to be tried before this moment.
    pub due: Timestamp,
    /// The machine word of its last failure.
    pub last_error: Option<String>,
}

impl Effect {
    /// The payload as what it was pushed as.
    pub fn payload<T: DeserializeOwned>(&self) -> StoreResult<T> {
        Ok(serde_json::from_str(&self.payload)?)
    }
}

/// How full the outbox is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Effects to be run.
    pub pending: i64,
    /// Effects given up, waiting for a person.
    pub dead: i64,
    /// The longest overdue or next due moment among the pending.
    pub oldest_due: Option<Timestamp>,
}

/// Queues an effect in `lane`, to be run from `due` on, and gives its id. The payload holds ids only: no personal
/// datum. Push after the other writes of the commit: from here until the commit, no other process can push.
pub async fn push<T: Serialize + ?Sized + Sync>(
    tx: &mut Tx,
    lane: &Lane,
    kind: &str,
    payload: &T,
    due: Timestamp,
    now: Timestamp,
) -> StoreResult<String> {
    let id = entropy::ulid(now.millis().unsigned_abs());
    let payload = serde_json::to_string(payload)?;
    let class = if tx.is_at_leisure() { lane.class.at_leisure() } else { lane.class };
    let seq = counter::draw(tx, TABLE, 1).await?;
    // Holds the head, so that nobody ends it unaware of what stands behind it. If nobody waited for it, somebody does now.
    let behind = sqlx::query(
        "update outbox set class = case when class = 'leisure' then $2 else class end \
         where lane = $1 and state = 'pending' and head = 1",
    )
    .bind(lane.name.as_str())
    .bind(class.code())
    .execute(tx.conn())
    .await?;
    sqlx::query(
        "insert into outbox (id, seq, lane, class, head, kind, payload, state, attempts, created_ms, due_ms) \
         values ($1, $2, $3, $4, $5, $6, $7, 'pending', 0, $8, $9)",
    )
    .bind(id.as_str())
    .bind(seq)
    .bind(lane.name.as_str())
    .bind(class.code())
    .bind(i64::from(behind.rows_affected() == 0))
    .bind(kind)
    .bind(payload)
    .bind(now.millis())
    .bind(due.millis())
    .execute(tx.conn())
    .await?;
    Ok(id)
}

/// At most `limit` lanes of this kind whose next effect is due, those that wait longest first. Where somebody waits, every
/// second one is of those that came last: whoever knocks now is not sent behind a heap.
pub async fn lanes_with_work(
    tx: &mut Tx,
    class: Class,
    now: Timestamp,
    limit: u32,
) -> StoreResult<Vec<String>> {
    let oldest = heads(tx, OLDEST, class, now, limit).await?;
    if !class.is_waited_for() || oldest.len() < usize::try_from(limit).unwrap_or(usize::MAX) {
        return Ok(oldest);
    }
    let newest = heads(tx, NEWEST, class, now, limit).await?;
    let mut lanes: Vec<String> = Vec::with_capacity(oldest.len());
    for lane in oldest.into_iter().zip(newest).flat_map(|(old, new)| [old, new]) {
        if lanes.len() < lanes.capacity() && !lanes.contains(&lane) {
            lanes.push(lane);
        }
    }
    Ok(lanes)
}

async fn heads(
    tx: &mut Tx,
    look: &'static str,
    class: Class,
    now: Timestamp,
    limit: u32,
) -> StoreResult<Vec<String>> {
    let lanes = sqlx::query_scalar(look).bind(class.code()).bind(now.millis()).bind(i64::from(limit));
    Ok(lanes.fetch_all(tx.conn()).await?)
}

/// The next one of a lane is looked for from now on.
async fn move_up(tx: &mut Tx, lane: &str) -> StoreResult<()> {
    sqlx::query(
        "update outbox set head = 1 where seq = \
         (select min(seq) from outbox where lane = $1 and state = 'pending')",
    )
    .bind(lane)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The lane's next effect, if it is due. An effect that waits for its next attempt holds up the lane.
pub async fn next_of_lane(tx: &mut Tx, lane: &str, now: Timestamp) -> StoreResult<Option<Effect>> {
    let row = sqlx::query(
        "select id, lane, class, kind, payload, attempts, created_ms, due_ms, last_error from outbox \
         where lane = $1 and state = 'pending' order by seq limit 1",
    )
    .bind(lane)
    .fetch_optional(tx.conn())
    .await?;
    let head = row.as_ref().map(effect).transpose()?;
    Ok(head.filter(|effect| effect.due <= now))
}

/// Records that an effect is done: nothing of it remains. Last in its commit, after all pushes: they wait for one another.
pub async fn done(tx: &mut Tx, id: &str) -> StoreResult<()> {
    let lane = sqlx::query_scalar("delete from outbox where id = $1 and state = 'pending' returning lane")
        .bind(id)
        .fetch_optional(tx.conn())
        .await?;
    left(tx, id, lane).await
}

/// An effect has left its lane.
async fn left(tx: &mut Tx, id: &str, lane: Option<String>) -> StoreResult<()> {
    let stale = || StoreError::Stale { table: TABLE, id: id.to_owned() };
    move_up(tx, &lane.ok_or_else(stale)?).await
}

/// Records a failed attempt with its machine word; the effect's turn comes again at `due`.
pub async fn retry_at(tx: &mut Tx, id: &str, due: Timestamp, why: &str) -> StoreResult<()> {
    let written = sqlx::query(
        "update outbox set attempts = attempts + 1, due_ms = $2, last_error = $3 \
         where id = $1 and state = 'pending'",
    )
    .bind(id)
    .bind(due.millis())
    .bind(reason(why))
    .execute(tx.conn())
    .await?;
    one_row(&written, TABLE, id)
}

/// A server of others is back: what has waited for one, and every invitation that failed, is due now.
pub async fn hasten(tx: &mut Tx, now: Timestamp) -> StoreResult<()> {
    sqlx::query(
        "update outbox set due_ms = $1 where state = 'pending' and attempts > 0 and due_ms > $1 \
         and (last_error = 'server-away' or class in ('invitation', 'let_in'))",
    )
    .bind(now.millis())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Gives an effect up, loudly: it stays visible until somebody revives it. Its lane goes on without it.
pub async fn bury(tx: &mut Tx, id: &str, why: &str) -> StoreResult<()> {
    let lane = sqlx::query_scalar(
        "update outbox set state = 'dead', attempts = attempts + 1, last_error = $2 \
         where id = $1 and state = 'pending' returning lane",
    )
    .bind(id)
    .bind(reason(why))
    .fetch_optional(tx.conn())
    .await?;
    left(tx, id, lane).await
}

/// All effects that were given up, oldest first.
pub async fn dead(tx: &mut Tx) -> StoreResult<Vec<Effect>> {
    let rows = sqlx::query(
        "select id, lane, class, kind, payload, attempts, created_ms, due_ms, last_error from outbox \
         where state = 'dead' order by seq",
    )
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, effect)
}

/// The pending effects of one kind that have failed at least so often, oldest first.
pub async fn failing(tx: &mut Tx, kind: &str, attempts: i64) -> StoreResult<Vec<Effect>> {
    let rows = sqlx::query(
        "select id, lane, class, kind, payload, attempts, created_ms, due_ms, last_error from outbox \
         where state = 'pending' and kind = $1 and attempts >= $2 order by seq",
    )
    .bind(kind)
    .bind(attempts)
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, effect)
}

/// The effects that wait and have failed at least so often, by kind and the reason of the last failure.
pub async fn struggling(tx: &mut Tx, attempts: i64) -> StoreResult<Vec<Struggling>> {
    let rows = sqlx::query(
        "select coalesce(last_error, 'unnamed') as reason, kind as what, count(*) as times, min(created_ms) as since_ms \
         from outbox where state = 'pending' and attempts >= $1 group by kind, coalesce(last_error, 'unnamed') \
         order by since_ms",
    )
    .bind(attempts)
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| struggling_of(TABLE, row))
}

/// Gives a dead effect another life: it is due at `now` and heads its lane, with its attempts forgotten.
pub async fn revive(tx: &mut Tx, id: &str, now: Timestamp) -> StoreResult<()> {
    let written = sqlx::query(
        "update outbox set state = 'pending', head = 1, attempts = 0, due_ms = $2 where id = $1 and state = 'dead'",
    )
    .bind(id)
    .bind(now.millis())
    .execute(tx.conn())
    .await?;
    one_row(&written, TABLE, id)
}

/// Forgets a dead effect: what it owed will not happen.
pub async fn discard(tx: &mut Tx, id: &str) -> StoreResult<()> {
    let written = sqlx::query("delete from outbox where id = $1 and state = 'dead'")
        .bind(id)
        .execute(tx.conn())
        .await?;
    one_row(&written, TABLE, id)
}

/// Forgets the dead effects of a lane: whom they concern is no longer there.
pub async fn forget_dead_of_lane(tx: &mut Tx, lane: &str) -> StoreResult<()> {
    sqlx::query("delete from outbox where lane = $1 and state = 'dead'")
        .bind(lane)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// How full the outbox is.
pub async fn counts(tx: &mut Tx) -> StoreResult<Counts> {
    let row = sqlx::query(
        "select (select count(*) from outbox where state = 'pending') as pending, \
         (select count(*) from outbox where state = 'dead') as dead, \
         (select min(due_ms) from outbox where state = 'pending') as due_ms",
    )
    .fetch_one(tx.conn())
    .await?;
    let row = Columns::of(TABLE, &row);
    Ok(Counts {
        pending: row.number("pending")?,
        dead: row.number("dead")?,
        oldest_due: row.optional_moment("due_ms")?,
    })
}

/// Whether an effect of one of these kinds is to be run.
pub async fn is_any_pending(tx: &mut Tx, kinds: &[&str]) -> StoreResult<bool> {
    for kind in kinds {
        let row = sqlx::query("select 1 from outbox where kind = $1 and state = 'pending' limit 1")
            .bind(*kind)
            .fetch_optional(tx.conn())
            .await?;
        if row.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Notes that an effect is about to do what cannot be undone by not doing it again.
pub async fn begin(tx: &mut Tx, id: &str) -> StoreResult<()> {
    sqlx::query("update outbox set last_error = 'begun' where id = $1").bind(id).execute(tx.conn()).await?;
    Ok(())
}

/// Whether an effect was begun before, and not finished.
pub async fn has_begun(tx: &mut Tx, id: &str) -> StoreResult<bool> {
    let row = sqlx::query("select 1 from outbox where id = $1 and last_error is not null")
        .bind(id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// How many effects this lane has, the one that is being run among them.
pub async fn count_in_lane(tx: &mut Tx, lane: &str) -> StoreResult<i64> {
    let count = sqlx::query_scalar("select count(*) from outbox where lane = $1 and state = 'pending'")
        .bind(lane)
        .fetch_one(tx.conn())
        .await?;
    Ok(count)
}

/// Whether something waits in this lane for a moment that is still to come.
pub async fn is_put_off(tx: &mut Tx, lane: &str, now: Timestamp) -> StoreResult<bool> {
    let row =
        sqlx::query("select 1 from outbox where lane = $1 and state = 'pending' and due_ms > $2 limit 1")
            .bind(lane)
            .bind(now.millis())
            .fetch_optional(tx.conn())
            .await?;
    Ok(row.is_some())
}

/// When the next lane has work: the earliest due moment among the heads of the lanes.
pub async fn next_due(tx: &mut Tx) -> StoreResult<Option<Timestamp>> {
    let row = sqlx::query(
        "select min(due_ms) as due_ms from outbox as head where state = 'pending' and not exists \
         (select 1 from outbox as earlier where earlier.lane = head.lane and earlier.state = 'pending' \
          and earlier.seq < head.seq)",
    )
    .fetch_one(tx.conn())
    .await?;
    Columns::of(TABLE, &row).optional_moment("due_ms")
}

fn effect(row: &AnyRow) -> StoreResult<Effect> {
    let row = Columns::of(TABLE, row);
    Ok(Effect {
        id: row.text("id")?,
        lane: row.text("lane")?,
        at_leisure: row.text("class")? == Class::Leisure.code(),
        kind: row.text("kind")?,
        payload: row.text("payload")?,
        attempts: row.number("attempts")?,
        created_at: row.moment("created_ms")?,
        due: row.moment("due_ms")?,
        last_error: row.optional_text("last_error")?,
    })
}
