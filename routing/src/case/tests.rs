mod any_order;

use super::*;
use crate::Span;
use crate::sample::{NOW, centre_id, message, opened, person};

const TEAM: CoverFacts = CoverFacts { team_centre: true, active_colleague: true };

fn hours(hours: i64) -> Timestamp {
    NOW.plus(Span::hours(hours))
}

fn asked() -> Case {
    opened("dresden", None).ask(message(), hours(1)).unwrap()
}

fn with_ben() -> Case {
    asked().accept(person("ben"), hours(2)).unwrap()
}

fn cem_stands_in(from: Timestamp) -> Cover {
    Cover::new(person("cem"), CoverReason::Illness, from)
}

fn why(step: Result<Case, IllegalStep>) -> Why {
    step.unwrap_err().why
}

#[test]
fn one_counsellor_wins_and_the_others_learn_who() {
    let case = with_ben();
    assert_eq!(case.holder(), Some(&person("ben")));
    let lost = case.accept(person("cem"), hours(3)).unwrap_err();
    assert_eq!(lost.why, Why::AlreadyTaken { by: person("ben") });
    assert_eq!((lost.from, lost.step), ("accepted", "accept"));
    assert!(!lost.to_string().contains("ben"), "{lost}");
}

#[test]
fn a_personal_link_skips_the_pool_unless_it_is_given_up() {
    let linked = opened("dresden", Some("ben"));
    assert_eq!(linked.clone().ask(message(), NOW).unwrap().holder(), Some(&person("ben")));
    let pooled = linked.into_pool().unwrap().ask(message(), NOW).unwrap();
    assert_eq!(pooled.waiting_since(), Some(NOW));
    assert_eq!(pooled.personal, None);

    let deputised = opened("dresden", Some("ben")).to_deputy(person("cem")).unwrap();
    let asked = deputised.ask(message(), NOW).unwrap();
    assert_eq!(asked.holder(), Some(&person("cem")));
    assert_eq!(why(asked.to_deputy(person("ben"))), Why::WrongState);
    assert_eq!(why(opened("dresden", None).to_deputy(person("cem"))), Why::WrongState);
}

#[test]
fn whoever_sits_before_a_counsellor_is_theirs_without_a_word() {
    let linked = Case { at_once: true, ..opened("dresden", Some("ben")) };
    let begun = linked.clone().begin_before(message(), hours(1)).unwrap();
    assert_eq!(begun.holder(), Some(&person("ben")));
    assert_eq!(begun.accepted().unwrap().answered_at, Some(hours(1)), "nobody waits");
    assert_eq!(why(begun.clone().begin_before(message(), hours(2))), Why::WrongState);
    assert_eq!(why(begun.clone().give_back()), Why::AlreadyAnswered);
    let again = Case::try_from(CaseRecord::from(begun.clone())).unwrap();
    assert_eq!(again, begun);
    // Only by such a link, and only for the one whose it is.
    assert_eq!(why(opened("dresden", Some("ben")).begin_before(message(), NOW)), Why::WrongState);
    assert_eq!(why(linked.into_pool().unwrap().begin_before(message(), NOW)), Why::WrongState);
}

#[test]
fn what_nobody_has_answered_can_be_given_back_while_others_can_read_it() {
    let given_back = with_ben().joined(&person("ben"), hours(3)).unwrap().give_back().unwrap();
    assert_eq!(given_back.waiting_since(), Some(hours(1)), "it has waited since it was asked");
    assert_eq!(given_back.accept(person("cem"), hours(4)).unwrap().holder(), Some(&person("cem")));
    let linked = opened("dresden", Some("ben")).ask(message(), NOW).unwrap().give_back().unwrap();
    assert_eq!((linked.waiting_since(), &linked.personal), (Some(NOW), &None));

    let answered = with_ben().answered(&person("ben"), hours(3)).unwrap();
    assert_eq!(why(answered.give_back()), Why::AlreadyAnswered);
    let joined = with_ben().joined(&person("ben"), hours(3)).unwrap();
    let released = joined.release_custody(false, hours(27)).unwrap();
    assert_eq!(why(released.give_back()), Why::AlreadyReleased);
    assert_eq!(why(asked().give_back()), Why::WrongState);
}

