//! What may pass, as data. Whatever is not here is refused.

use axum::http::Method;

use super::own::Own;
use super::path::{self, Found};

/// One line of the list.
#[derive(Debug)]
pub(super) struct Rule {
    method: &'static str,
    /// Parts in braces: `{me}` the seeker themselves, `{room}` the room of a case of theirs, `{server}` the homeserver of
    /// somebody in one, `{data}` account data that encryption needs, `{mail}` a kind of message between devices, `{any}` one
    /// part, whatever it is.
    path: &'static str,
    /// What is done with it.
    pub(super) how: How,
    /// The parameters that may go along.
    pub(super) query: &'static [&'static str],
}

/// What is done with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// It passes.
    Pass,
    /// It passes, if the seeker may write in the room.
    Write,
    /// It passes, and its answer may take a while.
    Sync,
    /// It passes with only those people in this field of its body with whom the seeker has to do; without a field, in the
    /// body itself.
    Reduce(Option<&'static str>),
    /// It asks for people's keys: only for those with whom the seeker has to do, and of the answer those are left out whose identity
    /// is another than the one that counts.
    Keys,
    /// A file comes in.
    Upload,
    /// A file goes out.
    Download,
    /// What lets a page use the relay for calls.
    Relay,
    /// It is answered here.
    Own(Own),
}

use How::{Download, Keys, Own as Here, Pass, Reduce, Relay, Sync, Upload, Write};

const fn rule(method: &'static str, path: &'static str, how: How, query: &'static [&'static str]) -> Rule {
    Rule { method, path, how, query }
}

/// The list. It is what a portal page with matrix-js-sdk needs, and no more.
pub(super) const LIST: &[Rule] = &[
    rule("GET", "/_matrix/client/versions", Pass, &[]),
    rule("GET", "/_matrix/client/v3/capabilities", Here(Own::Capabilities), &[]),
    rule("GET", "/_matrix/client/v3/pushrules/", Here(Own::PushRules), &[]),
    rule("GET", "/_matrix/client/v3/voip/turnServer", Relay, &[]),
    rule("GET", "/_matrix/client/unstable/org.matrix.msc4143/rtc/transports", Here(Own::Conferences), &[]),
    rule(
        "GET",
        "/_matrix/client/v3/sync",
        Sync,
        &[
            "filter",
            "full_state",
            "org.matrix.msc4222.use_state_after",
            "since",
            "timeout",
            "use_state_after",
        ],
    ),
    rule("POST", "/_matrix/client/v3/user/{me}/filter", Pass, &[]),
    rule("GET", "/_matrix/client/v3/user/{me}/filter/{any}", Pass, &[]),
    rule("GET", "/_matrix/client/v3/user/{me}/account_data/{data}", Pass, &[]),
    rule("PUT", "/_matrix/client/v3/user/{me}/account_data/{data}", Pass, &[]),
    rule("POST", "/_matrix/client/v3/keys/upload", Pass, &[]),
    rule("POST", "/_matrix/client/v3/keys/query", Keys, &[]),
    rule("POST", "/_matrix/client/v3/keys/claim", Reduce(Some("one_time_keys")), &[]),
    rule("POST", "/_matrix/client/v3/keys/signatures/upload", Reduce(None), &[]),
    rule("POST", "/_matrix/client/v3/keys/device_signing/upload", Pass, &[]),
    rule("PUT", "/_matrix/client/v3/sendToDevice/{mail}/{any}", Reduce(Some("messages")), &[]),
    rule("GET", "/_matrix/client/v3/room_keys/version", Pass, &[]),
    rule("POST", "/_matrix/client/v3/room_keys/version", Pass, &[]),
    rule("GET", "/_matrix/client/v3/room_keys/version/{any}", Pass, &[]),
    rule("DELETE", "/_matrix/client/v3/room_keys/version/{any}", Pass, &[]),
    rule("GET", "/_matrix/client/v3/room_keys/keys", Pass, &["version"]),
    rule("PUT", "/_matrix/client/v3/room_keys/keys", Pass, &["version"]),
    rule("GET", "/_matrix/client/v3/room_keys/keys/{any}/{any}", Pass, &["version"]),
    rule("GET", "/_matrix/client/unstable/org.matrix.msc3814.v1/dehydrated_device", Pass, &[]),
    rule("PUT", "/_matrix/client/unstable/org.matrix.msc3814.v1/dehydrated_device", Pass, &[]),
    rule("DELETE", "/_matrix/client/unstable/org.matrix.msc3814.v1/dehydrated_device", Pass, &[]),
    rule(
        "GET",
        "/_matrix/client/unstable/org.matrix.msc3814.v1/dehydrated_device/{any}/events",
        Pass,
        &["from", "limit"],
    ),
    rule("POST", "/_matrix/client/unstable/org.matrix.msc3814.v1/dehydrated_device/{any}/events", Pass, &[]),
    rule("POST", "/_matrix/client/v3/join/{room}", Pass, &[]),
    // Clear text cannot leave.
    rule("PUT", "/_matrix/client/v3/rooms/{room}/send/m.room.encrypted/{any}", Write, &[]),
    rule("PUT", "/_matrix/client/v3/rooms/{room}/redact/{any}/{any}", Write, &[]),
    rule("GET", "/_matrix/client/v3/rooms/{room}/members", Pass, &["at", "membership", "not_membership"]),
    rule("GET", "/_matrix/client/v3/rooms/{room}/messages", Pass, &["dir", "filter", "from", "limit", "to"]),
    rule("POST", "/_matrix/media/v3/upload", Upload, &[]),
    rule("GET", "/_matrix/client/v1/media/download/{server}/{any}", Download, &["timeout_ms"]),
];

