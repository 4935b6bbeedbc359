//! A real Synapse of one's own: fresh, on loopback, without a way out, and gone afterwards.

mod admin;
mod nursery;
mod settings;
mod venv;

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};
use tempfile::TempDir;
use tokio::sync::Mutex;

pub use venv::Venv;
pub(crate) use venv::{mail_python, nio_python};

use self::nursery::Nursling;
use crate::{Federation, wait};

/// A running Synapse; killed, and its files removed, when dropped.
#[derive(Debug)]
pub struct Synapse {
    home: TempDir,
    python: PathBuf,
    server_name: String,
    url: String,
    secret: String,
    http: reqwest::Client,
    more: Vec<PathBuf>,
    federation: Option<Federation>,
    process: Mutex<Option<Nursling>>,
    ready_after: Duration,
}

/// What a [`Synapse`] will be; its address is known before it starts, so that others can be told.
#[derive(Debug)]
pub struct Builder {
    server_name: String,
    port: u16,
    registrations: Vec<PathBuf>,
    settings: Vec<(String, Value)>,
    limited: bool,
    more: Vec<PathBuf>,
    federation: Option<Federation>,
}

impl Synapse {
    /// The Python environment with Synapse in it; made when there is none.
    pub async fn venv() -> Result<&'static Venv> {
        Venv::ready().await
    }

    /// A homeserver called `lotse.example` on a free port of 127.0.0.1, with SQLite.
    pub fn builder() -> Result<Builder> {
        Ok(Builder {
            server_name: "lotse.example".to_owned(),
            port: wait::free_port()?,
            registrations: Vec::new(),
            settings: Vec::new(),
            limited: false,
            more: Vec::new(),
            federation: None,
        })
    }

    /// The name in its users' ids.
    pub fn server_name(&self) -> &str {
        &self.server_name
    }

    /// Where its clients find it: `http://127.0.0.1:<port>`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Those that it knows and that know it, if there are any.
    pub fn federation(&self) -> Option<&Federation> {
        self.federation.as_ref()
    }

    /// How long the first start took until it answered.
    pub fn ready_after(&self) -> Duration {
        self.ready_after
    }

    /// The folder with all its files: database, media, log, settings.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Its SQLite database; the newest writes may be in the `-wal` file beside it.
    pub fn database_file(&self) -> PathBuf {
        self.home.path().join("homeserver.db")
    }

    /// What it writes down, at level INFO.
    pub fn log_file(&self) -> PathBuf {
        self.home.path().join("homeserver.log")
    }

    /// Its version, as it says itself: `1.163.2`.
    pub async fn version(&self) -> Result<String> {
        let answer = self.call(None, "GET", "/_synapse/admin/v1/server_version", None).await?;
        let version = answer["server_version"].as_str().and_then(|version| version.split_whitespace().next());
        // Inside a Git repository Synapse adds that repository's state.
        Ok(version.context("no server_version in the answer")?.to_owned())
    }

    /// How much it still has to tell an application service, as its database says: transactions that were not taken, and
    /// events that are in none yet.
    pub async fn owes(&self, appservice: &str) -> Result<i64> {
        let file = SqliteConnectOptions::new().filename(self.database_file()).read_only(true);
        let mut database = SqliteConnection::connect_with(&file).await?;
        let owed = sqlx::query_scalar(
            "select (select count(*) from application_services_txns where as_id = $1) + \
             max(0, (select coalesce(max(stream_ordering), 0) from events) - \
             (select coalesce(max(stream_ordering), 0) from appservice_stream_position))",
        );
        Ok(owed.bind(appservice).fetch_one(&mut database).await?)
    }

    /// Ends it in order; it can be restarted.
    pub async fn stop(&self) -> Result<()> {
        if let Some(process) = self.process.lock().await.take() {
            process.stop().await?;
        }
        Ok(())
    }

    /// Ends it without a warning (SIGKILL); it can be restarted.
    pub async fn kill(&self) {
        drop(self.process.lock().await.take());
    }

    /// Stops it if it runs, and starts it on the same port with the same data.
    pub async fn restart(&self) -> Result<()> {
        self.stop().await?;
        self.run().await
    }

    async fn run(&self) -> Result<()> {
        let files = [self.home.path().join("homeserver.yaml")];
        let args =
            files.iter().chain(&self.more).flat_map(|file| ["-c".to_owned(), file.display().to_string()]);
        let output = self.home.path().join("output.log");
        let began =
            Nursling::start(&self.python, args.collect(), self.home.path().to_owned(), output.clone());
        let process = began.await?;
        let health = format!("{}/health", self.url);
        wait::until("Synapse to answer", 2 * wait::patience(), async || {
            if process.as_ref().map_or(Ok(true), Nursling::has_ended)? {
                let said = std::fs::read_to_string(&output).unwrap_or_default();
                bail!("Synapse ended and said:\n{said}");
            }
            let answer = self.http.get(&health).send().await;
            Ok(answer.is_ok_and(|answer| answer.status().is_success()).then_some(()))
        })
        .await?;
        *self.process.lock().await = process;
        Ok(())
    }
}

