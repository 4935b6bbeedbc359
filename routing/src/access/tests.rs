use proptest::{collection::vec, option, prelude::*};

use super::*;
use crate::sample::{
    CENTRES, NOW, PEOPLE, anna, centre, centre_id, counsellor, directory, message, opened, person,
    some_directory, topic,
};
use crate::{Centre, Closer, Counsellor, Cover, CoverFacts, CoverReason, Custody, Span};

fn house(team: bool) -> Directory {
    let dresden = Centre { team, ..centre("dresden", &[("schulden", "*")]) };
    let staff = vec![
        counsellor("ben", "dresden"),
        counsellor("cem", "dresden"),
        Counsellor { activated: false, ..counsellor("dora", "dresden") },
    ];
    directory(vec![topic("schulden")], vec![dresden], staff)
}

fn taken_by(who: &str) -> Case {
    opened("dresden", None).ask(message(), NOW).unwrap().accept(person(who), NOW).unwrap()
}

fn names(access: &Access) -> Vec<&str> {
    access.counsellors.iter().map(CounsellorId::as_str).collect()
}

#[test]
fn before_acceptance_only_the_custodian_reads_along() {
    for case in [opened("dresden", None), opened("dresden", None).ask(message(), NOW).unwrap()] {
        let access = access(&case, &house(false), NOW);
        assert_eq!(
            (access.seeker.as_ref(), access.custodian.as_ref()),
            (Some(&anna()), Some(&centre_id("dresden")))
        );
        assert!(access.counsellors.is_empty());
        assert!(access.may_read("@anna:example.org") && !access.may_read("@ben:example.org"));
    }
}

#[test]
fn released_custody_leaves_two_people_even_if_the_centre_becomes_a_team() {
    let case = taken_by("ben").answered(&person("ben"), NOW).unwrap().release_custody(false, NOW).unwrap();
    for team in [false, true] {
        let access = access(&case, &house(team), NOW);
        assert_eq!((names(&access), &access.custodian), (vec!["@ben:example.org"], &None));
    }
    let forwarded = case.forward(centre_id("berlin"), NOW).unwrap();
    let berlin = directory(vec![topic("schulden")], vec![centre("berlin", &[("schulden", "*")])], vec![]);
    assert_eq!(access(&forwarded, &berlin, NOW).custodian, Some(centre_id("berlin")));
}

#[test]
fn a_colleague_may_come_in_only_when_the_seeker_has_agreed_and_only_the_one() {
    let released =
        taken_by("ben").answered(&person("ben"), NOW).unwrap().release_custody(false, NOW).unwrap();
    let house = house(false);
    let incoming = |case: &Case, now| access(case, &house, now).incoming;
    for (to, may) in [("cem", true), ("dora", false)] {
        let to = crate::Recipient::Counsellor(person(to));
        let offer = crate::Offer::new(to, person("ben"), crate::Handed::All, NOW);
        let facts =
            crate::OfferFacts { active_giver: true, ready_recipient: true, fitting_room: true, anew: false };
        let offered = released.clone().offer(offer, facts, NOW).unwrap();
        assert_eq!(incoming(&offered, NOW), None);
        let agreed = offered.agree(facts, NOW).unwrap();
        assert_eq!(incoming(&agreed, NOW), may.then(|| person("cem")));
        assert_eq!(incoming(&agreed, NOW.plus(crate::Offer::LASTS)), None);
        assert_eq!(incoming(&agreed.clone().end_offer().unwrap(), NOW), None);
        assert_eq!(names(&access(&agreed, &house, NOW)), ["@ben:example.org"], "not one of the people yet");
        assert!(!access(&agreed, &house, NOW).may_read("@cem:example.org"));
    }
}

#[test]
fn the_holder_lets_the_seeker_in_who_comes_back_only_where_only_people_have_the_keys() {
    let zoe = crate::SeekerId::parse("@zoe:example.org").unwrap();
    let answered = taken_by("ben").answered(&person("ben"), NOW).unwrap();
    let released = answered.clone().release_custody(false, NOW).unwrap();
    for (case, lets_in) in [(answered, false), (released, true)] {
        assert!(!access(&case, &house(false), NOW).returning);
        let back = case.returns(zoe.clone(), NOW).unwrap();
        let there = access(&back, &house(false), NOW);
        assert_eq!((there.seeker.as_ref(), there.returning), (Some(&zoe), lets_in));
        assert!(
            there.may_read(zoe.as_str()) && !there.may_read(anna().as_str()),
            "the account before is out"
        );
        let came = back.seeker_came().unwrap();
        assert!(!access(&came, &house(false), NOW).returning);
        // In the room without what was written before, they come in anew only where people alone can give it.
        assert!(back.returns_anew(NOW).is_none(), "they are on the way");
        let anew = came.returns_anew(NOW);
        assert_eq!(anew.is_some_and(|anew| access(&anew, &house(false), NOW).returning), lets_in);
    }
}

