//! Which calls are the same call: paths of the Matrix APIs with their ids replaced.

/// The path with a name in braces for each id.
pub(super) fn template(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        segments.push(stand_in(&segments, segment).unwrap_or(segment));
    }
    segments.join("/")
}

fn stand_in(before: &[&str], segment: &str) -> Option<&'static str> {
    let sigil = match segment.get(..3) {
        Some("%21") => Some("!"),
        Some("%23") => Some("#"),
        Some("%24") => Some("$"),
        Some("%40") => Some("@"),
        _ => segment.get(..1),
    };
    match sigil {
        Some("!") => return Some("{room}"),
        Some("#") => return Some("{alias}"),
        Some("$") => return Some("{event}"),
        Some("@") => return Some("{user}"),
        _ => {}
    }
    match before {
        [.., "send" | "sendToDevice" | "redact", _] | [.., "transactions"] => Some("{txn}"),
        [.., "devices"] => Some("{device}"),
        [.., "state", _] if !segment.is_empty() => Some("{key}"),
        [.., "download" | "thumbnail", _] | [.., "admin", _, "media", _] => Some("{media}"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::template;

    #[test]
    fn ids_are_replaced_and_event_types_stay() {
        for (path, expected) in [
            ("/_matrix/client/v3/rooms/!a:b/invite", "/_matrix/client/v3/rooms/{room}/invite"),
            (
                "/_matrix/client/v3/rooms/%21a%3Ab/send/m.reaction/7",
                "/_matrix/client/v3/rooms/{room}/send/m.reaction/{txn}",
            ),
            (
                "/_matrix/client/v3/rooms/!a/redact/$e/9",
                "/_matrix/client/v3/rooms/{room}/redact/{event}/{txn}",
            ),
            (
                "/_matrix/client/v3/rooms/!a/state/m.room.name/",
                "/_matrix/client/v3/rooms/{room}/state/m.room.name/",
            ),
            (
                "/_matrix/client/v3/sendToDevice/m.room.encrypted/x",
                "/_matrix/client/v3/sendToDevice/m.room.encrypted/{txn}",
            ),
            ("/_matrix/client/v3/devices/ABC", "/_matrix/client/v3/devices/{device}"),
            ("/_matrix/client/v3/profile/@a:b/displayname", "/_matrix/client/v3/profile/{user}/displayname"),
            ("/_synapse/admin/v1/media/a.example/XyZ", "/_synapse/admin/v1/media/a.example/{media}"),
            ("/_matrix/media/v3/upload", "/_matrix/media/v3/upload"),
            ("/_matrix/client/v3/createRoom", "/_matrix/client/v3/createRoom"),
        ] {
            assert_eq!(template(path), expected);
        }
    }
}
