//! What a browser says that it is, as far as everybody knows it: no version, and nothing that tells one person's from another's.

use crate::store::desk_session::Browser;

/// The longest that is looked at.
const LONGEST: usize = 400;

/// Each calls itself also what stands below it.
const NAMES: [(&str, &str); 7] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// Reads a `User-Agent`.
pub fn browser_of(user_agent: &str) -> Browser {
    let said: String = user_agent.chars().take(LONGEST).collect();
    let first = |list: &[(&str, &str)]| {
        list.iter().find(|(sign, _)| said.contains(sign)).map(|(_, name)| (*name).to_owned())
    };
    Browser { name: first(&NAMES), system: first(&SYSTEMS) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_called_as_people_call_them() {
        for (said, name, system) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
                "Edge",
                "Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
                "Safari",
                "iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
                "Chrome",
                "Android",
            ),
        ] {
            let expected = Browser { name: Some(name.to_owned()), system: Some(system.to_owned()) };
            assert_eq!(browser_of(said), expected, "{said}");
        }
        assert_eq!(browser_of("curl/8.0"), Browser::default());
    }
}