#[test]
fn a_cover_reads_while_it_holds() {
    let facts = CoverFacts::of(&house(true), &centre_id("dresden"), &person("cem"));
    let cover = Cover::new(person("cem"), CoverReason::Illness, NOW);
    let case = taken_by("ben").cover(cover, facts, NOW).unwrap();
    assert_eq!(names(&access(&case, &house(true), NOW)), ["@ben:example.org", "@cem:example.org"]);
    assert_eq!(names(&access(&case, &house(true), NOW.plus(Span::days(14)))), ["@ben:example.org"]);
    // The centre is no team any more.
    assert_eq!(names(&access(&case, &house(false), NOW)), ["@ben:example.org"]);
}

#[test]
fn who_is_not_active_or_not_known_never_reads() {
    assert!(access(&taken_by("dora"), &house(true), NOW).counsellors.is_empty());
    assert!(access(&taken_by("emil"), &house(true), NOW).counsellors.is_empty());
    let nowhere = access(&taken_by("ben"), &Directory::default(), NOW);
    assert_eq!((nowhere.custodian, nowhere.counsellors.len()), (None, 0));
}

#[test]
fn a_closed_case_keeps_its_people_and_an_erased_one_has_none() {
    let closed = taken_by("ben").close(Closer::Seeker, NOW).unwrap();
    assert_eq!(names(&access(&closed, &house(true), NOW)), ["@ben:example.org"]);
    assert!(access(&closed.erase(NOW).unwrap(), &house(true), NOW).is_nobody());
}

/// A case that may be in any state, with covers and custody as they come, also impossible ones.
fn some_case() -> impl Strategy<Value = Case> {
    let covers = vec((0..6_usize, -30..30_i64, 0..40_i64), 0..5);
    (0..5_u8, 0..8_usize, 0..6_usize, covers, any::<bool>(), option::of(0..6_usize)).prop_map(
        |(state, place, holder, covers, released, personal)| {
            let slug = CENTRES.get(place).copied().unwrap_or("unknown");
            let mut case = opened(slug, personal.map(|who| PEOPLE[who]));
            let covers = covers.into_iter().map(|(who, from, days)| {
                let from = NOW.plus(Span::days(from));
                Cover::new(person(PEOPLE[who]), CoverReason::Holiday, from).until(from.plus(Span::days(days)))
            });
            let accepted = Accepted {
                counsellor: person(PEOPLE[holder]),
                first: message(),
                asked_at: NOW,
                accepted_at: NOW,
                joined_at: None,
                answered_at: None,
                custody: if released { Custody::Released { at: NOW } } else { Custody::Held },
                covers: covers.collect(),
            };
            let closed =
                |accepted| State::Closed { accepted, asked: None, closed_at: NOW, closed_by: Closer::Seeker };
            case.state = match state {
                0 => State::Asked { first: message(), asked_at: NOW },
                1 => State::Accepted(accepted),
                2 => closed(Some(accepted)),
                3 => closed(None),
                _ => State::Erased { erased_at: NOW },
            };
            case
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_500) })]

    #[test]
    fn nobody_reads_who_does_not_belong(
        case in some_case(), directory in some_directory(), days in -40..80_i64,
    ) {
        let now = NOW.plus(Span::days(days));
        let access = access(&case, &directory, now);
        let erased = matches!(case.state, State::Erased { .. });
        prop_assert_eq!(access.seeker.clone(), (!erased).then(anna));

        let centre = directory.centre(&case.centre);
        let active = |who: &CounsellorId| {
            directory.counsellors().iter().any(|place| {
                place.id == *who && place.centre == case.centre && place.activated && place.trained_on.is_some()
            })
        };
        let mut expected = BTreeSet::new();
        let mut released = false;
        if let State::Accepted(accepted) | State::Closed { accepted: Some(accepted), .. } = &case.state {
            released = accepted.custody != Custody::Held;
            expected.insert(accepted.counsellor.clone());
            if centre.is_some_and(|centre| centre.team) {
                let valid = accepted.covers.iter().filter(|cover| cover.from <= now && cover.until > now);
                expected.extend(valid.map(|cover| cover.colleague.clone()));
            }
        }
        expected.retain(active);
        prop_assert_eq!(&access.counsellors, &expected);

        let custodian = centre.filter(|_| !erased && !released).map(|centre| centre.id.clone());
        prop_assert_eq!(&access.custodian, &custodian);
        for who in PEOPLE.map(person) {
            prop_assert_eq!(access.may_read(who.as_str()), expected.contains(&who));
        }
    }
}
