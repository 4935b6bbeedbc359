//! The login key: 256 bits that the browser derived from the password at great cost. Kept as an Argon2id hash, sealed.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher as _, PasswordVerifier as _, Version,
    password_hash::SaltString,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use super::Refusal;
use crate::running::entropy;

/// KiB. The browser has spent 64 MiB three times over on the same password; here a guess of the *key* is made dear.
const MEMORY: u32 = 8 * 1024;

/// What a browser proves itself with.
pub(super) struct LoginKey(Zeroizing<[u8; 32]>);

impl LoginKey {
    /// Takes 32 bytes in base64url without padding.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).ok()?);
        Some(Self(Zeroizing::new(bytes.as_slice().try_into().ok()?)))
    }
}

/// So many may wait to sign in; the next one is told that there is too much to do.
const WAITING: usize = 64;

/// Hashes login keys, only a few at a time.
pub(super) struct Hashing {
    turns: Arc<Semaphore>,
    waiting: Semaphore,
    /// What is compared with when there is no account, so that it takes as long.
    nobody: String,
}

impl Hashing {
    pub(super) fn new(turns: Arc<Semaphore>) -> Self {
        let nobody = hash(&LoginKey(Zeroizing::new(entropy::bytes()))).unwrap_or_default();
        Self { turns, waiting: Semaphore::new(WAITING), nobody }
    }

    /// Whether so many wait that whoever comes next does some work before.
    pub(super) fn is_pressed(&self) -> bool {
        self.waiting.available_permits() < WAITING / 2
    }

    /// The hash of a key, as a PHC string.
    pub(super) async fn hash(&self, key: LoginKey) -> Result<String, Refusal> {
        let _turn = self.turns.acquire().await.map_err(|_| Refusal::Busy)?;
        let hashed = tokio::task::spawn_blocking(move || hash(&key)).await;
        hashed.ok().flatten().ok_or(Refusal::Busy)
    }

    /// Whether a key is the one whose hash is given. Without a hash it is not, which takes as long to say.
    pub(super) async fn is(&self, key: LoginKey, hash: Option<String>) -> Result<bool, Refusal> {
        // Nobody has paid for this with work: a flood must not make a queue without end.
        let _place = self.waiting.try_acquire().map_err(|_| Refusal::Busy)?;
        let _turn = self.turns.acquire().await.map_err(|_| Refusal::Busy)?;
        let (known, hash) = (hash.is_some(), hash.unwrap_or_else(|| self.nobody.clone()));
        metrics::counter!("lotse_login_keys_hashed_total").increment(1);
        let checked = tokio::task::spawn_blocking(move || {
            PasswordHash::new(&hash)
                .is_ok_and(|hash| hasher().verify_password(key.0.as_slice(), &hash).is_ok())
        });
        Ok(checked.await.map_err(|_| Refusal::Busy)? && known)
    }
}

fn hash(key: &LoginKey) -> Option<String> {
    metrics::counter!("lotse_login_keys_hashed_total").increment(1);
    let salt = SaltString::encode_b64(&entropy::bytes::<16>()).ok()?;
    Some(hasher().hash_password(key.0.as_slice(), &salt).ok()?.to_string())
}

fn hasher() -> Argon2<'static> {
    let params = Params::new(MEMORY, 1, 1, Some(32)).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_key_is_known_again_and_another_is_not() {
        let hashing = Hashing::new(Arc::new(Semaphore::new(2)));
        let key = |byte: u8| LoginKey(Zeroizing::new([byte; 32]));
        let hash = hashing.hash(key(1)).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=8192,t=1,p=1$"), "{hash}");
        assert!(hashing.is(key(1), Some(hash.clone())).await.unwrap());
        assert!(!hashing.is(key(2), Some(hash)).await.unwrap());
        assert!(!hashing.is(key(1), None).await.unwrap());
    }

    #[tokio::test]
    async fn whoever_comes_to_a_crowd_is_to_work_and_to_a_large_one_is_sent_away() {
        let hashing = Hashing::new(Arc::new(Semaphore::new(1)));
        assert!(!hashing.is_pressed());
        let crowd = hashing.waiting.try_acquire_many(u32::try_from(WAITING / 2).unwrap()).unwrap();
        assert!(!hashing.is_pressed());
        let rest = hashing.waiting.try_acquire_many(u32::try_from(WAITING / 2).unwrap()).unwrap();
        assert!(hashing.is_pressed());
        let key = LoginKey(Zeroizing::new([1; 32]));
        assert_eq!(hashing.is(key, None).await, Err(Refusal::Busy));
        drop((crowd, rest));
        assert!(!hashing.is_pressed());
    }

    #[test]
    fn only_32_bytes_are_a_key() {
        assert!(LoginKey::parse(&URL_SAFE_NO_PAD.encode([7; 32])).is_some());
        for text in
            ["", "AAAA", &URL_SAFE_NO_PAD.encode([7; 33]), &format!("{}=", URL_SAFE_NO_PAD.encode([7; 32]))]
        {
            assert!(LoginKey::parse(text).is_none(), "{text}");
        }
    }
}
