//! The memory of the homeserver traffic: one SQL text for SQLite and PostgreSQL.
//!
//! Columns are `TEXT`, `BIGINT` (milliseconds, 0/1 flags) and `BYTEA` only; ids are made in Rust. A use-case opens
//! one [`Tx`], and its commit holds the change together with its outbox rows. Only scoped reads exist.

use sqlx::{
    Any, AnyConnection, AnyPool, Row as _,
    any::{AnyConnectOptions, AnyPoolOptions},
    migrate::Migrator,
};

use std::{
    collections::BTreeSet,
    panic::Location,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::sync::{Mutex, OwnedMutexGuard};

pub use self::column::Struggling;
use self::{
    recent::Recent,
    stirs::{Stir, Stirs},
    wiping::Wiping,
};
use crate::store::vault::{Vault, VaultError, VaultKey};

pub mod absence;
pub mod account;
pub mod anew;
pub mod appointment;
pub mod audit;
pub mod awaited;
pub mod bar;
pub mod breach;
pub mod card;
pub mod case;
mod column;
#[cfg(test)]
mod contract;
mod counter;
pub mod custodian;
pub mod damage;
pub mod desk_carrier;
pub mod desk_lead;
mod desk_rank;
pub mod desk_referat;
pub mod desk_session;
pub mod dialogue;
pub mod directory;
pub mod directory_draft;
pub mod directory_version;
pub mod erasure;
pub mod far_presence;
pub mod far_version;
pub mod figure;
pub mod follow_up;
pub mod former;
pub mod identity;
pub mod inbox;
pub mod invitation;
pub mod lease;
pub mod link;
pub mod live;
pub mod mail_wish;
mod many;
pub mod meta;
pub mod notice;
pub mod opening;
pub mod outbox;
pub mod own_figure;
pub mod passkey;
pub mod pin;
pub mod purge;
pub mod reader;
pub(crate) mod recent;
pub mod room;
pub mod second;
pub mod server_away;
pub mod session;
pub mod setback;
pub mod stirs;
pub mod tenure;
#[cfg(test)]
pub(crate) mod test_postgres;
pub mod today;
pub mod transaction;
mod trouble;
pub mod unread;
pub mod vault;
pub mod waiting;
pub mod way_back;
mod wiping;
#[cfg(test)]
pub(crate) mod work;

/// SQLite takes the write lock at once, so that two writers never meet halfway.
const SQLITE_BEGIN: &str = "BEGIN IMMEDIATE";

/// Whoever holds the one writer for longer is named in the log: everybody else waits meanwhile.
const LONG: Duration = Duration::from_millis(20);

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// Where everything is remembered. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    write: AnyPool,
    read: AnyPool,
    begin: &'static str,
    look: &'static str,
    vault: Vault,
    /// Where there is one writer, all but the door take turns, so that the door waits for one commit at most.
    turns: Option<Arc<Mutex<()>>>,
    wiping: Arc<Wiping>,
    recent: Recent,
    stirs: Stirs,
}

/// One commit in the making. Dropped without [`Tx::commit`], it changes nothing.
pub struct Tx {
    inner: sqlx::Transaction<'static, Any>,
    vault: Vault,
    recent: Recent,
    stirs: Stirs,
    /// What is rung once this is committed.
    stirred: BTreeSet<Stir>,
    at_leisure: bool,
    _held: Held,
    /// Given to the next one when this ends.
    _turn: Option<OwnedMutexGuard<()>>,
}

/// Since when a commit is in the making, and where it was begun.
struct Held {
    began: Instant,
    place: &'static Location<'static>,
    writes: bool,
}

impl Drop for Held {
    fn drop(&mut self) {
        let held = self.began.elapsed();
        if self.writes && held > LONG {
            let ms = u64::try_from(held.as_millis()).unwrap_or(u64::MAX);
            tracing::debug!(commit.place = %self.place, commit.ms = ms, "A commit held the writer for long");
        }
    }
}

