//! What the custodians' crypto machines remember, kept in Lotse's own database.
//!
//! The SDK asks for a store per user; here all of them share three tables, every row belongs to one owner, and there
//! is no function that reads across owners. Values are sealed with the vault. People, rooms, devices and sessions
//! appear as keyed fingerprints that differ per owner, so that a stolen database does not even tell which two
//! custodians know the same person.
//!
//! The way of a call: `contract` (the SDK's trait) → `changes` (what to write) → `item`, `group_session`, `lease`
//! (one table each).

use std::{
    fmt,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use matrix_sdk_crypto::{olm::StaticAccountData, store::CryptoStoreError};
use ruma::{OwnedUserId, RoomId, UserId};
use serde::{Serialize, de::DeserializeOwned};
use tokio::sync::OwnedMutexGuard;

use self::{changes::Batch, forgetting::Forgotten, item::Address};
pub(crate) use self::{handing::hold_back_room, spent::destroy_session};
use crate::store::{
    Store, StoreError, Tx, damage,
    vault::{Vault, VaultError},
};

mod changes;
mod contract;
mod forgetting;
mod group_session;
mod handing;
mod item;
mod lease;
mod place;
mod spent;
#[cfg(test)]
mod tests;

/// The crypto store of one custodian: what an `OlmMachine` of that user remembers. Cheap to clone.
///
/// There must be at most one open machine per owner, because a machine keeps sessions in memory. Different owners may
/// read and write at the same time. Never call a machine while holding a [`Tx`]: SQLite has one writer, and the
/// machine's own commit would wait for yours.
#[derive(Clone)]
pub struct DatabaseCryptoStore {
    store: Store,
    owner: OwnedUserId,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    /// Who the machine is, once its account was loaded or saved.
    account: Mutex<Option<StaticAccountData>>,
    /// Held from taking the pickles to the commit, so that an older pickle never overwrites a newer one.
    writing: Arc<tokio::sync::Mutex<()>>,
    closed: AtomicBool,
    /// Whom an open machine may still have in mind, and must not write down again.
    forgotten: Mutex<Forgotten>,
}

/// Why the crypto store could not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum CryptoFault {
    /// The database or the vault failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something was asked that needs the machine's own keys, before they were loaded or saved.
    #[error("the machine's account was neither loaded nor saved yet")]
    NoAccount,
    /// A stored value opened well but is not what it should be.
    #[error("a stored {0} cannot be brought back to life")]
    Unpickle(&'static str),
    /// The store was closed and not opened again.
    #[error("the crypto store is closed")]
    Closed,
}

impl CryptoFault {
    /// Whether a stored value is damaged, so that reading it again will not help.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Unpickle(_) => true,
            Self::Store(error) => damage::is_of_a_row(error),
            Self::NoAccount | Self::Closed => false,
        }
    }
}

type Answer<T> = Result<T, CryptoFault>;

impl From<sqlx::Error> for CryptoFault {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<VaultError> for CryptoFault {
    fn from(error: VaultError) -> Self {
        Self::Store(error.into())
    }
}

impl From<CryptoFault> for CryptoStoreError {
    fn from(fault: CryptoFault) -> Self {
        match fault {
            CryptoFault::NoAccount => Self::AccountUnset,
            CryptoFault::Unpickle(_) => Self::UnpicklingError,
            fault => Self::backend(fault),
        }
    }
}

impl DatabaseCryptoStore {
    /// The crypto store of `owner`. Reads nothing: a store with many sessions opens as fast as an empty one.
    pub fn open(store: Store, owner: &UserId) -> Self {
        Self { store, owner: owner.to_owned(), shared: Arc::default() }
    }

