//! The files on this machine: what the operator wrote, and who may read it.

use std::{
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
};

use config::{DatabaseUrl, Settings};

use super::report::{Finding, Report};
use crate::check::{self, Ready};

/// Settings, registrations and key file, as `lotse check` reads them. Nothing else can be asked without them.
pub(super) fn settings(path: &Path, report: &mut Report) -> Option<Ready> {
    match check::load(path) {
        Ok(ready) => {
            report.note("settings", Finding::ok("Settings, registrations and key file are in order."));
            Some(ready)
        }
        Err(faults) => {
            for fault in faults.to_string().lines() {
                report.note("settings", Finding::fail(fault));
            }
            None
        }
    }
}

/// Whether anybody else may read what only Lotse and the homeserver should. The key file's mode was checked when it
/// was read.
pub(super) fn files(ready: &Ready, report: &mut Report) {
    let settings = &ready.settings;
    let mut open = Vec::new();
    // The homeserver reads the registrations too, usually through a common group.
    for path in [&settings.homeserver.registration, &settings.homeserver.seekers_registration] {
        open.extend(open_to(path, 0o007));
    }
    // The modes of the key file and of the administrator's token were checked when they were read.
    open.extend(open_to(&settings.custody.escrow_dir, 0o077));
    for entry in std::fs::read_dir(&settings.custody.escrow_dir).into_iter().flatten().flatten() {
        open.extend(open_to(&entry.path(), 0o077));
    }
    if let DatabaseUrl::Sqlite(path) = &settings.database.url {
        open.extend(open_to(path, 0o007));
    }
    let finding = if open.is_empty() {
        Finding::ok("Nobody else may read the key file, the registrations, the escrow and the database file.")
    } else {
        Finding::warn(format!(
            "Other users of this machine may read {}; take that right away with chmod.",
            open.join(", ")
        ))
    };
    report.note("file modes", finding);
}

/// Whether a copy of the database's folder would take the key along: with both anybody reads what custodians can read.
pub(super) fn key_apart(ready: &Ready, report: &mut Report) {
    let DatabaseUrl::Sqlite(database) = &ready.settings.database.url else {
        report.note("key file", Finding::ok("It lies apart from the database."));
        return;
    };
    let key = &ready.settings.custody.key_file;
    let finding = if travels_with(key, database) {
        Finding::warn(format!(
            "{} lies in the folder of the database or below it, so that a copy of that folder can be read by whoever \
             has it; move it elsewhere and say where in `custody.key_file`.",
            key.display()
        ))
    } else {
        Finding::ok("It lies apart from the database.")
    };
    report.note("key file", finding);
}

/// Whether passkeys can be made: they belong to the address of the desk, and nobody of the Referat and no lead has any power there
/// without one.
pub(super) fn passkeys(settings: &Settings, report: &mut Report) {
    let finding = match &settings.people.public_url {
        Some(_) => Finding::ok("Passkeys for the desk belong to the address in `people.public_url`."),
        None => Finding::warn(
            "`people.public_url` is not set, so that no passkey can be made: Referat and leads sign in at the desk and may do nothing \
             there. Set it to the address under which browsers reach Lotse (https://…), and start Lotse again.",
        ),
    };
    report.note("passkeys", finding);
}

/// Whether one file is in the other's folder or below it, links followed where they lead somewhere.
fn travels_with(file: &Path, other: &Path) -> bool {
    let folder = |path: &Path| {
        let folder = path.parent().unwrap_or(path);
        folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf())
    };
    folder(file).starts_with(folder(other))
}

/// The file with its mode if anybody in `mask` may do anything with it. What is not there is open to nobody.
fn open_to(path: &PathBuf, mask: u32) -> Option<String> {
    let mode = std::fs::metadata(path).ok()?.mode();
    (mode & mask != 0).then(|| format!("{} (mode {:04o})", path.display(), mode & 0o7777))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_an_address_nobody_has_a_passkey_and_it_says_what_to_do() {
        let settings = |more: &str| {
            let text = format!(
                "[homeserver]\nurl = \"http://127.0.0.1:8008\"\nserver_name = \"example.org\"\n{more}"
            );
            Settings::parse(Path::new("lotse.toml"), &text, []).unwrap()
        };
        let mut report = Report::default();
        passkeys(&settings(""), &mut report);
        let told = report.text();
        assert!(told.starts_with("warn  passkeys  `people.public_url` is not set"), "{told}");
        assert!(told.contains("Set it to the address") && !report.has_failed(), "{told}");
        let mut report = Report::default();
        passkeys(&settings("[people]\npublic_url = \"https://rat.example\"\n"), &mut report);
        assert!(report.text().starts_with("ok    passkeys"), "{}", report.text());
    }

    #[test]
    fn a_key_in_the_folder_of_the_database_travels_with_it() {
        let home = tempfile::tempdir().unwrap();
        for folder in ["data/inner", "secrets", "database"] {
            std::fs::create_dir_all(home.path().join(folder)).unwrap();
        }
        std::os::unix::fs::symlink(home.path().join("data"), home.path().join("elsewhere")).unwrap();
        for (key, travels) in [
            ("data/lotse.key", true),
            ("data/inner/lotse.key", true),
            ("elsewhere/lotse.key", true),
            ("secrets/lotse.key", false),
            ("database/lotse.key", false),
            ("lotse.key", false),
        ] {
            let found = travels_with(&home.path().join(key), &home.path().join("data/lotse.db"));
            assert_eq!(found, travels, "{key}");
        }
    }
}
