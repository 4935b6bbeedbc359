//! Everybody's cross-signing identity as it counts here: the first that was seen, or the one that was confirmed since.

use routing::{CounsellorId, Timestamp};
use ruma::{OwnedUserId, UserId};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;

use super::{StoreResult, Tx, column::Columns, damage, vault::Vault};

const TABLE: &str = "identity";

/// Somebody's identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Whose.
    pub user: OwnedUserId,
    /// The public master key that counts, in base64.
    pub key: String,
    /// Another one that their homeserver shows, of somebody who counsels.
    pub new: Option<New>,
    /// How many others have been shown since one was last confirmed, those included that were taken back: from two on, whoever
    /// confirms says which.
    #[serde(default)]
    pub shown: u32,
    /// When a seeker's identity last became another.
    pub moved_at: Option<Timestamp>,
    /// What is still to follow from the last change.
    pub owed: Option<Owed>,
}

/// An identity that waits to be confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct New {
    /// The public master key, in base64.
    pub key: String,
    /// When it was first seen.
    pub since: Timestamp,
}

/// What is still to follow from a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owed {
    /// Somebody who counsels goes out of all rooms, and their teams are told.
    Alarm,
    /// They come in again, since the identity that counted is shown again.
    Back,
    /// They come in again, since somebody has confirmed the new one.
    Confirmed {
        /// The colleague; nobody, when the administration did.
        by: Option<CounsellorId>,
    },
    /// Whoever counsels a seeker is told, and what cannot be undone is asked again.
    Moved,
}

/// What is known of somebody.
pub async fn of(tx: &mut Tx, user: &UserId) -> StoreResult<Option<Identity>> {
    let row = sqlx::query("select user_key, body from identity where user_key = $1")
        .bind(key(tx.vault(), user))
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| read(&row, tx.vault())).transpose()
}

/// Writes what is known from now on.
pub async fn put(tx: &mut Tx, identity: &Identity) -> StoreResult<()> {
    let body = tx.vault().seal(identity)?;
    sqlx::query(
        "insert into identity (user_key, body, new_ms, owed) values ($1, $2, $3, $4) \
         on conflict (user_key) do update set body = excluded.body, new_ms = excluded.new_ms, owed = excluded.owed",
    )
    .bind(key(tx.vault(), &identity.user))
    .bind(body)
    .bind(identity.new.as_ref().map(|new| new.since.millis()))
    .bind(i64::from(identity.owed.is_some()))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Everybody with a new identity that waits to be confirmed, the oldest first.
pub async fn unconfirmed(tx: &mut Tx) -> StoreResult<Vec<Identity>> {
    let rows =
        sqlx::query("select user_key, body from identity where new_ms is not null order by new_ms, user_key")
            .fetch_all(tx.conn())
            .await?;
    damage::readable(&rows, |row| read(row, tx.vault()))
}

/// Those from whose last change something is still to follow, at most `limit`.
pub async fn owed(tx: &mut Tx, limit: u32) -> StoreResult<Vec<Identity>> {
    let rows = sqlx::query("select user_key, body from identity where owed = 1 order by user_key limit $1")
        .bind(i64::from(limit))
        .fetch_all(tx.conn())
        .await?;
    damage::readable(&rows, |row| read(row, tx.vault()))
}

/// Forgets somebody who has nothing to do with us any more.
pub async fn forget(tx: &mut Tx, user: &UserId) -> StoreResult<()> {
    sqlx::query("delete from identity where user_key = $1")
        .bind(key(tx.vault(), user))
        .execute(tx.conn())
        .await?;
    Ok(())
}

fn read(row: &AnyRow, vault: &Vault) -> StoreResult<Identity> {
    Columns::of(TABLE, row).unsealed("body", vault)
}

fn key(vault: &Vault, user: &UserId) -> String {
    vault.fingerprint("identity.user", user.as_str())
}
