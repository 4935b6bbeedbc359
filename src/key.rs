//! `lotse key new`: makes the key file once.

use std::path::Path;
use std::process::ExitCode;

use appservice::running::entropy;
use clap::Subcommand;
use config::KeyFile;

use crate::check;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make the key file that the settings name; an existing one is never touched.
    New,
}

pub(crate) fn run(path: &Path, command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::New => new(path),
    }
}

fn new(path: &Path) -> anyhow::Result<ExitCode> {
    let settings = check::settings(path)?;
    let key_file = &settings.custody.key_file;
    KeyFile::create(key_file, &entropy::bytes())?;
    println!(
        "Wrote {}.\nKeep a copy apart from the database and its backups: without the key custodians cannot \
         read their rooms, and with both anyone can.",
        key_file.display()
    );
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_key_is_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lotse.toml");
        std::fs::write(&path, config::sample::settings()).unwrap();
        super::new(&path).unwrap();
        let first = config::KeyFile::load(&folder.path().join("secrets/lotse.key")).unwrap();
        assert!(super::new(&path).unwrap_err().to_string().contains("is there already"));
        let second = config::KeyFile::load(&folder.path().join("secrets/lotse.key")).unwrap();
        assert_eq!(first.expose(), second.expose());
        assert_ne!(first.expose(), &[0; 32]);
    }
}
