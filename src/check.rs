//! `lotse check`: is everything that the operator wrote in order? One sentence per fault.

use std::fmt;
use std::path::Path;
use std::process::ExitCode;

use appservice::servers::homeserver::{Homeserver, Registrar};
use config::{Fault, KeyFile, Place, Registrations, Settings};
use secrecy::SecretString;

use crate::logging;

/// All that the operator gives, read and checked.
#[derive(Debug)]
pub(crate) struct Ready {
    pub(crate) settings: Settings,
    pub(crate) registrations: Registrations,
    pub(crate) key: KeyFile,
    /// What erasure purges rooms with.
    pub(crate) admin_token: Option<SecretString>,
}

impl Ready {
    /// Who makes accounts for new staff, if the settings want that.
    pub(crate) fn registrar(&self, homeserver: &Homeserver) -> Option<Registrar> {
        let token = self.admin_token.clone().filter(|_| self.settings.staff.accounts);
        token.map(|token| Registrar::of(homeserver, token))
    }
}

/// What it means that there is no administrator's token.
pub(crate) const STAYS: &str = "the encrypted events and files of erased cases stay on the homeserver";

/// Every fault as a sentence on a line of its own.
#[derive(Debug)]
pub(crate) struct Faults(Vec<String>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for Faults {}

impl<F: ToString> FromIterator<F> for Faults {
    fn from_iter<I: IntoIterator<Item = F>>(faults: I) -> Self {
        Self(faults.into_iter().map(|fault| fault.to_string()).collect())
    }
}

pub(crate) fn run(path: &Path) -> anyhow::Result<ExitCode> {
    let ready = load(path)?;
    println!("{}: settings, registrations and key file are in order.", path.display());
    if ready.admin_token.is_none() {
        println!("Erasure will be incomplete without `erasure.admin_token_file`: {STAYS}.");
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads the settings alone, for commands that make the other files.
pub(crate) fn settings(path: &Path) -> Result<Settings, Faults> {
    let made_by = |fault: &Fault| made_by(fault, &format!("lotse sample settings > {}", path.display()));
    Settings::load(path).map_err(|faults| faults.iter().map(made_by).collect())
}

/// The fault; of a file that is not there, with the command that makes it.
fn made_by(fault: &Fault, command: &str) -> String {
    match &fault.place {
        Place::File(path) if !path.exists() => format!("{fault} `{command}` makes it."),
        _ => fault.to_string(),
    }
}

/// Reads everything that serving needs. Refuses with all faults at once, once the settings are in order.
pub(crate) fn load(path: &Path) -> Result<Ready, Faults> {
    let settings = settings(path)?;
    let mut faults = Vec::new();
    let mut note = |fault: &dyn ToString| faults.push(fault.to_string());
    let registrations = Registrations::load(&settings)
        .map_err(|all| all.iter().for_each(|fault| note(&made_by(fault, "lotse registration"))))
        .ok();
    let key = KeyFile::load(&settings.custody.key_file)
        .map_err(|fault| note(&made_by(&fault, "lotse key new")))
        .ok();
    let admin_token = settings.erasure.admin_token().map_err(|fault| note(&fault)).ok();
    if let Err(error) = logging::filter(&settings.log) {
        note(&format!("{}: `log.filter` cannot be understood: {error}.", path.display()));
    }
    match (registrations, key, admin_token) {
        (Some(registrations), Some(key), Some(admin_token)) if faults.is_empty() => {
            Ok(Ready { settings, registrations, key, admin_token })
        }
        _ => Err(Faults(faults)),
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use crate::{key, registration};

    fn settings(folder: &Path, more: &str) -> PathBuf {
        let path = folder.join("lotse.toml");
        std::fs::write(
            &path,
            format!("[homeserver]\nurl = \"http://127.0.0.1:8008\"\nserver_name = \"example.org\"\n{more}"),
        )
        .unwrap();
        path
    }

    #[test]
    fn what_our_own_commands_write_is_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = settings(folder.path(), "");
        registration::run(&path, &registration::Args::default()).unwrap();
        key::run(&path, &key::Command::New).unwrap();
        super::run(&path).unwrap();
    }

    #[test]
    fn every_missing_file_is_a_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let path = settings(folder.path(), "[log]\nfilter = \"info,web=loud\"");
        let refused = super::load(&path).unwrap_err().to_string();
        let lines: Vec<&str> = refused.lines().collect();
        assert_eq!(lines.len(), 4, "{refused}");
        assert!(lines[0].contains("registration.yaml: the file cannot be read"), "{refused}");
        assert!(lines[0].ends_with("`lotse registration` makes it."), "{refused}");
        assert!(lines[2].ends_with("`lotse key new` makes it."), "{refused}");
        assert!(lines[1].contains("registration-seekers.yaml: the file cannot be read"), "{refused}");
        assert!(lines[2].contains("lotse.key: the file cannot be read"), "{refused}");
        assert!(lines[3].contains("`log.filter` cannot be understood"), "{refused}");
    }

    #[test]
    fn faulty_settings_hide_what_depends_on_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = settings(folder.path(), "colour = \"blue\"\n[ship]\n");
        assert_eq!(super::load(&path).unwrap_err().to_string().lines().count(), 2);
    }
}
