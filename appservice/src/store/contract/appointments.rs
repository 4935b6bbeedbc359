//! Appointments: whose time it is, silent in a stolen database, forgotten with their case.

use futures_util::future::join_all;
use routing::{
    CaseId, Centre, Counsellor, CounsellorId, Directory, Hours, Slot, Span, Venue, appointment::first,
    figures::Became, figures::Month,
};
use sqlx::Row as _;

use super::{NOON, ben, freiburg, id};
use crate::{
    running::entropy,
    store::{
        Store, StoreError,
        appointment::{self, Body, Taking, feed, figure, hours},
        test_postgres::test_stores,
    },
};

fn slot(minute: i64) -> Slot {
    // On the grid, as all that can be written is.
    let start = NOON.minus(Span::from_millis(NOON.millis() % 300_000)).plus(Span::minutes(minute));
    Slot { start, minutes: 50, venue: Venue::Phone }
}

fn body() -> Body {
    Body {
        counsellor: ben(),
        centre: freiburg(),
        uid: "canary-uid".to_owned(),
        sequence: 0,
        offered: vec![slot(0), slot(50)],
        asked_in: None,
        booked: None,
        looked: NOON,
    }
}

fn case(number: u32) -> CaseId {
    CaseId::parse(&entropy::ulid(NOON.millis().unsigned_abs() + u64::from(number))).unwrap()
}

