//! On which devices the people of a centre can read what is written in its rooms, and what they were told as they came in.

use std::collections::BTreeSet;

use routing::{CentreId, CounsellorId};
use serde::{Deserialize, Serialize};

use super::{StoreResult, Tx, column::Columns};

const TABLE: &str = "reader";

/// What is known of somebody in the rooms of a centre.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    /// Their signed devices for which open cards were written.
    pub devices: BTreeSet<String>,
    /// Told that they have no signed device.
    pub told: bool,
    /// Welcomed in Erstanfragen.
    pub in_enquiries: bool,
    /// Welcomed in Team.
    pub in_team: bool,
}

/// What is known of this person in this centre.
pub async fn of(tx: &mut Tx, centre: &CentreId, who: &CounsellorId) -> StoreResult<Reader> {
    let key = key(tx, who);
    let row = sqlx::query("select body from reader where centre_id = $1 and reader_key = $2")
        .bind(centre.as_str())
        .bind(key)
        .fetch_optional(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(Reader::default()) };
    Ok(tx.vault().unseal(&Columns::of(TABLE, &row).bytes("body")?)?)
}

/// Remembers it.
pub async fn put(tx: &mut Tx, centre: &CentreId, who: &CounsellorId, reader: &Reader) -> StoreResult<()> {
    let (key, body) = (key(tx, who), tx.vault().seal(reader)?);
    sqlx::query(
        "insert into reader (centre_id, reader_key, body) values ($1, $2, $3) \
         on conflict (centre_id, reader_key) do update set body = excluded.body",
    )
    .bind(centre.as_str())
    .bind(key)
    .bind(body)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets everybody but these: who comes back is a newcomer.
pub async fn keep_only(tx: &mut Tx, centre: &CentreId, people: &[CounsellorId]) -> StoreResult<()> {
    let kept: BTreeSet<String> = people.iter().map(|who| key(tx, who)).collect();
    let rows = sqlx::query("select reader_key from reader where centre_id = $1")
        .bind(centre.as_str())
        .fetch_all(tx.conn())
        .await?;
    for row in &rows {
        let known = Columns::of(TABLE, row).text("reader_key")?;
        if !kept.contains(&known) {
            sqlx::query("delete from reader where centre_id = $1 and reader_key = $2")
                .bind(centre.as_str())
                .bind(known)
                .execute(tx.conn())
                .await?;
        }
    }
    Ok(())
}

fn key(tx: &Tx, who: &CounsellorId) -> String {
    tx.vault().fingerprint("reader", who.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::test_postgres::test_stores;

    #[tokio::test]
    async fn what_is_known_of_a_reader_is_kept_as_long_as_they_stay() {
        for store in test_stores().await {
            let (centre, ben) =
                (CentreId::parse("dresden").unwrap(), CounsellorId::parse("@ben:a.b").unwrap());
            let other = CentreId::parse("koeln").unwrap();
            let mut tx = store.begin().await.unwrap();
            assert_eq!(of(&mut tx, &centre, &ben).await.unwrap(), Reader::default());
            let reader = Reader { devices: ["A".to_owned()].into(), told: true, ..Reader::default() };
            put(&mut tx, &centre, &ben, &Reader::default()).await.unwrap();
            put(&mut tx, &centre, &ben, &reader).await.unwrap();
            put(&mut tx, &other, &ben, &reader).await.unwrap();
            keep_only(&mut tx, &centre, std::slice::from_ref(&ben)).await.unwrap();
            assert_eq!(of(&mut tx, &centre, &ben).await.unwrap(), reader, "{}", store.name);
            keep_only(&mut tx, &centre, &[]).await.unwrap();
            assert_eq!(of(&mut tx, &centre, &ben).await.unwrap(), Reader::default());
            assert_eq!(of(&mut tx, &other, &ben).await.unwrap(), reader, "another centre's stay");
        }
    }
}
