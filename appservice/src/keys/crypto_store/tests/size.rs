//! A custodian with a long life.

use std::time::{Duration, Instant};

use matrix_sdk_crypto::{Account, OlmMachine, store::CryptoStore as _};
use ruma::{OwnedRoomId, RoomId, device_id, user_id};

use super::TestStore;
use crate::keys::crypto_store::{
    DatabaseCryptoStore, Label,
    group_session::{self, Backup, Sealed},
};

const ROOMS: usize = 100;
const SESSIONS: usize = 10_000;

fn room(number: usize) -> OwnedRoomId {
    RoomId::parse(format!("!case_{number}:example.org")).unwrap()
}

/// Fills every room with as many sessions; the same one, sealed once, because only their number matters here.
async fn fill(store: &DatabaseCryptoStore, account: &Account) {
    let (_, session) = account.create_group_session_pair_with_defaults(&room(0)).await;
    let sealed = Sealed {
        sender: store.label(Label::SenderKey, &session.sender_key().to_base64()),
        trust: session.sender_data_type(),
        backup: Backup::Missing,
        value: store.seal(&session.pickle().await).unwrap(),
    };
    let (_writing, mut tx) = store.begin().await.unwrap();
    for number in 0..SESSIONS {
        let at = store.group_session_at(&room(number % ROOMS), &number.to_string());
        group_session::put(&mut tx, store.owner(), &at, &sealed).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn timed<T>(work: impl Future<Output = T>) -> (T, Duration) {
    let begun = Instant::now();
    let done = work.await;
    (done, begun.elapsed())
}

on_both!(ten_thousand_sessions_open_at_once);
async fn ten_thousand_sessions_open_at_once(store: TestStore) {
    let (user, device) = (user_id!("@lotse_k_freiburg:example.org"), device_id!("DEVICE"));
    let crypto_store = DatabaseCryptoStore::open(store.clone(), user);
    let machine = OlmMachine::with_store(user, device, crypto_store.clone(), None).await.unwrap();
    fill(&crypto_store, &crypto_store.load_account().await.unwrap().unwrap()).await;
    drop(machine);

    let crypto_store = DatabaseCryptoStore::open(store.clone(), user);
    let opening = OlmMachine::with_store(user, device, crypto_store.clone(), None);
    let (machine, opened) = timed(opening).await;
    drop(machine.unwrap());
    let fortieth = room(40);
    let (session, found) = timed(crypto_store.get_inbound_group_session(&fortieth, "40")).await;
    assert!(session.unwrap().is_some());
    let (counts, counted) = timed(crypto_store.inbound_group_session_counts(None)).await;
    assert_eq!(counts.unwrap().total, SESSIONS);
    let (done, forgotten) = timed(crypto_store.forget_room(&fortieth)).await;
    done.unwrap();
    println!(
        "{}: opened in {opened:?}, found one in {found:?}, counted in {counted:?}, forgot {} in {forgotten:?}",
        store.name,
        SESSIONS / ROOMS,
    );
    let left = crypto_store.inbound_group_session_counts(None).await.unwrap().total;
    assert_eq!(left, SESSIONS - SESSIONS / ROOMS);
    // Reading all sessions takes ten seconds and more in a debug build.
    assert!(opened < Duration::from_secs(2), "opening took {opened:?}");
}
