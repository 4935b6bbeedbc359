//! Calls against a homeserver that answers as a test says.

use std::collections::BTreeMap;

use matrix_sdk_crypto::types::requests::{KeysQueryRequest, ToDeviceRequest};
use ruma::{TransactionId, device_id, events::ToDeviceEventType, user_id};
use serde_json::json;

use super::{Created, Identity, fake::Fake};

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
