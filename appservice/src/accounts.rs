//! The portal's own use-cases: accounts, sessions and devices, and what their seekers do with their cases beyond writing. The
//! homeserver may be away, and everything here says so instead of waiting.

mod asking;
mod coming_back;
mod deeds;
mod ending;
mod guest;
mod mail;
mod members;
mod moving;
mod name;
mod proof;
mod refusal;
mod relay;
mod secret;
mod session;
mod sign_in;
mod sign_up;
mod view;
mod worker;

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use tokio::sync::{Notify, Semaphore};

pub use self::{
    asking::Wish,
    coming_back::BackView,
    deeds::Question,
    guest::LiveView,
    mail::{MailView, MailWish},
    members::Circle,
    moving::Elsewhere,
    proof::{Challenge, Solution},
    refusal::Refusal,
    relay::NoPass,
    session::SignedIn,
    sign_up::Applicant,
    view::{AskedView, CaseView, CasesView, SessionView},
    worker::run,
};
use self::{proof::Proofs, secret::Hashing};
use crate::{
    cases::service::Service,
    running::{clock::Clock, throttle::Throttle},
    servers::homeserver::{Homeserver, Passage},
    store::Store,
};
pub use crate::{running::secret::Secret, store::account::MailTo};

/// The most hashes that are computed at the same time: each takes a core and 8 MiB.
const HASHES_AT_ONCE: usize = 4;

/// Half of the processors, so that whoever floods the door with passwords leaves the others to everybody else.
fn hashes_at_once() -> usize {
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    (processors / 2).clamp(1, HASHES_AT_ONCE)
}

/// What the settings say.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// How long a session holds of which nobody does anything.
    pub idle: Duration,
    /// How long a session holds at most.
    pub longest: Duration,
    /// With so many enquiries that nobody has accepted yet, a centre gets no further ones.
    pub waiting: u32,
    /// How many bytes of files an account sends in a day.
    pub bytes_a_day: i64,
}

/// What there is only while Lotse works: before, and on a process that stands by, nobody can be served.
#[derive(Clone)]
pub(crate) struct Office {
    pub(crate) service: Arc<Service>,
    /// The homeserver, for seekers of the portal.
    pub(crate) seekers: Homeserver,
    pub(crate) passage: Passage,
}

/// The accounts of the portal.
pub struct Accounts {
    store: Store,
    clock: Clock,
    terms: Terms,
    office: RwLock<Option<Office>>,
    proofs: Proofs,
    /// Attempts to sign in, by account.
    attempts: Throttle,
    /// Wishes to come back to a case, by account and by case.
    wishes: Throttle,
    /// Letters that ask whether an address is somebody's, by account and by address.
    letters: Throttle,
    /// Codes out of such letters, by account.
    codes: Throttle,
    /// Calls through the door and deeds, by session.
    paces: Throttle,
    /// Passes for the relay, by session.
    passes: Throttle,
    hashing: Hashing,
    /// Rung when a device is to be deleted or an account goes.
    rung: Notify,
}

impl Accounts {
    /// Accounts whose office is closed.
    pub fn new(store: Store, clock: Clock, terms: Terms) -> Self {
        Self {
            store,
            clock,
            terms,
            office: RwLock::default(),
            proofs: Proofs::new(),
            attempts: Throttle::new(10, Duration::from_secs(6)),
            wishes: Throttle::new(5, Duration::from_mins(20)),
            letters: Throttle::new(4, Duration::from_hours(1)),
            codes: Throttle::new(10, Duration::from_mins(3)),
            paces: Throttle::new(300, Duration::from_millis(50)),
            passes: Throttle::new(12, Duration::from_mins(1)),
            hashing: Hashing::new(Arc::new(Semaphore::new(hashes_at_once()))),
            rung: Notify::new(),
        }
    }

    /// From now on seekers are served. `seekers` speaks with the token of their registration.
    pub fn open(&self, service: Arc<Service>, seekers: Homeserver) {
        let passage = Passage::of(&seekers);
        let office = Office { service, seekers, passage };
        *self.office.write().unwrap_or_else(PoisonError::into_inner) = Some(office);
    }

    /// From now on nobody is.
    pub fn close(&self) {
        let office = self.office.write().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(office) = office {
            office.passage.close();
        }
    }

    pub(crate) fn office(&self) -> Result<Office, Refusal> {
        let office = self.office.read().unwrap_or_else(PoisonError::into_inner);
        office.clone().ok_or(Refusal::Busy)
    }

    /// The way to the homeserver.
    pub fn passage(&self) -> Result<Passage, Refusal> {
        Ok(self.office()?.passage)
    }
}

impl std::fmt::Debug for Accounts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Accounts")
    }
}
