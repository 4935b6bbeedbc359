//! Work that is tried again: what gets further with each attempt is not put off as if it stood still.
//!
//! The homeserver's answers are counted while a piece of work runs. Where another number of them came than at the last attempt,
//! the work has moved, and its next attempt comes as soon as after a first failure.

use std::{
    cell::Cell,
    num::NonZeroUsize,
    sync::{Mutex, PoisonError},
};

use lru::LruCache;
use routing::Span;

use super::lanes::backoff;

tokio::task_local! {
    static ANSWERS: Cell<u32>;
}

/// So many pieces of work are remembered; of one that was forgotten its attempts count.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(4_096).expect("more than none");

/// From so many attempts on nothing counts as moving any more: work whose number of answers changes for ever never ends.
const AT_MOST: i64 = 100;

/// The homeserver answered as it should.
pub(crate) fn answered() {
    // Nobody counts outside of a piece of work.
    let _ = ANSWERS.try_with(|answers| answers.set(answers.get().saturating_add(1)));
}

/// Does the work, and says how many answers came meanwhile.
pub(crate) async fn counted<T>(work: impl Future<Output = T>) -> (T, u32) {
    ANSWERS.scope(Cell::new(0), async { (work.await, ANSWERS.with(Cell::get)) }).await
}

/// How far the work that waits for its next attempt had come.
#[derive(Debug)]
pub struct Headway(Mutex<LruCache<String, Stand>>);

#[derive(Clone, Copy, Debug)]
struct Stand {
    answers: u32,
    /// Attempts, before this one, at which it had come as far as this.
    in_vain: i64,
}

impl Default for Headway {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(REMEMBERED)))
    }
}

impl Headway {
    /// The wait before the next attempt at `work`, which has failed after `answers`, and after `attempts` earlier failures.
    pub(crate) fn wait(&self, work: &str, attempts: i64, answers: u32) -> Span {
        let mut stands = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let in_vain = match stands.get(work) {
            Some(stand) if stand.answers == answers || attempts >= AT_MOST => stand.in_vain + 1,
            Some(_) => 0,
            None => attempts,
        };
        stands.put(work.to_owned(), Stand { answers, in_vain });
        backoff(in_vain)
    }

    /// Nothing waits any more.
    pub(crate) fn forget(&self, work: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop(work);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn answers_are_counted_for_the_work_that_they_belong_to() {
        answered();
        let work = async {
            answered();
            let ((), within) = counted(async { answered() }).await;
            answered();
            within
        };
        assert_eq!(counted(work).await, (1, 2));
    }

    #[test]
    fn what_moves_is_tried_again_soon_and_what_stands_still_later_each_time() {
        let headway = Headway::default();
        let mut waits = Vec::new();
        for (attempts, answers) in [2, 2, 2, 3, 4, 4, 1].into_iter().enumerate() {
            waits.push(headway.wait("a", attempts.try_into().unwrap(), answers).millis() / 1_000);
        }
        assert_eq!(waits, [1, 2, 4, 1, 1, 2, 1]);
        assert_eq!(headway.wait("b", 3, 0), backoff(3), "it failed before we came");
        headway.forget("a");
        assert_eq!(headway.wait("a", 7, 1), backoff(7));
    }

    #[test]
    fn what_moves_for_ever_is_put_off_after_all() {
        let headway = Headway::default();
        let mut last = Span::from_millis(0);
        for attempts in 0..AT_MOST + 8 {
            last = headway.wait("a", attempts, u32::try_from(attempts % 2).unwrap());
        }
        assert_eq!(last, backoff(60));
    }
}
