use proptest::prelude::*;

use super::*;
use crate::sample::{
    CENTRES, NOW, PEOPLE, TOPICS, centre, centre_id, code, counsellor, directory, person, some_directory,
    topic, topic_id,
};
use crate::{Catchment, Centre, Counsellor, Span, Topic, stable_hash};

fn debts(postcode: &str) -> Enquiry {
    Enquiry { topic: topic_id("schulden"), postcode: Some(code(postcode)), target: None }
}

fn away(who: Counsellor) -> Counsellor {
    Counsellor { away_until: Some(NOW.plus(Span::days(1))), ..who }
}

fn with_white_spot(slug: &str) -> Topic {
    Topic { white_spot: Some(centre_id(slug)), ..topic("schulden") }
}

/// Dresden for the city, Leipzig for Saxony, Kassel for the country.
fn saxony(load: &[(&str, u32)]) -> (Directory, Load) {
    let centres = vec![
        centre("kassel", &[("schulden", "*")]),
        centre("leipzig", &[("schulden", "01*; 04*")]),
        centre("dresden", &[("schulden", "01067-01069")]),
    ];
    let counsellors =
        vec![counsellor("ben", "kassel"), counsellor("cem", "leipzig"), counsellor("dora", "dresden")];
    let load = load.iter().map(|&(slug, open)| (centre_id(slug), open)).collect();
    (directory(vec![topic("schulden")], centres, counsellors), load)
}

fn slugs(ids: &[CentreId]) -> Vec<&str> {
    ids.iter().map(CentreId::as_str).collect()
}

#[test]
fn the_narrower_catchment_comes_first_however_busy_it_is() {
    let (directory, load) = saxony(&[("dresden", 1_000)]);
    let placement = place(&debts("01067"), &directory, &load, NOW);
    assert_eq!(placement.outcome, Outcome::Centre(centre_id("dresden")));
    assert_eq!(placement.reason, Reason::NarrowestCatchment);
    assert_eq!(slugs(&placement.candidates()), ["dresden", "leipzig", "kassel"]);
    assert!(placement.may_choose(&centre_id("kassel")));
    assert!(!placement.may_choose(&centre_id("berlin")));
}

#[test]
fn a_lone_centre_is_named_as_such() {
    let (directory, load) = saxony(&[]);
    let placement = place(&debts("80331"), &directory, &load, NOW);
    assert_eq!(
        (placement.outcome, placement.reason),
        (Outcome::Centre(centre_id("kassel")), Reason::OnlyCentre)
    );
}

#[test]
fn among_equals_the_less_busy_per_present_counsellor_comes_first() {
    // Berlin has five open enquiries for two, Celle three for one: 2.5 against 3.
    let centres = vec![centre("berlin", &[("schulden", "1*")]), centre("celle", &[("schulden", "1*")])];
    let staff = vec![
        counsellor("ben", "berlin"),
        counsellor("cem", "berlin"),
        away(counsellor("dora", "berlin")),
        counsellor("emil", "celle"),
    ];
    let directory = directory(vec![topic("schulden")], centres, staff);
    let load = [(centre_id("berlin"), 5), (centre_id("celle"), 3)].into_iter().collect();
    let placement = place(&debts("10115"), &directory, &load, NOW);
    assert_eq!(placement.reason, Reason::FewestOpenEnquiries);
    assert_eq!(slugs(&placement.candidates()), ["berlin", "celle"]);

    let load = [(centre_id("berlin"), 6), (centre_id("celle"), 2)].into_iter().collect();
    assert_eq!(place(&debts("10115"), &directory, &load, NOW).outcome, Outcome::Centre(centre_id("celle")));

    let even = [(centre_id("berlin"), 6), (centre_id("celle"), 3)].into_iter().collect();
    assert_eq!(place(&debts("10115"), &directory, &even, NOW).reason, Reason::StableChoice);
}

