//! What a custodian makes of a server that is away, beside a homeserver that answers as a test says.

use std::{
    num::NonZeroUsize,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use matrix_sdk_crypto::{OlmMachine, types::requests::AnyOutgoingRequest};
use routing::{RoomId, SeekerId};
use ruma::{DeviceId, UserId, device_id, user_id};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Custodian, CustodianError, Custodians, Escrow, History, Listeners, Proof};
use crate::{
    keys::pins::{Pins, Strictness},
    running::clock::Clock,
    servers::homeserver::fake::Fake,
    store::{
        pin::{self, Pin},
        test_postgres::{TestStore, key},
    },
};

/// What a homeserver says of a server that is away.
const AWAY: &str = r#"{"zentrum.example":{"status":503,"message":"Not ready for retry"}}"#;

fn dora() -> &'static UserId {
    user_id!("@dora:zentrum.example")
}

fn ben() -> &'static UserId {
    user_id!("@ben:lotse.example")
}

fn room() -> RoomId {
    "!case:lotse.example".parse().unwrap()
}

/// What Dora's server, and ours, can be made to say.
#[derive(Default)]
struct World {
    queries_fail: AtomicBool,
    claims_fail: AtomicBool,
    /// Whether asking for a profile brings her server back.
    profile_helps: AtomicBool,
    /// Her devices and identity, as a query answers them.
    dora: Value,
    /// The same, once time has passed.
    dora_later: Value,
    later: AtomicBool,
}

