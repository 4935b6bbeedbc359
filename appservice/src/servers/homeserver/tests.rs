//! Calls against a homeserver that answers as a test says.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicBool, Ordering},
};

use matrix_sdk_crypto::types::requests::{KeysQueryRequest, ToDeviceRequest};
use ruma::{TransactionId, device_id, events::ToDeviceEventType, server_name, user_id};
use serde_json::json;

use super::{Administration, Created, Identity, Told, fake::Fake};

const NOT_FOUND: &str = r#"{"errcode":"M_NOT_FOUND"}"#;
const IN_USE: &str = r#"{"errcode":"M_ROOM_IN_USE"}"#;

#[tokio::test]
async fn a_room_that_is_just_being_made_is_waited_for() {
    // 409 has no code of its own; the alias stands only at the end.
    for (status, body) in [(409, ""), (409, "{}"), (400, IN_USE)] {
        let fake = Fake::answering(move |call, _| match call {
            "POST /_matrix/client/v3/createRoom" => (status, body.to_owned()),
            _ => (404, NOT_FOUND.to_owned()),
        })
        .await;
        let steward = user_id!("@lotse_steward:lotse.example");
        let made = fake.homeserver.create_room(steward, "lotse_x", json!({})).await;
        assert!(made.as_ref().is_err_and(super::HomeserverError::is_passing), "{status} {body}: {made:?}");
    }
}

#[tokio::test]
async fn a_room_that_an_earlier_call_made_is_adopted() {
    let fake = Fake::answering(|call, _| match call {
        "POST /_matrix/client/v3/createRoom" => (400, IN_USE.to_owned()),
        call if call.contains("/directory/room/") => (200, r#"{"room_id":"!made:lotse.example"}"#.to_owned()),
        _ => (200, r#"[{"type":"m.room.canonical_alias","state_key":"","content":{}}]"#.to_owned()),
    })
    .await;
    let steward = user_id!("@lotse_steward:lotse.example");
    let made = fake.homeserver.create_room(steward, "lotse_x", json!({})).await.unwrap();
    assert!(matches!(made, Created::Adopted(room) if room.as_str() == "!made:lotse.example"));
    assert_eq!(fake.was_asked("POST /_matrix/client/v3/createRoom"), 1);
}

#[tokio::test]
async fn a_yes_of_something_else_is_no_answer() {
    // A page, a word, and an object that says nothing of what was asked.
    for body in ["<html>Back soon</html>", "", "\"ok\"", r#"{"status":"ok"}"#] {
        let fake = Fake::answering(move |_, _| (200, body.to_owned())).await;
        let custodian = Identity::device(user_id!("@lotse_c_a:lotse.example"), device_id!("D"));
        let question = KeysQueryRequest { timeout: None, device_keys: BTreeMap::new() };
        let keys = fake.homeserver.keys_query(&custodian, &question).await;
        assert!(keys.is_err_and(|error| error.is_passing()), "{body}: nobody is without keys for that");
        let sent = ToDeviceRequest {
            event_type: ToDeviceEventType::RoomEncrypted,
            txn_id: TransactionId::new(),
            messages: BTreeMap::new(),
        };
        let sent = fake.homeserver.to_device(&custodian, &sent).await;
        // An empty object is all that this one answers.
        assert_eq!(sent.is_ok(), body.starts_with('{'), "{body}");
    }
}

#[tokio::test]
async fn what_another_server_was_told_of_a_room_is_known_from_our_own() {
    // The room stands on the second page; the first event that was due before people were taken out was number 7.
    let second = AtomicBool::new(false);
    let fake = Fake::answering(move |call, _| {
        let body = match call {
            call if call.contains("/away.example") => return (404, NOT_FOUND.to_owned()),
            call if call.ends_with("/rooms") && !second.fetch_xor(true, Ordering::Relaxed) => {
                r#"{"rooms":[{"room_id":"!other:a.example","stream_ordering":99}],"total":2,"next_token":"1"}"#
            }
            call if call.ends_with("/rooms") => {
                r#"{"rooms":[{"room_id":"!r:a.example","stream_ordering":9}],"total":2}"#
            }
            _ => r#"{"destination":"b.example","last_successful_stream_ordering":8}"#,
        };
        (200, body.to_owned())
    })
    .await;
    let administration = Administration::of(&fake.homeserver, "admin".to_owned().into());
    let room = routing::RoomId::parse("!r:a.example").unwrap();
    let told = administration.told(server_name!("b.example"), &room).await.unwrap();
    assert_eq!(told, Told { due: Some(9), so_far: Some(8) });
    assert!(!told.has_heard_since(Some(7)), "on its way");
    let heard = Told { so_far: Some(9), ..told };
    assert!(heard.has_heard_since(Some(7)));
    assert!(heard.has_heard_since(None), "the first thing that was ever sent there");
    assert!(!heard.has_heard_since(Some(9)), "nothing was queued since");
    let nothing = administration.told(server_name!("away.example"), &room).await.unwrap();
    assert_eq!(nothing, Told::default());
    assert!(!nothing.has_heard_since(None));
}