#[test]
fn custody_ends_after_an_answer_or_a_day_in_the_room_and_never_in_a_team_centre() {
    let case = with_ben();
    assert_eq!(why(case.clone().release_custody(false, hours(100))), Why::TooEarly);
    let joined = case.joined(&person("ben"), hours(3)).unwrap();
    assert_eq!(why(joined.clone().release_custody(false, hours(26))), Why::TooEarly);
    assert!(joined.clone().release_custody(false, hours(27)).is_ok());
    let answered = joined.answered(&person("ben"), hours(4)).unwrap();
    assert_eq!(why(answered.clone().release_custody(true, hours(4))), Why::TeamCentre);
    let released = answered.release_custody(false, hours(4)).unwrap();
    assert_eq!(released.accepted().unwrap().custody, Custody::Released { at: hours(4) });
    assert_eq!(why(released.release_custody(false, hours(5))), Why::AlreadyReleased);
}

#[test]
fn only_people_of_the_case_join_and_answer() {
    let case = with_ben();
    assert_eq!(why(case.clone().joined(&person("cem"), hours(3))), Why::NotInCase);
    assert_eq!(why(case.clone().answered(&person("cem"), hours(3))), Why::NotInCase);
    let case = case.cover(cem_stands_in(hours(3)), TEAM, hours(3)).unwrap();
    let case = case.joined(&person("cem"), hours(4)).unwrap().answered(&person("cem"), hours(5)).unwrap();
    let accepted = case.accepted().unwrap();
    assert_eq!((accepted.joined_at, accepted.answered_at), (None, Some(hours(5))));
}

#[test]
fn a_cover_needs_a_team_an_active_colleague_and_time() {
    let try_cover = |cover, facts| with_ben().cover(cover, facts, hours(3));
    let cem = || cem_stands_in(hours(3));
    let loners = CoverFacts { team_centre: false, ..TEAM };
    let stranger = CoverFacts { active_colleague: false, ..TEAM };
    assert_eq!(why(try_cover(cem(), loners)), Why::NotATeamCentre);
    assert_eq!(why(try_cover(cem(), stranger)), Why::NotActive);
    assert_eq!(why(try_cover(Cover { colleague: person("ben"), ..cem() }, TEAM)), Why::AlreadyHolder);
    assert_eq!(why(try_cover(cem().until(hours(3)), TEAM)), Why::CoverIsOver);
    assert_eq!(why(asked().cover(cem(), TEAM, hours(3))), Why::WrongState);

    let case = try_cover(cem(), TEAM).unwrap();
    let accepted = case.accepted().unwrap();
    let fortnight = hours(3).plus(Span::days(14));
    assert!(accepted.may_act(&person("cem"), hours(3)));
    assert!(accepted.may_act(&person("cem"), Timestamp::from_millis(fortnight.millis() - 1)));
    assert!(!accepted.may_act(&person("cem"), fortnight));

    let longer = case.cover(cem_stands_in(hours(5)), TEAM, hours(5)).unwrap();
    assert_eq!(longer.accepted().unwrap().covers.len(), 1);
    let ended = longer.end_cover(&person("cem"), hours(6)).unwrap();
    assert!(!ended.accepted().unwrap().may_act(&person("cem"), hours(6)));
    assert_eq!(why(ended.end_cover(&person("cem"), hours(7))), Why::NoSuchCover);
}

#[test]
fn reasons_are_listed_or_in_somebodys_own_words() {
    let table = [
        (" Krank ", "illness"),
        ("URLAUB", "holiday"),
        ("krise", "crisis"),
        ("Übergabe", "hand_over"),
        ("auf  Dienstreise", "other"),
    ];
    for (text, expected) in table {
        let reason = CoverReason::parse(text).unwrap();
        assert_eq!(reason.code(), expected);
        assert_eq!(CoverReason::parse(&reason.to_string()), Ok(reason));
    }
    assert_eq!(CoverReason::parse("auf  Dienstreise").unwrap().to_string(), "auf Dienstreise");
    assert_eq!(CoverReason::parse(" \n"), Err(CoverReasonError::Missing));
    assert_eq!(CoverReason::parse(&"x".repeat(201)), Err(CoverReasonError::TooLong));
}

