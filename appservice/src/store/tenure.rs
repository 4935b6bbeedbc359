//! Which of several processes on one database works: the holder of one lease, for its term.
//!
//! Any process takes transactions, since it only writes them down. Events, effects and upkeep belong to the holder:
//! an Olm machine that two processes turn at once is broken. A term that may have run out is cut off as a power cut
//! would do it, and the next one begins from the database.

use std::{future::Future, time::Duration};

use routing::Span;
use rustix::{
    io::Errno,
    process::{Pid, getpid, test_kill_process},
};
use tokio::time::{Instant, sleep, timeout_at};
use tokio_util::sync::CancellationToken;

use crate::{
    running::{clock::Clock, entropy},
    store::{Store, StoreResult, lease},
};

/// The lease whose holder works.
pub const WORKER: &str = "worker";

/// A holder that is silent for so long is given up by the others.
const TTL: Span = Span::from_millis(5000);

/// A holder that could not prolong its lease for so long stops, before another one may begin.
const HOLDS: Duration = Duration::from_secs(4);

/// The time between two prolongations.
const RENEWAL: Duration = Duration::from_millis(1500);

/// How often those who stand by look.
const LOOK: Duration = Duration::from_millis(500);

/// One process's claim to the work.
#[derive(Clone, Debug)]
pub struct Lease {
    store: Store,
    clock: Clock,
    owner: Owner,
}

/// The time in which this process works.
#[derive(Clone, Debug, Default)]
pub struct Term {
    /// Cancelled when the work is to come to its end in order.
    pub stop: CancellationToken,
    /// Cancelled when somebody else may be working already.
    pub lost: CancellationToken,
}

impl Term {
    /// The work, cut off wherever it waits as soon as the term is lost.
    pub fn until_lost<F: Future<Output = ()>>(&self, work: F) -> impl Future<Output = ()> + use<F> {
        let lost = self.lost.clone();
        async move {
            // Cut off or done: there is nothing to give back.
            let _ = lost.run_until_cancelled_owned(work).await;
        }
    }
}

impl Lease {
    /// The claim of this process, under a random name.
    pub fn new(store: Store, clock: Clock) -> Self {
        Self { store, clock, owner: Owner::this_process() }
    }

    /// Takes or prolongs the lease, if nobody else has it. A holder who died on this machine is not waited for.
    pub async fn try_take(&self) -> StoreResult<bool> {
        let now = self.clock.now();
        let mut tx = self.store.begin_first().await?;
        let mut taken = lease::try_take(&mut tx, WORKER, &self.owner.0, now, TTL).await?;
        if !taken
            && let Some((holder, _)) = lease::holder(&mut tx, WORKER).await?
            && Owner(holder.clone()).is_dead()
        {
            lease::release(&mut tx, WORKER, &holder).await?;
            taken = lease::try_take(&mut tx, WORKER, &self.owner.0, now, TTL).await?;
        }
        tx.commit().await?;
        Ok(taken)
    }

    /// Waits until the lease is ours.
    pub async fn take(&self) {
        loop {
            match self.try_take().await {
                Ok(true) => return,
                Ok(false) => {}
                Err(error) => tracing::error!(error = %error, "Could not ask for the lease; trying again"),
            }
            sleep(LOOK).await;
        }
    }

    /// Prolongs the lease until that fails: from then on somebody else may work.
    pub async fn keep(&self) {
        let mut until = Instant::now() + HOLDS;
        loop {
            sleep(RENEWAL).await;
            let asked = Instant::now();
            match timeout_at(until, self.try_take()).await {
                Ok(Ok(true)) => until = asked + HOLDS,
                Ok(Ok(false)) | Err(_) => return,
                Ok(Err(error)) => {
                    tracing::error!(error = %error, "Could not prolong the lease; trying again");
                    if Instant::now() >= until {
                        return;
                    }
                }
            }
        }
    }

