//! Whatever is tried, in whatever order, a case stays sensible.

use proptest::{collection::vec, prelude::*};

use super::*;

#[derive(Debug, Clone)]
enum Try {
    Ask,
    IntoPool,
    Accept(usize),
    GiveBack,
    Joined(usize),
    Answered(usize),
    Release(bool),
    Cover(usize, bool, bool, i64, i64),
    EndCover(usize),
    HandOver(usize, bool),
    Forward(bool),
    Close(Option<usize>),
    Reopen(bool),
    Erase,
    Offer(usize, Option<usize>, bool, bool),
    Agree(bool),
    LetIn(usize, bool),
    EndOffer,
}

const TRIED: [&str; 4] = ["ben", "cem", "dora", "emil"];

fn some_try() -> impl Strategy<Value = Try> {
    let who = || 0..TRIED.len();
    prop_oneof![
        3 => Just(Try::Ask),
        1 => Just(Try::IntoPool),
        4 => who().prop_map(Try::Accept),
        1 => Just(Try::GiveBack),
        2 => who().prop_map(Try::Joined),
        2 => who().prop_map(Try::Answered),
        2 => any::<bool>().prop_map(Try::Release),
        4 => (who(), prop::bool::weighted(0.8), prop::bool::weighted(0.8), -9..40_i64, -9..400_i64)
            .prop_map(|(who, team, active, from, length)| Try::Cover(who, team, active, from, length)),
        1 => who().prop_map(Try::EndCover),
        2 => (who(), any::<bool>()).prop_map(|(who, active)| Try::HandOver(who, active)),
        1 => any::<bool>().prop_map(Try::Forward),
        2 => proptest::option::of(who()).prop_map(Try::Close),
        3 => any::<bool>().prop_map(Try::Reopen),
        1 => Just(Try::Erase),
        4 => (who(), proptest::option::of(who()), any::<bool>(), prop::bool::weighted(0.9))
            .prop_map(|(by, to, all, ready)| Try::Offer(by, to, all, ready)),
        4 => prop::bool::weighted(0.8).prop_map(Try::Agree),
        3 => (who(), prop::bool::weighted(0.8)).prop_map(|(who, active)| Try::LetIn(who, active)),
        1 => Just(Try::EndOffer),
    ]
}

fn take(case: Case, step: &Try, now: Timestamp) -> Result<Case, IllegalStep> {
    let who = |place: &usize| person(TRIED[*place]);
    match step {
        Try::Ask => case.ask(message(), now),
        Try::IntoPool => case.into_pool(),
        Try::Accept(by) => case.accept(who(by), now),
        Try::GiveBack => case.give_back(),
        Try::Joined(by) => case.joined(&who(by), now),
        Try::Answered(by) => case.answered(&who(by), now),
        Try::Release(team) => case.release_custody(*team, now),
        Try::Cover(by, team_centre, active_colleague, from, length) => {
            let from = now.plus(Span::hours(*from));
            let cover = Cover::new(who(by), CoverReason::Crisis, from).until(from.plus(Span::hours(*length)));
            case.cover(
                cover,
                CoverFacts { team_centre: *team_centre, active_colleague: *active_colleague },
                now,
            )
        }
        Try::EndCover(by) => case.end_cover(&who(by), now),
        Try::HandOver(to, active) => case.hand_over(who(to), *active, now),
        Try::Forward(to_gera) => case.forward(centre_id(if *to_gera { "gera" } else { "dresden" }), now),
        Try::Close(by) => {
            case.close(by.as_ref().map_or(Closer::Seeker, |by| Closer::Counsellor(who(by))), now)
        }
        Try::Reopen(active) => case.reopen(*active, now),
        Try::Erase => case.erase(now),
        Try::Offer(by, to, all, ready) => {
            let to = to.map_or(Recipient::Centre(centre_id("gera")), |to| Recipient::Counsellor(who(&to)));
            let history = if *all { Handed::All } else { Handed::Nothing };
            let facts =
                OfferFacts { active_giver: true, ready_recipient: *ready, fitting_room: true, anew: false };
            case.offer(Offer::new(to, who(by), history, now), facts, now)
        }
        Try::Agree(ready) => case.agree(
            OfferFacts { active_giver: true, ready_recipient: *ready, fitting_room: true, anew: false },
            now,
        ),
        Try::LetIn(by, active) => case.let_in(&who(by), *active, now),
        Try::EndOffer => case.end_offer(),
    }
}

