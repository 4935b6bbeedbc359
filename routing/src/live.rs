//! Live chat without an account: when a centre offers it, which centre takes somebody who wants one now, and how long everything
//! about it lasts.
//!
//! [`Offer`] is read from words such as `Mo-Fr 9-17, Sa 10-12`, or for single topics `schulden: Mo-Do 9-17; sucht: Di 10-12`, and lies
//! on the clock of the [wall](crate::wall).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    appointment::words::{simple, times_of, weekdays_of},
    centre::Centre,
    directory::Directory,
    ids::{CentreId, TopicId},
    placement::Placement,
    time::{Span, Timestamp},
    topic::Topic,
    wall,
};

/// Whoever has consented and does not write is gone after this.
pub const UNUSED: Span = Span::minutes(30);

/// A talk in which nobody writes for so long is over.
pub const IDLE: Span = Span::hours(6);

/// A page that has given no sign of life for so long is closed, and its talk over.
pub const GONE: Span = Span::minutes(15);

/// A page that has said goodbye, and may only have been reloaded, is taken for closed after this.
pub const GOODBYE: Span = Span::minutes(1);

/// How long a talk that is over is kept: its counsellor can read it until then, and its guest may keep it. Everything is erased within
/// twice this time, which is what people are promised.
pub const KEPT: Span = Span::hours(24);

/// The most windows of an offer.
const MOST: usize = 40;

/// Of a part that is not understood so many characters are repeated.
const SHOWN: usize = 40;

/// From when to when, on which day of the week: 0 for Monday; minutes of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Window {
    weekday: u8,
    from: u16,
    to: u16,
}

/// When a centre offers live chats, and on which of its topics.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Offer {
    text: String,
    /// For topics that are not named.
    all: Vec<Window>,
    topics: BTreeMap<TopicId, Vec<Window>>,
}

/// A part of an offer that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{part}` says no days and hours")]
pub struct OfferError {
    /// What was written.
    pub part: String,
}

impl Offer {
    /// Reads it; an empty text is no offer.
    pub fn parse(text: &str) -> Result<Self, OfferError> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut offer = Self { text: text.clone(), ..Self::default() };
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let wrong = |part: &str| OfferError { part: part.chars().take(SHOWN).collect() };
            // `9:30` has a colon as well: a topic begins with a letter and stands before the first one.
            let named =
                part.split_once(':').filter(|(word, _)| !word.contains([' ', ',']) && !word.is_empty());
            let named = named.and_then(|(word, hours)| Some((TopicId::parse(word).ok()?, hours)));
            let named = named.filter(|(word, _)| !word.as_str().bytes().all(|byte| byte.is_ascii_digit()));
            let (topic, hours) = match named {
                Some((topic, hours)) => (Some(topic), hours),
                None => (None, part),
            };
            let windows = windows(hours).map_err(|at| wrong(&at))?;
            let place = match topic {
                Some(topic) => offer.topics.entry(topic).or_default(),
                None => &mut offer.all,
            };
            place.extend(windows);
            if offer.all.len() + offer.topics.values().map(Vec::len).sum::<usize>() > MOST {
                return Err(wrong(part));
            }
        }
        Ok(offer)
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The topics that it names.
    pub fn topics(&self) -> impl Iterator<Item = &TopicId> {
        self.topics.keys()
    }

    /// Whether there is none at all.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.all.is_empty() && self.topics.is_empty()
    }

    /// Whether a topic's hours are on.
    #[must_use]
    pub fn is_open(&self, topic: &TopicId, now: Timestamp) -> bool {
        open(self.windows_of(topic), now)
    }

    /// Whether the hours of any topic are on.
    #[must_use]
    pub fn is_open_at_all(&self, now: Timestamp) -> bool {
        open(&self.all, now) || self.topics.values().any(|windows| open(windows, now))
    }

    /// Whether the topic is ever offered.
    #[must_use]
    pub fn has(&self, topic: &TopicId) -> bool {
        !self.windows_of(topic).is_empty()
    }

    fn windows_of(&self, topic: &TopicId) -> &[Window] {
        self.topics.get(topic).unwrap_or(&self.all)
    }
}

impl TryFrom<String> for Offer {
    type Error = OfferError;

    fn try_from(text: String) -> Result<Self, OfferError> {
        Self::parse(&text)
    }
}

impl From<Offer> for String {
    fn from(offer: Offer) -> Self {
        offer.text
    }
}

fn open(windows: &[Window], now: Timestamp) -> bool {
    let (weekday, minute) = (wall::weekday(wall::today(now)), wall::minute(now));
    windows.iter().any(|window| window.weekday == weekday && (window.from..window.to).contains(&minute))
}

