//! The Python environment that Synapse runs in: made once per state of `tests/requirements.txt`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};
use tokio::sync::OnceCell;

use super::settings;
use crate::{
    kept::{self, kept, run, say},
    process::which,
};

/// An environment with Synapse, and a database as Synapse makes it, before anybody is in it.
#[derive(Debug)]
pub struct Venv(PathBuf);

const REQUIREMENTS: &str = include_str!("../../requirements.txt");
const SMTP_REQUIREMENTS: &str = include_str!("../../requirements-smtp.txt");
const NIO_REQUIREMENTS: &str = include_str!("../../requirements-nio.txt");

impl Venv {
    /// The environment at `LOTSE_VENV` or `target/synapse-venv`; made if it is missing or of other requirements.
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
}

/// The Python of the mail server, in an environment of its own beside Synapse's.
pub(crate) async fn mail_python() -> Result<PathBuf> {
    static READY: OnceCell<PathBuf> = OnceCell::const_new();
    let make = || beside("-smtp", "the mail server's", SMTP_REQUIREMENTS);
    let made = READY.get_or_try_init(async || tokio::task::spawn_blocking(make).await?).await?;
    Ok(made.join("bin/python"))
}

/// The Python of the clients without cross-signing, in an environment of its own as well.
pub(crate) async fn nio_python() -> Result<PathBuf> {
    static READY: OnceCell<PathBuf> = OnceCell::const_new();
    let make = || beside("-nio", "matrix-nio's", NIO_REQUIREMENTS);
    let made = READY.get_or_try_init(async || tokio::task::spawn_blocking(make).await?).await?;
    Ok(made.join("bin/python"))
}

fn beside(end: &str, whose: &str, requirements: &str) -> Result<PathBuf> {
    let mut path = place().into_os_string();
    path.push(end);
    kept(Path::new(&path), requirements, |new| {
        say(&format!("making {whose} environment …"));
        install(new, requirements)
    })
    .with_context(|| format!("cannot make {whose} environment (it needs python3 with venv, and PyPI)"))
}

fn place() -> PathBuf {
    std::env::var_os("LOTSE_VENV").map_or_else(|| kept::target().join("synapse-venv"), PathBuf::from)
}

fn find_or_make() -> Result<Venv> {
    let path = place();
    let made = kept(&path, REQUIREMENTS, |new| make(&Venv(new.to_owned())));
    Ok(Venv(made.context("cannot make the Synapse environment (it needs python3 with venv, and PyPI)")?))
}

fn make(new: &Venv) -> Result<()> {
    say("making the Synapse environment … (once, about 30 s)");
    install(&new.0, REQUIREMENTS)?;
    say("  making an empty database …");
    make_pristine_database(new)?;
    say("  the Synapse environment is ready");
    Ok(())
}

/// A new environment in the folder `new` with what `requirements` name.
fn install(new: &Path, requirements: &str) -> Result<()> {
    run(Command::new(which("python3").context("no python3 on the path")?).args(["-m", "venv"]).arg(new))?;
    let file = new.join("requirements.txt");
    fs::write(&file, requirements)?;
    say("  installing from PyPI …");
    run(Command::new(new.join("bin/python"))
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "-r"])
        .arg(&file))
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
