//! What is looked for does not grow with what waits.

use routing::Span;
use sqlx::{AssertSqlSafe, Row as _};

use super::NOON;
use crate::store::{
    Store, inbox,
    outbox::{self, Class, Lane},
    room,
    test_postgres::{TestStore, test_stores},
    transaction,
};

/// Four thousand effects in lanes of their own, and as many behind one that has to wait.
async fn heap(store: &Store) {
    let mut tx = store.begin().await.unwrap();
    for (lane, head, due) in [
        ("'lane-' || i", "1", NOON.millis()),
        ("'behind'", "case when i = 1 then 1 else 0 end", NOON.millis() + 60_000),
    ] {
        let sql = format!(
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < 4000) \
             insert into outbox (id, seq, lane, class, head, kind, payload, state, attempts, created_ms, due_ms) \
             select {lane} || '-' || i, i + (select coalesce(max(seq), 0) from outbox), {lane}, 'case', {head}, \
             'say', '1', 'pending', 0, {noon}, case when i = 1 then {due} else {noon} end from n",
            noon = NOON.millis()
        );
        sqlx::query(AssertSqlSafe(sql)).execute(tx.conn()).await.unwrap();
    }
    sqlx::query("update counter set value = 50000 where name = 'outbox'").execute(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = store.begin().await.unwrap();
    sqlx::query("analyze").execute(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
}

/// How the database goes about it.
async fn plan(store: &TestStore, sql: &str) -> String {
    let sql = sql.replace("$1", "'case'").replace("$2", &NOON.millis().to_string()).replace("$3", "24");
    let sqlite = store.name == "sqlite";
    let explain = if sqlite { "explain query plan " } else { "explain " };
    let mut tx = store.look().await.unwrap();
    let rows = sqlx::query(AssertSqlSafe(format!("{explain}{sql}"))).fetch_all(tx.conn()).await.unwrap();
    let column = if sqlite { 3 } else { 0 };
    rows.iter().map(|row| row.get::<String, _>(column) + "\n").collect()
}

#[tokio::test]
async fn a_look_for_lanes_reads_what_it_gives_and_no_more() {
    for store in test_stores().await {
        heap(&store).await;
        for look in [outbox::OLDEST, outbox::NEWEST] {
            let plan = plan(&store, look).await.to_lowercase();
            assert!(plan.contains("outbox_due"), "{}: {plan}", store.name);
            for whole in ["seq scan", "scan head", "b-tree for order", "sort"] {
                assert!(!plan.contains(whole), "{}: {plan}", store.name);
            }
        }
        let mut tx = store.look().await.unwrap();
        let lanes = outbox::lanes_with_work(&mut tx, Class::Case, NOON, 4).await.unwrap();
        assert_eq!(lanes, ["lane-1", "lane-4000", "lane-2", "lane-3999"], "{}", store.name);
    }
}

#[tokio::test]
async fn who_comes_last_is_not_sent_behind_a_heap_and_each_kind_of_work_is_looked_for_alone() {
    for store in test_stores().await {
        heap(&store).await;
        let mut tx = store.begin().await.unwrap();
        let later = NOON.plus(Span::from_millis(1));
        outbox::push(&mut tx, &Lane::new(Class::Talk, "anna"), "say", &1, NOON, NOON).await.unwrap();
        outbox::push(&mut tx, &Lane::new(Class::Case, "ben"), "say", &1, later, later).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.look().await.unwrap();
        assert_eq!(outbox::lanes_with_work(&mut tx, Class::Talk, later, 4).await.unwrap(), ["anna"]);
        let lanes = outbox::lanes_with_work(&mut tx, Class::Case, later, 4).await.unwrap();
        assert_eq!(lanes[..2], ["lane-1", "ben"], "{}", store.name);
    }
}

#[tokio::test]
async fn what_nobody_waits_for_is_at_leisure_until_somebody_does() {
    for store in test_stores().await {
        let talk = Lane::new(Class::Talk, "anna");
        let mut tx = store.begin().await.unwrap().at_leisure();
        let first = outbox::push(&mut tx, &talk, "say", &1, NOON, NOON).await.unwrap();
        let second = outbox::push(&mut tx, &talk, "say", &2, NOON, NOON).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.begin().await.unwrap();
        let waiting = async |tx: &mut _, class| outbox::lanes_with_work(tx, class, NOON, 4).await.unwrap();
        assert!(waiting(&mut tx, Class::Talk).await.is_empty(), "{}", store.name);
        assert_eq!(waiting(&mut tx, Class::Leisure).await, ["anna"], "{}", store.name);

        let third = outbox::push(&mut tx, &talk, "say", &3, NOON, NOON).await.unwrap();
        assert_eq!(waiting(&mut tx, Class::Talk).await, ["anna"], "{}", store.name);
        assert!(waiting(&mut tx, Class::Leisure).await.is_empty(), "{}", store.name);
        for expected in [first, second, third] {
            let next = outbox::next_of_lane(&mut tx, "anna", NOON).await.unwrap().unwrap();
            assert_eq!(next.id, expected, "{}", store.name);
            let leisure = waiting(&mut tx, Class::Leisure).await.len();
            assert_eq!(
                leisure + waiting(&mut tx, Class::Talk).await.len(),
                1,
                "{}: looked for once",
                store.name
            );
            outbox::done(&mut tx, &next.id).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_forgotten_behind_one_that_ends_just_now() {
    for store in test_stores().await {
        let other = store.replica().await;
        let lane = Lane::new(Class::Case, "lane");
        for _ in 0..50 {
            let mut tx = store.begin().await.unwrap();
            let first = outbox::push(&mut tx, &lane, "say", &1, NOON, NOON).await.unwrap();
            tx.commit().await.unwrap();
            let end = async {
                let mut tx = store.begin().await.unwrap();
                outbox::done(&mut tx, &first).await.unwrap();
                tx.commit().await.unwrap();
            };
            let join = async {
                let mut tx = other.begin().await.unwrap();
                let second = outbox::push(&mut tx, &lane, "say", &2, NOON, NOON).await.unwrap();
                tx.commit().await.unwrap();
                second
            };
            let ((), second) = tokio::join!(end, join);
            let mut tx = store.begin().await.unwrap();
            let lanes = outbox::lanes_with_work(&mut tx, Class::Case, NOON, 4).await.unwrap();
            assert_eq!(lanes, ["lane"], "{}", store.name);
            outbox::done(&mut tx, &second).await.unwrap();
            tx.commit().await.unwrap();
        }
        other.close().await;
    }
}

#[tokio::test]
async fn the_door_waits_for_one_commit_at_most() {
    let store = TestStore::sqlite().await;
    let order = std::sync::Mutex::new(Vec::new());
    let others = (0..10).map(|number| {
        let (store, order) = (&store, &order);
        async move {
            let tx = store.begin().await.unwrap();
            order.lock().unwrap().push(number);
            tokio::task::yield_now().await;
            tx.commit().await.unwrap();
        }
    });
    let door = async {
        tokio::task::yield_now().await;
        let tx = store.begin_first().await.unwrap();
        order.lock().unwrap().push(100);
        tx.commit().await.unwrap();
    };
    tokio::join!(futures_util::future::join_all(others), door);
    let order = order.into_inner().unwrap();
    assert!(order.iter().position(|who| *who == 100).unwrap() <= 1, "{order:?}");
    assert_eq!(order.len(), 11);
}

#[tokio::test]
async fn a_rooms_events_are_forgotten_in_slices_and_found_without_a_scan() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        sqlx::query(
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000) \
             insert into inbox (event_id, seq, room_id, body, state, attempts, received_ms, due_ms) \
             select '$' || i, i, case when i <= 250 then '!gone' else '!room-' || i end, null, \
             case when i = 1 then 'pending' else 'done' end, 0, 0, 0 from n",
        )
        .execute(tx.conn())
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.begin().await.unwrap();
        sqlx::query("analyze").execute(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        let sought = "select event_id from inbox where room_id = '!gone' and state <> 'pending' limit 100";
        let plan = plan(&store, sought).await.to_lowercase();
        assert!(plan.contains("inbox_room") && !plan.contains("seq scan"), "{}: {plan}", store.name);

        let gone = super::room("!gone");
        let mut tx = store.begin().await.unwrap();
        assert!(
            inbox::waits(&mut tx, &gone).await.unwrap() && !transaction::waits(&mut tx, NOON).await.unwrap()
        );
        let mut slices = Vec::new();
        for _ in 0..3 {
            slices.push(inbox::forget_room(&mut tx, &gone, 100).await.unwrap());
        }
        assert_eq!(slices, [100, 100, 49], "{}: what waits stays", store.name);
        let others = [super::room("!room-300"), gone.clone(), super::room("!nobody")];
        let mut known = room::known_among(&mut tx, &others).await.unwrap();
        assert_eq!(known.pop(), Some(gone), "{}: what waits is not strange", store.name);
        assert!(known.is_empty());
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn what_was_deleted_is_driven_out_once_nobody_reads() {
    for store in test_stores().await {
        store.wipe_erased(NOON).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        outbox::push(&mut tx, &Lane::new(Class::Talk, "canary-lane"), "say", &1, NOON, NOON).await.unwrap();
        tx.commit().await.unwrap();
        let reader = store.look().await.unwrap();
        let mut tx = store.begin().await.unwrap();
        sqlx::query("delete from outbox").execute(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        store.owe_wipe();
        // Somebody reads meanwhile: nobody waits for them, and it is made up for.
        store.wipe_erased(NOON).await.unwrap();
        drop(reader);
        store.wipe_erased(NOON).await.unwrap();
        let files = store.files();
        assert!(!files.windows(11).any(|bytes| bytes == b"canary-lane"), "{}", store.name);
    }
}

/// A past in which only a few rows are of those that are looked for.
async fn past(store: &Store) {
    let mut tx = store.begin().await.unwrap();
    for sql in [
        "insert into inbox (event_id, seq, room_id, body, state, attempts, received_ms, due_ms) \
         select '$' || i, i * cast(1048576 as bigint), '!room-' || (i / 20), null, 'done', 0, 0, 0 from n",
        "insert into homeserver_transaction (txn_id, received_ms, seq, body, state) \
         select 'past' || i, 0, i, null, 'split' from n",
        "insert into room (room_id, kind, owner, body, created_ms) \
         select '!case-' || i, 'case', 'case-' || i, null, 0 from n",
    ] {
        let sql = sql.replacen(
            " select",
            " with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000) select",
            1,
        );
        sqlx::query(AssertSqlSafe(sql)).execute(tx.conn()).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut tx = store.begin().await.unwrap();
    sqlx::query("analyze").execute(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn nothing_that_happens_every_day_reads_the_whole_past() {
    for store in test_stores().await {
        past(&store).await;
        let places = (1 << 20).to_string();
        for (what, sql, given) in [
            ("what goes with a room", inbox::SIBLINGS, ["'!room-7'", places.as_str()]),
            ("what is erased with a room", inbox::PARTED, ["'!room-7'", places.as_str()]),
            ("what nobody waits for", transaction::SWEPT, [places.as_str(), "50"]),
            ("the rooms of a centre", room::OF_CENTRE, ["'freiburg'", ""]),
            ("the centres with rooms", room::CENTRES, ["", ""]),
        ] {
            let sql = sql.replace("$1", given[0]).replace("$2", given[1]);
            let plan = plan(&store, &sql).await.to_lowercase();
            let scans = plan.lines().filter(|line| {
                let whole = line.contains("seq scan on")
                    || line.trim().starts_with("scan ")
                    || line.contains("automatic");
                whole && !line.contains("homeserver_transaction_spoken")
            });
            assert_eq!(scans.count(), 0, "{}, {what}: {plan}", store.name);
        }
    }
}
