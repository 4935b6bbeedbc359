//! Fresh databases for tests: SQLite in a directory of its own, and PostgreSQL from Debian's binaries.
//!
//! One PostgreSQL server runs per test process. A shell keeps it: it waits for the end of its input, which the kernel
//! brings about when the test process ends, however it ends; then it stops the server and removes its directory.

use std::{
    io::{BufRead as _, BufReader},
    ops::Deref,
    os::unix::process::CommandExt as _,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering},
    },
};

use tempfile::TempDir;

use super::Store;
use crate::store::vault::VaultKey;

/// Makes a server without a network, durability or password, says `ready DIRECTORY`, and ends with its input.
const KEEPER: &str = r#"
set -u
dir=$(mktemp -d /tmp/lotse-postgres.XXXXXX) || exit 1
trap 'rm -rf "$dir"' EXIT
cd "$dir"
if "$BIN/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$dir/log" 2>&1 &&
   "$BIN/pg_ctl" -D "$dir/data" -w -t 60 -l "$dir/log" -o "-k $dir -c listen_addresses='' -c fsync=off \
     -c full_page_writes=off -c max_connections=300 -c shared_buffers=32MB" start >/dev/null 2>&1
then echo "ready $dir"
else echo "failed: $(tail -n 5 "$dir/log" | tr '\n' ' ')"; exit 1
fi
cat >/dev/null
"$BIN/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1
"#;

static SERVER: LazyLock<Server> = LazyLock::new(Server::start);
static DATABASES: AtomicU32 = AtomicU32::new(0);

struct Server {
    directory: String,
    _keeper: Child,
}

impl Server {
    fn start() -> Self {
        let bin = binaries().expect(
            "PostgreSQL's server binaries are missing: install Debian's package postgresql \
             (looked for /usr/lib/postgresql/*/bin/postgres)",
        );
        let mut command = if rustix::process::geteuid().is_root() {
            // PostgreSQL refuses to run as root; Debian's package brings the user postgres.
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "sh", "-c", KEEPER]);
            command
        } else {
            let mut command = Command::new("sh");
            command.args(["-c", KEEPER]);
            command
        };
        let mut keeper = command
            .env("BIN", bin)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            // An interrupt from the terminal is for the tests; the keeper sees their end and cleans up.
            .process_group(0)
            .spawn()
            .expect("sh, and setpriv for root, can be started");
        let mut answer = String::new();
        let output = keeper.stdout.take().expect("the output is piped");
        BufReader::new(output).read_line(&mut answer).expect("the keeper answers");
        let directory = answer
            .trim()
            .strip_prefix("ready ")
            .unwrap_or_else(|| panic!("PostgreSQL did not start: {answer}"))
            .to_owned();
        Self { directory, _keeper: keeper }
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://postgres@localhost/{database}?host={}", self.directory)
    }
}

fn binaries() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|bin| bin.join("postgres").exists() && bin.join("initdb").exists())
        .collect();
    versions.sort();
    versions.pop()
}

/// The URL of an empty PostgreSQL database that nobody else uses.
pub(crate) async fn fresh_postgres_url() -> String {
    let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    sqlx::any::install_default_drivers();
    let admin = sqlx::AnyPool::connect(&SERVER.url("postgres")).await.expect("the test server answers");
    let create = sqlx::AssertSqlSafe(format!("create database {name} template template0"));
    sqlx::query(create).execute(&admin).await.expect("a database can be made");
    admin.close().await;
    SERVER.url(&name)
}

/// A store on a database of its own. Use it like a [`Store`].
pub(crate) struct TestStore {
    /// `sqlite` or `postgresql`, for messages of failed assertions.
    pub(crate) name: &'static str,
    /// Where the database is.
    pub(crate) url: String,
    store: Store,
    directory: Option<TempDir>,
}

impl Deref for TestStore {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

impl TestStore {
    /// A store on a fresh SQLite database.
    pub(crate) async fn sqlite() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", directory.path().join("lotse.db").display());
        let store = Store::open(&url, 4, &key()).await.unwrap();
        Self { name: "sqlite", url, store, directory: Some(directory) }
    }

    /// A store on a fresh PostgreSQL database.
    pub(crate) async fn postgres() -> Self {
        let url = fresh_postgres_url().await;
        let store = Store::open(&url, 8, &key()).await.unwrap();
        Self { name: "postgresql", url, store, directory: None }
    }

    /// Closes the store and opens it again, as after a restart.
    pub(crate) async fn reopen(&mut self) {
        self.store.close().await;
        self.store = Store::open(&self.url, 4, &key()).await.unwrap();
    }

    /// Another process on the same database: a store with its own connections.
    pub(crate) async fn replica(&self) -> Store {
        Store::open(&self.url, 4, &key()).await.unwrap()
    }

    /// The bytes of all files of the SQLite database; nothing for PostgreSQL.
    pub(crate) fn files(&self) -> Vec<u8> {
        let Some(directory) = &self.directory else { return Vec::new() };
        let entries = std::fs::read_dir(directory.path()).unwrap();
        entries.flat_map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect()
    }
}

/// The key of all test stores.
pub(crate) fn key() -> VaultKey {
    VaultKey::new([7; 32])
}

/// One fresh store on each database. What holds for one must hold for the other.
pub(crate) async fn test_stores() -> Vec<TestStore> {
    vec![TestStore::sqlite().await, TestStore::postgres().await]
}
