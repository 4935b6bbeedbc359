//! What passes and what does not, held against every path of the client-server API.

use std::collections::BTreeSet;

use appservice::accounts::Terms;
use appservice::running::clock::Clock;
use appservice::store::Store;
use appservice::store::vault::VaultKey;
use axum::http::StatusCode;
use http_body_util::BodyExt as _;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt as _;

use super::*;

/// Every path of the client-server API, old ones and unstable ones as well, a method and a path a line.
const SPECIFICATION: &str = include_str!("specification.txt");

/// What passes of the specification, with the kinds of events and data that may stand in the path.
const PASSES: &[&str] = &[
    "DELETE /_matrix/client/unstable/org.matrix.msc3814.v1/dehydrated_device",
    "DELETE /_matrix/client/v3/room_keys/version/{version}",
    "GET /_matrix/client/unstable/org.matrix.msc3814.v1/dehydrated_device",
    "GET /_matrix/client/unstable/org.matrix.msc4143/rtc/transports",
    "GET /_matrix/client/v1/media/download/{server_name}/{media_id}",
    "GET /_matrix/client/v3/capabilities",
    "GET /_matrix/client/v3/pushrules/",
    "GET /_matrix/client/v3/room_keys/keys",
    "GET /_matrix/client/v3/room_keys/keys/{room_id}/{session_id}",
    "GET /_matrix/client/v3/room_keys/version",
    "GET /_matrix/client/v3/room_keys/version/{version}",
    "GET /_matrix/client/v3/rooms/{room_id}/members",
    "GET /_matrix/client/v3/rooms/{room_id}/messages",
    "GET /_matrix/client/v3/sync",
    "GET /_matrix/client/v3/user/{user_id}/account_data/m.secret_storage.default_key",
    "GET /_matrix/client/v3/user/{user_id}/filter/{filter_id}",
    "GET /_matrix/client/v3/voip/turnServer",
    "GET /_matrix/client/versions",
    "POST /_matrix/client/unstable/org.matrix.msc3814.v1/dehydrated_device/{device_id}/events",
    "POST /_matrix/client/v3/join/{room_id_or_alias}",
    "POST /_matrix/client/v3/keys/claim",
    "POST /_matrix/client/v3/keys/device_signing/upload",
    "POST /_matrix/client/v3/keys/query",
    "POST /_matrix/client/v3/keys/signatures/upload",
    "POST /_matrix/client/v3/keys/upload",
    "POST /_matrix/client/v3/room_keys/version",
    "POST /_matrix/client/v3/user/{user_id}/filter",
    "POST /_matrix/media/v3/upload",
    "PUT /_matrix/client/unstable/org.matrix.msc3814.v1/dehydrated_device",
    "PUT /_matrix/client/v3/room_keys/keys",
    "PUT /_matrix/client/v3/rooms/{room_id}/redact/{event_id}/{txn_id}",
    "PUT /_matrix/client/v3/rooms/{room_id}/send/m.room.encrypted/{txn_id}",
    "PUT /_matrix/client/v3/sendToDevice/m.room.encrypted/{txn_id}",
    "PUT /_matrix/client/v3/user/{user_id}/account_data/m.secret_storage.default_key",
];

/// Kinds of events and of account data.
const KINDS: [&str; 7] = [
    "m.room.encrypted",
    "m.room.message",
    "m.secret_storage.default_key",
    "m.secret_storage.key.",
    "m.direct",
    "m.room.member",
    "m.call.invite",
];

struct Door {
    router: Router,
    _shelf: TempDir,
}

impl Door {
    /// A door behind which nobody is yet.
    async fn new() -> Self {
        let shelf = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", shelf.path().join("lotse.db").display());
        let store = Store::open(&url, 2, &VaultKey::new([7; 32])).await.unwrap();
        let terms = Terms {
            idle: Duration::from_mins(30),
            longest: Duration::from_hours(12),
            waiting: 100,
            bytes_a_day: 100,
        };
        let accounts = Arc::new(Accounts::new(store, Clock::system(), terms));
        Self { router: router(accounts), _shelf: shelf }
    }

