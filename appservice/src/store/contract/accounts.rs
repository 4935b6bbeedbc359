//! Accounts and sessions of the portal: found by what people know, gone when they go, silent in a stolen database.

use routing::{SeekerId, Span, Timestamp};
use sqlx::Row as _;

use super::{NOON, id};
use crate::store::{
    Tx,
    account::{self, About, Account, NameKey},
    session::{self, Session, SessionKey},
    test_postgres::test_stores,
};

fn about(user: &str) -> About {
    About {
        mail: None,
        mail_asked: None,
        guest: false,
        seeker: id::<SeekerId>(user),
        proof: "$argon2id$canary".to_owned(),
        pseudonym: Some("Canary-Pseudonym".to_owned()),
        language: Some("de".to_owned()),
    }
}

async fn made(tx: &mut Tx, number: &str, name: &str) -> Account {
    let about = about(&format!("@lotse_s_{number}:lotse.example"));
    let name = NameKey::of(tx.vault(), name);
    assert!(account::insert(tx, (number, &name), &about, NOON).await.unwrap());
    Account { id: number.to_owned(), about, registered: None, leaving: None }
}

fn session_of(tx: &Tx, account: &Account, secret: &str, device: &str) -> Session {
    let key = SessionKey::of(tx.vault(), secret);
    Session { key, account: account.id.clone(), device: device.to_owned(), created: NOON, used: NOON }
}

#[tokio::test]
async fn an_account_is_found_by_name_and_user_until_it_goes() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let anna = made(&mut tx, "1", "canary-name").await;
        let name = NameKey::of(tx.vault(), "canary-name");
        let other = about("@lotse_s_2:lotse.example");
        assert!(!account::insert(&mut tx, ("2", &name), &other, NOON).await.unwrap(), "a name is taken once");
        for found in [
            account::named(&mut tx, &name).await.unwrap(),
            account::of_seeker(&mut tx, &anna.about.seeker).await.unwrap(),
            account::by_id(&mut tx, "1").await.unwrap(),
        ] {
            assert_eq!(found.as_ref(), Some(&anna), "{}", store.name);
        }
        account::registered(&mut tx, "1", NOON).await.unwrap();
        let changed = Account {
            registered: Some(NOON),
            about: About { pseudonym: None, ..anna.about.clone() },
            ..anna
        };
        account::save(&mut tx, &changed).await.unwrap();
        assert_eq!(account::by_id(&mut tx, "1").await.unwrap().as_ref(), Some(&changed));

        let text: String = sqlx::query("select account_id || name_key || user_key from account")
            .fetch_one(tx.conn())
            .await
            .unwrap()
            .get(0);
        let body: Vec<u8> =
            sqlx::query("select body from account").fetch_one(tx.conn()).await.unwrap().get(0);
        for canary in ["canary", "lotse_s_1", "argon2id"] {
            let bytes = canary.as_bytes();
            assert!(
                !text.contains(canary) && !body.windows(bytes.len()).any(|window| window == bytes),
                "{canary}"
            );
        }

        account::leave(&mut tx, "1", NOON).await.unwrap();
        assert_eq!(account::named(&mut tx, &name).await.unwrap(), None);
        let leaving = account::leaving(&mut tx, 5).await.unwrap();
        assert_eq!(leaving.iter().map(|account| account.id.as_str()).collect::<Vec<_>>(), ["1"]);
        // The name is free, also while several go.
        let again = made(&mut tx, "3", "canary-name").await;
        account::leave(&mut tx, &again.id, NOON).await.unwrap();
        account::forget(&mut tx, "1").await.unwrap();
        assert_eq!(account::by_id(&mut tx, "1").await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_session_ends_with_its_device() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let anna = made(&mut tx, "1", "anna").await;
        let first = session_of(&tx, &anna, "secret-1", "PA");
        session::insert(&mut tx, &first).await.unwrap();
        assert_eq!(session::by_key(&mut tx, &first.key).await.unwrap().as_ref(), Some(&first));
        assert_eq!(session::by_key(&mut tx, &SessionKey::of(store.vault(), "secret")).await.unwrap(), None);

        // Of two tabs that want another device one is too late.
        assert!(session::change_device(&mut tx, &first, "PB", NOON).await.unwrap());
        assert!(!session::change_device(&mut tx, &first, "PC", NOON).await.unwrap());
        let now = Session { device: "PB".to_owned(), ..first };
        let later = NOON.plus(Span::hours(1));
        session::used(&mut tx, &now.key, later).await.unwrap();
        session::used(&mut tx, &now.key, NOON).await.unwrap();
        let worn = |used, created| (NOON.plus(Span::minutes(used)), NOON.plus(Span::minutes(created)));
        assert!(session::worn_out(&mut tx, worn(60, 0), 5).await.unwrap().is_empty(), "it was used");
        assert_eq!(session::worn_out(&mut tx, worn(61, 0), 5).await.unwrap().len(), 1, "it was not used");
        assert_eq!(session::worn_out(&mut tx, worn(0, 1), 5).await.unwrap().len(), 1, "it is old");

        session::end(&mut tx, &now, &anna, NOON).await.unwrap();
        assert!(session::of_account(&mut tx, "1").await.unwrap().is_empty());
        session::end_device(&mut tx, &anna.about.seeker, "PX", later).await.unwrap();
        let due = session::ended_devices(&mut tx, NOON, 5).await.unwrap();
        assert_eq!(due, [(anna.about.seeker.clone(), "PB".to_owned())], "{}", store.name);
        session::end_device_later(&mut tx, "PB", later).await.unwrap();
        assert!(session::ended_devices(&mut tx, NOON, 5).await.unwrap().is_empty());
        session::device_gone(&mut tx, "PB").await.unwrap();
        assert_eq!(session::ended_devices(&mut tx, later, 5).await.unwrap().len(), 1);
    }
}

