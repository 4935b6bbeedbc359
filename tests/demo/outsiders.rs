//! Those who must not read get the messages of a case into their hands, and try.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{Person, Synapse, wait};
use matrix_sdk::{
    deserialized_responses::TimelineEventKind,
    ruma::{RoomId, events::room::encrypted::OriginalSyncRoomEncryptedEvent, serde::Raw},
};
use serde_json::{Value, json};

/// All messages of a room as the homeserver keeps them, oldest first, fetched by its administrator.
pub(crate) async fn kept_by_homeserver(edda: &Person, room: &RoomId) -> Result<Vec<Value>> {
    let path = format!("/_synapse/admin/v1/rooms/{room}/messages?dir=b&limit=500");
    let answer = edda.calls("GET", &path, None).await?;
    let mut events = answer["chunk"].as_array().context("no chunk in the answer")?.clone();
    events.reverse();
    Ok(events)
}

/// Those of them that are encrypted. Refuses a message in clear: in a case room there must be none.
pub(crate) fn encrypted(events: &[Value]) -> Result<Vec<Value>> {
    let in_clear = events.iter().filter(|event| event["type"] == "m.room.message").count();
    ensure!(in_clear == 0, "{in_clear} messages of the case are in clear on the homeserver");
    Ok(events.iter().filter(|event| event["type"] == "m.room.encrypted").cloned().collect())
}

/// What the homeserver wrote down about somebody in the room: `invite → join → leave`.
pub(crate) fn way_of(who: &Person, events: &[Value]) -> String {
    let theirs =
        events.iter().filter(|event| event["type"] == "m.room.member" && event["state_key"] == who.id());
    theirs.filter_map(|event| event["content"]["membership"].as_str()).collect::<Vec<_>>().join(" → ")
}

/// Which of these messages the person's own client can decrypt, with all the keys that it has: who sent them.
///
/// The client knows the room, since everybody was invited at some time, rightly or by force.
pub(crate) async fn opens(who: &Person, room: &RoomId, messages: &[Value]) -> Result<Vec<String>> {
    who.catches_up().await?;
    let what = format!("{} to know the room", who.name());
    let known = wait::until(what, wait::patience(), async || Ok(who.client().get_room(room))).await?;
    let mut opened = Vec::new();
    for message in messages {
        let raw: Raw<OriginalSyncRoomEncryptedEvent> = Raw::from_json_string(message.to_string())?;
        if let Ok(event) = known.decrypt_event(&raw, None).await
            && matches!(event.kind, TimelineEventKind::Decrypted(_))
        {
            opened.push(message["sender"].as_str().unwrap_or_default().to_owned());
        }
    }
    Ok(opened)
}

/// The strongest thing that an administrator of the homeserver can do: act as the room's creator, and invite.
///
/// Nobody may be faster than Lotse, which takes the invitation back: an attempt to join that comes too late is no error.
pub(crate) async fn is_smuggled_in(
    homeserver: &Synapse,
    edda: &Person,
    room: &RoomId,
    who: &Person,
) -> Result<()> {
    let login = format!("/_synapse/admin/v1/users/{STEWARD}/login");
    let token = edda.calls("POST", &login, Some(&json!({}))).await?;
    let token = token["access_token"].as_str().context("no access_token in the answer")?;
    let invite = format!("/_matrix/client/v3/rooms/{room}/invite");
    homeserver.call(Some(token), "POST", &invite, Some(&json!({ "user_id": who.id() }))).await?;
    let _ = who.calls("POST", &format!("/_matrix/client/v3/rooms/{room}/join"), Some(&json!({}))).await;
    Ok(())
}

/// The creator of all case rooms.
pub(crate) const STEWARD: &str = "@lotse_steward:lotse.example";