/// Why the store could not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database did not answer as it should.
    #[error("the database failed: {0}")]
    Driver(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("the database schema could not be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// What stands in the database cannot be true.
    #[error("the database holds something impossible in {table}, row {id}: {what}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The row's id, never a personal datum.
        id: String,
        /// What is wrong.
        what: String,
    },
    /// Somebody else wrote the same row first.
    #[error("{table} row {id} was changed by somebody else meanwhile")]
    Stale {
        /// The table.
        table: &'static str,
        /// The row's id.
        id: String,
    },
    /// A value could not be sealed or opened.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A value had no serialised form, or was not understood.
    #[error("a value could not be put into JSON or taken out of it: {0}")]
    Form(#[from] serde_json::Error),
}

/// What the store answers.
pub type StoreResult<T> = Result<T, StoreError>;

impl Store {
    /// Opens the database at `url` (`sqlite:PATH` or `postgres://…`), brings its schema up to date and opens the
    /// vault with the key from the key file. `connections` bounds the pool on PostgreSQL and the readers on SQLite.
    pub async fn open(url: &str, connections: u32, key: &VaultKey) -> StoreResult<Self> {
        sqlx::any::install_default_drivers();
        let sqlite = url.starts_with("sqlite:");
        let (write, read) = if sqlite {
            keep_private(url)?;
            // SQLite has one writer: a pool of one orders the writers without any BUSY.
            let options: AnyConnectOptions = sqlite_url(url).parse()?;
            let write = sqlite_pool(1).connect_with(options.clone()).await?;
            let read = sqlite_pool(connections).connect_with(options).await?;
            (write, read)
        } else {
            let pool = AnyPoolOptions::new().max_connections(connections).connect(url).await?;
            (pool.clone(), pool)
        };
        let begin = if sqlite { SQLITE_BEGIN } else { "BEGIN" };
        let look = if sqlite { "BEGIN DEFERRED" } else { "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" };
        if sqlite {
            // sqlx locks the migrations of PostgreSQL against a second process, but not those of SQLite.
            let mut tx = write.begin_with(begin).await?;
            // `run` would make this future impossible to spawn (sqlx: "`Acquire` is not general enough").
            MIGRATIONS.run_direct(None, &mut *tx, false).await?;
            tx.commit().await?;
        } else {
            MIGRATIONS.run(&write).await?;
        }
        let vault = meta::open_vault(&write, begin, key).await?;
        let turns = sqlite.then(Arc::default);
        Ok(Self {
            write,
            read,
            begin,
            look,
            vault,
            turns,
            wiping: Arc::default(),
            recent: Recent::default(),
            stirs: Stirs::default(),
        })
    }

    /// Begins a commit.
    #[track_caller]
    pub fn begin(&self) -> impl Future<Output = StoreResult<Tx>> + Send + '_ {
        let place = Location::caller();
        async move {
            let turn = match &self.turns {
                Some(turns) => Some(turns.clone().lock_owned().await),
                None => None,
            };
            Ok(Tx { _turn: turn, ..self.begin_at(place).await? })
        }
    }

    /// Begins a commit before everybody who waits to begin one. For the door and the lease: the homeserver, and other
    /// processes, must not wait for what Lotse does for itself.
    #[track_caller]
    pub fn begin_first(&self) -> impl Future<Output = StoreResult<Tx>> + Send + '_ {
        self.begin_at(Location::caller())
    }

    async fn begin_at(&self, place: &'static Location<'static>) -> StoreResult<Tx> {
        let inner = self.write.begin_with(self.begin).await?;
        Ok(self.tx(inner, place, true))
    }

    /// Begins a look at one moment of the database; it is never committed. Not while the same task has a [`Tx`] open:
    /// on PostgreSQL both come from one pool.
    pub async fn look(&self) -> StoreResult<Tx> {
        let inner = self.read.begin_with(self.look).await?;
        Ok(self.tx(inner, Location::caller(), false))
    }

    fn tx(
        &self,
        inner: sqlx::Transaction<'static, Any>,
        place: &'static Location<'static>,
        writes: bool,
    ) -> Tx {
        let held = Held { began: Instant::now(), place, writes };
        let (vault, recent, stirs) = (self.vault.clone(), self.recent.clone(), self.stirs.clone());
        let stirred = BTreeSet::new();
        Tx { inner, vault, recent, stirs, stirred, at_leisure: false, _held: held, _turn: None }
    }

    /// The number of the last migration that the database has seen.
    pub async fn schema_version(&self) -> StoreResult<i64> {
        let row = sqlx::query("select max(version) from _sqlx_migrations").fetch_one(&self.read).await?;
        Ok(row.try_get(0)?)
    }

    /// The vault of this database.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// What is written in this process.
    pub fn stirs(&self) -> &Stirs {
        &self.stirs
    }

    /// Closes all connections.
    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

