//! Every rule that holds between the parts of a directory.

use std::{
    collections::{HashMap, HashSet},
    fmt::Display,
};

use super::{Draft, Entity, Fault, Place, Problem};
use crate::{
    carrier::Carrier,
    centre::Centre,
    ids::{CentreId, CounsellorId, ServerName, TopicId},
};

pub(super) fn faults(draft: &Draft) -> Vec<Fault> {
    let mut check = Check::new(draft);
    check.topics();
    check.centres();
    check.fallbacks();
    check.counsellors();
    check.carriers();
    check.faults
}

/// Whoever counsels from a server that is neither the platform's own nor the one that their centre names.
pub fn strangers(draft: &Draft, own: &str) -> Vec<Fault> {
    let servers: HashMap<&CentreId, Option<&str>> = draft
        .centres
        .iter()
        .map(|centre| (&centre.id, centre.server.as_ref().map(ServerName::as_str)))
        .collect();
    let mut faults = Vec::new();
    for (index, counsellor) in draft.counsellors.iter().enumerate() {
        let server = counsellor.id.server();
        let Some(allowed) = servers.get(&counsellor.centre) else { continue };
        if server != own && Some(server) != *allowed {
            let key = format!("{}/{}", counsellor.id, counsellor.centre);
            let place = Place { entity: Entity::Counsellor, index, key, field: "id" };
            let value = counsellor.id.to_string();
            faults.push(Fault { place, value, problem: Problem::ServerNotAllowed });
        }
    }
    faults
}

struct Check<'a> {
    draft: &'a Draft,
    topics: HashSet<&'a TopicId>,
    centres: HashMap<&'a CentreId, &'a Centre>,
    faults: Vec<Fault>,
}

impl<'a> Check<'a> {
    fn new(draft: &'a Draft) -> Self {
        Self {
            draft,
            topics: draft.topics.iter().map(|topic| &topic.id).collect(),
            centres: draft.centres.iter().map(|centre| (&centre.id, centre)).collect(),
            faults: Vec::new(),
        }
    }

    fn topics(&mut self) {
        let mut seen = HashSet::new();
        for (index, topic) in self.draft.topics.iter().enumerate() {
            let place = |field| Place { entity: Entity::Topic, index, key: topic.id.to_string(), field };
            self.refuse(!seen.insert(&topic.id), place("id"), &topic.id, Problem::Duplicate);
            self.refuse(topic.name.trim().is_empty(), place("name"), &topic.name, Problem::Empty);
            self.refuse(topic.promise_hours == 0, place("promise_hours"), 0, Problem::Zero);
            self.refuse(topic.crisis_hours == 0, place("crisis_hours"), 0, Problem::Zero);
            self.refuse(topic.retention_days == 0, place("retention_days"), 0, Problem::Zero);
            self.refuse(topic.silence_days == 0, place("silence_days"), 0, Problem::Zero);
            let Some(white_spot) = &topic.white_spot else { continue };
            match self.centres.get(white_spot) {
                None => self.refuse(true, place("white_spot"), white_spot, Problem::UnknownCentre),
                Some(centre) => {
                    let offered = centre.services.contains_key(&topic.id);
                    self.refuse(!offered, place("white_spot"), white_spot, Problem::WhiteSpotWithoutTopic);
                }
            }
        }
    }

    fn centres(&mut self) {
        let last_resorts: HashSet<(&CentreId, &TopicId)> = self
            .draft
            .topics
            .iter()
            .filter_map(|topic| topic.white_spot.as_ref().map(|centre| (centre, &topic.id)))
            .collect();
        let fallbacks: HashSet<&CentreId> =
            self.draft.centres.iter().filter_map(|centre| centre.fallback.as_ref()).collect();
        let mut seen = HashSet::new();
        for (index, centre) in self.draft.centres.iter().enumerate() {
            let place = |field| Place { entity: Entity::Centre, index, key: centre.id.to_string(), field };
            self.refuse(!seen.insert(&centre.id), place("id"), &centre.id, Problem::Duplicate);
            self.refuse(centre.name.trim().is_empty(), place("name"), &centre.name, Problem::Empty);
            let idle = centre.online && centre.services.is_empty();
            self.refuse(idle, place("services"), "", Problem::OnlineWithoutService);
            if let Some(fallback) = &centre.fallback {
                let unknown = !self.centres.contains_key(fallback);
                self.refuse(unknown, place("fallback"), fallback, Problem::UnknownCentre);
            }
            if let Some(lotse) = &centre.lotse {
                let named = centre.server.as_ref().is_some_and(|server| server.as_str() == lotse.server());
                self.refuse(!named, place("lotse"), lotse, Problem::LotseWithoutServer);
            }
            for topic in centre.live.topics() {
                let unknown = !self.topics.contains(topic);
                self.refuse(unknown, place("live"), topic, Problem::UnknownTopic);
            }
            for (topic, catchment) in &centre.services {
                let key = format!("{}/{topic}", centre.id);
                let place = |field| Place { entity: Entity::Service, index, key: key.clone(), field };
                self.refuse(!self.topics.contains(topic), place("topic"), topic, Problem::UnknownTopic);
                let nowhere = catchment.is_empty()
                    && !fallbacks.contains(&centre.id)
                    && !last_resorts.contains(&(&centre.id, topic));
                self.refuse(nowhere, place("catchment"), catchment, Problem::CoversNothing);
            }
        }
    }

