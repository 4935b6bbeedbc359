//! Copies of the cross-signing identities, outside the database.
//!
//! People may have verified a custodian; an identity that changes blocks their clients. So when the database is
//! lost, a custodian takes its identity from here and only its device is new. Each file is sealed with the key file.

use std::{
    fs,
    io::{self, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use matrix_sdk_crypto::store::types::CrossSigningKeyExport;
use ruma::UserId;
use serde::{Deserialize, Serialize};
use zeroize::ZeroizeOnDrop;

use crate::store::vault::{Vault, VaultError, VaultKey};

/// Where the identities are kept.
#[derive(Clone, Debug)]
pub struct Escrow {
    directory: PathBuf,
    vault: Vault,
}

/// Why an identity could not be kept or found.
#[derive(Debug, thiserror::Error)]
pub enum EscrowError {
    /// The directory or a file in it cannot be used.
    #[error("the escrow file {path} cannot be used: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// The file was sealed with another key, or damaged.
    #[error("the escrow file {path} does not fit the key file: {source}")]
    Sealed {
        /// The file.
        path: PathBuf,
        /// What the vault says.
        source: VaultError,
    },
}

#[derive(Serialize, Deserialize, ZeroizeOnDrop)]
struct Kept {
    master: Option<String>,
    self_signing: Option<String>,
    user_signing: Option<String>,
}

impl Escrow {
    /// Keeps identities in `directory`, which is made if need be, readable by its owner alone.
    pub fn open(directory: &Path, key: &VaultKey) -> Result<Self, EscrowError> {
        use std::os::unix::fs::DirBuilderExt as _;
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(directory)
            .map_err(|source| EscrowError::File { path: directory.to_owned(), source })?;
        Ok(Self { directory: directory.to_owned(), vault: Vault::of_key_file(key) })
    }

    /// Whether this user's identity is kept here and can be opened; for `doctor`.
    pub fn holds(&self, user: &UserId) -> Result<bool, EscrowError> {
        self.load(user).map(|kept| kept.is_some())
    }

    pub(super) fn load(&self, user: &UserId) -> Result<Option<CrossSigningKeyExport>, EscrowError> {
        let path = self.path(user);
        let sealed = match fs::read(&path) {
            Ok(sealed) => sealed,
            Err(missing) if missing.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(EscrowError::File { path, source }),
        };
        let kept: Kept = self.vault.unseal(&sealed).map_err(|source| EscrowError::Sealed { path, source })?;
        let mut export = CrossSigningKeyExport::default();
        export.master_key.clone_from(&kept.master);
        export.self_signing_key.clone_from(&kept.self_signing);
        export.user_signing_key.clone_from(&kept.user_signing);
        Ok(Some(export))
    }

    pub(super) fn keep(&self, user: &UserId, export: &CrossSigningKeyExport) -> Result<(), EscrowError> {
        let path = self.path(user);
        let kept = Kept {
            master: export.master_key.clone(),
            self_signing: export.self_signing_key.clone(),
            user_signing: export.user_signing_key.clone(),
        };
        let sealed =
            self.vault.seal(&kept).map_err(|source| EscrowError::Sealed { path: path.clone(), source })?;
        let write = || -> io::Result<()> {
            let fresh = path.with_extension("new");
            let mut file =
                fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&fresh)?;
            file.write_all(&sealed)?;
            file.sync_all()?;
            fs::rename(&fresh, &path)
        };
        write().map_err(|source| EscrowError::File { path: path.clone(), source })
    }

    fn path(&self, user: &UserId) -> PathBuf {
        self.directory.join(format!("{}.identity", user.localpart()))
    }
}
