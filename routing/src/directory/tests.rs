use super::*;
use crate::sample::{centre, centre_id, counsellor, directory, person, topic};
use crate::{BusinessCard, CardError};

fn faults(draft: Draft) -> Vec<(String, Problem)> {
    let faults = Directory::check(draft).unwrap_err();
    faults.into_iter().map(|fault| (format!("{}: {}", fault.place, fault.value), fault.problem)).collect()
}

#[test]
fn all_faults_are_reported_at_once_with_their_places() {
    let topics = vec![
        Topic { white_spot: Some(centre_id("nowhere")), ..topic("schulden") },
        Topic { white_spot: Some(centre_id("aachen")), promise_hours: 0, ..topic("sucht") },
        topic("schulden"),
        Topic { name: String::from(" "), retention_days: 0, silence_days: 0, ..topic("trauer") },
    ];
    let centres = vec![
        Centre { fallback: Some(centre_id("berlin")), ..centre("aachen", &[("schulden", "1*")]) },
        Centre { fallback: Some(centre_id("aachen")), ..centre("berlin", &[("migration", "1*")]) },
        Centre { fallback: Some(centre_id("berlin")), ..centre("celle", &[]) },
        centre("celle", &[("schulden", "")]),
        Centre { fallback: Some(centre_id("atlantis")), ..centre("dresden", &[("sucht", "*")]) },
    ];
    let counsellors = vec![
        Counsellor { trained_on: None, ..counsellor("ben", "aachen") },
        Counsellor { deputy: Some(person("cem")), ..counsellor("ben", "aachen") },
        Counsellor { deputy: Some(person("cem")), ..counsellor("cem", "berlin") },
        counsellor("dora", "hamburg"),
    ];
    let expected = [
        ("topic schulden, white_spot: nowhere", Problem::UnknownCentre),
        ("topic sucht, promise_hours: 0", Problem::Zero),
        ("topic sucht, white_spot: aachen", Problem::WhiteSpotWithoutTopic),
        ("topic schulden, id: schulden", Problem::Duplicate),
        ("topic trauer, name:  ", Problem::Empty),
        ("topic trauer, retention_days: 0", Problem::Zero),
        ("topic trauer, silence_days: 0", Problem::Zero),
        ("service berlin/migration, topic: migration", Problem::UnknownTopic),
        ("centre celle, services: ", Problem::OnlineWithoutService),
        ("centre celle, id: celle", Problem::Duplicate),
        ("service celle/schulden, catchment: ", Problem::CoversNothing),
        ("centre dresden, fallback: atlantis", Problem::UnknownCentre),
        ("centre aachen, fallback: berlin", Problem::FallbackCycle),
        ("centre berlin, fallback: aachen", Problem::FallbackCycle),
        ("counsellor @ben:example.org/aachen, trained_on: ", Problem::ActivatedWithoutTraining),
        ("counsellor @ben:example.org/aachen, id: @ben:example.org", Problem::Duplicate),
        ("counsellor @ben:example.org/aachen, deputy: @cem:example.org", Problem::UnknownCounsellor),
        ("counsellor @cem:example.org/berlin, deputy: @cem:example.org", Problem::OwnDeputy),
        ("counsellor @dora:example.org/hamburg, centre: hamburg", Problem::UnknownCentre),
    ];
    let expected = expected.map(|(place, problem)| (place.to_owned(), problem));
    assert_eq!(faults(Draft { topics, centres, counsellors, ..Draft::default() }), expected);
}

#[test]
fn a_centre_that_is_its_own_fallback_goes_in_a_circle() {
    let alone = Centre { fallback: Some(centre_id("aachen")), ..centre("aachen", &[("schulden", "*")]) };
    let draft = Draft { topics: vec![topic("schulden")], centres: vec![alone], ..Draft::default() };
    assert_eq!(faults(draft), [(String::from("centre aachen, fallback: aachen"), Problem::FallbackCycle)]);
}

