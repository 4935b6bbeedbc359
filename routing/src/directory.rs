//! Who there is: topics, centres and counsellors, checked as a whole and then unchangeable.

mod check;
mod fault;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use self::check::strangers;
pub use self::fault::{Entity, Fault, Place, Problem};
use crate::{
    carrier::Carrier,
    centre::Centre,
    counsellor::Counsellor,
    ids::{CarrierId, CentreId, CounsellorId, TopicId},
    index::Index,
    stable_hash::StableMap,
    time::{Date, Timestamp},
    topic::Topic,
};

/// A directory that nobody has checked yet: what an import read, or what the database holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Draft {
    /// In the order in which people see them.
    pub topics: Vec<Topic>,
    /// In any order.
    pub centres: Vec<Centre>,
    /// In any order; one entry per person and centre.
    pub counsellors: Vec<Counsellor>,
    /// In any order.
    #[serde(default)]
    pub carriers: Vec<Carrier>,
}

impl Draft {
    /// What people read of who runs a centre.
    #[must_use]
    pub fn runs<'a>(&'a self, centre: &'a Centre) -> &'a str {
        name_of(&self.carriers, centre)
    }
}

fn name_of<'a>(carriers: &'a [Carrier], centre: &'a Centre) -> &'a str {
    let carrier = carriers.iter().find(|carrier| carrier.id.as_str() == centre.carrier);
    carrier.map_or(&centre.carrier, |carrier| &carrier.name)
}

/// A directory without faults, ready to place enquiries. It is swapped whole when something changes.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    topics: Vec<Topic>,
    topic_slots: StableMap<TopicId, usize>,
    centres: Vec<Centre>,
    centre_slots: StableMap<CentreId, usize>,
    /// Grouped by centre, in the order of `centres`.
    counsellors: Vec<Counsellor>,
    /// Where each centre's group begins; one more entry than centres.
    groups: Vec<usize>,
    workplaces: StableMap<CounsellorId, Vec<usize>>,
    carriers: Vec<Carrier>,
    /// Everybody whom a carrier names.
    carriers_people: BTreeSet<CounsellorId>,
    index: Index,
}

impl Directory {
    /// Takes a draft; refuses it with **all** its faults at once.
    pub fn check(draft: Draft) -> Result<Self, Vec<Fault>> {
        let faults = check::faults(&draft);
        if faults.is_empty() { Ok(Self::build(draft)) } else { Err(faults) }
    }

    /// The faultless content, for export and for comparing with an import. Counsellors come grouped by
    /// centre.
    #[must_use]
    pub fn draft(&self) -> Draft {
        Draft {
            topics: self.topics.clone(),
            centres: self.centres.clone(),
            counsellors: self.counsellors.iter().filter(|one| !self.is_lotse(one)).cloned().collect(),
            carriers: self.carriers.clone(),
        }
    }

    /// Whether this entry stands for a centre's own Lotse.
    fn is_lotse(&self, counsellor: &Counsellor) -> bool {
        self.centre(&counsellor.centre).is_some_and(|centre| centre.lotse.as_ref() == Some(&counsellor.id))
    }

    /// The centre whose own Lotse speaks as this Matrix user.
    #[must_use]
    pub fn centre_of_lotse(&self, custodian: &str) -> Option<&Centre> {
        let with_lotse = self.centres.iter().filter(|centre| centre.lotse.is_some());
        with_lotse.into_iter().find(|centre| centre.lotse.as_ref().is_some_and(|id| id.as_str() == custodian))
    }

    /// All topics, in the order in which people see them.
    #[must_use]
    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// One topic.
    #[must_use]
    pub fn topic(&self, id: &TopicId) -> Option<&Topic> {
        self.topic_slot(id).map(|slot| &self.topics[slot])
    }

    /// All centres.
    #[must_use]
    pub fn centres(&self) -> &[Centre] {
        &self.centres
    }

    /// One centre.
    #[must_use]
    pub fn centre(&self, id: &CentreId) -> Option<&Centre> {
        self.centre_slots.get(id).map(|&slot| &self.centres[slot])
    }

    /// All carriers.
    #[must_use]
    pub fn carriers(&self) -> &[Carrier] {
        &self.carriers
    }

    /// One carrier.
    #[must_use]
    pub fn carrier(&self, id: &CarrierId) -> Option<&Carrier> {
        self.carriers.iter().find(|carrier| carrier.id == *id)
    }

    /// The centres that a carrier runs.
    pub fn centres_of_carrier(&self, carrier: &CarrierId) -> impl Iterator<Item = &Centre> {
        self.centres.iter().filter(move |centre| centre.carrier == carrier.as_str())
    }

    /// What people read of who runs a centre.
    #[must_use]
    pub fn runs<'a>(&'a self, centre: &'a Centre) -> &'a str {
        name_of(&self.carriers, centre)
    }

    /// Whether a carrier names this person, or they have a place in one of its centres: then they can act for it.
    #[must_use]
    pub fn is_of_carrier(&self, who: &CounsellorId, carrier: &CarrierId) -> bool {
        self.carrier(carrier).is_some_and(|known| {
            known.people.contains(who)
                || self.centres_of_counsellor(who).any(|centre| centre.carrier == carrier.as_str())
        })
    }

