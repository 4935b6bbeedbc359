//! Events that wait for a room key beside their room's queue.

use routing::{EventId, RoomId, Span};

use super::{NOON, event, room};
use crate::store::{
    Tx,
    inbox::{self, Arrival, Content, Which},
    test_postgres::test_stores,
    waiting::{self, Missing, RoomKey},
};

fn key(session: &str, writer: &str) -> RoomKey {
    RoomKey { room: room("!a"), session: session.to_owned(), writer: writer.to_owned() }
}

async fn arrive(tx: &mut Tx, transaction: i64, ids: &[&str]) {
    let arrivals = ids.iter().map(|id| Arrival {
        event_id: event(id),
        room_id: room("!a"),
        content: Content::Own(id.as_bytes().to_vec()),
    });
    inbox::add(tx, transaction, &arrivals.collect::<Vec<_>>(), NOON).await.unwrap();
}

async fn next(tx: &mut Tx, room: &RoomId) -> Option<EventId> {
    inbox::next_of_room(tx, room, NOON).await.unwrap().map(|pending| pending.event_id)
}

#[tokio::test]
async fn an_event_without_its_key_holds_up_nobody_and_keeps_its_place() {
    for mut store in test_stores().await {
        let later = NOON.plus(Span::minutes(1));
        let missing = Missing { since: NOON, looked_at: NOON, told_at: None };
        let mut tx = store.begin().await.unwrap();
        arrive(&mut tx, 1, &["$1", "$2", "$3", "$4"]).await;
        waiting::set_aside(&mut tx, &event("$1"), &key("S", "ben"), missing, later).await.unwrap();
        assert_eq!(next(&mut tx, &room("!a")).await, Some(event("$2")), "{}: the room goes on", store.name);
        inbox::done(&mut tx, &event("$2")).await.unwrap();
        waiting::set_aside(&mut tx, &event("$3"), &key("S", "ben"), missing, later).await.unwrap();
        waiting::set_aside(&mut tx, &event("$4"), &key("T", "cem"), missing, later).await.unwrap();
        assert_eq!(inbox::counts(&mut tx).await.unwrap().pending, 0);
        assert_eq!(waiting::count(&mut tx).await.unwrap(), 3);
        arrive(&mut tx, 2, &["$1", "$5"]).await;
        assert_eq!(next(&mut tx, &room("!a")).await, Some(event("$5")), "a repetition is recognised");
        tx.commit().await.unwrap();

        store.reopen().await;
        let mut tx = store.begin().await.unwrap();
        assert!(waiting::is_awaited(&mut tx, &room("!a"), "S").await.unwrap());
        assert!(!waiting::is_awaited(&mut tx, &room("!b"), "S").await.unwrap(), "a key is for one room");
        assert_eq!(waiting::key_came(&mut tx, &room("!b"), "S", NOON).await.unwrap(), 0);
        assert!(inbox::is_next(&mut tx, &room("!a"), &event("$5")).await.unwrap());
        assert_eq!(waiting::key_came(&mut tx, &room("!a"), "S", NOON).await.unwrap(), 2);
        assert!(!inbox::is_next(&mut tx, &room("!a"), &event("$5")).await.unwrap(), "they come first");
        assert_eq!(waiting::key_came(&mut tx, &room("!a"), "S", NOON).await.unwrap(), 0, "it rings once");
        let first = inbox::next_of_room(&mut tx, &room("!a"), NOON).await.unwrap().unwrap();
        assert_eq!((first.event_id.clone(), first.body), (event("$1"), b"$1".to_vec()));
        for id in ["$1", "$3", "$5"] {
            assert_eq!(next(&mut tx, &room("!a")).await, Some(event(id)), "in the order of their arrival");
            inbox::done(&mut tx, &event(id)).await.unwrap();
        }
        assert_eq!(next(&mut tx, &room("!a")).await, None, "another key is waited for still");
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn whoever_wrote_is_told_once_for_each_key() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        arrive(&mut tx, 1, &["$1", "$2", "$3"]).await;
        let (ben, cem) = (key("S", "ben"), key("S", "cem"));
        let (first, due) =
            (Missing { since: NOON, looked_at: NOON, told_at: None }, NOON.plus(Span::days(1)));
        assert_eq!(waiting::known(&mut tx, &ben).await.unwrap(), None, "{}", store.name);
        waiting::set_aside(&mut tx, &event("$1"), &ben, first, due).await.unwrap();
        let told = Missing { looked_at: NOON.plus(Span::minutes(1)), told_at: Some(NOON), ..first };
        waiting::set_aside(&mut tx, &event("$2"), &ben, told, due).await.unwrap();
        assert_eq!(waiting::known(&mut tx, &ben).await.unwrap(), Some(told));
        // Somebody who writes beside it does not take it back.
        waiting::set_aside(&mut tx, &event("$3"), &ben, first, due).await.unwrap();
        assert_eq!(waiting::known(&mut tx, &ben).await.unwrap().unwrap().told_at, Some(NOON));
        assert_eq!(
            waiting::known(&mut tx, &cem).await.unwrap(),
            None,
            "whoever else names the session is not told"
        );
        waiting::key_came(&mut tx, &room("!a"), "S", NOON).await.unwrap();
        assert!(
            waiting::known(&mut tx, &ben).await.unwrap().is_some(),
            "nor told again if the key does not fit"
        );
        assert_eq!(waiting::prune(&mut tx, NOON.plus(Span::days(30)), 10).await.unwrap(), 1);
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn what_waited_in_vain_is_put_aside_and_goes_with_its_room() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        arrive(&mut tx, 1, &["$1", "$2"]).await;
        let (missing, due) =
            (Missing { since: NOON, looked_at: NOON, told_at: None }, NOON.plus(Span::minutes(1)));
        for id in ["$1", "$2"] {
            waiting::set_aside(&mut tx, &event(id), &key("S", "ben"), missing, due).await.unwrap();
        }
        assert!(!waiting::is_due(&mut tx, NOON).await.unwrap(), "{}", store.name);
        assert_eq!(waiting::moment_came(&mut tx, NOON).await.unwrap(), 0);
        assert!(waiting::is_due(&mut tx, due).await.unwrap());
        assert_eq!(waiting::moment_came(&mut tx, due).await.unwrap(), 2);
        inbox::quarantine(&mut tx, &event("$1"), "key-never-came").await.unwrap();
        let reason = Which::Reason("key-never-came".to_owned());
        assert_eq!(inbox::revive(&mut tx, &reason, due).await.unwrap(), 1, "its body is there still");
        waiting::set_aside(&mut tx, &event("$1"), &key("S", "ben"), missing, due).await.unwrap();
        inbox::done(&mut tx, &event("$2")).await.unwrap();
        inbox::forget_room(&mut tx, &room("!a"), 100).await.unwrap();
        assert_eq!(waiting::count(&mut tx).await.unwrap(), 0);
        assert_eq!(waiting::known(&mut tx, &key("S", "ben")).await.unwrap(), None);
        assert_eq!(waiting::look_at_all(&mut tx, due).await.unwrap(), 0);
        tx.commit().await.unwrap();
    }
}