#[test]
fn handing_over_ends_the_covers_and_needs_an_active_heir() {
    let case = with_ben().cover(cem_stands_in(hours(3)), TEAM, hours(3)).unwrap();
    assert_eq!(why(case.clone().hand_over(person("dora"), false, hours(4))), Why::NotActive);
    assert_eq!(why(case.clone().hand_over(person("ben"), true, hours(4))), Why::AlreadyHolder);
    let case = case.hand_over(person("cem"), true, hours(4)).unwrap();
    let accepted = case.accepted().unwrap();
    assert_eq!((&accepted.counsellor, accepted.accepted_at), (&person("cem"), hours(4)));
    assert_eq!((accepted.joined_at, accepted.covering(hours(4)).count()), (None, 0));
}

#[test]
fn an_heir_who_has_not_answered_keeps_the_custodian_for_a_day() {
    let case = with_ben().answered(&person("ben"), hours(3)).unwrap();
    let case = case.hand_over(person("cem"), true, hours(4)).unwrap();
    let case = case.joined(&person("cem"), hours(5)).unwrap();
    assert_eq!(why(case.clone().release_custody(false, hours(6))), Why::TooEarly);
    assert!(case.release_custody(false, hours(29)).is_ok());
}

#[test]
fn forwarding_starts_the_wait_anew_elsewhere() {
    let case = with_ben().forward(centre_id("gera"), hours(9)).unwrap();
    assert_eq!((case.centre.as_str(), case.waiting_since(), case.holder()), ("gera", Some(hours(9)), None));
    assert_eq!(why(case.forward(centre_id("gera"), hours(9))), Why::SameCentre);
    let linked = opened("dresden", Some("ben")).forward(centre_id("gera"), NOW).unwrap();
    assert_eq!((linked.personal, linked.state), (None, State::Opened));
}

fn to_cem(history: Handed) -> Offer {
    Offer::new(Recipient::Counsellor(person("cem")), person("ben"), history, hours(3))
}

fn to_gera(by: &str, history: Handed) -> Offer {
    Offer::new(Recipient::Centre(centre_id("gera")), person(by), history, hours(3))
}

const READY: OfferFacts =
    OfferFacts { active_giver: true, ready_recipient: true, fitting_room: true, anew: false };

#[test]
fn only_the_holder_offers_and_only_to_somebody_who_can_take_it() {
    let offer = |case: Case, offer| case.offer(offer, READY, hours(3));
    let by_cem = Offer { by: person("cem"), ..to_cem(Handed::All) };
    assert_eq!(why(offer(with_ben(), by_cem)), Why::NotInCase);
    let covered = with_ben().cover(cem_stands_in(hours(3)), TEAM, hours(3)).unwrap();
    assert_eq!(why(offer(covered, to_gera("cem", Handed::All))), Why::NotInCase);
    let to_himself = Offer { to: Recipient::Counsellor(person("ben")), ..to_cem(Handed::All) };
    assert_eq!(why(offer(with_ben(), to_himself)), Why::AlreadyHolder);
    let home = Offer { to: Recipient::Centre(centre_id("dresden")), ..to_cem(Handed::All) };
    assert_eq!(why(offer(with_ben(), home)), Why::SameCentre);
    let away = OfferFacts { ready_recipient: false, ..READY };
    assert_eq!(why(with_ben().offer(to_cem(Handed::All), away, hours(3))), Why::NotActive);
    let stranger = OfferFacts { active_giver: false, ..READY };
    assert_eq!(why(with_ben().offer(to_cem(Handed::All), stranger, hours(3))), Why::NotInCase);
    // Nobody has an enquiry: it can go to another centre, not to a colleague.
    assert_eq!(why(offer(asked(), to_cem(Handed::All))), Why::WrongState);
    let forwarded = offer(asked(), to_gera("dora", Handed::All)).unwrap();
    assert_eq!(forwarded.clone().accept(person("ben"), hours(4)).unwrap().offer, None);
    assert_eq!(forwarded.agree(READY, hours(4)).unwrap().centre, centre_id("gera"));
    // One question at a time.
    let offered = offer(with_ben(), to_cem(Handed::All)).unwrap();
    assert_eq!(why(offered.clone().offer(to_cem(Handed::Nothing), READY, hours(4))), Why::AlreadyOffered);
    let week_later = hours(3).plus(Offer::LASTS);
    assert!(offered.offer(to_cem(Handed::Nothing), READY, week_later).is_ok());
}