impl World {
    fn answer(&self, call: &str, body: &Value) -> (u16, String) {
        let fails = |switch: &AtomicBool| switch.load(Ordering::SeqCst);
        let asks_for_dora = body["device_keys"].get(dora().as_str()).is_some();
        let answer = match call {
            "POST /_matrix/client/v3/keys/query" if asks_for_dora && fails(&self.queries_fail) => {
                json!({ "device_keys": {}, "failures": serde_json::from_str::<Value>(AWAY).unwrap() })
            }
            "POST /_matrix/client/v3/keys/query" if asks_for_dora && fails(&self.later) => {
                self.dora_later.clone()
            }
            "POST /_matrix/client/v3/keys/query" if asks_for_dora && self.dora.is_object() => {
                self.dora.clone()
            }
            "POST /_matrix/client/v3/keys/query" => json!({ "device_keys": { ben().as_str(): {} } }),
            "POST /_matrix/client/v3/keys/claim" if fails(&self.claims_fail) => {
                json!({ "one_time_keys": {}, "failures": serde_json::from_str::<Value>(AWAY).unwrap() })
            }
            "POST /_matrix/client/v3/keys/claim" => json!({ "one_time_keys": {} }),
            "POST /_matrix/client/v3/keys/upload" => {
                json!({ "one_time_key_counts": { "signed_curve25519": 50 } })
            }
            "POST /_matrix/client/v3/keys/signatures/upload" => json!({ "failures": {} }),
            "GET /_matrix/client/v3/devices" => json!({ "devices": [] }),
            call if call.starts_with("GET /_matrix/client/v3/profile/") => {
                if !fails(&self.profile_helps) {
                    return (502, r#"{"errcode":"M_UNKNOWN","error":"Failed to fetch profile"}"#.to_owned());
                }
                self.queries_fail.store(false, Ordering::SeqCst);
                json!({})
            }
            call if call.ends_with("/upload") => json!({ "content_uri": "mxc://lotse.example/bundle" }),
            call if call.contains("/send/") => json!({ "event_id": "$sent" }),
            _ => json!({}),
        };
        (200, answer.to_string())
    }
}

/// The reception of a fresh Lotse in this world.
async fn reception(world: &Arc<World>) -> (Fake, Arc<Custodian>, (TestStore, TempDir)) {
    let (store, home) = (TestStore::sqlite().await, tempfile::tempdir().unwrap());
    let there = world.clone();
    let fake = Fake::answering(move |call, body| there.answer(call, body)).await;
    let escrow = Escrow::open(&home.path().join("escrow"), &key()).unwrap();
    let one = NonZeroUsize::MIN;
    let pins =
        Pins::load((*store).clone(), Clock::system(), Box::new(|_| Strictness::Confirmed)).await.unwrap();
    let places = (pins, one);
    let custodians =
        Custodians::new((*store).clone(), fake.homeserver.clone(), Clock::system(), escrow, places);
    let custodian = custodians.of(user_id!("@lotse:lotse.example")).await.unwrap();
    (fake, custodian, (store, home))
}

/// Somebody with one device that she has signed, as `keys/query` shows her.
async fn signed(user: &UserId, device: &DeviceId) -> Value {
    let machine = OlmMachine::new(user, device).await;
    let identity = machine.bootstrap_cross_signing(false).await.unwrap();
    let upload = identity.upload_keys_req.unwrap();
    let AnyOutgoingRequest::KeysUpload(upload) = upload.request() else { panic!("no upload of keys") };
    let mut keys = serde_json::to_value(upload.device_keys.as_ref().unwrap()).unwrap();
    for (_, signed) in &identity.upload_signatures_req.signed_keys[user] {
        let signed: Value = serde_json::from_str(signed.get()).unwrap();
        if signed["device_id"] == device.as_str() {
            for (id, signature) in signed["signatures"][user.as_str()].as_object().unwrap() {
                keys["signatures"][user.as_str()][id] = signature.clone();
            }
        }
    }
    let public = identity.upload_signing_keys_req;
    json!({
        "device_keys": { user.as_str(): { device.as_str(): keys } },
        "master_keys": { user.as_str(): public.master_key },
        "self_signing_keys": { user.as_str(): public.self_signing_key },
    })
}

fn is_away<T>(outcome: &Result<T, CustodianError>) -> bool {
    matches!(outcome, Err(CustodianError::ServerAway))
}

#[tokio::test]
async fn whose_server_is_away_is_not_taken_for_somebody_without_a_device() {
    let world = Arc::new(World::default());
    world.queries_fail.store(true, Ordering::SeqCst);
    let (fake, reception, _home) = reception(&world).await;
    assert!(is_away(&reception.can_reach(dora()).await));
    let asked = fake.was_asked("/keys/query");
    assert!(is_away(&reception.give_history(&room(), dora(), None).await));
    assert!(CustodianError::ServerAway.is_passing());
    assert_eq!(fake.was_asked("/keys/query"), asked, "who is known to be away is asked for no keys");
    assert_eq!(fake.was_asked("GET /_matrix/client/v3/profile/"), 1, "her server was tried when it failed");

    // Of somebody here it is known that there is no device.
    assert!(!reception.can_reach(ben()).await.unwrap());
    assert_eq!(reception.give_history(&room(), ben(), None).await.unwrap(), History::NoTrustedDevice);
}

#[tokio::test]
async fn a_server_that_is_back_is_asked_at_once_although_ours_still_leaves_it_alone() {
    let world = World { dora: signed(dora(), device_id!("DORAPHONE")).await, ..World::default() };
    let world = Arc::new(world);
    world.queries_fail.store(true, Ordering::SeqCst);
    let (fake, reception, _home) = reception(&world).await;
    assert!(is_away(&reception.can_reach(dora()).await));
    world.profile_helps.store(true, Ordering::SeqCst);
    fake.homeserver.look_for(reception.user(), dora().server_name()).await;
    assert!(reception.can_reach(dora()).await.unwrap());
}

#[tokio::test]
async fn a_device_whose_server_gives_no_key_is_no_device_without_signature() {
    let world = World { dora: signed(dora(), device_id!("DORAPHONE")).await, ..World::default() };
    let world = Arc::new(world);
    world.claims_fail.store(true, Ordering::SeqCst);
    let (fake, reception, _home) = reception(&world).await;
    assert!(reception.can_reach(dora()).await.unwrap());
    let content = json!({ "msgtype": "m.text", "body": "Guten Tag" });
    for attempt in ["1", "2"] {
        let said = reception
            .write(&room(), &Listeners::only(vec![dora().to_owned()]), "m.room.message", &content, attempt)
            .await;
        assert!(is_away(&said), "attempt {attempt}: {said:?}");
    }
    assert_eq!(fake.was_asked("/send/m.room.encrypted/"), 0, "nothing is said that nobody could read");
}

#[tokio::test]
async fn nothing_is_said_to_nobody_while_a_server_is_away() {
    let world = Arc::new(World::default());
    world.queries_fail.store(true, Ordering::SeqCst);
    let (fake, reception, _home) = reception(&world).await;
    let content = json!({ "msgtype": "m.text", "body": "Guten Tag" });
    let said = reception
        .write(&room(), &Listeners::only(vec![dora().to_owned()]), "m.room.message", &content, "1")
        .await;
    assert!(is_away(&said), "{said:?}");
    assert_eq!(fake.was_asked("/send/m.room.encrypted/"), 0);
    // Whoever has no device although their server answers is written to as before: others in the room can read along.
    reception
        .write(&room(), &Listeners::only(vec![ben().to_owned()]), "m.room.message", &content, "2")
        .await
        .unwrap();
}

/// The same person at a client that knows no cross-signing.
fn bare(signed: &Value) -> Value {
    json!({ "device_keys": signed["device_keys"] })
}

#[tokio::test]
async fn pinned_devices_count_for_their_seeker_alone_and_until_there_is_an_identity() {
    let later = signed(dora(), device_id!("DORANIO")).await;
    let world = Arc::new(World { dora: bare(&later), dora_later: later, ..World::default() });
    let (_fake, reception, (store, _home)) = reception(&world).await;
    assert!(!reception.can_reach(dora()).await.unwrap());
    let Proof::Bare(devices) = reception.proof(dora()).await.unwrap() else { panic!("there is no identity") };
    assert_eq!(devices.iter().map(|device| device.id.as_str()).collect::<Vec<_>>(), ["DORANIO"]);
    assert_eq!(reception.pinned(Some(dora())).await.unwrap(), [], "nothing without the word");

    let seeker = SeekerId::parse(dora().as_str()).unwrap();
    let mut tx = store.begin().await.unwrap();
    let pin = Pin { language: None, devices: devices.clone() };
    pin::put(&mut tx, &seeker, &pin, routing::Timestamp::default()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(reception.pinned(Some(dora())).await.unwrap(), devices);
    assert_eq!(reception.pinned(Some(ben())).await.unwrap(), []);
    assert_eq!(reception.pinned(None).await.unwrap(), [], "whoever is no seeker here has no exception");
    assert_eq!(reception.give_history(&room(), dora(), None).await.unwrap(), History::NoTrustedDevice);

    world.later.store(true, Ordering::SeqCst);
    assert_eq!(reception.proof(dora()).await.unwrap(), Proof::Identity { signed: true });
    assert_eq!(reception.pinned(Some(dora())).await.unwrap(), []);
    assert_eq!(pin::of(&mut store.look().await.unwrap(), &seeker).await.unwrap(), None);
}

#[tokio::test]
async fn exactly_the_pinned_devices_are_trusted_and_lose_it_again() {
    let dora_bare = bare(&signed(dora(), device_id!("DORANIO")).await);
    let world = Arc::new(World { dora: dora_bare, ..World::default() });
    let (_fake, reception, _home) = reception(&world).await;
    let Proof::Bare(devices) = reception.proof(dora()).await.unwrap() else { panic!("there is no identity") };
    let trusted = async || {
        let known = reception.machine.get_user_devices(dora(), None).await.unwrap();
        known.devices().filter(|device| device.is_locally_trusted()).count()
    };
    let people = [dora(), ben()];
    reception.trust_exactly(&people, Some(dora()), &devices).await.unwrap();
    assert_eq!(trusted().await, 1);
    let other = pin::Device { identity: "another".to_owned(), ..devices[0].clone() };
    for (seeker, pinned) in [(Some(dora()), &[other][..]), (Some(ben()), &devices), (None, &devices)] {
        reception.trust_exactly(&people, seeker, pinned).await.unwrap();
        assert_eq!(trusted().await, 0);
        reception.trust_exactly(&people, Some(dora()), &devices).await.unwrap();
    }
}
