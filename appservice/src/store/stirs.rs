//! What has been written in this process, as counters in memory: whoever shows something to people learns that it may be another
//! thing now, without asking the database for it. Rung by commits; nothing is rung for what is rolled back.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use routing::CentreId;
use tokio::sync::watch;

use crate::running::entropy;

/// Whose things were written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stir {
    /// The cases of a centre, who waits there, who is there.
    Centre(CentreId),
    /// Where somebody is signed in at the desk: a keyed hash.
    Person(String),
}

/// The counters. Cheap to clone.
#[derive(Clone)]
pub struct Stirs(Arc<Inner>);

struct Inner {
    /// Tells counters of this process from those of another one.
    process: String,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    counters: HashMap<Stir, watch::Sender<u64>>,
    /// Centres that were rung since somebody last took them.
    fresh: BTreeSet<CentreId>,
}

impl Default for Stirs {
    fn default() -> Self {
        Self(Arc::new(Inner { process: entropy::word(), known: Mutex::default() }))
    }
}

impl std::fmt::Debug for Stirs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stirs")
    }
}

impl Stirs {
    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.0.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something of these was written.
    pub fn ring(&self, stirred: impl IntoIterator<Item = Stir>) {
        let mut known = self.known();
        for stir in stirred {
            match &stir {
                Stir::Centre(centre) => {
                    known.fresh.insert(centre.clone());
                }
                // Nobody looks: there is nothing to count.
                Stir::Person(_) if !known.counters.contains_key(&stir) => continue,
                Stir::Person(_) => {}
            }
            known.counters.entry(stir).or_default().send_modify(|count| *count += 1);
        }
    }

    /// How often it was rung.
    pub fn count(&self, stir: &Stir) -> u64 {
        self.known().counters.get(stir).map_or(0, |counter| *counter.borrow())
    }

    /// A word that is another one whenever one of these was rung, and in another process.
    pub fn word(&self, stirs: &[Stir]) -> String {
        use std::hash::{DefaultHasher, Hash as _, Hasher as _};
        let mut hasher = DefaultHasher::new();
        self.0.process.hash(&mut hasher);
        for stir in stirs {
            (stir, self.count(stir)).hash(&mut hasher);
        }
        format!("{:016x}", hasher.finish())
    }

    /// Wakes whoever holds it when it is rung.
    pub fn listen(&self, stir: &Stir) -> watch::Receiver<u64> {
        self.known().counters.entry(stir.clone()).or_default().subscribe()
    }

    /// Forgets the counters of people to whom nobody listens any more.
    pub fn forget_unheard(&self) {
        let kept = |stir: &Stir, counter: &watch::Sender<u64>| {
            matches!(stir, Stir::Centre(_)) || counter.receiver_count() > 0
        };
        self.known().counters.retain(|stir, counter| kept(stir, counter));
    }

    /// The centres that were rung since this was last asked.
    pub(crate) fn take_fresh(&self) -> BTreeSet<CentreId> {
        std::mem::take(&mut self.known().fresh)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_listens_is_woken_and_the_word_is_another_one() {
        let (stirs, other) = (Stirs::default(), Stirs::default());
        let dresden = Stir::Centre(CentreId::parse("dresden").unwrap());
        let ben = Stir::Person("hash".to_owned());
        let both = [dresden.clone(), ben.clone()];
        let before = stirs.word(&both);
        assert_ne!(before, other.word(&both), "another process counts anew");
        stirs.ring([ben.clone()]);
        assert_eq!(stirs.word(&both), before, "nobody listens to them");
        let mut heard = stirs.listen(&ben);
        stirs.ring([ben.clone(), dresden.clone()]);
        heard.changed().await.unwrap();
        assert_ne!(stirs.word(&both), before);
        assert_eq!(stirs.take_fresh().len(), 1);
        assert!(stirs.take_fresh().is_empty());
        drop(heard);
        stirs.forget_unheard();
        assert_eq!((stirs.count(&ben), stirs.count(&dresden)), (0, 1));
    }
}
