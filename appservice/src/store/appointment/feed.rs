//! The secret addresses of calendars. Whoever has one learns when its counsellor is taken, and nothing else.

use routing::{CounsellorId, Timestamp};

use super::{super::column::Columns, StoreResult, Tx, key};
use crate::store::vault::Vault;

const TABLE: &str = "busy_feed";

/// Whose calendar this secret opens.
pub async fn whose(tx: &mut Tx, secret: &str) -> StoreResult<Option<CounsellorId>> {
    let feed = feed_key(tx.vault(), secret);
    let row = sqlx::query("select feed_key, body from busy_feed where feed_key = $1")
        .bind(feed)
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| Columns::of(TABLE, &row).unsealed("body", tx.vault())).transpose()
}

/// Since when somebody has a calendar.
pub async fn since(tx: &mut Tx, counsellor: &CounsellorId) -> StoreResult<Option<Timestamp>> {
    let key = key(tx.vault(), counsellor);
    let row = sqlx::query("select feed_key, created_ms from busy_feed where counsellor_key = $1")
        .bind(key)
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| Columns::of(TABLE, &row).moment("created_ms")).transpose()
}

/// A new address; the one before opens nothing any more.
pub async fn renew(tx: &mut Tx, counsellor: &CounsellorId, secret: &str, now: Timestamp) -> StoreResult<()> {
    let (feed, key) = (feed_key(tx.vault(), secret), key(tx.vault(), counsellor));
    let sealed = tx.vault().seal(counsellor)?;
    sqlx::query(
        "insert into busy_feed (feed_key, counsellor_key, created_ms, body) values ($1, $2, $3, $4) \
         on conflict (counsellor_key) do update set feed_key = excluded.feed_key, \
         created_ms = excluded.created_ms, body = excluded.body",
    )
    .bind(feed)
    .bind(key)
    .bind(now.millis())
    .bind(sealed)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// There is none any more.
pub async fn end(tx: &mut Tx, counsellor: &CounsellorId) -> StoreResult<()> {
    let key = key(tx.vault(), counsellor);
    sqlx::query("delete from busy_feed where counsellor_key = $1").bind(key).execute(tx.conn()).await?;
    Ok(())
}

fn feed_key(vault: &Vault, secret: &str) -> String {
    vault.fingerprint("appointment.feed", secret)
}
