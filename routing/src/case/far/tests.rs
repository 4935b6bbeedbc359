use crate::{
    Accepted, Case, Closer, CounsellorId, Far, Moment, Report, State, Timestamp, access, agenda,
    sample::{anna, centre, directory, opened, topic},
};

fn custodian() -> CounsellorId {
    CounsellorId::parse("@lotse_c_dresden:zentrum.example").unwrap()
}

fn theirs() -> Case {
    let mut case = opened("dresden", None);
    case.far = Some(Far::Centre { custodian: custodian(), followed: 0 });
    case
}

fn at(case: &Case, minutes: i64) -> Timestamp {
    Timestamp::from_millis(case.opened_at.millis() + minutes * 60_000)
}

#[test]
fn a_case_follows_what_its_centre_reports_and_no_older_report() {
    let case = theirs();
    let now = at(&case, 60);
    let asked = Report { asked: Some(at(&case, 1)), ..Report::default() };
    let accepted = Report { accepted: Some(at(&case, 2)), ..asked };
    let answered = Report { answered: Some(at(&case, 3)), ..accepted };
    let closed = Report { closed: Some(at(&case, 4)), by_seeker: true, ..answered };
    let case = case.follow(&asked, 1, now).unwrap();
    assert_eq!(case.waiting_since(), Some(at(&case, 1)));
    let case = case.follow(&answered, 5, now).unwrap();
    let held = case.accepted().unwrap();
    assert_eq!(
        (&held.counsellor, held.accepted_at, held.answered_at),
        (&custodian(), at(&case, 2), Some(at(&case, 3)))
    );
    for old in [1, 4, 5] {
        assert_eq!(case.clone().follow(&accepted, old, now), None, "{old}");
    }
    let case = case.follow(&closed, 6, now).unwrap();
    assert!(matches!(&case.state, State::Closed { closed_by: Closer::Seeker, accepted: Some(_), .. }));
    let case = case.follow(&answered, 7, now).unwrap();
    assert!(matches!(case.state, State::Accepted(_)), "somebody wrote again there");
    let erased = Report { erased: Some(at(&case, 9)), ..Report::default() };
    let case = case.follow(&erased, i64::MAX, now).unwrap();
    let State::Closed { accepted: Some(Accepted { answered_at: Some(_), .. }), .. } = &case.state else {
        panic!("{:?}", case.state)
    };
    let case = case.erase(now).unwrap();
    assert_eq!(case.clone().follow(&answered, i64::MAX, now), None, "nothing brings it back");
    assert_eq!(opened("dresden", None).follow(&asked, 1, now), None, "a case of ours follows nobody");
}

#[test]
fn times_that_cannot_be_are_taken_for_the_next_that_can() {
    let case = theirs();
    let now = at(&case, 60);
    let lies = Report {
        asked: Some(Timestamp::from_millis(i64::MIN)),
        accepted: Some(Timestamp::from_millis(i64::MAX)),
        answered: Some(at(&case, -5)),
        ..Report::default()
    };
    let case = case.follow(&lies, 1, now).unwrap();
    let held = case.accepted().unwrap();
    assert_eq!(
        (held.asked_at, held.accepted_at, held.answered_at),
        (case.opened_at, now, Some(case.opened_at))
    );
    let alone = Report { accepted: Some(at(&case, 7)), ..Report::default() };
    assert_eq!(theirs().follow(&alone, 1, now).unwrap().accepted().unwrap().asked_at, at(&case, 7));
}

