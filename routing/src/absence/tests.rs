use super::*;
use crate::sample::{NOW, centre, centre_id, counsellor, directory, message, opened, person, topic};
use crate::{Centre, CoverFacts, Enquiry, Load, Outcome, Postcode, Span, Target, place};

fn days(days: i64) -> Timestamp {
    NOW.plus(Span::days(days))
}

/// Ben is away for ten days.
fn ben_is_away(deputy: Option<&str>) -> Absence {
    let deputies = deputy.into_iter().map(|name| (centre_id("dresden"), person(name))).collect();
    Absence { counsellor: person("ben"), since: NOW, back: days(10), deputies }
}

fn away(name: &str) -> Absence {
    Absence { counsellor: person(name), since: NOW, back: days(5), deputies: BTreeMap::new() }
}

/// Ben and Cem counsel in Dresden, Cem in Essen too; Dora is not activated yet.
fn house(team: bool, absences: &[Absence]) -> Directory {
    let draft = Draft {
        topics: vec![crate::Topic { white_spot: Some(centre_id("essen")), ..topic("schulden") }],
        centres: vec![
            Centre { team, ..centre("dresden", &[("schulden", "01*")]) },
            centre("essen", &[("schulden", "")]),
        ],
        counsellors: vec![
            counsellor("ben", "dresden"),
            counsellor("cem", "dresden"),
            Counsellor { activated: false, ..counsellor("dora", "dresden") },
            counsellor("cem", "essen"),
            counsellor("gita", "essen"),
        ],
        ..Draft::default()
    };
    Directory::check(draft.with_absences(absences)).unwrap()
}

fn of_ben() -> Case {
    opened("dresden", None).ask(message(), NOW).unwrap().accept(person("ben"), NOW).unwrap()
}

fn answered() -> Case {
    of_ben().answered(&person("ben"), NOW).unwrap()
}

fn covered_by_cem(case: Case, reason: CoverReason, until: Timestamp) -> Case {
    let facts = CoverFacts { team_centre: true, active_colleague: true };
    case.cover(Cover::new(person("cem"), reason, NOW).until(until), facts, NOW).unwrap()
}

#[test]
fn absences_are_laid_over_the_directory_and_taken_off_again() {
    let plain = house(true, &[]);
    let over = house(true, &[ben_is_away(Some("cem"))]);
    let ben = over.counsellor(&person("ben"), &centre_id("dresden")).unwrap();
    assert_eq!((ben.away_until, &ben.deputy), (Some(days(10)), &Some(person("cem"))));
    assert!(!ben.counsels(days(9)) && ben.counsels(days(10)));
    assert!(over.counsellor(&person("cem"), &centre_id("dresden")).unwrap().counsels(NOW));
    assert_eq!(over.draft().with_absences(&[]), plain.draft());

    // Nobody is a deputy who does not work there, or is the absent person: such an absence breaks nothing.
    for deputy in ["gita", "ben"] {
        let over = house(true, &[ben_is_away(Some(deputy))]);
        assert_eq!(over.counsellor(&person("ben"), &centre_id("dresden")).unwrap().deputy, None);
    }
    // Away in one centre is away in all.
    let over = house(true, &[away("cem")]);
    assert!(!over.counsellor(&person("cem"), &centre_id("essen")).unwrap().counsels(NOW));
}

#[test]
fn no_enquiry_goes_where_everybody_is_away() {
    let load = Load::none();
    let postcode = Postcode::parse("01067").unwrap();
    let enquiry = Enquiry { topic: topic("schulden").id, postcode: Some(postcode), target: None };
    let link =
        Enquiry { target: Some(Target::Counsellor(person("ben"), centre_id("dresden"))), ..enquiry.clone() };
    let [nobody, ben, both] =
        [house(true, &[]), house(true, &[ben_is_away(None)]), house(true, &[ben_is_away(None), away("cem")])];
    assert_eq!(place(&enquiry, &nobody, &load, NOW).outcome, Outcome::Centre(centre_id("dresden")));
    assert_eq!(place(&enquiry, &ben, &load, NOW).outcome, Outcome::Centre(centre_id("dresden")));
    assert_eq!(place(&link, &ben, &load, NOW).personal(), None);
    assert_eq!(place(&enquiry, &both, &load, NOW).outcome, Outcome::WhiteSpot(centre_id("essen")));
    assert_eq!(place(&link, &both, &load, NOW).outcome, Outcome::WhiteSpot(centre_id("essen")));
    assert_eq!(place(&enquiry, &both, &load, days(5)).outcome, Outcome::Centre(centre_id("dresden")));
    let all = house(true, &[ben_is_away(None), away("cem"), away("gita")]);
    assert_eq!(place(&enquiry, &all, &load, NOW).outcome, Outcome::Unserved);
}