    fn carriers(&mut self) {
        let mut seen = HashSet::new();
        for (index, carrier) in self.draft.carriers.iter().enumerate() {
            let place = |field| Place { entity: Entity::Carrier, index, key: carrier.id.to_string(), field };
            self.refuse(!seen.insert(&carrier.id), place("id"), &carrier.id, Problem::Duplicate);
            self.refuse(carrier.name.trim().is_empty(), place("name"), &carrier.name, Problem::Empty);
        }
        let limited = self.draft.carriers.iter().filter(|carrier| !carrier.limits.is_empty());
        let limited: HashMap<&str, &Carrier> = limited.map(|it| (it.id.as_str(), it)).collect();
        for (index, centre) in self.draft.centres.iter().enumerate() {
            let Some(carrier) = limited.get(centre.carrier.as_str()) else { continue };
            for (topic, catchment) in &centre.services {
                let beyond = catchment.beyond(&carrier.limits);
                let key = format!("{}/{topic}", centre.id);
                let place = Place { entity: Entity::Service, index, key, field: "catchment" };
                self.refuse(!beyond.is_empty(), place, &beyond, Problem::BeyondCarrier);
            }
        }
    }

    /// Reports every centre that stands on a circle of fallbacks, and none that merely leads to one.
    fn fallbacks(&mut self) {
        for (index, centre) in self.draft.centres.iter().enumerate() {
            let mut seen = HashSet::from([&centre.id]);
            let mut next = centre.fallback.as_ref();
            while let Some(id) = next.filter(|id| seen.insert(id)) {
                next = self.centres.get(id).and_then(|centre| centre.fallback.as_ref());
            }
            if let (Some(fallback), true) = (&centre.fallback, next == Some(&centre.id)) {
                let place =
                    Place { entity: Entity::Centre, index, key: centre.id.to_string(), field: "fallback" };
                self.refuse(true, place, fallback, Problem::FallbackCycle);
            }
        }
    }

    fn counsellors(&mut self) {
        let places: HashSet<(&CounsellorId, &CentreId)> =
            self.draft.counsellors.iter().map(|counsellor| (&counsellor.id, &counsellor.centre)).collect();
        let mut seen = HashSet::new();
        for (index, counsellor) in self.draft.counsellors.iter().enumerate() {
            let key = format!("{}/{}", counsellor.id, counsellor.centre);
            let place = |field| Place { entity: Entity::Counsellor, index, key: key.clone(), field };
            let twice = !seen.insert((&counsellor.id, &counsellor.centre));
            self.refuse(twice, place("id"), &counsellor.id, Problem::Duplicate);
            self.refuse(counsellor.name.trim().is_empty(), place("name"), &counsellor.name, Problem::Empty);
            let homeless = !self.centres.contains_key(&counsellor.centre);
            self.refuse(homeless, place("centre"), &counsellor.centre, Problem::UnknownCentre);
            let of_lotse = self.centres.get(&counsellor.centre).is_some_and(|centre| centre.lotse.is_some());
            self.refuse(of_lotse, place("centre"), &counsellor.centre, Problem::HasLotse);
            let untrained = counsellor.activated && counsellor.trained_on.is_none();
            self.refuse(untrained, place("trained_on"), "", Problem::ActivatedWithoutTraining);
            let Some(deputy) = &counsellor.deputy else { continue };
            let own = *deputy == counsellor.id;
            self.refuse(own, place("deputy"), deputy, Problem::OwnDeputy);
            let unknown = !places.contains(&(deputy, &counsellor.centre));
            self.refuse(unknown && !own, place("deputy"), deputy, Problem::UnknownCounsellor);
        }
    }

    fn refuse(&mut self, wrong: bool, place: Place, value: impl Display, problem: Problem) {
        if wrong {
            self.faults.push(Fault { place, value: value.to_string(), problem });
        }
    }
}
