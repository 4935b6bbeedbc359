//! Rooms, dialogues, the directory, custodians.

use std::collections::BTreeMap;

use routing::{
    BusinessCard, Catchment, Centre, CentreId, Counsellor, Directory, Draft, RoomId, SeekerId, Span, Topic,
    TopicId,
};
use ruma::{owned_user_id, user_id};

use super::{NOON, anna, ben, freiburg, id, room};
use crate::store::{
    StoreError, bar,
    custodian::{self, Custodian},
    dialogue, directory, opening,
    room::{self as rooms, Recorded, RoomKind},
    test_postgres::test_stores,
};

#[tokio::test]
async fn a_room_is_known_for_what_it_is() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let chat = RoomKind::Reception { seeker: anna() };
        let later = NOON.plus(Span::minutes(1));
        assert_eq!(rooms::record(&mut tx, &room("!chat1"), &chat, NOON).await.unwrap(), Recorded::New);
        assert_eq!(rooms::record(&mut tx, &room("!chat2"), &chat, later).await.unwrap(), Recorded::New);
        assert_eq!(rooms::reception_of(&mut tx, &anna()).await.unwrap(), Some(room("!chat2")));
        let yusuf: SeekerId = id("@yusuf:home.example");
        assert_eq!(rooms::reception_of(&mut tx, &yusuf).await.unwrap(), None);
        assert_eq!(rooms::by_id(&mut tx, &room("!chat1")).await.unwrap(), Some(chat), "{}", store.name);

        let team = RoomKind::Team(freiburg());
        let enquiries = RoomKind::Enquiries(freiburg());
        let space = RoomKind::Space(freiburg());
        for (id, kind) in [("!t", &team), ("!e", &enquiries), ("!s", &space)] {
            assert_eq!(rooms::record(&mut tx, &room(id), kind, NOON).await.unwrap(), Recorded::New);
        }
        let again = rooms::record(&mut tx, &room("!t2"), &team, NOON).await.unwrap();
        assert_eq!(again, Recorded::Already(room("!t")), "{}: one team room", store.name);
        let other = rooms::record(&mut tx, &room("!t"), &space, NOON).await;
        assert!(matches!(other, Err(StoreError::Inconsistent { .. })), "{}: {other:?}", store.name);
        let of_centre = rooms::of_centre(&mut tx, &freiburg()).await.unwrap();
        assert_eq!(of_centre, [(enquiries, room("!e")), (space, room("!s")), (team, room("!t"))]);
        rooms::forget(&mut tx, &room("!t")).await.unwrap();
        assert_eq!(rooms::by_id(&mut tx, &room("!t")).await.unwrap(), None);
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_chat_is_looked_at_when_its_time_has_come() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let chat = RoomKind::Reception { seeker: anna() };
        let day = |days: i64| NOON.plus(Span::days(days));
        rooms::record(&mut tx, &room("!chat1"), &chat, NOON).await.unwrap();
        rooms::record(&mut tx, &room("!chat2"), &chat, day(1)).await.unwrap();
        rooms::record(&mut tx, &room("!t"), &RoomKind::Team(freiburg()), NOON).await.unwrap();
        assert_eq!(rooms::due(&mut tx, day(29), 10).await.unwrap(), [], "{}", store.name);
        assert_eq!(rooms::due(&mut tx, day(30), 10).await.unwrap(), [room("!chat1")]);
        assert_eq!(rooms::due(&mut tx, day(99), 1).await.unwrap(), [room("!chat1")]);
        rooms::look_again(&mut tx, &room("!chat1"), day(60)).await.unwrap();
        assert_eq!(rooms::due(&mut tx, day(99), 10).await.unwrap(), [room("!chat2"), room("!chat1")]);
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn beginnings_count_for_whoever_begins_and_are_forgotten() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let hour = |hours: i64| NOON.plus(Span::hours(hours));
        let yusuf: SeekerId = id("@yusuf:home.example");
        for hours in 0..3 {
            opening::note(&mut tx, &anna(), hour(hours)).await.unwrap();
        }
        opening::note(&mut tx, &yusuf, hour(1)).await.unwrap();
        assert_eq!(opening::since(&mut tx, &anna(), hour(-1)).await.unwrap(), 3, "{}", store.name);
        assert_eq!(opening::since(&mut tx, &anna(), hour(1)).await.unwrap(), 1);
        assert_eq!(opening::prune(&mut tx, hour(2), 2).await.unwrap(), 2);
        assert_eq!(opening::prune(&mut tx, hour(2), 2).await.unwrap(), 1);
        assert_eq!(opening::since(&mut tx, &anna(), hour(-1)).await.unwrap(), 1);
        assert_eq!(opening::since(&mut tx, &yusuf, hour(-1)).await.unwrap(), 0);
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_bar_holds_for_one_centre_and_a_time() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let day = |days: i64| NOON.plus(Span::days(days));
        let (elsewhere, yusuf): (CentreId, SeekerId) = (id("elsewhere"), id("@yusuf:home.example"));
        bar::put_up(&mut tx, &anna(), &freiburg(), day(30)).await.unwrap();
        bar::put_up(&mut tx, &anna(), &freiburg(), day(7)).await.unwrap();
        bar::put_up(&mut tx, &yusuf, &freiburg(), day(1)).await.unwrap();
        assert!(bar::stands(&mut tx, &anna(), &freiburg(), day(29)).await.unwrap(), "{}", store.name);
        assert!(!bar::stands(&mut tx, &anna(), &freiburg(), day(30)).await.unwrap());
        assert!(!bar::stands(&mut tx, &anna(), &elsewhere, NOON).await.unwrap());
        assert_eq!(bar::prune(&mut tx, day(1), 5).await.unwrap(), 1);
        bar::lift(&mut tx, &anna(), &elsewhere).await.unwrap();
        assert!(bar::stands(&mut tx, &anna(), &freiburg(), NOON).await.unwrap());
        bar::lift(&mut tx, &anna(), &freiburg()).await.unwrap();
        assert!(!bar::stands(&mut tx, &anna(), &freiburg(), NOON).await.unwrap());
        bar::put_up(&mut tx, &anna(), &elsewhere, day(30)).await.unwrap();
        bar::forget(&mut tx, &anna()).await.unwrap();
        assert!(!bar::stands(&mut tx, &anna(), &elsewhere, NOON).await.unwrap());
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn the_first_claim_of_a_room_stands() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let team = RoomKind::Team(freiburg());
        assert_eq!(rooms::claim(&mut tx, &team, "one").await.unwrap(), "one", "{}", store.name);
        assert_eq!(rooms::claim(&mut tx, &team, "two").await.unwrap(), "one");
        rooms::release_claim(&mut tx, &team).await.unwrap();
        assert_eq!(rooms::claim(&mut tx, &team, "two").await.unwrap(), "two");
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_dialogue_goes_on_from_where_it_was() {
    for mut store in test_stores().await {
        let chat: RoomId = room("!chat");
        let mut tx = store.begin().await.unwrap();
        assert_eq!(dialogue::load::<String>(&mut tx, &chat).await.unwrap(), None);
        assert_eq!(dialogue::save(&mut tx, &chat, &"topic", 0, NOON).await.unwrap(), 1, "{}", store.name);
        let twice = dialogue::save(&mut tx, &chat, &"topic", 0, NOON).await;
        assert!(matches!(twice, Err(StoreError::Stale { .. })));
        assert_eq!(dialogue::save(&mut tx, &chat, &"postcode", 1, NOON).await.unwrap(), 2);
        let stale = dialogue::save(&mut tx, &chat, &"consent", 1, NOON).await;
        assert!(matches!(stale, Err(StoreError::Stale { .. })), "{}: {stale:?}", store.name);
        tx.commit().await.unwrap();

        store.reopen().await;
        let mut tx = store.begin().await.unwrap();
        let dialogue = dialogue::load::<String>(&mut tx, &chat).await.unwrap().unwrap();
        assert_eq!((dialogue.state.as_str(), dialogue.version), ("postcode", 2));
        dialogue::forget(&mut tx, &chat).await.unwrap();
        assert_eq!(dialogue::load::<String>(&mut tx, &chat).await.unwrap(), None);
        tx.commit().await.unwrap();
    }
}