/// Account data that encryption needs, and nothing else.
fn is_key_data(kind: &str) -> bool {
    matches!(
        kind,
        "m.secret_storage.default_key"
            | "m.cross_signing.master"
            | "m.cross_signing.self_signing"
            | "m.cross_signing.user_signing"
            | "m.megolm_backup.v1"
            | "org.matrix.msc3814"
            | "m.key_backup"
            | "m.org.matrix.custom.backup_disabled"
    ) || kind.strip_prefix("m.secret_storage.key.").is_some_and(|id| !id.is_empty())
}

/// What devices say to one another. That a key is withheld is said in clear, and names a room and a session.
fn is_device_mail(kind: &str) -> bool {
    matches!(kind, "m.room.encrypted" | "m.room_key.withheld" | "m.room_key_request")
}

impl Rule {
    /// Whether it must be known with whom the seeker has to do.
    pub(super) fn needs_circle(&self) -> bool {
        matches!(self.how, Reduce(_) | Keys | Upload)
            || self.path.contains("{room}")
            || self.path.contains("{server}")
    }

    /// What the path names, if it is one of this rule.
    fn matches(&self, parts: &[String]) -> Option<Vec<Found>> {
        let pattern: Vec<&str> = self.path.split('/').skip(1).collect();
        if pattern.len() != parts.len() {
            return None;
        }
        let mut found = Vec::new();
        for (meant, part) in pattern.into_iter().zip(parts) {
            let fits = match meant {
                "{me}" => {
                    found.push(Found::Me(part.clone()));
                    true
                }
                "{room}" => {
                    found.push(Found::Room(part.clone()));
                    true
                }
                "{server}" => {
                    found.push(Found::Server(part.clone()));
                    true
                }
                "{data}" => is_key_data(part),
                "{mail}" => is_device_mail(part),
                "{any}" => !part.is_empty(),
                exact => exact == part,
            };
            if !fits {
                return None;
            }
        }
        Some(found)
    }
}

/// The rule for a call, and what its path names.
pub(super) fn find(method: &Method, path: &str) -> Option<(&'static Rule, Vec<Found>)> {
    let parts = path::segments(path)?;
    let mut rules = LIST.iter().filter(|rule| method.as_str() == rule.method);
    rules.find_map(|rule| Some((rule, rule.matches(&parts)?)))
}