/// What a use-case does: read, write with the guard, take the time, commit.
async fn books(store: &Store, case: &CaseId, slot: Slot) -> bool {
    let mut tx = store.begin().await.unwrap();
    let mut stored = appointment::of_case(&mut tx, case).await.unwrap().unwrap();
    if stored.body.booked.is_some() {
        return false;
    }
    stored.body.booked = Some(slot);
    match appointment::save(&mut tx, &mut stored).await {
        Ok(()) => {}
        Err(StoreError::Stale { .. }) => return false,
        Err(error) => panic!("{error}"),
    }
    match appointment::take(&mut tx, case, &ben(), &slot).await.unwrap() {
        Taking::Taken => false,
        Taking::Won => {
            tx.commit().await.unwrap();
            true
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_hundred_who_want_one_time_exactly_one_has_it() {
    for store in test_stores().await {
        let cases: Vec<CaseId> = (0..100).map(case).collect();
        let mut tx = store.begin().await.unwrap();
        for case in &cases {
            appointment::insert(&mut tx, case, &body(), None).await.unwrap();
        }
        tx.commit().await.unwrap();
        let other = store.replica().await;
        let races = cases.iter().zip(0..).map(|(case, number)| {
            let store = if number % 2 == 0 { &*store } else { &other };
            // Half of them want a time that only overlaps.
            books(store, case, slot(if number % 4 < 2 { 0 } else { 25 }))
        });
        let won = join_all(races).await.into_iter().filter(|won| *won).count();
        assert_eq!(won, 1, "{}", store.name);
        let mut tx = store.look().await.unwrap();
        let booked = appointment::of_counsellor(&mut tx, &ben()).await.unwrap();
        let booked: Vec<_> = booked.into_iter().filter_map(|stored| stored.body.booked).collect();
        assert_eq!(booked.len(), 1, "{}: they overlap", store.name);
        drop(tx);
        other.close().await;
    }
}

/// A centre that gives first appointments, where Ben counsels.
fn open_centre() -> Directory {
    let mut centre = Centre {
        id: freiburg(),
        name: "Beratungsstelle Freiburg".to_owned(),
        carrier: "Musterverband".to_owned(),
        card: routing::BusinessCard::parse("Wir hören zu.").unwrap(),
        team: true,
        online: true,
        follow_ups: routing::FollowUps::All,
        server: None,
        lotse: None,
        present: None,
        live: routing::live::Offer::default(),
        responsible: routing::Responsible::default(),
        first_dates: true,
        fallback: None,
        services: std::collections::BTreeMap::new(),
    };
    centre.services.insert(id("schulden"), routing::Catchment::parse("79*").unwrap());
    let counsellor = |name: &str| Counsellor {
        id: if name == "ben" { ben() } else { id(&format!("@{name}:lotse.example")) },
        centre: freiburg(),
        name: name.to_owned(),
        email: None,
        first_part_on: None,
        trained_on: Some(id("2026-01-31")),
        activated: true,
        away_until: (name == "cem").then_some(NOON.plus(Span::hours(1))),
        deputy: None,
    };
    let topics = vec![routing::Topic::new(id("schulden"), "Schulden")];
    let counsellors = ["ben", "cem", "eva"].map(counsellor).to_vec();
    Directory::check(routing::Draft { topics, centres: vec![centre], counsellors, carriers: Vec::new() })
        .unwrap()
}

/// What happens when somebody whom nobody knows takes an open time: whose it could be, the conditional write, the appointment, commit.
async fn takes_first(
    store: &Store,
    directory: &Directory,
    case: &CaseId,
    slot: &Slot,
) -> Option<CounsellorId> {
    loop {
        let mut tx = store.begin().await.unwrap();
        let open = appointment::first::open(&mut tx, directory, &freiburg(), NOON).await.unwrap();
        let who = first::taker(open, slot)?;
        if appointment::take(&mut tx, case, &who, slot).await.unwrap() == Taking::Taken {
            continue;
        }
        let body = Body { counsellor: who.clone(), booked: Some(*slot), offered: Vec::new(), ..body() };
        appointment::insert(&mut tx, case, &body, None).await.unwrap();
        tx.commit().await.unwrap();
        return Some(who);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_hundred_strangers_who_want_one_open_time_each_counsellor_has_one() {
    for store in test_stores().await {
        let directory = open_centre();
        let mut tx = store.begin().await.unwrap();
        for (who, words) in [
            (ben(), "mo-so 9-11 je 60 vor ort offen"),
            (id("@eva:lotse.example"), "mo-so 9-10 je 60 vor ort offen, mo-so 10-11 je 60 vor ort"),
            // Away just now, and so for no time open to strangers.
            (id("@cem:lotse.example"), "mo-so 9-11 je 60 vor ort offen"),
        ] {
            hours::set(&mut tx, &who, &freiburg(), &Hours::parse(words, NOON).unwrap()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = store.look().await.unwrap();
        let open = appointment::first::open(&mut tx, &directory, &freiburg(), NOON).await.unwrap();
        let [nine, ten, ..] = first::choice(&open)[..] else { panic!("{open:?}") };
        drop(tx);
        let other = store.replica().await;
        let races = (0..100).map(|number| {
            let (store, slot) =
                (if number % 2 == 0 { &*store } else { &other }, if number % 4 < 2 { nine } else { ten });
            let directory = &directory;
            async move { takes_first(store, directory, &case(number), &slot).await.map(|who| (slot, who)) }
        });
        let mut won: Vec<_> = join_all(races).await.into_iter().flatten().collect();
        won.sort_unstable();
        let eva: CounsellorId = id("@eva:lotse.example");
        assert_eq!(won, [(nine, ben()), (nine, eva), (ten, ben())], "{}", store.name);
        let mut tx = store.look().await.unwrap();
        let open = appointment::first::open(&mut tx, &directory, &freiburg(), NOON).await.unwrap();
        assert!(!first::choice(&open).contains(&nine) && !first::choice(&open).contains(&ten));
        drop(tx);
        other.close().await;
    }
}

#[tokio::test]
async fn an_open_time_is_open_again_when_its_first_appointment_goes() {
    for store in test_stores().await {
        let (mut directory, one) = (open_centre(), case(1));
        let eva: CounsellorId = id("@eva:lotse.example");
        let mut tx = store.begin().await.unwrap();
        for who in [&ben(), &eva] {
            let words = Hours::parse("mo-so 9-11 je 60 vor ort offen", NOON).unwrap();
            hours::set(&mut tx, who, &freiburg(), &words).await.unwrap();
        }
        let whose =
            async |tx: &mut crate::store::Tx, directory: &Directory, slot: &Slot| -> Vec<CounsellorId> {
                let open = appointment::first::open(tx, directory, &freiburg(), NOON).await.unwrap();
                open.into_iter().filter(|open| open.slots.contains(slot)).map(|open| open.who).collect()
            };
        let open = appointment::first::open(&mut tx, &directory, &freiburg(), NOON).await.unwrap();
        let [nine, ten, ..] = first::choice(&open)[..] else { panic!("{open:?}") };
        tx.commit().await.unwrap();
        assert_eq!(takes_first(&store, &directory, &one, &nine).await, Some(ben()));

        let mut tx = store.begin().await.unwrap();
        assert_eq!(whose(&mut tx, &directory, &nine).await, std::slice::from_ref(&eva), "{}", store.name);
        // Moved: what it leaves is open, what it takes is not.
        let mut stored = appointment::of_case(&mut tx, &one).await.unwrap().unwrap();
        assert_eq!(appointment::take(&mut tx, &one, &ben(), &ten).await.unwrap(), Taking::Won);
        stored.body.booked = Some(ten);
        appointment::save(&mut tx, &mut stored).await.unwrap();
        assert_eq!(whose(&mut tx, &directory, &nine).await, [ben(), eva.clone()]);
        assert_eq!(whose(&mut tx, &directory, &ten).await, std::slice::from_ref(&eva));
        // Handed over: it is the other's time that is taken now.
        assert_eq!(appointment::take(&mut tx, &one, &eva, &ten).await.unwrap(), Taking::Won);
        stored.body.counsellor = eva.clone();
        appointment::save(&mut tx, &mut stored).await.unwrap();
        assert_eq!(whose(&mut tx, &directory, &ten).await, [ben()]);
        // Cancelled, or closed: it is open again. Whoever is away by now has none.
        appointment::end(&mut tx, &stored).await.unwrap();
        assert_eq!(whose(&mut tx, &directory, &ten).await, [ben(), eva.clone()]);
        directory = is_away(&directory, &eva);
        assert_eq!(whose(&mut tx, &directory, &ten).await, [ben()]);
        tx.commit().await.unwrap();
        // Erased with its case.
        let two = case(2);
        assert_eq!(takes_first(&store, &directory, &two, &ten).await, Some(ben()));
        let mut tx = store.begin().await.unwrap();
        assert_eq!(whose(&mut tx, &directory, &ten).await, []);
        appointment::forget(&mut tx, &two).await.unwrap();
        assert_eq!(whose(&mut tx, &directory, &ten).await, [ben()]);
        let left = "select (select count(*) from appointment) + (select count(*) from appointment_cell)";
        let left: i64 = sqlx::query_scalar(left).fetch_one(tx.conn()).await.unwrap();
        assert_eq!(left, 0, "{}", store.name);
    }
}

/// The same directory, in which somebody is away now.
fn is_away(directory: &Directory, who: &CounsellorId) -> Directory {
    let mut counsellors = directory.counsellors_of(&freiburg()).to_vec();
    for one in counsellors.iter_mut().filter(|one| one.id == *who) {
        one.away_until = Some(NOON.plus(Span::hours(1)));
    }
    let (topics, centres) = (directory.topics().to_vec(), directory.centres().to_vec());
    Directory::check(routing::Draft { topics, centres, counsellors, carriers: Vec::new() }).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_hundred_answers_to_one_offer_exactly_one_counts() {
    for store in test_stores().await {
        let case = case(1);
        let mut tx = store.begin().await.unwrap();
        appointment::insert(&mut tx, &case, &body(), None).await.unwrap();
        assert!(matches!(
            appointment::insert(&mut tx, &case, &body(), None).await,
            Err(StoreError::Stale { .. })
        ));
        tx.commit().await.unwrap();
        let other = store.replica().await;
        let races = (0..100).map(|number| {
            let store = if number % 2 == 0 { &*store } else { &other };
            books(store, &case, slot(60 * (number % 2)))
        });
        let won = join_all(races).await.into_iter().filter(|won| *won).count();
        assert_eq!(won, 1, "{}", store.name);
        other.close().await;
    }
}

#[tokio::test]
async fn an_appointment_is_moved_ended_and_forgotten_with_its_time() {
    for store in test_stores().await {
        let (one, two) = (case(1), case(2));
        let mut tx = store.begin().await.unwrap();
        for case in [&one, &two] {
            appointment::insert(&mut tx, case, &body(), Some(NOON)).await.unwrap();
        }
        assert_eq!(appointment::take(&mut tx, &one, &ben(), &slot(0)).await.unwrap(), Taking::Won);
        assert_eq!(appointment::take(&mut tx, &one, &ben(), &slot(25)).await.unwrap(), Taking::Won, "moved");
        assert_eq!(appointment::take(&mut tx, &two, &ben(), &slot(75)).await.unwrap(), Taking::Won, "beside");
        assert_eq!(appointment::due(&mut tx, NOON, 9).await.unwrap().len(), 2);
        let rows = sqlx::query("select counsellor_key as clear, body from appointment");
        for row in rows.fetch_all(tx.conn()).await.unwrap() {
            let (clear, body): (String, Vec<u8>) = (row.get("clear"), row.get("body"));
            assert!(!clear.contains("ben") && !body.windows(6).any(|window| window == b"canary"));
        }
        let read = appointment::of_case(&mut tx, &one).await.unwrap().unwrap();
        appointment::end(&mut tx, &read).await.unwrap();
        assert!(matches!(appointment::end(&mut tx, &read).await, Err(StoreError::Stale { .. })));
        let mut before = appointment::of_case(&mut tx, &two).await.unwrap().unwrap();
        appointment::look_at(&mut tx, &two).await.unwrap();
        // Whoever read it before its case has changed does not write over that.
        let stale = appointment::save(&mut tx, &mut before).await;
        assert!(matches!(stale, Err(StoreError::Stale { .. })), "{}", store.name);
        appointment::forget(&mut tx, &two).await.unwrap();
        let left = "select (select count(*) from appointment) + (select count(*) from appointment_cell)";
        let left: i64 = sqlx::query_scalar(left).fetch_one(tx.conn()).await.unwrap();
        assert_eq!(left, 0, "{}", store.name);
    }
}

#[tokio::test]
async fn hours_figures_and_calendars_lead_to_nobody() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let written = Hours::parse("di 10-12 je 50", NOON).unwrap();
        assert_eq!(hours::of(&mut tx, &ben(), &freiburg()).await.unwrap(), None);
        hours::set(&mut tx, &ben(), &freiburg(), &Hours::parse("mo 9", NOON).unwrap()).await.unwrap();
        hours::set(&mut tx, &ben(), &freiburg(), &written).await.unwrap();
        assert_eq!(hours::of(&mut tx, &ben(), &freiburg()).await.unwrap(), Some(written));
        assert_eq!(hours::of(&mut tx, &ben(), &id("dresden")).await.unwrap(), None);
        hours::forget(&mut tx, &ben(), &freiburg()).await.unwrap();
        assert_eq!(hours::of(&mut tx, &ben(), &freiburg()).await.unwrap(), None);

        let month = Month::of(NOON);
        for became in [Became::Kept, Became::Kept, Became::Missed] {
            figure::count(&mut tx, month, &freiburg(), Venue::Video, became).await.unwrap();
        }
        let all = figure::all(&mut tx).await.unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].kept, all[0].cancelled, all[0].missed), (2, 0, 1), "{}", store.name);

        assert_eq!(feed::whose(&mut tx, "first").await.unwrap(), None);
        feed::renew(&mut tx, &ben(), "first", NOON).await.unwrap();
        feed::renew(&mut tx, &ben(), "second", NOON).await.unwrap();
        assert_eq!(feed::whose(&mut tx, "first").await.unwrap(), None, "renewed");
        assert_eq!(feed::whose(&mut tx, "second").await.unwrap(), Some(ben()));
        assert_eq!(feed::since(&mut tx, &ben()).await.unwrap(), Some(NOON));
        let row = sqlx::query("select feed_key || counsellor_key as clear, body from busy_feed");
        let row = row.fetch_one(tx.conn()).await.unwrap();
        let (clear, body): (String, Vec<u8>) = (row.get("clear"), row.get("body"));
        assert!(!clear.contains("second") && !body.windows(4).any(|window| window == b"@ben"));
        feed::end(&mut tx, &ben()).await.unwrap();
        assert_eq!(feed::whose(&mut tx, "second").await.unwrap(), None);
    }
}