#[test]
fn on_behalf_of_a_centre_a_case_goes_to_a_colleague_and_never_to_whoever_asks() {
    // Whoever asks may counsel nowhere.
    let facts = OfferFacts { active_giver: false, ..READY };
    let by = |name: &str, offer: Offer| Offer { by: person(name), ..offer.on_behalf() };
    let offer = |case: Case, offer| case.offer(offer, facts, hours(3));
    let question = offer(with_ben(), by("dora", to_cem(Handed::All))).unwrap();
    assert_eq!(question.agree(facts, hours(4)).unwrap().holder(), Some(&person("cem")));
    assert_eq!(why(offer(with_ben(), by("cem", to_cem(Handed::All)))), Why::NotInCase, "to themselves");
    assert_eq!(why(offer(with_ben(), by("ben", to_cem(Handed::All)))), Why::NotInCase, "it is his");
    assert_eq!(why(offer(with_ben(), by("dora", to_gera("dora", Handed::All)))), Why::NotInCase, "elsewhere");
    assert_eq!(why(offer(asked(), by("dora", to_cem(Handed::All)))), Why::WrongState);
    let released =
        with_ben().answered(&person("ben"), hours(2)).unwrap().release_custody(false, hours(2)).unwrap();
    assert_eq!(why(offer(released, by("dora", to_cem(Handed::All)))), Why::AlreadyReleased);
}

#[test]
fn where_it_would_begin_anew_it_goes_without_history_and_stays_until_the_other_is_ready() {
    let anew = OfferFacts { anew: true, ..READY };
    assert_eq!(why(with_ben().offer(to_gera("ben", Handed::All), anew, hours(3))), Why::OnlyAnew);
    let offered = with_ben().offer(to_gera("ben", Handed::Nothing), anew, hours(3)).unwrap();
    assert_eq!(why(offered.clone().agree(anew, hours(4))), Why::NotActive, "nobody takes over the room");
    assert!(offered.offer.as_ref().unwrap().anew && offered.is_asked_apart() && !with_ben().is_asked_apart());
    assert_eq!(offered.clone().agree_anew(anew, hours(4)).unwrap(), with_ben());
    let gone = OfferFacts { ready_recipient: false, ..anew };
    assert_eq!(why(offered.clone().agree_anew(gone, hours(4))), Why::NotActive);
    // The recipient has become another meanwhile: nobody agreed to what would follow now.
    assert_eq!(why(offered.clone().agree_anew(READY, hours(4))), Why::NotActive);
    assert_eq!(why(offered.clone().agree(READY, hours(4))), Why::NotActive);
    for history in [Handed::All, Handed::Nothing] {
        let forwarded = with_ben().offer(to_gera("ben", history), READY, hours(3)).unwrap();
        assert!(!forwarded.is_asked_apart());
        assert_eq!(why(forwarded.clone().agree_anew(anew, hours(4))), Why::NotActive);
        assert_eq!(why(forwarded.agree(anew, hours(4))), Why::NotActive);
    }
    assert_eq!(why(offered.agree_anew(anew, hours(3).plus(Offer::LASTS))), Why::NoOffer);
    let guest = Case { live: true, ..with_ben() };
    assert_eq!(why(guest.offer(to_gera("ben", Handed::Nothing), anew, hours(3))), Why::NotActive);
}

