//! Links: found by what opens them, used as often as allowed, said nothing about.

use futures_util::future::join_all;
use routing::{Span, Standing, Target};

use super::{NOON, ben, freiburg, id};
use crate::{
    store::link::{LinkId, NewLink, Presented, Token, issue},
    store::{link, test_postgres::test_stores},
};

fn to_ben() -> NewLink {
    let target = Target::Counsellor(ben(), freiburg());
    NewLink { target, expires_at: None, most_uses: None, own: false, at_once: false }
}

#[tokio::test]
async fn a_link_is_found_by_its_token_and_by_its_code() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let new = NewLink { expires_at: Some(NOON.plus(Span::days(1))), most_uses: Some(3), ..to_ben() };
        let made = issue(&mut tx, &new, NOON).await.unwrap();
        for shown in [Presented::Token(made.token.clone()), Presented::Code(made.token.code())] {
            let found = link::shown(&mut tx, &shown).await.unwrap().unwrap();
            assert_eq!((&found.id, &found.target), (&made.id, &new.target), "{}", store.name);
            assert_eq!(found.terms.standing(NOON), Standing::Valid);
            assert_eq!(found.terms.standing(NOON.plus(Span::days(1))), Standing::Expired);
        }
        let other = Token::draw();
        for shown in [Presented::Token(other.clone()), Presented::Code(other.code())] {
            assert_eq!(link::shown(&mut tx, &shown).await.unwrap(), None);
        }
        assert!(!link::insert(&mut tx, &made.id, &other, &new, NOON).await.unwrap(), "an id is given once");
        assert!(link::revoke(&mut tx, &made.id, NOON).await.unwrap());
        assert!(!link::revoke(&mut tx, &made.id, NOON).await.unwrap());
        assert!(!link::revoke(&mut tx, &id::<LinkId>("00000000"), NOON).await.unwrap());
        assert!(!link::take(&mut tx, &made.id, NOON).await.unwrap());
        assert_eq!(link::all(&mut tx).await.unwrap()[0].terms.standing(NOON), Standing::Revoked);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_come_for_the_last_use_exactly_one_wins() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let new = NewLink { most_uses: Some(1), ..to_ben() };
        let made = issue(&mut tx, &new, NOON).await.unwrap();
        tx.commit().await.unwrap();
        let other = store.replica().await;
        let takes = [&*store, &other].into_iter().cycle().take(8).map(async |store| {
            let mut tx = store.begin().await.unwrap();
            let taken = link::take(&mut tx, &made.id, NOON).await.unwrap();
            tx.commit().await.unwrap();
            taken
        });
        let won = join_all(takes).await.into_iter().filter(|won| *won).count();
        assert_eq!(won, 1, "{}", store.name);
        let mut tx = store.look().await.unwrap();
        let left = link::all(&mut tx).await.unwrap().remove(0);
        assert_eq!((left.terms.uses, left.terms.standing(NOON)), (1, Standing::UsedUp));
    }
}

#[tokio::test]
async fn an_own_link_replaces_the_one_before_and_no_other() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let given = issue(&mut tx, &to_ben(), NOON).await.unwrap();
        let own = NewLink { own: true, ..to_ben() };
        let cem =
            NewLink { target: Target::Counsellor(id("@cem:carrier.example"), freiburg()), ..own.clone() };
        let cems = issue(&mut tx, &cem, NOON).await.unwrap();
        let first = issue(&mut tx, &own, NOON).await.unwrap();
        assert!(!first.replaced);
        let second = issue(&mut tx, &own, NOON).await.unwrap();
        assert!(second.replaced);
        for link in link::all(&mut tx).await.unwrap() {
            assert_eq!(link.terms.revoked, link.id == first.id, "{}", store.name);
            assert!([&given, &cems, &first, &second].iter().any(|made| made.id == link.id));
        }
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_link_for_somebody_who_sits_there_is_known_as_such_and_forgotten_when_it_is_long_over() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let given = NewLink { expires_at: Some(NOON), ..to_ben() };
        let given = issue(&mut tx, &given, NOON).await.unwrap();
        let new = NewLink { at_once: true, expires_at: Some(NOON.plus(Span::minutes(30))), ..to_ben() };
        let made = issue(&mut tx, &new, NOON).await.unwrap();
        assert!(link::is_at_once(&mut tx, &made.id).await.unwrap(), "{}", store.name);
        assert!(!link::is_at_once(&mut tx, &given.id).await.unwrap(), "{}", store.name);
        assert!(!link::is_at_once(&mut tx, &id::<LinkId>("00000000")).await.unwrap());
        assert_eq!(link::forget_at_once(&mut tx, NOON.plus(Span::minutes(29))).await.unwrap(), 0);
        assert_eq!(link::forget_at_once(&mut tx, NOON.plus(Span::minutes(30))).await.unwrap(), 1);
        let left = link::all(&mut tx).await.unwrap();
        assert_eq!(left.iter().map(|link| &link.id).collect::<Vec<_>>(), [&given.id], "{}", store.name);
        tx.commit().await.unwrap();
    }
}
