//! Owners share the tables and nothing else.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use matrix_sdk_crypto::{
    Account, CryptoStoreError, DeviceData, GossipRequest, SecretInfo,
    olm::{Curve25519PublicKey, InboundGroupSession, OlmMessageHash, SenderData},
    store::{
        CryptoStore,
        types::{
            Changes, DeviceChanges, PendingChanges, RoomPendingKeyBundleDetails, RoomSettings,
            StoredRoomKeyBundleData,
        },
    },
};
use ruma::{MilliSecondsSinceUnixEpoch, RoomId, TransactionId, UserId, device_id, room_id, uint, user_id};
use serde_json::json;

use super::TestStore;
use crate::{
    keys::crypto_store::{CryptoFault, DatabaseCryptoStore},
    store::Store,
};

fn freiburg_id() -> &'static UserId {
    user_id!("@lotse_k_freiburg:example.org")
}

fn dresden_id() -> &'static UserId {
    user_id!("@lotse_k_dresden:example.org")
}

fn anna() -> &'static UserId {
    user_id!("@anna:example.org")
}

fn other_room() -> &'static RoomId {
    room_id!("!other:example.org")
}

fn case_room() -> &'static RoomId {
    room_id!("!case:example.org")
}

fn hash() -> OlmMessageHash {
    OlmMessageHash { sender_key: "sender".to_owned(), hash: "hash".to_owned() }
}

fn wanted_key(room: &RoomId) -> SecretInfo {
    serde_json::from_value(json!({ "KeyRequest": {
        "algorithm": "m.megolm.v1.aes-sha2", "room_id": room, "session_id": "wanted",
    }}))
    .unwrap()
}

/// Opens the store of an owner and fills it with one of everything, for two rooms.
async fn furnished(store: &Store, owner: &UserId) -> DatabaseCryptoStore {
    let crypto_store = DatabaseCryptoStore::open(store.clone(), owner);
    let account = Account::with_device_id(owner, device_id!("DEVICE"));
    let mut changes = Changes {
        devices: DeviceChanges { new: vec![DeviceData::from_account(&account)], ..DeviceChanges::default() },
        message_hashes: vec![hash()],
        next_batch_token: Some("position".to_owned()),
        ..Changes::default()
    };
    for room in [case_room(), other_room()] {
        let (outbound, inbound) = account.create_group_session_pair_with_defaults(room).await;
        changes.outbound_group_sessions.push(outbound);
        changes.inbound_group_sessions.push(inbound);
        add_room(&mut changes, room, owner);
    }
    let pending = PendingChanges { account: Some(account) };
    crypto_store.save_pending_changes(pending).await.unwrap();
    crypto_store.save_changes(changes).await.unwrap();
    crypto_store.save_tracked_users(&[(anna(), false)]).await.unwrap();
    crypto_store.set_custom_value("custom", b"value".to_vec()).await.unwrap();
    crypto_store.try_take_leased_lock(60_000, "lease", "process").await.unwrap();
    crypto_store
}