impl Tx {
    /// The connection to run statements on.
    pub fn conn(&mut self) -> &mut AnyConnection {
        #[cfg(test)]
        work::statement();
        &mut self.inner
    }

    /// The vault of this database.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// What the latest transactions say.
    fn recent(&self) -> &Recent {
        &self.recent
    }

    /// A commit that follows from nothing that anybody has just said or done: its effects stand back for those that do.
    #[must_use]
    pub fn at_leisure(mut self) -> Self {
        self.at_leisure = true;
        self
    }

    /// Whether nobody waits for what follows from this commit.
    pub(crate) fn is_at_leisure(&self) -> bool {
        self.at_leisure
    }

    /// Makes everything since [`Store::begin`] durable, or nothing of it.
    pub async fn commit(self) -> StoreResult<()> {
        self.inner.commit().await?;
        self.stirs.ring(self.stirred);
        Ok(())
    }

    /// Once this is committed, whoever shows it to people learns of it.
    fn stir(&mut self, stir: Stir) {
        self.stirred.insert(stir);
    }
}

fn sqlite_url(url: &str) -> String {
    if url.contains('?') { url.to_owned() } else { format!("{url}?mode=rwc") }
}

/// Makes a new database file readable by its owner alone, with its folder; SQLite gives its other files the same mode.
fn keep_private(url: &str) -> StoreResult<()> {
    use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
    let options: sqlx::sqlite::SqliteConnectOptions = url.parse()?;
    let path = options.get_filename();
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
        made.map_err(|error| StoreError::Driver(sqlx::Error::Io(error)))?;
    }
    let fresh = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    match fresh {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(StoreError::Driver(sqlx::Error::Io(error)))
        }
        _ => Ok(()),
    }
}

fn sqlite_pool(connections: u32) -> AnyPoolOptions {
    AnyPoolOptions::new().max_connections(connections).after_connect(|conn, _| {
        Box::pin(async move {
            // WAL with synchronous FULL: what is acknowledged is on the disk. secure_delete wipes freed content.
            for pragma in [
                "pragma journal_mode = wal",
                "pragma synchronous = full",
                "pragma busy_timeout = 10000",
                "pragma foreign_keys = on",
                "pragma secure_delete = on",
            ] {
                sqlx::query(pragma).execute(&mut *conn).await?;
            }
            Ok(())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn opens_and_reopens_with_the_same_key_only() {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", dir.path().join("lotse.db").display());
        let key = VaultKey::new([7; 32]);
        let sealed = {
            let store = Store::open(&url, 2, &key).await.unwrap();
            let sealed = store.vault().seal(&"hello").unwrap();
            store.close().await;
            sealed
        };
        let store = Store::open(&url, 2, &key).await.unwrap();
        assert_eq!(store.vault().unseal::<String>(&sealed).unwrap(), "hello");
        store.close().await;
        let other = Store::open(&url, 2, &VaultKey::new([8; 32])).await;
        assert!(matches!(other, Err(StoreError::Vault(VaultError::WrongKey))));
    }
}
