//! `[custody]`

use std::path::PathBuf;

use crate::section::Section;

/// Custodians' keys.
#[derive(Debug, Clone)]
pub struct Custody {
    /// The key that seals what custodians keep in the database; see [`crate::KeyFile`].
    pub key_file: PathBuf,
    /// Where cross-signing identities are kept in case the database is lost.
    pub escrow_dir: PathBuf,
    /// How many custodians' crypto machines may be open at once; about 0.35 MiB each.
    pub open_machines: usize,
}

impl Custody {
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Self> {
        let key_file = section.path("key_file", "secrets/lotse.key");
        let escrow_dir = section.path("escrow_dir", "escrow");
        let open_machines = section.whole("open_machines", 200, 1..=10_000);
        Some(Self { key_file: key_file?, escrow_dir: escrow_dir?, open_machines: open_machines? })
    }
}
