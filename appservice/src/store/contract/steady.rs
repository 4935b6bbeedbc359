//! Rows whose step fails, and rows that cannot be read: all others are as if they were not there.

use routing::{CaseId, Span};

use super::{NOON, anna, asked, event, new_case, room};
use crate::store::{
    StoreError, Tx, case, damage,
    inbox::{self, Arrival, Content},
    setback::{self, Kind},
    test_postgres::{TestStore, test_stores},
    transaction::{self, Incoming, SealedBody},
};

async fn due_cases(store: &TestStore, count: u32) -> Vec<CaseId> {
    let mut ids = Vec::new();
    let mut tx = store.begin().await.unwrap();
    for number in 0..count {
        let case = new_case(number);
        ids.push(case.id.clone());
        let due = NOON.plus(Span::from_millis(number.into()));
        case::insert(&mut tx, case, Some(due)).await.unwrap();
    }
    tx.commit().await.unwrap();
    ids
}

async fn damaged(tx: &mut Tx, table: &str, key: &str, id: &str) {
    let text = format!("update {table} set body = $1 where {key} = $2");
    let damaged = sqlx::query(sqlx::AssertSqlSafe(text)).bind(vec![7_u8; 60]).bind(id);
    assert_eq!(damaged.execute(tx.conn()).await.unwrap().rows_affected(), 1);
}