#[test]
fn the_platform_names_the_seeker_alone_and_keeps_the_promise_and_the_end() {
    let dresden = crate::Centre {
        lotse: Some(custodian()),
        server: crate::ServerName::parse("zentrum.example").ok(),
        ..centre("dresden", &[("schulden", "*")])
    };
    let directory = directory(vec![topic("schulden")], vec![dresden], vec![]);
    let case = theirs();
    let now = at(&case, 60);
    let accepted = Report { asked: Some(at(&case, 1)), accepted: Some(at(&case, 2)), ..Report::default() };
    let case = case.follow(&accepted, 1, now).unwrap();
    let who = access(&case, &directory, now);
    assert_eq!(who.seeker, Some(anna()));
    assert!(who.counsellors.is_empty() && who.custodian.is_none() && !who.returning);
    let moments = agenda::agenda(&case, &directory).into_iter().map(|(_, moment)| moment);
    assert_eq!(moments.collect::<Vec<_>>(), [Moment::PromiseBroken]);
    let closed = Report { closed: Some(at(&case, 3)), ..accepted };
    let case = case.follow(&closed, 2, now).unwrap();
    let moments = agenda::agenda(&case, &directory).into_iter().map(|(_, moment)| moment);
    assert_eq!(moments.collect::<Vec<_>>(), [Moment::Erasure]);
}

#[test]
fn a_report_of_a_case_is_what_its_copy_becomes() {
    let theirs = theirs();
    let mut ours = opened("dresden", None);
    ours.far = Some(Far::Platform {
        speaker: CounsellorId::parse("@lotse:a.example").unwrap(),
        steward: CounsellorId::parse("@s:a.example").unwrap(),
        language: String::new(),
        unlisted: false,
    });
    let now = at(&ours, 60);
    let ben = CounsellorId::parse("@ben:zentrum.example").unwrap();
    let ours = ours
        .ask(crate::sample::message(), at(&theirs, 1))
        .unwrap()
        .accept(ben.clone(), at(&theirs, 2))
        .unwrap();
    let ours = ours.answered(&ben, at(&theirs, 3)).unwrap();
    let copy = theirs.follow(&Report::of(&ours), 9, now).unwrap();
    assert_eq!(Report::of(&copy), Report::of(&ours));
    assert_eq!(copy.holder(), Some(&custodian()), "and nobody of the centre");
    let stored = serde_json::to_string(&copy).unwrap();
    assert_eq!(serde_json::from_str::<Case>(&stored).unwrap(), copy);
}

#[test]
fn its_custodian_may_have_it_go_elsewhere_where_it_begins_anew() {
    let [leipzig, own] = ["leipzig", "dresden"].map(|id| centre(id, &[("schulden", "*")]));
    let own = crate::Centre {
        lotse: Some(custodian()),
        server: crate::ServerName::parse("zentrum.example").ok(),
        present: Some(2),
        ..own
    };
    let directory = directory(vec![topic("schulden")], vec![leipzig, own], vec![]);
    let case = theirs();
    let now = at(&case, 60);
    let asked = Report { asked: Some(at(&case, 1)), ..Report::default() };
    let case = case.follow(&asked, 1, now).unwrap();
    let facts = |case: &Case, to: &str, by: &CounsellorId| {
        let to = crate::Recipient::Centre(crate::CentreId::parse(to).unwrap());
        crate::OfferFacts::of(case, (&to, by), &directory, true, now)
    };
    let from = facts(&case, "leipzig", &custodian());
    assert!(from.anew && from.active_giver && from.fitting_room);
    let ben = CounsellorId::parse("@ben:zentrum.example").unwrap();
    assert!(!facts(&case, "leipzig", &ben).active_giver, "nobody else of that centre");
    let offer = |by: &CounsellorId| {
        let to = crate::Recipient::Centre(crate::CentreId::parse("leipzig").unwrap());
        crate::Offer::new(to, by.clone(), crate::Handed::Nothing, now)
    };
    let ready = crate::OfferFacts { ready_recipient: true, ..from };
    let offered = case.offer(offer(&custodian()), ready, now).unwrap();
    assert!(offered.is_asked_apart() && offered.open_question(now).is_some_and(|offer| offer.anew));
    let running = offered.clone().follow(&asked, 2, now).unwrap();
    assert!(running.open_question(now).is_some(), "a report is no answer");
    let over = [
        Report { closed: Some(at(&running, 9)), ..asked },
        Report { erased: Some(at(&running, 9)), ..Report::default() },
    ];
    for report in over {
        assert_eq!(offered.clone().follow(&report, 3, now).unwrap().offer, None, "asked about what is over");
    }
    let to = facts(&opened("leipzig", None), "dresden", &ben);
    assert!(to.anew && to.fitting_room, "also from a room that no other server can enter");
}
