//! The two registrations: files that tell the homeserver who Lotse is, and tell Lotse its tokens.

mod check;
mod load;
#[cfg(test)]
mod tests;
mod write;

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};

use crate::sample::PLACEHOLDER;
pub use write::{homeserver_snippet, lotse_registration, seekers_registration};

/// Both registrations, read and checked against the settings.
#[derive(Debug, Clone)]
pub struct Registrations {
    /// Reception, steward and custodians; the homeserver pushes their events to us.
    pub lotse: Registration,
    /// Portal seekers; nothing is pushed.
    pub seekers: Registration,
}

/// A registration file by the application service specification, with Synapse's names for what is unstable.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "the file's format, not ours")]
pub struct Registration {
    /// The homeserver's name for this registration.
    pub id: String,
    /// Where the homeserver pushes to; `None` means that it does not.
    pub url: Option<String>,
    /// With this token we speak to the homeserver.
    #[serde(serialize_with = "expose")]
    pub as_token: SecretString,
    /// With this token the homeserver speaks to us.
    #[serde(serialize_with = "expose")]
    pub hs_token: SecretString,
    /// The user that the token alone stands for.
    pub sender_localpart: String,
    /// Whether the homeserver slows our users down.
    #[serde(default = "rate_limited_unless_said")]
    pub rate_limited: bool,
    /// Typing, receipts and to-device messages in transactions: they ring the bell.
    #[serde(default)]
    pub receive_ephemeral: bool,
    /// Device lists and key counts in transactions: they ring the bell, too.
    #[serde(default, rename = "org.matrix.msc3202")]
    pub device_lists: bool,
    /// Devices are made without a login.
    #[serde(default, rename = "io.element.msc4190")]
    pub device_management: bool,
    /// Whom we may act for.
    pub namespaces: Namespaces,
}

/// Whom and what a registration may act for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Namespaces {
    /// Users.
    #[serde(default)]
    pub users: Vec<Namespace>,
    /// Room aliases.
    #[serde(default)]
    pub aliases: Vec<Namespace>,
    /// Rooms whose every event is pushed.
    #[serde(default)]
    pub rooms: Vec<Namespace>,
}

/// One pattern. The homeserver matches from the beginning; `$` makes it match the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Namespace {
    /// Nobody else may make users or aliases in it.
    pub exclusive: bool,
    /// A regular expression over the full id.
    pub regex: String,
}

/// The two secrets of a registration.
pub struct Tokens {
    as_token: SecretString,
    hs_token: SecretString,
}

impl Tokens {
    /// Makes both tokens of 64 random bytes: 256 bits each.
    pub fn from_bytes(bytes: &[u8; 64]) -> Self {
        let (first, second) = bytes.split_at(32);
        Self { as_token: hex(first).into(), hs_token: hex(second).into() }
    }

    /// What stands in the samples.
    pub(crate) fn placeholders() -> Self {
        let token = |name: &str| format!("{PLACEHOLDER}-{name}").into();
        Self { as_token: token("as-token"), hs_token: token("hs-token") }
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tokens([REDACTED])")
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String never fails.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The specification's default.
fn rate_limited_unless_said() -> bool {
    true
}

/// Written out only into the registration file itself.
fn expose<S: Serializer>(token: &SecretString, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(token.expose_secret())
}