#[test]
fn nothing_happens_until_the_seeker_agrees_and_in_time() {
    let offered = with_ben().offer(to_cem(Handed::All), READY, hours(3)).unwrap();
    assert_eq!(offered.holder(), Some(&person("ben")));
    let gone = OfferFacts { ready_recipient: false, ..READY };
    assert_eq!(why(offered.clone().agree(gone, hours(4))), Why::NotActive);
    let elsewhere = OfferFacts { fitting_room: false, ..READY };
    assert_eq!(why(with_ben().offer(to_gera("ben", Handed::All), elsewhere, hours(3))), Why::EnclosedRoom);
    assert_eq!(why(offered.clone().agree(READY, hours(3).plus(Offer::LASTS))), Why::NoOffer);
    assert_eq!(offered.clone().end_offer().unwrap(), with_ben());
    assert_eq!(why(with_ben().end_offer()), Why::NoOffer);
    assert_eq!(why(offered.clone().let_in(&person("cem"), true, hours(4))), Why::NoOffer);

    let handed = offered.clone().agree(READY, hours(4)).unwrap();
    assert_eq!(
        (handed.holder(), handed.offer.as_ref(), handed.history_from),
        (Some(&person("cem")), None, None)
    );
    assert_eq!(why(handed.agree(READY, hours(4))), Why::NoOffer);
    let closed = offered.close(Closer::Seeker, hours(4)).unwrap();
    assert_eq!((closed.offer.as_ref(), why(closed.clone().agree(READY, hours(5)))), (None, Why::NoOffer));
}

#[test]
fn a_history_that_was_kept_back_stays_so() {
    let offered = with_ben().offer(to_cem(Handed::Nothing), READY, hours(3)).unwrap();
    let handed = offered.agree(READY, hours(4)).unwrap();
    assert_eq!(handed.history_from, Some(hours(4)));
    let by_cem = Offer { by: person("cem"), ..to_gera("cem", Handed::All) };
    let moved = handed.offer(by_cem, READY, hours(5)).unwrap().agree(READY, hours(6)).unwrap();
    let from_dresden = Outgoing { centre: centre_id("dresden"), history: Handed::All };
    assert_eq!((moved.history_from, moved.outgoing.as_ref()), (Some(hours(4)), Some(&from_dresden)));
    assert_eq!(moved.moved_out().outgoing, None);
}

#[test]
fn where_only_people_have_the_keys_the_holder_lets_the_colleague_in() {
    let released =
        with_ben().answered(&person("ben"), hours(2)).unwrap().release_custody(false, hours(2)).unwrap();
    assert_eq!(
        why(released.clone().offer(to_gera("ben", Handed::All), READY, hours(3))),
        Why::AlreadyReleased
    );
    let forwarded = released.clone().offer(to_gera("ben", Handed::Nothing), READY, hours(3)).unwrap();
    assert_eq!(forwarded.agree(READY, hours(4)).unwrap().history_from, Some(hours(4)));

    let offered = released.clone().offer(to_cem(Handed::All), READY, hours(3)).unwrap();
    let agreed = offered.agree(READY, hours(4)).unwrap();
    assert_eq!(agreed.holder(), Some(&person("ben")));
    assert_eq!(agreed.offer.as_ref().unwrap().incoming(hours(4)), Some(&person("cem")));
    let lapsed = hours(4).plus(Offer::LASTS);
    assert_eq!(agreed.offer.as_ref().unwrap().incoming(lapsed), None);
    assert_eq!(why(agreed.clone().let_in(&person("dora"), true, hours(5))), Why::NoOffer);
    assert_eq!(why(agreed.clone().let_in(&person("cem"), true, lapsed)), Why::NoOffer);
    assert_eq!(agreed.clone().end_offer().unwrap(), released);
    let handed = agreed.let_in(&person("cem"), true, hours(5)).unwrap();
    let accepted = handed.accepted().unwrap();
    assert_eq!((&accepted.counsellor, accepted.joined_at), (&person("cem"), Some(hours(5))));
    assert!(handed.is_released() && handed.offer.is_none());
}

