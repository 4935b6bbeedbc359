//! Headers of every answer of the people's listener: of the chat, the API and the door as well, refusals included. Those of the
//! pages are looked at with the pages.

use std::time::Duration;

use appservice::accounts::{Accounts, Terms};
use appservice::running::clock::Clock;
use appservice::staff::Staff;

use super::*;

/// An address as somebody may ask for it, and what it answers to somebody who is not signed in.
const ADDRESSES: [(&str, &str, u16); 18] = [
    ("GET", "/health", 503),
    ("GET", "/metrics", 200),
    ("DELETE", "/health", 405),
    ("GET", "/nothing", 404),
    ("GET", "/chat/app.js", 200),
    ("GET", "/chat/nothing.js", 404),
    ("POST", "/chat/app.js", 405),
    ("GET", "/chat/words/de.json", 200),
    ("GET", "/chat/words/xx.json", 404),
    ("POST", "/api/proof", 403),
    ("GET", "/api/proof", 405),
    ("GET", "/api/cases", 401),
    ("POST", "/api/session/end", 403),
    ("GET", "/api/nothing", 404),
    ("GET", "/_matrix/client/versions", 403),
    ("GET", "/_matrix/client/v3/sync", 403),
    ("PUT", "/_matrix", 403),
    ("POST", "/_matrix/media/v3/upload", 403),
];

#[tokio::test]
async fn every_address_has_them_and_every_refusal() {
    let site = Site::new().await;
    let terms = Terms {
        idle: Duration::from_mins(30),
        longest: Duration::from_hours(12),
        waiting: 100,
        bytes_a_day: 100,
    };
    let accounts = Accounts::new(site.portal.store.clone(), Clock::system(), terms);
    let router = router(State {
        health: site.health.clone(),
        metrics: PrometheusBuilder::new().build_recorder().handle(),
        portal: site.portal.clone(),
        site: links::site(),
        accounts: Some(Arc::new(accounts)),
        staff: Arc::new(Staff::new(site.portal.store.clone(), Clock::system())),
    });
    for (method, path, status) in ADDRESSES {
        if path == "/chat/app.js" && !crate::chat_is_built() {
            continue;
        }
        // Some at the word of another site, some of our own.
        for own in ["cross-site", "same-origin"] {
            let request = Request::builder().method(method).uri(path).header("sec-fetch-site", own);
            let answer = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
            let at = format!("{method} {path} {own}");
            if own == "cross-site" {
                assert_eq!(answer.status().as_u16(), status, "{at}");
            }
            let header = |name: &str| {
                answer.headers().get(name).unwrap_or_else(|| panic!("{at}: {name}")).to_str().unwrap()
            };
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("cache-control", "no-store"),
                ("referrer-policy", "no-referrer"),
                ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cross-origin-embedder-policy", "require-corp"),
                ("cross-origin-resource-policy", "same-origin"),
            ] {
                assert_eq!(header(name), value, "{at} {name}");
            }
            assert!(header("permissions-policy").contains("microphone=()"), "{at}");
        }
    }
}
