//! The directory as it was imported, replaced as a whole.

use std::collections::HashMap;

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
    let carriers =
        sqlx::query("select carrier_id, body from carrier order by carrier_id").fetch_all(tx.conn()).await?;
    Ok(Draft {
        topics: bodies("topic", &topics)?,
        centres: bodies("centre", &centres)?,
        counsellors: bodies("counsellor", &counsellors)?,
        carriers: bodies("carrier", &carriers)?,
    })
}

/// Replaces the whole directory and gives its new version.
pub async fn replace(tx: &mut Tx, draft: &Draft) -> StoreResult<i64> {
    // Drawn first: it makes two imports at once follow one another instead of mixing.
    let version = counter::draw(tx, COUNTER, 1).await?;
    let before = load(tx).await?;
    Rewriting::between(&before, draft)?.rows(tx).await?;
    Ok(version)
}

/// The rows in which two directories differ, worked out before anything is locked: a serving Lotse waits for the writing alone.
#[derive(Debug)]
pub struct Rewriting {
    topics: Option<Vec<[Value; 3]>>,
    centres: Changed<1, 2>,
    counsellors: Changed<2, 3>,
    carriers: Changed<1, 2>,
}

/// The keys of rows that go, and all values of those that come; of a row that is different both.
#[derive(Debug)]
struct Changed<const KEY: usize, const ROW: usize> {
    gone: Vec<[Value; KEY]>,
    come: Vec<[Value; ROW]>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Value {
    Text(String),
    Number(i64),
}

impl Rewriting {
    /// What is to be written so that `after` stands where `before` stood.
    pub fn between(before: &Draft, after: &Draft) -> StoreResult<Self> {
        let topics = (0_i64..).zip(&after.topics).map(|(position, topic)| {
            Ok([text(&topic.id), Value::Number(position), Value::Text(serde_json::to_string(topic)?)])
        });
        // There are few of them, and each has a position.
        let topics =
            (before.topics != after.topics).then(|| topics.collect::<StoreResult<_>>()).transpose()?;
        let centres = Changed::between(
            &before.centres,
            &after.centres,
            |centre| [text(&centre.id)],
            |centre| Ok([text(&centre.id), Value::Text(serde_json::to_string(centre)?)]),
        )?;
        let counsellors = Changed::between(
            &before.counsellors,
            &after.counsellors,
            |it| [text(&it.centre), text(&it.id)],
            |it| Ok([text(&it.centre), text(&it.id), Value::Text(serde_json::to_string(it)?)]),
        )?;
        let carriers = Changed::between(
            &before.carriers,
            &after.carriers,
            |it| [text(&it.id)],
            |it| Ok([text(&it.id), Value::Text(serde_json::to_string(it)?)]),
        )?;
        Ok(Self { topics, centres, counsellors, carriers })
    }

    /// Writes it, and gives the new version. The directory must still be the one that it was worked out from.
    pub async fn write(self, tx: &mut Tx) -> StoreResult<i64> {
        let version = counter::draw(tx, COUNTER, 1).await?;
        self.rows(tx).await?;
        Ok(version)
    }

    /// Writes it if nobody else has changed the directory since this version; else nothing, and the transaction is of no use.
    pub async fn write_after(self, tx: &mut Tx, version: i64) -> StoreResult<Option<i64>> {
        // Drawn first: whoever writes at the same time comes to an end before this is looked at.
        let drawn = counter::draw(tx, COUNTER, 1).await?;
        if drawn != version + 1 {
            return Ok(None);
        }
        self.rows(tx).await?;
        Ok(Some(drawn))
    }

    async fn rows(self, tx: &mut Tx) -> StoreResult<()> {
        if let Some(topics) = self.topics {
            sqlx::query("delete from topic").execute(tx.conn()).await?;
            execute(tx, "insert into topic (topic_id, position, body) values", "", topics).await?;
        }
        execute(tx, "delete from centre where (centre_id) in (values", ")", self.centres.gone).await?;
        let counsellors = "delete from counsellor where (centre_id, counsellor_id) in (values";
        execute(tx, counsellors, ")", self.counsellors.gone).await?;
        execute(tx, "insert into centre (centre_id, body) values", "", self.centres.come).await?;
        let counsellors = "insert into counsellor (centre_id, counsellor_id, body) values";
        execute(tx, counsellors, "", self.counsellors.come).await?;
        execute(tx, "delete from carrier where (carrier_id) in (values", ")", self.carriers.gone).await?;
        execute(tx, "insert into carrier (carrier_id, body) values", "", self.carriers.come).await
    }
}

impl<const KEY: usize, const ROW: usize> Changed<KEY, ROW> {
    fn between<T: PartialEq>(
        before: &[T],
        after: &[T],
        key: impl Fn(&T) -> [Value; KEY],
        row: impl Fn(&T) -> StoreResult<[Value; ROW]>,
    ) -> StoreResult<Self> {
        let mut old: HashMap<_, _> = before.iter().map(|it| (key(it), it)).collect();
        let mut changed = Self { gone: Vec::new(), come: Vec::new() };
        for it in after {
            let known = old.remove(&key(it));
            if known == Some(it) {
                continue;
            }
            changed.gone.extend(known.map(&key));
            changed.come.push(row(it)?);
        }
        changed.gone.extend(old.into_keys());
        Ok(changed)
    }
}

fn text(value: impl AsRef<str>) -> Value {
    Value::Text(value.as_ref().to_owned())
}

/// Runs one statement for many rows of values, which stand between `begin` and `end`.
async fn execute<const COLUMNS: usize>(
    tx: &mut Tx,
    begin: &str,
    end: &str,
    rows: Vec<[Value; COLUMNS]>,
) -> StoreResult<()> {
    for some in rows.chunks(AT_ONCE) {
        let statement = format!("{begin} {}{end}", places(some.len(), COLUMNS));
        let values = some.iter().flatten();
        let query = values.fold(sqlx::query(AssertSqlSafe(statement)), |query, value| match value {
            Value::Text(text) => query.bind(text.as_str()),
            Value::Number(number) => query.bind(*number),
        });
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// `($1, $2), ($3, $4)`: the places of many rows. `sqlx`'s own builder writes `?`, which PostgreSQL does not understand.
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