#[test]
fn equals_share_the_postcodes_between_them_and_never_change_their_minds() {
    let centres = ["aachen", "berlin", "celle"].map(|slug| centre(slug, &[("schulden", "*")]));
    let staff = ["aachen", "berlin", "celle"].map(|slug| counsellor("ben", slug));
    let directory = directory(vec![topic("schulden")], centres.into(), staff.into());
    let load = Load::none();
    let mut shares = std::collections::BTreeMap::new();
    for number in 0..3_000 {
        let enquiry = Enquiry { postcode: Postcode::from_code(number * 33).ok(), ..debts("00000") };
        let placement = place(&enquiry, &directory, &load, NOW);
        *shares.entry(placement.outcome.centre().unwrap().to_string()).or_insert(0) += 1;
    }
    assert!(shares.values().all(|share| (900..1_100).contains(share)), "{shares:?}");
    // Pinned: another release must not choose otherwise.
    assert_eq!(stable_hash::of_text("schulden"), PINNED_TEXT);
    assert_eq!(
        place(&debts("01067"), &directory, &load, NOW).outcome,
        Outcome::Centre(centre_id(PINNED_CENTRE))
    );
}

const PINNED_TEXT: u64 = 14_137_070_340_688_056_808;
const PINNED_CENTRE: &str = "berlin";

#[test]
fn who_is_offline_away_or_not_activated_is_passed_over() {
    let offline = Centre { online: false, ..centre("berlin", &[("schulden", "10115")]) };
    let centres = vec![
        offline,
        centre("celle", &[("schulden", "101*")]),
        centre("dresden", &[("schulden", "10*")]),
        centre("essen", &[("schulden", "1*")]),
        centre("fulda", &[("sucht", "*")]),
    ];
    let staff = vec![
        counsellor("ben", "berlin"),
        away(counsellor("cem", "celle")),
        Counsellor { activated: false, ..counsellor("dora", "dresden") },
        counsellor("emil", "essen"),
        counsellor("fee", "fulda"),
    ];
    let directory = directory(vec![topic("schulden"), topic("sucht")], centres, staff);
    let load = Load::none();
    let placement = place(&debts("10115"), &directory, &load, NOW);
    assert_eq!(slugs(&placement.candidates()), ["essen"]);
    assert_eq!(placement.reason, Reason::OnlyCentre);

    let tomorrow = NOW.plus(Span::days(1));
    assert_eq!(slugs(&place(&debts("10115"), &directory, &load, tomorrow).candidates()), ["celle", "essen"]);
}

#[test]
fn the_white_spot_takes_what_nobody_covers_then_its_fallbacks_then_nobody() {
    let build = |open: [bool; 3]| {
        let spot = |slug, next: Option<&str>, online| Centre {
            fallback: next.map(centre_id),
            online,
            ..centre(slug, &[("schulden", "99999")])
        };
        let centres = vec![
            spot("aachen", Some("berlin"), open[0]),
            spot("berlin", Some("celle"), open[1]),
            spot("celle", None, open[2]),
        ];
        let staff = ["aachen", "berlin", "celle"].map(|slug| counsellor("ben", slug));
        directory(vec![with_white_spot("aachen")], centres, staff.into())
    };
    let table = [
        ([true, true, true], Some("aachen"), Reason::WhiteSpot),
        ([false, true, true], Some("berlin"), Reason::WhiteSpotFallback),
        ([false, false, true], Some("celle"), Reason::WhiteSpotFallback),
        ([false, false, false], None, Reason::WhiteSpotClosed),
    ];
    for (open, expected, reason) in table {
        let (directory, load) = (build(open), Load::none());
        let placement = place(&debts("01067"), &directory, &load, NOW);
        assert_eq!(
            placement.outcome,
            expected.map_or(Outcome::Unserved, |slug| Outcome::WhiteSpot(centre_id(slug)))
        );
        assert_eq!(placement.reason, reason);
        assert!(placement.candidates().is_empty());
    }
    let (saxony, load) = saxony(&[]);
    let unknown = Enquiry { topic: topic_id("sucht"), ..debts("01067") };
    assert_eq!(place(&unknown, &saxony, &load, NOW).reason, Reason::UnknownTopic);
    let homeless = Enquiry { postcode: None, ..debts("01067") };
    assert_eq!(place(&homeless, &saxony, &load, NOW).reason, Reason::PostcodeMissing);
}

#[test]
fn a_topic_without_white_spot_leaves_gaps_unserved() {
    let centres = vec![centre("dresden", &[("schulden", "01*")])];
    let directory = directory(vec![topic("schulden")], centres, vec![counsellor("ben", "dresden")]);
    let load = Load::none();
    let placement = place(&debts("02625"), &directory, &load, NOW);
    assert_eq!((&placement.outcome, placement.reason), (&Outcome::Unserved, Reason::NoWhiteSpot));
}

