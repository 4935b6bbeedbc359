//! Names of things, parsed once at the door.
//!
//! Each is cheap to clone: shared text, or a slug that is stored in place. Errors never repeat what was given,
//! because a seeker's id must not reach a log by way of a refusal.

use std::{
    fmt,
    hash::{Hash, Hasher},
    str::FromStr,
    sync::Arc,
};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Text that is not the id it should be. Says the rule, never the text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not a {kind}: expected {rule}")]
pub struct IdError {
    /// Which id was expected, for example `topic id`.
    pub kind: &'static str,
    /// What such an id looks like.
    pub rule: &'static str,
}

/// A short name in place, so that placement compares and copies it without a jump through memory. Zeros fill
/// the end, which no slug contains: so it sorts like its text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Slug {
    bytes: [u8; Slug::MOST],
    length: u8,
}

impl Slug {
    const MOST: usize = 40;

    fn new(text: &str) -> Self {
        let mut bytes = [0; Self::MOST];
        let length = text.len().min(Self::MOST);
        bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
        Self { bytes, length: u8::try_from(length).unwrap_or(0) }
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl Hash for Slug {
    /// Folds the five words side by side instead of one after the other.
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        const ODD: [u64; 5] = [
            0x9e37_79b9_7f4a_7c15,
            0xbf58_476d_1ce4_e5b9,
            0x94d0_49bb_1331_11eb,
            0xd6e8_feb8_6659_fd93,
            0xa076_1d64_78bd_642f,
        ];
        let words = self.bytes.as_chunks::<8>().0.iter().zip(ODD);
        let fold = words.fold(0, |fold, (word, odd)| fold ^ u64::from_le_bytes(*word).wrapping_mul(odd));
        hasher.write_u64(fold);
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident($text:ty), $kind:literal, $rule:literal, $clean:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name($text);

        impl $name {
            #[doc = concat!("Takes ", $rule, "; refuses anything else.")]
            pub fn parse(text: &str) -> Result<Self, IdError> {
                let clean: fn(&str) -> Option<$text> = $clean;
                clean(text).map(Self).ok_or(IdError { kind: $kind, rule: $rule })
            }

            /// The id as text, in its one canonical spelling.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_ref()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.as_str())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.as_str().to_owned()
            }
        }
    };
}

id!(
    /// The internal id of a case: a ULID, made outside this crate.
    CaseId(Arc<str>), "case id", "26 characters of Crockford base32 (a ULID)", ulid
);
id!(
    /// What people call a case by: short enough to read out on the phone, for example `7F3K9Q`.
    ///
    /// Parsing is kind to people: lower case, `O` for `0`, `I` or `L` for `1`, spaces and hyphens.
    Reference(Arc<str>), "case reference", "six characters of Crockford base32, like 7F3K9Q", reference
);
id!(
    /// A centre, as a slug.
    CentreId(Slug), "centre id", "1 to 40 characters of a-z, 0-9, _ and -, the first a letter or digit", slug
);
id!(
    /// A topic, as a slug.
    TopicId(Slug), "topic id", "1 to 40 characters of a-z, 0-9, _ and -, the first a letter or digit", slug
);
id!(
    /// A carrier, as a slug.
    CarrierId(Slug), "carrier id", "1 to 40 characters of a-z, 0-9, _ and -, the first a letter or digit", slug
);
id!(
    /// A counsellor's Matrix user id.
    CounsellorId(Arc<str>), "counsellor's Matrix user id", "@name:server", user
);
id!(
    /// A seeker's Matrix user id. Never write it into a log.
    SeekerId(Arc<str>), "seeker's Matrix user id", "@name:server", user
);
id!(
    /// The name of a homeserver, without a port: a rule about servers cannot name one with it.
    ServerName(Arc<str>), "server name", "a host's name in lower case, without a port", server
);
id!(
    /// A Matrix room. Ids of room version 12 carry no server.
    RoomId(Arc<str>), "room id", "! and an opaque name", |text| opaque(text, '!')
);
id!(
    /// A Matrix event.
    EventId(Arc<str>), "event id", "$ and an opaque name", |text| opaque(text, '$')
);

/// Crockford's alphabet: no I, L, O (mistaken for digits) and no U.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const REFERENCE_LENGTH: usize = 6;
/// Matrix limits every identifier to 255 bytes (specification, appendix "Identifier grammar").
const MATRIX_LIMIT: usize = 255;
/// The longest name of a host (RFC 1035, section 2.3.4).
const LONGEST_HOST: usize = 253;

impl CounsellorId {
    /// The name of their homeserver, with its port if it has one.
    #[must_use]
    pub fn server(&self) -> &str {
        self.as_str().split_once(':').map_or("", |(_, server)| server)
    }
}

impl Reference {
    /// Makes a reference from the lower 30 bits; the upper two are ignored.
    #[must_use]
    pub fn from_bits(bits: u32) -> Self {
        let text: String = (0..REFERENCE_LENGTH)
            .rev()
            .map(|place| char::from(CROCKFORD[(bits >> (5 * place)) as usize & 31]))
            .collect();
        Self(text.into())
    }
}

fn crockford(letter: char) -> Option<char> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    CROCKFORD.iter().any(|&known| char::from(known) == letter).then_some(letter)
}

fn reference(text: &str) -> Option<Arc<str>> {
    let clean: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '–' | '‑'))
        .map(crockford)
        .collect::<Option<_>>()?;
    (clean.len() == REFERENCE_LENGTH).then(|| clean.into())
}

fn ulid(text: &str) -> Option<Arc<str>> {
    // 26 × 5 bits are 130: the first digit may not exceed 7.
    let fits = text.len() == 26 && text.as_bytes()[0] <= b'7';
    (fits && text.bytes().all(|byte| CROCKFORD.contains(&byte))).then(|| text.into())
}

fn slug(text: &str) -> Option<Slug> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let first = text.bytes().next()?;
    let fits = text.len() <= Slug::MOST && plain(first);
    let clean = fits && text.bytes().all(|byte| plain(byte) || matches!(byte, b'_' | b'-'));
    clean.then(|| Slug::new(text))
}

fn user(text: &str) -> Option<Arc<str>> {
    let (name, server) = text.strip_prefix('@')?.split_once(':')?;
    (!name.is_empty() && !server.is_empty()).then_some(())?;
    opaque(text, '@')
}

fn server(text: &str) -> Option<Arc<str>> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let label = |label: &str| {
        let ends = [label.bytes().next(), label.bytes().last()];
        ends.iter().all(|end| end.is_some_and(plain)) && label.bytes().all(|byte| plain(byte) || byte == b'-')
    };
    (text.len() <= LONGEST_HOST && text.split('.').all(label)).then(|| text.into())
}

fn opaque(text: &str, sigil: char) -> Option<Arc<str>> {
    let rest = text.strip_prefix(sigil)?;
    let unclean = |letter: char| letter.is_whitespace() || letter.is_control();
    (!rest.is_empty() && text.len() <= MATRIX_LIMIT && !rest.contains(unclean)).then(|| text.into())
}

#[cfg(test)]
mod tests;
