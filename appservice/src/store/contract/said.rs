//! What events say stands in their transaction, for as long as one of them waits.

use routing::Span;

use super::{NOON, event, room};
use crate::store::{
    Store, StoreError, Tx,
    inbox::{self, Arrival, Content, Which},
    test_postgres::test_stores,
    transaction::{self, Incoming, SealedBody},
    waiting::{self, Missing, RoomKey},
};

const BODY: &str = "[$1,$2,$3,$4]";

/// A transaction with four events of one room, split.
async fn arrive(store: &Store) -> i64 {
    let mut tx = store.begin().await.unwrap();
    let body = SealedBody::seal(store.vault(), BODY.as_bytes()).unwrap();
    transaction::append_all(&mut tx, &[Incoming { txn_id: "7".to_owned(), body }], NOON).await.unwrap();
    let seq = transaction::next_unsplit(&mut tx, NOON, 1).await.unwrap()[0].seq;
    let arrivals = ["$1", "$2", "$3", "$4"].map(|id| Arrival {
        event_id: event(id),
        room_id: room("!a"),
        content: Content::InTransaction { at: BODY.find(id).unwrap(), length: 2 },
    });
    assert_eq!(inbox::add(&mut tx, seq, &arrivals, NOON).await.unwrap(), 4);
    transaction::mark_split(&mut tx, "7", true).await.unwrap();
    tx.commit().await.unwrap();
    seq
}

async fn next(tx: &mut Tx) -> Option<(String, Vec<u8>)> {
    let next = inbox::next_of_room(tx, &room("!a"), NOON).await.unwrap();
    next.map(|next| (next.event_id.to_string(), next.body))
}

/// Whether anything of a body is still there.
async fn is_kept(tx: &mut Tx) -> bool {
    let kept = "select txn_id from homeserver_transaction where body is not null";
    sqlx::query(kept).fetch_optional(tx.conn()).await.unwrap().is_some()
}

