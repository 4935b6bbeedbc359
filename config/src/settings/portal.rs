//! `[portal]`

use std::time::Duration;

use crate::section::Section;
use crate::value;

/// The portal: accounts of seekers without a Matrix client of their own, and their way to the homeserver.
#[derive(Debug, Clone)]
pub struct Portal {
    /// Whether there is one; left out, there is one as soon as `people.public_url` says where it is.
    pub enabled: Option<bool>,
    /// How long a session holds of which nobody does anything (`idle_minutes`).
    pub idle: Duration,
    /// How long a session holds at most (`session_hours`).
    pub session: Duration,
    /// With so many enquiries that nobody has accepted yet, a centre gets no further ones through the portal.
    pub waiting_per_centre: u32,
    /// How many megabytes of files an account may send in a day.
    pub upload_mb_per_day: u32,
}

impl Portal {
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Self> {
        let enabled = section.optional("enabled", value::yes_or_no);
        let minutes = section.whole::<u64>("idle_minutes", 30, 1..=1_440);
        let hours = section.whole::<u64>("session_hours", 12, 1..=168);
        let waiting_per_centre = section.whole("waiting_per_centre", 200, 1..=100_000);
        let upload_mb_per_day = section.whole("upload_mb_per_day", 100, 11..=100_000);
        Some(Self {
            enabled: enabled?,
            idle: Duration::from_secs(minutes? * 60),
            session: Duration::from_secs(hours? * 3_600),
            waiting_per_centre: waiting_per_centre?,
            upload_mb_per_day: upload_mb_per_day?,
        })
    }
}
