//! Rules of rooms, against a homeserver that answers as a test says.

use routing::RoomId;
use ruma::user_id;
use serde_json::json;

use super::write_acl;
use crate::servers::homeserver::fake::Fake;

const STANDS: &str = r#"{"allow":["lotse.example"],"deny":[],"allow_ip_literals":false}"#;
const WIDER: &str = r#"{"allow":["lotse.example","elsewhere.example"],"deny":[],"allow_ip_literals":false}"#;
const NOT_FOUND: &str = r#"{"errcode":"M_NOT_FOUND"}"#;

#[tokio::test]
async fn a_rule_about_servers_is_written_where_it_differs_and_nowhere_else() {
    let steward = user_id!("@lotse_steward:lotse.example");
    let room = RoomId::parse("!room:lotse.example").unwrap();
    let wanted = json!({ "allow": ["lotse.example"], "deny": [], "allow_ip_literals": false });
    for (status, answer, written, done) in [
        (200, STANDS, 0, true),
        (200, WIDER, 1, true),
        (404, NOT_FOUND, 1, true),
        // A proxy knows nothing of the rule: it is not overwritten, and nothing counts as done.
        (404, "404 page not found", 0, false),
        (403, "<h1>Forbidden</h1>", 0, false),
        (200, "<h1>Wartungsarbeiten</h1>", 0, false),
    ] {
        let fake = Fake::answering(move |call, _| {
            if call.starts_with("GET") {
                (status, answer.to_owned())
            } else {
                (200, r#"{"event_id":"$e"}"#.to_owned())
            }
        })
        .await;
        let outcome = write_acl(&fake.homeserver, steward, &room, wanted.clone()).await;
        assert_eq!(outcome.is_ok(), done, "{status} {answer}");
        assert_eq!(fake.was_asked("PUT"), written, "{status} {answer}");
        assert!(outcome.err().is_none_or(|error| error.is_passing()), "{status} {answer}");
    }
}