fn draft() -> Draft {
    let (debts, family): (TopicId, TopicId) = (id("schulden"), id("familie"));
    let centre = Centre {
        id: freiburg(),
        name: "Beratungsstelle Freiburg".to_owned(),
        carrier: "Musterverband".to_owned(),
        card: BusinessCard::parse("Wir hören zu.\nMontag bis Freitag.").unwrap(),
        team: true,
        online: true,
        follow_ups: routing::FollowUps::HolderAndCovers,
        server: None,
        lotse: None,
        present: None,
        live: routing::live::Offer::default(),
        responsible: routing::Responsible::default(),
        first_dates: false,
        fallback: None,
        services: BTreeMap::from([(debts.clone(), Catchment::parse("79100-79112; 50*").unwrap())]),
    };
    let counsellor = Counsellor {
        id: ben(),
        centre: freiburg(),
        name: "Ben".to_owned(),
        email: Some("ben@carrier.example".to_owned()),
        first_part_on: None,
        trained_on: Some(id("2026-01-31")),
        activated: true,
        away_until: Some(NOON),
        deputy: None,
    };
    Draft {
        // Not in the order of their ids: people see them in this one.
        topics: vec![Topic::new(debts, "Schulden"), Topic::new(family, "Eltern und Familie")],
        centres: vec![centre],
        counsellors: vec![counsellor],
        carriers: vec![routing::Carrier {
            id: id("musterverband"),
            name: "Musterverband".to_owned(),
            people: vec![id("@vera:carrier.example")],
            limits: id("79*"),
            topics: routing::CarrierTopics::These([id("schulden")].into()),
        }],
    }
}

