//! Later messages, and who is told of them.

use routing::{MailWish, QuietHours, Span};

use super::{NOON, asked, ben, event, room};
use crate::store::{follow_up, mail_wish, test_postgres::test_stores, unread};

#[tokio::test]
async fn follow_ups_wait_until_they_are_told() {
    for store in test_stores().await {
        let case = asked(&store, 1).await;
        let due = NOON.plus(Span::minutes(15));
        let mut tx = store.begin().await.unwrap();
        assert_eq!(follow_up::of_case(&mut tx, &case).await.unwrap(), None);
        follow_up::told(&mut tx, &case, NOON).await.unwrap();
        follow_up::wait(&mut tx, &case, due).await.unwrap();
        follow_up::wait(&mut tx, &case, due).await.unwrap();
        let known = follow_up::of_case(&mut tx, &case).await.unwrap().unwrap();
        assert_eq!((known.noticed_at, known.waiting), (NOON, 2));
        assert!(follow_up::due(&mut tx, NOON, 9).await.unwrap().is_empty());
        assert_eq!(follow_up::due(&mut tx, due, 9).await.unwrap(), std::slice::from_ref(&case));
        follow_up::clear(&mut tx, &case).await.unwrap();
        assert!(follow_up::due(&mut tx, due, 9).await.unwrap().is_empty());
        assert_eq!(known.alarmed_at, None);
        follow_up::alarmed(&mut tx, &case, due).await.unwrap();
        let known = follow_up::of_case(&mut tx, &case).await.unwrap().unwrap();
        assert_eq!((known.noticed_at, known.waiting, known.alarmed_at), (due, 0, Some(due)));
        follow_up::told(&mut tx, &case, due).await.unwrap();
        let known = follow_up::of_case(&mut tx, &case).await.unwrap().unwrap();
        assert_eq!(known.alarmed_at, Some(due), "an ordinary notice is no alarm");
        follow_up::forget(&mut tx, &case).await.unwrap();
        assert_eq!(follow_up::of_case(&mut tx, &case).await.unwrap(), None);
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn what_is_read_is_mailed_to_nobody() {
    for store in test_stores().await {
        let case = asked(&store, 1).await;
        let (here, due) = (room("!case"), NOON.plus(Span::minutes(15)));
        let mut tx = store.begin().await.unwrap();
        let message = event("$second");
        let place = (&case, &here, &message);
        unread::note(&mut tx, place, &ben(), NOON, due).await.unwrap();
        // An older message read earlier, another room, somebody else.
        unread::read(&mut tx, ben().as_str(), (&here, &event("$first")), NOON).await.unwrap();
        unread::read(&mut tx, ben().as_str(), (&room("!other"), &message), due).await.unwrap();
        unread::read(&mut tx, "@cem:carrier.example", (&here, &message), due).await.unwrap();
        assert_eq!(unread::due(&mut tx, due, 9).await.unwrap().len(), 1);
        unread::read(&mut tx, ben().as_str(), (&here, &message), NOON).await.unwrap();
        assert!(unread::due(&mut tx, due, 9).await.unwrap().is_empty());
        // A later one counts for all before it.
        unread::note(&mut tx, place, &ben(), NOON, due).await.unwrap();
        unread::read(&mut tx, ben().as_str(), (&here, &event("$third")), due).await.unwrap();
        assert!(!unread::is_noted(&mut tx, &case).await.unwrap());
        // A second message does not put the e-mail off.
        unread::note(&mut tx, place, &ben(), NOON, due).await.unwrap();
        unread::note(&mut tx, place, &ben(), due, due.plus(Span::hours(1))).await.unwrap();
        let noted = unread::due(&mut tx, due, 9).await.unwrap().remove(0);
        assert!(unread::postpone(&mut tx, &noted, due.plus(Span::hours(1))).await.unwrap());
        assert!(unread::due(&mut tx, due, 9).await.unwrap().is_empty());
        assert!(unread::drop_all_of(&mut tx, &noted.counsellor_key).await.unwrap());
        assert!(!unread::drop_all_of(&mut tx, &noted.counsellor_key).await.unwrap());
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_wish_is_kept_under_a_name_that_nobody_reads() {
    for store in test_stores().await {
        let mut tx = store.begin().await.unwrap();
        assert_eq!(mail_wish::of(&mut tx, &ben()).await.unwrap(), (MailWish::default(), None));
        let quiet = QuietHours::parse("20-7").ok();
        mail_wish::set_quiet(&mut tx, &ben(), quiet).await.unwrap();
        assert_eq!(mail_wish::of(&mut tx, &ben()).await.unwrap().0, MailWish { wanted: false, quiet });
        mail_wish::set_wanted(&mut tx, &ben(), true).await.unwrap();
        mail_wish::mailed(&mut tx, &unread::key_of(store.vault(), ben().as_str()), NOON).await.unwrap();
        let wish = MailWish { wanted: true, quiet };
        assert_eq!(mail_wish::of(&mut tx, &ben()).await.unwrap(), (wish, Some(NOON)));
        mail_wish::set_quiet(&mut tx, &ben(), None).await.unwrap();
        assert_eq!(mail_wish::of(&mut tx, &ben()).await.unwrap().0.quiet, None);
        tx.commit().await.unwrap();
    }
}
