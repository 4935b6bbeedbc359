//! From a directory to rows: what each heading says of a topic, a centre or a counsellor. Export writes these
//! texts, and the diff compares them.

use std::collections::BTreeMap;

use routing::{Carrier, CarrierTopics, Centre, Counsellor, Draft, FollowUps, Manner, Topic, TopicId};

use super::format::{
    ACTIVATED, ALL, CARD, CARRIER, CENTRE, CONTROLLER, CRISIS, EMAIL, FALLBACK, FAMILIAR, FIRST_DATES,
    FIRST_PART, FOLLOW_UPS, ID, KEYWORDS, LIVE, LOTSE, MANNER, MATRIX_ID, NAME, NAME_EN, NO, ONLINE, PEOPLE,
    POLITE, POSTCODES, PRIVACY_CONTACT, PROMISE, RESPONSIBLE, RETENTION, SERVER, SILENCE, TEAM,
    TOPICS_SERVED, TRAINED_ON, WHITE_SPOT, YES,
};

/// One row: each heading with its text.
pub(super) type Fields = Vec<(&'static str, String)>;

/// A spreadsheet's cell holds 32,767 characters. A longer catchment goes on in the next row.
const LONGEST_CATCHMENT: usize = 30_000;

pub(super) fn topic(topic: &Topic) -> Fields {
    vec![
        (ID, topic.id.to_string()),
        (NAME, topic.name.clone()),
        (NAME_EN, topic.name_en.clone().unwrap_or_default()),
        (KEYWORDS, topic.keywords.join("; ")),
        (PROMISE, topic.promise_hours.to_string()),
        (RETENTION, topic.retention_days.to_string()),
        (WHITE_SPOT, text(topic.white_spot.as_ref())),
        (SILENCE, topic.silence_days.to_string()),
        (CRISIS, topic.crisis_hours.to_string()),
        (MANNER, manner(topic.manner).to_owned()),
    ]
}

pub(super) fn centre(centre: &Centre) -> Fields {
    vec![
        (ID, centre.id.to_string()),
        (NAME, centre.name.clone()),
        (CARRIER, centre.carrier.clone()),
        (CARD, centre.card.to_string()),
        (TEAM, flag(centre.team)),
        (ONLINE, flag(centre.online)),
        (FALLBACK, text(centre.fallback.as_ref())),
        (SERVER, text(centre.server.as_ref())),
        (FOLLOW_UPS, follow_ups(centre.follow_ups).to_owned()),
        (LOTSE, text(centre.lotse.as_ref())),
        (LIVE, centre.live.text().to_owned()),
        (CONTROLLER, centre.responsible.controller.clone()),
        (PRIVACY_CONTACT, centre.responsible.contact.clone()),
        (FIRST_DATES, flag(centre.first_dates)),
    ]
}

pub(super) fn counsellor(counsellor: &Counsellor) -> Fields {
    vec![
        (MATRIX_ID, counsellor.id.to_string()),
        (CENTRE, counsellor.centre.to_string()),
        (NAME, counsellor.name.clone()),
        (EMAIL, counsellor.email.clone().unwrap_or_default()),
        (FIRST_PART, text(counsellor.first_part_on.as_ref())),
        (TRAINED_ON, text(counsellor.trained_on.as_ref())),
        (ACTIVATED, flag(counsellor.activated)),
    ]
}

pub(super) fn carrier(carrier: &Carrier) -> Fields {
    let people: Vec<&str> = carrier.people.iter().map(AsRef::as_ref).collect();
    vec![
        (ID, carrier.id.to_string()),
        (NAME, carrier.name.clone()),
        (PEOPLE, people.join("; ")),
        (POSTCODES, carrier.limits.to_string()),
        (TOPICS_SERVED, given(&carrier.topics)),
    ]
}

/// The topics that a carrier gives its centres.
pub fn given(topics: &CarrierTopics) -> String {
    match topics {
        CarrierTopics::All => ALL.to_owned(),
        CarrierTopics::These(topics) => topics.iter().map(TopicId::as_str).collect::<Vec<_>>().join("; "),
    }
}

/// Topics with the same catchment share a row, and all of them are `alle`.
pub(super) fn catchments(draft: &Draft) -> Vec<Fields> {
    let mut rows = Vec::new();
    for centre in &draft.centres {
        let mut by_catchment = BTreeMap::<String, Vec<&TopicId>>::new();
        for (topic, catchment) in &centre.services {
            by_catchment.entry(catchment.to_string()).or_default().push(topic);
        }
        for (postcodes, topics) in by_catchment {
            let all = topics.len() == draft.topics.len() && topics.len() > 1;
            let names = topics.iter().map(|topic| topic.as_str()).collect::<Vec<_>>();
            let topics = if all { ALL.to_owned() } else { names.join("; ") };
            rows.extend(cell_sized(&postcodes).into_iter().map(|part| {
                vec![(CENTRE, centre.id.to_string()), (TOPICS_SERVED, topics.clone()), (POSTCODES, part)]
            }));
        }
    }
    rows
}

fn cell_sized(postcodes: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    for part in postcodes.split("; ") {
        if cells.last().is_some_and(|cell| cell.len() + part.len() > LONGEST_CATCHMENT) {
            cells.push(String::new());
        }
        if let Some(cell) = cells.last_mut() {
            if !cell.is_empty() {
                cell.push_str("; ");
            }
            cell.push_str(part);
        }
    }
    cells
}

fn follow_ups(follow_ups: FollowUps) -> &'static str {
    match follow_ups {
        FollowUps::All => ALL,
        FollowUps::HolderAndCovers => RESPONSIBLE,
    }
}

fn manner(manner: Manner) -> &'static str {
    match manner {
        Manner::Polite => POLITE,
        Manner::Familiar => FAMILIAR,
    }
}

fn flag(flag: bool) -> String {
    if flag { YES.to_owned() } else { NO.to_owned() }
}

fn text(value: Option<&impl ToString>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}
