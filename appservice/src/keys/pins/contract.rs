//! Whose identity counts, and what is still to follow from a change; on both databases.

use std::sync::Arc;

use ruma::{UserId, user_id};

use super::{Confirmation, Pins, Strictness, confirm, number};
use crate::{
    running::clock::Clock,
    store::{
        Store,
        identity::{self, Owed},
        test_postgres::test_stores,
    },
};

fn ben() -> &'static UserId {
    user_id!("@ben:lotse.example")
}

fn anna() -> &'static UserId {
    user_id!("@anna:lotse.example")
}

async fn pins_of(store: &Store) -> Arc<Pins> {
    let who = |user: &UserId| if user == ben() { Strictness::Confirmed } else { Strictness::Told };
    Pins::load(store.clone(), Clock::system(), Box::new(who)).await.unwrap()
}

#[tokio::test]
async fn the_first_identity_counts_until_another_is_confirmed_whoever_looks() {
    for store in test_stores().await {
        let one = pins_of(&store).await;
        assert!(one.see(ben(), "A").await.unwrap(), "{}: the first", store.name);
        // One who is opened later knows it as well.
        let other = pins_of(&store).await;
        assert!(!other.see(ben(), "B").await.unwrap() && other.is_kept_out(ben()), "{}", store.name);
        assert!(!other.see(ben(), "B").await.unwrap(), "{}: asked twice", store.name);
        one.refresh().await.unwrap();
        assert!(one.is_kept_out(ben()) && !one.see(ben(), "B").await.unwrap());
        let mut tx = store.begin().await.unwrap();
        let owed = identity::owed(&mut tx, 10).await.unwrap();
        assert_eq!(owed.iter().map(|it| it.owed.clone()).collect::<Vec<_>>(), [Some(Owed::Alarm)]);
        assert_eq!(identity::unconfirmed(&mut tx).await.unwrap(), owed);

        let who = ben().as_str().parse().unwrap();
        let wrong = confirm(&mut tx, &who, Some("1111 2222 3333 4444"), None).await.unwrap();
        assert_eq!(wrong, Confirmation::AnotherOne);
        let right = number(ben(), "B").replace(' ', "-");
        let done = confirm(&mut tx, &who, Some(&right), None).await.unwrap();
        assert!(matches!(done, Confirmation::Done(_)), "{}", store.name);
        assert_eq!(confirm(&mut tx, &who, None, None).await.unwrap(), Confirmation::Nothing);
        tx.commit().await.unwrap();
        // Nobody has told this one yet, and it looks before it refuses.
        assert!(one.see(ben(), "B").await.unwrap() && !one.is_kept_out(ben()), "{}", store.name);
        assert!(!one.see(ben(), "A").await.unwrap(), "{}: the old one is another now", store.name);
        assert!(one.see(ben(), "B").await.unwrap() && !one.is_kept_out(ben()), "{}: and back", store.name);
    }
}

#[tokio::test]
async fn several_that_were_shown_are_confirmed_by_number_alone() {
    for store in test_stores().await {
        let pins = pins_of(&store).await;
        for key in ["A", "B", "C"] {
            assert_eq!(pins.see(ben(), key).await.unwrap(), key == "A");
        }
        let mut tx = store.begin().await.unwrap();
        let who = ben().as_str().parse().unwrap();
        assert_eq!(confirm(&mut tx, &who, None, None).await.unwrap(), Confirmation::WhichOne);
        let earlier = number(ben(), "B");
        assert_eq!(confirm(&mut tx, &who, Some(&earlier), None).await.unwrap(), Confirmation::AnotherOne);
    }
}

#[tokio::test]
async fn what_a_machine_learnt_long_ago_changes_nothing() {
    for store in test_stores().await {
        let pins = pins_of(&store).await;
        assert!(pins.counts(ben(), "A").await.unwrap(), "{}: the first that is asked for", store.name);
        assert!(!pins.counts(ben(), "B").await.unwrap() && !pins.is_kept_out(ben()), "{}", store.name);
        assert!(!pins.see(ben(), "B").await.unwrap());
        // Another custodian has not asked since, and still knows the one that counted: nobody comes back by that.
        assert!(pins.counts(ben(), "A").await.unwrap() && pins.is_kept_out(ben()), "{}", store.name);
        let mut tx = store.begin().await.unwrap();
        let who = ben().as_str().parse().unwrap();
        assert!(matches!(
            confirm(&mut tx, &who, Some(&number(ben(), "B")), None).await.unwrap(),
            Confirmation::Done(_)
        ));
        tx.commit().await.unwrap();
        pins.refresh().await.unwrap();
        // Nor is the new one taken for a forged one, because somebody remembers the old.
        assert!(!pins.counts(ben(), "A").await.unwrap() && !pins.is_kept_out(ben()), "{}", store.name);
        assert!(pins.counts(ben(), "B").await.unwrap(), "{}", store.name);
        assert!(pins.see(anna(), "A").await.unwrap() && pins.see(anna(), "B").await.unwrap());
        pins.followed(anna());
        assert!(!pins.counts(anna(), "A").await.unwrap() && !pins.has_moved(anna()), "{}", store.name);
    }
}

#[tokio::test]
async fn whom_nobody_has_been_told_of_is_confirmed_by_number_alone() {
    for store in test_stores().await {
        let pins = pins_of(&store).await;
        assert!(pins.see(ben(), "A").await.unwrap() && !pins.see(ben(), "B").await.unwrap());
        let mut tx = store.begin().await.unwrap();
        let who = ben().as_str().parse().unwrap();
        assert_eq!(confirm(&mut tx, &who, None, None).await.unwrap(), Confirmation::NotTold);
        let mut told = identity::of(&mut tx, ben()).await.unwrap().unwrap();
        told.owed = None;
        identity::put(&mut tx, &told).await.unwrap();
        tx.commit().await.unwrap();
        // The one that counts is shown, and then a third: what was compared was the second.
        assert!(pins.see(ben(), "A").await.unwrap() && !pins.see(ben(), "C").await.unwrap());
        let mut tx = store.begin().await.unwrap();
        assert_eq!(
            confirm(&mut tx, &who, None, None).await.unwrap(),
            Confirmation::WhichOne,
            "{}",
            store.name
        );
    }
}

#[tokio::test]
async fn a_seekers_new_identity_counts_at_once_and_is_forgotten_with_them() {
    for store in test_stores().await {
        let pins = pins_of(&store).await;
        assert!(pins.see(anna(), "A").await.unwrap() && !pins.has_moved(anna()));
        assert!(pins.see(anna(), "B").await.unwrap() && pins.has_moved(anna()), "{}", store.name);
        assert!(pins.unconfirmed().is_empty());
        let begun_anew = pins_of(&store).await;
        assert!(begun_anew.has_moved(anna()), "{}: not forgotten by a restart", store.name);
        let mut tx = store.begin().await.unwrap();
        pins.forget(&mut tx, ben()).await.unwrap();
        pins.forget(&mut tx, anna()).await.unwrap();
        assert_eq!(identity::of(&mut tx, anna()).await.unwrap(), None);
    }
}