#[tokio::test]
async fn it_is_erased_with_the_last_event_that_waits() {
    for mut store in test_stores().await {
        arrive(&store).await;
        // Not from the memory of this process.
        store.reopen().await;
        let mut tx = store.begin().await.unwrap();
        assert_eq!(next(&mut tx).await, Some(("$1".to_owned(), b"$1".to_vec())), "{}", store.name);
        inbox::done(&mut tx, &event("$1")).await.unwrap();
        inbox::retry_at(&mut tx, &event("$2"), NOON, "away").await.unwrap();
        inbox::done_all(&mut tx, &["$3", "$4"].map(event)).await.unwrap();
        assert!(is_kept(&mut tx).await, "one waits");
        let later = NOON.plus(Span::days(31));
        assert_eq!(
            transaction::prune(&mut tx, later, 500).await.unwrap(),
            0,
            "an old one that is needed stays"
        );
        assert_eq!(next(&mut tx).await, Some(("$2".to_owned(), b"$2".to_vec())));
        inbox::done_all(&mut tx, &[event("$2")]).await.unwrap();
        assert!(!is_kept(&mut tx).await);
        assert_eq!(transaction::prune(&mut tx, later, 500).await.unwrap(), 1);
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn an_event_that_leaves_its_queue_takes_along_what_it_says() {
    for mut store in test_stores().await {
        arrive(&store).await;
        let mut tx = store.begin().await.unwrap();
        inbox::quarantine(&mut tx, &event("$1"), "404:M_NOT_FOUND").await.unwrap();
        let key = RoomKey { room: room("!a"), session: "S".to_owned(), writer: "ben".to_owned() };
        let missing = Missing { since: NOON, looked_at: NOON, told_at: None };
        waiting::set_aside(&mut tx, &event("$2"), &key, missing, NOON.plus(Span::days(1))).await.unwrap();
        inbox::done_all(&mut tx, &["$3", "$4"].map(event)).await.unwrap();
        assert!(!is_kept(&mut tx).await, "{}: nobody needs the transaction any more", store.name);
        tx.commit().await.unwrap();

        store.reopen().await;
        let mut tx = store.begin().await.unwrap();
        assert_eq!(inbox::revive(&mut tx, &Which::All, NOON).await.unwrap(), 1);
        assert_eq!(waiting::key_came(&mut tx, &room("!a"), "S", NOON).await.unwrap(), 1);
        for id in ["$1", "$2"] {
            assert_eq!(next(&mut tx).await, Some((id.to_owned(), id.as_bytes().to_vec())));
            inbox::done(&mut tx, &event(id)).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_transaction_that_is_damaged_spoils_its_own_events_one_by_one() {
    for mut store in test_stores().await {
        let seq = arrive(&store).await;
        let mut tx = store.begin().await.unwrap();
        let damage = sqlx::query("update homeserver_transaction set body = $1 where seq = $2");
        damage.bind(vec![7_u8; 60]).bind(seq).execute(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        store.reopen().await;
        for id in ["$1", "$2", "$3", "$4"] {
            let mut tx = store.begin().await.unwrap();
            let unreadable = inbox::next_of_room(&mut tx, &room("!a"), NOON).await;
            assert!(
                matches!(unreadable, Err(StoreError::Inconsistent { table: "inbox", id: ref of, .. }) if of == id),
                "{}: {unreadable:?}",
                store.name
            );
            inbox::quarantine(&mut tx, &event(id), "inconsistent:inbox").await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut tx = store.begin().await.unwrap();
        assert_eq!(next(&mut tx).await, None);
        assert_eq!(
            inbox::revive(&mut tx, &Which::All, NOON).await.unwrap(),
            0,
            "there is nothing to take up"
        );
    }
}

#[tokio::test]
async fn a_repetition_whose_events_came_before_keeps_nothing() {
    for store in test_stores().await {
        arrive(&store).await;
        let mut tx = store.begin().await.unwrap();
        inbox::done_all(&mut tx, &["$1", "$2", "$3", "$4"].map(event)).await.unwrap();
        let body = SealedBody::seal(store.vault(), BODY.as_bytes()).unwrap();
        transaction::append_all(&mut tx, &[Incoming { txn_id: "8".to_owned(), body }], NOON).await.unwrap();
        let seq = transaction::next_unsplit(&mut tx, NOON, 1).await.unwrap()[0].seq;
        let again = Arrival {
            event_id: event("$1"),
            room_id: room("!a"),
            content: Content::InTransaction { at: 1, length: 2 },
        };
        assert_eq!(inbox::add(&mut tx, seq, &[again], NOON).await.unwrap(), 0, "{}", store.name);
        transaction::mark_split(&mut tx, "8", true).await.unwrap();
        assert!(is_kept(&mut tx).await);
        inbox::was_split(&mut tx, seq).await.unwrap();
        assert!(!is_kept(&mut tx).await);
    }
}

#[tokio::test]
async fn what_somebody_missed_is_swept_and_what_is_needed_stays() {
    for store in test_stores().await {
        arrive(&store).await;
        let mut tx = store.begin().await.unwrap();
        assert_eq!(inbox::sweep(&mut tx, 50).await.unwrap(), 0, "{}: all wait", store.name);
        sqlx::query("update inbox set state = 'done'").execute(tx.conn()).await.unwrap();
        assert_eq!(inbox::sweep(&mut tx, 50).await.unwrap(), 1);
        assert!(!is_kept(&mut tx).await);
    }
}

#[tokio::test]
async fn an_erased_room_leaves_nothing_in_the_transactions_of_others() {
    for mut store in test_stores().await {
        arrive(&store).await;
        let mut tx = store.begin().await.unwrap();
        sqlx::query("update inbox set room_id = '!b' where event_id in ('$2', '$3')")
            .execute(tx.conn())
            .await
            .unwrap();
        inbox::done_all(&mut tx, &["$1", "$4", "$3"].map(event)).await.unwrap();
        assert!(is_kept(&mut tx).await, "another room needs it");
        inbox::forget_room(&mut tx, &room("!a"), 500).await.unwrap();
        assert!(!is_kept(&mut tx).await, "{}", store.name);
        tx.commit().await.unwrap();
        store.reopen().await;
        let mut tx = store.begin().await.unwrap();
        let waits = inbox::next_of_room(&mut tx, &room("!b"), NOON).await.unwrap().unwrap();
        assert_eq!((waits.event_id, waits.body), (event("$2"), b"$2".to_vec()), "it took along what it says");
    }
}
