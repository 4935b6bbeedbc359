//! Several processes on one database.

use futures_util::future::join_all;
use routing::{CaseId, CounsellorId};

use super::{NOON, asked, ben, event, id, new_case};
use crate::store::{
    Store, StoreError, StoreResult,
    case::{self, Insertion},
    lease,
    outbox::{self, Class, Lane},
    test_postgres::{fresh_postgres_url, key, test_stores},
    transaction::{self, Incoming, Receipt, SealedBody},
};

/// What a use-case does: read, ask the rules, write with the version guard and an effect, commit.
async fn accept(store: &Store, case: &CaseId, counsellor: CounsellorId) -> StoreResult<bool> {
    let mut tx = store.begin().await?;
    let mut stored = case::by_id(&mut tx, case).await?.unwrap();
    let Ok(accepted) = stored.case.clone().accept(counsellor, NOON) else { return Ok(false) };
    stored.case = accepted;
    match case::save(&mut tx, &mut stored).await {
        Ok(()) => {}
        Err(StoreError::Stale { .. }) => return Ok(false),
        Err(error) => return Err(error),
    }
    outbox::push(&mut tx, &Lane::new(Class::Case, case.as_str()), "reconcile", &case, NOON, NOON).await?;
    tx.commit().await?;
    Ok(true)
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_savers_of_one_version_exactly_one_wins() {
    for store in test_stores().await {
        let case = asked(&store, 1).await;
        let mut look = store.look().await.unwrap();
        let read = case::by_id(&mut look, &case).await.unwrap().unwrap();
        drop(look);
        let save = async |store: &Store| {
            let mut stored = read.clone();
            stored.case = stored.case.accept(ben(), NOON).unwrap();
            let mut tx = store.begin().await.unwrap();
            let saved = case::save(&mut tx, &mut stored).await;
            tx.commit().await.unwrap();
            saved
        };
        let other = store.replica().await;
        let outcomes = tokio::join!(save(&store), save(&other));
        let stale = |outcome: &StoreResult<()>| matches!(outcome, Err(StoreError::Stale { .. }));
        assert!(outcomes.0.is_ok() != outcomes.1.is_ok(), "{}: {outcomes:?}", store.name);
        assert!(stale(&outcomes.0) != stale(&outcomes.1), "{}: {outcomes:?}", store.name);
        let mut look = store.look().await.unwrap();
        assert_eq!(case::by_id(&mut look, &case).await.unwrap().unwrap().version(), 2);
        drop(look);
        other.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_hundred_acceptances_at_once_one_wins() {
    for store in test_stores().await {
        let case = asked(&store, 1).await;
        let other = store.replica().await;
        let races = (0..100).map(|number| {
            let store = if number % 2 == 0 { &*store } else { &other };
            accept(store, &case, id(&format!("@counsellor{number}:carrier.example")))
        });
        let outcomes = join_all(races).await;
        let winners = outcomes.into_iter().map(Result::unwrap).filter(|won| *won).count();
        assert_eq!(winners, 1, "{}", store.name);
        let mut look = store.look().await.unwrap();
        assert_eq!(outbox::counts(&mut look).await.unwrap().pending, 1, "one effect");
        drop(look);
        other.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_cases_never_share_a_reference() {
    for store in test_stores().await {
        let other = store.replica().await;
        let insert = async |store: &Store| {
            let mut tx = store.begin().await.unwrap();
            let outcome = case::insert(&mut tx, new_case(5), None).await.unwrap();
            // The commit goes on after the refusal: here with another reference.
            if matches!(outcome, Insertion::ReferenceTaken) {
                let second = case::insert(&mut tx, new_case(6), None).await.unwrap();
                assert!(matches!(second, Insertion::Made(_)));
            }
            tx.commit().await.unwrap();
            matches!(outcome, Insertion::Made(_))
        };
        let outcomes = tokio::join!(insert(&store), insert(&other));
        assert!(outcomes.0 != outcomes.1, "{}: {outcomes:?}", store.name);
        other.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn replicas_agree_on_transactions_leases_and_order() {
    for store in test_stores().await {
        let other = store.replica().await;
        let write = async |store: &Store, owner: String| {
            let body = SealedBody::seal(store.vault(), b"{}").unwrap();
            let mut tx = store.begin().await.unwrap();
            let incoming = [Incoming { txn_id: "same".to_owned(), body }];
            let receipts = transaction::append_all(&mut tx, &incoming, NOON).await.unwrap();
            outbox::push(&mut tx, &Lane::new(Class::Case, "lane"), "kind", &owner, NOON, NOON).await.unwrap();
            let ttl = routing::Span::minutes(1);
            let leased = lease::try_take(&mut tx, "work", &owner, NOON, ttl).await.unwrap();
            tx.commit().await.unwrap();
            (receipts[0] == Receipt::New, leased)
        };
        let writers = (0..20)
            .map(|number| write(if number % 2 == 0 { &*store } else { &other }, format!("owner-{number}")));
        let outcomes = join_all(writers).await;
        assert_eq!(outcomes.iter().filter(|(new, _)| *new).count(), 1, "{}", store.name);
        assert_eq!(outcomes.iter().filter(|(_, leased)| *leased).count(), 1, "{}", store.name);
        let mut tx = store.begin().await.unwrap();
        let mut run = 0;
        while let Some(effect) = outbox::next_of_lane(&mut tx, "lane", NOON).await.unwrap() {
            outbox::done(&mut tx, &effect.id).await.unwrap();
            run += 1;
        }
        assert_eq!(run, 20, "{}", store.name);
        tx.commit().await.unwrap();
        other.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_is_made_once_by_two_processes_that_start_together() {
    let directory = tempfile::tempdir().unwrap();
    let sqlite = format!("sqlite:{}", directory.path().join("lotse.db").display());
    for url in [sqlite, fresh_postgres_url().await] {
        let start = |url: String| tokio::spawn(async move { Store::open(&url, 2, &key()).await.unwrap() });
        let (one, two) = tokio::join!(start(url.clone()), start(url.clone()));
        let (one, two) = (one.unwrap(), two.unwrap());
        let sealed = one.vault().seal(&event("$x")).unwrap();
        assert_eq!(two.vault().unseal::<routing::EventId>(&sealed).unwrap(), event("$x"), "{url}");
        one.close().await;
        two.close().await;
    }
}
