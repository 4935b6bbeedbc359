use proptest::prelude::*;

use super::*;
use crate::sample::{NOW, centre, centre_id, counsellor, directory, some_directory, topic, topic_id};
use crate::{Enquiry, Load, Outcome, Postcode, Span, place};

#[test]
fn gaps_overlaps_and_the_unreachable_are_named() {
    let centres = vec![
        centre("aachen", &[("schulden", "0*; 10115")]),
        centre("berlin", &[("schulden", "1*")]),
        Centre { online: false, ..centre("celle", &[("schulden", "*")]) },
        centre("dresden", &[("schulden", "*")]),
        centre("essen", &[("schulden", "*")]),
        centre("fulda", &[("schulden", "")]),
        centre("gera", &[("sucht", "*")]),
    ];
    let centres = centres
        .into_iter()
        .map(|mut centre| {
            centre.fallback = (centre.id.as_str() == "celle").then(|| centre_id("fulda"));
            centre
        })
        .collect();
    let staff = vec![
        counsellor("ben", "aachen"),
        counsellor("cem", "berlin"),
        counsellor("dora", "celle"),
        Counsellor { activated: false, ..counsellor("emil", "dresden") },
        Counsellor { away_until: Some(NOW.plus(Span::days(1))), ..counsellor("fee", "essen") },
        counsellor("gita", "fulda"),
    ];
    let topics = vec![Topic { white_spot: Some(centre_id("celle")), ..topic("schulden") }, topic("sucht")];
    let directory = directory(topics, centres, staff);

    let all = coverage(&directory, None, NOW);
    assert_eq!(all.topics.len(), 2);
    let debts = &coverage(&directory, Some(&topic_id("schulden")), NOW).topics[0];
    assert_eq!(debts, &all.topics[0]);
    assert_eq!((debts.covered, debts.gaps.to_string()), (20_000, String::from("20000-99999")));
    assert_eq!(debts.overlaps.to_string(), "10115");
    let unreachable: Vec<_> =
        debts.unreachable.iter().map(|one| (one.centre.as_str(), one.because.code())).collect();
    let expected = [("celle", "offline"), ("dresden", "nobody_active"), ("essen", "everybody_away")];
    assert_eq!(unreachable, expected);
    let fallback = Some(centre_id("fulda"));
    let white_spot = WhiteSpot::Unhealthy { centre: centre_id("celle"), because: Cause::Offline, fallback };
    assert_eq!(debts.white_spot, white_spot);
    assert_eq!(all.topics[1].white_spot, WhiteSpot::Missing);
    assert_eq!(all.topics[1].covered, 0);
    assert!(coverage(&directory, Some(&topic_id("trauer")), NOW).topics.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn coverage_and_placement_agree(directory in some_directory(), codes in proptest::collection::vec(0..200_u32, 20)) {
        let load = Load::none();
        for topic in coverage(&directory, None, NOW).topics {
            prop_assert_eq!(topic.covered + topic.gaps.width(), CODES);
            for &code in &codes {
                let postcode = Postcode::from_code(code).unwrap();
                let enquiry = Enquiry { topic: topic.topic.clone(), postcode: Some(postcode), target: None };
                let placement = place(&enquiry, &directory, &load, NOW);
                let placed = matches!(placement.outcome, Outcome::Centre(_));
                prop_assert_eq!(placed, !topic.gaps.covers(postcode));
                prop_assert_eq!(placement.candidates().len() > 1, topic.overlaps.covers(postcode));
                if let (false, WhiteSpot::Healthy { centre }) = (placed, &topic.white_spot) {
                    prop_assert_eq!(&placement.outcome, &Outcome::WhiteSpot(centre.clone()));
                }
            }
        }
    }
}
