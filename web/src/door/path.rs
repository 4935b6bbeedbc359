//! Paths and parameters, taken apart before anything is compared: what is encoded in two ways is still one thing.

/// What a part of a path names that not everybody may reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The user for whom it is meant.
    Me(String),
    /// A room.
    Room(String),
    /// A homeserver.
    Server(String),
}

/// The decoded parts of a path. Nothing if one of them is no plain part.
pub(super) fn segments(path: &str) -> Option<Vec<String>> {
    let parts = path.strip_prefix('/')?.split('/');
    let parts: Vec<String> = parts.map(decoded).collect::<Option<_>>()?;
    let (last, rest) = parts.split_last()?;
    // Only the last part may be empty, as in `/pushrules/`.
    let plain = |part: &String| !matches!(part.as_str(), "." | "..") && !part.contains(char::is_control);
    (plain(last) && rest.iter().all(|part| !part.is_empty() && plain(part))).then_some(parts)
}

/// Text behind percent signs. Nothing if it is no text.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digit =
                    |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                digit(rest.next()?)? * 16 + digit(rest.next()?)?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// The parameters that are on the list, each once; all others stay behind.
pub(super) fn query(text: &str, listed: &[&str]) -> Vec<(String, String)> {
    let mut kept: Vec<(String, String)> = Vec::new();
    for part in text.split('&') {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let (Some(name), Some(value)) = (decoded(&name.replace('+', " ")), decoded(&value.replace('+', " ")))
        else {
            continue;
        };
        if listed.contains(&name.as_str()) && !kept.iter().any(|(known, _)| *known == name) {
            kept.push((name, value));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_compared_as_it_is_meant() {
        let parts = |path: &str| segments(path).map(|parts| parts.join("|"));
        assert_eq!(parts("/a/b%2Fc/%21r%3Ax").as_deref(), Some("a|b/c|!r:x"));
        assert_eq!(parts("/a/").as_deref(), Some("a|"));
        for odd in [
            "",
            "a",
            "/a//b",
            "/a/../b",
            "/a/%2e%2E/b",
            "/a/./b",
            "/a/%",
            "/a/%4",
            "/a/%zz",
            "/a/%ff",
            "/a/%00",
        ] {
            assert_eq!(parts(odd), None, "{odd}");
        }
    }

    #[test]
    fn only_listed_parameters_stay() {
        let text = "since=s1%2B2&user_id=@eve:b&access_token=x&%75ser_id=@eve:b&device_id=d&ts=1&since=again&timeout=5";
        let kept = query(text, &["since", "timeout"]);
        assert_eq!(kept, [("since".to_owned(), "s1+2".to_owned()), ("timeout".to_owned(), "5".to_owned())]);
        assert!(query("", &["since"]).is_empty());
    }
}
