//! Whoever tries codes and links learns nothing: one answer, and the same work for it. Work is counted in statements and keyed hashes,
//! since a clock would measure the machine.

use routing::{Reference, Span};
use tokio::time::{Duration, Instant};

use super::office::{Office, draft, person};
use crate::{
    cases::{
        event::Event,
        signing_in::{CODE_HOLDS, sign_in},
    },
    running::secret::Secret,
    staff::{Browser, Refused, Step},
    store::{
        invitation::{self, Account, Invited, Letter, LinkKey},
        work::{self, Work},
    },
    words::phrases::Locale,
};

/// Somebody writes a code in their chat: what they are answered, and what it cost.
async fn says(office: &Office, code: Option<Reference>) -> (String, Work) {
    let room = super::office::id("!team0:lotse.example");
    let ben = person("ben");
    let event = Event::at_desk(room, crate::cases::service::matrix_id(&ben), office.now());
    work::since();
    sign_in(&office.service, &event, &ben, code).await.unwrap();
    let work = work::since();
    let answers = event.answers.unwrap().take();
    let told = answers.iter().map(|say| office.service.catalogue.say(Locale::De, say).plain).collect();
    (told, work)
}

/// When a code was shown that holds no more.
fn long_ago() -> Instant {
    Instant::now().checked_sub(CODE_HOLDS + Duration::from_secs(1)).expect("the machine has run for minutes")
}

fn knocks(office: &Office, secret: &str, now: Instant) -> Reference {
    office.service.knocks.begin(secret, None, Browser { name: None, system: None }, now).unwrap()
}

#[tokio::test]
async fn wrong_old_used_and_unknown_codes_get_one_answer_for_the_same_work() {
    let office = Office::open(&draft(&[("ben", "dresden")])).await;
    office.secret_of("ben").await;
    // Many others wait: where among them a code stands must not show.
    for number in 0..50 {
        knocks(&office, &format!("other {number}"), Instant::now());
    }
    let old = knocks(&office, "old", long_ago());
    let (used, open) = (knocks(&office, "used", Instant::now()), knocks(&office, "open", Instant::now()));
    let (told, _) = says(&office, Some(used.clone())).await;
    assert!(told.contains("angemeldet"), "{told}");
    let never = Reference::from_bits(0x2aaa_aaaa);
    assert!(![&old, &used, &open].contains(&&never));
    let mut answers = Vec::new();
    for code in [Some(used.clone()), Some(old), Some(never), None] {
        answers.push(says(&office, code).await);
    }
    // One too many in a minute is answered alike, even with a code that holds.
    for _ in 0..6 {
        answers.push(says(&office, Some(used.clone())).await);
    }
    answers.push(says(&office, Some(open)).await);
    assert!(answers[0].0.contains("Dieser Code gilt nicht"), "{answers:?}");
    for answer in &answers {
        assert_eq!(answer, &answers[0]);
    }
    assert!(answers[0].1.statements > 0, "nothing is counted: {answers:?}");
}

#[tokio::test]
async fn what_a_browser_shows_that_opens_nothing_gets_one_answer_for_the_same_work() {
    let office = Office::open(&draft(&[("ben", "dresden")])).await;
    // On the page that waits for a code: one that took too long, and one that never was.
    let secret = |text: &str| Secret::parse(&format!("{text:a<43}")).unwrap();
    let late = secret("late");
    knocks(&office, late.expose(), long_ago());
    for shown in [late, secret("never")] {
        work::since();
        assert!(matches!(office.staff.next_step(&shown).await.unwrap(), Step::Over));
        assert_eq!(work::since(), Work { statements: 0, hashes: 0 });
        assert!(!office.staff.is_waited_for(&shown).unwrap());
    }
    // At the desk: a session that has ended, and one that never was. One that is too old is looked at no further.
    let (ended, old) = (office.secret_of("ben").await, office.secret_of("ben").await);
    office.staff.end(&ended).await.unwrap();
    office.lets_pass(Span::hours(13));
    let mut works = Vec::new();
    for shown in [ended, old, secret("none")] {
        work::since();
        assert_eq!(office.staff.known(&shown, true).await.err(), Some(Refused::SignedOut));
        works.push(work::since());
    }
    assert!(works.iter().all(|it| *it == works[0]) && works[0].statements > 0, "{works:?}");
}

#[tokio::test]
async fn links_of_invitations_that_hold_no_more_are_as_links_that_never_were() {
    let office = Office::open(&draft(&[("ben", "dresden"), ("cem", "dresden")])).await;
    let (now, vault) = (office.now(), office.store.vault());
    let links = [Secret::new(), Secret::new()];
    let mut tx = office.store.begin().await.unwrap();
    for (name, (link, until)) in ["ben", "cem"]
        .into_iter()
        .zip(links.iter().zip([now.minus(Span::hours(1)), now.plus(Span::hours(72))]))
    {
        let invited = Invited {
            user: person(name),
            centre: super::office::id("dresden"),
            mail: String::new(),
            account: Account::Made(now),
            letter: Letter::Sent(now),
            trouble: None,
            by: crate::store::audit::Actor::Administration,
            at: now,
        };
        assert!(invitation::insert(&mut tx, &invited).await.unwrap());
        let mut known = invitation::of(&mut tx, &person(name)).await.unwrap().unwrap();
        let key = LinkKey::of(vault, link.expose());
        invitation::set_link(&mut tx, &mut known, Some((&key, until))).await.unwrap();
    }
    tx.commit().await.unwrap();
    let [old, used] = links;
    assert!(office.staff.invited(&used).await.unwrap().is_some(), "it holds");
    let mut tx = office.store.begin().await.unwrap();
    let mut known = invitation::of(&mut tx, &person("cem")).await.unwrap().unwrap();
    invitation::set_link(&mut tx, &mut known, None).await.unwrap();
    tx.commit().await.unwrap();
    let mut works = Vec::new();
    for link in [old, used, Secret::new()] {
        work::since();
        assert_eq!(office.staff.invited(&link).await.unwrap(), None);
        works.push(work::since());
    }
    assert!(works.iter().all(|it| *it == works[0]) && works[0].statements > 0, "{works:?}");
}
