//! Who is signed in at the portal, and which devices are to be deleted because a session is over.

use routing::{SeekerId, Timestamp};
use sqlx::any::AnyRow;

use super::{StoreResult, Tx, account::Account, column::Columns, damage};
use crate::store::vault::Vault;

const TABLE: &str = "account_session";
/// What a [`Session`] is read from; the primary key comes first.
macro_rules! columns {
    () => {
        "session_key, account_id, device_id, created_ms, used_ms"
    };
}

/// What a session is looked up by; the secret itself is with the browser alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SessionKey(String);

impl SessionKey {
    /// The key of the secret that a browser shows.
    pub fn of(vault: &Vault, secret: &str) -> Self {
        Self(vault.fingerprint("account_session.secret", secret))
    }

    /// The hash.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A session as it stands in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// What it is looked up by.
    pub key: SessionKey,
    /// Whose it is.
    pub account: String,
    /// Its one device.
    pub device: String,
    /// Since when it holds.
    pub created: Timestamp,
    /// When somebody last did something.
    pub used: Timestamp,
}

/// Writes a new session down.
pub async fn insert(tx: &mut Tx, session: &Session) -> StoreResult<()> {
    sqlx::query(
        "insert into account_session (session_key, account_id, device_id, created_ms, used_ms) \
         values ($1, $2, $3, $4, $5)",
    )
    .bind(&session.key.0)
    .bind(&session.account)
    .bind(&session.device)
    .bind(session.created.millis())
    .bind(session.used.millis())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The session with this key, whether it still holds or not.
pub async fn by_key(tx: &mut Tx, key: &SessionKey) -> StoreResult<Option<Session>> {
    let row = sqlx::query(concat!("select ", columns!(), " from account_session where session_key = $1"))
        .bind(&key.0)
        .fetch_optional(tx.conn())
        .await?;
    row.as_ref().map(session).transpose()
}

/// All sessions of an account.
pub async fn of_account(tx: &mut Tx, account: &str) -> StoreResult<Vec<Session>> {
    let rows = sqlx::query(concat!("select ", columns!(), " from account_session where account_id = $1"))
        .bind(account)
        .fetch_all(tx.conn())
        .await?;
    damage::readable(&rows, session)
}

/// At most `limit` sessions that were last used, or made, before these moments.
pub async fn worn_out(
    tx: &mut Tx,
    (used, created): (Timestamp, Timestamp),
    limit: u32,
) -> StoreResult<Vec<Session>> {
    let rows = sqlx::query(concat!(
        "select ",
        columns!(),
        " from account_session where used_ms < $1 or created_ms < $2 order by used_ms, session_key limit $3"
    ))
    .bind(used.millis())
    .bind(created.millis())
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, session)
}

/// Somebody has done something.
pub async fn used(tx: &mut Tx, key: &SessionKey, now: Timestamp) -> StoreResult<()> {
    sqlx::query("update account_session set used_ms = $2 where session_key = $1 and used_ms < $2")
        .bind(&key.0)
        .bind(now.millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The session goes on with another device. Says no if it is over, or has another device than it had.
pub async fn change_device(
    tx: &mut Tx,
    session: &Session,
    device: &str,
    now: Timestamp,
) -> StoreResult<bool> {
    let written = sqlx::query(
        "update account_session set device_id = $3, used_ms = $4 where session_key = $1 and device_id = $2",
    )
    .bind(&session.key.0)
    .bind(&session.device)
    .bind(device)
    .bind(now.millis())
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

/// The session is over; its device is to be deleted.
pub async fn end(tx: &mut Tx, session: &Session, account: &Account, now: Timestamp) -> StoreResult<()> {
    sqlx::query("delete from account_session where session_key = $1")
        .bind(&session.key.0)
        .execute(tx.conn())
        .await?;
    end_device(tx, &account.about.seeker, &session.device, now).await
}

/// A device is to be deleted at the homeserver, from `due` on.
pub async fn end_device(tx: &mut Tx, seeker: &SeekerId, device: &str, due: Timestamp) -> StoreResult<()> {
    let body = tx.vault().seal(seeker)?;
    sqlx::query(
        "insert into ended_device (device_id, body, due_ms) values ($1, $2, $3) on conflict do nothing",
    )
    .bind(device)
    .bind(body)
    .bind(due.millis())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// At most `limit` devices whose turn it is to be deleted, with their users.
pub async fn ended_devices(tx: &mut Tx, now: Timestamp, limit: u32) -> StoreResult<Vec<(SeekerId, String)>> {
    let rows = sqlx::query(
        "select device_id, body from ended_device where due_ms <= $1 order by due_ms, device_id limit $2",
    )
    .bind(now.millis())
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| {
        let row = Columns::of("ended_device", row);
        Ok((row.unsealed("body", tx.vault())?, row.text("device_id")?))
    })
}

/// It could not be deleted now.
pub async fn end_device_later(tx: &mut Tx, device: &str, due: Timestamp) -> StoreResult<()> {
    sqlx::query("update ended_device set due_ms = $2 where device_id = $1")
        .bind(device)
        .bind(due.millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The device is gone.
pub async fn device_gone(tx: &mut Tx, device: &str) -> StoreResult<()> {
    sqlx::query("delete from ended_device where device_id = $1").bind(device).execute(tx.conn()).await?;
    Ok(())
}

fn session(row: &AnyRow) -> StoreResult<Session> {
    let row = Columns::of(TABLE, row);
    Ok(Session {
        key: SessionKey(row.text("session_key")?),
        account: row.text("account_id")?,
        device: row.text("device_id")?,
        created: row.moment("created_ms")?,
        used: row.moment("used_ms")?,
    })
}
