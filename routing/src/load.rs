//! How busy the centres are.

use crate::{
    ids::CentreId,
    stable_hash::{self, StableMap},
};

/// Open enquiries per centre: cases that are asked and not yet accepted. Counted outside.
///
/// Kept by the hash of the id: a look-up then touches one small table. Should two ids ever share a hash, their
/// centres would share a count, and nothing worse.
#[derive(Debug, Clone, Default)]
pub struct Load(StableMap<u64, u32>);

impl Load {
    /// Nobody has anything to do.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Says how many open enquiries a centre has.
    pub fn set(&mut self, centre: &CentreId, open: u32) {
        self.0.insert(stable_hash::of_text(centre.as_str()), open);
    }

    /// How many open enquiries the centre has; 0 when nothing was said.
    #[must_use]
    pub fn open(&self, centre: &CentreId) -> u32 {
        self.open_by_hash(stable_hash::of_text(centre.as_str()))
    }

    pub(crate) fn open_by_hash(&self, hash: u64) -> u32 {
        if self.0.is_empty() { 0 } else { self.0.get(&hash).copied().unwrap_or(0) }
    }
}

impl FromIterator<(CentreId, u32)> for Load {
    fn from_iter<I: IntoIterator<Item = (CentreId, u32)>>(counts: I) -> Self {
        let mut load = Self::none();
        for (centre, open) in counts {
            load.set(&centre, open);
        }
        load
    }
}
