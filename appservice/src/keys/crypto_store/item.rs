//! Table `crypto_item`: sealed values under a kind, a scope (whose, or of which room) and a key.

use sqlx::Row as _;

use crate::store::{StoreResult, Tx};

/// What a value is. The order is the order in which a commit writes, so that two commits never wait crosswise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Account,
    Identity,
    SyncToken,
    /// Scope: user. Key: device.
    Device,
    UserIdentity,
    TrackedUser,
    /// Scope: user. Key: sender key. The value is empty: a device that is gone had sessions.
    FormerDevice,
    /// Scope: sender key. Key: session.
    OlmSession,
    /// Scope: sender key. Key: hash. The value is empty: that it is there is all.
    OlmHash,
    /// Scope: room.
    OutboundSession,
    /// Scope: room. Key: session.
    Withheld,
    /// Scope: room.
    RoomSettings,
    /// Scope: room. Key: who announced it.
    Bundle,
    /// Scope: room.
    PendingBundle,
    /// Scope: room.
    AllKeysDownloaded,
    /// Scope: the room of the wanted key, or nothing for a secret. Key: request.
    Request,
    /// Scope: name. Key: content, so that the same secret is kept once.
    Secret,
    BackupKey,
    BackupVersion,
    DehydratedDeviceKey,
    Custom,
}

impl Kind {
    /// The kinds whose scope is a room.
    pub(super) const OF_A_ROOM: [Self; 7] = [
        Self::OutboundSession,
        Self::Withheld,
        Self::RoomSettings,
        Self::Bundle,
        Self::PendingBundle,
        Self::AllKeysDownloaded,
        Self::Request,
    ];

    /// The kinds whose scope is a user.
    pub(super) const OF_A_PERSON: [Self; 4] =
        [Self::Device, Self::UserIdentity, Self::TrackedUser, Self::FormerDevice];

    /// The kinds whose scope is the key of a sender's device.
    pub(super) const OF_A_SENDER: [Self; 2] = [Self::OlmSession, Self::OlmHash];

    /// The word in the database.
    fn word(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Identity => "identity",
            Self::SyncToken => "sync_token",
            Self::Device => "device",
            Self::UserIdentity => "user_identity",
            Self::TrackedUser => "tracked_user",
            Self::FormerDevice => "former_device",
            Self::OlmSession => "olm_session",
            Self::OlmHash => "olm_hash",
            Self::OutboundSession => "outbound_session",
            Self::Withheld => "withheld",
            Self::RoomSettings => "room_settings",
            Self::Bundle => "bundle",
            Self::PendingBundle => "pending_bundle",
            Self::AllKeysDownloaded => "all_keys_downloaded",
            Self::Request => "request",
            Self::Secret => "secret",
            Self::BackupKey => "backup_key",
            Self::BackupVersion => "backup_version",
            Self::DehydratedDeviceKey => "dehydrated_device_key",
            Self::Custom => "custom",
        }
    }
}

/// Where a value lies, within its owner.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Address {
    kind: Kind,
    scope: String,
    key: String,
}

impl Address {
    /// The only value of its kind.
    pub(super) fn sole(kind: Kind) -> Self {
        Self::new(kind, String::new(), String::new())
    }

    /// The only value of its kind in a scope.
    pub(super) fn of(kind: Kind, scope: String) -> Self {
        Self::new(kind, scope, String::new())
    }

    pub(super) fn new(kind: Kind, scope: String, key: String) -> Self {
        Self { kind, scope, key }
    }
}

