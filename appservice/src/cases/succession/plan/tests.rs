use routing::{BusinessCard, Catchment, Centre, Counsellor, Date, Topic};

use super::*;
use crate::directory::sheets::{self, Rows};

/// A centre that offers these topics, with somebody who counsels there.
fn with(draft: &mut Draft, slug: &str, topics: &[&str]) {
    let id: CentreId = slug.parse().unwrap();
    draft.centres.push(Centre {
        id: id.clone(),
        name: slug.to_owned(),
        carrier: "Hilfe".to_owned(),
        card: BusinessCard::parse("Wir beraten.").unwrap(),
        team: true,
        online: true,
        follow_ups: routing::FollowUps::default(),
        server: None,
        lotse: None,
        present: None,
        live: routing::live::Offer::default(),
        responsible: routing::Responsible::default(),
        first_dates: false,
        fallback: None,
        services: topics.iter().map(|topic| (topic.parse().unwrap(), Catchment::everywhere())).collect(),
    });
    draft.counsellors.push(Counsellor {
        id: format!("@{slug}:lotse.example").parse().unwrap(),
        centre: id,
        name: slug.to_owned(),
        email: None,
        first_part_on: None,
        trained_on: Date::parse("2026-01-15").ok(),
        activated: true,
        away_until: None,
        deputy: None,
    });
}

fn draft(topics: &[&str], centres: &[(&str, &[&str])]) -> Draft {
    let topics = topics.iter().map(|topic| Topic::new(topic.parse().unwrap(), *topic)).collect();
    let mut draft = Draft { topics, ..Draft::default() };
    for (slug, topics) in centres {
        with(&mut draft, slug, topics);
    }
    draft
}

#[test]
fn a_centre_and_a_topic_of_one_short_name_are_decided_each_for_itself() {
    let before = draft(&["schulden", "sucht"], &[("sucht", &["schulden"]), ("hof", &["schulden", "sucht"])]);
    let after = draft(&["schulden"], &[("hof", &["schulden"])]);
    let today = Date::parse("2026-11-28").unwrap();
    let import =
        sheets::import(&Rows::of(&after), &before, today, ("lotse.example", &BTreeSet::new())).unwrap();
    let [sucht, hof] = ["sucht", "hof"].map(|id| id.parse::<CentreId>().unwrap());
    let [schulden, addiction] = ["schulden", "sucht"].map(|id| id.parse::<TopicId>().unwrap());
    let running = vec![(sucht, schulden, 2), (hof, addiction, 3)];
    let around = Around { running, enclosed: BTreeSet::new() };
    let decided = |successors: &[(&str, &str)], closed: &[&str]| {
        let successors = successors.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect();
        let choices = Choices { successors, closed: closed.iter().map(|it| (*it).to_owned()).collect() };
        Plan::of(&choices, &before, &import, &around)
    };
    // By the mere name both are meant, and what is right for one is not for the other.
    let faults = decided(&[("sucht", "hof")], &[]).unwrap_err();
    assert!(matches!(&faults[..], [Fault::NoHeir { kind: Kind::Topic, .. }, ..]), "{faults:?}");
    let plan = decided(&[("centre:sucht", "hof"), ("topic:sucht", "schulden")], &[]).unwrap();
    let succeeded = plan.succeeded();
    let told: Vec<_> = succeeded
        .iter()
        .map(|it| (it.sheet.as_str(), it.old.as_str(), it.heir.as_deref(), it.cases))
        .collect();
    assert_eq!(
        told,
        [("Beratungsstellen", "sucht", Some("hof"), 2), ("Fachbereiche", "sucht", Some("schulden"), 3)]
    );
    let plan = decided(&[("centre:sucht", "hof")], &["topic:sucht"]).unwrap();
    assert_eq!(plan.succeeded()[1].heir, None, "its cases end");
    for twice in [&["centre:sucht", "sucht"][..], &["sucht", "topic:sucht"]] {
        let faults = decided(&[], twice).unwrap_err();
        assert!(faults.iter().any(|fault| matches!(fault, Fault::Twice(_))), "{faults:?}");
    }
    let faults = decided(&[("centre:hof", "sucht")], &["sucht"]).unwrap_err();
    assert!(faults.contains(&Fault::NotLeaving("centre:hof".to_owned())), "{faults:?}");
}