/// Parts between commas: days and times; times alone hold for the days before them. Gives what is not understood.
fn windows(text: &str) -> Result<Vec<Window>, String> {
    let mut windows = Vec::new();
    let mut days: Vec<u8> = Vec::new();
    for part in text.split(',').map(str::trim) {
        let wrong = || part.to_owned();
        let (mut said, mut times) = (Vec::new(), Vec::new());
        for word in simple(part).split_whitespace().filter(|word| !matches!(*word, "uhr" | "und" | "and")) {
            if let Some(weekdays) = weekdays_of(word) {
                said.extend(weekdays);
            } else {
                match times_of(word) {
                    Ok((from, Some(to))) if from < to => times.push((from, to)),
                    _ => return Err(wrong()),
                }
            }
        }
        if !said.is_empty() {
            days = said;
        }
        if days.is_empty() || times.is_empty() {
            return Err(wrong());
        }
        for weekday in &days {
            windows.extend(times.iter().map(|(from, to)| Window { weekday: *weekday, from: *from, to: *to }));
        }
    }
    Ok(windows)
}

/// Whose counsellors take somebody who wants a live chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Those of centres whose catchment has the postcode, and of the white spot.
    Catchment,
    /// Those of every centre that counsels on the topic; the near ones first.
    Platform,
}

/// What the operator has set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// How many live talks one counsellor has at a time.
    pub talks: u32,
    /// Who takes whom.
    pub reach: Reach,
    /// After so many offers that they did not take, one after the other, a counsellor is off duty.
    pub missed: u32,
    /// How long somebody waits until that counts as an offer missed.
    pub offer: Span,
    /// With so many waiting, a centre takes no more.
    pub queue: u32,
}

impl Default for Terms {
    fn default() -> Self {
        Self { talks: 2, reach: Reach::Catchment, missed: 3, offer: Span::minutes(3), queue: 10 }
    }
}

/// How a centre stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Counsellors on duty.
    pub on_duty: u32,
    /// People who wait.
    pub waiting: u32,
}

/// Who would take somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taker {
    /// This centre.
    Centre(CentreId),
    /// Somebody is there, and every queue is full.
    Full,
    /// Nobody is there now.
    Nobody,
}

/// Which centre takes somebody who wants a live chat on a topic now: one that offers it at this hour, with somebody on duty and room in
/// its queue. Of several the nearest by `placement`, then the one with the fewest who wait for each of those on duty, then by id.
#[must_use]
pub fn taker(
    topic: &TopicId,
    directory: &Directory,
    placement: &Placement<'_>,
    terms: &Terms,
    standing: impl Fn(&CentreId) -> Standing,
    now: Timestamp,
) -> Taker {
    let near: Vec<CentreId> =
        placement.candidates().into_iter().chain(placement.outcome.centre().cloned()).collect();
    let mut is_there = false;
    let mut found: Vec<(bool, u32, &Centre)> = Vec::new();
    for centre in directory.centres() {
        let is_near = near.contains(&centre.id);
        let serves = match terms.reach {
            Reach::Catchment => is_near,
            Reach::Platform => is_near || (centre.online && centre.services.contains_key(topic)),
        };
        let stands = standing(&centre.id);
        // A Lotse of a centre's own has counsellors that are nobody's here to know.
        if !serves || centre.lotse.is_some() || !centre.live.is_open(topic, now) || stands.on_duty == 0 {
            continue;
        }
        is_there = true;
        if stands.waiting < terms.queue {
            found.push((!is_near, stands.waiting * 100 / stands.on_duty, centre));
        }
    }
    match found.into_iter().min_by_key(|(far, load, centre)| (*far, *load, centre.id.clone())) {
        Some((_, _, centre)) => Taker::Centre(centre.id.clone()),
        None if is_there => Taker::Full,
        None => Taker::Nobody,
    }
}

/// The topics for which somebody would be taken somewhere now: with somebody on duty and room in the queue. Whether also from where
/// somebody lives hangs on the [reach](Terms::reach).
#[must_use]
pub fn topics<'a>(
    directory: &'a Directory,
    terms: &Terms,
    standing: impl Fn(&CentreId) -> Standing,
    now: Timestamp,
) -> Vec<&'a Topic> {
    let takes = |centre: &Centre, topic: &TopicId| {
        let stands = standing(&centre.id);
        centre.online
            && centre.lotse.is_none()
            && centre.services.contains_key(topic)
            && centre.live.is_open(topic, now)
            && stands.on_duty > 0
            && stands.waiting < terms.queue
    };
    let there = |topic: &&Topic| directory.centres().iter().any(|centre| takes(centre, &topic.id));
    directory.topics().iter().filter(there).collect()
}

/// Of fewer waits it would be chance that is told.
const ENOUGH: usize = 5;

/// Waits are told in steps of so many minutes.
const STEP: i64 = 5;

/// How many minutes half of those waited at most who were taken last, in whole steps; not known where there were few.
#[must_use]
pub fn usual(mut waits: Vec<Span>) -> Option<u16> {
    if waits.len() < ENOUGH {
        return None;
    }
    waits.sort_unstable();
    let (median, step) = (waits.get(waits.len() / 2)?.millis(), Span::minutes(STEP).millis());
    u16::try_from(((median + step - 1).div_euclid(step)).max(1) * STEP).ok()
}

#[cfg(test)]
mod tests;