    /// Destroys all that this owner can read of a room, and all that it could be read with: inbound and outbound
    /// group sessions, key bundles, withheld notes, key requests and settings. Other rooms and owners keep theirs.
    ///
    /// A machine that is open has its own cache of outbound sessions and would save one again when it encrypts:
    /// call `OlmMachine::discard_room_key` too, or close the machine first.
    pub async fn forget_room(&self, room_id: &RoomId) -> Answer<()> {
        let (_writing, mut tx) = self.begin().await?;
        let room = self.label(Label::Room, room_id.as_str());
        group_session::delete_room(&mut tx, self.owner(), &room).await?;
        for kind in item::Kind::OF_A_ROOM {
            item::delete_scope(&mut tx, self.owner(), kind, &room).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Destroys all that this owner has, account and identity included, for a custodian that starts anew. A machine
    /// that is still open on this store is useless afterwards: drop it.
    pub async fn wipe_owner(&self) -> Answer<()> {
        let (_writing, mut tx) = self.begin().await?;
        item::delete_owner(&mut tx, self.owner()).await?;
        group_session::delete_owner(&mut tx, self.owner()).await?;
        lease::delete_owner(&mut tx, self.owner()).await?;
        tx.commit().await?;
        self.set_account(None);
        Ok(())
    }

    fn owner(&self) -> &str {
        self.owner.as_str()
    }

    /// Begins a commit, as the only writer of this owner in this process.
    async fn begin(&self) -> Answer<(OwnedMutexGuard<()>, Tx)> {
        let writing = self.writing().await?;
        Ok((writing, self.store.begin().await?))
    }

    async fn writing(&self) -> Answer<OwnedMutexGuard<()>> {
        let writing = self.shared.writing.clone().lock_owned().await;
        self.check_open()?;
        Ok(writing)
    }

    async fn look(&self) -> Answer<Tx> {
        self.check_open()?;
        Ok(self.store.look().await?)
    }

    /// Makes a batch durable, or nothing of it. The caller proves with `_writing` that it took the pickles alone.
    async fn write(&self, _writing: &OwnedMutexGuard<()>, batch: Batch) -> Answer<()> {
        if batch.is_empty() {
            return Ok(());
        }
        let mut tx = self.store.begin().await?;
        batch.run(&mut tx, self.owner()).await?;
        Ok(tx.commit().await?)
    }

    async fn write_one(&self, address: Address, value: Option<Vec<u8>>) -> Answer<()> {
        let writing = self.writing().await?;
        let mut batch = Batch::default();
        batch.set(address, value);
        self.write(&writing, batch).await
    }

    async fn read_one<T: DeserializeOwned>(&self, address: &Address) -> Answer<Option<T>> {
        let sealed = item::get(&mut self.look().await?, self.owner(), address).await?;
        sealed.map(|sealed| self.unseal(&sealed)).transpose()
    }

    fn unseal<T: DeserializeOwned>(&self, sealed: &[u8]) -> Answer<T> {
        Ok(self.store.vault().unseal(sealed)?)
    }

    fn unseal_all<T: DeserializeOwned>(&self, sealed: &[Vec<u8>]) -> Answer<Vec<T>> {
        sealed.iter().map(|sealed| self.unseal(sealed)).collect()
    }

    fn seal<T: Serialize + ?Sized>(&self, value: &T) -> Answer<Vec<u8>> {
        Ok(self.store.vault().seal(value)?)
    }

    /// What stands in the database instead of `value`.
    fn label(&self, label: Label, value: &str) -> String {
        label_of(self.store.vault(), &self.owner, label, value)
    }

    fn get_static_account(&self) -> Option<StaticAccountData> {
        self.shared.account.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_account(&self, account: Option<StaticAccountData>) {
        *self.shared.account.lock().unwrap_or_else(PoisonError::into_inner) = account;
    }

    fn check_open(&self) -> Answer<()> {
        if self.shared.closed.load(Ordering::Acquire) { Err(CryptoFault::Closed) } else { Ok(()) }
    }
}

impl fmt::Debug for DatabaseCryptoStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DatabaseCryptoStore").field("owner", &self.owner).finish_non_exhaustive()
    }
}

/// What stands in the database of `owner` instead of `value`.
fn label_of(vault: &Vault, owner: &UserId, label: Label, value: &str) -> String {
    vault.fingerprint(&format!("crypto {label:?} of {owner}"), value)
}

/// What a fingerprint stands for; it keeps equal texts of different meaning apart. The names are part of the
/// database format: renaming one orphans its rows.
#[derive(Clone, Copy, Debug)]
enum Label {
    Custom,
    Device,
    OlmHash,
    OlmSession,
    Request,
    Room,
    Secret,
    SenderKey,
    Session,
    User,
}
