//! Transactions, inbox, outbox, lease.

use routing::Span;

use super::{NOON, event, room};
use crate::store::{
    Store, StoreError,
    inbox::{self, Arrival, Content},
    lease,
    outbox::{self, Class, Lane},
    test_postgres::test_stores,
    transaction::{self, Incoming, Receipt, SealedBody},
};

fn incoming(store: &Store, txn_id: &str, body: &[u8]) -> Incoming {
    Incoming { txn_id: txn_id.to_owned(), body: SealedBody::seal(store.vault(), body).unwrap() }
}

fn arrival(event_id: &str, room_id: &str) -> Arrival {
    Arrival {
        event_id: event(event_id),
        room_id: room(room_id),
        content: Content::Own(event_id.as_bytes().to_vec()),
    }
}

fn lane(name: &str) -> Lane {
    Lane::new(Class::Case, name)
}

#[tokio::test]
async fn a_transaction_is_written_down_once_even_after_it_was_split() {
    for mut store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let batch =
            [incoming(&store, "1", b"one"), incoming(&store, "2", b"two"), incoming(&store, "1", b"x")];
        let receipts = transaction::append_all(&mut tx, &batch, NOON).await.unwrap();
        assert_eq!(receipts, [Receipt::New, Receipt::New, Receipt::Duplicate], "{}", store.name);
        tx.commit().await.unwrap();

        store.reopen().await;
        let mut tx = store.begin().await.unwrap();
        let unsplit = transaction::next_unsplit(&mut tx, NOON, 10).await.unwrap();
        let bodies: Vec<_> = unsplit.iter().filter_map(|transaction| transaction.body.as_deref()).collect();
        assert_eq!(bodies, [b"one", b"two"], "{}", store.name);
        assert!(unsplit[0].seq < unsplit[1].seq);
        transaction::mark_split(&mut tx, "1", false).await.unwrap();
        assert!(matches!(transaction::mark_split(&mut tx, "1", false).await, Err(StoreError::Stale { .. })));
        let again = [incoming(&store, "1", b"one")];
        let receipts = transaction::append_all(&mut tx, &again, NOON).await.unwrap();
        assert_eq!(receipts, [Receipt::Duplicate]);
        assert_eq!(transaction::next_unsplit(&mut tx, NOON, 10).await.unwrap().len(), 1);
        let later = NOON.plus(Span::days(1));
        assert_eq!(
            transaction::prune(&mut tx, later, 500).await.unwrap(),
            1,
            "only what is split is forgotten"
        );
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn what_is_not_committed_never_happened() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        transaction::append_all(&mut tx, &[incoming(&store, "1", b"one")], NOON).await.unwrap();
        outbox::push(&mut tx, &lane("lane"), "kind", &1, NOON, NOON).await.unwrap();
        inbox::add(&mut tx, 1, &[arrival("$1", "!a")], NOON).await.unwrap();
        drop(tx);
        let mut tx = store.look().await.unwrap();
        assert!(transaction::next_unsplit(&mut tx, NOON, 10).await.unwrap().is_empty(), "{}", store.name);
        assert_eq!(outbox::counts(&mut tx).await.unwrap(), outbox::Counts::default());
        assert_eq!(inbox::counts(&mut tx).await.unwrap(), inbox::Counts::default());
    }
}

