//! Cases that take the place of others.

use routing::CaseId;

use super::{NOON, id};
use crate::store::{
    anew::{after, before, forget, note},
    test_postgres::test_stores,
};

#[tokio::test]
async fn one_case_takes_the_place_of_one() {
    for store in test_stores().await {
        let old: CaseId = id("01ARZ3NDEKTSV4RRFFQ69G5FAV");
        let (new, other) = (id("01ARZ3NDEKTSV4RRFFQ69G5FAW"), id("01ARZ3NDEKTSV4RRFFQ69G5FAX"));
        let mut tx = store.begin().await.unwrap();
        assert_eq!(before(&mut tx, &new).await.unwrap(), None);
        note(&mut tx, &new, &old, NOON).await.unwrap();
        assert_eq!(before(&mut tx, &new).await.unwrap(), Some(old.clone()));
        assert_eq!(after(&mut tx, &old).await.unwrap(), Some(new.clone()));
        note(&mut tx, &other, &old, NOON).await.unwrap();
        assert_eq!(before(&mut tx, &new).await.unwrap(), None, "the later wish counts");
        assert_eq!(after(&mut tx, &old).await.unwrap(), Some(other.clone()));
        forget(&mut tx, &old).await.unwrap();
        forget(&mut tx, &old).await.unwrap();
        assert_eq!(before(&mut tx, &other).await.unwrap(), None);
        tx.commit().await.unwrap();
    }
}
