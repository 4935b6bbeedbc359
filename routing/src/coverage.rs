//! Where nobody is responsible, and who cannot be reached.

use serde::Serialize;

use crate::{
    catchment::Catchment,
    centre::Centre,
    counsellor::Counsellor,
    directory::Directory,
    ids::{CentreId, TopicId},
    postcode::CODES,
    time::Timestamp,
    topic::Topic,
};

/// The state of the whole directory at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// One entry per topic asked about, in the order of the directory.
    pub topics: Vec<TopicCoverage>,
}

/// The state of one topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicCoverage {
    /// Which topic.
    pub topic: TopicId,
    /// How many of the 100,000 codes a centre that can take enquiries now covers.
    pub covered: u32,
    /// The codes that no such centre covers; many of them belong to no place at all.
    pub gaps: Catchment,
    /// The codes that two or more such centres cover.
    pub overlaps: Catchment,
    /// Centres that offer the topic and cannot be reached through a postcode.
    pub unreachable: Vec<Unreachable>,
    /// The centre of last resort.
    pub white_spot: WhiteSpot,
}

/// A centre that offers a topic, and that no seeker reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unreachable {
    /// Which centre.
    pub centre: CentreId,
    /// Why not.
    pub because: Cause,
}

/// What keeps a centre from taking enquiries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// It is set offline.
    Offline,
    /// No counsellor of it is activated.
    NobodyActive,
    /// All its active counsellors are away.
    EverybodyAway,
    /// Its catchment is empty, and it is not the topic's last resort.
    NoPostcodes,
    /// It does not offer the topic.
    NoService,
}

impl Cause {
    /// A stable machine word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::NobodyActive => "nobody_active",
            Self::EverybodyAway => "everybody_away",
            Self::NoPostcodes => "no_postcodes",
            Self::NoService => "no_service",
        }
    }
}

/// The state of a topic's centre of last resort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum WhiteSpot {
    /// The topic has none: gaps are unserved.
    Missing,
    /// It can take enquiries now.
    Healthy {
        /// Which centre.
        centre: CentreId,
    },
    /// It cannot.
    Unhealthy {
        /// Which centre.
        centre: CentreId,
        /// Why not.
        because: Cause,
        /// The fallback that takes its place now; without one gaps are unserved.
        fallback: Option<CentreId>,
    },
}

/// Says for one topic, or for all, where the directory has holes at `now`. Empty for an unknown topic.
#[must_use]
pub fn coverage(directory: &Directory, topic: Option<&TopicId>, now: Timestamp) -> Coverage {
    let asked = directory.topics().iter().filter(|known| topic.is_none_or(|topic| *topic == known.id));
    Coverage { topics: asked.map(|topic| of_topic(directory, topic, now)).collect() }
}

fn of_topic(directory: &Directory, topic: &Topic, now: Timestamp) -> TopicCoverage {
    let mut counts = Counts::new();
    let mut unreachable = Vec::new();
    let last_resorts = directory.last_resorts(topic);
    for centre in directory.centres() {
        let Some(catchment) = centre.services.get(&topic.id) else { continue };
        let unhealthy = hindrance(directory, centre, topic, now);
        let nowhere = catchment.is_empty() && !last_resorts.iter().any(|last| last.id == centre.id);
        match unhealthy.or(nowhere.then_some(Cause::NoPostcodes)) {
            Some(because) => unreachable.push(Unreachable { centre: centre.id.clone(), because }),
            None => counts.add(catchment),
        }
    }
    let gaps = counts.where_count(|count| count == 0);
    TopicCoverage {
        topic: topic.id.clone(),
        covered: CODES - gaps.width(),
        gaps,
        overlaps: counts.where_count(|count| count > 1),
        unreachable,
        white_spot: white_spot(directory, &last_resorts, topic, now),
    }
}

fn white_spot(directory: &Directory, chain: &[&Centre], topic: &Topic, now: Timestamp) -> WhiteSpot {
    let Some((first, fallbacks)) = chain.split_first() else { return WhiteSpot::Missing };
    let centre = first.id.clone();
    match hindrance(directory, first, topic, now) {
        None => WhiteSpot::Healthy { centre },
        Some(because) => {
            let healthy = |centre: &&&Centre| hindrance(directory, centre, topic, now).is_none();
            let fallback = fallbacks.iter().find(healthy).map(|centre| centre.id.clone());
            WhiteSpot::Unhealthy { centre, because, fallback }
        }
    }
}

fn hindrance(directory: &Directory, centre: &Centre, topic: &Topic, now: Timestamp) -> Option<Cause> {
    let counsellors = directory.counsellors_of(&centre.id);
    if !centre.services.contains_key(&topic.id) {
        Some(Cause::NoService)
    } else if !centre.online {
        Some(Cause::Offline)
    } else if !counsellors.iter().any(Counsellor::is_active) {
        Some(Cause::NobodyActive)
    } else if !counsellors.iter().any(|counsellor| counsellor.counsels(now)) {
        Some(Cause::EverybodyAway)
    } else {
        None
    }
}

/// How many centres cover each code, as differences from one code to the next.
struct Counts(Vec<i32>);

impl Counts {
    fn new() -> Self {
        Self(vec![0; CODES as usize + 1])
    }

    fn add(&mut self, catchment: &Catchment) {
        for &(from, to) in catchment.ranges() {
            self.0[from as usize] += 1;
            self.0[to as usize + 1] -= 1;
        }
    }

    fn where_count(&self, wanted: impl Fn(i32) -> bool) -> Catchment {
        let mut count = 0;
        let codes = (0..CODES).zip(&self.0).filter_map(|(code, change)| {
            count += change;
            wanted(count).then_some((code, code))
        });
        Catchment::from_ranges(codes)
    }
}

#[cfg(test)]
mod tests;