/// Whatever is not agreed to leaves holder, centre and history as they were.
fn check_agreement(before: &Case, step: &Try, after: &Case) {
    if matches!(step, Try::Offer(..) | Try::EndOffer) {
        assert_eq!(Case { offer: None, ..before.clone() }, Case { offer: None, ..after.clone() });
    }
    // A tombstone has no history that could be kept from anybody.
    if before.history_from != after.history_from && after.state.code() != "erased" {
        assert!(matches!(step, Try::Agree(_) | Try::LetIn(..)), "{step:?} changed what newcomers read");
        assert!(after.history_from.is_some(), "what was kept from a newcomer stays so");
    }
    if matches!(step, Try::LetIn(..)) {
        assert_eq!(before.offer.as_ref().map(|offer| offer.stage), Some(OfferStage::Agreed));
    }
}

/// Which states a step may lead to: the picture in DESIGN §5.
fn may_follow(before: &Case, step: &Try, after: &Case) -> bool {
    let (from, to) = (before.state.code(), after.state.code());
    // A cover outlives the end of a case, and ends in the closed one.
    if from == "closed" && matches!(step, Try::EndCover(_)) {
        return to == "closed";
    }
    let leads = match from {
        "opened" => vec!["opened", "asked", "accepted", "closed"],
        "asked" => vec!["asked", "accepted", "closed"],
        "accepted" => vec!["accepted", "asked", "closed"],
        "closed" => vec!["opened", "asked", "accepted", "erased"],
        _ => vec![],
    };
    leads.contains(&to) && !(from == "opened" && to == "accepted" && before.personal.is_none())
}

fn check_sense(case: &Case, now: Timestamp) {
    assert_eq!(case.seeker().is_none(), case.state.code() == "erased");
    assert_eq!(case.pseudonym().is_none(), case.state.code() == "erased");
    let record = CaseRecord::from(case.clone());
    assert_eq!(&Case::try_from(record).unwrap(), case);
    if let State::Closed { accepted, asked, .. } = &case.state {
        assert!(accepted.is_none() || asked.is_none());
    }
    if let Some(offer) = &case.offer {
        assert!(matches!(case.state, State::Asked { .. } | State::Accepted(_)), "{case:?}");
        assert!(case.holder().is_none_or(|holder| *holder == offer.by), "only the holder offers");
        assert!(offer.since <= now);
        match &offer.to {
            Recipient::Counsellor(to) => assert_ne!(Some(to), case.holder()),
            Recipient::Centre(to) => assert_ne!(*to, case.centre),
        }
        assert!(offer.incoming(now).is_none() || case.is_released());
    }
    let Some(accepted) = case.accepted() else { return };
    assert!(accepted.asked_at <= accepted.accepted_at && accepted.accepted_at <= now);
    assert!(accepted.joined_at.is_none_or(|joined| accepted.accepted_at <= joined));
    let mut standing_in: Vec<_> = accepted.covering(now).map(|cover| &cover.colleague).collect();
    assert!(!standing_in.contains(&&accepted.counsellor));
    standing_in.sort();
    let count = standing_in.len();
    standing_in.dedup();
    assert_eq!(standing_in.len(), count, "nobody stands in twice");
    if let Custody::Released { at } = accepted.custody {
        assert!(at <= now);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn no_sequence_of_steps_leads_where_a_case_cannot_be(
        linked in any::<bool>(),
        steps in vec((some_try(), 0..30_i64), 1..40),
    ) {
        let mut case = opened("dresden", linked.then_some("ben"));
        let mut now = NOW;
        for (step, later) in steps {
            now = now.plus(Span::hours(later));
            match take(case.clone(), &step, now) {
                Ok(next) => {
                    prop_assert!(may_follow(&case, &step, &next), "{step:?}: {case:?} to {next:?}");
                    check_sense(&next, now);
                    check_agreement(&case, &step, &next);
                    case = next;
                }
                Err(illegal) => {
                    prop_assert_eq!(&illegal.case, &case.id);
                    prop_assert_eq!(illegal.from, case.state.code());
                }
            }
        }
    }

    #[test]
    fn of_many_who_accept_exactly_one_wins(order in Just(TRIED.to_vec()).prop_shuffle(), again in 0..4_usize) {
        let mut case = asked();
        let mut winners = Vec::new();
        for who in order.iter().chain(&order[..again]) {
            match case.clone().accept(person(who), hours(2)) {
                Ok(next) => {
                    winners.push(*who);
                    case = next;
                }
                Err(lost) => prop_assert_eq!(lost.why, Why::AlreadyTaken { by: person(winners[0]) }),
            }
        }
        prop_assert_eq!(winners, vec![order[0]]);
    }
}
