//! Every page of the portal before the chat, looked at in a browser. `tests/js/browser/pictures.mjs` knows the pages and the way to
//! each, and makes the pictures of them as well.

use std::{fs, path::Path, time::Duration};

use anyhow::{Context as _, Result, ensure};
use rustix::process::Signal;

use crate::{
    browser::PACKAGES,
    node::node,
    process::{Process, guarded, which},
};

/// Each page in each language and theme, on a machine that has more to do.
const PATIENCE: Duration = Duration::from_mins(8);

/// What there is to look at.
#[derive(Clone, Copy, Debug)]
pub enum Look {
    /// What axe finds, with no rule off, and whether a page is wider than a phone.
    Axe,
    /// Whether the quick exit leads away, and nothing of somebody's words is there when they go back.
    Exit,
}

/// Looks at the pages that `pages` serves, the example of `web`; an error says what is wrong with which of them.
pub async fn at_every_page(look: Look, pages: &Path) -> Result<()> {
    ensure!(pages.is_file(), "{} is missing: cargo test --workspace builds it", pages.display());
    let packages = PACKAGES.ready().await?;
    let chromium = which("chromium").context("no chromium on the path (Debian: apt install chromium)")?;
    let home = tempfile::tempdir()?;
    let mut command = guarded(&node(&packages)?, "KILL");
    command
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("js/browser/pictures.mjs"))
        .arg(match look {
            Look::Axe => "--axe",
            Look::Exit => "--exit",
        })
        .current_dir(home.path())
        .env("LOTSE_PACKAGES", &packages)
        .env("LOTSE_CHROMIUM", chromium)
        .env("LOTSE_PAGES", pages);
    let log = home.path().join("log");
    let mut process = Process::start("the look at the pages", command, &log, Signal::KILL)?;
    let status = process.ends(PATIENCE).await?;
    ensure!(status.success(), "{}", fs::read_to_string(&log)?);
    Ok(())
}