    /// Whether the directory knows this person: they have a place in a centre, or a carrier names them.
    #[must_use]
    pub fn knows(&self, who: &CounsellorId) -> bool {
        self.workplaces.contains_key(who) || self.carriers_people.contains(who)
    }

    /// All counsellors, grouped by centre.
    #[must_use]
    pub fn counsellors(&self) -> &[Counsellor] {
        &self.counsellors
    }

    /// The counsellors of a centre, active or not; none for an unknown centre.
    #[must_use]
    pub fn counsellors_of(&self, centre: &CentreId) -> &[Counsellor] {
        self.centre_slots.get(centre).map_or(&[], |&slot| self.group(slot))
    }

    /// The centres in which a person has a place, active or not.
    pub fn centres_of_counsellor(&self, who: &CounsellorId) -> impl Iterator<Item = &Centre> {
        self.workplaces.get(who).into_iter().flatten().map(|&slot| &self.centres[slot])
    }

    /// A person's place in one centre.
    #[must_use]
    pub fn counsellor(&self, who: &CounsellorId, centre: &CentreId) -> Option<&Counsellor> {
        self.counsellors_of(centre).iter().find(|counsellor| counsellor.id == *who)
    }

    /// Whether the person may hold cases in this centre: trained and activated, present or away.
    #[must_use]
    pub fn is_active_counsellor(&self, who: &CounsellorId, centre: &CentreId) -> bool {
        self.counsellor(who, centre).is_some_and(Counsellor::is_active)
    }

    /// The topic's white spot, its fallback, that one's fallback and so on, whether they can take anything
    /// or not; a circle would end where it closes.
    #[must_use]
    pub fn last_resorts(&self, topic: &Topic) -> Vec<&Centre> {
        let mut chain: Vec<&Centre> = Vec::new();
        let mut next = topic.white_spot.as_ref();
        while let Some(centre) = next.and_then(|id| self.centre(id)) {
            if chain.iter().any(|known| known.id == centre.id) {
                break;
            }
            chain.push(centre);
            next = centre.fallback.as_ref();
        }
        chain
    }

    /// What placement looks things up in.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Builds the index once more, to measure it.
    #[doc(hidden)]
    #[must_use]
    pub fn reindexed(&self) -> Index {
        Index::build(self)
    }

    #[inline]
    pub(crate) fn topic_slot(&self, id: &TopicId) -> Option<usize> {
        self.topic_slots.get(id).copied()
    }

    pub(crate) fn centre_slot(&self, id: &CentreId) -> Option<usize> {
        self.centre_slots.get(id).copied()
    }

    pub(crate) fn group(&self, slot: usize) -> &[Counsellor] {
        &self.counsellors[self.groups[slot]..self.groups[slot + 1]]
    }

    fn build(draft: Draft) -> Self {
        let Draft { topics, centres, mut counsellors, carriers } = draft;
        let topic_slots = topics
            .iter()
            .enumerate()
            .map(|(slot, topic)| (topic.id.clone(), slot))
            .collect::<StableMap<_, _>>();
        let centre_slots = centres
            .iter()
            .enumerate()
            .map(|(slot, centre)| (centre.id.clone(), slot))
            .collect::<StableMap<_, _>>();
        // A centre with a Lotse of its own counts as one who counsels: nobody else of it is known here.
        counsellors.extend(centres.iter().filter_map(lotse_of));
        let slot_of = |counsellor: &Counsellor| centre_slots.get(&counsellor.centre).copied();
        counsellors.sort_by_cached_key(slot_of);
        let mut groups = vec![0; centres.len() + 1];
        let mut workplaces: StableMap<CounsellorId, Vec<usize>> = StableMap::default();
        for counsellor in &counsellors {
            if let Some(slot) = slot_of(counsellor) {
                groups[slot + 1] += 1;
                workplaces.entry(counsellor.id.clone()).or_default().push(slot);
            }
        }
        for slot in 1..groups.len() {
            groups[slot] += groups[slot - 1];
        }
        let named = carriers.iter().flat_map(|carrier| &carrier.people);
        let carriers_people = named.cloned().collect();
        let mut directory = Self {
            topics,
            topic_slots,
            centres,
            centre_slots,
            counsellors,
            groups,
            workplaces,
            carriers,
            carriers_people,
            index: Index::default(),
        };
        directory.index = Index::build(&directory);
        directory
    }
}

/// What stands for a centre's own Lotse among those who counsel.
fn lotse_of(centre: &Centre) -> Option<Counsellor> {
    Some(Counsellor {
        id: centre.lotse.clone()?,
        centre: centre.id.clone(),
        name: centre.name.clone(),
        email: None,
        first_part_on: None,
        trained_on: Date::new(1970, 1, 1).ok(),
        activated: true,
        // Until its Lotse says that somebody is there.
        away_until: (centre.present == Some(0)).then_some(Timestamp::from_millis(i64::MAX)),
        deputy: None,
    })
}

#[cfg(test)]
mod tests;
