//! Which wording of a notice somebody has agreed to.

use super::{NOON, case, freiburg, id, new_case};
use crate::store::{
    notice::{agreed, all, go_along, of_case, text},
    test_postgres::test_stores,
};

#[tokio::test]
async fn the_wording_that_somebody_agreed_to_stands_with_their_case() {
    for store in test_stores().await {
        let (old, young, silent) = (new_case(1), new_case(2), new_case(3));
        let mut tx = store.begin().await.unwrap();
        for it in [&old, &young, &silent] {
            case::insert(&mut tx, it.clone(), None).await.unwrap();
        }
        let later = NOON.plus(routing::Span::hours(1));
        agreed(&mut tx, (&old.id, &freiburg()), ("aa", "Alt"), NOON).await.unwrap();
        agreed(&mut tx, (&young.id, &freiburg()), ("bb", "Neu"), later).await.unwrap();
        agreed(&mut tx, (&young.id, &freiburg()), ("bb", "another wording of one name"), later)
            .await
            .unwrap();
        // Twice the same is one wording, since its first time; where the case goes since, its consent stays.
        let known = all(&mut tx).await.unwrap();
        let known: Vec<_> = known.iter().map(|it| (it.version.as_str(), it.since)).collect();
        assert_eq!(known, [("aa", NOON), ("bb", later)], "{}", store.name);
        let mut stored = case::by_id(&mut tx, &old.id).await.unwrap().unwrap();
        stored.case.centre = id("dresden");
        case::save(&mut tx, &mut stored).await.unwrap();
        let consent = of_case(&mut tx, &old.reference).await.unwrap().unwrap();
        assert_eq!((consent.centre, consent.version.as_str()), (freiburg(), "aa"));
        assert_eq!((consent.text.as_str(), consent.at), ("Alt", old.opened_at));
        assert_eq!(of_case(&mut tx, &young.reference).await.unwrap().unwrap().text, "Neu");
        assert_eq!(of_case(&mut tx, &silent.reference).await.unwrap(), None, "from before");
        // It begins anew elsewhere, later: what was agreed to then stands with the new case, and goes along once more.
        let (mut next, mut last) = (new_case(4), new_case(5));
        (next.opened_at, last.opened_at) = (later, later);
        for (from, to) in [(&old, &next), (&next, &last), (&silent, &young)] {
            if to.id != young.id {
                case::insert(&mut tx, to.clone(), None).await.unwrap();
            }
            go_along(&mut tx, &from.id, &to.id).await.unwrap();
        }
        let consent = of_case(&mut tx, &last.reference).await.unwrap().unwrap();
        assert_eq!((consent.centre, consent.text.as_str(), consent.at), (freiburg(), "Alt", old.opened_at));
        assert_eq!(of_case(&mut tx, &young.reference).await.unwrap(), None, "nothing was known");
        assert_eq!(text(&mut tx, &freiburg(), "bb").await.unwrap().as_deref(), Some("Neu"));
        assert_eq!(text(&mut tx, &freiburg(), "cc").await.unwrap(), None);
        tx.commit().await.unwrap();
    }
}
