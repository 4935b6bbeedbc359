//! The desk: who is signed in, silent in a stolen database; and since when somebody waits.

use routing::{CaseId, Span};
use ruma::user_id;
use sqlx::Row as _;

use super::{NOON, id};
use crate::store::{
    awaited,
    desk_session::{self, Browser, DeskKey, DeskSession, Whose},
    test_postgres::test_stores,
    vault::Vault,
};

fn session(vault: &Vault, secret: &str, user: &ruma::UserId, minute: i64) -> DeskSession {
    let browser = Browser { name: Some("Canary-Firefox".to_owned()), system: None };
    DeskSession {
        key: DeskKey::of(vault, secret),
        whose: Whose { user: user.to_owned(), identity: "canary-key".to_owned(), browser },
        created: NOON.plus(Span::minutes(minute)),
        used: NOON.plus(Span::minutes(minute)),
        passkey: None,
    }
}

#[tokio::test]
async fn a_session_at_the_desk_is_found_by_its_secret_and_ends_with_its_user() {
    let (ben, cem) = (user_id!("@canary-ben:carrier.example"), user_id!("@cem:carrier.example"));
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let made = [("one", ben, 0), ("two", ben, 5), ("three", cem, 6)]
            .map(|(secret, user, minute)| session(store.vault(), secret, user, minute));
        for session in &made {
            desk_session::insert(&mut tx, session).await.unwrap();
        }
        let [one, two, three] = &made;
        assert_eq!(desk_session::by_key(&mut tx, &one.key).await.unwrap().as_ref(), Some(one));
        assert_eq!(desk_session::of_user(&mut tx, ben).await.unwrap(), [two.clone(), one.clone()]);
        assert_eq!(desk_session::all(&mut tx).await.unwrap().len(), 3);
        assert!(!desk_session::end(&mut tx, cem, &one.key).await.unwrap(), "somebody else's");

        let rows = sqlx::query("select session_key || user_key as clear, body from desk_session");
        for row in rows.fetch_all(tx.conn()).await.unwrap() {
            let (clear, body): (String, Vec<u8>) = (row.get("clear"), row.get("body"));
            for canary in ["canary", "Canary", "one", "carrier"] {
                let found = body.windows(canary.len()).any(|window| window == canary.as_bytes());
                assert!(!clear.contains(canary) && !found, "{canary}");
            }
        }

        let later = NOON.plus(Span::minutes(30));
        desk_session::used(&mut tx, &one.key, later).await.unwrap();
        desk_session::used(&mut tx, &one.key, NOON).await.unwrap();
        assert_eq!(desk_session::by_key(&mut tx, &one.key).await.unwrap().unwrap().used, later);
        assert!(desk_session::end(&mut tx, ben, &one.key).await.unwrap());
        assert!(!desk_session::end(&mut tx, ben, &one.key).await.unwrap());
        assert_eq!(desk_session::end_all(&mut tx, cem).await.unwrap(), 1);
        assert_eq!(desk_session::all(&mut tx).await.unwrap(), std::slice::from_ref(two));
        assert!(desk_session::by_key(&mut tx, &three.key).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_passkey_is_found_by_its_id_and_ends_with_the_sessions_that_it_began() {
    use crate::store::passkey::{self, Owned, Passkey, PasskeyKey};
    let (ben, cem) = (user_id!("@canary-ben:carrier.example"), user_id!("@cem:carrier.example"));
    let one_of = |vault: &Vault, id: &[u8], user: &ruma::UserId, minute: i64| Passkey {
        key: PasskeyKey::of(vault, id),
        owned: Owned {
            user: user.to_owned(),
            identity: "canary-key".to_owned(),
            browser: Browser { name: Some("Canary-Firefox".to_owned()), system: None },
            credential: "canary-credential".to_owned(),
        },
        created: NOON.plus(Span::minutes(minute)),
        used: NOON.plus(Span::minutes(minute)),
    };
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let [one, two, three] = [(b"one".as_slice(), ben, 0), (b"two", ben, 5), (b"three", cem, 6)]
            .map(|(id, user, minute)| one_of(store.vault(), id, user, minute));
        for made in [&one, &two, &three] {
            assert!(passkey::insert(&mut tx, made).await.unwrap());
        }
        let stolen = one_of(store.vault(), b"one", cem, 9);
        assert!(!passkey::insert(&mut tx, &stolen).await.unwrap(), "an id has one owner: {}", store.name);
        assert_eq!(passkey::by_key(&mut tx, &one.key).await.unwrap().as_ref(), Some(&one));
        assert_eq!(passkey::of_user(&mut tx, ben).await.unwrap(), [two.clone(), one.clone()]);
        assert_eq!(passkey::all(&mut tx).await.unwrap().len(), 3);
        let rows = sqlx::query("select passkey_key || user_key as clear, body from passkey");
        for row in rows.fetch_all(tx.conn()).await.unwrap() {
            let (clear, body): (String, Vec<u8>) = (row.get("clear"), row.get("body"));
            for canary in ["canary", "Canary", "one", "carrier"] {
                let found = body.windows(canary.len()).any(|window| window == canary.as_bytes());
                assert!(!clear.contains(canary) && !found, "{canary}");
            }
        }
        // Two answers at the same time: one counts.
        let counted = Owned { credential: "two".to_owned(), ..one.owned.clone() };
        let later = NOON.plus(Span::minutes(30));
        assert!(passkey::used(&mut tx, &one, &counted, later).await.unwrap());
        assert!(!passkey::used(&mut tx, &one, &counted, later).await.unwrap());
        let known = passkey::by_key(&mut tx, &one.key).await.unwrap().unwrap();
        assert_eq!((known.owned.credential.as_str(), known.used), ("two", later));

        let by_touch =
            DeskSession { passkey: Some(one.key.clone()), ..session(store.vault(), "touched", ben, 1) };
        let by_word = session(store.vault(), "said", ben, 2);
        for session in [&by_touch, &by_word] {
            desk_session::insert(&mut tx, session).await.unwrap();
        }
        assert_eq!(desk_session::by_key(&mut tx, &by_touch.key).await.unwrap().as_ref(), Some(&by_touch));
        assert!(!passkey::remove(&mut tx, cem, &one.key).await.unwrap(), "somebody else's");
        assert!(passkey::remove(&mut tx, ben, &one.key).await.unwrap());
        assert!(!passkey::remove(&mut tx, ben, &one.key).await.unwrap());
        assert_eq!(desk_session::of_user(&mut tx, ben).await.unwrap(), [by_word]);
        assert_eq!(passkey::all(&mut tx).await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn of_one_subject_one_request_is_open_and_it_is_decided_once() {
    use crate::store::second::{self, Body, Outcome, Request, Wanted};
    for store in test_stores().await {
        let (ben, cem): (_, routing::CounsellorId) = (super::ben(), id("@cem:carrier.example"));
        let ask = |name: &str, wanted: Wanted, minute: i64| Request {
            id: name.to_owned(),
            body: Body {
                wanted,
                reason: "canary".to_owned(),
                by: ben.clone(),
                decided_by: None,
                outcome: None,
            },
            asked: NOON.plus(Span::minutes(minute)),
            until: NOON.plus(Span::minutes(minute + 10)),
            decided: None,
        };
        let name_cem = || Wanted::NameReferat { who: cem.clone(), identity: None };
        let hold = Wanted::LiftHold {
            centre: super::freiburg(),
            reference: id("7F3K9Q"),
            since: NOON,
            by: "court".to_owned(),
            reason: "canary".to_owned(),
        };
        let mut tx = store.begin().await.unwrap();
        let (one, two) = (ask("one", name_cem(), 0), ask("two", hold, 1));
        assert!(second::insert(&mut tx, &one).await.unwrap());
        assert!(second::insert(&mut tx, &two).await.unwrap());
        assert!(!second::insert(&mut tx, &ask("three", name_cem(), 2)).await.unwrap(), "{}", store.name);
        assert_eq!(second::by_id(&mut tx, "one").await.unwrap().as_ref(), Some(&one));
        assert_eq!(second::by_id(&mut tx, "none").await.unwrap(), None);
        assert_eq!(second::open(&mut tx).await.unwrap(), [one.clone(), two.clone()]);
        let rows = sqlx::query("select request_id || subject_key as clear, body from second_request");
        for row in rows.fetch_all(tx.conn()).await.unwrap() {
            let (clear, body): (String, Vec<u8>) = (row.get("clear"), row.get("body"));
            for canary in ["canary", "carrier", "7F3K9Q"] {
                let found = body.windows(canary.len()).any(|window| window == canary.as_bytes());
                assert!(!clear.contains(canary) && !found, "{canary}");
            }
        }
        let later = NOON.plus(Span::minutes(5));
        let said = (Outcome::Declined, Some(&cem));
        assert!(second::decide(&mut tx, &one, said, later).await.unwrap());
        assert!(!second::decide(&mut tx, &one, (Outcome::Confirmed, Some(&cem)), later).await.unwrap());
        let known = second::by_id(&mut tx, "one").await.unwrap().unwrap();
        assert_eq!(known.body.outcome, Some(Outcome::Declined));
        assert_eq!((known.body.decided_by, known.decided), (Some(cem.clone()), Some(later)));
        assert!(
            second::insert(&mut tx, &ask("three", name_cem(), 2)).await.unwrap(),
            "it may be asked again"
        );
        assert_eq!(second::decided(&mut tx, 9).await.unwrap().len(), 1);
        // With the case, what was asked about it goes, open or decided.
        second::forget(&mut tx, &id("000000")).await.unwrap();
        assert!(second::by_id(&mut tx, "two").await.unwrap().is_some());
        second::forget(&mut tx, &id("7F3K9Q")).await.unwrap();
        assert!(second::by_id(&mut tx, "two").await.unwrap().is_none());
        let span = Span::minutes(10);
        assert_eq!(second::prune(&mut tx, NOON.plus(span), span, 9).await.unwrap(), 0, "not older");
        assert_eq!(
            second::prune(&mut tx, NOON.plus(Span::minutes(30)), span, 9).await.unwrap(),
            1,
            "open ones stay"
        );
        assert_eq!(second::open(&mut tx).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn who_is_of_the_referat_by_the_desk_is_silent_in_a_stolen_database() {
    use crate::store::desk_referat;
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let (ben, cem) = (super::ben(), id("@cem:carrier.example"));
        assert!(desk_referat::name(&mut tx, &cem, NOON.plus(Span::minutes(1))).await.unwrap());
        assert!(desk_referat::name(&mut tx, &ben, NOON).await.unwrap());
        assert!(!desk_referat::name(&mut tx, &ben, NOON).await.unwrap(), "{}: already", store.name);
        assert_eq!(desk_referat::all(&mut tx).await.unwrap(), [ben.clone(), cem]);
        for row in sqlx::query("select user_key as clear, body from desk_referat")
            .fetch_all(tx.conn())
            .await
            .unwrap()
        {
            let (clear, body): (String, Vec<u8>) = (row.get("clear"), row.get("body"));
            assert!(!clear.contains("ben") && !body.windows(4).any(|window| window == b"@ben"));
        }
        assert!(desk_referat::has(&mut tx, &ben).await.unwrap());
        assert!(desk_referat::dismiss(&mut tx, &ben).await.unwrap());
        assert!(!desk_referat::has(&mut tx, &ben).await.unwrap());
        assert!(!desk_referat::dismiss(&mut tx, &ben).await.unwrap());
        assert_eq!(desk_referat::all(&mut tx).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn whoever_waits_has_waited_since_their_first_word() {
    for store in test_stores().await {
        let case: CaseId = id("01ARZ3NDEKTSV4RRFFQ69G5FAV");
        let mut tx = store.begin().await.unwrap();
        assert_eq!(awaited::since(&mut tx, &case).await.unwrap(), None);
        awaited::begin(&mut tx, &case, NOON).await.unwrap();
        awaited::begin(&mut tx, &case, NOON.plus(Span::hours(1))).await.unwrap();
        assert_eq!(awaited::since(&mut tx, &case).await.unwrap(), Some(NOON), "{}", store.name);
        awaited::end(&mut tx, &case).await.unwrap();
        assert_eq!(awaited::since(&mut tx, &case).await.unwrap(), None);
    }
}

#[tokio::test]
async fn who_leads_a_centre_is_found_by_both_and_silent_in_a_stolen_database() {
    use crate::store::desk_lead;
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let (ben, here, there) = (super::ben(), super::freiburg(), id("dresden"));
        assert!(desk_lead::name(&mut tx, &here, &ben, NOON).await.unwrap());
        assert!(!desk_lead::name(&mut tx, &here, &ben, NOON).await.unwrap(), "{}: already", store.name);
        assert!(desk_lead::name(&mut tx, &there, &ben, NOON).await.unwrap());
        assert_eq!(desk_lead::led_by(&mut tx, &ben).await.unwrap(), [there.clone(), here.clone()]);
        assert_eq!(
            desk_lead::all(&mut tx).await.unwrap(),
            [(there.clone(), ben.clone()), (here.clone(), ben.clone())]
        );
        let rows =
            sqlx::query("select user_key as clear, body from desk_lead").fetch_all(tx.conn()).await.unwrap();
        for row in rows {
            let (clear, body): (String, Vec<u8>) = (row.get("clear"), row.get("body"));
            assert!(!clear.contains("ben") && !body.windows(4).any(|window| window == b"@ben"));
        }
        assert!(desk_lead::dismiss(&mut tx, &here, &ben).await.unwrap());
        assert!(!desk_lead::dismiss(&mut tx, &here, &ben).await.unwrap());
        assert_eq!(desk_lead::led_by(&mut tx, &ben).await.unwrap(), [there]);
    }
}

#[tokio::test]
async fn who_acts_for_a_carrier_is_found_by_both_and_silent_in_a_stolen_database() {
    use crate::store::{
        desk_carrier,
        second::{self, Body, Request, Wanted},
    };
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let (ben, cem): (_, routing::CounsellorId) = (super::ben(), id("@cem:carrier.example"));
        let (one, two): (routing::CarrierId, routing::CarrierId) = (id("hilfe"), id("werk"));
        assert!(desk_carrier::name(&mut tx, &one, &ben, NOON).await.unwrap());
        assert!(!desk_carrier::name(&mut tx, &one, &ben, NOON).await.unwrap(), "{}: already", store.name);
        assert!(desk_carrier::name(&mut tx, &two, &ben, NOON).await.unwrap());
        assert!(desk_carrier::name(&mut tx, &two, &cem, NOON.plus(Span::minutes(1))).await.unwrap());
        assert_eq!(desk_carrier::of_person(&mut tx, &ben).await.unwrap(), [one.clone(), two.clone()]);
        let all = [(one.clone(), ben.clone()), (two.clone(), ben.clone()), (two.clone(), cem.clone())];
        assert_eq!(desk_carrier::all(&mut tx).await.unwrap(), all);
        let rows = sqlx::query("select user_key as clear, body from desk_carrier");
        for row in rows.fetch_all(tx.conn()).await.unwrap() {
            let (clear, body): (String, Vec<u8>) = (row.get("clear"), row.get("body"));
            for canary in ["ben", "cem", "carrier"] {
                let found = body.windows(canary.len()).any(|window| window == canary.as_bytes());
                assert!(!clear.contains(canary) && !found, "{canary}");
            }
        }
        assert!(desk_carrier::dismiss(&mut tx, &one, &ben).await.unwrap());
        assert!(!desk_carrier::dismiss(&mut tx, &one, &ben).await.unwrap());
        assert!(!desk_carrier::dismiss(&mut tx, &one, &cem).await.unwrap(), "another carrier's");
        assert_eq!(desk_carrier::of_person(&mut tx, &ben).await.unwrap(), std::slice::from_ref(&two));

        // For each carrier and person a request of its own.
        let asks = |name: &str, carrier: &routing::CarrierId, who: &routing::CounsellorId| Request {
            id: name.to_owned(),
            body: Body {
                wanted: Wanted::NameCarrier { carrier: carrier.clone(), who: who.clone(), identity: None },
                reason: "canary".to_owned(),
                by: ben.clone(),
                decided_by: None,
                outcome: None,
            },
            asked: NOON,
            until: NOON.plus(Span::minutes(9)),
            decided: None,
        };
        for (name, carrier, who, is_new) in [
            ("a", &one, &cem, true),
            ("b", &one, &cem, false),
            ("c", &two, &cem, true),
            ("d", &one, &ben, true),
        ] {
            assert_eq!(second::insert(&mut tx, &asks(name, carrier, who)).await.unwrap(), is_new, "{name}");
        }
        assert_eq!(second::by_id(&mut tx, "a").await.unwrap(), Some(asks("a", &one, &cem)));
    }
}

#[tokio::test]
async fn drafts_and_publications_of_the_directory_are_kept_and_silent_in_a_stolen_database() {
    use crate::store::{directory_draft, directory_version};
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let (ben, cem) = (super::ben(), id("@cem:carrier.example"));
        assert_eq!(directory_draft::of::<String>(&mut tx, &ben).await.unwrap(), None);
        let at = |minute| NOON.plus(Span::minutes(minute));
        for (who, text, before, now, kept) in [
            (&ben, "canary one", None, at(0), true),
            (&ben, "canary one more", None, at(0), false),
            (&cem, "canary two", None, at(1), true),
            (&ben, "canary three", Some(at(0)), at(2), true),
            (&ben, "canary four", Some(at(0)), at(3), false),
        ] {
            assert_eq!(
                directory_draft::put(&mut tx, who, &text, (before, now)).await.unwrap(),
                kept,
                "{text}"
            );
        }
        let known = directory_draft::of::<String>(&mut tx, &ben).await.unwrap();
        assert_eq!(known, Some(("canary three".to_owned(), at(2))));
        let all: Vec<String> = directory_draft::all(&mut tx).await.unwrap();
        assert_eq!(all, ["canary three", "canary two"], "{}", store.name);
        assert!(!directory_draft::drop_unchanged(&mut tx, &ben, Some(at(0))).await.unwrap());
        assert!(!directory_draft::drop_unchanged(&mut tx, &ben, None).await.unwrap());
        assert!(directory_draft::drop_of(&mut tx, &cem).await.unwrap());
        assert!(!directory_draft::drop_of(&mut tx, &cem).await.unwrap());
        assert_eq!(directory_draft::prune(&mut tx, NOON.plus(Span::minutes(2)), 9).await.unwrap(), 0);

        for number in [3, 4, 7] {
            let at = NOON.plus(Span::days(number));
            directory_version::insert(&mut tx, number, at, &format!("canary {number}")).await.unwrap();
        }
        let since = directory_version::since::<String>(&mut tx, 3, 9).await.unwrap();
        let told: Vec<_> = since.iter().map(|it| (it.version, it.at, it.body.as_str())).collect();
        let at = |days| NOON.plus(Span::days(days));
        assert_eq!(told, [(7, at(7), "canary 7"), (4, at(4), "canary 4")]);
        assert_eq!(directory_version::later_than::<String>(&mut tx, at(4)).await.unwrap().len(), 1);
        assert_eq!(directory_version::since::<String>(&mut tx, 0, 1).await.unwrap().len(), 1);
        for table in ["directory_version", "directory_draft"] {
            let rows = sqlx::query(sqlx::AssertSqlSafe(format!("select body from {table}")));
            for row in rows.fetch_all(tx.conn()).await.unwrap() {
                let body: Vec<u8> = row.get("body");
                assert!(!body.windows(6).any(|window| window == b"canary"), "{table}");
            }
        }
        assert_eq!(directory_version::prune(&mut tx, at(7), 1).await.unwrap(), 1);
        assert_eq!(directory_version::prune(&mut tx, at(7), 9).await.unwrap(), 1);
        assert_eq!(directory_version::prune(&mut tx, at(7), 9).await.unwrap(), 0);
    }
}