#[test]
fn a_link_decides_outright_while_its_target_may_take_cases() {
    let (directory, load) = saxony(&[]);
    let linked = |target, postcode: Option<&str>| Enquiry {
        topic: topic_id("schulden"),
        postcode: postcode.map(code),
        target: Some(target),
    };
    let to_cem = linked(Target::Counsellor(person("cem"), centre_id("leipzig")), None);
    let placement = place(&to_cem, &directory, &load, NOW);
    assert_eq!(placement.outcome, Outcome::Centre(centre_id("leipzig")));
    assert_eq!(placement.personal(), Some(&person("cem")));
    assert_eq!(slugs(&placement.candidates()), ["leipzig"]);

    let to_kassel = linked(Target::Centre(centre_id("kassel")), Some("01067"));
    let placement = place(&to_kassel, &directory, &load, NOW);
    assert_eq!(
        (placement.outcome.clone(), placement.reason),
        (Outcome::Centre(centre_id("kassel")), Reason::CentreLink)
    );
    assert_eq!(placement.personal(), None);

    // Cem does not work in Dresden any more: whoever accepts there.
    let gone = linked(Target::Counsellor(person("cem"), centre_id("dresden")), None);
    let placement = place(&gone, &directory, &load, NOW);
    assert_eq!(placement.outcome, Outcome::Centre(centre_id("dresden")));
    assert_eq!((placement.personal(), placement.reason), (None, Reason::PersonalLinkPool));

    // There is no such centre: the postcode decides, and must be known.
    let nowhere = |postcode| linked(Target::Counsellor(person("cem"), centre_id("berlin")), postcode);
    let placement = place(&nowhere(Some("80331")), &directory, &load, NOW);
    assert_eq!(placement.outcome, Outcome::Centre(centre_id("kassel")));
    assert_eq!(placement.personal(), None);
    assert_eq!(place(&nowhere(None), &directory, &load, NOW).reason, Reason::PostcodeMissing);
}

#[test]
fn the_link_of_somebody_who_is_away_leads_to_the_deputy() {
    let people = vec![
        Counsellor { deputy: Some(person("cem")), ..away(counsellor("ben", "kassel")) },
        counsellor("cem", "kassel"),
    ];
    let directory = directory(vec![topic("schulden")], vec![centre("kassel", &[("schulden", "*")])], people);
    let target = Some(Target::Counsellor(person("ben"), centre_id("kassel")));
    let enquiry = Enquiry { topic: topic_id("schulden"), postcode: None, target };
    let load = Load::none();
    let placement = place(&enquiry, &directory, &load, NOW);
    assert_eq!((placement.personal(), placement.reason), (Some(&person("cem")), Reason::PersonalLinkDeputy));
}

/// DESIGN §9 word by word, without index.
fn by_the_book(enquiry: &Enquiry, directory: &Directory, load: &Load) -> (Outcome, Vec<CentreId>) {
    let Some(topic) = directory.topic(&enquiry.topic) else { return (Outcome::Unserved, vec![]) };
    let present = |centre: &Centre| {
        directory.counsellors_of(&centre.id).iter().filter(|counsellor| counsellor.counsels(NOW)).count()
            as u64
    };
    let healthy =
        |centre: &Centre| centre.online && centre.services.contains_key(&topic.id) && present(centre) > 0;
    if let Some(Target::Centre(id) | Target::Counsellor(_, id)) = &enquiry.target
        && directory.centre(id).is_some_and(healthy)
    {
        return (Outcome::Centre(id.clone()), vec![id.clone()]);
    }
    let Some(postcode) = enquiry.postcode else { return (Outcome::Unserved, vec![]) };
    let width = |centre: &Centre| centre.services.get(&topic.id).map_or(0, Catchment::width);
    let covers = |centre: &&Centre| centre.services.get(&topic.id).is_some_and(|area| area.covers(postcode));
    let mut candidates: Vec<&Centre> =
        directory.centres().iter().filter(covers).filter(|centre| healthy(centre)).collect();
    let lot = |centre: &Centre| {
        let topic = stable_hash::of_text(topic.id.as_str()) ^ mix(u64::from(postcode.code()));
        mix(topic ^ stable_hash::of_text(centre.id.as_str()))
    };
    candidates.sort_by(|one, other| {
        let busy = |here: &Centre, there: &Centre| u64::from(load.open(&here.id)) * present(there);
        width(one)
            .cmp(&width(other))
            .then(busy(one, other).cmp(&busy(other, one)))
            .then(lot(one).cmp(&lot(other)))
    });
    let ids: Vec<_> = candidates.iter().map(|centre| centre.id.clone()).collect();
    if let Some(first) = ids.first() {
        return (Outcome::Centre(first.clone()), ids);
    }
    let mut next = topic.white_spot.as_ref().and_then(|id| directory.centre(id));
    while let Some(centre) = next {
        if healthy(centre) {
            return (Outcome::WhiteSpot(centre.id.clone()), ids);
        }
        next = centre.fallback.as_ref().and_then(|id| directory.centre(id));
    }
    (Outcome::Unserved, ids)
}