    /// Gives the lease back, so that nobody has to wait until it runs out.
    pub async fn release(&self) -> StoreResult<()> {
        let mut tx = self.store.begin_first().await?;
        lease::release(&mut tx, WORKER, &self.owner.0).await?;
        tx.commit().await
    }
}

/// `<boot of the machine>/<namespace of process ids>/<process id>/<random word>`: enough to see on the same machine,
/// and nowhere else, that the process is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Owner(String);

impl Owner {
    fn this_process() -> Self {
        Self(format!("{}/{}/{}", here(), getpid().as_raw_nonzero(), entropy::word()))
    }

    /// Whether the process certainly runs no more. A reused process id, another machine or another container look
    /// alive, and are waited for.
    fn is_dead(&self) -> bool {
        let Some(rest) = self.0.strip_prefix(&here()).and_then(|rest| rest.strip_prefix('/')) else {
            return false;
        };
        let pid = rest.split('/').next().and_then(|pid| pid.parse().ok()).and_then(Pid::from_raw);
        pid.is_some_and(|pid| test_kill_process(pid) == Err(Errno::SRCH))
    }
}

/// This boot of this machine, and this namespace of process ids; a random word where that cannot be told.
fn here() -> String {
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id");
    let namespace = std::fs::read_link("/proc/self/ns/pid");
    match (boot, namespace) {
        (Ok(boot), Ok(namespace)) => format!("{}/{}", boot.trim(), namespace.display()),
        _ => entropy::word(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{lease as rows, vault::VaultKey};

    async fn store(folder: &std::path::Path) -> Store {
        let url = format!("sqlite:{}", folder.join("lotse.db").display());
        Store::open(&url, 2, &VaultKey::new([7; 32])).await.unwrap()
    }

    #[tokio::test]
    async fn one_of_two_works_and_the_other_follows_when_it_is_given_back() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path()).await;
        let [one, other] = [(); 2].map(|()| Lease::new(store.clone(), Clock::system()));
        assert!(one.try_take().await.unwrap());
        assert!(!other.try_take().await.unwrap());
        assert!(one.try_take().await.unwrap(), "the holder prolongs it");
        one.release().await.unwrap();
        assert!(other.try_take().await.unwrap());
    }

    #[tokio::test]
    async fn a_holder_that_died_here_is_not_waited_for_but_one_elsewhere_is() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path()).await;
        let clock = Clock::system();
        let lease = Lease::new(store.clone(), clock.clone());
        let gone = {
            let mut child = std::process::Command::new("true").spawn().unwrap();
            let pid = child.id();
            child.wait().unwrap();
            format!("{}/{pid}/word", here())
        };
        let elsewhere = gone.replace(&here(), "another-boot/pid:[1]");
        for (holder, expected) in [(elsewhere, false), (gone, true)] {
            let mut tx = store.begin().await.unwrap();
            sqlx::query("delete from lease").execute(tx.conn()).await.unwrap();
            assert!(rows::try_take(&mut tx, WORKER, &holder, clock.now(), Span::minutes(1)).await.unwrap());
            tx.commit().await.unwrap();
            assert_eq!(lease.try_take().await.unwrap(), expected, "{holder}");
        }
    }

    #[tokio::test]
    async fn a_lease_that_somebody_took_over_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path()).await;
        let lease = Lease::new(store.clone(), Clock::system());
        assert!(lease.try_take().await.unwrap());
        let mut tx = store.begin().await.unwrap();
        let later = Clock::system().now().plus(Span::hours(1));
        assert!(rows::try_take(&mut tx, WORKER, "another-boot/pid:[1]/7/word", later, TTL).await.unwrap());
        tx.commit().await.unwrap();
        lease.keep().await;
    }

    #[tokio::test]
    async fn work_is_cut_off_when_the_term_is_lost() {
        let term = Term::default();
        let work = tokio::spawn(term.until_lost(std::future::pending()));
        term.lost.cancel();
        work.await.unwrap();
    }
}
