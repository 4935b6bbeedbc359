//! What counsellors want of e-mails. Who has said nothing wants none.

use routing::{CounsellorId, MailWish, QuietHours, Timestamp};

use super::{StoreResult, Tx, column::Columns, unread::key_of};

const TABLE: &str = "mail_wish";

/// What somebody wants, and when they last got an e-mail.
pub async fn of(tx: &mut Tx, counsellor: &CounsellorId) -> StoreResult<(MailWish, Option<Timestamp>)> {
    let key = key_of(tx.vault(), counsellor.as_str());
    let row = sqlx::query(
        "select counsellor_key, wanted, quiet, mailed_ms from mail_wish where counsellor_key = $1",
    )
    .bind(key)
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok((MailWish::default(), None)) };
    let row = Columns::of(TABLE, &row);
    let wish = MailWish { wanted: row.number("wanted")? != 0, quiet: row.optional_parsed("quiet")? };
    Ok((wish, row.optional_moment("mailed_ms")?))
}

/// Whether somebody wants e-mails.
pub async fn set_wanted(tx: &mut Tx, counsellor: &CounsellorId, wanted: bool) -> StoreResult<()> {
    let key = key_of(tx.vault(), counsellor.as_str());
    sqlx::query(
        "insert into mail_wish (counsellor_key, wanted) values ($1, $2) \
         on conflict (counsellor_key) do update set wanted = excluded.wanted",
    )
    .bind(key)
    .bind(i64::from(wanted))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// When somebody wants none.
pub async fn set_quiet(tx: &mut Tx, counsellor: &CounsellorId, quiet: Option<QuietHours>) -> StoreResult<()> {
    let key = key_of(tx.vault(), counsellor.as_str());
    sqlx::query(
        "insert into mail_wish (counsellor_key, wanted, quiet) values ($1, 0, $2) \
         on conflict (counsellor_key) do update set quiet = excluded.quiet",
    )
    .bind(key)
    .bind(quiet.map(|quiet| quiet.to_string()))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Somebody gets an e-mail now.
pub async fn mailed(tx: &mut Tx, counsellor_key: &str, now: Timestamp) -> StoreResult<()> {
    sqlx::query("update mail_wish set mailed_ms = $2 where counsellor_key = $1")
        .bind(counsellor_key)
        .bind(now.millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}
