//! `[homeserver]`

use std::path::PathBuf;
use std::time::Duration;

use url::Url;

use crate::document::Document;
use crate::fault::Problem;
use crate::section::Section;
use crate::value;

/// The homeserver that Lotse is registered with.
#[derive(Debug, Clone)]
pub struct Homeserver {
    /// Where its client-server interface answers; a path is kept.
    pub url: Url,
    /// The name behind the colon of its users.
    pub server_name: String,
    /// The registration of reception, steward and custodians.
    pub registration: PathBuf,
    /// The registration of portal seekers.
    pub seekers_registration: PathBuf,
    /// How long one request may take (`timeout_seconds`).
    pub timeout: Duration,
}

impl Homeserver {
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Self> {
        let url = section.required("url", value::http_url);
        let server_name = section.required("server_name", value::server_name);
        let registration = section.path("registration", "registration.yaml");
        let seekers_registration = section.path("seekers_registration", "registration-seekers.yaml");
        let seconds = section.whole("timeout_seconds", 30, 1..=600);
        Some(Self {
            url: url?,
            server_name: server_name?,
            registration: registration?,
            seekers_registration: seekers_registration?,
            timeout: Duration::from_secs(seconds?),
        })
    }

    pub(crate) fn check(&self, document: &mut Document) {
        if self.registration == self.seekers_registration {
            document.fault("homeserver.seekers_registration", Problem::Same("`homeserver.registration`"));
        }
    }
}