#[test]
fn people_and_places_are_found() {
    let centres = vec![centre("aachen", &[("schulden", "*")]), centre("berlin", &[("schulden", "1*")])];
    let staff = vec![
        counsellor("ben", "berlin"),
        counsellor("cem", "aachen"),
        Counsellor { activated: false, ..counsellor("ben", "aachen") },
    ];
    let directory = directory(vec![topic("schulden")], centres, staff);
    let names = |slug| {
        let of = directory.counsellors_of(&centre_id(slug)).iter();
        of.map(|counsellor| counsellor.name.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(
        (names("aachen"), names("berlin"), names("celle").len()),
        (vec!["cem", "ben"], vec!["ben"], 0)
    );
    let mut places: Vec<_> =
        directory.centres_of_counsellor(&person("ben")).map(|centre| &*centre.name).collect();
    places.sort_unstable();
    assert_eq!(places, ["aachen", "berlin"]);
    assert!(directory.is_active_counsellor(&person("ben"), &centre_id("berlin")));
    assert!(!directory.is_active_counsellor(&person("ben"), &centre_id("aachen")));
    assert!(!directory.is_active_counsellor(&person("ben"), &centre_id("celle")));
    assert_eq!(Directory::check(directory.draft()).unwrap().draft(), directory.draft());
    let text = serde_json::to_string(&directory.draft()).unwrap();
    assert_eq!(serde_json::from_str::<Draft>(&text).unwrap(), directory.draft());
    assert!(Directory::default().topics().is_empty());
}

#[test]
fn a_card_has_at_most_five_lines() {
    assert_eq!(BusinessCard::parse("\n eins \n zwei\n\n").unwrap().as_str(), "eins\nzwei");
    assert!(BusinessCard::parse("1\n2\n3\n4\n5\n").is_ok());
    assert_eq!(BusinessCard::parse("1\n2\n3\n4\n5\n6"), Err(CardError { lines: 6 }));
}

#[test]
fn a_centre_with_a_lotse_of_its_own_names_its_server_and_nobody_else() {
    let custodian = CounsellorId::parse("@lotse_c_dresden:zentrum.example").unwrap();
    let with = |server: Option<&str>, counsellors: Vec<crate::Counsellor>| {
        let dresden = Centre {
            lotse: Some(custodian.clone()),
            server: server.map(|server| crate::ServerName::parse(server).unwrap()),
            ..centre("dresden", &[("schulden", "01*")])
        };
        Directory::check(Draft {
            topics: vec![topic("schulden")],
            centres: vec![dresden],
            counsellors,
            ..Draft::default()
        })
    };
    let problems = |refused: Result<Directory, Vec<Fault>>| {
        refused.unwrap_err().into_iter().map(|fault| (fault.place.field, fault.problem)).collect::<Vec<_>>()
    };
    assert_eq!(problems(with(None, vec![])), [("lotse", Problem::LotseWithoutServer)]);
    assert_eq!(problems(with(Some("anderswo.example"), vec![])), [("lotse", Problem::LotseWithoutServer)]);
    let both = with(Some("zentrum.example"), vec![counsellor("ben", "dresden")]);
    assert_eq!(problems(both), [("centre", Problem::HasLotse)]);
    let directory = with(Some("zentrum.example"), vec![]).unwrap();
    assert!(
        directory.is_active_counsellor(&custodian, &centre_id("dresden")),
        "it counts as one who counsels"
    );
    assert!(directory.draft().counsellors.is_empty(), "and is no entry of the directory");
}

#[test]
fn a_carrier_keeps_its_centres_within_its_limits() {
    let carrier = |slug: &str, limits: &str| Carrier {
        id: CarrierId::parse(slug).unwrap(),
        name: slug.to_uppercase(),
        people: vec![person("vera")],
        limits: limits.parse().unwrap(),
        topics: crate::CarrierTopics::default(),
    };
    let of = |carrier: &str, slug: &str, codes: &str| Centre {
        carrier: carrier.to_owned(),
        ..centre(slug, &[("schulden", codes)])
    };
    let draft = |limits: &str| Draft {
        topics: vec![topic("schulden")],
        centres: vec![of("hilfe", "aachen", "52*; 50667"), of("HILFE", "berlin", "1*")],
        counsellors: vec![counsellor("ben", "aachen"), counsellor("cem", "berlin")],
        carriers: vec![carrier("hilfe", limits), carrier("rat", "")],
    };
    let expected = (String::from("service aachen/schulden, catchment: 50667"), Problem::BeyondCarrier);
    assert_eq!(faults(draft("52*; 51*")), [expected]);
    let mut twice = draft("");
    twice.carriers.push(Carrier { name: String::new(), ..carrier("rat", "") });
    assert_eq!(
        faults(twice).iter().map(|(_, problem)| *problem).collect::<Vec<_>>(),
        [Problem::Duplicate, Problem::Empty]
    );

    let directory = Directory::check(draft("5*")).unwrap();
    let (hilfe, rat) = (&directory.carriers()[0].id, &directory.carriers()[1].id);
    let centres = |id| directory.centres_of_carrier(id).map(|centre| centre.id.as_str()).collect::<Vec<_>>();
    assert_eq!((centres(hilfe), centres(rat)), (vec!["aachen"], vec![]), "a name is no id");
    assert_eq!(
        directory.centres().iter().map(|it| directory.runs(it)).collect::<Vec<_>>(),
        ["HILFE", "HILFE"]
    );
    let is_of = |who: &str, id| directory.is_of_carrier(&person(who), id);
    assert!(is_of("ben", hilfe) && is_of("vera", hilfe) && is_of("vera", rat), "by place, and by name");
    assert!(!is_of("cem", hilfe) && !is_of("ben", rat) && !is_of("nora", hilfe));
    assert!(
        directory.knows(&person("vera"))
            && directory.knows(&person("ben"))
            && !directory.knows(&person("nora"))
    );
    assert!(
        directory.carrier(hilfe).unwrap().moves_catchments()
            && !directory.carrier(rat).unwrap().moves_catchments()
    );
    assert_eq!(Directory::check(directory.draft()).unwrap().draft(), draft("5*"));
}
