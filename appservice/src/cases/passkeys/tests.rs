use serde_json::Value;
use tokio::time::Instant;
use url::Url;

use super::{Ceremonies, Wrong, ceremony::CHALLENGE_HOLDS, software::Authenticator};

fn desk() -> Ceremonies {
    Ceremonies::new(Some(&Url::parse("https://lotse.example/portal").unwrap()))
}

const BEN: &str = "@ben:lotse.example";

fn asked(desk: &Ceremonies, authenticator: &Authenticator, now: Instant) -> Value {
    desk.make("browser", (authenticator.handle, BEN), &[], now).unwrap()
}

/// The passkey that an authenticator has made.
fn made(desk: &Ceremonies, authenticator: &Authenticator) -> String {
    let now = Instant::now();
    let options = asked(desk, authenticator, now);
    desk.made("browser", &authenticator.create(&options), now).unwrap().credential
}

/// What comes of a touch in the browser that was asked.
fn touched(desk: &Ceremonies, authenticator: &Authenticator, credential: &str) -> Result<String, Wrong> {
    let now = Instant::now();
    let options = desk.touch("browser", now).unwrap();
    let touched = desk.touched("browser", &authenticator.get(&options), now)?;
    assert_eq!(touched.handle, authenticator.handle);
    desk.is_true(touched, credential)
}

