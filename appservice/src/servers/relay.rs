//! The relay through which people speak with one another: a TURN server that believes whoever has a password made with the secret
//! it shares with us (`use-auth-secret` of coturn, draft-uberti-behave-turn-rest).

mod question;

use std::{net::SocketAddr, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use config::{Calls, TurnUri, TurnWay};
use hmac::{Hmac, KeyInit as _, Mac as _};
use routing::{Span, Timestamp};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use sha1::Sha1;

use self::question::{Line, Told};
use crate::running::entropy;

/// How long a pass lets somebody begin: a talk lasts no longer as a rule, and a network that changes in it needs another beginning.
/// What was begun goes on.
const PASS: Span = Span::hours(1);

/// How long the relay may take to answer when it is examined.
const PATIENCE: Duration = Duration::from_secs(5);

/// The relay. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct Relay {
    uris: Vec<TurnUri>,
    secret: SecretString,
}

/// What lets a browser use the relay, as clients take it from `/voip/turnServer`. It names nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pass {
    username: String,
    password: String,
    /// In seconds.
    ttl: i64,
    uris: Vec<String>,
}

/// What was found at one address of the relay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Examined {
    /// It gives a place, and passes nothing on to this machine.
    Fine,
    /// It gives a place, and would pass on to addresses of its own machine or network.
    Open,
    /// It gives a place at an address that is nowhere else.
    Inside(SocketAddr),
    /// It answers, but is asked by TLS here no further.
    Reached,
    /// It takes no password of ours.
    Refused,
    /// It has no place left.
    Full,
    /// It answers something else; the code of its refusal, or 0.
    Odd(u16),
    /// It does not answer.
    Away(String),
}

impl Relay {
    /// As the settings say; reads the file of the secret.
    pub fn new(calls: &Calls) -> Result<Self, config::Fault> {
        Ok(Self { uris: calls.turn.clone(), secret: calls.secret.read()? })
    }

    /// A pass for somebody, under a name that was made up for it alone.
    pub fn pass(&self, now: Timestamp) -> Pass {
        let username = format!("{}:{}", now.plus(PASS).millis() / 1_000, entropy::word());
        let password = self.password(&username);
        let uris = self.uris.iter().map(ToString::to_string).collect();
        Pass { username, password, ttl: PASS.millis() / 1_000, uris }
    }

    fn password(&self, username: &str) -> String {
        let mut mac = Hmac::<Sha1>::new_from_slice(self.secret.expose_secret().as_bytes())
            .expect("a key of any length will do");
        mac.update(username.as_bytes());
        STANDARD.encode(mac.finalize().into_bytes())
    }

    /// Asks for a place at each address, as a browser does, and gives it back.
    pub async fn examine(&self, now: Timestamp) -> Vec<(String, Examined)> {
        let mut found = Vec::new();
        for uri in &self.uris {
            let asked = tokio::time::timeout(PATIENCE, self.ask(uri, now)).await;
            let asked = asked.unwrap_or_else(|_| Ok(Examined::Away("it says nothing".to_owned())));
            let asked = asked.unwrap_or_else(|error| Examined::Away(error.to_string()));
            found.push((uri.to_string(), asked));
        }
        found
    }

    async fn ask(&self, uri: &TurnUri, now: Timestamp) -> std::io::Result<Examined> {
        let host = uri.host.trim_matches(['[', ']']);
        let mut line = match uri.way {
            TurnWay::Udp => Line::udp((host, uri.port)).await?,
            TurnWay::Tcp => Line::tcp((host, uri.port)).await?,
            TurnWay::Tls => {
                tokio::net::TcpStream::connect((host, uri.port)).await?;
                return Ok(Examined::Reached);
            }
        };
        let pass = self.pass(now);
        let place = match line.allocate(&pass.username, &pass.password).await? {
            Told::Place(place) => place,
            Told::Refused(401) => return Ok(Examined::Refused),
            Told::Refused(486 | 508) => return Ok(Examined::Full),
            Told::Refused(code) => return Ok(Examined::Odd(code)),
            Told::Done => return Ok(Examined::Odd(0)),
        };
        let own = SocketAddr::from(([127, 0, 0, 1], 9));
        let private = SocketAddr::from(([10, 0, 0, 1], 9));
        let mut open = false;
        for peer in [own, private] {
            open |= line.permit(peer).await? == Told::Done;
        }
        line.release().await?;
        Ok(match place {
            place if !is_public(place) => Examined::Inside(place),
            _ if open => Examined::Open,
            _ => Examined::Fine,
        })
    }
}

/// Whether browsers elsewhere could send something there.
fn is_public(place: SocketAddr) -> bool {
    match place {
        SocketAddr::V4(v4) => {
            let ip = v4.ip();
            !(ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified())
        }
        SocketAddr::V6(v6) => {
            let ip = v6.ip();
            !(ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local())
        }
    }
}

#[cfg(test)]
mod tests {
    use routing::Timestamp;
    use secrecy::SecretString;

    use super::Relay;

    fn relay() -> Relay {
        Relay { uris: Vec::new(), secret: SecretString::from("north") }
    }

    #[test]
    fn a_pass_holds_for_an_hour_and_names_nobody() {
        let now = Timestamp::from_millis(1_700_000_000_000);
        let (one, other) = (relay().pass(now), relay().pass(now));
        assert_eq!(one.ttl, 3_600);
        let (until, name) = one.username.split_once(':').unwrap();
        assert_eq!(until, "1700003600");
        assert!(name.len() == 26 && name.chars().all(|letter| letter.is_ascii_alphanumeric()), "{name}");
        assert_ne!(one.username, other.username, "the same person is told apart from themselves");
        assert!(!format!("{:?}", relay()).contains("north"));
    }

    #[test]
    fn a_password_is_what_turn_servers_reckon() {
        // By `printf '1700003600:name' | openssl dgst -sha1 -hmac north -binary | base64`.
        assert_eq!(relay().password("1700003600:name"), "mJxOEmqQKRVrj7hmPqLB/4WNw80=");
    }
}
