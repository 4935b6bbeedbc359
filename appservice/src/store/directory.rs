//! The directory as it was imported, replaced as a whole.

use routing::Draft;
use serde::de::DeserializeOwned;
use sqlx::{Any, QueryBuilder, any::AnyRow, query_builder::Separated};

use super::{StoreError, StoreResult, Tx, column::Columns, counter};

const COUNTER: &str = "directory";

/// Rows that are written by one statement; three values each stay far below the limits of both databases.
const AT_ONCE: usize = 500;

/// Everything that the directory holds: topics in their order, centres and counsellors by id. It was checked before
/// it was written, and is to be checked again by whoever makes a `Directory` of it.
pub async fn load(tx: &mut Tx) -> StoreResult<Draft> {
    let topics =
        sqlx::query("select topic_id, body from topic order by position").fetch_all(tx.conn()).await?;
    let centres =
        sqlx::query("select centre_id, body from centre order by centre_id").fetch_all(tx.conn()).await?;
    let counsellors =
        sqlx::query("select counsellor_id, body from counsellor order by centre_id, counsellor_id")
            .fetch_all(tx.conn())
            .await?;
    Ok(Draft {
        topics: bodies("topic", &topics)?,
        centres: bodies("centre", &centres)?,
        counsellors: bodies("counsellor", &counsellors)?,
    })
}

/// Replaces the whole directory and gives its new version.
pub async fn replace(tx: &mut Tx, draft: &Draft) -> StoreResult<i64> {
    // Drawn first: it makes two imports at once follow one another instead of mixing.
    let version = counter::draw(tx, COUNTER, 1).await?;
    for text in ["delete from topic", "delete from centre", "delete from counsellor"] {
        sqlx::query(text).execute(tx.conn()).await?;
    }
    let topics =
        (0_i64..).zip(&draft.topics).map(|(at, topic)| Ok((at, &topic.id, serde_json::to_string(topic)?)));
    insert(tx, "topic (topic_id, position, body)", topics, |mut row, (position, id, body)| {
        row.push_bind(id.as_str()).push_bind(position).push_bind(body);
    })
    .await?;
    let centres = draft.centres.iter().map(|centre| Ok((&centre.id, serde_json::to_string(centre)?)));
    insert(tx, "centre (centre_id, body)", centres, |mut row, (id, body)| {
        row.push_bind(id.as_str()).push_bind(body);
    })
    .await?;
    let counsellors = draft.counsellors.iter().map(|it| Ok((&it.centre, &it.id, serde_json::to_string(it)?)));
    insert(tx, "counsellor (centre_id, counsellor_id, body)", counsellors, |mut row, (centre, id, body)| {
        row.push_bind(centre.as_str()).push_bind(id.as_str()).push_bind(body);
    })
    .await?;
    Ok(version)
}

/// Writes many rows with few statements, since a serving Lotse waits meanwhile.
async fn insert<'a, T>(
    tx: &mut Tx,
    into: &str,
    rows: impl Iterator<Item = StoreResult<T>>,
    mut bind: impl FnMut(Separated<'_, Any, &'static str>, T),
) -> StoreResult<()> {
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let some = rows.by_ref().take(AT_ONCE).collect::<StoreResult<Vec<T>>>()?;
        let mut insert = QueryBuilder::<Any>::new(format!("insert into {into} "));
        insert.push_values(some, &mut bind);
        insert.build().execute(tx.conn()).await?;
    }
    Ok(())
}

/// Which writing of the directory this is; 0 before the first import.
pub async fn version(tx: &mut Tx) -> StoreResult<i64> {
    counter::last(tx, COUNTER).await
}

fn bodies<T: DeserializeOwned>(table: &'static str, rows: &[AnyRow]) -> StoreResult<Vec<T>> {
    let bodies = rows.iter().map(|row| -> Result<T, StoreError> {
        let row = Columns::of(table, row);
        // The fault is told by its place only: serde's own words would repeat the content.
        serde_json::from_str(&row.text("body")?)
            .map_err(|error| row.fault(format!("its body is not understood at column {}", error.column())))
    });
    bodies.collect()
}
