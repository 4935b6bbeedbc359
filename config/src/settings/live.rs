//! `[live]`

use crate::fault::Problem;
use crate::section::Section;

/// Live chat without an account, where the directory offers it.
#[derive(Debug, Clone)]
pub struct Live {
    /// How many live talks one counsellor has at a time.
    pub talks: u32,
    /// Whether every centre of the topic takes somebody who waits, and not only those for the postcode (`reach = "platform"`).
    pub whole_platform: bool,
    /// After so many offers that they did not take, a counsellor is off duty.
    pub missed_offers: u32,
    /// How many minutes somebody waits until that counts as an offer missed.
    pub offer_minutes: u32,
    /// With so many waiting, a centre takes no more.
    pub queue: u32,
}

impl Live {
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Self> {
        let talks = section.whole("talks", 2, 1..=20);
        let whole_platform = section.or("reach", "catchment", |text| match text {
            "catchment" => Ok(false),
            "platform" => Ok(true),
            _ => Err(Problem::NotOneOf("`catchment`, `platform`")),
        });
        let missed_offers = section.whole("missed_offers", 3, 1..=100);
        let offer_minutes = section.whole("offer_minutes", 3, 1..=60);
        let queue = section.whole("queue", 10, 1..=1_000);
        Some(Self {
            talks: talks?,
            whole_platform: whole_platform?,
            missed_offers: missed_offers?,
            offer_minutes: offer_minutes?,
            queue: queue?,
        })
    }
}