#[test]
fn closing_is_for_the_people_of_the_case() {
    let by = |who: &str| Closer::Counsellor(person(who));
    assert_eq!(why(with_ben().close(by("cem"), hours(3))), Why::NotInCase);
    assert_eq!(why(asked().close(by("ben"), hours(3))), Why::NotInCase);
    for closer in [by("ben"), Closer::Seeker, Closer::Administration, Closer::Time] {
        let closed = with_ben().close(closer, hours(3)).unwrap();
        assert_eq!(why(closed.close(Closer::Seeker, hours(4))), Why::WrongState);
    }
}

#[test]
fn reopening_returns_to_where_it_makes_sense() {
    let close = |case: Case| case.close(Closer::Seeker, hours(5)).unwrap();
    let (ben, now) = (with_ben(), hours(6));
    let returned = Case { silence: Silence::since(now), ..ben.clone() };
    assert_eq!(close(ben.clone()).reopen(true, now).unwrap(), returned);
    assert_eq!(close(ben).reopen(false, now).unwrap().waiting_since(), Some(now));
    assert_eq!(close(asked()).reopen(true, now).unwrap().waiting_since(), Some(now));
    assert_eq!(close(opened("dresden", None)).reopen(true, now).unwrap().state, State::Opened);
    assert_eq!(why(asked().reopen(true, now)), Why::WrongState);
}

#[test]
fn a_tombstone_names_nobody() {
    assert_eq!(why(with_ben().erase(hours(5))), Why::WrongState);
    let erased = opened("dresden", Some("ben"))
        .ask(message(), NOW)
        .and_then(|case| case.close(Closer::Counsellor(person("ben")), hours(5)))
        .and_then(|case| case.erase(hours(6)))
        .unwrap();
    assert_eq!((erased.seeker(), erased.pseudonym(), erased.holder()), (None, None, None));
    let all = format!("{erased:?} {:?}", CaseRecord::from(erased.clone()));
    assert!(!all.contains("anna") && !all.contains("Seestern") && !all.contains("ben"), "{all}");
    assert_eq!(why(erased.reopen(true, hours(7))), Why::WrongState);
}

#[test]
fn records_cannot_smuggle_a_person_into_a_tombstone_nor_lose_one() {
    let living = CaseRecord::from(asked());
    assert_eq!(Case::try_from(living.clone()).unwrap(), asked());
    let id = living.id.clone();
    let nameless = CaseRecord { pseudonym: None, ..living.clone() };
    assert_eq!(Case::try_from(nameless), Err(BrokenRecord::PersonMissing(id.clone())));
    let named = CaseRecord { state: State::Erased { erased_at: NOW }, ..living };
    assert_eq!(Case::try_from(named), Err(BrokenRecord::PersonKept(id)));

    let mut forced = asked();
    forced.state = State::Erased { erased_at: NOW };
    assert_eq!((forced.seeker(), CaseRecord::from(forced.clone()).seeker), (None, None));
}

#[test]
fn a_stored_case_comes_back_as_it_was() {
    let covered = with_ben().cover(cem_stands_in(hours(3)), TEAM, hours(3)).unwrap();
    let closed = covered.clone().close(Closer::Counsellor(person("cem")), hours(4)).unwrap();
    let erased = closed.clone().erase(hours(5)).unwrap();
    let unasked = asked().close(Closer::Seeker, hours(4)).unwrap();
    for case in [opened("dresden", Some("ben")), asked(), covered, closed, erased, unasked] {
        let text = serde_json::to_string(&case).unwrap();
        assert_eq!(serde_json::from_str::<Case>(&text).unwrap(), case, "{text}");
        let state = serde_json::to_value(&case.state).unwrap();
        assert_eq!(state["is"], case.state.code());
        assert_eq!(serde_json::from_value::<State>(state).unwrap(), case.state);
    }
}

