//! Wishes to come back with another account: one of each account, found by its case, silent in a stolen database.

use routing::{CaseId, Span};
use sqlx::Row as _;

use super::{NOON, anna, id};
use crate::store::{
    StoreError,
    account::NameKey,
    former,
    test_postgres::test_stores,
    way_back::{self, Doubt, Number, Seen, Stage},
};

const CASE: &str = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

#[tokio::test]
async fn a_wish_takes_the_place_of_the_last_and_names_no_case() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let case: CaseId = id(CASE);
        let (soon, until) = (NOON.plus(Span::minutes(1)), NOON.plus(Span::days(7)));
        let asked = |tx: &crate::store::Tx, name: &str| Stage::Asked {
            reference: "CANARY".to_owned(),
            name: name.to_owned(),
            account: NameKey::of(tx.vault(), name),
            doubted: None,
        };
        for (account, bits, name) in
            [("1", 4_711, "canary-one"), ("2", 7, "canary-two"), ("1", 20_815, "canary-three")]
        {
            let stage = asked(&tx, name);
            let wish = (Number::from_bits(bits), stage);
            let before = way_back::of_account(&mut tx, account).await.unwrap();
            let when = (NOON, until);
            assert!(way_back::ask(&mut tx, (account, before.as_ref()), wish, when).await.unwrap());
        }
        assert_eq!(way_back::due(&mut tx, NOON, 5).await.unwrap(), ["1", "2"], "{}", store.name);
        let mut first = way_back::of_account(&mut tx, "1").await.unwrap().unwrap();
        assert_eq!((first.number.as_str(), first.until), ("0815", until));
        assert_eq!(first.stage, asked(&tx, "canary-three"));
        assert!(way_back::of_case(&mut tx, &case).await.unwrap().is_empty());

        let mut stale = first.clone();
        first.stage = Stage::Told { case: case.clone(), doubt: Doubt::No };
        way_back::save(&mut tx, &mut first).await.unwrap();
        assert_eq!(way_back::of_case(&mut tx, &case).await.unwrap(), [first.clone()]);
        assert_eq!(way_back::due(&mut tx, soon, 5).await.unwrap(), ["2"], "it was looked into");
        stale.stage = Stage::Nothing;
        let refused = way_back::save(&mut tx, &mut stale).await.unwrap_err();
        assert!(matches!(refused, StoreError::Stale { .. }), "{refused}");
        // A yes that came in between is not written over by asking again.
        let again = (Number::from_bits(1), asked(&tx, "canary-four"));
        assert!(!way_back::ask(&mut tx, ("1", Some(&stale)), again, (NOON, until)).await.unwrap());
        first.stage =
            Stage::Agreed { case: case.clone(), seen: None, begun: None, invited: None, told: Some(NOON) };
        way_back::save(&mut tx, &mut first).await.unwrap();
        assert_eq!(way_back::of_case(&mut tx, &case).await.unwrap(), [first.clone()]);
        // In the room, with the history still owed: it is known by its case, on another page as well.
        let given = Some(Seen { device: "canary-device".to_owned(), since: NOON });
        first.stage = Stage::Arrived { case: case.clone(), given };
        way_back::save(&mut tx, &mut first).await.unwrap();
        assert!(first.stage.is_agreed());
        assert_eq!(way_back::of_case(&mut tx, &case).await.unwrap(), [first]);

        let rows = sqlx::query("select account_id || case_key as clear, body from way_back");
        for row in rows.fetch_all(tx.conn()).await.unwrap() {
            let (clear, body): (String, Vec<u8>) = (row.get("clear"), row.get("body"));
            for canary in ["canary", "CANARY", "0815", CASE] {
                let found = body.windows(canary.len()).any(|window| window == canary.as_bytes());
                assert!(!clear.contains(canary) && !found, "{canary}");
            }
        }

        assert_eq!(way_back::prune(&mut tx, until, 5).await.unwrap(), 0);
        way_back::forget(&mut tx, "1").await.unwrap();
        assert_eq!(way_back::of_account(&mut tx, "1").await.unwrap(), None);
        let after = until.plus(Span::minutes(1));
        assert_eq!(way_back::prune(&mut tx, after, 5).await.unwrap(), 1);
        assert_eq!(way_back::prune(&mut tx, after, 5).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn whose_a_case_was_is_known_until_it_is_forgotten_and_names_nobody() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let (case, other): (CaseId, CaseId) = (id(CASE), id("01ARZ3NDEKTSV4RRFFQ69G5FAW"));
        for case in [&case, &case, &other] {
            former::note(&mut tx, case, &anna()).await.unwrap();
        }
        assert_eq!(former::of_case(&mut tx, &case).await.unwrap(), [anna()], "{}", store.name);
        assert_eq!(former::cases_of(&mut tx, &anna()).await.unwrap(), [case.clone(), other.clone()]);
        for row in
            sqlx::query("select seeker_key, body from former_seeker").fetch_all(tx.conn()).await.unwrap()
        {
            let (key, body): (String, Vec<u8>) = (row.get("seeker_key"), row.get("body"));
            let canary = b"canary-seeker";
            assert!(!key.contains("canary") && !body.windows(canary.len()).any(|window| window == canary));
        }
        former::forget(&mut tx, &case).await.unwrap();
        assert!(former::of_case(&mut tx, &case).await.unwrap().is_empty());
        assert_eq!(former::cases_of(&mut tx, &anna()).await.unwrap(), [other]);
    }
}

#[test]
fn a_number_has_four_digits() {
    assert_eq!(Number::from_bits(42).as_str(), "0042");
    for typed in ["4827", "48 27", " 4 8 2 7 "] {
        assert_eq!(Number::parse(typed).unwrap().as_str(), "4827", "{typed}");
    }
    for typed in ["", "482", "48270", "48a7", "٤٨٢٧"] {
        assert_eq!(Number::parse(typed), None, "{typed}");
    }
}
