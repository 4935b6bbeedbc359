//! Real crypto machines on this store.

use matrix_sdk_crypto::{
    CollectStrategy, EncryptionSettings, OlmMachine,
    olm::InboundGroupSession,
    store::{
        CryptoStore as _,
        types::{Changes, DehydratedDeviceKey},
    },
    types::requests::AnyOutgoingRequest,
};
use ruma::{DeviceId, RoomId, UserId, device_id, room_id, user_id};

use super::{
    TestStore,
    key_server::{KeyServer, read, say},
};
use crate::{
    keys::crypto_store::{DatabaseCryptoStore, hold_back_room},
    store::Store,
};

pub(super) fn custodian_device() -> &'static DeviceId {
    device_id!("LOTSEDEVICE")
}

pub(super) fn custodian_id() -> &'static UserId {
    user_id!("@lotse_k_freiburg:example.org")
}

pub(super) fn seeker_device() -> &'static DeviceId {
    device_id!("ANNASPHONE")
}

pub(super) fn seeker() -> &'static UserId {
    user_id!("@anna_seeking:example.org")
}

pub(super) fn other_room() -> &'static RoomId {
    room_id!("!case_8G4L8R:example.org")
}

pub(super) fn case_room() -> &'static RoomId {
    room_id!("!case_7F3K9Q:example.org")
}

pub(super) fn sharing() -> EncryptionSettings {
    EncryptionSettings { sharing_strategy: CollectStrategy::AllDevices, ..EncryptionSettings::default() }
}

/// The custodian's machine, opened on what the database holds.
pub(super) async fn custodian(store: &Store) -> (OlmMachine, DatabaseCryptoStore) {
    let crypto_store = DatabaseCryptoStore::open(store.clone(), custodian_id());
    let machine =
        OlmMachine::with_store(custodian_id(), custodian_device(), crypto_store.clone(), None).await.unwrap();
    (machine, crypto_store)
}

/// A seeker, and a custodian with an identity, who know each other's keys.
async fn acquainted(store: &Store) -> (KeyServer, OlmMachine, OlmMachine) {
    let mut server = KeyServer::default();
    let anna = OlmMachine::new(seeker(), seeker_device()).await;
    server.serve(&anna).await;
    let (machine, _) = custodian(store).await;
    server.serve(&machine).await;
    let identity = machine.bootstrap_cross_signing(false).await.unwrap();
    server.bootstrap(&machine, identity).await;
    (server, anna, machine)
}

on_both!(a_custodian_survives_a_restart);
async fn a_custodian_survives_a_restart(mut store: TestStore) {
    let (mut server, anna, machine) = acquainted(&store).await;
    server.share_room_key(&anna, case_room(), custodian_id()).await;
    let question = say(&anna, case_room(), "Ich habe Schulden").await;
    assert_eq!(server.deliver(&machine).await, 1);
    assert_eq!(read(&machine, case_room(), &question).await.as_deref(), Some("Ich habe Schulden"));
    server.share_room_key(&machine, case_room(), seeker()).await;
    let keys = machine.identity_keys();
    drop(machine);

    store.reopen().await;
    let (machine, crypto_store) = custodian(&store).await;
    assert_eq!(machine.identity_keys(), keys);
    assert!(machine.cross_signing_status().await.is_complete());
    assert!(machine.get_identity(custodian_id(), None).await.unwrap().unwrap().own().unwrap().is_verified());
    assert_eq!(crypto_store.next_batch_token().await.unwrap().as_deref(), Some("position-1"));
    assert_eq!(read(&machine, case_room(), &question).await.as_deref(), Some("Ich habe Schulden"));
    // The session made before the restart goes on, both ways.
    let answer = say(&machine, case_room(), "Wir helfen").await;
    assert_eq!(server.deliver(&anna).await, 1);
    assert_eq!(read(&anna, case_room(), &answer).await.as_deref(), Some("Wir helfen"));
    anna.discard_room_key(case_room()).await.unwrap();
    server.share_room_key(&anna, case_room(), custodian_id()).await;
    let thanks = say(&anna, case_room(), "Danke").await;
    server.deliver(&machine).await;
    assert_eq!(read(&machine, case_room(), &thanks).await.as_deref(), Some("Danke"));
}

on_both!(a_forgotten_room_cannot_be_read_and_the_others_can);
async fn a_forgotten_room_cannot_be_read_and_the_others_can(store: TestStore) {
    let (mut server, anna, machine) = acquainted(&store).await;
    let mut said = Vec::new();
    for room in [case_room(), other_room()] {
        server.share_room_key(&anna, room, custodian_id()).await;
        said.push(say(&anna, room, "Hallo").await);
        server.deliver(&machine).await;
        server.share_room_key(&machine, room, seeker()).await;
    }
    drop(machine);

    let (machine, crypto_store) = custodian(&store).await;
    crypto_store.forget_room(case_room()).await.unwrap();
    assert_eq!(read(&machine, case_room(), &said[0]).await, None);
    assert!(crypto_store.get_outbound_group_session(case_room()).await.unwrap().is_none());
    assert!(crypto_store.get_inbound_group_sessions_by_room_id(case_room()).await.unwrap().is_empty());
    assert_eq!(read(&machine, other_room(), &said[1]).await.as_deref(), Some("Hallo"));
    assert!(crypto_store.get_outbound_group_session(other_room()).await.unwrap().is_some());
    assert!(machine.cross_signing_status().await.is_complete());
}

