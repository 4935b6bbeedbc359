//! The login key: 256 bits that the browser derived from the password at great cost. Kept as an Argon2id hash, sealed.

use std::sync::{Arc, Mutex, PoisonError};

use argon2::{
    ARGON2ID_IDENT, Algorithm, Argon2, Block, Params, PasswordHash, Version,
    password_hash::{Output, ParamsString, Salt, SaltString},
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
    desks: Arc<Desks>,
    waiting: Semaphore,
    /// What is compared with when there is no account, so that it takes as long.
    nobody: String,
}

impl Hashing {
    pub(super) fn new(turns: Arc<Semaphore>) -> Self {
        let desks = Arc::new(Desks::default());
        let nobody = desks.hash(&LoginKey(Zeroizing::new(entropy::bytes()))).unwrap_or_default();
        Self { turns, desks, waiting: Semaphore::new(WAITING), nobody }
    }

    /// Whether so many wait that whoever comes next does some work before.
    pub(super) fn is_pressed(&self) -> bool {
        self.waiting.available_permits() < WAITING / 2
    }

    /// The hash of a key, as a PHC string.
    pub(super) async fn hash(&self, key: LoginKey) -> Result<String, Refusal> {
        let _turn = self.turns.acquire().await.map_err(|_| Refusal::Busy)?;
        let desks = Arc::clone(&self.desks);
        let hashed = tokio::task::spawn_blocking(move || desks.hash(&key)).await;
        hashed.ok().flatten().ok_or(Refusal::Busy)
    }

    /// Whether a key is the one whose hash is given. Without a hash it is not, which takes as long to say.
    pub(super) async fn is(&self, key: LoginKey, hash: Option<String>) -> Result<bool, Refusal> {
        // Nobody has paid for this with work: a flood must not make a queue without end.
        let _place = self.waiting.try_acquire().map_err(|_| Refusal::Busy)?;
        let _turn = self.turns.acquire().await.map_err(|_| Refusal::Busy)?;
        let (known, hash) = (hash.is_some(), hash.unwrap_or_else(|| self.nobody.clone()));
        let desks = Arc::clone(&self.desks);
        let checked = tokio::task::spawn_blocking(move || desks.is(&key, &hash).unwrap_or(false));
        Ok(checked.await.map_err(|_| Refusal::Busy)? && known)
    }
}

/// Where hashes are computed: 8 MiB each, kept and used again. Given back to the allocator, every thread that ever hashed would
/// keep as much for itself.
#[derive(Default)]
struct Desks(Mutex<Vec<Vec<Block>>>);

impl Desks {
    fn hash(&self, key: &LoginKey) -> Option<String> {
        let params = Params::new(MEMORY, 1, 1, Some(32)).ok()?;
        let salt = SaltString::encode_b64(&entropy::bytes::<16>()).ok()?;
        let salt = salt.as_salt();
        let written = ParamsString::try_from(&params).ok()?;
        let hash = self.computed(key, params, salt, Version::V0x13)?;
        let (version, hash) = (Some(Version::V0x13.into()), Some(hash));
        Some(
            PasswordHash { algorithm: ARGON2ID_IDENT, version, params: written, salt: Some(salt), hash }
                .to_string(),
        )
    }

    /// Nothing where the hash is none of ours.
    fn is(&self, key: &LoginKey, hash: &str) -> Option<bool> {
        let hash = PasswordHash::new(hash).ok().filter(|hash| hash.algorithm == ARGON2ID_IDENT)?;
        let version = Version::try_from(hash.version?).ok()?;
        // Compared in constant time.
        Some(self.computed(key, Params::try_from(&hash).ok()?, hash.salt?, version)? == hash.hash?)
    }

    fn computed(&self, key: &LoginKey, params: Params, salt: Salt<'_>, version: Version) -> Option<Output> {
        metrics::counter!("lotse_login_keys_hashed_total").increment(1);
        let mut bytes = [0; Salt::MAX_LENGTH];
        let salt = salt.decode_b64(&mut bytes).ok()?;
        let (blocks, length) =
            (params.block_count(), params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN));
        let argon2 = Argon2::new(Algorithm::Argon2id, version, params);
        let mut desk = self.kept().pop().unwrap_or_default();
        desk.resize(blocks, Block::default());
        let hash = Output::init_with(length, |out| {
            Ok(argon2.hash_password_into_with_memory(key.0.as_slice(), salt, out, &mut desk)?)
        });
        // Nothing of a key stays on it.
        desk.fill(Block::default());
        self.kept().push(desk);
        hash.ok()
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Vec<Vec<Block>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
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

    #[tokio::test]
    async fn hashes_of_before_and_by_others_are_known_and_what_is_none_is_not() {
        use argon2::{PasswordHasher as _, PasswordVerifier as _};
        let hashing = Hashing::new(Arc::new(Semaphore::new(2)));
        let key = |byte: u8| LoginKey(Zeroizing::new([byte; 32]));
        // As the library writes it by itself, with other costs.
        let other = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(64, 2, 1, None).unwrap());
        let salt = SaltString::encode_b64(&[9; 16]).unwrap();
        let theirs = other.hash_password(&[1; 32], &salt).unwrap().to_string();
        assert!(hashing.is(key(1), Some(theirs.clone())).await.unwrap());
        assert!(!hashing.is(key(2), Some(theirs)).await.unwrap());
        let ours = hashing.hash(key(3)).await.unwrap();
        assert!(other.verify_password(&[3; 32], &PasswordHash::new(&ours).unwrap()).is_ok());
        for none in ["", "$argon2i$v=19$m=8192,t=1,p=1$AAAA$AAAA", "$argon2id$m=1,t=1,p=1$x$y", "plain"] {
            assert!(!hashing.is(key(1), Some(none.to_owned())).await.unwrap(), "{none}");
        }
        assert_eq!(hashing.desks.kept().len(), 1);
        assert!(
            hashing.desks.kept().iter().flatten().all(|block| block.as_ref().iter().all(|word| *word == 0))
        );
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
