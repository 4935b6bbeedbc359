use std::collections::BTreeSet;

use routing::{
    Directory, Enquiry, Load, Outcome, Postcode, Reason, Timestamp, TopicId, Unreachable, WhiteSpot,
    coverage, place,
};

use super::{
    super::{at_server, export, sample},
    book::read,
};

const CHECKED_IN: &[u8] = include_bytes!("../../../samples/directory.xlsx");
const HOW: &str = "make it new: cargo run -- directory sample --force appservice/samples/directory.xlsx";
const NOW: Timestamp = Timestamp::from_millis(1_795_000_000_000);

fn directory() -> Directory {
    sample().unwrap_or_else(|faults| panic!("{faults:#?}")).1
}

fn placed(topic: &str, postcode: &str) -> (Outcome, Reason, usize) {
    let (directory, load) = (directory(), Load::none());
    let topic = TopicId::parse(topic).unwrap();
    let enquiry = Enquiry { topic, postcode: Some(Postcode::parse(postcode).unwrap()), target: None };
    let placement = place(&enquiry, &directory, &load, NOW);
    (placement.outcome.clone(), placement.reason, placement.candidates().len())
}

#[test]
fn the_checked_in_workbook_is_the_sample() {
    let (draft, _) = sample().unwrap();
    assert!(read(CHECKED_IN).unwrap().0 == draft, "{HOW}");
    assert!(export(&draft).unwrap() == CHECKED_IN, "the same content in other bytes; {HOW}");
}

#[test]
fn it_has_the_topics_of_german_online_counselling_in_their_order() {
    let names = directory().topics().iter().map(|topic| topic.name.clone()).collect::<Vec<_>>();
    let expected = "Allgemeine Sozialberatung; Aus-/Rück- und Weiterwanderung; Behinderung und psychische Beeinträchtigung; \
                    Eltern und Familie; HIV und Aids; Hospiz- und Palliativberatung; Jungen- und Männerberatung; \
                    Kinder und Jugendliche; Kinder- und Jugend-Reha; Kuren für Mütter und Väter; Leben im Alter; \
                    Migration; Rechtliche Betreuung und Vorsorge; Schulden; Schwangerschaft; Straffälligkeit; Sucht; \
                    Trauerberatung; U25 Suizidprävention; Übergang von Schule zu Beruf";
    assert_eq!(names.join("; "), expected);
}

#[test]
fn a_word_leads_to_one_topic_only() {
    let directory = directory();
    let mut seen = BTreeSet::new();
    for keyword in directory.topics().iter().flat_map(|topic| &topic.keywords) {
        assert!(seen.insert(keyword), "{keyword}");
    }
    assert!(directory.topics().iter().all(|topic| topic.name_en.is_some() && topic.keywords.len() >= 6));
}

#[test]
fn it_has_every_kind_of_centre() {
    let directory = directory();
    let centres = directory.centres();
    assert!(centres.len() >= 60 && directory.counsellors().len() >= 150);
    assert!(centres.iter().filter(|centre| centre.team).count() >= 20);
    assert!(centres.iter().filter(|centre| !centre.team).count() >= 20);
    assert!(centres.iter().all(|centre| (2..=5).contains(&centre.card.lines().count())));
    let found = coverage(&directory, None, NOW).topics;
    let missing = found.iter().filter(|topic| topic.white_spot == WhiteSpot::Missing).count();
    let healthy = found.iter().filter(|topic| matches!(topic.white_spot, WhiteSpot::Healthy { .. })).count();
    assert_eq!((healthy, missing), (16, 4));
    assert!(found.iter().all(|topic| topic.covered > 0));
    assert!(found.iter().filter(|topic| topic.overlaps.width() > 500).count() >= 8);
    let schulden = found.iter().find(|topic| topic.topic.as_str() == "schulden").unwrap();
    assert!(schulden.covered > 80_000, "debt is what most centres counsel on: {}", schulden.covered);
    let unreachable = found.iter().flat_map(|topic| &topic.unreachable);
    let unreachable =
        unreachable.map(|Unreachable { centre, because }| format!("{centre}: {}", because.code()));
    let expected = ["bayreuth-migration: nobody_active", "passau-schulden: offline"];
    assert_eq!(unreachable.collect::<Vec<_>>(), expected);
}

#[test]
fn ben_and_cem_counsel_in_a_team_and_dora_and_finn_do_not() {
    for (topic, postcode, team, people) in [
        ("schulden", "01067", true, ["@ben:lotse.example", "@cem:lotse.example"]),
        ("schwangerschaft", "79098", false, ["@dora:lotse.example", "@finn:lotse.example"]),
    ] {
        let (outcome, reason, candidates) = placed(topic, postcode);
        assert_eq!((reason, candidates), (Reason::OnlyCentre, 1));
        let (directory, centre) = (directory(), outcome.centre().unwrap().clone());
        assert_eq!(directory.centre(&centre).unwrap().team, team);
        let counsellors = directory.counsellors_of(&centre);
        assert!(counsellors.iter().all(|counsellor| counsellor.counsels(NOW)));
        assert_eq!(counsellors.iter().map(|counsellor| counsellor.id.as_str()).collect::<Vec<_>>(), people);
    }
}

#[test]
fn it_shows_every_outcome() {
    assert_eq!(placed("schulden", "01067").1, Reason::OnlyCentre);
    assert_eq!(placed("sucht", "53111"), (centre("bonn-sucht"), Reason::NarrowestCatchment, 2));
    assert_eq!(placed("sucht", "10115").1, Reason::StableChoice, "two centres for all of Berlin");
    assert_eq!(placed("schulden", "94032").1, Reason::WhiteSpot, "the centre in Passau is offline");
    assert_eq!(placed("migration", "95444").1, Reason::WhiteSpot, "nobody in Bayreuth is trained");
    assert_eq!(placed("wanderung", "01067"), (Outcome::Unserved, Reason::NoWhiteSpot, 0));
    assert_eq!(placed("schulden", "27498").0, centre("helgoland"), "one island, narrower than any other");
}

fn centre(id: &str) -> Outcome {
    Outcome::Centre(routing::CentreId::parse(id).unwrap())
}

#[test]
fn the_samples_people_can_be_at_any_homeserver() {
    let draft = at_server(sample().unwrap().0, "beratung.example:8448").unwrap();
    assert!(draft.counsellors.iter().any(|one| one.id.as_str() == "@ben:beratung.example:8448"));
    for server in ["", "a b", "müller.de", "x:y"] {
        assert!(at_server(sample().unwrap().0, server).is_none(), "{server}");
    }
}
