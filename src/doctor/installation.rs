//! The files on this machine: what the operator wrote, and who may read it.

use std::{
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
};

use config::DatabaseUrl;

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

/// The file with its mode if anybody in `mask` may do anything with it. What is not there is open to nobody.
fn open_to(path: &PathBuf, mask: u32) -> Option<String> {
    let mode = std::fs::metadata(path).ok()?.mode();
    (mode & mask != 0).then(|| format!("{} (mode {:04o})", path.display(), mode & 0o7777))
}
