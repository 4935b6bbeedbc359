//! A hash that is the same on every machine, in every run and in every release.
//!
//! The last word between two equal centres must not change when a process restarts, as the standard
//! library's hash would. Nobody's safety rests on it: what is hashed comes from the directory.

use std::hash::{BuildHasherDefault, Hasher};

/// The finaliser of `splitmix64` (Steele, Lea, Flood: "Fast splittable pseudorandom number generators").
pub(crate) const fn mix(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// Hashes text, eight bytes at a time.
pub(crate) fn of_text(text: &str) -> u64 {
    let mut hasher = Stable::default();
    hasher.write(text.as_bytes());
    mix(hasher.0)
}

/// Maps keyed by our own short ids, without the cost of a hash made for hostile keys.
pub(crate) type StableMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Stable>>;

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Stable(u64);

impl Stable {
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

    fn word(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(Self::STEP);
    }
}

impl Hasher for Stable {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.word(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.word(u64::from_le_bytes(last) ^ ((bytes.len() as u64) << 56));
    }

    fn write_u8(&mut self, byte: u8) {
        self.word(u64::from(byte));
    }

    fn write_u32(&mut self, word: u32) {
        self.word(u64::from(word));
    }

    fn write_u64(&mut self, word: u64) {
        self.word(word);
    }

    fn write_usize(&mut self, word: usize) {
        self.word(word as u64);
    }

    /// For maps: the upper half of the product is well mixed, so it is folded onto the lower.
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
