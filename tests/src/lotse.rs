//! The built binary, driven from outside: arguments, environment, signals, its log and its health.

use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Output, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};
use rustix::process::Signal;
use tempfile::TempDir;

use crate::{
    process::{Process, guarded},
    wait,
};

/// One installation of Lotse: a folder with its settings, the binary, and the process while it serves.
///
/// The process is killed, and the folder removed, when this is dropped.
#[derive(Debug)]
pub struct Lotse {
    process: Option<Process>,
    home: TempDir,
    binary: PathBuf,
    environment: BTreeMap<OsString, OsString>,
    people: String,
    homeserver: String,
    http: reqwest::Client,
    ready_after: Duration,
}

/// What the settings need to know of the installation.
#[derive(Debug)]
pub struct Place<'a> {
    /// The folder for everything that Lotse keeps: database, key file, registrations, escrow.
    pub home: &'a Path,
    /// `127.0.0.1:<port>` for the homeserver's transactions.
    pub homeserver_listener: String,
    /// `127.0.0.1:<port>` for people: health, metrics, pages.
    pub people_listener: String,
}

impl Place<'_> {
    /// A file or folder in the installation, as a string for the settings.
    pub fn file(&self, name: &str) -> String {
        self.home.join(name).display().to_string()
    }
}

impl Lotse {
    /// Lays out an installation of the binary at `binary` (`env!("CARGO_BIN_EXE_lotse")`); `settings` gives the text of
    /// `lotse.toml`. Nothing is started.
    pub fn install(binary: impl Into<PathBuf>, settings: impl FnOnce(&Place<'_>) -> String) -> Result<Self> {
        let home = tempfile::Builder::new().prefix("lotse-home-").tempdir()?;
        let (homeserver, people) = (wait::free_port()?, wait::free_port()?);
        let (homeserver, people) = (format!("127.0.0.1:{homeserver}"), format!("127.0.0.1:{people}"));
        let place = Place {
            home: home.path(),
            homeserver_listener: homeserver.clone(),
            people_listener: people.clone(),
        };
        fs::write(home.path().join("lotse.toml"), settings(&place))?;
        Ok(Self {
            process: None,
            home,
            binary: binary.into(),
            environment: BTreeMap::new(),
            people,
            homeserver,
            http: reqwest::Client::builder().no_proxy().timeout(wait::patience()).build()?,
            ready_after: Duration::ZERO,
        })
    }

    /// Sets an environment variable for every later run.
    pub fn set_environment(&mut self, name: impl Into<OsString>, value: impl Into<OsString>) {
        self.environment.insert(name.into(), value.into());
    }

    /// Removes an environment variable again.
    pub fn unset_environment(&mut self, name: impl AsRef<OsStr>) {
        self.environment.remove(name.as_ref());
    }

    /// The folder with everything that it keeps.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// A file in its folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Its settings: `lotse.toml`.
    pub fn settings_file(&self) -> PathBuf {
        self.file("lotse.toml")
    }

    /// Everything that it wrote to both outputs, over all starts.
    pub fn log_file(&self) -> PathBuf {
        self.file("lotse.log")
    }

    /// The text of its log so far.
    pub fn log(&self) -> String {
        fs::read(self.log_file()).map(|log| String::from_utf8_lossy(&log).into_owned()).unwrap_or_default()
    }

    /// Waits until its log contains `needle`.
    pub async fn logs(&self, needle: &str) -> Result<()> {
        wait::until(format!("Lotse to log {needle:?}"), wait::patience(), async || {
            Ok(self.log().contains(needle).then_some(()))
        })
        .await
    }

    /// Where people reach it: `http://127.0.0.1:<port>`.
    pub fn people_url(&self) -> String {
        format!("http://{}", self.people)
    }

    /// Where the homeserver reaches it: `http://127.0.0.1:<port>`.
    pub fn homeserver_url(&self) -> String {
        format!("http://{}", self.homeserver)
    }

    /// Its metrics in Prometheus' text form.
    pub async fn metrics(&self) -> Result<String> {
        let answer = self.http.get(format!("{}/metrics", self.people_url())).send().await?;
        Ok(answer.error_for_status()?.text().await?)
    }

    /// One figure out of its metrics, summed over all labels; 0 while there is none.
    pub async fn figure(&self, name: &str) -> Result<f64> {
        let metrics = self.metrics().await?;
        let lines = metrics.lines().filter_map(|line| line.strip_prefix(name));
        let values = lines.filter(|rest| rest.starts_with(['{', ' ']));
        Ok(values.filter_map(|rest| rest.rsplit(' ').next()?.parse::<f64>().ok()).sum())
    }

    /// Waits until a figure is as `is_meant` wants it; `what` completes "waited in vain for …".
    pub async fn counts(&self, name: &str, what: &str, is_meant: impl Fn(f64) -> bool) -> Result<f64> {
        wait::until(format!("{name} to be {what}"), wait::patience(), async || {
            let value = self.figure(name).await?;
            Ok(is_meant(value).then_some(value))
        })
        .await
    }

    /// Waits until no event and no effect waits, and that none was given up or wants for its key. The figures are taken every two
    /// seconds: what has just begun may not be in them yet.
    pub async fn has_nothing_to_do(&self) -> Result<()> {
        for name in [
            "lotse_inbox_pending",
            "lotse_inbox_without_key",
            "lotse_inbox_quarantined",
            "lotse_outbox_pending",
            "lotse_outbox_dead",
        ] {
            self.counts(name, "0", |value| value == 0.0).await?;
        }
        Ok(())
    }

    /// The token with which its homeserver proves itself, out of `registration.yaml`.
    pub fn homeserver_token(&self) -> Result<String> {
        self.out_of_registration("hs_token:")
    }

    /// The token with which it proves itself to its homeserver, out of `registration.yaml`.
    pub fn service_token(&self) -> Result<String> {
        self.out_of_registration("as_token:")
    }

    fn out_of_registration(&self, key: &str) -> Result<String> {
        let registration = fs::read_to_string(self.file("registration.yaml"))?;
        let value = registration.lines().find_map(|line| line.strip_prefix(key));
        let value = value.with_context(|| format!("a registration without {key}"))?;
        Ok(value.trim().trim_matches(['"', '\'']).to_owned())
    }

    /// The status of its `GET /health`.
    pub async fn health(&self) -> Result<u16> {
        Ok(self.http.get(format!("{}/health", self.people_url())).send().await?.status().as_u16())
    }

    /// What somebody gets who opens an address of its portal: the status and the page.
    pub async fn page(&self, path: &str) -> Result<(u16, String)> {
        let answer = self.http.get(format!("{}{path}", self.people_url())).send().await?;
        Ok((answer.status().as_u16(), answer.text().await?))
    }

    /// Hands it a transaction as the homeserver would, and returns the status and the body of its answer.
    pub async fn receives(
        &self,
        hs_token: &str,
        transaction: &str,
        body: impl Into<Vec<u8>>,
    ) -> Result<(u16, String)> {
        let url = format!("{}/_matrix/app/v1/transactions/{transaction}", self.homeserver_url());
        let request = self.http.put(url).bearer_auth(hs_token).header("content-type", "application/json");
        let answer = request.body(body.into()).send().await?;
        Ok((answer.status().as_u16(), answer.text().await?))
    }

    /// Runs a command to its end, `lotse --settings lotse.toml <arguments>`, whatever its exit code.
    pub async fn run(&self, arguments: &[&str]) -> Result<Output> {
        let mut command = self.command();
        command.args(arguments).stdin(Stdio::null());
        Ok(tokio::task::spawn_blocking(move || command.output()).await??)
    }

    /// Runs a command that must succeed and returns what it printed.
    pub async fn says(&self, arguments: &[&str]) -> Result<String> {
        let output = self.run(arguments).await?;
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        if !output.status.success() {
            bail!("lotse {} ended with {}:\n{out}{err}", arguments.join(" "), output.status);
        }
        Ok(out.into_owned())
    }

    /// Starts `lotse serve` and waits until `GET /health` on the people's listener succeeds.
    pub async fn serve(&mut self) -> Result<()> {
        self.launch()?;
        self.is_ready().await
    }

    /// Starts `lotse serve` and does not wait: for runs that are meant to die early.
    pub fn launch(&mut self) -> Result<()> {
        if self.process.is_some() {
            bail!("Lotse serves already");
        }
        let mut command = self.command();
        command.arg("serve");
        self.process = Some(Process::start("Lotse", command, &self.log_file(), Signal::KILL)?);
        Ok(())
    }

    /// Waits until a launched Lotse is healthy; an error with its log if it ends instead.
    pub async fn is_ready(&mut self) -> Result<()> {
        let started = Instant::now();
        let health = format!("{}/health", self.people_url());
        let log = self.log_file();
        let process = self.process.as_mut().context("Lotse was not started")?;
        let ready = wait::until("Lotse to be healthy", wait::patience(), async || {
            if let Some(status) = process.ended()? {
                let said = fs::read_to_string(&log).unwrap_or_default();
                bail!("Lotse ended ({status}) and said:\n{said}");
            }
            let answer = self.http.get(&health).send().await;
            Ok(answer.is_ok_and(|answer| answer.status().is_success()).then_some(()))
        });
        ready.await.with_context(|| format!("the log:\n{}", fs::read_to_string(&log).unwrap_or_default()))?;
        self.ready_after = started.elapsed();
        Ok(())
    }

    /// How long the last start took until it was healthy.
    pub fn ready_after(&self) -> Duration {
        self.ready_after
    }

    /// The id of its process, while it serves.
    pub fn process_id(&self) -> Option<u32> {
        self.process.as_ref().map(Process::id)
    }

    /// Asks it to end (SIGTERM) and waits.
    pub async fn stop(&mut self) -> Result<ExitStatus> {
        self.process.take().context("Lotse does not serve")?.stop(Signal::TERM).await
    }

    /// Ends it without a warning (SIGKILL).
    pub fn kill(&mut self) {
        drop(self.process.take());
    }

    /// Waits until it ends by itself, as at a fail point.
    pub async fn dies(&mut self) -> Result<ExitStatus> {
        let mut process = self.process.take().context("Lotse does not serve")?;
        process.ends(wait::patience()).await
    }

    /// Whether its process runs.
    pub fn serves(&mut self) -> bool {
        self.process.as_mut().is_some_and(|process| matches!(process.ended(), Ok(None)))
    }

    fn command(&self) -> Command {
        let mut command = guarded(&self.binary, "KILL");
        command.arg("--settings").arg(self.settings_file()).current_dir(self.home.path());
        // Settings of the one who runs the tests are not ours.
        let ours = |name: &OsString| name.to_str().is_some_and(|name| name.starts_with("LOTSE_"));
        std::env::vars_os().filter(|(name, _)| ours(name)).for_each(|(name, _)| {
            command.env_remove(name);
        });
        command.envs(&self.environment);
        command
    }
}
