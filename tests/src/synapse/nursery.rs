//! Where homeservers come from: to read all of Synapse takes a processor a second and more, so one process reads it for all
//! that this test process starts.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    os::fd::OwnedFd,
    path::{Path, PathBuf},
    process::{ChildStdin, ChildStdout},
    sync::Mutex,
    time::Duration,
};

use anyhow::{Context as _, Result};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal},
};
use serde_json::json;
use tokio::sync::OnceCell;

use crate::{
    process::{Process, guarded},
    wait,
};

const NURSERY: &str = include_str!("nursery.py");

/// The process that has read Synapse.
#[derive(Debug)]
struct Nursery {
    hears: ChildStdin,
    says: BufReader<ChildStdout>,
    _process: Process,
}

/// A homeserver's process; killed when dropped.
#[derive(Debug)]
pub(super) struct Nursling {
    process: OwnedFd,
}

impl Nursery {
    fn open(python: &Path) -> Result<Self> {
        let mut command = guarded(python, "KILL");
        command.args(["-c", NURSERY]);
        let (process, hears, says) = Process::converse("Synapse's nursery", command, Signal::KILL)?;
        Ok(Self { hears, says: BufReader::new(says), _process: process })
    }

    fn bear(&mut self, args: &[String], folder: &Path, output: &Path) -> Result<Option<OwnedFd>> {
        let order = json!({ "args": args, "folder": folder, "output": output });
        writeln!(self.hears, "{order}")?;
        self.hears.flush()?;
        let mut said = String::new();
        self.says.read_line(&mut said)?;
        let id = said.trim().parse().ok().and_then(Pid::from_raw);
        let id = id.with_context(|| format!("Synapse's nursery says {said:?}"))?;
        match pidfd_open(id, PidfdFlags::empty()) {
            Ok(process) => Ok(Some(process)),
            // It has ended already.
            Err(rustix::io::Errno::SRCH) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

impl Nursling {
    /// Starts a Synapse with this command line; nothing if it ended at once.
    pub(super) async fn start(
        python: &Path,
        args: Vec<String>,
        folder: PathBuf,
        output: PathBuf,
    ) -> Result<Option<Self>> {
        static NURSERY: OnceCell<Mutex<Nursery>> = OnceCell::const_new();
        let open = async || {
            let python = python.to_owned();
            anyhow::Ok(Mutex::new(tokio::task::spawn_blocking(move || Nursery::open(&python)).await??))
        };
        let nursery = NURSERY.get_or_try_init(open).await?;
        let born = tokio::task::spawn_blocking(move || {
            nursery.lock().unwrap_or_else(std::sync::PoisonError::into_inner).bear(&args, &folder, &output)
        });
        Ok(born.await??.map(|process| Self { process }))
    }

    /// Whether it runs no more.
    pub(super) fn has_ended(&self) -> Result<bool> {
        ended(&self.process, Some(Duration::ZERO))
    }

    /// Asks it to end, and waits until it has.
    pub(super) async fn stop(self) -> Result<()> {
        // It may have ended by itself.
        let _ = pidfd_send_signal(&self.process, Signal::TERM);
        wait::until("the end of Synapse", wait::patience(), async || Ok(self.has_ended()?.then_some(())))
            .await
    }
}

impl Drop for Nursling {
    fn drop(&mut self) {
        // Nothing to be done about a failure: it is gone, or goes with its nursery.
        if pidfd_send_signal(&self.process, Signal::KILL).is_ok() {
            let _ = ended(&self.process, None);
        }
    }
}

/// Whether a process has ended; waits so long for it, or as long as it takes.
fn ended(process: &OwnedFd, within: Option<Duration>) -> Result<bool> {
    let within = within.map(Timespec::try_from).transpose().context("so long nobody waits")?;
    Ok(poll(&mut [PollFd::new(process, PollFlags::IN)], within.as_ref())? > 0)
}