fn some_enquiry() -> impl Strategy<Value = Enquiry> {
    let postcode = prop_oneof![8 => 0..140_u32, 1 => Just(99_999), 1 => 0..100_000_u32];
    let target = prop_oneof![
        6 => Just(None),
        1 => (0..7_usize).prop_map(|centre| Some(Target::Centre(centre_id(CENTRES[centre])))),
        1 => (0..6_usize, 0..7_usize).prop_map(|(who, centre)| {
            Some(Target::Counsellor(person(PEOPLE[who]), centre_id(CENTRES[centre])))
        }),
    ];
    (0..3_usize, proptest::option::weighted(0.9, postcode), target).prop_map(|(topic, postcode, target)| {
        Enquiry {
            topic: topic_id(TOPICS[topic]),
            postcode: postcode.and_then(|code| Postcode::from_code(code).ok()),
            target,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn the_index_answers_like_the_book(
        directory in some_directory(),
        loads in proptest::collection::vec(0..6_u32, 7),
        enquiries in proptest::collection::vec(some_enquiry(), 1..20),
    ) {
        let load: Load = CENTRES.iter().map(|slug| centre_id(slug)).zip(loads).collect();
        for enquiry in enquiries {
            let placement = place(&enquiry, &directory, &load, NOW);
            let (outcome, candidates) = by_the_book(&enquiry, &directory, &load);
            prop_assert_eq!(&placement.outcome, &outcome);
            prop_assert_eq!(placement.candidates(), candidates);

            let again = place(&enquiry, &directory, &load, NOW);
            prop_assert_eq!((again.outcome, again.reason), (placement.outcome.clone(), placement.reason));
            check_health(&enquiry, &placement, &directory);
        }
    }

    #[test]
    fn the_order_of_the_lists_decides_nothing(directory in some_directory(), enquiry in some_enquiry()) {
        let mut draft = directory.draft();
        draft.centres.reverse();
        draft.counsellors.reverse();
        let reversed = Directory::check(draft).unwrap();
        let load = Load::none();
        let (here, there) = (place(&enquiry, &directory, &load, NOW), place(&enquiry, &reversed, &load, NOW));
        prop_assert_eq!(&here.outcome, &there.outcome);
        prop_assert_eq!(here.reason, there.reason);
        prop_assert_eq!(here.candidates(), there.candidates());
    }
}

/// Never an unhealthy centre; never nobody, or the last resort, where a healthy centre covers the postcode.
fn check_health(enquiry: &Enquiry, placement: &Placement<'_>, directory: &Directory) {
    let healthy = |centre: &Centre| {
        let staff = directory.counsellors_of(&centre.id);
        centre.online
            && centre.services.contains_key(&enquiry.topic)
            && staff.iter().any(|counsellor| counsellor.counsels(NOW))
    };
    for id in placement.candidates().iter().chain(placement.outcome.centre()) {
        assert!(healthy(directory.centre(id).unwrap()));
    }
    let covered = enquiry.postcode.is_some_and(|postcode| {
        directory
            .centres()
            .iter()
            .filter(|centre| healthy(centre))
            .any(|centre| centre.services.get(&enquiry.topic).is_some_and(|area| area.covers(postcode)))
    });
    assert!(!covered || matches!(placement.outcome, Outcome::Centre(_)));
}
