//! The directory as it was imported, replaced as a whole.

use routing::Draft;
use serde::de::DeserializeOwned;
use sqlx::any::AnyRow;

use super::{StoreError, StoreResult, Tx, column::Columns, counter};

const COUNTER: &str = "directory";

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
    for (position, topic) in (0_i64..).zip(&draft.topics) {
        sqlx::query("insert into topic (topic_id, position, body) values ($1, $2, $3)")
            .bind(topic.id.as_str())
            .bind(position)
            .bind(serde_json::to_string(topic)?)
            .execute(tx.conn())
            .await?;
    }
    for centre in &draft.centres {
        sqlx::query("insert into centre (centre_id, body) values ($1, $2)")
            .bind(centre.id.as_str())
            .bind(serde_json::to_string(centre)?)
            .execute(tx.conn())
            .await?;
    }
    for counsellor in &draft.counsellors {
        sqlx::query("insert into counsellor (centre_id, counsellor_id, body) values ($1, $2, $3)")
            .bind(counsellor.centre.as_str())
            .bind(counsellor.id.as_str())
            .bind(serde_json::to_string(counsellor)?)
            .execute(tx.conn())
            .await?;
    }
    Ok(version)
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
