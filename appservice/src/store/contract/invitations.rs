//! People who were invited: one link at a time, silent in a stolen database.

use routing::{CentreId, CounsellorId, Span};
use sqlx::Row as _;

use super::{NOON, id};
use crate::store::{
    StoreError,
    audit::Actor,
    invitation::{self, Account, Invited, Letter, LinkKey},
    test_postgres::test_stores,
};

fn invited(who: &str) -> Invited {
    Invited {
        user: CounsellorId::parse(who).unwrap(),
        centre: id::<CentreId>("dresden"),
        mail: "canary-nora@carrier.example".to_owned(),
        account: Account::Wanted,
        letter: Letter::Due,
        trouble: None,
        by: Actor::Referat(CounsellorId::parse("@canary-edda:lotse.example").unwrap()),
        at: NOON,
    }
}

#[tokio::test]
async fn an_invitation_is_made_once_and_has_one_link_that_ends() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        let nora = invited("@canary-nora:lotse.example");
        assert!(invitation::insert(&mut tx, &nora).await.unwrap(), "{}", store.name);
        assert!(
            !invitation::insert(&mut tx, &Invited { account: Account::Theirs, ..nora.clone() })
                .await
                .unwrap()
        );
        assert!(
            invitation::insert(&mut tx, &invited("@other:lotse.example")).await.unwrap(),
            "no link is no key"
        );
        let mut known = invitation::of(&mut tx, &nora.user).await.unwrap().unwrap();
        assert_eq!((&known.body, known.until), (&nora, None));

        let [one, two] = ["one", "two"].map(|secret| LinkKey::of(store.vault(), secret));
        let until = NOON.plus(Span::hours(72));
        assert_eq!(invitation::with_link(&mut tx, &one, NOON).await.unwrap(), None);
        invitation::set_link(&mut tx, &mut known, Some((&one, until))).await.unwrap();
        assert_eq!(invitation::with_link(&mut tx, &one, NOON).await.unwrap().as_ref(), Some(&known));
        assert_eq!(invitation::with_link(&mut tx, &one, until).await.unwrap(), None, "its time is over");
        let mut stale = known.clone();
        invitation::set_link(&mut tx, &mut known, Some((&two, until))).await.unwrap();
        assert_eq!(invitation::with_link(&mut tx, &one, NOON).await.unwrap(), None, "there is another");
        known.body.account = Account::Made(NOON);
        invitation::save(&mut tx, &mut known).await.unwrap();
        let found = invitation::with_link(&mut tx, &two, NOON).await.unwrap().unwrap();
        assert_eq!((&found, found.body.is_ours()), (&known, true));
        let refused = invitation::save(&mut tx, &mut stale).await.unwrap_err();
        assert!(matches!(refused, StoreError::Stale { .. }), "{refused}");
        let refused = invitation::set_link(&mut tx, &mut stale, None).await.unwrap_err();
        assert!(matches!(refused, StoreError::Stale { .. }), "{refused}");

        let rows = sqlx::query("select user_key, link_key, body from invitation where link_key is not null");
        for row in rows.fetch_all(tx.conn()).await.unwrap() {
            let (user, link, body): (String, String, Vec<u8>) =
                (row.get("user_key"), row.get("link_key"), row.get("body"));
            for canary in ["canary", "two", "carrier", "dresden"] {
                let found = body.windows(canary.len()).any(|window| window == canary.as_bytes());
                assert!(!user.contains(canary) && !link.contains(canary) && !found, "{canary}");
            }
        }
        invitation::set_link(&mut tx, &mut known, None).await.unwrap();
        assert_eq!(invitation::with_link(&mut tx, &two, NOON).await.unwrap(), None);
        assert_eq!(invitation::all(&mut tx).await.unwrap().len(), 2);
        invitation::forget(&mut tx, &nora.user).await.unwrap();
        assert_eq!(invitation::of(&mut tx, &nora.user).await.unwrap(), None);
    }
}