#[test]
fn a_case_can_go_to_a_last_resort_where_somebody_is_there() {
    let all_away = [ben_is_away(None), away("cem")];
    assert_eq!(elsewhere(&of_ben(), &house(true, &all_away), false, NOW), Some(centre_id("essen")));
    let all_away = [ben_is_away(None), away("cem"), away("gita")];
    assert_eq!(elsewhere(&of_ben(), &house(true, &all_away), false, NOW), None);
    // It is there already.
    let in_essen = opened("essen", None).ask(message(), NOW).unwrap();
    assert_eq!(elsewhere(&in_essen, &house(true, &[]), false, NOW), None);
    assert_eq!(elsewhere(&of_ben(), &directory_without_people(), false, NOW), None);
}

#[test]
fn what_becomes_of_a_case_of_somebody_who_is_away() {
    let deputy = Cover::new(person("cem"), CoverReason::Absence, NOW).until(days(10));
    let covers = || Arrangement::Cover(deputy.clone());
    let released =
        of_ben().joined(&person("ben"), NOW).and_then(|case| case.release_custody(false, days(1))).unwrap();
    let closed = answered().close(crate::Closer::Seeker, NOW).unwrap();
    let waiting = opened("dresden", None).ask(message(), NOW).unwrap();
    let (cem, nobody) = (Some("cem"), None);
    for (what, case, team, named, expected) in [
        ("a deputy stands in", answered(), true, cem, covers()),
        ("also before the first answer", of_ben(), true, cem, covers()),
        ("not where the custodian has no keys", answered(), false, cem, Arrangement::Stays),
        ("an answered case waits for the return", answered(), true, nobody, Arrangement::Stays),
        ("an unanswered one does not", of_ben(), true, nobody, Arrangement::BackToPool),
        ("also in a centre that is no team", of_ben(), false, nobody, Arrangement::BackToPool),
        ("even with a deputy, who could not read it", of_ben(), false, cem, Arrangement::BackToPool),
        ("without keys only the seeker can", released, false, cem, Arrangement::Stranded),
        ("who is not active is no deputy", of_ben(), true, Some("dora"), Arrangement::BackToPool),
        ("who is not of the centre is no deputy", of_ben(), true, Some("gita"), Arrangement::BackToPool),
        ("a closed case waits for nobody", closed, true, cem, Arrangement::Stays),
        ("an Erstanfrage waits for the team", waiting, true, cem, Arrangement::Stays),
        (
            "somebody stands in already",
            covered_by_cem(of_ben(), CoverReason::Crisis, days(3)),
            true,
            nobody,
            Arrangement::Stays,
        ),
        (
            "the deputy stands in already, for the whole time",
            covered_by_cem(answered(), CoverReason::Holiday, days(20)),
            true,
            cem,
            Arrangement::Stays,
        ),
        (
            "the deputy stands in already, and not long enough",
            covered_by_cem(answered(), CoverReason::Holiday, days(3)),
            true,
            cem,
            covers(),
        ),
    ] {
        let directory = house(team, &[ben_is_away(named)]);
        assert_eq!(arrangement(&case, &ben_is_away(named), &directory, NOW), expected, "{what}");
    }
}

#[test]
fn a_cover_begins_once_in_an_absence_and_counts_while_the_colleague_is_there() {
    let absence = ben_is_away(Some("cem"));
    let directory = house(true, std::slice::from_ref(&absence));
    let case = covered_by_cem(answered(), CoverReason::Absence, days(10));
    let accepted = case.accepted().unwrap();
    assert_eq!(accepted.for_absence(NOW).count(), 1);
    assert_eq!(accepted.for_absence(days(10)).count(), 0);
    // Ben wrote although he is away: Cem's cover ended, and does not begin again.
    let ended = case.end_cover(&person("cem"), days(1)).unwrap();
    assert_eq!(arrangement(&ended, &absence, &directory, days(2)), Arrangement::Stays);
    // A new absence does begin it.
    let again = Absence { since: days(2), ..absence.clone() };
    assert!(matches!(arrangement(&ended, &again, &directory, days(2)), Arrangement::Cover(_)));
    // Once Ben is back nothing happens.
    assert_eq!(arrangement(&answered(), &absence, &directory, days(10)), Arrangement::Stays);

    // Whoever stands in and goes away too is no help.
    let both = house(true, &[ben_is_away(None), away("cem")]);
    let covered = covered_by_cem(of_ben(), CoverReason::Illness, days(10));
    assert_eq!(arrangement(&covered, &ben_is_away(None), &both, NOW), Arrangement::BackToPool);
    // Another's absence is none of this case's business.
    assert_eq!(arrangement(&of_ben(), &away("cem"), &both, NOW), Arrangement::Stays);
    // `directory` is used for facts alone: whoever it does not know cannot stand in.
    let empty = directory_without_people();
    assert_eq!(arrangement(&of_ben(), &absence, &empty, NOW), Arrangement::BackToPool);
}

fn directory_without_people() -> Directory {
    directory(vec![topic("schulden")], vec![centre("dresden", &[("schulden", "01*")])], vec![])
}