#[tokio::test]
async fn the_directory_is_replaced_whole_or_not_at_all() {
    for store in test_stores().await {
        let draft = draft();
        assert!(Directory::check(draft.clone()).is_ok());
        let mut tx = store.begin().await.unwrap();
        assert_eq!(directory::load(&mut tx).await.unwrap(), Draft::default());
        assert_eq!(directory::version(&mut tx).await.unwrap(), 0, "{}", store.name);
        assert_eq!(directory::replace(&mut tx, &draft).await.unwrap(), 1);
        tx.commit().await.unwrap();

        let mut tx = store.begin().await.unwrap();
        let mut doubled = draft.clone();
        doubled.centres.push(draft.centres[0].clone());
        assert!(directory::replace(&mut tx, &doubled).await.is_err());
        drop(tx);
        let mut tx = store.begin().await.unwrap();
        assert_eq!(directory::load(&mut tx).await.unwrap(), draft, "{}", store.name);
        assert_eq!(directory::version(&mut tx).await.unwrap(), 1);
        assert_eq!(directory::replace(&mut tx, &Draft::default()).await.unwrap(), 2);
        assert_eq!(directory::load(&mut tx).await.unwrap(), Draft::default());
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_custodian_keeps_its_first_device() {
    for store in test_stores().await {
        let centre: CentreId = freiburg();
        let first = Custodian {
            user: owned_user_id!("@lotse_c_freiburg:home.example"),
            device: "FIRST".into(),
            created_at: NOON,
        };
        let mut tx = store.begin().await.unwrap();
        assert_eq!(custodian::put(&mut tx, &first).await.unwrap(), first, "{} {centre}", store.name);
        let second = Custodian { device: "SECOND".into(), ..first.clone() };
        assert_eq!(custodian::put(&mut tx, &second).await.unwrap(), first);
        assert_eq!(custodian::all(&mut tx).await.unwrap(), std::slice::from_ref(&first));
        assert_eq!(custodian::get(&mut tx, user_id!("@other:home.example")).await.unwrap(), None);
        custodian::forget(&mut tx, &first.user).await.unwrap();
        assert_eq!(custodian::put(&mut tx, &second).await.unwrap(), second);
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn of_a_directory_only_what_differs_is_written() {
    for store in test_stores().await {
        let centre =
            |number: u32| routing::Centre { id: id(&format!("c{number}")), ..draft().centres[0].clone() };
        let at = |number: u32| routing::Counsellor {
            centre: id(&format!("c{}", number % 9)),
            ..draft().counsellors[0].clone()
        };
        // More rows than one statement takes.
        let mut large = Draft {
            centres: (0..9).map(centre).collect(),
            counsellors: (0..1_100)
                .map(|number| routing::Counsellor {
                    id: id(&format!("@p{number:04}:carrier.example")),
                    ..at(number)
                })
                .collect(),
            ..draft()
        };
        let in_order = |mut draft: Draft| {
            draft.counsellors.sort_by(|a, b| (&a.centre, &a.id).cmp(&(&b.centre, &b.id)));
            draft
        };
        let mut tx = store.begin().await.unwrap();
        directory::replace(&mut tx, &draft()).await.unwrap();
        directory::replace(&mut tx, &large).await.unwrap();
        assert!(directory::load(&mut tx).await.unwrap() == in_order(large.clone()), "{}", store.name);

        let before = directory::load(&mut tx).await.unwrap();
        large.topics.reverse();
        large.centres[3].name = "Anders".to_owned();
        large.centres.remove(8);
        large.counsellors.retain(|it| it.centre.as_str() != "c8");
        large.counsellors[5].activated = false;
        let rewriting = directory::Rewriting::between(&before, &large).unwrap();
        assert_eq!(rewriting.write(&mut tx).await.unwrap(), 3);
        assert!(directory::load(&mut tx).await.unwrap() == in_order(large), "{}", store.name);
    }
}

#[tokio::test]
async fn only_rooms_that_are_older_than_a_rule_are_mended_and_each_once() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let kinds = [
            ("!new", RoomKind::Team(freiburg())),
            ("!p", RoomKind::Private { centre: freiburg(), counsellor: ben() }),
            ("!q", RoomKind::Space(freiburg())),
        ];
        for (id, kind) in &kinds {
            rooms::record(&mut tx, &room(id), kind, NOON).await.unwrap();
        }
        assert_eq!(rooms::to_mend(&mut tx, NOON, 5).await.unwrap(), [], "{}", store.name);
        sqlx::query("update room set mended_ms = null where room_id <> '!new'")
            .execute(tx.conn())
            .await
            .unwrap();
        assert_eq!(rooms::to_mend(&mut tx, NOON, 1).await.unwrap(), [room("!p")]);
        rooms::mended(&mut tx, &room("!p"), NOON).await.unwrap();
        assert_eq!(rooms::to_mend(&mut tx, NOON, 5).await.unwrap(), [room("!q")]);
        rooms::mended(&mut tx, &room("!q"), NOON).await.unwrap();
        assert_eq!(rooms::to_mend(&mut tx, NOON, 5).await.unwrap(), []);
    }
}
