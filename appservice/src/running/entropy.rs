//! The one place that draws randomness.

use rand::{TryRngCore as _, rngs::OsRng};

/// `N` bytes from the operating system.
///
/// # Panics
/// When the operating system gives no randomness: nothing could be kept secret then.
#[must_use]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    OsRng.try_fill_bytes(&mut bytes).expect("the operating system gives randomness");
    bytes
}

/// 64 random bits.
#[must_use]
pub fn bits() -> u64 {
    u64::from_le_bytes(bytes())
}

/// A new id for a row or a case: a ULID of this moment, which sorts by time.
#[must_use]
pub fn ulid(now_millis: u64) -> String {
    ulid::Ulid::from_parts(now_millis, u128::from_le_bytes(bytes())).to_string()
}

/// A random lower-case word of 26 letters and digits (130 bits cut to 128), for aliases and device ids.
#[must_use]
pub fn word() -> String {
    ulid::Ulid::from(u128::from_le_bytes(bytes())).to_string().to_lowercase()
}
