//! The API before there is a homeserver, and at the word of others.

use std::time::Duration;

use appservice::accounts::Terms;
use appservice::running::clock::Clock;
use appservice::store::Store;
use appservice::store::vault::VaultKey;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt as _;

use super::*;

struct Api {
    router: Router,
    _shelf: TempDir,
}

impl Api {
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
        Self { router: router(accounts, crate::tests::links::site()), _shelf: shelf }
    }

    async fn posts(&self, path: &str, body: &str, headers: &[(&str, &str)]) -> (StatusCode, String, Value) {
        let mut request = Request::post(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = self.router.clone().oneshot(request.body(Body::from(body.to_owned())).unwrap()).await;
        let answer = answer.unwrap();
        let status = answer.status();
        let cookie = answer.headers().get("set-cookie").map(|cookie| cookie.to_str().unwrap().to_owned());
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        (status, cookie.unwrap_or_default(), serde_json::from_slice(&body).unwrap_or_default())
    }
}

const OURS: (&str, &str) = ("sec-fetch-site", "same-origin");
const JSON: (&str, &str) = ("content-type", "application/json");

const POSTS: [&str; 17] = [
    "/api/proof",
    "/api/account",
    "/api/account/delete",
    "/api/session",
    "/api/session/device",
    "/api/session/end",
    "/api/session/end-all",
    "/api/back",
    "/api/back/withdraw",
    "/api/live/elsewhere",
    "/api/live/move",
    "/api/mail",
    "/api/mail/confirm",
    "/api/case",
    "/api/case/7F3K9Q/close",
    "/api/case/7F3K9Q/answer",
    "/api/case/7F3K9Q/history",
];

#[tokio::test]
async fn nothing_is_done_at_the_word_of_another_site() {
    let api = Api::new().await;
    for path in POSTS {
        for site in [None, Some("cross-site"), Some("same-site"), Some("none")] {
            let site: Vec<_> = site.map(|site| ("sec-fetch-site", site)).into_iter().chain([JSON]).collect();
            assert_eq!(api.posts(path, "{}", &site).await.0, StatusCode::FORBIDDEN, "{path} {site:?}");
        }
    }
}

#[tokio::test]
async fn before_the_homeserver_is_there_it_is_busy() {
    let api = Api::new().await;
    let key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let account = format!(
        r#"{{"name":"a","login_key":"{key}","proof":{{"challenge":"x","nonce":"1"}},"pseudonym":null}}"#
    );
    let session = format!(r#"{{"name":"a","login_key":"{key}"}}"#);
    for (path, body) in [("/api/account", &account), ("/api/session", &session)] {
        let (status, cookie, body) = api.posts(path, body, &[OURS, JSON]).await;
        assert_eq!(
            (status, body["error"].as_str()),
            (StatusCode::SERVICE_UNAVAILABLE, Some("busy")),
            "{path}"
        );
        assert!(cookie.is_empty(), "{cookie}");
    }
    let (status, _, body) = api.posts("/api/proof", "{}", &[OURS, JSON]).await;
    assert!(status == StatusCode::OK && body["bits"].as_u64() > Some(10), "{body}");
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_told_so() {
    let api = Api::new().await;
    let secret = format!("__Host-lotse={}", "a".repeat(43));
    for path in ["/api/session/device", "/api/session/end-all", "/api/case/7F3K9Q/close"] {
        for cookie in ["other=1", secret.as_str(), "__Host-lotse=short"] {
            let (status, gone, body) = api.posts(path, "{}", &[OURS, JSON, ("cookie", cookie)]).await;
            assert_eq!(
                (status, body["error"].as_str()),
                (StatusCode::UNAUTHORIZED, Some("signed_out")),
                "{path}"
            );
            assert!(gone.starts_with("__Host-lotse=; Max-Age=0"), "{gone}");
        }
    }
    // To end what is over is fine.
    let beacon = [OURS, ("content-type", "text/plain"), ("cookie", secret.as_str())];
    let (status, gone, _) = api.posts("/api/session/end", "", &beacon).await;
    assert!(status == StatusCode::NO_CONTENT && gone.contains("Max-Age=0"), "{status} {gone}");
}

#[tokio::test]
async fn what_is_no_json_or_too_much_is_refused() {
    let api = Api::new().await;
    for (body, headers, status) in [
        ("{}".to_owned(), vec![OURS], StatusCode::BAD_REQUEST),
        ("{}".to_owned(), vec![OURS, ("content-type", "text/plain")], StatusCode::BAD_REQUEST),
        ("{".to_owned(), vec![OURS, JSON], StatusCode::BAD_REQUEST),
        (r#"{"name":1}"#.to_owned(), vec![OURS, JSON], StatusCode::BAD_REQUEST),
        ("x".repeat(MOST + 1), vec![OURS, JSON], StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        assert_eq!(api.posts("/api/session", &body, &headers).await.0, status, "{}", body.len());
    }
}
