//! The desk's pages where nobody is signed in, and its words.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use crate::portal::keys;
use crate::portal::language::Locale;
use crate::tests::Site;

async fn ask(site: &Site, method: &str, path: &str, own: &str) -> Response<Body> {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("sec-fetch-site", own)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("cookie", format!("__Host-lotse-desk={}; __Host-lotse={}", "a".repeat(43), "b".repeat(43)));
    site.router.clone().oneshot(request.body(Body::from("act=back&centre=dresden")).unwrap()).await.unwrap()
}

#[tokio::test]
async fn who_is_not_signed_in_gets_nothing_and_other_sites_do_nothing() {
    let site = Site::new().await;
    for (method, path, own, status) in [
        // Lotse has not started yet: nobody is signed in, and nobody can be.
        ("GET", "/desk", "same-origin", StatusCode::SERVICE_UNAVAILABLE),
        ("POST", "/desk", "same-origin", StatusCode::SERVICE_UNAVAILABLE),
        ("GET", "/desk/stand", "same-origin", StatusCode::SERVICE_UNAVAILABLE),
        ("GET", "/desk/strom", "same-origin", StatusCode::SERVICE_UNAVAILABLE),
        ("GET", "/desk/anmelden", "same-origin", StatusCode::SEE_OTHER),
        ("GET", "/desk/anmelden/stand", "same-origin", StatusCode::UNAUTHORIZED),
        ("POST", "/desk/anmelden", "same-origin", StatusCode::SERVICE_UNAVAILABLE),
        ("POST", "/desk/anmelden", "cross-site", StatusCode::FORBIDDEN),
        ("POST", "/desk/abmelden", "cross-site", StatusCode::FORBIDDEN),
        ("DELETE", "/desk", "same-origin", StatusCode::METHOD_NOT_ALLOWED),
        ("GET", "/desk/personen", "same-origin", StatusCode::SERVICE_UNAVAILABLE),
        ("POST", "/desk/personen", "cross-site", StatusCode::SERVICE_UNAVAILABLE),
        ("GET", "/desk/faelle", "same-origin", StatusCode::SERVICE_UNAVAILABLE),
        ("POST", "/desk/faelle", "cross-site", StatusCode::SERVICE_UNAVAILABLE),
        ("POST", "/desk/fall", "same-origin", StatusCode::SERVICE_UNAVAILABLE),
        ("GET", "/desk/fall", "same-origin", StatusCode::METHOD_NOT_ALLOWED),
        ("GET", "/desk/einladung/nonsense", "same-origin", StatusCode::NOT_FOUND),
        ("POST", "/desk/einladung/nonsense", "same-origin", StatusCode::NOT_FOUND),
        ("GET", "/desk/nothing", "same-origin", StatusCode::NOT_FOUND),
        ("GET", "/desk/desk.css", "same-origin", StatusCode::OK),
        ("GET", "/desk/desk.js", "same-origin", StatusCode::OK),
        ("GET", "/desk/passkey.js", "same-origin", StatusCode::OK),
        ("GET", "/desk/passkey", "same-origin", StatusCode::SERVICE_UNAVAILABLE),
        ("POST", "/desk/passkey/frage", "same-origin", StatusCode::SERVICE_UNAVAILABLE),
        ("POST", "/desk/passkey/neu", "same-origin", StatusCode::SERVICE_UNAVAILABLE),
        ("POST", "/desk/passkey/frage", "cross-site", StatusCode::FORBIDDEN),
        ("POST", "/desk/passkey/neu", "cross-site", StatusCode::FORBIDDEN),
        ("POST", "/desk/passkey/antwort", "same-origin", StatusCode::FORBIDDEN),
        ("POST", "/desk/passkey/angelegt", "same-origin", StatusCode::FORBIDDEN),
    ] {
        let answer = ask(&site, method, path, own).await;
        let at = format!("{method} {path} {own}");
        assert_eq!(answer.status(), status, "{at}");
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        let policy = header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{at}"
        );
        for (name, value) in [
            ("cache-control", "no-store"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(header(name), value, "{at}");
        }
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        assert!(!String::from_utf8_lossy(&body).contains("aaaa"), "{at}: a secret is repeated");
    }
}

#[test]
fn every_sentence_is_said_somewhere_and_every_said_one_is_there() {
    super::words().unwrap();
    let german = keys(super::GERMAN);
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/desk");
    let mut code = String::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
                code += &std::fs::read_to_string(path).unwrap();
            }
        }
    }
    let quoted: BTreeSet<&str> = code.split('"').collect();
    let silent: Vec<_> = german.iter().filter(|key| !quoted.contains(key.as_str())).collect();
    assert!(silent.is_empty(), "nobody says {silent:?}");
    for call in ["says.html(\"", ".plain(\"", ".html_with(\"", ".plain_with(\""] {
        for rest in code.split(call).skip(1) {
            let key = rest.split('"').next().unwrap();
            assert!(german.contains(key), "nobody has written {key:?}");
        }
    }
    assert_eq!(Locale::En.nearest().tag(), "en");
}
