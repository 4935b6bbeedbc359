//! `lotse kit FOLDER`: drafts for the data-protection officer, filled from the settings and the directory in force. What stands in them,
//! and the same at the desk, is `appservice::kit`.

#[cfg(test)]
mod tests;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;
use appservice::{kit::Kit, store::notice};

use crate::{
    check,
    directory::{self, say},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where they are written, each as Markdown and as HTML to print. It is made when it is not there.
    folder: PathBuf,
    /// Write over drafts that are there, with whatever was filled in.
    #[arg(long)]
    force: bool,
}

/// Writes all drafts, or none where one is there already.
pub(crate) async fn run(settings: &Path, args: &Args) -> anyhow::Result<ExitCode> {
    let ready = check::settings(settings)?;
    let shelf = directory::open(settings).await?;
    let known = async {
        let directory = shelf.draft().await?;
        anyhow::Ok((directory, notice::all(&mut shelf.0.look().await?).await?))
    };
    let known = known.await;
    shelf.0.close().await;
    let (directory, versions) = known?;
    let drafts = Kit::new(&ready).drafts(&directory, &versions, directory::today())?;
    let mut files = Vec::new();
    for (name, text) in &drafts {
        files.push((args.folder.join(format!("{name}.md")), text.clone()));
        files.push((args.folder.join(format!("{name}.html")), web::document(text)));
    }
    write(&files, args)?;
    say(&format!("Wrote {} drafts to {}.\n", drafts.len(), args.folder.display()))
}

fn write(files: &[(PathBuf, String)], args: &Args) -> anyhow::Result<()> {
    if let Some((there, _)) = files.iter().find(|(path, _)| !args.force && path.exists()) {
        anyhow::bail!("{}: the file is there already; --force writes over it.", there.display());
    }
    fs::create_dir_all(&args.folder)
        .with_context(|| format!("{}: the folder cannot be made", args.folder.display()))?;
    for (path, text) in files {
        fs::write(path, text).with_context(|| format!("{}: the file cannot be written", path.display()))?;
    }
    Ok(())
}
