//! The audit trail, and that nobody changes it unnoticed.

use routing::{CounsellorId, Reference, Span};

use super::{NOON, ben, freiburg, id};
use crate::store::{
    Store, StoreResult,
    audit::{self, Actor, Entry, Fault, Head, Kind, Verdict},
    outbox::{self, Class, Lane},
    test_postgres::test_stores,
};

fn cem() -> CounsellorId {
    id("@cem:carrier.example")
}

fn cover(number: u32) -> Entry {
    let cover = Entry {
        note: Some(format!("Canary-Note {number}")),
        from: Some(NOON),
        until: Some(NOON.plus(Span::days(14))),
        ..Entry::new(NOON, &freiburg(), Kind::CoverBegun, Actor::Counsellor(cem()))
    };
    cover.about(&Reference::from_bits(number)).whom(&cem()).why("other")
}

/// Four entries: three covers of the cases 1, 2 and 3, and an absence without a case.
async fn write(store: &Store) {
    for number in 1..=3 {
        let mut tx = store.begin().await.unwrap();
        audit::append(&mut tx, &cover(number)).await.unwrap();
        tx.commit().await.unwrap();
    }
    let absence = Entry {
        until: Some(NOON),
        ..Entry::new(NOON, &id("elsewhere"), Kind::Absence, Actor::Counsellor(ben()))
    };
    let mut tx = store.begin().await.unwrap();
    audit::append(&mut tx, &absence).await.unwrap();
    tx.commit().await.unwrap();
}

async fn verdict(store: &Store, noted: Option<Head>) -> Verdict {
    let mut tx = store.look().await.unwrap();
    audit::verify(&mut tx, noted).await.unwrap()
}

#[tokio::test]
async fn the_trail_says_what_was_written_and_ends_where_it_ends() {
    for store in test_stores().await {
        let empty = verdict(&store, None).await;
        assert!(matches!(empty, Verdict::Whole { head: Head { seq: 0, .. }, notes_erased: 0 }), "{empty:?}");
        write(&store).await;
        // What is rolled back leaves no gap.
        let mut tx = store.begin().await.unwrap();
        audit::append(&mut tx, &cover(9)).await.unwrap();
        drop(tx);

        let mut tx = store.look().await.unwrap();
        let all = audit::list(&mut tx, None, 0, 10).await.unwrap();
        assert_eq!(
            all.iter().map(|recorded| recorded.seq).collect::<Vec<_>>(),
            [1, 2, 3, 4],
            "{}",
            store.name
        );
        assert_eq!(all[1].entry, cover(2));
        let ours = audit::list(&mut tx, Some(&freiburg()), 1, 10).await.unwrap();
        assert_eq!(ours.iter().map(|recorded| recorded.seq).collect::<Vec<_>>(), [2, 3]);
        drop(tx);
        let Verdict::Whole { head, .. } = verdict(&store, None).await else { panic!("{}", store.name) };
        assert_eq!(head.to_string().parse(), Ok(head));
        assert!(matches!(verdict(&store, Some(head)).await, Verdict::Whole { .. }));
        let other = Head { hash: [7; 32], ..head };
        assert_eq!(verdict(&store, Some(other)).await, Verdict::Broken { seq: 4, fault: Fault::NotAsNoted });
        let later = Head { seq: 9, ..head };
        assert_eq!(verdict(&store, Some(later)).await, Verdict::Broken { seq: 9, fault: Fault::NotAsNoted });
    }
}