pub(super) async fn get(tx: &mut Tx, owner: &str, at: &Address) -> StoreResult<Option<Vec<u8>>> {
    let row = sqlx::query(
        "select value from crypto_item where owner = $1 and kind = $2 and scope = $3 and key = $4",
    )
    .bind(owner)
    .bind(at.kind.word())
    .bind(&at.scope)
    .bind(&at.key)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// The value under `key` in whatever scope.
pub(super) async fn get_by_key(
    tx: &mut Tx,
    owner: &str,
    kind: Kind,
    key: &str,
) -> StoreResult<Option<Vec<u8>>> {
    let row = sqlx::query("select value from crypto_item where owner = $1 and kind = $2 and key = $3")
        .bind(owner)
        .bind(kind.word())
        .bind(key)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

pub(super) async fn list(tx: &mut Tx, owner: &str, kind: Kind, scope: &str) -> StoreResult<Vec<Vec<u8>>> {
    let rows = sqlx::query(
        "select value from crypto_item where owner = $1 and kind = $2 and scope = $3 order by key",
    )
    .bind(owner)
    .bind(kind.word())
    .bind(scope)
    .fetch_all(tx.conn())
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// The keys of everything of a kind in a scope.
pub(super) async fn keys(tx: &mut Tx, owner: &str, kind: Kind, scope: &str) -> StoreResult<Vec<String>> {
    let rows =
        sqlx::query("select key from crypto_item where owner = $1 and kind = $2 and scope = $3 order by key")
            .bind(owner)
            .bind(kind.word())
            .bind(scope)
            .fetch_all(tx.conn())
            .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

pub(super) async fn list_kind(tx: &mut Tx, owner: &str, kind: Kind) -> StoreResult<Vec<Vec<u8>>> {
    let rows = sqlx::query("select value from crypto_item where owner = $1 and kind = $2")
        .bind(owner)
        .bind(kind.word())
        .fetch_all(tx.conn())
        .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

pub(super) async fn put(tx: &mut Tx, owner: &str, at: &Address, value: &[u8]) -> StoreResult<()> {
    sqlx::query(
        "insert into crypto_item (owner, kind, scope, key, value) values ($1, $2, $3, $4, $5)
         on conflict (owner, kind, scope, key) do update set value = excluded.value",
    )
    .bind(owner)
    .bind(at.kind.word())
    .bind(&at.scope)
    .bind(&at.key)
    .bind(value)
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) async fn delete(tx: &mut Tx, owner: &str, at: &Address) -> StoreResult<()> {
    sqlx::query("delete from crypto_item where owner = $1 and kind = $2 and scope = $3 and key = $4")
        .bind(owner)
        .bind(at.kind.word())
        .bind(&at.scope)
        .bind(&at.key)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Deletes the value under `key` in whatever scope.
pub(super) async fn delete_by_key(tx: &mut Tx, owner: &str, kind: Kind, key: &str) -> StoreResult<()> {
    sqlx::query("delete from crypto_item where owner = $1 and kind = $2 and key = $3")
        .bind(owner)
        .bind(kind.word())
        .bind(key)
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub(super) async fn delete_scope(tx: &mut Tx, owner: &str, kind: Kind, scope: &str) -> StoreResult<()> {
    sqlx::query("delete from crypto_item where owner = $1 and kind = $2 and scope = $3")
        .bind(owner)
        .bind(kind.word())
        .bind(scope)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Deletes at most so many values of a kind that lie in another scope than this one, and gives how many.
pub(super) async fn delete_others(
    tx: &mut Tx,
    owner: &str,
    kind: Kind,
    scope: &str,
    at_most: u32,
) -> StoreResult<u32> {
    let done = sqlx::query(
        "delete from crypto_item where owner = $1 and kind = $2 and scope in (
             select scope from crypto_item where owner = $1 and kind = $2 and scope <> $3 limit $4
         )",
    )
    .bind(owner)
    .bind(kind.word())
    .bind(scope)
    .bind(i64::from(at_most))
    .execute(tx.conn())
    .await?;
    Ok(u32::try_from(done.rows_affected()).unwrap_or(u32::MAX))
}

pub(super) async fn delete_owner(tx: &mut Tx, owner: &str) -> StoreResult<()> {
    sqlx::query("delete from crypto_item where owner = $1").bind(owner).execute(tx.conn()).await?;
    Ok(())
}

/// How many bytes of values the owner has.
pub(super) async fn size(tx: &mut Tx, owner: &str) -> StoreResult<i64> {
    let row = sqlx::query("select coalesce(sum(length(value)), 0) from crypto_item where owner = $1")
        .bind(owner)
        .fetch_one(tx.conn())
        .await?;
    Ok(row.try_get(0)?)
}
