//! Work in lanes: one at a time within a lane, lanes side by side.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use routing::Span;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio_util::task::TaskTracker;

/// The longest wait between two attempts at the same work.
const LONGEST_WAIT: Span = Span::minutes(1);

/// The lanes that are being worked on.
#[derive(Default)]
pub(crate) struct Lanes {
    busy: Arc<Mutex<HashSet<String>>>,
    freed: Arc<Notify>,
    workers: TaskTracker,
}

impl Lanes {
    /// Starts `job` in `lane` as soon as there is a place, unless the lane is being worked on already.
    pub(crate) fn start(
        &self,
        lane: &str,
        places: Arc<Semaphore>,
        job: impl Future<Output = ()> + Send + 'static,
    ) {
        if !lock(&self.busy).insert(lane.to_owned()) {
            return;
        }
        let leaving = Leaving { lane: lane.to_owned(), busy: self.busy.clone(), freed: self.freed.clone() };
        self.workers.spawn(async move {
            // The lane is free again however the job ends.
            let _leaving = leaving;
            if let Ok(_place) = places.acquire().await {
                job.await;
            }
        });
    }

    /// Starts `job` in `lane` at a place that is free, unless the lane is being worked on already; says whether. The place
    /// rests for as long as the job says, the lane does not.
    pub(crate) fn start_at(
        &self,
        lane: &str,
        place: OwnedSemaphorePermit,
        job: impl Future<Output = Duration> + Send + 'static,
    ) -> bool {
        if !lock(&self.busy).insert(lane.to_owned()) {
            return false;
        }
        let leaving = Leaving { lane: lane.to_owned(), busy: self.busy.clone(), freed: self.freed.clone() };
        let (freed, ends) = (self.freed.clone(), self.workers.clone());
        self.workers.spawn(async move {
            let rest = {
                let _leaving = leaving;
                job.await
            };
            if !rest.is_zero() && !ends.is_closed() {
                tokio::time::sleep(rest).await;
            }
            drop(place);
            freed.notify_one();
        });
        true
    }

    /// Waits until a lane is free again.
    pub(crate) async fn freed(&self) {
        self.freed.notified().await;
    }

    /// Waits for all jobs to end.
    pub(crate) async fn finish(self) {
        self.workers.close();
        self.workers.wait().await;
    }
}

struct Leaving {
    lane: String,
    busy: Arc<Mutex<HashSet<String>>>,
    freed: Arc<Notify>,
}

impl Drop for Leaving {
    fn drop(&mut self) {
        lock(&self.busy).remove(&self.lane);
        self.freed.notify_one();
    }
}

/// A set of names is whole whenever the lock is free.
fn lock(busy: &Mutex<HashSet<String>>) -> MutexGuard<'_, HashSet<String>> {
    busy.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The wait before the next attempt, after `attempts` earlier ones and one more: a second, doubled each time, at most
/// a minute.
pub(crate) fn backoff(attempts: i64) -> Span {
    Span::from_millis(1000_i64 << attempts.clamp(0, 6)).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_longer_each_time_but_never_more_than_a_minute() {
        assert_eq!(backoff(0), Span::from_millis(1000));
        assert_eq!(backoff(3), Span::from_millis(8000));
        assert_eq!(backoff(60), Span::minutes(1));
    }

    #[tokio::test]
    async fn a_lane_is_worked_on_once_and_free_again_after_a_panic() {
        let lanes = Lanes::default();
        let places = Arc::new(Semaphore::new(4));
        lanes.start("a", places.clone(), async { panic!("as a test") });
        lanes.freed().await;
        assert!(lock(&lanes.busy).is_empty());
        let gate = Arc::new(Notify::new());
        let held = gate.clone();
        lanes.start("a", places.clone(), async move { held.notified().await });
        lanes.start("a", places, async { unreachable!("the lane is busy") });
        gate.notify_one();
        lanes.finish().await;
    }

    #[tokio::test]
    async fn a_place_rests_and_its_lane_does_not() {
        let lanes = Lanes::default();
        let places = Arc::new(Semaphore::new(2));
        let place = || places.clone().try_acquire_owned().unwrap();
        assert!(lanes.start_at("a", place(), async { Duration::from_mins(10) }));
        lanes.freed().await;
        assert!(lock(&lanes.busy).is_empty());
        assert_eq!(places.available_permits(), 1, "it rests");
        assert!(lanes.start_at("a", place(), async { Duration::ZERO }));
        while places.available_permits() == 0 {
            lanes.freed().await;
        }
    }
}
