//! Sealing what must not be readable in a stolen database.
//!
//! The database holds one random master key, wrapped with the key from the key file; the key file itself never
//! goes near the database. Who has only one of the two has nothing. `XChaCha20-Poly1305` seals, `BLAKE3` derives
//! and hashes: the primitives that the Matrix SDK uses for its own stores.

use std::sync::Arc;

use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce, aead::Aead as _};
use serde::{Serialize, de::DeserializeOwned};
use zeroize::Zeroizing;

use crate::running::entropy;

/// The 32 bytes of the key file.
pub type VaultKey = Zeroizing<[u8; 32]>;

/// Seals and opens values, and hashes keys for look-ups. Cheap to clone.
#[derive(Clone)]
pub struct Vault {
    inner: Arc<Keys>,
}

struct Keys {
    cipher: XChaCha20Poly1305,
    hashing: VaultKey,
}

/// Why a value could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The key file does not belong to this database.
    #[error("the key file does not open this database: it belongs to another one, or it was replaced")]
    WrongKey,
    /// A sealed value was damaged, or sealed with another key.
    #[error("a sealed value could not be opened: {0}")]
    Damaged(&'static str),
    /// A value had no serialised form.
    #[error("a value could not be put into bytes: {0}")]
    Form(#[from] serde_json::Error),
}

impl Vault {
    /// A new vault, with the wrapped form to be kept in the database.
    pub fn create(key: &VaultKey) -> Result<(Self, Vec<u8>), VaultError> {
        let master: VaultKey = Zeroizing::new(entropy::bytes());
        let wrapped = seal_with(&wrapping_cipher(key), master.as_slice())?;
        Ok((Self::from_master(&master), wrapped))
    }

    /// The vault whose wrapped form is given. Refuses a key that did not wrap it.
    pub fn open(key: &VaultKey, wrapped: &[u8]) -> Result<Self, VaultError> {
        let master =
            Zeroizing::new(unseal_with(&wrapping_cipher(key), wrapped).map_err(|_| VaultError::WrongKey)?);
        let master: VaultKey =
            Zeroizing::new(master.as_slice().try_into().map_err(|_| VaultError::WrongKey)?);
        Ok(Self::from_master(&master))
    }

    /// A vault straight from a key file, for files that must outlive the database.
    pub fn of_key_file(key: &VaultKey) -> Self {
        Self::from_master(&Zeroizing::new(blake3::derive_key("lotse vault 2026 escrow", key.as_slice())))
    }

    fn from_master(master: &VaultKey) -> Self {
        let sealing = Zeroizing::new(blake3::derive_key("lotse vault 2026 sealing", master.as_slice()));
        let hashing = Zeroizing::new(blake3::derive_key("lotse vault 2026 hashing", master.as_slice()));
        let cipher = XChaCha20Poly1305::new(sealing.as_slice().into());
        Self { inner: Arc::new(Keys { cipher, hashing }) }
    }

    /// Seals a value.
    pub fn seal<T: Serialize + ?Sized>(&self, value: &T) -> Result<Vec<u8>, VaultError> {
        self.seal_bytes(&Zeroizing::new(serde_json::to_vec(value)?))
    }

    /// Seals bytes.
    pub fn seal_bytes(&self, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        seal_with(&self.inner.cipher, plain)
    }

    /// Opens what [`Self::seal`] gave.
    pub fn unseal<T: DeserializeOwned>(&self, sealed: &[u8]) -> Result<T, VaultError> {
        Ok(serde_json::from_slice(&Zeroizing::new(self.unseal_bytes(sealed)?))?)
    }

    /// Opens what [`Self::seal_bytes`] gave.
    pub fn unseal_bytes(&self, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        unseal_with(&self.inner.cipher, sealed)
    }

    /// A keyed hash for look-ups by something that must not stand in the database, such as a seeker's user id.
    /// `purpose` separates the columns from one another.
    pub fn fingerprint(&self, purpose: &str, value: &str) -> String {
        #[cfg(test)]
        super::work::hash();
        let mut hasher = blake3::Hasher::new_keyed(&self.inner.hashing);
        hasher.update(&(purpose.len() as u64).to_le_bytes());
        hasher.update(purpose.as_bytes());
        hasher.update(value.as_bytes());
        hasher.finalize().to_hex().to_string()
    }

    /// A keyed hash over several parts, which nobody without the key can make. `purpose` separates the uses.
    pub fn authenticate(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_keyed(&self.inner.hashing);
        for part in std::iter::once(purpose.as_bytes()).chain(parts.iter().copied()) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        *hasher.finalize().as_bytes()
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault")
    }
}

fn wrapping_cipher(key: &VaultKey) -> XChaCha20Poly1305 {
    let wrapping = Zeroizing::new(blake3::derive_key("lotse vault 2026 wrapping", key.as_slice()));
    XChaCha20Poly1305::new(wrapping.as_slice().into())
}

const NONCE: usize = 24;

fn seal_with(cipher: &XChaCha20Poly1305, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
    let nonce = entropy::bytes::<NONCE>();
    let sealed = cipher
        .encrypt(XNonce::from_slice(&nonce), plain)
        .map_err(|_| VaultError::Damaged("it is too large to seal"))?;
    let mut bytes = Vec::with_capacity(NONCE + sealed.len());
    bytes.extend_from_slice(&nonce);
    bytes.extend_from_slice(&sealed);
    Ok(bytes)
}

fn unseal_with(cipher: &XChaCha20Poly1305, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
    let (nonce, sealed) =
        sealed.split_first_chunk::<NONCE>().ok_or(VaultError::Damaged("it is too short"))?;
    cipher
        .decrypt(XNonce::from_slice(nonce), sealed)
        .map_err(|_| VaultError::Damaged("it was altered, or sealed with another key"))
}
