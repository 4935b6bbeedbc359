//! People and places for the tests: a small country in few words, and random ones.

use std::collections::BTreeMap;

use proptest::{collection::vec, option, prelude::*};

use crate::{
    BusinessCard, Case, Catchment, Centre, CentreId, Counsellor, CounsellorId, Date, Directory, Draft,
    EventId, NewCase, Postcode, Reference, SeekerId, Timestamp, Topic, TopicId,
};

pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);

pub(crate) fn topic_id(slug: &str) -> TopicId {
    TopicId::parse(slug).unwrap()
}

pub(crate) fn centre_id(slug: &str) -> CentreId {
    CentreId::parse(slug).unwrap()
}

pub(crate) fn person(name: &str) -> CounsellorId {
    CounsellorId::parse(&format!("@{name}:example.org")).unwrap()
}

pub(crate) fn anna() -> SeekerId {
    SeekerId::parse("@anna:example.org").unwrap()
}

pub(crate) fn message() -> EventId {
    EventId::parse("$first").unwrap()
}

pub(crate) fn code(digits: &str) -> Postcode {
    Postcode::parse(digits).unwrap()
}

pub(crate) fn topic(slug: &str) -> Topic {
    Topic::new(topic_id(slug), slug)
}

/// An online team centre: `centre("dresden", &[("schulden", "01*")])`.
pub(crate) fn centre(slug: &str, services: &[(&str, &str)]) -> Centre {
    Centre {
        id: centre_id(slug),
        name: slug.to_owned(),
        carrier: String::from("Verband"),
        card: BusinessCard::default(),
        team: true,
        online: true,
        follow_ups: crate::FollowUps::All,
        server: None,
        lotse: None,
        present: None,
        live: crate::live::Offer::default(),
        responsible: crate::Responsible::default(),
        first_dates: false,
        fallback: None,
        services: services
            .iter()
            .map(|(topic, catchment)| (topic_id(topic), Catchment::parse(catchment).unwrap()))
            .collect::<BTreeMap<_, _>>(),
    }
}

/// A trained, activated and present counsellor.
pub(crate) fn counsellor(name: &str, centre: &str) -> Counsellor {
    Counsellor {
        id: person(name),
        centre: centre_id(centre),
        name: name.to_owned(),
        email: None,
        first_part_on: None,
        trained_on: Date::parse("2026-01-15").ok(),
        activated: true,
        away_until: None,
        deputy: None,
    }
}

pub(crate) fn directory(topics: Vec<Topic>, centres: Vec<Centre>, counsellors: Vec<Counsellor>) -> Directory {
    Directory::check(Draft { topics, centres, counsellors, ..Draft::default() }).unwrap()
}

/// Anna's case about debts, just opened at this centre.
pub(crate) fn opened(centre: &str, personal: Option<&str>) -> Case {
    let new = NewCase {
        id: crate::CaseId::parse("01J0000000000000000000000Z").unwrap(),
        reference: Reference::from_bits(7),
        seeker: anna(),
        pseudonym: String::from("Seestern"),
        topic: topic_id("schulden"),
        centre: centre_id(centre),
        personal: personal.map(person),
        at_once: false,
    };
    Case::open(new, NOW)
}

pub(crate) const TOPICS: [&str; 3] = ["schulden", "sucht", "trauer"];
pub(crate) const CENTRES: [&str; 7] = ["aachen", "berlin", "celle", "dresden", "essen", "fulda", "gera"];
pub(crate) const PEOPLE: [&str; 6] = ["ben", "cem", "dora", "emil", "fee", "gita"];

/// A faultless directory of few codes, so that catchments often meet, and of few people, so that somebody is
/// often missing.
pub(crate) fn some_directory() -> impl Strategy<Value = Directory> {
    let services = vec((0..3_usize, some_catchment()), 0..4);
    let centres = vec((services, any::<bool>(), prop::bool::weighted(0.8), option::of(0..7_usize)), 1..=7);
    let counsellors = vec((0..6_usize, 0..7_usize, prop::bool::weighted(0.8), option::of(-1..=1_i64)), 0..14);
    let white_spots = vec(option::of(0..7_usize), 3);
    (centres, counsellors, white_spots).prop_map(|(centres, counsellors, white_spots)| {
        let count = centres.len();
        let centres: Vec<Centre> = (0..)
            .zip(centres)
            .map(|(place, (services, team, online, fallback)): (usize, _)| Centre {
                team,
                online: online && !services.is_empty(),
                // Only forward, so that no circle can arise.
                fallback: fallback.filter(|&to| to > place && to < count).map(|to| centre_id(CENTRES[to])),
                services: services.into_iter().map(|(topic, area)| (topic_id(TOPICS[topic]), area)).collect(),
                ..centre(CENTRES[place], &[])
            })
            .collect();
        let topics = (0..3)
            .map(|place| {
                let mut topic = topic(TOPICS[place]);
                let offers = |centre: &&Centre| centre.services.contains_key(&topic.id);
                let white_spot = white_spots[place].and_then(|slot| centres.get(slot)).filter(offers);
                topic.white_spot = white_spot.map(|centre| centre.id.clone());
                topic
            })
            .collect();
        let mut places: Vec<Counsellor> = Vec::new();
        for (who, place, activated, away) in counsellors {
            let new = Counsellor {
                activated,
                away_until: away.map(|millis| Timestamp::from_millis(NOW.millis() + millis)),
                ..counsellor(PEOPLE[who], CENTRES[place % count])
            };
            if !places.iter().any(|old| old.id == new.id && old.centre == new.centre) {
                places.push(new);
            }
        }
        directory(topics, centres, places)
    })
}

/// Somewhere in the first hundred codes, or everywhere; never empty.
pub(crate) fn some_catchment() -> impl Strategy<Value = Catchment> {
    let ranges = vec((0..100_u32, 0..30_u32), 1..4);
    prop_oneof![
        9 => ranges.prop_map(|ranges| {
            Catchment::from_ranges(ranges.into_iter().map(|(from, more)| (from, from + more)))
        }),
        1 => Just(Catchment::everywhere()),
    ]
}
