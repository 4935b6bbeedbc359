//! Small values, parsed at the door.

use std::net::SocketAddr;
use std::path::PathBuf;

use url::Url;

use crate::fault::Problem;

/// An `http://` or `https://` address; a path is kept, credentials, query and fragment are refused.
pub fn http_url(text: &str) -> Result<Url, Problem> {
    let url = Url::parse(text).map_err(|_| Problem::NotHttp)?;
    let plain = url.username().is_empty() && url.password().is_none();
    let whole = url.query().is_none() && url.fragment().is_none();
    if matches!(url.scheme(), "http" | "https") && url.has_host() && plain && whole {
        Ok(url)
    } else {
        Err(Problem::NotHttp)
    }
}

/// An address for people to open: like [`http_url`], but query and fragment are welcome.
pub(crate) fn page_url(text: &str) -> Result<Url, Problem> {
    let url = Url::parse(text).map_err(|_| Problem::NotHttp)?;
    if matches!(url.scheme(), "http" | "https") && url.has_host() { Ok(url) } else { Err(Problem::NotHttp) }
}

/// An address that links begin with: `https://`, without credentials, query and fragment.
pub(crate) fn public_url(text: &str) -> Result<Url, Problem> {
    http_url(text).ok().filter(|url| url.scheme() == "https").ok_or(Problem::NotHttps)
}

/// `yes` or `no`.
pub(crate) fn yes_or_no(text: &str) -> Result<bool, Problem> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Problem::NotOneOf("`yes`, `no`")),
    }
}

/// A Matrix server name by the grammar of the specification: a host and maybe a port.
pub(crate) fn server_name(text: &str) -> Result<String, Problem> {
    let bracketed = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (is_host, port) = if let Some((address, port)) = bracketed {
        (address.parse::<std::net::Ipv6Addr>().is_ok(), port)
    } else {
        let (host, port) = text.split_at(text.find(':').unwrap_or(text.len()));
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
        (!host.is_empty() && host.len() <= 230 && host.chars().all(allowed), port)
    };
    let is_port = port.is_empty()
        || port.strip_prefix(':').is_some_and(|digits| {
            digits.bytes().all(|digit| digit.is_ascii_digit()) && digits.parse::<u16>().is_ok()
        });
    if is_host && is_port { Ok(text.to_owned()) } else { Err(Problem::NotServerName) }
}

/// A localpart, or the beginning of one, of a Matrix user.
pub(crate) fn localpart(text: &str) -> Result<String, Problem> {
    let allowed = |c: char| {
        c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '=' | '/' | '+' | '-')
    };
    if !text.is_empty() && text.len() <= 100 && text.chars().all(allowed) {
        Ok(text.to_owned())
    } else {
        Err(Problem::NotLocalpart)
    }
}

/// An address to listen on.
pub(crate) fn socket(text: &str) -> Result<SocketAddr, Problem> {
    text.parse().map_err(|_| Problem::NotSocket)
}

/// A text that says something.
pub(crate) fn words(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() { Err(Problem::Empty) } else { Ok(text.to_owned()) }
}

/// A path; whether anything is there is seen when it is opened.
pub(crate) fn path(text: &str) -> Result<PathBuf, Problem> {
    if text.is_empty() { Err(Problem::Empty) } else { Ok(PathBuf::from(text)) }
}
