//! `[federation]`

use super::administration::person;
use crate::section::Section;
use crate::value;

/// What accounts of other homeservers may do here. Which servers a centre works on is for the directory to say.
#[derive(Debug, Clone)]
pub struct Federation {
    /// Whether seekers may come with an account of another homeserver.
    pub seekers: bool,
    /// So many chats with the reception are begun from one other homeserver within an hour; more are declined.
    pub chats_per_hour: u32,
    /// Full user ids of the receptions of platforms that may announce cases to centres of this Lotse.
    pub platforms: Vec<String>,
}

impl Federation {
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Self> {
        let seekers = section.or("seekers", "yes", value::yes_or_no);
        let chats_per_hour = section.whole("chats_per_hour", 60, 1..=100_000);
        let platforms = section.list("platforms", person);
        Some(Self { seekers: seekers?, chats_per_hour: chats_per_hour?, platforms: platforms? })
    }
}