impl Builder {
    /// Another name than `lotse.example`.
    #[must_use]
    pub fn server_name(mut self, name: &str) -> Self {
        name.clone_into(&mut self.server_name);
        self
    }

    /// Makes it one of the servers that know each other.
    #[must_use]
    pub fn federated(mut self, federation: &Federation) -> Self {
        self.federation = Some(federation.clone());
        self
    }

    /// Loads a registration of an application service, as written by `lotse registration` or by
    /// [`Registration`](crate::appservice::Registration).
    #[must_use]
    pub fn registration(mut self, file: impl Into<PathBuf>) -> Self {
        self.registrations.push(file.into());
        self
    }

    /// The version of new rooms, `"11"` or `"12"`.
    #[must_use]
    pub fn room_version(self, version: &str) -> Self {
        self.setting("default_room_version", version.into())
    }

    /// Sets any top-level key of `homeserver.yaml`.
    #[must_use]
    pub fn setting(mut self, key: &str, value: Value) -> Self {
        self.settings.push((key.to_owned(), value));
        self
    }

    /// Keeps its data in this empty database of PostgreSQL, in which it makes its tables, and not in SQLite.
    #[must_use]
    pub fn postgres(self, url: &str) -> Self {
        // One URL says it all; the rest is Synapse's pool.
        let args = json!({ "dsn": url, "cp_min": 1, "cp_max": 5 });
        self.setting("database", json!({ "name": "psycopg2", "args": args }))
    }

    /// Synapse's own limits hold, except those that count by address.
    #[must_use]
    pub fn with_its_own_limits(mut self) -> Self {
        self.limited = true;
        self
    }

    /// Reads another file of settings after its own, such as the snippet that Lotse writes.
    #[must_use]
    pub fn settings_file(mut self, file: impl Into<PathBuf>) -> Self {
        self.more.push(file.into());
        self
    }

    /// Where it will be found: `http://127.0.0.1:<port>`.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Starts it and waits until it answers. The first use on a machine makes the environment, about 30 s.
    pub async fn start(self) -> Result<Synapse> {
        let venv = Synapse::venv().await?;
        let home = tempfile::Builder::new().prefix("lotse-synapse-").tempdir()?;
        let secret = wait::unique_word();
        let mut settings = settings::homeserver(home.path(), &self.server_name, self.port, &secret);
        settings["app_service_config_files"] = serde_json::to_value(&self.registrations)?;
        if self.limited {
            settings::limited(&mut settings);
        }
        if let Some(federation) = &self.federation {
            settings::extend(&mut settings, federation.settings_for(&self.server_name, self.port).await?);
        }
        for (key, value) in self.settings {
            settings[key] = value;
        }
        // JSON is YAML.
        std::fs::write(home.path().join("homeserver.yaml"), settings.to_string())?;
        std::fs::write(home.path().join("log.yaml"), settings::log(home.path()).to_string())?;
        std::fs::copy(venv.pristine_database(), home.path().join("homeserver.db"))?;

        let started = Instant::now();
        let mut synapse = Synapse {
            home,
            python: venv.python(),
            server_name: self.server_name,
            url: format!("http://127.0.0.1:{}", self.port),
            secret,
            http: reqwest::Client::builder().no_proxy().timeout(wait::patience()).build()?,
            more: self.more,
            federation: self.federation,
            process: Mutex::default(),
            ready_after: Duration::ZERO,
        };
        synapse.run().await?;
        synapse.ready_after = started.elapsed();
        Ok(synapse)
    }
}
