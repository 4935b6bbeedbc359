//! Who is away.

use routing::{Absence, CaseId, CounsellorId, Span};

use super::{NOON, ben, freiburg, id};
use crate::{
    running::entropy,
    store::{StoreError, absence, test_postgres::test_stores},
};

fn away(days: i64) -> Absence {
    let cem: CounsellorId = id("@cem:carrier.example");
    Absence {
        counsellor: ben(),
        since: NOON,
        back: NOON.plus(Span::days(days)),
        deputies: [(freiburg(), cem)].into(),
    }
}

#[tokio::test]
async fn an_absence_is_one_for_each_person_and_survives_a_restart() {
    for mut store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        assert_eq!(
            (absence::version(&mut tx).await.unwrap(), absence::of(&mut tx, &ben()).await.unwrap()),
            (0, None)
        );
        absence::begin_change(&mut tx).await.unwrap();
        absence::put(&mut tx, &away(3), None).await.unwrap();
        tx.commit().await.unwrap();
        store.reopen().await;

        let mut tx = store.begin().await.unwrap();
        assert_eq!(absence::version(&mut tx).await.unwrap(), 1, "{}", store.name);
        let first = absence::of(&mut tx, &ben()).await.unwrap().unwrap();
        assert_eq!(first.absence, away(3));
        assert!(matches!(absence::put(&mut tx, &away(9), None).await, Err(StoreError::Stale { .. })));
        absence::put(&mut tx, &away(5), Some(&first)).await.unwrap();
        assert!(matches!(absence::put(&mut tx, &away(9), Some(&first)).await, Err(StoreError::Stale { .. })));
        assert!(matches!(absence::end(&mut tx, &first).await, Err(StoreError::Stale { .. })));
        assert_eq!(absence::all(&mut tx).await.unwrap(), [away(5)]);

        let back = away(5).back;
        assert!(absence::over(&mut tx, back.minus(Span::from_millis(1)), 9).await.unwrap().is_empty());
        assert_eq!(absence::over(&mut tx, back, 9).await.unwrap(), [ben()], "{}", store.name);
        let second = absence::of(&mut tx, &ben()).await.unwrap().unwrap();
        absence::end(&mut tx, &second).await.unwrap();
        assert!(
            matches!(absence::end(&mut tx, &second).await, Err(StoreError::Stale { .. })),
            "exactly once"
        );
        assert!(absence::all(&mut tx).await.unwrap().is_empty());
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_seeker_is_told_each_return_date_once() {
    for store in test_stores().await {
        let case = || CaseId::parse(&entropy::ulid(NOON.millis().unsigned_abs())).unwrap();
        let (one, other) = (case(), case());
        let mut tx = store.begin().await.unwrap();
        absence::put(&mut tx, &away(3), None).await.unwrap();
        assert!(absence::notice(&mut tx, &away(3), &one).await.unwrap(), "{}", store.name);
        assert!(!absence::notice(&mut tx, &away(3), &one).await.unwrap());
        assert!(absence::notice(&mut tx, &away(3), &other).await.unwrap());
        assert!(absence::notice(&mut tx, &away(5), &one).await.unwrap(), "another date");
        let other_person = Absence { counsellor: id("@cem:carrier.example"), ..away(5) };
        assert!(absence::notice(&mut tx, &other_person, &one).await.unwrap(), "another person");
        absence::forget(&mut tx, &one).await.unwrap();
        assert!(absence::notice(&mut tx, &other_person, &one).await.unwrap());

        // The end of an absence forgets what belongs to it, and nothing else.
        let stored = absence::of(&mut tx, &ben()).await.unwrap().unwrap();
        absence::end(&mut tx, &stored).await.unwrap();
        assert!(absence::notice(&mut tx, &away(3), &other).await.unwrap(), "{}", store.name);
        assert!(!absence::notice(&mut tx, &other_person, &one).await.unwrap());
        tx.commit().await.unwrap();
    }
}
