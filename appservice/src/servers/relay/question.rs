//! Questions to a TURN server (RFC 8656), as far as it takes to ask for a place and to give it back.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::{Digest as _, Md5};
use sha1::Sha1;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpStream, UdpSocket},
};

use crate::running::entropy;

const COOKIE: u32 = 0x2112_A442;

const ALLOCATE: u16 = 0x0003;
const REFRESH: u16 = 0x0004;
const PERMIT: u16 = 0x0008;
const SUCCESS: u16 = 0x0100;
const REFUSAL: u16 = 0x0110;

const USERNAME: u16 = 0x0006;
const INTEGRITY: u16 = 0x0008;
const ERROR_CODE: u16 = 0x0009;
const LIFETIME: u16 = 0x000D;
const PEER: u16 = 0x0012;
const REALM: u16 = 0x0014;
const NONCE: u16 = 0x0015;
const RELAYED: u16 = 0x0016;
const TRANSPORT: u16 = 0x0019;

/// Datagrams get lost.
const AGAIN: Duration = Duration::from_millis(700);

/// What it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// A place, at this address.
    Place(SocketAddr),
    /// It is done.
    Done,
    /// A refusal with its code.
    Refused(u16),
}

/// A way to a TURN server, over which one thing is asked after another.
pub(super) struct Line {
    way: Way,
    known: Option<Known>,
}

enum Way {
    Udp(UdpSocket),
    Tcp(TcpStream),
}

/// Who asks, once that is settled.
struct Known {
    username: String,
    realm: Vec<u8>,
    nonce: Vec<u8>,
    key: [u8; 16],
}

impl Line {
    pub(super) async fn udp(to: (&str, u16)) -> io::Result<Self> {
        let to = tokio::net::lookup_host(to).await?.next().ok_or(io::ErrorKind::NotFound)?;
        let from: IpAddr =
            if to.is_ipv4() { Ipv4Addr::UNSPECIFIED.into() } else { Ipv6Addr::UNSPECIFIED.into() };
        let socket = UdpSocket::bind((from, 0)).await?;
        socket.connect(to).await?;
        Ok(Self { way: Way::Udp(socket), known: None })
    }

    pub(super) async fn tcp(to: (&str, u16)) -> io::Result<Self> {
        Ok(Self { way: Way::Tcp(TcpStream::connect(to).await?), known: None })
    }

    /// Asks for a place.
    pub(super) async fn allocate(&mut self, username: &str, password: &str) -> io::Result<Told> {
        let udp = (TRANSPORT, vec![17, 0, 0, 0]);
        let first = self.ask(ALLOCATE, std::slice::from_ref(&udp)).await?;
        let (Some(realm), Some(nonce)) = (first.part(REALM), first.part(NONCE)) else {
            return Ok(first.told());
        };
        let (realm, nonce) = (realm.to_vec(), nonce.to_vec());
        let key = Md5::new()
            .chain_update(username)
            .chain_update(":")
            .chain_update(&realm)
            .chain_update(":")
            .chain_update(password)
            .finalize();
        self.known = Some(Known { username: username.to_owned(), realm, nonce, key: key.into() });
        Ok(self.ask(ALLOCATE, &[udp]).await?.told())
    }

    /// Asks whether something may be sent to `peer`.
    pub(super) async fn permit(&mut self, peer: SocketAddr) -> io::Result<Told> {
        Ok(self.ask(PERMIT, &[(PEER, hidden(peer))]).await?.told())
    }

    /// Gives the place back.
    pub(super) async fn release(&mut self) -> io::Result<()> {
        self.ask(REFRESH, &[(LIFETIME, vec![0; 4])]).await.map(drop)
    }

    async fn ask(&mut self, kind: u16, parts: &[(u16, Vec<u8>)]) -> io::Result<Answer> {
        let number: [u8; 12] = entropy::bytes();
        let question = question(kind, number, parts, self.known.as_ref());
        match &mut self.way {
            Way::Udp(socket) => loop {
                socket.send(&question).await?;
                let mut heard = [0; 2_048];
                let Ok(length) = tokio::time::timeout(AGAIN, socket.recv(&mut heard)).await else { continue };
                if let Some(answer) = Answer::of(&heard[..length?], number) {
                    return Ok(answer);
                }
            },
            Way::Tcp(stream) => {
                stream.write_all(&question).await?;
                let mut heard = vec![0; 20];
                stream.read_exact(&mut heard).await?;
                let more = usize::from(u16::from_be_bytes([heard[2], heard[3]]));
                heard.resize(20 + more, 0);
                stream.read_exact(&mut heard[20..]).await?;
                Answer::of(&heard, number).ok_or_else(|| io::ErrorKind::InvalidData.into())
            }
        }
    }
}

fn question(kind: u16, number: [u8; 12], parts: &[(u16, Vec<u8>)], known: Option<&Known>) -> Vec<u8> {
    let mut body = Vec::new();
    for (kind, value) in parts {
        add(&mut body, *kind, value);
    }
    let head = |length: usize| {
        let length = u16::try_from(length).unwrap_or(u16::MAX);
        [&kind.to_be_bytes()[..], &length.to_be_bytes(), &COOKIE.to_be_bytes(), &number].concat()
    };
    if let Some(known) = known {
        add(&mut body, USERNAME, known.username.as_bytes());
        add(&mut body, REALM, &known.realm);
        add(&mut body, NONCE, &known.nonce);
        // The length counts the part that is made of everything before it.
        let mut mac = Hmac::<Sha1>::new_from_slice(&known.key).expect("a key of any length will do");
        mac.update(&head(body.len() + 24));
        mac.update(&body);
        add(&mut body, INTEGRITY, &mac.finalize().into_bytes());
    }
    [head(body.len()), body].concat()
}

