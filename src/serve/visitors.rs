//! Who comes in by a browser: seekers at the portal, staff at the desk. Nobody does before there is a homeserver.

use std::sync::Arc;

use appservice::{
    accounts::{self, Accounts, Terms},
    cases::service::Service,
    running::clock::Clock,
    servers::homeserver::Homeserver,
    staff::Staff,
    store::Store,
    store::tenure::Term,
};
use tokio_util::task::TaskTracker;
use web::Health;

use super::crew::watched;
use crate::check::Ready;

/// Both doors; they are there before they are opened.
pub(super) struct Visitors {
    /// None, where there is no portal.
    pub(super) accounts: Option<Arc<Accounts>>,
    pub(super) staff: Arc<Staff>,
}

impl Visitors {
    /// As the settings say.
    pub(super) fn new(settings: &config::Settings, store: &Store, clock: &Clock) -> Self {
        let config::Portal { idle, session, waiting_per_centre, upload_mb_per_day, .. } = settings.portal;
        let bytes_a_day = i64::from(upload_mb_per_day) * 1_000_000;
        let terms = Terms { idle, longest: session, waiting: waiting_per_centre, bytes_a_day };
        let accounts = || Arc::new(Accounts::new(store.clone(), clock.clone(), terms));
        Self {
            accounts: settings.has_portal().then(accounts),
            staff: Arc::new(Staff::new(store.clone(), clock.clone())),
        }
    }

    /// From now on they are served.
    pub(super) fn open(
        &self,
        ready: &Ready,
        service: &Arc<Service>,
        health: &Health,
        (term, crew): (&Term, &TaskTracker),
    ) {
        self.staff.open(service.clone());
        let Some(accounts) = &self.accounts else { return };
        let settings = &ready.settings.homeserver;
        let token = ready.registrations.seekers.as_token.clone();
        accounts.open(service.clone(), Homeserver::new(settings.url.clone(), token, settings.timeout));
        crew.spawn(watched("accounts", health, term, accounts::run(accounts.clone(), term.stop.clone())));
    }

    /// From now on nobody is.
    pub(super) fn close(&self) {
        self.staff.close();
        if let Some(accounts) = &self.accounts {
            accounts.close();
        }
    }
}
