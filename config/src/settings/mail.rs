//! `[mail]`

use std::net::IpAddr;
use std::path::PathBuf;

use secrecy::SecretString;

use crate::document::Document;
use crate::fault::Problem;
use crate::section::Section;
use crate::value;

/// The server that takes e-mails.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is protected.
    pub tls: MailTls,
    /// The account there, if it wants one.
    pub account: Option<MailAccount>,
    /// The sender of every e-mail.
    pub from: String,
    /// A certificate (PEM) that is trusted beside those of the system.
    pub ca_file: Option<PathBuf>,
}

/// How the way to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailTls {
    /// TLS from the first byte.
    Tls,
    /// TLS after the greeting; without it nothing is sent.
    StartTls,
    /// None: only on loopback.
    None,
}

/// Who we are to the mail server.
#[derive(Debug, Clone)]
pub struct MailAccount {
    /// The name.
    pub user: String,
    /// The password, if it stands in the settings.
    pub password: MailPassword,
}

/// Where the password is.
#[derive(Debug, Clone)]
pub enum MailPassword {
    /// Here.
    Given(SecretString),
    /// In this file, of mode 0600.
    File(PathBuf),
}

impl MailPassword {
    /// The password itself; reads its file. Refuses a file that others may read.
    pub fn read(&self) -> Result<SecretString, crate::Fault> {
        match self {
            Self::Given(password) => Ok(password.clone()),
            Self::File(path) => {
                let text = crate::files::read_private(path)?;
                Ok(SecretString::from(text.trim_end_matches(['\n', '\r'])))
            }
        }
    }
}

impl Mail {
    /// `Some(None)` without a host: then no e-mail is sent.
    #[expect(clippy::option_option, reason = "absent is fine, wrong is not, and both must be told apart")]
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Option<Self>> {
        let host = section.optional("host", host);
        let tls = section.or("tls", "starttls", tls);
        let usual = if tls == Some(MailTls::Tls) { 465 } else { 587 };
        let port = section.whole("port", usual, 1..=65535);
        let user = section.optional("user", value::words);
        let password = section.optional("password", |text| Ok(SecretString::from(text)));
        let password_file = section.optional_path("password_file");
        let from = section.optional("from", address);
        let ca_file = section.optional_path("ca_file");
        let account = match (user?, password?, password_file?) {
            (None, None, None) => None,
            (Some(user), Some(password), None) => {
                Some(MailAccount { user, password: MailPassword::Given(password) })
            }
            (Some(user), None, Some(file)) => Some(MailAccount { user, password: MailPassword::File(file) }),
            (None, ..) => {
                section.refuse("user", Problem::Missing);
                return None;
            }
            (Some(_), None, None) => {
                section.refuse("password", Problem::Missing);
                return None;
            }
            (Some(_), Some(_), Some(_)) => {
                section.refuse("password_file", Problem::Twice("`mail.password`"));
                return None;
            }
        };
        let Some(host) = host? else { return Some(None) };
        let Some(from) = from? else {
            section.refuse("from", Problem::Missing);
            return None;
        };
        Some(Some(Self { host, port: port?, tls: tls?, account, from, ca_file: ca_file? }))
    }

    pub(crate) fn check(&self, document: &mut Document) {
        let loopback = self.host == "localhost"
            || self
                .host
                .trim_matches(['[', ']'])
                .parse::<IpAddr>()
                .is_ok_and(|address| address.is_loopback());
        if self.tls == MailTls::None && !loopback {
            document.fault("mail.tls", Problem::PlainMail);
        }
    }
}

fn host(text: &str) -> Result<String, Problem> {
    let name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | ':' | '[' | ']');
    if !text.is_empty() && text.chars().all(name) { Ok(text.to_owned()) } else { Err(Problem::NotHost) }
}

fn tls(text: &str) -> Result<MailTls, Problem> {
    match text {
        "tls" => Ok(MailTls::Tls),
        "starttls" => Ok(MailTls::StartTls),
        "none" => Ok(MailTls::None),
        _ => Err(Problem::NotOneOf("`starttls`, `tls`, `none`")),
    }
}

/// An e-mail address by its form; whether somebody is there, the mail server knows.
pub(super) fn address(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    let fine = |part: &str| {
        !part.is_empty() && !part.chars().any(|letter| letter.is_whitespace() || "<>,;:\"()".contains(letter))
    };
    match text.rsplit_once('@') {
        Some((local, domain)) if fine(local) && !local.contains('@') && fine(domain) => Ok(text.to_owned()),
        _ => Err(Problem::NotMailAddress),
    }
}
