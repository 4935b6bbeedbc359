//! Room events that wait to be handled: one queue per room, one effect per event.

use std::collections::BTreeSet;

use routing::{EventId, RoomId, Timestamp};
use sqlx::{AssertSqlSafe, Row as _, any::AnyRow};

use super::{
    StoreError, StoreResult, Tx,
    column::{Columns, Struggling, one_row, reason, struggling as struggling_of},
    damage, many, transaction,
};

mod aside;

pub use aside::{Aside, Quarantined, Which, aside, discard, quarantine, quarantined, revive};

const TABLE: &str = "inbox";
/// So many places are kept for the events of one transaction. Synapse sends at most 100.
const PLACES: i64 = 1 << 20;

/// An event out of a transaction.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// Its id; what cannot be read gets one made from its transaction and place.
    pub event_id: EventId,
    /// The room whose queue it joins.
    pub room_id: RoomId,
    /// The event as it came.
    pub content: Content,
}

/// Where that stands which an event says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// In its transaction, whose body is kept until all of its events are handled.
    InTransaction {
        /// So many bytes stand before it.
        at: usize,
        /// So many bytes are its own.
        length: usize,
    },
    /// With the event itself.
    Own(Vec<u8>),
}

/// An event whose turn it is.
#[derive(Clone, Debug)]
pub struct Pending {
    /// Its id.
    pub event_id: EventId,
    /// Its room.
    pub room_id: RoomId,
    /// The event as it came.
    pub body: Vec<u8>,
    /// How often it failed before.
    pub attempts: i64,
    /// When it arrived.
    pub received_at: Timestamp,
    /// Whether it was counted as a message before it could be read.
    pub counted: bool,
}

/// How full the inbox is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Events to be handled.
    pub pending: i64,
    /// Events put aside.
    pub quarantined: i64,
}

/// Queues the events of the transaction with this place in the order of arrival; says how many were new. An event
/// that was here before, handled or not, is left as it is.
pub async fn add(
    tx: &mut Tx,
    transaction_seq: i64,
    arrivals: &[Arrival],
    now: Timestamp,
) -> StoreResult<usize> {
    let mut new = 0;
    let numbered: Vec<_> = (transaction_seq * PLACES..).zip(arrivals).collect();
    for rows in numbered.chunks(many::ROWS) {
        let values: Vec<String> = (0..rows.len())
            .map(|row| format!("({}, 'pending', 0, $1, $1)", many::numbers(2 + row * 6, 6)))
            .collect();
        let statement = format!(
            "insert into inbox \
             (event_id, seq, room_id, body, body_at, body_length, state, attempts, received_ms, due_ms) values {} \
             on conflict (event_id) do nothing",
            values.join(", ")
        );
        let mut insert = sqlx::query(AssertSqlSafe(statement)).bind(now.millis());
        for (seq, arrival) in rows {
            let (body, at, length) = match &arrival.content {
                Content::Own(body) => (Some(tx.vault().seal_bytes(body)?), None, None),
                Content::InTransaction { at, length } => (None, number(*at), number(*length)),
            };
            insert = insert.bind(arrival.event_id.as_str()).bind(*seq);
            insert = insert.bind(arrival.room_id.as_str()).bind(body).bind(at).bind(length);
        }
        new += insert.execute(tx.conn()).await?.rows_affected();
    }
    Ok(usize::try_from(new).unwrap_or(usize::MAX))
}

/// The rooms whose next event is due, those that wait longest first.
pub async fn rooms_with_work(tx: &mut Tx, now: Timestamp) -> StoreResult<Vec<RoomId>> {
    let rows = sqlx::query(
        "select room_id from inbox as head where state = 'pending' and due_ms <= $1 and not exists \
         (select 1 from inbox as earlier where earlier.room_id = head.room_id and earlier.state = 'pending' \
          and earlier.seq < head.seq) order by due_ms, seq",
    )
    .bind(now.millis())
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| Columns::of(TABLE, row).parsed("room_id"))
}

