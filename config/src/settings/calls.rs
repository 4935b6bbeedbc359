//! `[calls]`

use std::path::PathBuf;

use secrecy::SecretString;

use crate::fault::Problem;
use crate::section::Section;

/// The relay through which people speak with one another: a TURN server that takes passwords made with a secret it shares with us
/// (coturn's `use-auth-secret`).
#[derive(Debug, Clone)]
pub struct Calls {
    /// Where it is reached, one address for each transport: a browser takes ports of the relay for each.
    pub turn: Vec<TurnUri>,
    /// What it shares with us.
    pub secret: TurnSecret,
}

/// An address of a TURN server, as browsers take it (RFC 7065).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnUri {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// The way there.
    pub way: TurnWay,
}

/// The way to a TURN server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TurnWay {
    /// `turn:…?transport=udp`
    Udp,
    /// `turn:…?transport=tcp`
    Tcp,
    /// `turns:…?transport=tcp`
    Tls,
}

/// Where the secret is.
#[derive(Debug, Clone)]
pub enum TurnSecret {
    /// Here.
    Given(SecretString),
    /// In this file, of mode 0600.
    File(PathBuf),
}

impl TurnSecret {
    /// The secret itself; reads its file. Refuses a file that others may read.
    pub fn read(&self) -> Result<SecretString, crate::Fault> {
        match self {
            Self::Given(secret) => Ok(secret.clone()),
            Self::File(path) => Ok(SecretString::from(crate::files::read_private(path)?.trim())),
        }
    }
}

impl std::fmt::Display for TurnUri {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (scheme, transport) = match self.way {
            TurnWay::Udp => ("turn", "udp"),
            TurnWay::Tcp => ("turn", "tcp"),
            TurnWay::Tls => ("turns", "tcp"),
        };
        write!(f, "{scheme}:{}:{}?transport={transport}", self.host, self.port)
    }
}

impl Calls {
    /// `Some(None)` without an address: then nobody can be called.
    #[expect(clippy::option_option, reason = "absent is fine, wrong is not, and both must be told apart")]
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Option<Self>> {
        let turn = section.list("turn", uri);
        let secret = section.optional("secret", secret);
        let file = section.optional_path("secret_file");
        let turn = turn?;
        let twice =
            turn.iter().enumerate().any(|(place, uri)| turn[..place].iter().any(|one| one.way == uri.way));
        if twice {
            section.refuse("turn", Problem::TurnTwice);
            return None;
        }
        let secret = match (secret?, file?) {
            (Some(_), Some(_)) => {
                section.refuse("secret_file", Problem::Twice("`calls.secret`"));
                return None;
            }
            (Some(secret), None) => Some(TurnSecret::Given(secret)),
            (None, Some(file)) => Some(TurnSecret::File(file)),
            (None, None) => None,
        };
        match (turn.is_empty(), secret) {
            (true, None) => Some(None),
            (false, Some(secret)) => Some(Some(Self { turn, secret })),
            (true, Some(_)) => {
                section.refuse("turn", Problem::Missing);
                None
            }
            (false, None) => {
                section.refuse("secret", Problem::Missing);
                None
            }
        }
    }
}

/// A secret that can hardly be guessed: whoever has it may use the relay for whatever they like.
fn secret(text: &str) -> Result<SecretString, Problem> {
    if text.len() < 16 { Err(Problem::WeakSecret) } else { Ok(SecretString::from(text)) }
}

fn uri(text: &str) -> Result<TurnUri, Problem> {
    parsed(text).ok_or(Problem::NotTurn)
}

fn parsed(text: &str) -> Option<TurnUri> {
    let (scheme, rest) = text.split_once(':')?;
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (way, usual) = match (scheme, query) {
        ("turn", "" | "transport=udp") => (TurnWay::Udp, 3478),
        ("turn", "transport=tcp") => (TurnWay::Tcp, 3478),
        ("turns", "" | "transport=tcp") => (TurnWay::Tls, 5349),
        _ => return None,
    };
    let bracketed = place.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (host, port) = if let Some((address, port)) = bracketed {
        address.parse::<std::net::Ipv6Addr>().ok()?;
        (format!("[{address}]"), port)
    } else {
        let (host, port) = place.split_at(place.find(':').unwrap_or(place.len()));
        let name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.');
        (!host.is_empty() && host.chars().all(name)).then_some((host.to_owned(), port))?
    };
    let port = match port.strip_prefix(':') {
        Some(digits) => digits.parse().ok().filter(|port| *port > 0)?,
        None if port.is_empty() => usual,
        None => return None,
    };
    Some(TurnUri { host, port, way })
}

#[cfg(test)]
mod tests {
    use super::{TurnWay, parsed};

    #[test]
    fn addresses_are_those_of_browsers() {
        let told = |text: &str| parsed(text).map(|uri| uri.to_string());
        let udp = "turn:turn.example.org:3478?transport=udp";
        assert_eq!(told("turn:turn.example.org").as_deref(), Some(udp));
        assert_eq!(told(udp).as_deref(), Some(udp));
        assert_eq!(parsed("turn:192.0.2.1:80?transport=tcp").unwrap().way, TurnWay::Tcp);
        let tls = parsed("turns:[2001:db8::1]:443").unwrap();
        assert_eq!((tls.way, tls.port, tls.host.as_str()), (TurnWay::Tls, 443, "[2001:db8::1]"));
        for odd in [
            "turn.example.org",
            "stun:turn.example.org",
            "turn:",
            "turn:a b",
            "turn:x:0",
            "turn:x:99999",
            "turn:x?transport=sctp",
            "turns:x?transport=udp",
            "turn:[nonsense]",
            "https://x",
        ] {
            assert_eq!(parsed(odd), None, "{odd}");
        }
    }
}
