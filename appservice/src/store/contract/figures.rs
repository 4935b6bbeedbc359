//! What is counted of a case, and that it stays.

use routing::{CentreId, Closer, Cover, CoverFacts, CoverReason, Span};

use super::{NOON, asked, ben, id};
use crate::store::{Store, StoreResult, case, figure, test_postgres::test_stores};

/// Takes a step of the case, as `cases::save` does.
async fn step(
    store: &Store,
    case: &routing::CaseId,
    now: routing::Timestamp,
    step: impl FnOnce(routing::Case) -> routing::Case,
) -> StoreResult<()> {
    let mut tx = store.begin().await?;
    let mut stored = case::by_id(&mut tx, case).await?.unwrap();
    stored.case = step(stored.case);
    case::save(&mut tx, &mut stored).await?;
    figure::record(&mut tx, &stored.case, Some(NOON.plus(Span::hours(48))), now).await?;
    tx.commit().await
}

#[tokio::test]
async fn what_was_first_is_counted_and_outlives_the_case() {
    for store in test_stores().await {
        let case = asked(&store, 1).await;
        let at = |hours| NOON.plus(Span::hours(hours));
        let bonn: CentreId = id("bonn");
        step(&store, &case, NOON, |case| case).await.unwrap();
        step(&store, &case, at(1), |case| case.forward(bonn.clone(), at(1)).unwrap()).await.unwrap();
        step(&store, &case, at(2), |case| case.accept(ben(), at(2)).unwrap()).await.unwrap();
        let answered = async || figure::was_answered(&mut store.look().await.unwrap(), &case).await.unwrap();
        assert!(!answered().await, "{}", store.name);
        step(&store, &case, at(3), |case| case.answered(&ben(), at(3)).unwrap()).await.unwrap();
        let facts = CoverFacts { team_centre: true, active_colleague: true };
        let cover = |name, from| Cover::new(id(name), CoverReason::Illness, from);
        step(&store, &case, at(4), |case| case.cover(cover("@cem:b.example", at(4)), facts, at(4)).unwrap())
            .await
            .unwrap();
        // Agreed, and not begun.
        step(&store, &case, at(5), |case| case.cover(cover("@eva:b.example", at(9)), facts, at(5)).unwrap())
            .await
            .unwrap();
        step(&store, &case, at(6), |case| case.forward(id("celle"), at(6)).unwrap()).await.unwrap();
        assert!(answered().await, "{}: although it waits again", store.name);
        step(&store, &case, at(7), |case| case.accept(id("@ida:c.example"), at(7)).unwrap()).await.unwrap();
        step(&store, &case, at(8), |case| case.close(Closer::Seeker, at(8)).unwrap()).await.unwrap();
        step(&store, &case, at(9), |case| case.erase(at(9)).unwrap()).await.unwrap();

        let mut tx = store.look().await.unwrap();
        let figures = figure::all(&mut tx).await.unwrap();
        let [counted] = figures.as_slice() else { panic!("{figures:?}") };
        assert_eq!(counted.centre, bonn, "where it was first answered");
        assert_eq!(counted.promised, Some(NOON.plus(Span::hours(48))));
        assert_eq!((counted.asked_at, counted.accepted_at), (NOON, Some(at(2))));
        assert_eq!((counted.answered_at, counted.closed, counted.covers), (Some(at(3)), true, 1));
    }
}
