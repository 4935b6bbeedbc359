//! Who of the staff is signed in at the desk, and at which browser.

use routing::Timestamp;
use ruma::{OwnedUserId, UserId};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;

use super::{StoreResult, Tx, column::Columns, damage, passkey::PasskeyKey, stirs::Stir};
use crate::store::vault::Vault;

const TABLE: &str = "desk_session";
/// What a [`DeskSession`] is read from; the primary key comes first.
macro_rules! columns {
    () => {
        "session_key, body, created_ms, used_ms, passkey_key"
    };
}

/// What a session is looked up by; the secret itself is with the browser alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskKey(String);

impl DeskKey {
    /// The key of the secret that a browser shows.
    pub fn of(vault: &Vault, secret: &str) -> Self {
        Self(vault.fingerprint("desk_session.secret", secret))
    }

    /// As a page of the desk names it: it opens nothing.
    pub fn named(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The hash.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A browser, as far as it says what it is: names that everybody knows, and nothing that tells one from another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Browser {
    /// Such as `Firefox`.
    pub name: Option<String>,
    /// Such as `Linux`.
    pub system: Option<String>,
}

/// Who is signed in. Sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whose {
    /// Their Matrix user.
    pub user: OwnedUserId,
    /// The public master key that counted for them when they signed in, in base64.
    pub identity: String,
    /// Where.
    pub browser: Browser,
}

/// A session as it stands in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskSession {
    /// What it is looked up by.
    pub key: DeskKey,
    /// Whose it is.
    pub whose: Whose,
    /// Since when it holds.
    pub created: Timestamp,
    /// When somebody last did something.
    pub used: Timestamp,
    /// With which passkey it began; none, if by a word in the chat.
    pub passkey: Option<PasskeyKey>,
}

fn user_key(vault: &Vault, user: &UserId) -> String {
    vault.fingerprint("desk_session.user", user.as_str())
}

/// Writes a new session down.
pub async fn insert(tx: &mut Tx, session: &DeskSession) -> StoreResult<()> {
    let (user, body) = (user_key(tx.vault(), &session.whose.user), tx.vault().seal(&session.whose)?);
    sqlx::query(
        "insert into desk_session (session_key, user_key, body, created_ms, used_ms, passkey_key) \
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&session.key.0)
    .bind(user)
    .bind(body)
    .bind(session.created.millis())
    .bind(session.used.millis())
    .bind(session.passkey.as_ref().map(PasskeyKey::as_str))
    .execute(tx.conn())
    .await?;
    let whose = stir(tx.vault(), &session.whose.user);
    tx.stir(whose);
    Ok(())
}

/// Rung whenever somebody is signed in or out anywhere.
pub fn stir(vault: &Vault, user: &UserId) -> Stir {
    Stir::Person(user_key(vault, user))
}

/// The session with this key, whether it still holds or not.
pub async fn by_key(tx: &mut Tx, key: &DeskKey) -> StoreResult<Option<DeskSession>> {
    let row = sqlx::query(concat!("select ", columns!(), " from desk_session where session_key = $1"))
        .bind(&key.0)
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| session(&row, tx.vault())).transpose()
}

/// All sessions of somebody, the latest first.
pub async fn of_user(tx: &mut Tx, user: &UserId) -> StoreResult<Vec<DeskSession>> {
    let key = user_key(tx.vault(), user);
    let rows = sqlx::query(concat!(
        "select ",
        columns!(),
        " from desk_session where user_key = $1 order by created_ms desc, session_key"
    ))
    .bind(key)
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| session(row, tx.vault()))
}

/// Everybody's sessions: there are as many as people at work.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<DeskSession>> {
    let rows = sqlx::query(concat!("select ", columns!(), " from desk_session order by session_key"))
        .fetch_all(tx.conn())
        .await?;
    damage::readable(&rows, |row| session(row, tx.vault()))
}

/// Somebody has done something.
pub async fn used(tx: &mut Tx, key: &DeskKey, now: Timestamp) -> StoreResult<()> {
    sqlx::query("update desk_session set used_ms = $2 where session_key = $1 and used_ms < $2")
        .bind(&key.0)
        .bind(now.millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// A session of `user` is over. Says no if there is none with this key that is theirs.
pub async fn end(tx: &mut Tx, user: &UserId, key: &DeskKey) -> StoreResult<bool> {
    let whose = stir(tx.vault(), user);
    tx.stir(whose);
    let user = user_key(tx.vault(), user);
    let ended = sqlx::query("delete from desk_session where session_key = $1 and user_key = $2")
        .bind(&key.0)
        .bind(user)
        .execute(tx.conn())
        .await?;
    Ok(ended.rows_affected() > 0)
}

/// All sessions of somebody are over; how many there were.
pub async fn end_all(tx: &mut Tx, user: &UserId) -> StoreResult<u64> {
    let whose = stir(tx.vault(), user);
    tx.stir(whose);
    let user = user_key(tx.vault(), user);
    let ended =
        sqlx::query("delete from desk_session where user_key = $1").bind(user).execute(tx.conn()).await?;
    Ok(ended.rows_affected())
}

/// Whoever is signed in with this passkey is out.
pub(super) async fn end_of_passkey(tx: &mut Tx, passkey: &PasskeyKey) -> StoreResult<()> {
    sqlx::query("delete from desk_session where passkey_key = $1")
        .bind(passkey.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

fn session(row: &AnyRow, vault: &Vault) -> StoreResult<DeskSession> {
    let row = Columns::of(TABLE, row);
    Ok(DeskSession {
        key: DeskKey(row.text("session_key")?),
        whose: row.unsealed("body", vault)?,
        created: row.moment("created_ms")?,
        used: row.moment("used_ms")?,
        passkey: row.optional_text("passkey_key")?.as_deref().map(PasskeyKey::named),
    })
}
