//! Other people's homeservers that do not answer, for `doctor` and for after a restart.

use routing::Timestamp;

use super::{StoreResult, Tx, column::Columns};

const TABLE: &str = "server_away";

/// A server that does not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silent {
    /// Its name.
    pub server: String,
    /// When that was noticed.
    pub since: Timestamp,
}

/// All of them, whoever is away for longest first.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<Silent>> {
    let rows = sqlx::query("select server, since_ms from server_away order by since_ms, server")
        .fetch_all(tx.conn())
        .await?;
    let silent = rows.iter().map(|row| {
        let row = Columns::of(TABLE, row);
        Ok(Silent { server: row.text("server")?, since: row.moment("since_ms")? })
    });
    silent.collect()
}

/// Writes that a server does not answer; it stays with the first moment.
pub async fn put(tx: &mut Tx, server: &str, now: Timestamp) -> StoreResult<()> {
    sqlx::query("insert into server_away (server, since_ms) values ($1, $2) on conflict (server) do nothing")
        .bind(server)
        .bind(now.millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// It answers again.
pub async fn forget(tx: &mut Tx, server: &str) -> StoreResult<()> {
    sqlx::query("delete from server_away where server = $1").bind(server).execute(tx.conn()).await?;
    Ok(())
}