#[tokio::test]
async fn free_text_is_erased_without_breaking_the_chain() {
    for store in test_stores().await {
        write(&store).await;
        let reference = Reference::from_bits(2);
        let mut tx = store.begin().await.unwrap();
        let erased = Entry::new(NOON, &freiburg(), Kind::Erased, Actor::Itself).about(&reference);
        audit::append(&mut tx, &erased).await.unwrap();
        assert_eq!(audit::forget_notes(&mut tx, &reference).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let seen = verdict(&store, None).await;
        assert!(matches!(seen, Verdict::Whole { notes_erased: 1, .. }), "{}: {seen:?}", store.name);
        let mut tx = store.look().await.unwrap();
        let all = audit::list(&mut tx, None, 0, 10).await.unwrap();
        assert_eq!((all[1].entry.note.as_deref(), all[1].note_erased), (None, true));
        assert_eq!(all[2].entry.note.as_deref(), Some("Canary-Note 3"));
    }
}

#[tokio::test]
async fn tampering_is_found_with_its_place() {
    let tamperings: [(&[&'static str], i64, Fault); 10] = [
        (&["update audit set at_ms = at_ms + 1 where seq = 2"], 2, Fault::Altered),
        (
            &["update audit set body = (select body from audit where seq = 1) where seq = 3"],
            3,
            Fault::Altered,
        ),
        (&["update audit set reference = null where seq = 1"], 1, Fault::Altered),
        (&["delete from audit where seq = 2"], 2, Fault::Missing),
        (
            &[
                "update audit set seq = -1 where seq = 2",
                "update audit set seq = 2 where seq = 3",
                "update audit set seq = 3 where seq = -1",
            ],
            2,
            Fault::Altered,
        ),
        (&["delete from audit where seq = 4"], 4, Fault::EndMissing),
        (&["delete from audit"], 1, Fault::EndMissing),
        (&["update audit set note = null where seq = 3"], 3, Fault::NoteGone),
        (
            &["update audit set note = (select note from audit where seq = 1) where seq = 2"],
            2,
            Fault::NoteAltered,
        ),
        (
            &["delete from audit where seq = 4", "delete from meta where name = 'audit.head'"],
            4,
            Fault::HeadAltered,
        ),
    ];
    for (statements, seq, fault) in tamperings {
        for store in test_stores().await {
            write(&store).await;
            let mut tx = store.begin().await.unwrap();
            for statement in statements {
                sqlx::query(*statement).execute(tx.conn()).await.unwrap();
            }
            tx.commit().await.unwrap();
            let seen = verdict(&store, None).await;
            assert_eq!(seen, Verdict::Broken { seq, fault }, "{}: {statements:?}", store.name);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_write_at_once_and_the_chain_holds() {
    for store in test_stores().await {
        let writes = (1..=20).map(|number| {
            let store = &store;
            async move {
                let mut tx = store.begin().await.unwrap();
                audit::append(&mut tx, &cover(number)).await.unwrap();
                tx.commit().await.unwrap();
            }
        });
        futures_util::future::join_all(writes).await;
        let seen = verdict(&store, None).await;
        assert!(
            matches!(seen, Verdict::Whole { head: Head { seq: 20, .. }, .. }),
            "{}: {seen:?}",
            store.name
        );
    }
}

/// Whoever pushes an effect first, and whoever writes to the trail first: no two of them wait for each other.
#[tokio::test(flavor = "multi_thread")]
async fn an_effect_before_or_after_an_entry_makes_no_deadlock() {
    for store in test_stores().await {
        let lane = |number: u32| Lane::new(Class::Talk, format!("room:{number}"));
        let writes = (1..=40_u32).map(|number| {
            let store = &store;
            async move {
                let mut tx = store.begin().await?;
                if number.is_multiple_of(2) {
                    outbox::push(&mut tx, &lane(number), "say", "", NOON, NOON).await?;
                }
                audit::append(&mut tx, &cover(number)).await?;
                if !number.is_multiple_of(3) {
                    outbox::push(&mut tx, &lane(number + 100), "say", "", NOON, NOON).await?;
                }
                tx.commit().await
            }
        });
        let written: Vec<StoreResult<()>> = futures_util::future::join_all(writes).await;
        assert!(written.iter().all(Result::is_ok), "{}: {written:?}", store.name);
        let seen = verdict(&store, None).await;
        assert!(
            matches!(seen, Verdict::Whole { head: Head { seq: 40, .. }, .. }),
            "{}: {seen:?}",
            store.name
        );
    }
}