fn add(body: &mut Vec<u8>, kind: u16, value: &[u8]) {
    body.extend(kind.to_be_bytes());
    body.extend(u16::try_from(value.len()).unwrap_or(u16::MAX).to_be_bytes());
    body.extend(value);
    body.resize(body.len().next_multiple_of(4), 0);
}

/// An address as it stands in a question, where no router between rewrites it.
fn hidden(address: SocketAddr) -> Vec<u8> {
    let cookie = COOKIE.to_be_bytes();
    let port = address.port() ^ u16::from_be_bytes([cookie[0], cookie[1]]);
    let IpAddr::V4(ip) = address.ip() else { return Vec::new() };
    let ip: Vec<u8> = ip.octets().iter().zip(cookie).map(|(byte, mask)| byte ^ mask).collect();
    [&[0, 1][..], &port.to_be_bytes(), &ip].concat()
}

struct Answer {
    kind: u16,
    number: [u8; 12],
    parts: Vec<(u16, Vec<u8>)>,
}

impl Answer {
    /// The answer to the question with this number, if it is one.
    fn of(heard: &[u8], number: [u8; 12]) -> Option<Self> {
        let (head, mut rest) = heard.split_at_checked(20)?;
        if head[4..8] != COOKIE.to_be_bytes() || head[8..] != number {
            return None;
        }
        let mut parts = Vec::new();
        while let [kind, of_kind, length, of_length, more @ ..] = rest {
            let length = usize::from(u16::from_be_bytes([*length, *of_length]));
            let value = more.get(..length)?;
            parts.push((u16::from_be_bytes([*kind, *of_kind]), value.to_vec()));
            rest = more.get(length.next_multiple_of(4)..).unwrap_or_default();
        }
        Some(Self { kind: u16::from_be_bytes([head[0], head[1]]), number, parts })
    }

    fn part(&self, kind: u16) -> Option<&[u8]> {
        self.parts.iter().find(|(known, _)| *known == kind).map(|(_, value)| value.as_slice())
    }

    fn told(&self) -> Told {
        if self.kind & REFUSAL == REFUSAL {
            let code = self.part(ERROR_CODE).and_then(|value| Some((*value.get(2)?, *value.get(3)?)));
            return Told::Refused(
                code.map_or(0, |(hundreds, rest)| u16::from(hundreds) * 100 + u16::from(rest)),
            );
        }
        match self.part(RELAYED).and_then(|value| self.shown(value)) {
            Some(place) if self.kind == ALLOCATE | SUCCESS => Told::Place(place),
            _ if self.kind & REFUSAL == SUCCESS => Told::Done,
            _ => Told::Refused(0),
        }
    }

    fn shown(&self, value: &[u8]) -> Option<SocketAddr> {
        let mask = [&COOKIE.to_be_bytes()[..], &self.number].concat();
        let port =
            u16::from_be_bytes([*value.get(2)?, *value.get(3)?]) ^ u16::from_be_bytes([mask[0], mask[1]]);
        let bytes: Vec<u8> = value.get(4..)?.iter().zip(mask).map(|(byte, mask)| byte ^ mask).collect();
        let ip = match value.get(1)? {
            1 => IpAddr::from(<[u8; 4]>::try_from(bytes).ok()?),
            2 => IpAddr::from(<[u8; 16]>::try_from(bytes).ok()?),
            _ => return None,
        };
        Some(SocketAddr::new(ip, port))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(kind: u16, parts: &[(u16, Vec<u8>)]) -> Answer {
        Answer::of(&question(kind, [7; 12], parts, None), [7; 12]).unwrap()
    }

    #[test]
    fn an_address_comes_back_as_it_went() {
        let place: SocketAddr = "192.0.2.7:49152".parse().unwrap();
        assert_eq!(answer(ALLOCATE | SUCCESS, &[(RELAYED, hidden(place))]).told(), Told::Place(place));
    }

    #[test]
    fn refusals_have_their_codes_and_nonsense_is_none() {
        let refused = answer(ALLOCATE | REFUSAL, &[(ERROR_CODE, vec![0, 0, 4, 1])]);
        assert_eq!(refused.told(), Told::Refused(401));
        assert_eq!(answer(PERMIT | SUCCESS, &[]).told(), Told::Done);
        assert_eq!(answer(ALLOCATE | REFUSAL, &[(ERROR_CODE, vec![0])]).told(), Told::Refused(0));
        let whole = question(ALLOCATE, [7; 12], &[(REALM, b"lotse".to_vec())], None);
        assert!(Answer::of(&whole, [8; 12]).is_none(), "the answer to another question");
        for short in 0..whole.len() {
            let heard = Answer::of(&whole[..short], [7; 12]);
            assert!(heard.is_none_or(|heard| heard.parts.len() <= 1), "{short}");
        }
    }
}