#[test]
fn whoever_leaves_is_missed_once_and_welcomed_once() {
    let case = asked();
    assert_eq!((case.seeker_came(), case.absence_told()), (None, None));
    let left = case.seeker_left(hours(1)).unwrap();
    assert_eq!(left.seeker_left(hours(2)), None);
    let told = left.absence_told().unwrap();
    assert_eq!(told.absence_told(), None);
    assert_eq!(told.seeker_came().unwrap(), case);
    // Neither the steps of others nor the end change it; a tombstone does not know.
    let closed =
        told.accept(person("ben"), hours(3)).and_then(|case| case.close(Closer::Gone, hours(4))).unwrap();
    assert!(closed.seeker_out.as_ref().is_some_and(|out| out.told && out.since == hours(1)));
    let erased = closed.erase(hours(5)).unwrap();
    assert_eq!((erased.seeker_out.clone(), erased.seeker_left(hours(6))), (None, None));
}

#[test]
fn what_nobody_has_answered_goes_to_the_successor_of_a_centre_and_nothing_else() {
    let leipzig = centre_id("leipzig");
    let succeeds = |case: Case, answered| case.succeed(leipzig.clone(), answered, hours(9));
    let outgoing = Some(Outgoing { centre: centre_id("dresden"), history: Handed::All });

    let opened = opened("dresden", Some("ben"));
    let moved = succeeds(opened, false).unwrap();
    assert_eq!((&moved.centre, &moved.state, &moved.personal), (&leipzig, &State::Opened, &None));
    for case in [asked(), with_ben(), with_ben().joined(&person("ben"), hours(3)).unwrap()] {
        let moved = succeeds(case.clone(), false).unwrap();
        assert_eq!((&moved.centre, moved.waiting_since(), moved.holder()), (&leipzig, Some(hours(9)), None));
        assert_eq!((&moved.outgoing, moved.history_from), (&outgoing, None));
        assert_eq!(why(succeeds(case, true)), Why::AlreadyAnswered, "reopened or given back after an answer");
    }
    let answered = with_ben().answered(&person("ben"), hours(3)).unwrap();
    assert_eq!(why(succeeds(answered, false)), Why::AlreadyAnswered);
    let released =
        with_ben().joined(&person("ben"), hours(3)).unwrap().release_custody(false, hours(27)).unwrap();
    assert_eq!(why(succeeds(released, false)), Why::AlreadyReleased);
    let on_its_way = succeeds(asked(), false).unwrap();
    assert_eq!(why(on_its_way.succeed(centre_id("chemnitz"), false, hours(9))), Why::AlreadyOffered);
    let closed = asked().close(Closer::Seeker, hours(4)).unwrap();
    assert_eq!(why(succeeds(closed, false)), Why::WrongState);
}

#[test]
fn whoever_comes_back_with_another_account_has_the_case_and_the_one_before_has_not() {
    let newcomer = crate::SeekerId::parse("@zoe:lotse.example").unwrap();
    let returns = |case: Case| case.returns(newcomer.clone(), hours(5));
    for case in [asked(), with_ben(), with_ben().close(Closer::Seeker, hours(4)).unwrap()] {
        let back = returns(case.clone()).unwrap();
        assert_eq!(
            (back.seeker(), back.pseudonym(), &back.state),
            (Some(&newcomer), case.pseudonym(), &case.state)
        );
        assert_eq!(back.returning, Some(hours(5)));
        assert_eq!(why(returns(back.clone())), Why::SameSeeker);
        // Nobody is reminded of them before they are there, and the centre hears of it then.
        assert!(back.seeker_out.as_ref().is_some_and(|out| out.told) && back.seeker_left(hours(6)).is_none());
        let came = back.seeker_came().unwrap();
        assert_eq!((came.returning, came.seeker_out), (None, None));
    }
    assert_eq!(why(returns(opened("dresden", None))), Why::WrongState);
    let unasked = opened("dresden", None).close(Closer::Time, hours(4)).unwrap();
    assert_eq!(why(returns(unasked)), Why::WrongState);
    let erased = with_ben().close(Closer::Seeker, hours(4)).unwrap().erase(hours(5)).unwrap();
    assert_eq!(why(returns(erased)), Why::WrongState);
}
