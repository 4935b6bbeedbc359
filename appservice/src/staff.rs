//! The desk's own use-cases: who of the staff is signed in, what they see, and what they do there. What they do is what they could
//! say in their rooms as well (`cases/told.rs`): one rule, two doors. A page of the desk knows no message and no key.

mod arranging;
mod at_once;
mod browser;
mod cards;
mod carriers;
mod dates;
mod deeds;
mod drafts;
mod figures;
mod leading;
mod leaving;
mod newcomers;
mod overview;
mod own;
mod papers;
mod passkeys;
mod password;
mod platform;
mod ranks;
mod refused;
mod seconds;
mod session;
mod standing;
mod training;
mod view;

use std::sync::{Arc, PoisonError, RwLock};

pub use self::{
    arranging::{ArrangeView, Arranged, Arrangement, HeldCaseView, HeldView, HolderView, What},
    at_once::AtOnceView,
    browser::browser_of,
    cards::{CardView, Changed},
    carriers::{CarrierView, Person},
    dates::{DateView, DatesOf, DatesView, Stand},
    deeds::Act,
    drafts::{
        Asked, Busy, CoverageView, Decided, Published, RowChanged, RowView, Seen, SheetView, VersionView,
    },
    figures::{FigureView, FiguresView, Headings, Months, csv, xlsx},
    leading::{KeptOutView, LeadsView},
    leaving::{Parted, PartingView},
    newcomers::{How, Invited, Password, PeopleView, PersonView, Welcome},
    overview::{CandidateView, PlacementView, TopicView, TrailWish},
    own::{FieldView, OwnPersonView, OwnSaid, OwnView},
    papers::{NoticeLine, PapersView},
    passkeys::PasskeyView,
    platform::{BreachView, Check, Finding, Health, HealthView, LinkView, LinksView},
    refused::Refused,
    seconds::{HoldView, RequestView, Said, SecondsView, Wish},
    session::{Room, SignedIn, Step},
    standing::{Following, MOST_FOLLOWED, Told},
    training::{LARGEST_LIST, Noted, TrainingView, TrainingsView},
    view::{
        AbsenceView, CaseView, CentreView, ColleagueView, CoverView, DeskView, DutyView, EnquiryView,
        SessionView,
    },
};
pub use crate::{
    cases::onboarding::Newcomer, cases::parting::Stock, cases::signing_in::CODE_HOLDS, cases::succession,
    running::secret::Secret, store::desk_session::Browser,
};
use crate::{cases::service::Service, running::clock::Clock, store::Store};

/// The staff at the desk.
pub struct Staff {
    store: Store,
    clock: Clock,
    office: RwLock<Option<Arc<Service>>>,
    standings: standing::Standings,
    examined: platform::Examined,
    setting: newcomers::Setting,
}

impl Staff {
    /// A desk that is closed.
    pub fn new(store: Store, clock: Clock) -> Self {
        Self {
            store,
            clock,
            office: RwLock::default(),
            standings: standing::Standings::default(),
            examined: platform::Examined::default(),
            setting: newcomers::Setting::default(),
        }
    }

    /// From now on staff are served.
    pub fn open(&self, service: Arc<Service>) {
        *self.office.write().unwrap_or_else(PoisonError::into_inner) = Some(service);
    }

    /// From now on nobody is.
    pub fn close(&self) {
        self.office.write().unwrap_or_else(PoisonError::into_inner).take();
        self.standings.close();
    }

    fn office(&self) -> Result<Arc<Service>, Refused> {
        self.office.read().unwrap_or_else(PoisonError::into_inner).clone().ok_or(Refused::Busy)
    }

    /// Now.
    pub fn now(&self) -> routing::Timestamp {
        self.clock.now()
    }

    /// What the reception is called: where somebody writes to sign in.
    pub fn reception(&self) -> Result<String, Refused> {
        Ok(self.office()?.names.reception().to_string())
    }
}

impl std::fmt::Debug for Staff {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Staff")
    }
}

#[cfg(test)]
mod tests;
