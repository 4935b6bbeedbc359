//! What centres with a Lotse of their own have said of themselves.

use routing::{CentreId, Timestamp};

use crate::store::{
    far_presence::{Presence, all, put, silence, version},
    test_postgres::test_stores,
};

#[tokio::test]
async fn the_latest_word_counts_until_it_is_too_old() {
    for store in test_stores().await {
        let at = |minutes: i64| Timestamp::from_millis(1_795_000_000_000 + minutes * 60_000);
        let said = |people, minutes| {
            let centre = CentreId::parse("dresden").unwrap();
            Presence { centre, people, at: at(minutes) }
        };
        let mut tx = store.begin().await.unwrap();
        assert_eq!((version(&mut tx).await.unwrap(), all(&mut tx).await.unwrap()), (0, vec![]));
        assert!(put(&mut tx, &said(3, 5)).await.unwrap());
        assert!(!put(&mut tx, &said(3, 6)).await.unwrap(), "the same is no news");
        assert!(!put(&mut tx, &said(9, 4)).await.unwrap(), "an older word changes nothing");
        assert_eq!(all(&mut tx).await.unwrap(), [said(3, 6)]);
        assert_eq!(version(&mut tx).await.unwrap(), 1);
        assert!(silence(&mut tx, at(6)).await.unwrap().is_empty());
        assert_eq!(silence(&mut tx, at(7)).await.unwrap(), [said(0, 0).centre]);
        assert!(silence(&mut tx, at(8)).await.unwrap().is_empty(), "once");
        assert_eq!(all(&mut tx).await.unwrap(), [said(0, 6)]);
        assert!(
            !put(&mut tx, &said(3, 6)).await.unwrap(),
            "said over again, it does not bring back a silent centre"
        );
        assert_eq!(all(&mut tx).await.unwrap(), [said(0, 6)]);
        assert!(put(&mut tx, &said(2, 9)).await.unwrap(), "it is back");
        assert_eq!(version(&mut tx).await.unwrap(), 3);
        tx.commit().await.unwrap();
    }
}
