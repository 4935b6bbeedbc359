//! A real relay: coturn, with the settings that operators are given.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context as _, Result, bail};
use rustix::process::Signal;
use tempfile::TempDir;
use tokio::net::TcpStream;

use crate::{
    process::{Process, which},
    wait,
};

/// What operators are given.
const SAMPLE: &str = include_str!("../../config/samples/turnserver.conf");

/// What holds for a machine of its own and not for a test: there the relay is on this one, with a port of its own, without TLS, and
/// writes down all that it can.
const NOT_HERE: [&str; 13] = [
    "listening-port",
    "tls-listening-port",
    "cert",
    "pkey",
    "no-tlsv1",
    "no-tlsv1_1",
    "static-auth-secret",
    "realm",
    "no-stdout-log",
    "log-file",
    "denied-peer-ip",
    "min-port",
    "max-port",
];

/// A relay on this machine; killed when dropped.
#[derive(Debug)]
pub struct Coturn {
    process: Option<Process>,
    home: TempDir,
    port: u16,
    /// What it shares with Lotse.
    pub secret: String,
}

impl Coturn {
    /// Opens it.
    pub async fn opens() -> Result<Self> {
        let home = tempfile::Builder::new().prefix("lotse-turn-").tempdir()?;
        let mut relay = Self {
            process: None,
            home,
            port: wait::free_port()?,
            secret: format!("turn-{}", wait::unique_word()),
        };
        relay.opens_again().await?;
        Ok(relay)
    }

    /// Opens it once more where it was: nobody has a place there any more.
    pub async fn opens_again(&mut self) -> Result<()> {
        let program =
            which("turnserver").context("no turnserver on the path (Debian: apt install coturn)")?;
        let file = self.home.path().join("turnserver.conf");
        let kept = SAMPLE.lines().filter(|line| {
            let key = line.split('=').next().unwrap_or_default();
            !line.starts_with('#') && !NOT_HERE.contains(&key)
        });
        let mut settings: Vec<String> = kept.map(str::to_owned).collect();
        settings.extend([
            format!("listening-port={}", self.port),
            "listening-ip=127.0.0.1".to_owned(),
            "relay-ip=127.0.0.1".to_owned(),
            format!("static-auth-secret={}", self.secret),
            "realm=lotse.example".to_owned(),
            "allow-loopback-peers".to_owned(),
            "no-tls".to_owned(),
            "no-dtls".to_owned(),
            "Verbose".to_owned(),
            "log-file=stdout".to_owned(),
            format!("pidfile={}", self.home.path().join("pid").display()),
            format!("userdb={}", self.home.path().join("db").display()),
        ]);
        fs::write(&file, settings.join("\n"))?;
        let mut command = Command::new(program);
        command.arg("-c").arg(&file).current_dir(self.home.path());
        let mut process = Process::start("coturn", command, &self.log_file(), Signal::KILL)?;
        wait::until("coturn to open", wait::patience(), async || {
            if let Some(status) = process.ended()? {
                bail!("it ended ({status}) and said:\n{}", self.log()?);
            }
            Ok(TcpStream::connect(("127.0.0.1", self.port)).await.ok().map(drop))
        })
        .await?;
        self.process = Some(process);
        Ok(())
    }

    /// Ends it: whoever calls now reaches nobody.
    pub fn closes(&mut self) {
        self.process = None;
    }

    /// What Lotse's settings say of it.
    pub fn settings(&self) -> String {
        format!("[calls]\nturn = [\"{}\"]\nsecret = \"{}\"\n", self.address(), self.secret)
    }

    /// Where it is.
    pub fn address(&self) -> String {
        format!("turn:127.0.0.1:{}?transport=udp", self.port)
    }

    /// All that it has written down.
    pub fn log(&self) -> Result<String> {
        Ok(String::from_utf8_lossy(&fs::read(self.log_file())?).into_owned())
    }

    fn log_file(&self) -> PathBuf {
        self.home.path().join("output.log")
    }
}