#[tokio::test]
async fn a_room_is_handled_in_order_and_holds_up_nobody_else() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let events = [arrival("$a1", "!a"), arrival("$b1", "!b"), arrival("$a2", "!a"), arrival("$a1", "!a")];
        assert_eq!(inbox::add(&mut tx, 2, &events, NOON).await.unwrap(), 3, "{}", store.name);
        assert_eq!(inbox::add(&mut tx, 1, &[arrival("$b0", "!b")], NOON).await.unwrap(), 1);
        assert_eq!(inbox::rooms_with_work(&mut tx, NOON).await.unwrap(), [room("!b"), room("!a")]);

        let first = inbox::next_of_room(&mut tx, &room("!a"), NOON).await.unwrap().unwrap();
        assert_eq!((first.event_id, first.body, first.attempts), (event("$a1"), b"$a1".to_vec(), 0));
        let later = NOON.plus(Span::minutes(1));
        inbox::retry_at(&mut tx, &event("$a1"), later, "homeserver_away").await.unwrap();
        assert!(inbox::next_of_room(&mut tx, &room("!a"), NOON).await.unwrap().is_none(), "its head waits");
        assert_eq!(inbox::rooms_with_work(&mut tx, NOON).await.unwrap(), [room("!b")]);
        assert_eq!(inbox::next_of_room(&mut tx, &room("!a"), later).await.unwrap().unwrap().attempts, 1);

        inbox::quarantine(&mut tx, &event("$a1"), "said: my name is Anna").await.unwrap();
        let quarantined = inbox::quarantined(&mut tx, None, 10).await.unwrap();
        assert_eq!(quarantined[0].reason, "unnamed", "content is no reason");
        assert_eq!(
            inbox::next_of_room(&mut tx, &room("!a"), NOON).await.unwrap().unwrap().event_id,
            event("$a2")
        );
        inbox::done(&mut tx, &event("$a2")).await.unwrap();
        inbox::done(&mut tx, &event("$b0")).await.unwrap();
        inbox::done(&mut tx, &event("$b1")).await.unwrap();
        assert!(matches!(inbox::done(&mut tx, &event("$b1")).await, Err(StoreError::Stale { .. })));
        assert_eq!(inbox::add(&mut tx, 3, &events, later).await.unwrap(), 0, "one effect per event");
        assert_eq!(inbox::counts(&mut tx).await.unwrap(), inbox::Counts { pending: 0, quarantined: 1 });
        assert_eq!(inbox::next_due(&mut tx).await.unwrap(), None);
        assert_eq!(
            inbox::prune(&mut tx, later, 500).await.unwrap(),
            4,
            "three were handled; one put aside is emptied"
        );
        inbox::add(&mut tx, 4, &[arrival("$a3", "!a")], later).await.unwrap();
        inbox::quarantine(&mut tx, &event("$a3"), "404:M_NOT_FOUND").await.unwrap();
        let wrong = inbox::Which::Reason("401:M_UNKNOWN_TOKEN".to_owned());
        assert_eq!(inbox::revive(&mut tx, &wrong, later).await.unwrap(), 0);
        let right = inbox::Which::Reason("404:M_NOT_FOUND".to_owned());
        assert_eq!(
            inbox::revive(&mut tx, &right, later).await.unwrap(),
            1,
            "nothing is erased at a first refusal"
        );
        let again = inbox::next_of_room(&mut tx, &room("!a"), later).await.unwrap().unwrap();
        assert_eq!((again.event_id, again.body, again.attempts), (event("$a3"), b"$a3".to_vec(), 0));
        inbox::quarantine(&mut tx, &event("$a3"), "404:M_NOT_FOUND").await.unwrap();
        inbox::prune(&mut tx, later.plus(Span::minutes(1)), 500).await.unwrap();
        assert_eq!(
            inbox::revive(&mut tx, &inbox::Which::All, later).await.unwrap(),
            0,
            "what it said is gone by then"
        );
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn effects_of_a_lane_run_in_order_and_are_done_or_loudly_given_up() {
    for store in test_stores().await {
        let later = NOON.plus(Span::minutes(5));
        let mut tx = store.begin().await.unwrap();
        let invite = outbox::push(&mut tx, &lane("case-1"), "invite", &["x"], NOON, NOON).await.unwrap();
        let send = outbox::push(&mut tx, &lane("case-1"), "send", &7, NOON, NOON).await.unwrap();
        outbox::push(&mut tx, &lane("case-1"), "remind", &7, later, NOON).await.unwrap();
        outbox::push(&mut tx, &lane("case-2"), "send", &8, later, NOON).await.unwrap();
        assert_eq!(outbox::count_in_lane(&mut tx, "case-1").await.unwrap(), 3);
        assert!(outbox::is_put_off(&mut tx, "case-2", NOON).await.unwrap());
        assert!(!outbox::is_put_off(&mut tx, "case-2", later).await.unwrap());
        assert!(!outbox::has_begun(&mut tx, &send).await.unwrap());
        outbox::begin(&mut tx, &send).await.unwrap();
        assert!(
            outbox::has_begun(&mut tx, &send).await.unwrap()
                && !outbox::has_begun(&mut tx, &invite).await.unwrap()
        );
        tx.commit().await.unwrap();

        let mut tx = store.begin().await.unwrap();
        assert_eq!(
            outbox::lanes_with_work(&mut tx, Class::Case, NOON, 9).await.unwrap(),
            ["case-1"],
            "{}",
            store.name
        );
        assert_eq!(
            outbox::lanes_with_work(&mut tx, Class::Case, later, 9).await.unwrap(),
            ["case-1", "case-2"]
        );
        let head = outbox::next_of_lane(&mut tx, "case-1", NOON).await.unwrap().unwrap();
        assert_eq!((head.id.as_str(), head.kind.as_str()), (invite.as_str(), "invite"));
        assert_eq!(head.payload::<Vec<String>>().unwrap(), ["x"]);

        outbox::retry_at(&mut tx, &invite, later, "M_LIMIT_EXCEEDED").await.unwrap();
        assert!(outbox::next_of_lane(&mut tx, "case-1", NOON).await.unwrap().is_none(), "the head blocks");
        assert!(outbox::lanes_with_work(&mut tx, Class::Case, NOON, 9).await.unwrap().is_empty());
        assert_eq!(outbox::next_due(&mut tx).await.unwrap(), Some(later));

        outbox::bury(&mut tx, &invite, "M_FORBIDDEN").await.unwrap();
        let dead = outbox::dead(&mut tx).await.unwrap();
        assert_eq!((dead[0].attempts, dead[0].last_error.as_deref()), (2, Some("M_FORBIDDEN")));
        assert_eq!(outbox::next_of_lane(&mut tx, "case-1", NOON).await.unwrap().unwrap().id, send);
        let counts = outbox::counts(&mut tx).await.unwrap();
        assert_eq!(counts, outbox::Counts { pending: 3, dead: 1, oldest_due: Some(NOON) });

        outbox::revive(&mut tx, &invite, NOON).await.unwrap();
        assert_eq!(outbox::next_of_lane(&mut tx, "case-1", NOON).await.unwrap().unwrap().id, invite);
        outbox::done(&mut tx, &invite).await.unwrap();
        outbox::done(&mut tx, &send).await.unwrap();
        assert!(matches!(outbox::done(&mut tx, &send).await, Err(StoreError::Stale { .. })));
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_lease_has_one_owner_until_it_runs_out() {
    for store in test_stores().await {
        let ttl = Span::minutes(1);
        let mut tx = store.begin().await.unwrap();
        assert!(lease::try_take(&mut tx, "outbox", "one", NOON, ttl).await.unwrap(), "{}", store.name);
        assert!(!lease::try_take(&mut tx, "outbox", "two", NOON, ttl).await.unwrap());
        assert!(lease::try_take(&mut tx, "outbox", "one", NOON, ttl).await.unwrap(), "prolonged");
        assert!(lease::try_take(&mut tx, "outbox", "two", NOON.plus(ttl), ttl).await.unwrap(), "it ran out");
        lease::release(&mut tx, "outbox", "one").await.unwrap();
        assert!(!lease::try_take(&mut tx, "outbox", "one", NOON.plus(ttl), ttl).await.unwrap());
        lease::release(&mut tx, "outbox", "two").await.unwrap();
        assert!(lease::try_take(&mut tx, "outbox", "one", NOON, ttl).await.unwrap());
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn what_was_put_aside_is_shown_by_reason_and_can_be_discarded() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let ids = ["$a", "$b", "$c", "$d"];
        inbox::add(&mut tx, 1, &ids.map(|id| arrival(id, "!a")), NOON).await.unwrap();
        let reasons = ["no-json", "404:M_NOT_FOUND", "tried-too-often:database is locked", "no-json"];
        for (id, why) in ids.iter().zip(reasons) {
            inbox::quarantine(&mut tx, &event(id), why).await.unwrap();
        }
        let aside = inbox::aside(&mut tx).await.unwrap();
        let aside: Vec<_> = aside.iter().map(|it| (it.reason.as_str(), it.events)).collect();
        let expected = [("no-json", 2), ("404:M_NOT_FOUND", 1), ("tried-too-often:unnamed", 1)];
        assert_eq!(aside, expected, "{}", store.name);
        // The oldest is found, however many newer ones there are.
        let found = inbox::quarantined(&mut tx, Some("404:M_NOT_FOUND"), 1).await.unwrap();
        assert_eq!(found.iter().map(|it| &it.event_id).collect::<Vec<_>>(), [&event("$b")]);
        assert_eq!(inbox::quarantined(&mut tx, None, 1).await.unwrap()[0].event_id, event("$d"));

        let discard = inbox::Which::Reason("no-json".to_owned());
        assert_eq!(inbox::discard(&mut tx, &discard).await.unwrap(), 2);
        assert_eq!(inbox::discard(&mut tx, &discard).await.unwrap(), 0);
        assert_eq!(inbox::discard(&mut tx, &inbox::Which::Event(event("$b"))).await.unwrap(), 1);
        assert_eq!(
            inbox::revive(&mut tx, &inbox::Which::All, NOON).await.unwrap(),
            1,
            "the one that is left"
        );
        assert_eq!(inbox::counts(&mut tx).await.unwrap(), inbox::Counts { pending: 1, quarantined: 0 });
        // What was discarded does not come again.
        assert_eq!(inbox::add(&mut tx, 2, &[arrival("$b", "!a")], NOON).await.unwrap(), 0);
    }
}
