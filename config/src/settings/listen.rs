//! `[listen]`

use std::net::SocketAddr;

use url::Url;

use crate::document::Document;
use crate::fault::Problem;
use crate::section::Section;
use crate::value;

/// The two listeners.
#[derive(Debug, Clone)]
pub struct Listen {
    /// For the homeserver: transactions and ping.
    pub homeserver: SocketAddr,
    /// For people and monitoring.
    pub people: SocketAddr,
}

impl Listen {
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Self> {
        let homeserver = section.or("homeserver", "127.0.0.1:9100", value::socket);
        let people = section.or("people", "127.0.0.1:9180", value::socket);
        Some(Self { homeserver: homeserver?, people: people? })
    }

    /// Under which address a homeserver on the same machine reaches us; `None` if the listener's address
    /// does not tell (0.0.0.0, or a free port each time).
    pub fn homeserver_url(&self) -> Option<Url> {
        let tells = !self.homeserver.ip().is_unspecified() && self.homeserver.port() != 0;
        tells.then(|| Url::parse(&format!("http://{}", self.homeserver)).ok())?
    }

    pub(crate) fn check(&self, document: &mut Document) {
        // Port 0 is a free port each time, so two of them never meet.
        if self.homeserver == self.people && self.people.port() != 0 {
            document.fault("listen.people", Problem::Same("`listen.homeserver`"));
        }
    }
}
