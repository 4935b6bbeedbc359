//! The directory as it was imported, replaced as a whole.

use routing::Draft;
use serde::de::DeserializeOwned;
use sqlx::{AssertSqlSafe, any::AnyRow};

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
    let mut topics = Vec::new();
    for (position, topic) in (0_i64..).zip(&draft.topics) {
        topics.push((topic.id.as_str(), position, serde_json::to_string(topic)?));
    }
    for some in topics.chunks(AT_ONCE) {
        let text = format!("insert into topic (topic_id, position, body) values {}", places(some.len(), 3));
        let insert = some.iter().fold(sqlx::query(AssertSqlSafe(text)), |insert, (id, position, body)| {
            insert.bind(*id).bind(*position).bind(body.as_str())
        });
        insert.execute(tx.conn()).await?;
    }
    let mut centres = Vec::new();
    for centre in &draft.centres {
        centres.push((centre.id.as_str(), serde_json::to_string(centre)?));
    }
    for some in centres.chunks(AT_ONCE) {
        let text = format!("insert into centre (centre_id, body) values {}", places(some.len(), 2));
        let insert = some.iter().fold(sqlx::query(AssertSqlSafe(text)), |insert, (id, body)| {
            insert.bind(*id).bind(body.as_str())
        });
        insert.execute(tx.conn()).await?;
    }
    let mut counsellors = Vec::new();
    for it in &draft.counsellors {
        counsellors.push((it.centre.as_str(), it.id.as_str(), serde_json::to_string(it)?));
    }
    for some in counsellors.chunks(AT_ONCE) {
        let text = format!(
            "insert into counsellor (centre_id, counsellor_id, body) values {}",
            places(some.len(), 3)
        );
        let insert = some.iter().fold(sqlx::query(AssertSqlSafe(text)), |insert, (centre, id, body)| {
            insert.bind(*centre).bind(*id).bind(body.as_str())
        });
        insert.execute(tx.conn()).await?;
    }
    Ok(version)
}

/// `($1, $2), ($3, $4)`: the places of many rows, which are written by one statement, since a serving Lotse waits meanwhile.
fn places(rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let places: Vec<_> = (1..=columns).map(|column| format!("${}", row * columns + column)).collect();
        format!("({})", places.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
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
