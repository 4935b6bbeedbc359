//! What the door answers itself, since the homeserver's answer would say too much, or the same to everybody.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// What is answered here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Own {
    /// What one may do: hardly anything.
    Capabilities,
    /// When to ring: the page decides that itself.
    PushRules,
    /// Conferences: there are none.
    Conferences,
}

pub(super) fn answer(own: Own) -> Response {
    match own {
        Own::Capabilities => Json(json!({ "capabilities": {
            "m.change_password": { "enabled": false },
            "m.set_displayname": { "enabled": false },
            "m.set_avatar_url": { "enabled": false },
            "m.3pid_changes": { "enabled": false },
            "m.get_login_token": { "enabled": false },
            "m.room_versions": { "default": "12", "available": { "11": "stable", "12": "stable" } },
        } }))
        .into_response(),
        Own::PushRules => {
            let none = json!([]);
            Json(json!({ "global": {
                "override": none, "content": none, "room": none, "sender": none, "underride": none,
            } }))
            .into_response()
        }
        Own::Conferences => {
            let body = json!({ "errcode": "M_UNRECOGNIZED", "error": "There are no conferences here." });
            (StatusCode::NOT_FOUND, Json(body)).into_response()
        }
    }
}
