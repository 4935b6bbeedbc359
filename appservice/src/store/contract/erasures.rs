//! Erasures under way, and what is known of copies elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use routing::{CaseId, RoomId};

use super::{NOON, anna, freiburg, id};
use crate::store::{
    erasure::{self, Elsewhere, Erasure, Left},
    test_postgres::test_stores,
};

#[tokio::test]
async fn what_others_know_of_an_erasure_is_kept_until_it_is_over() {
    for store in test_stores().await {
        let case: CaseId = id("01ARZ3NDEKTSV4RRFFQ69G5FAV");
        let (room, other): (RoomId, RoomId) = (id("!r:a.example"), id("!other:a.example"));
        let left = Left {
            seeker: anna(),
            centre: freiburg(),
            moved: false,
            wished: true,
            claim: None,
            far: None,
            elsewhere: Elsewhere::default(),
        };
        let mut known = Erasure { case: case.clone(), room: Some(room.clone()), since: NOON, left };
        let mut tx = store.begin().await.unwrap();
        erasure::begin(&mut tx, &known).await.unwrap();
        known.left.elsewhere = Elsewhere {
            servers: BTreeMap::from([("b.example".to_owned(), Some(7)), ("c.example".to_owned(), None)]),
            waited: true,
            deaf: BTreeSet::from(["c.example".to_owned()]),
            erased: true,
        };
        erasure::note(&mut tx, &known).await.unwrap();
        assert_eq!(erasure::of_room(&mut tx, &room).await.unwrap(), Some(known.clone()), "{}", store.name);
        assert_eq!(erasure::of_case(&mut tx, &case).await.unwrap(), Some(known));
        assert_eq!(erasure::of_room(&mut tx, &other).await.unwrap(), None);
        let bytes: Vec<u8> =
            sqlx::query_scalar("select body from erasure").fetch_one(tx.conn()).await.unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("b.example"), "sealed");
        erasure::end(&mut tx, &case).await.unwrap();
        assert_eq!(erasure::of_room(&mut tx, &room).await.unwrap(), None);
        tx.commit().await.unwrap();
    }
}

#[test]
fn an_erasure_of_an_earlier_version_is_read() {
    let body = serde_json::json!({ "seeker": "@anna:a.example", "centre": "freiburg", "wished": false, "claim": null });
    let left: Left = serde_json::from_value(body).unwrap();
    assert_eq!((left.far, left.elsewhere), (None, Elsewhere::default()));
}
