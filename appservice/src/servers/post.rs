//! The way out by e-mail.

use std::time::Duration;

use config::{Mail, MailTls};
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::{
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
        extension::ClientId,
    },
};
use secrecy::ExposeSecret as _;

use crate::running::trouble::Trouble;

/// A mail server that says nothing for so long is away.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// Answers to a wrong or missing login: the letter is not to blame, and goes when the operator has mended that.
const LOGIN_REFUSED: [u16; 4] = [530, 534, 535, 538];

/// Sends letters by SMTP. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// Why there is no way out by e-mail. Never repeats a password.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// A file that cannot be read.
    #[error(transparent)]
    File(#[from] config::Fault),
    /// The certificate file cannot be used.
    #[error("mail.ca_file cannot be used: {0}")]
    Certificate(String),
    /// The sender is no address.
    #[error("mail.from is no e-mail address")]
    From,
    /// TLS cannot be set up.
    #[error("TLS to the mail server cannot be set up: {0}")]
    Tls(String),
    /// The mail server does not let us in.
    #[error("the mail server does not take us: {0}")]
    Server(String),
}

impl Post {
    /// Reads what the settings point at; connects to nothing yet.
    pub fn new(mail: &Mail) -> Result<Self, PostError> {
        let from: Address = mail.from.parse().map_err(|_| PostError::From)?;
        let parameters = || {
            let mut parameters = TlsParameters::builder(mail.host.clone());
            if let Some(path) = &mail.ca_file {
                let failed = |what: String| PostError::Certificate(what);
                let pem = std::fs::read(path).map_err(|error| failed(error.to_string()))?;
                let certificate = Certificate::from_pem(&pem).map_err(|error| failed(error.to_string()))?;
                parameters = parameters.add_root_certificate(certificate);
            }
            parameters.build().map_err(|error| PostError::Tls(error.to_string()))
        };
        let tls = match mail.tls {
            MailTls::Tls => Tls::Wrapper(parameters()?),
            MailTls::StartTls => Tls::Required(parameters()?),
            MailTls::None => Tls::None,
        };
        // `dangerous` is that TLS has to be chosen: it is, here.
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(mail.host.clone())
            .port(mail.port)
            .tls(tls)
            .hello_name(ClientId::Domain(from.domain().to_owned()))
            .timeout(Some(TIME_LIMIT));
        if let Some(account) = &mail.account {
            let password = account.password.read()?.expose_secret().to_owned();
            transport = transport.credentials(Credentials::new(account.user.clone(), password));
        }
        Ok(Self { transport: transport.build(), from: Mailbox::new(None, from) })
    }

    /// Sends one letter. `id` becomes its Message-ID, the same at every attempt, so that a letter that was taken before
    /// its answer got lost is recognised as the same one.
    pub(crate) async fn send(&self, to: &str, subject: &str, text: &str, id: &str) -> Result<(), Trouble> {
        let to: Address = to.parse().map_err(|_| Trouble::Poison("smtp:no_address".to_owned()))?;
        // So that no absence note comes back (RFC 3834).
        let automatic =
            HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
        let letter = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(subject)
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .header(ContentType::TEXT_PLAIN)
            .raw_header(automatic)
            .body(text.to_owned())
            .map_err(|_| Trouble::Poison("smtp:no_letter".to_owned()))?;
        self.transport.send(letter).await.map(drop).map_err(|error| trouble(&error))
    }

    /// Connects, greets and logs in.
    pub async fn check(&self) -> Result<(), PostError> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(PostError::Server("it hung up".to_owned())),
            Err(error) => Err(PostError::Server(error.to_string())),
        }
    }
}

/// A refusal for good is poison, anything else passes.
fn trouble(error: &lettre::transport::smtp::Error) -> Trouble {
    let code = error.status().map(u16::from);
    let why = match code {
        Some(code) => format!("smtp:{code}"),
        None if error.is_timeout() => "smtp:timeout".to_owned(),
        None if error.is_tls() => "smtp:tls".to_owned(),
        None => "smtp:unreachable".to_owned(),
    };
    match code {
        Some(code) if error.is_permanent() && !LOGIN_REFUSED.contains(&code) => Trouble::Poison(why),
        _ => Trouble::Passing { why, wait: None },
    }
}
