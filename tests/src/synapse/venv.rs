//! The Python environment that Synapse runs in: made once per state of `tests/requirements.txt`.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};
use sha2::{Digest as _, Sha256};
use tokio::sync::OnceCell;

use super::settings;
use crate::process::which;

/// An environment with Synapse, and a database as Synapse makes it, before anybody is in it.
#[derive(Debug)]
pub struct Venv(PathBuf);

const STAMP: &str = "lotse-stamp";
const REQUIREMENTS: &str = include_str!("../../requirements.txt");

impl Venv {
    /// The environment at `LOTSE_VENV` or `target/synapse-venv`; made if it is missing or of other requirements.
    ///
    /// Any number of processes may ask at once: one makes it, the others wait.
    pub(super) async fn ready() -> Result<&'static Self> {
        static READY: OnceCell<Venv> = OnceCell::const_new();
        READY.get_or_try_init(async || tokio::task::spawn_blocking(find_or_make).await?).await
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Its Python, with Synapse among the modules.
    pub fn python(&self) -> PathBuf {
        self.0.join("bin/python")
    }

    /// A SQLite database with Synapse's tables, which saves every start a second.
    pub(super) fn pristine_database(&self) -> PathBuf {
        self.0.join("pristine/homeserver.db")
    }

    fn is_stamped(&self, stamp: &str) -> bool {
        fs::read_to_string(self.0.join(STAMP)).is_ok_and(|found| found == stamp)
    }
}

fn find_or_make() -> Result<Venv> {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target");
    let path = std::env::var_os("LOTSE_VENV").map_or_else(|| target.join("synapse-venv"), PathBuf::from);
    let parent = path.parent().context("the environment needs a folder to be in")?;
    fs::create_dir_all(parent)?;
    // Absolute, since programs in it are started from other folders.
    let venv = Venv(parent.canonicalize()?.join(path.file_name().context("the environment needs a name")?));
    let stamp = stamp();
    if venv.is_stamped(&stamp) {
        return Ok(venv);
    }
    let lock = File::create(venv.0.with_extension("lock"))?;
    lock.lock()?;
    if !venv.is_stamped(&stamp) {
        make(&venv, &stamp)
            .context("cannot make the Synapse environment (it needs python3 with venv, and PyPI)")?;
    }
    Ok(venv)
}

/// What the environment is made from; another one means another environment.
fn stamp() -> String {
    Sha256::digest(REQUIREMENTS).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// Builds beside the final place and renames at the end, so that a half-made environment is never found.
fn make(venv: &Venv, stamp: &str) -> Result<()> {
    say("making the Synapse environment … (once, about 30 s)");
    let new = Venv(venv.0.with_extension("new"));
    for old in [&new.0, &venv.0] {
        if old.exists() {
            fs::remove_dir_all(old)?;
        }
    }
    run(Command::new(which("python3").context("no python3 on the path")?).args(["-m", "venv"]).arg(&new.0))?;
    let requirements = new.0.join("requirements.txt");
    fs::write(&requirements, REQUIREMENTS)?;
    say("  installing Synapse from PyPI …");
    run(Command::new(new.python())
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "-r"])
        .arg(&requirements))?;
    say("  making an empty database …");
    make_pristine_database(&new)?;
    fs::write(new.0.join(STAMP), stamp)?;
    fs::rename(&new.0, &venv.0)?;
    say("  the Synapse environment is ready");
    Ok(())
}

fn make_pristine_database(venv: &Venv) -> Result<()> {
    let home = venv.0.join("pristine");
    fs::create_dir_all(&home)?;
    let settings_file = home.join("homeserver.yaml");
    fs::write(&settings_file, settings::homeserver(&home, "lotse.example", 0, "unused").to_string())?;
    fs::write(home.join("log.yaml"), settings::log(&home).to_string())?;
    run(Command::new(venv.python())
        .args([
            "-m",
            "synapse._scripts.update_synapse_database",
            "--run-background-updates",
            "--database-config",
        ])
        .arg(&settings_file)
        .current_dir(&home))
}

/// Runs to the end; an error carries what the command said.
fn run(command: &mut Command) -> Result<()> {
    let output = command.stdin(Stdio::null()).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{command:?} ended with {}:\n{said}", output.status);
    Ok(())
}

/// Progress for whoever waits half a minute; standard error is not swallowed in a demo.
fn say(line: &str) {
    eprintln!("{line}");
}
