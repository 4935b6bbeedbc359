//! The passkeys of the staff: with what they sign in at the desk by one touch.

use routing::Timestamp;
use ruma::{OwnedUserId, UserId};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;

use super::{
    StoreResult, Tx,
    column::Columns,
    damage,
    desk_session::{self, Browser},
};
use crate::store::vault::Vault;

const TABLE: &str = "passkey";
/// What a [`Passkey`] is read from; the primary key comes first.
macro_rules! columns {
    () => {
        "passkey_key, body, created_ms, used_ms"
    };
}

/// What a passkey is looked up by: a keyed hash of its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyKey(String);

impl PasskeyKey {
    /// The key of a passkey with this id, as the authenticator gives it.
    pub fn of(vault: &Vault, id: &[u8]) -> Self {
        Self(vault.fingerprint("passkey.id", &blake3::hash(id).to_hex()))
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

/// Whose a passkey is, and what proves it. Sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owned {
    /// Their Matrix user.
    pub user: OwnedUserId,
    /// The public master key that counted for them when it was made, in base64: with another one the passkey is void.
    pub identity: String,
    /// Where it was made.
    pub browser: Browser,
    /// The public key and its counter, as the library that checks them writes them.
    pub credential: String,
}

/// A passkey as it stands in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// What it is looked up by.
    pub key: PasskeyKey,
    /// Whose it is.
    pub owned: Owned,
    /// Since when it holds.
    pub created: Timestamp,
    /// When somebody last signed in with it; when it was made, before that.
    pub used: Timestamp,
}

fn user_key(vault: &Vault, user: &UserId) -> String {
    vault.fingerprint("passkey.user", user.as_str())
}

/// Writes a new passkey down. Says no if there is one with this id: an id belongs to one person.
pub async fn insert(tx: &mut Tx, passkey: &Passkey) -> StoreResult<bool> {
    let (user, body) = (user_key(tx.vault(), &passkey.owned.user), tx.vault().seal(&passkey.owned)?);
    let written = sqlx::query(
        "insert into passkey (passkey_key, user_key, body, created_ms, used_ms) values ($1, $2, $3, $4, $5) \
         on conflict do nothing",
    )
    .bind(&passkey.key.0)
    .bind(user)
    .bind(body)
    .bind(passkey.created.millis())
    .bind(passkey.used.millis())
    .execute(tx.conn())
    .await?;
    ring(tx, &passkey.owned.user);
    Ok(written.rows_affected() > 0)
}

/// Whoever looks at their desk sees their passkeys there.
fn ring(tx: &mut Tx, user: &UserId) {
    let whose = desk_session::stir(tx.vault(), user);
    tx.stir(whose);
}

/// The passkey with this key.
pub async fn by_key(tx: &mut Tx, key: &PasskeyKey) -> StoreResult<Option<Passkey>> {
    let row = sqlx::query(concat!("select ", columns!(), " from passkey where passkey_key = $1"))
        .bind(&key.0)
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| passkey(&row, tx.vault())).transpose()
}

/// All passkeys of somebody, the latest first.
pub async fn of_user(tx: &mut Tx, user: &UserId) -> StoreResult<Vec<Passkey>> {
    let key = user_key(tx.vault(), user);
    let rows = sqlx::query(concat!(
        "select ",
        columns!(),
        " from passkey where user_key = $1 order by created_ms desc, passkey_key"
    ))
    .bind(key)
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| passkey(row, tx.vault()))
}

/// Everybody's: there are a few for each of the staff.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<Passkey>> {
    let rows = sqlx::query(concat!("select ", columns!(), " from passkey order by passkey_key"))
        .fetch_all(tx.conn())
        .await?;
    damage::readable(&rows, |row| passkey(row, tx.vault()))
}

/// Somebody has signed in with it; its counter stands in `owned`. Says no if it has been used by another at the same time: `last` is
/// when it was used as it was read.
pub async fn used(tx: &mut Tx, passkey: &Passkey, last: &Owned, now: Timestamp) -> StoreResult<bool> {
    let body = tx.vault().seal(last)?;
    let written =
        sqlx::query("update passkey set body = $2, used_ms = $3 where passkey_key = $1 and used_ms = $4")
            .bind(&passkey.key.0)
            .bind(body)
            .bind(now.millis().max(passkey.used.millis() + 1))
            .bind(passkey.used.millis())
            .execute(tx.conn())
            .await?;
    ring(tx, &passkey.owned.user);
    Ok(written.rows_affected() > 0)
}

/// A passkey of `user` is gone, and whoever is signed in with it is out. Says no if there is none with this key that is theirs.
pub async fn remove(tx: &mut Tx, user: &UserId, key: &PasskeyKey) -> StoreResult<bool> {
    let whose = user_key(tx.vault(), user);
    let gone = sqlx::query("delete from passkey where passkey_key = $1 and user_key = $2")
        .bind(&key.0)
        .bind(whose)
        .execute(tx.conn())
        .await?;
    ring(tx, user);
    let is_gone = gone.rows_affected() > 0;
    if is_gone {
        desk_session::end_of_passkey(tx, key).await?;
    }
    Ok(is_gone)
}

fn passkey(row: &AnyRow, vault: &Vault) -> StoreResult<Passkey> {
    let row = Columns::of(TABLE, row);
    Ok(Passkey {
        key: PasskeyKey(row.text("passkey_key")?),
        owned: row.unsealed("body", vault)?,
        created: row.moment("created_ms")?,
        used: row.moment("used_ms")?,
    })
}
