//! How many counsel at centres with a Lotse of their own, as those have said last.

use routing::{CentreId, Timestamp};

use super::{StoreResult, Tx, column::Columns, counter, damage};

const TABLE: &str = "far_presence";

/// What a centre's own Lotse has said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// Which centre.
    pub centre: CentreId,
    /// So many are there; nobody, once it has been silent for too long.
    pub people: u32,
    /// When they were counted, as our clock sees it.
    pub at: Timestamp,
}

/// Which change was the last; 0 before the first.
pub async fn version(tx: &mut Tx) -> StoreResult<i64> {
    counter::last(tx, TABLE).await
}

/// Of all centres that have ever said something.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<Presence>> {
    let rows = sqlx::query("select centre_id, people, at_ms from far_presence order by centre_id")
        .fetch_all(tx.conn())
        .await?;
    damage::readable(&rows, |row| {
        let row = Columns::of(TABLE, row);
        let people = u32::try_from(row.number("people")?).unwrap_or_default();
        Ok(Presence { centre: row.parsed("centre_id")?, people, at: row.moment("at_ms")? })
    })
}

/// Writes what a centre has said, unless it has said that before, or something later; says whether that is another number than before.
pub async fn put(tx: &mut Tx, presence: &Presence) -> StoreResult<bool> {
    let before = all(tx).await?.into_iter().find(|before| before.centre == presence.centre);
    if before.as_ref().is_some_and(|before| before.at >= presence.at) {
        return Ok(false);
    }
    let news = before.is_none_or(|before| before.people != presence.people);
    if news {
        counter::draw(tx, TABLE, 1).await?;
    }
    sqlx::query(
        "insert into far_presence (centre_id, people, at_ms) values ($1, $2, $3) on conflict (centre_id) do update \
         set people = excluded.people, at_ms = excluded.at_ms",
    )
    .bind(presence.centre.as_str())
    .bind(i64::from(presence.people))
    .bind(presence.at.millis())
    .execute(tx.conn())
    .await?;
    Ok(news)
}

/// Whoever has said nothing since `before` counts as nobody there; gives those that were there until now.
pub async fn silence(tx: &mut Tx, before: Timestamp) -> StoreResult<Vec<CentreId>> {
    let silent: Vec<_> =
        all(tx).await?.into_iter().filter(|presence| presence.people > 0 && presence.at < before).collect();
    if !silent.is_empty() {
        counter::draw(tx, TABLE, 1).await?;
    }
    for presence in &silent {
        sqlx::query("update far_presence set people = 0 where centre_id = $1")
            .bind(presence.centre.as_str())
            .execute(tx.conn())
            .await?;
    }
    Ok(silent.into_iter().map(|presence| presence.centre).collect())
}
