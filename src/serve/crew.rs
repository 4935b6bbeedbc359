//! The workers of a term, watched: one that ends by itself is begun anew, one that hangs is seen, and a process whose workers
//! cannot be kept at work ends, so that the service manager begins it anew.

use std::{collections::BTreeSet, panic::AssertUnwindSafe, time::Duration};

use appservice::{
    running::pulse::{Kind, Silent},
    store::tenure::Term,
};
use futures_util::FutureExt as _;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::task::TaskTracker;
use web::Health;

/// How often the workers are looked at.
const LOOK: Duration = Duration::from_secs(1);

/// A worker that hangs for so much longer than it may is cut off and begun anew.
const CUT_OFF: Duration = Duration::from_mins(5);

/// What is in hand has so long to come to its end when we are told to stop.
const ENDING: Duration = Duration::from_mins(1);

/// What was cut off has so long to be gone.
const GOING: Duration = Duration::from_secs(10);

/// So many workers may end by themselves within [`MEMORY`]; with the next one the process ends.
const MOST: usize = 4;

/// Falls that are longer ago are forgotten.
const MEMORY: Duration = Duration::from_mins(10);

/// The wait before the workers are begun anew after a first fall; it is doubled with each further one.
const FIRST_WAIT: Duration = Duration::from_millis(500);

/// When workers ended by themselves.
#[derive(Debug, Default)]
pub(super) struct Falls(Vec<Instant>);

impl Falls {
    /// A worker fell: how long to wait before all is begun anew, or nothing if that has been done too often.
    pub(super) fn again(&mut self, now: Instant) -> Option<Duration> {
        self.0.retain(|fall| now.saturating_duration_since(*fall) < MEMORY);
        self.0.push(now);
        let before = u32::try_from(self.0.len() - 1).ok()?;
        (self.0.len() <= MOST).then(|| FIRST_WAIT * 2_u32.pow(before))
    }
}

/// A worker of a term. One that ends although nobody told it to ends the term, and the next one begins from the database:
/// otherwise the process would say that it works, and do nothing.
pub(super) fn watched<F>(
    worker: &'static str,
    health: &Health,
    term: &Term,
    work: F,
) -> impl Future<Output = ()> + use<F>
where
    F: Future<Output = ()>,
{
    let (term, health) = (term.clone(), health.clone());
    let work = term.until_lost(work);
    async move {
        let ended = AssertUnwindSafe(work).catch_unwind().await;
        if ended.is_err() || !(term.stop.is_cancelled() || term.lost.is_cancelled()) {
            fall(worker, &health, &term);
        }
    }
}

fn fall(worker: &'static str, health: &Health, term: &Term) {
    tracing::error!(worker, "A worker ended by itself; starting all over");
    metrics::counter!("lotse_workers_restarted_total").increment(1);
    metrics::gauge!("lotse_working").set(0.0);
    health.fell(worker);
    term.lost.cancel();
}

/// Looks after the workers until their term ends: says whether all of them work, and cuts them off when one hangs for good.
pub(super) async fn look_after(health: &Health, term: &Term) {
    let mut known = BTreeSet::new();
    loop {
        let silent = health.pulses().silent(Instant::now());
        known = tell_of(&silent, &known);
        let hangs = silent.iter().find(|silent| silent.kind == Kind::Worker);
        metrics::gauge!("lotse_working").set(if hangs.is_some() { 0.0 } else { 1.0 });
        if let Some(hung) = hangs.filter(|hung| hung.since > CUT_OFF) {
            return fall(hung.whose, health, term);
        }
        sleep(LOOK).await;
    }
}

/// Tells once of everybody who has become silent; gives all who are.
fn tell_of(silent: &[Silent], known: &BTreeSet<u64>) -> BTreeSet<u64> {
    for new in silent.iter().filter(|silent| !known.contains(&silent.id)) {
        tracing::error!(worker = new.whose, "Nothing has been heard of a worker for too long");
        metrics::counter!("lotse_hung_total", "worker" => new.whose).increment(1);
    }
    silent.iter().map(|silent| silent.id).collect()
}

/// Lets what is in hand come to its end; what does not in time is cut off, as a power cut would do it. Says whether all are gone.
pub(super) async fn dismiss(crew: TaskTracker, term: &Term) -> bool {
    term.stop.cancel();
    crew.close();
    if timeout(ENDING, crew.wait()).await.is_err() {
        tracing::error!("What was in hand has not come to its end; cutting it off");
        term.lost.cancel();
    }
    timeout(GOING, crew.wait()).await.is_ok()
}

/// Ends the process because a worker cannot be cut off. It may still write, and nobody may work beside it.
#[expect(
    clippy::disallowed_methods,
    reason = "a thread that is blocked for ever lets no process end in order"
)]
pub(super) fn end_at_once() -> ! {
    tracing::error!("A worker that hangs could not be cut off; the process ends");
    std::process::exit(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_longer_after_each_fall_and_gives_up_after_too_many() {
        let (mut falls, now) = (Falls::default(), Instant::now());
        let waits: Vec<_> = (0..MOST).map(|_| falls.again(now).map(|wait| wait.as_millis())).collect();
        assert_eq!(waits, [Some(500), Some(1000), Some(2000), Some(4000)]);
        assert_eq!(falls.again(now), None);
        assert_eq!(falls.again(now + MEMORY), Some(FIRST_WAIT), "what is long ago is forgotten");
    }
}
