//! The settings: one file per section, each with its keys, defaults and refusals.

mod administration;
mod calls;
mod custody;
mod database;
mod erasure;
mod federation;
mod homeserver;
mod intake;
mod listen;
mod live;
mod log;
mod mail;
mod pages;
mod people;
mod portal;
mod staff;
mod testing;
#[cfg(test)]
mod tests;
mod theme;
mod users;

use std::path::{Path, PathBuf};

pub use administration::{Administration, Contact};
pub use calls::{Calls, TurnSecret, TurnUri, TurnWay};
pub use custody::Custody;
pub use database::{Database, DatabaseUrl};
pub use erasure::Erasure;
pub use federation::Federation;
pub use homeserver::Homeserver;
pub use intake::Intake;
pub use listen::Listen;
pub use live::Live;
pub use log::{Log, LogFormat};
pub use mail::{Mail, MailAccount, MailPassword, MailTls};
pub use pages::Pages;
pub use people::{Locale, People};
pub use portal::Portal;
pub use staff::Staff;
pub use testing::Testing;
pub use theme::{Colour, Theme};
pub use users::Users;

use crate::document::Document;
use crate::fault::{Fault, Place, Problem};

/// All settings, parsed and checked. `Debug` shows no secret.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The file they come from.
    pub file: PathBuf,
    /// The homeserver that Lotse is registered with.
    pub homeserver: Homeserver,
    /// Where the state lives.
    pub database: Database,
    /// The two listeners.
    pub listen: Listen,
    /// Custodians' keys.
    pub custody: Custody,
    /// What erasing needs.
    pub erasure: Erasure,
    /// What accounts of other homeservers may do.
    pub federation: Federation,
    /// The names of our own Matrix users.
    pub users: Users,
    /// What people are told.
    pub people: People,
    /// The portal.
    pub portal: Portal,
    /// Who is told when a centre does not keep its promise.
    pub administration: Administration,
    /// How new staff come.
    pub staff: Staff,
    /// The server that takes e-mails, if any are to be sent.
    pub mail: Option<Mail>,
    /// The relay through which people speak with one another, if there is one.
    pub calls: Option<Calls>,
    /// Live chat without an account.
    pub live: Live,
    /// How transactions are taken in.
    pub intake: Intake,
    /// What is logged, and how.
    pub log: Log,
    /// How the portal looks.
    pub theme: Theme,
    /// The portal's pages that the operator fills.
    pub pages: Pages,
    /// For tests on one machine only.
    pub testing: Testing,
}

/// The names of all sections, as a faulty file is told.
pub(crate) fn sections() -> String {
    "homeserver, database, listen, custody, erasure, federation, users, people, portal, administration, staff, mail, calls, live, intake, \
     log, portal.theme, portal.pages, testing"
        .to_owned()
}

impl Settings {
    /// Whether seekers without a Matrix client of their own are served.
    pub fn has_portal(&self) -> bool {
        self.portal.enabled.unwrap_or(self.people.public_url.is_some())
    }

    /// Reads the file and lays the process's environment over it (`LOTSE_HOMESERVER__URL`).
    ///
    /// Refuses with every fault at once; a file that is not TOML at all hides the faults behind that.
    pub fn load(path: &Path) -> Result<Self, Vec<Fault>> {
        let variables = std::env::vars_os()
            .map(|(name, value)| (name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned()));
        Self::load_with(path, variables)
    }

    /// As [`Settings::load`], with these variables instead of the environment.
    pub fn load_with(
        path: &Path,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Vec<Fault>> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(path, &text, variables),
            Err(error) => {
                Err(vec![Fault::at(Place::File(path.to_path_buf()), Problem::Unreadable(error.to_string()))])
            }
        }
    }

    /// As [`Settings::load_with`], with `text` instead of what is in the file.
    pub fn parse(
        path: &Path,
        text: &str,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Vec<Fault>> {
        let mut document = Document::new(path, text, variables);
        if document.faults.iter().any(|fault| matches!(fault.problem, Problem::NotToml(_))) {
            // Whatever stands behind a syntax fault would only seem to be missing.
            return Err(document.in_order());
        }
        let homeserver = document.section("homeserver", Homeserver::read);
        let database = document.section("database", Database::read);
        let listen = document.section("listen", Listen::read);
        let custody = document.section("custody", Custody::read);
        let erasure = document.section("erasure", Erasure::read);
        let federation = document.section("federation", Federation::read);
        let users = document.section("users", Users::read);
        let people = document.section("people", People::read);
        let portal = document.section("portal", Portal::read);
        let administration = document.section("administration", Administration::read);
        let staff = document.section("staff", Staff::read);
        let mail = document.section("mail", Mail::read);
        let calls = document.section("calls", Calls::read);
        let live = document.section("live", Live::read);
        let intake = document.section("intake", Intake::read);
        let log = document.section("log", Log::read);
        let theme = document.section("portal.theme", Theme::read);
        let pages = document.section("portal.pages", Pages::read);
        let testing = document.section("testing", Testing::read);
        if let Some(homeserver) = &homeserver {
            homeserver.check(&mut document);
        }
        if let Some(listen) = &listen {
            listen.check(&mut document);
        }
        if let Some(users) = &users {
            users.check(&mut document);
        }
        if let Some(Some(mail)) = &mail {
            mail.check(&mut document);
        }
        if let (Some(administration), Some(mail)) = (&administration, &mail) {
            administration.check(mail.is_some(), &mut document);
        }
        if let (Some(staff), Some(mail), Some(people)) = (&staff, &mail, &people) {
            let around = (erasure.as_ref(), mail.is_some(), people.public_url.is_some());
            staff.check(around, &mut document);
        }
        if let (Some(testing), Some(listen)) = (&testing, &listen) {
            testing.check(listen, &mut document);
        }
        let faults = document.finish();
        let settings = (|| {
            Some(Self {
                file: path.to_path_buf(),
                homeserver: homeserver?,
                database: database?,
                listen: listen?,
                custody: custody?,
                erasure: erasure?,
                federation: federation?,
                users: users?,
                people: people?,
                portal: portal?,
                administration: administration?,
                staff: staff?,
                mail: mail?,
                calls: calls?,
                live: live?,
                intake: intake?,
                log: log?,
                theme: theme?,
                pages: pages?,
                testing: testing?,
            })
        })();
        settings.filter(|_| faults.is_empty()).ok_or(faults)
    }
}
