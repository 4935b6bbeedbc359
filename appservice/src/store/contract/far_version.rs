//! Other Lotse that speak another version.

use routing::{CentreId, CounsellorId, Timestamp};

use crate::store::{
    far_version::{Foreign, all, forget, put},
    test_postgres::test_stores,
};

#[tokio::test]
async fn a_version_that_is_not_understood_is_news_once() {
    for store in test_stores().await {
        let centre = CentreId::parse("dresden").unwrap();
        let one = CounsellorId::parse("@lotse:a.example").unwrap();
        let other = CounsellorId::parse("@lotse:b.example").unwrap();
        let at = Timestamp::from_millis;
        let mut tx = store.begin().await.unwrap();
        assert!(put(&mut tx, (&centre, &one), 2, at(5)).await.unwrap());
        assert!(!put(&mut tx, (&centre, &one), 2, at(6)).await.unwrap(), "the same is no news");
        assert!(put(&mut tx, (&centre, &other), 2, at(7)).await.unwrap());
        assert!(put(&mut tx, (&centre, &one), u64::MAX, at(8)).await.unwrap(), "another one is");
        let known = all(&mut tx).await.unwrap();
        let known = known.iter().map(|Foreign { version, since, .. }| (*version, *since));
        assert_eq!(known.collect::<Vec<_>>(), [(2, at(7)), (i64::MAX.unsigned_abs(), at(8))]);
        assert!(forget(&mut tx, &centre, &one).await.unwrap());
        assert!(!forget(&mut tx, &centre, &one).await.unwrap());
        assert_eq!(all(&mut tx).await.unwrap().len(), 1);
        tx.commit().await.unwrap();
    }
}
