//! Events that were put aside: they block nobody, and keep what they say until somebody looks at them.

use routing::{EventId, RoomId, Timestamp};

use super::{TABLE, keeps_its_own, settled};
use crate::store::{
    StoreResult, Tx,
    column::{Columns, reason},
    damage,
};

/// An event that was put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// Its id.
    pub event_id: EventId,
    /// Its room.
    pub room_id: RoomId,
    /// The machine word that says why.
    pub reason: String,
    /// How often it failed before.
    pub attempts: i64,
    /// When it arrived.
    pub received_at: Timestamp,
}

/// How many events were put aside for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// The machine word.
    pub reason: String,
    /// How many.
    pub events: i64,
    /// When the latest of them arrived.
    pub latest_at: Timestamp,
}

/// Puts an event aside so that it blocks nobody, with what it says. `why` is a machine word, never content.
pub async fn quarantine(tx: &mut Tx, event: &EventId, why: &str) -> StoreResult<()> {
    keeps_its_own(tx, event).await?;
    let place = sqlx::query(
        "update inbox set state = 'quarantined', reason = $2 \
         where event_id = $1 and state = 'pending' returning event_id, seq",
    )
    .bind(event.as_str())
    .bind(reason(why))
    .fetch_optional(tx.conn())
    .await?;
    settled(tx, event, place).await
}

/// The latest events that were put aside, all or those with this reason.
pub async fn quarantined(tx: &mut Tx, why: Option<&str>, limit: u32) -> StoreResult<Vec<Quarantined>> {
    let query = match why {
        None => sqlx::query(
            "select event_id, room_id, reason, attempts, received_ms from inbox where state = 'quarantined' \
             order by seq desc limit $1",
        )
        .bind(i64::from(limit)),
        Some(why) => sqlx::query(
            "select event_id, room_id, reason, attempts, received_ms from inbox \
             where state = 'quarantined' and reason = $2 order by seq desc limit $1",
        )
        .bind(i64::from(limit))
        .bind(reason(why)),
    };
    let rows = query.fetch_all(tx.conn()).await?;
    damage::readable(&rows, |row| {
        let row = Columns::of(TABLE, row);
        Ok(Quarantined {
            event_id: row.parsed("event_id")?,
            room_id: row.parsed("room_id")?,
            reason: row.text("reason")?,
            attempts: row.number("attempts")?,
            received_at: row.moment("received_ms")?,
        })
    })
}

/// What was put aside, by reason, the most frequent first.
pub async fn aside(tx: &mut Tx) -> StoreResult<Vec<Aside>> {
    let rows = sqlx::query(
        "select reason, count(*) as events, max(received_ms) as latest_ms from inbox where state = 'quarantined' \
         group by reason order by events desc, reason",
    )
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| {
        let row = Columns::of(TABLE, row);
        Ok(Aside {
            reason: row.text("reason")?,
            events: row.number("events")?,
            latest_at: row.moment("latest_ms")?,
        })
    })
}

/// Takes events up again that were put aside, as far as their content is there still: one, those of a reason, or all.
/// Says how many.
pub async fn revive(tx: &mut Tx, which: &Which, now: Timestamp) -> StoreResult<u64> {
    const SQL: &str = "update inbox set state = 'pending', attempts = 0, received_ms = $1, due_ms = $1, reason = null \
                       where state = 'quarantined' and body is not null";
    let revived = match which {
        Which::All => sqlx::query(SQL).bind(now.millis()).execute(tx.conn()).await?,
        Which::Event(event) => sqlx::query(
            "update inbox set state = 'pending', attempts = 0, received_ms = $1, due_ms = $1, reason = null \
                 where state = 'quarantined' and body is not null and event_id = $2",
        )
        .bind(now.millis())
        .bind(event.as_str())
        .execute(tx.conn())
        .await?,
        Which::Reason(word) => sqlx::query(
            "update inbox set state = 'pending', attempts = 0, received_ms = $1, due_ms = $1, reason = null \
                 where state = 'quarantined' and body is not null and reason = $2",
        )
        .bind(now.millis())
        .bind(reason(word))
        .execute(tx.conn())
        .await?,
    };
    Ok(revived.rows_affected())
}

/// Settles events that were put aside without handling them: nobody asks for them again, and what they said is gone. Says how
/// many.
pub async fn discard(tx: &mut Tx, which: &Which) -> StoreResult<u64> {
    const SQL: &str = "update inbox set state = 'done', body = null where state = 'quarantined'";
    let discarded =
        match which {
            Which::All => sqlx::query(SQL).execute(tx.conn()).await?,
            Which::Event(event) => sqlx::query(
                "update inbox set state = 'done', body = null where state = 'quarantined' and event_id = $1",
            )
            .bind(event.as_str())
            .execute(tx.conn())
            .await?,
            Which::Reason(word) => sqlx::query(
                "update inbox set state = 'done', body = null where state = 'quarantined' and reason = $1",
            )
            .bind(reason(word))
            .execute(tx.conn())
            .await?,
        };
    Ok(discarded.rows_affected())
}

/// Which of the events that were put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// This one.
    Event(EventId),
    /// Those with this reason, as `quarantined` gives it.
    Reason(String),
}