async fn due(tx: &mut Tx, now: Timestamp) -> Vec<String> {
    let due = account::due(tx, now, 5).await.unwrap();
    due.into_iter().map(|(account, _)| account.id).collect()
}

#[tokio::test]
async fn an_account_is_looked_at_long_after_somebody_has_signed_in_or_lost_a_case() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let (anna, yusuf) = (made(&mut tx, "1", "anna").await, made(&mut tx, "2", "yusuf").await);
        let day = |days: i64| NOON.plus(Span::days(days));
        assert_eq!(due(&mut tx, day(29)).await, [""; 0], "{}", store.name);
        assert_eq!(due(&mut tx, day(30)).await, ["1", "2"]);
        account::signed_in(&mut tx, &anna.id, day(10)).await.unwrap();
        account::lost_a_case(&mut tx, &yusuf.about.seeker, day(20)).await.unwrap();
        account::lost_a_case(&mut tx, &id::<SeekerId>("@stranger:home.example"), day(20)).await.unwrap();
        assert_eq!(due(&mut tx, day(39)).await, [""; 0]);
        assert_eq!(due(&mut tx, day(40)).await, ["1"]);
        assert_eq!(due(&mut tx, day(50)).await, ["1", "2"]);
        // Whoever has signed in meanwhile stays.
        assert!(!account::leave_unused(&mut tx, "2", day(49)).await.unwrap());
        assert!(account::leave_unused(&mut tx, "1", day(40)).await.unwrap());
        assert_eq!(due(&mut tx, day(50)).await, ["2"]);
        // From before it was noted: looked at once, and counted from then on.
        sqlx::query("update account set due_ms = null").execute(tx.conn()).await.unwrap();
        assert_eq!(account::due(&mut tx, NOON, 5).await.unwrap()[0].1, None);
    }
}

#[tokio::test]
async fn an_account_sends_so_many_bytes_a_day() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let anna = made(&mut tx, "1", "anna").await;
        made(&mut tx, "2", "yusuf").await;
        let tomorrow = NOON.plus(Span::days(1));
        for (day, bytes, taken) in
            [(NOON, 60, true), (NOON, 41, false), (NOON, 40, true), (NOON, 1, false), (tomorrow, 100, true)]
        {
            let sent = account::send(&mut tx, &anna.id, day, (bytes, 100)).await.unwrap();
            assert_eq!(sent, taken, "{}: {bytes}", store.name);
        }
        assert!(account::send(&mut tx, "2", NOON, (100, 100)).await.unwrap(), "each has a day of their own");
    }
}