#[test]
fn a_passkey_that_was_made_opens_the_desk_and_its_counter_goes_on() {
    let (desk, mut key) = (desk(), Authenticator::new(7));
    let options = asked(&desk, &key, Instant::now());
    let asked = &options["publicKey"];
    assert_eq!(asked["rp"]["id"], "lotse.example");
    assert_eq!(asked["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(asked["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(asked["attestation"], "none");
    let first = made(&desk, &key);
    key.counter = 2;
    let second = touched(&desk, &key, &first).unwrap();
    // Who has copied it shows a counter that was there before.
    assert_eq!(touched(&desk, &key, &second), Err(Wrong::Copied));
    key.counter = 3;
    assert!(touched(&desk, &key, &second).is_ok());
    // What is asked of a browser is the same for everybody, and names nobody.
    let options = desk.touch("another", Instant::now()).unwrap();
    assert_eq!(options["publicKey"]["userVerification"], "required");
    assert_eq!(options["publicKey"]["allowCredentials"], serde_json::json!([]));
}

#[test]
fn whatever_is_not_as_it_was_asked_makes_no_passkey() {
    let (desk, now, honest) = (desk(), Instant::now(), Authenticator::new(7));
    let elsewhere = Authenticator { origin: "https://evil.example", ..honest.clone() };
    let below = Authenticator { origin: "https://sub.lotse.example", ..honest.clone() };
    let port = Authenticator { origin: "https://lotse.example:444", ..honest.clone() };
    let other_name = Authenticator { name: "evil.example", ..honest.clone() };
    let unverified = Authenticator { verified: false, ..honest.clone() };
    for (what, liar) in [
        ("another origin", elsewhere),
        ("a name below ours", below),
        ("another port", port),
        ("another name", other_name),
        ("nobody verified", unverified),
    ] {
        let options = asked(&desk, &honest, now);
        let refused = desk.made("browser", &liar.create(&options), now).unwrap_err();
        assert_eq!(refused, Wrong::False, "{what}");
        // Right or wrong: each challenge is answered once.
        assert_eq!(
            desk.made("browser", &honest.create(&options), now).unwrap_err(),
            Wrong::NotAsked,
            "{what}"
        );
    }
    let (old, new) = (asked(&desk, &honest, now), asked(&desk, &honest, now));
    assert_ne!(old, new);
    assert_eq!(
        desk.made("browser", &honest.create(&old), now).unwrap_err(),
        Wrong::False,
        "an old challenge"
    );
    let options = asked(&desk, &honest, now);
    assert_eq!(desk.made("another", &honest.create(&options), now).unwrap_err(), Wrong::NotAsked);
    let late = now + CHALLENGE_HOLDS;
    assert_eq!(desk.made("browser", &honest.create(&options), late).unwrap_err(), Wrong::NotAsked, "late");
    let options = desk.touch("browser", now).unwrap();
    let refused = desk.made("browser", &honest.create(&options), now).unwrap_err();
    assert_eq!(refused, Wrong::NotAsked, "what was asked for a touch makes nothing");
    for nonsense in [Value::Null, serde_json::json!({}), serde_json::json!({ "id": "a", "rawId": 7 })] {
        asked(&desk, &honest, now);
        assert_eq!(desk.made("browser", &nonsense, now).unwrap_err(), Wrong::Unreadable);
    }
}

#[test]
fn whatever_is_not_as_it_was_asked_opens_nothing() {
    let (desk, now) = (desk(), Instant::now());
    let honest = Authenticator { counter: 5, ..Authenticator::new(7) };
    let credential = made(&desk, &Authenticator::new(7));
    let other = made(&desk, &Authenticator::new(8));
    assert!(touched(&desk, &honest, &credential).is_ok());
    assert_eq!(touched(&desk, &honest, &other), Err(Wrong::False), "somebody else's passkey");
    for (what, liar) in [
        ("another origin", Authenticator { origin: "https://evil.example", ..honest.clone() }),
        ("another name", Authenticator { name: "evil.example", ..honest.clone() }),
        ("nobody verified", Authenticator { verified: false, ..honest.clone() }),
        ("another key", Authenticator { handle: honest.handle, ..Authenticator::new(9) }),
    ] {
        assert_eq!(touched(&desk, &liar, &credential), Err(Wrong::False), "{what}");
    }
    // What was answered once is no answer again, in no browser.
    let options = desk.touch("browser", now).unwrap();
    let answer = honest.get(&options);
    let first = desk.touched("browser", &answer, now).unwrap();
    assert!(desk.is_true(first, &credential).is_ok());
    assert_eq!(desk.touched("browser", &answer, now).unwrap_err(), Wrong::NotAsked, "replayed");
    desk.touch("browser", now).unwrap();
    let replayed = desk.touched("browser", &answer, now).unwrap();
    assert_eq!(desk.is_true(replayed, &credential), Err(Wrong::False), "replayed to another challenge");
    let options = desk.touch("browser", now).unwrap();
    desk.touch("another", now).unwrap();
    let stolen = desk.touched("another", &honest.get(&options), now).unwrap();
    assert_eq!(desk.is_true(stolen, &credential), Err(Wrong::False), "another browser");
    let late = now + CHALLENGE_HOLDS;
    assert_eq!(desk.touched("browser", &honest.get(&options), late).unwrap_err(), Wrong::NotAsked, "late");
    // Whoever says nothing of whose it is cannot be looked up.
    let options = desk.touch("browser", now).unwrap();
    let mut nameless = honest.get(&options);
    nameless["response"]["userHandle"] = Value::Null;
    assert_eq!(desk.touched("browser", &nameless, now).unwrap_err(), Wrong::Unreadable);
}

#[test]
fn in_a_flood_the_oldest_challenge_goes() {
    let (desk, now, key) = (desk(), Instant::now(), Authenticator::new(7));
    let options = asked(&desk, &key, now);
    for number in 0..super::ceremony::CHALLENGES {
        desk.touch(&number.to_string(), now + std::time::Duration::from_millis(1)).unwrap();
    }
    assert_eq!(desk.made("browser", &key.create(&options), now).unwrap_err(), Wrong::NotAsked);
}

#[test]
fn without_an_address_there_is_a_trial_on_ones_own_machine_and_without_a_name_nothing() {
    let trial = Ceremonies::new(None);
    let key = Authenticator { origin: "http://localhost:8123", name: "localhost", ..Authenticator::new(7) };
    let credential = made(&trial, &key);
    let key = Authenticator { counter: 2, ..key };
    assert!(touched(&trial, &key, &credential).is_ok());
    let elsewhere = Authenticator { counter: 3, origin: "http://localhost.evil.example:8123", ..key };
    assert_eq!(touched(&trial, &elsewhere, &credential), Err(Wrong::False));
    let nameless = Ceremonies::new(Some(&Url::parse("https://192.0.2.7").unwrap()));
    assert!(!nameless.are_possible());
    assert_eq!(nameless.touch("browser", Instant::now()).unwrap_err(), Wrong::Nowhere);
}
