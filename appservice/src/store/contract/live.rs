//! Live chats: exactly one takes a guest, nobody takes more than they may, and nothing of a guest stays.

use futures_util::future::join_all;
use routing::{
    CaseId, CounsellorId, Span,
    figures::live::{LiveFigure, Waited},
    live::Standing,
};
use sqlx::Row as _;

use super::{NOON, asked, ben, freiburg, id};
use crate::store::{
    Store, StoreError, StoreResult, case,
    live::{self, duty, figure},
    test_postgres::test_stores,
};

/// Somebody waits, and their page was heard of at noon.
async fn guest(store: &Store, number: u32) -> CaseId {
    let case = asked(store, number).await;
    let mut tx = store.begin().await.unwrap();
    live::come(&mut tx, &case, "account", (&freiburg(), &id("schulden")), NOON).await.unwrap();
    live::asks(&mut tx, &case, NOON.plus(Span::minutes(i64::from(number))), NOON.plus(Span::minutes(3)))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    case
}

/// What the use-case does: as many as may be, the rules, the version, the mark.
async fn takes(store: &Store, case: &CaseId, who: &CounsellorId, most: u32) -> StoreResult<bool> {
    let mut tx = store.begin().await?;
    let mut stored = case::by_id(&mut tx, case).await?.unwrap();
    let Ok(accepted) = stored.case.clone().accept(who.clone(), NOON) else { return Ok(false) };
    duty::lock(&mut tx, who, &freiburg()).await?;
    if live::talks(&mut tx, who).await? >= most {
        return Ok(false);
    }
    stored.case = accepted;
    match case::save(&mut tx, &mut stored).await {
        Ok(()) => {}
        Err(StoreError::Stale { .. }) => return Ok(false),
        Err(error) => return Err(error),
    }
    assert!(live::taken(&mut tx, case, who, NOON).await?, "the version decides");
    tx.commit().await?;
    Ok(true)
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_hundred_who_take_one_guest_exactly_one_has_it() {
    for store in test_stores().await {
        let case = guest(&store, 1).await;
        let other = store.replica().await;
        let races = (0..100).map(|number| {
            let store = if number % 2 == 0 { &*store } else { &other };
            let who = id(&format!("@counsellor{number}:carrier.example"));
            let case = &case;
            async move { takes(store, case, &who, 1).await.unwrap() }
        });
        let won = join_all(races).await.into_iter().filter(|won| *won).count();
        assert_eq!(won, 1, "{}", store.name);
        let mut tx = store.look().await.unwrap();
        let taken = live::of_case(&mut tx, &case).await.unwrap().unwrap();
        assert_eq!(taken.taken, Some(NOON), "{}", store.name);
        drop(tx);
        other.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_takes_more_guests_at_once_than_they_may() {
    for store in test_stores().await {
        let mut cases = Vec::new();
        for number in 0..20 {
            cases.push(guest(&store, number).await);
        }
        let other = store.replica().await;
        let races = cases.iter().zip(0..).map(|(case, number)| {
            let store = if number % 2 == 0 { &*store } else { &other };
            async move { takes(store, case, &ben(), 2).await.unwrap() }
        });
        let won = join_all(races).await.into_iter().filter(|won| *won).count();
        assert_eq!(won, 2, "{}", store.name);
        // One talk is over: there is room for one more.
        let mut tx = store.begin().await.unwrap();
        let taken = sqlx::query("select case_id from live_guest where taken_ms is not null")
            .fetch_one(tx.conn())
            .await
            .unwrap();
        let over: CaseId = id(taken.get::<&str, _>("case_id"));
        assert!(live::end(&mut tx, &over).await.unwrap());
        assert!(!live::end(&mut tx, &over).await.unwrap());
        assert_eq!(live::talks(&mut tx, &ben()).await.unwrap(), 1);
        tx.commit().await.unwrap();
        other.close().await;
    }
}

#[tokio::test]
async fn who_waits_has_a_place_and_a_page_that_is_silent_is_gone() {
    for store in test_stores().await {
        let (first, second) = (guest(&store, 1).await, guest(&store, 2).await);
        let mut tx = store.begin().await.unwrap();
        let of = async |tx: &mut _, case: &CaseId| live::of_case(tx, case).await.unwrap().unwrap();
        let (one, two) = (of(&mut tx, &first).await, of(&mut tx, &second).await);
        assert_eq!(live::ahead(&mut tx, &one).await.unwrap(), 0);
        assert_eq!(live::ahead(&mut tx, &two).await.unwrap(), 1);
        assert!(duty::on(&mut tx, &ben(), &freiburg(), NOON).await.unwrap());
        assert!(!duty::on(&mut tx, &ben(), &freiburg(), NOON).await.unwrap(), "on already");
        let standings = live::standings(&mut tx).await.unwrap();
        assert_eq!(standings[&freiburg()], Standing { on_duty: 1, waiting: 2 });

        // What nobody took is counted once, and a taken one not at all.
        let late = NOON.plus(Span::minutes(3));
        assert_eq!(live::missed(&mut tx, late, 9).await.unwrap().len(), 2);
        assert!(live::taken(&mut tx, &second, &ben(), late).await.unwrap());
        assert_eq!(live::missed(&mut tx, late, 9).await.unwrap(), [(first.clone(), freiburg())]);
        assert!(live::count_missed(&mut tx, &first).await.unwrap());
        assert!(!live::count_missed(&mut tx, &first).await.unwrap());
        assert!(!live::count_missed(&mut tx, &second).await.unwrap());
        assert_eq!(duty::missed(&mut tx, &ben(), &freiburg()).await.unwrap(), 1);
        assert_eq!(duty::missed(&mut tx, &ben(), &freiburg()).await.unwrap(), 2);
        duty::took(&mut tx, &ben(), &freiburg()).await.unwrap();
        assert_eq!(duty::missed(&mut tx, &ben(), &freiburg()).await.unwrap(), 1);
        // Given back, they wait again: since they came.
        live::asks(&mut tx, &second, late, late).await.unwrap();
        let again = of(&mut tx, &second).await;
        assert_eq!((again.asked, again.taken), (two.asked, None));

        live::seen(&mut tx, &second, late).await.unwrap();
        assert_eq!(live::gone(&mut tx, (NOON, late), 9).await.unwrap(), std::slice::from_ref(&first));
        assert!(duty::off(&mut tx, &ben(), &freiburg()).await.unwrap());
        assert!(!duty::off(&mut tx, &ben(), &freiburg()).await.unwrap());
        assert!(duty::all(&mut tx).await.unwrap().is_empty());
        duty::lock(&mut tx, &ben(), &freiburg()).await.unwrap();
        assert_eq!(duty::since(&mut tx, &ben(), &freiburg()).await.unwrap(), None, "a lock is no duty");
        duty::tidy(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn figures_say_how_long_and_nothing_more() {
    for store in test_stores().await {
        let case = guest(&store, 1).await;
        let mut tx = store.begin().await.unwrap();
        assert!(live::taken(&mut tx, &case, &ben(), NOON.plus(Span::minutes(5))).await.unwrap());
        let taken = live::of_case(&mut tx, &case).await.unwrap().unwrap();
        let over = NOON.plus(Span::from_millis(35 * 60_000 + 123));
        figure::note(&mut tx, &taken, Waited::Taken, over).await.unwrap();
        // Whoever never wrote has not waited.
        let never = live::Guest { asked: None, taken: None, ..taken };
        figure::note(&mut tx, &never, Waited::Left, over).await.unwrap();
        let all = figure::all(&mut tx).await.unwrap();
        let expected = LiveFigure {
            month: id("2026-11"),
            centre: freiburg(),
            became: Waited::Taken,
            waited: Span::minutes(4),
            talked: Some(Span::minutes(30)),
        };
        assert_eq!(all, [expected], "{}: to the second", store.name);
        assert_eq!(figure::waits(&mut tx, &freiburg()).await.unwrap(), [Span::minutes(4)]);
        let rows =
            sqlx::query("select counsellor_key, body from live_duty").fetch_all(tx.conn()).await.unwrap();
        assert!(rows.is_empty(), "a talk alone leaves no duty");
        duty::on(&mut tx, &ben(), &freiburg(), NOON).await.unwrap();
        let row =
            sqlx::query("select counsellor_key, body from live_duty").fetch_one(tx.conn()).await.unwrap();
        let key: String = row.get("counsellor_key");
        let body: Vec<u8> = row.get("body");
        let silent = |bytes: &[u8]| !bytes.windows(4).any(|window| window == b"ben:");
        assert!(silent(key.as_bytes()) && silent(&body), "{}: it names somebody", store.name);
        tx.commit().await.unwrap();
    }
}