/// A stolen database file names nobody and holds no key that its thief could find.
#[tokio::test]
async fn the_file_names_nobody() {
    let store = TestStore::sqlite().await;
    let (mut server, anna, machine) = acquainted(&store).await;
    server.share_room_key(&anna, case_room(), custodian_id()).await;
    server.deliver(&machine).await;
    server.share_room_key(&machine, case_room(), seeker()).await;
    let (_, crypto_store) = custodian(&store).await;
    let session: InboundGroupSession = crypto_store.get_inbound_group_sessions().await.unwrap().remove(0);
    let pickle_key = DehydratedDeviceKey::new();
    let secret = pickle_key.to_base64();
    let changes = Changes { dehydrated_device_pickle_key: Some(pickle_key), ..Changes::default() };
    crypto_store.save_changes(changes).await.unwrap();
    let seeker_keys = anna.identity_keys();
    drop(machine);
    store.close().await;

    let file = store.files();
    let names = [
        seeker().as_str(),
        seeker().localpart(),
        seeker_device().as_str(),
        case_room().as_str(),
        session.session_id(),
    ];
    let keys = [seeker_keys.curve25519.to_base64(), seeker_keys.ed25519.to_base64(), secret];
    let keys = keys.iter().map(String::as_str);
    for canary in names.into_iter().chain(keys) {
        assert!(!contains(&file, canary), "{canary} stands in the file");
    }
    // The search finds what is there: the owner is one of our own names.
    assert!(contains(&file, custodian_id().as_str()));
}

fn contains(file: &[u8], canary: &str) -> bool {
    file.windows(canary.len()).any(|window| window == canary.as_bytes())
}

on_both!(keys_go_to_another_custodian_except_those_held_back);
async fn keys_go_to_another_custodian_except_those_held_back(store: TestStore) {
    let (mut server, anna, machine) = acquainted(&store).await;
    let (_, old) = custodian(&store).await;
    let mut said = Vec::new();
    for words in ["Vorher", "Nachher"] {
        server.share_room_key(&anna, case_room(), custodian_id()).await;
        said.push(say(&anna, case_room(), words).await);
        server.deliver(&machine).await;
        anna.discard_room_key(case_room()).await.unwrap();
        if words == "Vorher" {
            let mut tx = store.begin().await.unwrap();
            hold_back_room(&mut tx, custodian_id(), case_room().as_str()).await.unwrap();
            tx.commit().await.unwrap();
        }
    }
    let heir_id = user_id!("@lotse_k_dresden:example.org");
    let heir_store = DatabaseCryptoStore::open((*store).clone(), heir_id);
    let heir = OlmMachine::with_store(heir_id, device_id!("HEIR"), heir_store.clone(), None).await.unwrap();
    for _ in 0..2 {
        old.copy_room_to(case_room(), &heir_store).await.unwrap();
        assert_eq!(read(&heir, case_room(), &said[0]).await, None);
        assert_eq!(read(&heir, case_room(), &said[1]).await.as_deref(), Some("Nachher"));
    }
    // What is known of the sender goes along, and the one who hands over can still read all.
    let copied = heir_store.get_inbound_group_sessions_by_room_id(case_room()).await.unwrap().remove(0);
    let kept = old.get_inbound_group_session(case_room(), copied.session_id()).await.unwrap().unwrap();
    assert_eq!(copied.sender_data_type() as i64, kept.sender_data_type() as i64);
    let held_back = old.held_back(case_room()).await.unwrap();
    assert!(!held_back.contains(copied.session_id()));
    for session in old.get_inbound_group_sessions_by_room_id(case_room()).await.unwrap() {
        assert_eq!(held_back.contains(session.session_id()), session.session_id() != copied.session_id());
    }
    assert_eq!(read(&machine, case_room(), &said[0]).await.as_deref(), Some("Vorher"));
}

on_both!(a_machine_that_is_opened_asks_for_nobody_whom_an_earlier_one_followed);
async fn a_machine_that_is_opened_asks_for_nobody_whom_an_earlier_one_followed(store: TestStore) {
    let (mut server, _, machine) = acquainted(&store).await;
    server.share_room_key(&machine, case_room(), seeker()).await;
    drop(machine);
    let keys = DatabaseCryptoStore::open(store.clone(), custodian_id());
    let former: Vec<_> =
        (0..2_500).map(|n| UserId::parse(format!("@former{n}:example.org")).unwrap()).collect();
    let followed: Vec<(&UserId, bool)> = former.iter().map(|user| (user.as_ref(), true)).collect();
    keys.save_tracked_users(&followed).await.unwrap();

    keys.follow_nobody().await.unwrap();
    let (machine, keys) = custodian(&store).await;
    machine.mark_all_tracked_users_as_dirty().await.unwrap();
    let mut asked = Vec::new();
    for request in machine.outgoing_requests().await.unwrap() {
        if let AnyOutgoingRequest::KeysQuery(query) = request.request() {
            asked.extend(query.device_keys.keys().cloned());
        }
    }
    assert_eq!(asked, [custodian_id()], "{}", store.name);
    assert!(!keys.get_user_devices(seeker()).await.unwrap().is_empty(), "{}: their devices stay", store.name);
}