    async fn asks(&self, method: &str, path: &str, site: Option<&str>) -> (StatusCode, Value) {
        let mut request = axum::http::Request::builder().method(method).uri(path);
        if let Some(site) = site {
            request = request.header("sec-fetch-site", site);
        }
        let answer = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let status = answer.status();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&body).unwrap_or_default())
    }
}

/// Every call of the specification, with each kind where one stands in the path.
fn calls() -> BTreeSet<String> {
    let mut calls = BTreeSet::new();
    for line in SPECIFICATION.lines() {
        if line.contains("{event_type}") {
            calls.extend(KINDS.iter().map(|kind| line.replace("{event_type}", kind)));
        } else {
            calls.insert(line.to_owned());
        }
    }
    calls
}

/// The path with plausible ids in it.
fn filled(path: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{room_id}" | "{room_id_or_alias}" => "%21abc",
        "{user_id}" => "%40lotse_s_x%3Alotse.example",
        "{event_id}" | "{thread_root}" => "%24event",
        "{server_name}" => "lotse.example",
        part if part.starts_with('{') => "word",
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn what_is_not_on_the_list_is_refused() {
    let door = Door::new().await;
    let calls = calls();
    assert!(calls.len() > 400, "{}", calls.len());
    let mut passes = Vec::new();
    for call in &calls {
        let (method, path) = call.split_once(' ').unwrap();
        match door.asks(method, &filled(path), Some("same-origin")).await {
            // It would pass, were somebody signed in.
            (StatusCode::UNAUTHORIZED, body) => {
                assert_eq!(body["errcode"], "M_UNKNOWN_TOKEN", "{call}");
                passes.push(call.as_str());
            }
            (status, body) => {
                assert_eq!(
                    (status, &body["errcode"]),
                    (StatusCode::FORBIDDEN, &"M_FORBIDDEN".into()),
                    "{call}"
                );
            }
        }
    }
    assert_eq!(passes, PASSES);
    // Each line of the list is there because of a call; two are not of the specification.
    assert_eq!(list::LIST.len(), PASSES.len() + 1, "matrix-js-sdk fetches dehydrated events by GET");
}

#[tokio::test]
async fn no_other_method_and_no_other_spelling_passes() {
    let door = Door::new().await;
    for (method, path) in [
        ("OPTIONS", "/_matrix/client/v3/sync"),
        ("HEAD", "/_matrix/client/v3/sync"),
        ("POST", "/_matrix/client/v3/sync"),
        ("GET", "/_matrix/client/v3/sync/"),
        ("GET", "/_matrix/client//v3/sync"),
        ("GET", "/_matrix/client/v3/../v3/sync"),
        ("GET", "/_matrix/client/v3/x/%2e%2e/sync"),
        ("GET", "/_matrix"),
        ("GET", "/_matrix/"),
        ("GET", "/_matrix/client/v3/pushrules"),
        ("GET", "/_matrix/federation/v1/version"),
        ("GET", "/_matrix/client/v3/user/%40a%3Ab/account_data/m.secret_storage.key."),
        ("PUT", "/_matrix/client/v3/rooms/%21r/send/m.room.encrypted%2F../t"),
        ("PUT", "/_matrix/client/v3/rooms/%21r/send/M.ROOM.ENCRYPTED/t"),
        ("GET", "/_matrix/client/v1/media/thumbnail/lotse.example/x"),
    ] {
        let (status, body) = door.asks(method, path, Some("same-origin")).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{method} {path} {body}");
    }
    // The same thing, written otherwise, is the same thing.
    let (status, _) = door.asks("GET", "/%5Fmatrix/client/v3/sync", Some("same-origin")).await;
    assert!(status == StatusCode::UNAUTHORIZED || status == StatusCode::NOT_FOUND, "{status}");
}

#[tokio::test]
async fn only_our_own_page_may_knock() {
    let door = Door::new().await;
    for site in [None, Some("cross-site"), Some("same-site"), Some("none"), Some("same-origin, none")] {
        let (status, body) = door.asks("GET", "/_matrix/client/v3/sync", site).await;
        assert_eq!((status, &body["errcode"]), (StatusCode::FORBIDDEN, &"M_FORBIDDEN".into()), "{site:?}");
    }
}
