//! A private `PostgreSQL` from the binaries that Debian installs, on loopback, with nothing worth keeping.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Arc, Weak},
};

use anyhow::{Context as _, Result, bail, ensure};
use rustix::process::{Signal, geteuid};
use sqlx::{Connection as _, Executor as _, PgConnection, postgres::PgConnectOptions};
use tempfile::TempDir;
use tokio::sync::Mutex;

use crate::{
    process::{Process, which},
    wait,
};

/// The user that owns the databases. There is no password: the server listens on loopback only and lives for minutes.
const USER: &str = "lotse";

/// A running `PostgreSQL`; stopped, and its files removed, when the last one who holds it lets go.
#[derive(Debug)]
pub struct Postgres {
    // Declared before the folder: stopped before its files go.
    process: Process,
    home: TempDir,
    port: u16,
}

impl Postgres {
    /// The one server of this test process; started for the first who asks, stopped after the last.
    pub async fn shared() -> Result<Arc<Self>> {
        static SHARED: Mutex<Weak<Postgres>> = Mutex::const_new(Weak::new());
        let mut shared = SHARED.lock().await;
        if let Some(running) = shared.upgrade() {
            return Ok(running);
        }
        let started = Arc::new(Self::start().await?);
        *shared = Arc::downgrade(&started);
        Ok(started)
    }

    /// Whether there are binaries to start one from.
    pub fn is_installed() -> bool {
        binaries().is_ok()
    }

    /// A server of one's own: for tests that stop it, or search its files.
    pub async fn start() -> Result<Self> {
        let binaries = binaries()?;
        let home = tempfile::Builder::new().prefix("lotse-postgres-").tempdir()?;
        let port = wait::free_port()?;
        if geteuid().is_root() {
            run(Command::new("chown").arg("postgres:postgres").arg(home.path()))
                .context("PostgreSQL refuses to run as root, and there is no user `postgres`")?;
        }
        let data = home.path().join("data");
        let mut initdb = unprivileged(&binaries.join("initdb"), None)?;
        initdb.args([
            "--auth=trust",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
            "--no-instructions",
            "-U",
            USER,
        ]);
        initdb.arg("-D").arg(&data).current_dir(home.path());
        tokio::task::spawn_blocking(move || run(&mut initdb)).await??;

        let mut server = unprivileged(&binaries.join("postgres"), Some("QUIT"))?;
        server.arg("-D").arg(&data).arg("-k").arg(home.path()).args(["-h", "127.0.0.1"]);
        server.arg("-p").arg(port.to_string()).current_dir(home.path());
        // Durability is not what these tests are about; many connections are.
        for setting in ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]
        {
            server.arg("-c").arg(setting);
        }
        let process = Process::start("PostgreSQL", server, &home.path().join("output.log"), Signal::QUIT)?;
        let mut postgres = Self { process, home, port };
        postgres.answers().await?;
        Ok(postgres)
    }

    async fn answers(&mut self) -> Result<()> {
        wait::until("PostgreSQL to answer", wait::patience(), async || {
            if let Some(status) = self.process.ended()? {
                let said = fs::read_to_string(self.log_file()).unwrap_or_default();
                bail!("PostgreSQL ended ({status}) and said:\n{said}");
            }
            Ok(self.connect("postgres").await.ok())
        })
        .await?;
        Ok(())
    }

    /// The address of one of its databases: `postgres://lotse@127.0.0.1:<port>/<name>`.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/{database}", self.port)
    }

    /// Makes a fresh, empty database and returns its address.
    pub async fn create_database(&self) -> Result<String> {
        let name = format!("lotse_{}", wait::unique_word());
        let mut server = self.connect("postgres").await?;
        server.execute(sqlx::AssertSqlSafe(format!("create database {name}"))).await?;
        Ok(self.url(&name))
    }

    /// A connection to one of its databases, by name.
    pub async fn connect(&self, database: &str) -> Result<PgConnection> {
        Ok(PgConnection::connect_with(&self.url(database).parse::<PgConnectOptions>()?).await?)
    }

    /// Everything in a database as SQL text, by `pg_dump`: for [`canary`](crate::canary). Takes its address.
    pub fn dump(&self, url: &str) -> Result<Vec<u8>> {
        let output = Command::new(binaries()?.join("pg_dump")).arg("--inserts").arg(url).output()?;
        ensure!(output.status.success(), "pg_dump: {}", String::from_utf8_lossy(&output.stderr));
        Ok(output.stdout)
    }

    /// What it writes down.
    pub fn log_file(&self) -> PathBuf {
        self.home.path().join("output.log")
    }
}

/// The folder with `initdb` and `postgres`: of the newest version that Debian has installed, or one on the path.
fn binaries() -> Result<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<_> = versions
        .filter_map(|version| {
            Some((version.file_name().to_str()?.parse::<u32>().ok()?, version.path().join("bin")))
        })
        .filter(|(_, folder)| folder.join("initdb").is_file())
        .collect();
    found.sort();
    let newest = found.pop().map(|(_, folder)| folder);
    let on_the_path = || which("initdb").and_then(|file| file.parent().map(Path::to_owned));
    newest.or_else(on_the_path).context("no PostgreSQL here: install Debian's package `postgresql`")
}

/// A command that does not run as root, and ends with this process by `signal`.
fn unprivileged(program: &Path, signal: Option<&str>) -> Result<Command> {
    let root = geteuid().is_root();
    if which("setpriv").is_none() {
        ensure!(!root, "setpriv (package util-linux) is needed to run PostgreSQL when one is root");
        return Ok(Command::new(program));
    }
    let mut command = Command::new("setpriv");
    if root {
        command.args(["--reuid", "postgres", "--regid", "postgres", "--init-groups"]);
    }
    command.arg("--pdeathsig").arg(signal.unwrap_or("KILL")).arg("--").arg(program);
    Ok(command)
}

/// Runs to the end; an error carries what the command said.
fn run(command: &mut Command) -> Result<()> {
    let output = command.stdin(Stdio::null()).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{command:?} ended with {}:\n{said}", output.status);
    Ok(())
}
