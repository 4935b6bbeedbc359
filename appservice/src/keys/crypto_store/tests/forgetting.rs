//! Whoever is forgotten is nowhere in the vault, whatever an open machine still has in mind.

use matrix_sdk_crypto::OlmMachine;
use ruma::{UserId, device_id, user_id};
use sqlx::Row as _;

use super::{
    TestStore,
    key_server::{KeyServer, read, say},
    machines::{case_room, custodian, custodian_id, other_room, seeker, seeker_device},
};
use crate::{
    keys::crypto_store::{DatabaseCryptoStore, destroy_session},
    store::Store,
};

fn counsellor() -> &'static UserId {
    user_id!("@ben:example.org")
}

/// Everything that the crypto tables hold, opened with the vault.
async fn opened(store: &Store) -> String {
    let mut tx = store.look().await.unwrap();
    let mut all = String::new();
    for table in ["select value from crypto_item", "select value from crypto_group_session"] {
        for row in sqlx::query(table).fetch_all(tx.conn()).await.unwrap() {
            let sealed: Vec<u8> = row.try_get(0).unwrap();
            if !sealed.is_empty() {
                let plain = store.vault().unseal_bytes(&sealed).unwrap();
                all.push_str(&String::from_utf8_lossy(&plain));
            }
        }
    }
    all
}

/// How many rows there are of sessions and what was heard through them.
async fn of_senders(store: &Store) -> i64 {
    let mut tx = store.look().await.unwrap();
    let count = "select count(*) from crypto_item where kind in ('olm_session', 'olm_hash', 'former_device')";
    sqlx::query(count).fetch_one(tx.conn()).await.unwrap().try_get(0).unwrap()
}

/// They have written to each other, and she has got a new device since.
async fn talked(store: &TestStore) -> (KeyServer, OlmMachine, OlmMachine, DatabaseCryptoStore) {
    let mut server = KeyServer::default();
    let former = OlmMachine::new(seeker(), device_id!("OLDPHONE")).await;
    let ben = OlmMachine::new(counsellor(), device_id!("BENSPHONE")).await;
    server.serve(&former).await;
    server.serve(&ben).await;
    let (machine, keys) = custodian(store).await;
    server.serve(&machine).await;
    let identity = machine.bootstrap_cross_signing(false).await.unwrap();
    server.bootstrap(&machine, identity).await;
    server.share_room_key(&machine, other_room(), counsellor()).await;
    talk(&mut server, &former, &machine).await;
    server.loses(seeker(), device_id!("OLDPHONE"));
    let anna = OlmMachine::new(seeker(), seeker_device()).await;
    server.serve(&anna).await;
    machine.mark_all_tracked_users_as_dirty().await.unwrap();
    server.serve(&machine).await;
    talk(&mut server, &anna, &machine).await;
    (server, anna, machine, keys)
}

/// A word each way in the case's room, with new keys.
async fn talk(server: &mut KeyServer, anna: &OlmMachine, machine: &OlmMachine) {
    for (from, to, text) in [(machine, anna, "Guten Tag"), (anna, machine, "Ich habe Schulden")] {
        from.discard_room_key(case_room()).await.unwrap();
        server.share_room_key(from, case_room(), to.user_id()).await;
        let said = say(from, case_room(), text).await;
        server.deliver(to).await;
        assert_eq!(read(to, case_room(), &said).await.as_deref(), Some(text));
    }
}

async fn nowhere(store: &Store, anna: &OlmMachine) {
    let all = opened(store).await;
    let key = anna.identity_keys().curve25519.to_base64();
    for trace in [seeker().as_str(), seeker_device().as_str(), "OLDPHONE", &key] {
        assert!(!all.contains(trace), "{trace} is still there");
    }
    assert!(all.contains(counsellor().as_str()), "others are still known");
}

on_both!(whoever_is_forgotten_is_nowhere_in_the_opened_vault);
async fn whoever_is_forgotten_is_nowhere_in_the_opened_vault(store: TestStore) {
    let (mut server, anna, machine, keys) = talked(&store).await;
    let all = opened(&store).await;
    for trace in [seeker().as_str(), seeker_device().as_str()] {
        assert!(all.contains(trace), "{}: the search finds what is there: {trace}", store.name);
    }
    let with_ben_alone = 1;
    assert!(of_senders(&store).await > with_ben_alone);

    keys.forget_room(case_room()).await.unwrap();
    assert!(keys.knows(seeker()).await.unwrap());
    keys.forget_person(seeker()).await.unwrap();
    assert!(!keys.knows(seeker()).await.unwrap());
    nowhere(&store, &anna).await;
    assert_eq!(of_senders(&store).await, with_ben_alone, "{}", store.name);

    // The machine is open and has her in mind: whatever it does, nothing of her is written.
    machine.mark_all_tracked_users_as_dirty().await.unwrap();
    server.serve(&machine).await;
    server.tells_of_devices(&machine, seeker()).await;
    nowhere(&store, &anna).await;
    anna.discard_room_key(other_room()).await.unwrap();
    server.share_room_key(&anna, other_room(), custodian_id()).await;
    server.deliver(&machine).await;
    keys.forget_room(other_room()).await.unwrap();
    nowhere(&store, &anna).await;
    assert_eq!(of_senders(&store).await, with_ben_alone, "{}", store.name);
    // Our own identity is never forgotten.
    keys.forget_person(custodian_id()).await.unwrap();
    assert!(machine.cross_signing_status().await.is_complete() && keys.knows(custodian_id()).await.unwrap());
}

