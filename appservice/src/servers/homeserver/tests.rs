//! Calls against a homeserver that answers as a test says.

use ruma::user_id;
use serde_json::json;

use super::{Created, fake::Fake};

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
