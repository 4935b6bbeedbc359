//! Why a call did not succeed.

use std::time::Duration;

use http::StatusCode;
use serde_json::Value;

/// Why the homeserver did not do as asked. It never holds a URL, since URLs name people and rooms.
#[derive(Debug, thiserror::Error)]
pub enum HomeserverError {
    /// It answered with a refusal. Its words are not repeated: they name people.
    #[error("the homeserver refused with {status} {errcode}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The Matrix error code, or `M_UNKNOWN`.
        errcode: String,
        /// Its words, which are never logged.
        error: String,
        /// How long it asks us to wait.
        retry_after: Option<Duration>,
    },
    /// It did not answer; whether it did the work is unknown.
    #[error("the homeserver did not answer: {0}")]
    Away(String),
    /// It answered with something that is not in the specification.
    #[error("the homeserver gave {0}")]
    Unexpected(&'static str),
}

/// What a call answers.
pub type HomeserverResult<T> = Result<T, HomeserverError>;

impl HomeserverError {
    pub(super) fn away(error: reqwest::Error) -> Self {
        let error = error.without_url();
        let kind = match () {
            () if error.is_timeout() => "time limit",
            () if error.is_connect() => "no connection",
            () => "connection lost",
        };
        Self::Away(kind.to_owned())
    }

    pub(super) fn refused(status: StatusCode, body: &[u8]) -> Self {
        let value: Value = serde_json::from_slice(body).unwrap_or_default();
        let text = |name: &str| value[name].as_str().map(str::to_owned);
        Self::Refused {
            status: status.as_u16(),
            errcode: text("errcode").unwrap_or_else(|| "M_UNKNOWN".to_owned()),
            error: text("error").unwrap_or_else(|| "no reason given".to_owned()),
            retry_after: value["retry_after_ms"].as_u64().map(Duration::from_millis),
        }
    }

    /// Whether this is the refusal `errcode`.
    pub fn is(&self, code: &str) -> bool {
        matches!(self, Self::Refused { errcode, .. } if errcode == code)
    }

    /// The HTTP status of a refusal.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused { status, .. } => Some(*status),
            Self::Away(_) | Self::Unexpected(_) => None,
        }
    }

    /// Whether the same call may succeed later.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Refused { status, .. } => *status == 429 || *status >= 500,
            Self::Away(_) => true,
            Self::Unexpected(_) => false,
        }
    }

    /// How long the homeserver asks us to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Refused { retry_after, .. } => *retry_after,
            Self::Away(_) | Self::Unexpected(_) => None,
        }
    }

    /// A word for logs and the outbox, without anything personal. The store keeps a word without spaces only.
    pub fn code(&self) -> String {
        match self {
            Self::Refused { status, errcode, .. } => format!("{status}:{errcode}"),
            Self::Away(kind) => format!("away:{}", kind.replace(' ', "-")),
            Self::Unexpected(what) => (*what).to_owned(),
        }
    }
}
