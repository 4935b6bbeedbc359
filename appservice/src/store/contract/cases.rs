//! Cases and cards.

use routing::{CaseId, CentreId, Closer, CounsellorId, Reference, SeekerId, Span};

use super::{NOON, anna, asked, ben, event, freiburg, id, new_case, room};
use crate::store::{
    StoreError,
    card::{self, CardState, Posted},
    case::{self, Insertion, PseudonymKey, Stage, Stored},
    follow_up,
    pin::{self, Pin},
    room::{self as rooms, RoomKind},
    test_postgres::test_stores,
};

fn ids(cases: &[Stored]) -> Vec<&CaseId> {
    cases.iter().map(|stored| &stored.case.id).collect()
}

#[tokio::test]
async fn a_case_is_found_only_within_its_scope_and_survives_a_restart() {
    for mut store in test_stores().await {
        let due = NOON.plus(Span::hours(48));
        let mut tx = store.begin().await.unwrap();
        let Insertion::Made(mut stored) = case::insert(&mut tx, new_case(1), Some(due)).await.unwrap() else {
            panic!("{}: the reference is free", store.name);
        };
        assert_eq!(case::claim_room(&mut tx, &mut stored, "alias-one").await.unwrap(), "alias-one");
        assert_eq!(case::claim_room(&mut tx, &mut stored, "alias-two").await.unwrap(), "alias-one");
        case::set_room(&mut tx, &mut stored, &room("!case"), NOON).await.unwrap();
        tx.commit().await.unwrap();
        store.reopen().await;

        let mut tx = store.look().await.unwrap();
        let case = stored.case.id.clone();
        let read = case::by_id(&mut tx, &case).await.unwrap().unwrap();
        assert_eq!(read.case, stored.case, "{}", store.name);
        assert_eq!((read.version(), read.due, read.claim.as_deref()), (3, Some(due), Some("alias-one")));
        assert_eq!(rooms::by_id(&mut tx, &room("!case")).await.unwrap(), Some(RoomKind::Case(case.clone())));
        assert_eq!(case::by_room(&mut tx, &room("!case")).await.unwrap().unwrap().case.id, case);
        assert!(case::by_room(&mut tx, &room("!other")).await.unwrap().is_none());
        let reference = Reference::from_bits(1);
        assert!(case::by_reference(&mut tx, &freiburg(), &reference).await.unwrap().is_some());
        let elsewhere: CentreId = id("elsewhere");
        assert!(case::by_reference(&mut tx, &elsewhere, &reference).await.unwrap().is_none());
        assert_eq!(ids(&case::of_seeker(&mut tx, &anna()).await.unwrap()), [&case]);
        let yusuf: SeekerId = id("@yusuf:home.example");
        assert!(case::of_seeker(&mut tx, &yusuf).await.unwrap().is_empty());
        assert_eq!(case::due(&mut tx, due, 10).await.unwrap(), [case]);
        assert!(case::due(&mut tx, NOON, 10).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_case_goes_through_its_life() {
    for store in test_stores().await {
        let case = asked(&store, 1).await;
        asked(&store, 2).await;
        let mut tx = store.begin().await.unwrap();
        assert_eq!(case::load(&mut tx).await.unwrap().open(&freiburg()), 2, "{}", store.name);

        let mut stored = case::by_id(&mut tx, &case).await.unwrap().unwrap();
        stored.case = stored.case.accept(ben(), NOON).unwrap();
        case::save(&mut tx, &mut stored).await.unwrap();
        assert_eq!(case::load(&mut tx).await.unwrap().open(&freiburg()), 1);
        assert_eq!(ids(&case::of_counsellor(&mut tx, &freiburg(), &ben()).await.unwrap()), [&case]);
        let cem: CounsellorId = id("@cem:carrier.example");
        assert!(case::of_counsellor(&mut tx, &freiburg(), &cem).await.unwrap().is_empty());
        assert_eq!(case::ids_of_centre(&mut tx, &freiburg(), &Stage::LIVE).await.unwrap().len(), 2);
        let counts = case::counts(&mut tx).await.unwrap();
        assert_eq!(counts.into_iter().collect::<Vec<_>>(), [(Stage::Asked, 1), (Stage::Accepted, 1)]);

        stored.case = stored.case.close(Closer::Seeker, NOON).unwrap();
        case::save(&mut tx, &mut stored).await.unwrap();
        assert!(case::of_counsellor(&mut tx, &freiburg(), &ben()).await.unwrap().is_empty());
        assert_eq!(ids(&case::closed_of_counsellor(&mut tx, &freiburg(), &ben()).await.unwrap()), [&case]);
        assert!(case::closed_of_counsellor(&mut tx, &freiburg(), &cem).await.unwrap().is_empty());
        stored.case = stored.case.erase(NOON).unwrap();
        case::save(&mut tx, &mut stored).await.unwrap();
        assert!(case::of_seeker(&mut tx, &anna()).await.unwrap().iter().all(|other| other.case.id != case));
        let erased = case::by_id(&mut tx, &case).await.unwrap().unwrap();
        assert_eq!((erased.case.seeker(), erased.case.pseudonym()), (None, None), "{}", store.name);
        let times =
            sqlx::query("select asked_ms, accepted_ms, closed_ms from counselling_case where case_id = $1")
                .bind(case.as_str())
                .fetch_one(tx.conn())
                .await
                .unwrap();
        for column in 0..3 {
            let kept: i64 = sqlx::Row::try_get(&times, column).unwrap();
            assert_eq!(kept, NOON.millis(), "the tombstone keeps its times");
        }
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_room_belongs_to_one_case() {
    for store in test_stores().await {
        let (one, two) = (asked(&store, 1).await, asked(&store, 2).await);
        let mut tx = store.begin().await.unwrap();
        let mut one = case::by_id(&mut tx, &one).await.unwrap().unwrap();
        let mut two = case::by_id(&mut tx, &two).await.unwrap().unwrap();
        case::set_room(&mut tx, &mut one, &room("!a"), NOON).await.unwrap();
        case::set_room(&mut tx, &mut one, &room("!a"), NOON).await.unwrap();
        let second = case::set_room(&mut tx, &mut one, &room("!b"), NOON).await;
        assert!(matches!(second, Err(StoreError::Inconsistent { .. })), "{}: {second:?}", store.name);
        let shared = case::set_room(&mut tx, &mut two, &room("!a"), NOON).await;
        assert!(matches!(shared, Err(StoreError::Inconsistent { .. })), "{}: {shared:?}", store.name);
    }
}

#[tokio::test]
async fn a_case_has_one_active_card() {
    for store in test_stores().await {
        let case = asked(&store, 1).await;
        let enquiries = room("!enquiries");
        let mut tx = store.begin().await.unwrap();
        let posted = card::post(&mut tx, &event("$card1"), &enquiries, &case).await.unwrap();
        assert_eq!(posted, Posted::New, "{}", store.name);
        let Posted::Already(first) = card::post(&mut tx, &event("$card2"), &enquiries, &case).await.unwrap()
        else {
            panic!("{}: a second active card", store.name);
        };
        assert_eq!((&first.event, first.state), (&event("$card1"), CardState::Active));
        assert!(card::by_event(&mut tx, &room("!other"), &event("$card1")).await.unwrap().is_none());

        card::taken(&mut tx, &event("$card1")).await.unwrap();
        assert!(matches!(card::taken(&mut tx, &event("$card1")).await, Err(StoreError::Stale { .. })));
        assert!(card::of_case(&mut tx, &case).await.unwrap().is_none());
        card::removed(&mut tx, &event("$card1")).await.unwrap();
        let late = card::by_event(&mut tx, &enquiries, &event("$card1")).await.unwrap().unwrap();
        assert_eq!(late.state, CardState::Removed, "a late click finds its case");
        assert_eq!(card::post(&mut tx, &event("$card3"), &enquiries, &case).await.unwrap(), Posted::New);
        // An edit shows the case as well, and is no second card.
        card::edit(&mut tx, &event("$edit"), &enquiries, &case).await.unwrap();
        card::edit(&mut tx, &event("$edit"), &enquiries, &case).await.unwrap();
        let live = card::live_of(&mut tx, &case).await.unwrap();
        let live: Vec<_> = live.into_iter().map(|card| (card.event, card.state)).collect();
        assert_eq!(live, [(event("$card3"), CardState::Active), (event("$edit"), CardState::Taken)]);
        card::removed(&mut tx, &event("$edit")).await.unwrap();
        assert_eq!(card::live_of(&mut tx, &case).await.unwrap().len(), 1, "{}", store.name);
        card::forget(&mut tx, &case).await.unwrap();
        assert!(card::by_event(&mut tx, &enquiries, &event("$card1")).await.unwrap().is_none());
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn all_cases_are_looked_through_page_by_page() {
    for store in test_stores().await {
        let mut all = Vec::new();
        for number in 0..5 {
            all.push(asked(&store, number).await);
        }
        all.sort();
        let mut tx = store.begin().await.unwrap();
        let mut erased = case::by_id(&mut tx, &all[1]).await.unwrap().unwrap();
        erased.case = erased.case.close(Closer::Seeker, NOON).unwrap().erase(NOON).unwrap();
        case::save(&mut tx, &mut erased).await.unwrap();
        let erased = all.remove(1);
        let mut elsewhere = case::by_id(&mut tx, &all[2]).await.unwrap().unwrap();
        elsewhere.case = elsewhere.case.forward(id("elsewhere"), NOON).unwrap();
        case::save(&mut tx, &mut elsewhere).await.unwrap();

        let (mut after, mut seen, mut pages) = (None, Vec::new(), 0);
        loop {
            let page = case::page(&mut tx, after.as_ref(), 2, |topic, centre| {
                assert_eq!(topic.as_str(), "schulden");
                *centre == freiburg()
            });
            let page = page.await.unwrap();
            seen.extend(page.cases.into_iter().map(|stored| stored.case.id));
            pages += 1;
            let Some(last) = page.last else { break };
            after = Some(last);
        }
        let gone = all.remove(2);
        assert_eq!((seen, pages), (all.clone(), 3), "{}", store.name);
        let asked = case::of_centre(&mut tx, &freiburg(), Stage::Asked).await.unwrap();
        assert_eq!(ids(&asked), all.iter().collect::<Vec<_>>());
        assert!(!all.contains(&erased) && !all.contains(&gone));
    }
}

#[tokio::test]
async fn an_accepted_case_is_found_by_any_of_several_names() {
    for store in test_stores().await {
        let case = asked(&store, 1).await;
        let mut tx = store.begin().await.unwrap();
        let name = |name: &str| PseudonymKey::new(tx.vault(), &freiburg(), name);
        let names = [name("Nobody"), name("canary-pseudonym")];
        assert!(case::by_pseudonym(&mut tx, &names).await.unwrap().is_empty(), "{}", store.name);
        let mut stored = case::by_id(&mut tx, &case).await.unwrap().unwrap();
        stored.case = stored.case.accept(ben(), NOON).unwrap();
        case::save(&mut tx, &mut stored).await.unwrap();
        let found = case::by_pseudonym(&mut tx, &names).await.unwrap();
        let found: Vec<_> = found.iter().map(|(place, stored)| (*place, &stored.case.id)).collect();
        assert_eq!(found, [(1, &case)], "{}", store.name);
    }
}

#[tokio::test]
async fn a_case_is_found_by_its_number_once_the_team_was_told_of_it() {
    for store in test_stores().await {
        let case = asked(&store, 1).await;
        let number = Reference::from_bits(1);
        let mut tx = store.begin().await.unwrap();
        // Told while it was somebody else's, or another centre's.
        follow_up::told(&mut tx, &case, NOON).await.unwrap();
        let accepted_at = NOON.plus(Span::hours(1));
        let mut stored = case::by_id(&mut tx, &case).await.unwrap().unwrap();
        stored.case = stored.case.clone().accept(ben(), accepted_at).unwrap();
        case::save(&mut tx, &mut stored).await.unwrap();
        assert!(case::by_told_reference(&mut tx, &freiburg(), Some(&number)).await.unwrap().is_none());
        follow_up::told(&mut tx, &case, accepted_at).await.unwrap();
        let found = case::by_told_reference(&mut tx, &freiburg(), Some(&number)).await.unwrap();
        assert_eq!(found.map(|stored| stored.case.id), Some(case), "{}", store.name);
        for (centre, number) in
            [("dresden", Some(&number)), ("freiburg", Some(&Reference::from_bits(2))), ("freiburg", None)]
        {
            assert!(case::by_told_reference(&mut tx, &id(centre), number).await.unwrap().is_none());
        }
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn devices_are_pinned_for_one_seeker_and_forgotten() {
    for store in test_stores().await {
        let (other, device) = (
            id("@yusuf:home.example"),
            pin::Device { id: "NIO".into(), signing: "a".into(), identity: "b".into() },
        );
        let mut tx = store.begin().await.unwrap();
        assert_eq!(pin::of(&mut tx, &anna()).await.unwrap(), None);
        let told = Pin { language: Some("en".into()), devices: Vec::new() };
        pin::put(&mut tx, &anna(), &told, NOON).await.unwrap();
        let pinned = Pin { devices: vec![device], ..told };
        pin::put(&mut tx, &anna(), &pinned, NOON).await.unwrap();
        assert_eq!(pin::of(&mut tx, &anna()).await.unwrap(), Some(pinned), "{}", store.name);
        assert_eq!(pin::of(&mut tx, &other).await.unwrap(), None);
        pin::forget(&mut tx, &anna()).await.unwrap();
        assert_eq!(pin::of(&mut tx, &anna()).await.unwrap(), None);
        tx.commit().await.unwrap();
    }
}
