use proptest::prelude::*;

use super::*;
use crate::sample::{
    CENTRES, NOW, PEOPLE, centre, centre_id, counsellor, directory, person, some_directory, topic,
};
use crate::{Centre, Counsellor, Span};

fn at_dresden(people: Vec<Counsellor>, online: bool) -> Directory {
    let dresden = Centre { online, ..centre("dresden", &[("schulden", "01*")]) };
    directory(vec![topic("schulden")], vec![dresden], people)
}

fn to_ben() -> Target {
    Target::Counsellor(person("ben"), centre_id("dresden"))
}

fn ben() -> Counsellor {
    counsellor("ben", "dresden")
}

fn away(who: Counsellor) -> Counsellor {
    Counsellor { away_until: Some(NOW.plus(Span::days(1))), ..who }
}

#[test]
fn a_personal_link_leads_to_its_counsellor_then_the_deputy_then_the_pool() {
    let cem = || counsellor("cem", "dresden");
    let dora = || counsellor("dora", "dresden");
    let deputised = || Counsellor { deputy: Some(person("cem")), ..away(ben()) };
    let suspended = || Counsellor { activated: false, ..ben() };
    for (people, expected) in [
        (vec![ben(), cem()], Landing::Counsellor(person("ben"))),
        (vec![deputised(), cem(), dora()], Landing::Deputy(person("cem"))),
        (vec![deputised(), away(cem()), dora()], Landing::Pool),
        (vec![away(ben()), cem()], Landing::Pool),
        (vec![suspended(), cem()], Landing::Pool),
        // A removed counsellor is in the directory no more.
        (vec![cem()], Landing::Pool),
        (vec![away(ben())], Landing::Nobody),
        (vec![deputised(), away(cem())], Landing::Nobody),
    ] {
        let directory = at_dresden(people.clone(), true);
        assert_eq!(land(&to_ben(), &directory, NOW), expected, "{people:#?}");
        assert_eq!(land(&to_ben(), &at_dresden(people, false), NOW), Landing::Nobody);
    }
    let back = at_dresden(vec![away(ben()), cem()], true);
    assert_eq!(land(&to_ben(), &back, NOW.plus(Span::days(1))), Landing::Counsellor(person("ben")));
}

#[test]
fn a_centres_link_leads_to_its_pool_while_somebody_is_there() {
    let target = Target::Centre(centre_id("dresden"));
    assert_eq!(land(&target, &at_dresden(vec![ben()], true), NOW), Landing::Pool);
    assert_eq!(land(&target, &at_dresden(vec![away(ben())], true), NOW), Landing::Nobody);
    assert_eq!(land(&target, &at_dresden(vec![ben()], false), NOW), Landing::Nobody);
    let elsewhere = Target::Centre(centre_id("kassel"));
    assert_eq!(land(&elsewhere, &at_dresden(vec![ben()], true), NOW), Landing::Nobody);
}

#[test]
fn a_link_holds_until_its_terms_end() {
    let forever = Terms::default();
    assert_eq!(forever.standing(NOW), Standing::Valid);
    let once = Terms { most_uses: Some(1), expires_at: Some(NOW), ..forever };
    assert_eq!(once.standing(NOW.minus(Span::from_millis(1))), Standing::Valid);
    assert_eq!(once.standing(NOW), Standing::Expired);
    let used = Terms { uses: 1, expires_at: None, ..once };
    assert_eq!(used.standing(NOW), Standing::UsedUp);
    assert_eq!(Terms { revoked: true, ..used }.standing(NOW), Standing::Revoked);
}

proptest! {
    #[test]
    fn whoever_a_link_leads_to_is_there(
        directory in some_directory(), who in 0..PEOPLE.len(), place in 0..CENTRES.len(), personal: bool,
    ) {
        let centre = centre_id(CENTRES[place]);
        let target = if personal {
            Target::Counsellor(person(PEOPLE[who]), centre.clone())
        } else {
            Target::Centre(centre.clone())
        };
        let there = |who: &CounsellorId| directory.counsellor(who, &centre).is_some_and(|it| it.counsels(NOW));
        let anybody = directory.counsellors_of(&centre).iter().any(|it| it.counsels(NOW));
        let online = directory.centre(&centre).is_some_and(|it| it.online);
        match land(&target, &directory, NOW) {
            Landing::Counsellor(who) => prop_assert!(online && personal && target.counsellor() == Some(&who) && there(&who)),
            Landing::Deputy(who) => prop_assert!(online && personal && target.counsellor() != Some(&who) && there(&who)),
            Landing::Pool => prop_assert!(online && anybody),
            Landing::Nobody => prop_assert!(!online || !anybody),
        }
    }
}