on_both!(what_was_written_with_a_key_of_its_own_opens_no_more);
async fn what_was_written_with_a_key_of_its_own_opens_no_more(store: TestStore) {
    let (mut server, anna, machine, keys) = talked(&store).await;
    let own = machine.identity_keys().curve25519.to_base64();
    let mut written = Vec::new();
    for (from, to) in [(&machine, &anna), (&anna, &machine), (&anna, &machine)] {
        from.discard_room_key(other_room()).await.unwrap();
        server.share_room_key(from, other_room(), to.user_id()).await;
        written.push(say(from, other_room(), "Ein Fall").await);
        server.deliver(to).await;
    }
    let session = |said: &serde_json::Value| said["content"]["session_id"].as_str().unwrap().to_owned();
    // Each key to the room names it, inside of what is sealed.
    let keys_to_it = async || opened(&store).await.matches(other_room().as_str()).count();
    let before = keys_to_it().await;
    for said in &written {
        assert!(read(&machine, other_room(), said).await.is_some());
    }
    machine.discard_room_key(other_room()).await.unwrap();
    keys.forget_written(other_room(), &own).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    let heard = session(&written[1]);
    destroy_session(&mut tx, custodian_id(), other_room().as_str(), &heard).await.unwrap();
    tx.commit().await.unwrap();
    // What was written before to Ben goes as well; the one that was not heard yet stays.
    let after = keys_to_it().await;
    assert!(0 < after && after + 3 <= before, "{}: of {before}, {after} are left", store.name);
    for said in &written[..2] {
        assert_eq!(read(&machine, other_room(), said).await, None);
    }
    assert!(read(&machine, other_room(), &written[2]).await.is_some(), "what was not heard yet");
    // What is written next has another key, and is read.
    server.share_room_key(&machine, other_room(), seeker()).await;
    let next = say(&machine, other_room(), "Noch ein Fall").await;
    server.deliver(&anna).await;
    assert_eq!(read(&anna, other_room(), &next).await.as_deref(), Some("Noch ein Fall"));
}

on_both!(whoever_comes_back_is_known_again);
async fn whoever_comes_back_is_known_again(store: TestStore) {
    let (mut server, anna, machine, keys) = talked(&store).await;
    keys.forget_room(case_room()).await.unwrap();
    keys.forget_person(seeker()).await.unwrap();
    keys.turn_to(&[seeker(), counsellor()]);
    server.looks_up(&machine, seeker()).await;
    talk(&mut server, &anna, &machine).await;
    assert!(opened(&store).await.contains(seeker().as_str()));
}

on_both!(whoever_comes_back_after_a_restart_is_understood_once_they_were_answered);
async fn whoever_comes_back_after_a_restart_is_understood_once_they_were_answered(mut store: TestStore) {
    let (mut server, anna, machine, keys) = talked(&store).await;
    keys.forget_room(case_room()).await.unwrap();
    keys.forget_person(seeker()).await.unwrap();
    drop((machine, keys));
    store.reopen().await;
    let (machine, keys) = custodian(&store).await;

    // Her client still has the old session, and writes before it has heard from us: that one is lost.
    anna.discard_room_key(other_room()).await.unwrap();
    server.share_room_key(&anna, other_room(), custodian_id()).await;
    let lost = say(&anna, other_room(), "Hallo?").await;
    server.deliver(&machine).await;
    assert_eq!(read(&machine, other_room(), &lost).await, None);
    // The answer makes a new session, and with it her client gives the key of the room once more.
    keys.turn_to(&[seeker()]);
    server.share_room_key(&machine, other_room(), seeker()).await;
    let please = say(&machine, other_room(), "Bitte noch einmal").await;
    server.deliver(&anna).await;
    assert_eq!(read(&anna, other_room(), &please).await.as_deref(), Some("Bitte noch einmal"));
    server.share_room_key(&anna, other_room(), custodian_id()).await;
    let again = say(&anna, other_room(), "Hallo!").await;
    server.deliver(&machine).await;
    assert_eq!(read(&machine, other_room(), &again).await.as_deref(), Some("Hallo!"));
}