/// The room's next event, if it is due. An event that waits for its next attempt holds up the room.
pub async fn next_of_room(tx: &mut Tx, room: &RoomId, now: Timestamp) -> StoreResult<Option<Pending>> {
    let row = sqlx::query(
        "select event_id, room_id, seq, body, body_at, body_length, attempts, received_ms, due_ms, counted from inbox \
         where room_id = $1 and state = 'pending' order by seq limit 1",
    )
    .bind(room.as_str())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let row = Columns::of(TABLE, &row);
    if row.moment("due_ms")? > now {
        return Ok(None);
    }
    Ok(Some(Pending {
        event_id: row.parsed("event_id")?,
        room_id: row.parsed("room_id")?,
        attempts: row.number("attempts")?,
        counted: row.number("counted")? != 0,
        received_at: row.moment("received_ms")?,
        body: said(tx, &row).await?,
    }))
}

/// What the event of a row says. The columns `event_id`, `seq`, `body`, `body_at` and `body_length` are read.
async fn said(tx: &mut Tx, row: &Columns<'_>) -> StoreResult<Vec<u8>> {
    let (at, length) = (row.optional_number("body_at")?, row.optional_number("body_length")?);
    let (Some(at), Some(length)) = (at, length) else { return row.unsealed_bytes("body", tx.vault()) };
    let whole = match transaction::body(tx, transaction_of(row.number("seq")?)).await {
        Ok(whole) => whole,
        Err(error) if damage::is_of_a_row(&error) => return Err(row.fault(error.to_string())),
        Err(error) => return Err(error),
    };
    let part = usize::try_from(at)
        .ok()
        .zip(usize::try_from(length).ok())
        .and_then(|(at, length)| whole.get(at..at.checked_add(length)?));
    part.map(<[u8]>::to_vec).ok_or_else(|| row.fault("it stands beyond its transaction".to_owned()))
}

/// Gives an event what it says to keep, so that its transaction need not. What cannot be read any more is left out.
pub(super) async fn keeps_its_own(tx: &mut Tx, event: &EventId) -> StoreResult<()> {
    let row = sqlx::query(
        "select event_id, seq, body, body_at, body_length from inbox where event_id = $1 and body_at is not null",
    )
    .bind(event.as_str())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(()) };
    let body = match said(tx, &Columns::of(TABLE, &row)).await {
        Ok(body) => Some(tx.vault().seal_bytes(&body)?),
        Err(error) if damage::is_of_a_row(&error) => None,
        Err(error) => return Err(error),
    };
    sqlx::query("update inbox set body = $2, body_at = null, body_length = null where event_id = $1")
        .bind(event.as_str())
        .bind(body)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The place of the transaction that the event with this place came in.
fn transaction_of(seq: i64) -> i64 {
    seq.div_euclid(PLACES)
}

fn number(size: usize) -> Option<i64> {
    i64::try_from(size).ok()
}

/// Whether no event of the room that waits to be handled stands before this one.
pub async fn is_next(tx: &mut Tx, room: &RoomId, event: &EventId) -> StoreResult<bool> {
    let row = sqlx::query(
        "select event_id from inbox where room_id = $1 and state = 'pending' order by seq limit 1",
    )
    .bind(room.as_str())
    .fetch_optional(tx.conn())
    .await?;
    let first = row.map(|row| Columns::of(TABLE, &row).text("event_id")).transpose()?;
    Ok(first.is_none_or(|first| first == event.as_str()))
}

