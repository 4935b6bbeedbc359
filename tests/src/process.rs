//! A child process that never outlives its owner.

use std::{
    fs::{File, OpenOptions},
    io,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{LazyLock, mpsc},
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result, anyhow};
use rustix::process::{Pid, Signal, kill_process};
use tokio::process::{ChildStdin, ChildStdout};

use crate::wait;

/// A running child; it gets `last_word` and is waited for when dropped.
#[derive(Debug)]
pub(crate) struct Process {
    name: String,
    child: Child,
    last_word: Signal,
}

impl Process {
    /// Starts `command` with both outputs appended to `log`; `last_word` is the signal that ends it on drop.
    pub(crate) fn start(name: &str, mut command: Command, log: &Path, last_word: Signal) -> Result<Self> {
        let log = append(log)?;
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let child = spawn(command).with_context(|| format!("cannot start {name}"))?;
        Ok(Self { name: name.to_owned(), child, last_word })
    }

    /// Starts `command` with its errors appended to `log`, to be talked with over what is returned: what it hears, and
    /// what it says.
    pub(crate) fn talk(
        name: &str,
        mut command: Command,
        log: &Path,
        last_word: Signal,
    ) -> Result<(Self, ChildStdin, ChildStdout)> {
        command.stderr(append(log)?);
        let (process, hears, says) = Self::converse(name, command, last_word)?;
        Ok((process, ChildStdin::from_std(hears)?, ChildStdout::from_std(says)?))
    }

    /// Starts `command` to be talked with over pipes that belong to no runtime, and so outlast the test that opened them.
    pub(crate) fn converse(
        name: &str,
        mut command: Command,
        last_word: Signal,
    ) -> Result<(Self, std::process::ChildStdin, std::process::ChildStdout)> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = spawn(command).with_context(|| format!("cannot start {name}"))?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let process = Self { name: name.to_owned(), child, last_word };
        let (hears, says) = pipes.context("a child without pipes")?;
        Ok((process, hears, says))
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// How the child ended; `None` while it runs.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// Waits for the child to end by itself.
    pub(crate) async fn ends(&mut self, within: Duration) -> Result<ExitStatus> {
        let what = format!("the end of {}", self.name);
        wait::until(what, within, async || self.ended()).await
    }

    /// Asks with `signal`, waits, and kills when nothing happens.
    pub(crate) async fn stop(mut self, signal: Signal) -> Result<ExitStatus> {
        self.signal(signal)?;
        self.ends(wait::patience()).await
    }

    /// Sends a signal to this child alone.
    pub(crate) fn signal(&mut self, signal: Signal) -> Result<()> {
        if self.ended()?.is_none() {
            let id = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
            kill_process(id.ok_or_else(|| anyhow!("{} has no process id", self.name))?, signal)?;
        }
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Nothing to be done about a failure here: the child is gone, or the keeper's end takes it along.
        let _ = self.signal(self.last_word);
        let _ = self.child.wait();
    }
}

/// A command for `program` that the kernel ends with `signal` when this test process dies without cleaning up.
pub(crate) fn guarded(program: &Path, signal: &str) -> Command {
    if which("setpriv").is_some() {
        let mut command = Command::new("setpriv");
        command.arg("--pdeathsig").arg(signal).arg("--").arg(program);
        command
    } else {
        Command::new(program)
    }
}

/// Where `program` is found on the path.
pub(crate) fn which(program: &str) -> Option<std::path::PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

fn append(log: &Path) -> Result<File> {
    let file = OpenOptions::new().create(true).append(true).open(log);
    file.with_context(|| format!("cannot write {}", log.display()))
}

type Order = (Command, mpsc::Sender<io::Result<Child>>);

/// Spawns from one thread that lasts as long as the process: the death signal follows the *thread* that spawned, and
/// test threads end early.
fn spawn(command: Command) -> io::Result<Child> {
    static KEEPER: LazyLock<mpsc::Sender<Order>> = LazyLock::new(|| {
        let (orders, inbox) = mpsc::channel::<Order>();
        thread::spawn(move || {
            for (mut command, answer) in inbox {
                // The one who ordered may have gone; then the child is dropped, and it ends with us.
                let _ = answer.send(command.spawn());
            }
        });
        orders
    });
    let (answer, spawned) = mpsc::channel();
    KEEPER.send((command, answer)).map_err(io::Error::other)?;
    spawned.recv().map_err(io::Error::other)?
}