#[tokio::test]
async fn rows_that_fail_wait_on_their_own_and_the_next_has_its_turn() {
    for store in test_stores().await {
        let ids = due_cases(&store, 130).await;
        let now = NOON.plus(Span::minutes(1));
        let mut tx = store.begin().await.unwrap();
        let first = case::due(&mut tx, now, 100).await.unwrap();
        assert_eq!(first, ids[..100], "{}", store.name);
        for case in &first {
            let failures = setback::failed(&mut tx, Kind::Case, case.as_str(), "store", now).await.unwrap();
            assert_eq!(failures, 1);
            // Another step of the same row is none of its business.
            setback::failed(&mut tx, Kind::FollowUp, case.as_str(), "store", now).await.unwrap();
        }
        assert_eq!(case::due(&mut tx, now, 100).await.unwrap(), ids[100..]);
        assert_eq!(
            setback::failed(&mut tx, Kind::Case, ids[0].as_str(), "no words: Anna!", now).await.unwrap(),
            2
        );
        let soon = now.plus(Span::from_millis(2000));
        assert_eq!(
            case::due(&mut tx, soon, 100).await.unwrap()[0],
            ids[1],
            "whoever fails again waits longer"
        );
        assert_eq!(setback::count(&mut tx).await.unwrap(), 200);
        setback::overcome(&mut tx, Kind::Case, ids[0].as_str()).await.unwrap();
        assert_eq!(case::due(&mut tx, now, 100).await.unwrap()[0], ids[0]);
        assert!(!setback::ids(&mut tx, Kind::Case).await.unwrap().contains(ids[0].as_str()));
        assert_eq!(setback::ids(&mut tx, Kind::Case).await.unwrap().len(), 99);
        let all = setback::all(&mut tx).await.unwrap();
        assert!(all.iter().all(|it| it.reason == "store" && it.since == now && it.failures == 1), "{all:?}");
        // Nobody has tried them although their time came: their rows are gone.
        assert_eq!(setback::prune(&mut tx, soon, 500).await.unwrap(), 0);
        assert_eq!(setback::prune(&mut tx, soon.plus(Span::minutes(11)), 500).await.unwrap(), 199);
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_left_out_and_named() {
    for store in test_stores().await {
        let (good, bad) = (asked(&store, 1).await, asked(&store, 2).await);
        assert!(damage::look_at_all(&store).await.unwrap().unreadable.is_empty());
        let mut tx = store.begin().await.unwrap();
        damaged(&mut tx, "counselling_case", "case_id", bad.as_str()).await;
        let seen = case::of_seeker(&mut tx, &anna()).await.unwrap();
        assert_eq!(seen.iter().map(|stored| &stored.case.id).collect::<Vec<_>>(), [&good], "{}", store.name);
        assert_eq!(case::not_erased(&mut tx).await.unwrap().len(), 1);
        assert_eq!(case::page(&mut tx, None, 10, |_, _| true).await.unwrap().cases.len(), 1);
        let alone = case::by_id(&mut tx, &bad).await;
        assert!(
            matches!(alone, Err(StoreError::Inconsistent { ref id, .. }) if id == bad.as_str()),
            "{alone:?}"
        );
        assert!(case::is_seeker(&mut tx, &anna()).await.unwrap());
        // Sealed as well as ever, but another case's.
        sqlx::query("update counselling_case set body = (select body from counselling_case where case_id = $1) where case_id = $2")
            .bind(good.as_str())
            .bind(bad.as_str())
            .execute(tx.conn())
            .await
            .unwrap();
        assert_eq!(case::not_erased(&mut tx).await.unwrap().len(), 1);
        sqlx::query(
            "insert into crypto_item (owner, kind, scope, key, value) values ('@c:x', 'account', '', '', $1)",
        )
        .bind(vec![7_u8; 60])
        .execute(tx.conn())
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let look = damage::look_at_all(&store).await.unwrap();
        let bad = ("counselling_case", bad.as_str().to_owned());
        assert_eq!(look.unreadable, [bad, ("crypto_item", "@c:x account  ".to_owned())]);
        assert_eq!(look.readable, 1);
    }
}

#[tokio::test]
async fn damaged_traffic_holds_up_nothing() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let incoming = ["1", "2", "3"].map(|id| Incoming {
            txn_id: id.to_owned(),
            body: SealedBody::seal(store.vault(), id.as_bytes()).unwrap(),
        });
        transaction::append_all(&mut tx, &incoming, NOON).await.unwrap();
        damaged(&mut tx, "homeserver_transaction", "txn_id", "2").await;
        let unsplit = transaction::next_unsplit(&mut tx, NOON, 10).await.unwrap();
        let bodies: Vec<_> = unsplit.iter().map(|it| it.body.as_ref().map(|body| body.as_slice())).collect();
        assert_eq!(bodies, [Some(&b"1"[..]), None, Some(b"3")], "{}", store.name);
        setback::failed(&mut tx, Kind::Transaction, "2", "inconsistent", NOON).await.unwrap();
        assert_eq!(transaction::next_unsplit(&mut tx, NOON, 10).await.unwrap().len(), 2);

        let arrivals = ["$1", "$2"].map(|id| Arrival {
            event_id: event(id),
            room_id: room("!a"),
            content: Content::Own(id.as_bytes().to_vec()),
        });
        inbox::add(&mut tx, 1, &arrivals, NOON).await.unwrap();
        damaged(&mut tx, "inbox", "event_id", "$1").await;
        assert_eq!(inbox::rooms_with_work(&mut tx, NOON).await.unwrap(), [room("!a")]);
        let first = inbox::next_of_room(&mut tx, &room("!a"), NOON).await;
        assert!(
            matches!(first, Err(StoreError::Inconsistent { table: "inbox", ref id, .. }) if id == "$1"),
            "{first:?}"
        );
        inbox::quarantine(&mut tx, &event("$1"), "inconsistent:inbox").await.unwrap();
        let next = inbox::next_of_room(&mut tx, &room("!a"), NOON).await.unwrap();
        assert_eq!(next.map(|pending| pending.event_id), Some(event("$2")));
        for _ in 0..5 {
            inbox::retry_at(&mut tx, &event("$2"), NOON, "store").await.unwrap();
        }
        let struggling = inbox::struggling(&mut tx, 5).await.unwrap();
        assert_eq!((struggling.len(), struggling[0].reason.as_str(), struggling[0].count), (1, "store", 1));
        assert!(inbox::struggling(&mut tx, 6).await.unwrap().is_empty());
        tx.commit().await.unwrap();
    }
}