/// Remembers that an event that cannot be read yet was counted as a message.
pub async fn counted(tx: &mut Tx, event: &EventId) -> StoreResult<()> {
    sqlx::query("update inbox set counted = 1 where event_id = $1")
        .bind(event.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Records that an event is handled, and erases its body.
pub async fn done(tx: &mut Tx, event: &EventId) -> StoreResult<()> {
    let place = sqlx::query(
        "update inbox set state = 'done', body = null where event_id = $1 and state = 'pending' returning event_id, seq",
    )
    .bind(event.as_str())
    .fetch_optional(tx.conn())
    .await?;
    settled(tx, event, place).await
}

/// Erases the transaction of an event that has just been settled, if that was its last; `place` is where it stood.
async fn settled(tx: &mut Tx, event: &EventId, place: Option<AnyRow>) -> StoreResult<()> {
    let Some(place) = place else {
        return Err(StoreError::Stale { table: TABLE, id: event.as_str().to_owned() });
    };
    let place = Columns::of(TABLE, &place).number("seq")?;
    transaction::erase_handled(tx, [transaction_of(place)].into(), PLACES).await
}

/// Records that events are handled, and erases their bodies. One that somebody else has settled meanwhile is left as it is.
pub async fn done_all(tx: &mut Tx, events: &[EventId]) -> StoreResult<()> {
    for some in events.chunks(many::ROWS) {
        let statement = format!(
            "update inbox set state = 'done', body = null where state = 'pending' and event_id in ({}) \
             returning event_id, seq",
            many::numbers(1, some.len())
        );
        let mut update = sqlx::query(AssertSqlSafe(statement));
        for event in some {
            update = update.bind(event.as_str());
        }
        let places = update.fetch_all(tx.conn()).await?;
        let transactions: StoreResult<BTreeSet<_>> =
            places.iter().map(|row| Columns::of(TABLE, row).number("seq").map(transaction_of)).collect();
        transaction::erase_handled(tx, transactions?, PLACES).await?;
    }
    Ok(())
}

/// Records a failed attempt; the event's turn comes again at `due`.
pub async fn retry_at(tx: &mut Tx, event: &EventId, due: Timestamp, why: &str) -> StoreResult<()> {
    let written = sqlx::query(
        "update inbox set attempts = attempts + 1, due_ms = $2, reason = $3 \
         where event_id = $1 and state = 'pending'",
    )
    .bind(event.as_str())
    .bind(due.millis())
    .bind(reason(why))
    .execute(tx.conn())
    .await?;
    one_row(&written, TABLE, event.as_str())
}

/// Whatever waits for this reason is looked at now: what stood in its way may be gone.
pub async fn hasten(tx: &mut Tx, why: &str, now: Timestamp) -> StoreResult<()> {
    sqlx::query("update inbox set due_ms = $2 where state = 'pending' and reason = $1 and due_ms > $2")
        .bind(reason(why))
        .bind(now.millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The events that wait and have failed at least so often, by the reason of the last failure.
pub async fn struggling(tx: &mut Tx, attempts: i64) -> StoreResult<Vec<Struggling>> {
    let rows = sqlx::query(
        "select coalesce(reason, 'unnamed') as reason, 'event' as what, count(*) as times, min(received_ms) as since_ms \
         from inbox where state = 'pending' and attempts >= $1 group by coalesce(reason, 'unnamed') order by since_ms",
    )
    .bind(attempts)
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| struggling_of(TABLE, row))
}

/// How full the inbox is.
pub async fn counts(tx: &mut Tx) -> StoreResult<Counts> {
    let row = sqlx::query(
        "select (select count(*) from inbox where state = 'pending') as pending, \
         (select count(*) from inbox where state = 'quarantined') as quarantined",
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Counts { pending: row.try_get("pending")?, quarantined: row.try_get("quarantined")? })
}

/// When the next room has work: the earliest due moment among the heads of the queues.
pub async fn next_due(tx: &mut Tx) -> StoreResult<Option<Timestamp>> {
    let row = sqlx::query(
        "select min(due_ms) as due_ms from inbox as head where state = 'pending' and not exists \
         (select 1 from inbox as earlier where earlier.room_id = head.room_id and earlier.state = 'pending' \
          and earlier.seq < head.seq)",
    )
    .fetch_one(tx.conn())
    .await?;
    Columns::of(TABLE, &row).optional_moment("due_ms")
}

/// Whether an event of this room waits to be handled.
pub async fn waits(tx: &mut Tx, room: &RoomId) -> StoreResult<bool> {
    let row = sqlx::query("select 1 from inbox where room_id = $1 and state = 'pending' limit 1")
        .bind(room.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// Forgets up to `most` events of a room that wait for nothing but a key, those that were put aside among them; says how
/// many.
pub async fn forget_room(tx: &mut Tx, room: &RoomId, most: u32) -> StoreResult<u64> {
    super::waiting::forget_room(tx, room).await?;
    part_from(tx, room).await?;
    let forgotten = sqlx::query(
        "delete from inbox where event_id in \
         (select event_id from inbox where room_id = $1 and state <> 'pending' limit $2)",
    )
    .bind(room.as_str())
    .bind(i64::from(most))
    .execute(tx.conn())
    .await?;
    Ok(forgotten.rows_affected())
}

/// The events beside those of a room that still need what their transaction says.
pub(super) const SIBLINGS: &str = "select distinct sibling.event_id from inbox as theirs \
     cross join homeserver_transaction as whole cross join inbox as sibling \
     where theirs.room_id = $1 and theirs.state <> 'pending' \
     and whole.seq = theirs.seq / $2 and whole.state = 'split' and whole.body is not null \
     and sibling.seq >= whole.seq * $2 and sibling.seq < (whole.seq + 1) * $2 \
     and sibling.state = 'pending' and sibling.body_at is not null and sibling.room_id <> $1";

/// Erases the transactions of a room's events that nobody else needs.
pub(super) const PARTED: &str = "update homeserver_transaction set body = null where state = 'split' and body is not null \
     and seq in (select theirs.seq / $2 from inbox as theirs where theirs.room_id = $1 and theirs.state <> 'pending') \
     and not exists (select 1 from inbox as other where other.state = 'pending' and other.body_at is not null \
     and other.seq >= homeserver_transaction.seq * $2 and other.seq < (homeserver_transaction.seq + 1) * $2)";

/// Erases what transactions keep of a room: those of their events that wait in other rooms keep what they say themselves.
async fn part_from(tx: &mut Tx, room: &RoomId) -> StoreResult<()> {
    let rows = sqlx::query(SIBLINGS).bind(room.as_str()).bind(PLACES).fetch_all(tx.conn()).await?;
    let mut siblings = Vec::with_capacity(rows.len());
    for row in &rows {
        siblings.push(Columns::of(TABLE, row).parsed::<EventId>("event_id")?);
    }
    for sibling in &siblings {
        keeps_its_own(tx, sibling).await?;
    }
    sqlx::query(PARTED).bind(room.as_str()).bind(PLACES).execute(tx.conn()).await?;
    Ok(())
}

/// Erases what nobody needs of transactions any more, see [`transaction::sweep`].
pub async fn sweep(tx: &mut Tx, most: u32) -> StoreResult<u64> {
    transaction::sweep(tx, most, PLACES).await
}

/// A transaction was split: unless one of its events waits, what it says is erased. All of them may have come before.
pub async fn was_split(tx: &mut Tx, transaction_seq: i64) -> StoreResult<()> {
    transaction::erase_handled(tx, [transaction_seq].into(), PLACES).await
}

/// Forgets up to `most` events that wait for nothing any more and arrived before `before`; says how many.
pub async fn prune(tx: &mut Tx, before: Timestamp, most: u32) -> StoreResult<u64> {
    let pruned = sqlx::query(
        "delete from inbox where event_id in \
         (select event_id from inbox where state = 'done' and received_ms < $1 limit $2)",
    )
    .bind(before.millis())
    .bind(i64::from(most))
    .execute(tx.conn())
    .await?;
    // That something was put aside stays known; what it said does not.
    let emptied = sqlx::query(
        "update inbox set body = null where event_id in \
         (select event_id from inbox where state = 'quarantined' and body is not null and received_ms < $1 limit $2)",
    )
    .bind(before.millis())
    .bind(i64::from(most))
    .execute(tx.conn())
    .await?;
    Ok(pruned.rows_affected() + emptied.rows_affected())
}
