//! What is made once from packages of a registry, and kept under `target` for all runs.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};
use sha2::{Digest as _, Sha256};

const STAMP: &str = "lotse-stamp";

/// The folder at `path`, made by `make` if it is missing or was made from something else than `recipe`.
///
/// Any number of processes may ask at once: one makes it, the others wait. It is built beside its final place and
/// renamed at the end, so that a half-made one is never found.
pub(crate) fn kept(path: &Path, recipe: &str, make: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    let parent = path.parent().context("what is kept needs a folder to be in")?;
    fs::create_dir_all(parent)?;
    // Absolute, since programs in it are started from other folders.
    let path = parent.canonicalize()?.join(path.file_name().context("what is kept needs a name")?);
    let stamp = Sha256::digest(recipe).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    if is_stamped(&path, &stamp) {
        return Ok(path);
    }
    let lock = File::create(path.with_extension("lock"))?;
    lock.lock()?;
    if !is_stamped(&path, &stamp) {
        let new = path.with_extension("new");
        for old in [&new, &path] {
            if old.exists() {
                fs::remove_dir_all(old)?;
            }
        }
        make(&new)?;
        fs::write(new.join(STAMP), stamp)?;
        fs::rename(&new, &path)?;
    }
    Ok(path)
}

/// The folder that Cargo builds into.
pub(crate) fn target() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target")
}

/// Runs to the end; an error carries what the command said.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let output = command.stdin(Stdio::null()).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{command:?} ended with {}:\n{said}", output.status);
    Ok(())
}

/// Progress for whoever waits half a minute; standard error is not swallowed in a demo.
pub(crate) fn say(line: &str) {
    eprintln!("{line}");
}

fn is_stamped(path: &Path, stamp: &str) -> bool {
    fs::read_to_string(path.join(STAMP)).is_ok_and(|found| found == stamp)
}
