//! What the latest transactions say, in memory: their events are read soon after they were split.

use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError},
};

use lru::LruCache;

/// So many transactions are remembered. One that is longer than [`LONGEST`] keeps nothing for its events.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(16).expect("more than none");

/// The events of a transaction of more bytes keep what they say themselves: all of it is read for each.
pub(crate) const LONGEST: usize = 1 << 20;

/// The bodies of the latest transactions, by their places.
#[derive(Clone)]
pub(super) struct Recent(Arc<Mutex<LruCache<i64, Arc<Vec<u8>>>>>);

impl Default for Recent {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(LruCache::new(REMEMBERED))))
    }
}

impl std::fmt::Debug for Recent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Recent")
    }
}

impl Recent {
    pub(super) fn get(&self, seq: i64) -> Option<Arc<Vec<u8>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&seq).cloned()
    }

    /// Remembers what the transaction with this place says. It never says anything else.
    pub(super) fn keep(&self, seq: i64, body: Vec<u8>) -> Arc<Vec<u8>> {
        let body = Arc::new(body);
        if body.len() <= LONGEST {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).put(seq, body.clone());
        }
        body
    }
}