fn add_room(changes: &mut Changes, room: &RoomId, owner: &UserId) {
    let withheld = json!({ "sender": anna(), "content": {
        "algorithm": "m.megolm.v1.aes-sha2", "room_id": room, "session_id": "withheld",
        "sender_key": "9n7mdWKOjr9c4NTlG6zV8dbFtNK79q9vZADoh7nMUwA", "code": "m.unverified",
    }});
    let withheld = BTreeMap::from([("withheld".to_owned(), serde_json::from_value(withheld).unwrap())]);
    changes.withheld_session_info.insert(room.to_owned(), withheld);
    changes.room_settings.insert(room.to_owned(), RoomSettings::default());
    changes.room_key_backups_fully_downloaded.insert(room.to_owned());
    let pending = RoomPendingKeyBundleDetails {
        room_id: room.to_owned(),
        invite_accepted_at: MilliSecondsSinceUnixEpoch(uint!(1)),
        inviter: anna().to_owned(),
    };
    changes.rooms_pending_key_bundle.insert(room.to_owned(), Some(pending));
    let file = json!({
        "v": "v2", "url": "mxc://example.org/bundle", "iv": "AAAAAAAAAAAAAAAAAAAAAA", "hashes": {},
        "key": { "kty": "oct", "key_ops": ["encrypt", "decrypt"], "alg": "A256CTR", "ext": true,
                 "k": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
    });
    changes.received_room_key_bundles.push(StoredRoomKeyBundleData {
        sender_user: anna().to_owned(),
        sender_key: Curve25519PublicKey::from_bytes([0; 32]),
        sender_data: SenderData::unknown(),
        bundle_data: serde_json::from_value(json!({ "room_id": room, "file": file })).unwrap(),
    });
    changes.key_requests.push(GossipRequest {
        request_recipient: owner.to_owned(),
        request_id: TransactionId::new(),
        info: wanted_key(room),
        sent_out: false,
    });
}

/// How much the owner has in the room, by kind.
async fn in_room(store: &DatabaseCryptoStore, room: &RoomId) -> [usize; 8] {
    [
        store.get_inbound_group_sessions_by_room_id(room).await.unwrap().len(),
        store.get_outbound_group_session(room).await.unwrap().iter().count(),
        store.get_withheld_sessions_by_room_id(room).await.unwrap().len(),
        store.get_room_settings(room).await.unwrap().iter().count(),
        usize::from(store.has_downloaded_all_room_keys(room).await.unwrap()),
        store.get_pending_key_bundle_details_for_room(room).await.unwrap().iter().count(),
        store.get_received_room_key_bundle_data(room, anna()).await.unwrap().iter().count(),
        store.get_secret_request_by_info(&wanted_key(room)).await.unwrap().iter().count(),
    ]
}

/// How much the owner has apart from rooms, by kind.
async fn elsewhere(store: &DatabaseCryptoStore, owner: &UserId) -> [usize; 6] {
    [
        store.load_account().await.unwrap().iter().count(),
        store.get_user_devices(owner).await.unwrap().len(),
        usize::from(store.is_message_known(&hash()).await.unwrap()),
        store.next_batch_token().await.unwrap().iter().count(),
        store.load_tracked_users().await.unwrap().len(),
        store.get_custom_value("custom").await.unwrap().iter().count(),
    ]
}

on_both!(owners_do_not_see_each_other);
async fn owners_do_not_see_each_other(store: TestStore) {
    let freiburg = furnished(&store, freiburg_id()).await;
    let dresden = DatabaseCryptoStore::open(store.clone(), dresden_id());
    assert_eq!(in_room(&dresden, case_room()).await, [0; 8]);
    assert_eq!(elsewhere(&dresden, freiburg_id()).await, [0; 6]);
    assert_eq!(dresden.get_size().await.unwrap(), Some(0));
    assert!(dresden.get_inbound_group_sessions().await.unwrap().is_empty());
    assert!(dresden.get_unsent_secret_requests().await.unwrap().is_empty());
    let lease = dresden.try_take_leased_lock(60_000, "lease", "another process").await.unwrap();
    assert_eq!(lease, Some(1));
    assert_eq!(in_room(&freiburg, case_room()).await, [1; 8]);

    // Starting anew concerns one owner.
    let dresden = furnished(&store, dresden_id()).await;
    freiburg.wipe_owner().await.unwrap();
    assert_eq!(freiburg.get_size().await.unwrap(), Some(0));
    assert!(matches!(freiburg.get_own_device().await, Err(CryptoFault::NoAccount)));
    assert_eq!(elsewhere(&freiburg, freiburg_id()).await, [0; 6]);
    assert_eq!(in_room(&dresden, case_room()).await, [1; 8]);
    assert_eq!(elsewhere(&dresden, dresden_id()).await, [1; 6]);
}

on_both!(forgetting_a_room_touches_nothing_else);
async fn forgetting_a_room_touches_nothing_else(store: TestStore) {
    let freiburg = furnished(&store, freiburg_id()).await;
    let dresden = furnished(&store, dresden_id()).await;
    freiburg.forget_room(case_room()).await.unwrap();
    assert_eq!(in_room(&freiburg, case_room()).await, [0; 8]);
    assert_eq!(in_room(&freiburg, other_room()).await, [1; 8]);
    assert_eq!(elsewhere(&freiburg, freiburg_id()).await, [1; 6]);
    assert_eq!(in_room(&dresden, case_room()).await, [1; 8]);
    // Once more is harmless.
    freiburg.forget_room(case_room()).await.unwrap();
    assert_eq!(in_room(&freiburg, other_room()).await, [1; 8]);
}

on_both!(owners_write_at_the_same_time);
async fn owners_write_at_the_same_time(store: TestStore) {
    let writers = (0..20).map(|number| {
        let owner = UserId::parse(format!("@lotse_k_{number}:example.org")).unwrap();
        let store = store.clone();
        tokio::spawn(async move {
            let crypto_store = furnished(&store, &owner).await;
            let twice =
                join_all([crypto_store.forget_room(case_room()), crypto_store.forget_room(case_room())])
                    .await;
            twice.into_iter().for_each(Result::unwrap);
            (in_room(&crypto_store, case_room()).await, in_room(&crypto_store, other_room()).await)
        })
    });
    for written in join_all(writers).await {
        assert_eq!(written.unwrap(), ([0; 8], [1; 8]));
    }
}

on_both!(a_closed_store_refuses_until_it_is_opened_again);
async fn a_closed_store_refuses_until_it_is_opened_again(store: TestStore) {
    let freiburg = furnished(&store, freiburg_id()).await;
    freiburg.close().await.unwrap();
    assert!(matches!(freiburg.next_batch_token().await, Err(CryptoFault::Closed)));
    let refused = freiburg.save_changes(Changes::default()).await.map_err(CryptoStoreError::from);
    assert!(matches!(refused, Err(CryptoStoreError::Backend(_))));
    freiburg.reopen().await.unwrap();
    assert_eq!(freiburg.next_batch_token().await.unwrap().as_deref(), Some("position"));
}

on_both!(a_commit_is_all_or_nothing);
async fn a_commit_is_all_or_nothing(store: TestStore) {
    let freiburg = furnished(&store, freiburg_id()).await;
    let mut tx = store.begin().await.unwrap();
    sqlx::query("drop table crypto_group_session").execute(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
    let account = freiburg.load_account().await.unwrap().unwrap();
    let (_, session) = account.create_group_session_pair_with_defaults(case_room()).await;
    let changes = Changes {
        next_batch_token: Some("a later position".to_owned()),
        inbound_group_sessions: vec![session],
        ..Changes::default()
    };
    assert!(matches!(freiburg.save_changes(changes).await, Err(CryptoFault::Store(_))));
    assert_eq!(freiburg.next_batch_token().await.unwrap().as_deref(), Some("position"));
}

on_both!(of_two_copies_of_a_key_that_come_together_the_better_one_stays);
async fn of_two_copies_of_a_key_that_come_together_the_better_one_stays(store: TestStore) {
    let freiburg = furnished(&store, freiburg_id()).await;
    let account = freiburg.load_account().await.unwrap().unwrap();
    let (_, whole) = account.create_group_session_pair_with_defaults(case_room()).await;
    // A program that got a new Olm session from us gives the key once more, from where it is by now.
    let later = async || InboundGroupSession::from_export(&whole.export_at_index(3).await).unwrap();
    for sessions in [vec![whole.clone(), later().await], vec![later().await, whole.clone()]] {
        let changes = Changes { inbound_group_sessions: sessions, ..Changes::default() };
        freiburg.save_changes(changes).await.unwrap();
        let stored = freiburg.get_inbound_group_session(case_room(), whole.session_id()).await.unwrap();
        assert_eq!(stored.map(|stored| stored.first_known_index()), Some(0));
    }
}

on_both!(of_two_processes_one_gets_the_lease);
async fn of_two_processes_one_gets_the_lease(store: TestStore) {
    let here = DatabaseCryptoStore::open(store.clone(), freiburg_id());
    let there = DatabaseCryptoStore::open(store.replica().await, freiburg_id());
    for lease in ["first", "second", "third"] {
        let (here, there) = tokio::join!(
            here.try_take_leased_lock(60_000, lease, "here"),
            there.try_take_leased_lock(60_000, lease, "there"),
        );
        let won = [here.unwrap(), there.unwrap()];
        assert!(matches!(won, [Some(1), None] | [None, Some(1)]), "{won:?}");
    }
}
