//! Who has a rank by the desk: over a centre, or for a carrier. Two tables of one shape.

use std::{fmt::Display, str::FromStr};

use routing::{CounsellorId, Timestamp};
use sqlx::AssertSqlSafe;

use super::{StoreResult, Tx, column::Columns, damage, vault::Vault};

/// One of these tables.
pub(super) struct Ranks {
    pub(super) table: &'static str,
    /// Its column that says over what.
    pub(super) over: &'static str,
    /// What fingerprints of people are made for.
    pub(super) purpose: &'static str,
}

impl Ranks {
    fn key(&self, vault: &Vault, who: &CounsellorId) -> String {
        vault.fingerprint(self.purpose, who.as_str())
    }

    /// From now on somebody has the rank. Says no if they have it already.
    pub(super) async fn name(
        &self,
        tx: &mut Tx,
        over: &str,
        who: &CounsellorId,
        now: Timestamp,
    ) -> StoreResult<bool> {
        let (key, body) = (self.key(tx.vault(), who), tx.vault().seal(who)?);
        let Self { table, over: column, .. } = *self;
        let text = format!(
            "insert into {table} ({column}, user_key, body, named_ms) values ($1, $2, $3, $4) on conflict do nothing"
        );
        let query = sqlx::query(AssertSqlSafe(text)).bind(over).bind(key).bind(body).bind(now.millis());
        Ok(query.execute(tx.conn()).await?.rows_affected() > 0)
    }

    /// Somebody has the rank no more. Says no if they did not have it.
    pub(super) async fn dismiss(&self, tx: &mut Tx, over: &str, who: &CounsellorId) -> StoreResult<bool> {
        let key = self.key(tx.vault(), who);
        let Self { table, over: column, .. } = *self;
        let text = format!("delete from {table} where {column} = $1 and user_key = $2");
        let gone = sqlx::query(AssertSqlSafe(text)).bind(over).bind(key).execute(tx.conn()).await?;
        Ok(gone.rows_affected() > 0)
    }

    /// Over what somebody has the rank.
    pub(super) async fn of_person<T: FromStr<Err: Display>>(
        &self,
        tx: &mut Tx,
        who: &CounsellorId,
    ) -> StoreResult<Vec<T>> {
        let key = self.key(tx.vault(), who);
        let Self { table, over: column, .. } = *self;
        let text = format!("select {column} from {table} where user_key = $1 order by {column}");
        let rows = sqlx::query(AssertSqlSafe(text)).bind(key).fetch_all(tx.conn()).await?;
        damage::readable(&rows, |row| Columns::of(table, row).parsed(column))
    }

    /// Everybody who has it.
    pub(super) async fn all<T: FromStr<Err: Display>>(
        &self,
        tx: &mut Tx,
    ) -> StoreResult<Vec<(T, CounsellorId)>> {
        let Self { table, over: column, .. } = *self;
        let text = format!("select {column}, body from {table} order by {column}, named_ms, user_key");
        let rows = sqlx::query(AssertSqlSafe(text)).fetch_all(tx.conn()).await?;
        let vault = tx.vault();
        damage::readable(&rows, |row| {
            let row = Columns::of(table, row);
            Ok((row.parsed(column)?, row.unsealed("body", vault)?))
        })
    }
}
