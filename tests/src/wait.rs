//! Waiting: for a condition, with a deadline, and with a sentence about what did not come.
//!
//! The only place in the tests where time passes on purpose.

use std::{
    collections::{BTreeSet, VecDeque},
    fmt::Display,
    net::{Ipv4Addr, TcpListener},
    os::{
        linux::net::SocketAddrExt as _,
        unix::net::{SocketAddr, UnixListener},
    },
    sync::{Mutex, OnceLock, PoisonError},
    time::Duration,
};

use anyhow::{Context as _, Result, bail};
use rand::Rng as _;
use tokio::{
    sync::watch,
    time::{Instant, MissedTickBehavior, interval, timeout, timeout_at},
};

/// How often a condition is looked at that cannot call us.
const GLANCE: Duration = Duration::from_millis(20);

/// What `be_patient` was told.
static PATIENCE: OnceLock<Duration> = OnceLock::new();

/// How long people and programs are waited for: `LOTSE_PATIENCE` seconds, or what [`be_patient`] was told, or 30 s.
///
/// Generous, since only a failing test ever waits so long.
pub fn patience() -> Duration {
    let usual = *PATIENCE.get_or_init(|| told_by_environment().unwrap_or(Duration::from_secs(30)));
    usual * TIMES.try_with(|times| *times).unwrap_or(1)
}

tokio::task_local! {
    /// How many times as long the task waits.
    static TIMES: u32;
}

/// Does `deed` with so many times the usual patience: for what is put off more than once on purpose.
pub async fn patiently<T>(times: u32, deed: impl Future<Output = T>) -> T {
    TIMES.scope(times, deed).await
}

/// Waits longer than usual from now on, unless `LOTSE_PATIENCE` says otherwise. To be called before anything waits.
pub fn be_patient(patience: Duration) {
    // Whoever waited already has said how long.
    let _ = PATIENCE.set(told_by_environment().unwrap_or(patience));
}

fn told_by_environment() -> Option<Duration> {
    let told = std::env::var("LOTSE_PATIENCE").ok().and_then(|seconds| seconds.parse().ok());
    told.map(Duration::from_secs)
}

/// Looks every 20 ms until `check` gives something, for at most `within`; `what` completes "waited in vain for …".
pub async fn until<T>(
    what: impl Display,
    within: Duration,
    mut check: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let deadline = Instant::now() + within;
    let mut glances = interval(GLANCE);
    glances.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        glances.tick().await;
        match timeout_at(deadline, check()).await {
            Ok(Ok(Some(found))) => return Ok(found),
            Ok(Ok(None)) if Instant::now() < deadline => {}
            Ok(Err(error)) => return Err(error.context(format!("while waiting for {what}"))),
            Ok(Ok(None)) | Err(_) => bail!("waited in vain for {what} ({within:?})"),
        }
    }
}

/// Lets one glance's time go by: for a loop that retries against a server which may be away.
pub(crate) async fn glance_away() {
    let mut ticks = interval(GLANCE * 5);
    ticks.tick().await;
    ticks.tick().await;
}

/// Lets `span` go by: for outages, whose length is what the test is about.
pub async fn passes(span: Duration) {
    let end = Instant::now() + span;
    let mut glances = interval(GLANCE);
    while Instant::now() < end {
        glances.tick().await;
    }
}

/// How long an outage lasts: 60 s, or `LOTSE_AWAY` seconds.
pub fn outage() -> Duration {
    let told = std::env::var("LOTSE_AWAY").ok().and_then(|seconds| seconds.parse().ok());
    Duration::from_secs(told.unwrap_or(60))
}

/// A bell that is rung whenever something may have changed.
#[derive(Debug)]
pub struct Bell(watch::Sender<u64>);

impl Bell {
    /// A bell that has not been rung.
    pub fn new() -> Self {
        Self(watch::Sender::new(0))
    }

    /// Wakes everybody who waits.
    pub fn ring(&self) {
        self.0.send_modify(|rung| *rung = rung.wrapping_add(1));
    }

    /// Checks now and after each ring until `check` gives something; `None` when `within` is over.
    pub async fn until<T>(&self, within: Duration, mut check: impl FnMut() -> Option<T>) -> Option<T> {
        let mut rings = self.0.subscribe();
        timeout(within, async {
            loop {
                if let Some(found) = check() {
                    return Some(found);
                }
                rings.changed().await.ok()?;
            }
        })
        .await
        .ok()
        .flatten()
    }
}

impl Default for Bell {
    fn default() -> Self {
        Self::new()
    }
}

/// A port on 127.0.0.1 that nobody listens on and that nobody else is given, by this run of the tests or another one.
///
/// From below the range that the kernel hands out for outgoing connections, so that a server which restarts finds its
/// port again.
pub fn free_port() -> Result<u16> {
    static GIVEN: Mutex<Given> = Mutex::new(Given { ever: BTreeSet::new(), lately: VecDeque::new() });
    let mut given = GIVEN.lock().unwrap_or_else(PoisonError::into_inner);
    for _ in 0..200 {
        let port = seed().random_range(12_000..32_000);
        if given.ever.contains(&port) {
            continue;
        }
        // Taken for good once it listens; until then its name says so, which ends with this process.
        let name = SocketAddr::from_abstract_name(format!("lotse-tests-port-{port}"))?;
        let Ok(mark) = UnixListener::bind_addr(&name) else { continue };
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            given.ever.insert(port);
            given.lately.push_back(mark);
            if given.lately.len() > PORTS_ON_THE_WAY {
                given.lately.pop_front();
            }
            return Ok(port);
        }
    }
    None.context("no free port on 127.0.0.1 between 12000 and 32000")
}

/// So many ports may have been given to servers that do not listen yet.
const PORTS_ON_THE_WAY: usize = 100;

/// Which ports this run of the tests has given away, and the marks of the latest for other runs.
struct Given {
    ever: BTreeSet<u16>,
    lately: VecDeque<UnixListener>,
}

/// A word that no other run of the tests has: for names, secrets and ports, which need to differ and nothing else.
pub fn unique_word() -> String {
    format!("{:016x}", seed().random::<u64>())
}

#[expect(
    clippy::disallowed_methods,
    reason = "parallel runs of the harness must differ; no test depends on the value"
)]
fn seed() -> rand::rngs::ThreadRng {
    rand::rng()
}
