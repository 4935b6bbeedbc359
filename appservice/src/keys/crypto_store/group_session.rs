//! Table `crypto_group_session`: the keys to what others wrote in a room.

use std::collections::BTreeSet;

use matrix_sdk_crypto::olm::SenderDataType;
use sqlx::Row as _;

use crate::store::{StoreResult, Tx};

/// Which session, within its owner.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Address {
    pub(super) room: String,
    pub(super) session: String,
}

/// A session as it stands in the table.
pub(super) struct Sealed {
    pub(super) sender: String,
    pub(super) trust: SenderDataType,
    pub(super) backup: Backup,
    pub(super) value: Vec<u8>,
}

/// Whether a backup holds the session as it is now.
pub(super) enum Backup {
    /// No: it is new, or better than the one that was backed up.
    Missing,
    /// As the row says already.
    Unchanged,
    /// The backup of this version does.
    Done(String),
}

pub(super) async fn put(tx: &mut Tx, owner: &str, at: &Address, session: &Sealed) -> StoreResult<()> {
    let (keep, backup) = match &session.backup {
        Backup::Missing => (0_i64, ""),
        Backup::Unchanged => (1, ""),
        Backup::Done(version) => (0, version.as_str()),
    };
    sqlx::query(
        "insert into crypto_group_session (owner, room, session, sender, trust, backup, value)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (owner, room, session) do update set
             sender = excluded.sender, trust = excluded.trust, value = excluded.value,
             backup = case when $8 = 1 then crypto_group_session.backup else excluded.backup end",
    )
    .bind(owner)
    .bind(&at.room)
    .bind(&at.session)
    .bind(&session.sender)
    .bind(session.trust as i64)
    .bind(backup)
    .bind(session.value.as_slice())
    .bind(keep)
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) async fn get(tx: &mut Tx, owner: &str, at: &Address) -> StoreResult<Option<Vec<u8>>> {
    let row =
        sqlx::query("select value from crypto_group_session where owner = $1 and room = $2 and session = $3")
            .bind(owner)
            .bind(&at.room)
            .bind(&at.session)
            .fetch_optional(tx.conn())
            .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

pub(super) async fn list(tx: &mut Tx, owner: &str) -> StoreResult<Vec<Vec<u8>>> {
    let rows = sqlx::query("select value from crypto_group_session where owner = $1")
        .bind(owner)
        .fetch_all(tx.conn())
        .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

pub(super) async fn list_room(tx: &mut Tx, owner: &str, room: &str) -> StoreResult<Vec<Vec<u8>>> {
    let rows = sqlx::query("select value from crypto_group_session where owner = $1 and room = $2")
        .bind(owner)
        .bind(room)
        .fetch_all(tx.conn())
        .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// All sessions of a room that may be passed on.
pub(super) async fn list_free(tx: &mut Tx, owner: &str, room: &str) -> StoreResult<Vec<Vec<u8>>> {
    let rows = sqlx::query(
        "select value from crypto_group_session where owner = $1 and room = $2 and held_back = 0",
    )
    .bind(owner)
    .bind(room)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Marks all sessions of a room that there are now: they are never passed on.
pub(super) async fn hold_back(tx: &mut Tx, owner: &str, room: &str) -> StoreResult<()> {
    sqlx::query("update crypto_group_session set held_back = 1 where owner = $1 and room = $2")
        .bind(owner)
        .bind(room)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The sessions of a room that are never passed on.
pub(super) async fn held_back(tx: &mut Tx, owner: &str, room: &str) -> StoreResult<BTreeSet<String>> {
    let rows = sqlx::query(
        "select session from crypto_group_session where owner = $1 and room = $2 and held_back = 1",
    )
    .bind(owner)
    .bind(room)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Up to `limit` sessions of a device whose sender is known as far as `trust`, after the session `after` (or from the
/// first, when it is empty), in the order of the labels.
pub(super) async fn list_device(
    tx: &mut Tx,
    owner: &str,
    sender: &str,
    trust: SenderDataType,
    after: &str,
    limit: usize,
) -> StoreResult<Vec<Vec<u8>>> {
    let rows = sqlx::query(
        "select value from crypto_group_session where owner = $1 and sender = $2 and trust = $3 and session > $4
         order by session limit $5",
    )
    .bind(owner)
    .bind(sender)
    .bind(trust as i64)
    .bind(after)
    .bind(bounded(limit))
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Up to `limit` sessions that the backup of `version` lacks.
pub(super) async fn list_not_in_backup(
    tx: &mut Tx,
    owner: &str,
    version: &str,
    limit: usize,
) -> StoreResult<Vec<Vec<u8>>> {
    let rows = sqlx::query(
        "select value from crypto_group_session where owner = $1 and backup <> $2 order by room, session limit $3",
    )
    .bind(owner)
    .bind(version)
    .bind(bounded(limit))
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// How many sessions there are, and how many of them are in the backup of `version`.
pub(super) async fn count(tx: &mut Tx, owner: &str, version: Option<&str>) -> StoreResult<(i64, i64)> {
    let row = sqlx::query(
        "select count(*), count(case when backup <> '' and backup = $2 then 1 end)
         from crypto_group_session where owner = $1",
    )
    .bind(owner)
    .bind(version.unwrap_or_default())
    .fetch_one(tx.conn())
    .await?;
    Ok((row.try_get(0)?, row.try_get(1)?))
}

pub(super) async fn delete_room(tx: &mut Tx, owner: &str, room: &str) -> StoreResult<()> {
    sqlx::query("delete from crypto_group_session where owner = $1 and room = $2")
        .bind(owner)
        .bind(room)
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub(super) async fn delete(tx: &mut Tx, owner: &str, at: &Address) -> StoreResult<()> {
    sqlx::query("delete from crypto_group_session where owner = $1 and room = $2 and session = $3")
        .bind(owner)
        .bind(&at.room)
        .bind(&at.session)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Deletes what a sender's device has made in one room.
pub(super) async fn delete_sender_in(tx: &mut Tx, owner: &str, room: &str, sender: &str) -> StoreResult<()> {
    sqlx::query("delete from crypto_group_session where owner = $1 and room = $2 and sender = $3")
        .bind(owner)
        .bind(room)
        .bind(sender)
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub(super) async fn is_of_room(tx: &mut Tx, owner: &str, room: &str) -> StoreResult<bool> {
    let row = sqlx::query("select 1 from crypto_group_session where owner = $1 and room = $2 limit 1")
        .bind(owner)
        .bind(room)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// Deletes what a sender's device has made, in whatever room.
pub(super) async fn delete_sender(tx: &mut Tx, owner: &str, sender: &str) -> StoreResult<()> {
    sqlx::query("delete from crypto_group_session where owner = $1 and sender = $2")
        .bind(owner)
        .bind(sender)
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub(super) async fn delete_owner(tx: &mut Tx, owner: &str) -> StoreResult<()> {
    sqlx::query("delete from crypto_group_session where owner = $1").bind(owner).execute(tx.conn()).await?;
    Ok(())
}

/// How many bytes of sessions the owner has.
pub(super) async fn size(tx: &mut Tx, owner: &str) -> StoreResult<i64> {
    let row =
        sqlx::query("select coalesce(sum(length(value)), 0) from crypto_group_session where owner = $1")
            .bind(owner)
            .fetch_one(tx.conn())
            .await?;
    Ok(row.try_get(0)?)
}

fn bounded(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
