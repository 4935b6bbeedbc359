//! What a stolen database does not say.

use routing::{Absence, Target};
use sqlx::{Row as _, ValueRef as _};

use super::{NOON, anna, asked, ben, event, freiburg, new_case, room};
use crate::{
    store::link::{NewLink, issue},
    store::{
        Store, absence,
        audit::{self, Actor, Entry, Kind},
        case, dialogue,
        inbox::{self, Arrival, Content},
        room::{self as rooms, RoomKind},
        test_postgres::test_stores,
        transaction::{self, Incoming, SealedBody},
    },
};

/// What stands in these places must be found nowhere.
const CANARIES: [&str; 6] =
    ["canary-seeker", "Canary-Pseudonym", "Canary-Message", "Canary-Dialogue", "Canary-Note", "ben:carrier"];
/// Every table that a case touches.
const TABLES: &[&str] = &[
    "select * from homeserver_transaction",
    "select * from inbox",
    "select * from outbox",
    "select * from counselling_case",
    "select * from card",
    "select * from room",
    "select * from room_claim",
    "select * from dialogue",
    "select * from link",
    "select * from meta",
    "select * from audit",
    "select * from absence",
    "select * from absence_notice",
];

#[tokio::test]
async fn sealed_columns_say_nothing() {
    for store in test_stores().await {
        let case = asked(&store, 1).await;
        let mut tx = store.begin().await.unwrap();
        let mut stored = case::by_id(&mut tx, &case).await.unwrap().unwrap();
        stored.case = stored.case.accept(ben(), NOON).unwrap();
        case::save(&mut tx, &mut stored).await.unwrap();
        case::insert(&mut tx, new_case(2), None).await.unwrap();
        let away =
            Absence { counsellor: ben(), since: NOON, back: NOON, deputies: [(freiburg(), ben())].into() };
        absence::put(&mut tx, &away, None).await.unwrap();
        absence::notice(&mut tx, &away, &case).await.unwrap();
        let chat = room("!chat");
        let kind = RoomKind::Reception { seeker: anna() };
        rooms::record(&mut tx, &chat, &kind, NOON).await.unwrap();
        dialogue::save(&mut tx, &chat, &"Canary-Dialogue", 0, NOON).await.unwrap();
        let body = SealedBody::seal(store.vault(), b"Canary-Message").unwrap();
        transaction::append_all(&mut tx, &[Incoming { txn_id: "1".to_owned(), body }], NOON).await.unwrap();
        let body = b"Canary-Message".to_vec();
        let arrival = Arrival { event_id: event("$1"), room_id: chat, content: Content::Own(body) };
        inbox::add(&mut tx, 1, &[arrival], NOON).await.unwrap();
        let entry = Entry::new(NOON, &stored.case.centre, Kind::CoverBegun, Actor::Counsellor(ben()));
        audit::append(&mut tx, &Entry { note: Some("Canary-Note".to_owned()), ..entry }).await.unwrap();
        let target = Target::Counsellor(ben(), freiburg());
        let new = NewLink { target, expires_at: None, most_uses: None, own: true, at_once: false };
        let token = issue(&mut tx, &new, NOON).await.unwrap().token;
        tx.commit().await.unwrap();

        let code = token.code().text();
        for opens in [token.text().as_str(), &code, &code.replace('-', "")] {
            for bytes in [dump(&store).await, store.files()] {
                let found = bytes.windows(opens.len()).any(|window| window == opens.as_bytes());
                assert!(!found, "{}: what opens a link stands in the database", store.name);
            }
        }
        assert_silent(&dump(&store).await, store.name);
        assert_silent(&store.files(), store.name);
    }
}

fn assert_silent(bytes: &[u8], name: &str) {
    for canary in CANARIES {
        let found = bytes.windows(canary.len()).any(|window| window == canary.as_bytes());
        assert!(!found, "{name}: {canary} stands in the database");
    }
}

/// All values of all tables, one after the other.
async fn dump(store: &Store) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut tx = store.look().await.unwrap();
    for table in TABLES.iter().copied() {
        for row in sqlx::query(table).fetch_all(tx.conn()).await.unwrap() {
            for column in 0..row.len() {
                if row.try_get_raw(column).unwrap().is_null() {
                    continue;
                }
                if let Ok(text) = row.try_get::<String, _>(column) {
                    bytes.extend_from_slice(text.as_bytes());
                } else if let Ok(blob) = row.try_get::<Vec<u8>, _>(column) {
                    bytes.extend_from_slice(&blob);
                } else {
                    let number: i64 = row.try_get(column).unwrap();
                    bytes.extend_from_slice(number.to_string().as_bytes());
                }
            }
        }
    }
    assert!(bytes.len() > 500, "there is something to search");
    bytes
}
