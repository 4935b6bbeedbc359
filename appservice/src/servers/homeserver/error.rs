//! Why a call did not succeed.

use std::time::Duration;

use http::StatusCode;
use serde_json::Value;

use super::{odd, retry_after};

/// Why the homeserver did not do as asked. It never holds a URL, since URLs name people and rooms.
#[derive(Debug, thiserror::Error)]
pub enum HomeserverError {
    /// It answered with a refusal. Its words are not repeated: they name people.
    #[error("the homeserver refused with {status} {errcode}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The Matrix error code; [`NO_CODE`] where there is none, as in the answers of what stands in front of a homeserver.
        errcode: String,
        /// Its words, which are never logged.
        error: String,
        /// How long it asks us to wait.
        retry_after: Option<Duration>,
    },
    /// It did not answer; whether it did the work is unknown.
    #[error("the homeserver did not answer: {0}")]
    Away(String),
    /// It answered with something that is not in the specification: something in front of it may have answered instead.
    #[error("the homeserver gave {0}")]
    Unexpected(&'static str),
    /// The call itself cannot be made, now or later.
    #[error("a call that cannot be made: {0}")]
    Impossible(&'static str),
}

/// No answer within the time that a call may take.
const TIME_LIMIT: &str = "time limit";

/// Stands for the error code of a refusal that has none.
const NO_CODE: &str = "no-code";

/// The refusals that will not change, from the Matrix specification (client-server API, "Standard error response"): status and
/// error code. Whatever is not in here may be another's answer or a passing state, such as a token that is being changed, a
/// key server that is away (`M_UNAUTHORIZED` on joins), or a page of a proxy.
const FINAL: [(u16, &str); 18] = [
    (400, "M_BAD_JSON"),
    (400, "M_BAD_STATE"),
    (400, "M_EXCLUSIVE"),
    (400, "M_INVALID_PARAM"),
    (400, "M_INVALID_ROOM_STATE"),
    (400, "M_INVALID_SIGNATURE"),
    (400, "M_INVALID_USERNAME"),
    (400, "M_MISSING_PARAM"),
    (400, "M_NOT_JSON"),
    (400, "M_ROOM_IN_USE"),
    (400, "M_UNSUPPORTED_ROOM_VERSION"),
    (400, "M_USER_IN_USE"),
    (403, "M_FORBIDDEN"),
    // Somebody takes no invitations (MSC4380).
    (403, "M_INVITE_BLOCKED"),
    (403, "M_UNSUPPORTED_ROOM_VERSION"),
    (404, "M_NOT_FOUND"),
    // As Synapse says of a room that it does not know.
    (404, "M_UNKNOWN"),
    (413, "M_TOO_LARGE"),
];

/// What a call answers.
pub type HomeserverResult<T> = Result<T, HomeserverError>;

impl HomeserverError {
    pub(super) fn away(error: reqwest::Error) -> Self {
        let error = error.without_url();
        let kind = match () {
            () if error.is_timeout() => TIME_LIMIT,
            () if error.is_connect() => "no connection",
            () => "connection lost",
        };
        Self::Away(kind.to_owned())
    }

    /// `wait` is what the answer's head asks for; what its body says goes before it, since it is more exact.
    pub(super) fn refused(status: StatusCode, wait: Option<Duration>, body: &[u8]) -> Self {
        let value: Value = serde_json::from_slice(body).unwrap_or_default();
        let text = |name: &str| value[name].as_str().map(str::to_owned);
        Self::Refused {
            status: status.as_u16(),
            errcode: text("errcode").unwrap_or_else(|| NO_CODE.to_owned()),
            error: text("error").unwrap_or_else(|| "no reason given".to_owned()),
            retry_after: retry_after::in_body(&value).or(wait),
        }
    }

    /// An answer that is out of specification, noted for the operator.
    pub(super) fn unexpected(what: &'static str) -> Self {
        Self::Unexpected(what).note(what)
    }

    /// Whether this is the refusal `code`. One that is final counts with the status that the specification gives it alone: a
    /// proxy may repeat the body of another's answer under a status of its own.
    pub fn is(&self, code: &str) -> bool {
        let known = FINAL.iter().any(|(_, known)| *known == code);
        matches!(self, Self::Refused { status, errcode, .. }
            if errcode == code && (!known || FINAL.contains(&(*status, code))))
    }

    /// Whether this is the refusal `code` with this status, final or not.
    pub fn is_with(&self, wanted: u16, code: &str) -> bool {
        matches!(self, Self::Refused { status, errcode, .. } if *status == wanted && errcode == code)
    }

    /// Whether the homeserver is there, and had no answer in time.
    pub(super) fn is_out_of_time(&self) -> bool {
        matches!(self, Self::Away(why) if why == TIME_LIMIT)
    }

    /// Whether an identical call is being worked on. It has no code of its own.
    pub(super) fn is_under_way(&self) -> bool {
        matches!(self, Self::Refused { status: 409, .. })
    }

    /// Whether the homeserver itself says that our token may not do this: it is nobody's, or has not the right.
    pub fn is_without_right(&self) -> bool {
        self.is("M_FORBIDDEN") || self.is_with(401, "M_UNKNOWN_TOKEN") || self.is_with(401, "M_MISSING_TOKEN")
    }

    /// Whether the same call may succeed later: final is only what the specification names.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Refused { status, errcode, .. } => !FINAL.contains(&(*status, errcode.as_str())),
            Self::Away(_) | Self::Unexpected(_) => true,
            Self::Impossible(_) => false,
        }
    }

    /// Whether the homeserver itself, and not something in front of it, says that there is no such thing or no right to it.
    pub fn is_gone_or_forbidden(&self) -> bool {
        self.is("M_NOT_FOUND") || self.is("M_FORBIDDEN")
    }

    /// Whether a room that we were asked into is not there for us: Synapse says `M_UNKNOWN` where no server is known that is in
    /// it, or where its id is none.
    pub fn is_no_room(&self) -> bool {
        self.is_gone_or_forbidden()
            || self.is("M_UNKNOWN")
            || self.is_with(400, "M_UNKNOWN")
            || self.is("M_UNSUPPORTED_ROOM_VERSION")
            || self.is_with(400, "M_INCOMPATIBLE_ROOM_VERSION")
    }

    /// Whether something that is no homeserver seems to have answered, or none that knows us.
    fn is_odd(&self) -> bool {
        match self {
            Self::Refused { status, errcode, .. } => {
                // A 409 has no code of its own: an identical call is being worked on.
                *status == 401 || (*status < 500 && !matches!(status, 409 | 429) && errcode == NO_CODE)
            }
            Self::Unexpected(_) => true,
            Self::Away(_) | Self::Impossible(_) => false,
        }
    }

    /// Counts answers that an operator must hear of, since they are waited out. `call` is the kind of call, without ids.
    pub(super) fn note(self, call: &str) -> Self {
        if self.is_odd() {
            odd::note(call, &self.code());
        }
        self
    }

    /// How long the homeserver asks us to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Refused { retry_after, .. } => *retry_after,
            Self::Away(_) | Self::Unexpected(_) | Self::Impossible(_) => None,
        }
    }

    /// A word for logs and the outbox, without anything personal. The store keeps a word without spaces only.
    pub fn code(&self) -> String {
        match self {
            Self::Refused { status, errcode, .. } => format!("{status}:{errcode}"),
            Self::Away(kind) => format!("away:{}", kind.replace(' ', "-")),
            Self::Unexpected(what) | Self::Impossible(what) => what.replace(' ', "-"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_specification_names_is_final() {
        for (status, body, passing) in [
            (404, r#"{"errcode":"M_NOT_FOUND","error":"no such room"}"#, false),
            (403, r#"{"errcode":"M_FORBIDDEN"}"#, false),
            (413, r#"{"errcode":"M_TOO_LARGE"}"#, false),
            (404, "404 page not found", true),
            (404, r#"{"errcode":"M_UNRECOGNIZED"}"#, true),
            (403, "<html><h1>Forbidden</h1></html>", true),
            (403, "{}", true),
            (401, r#"{"errcode":"M_UNKNOWN_TOKEN"}"#, true),
            (400, r#"{"errcode":"M_UNAUTHORIZED","error":"Failed to find any key"}"#, true),
            (400, "", true),
            (429, r#"{"errcode":"M_LIMIT_EXCEEDED"}"#, true),
            (502, r#"{"errcode":"M_UNKNOWN"}"#, true),
            (502, r#"{"errcode":"M_NOT_FOUND"}"#, true),
        ] {
            let refused =
                HomeserverError::refused(StatusCode::from_u16(status).unwrap(), None, body.as_bytes());
            assert_eq!(refused.is_passing(), passing, "{status} {body}");
        }
        assert!(HomeserverError::Unexpected("a page").is_passing());
    }

    fn refused(status: u16, errcode: &str) -> HomeserverError {
        let body = format!(r#"{{"errcode":"{errcode}"}}"#);
        HomeserverError::refused(StatusCode::from_u16(status).unwrap(), None, body.as_bytes())
    }

    #[test]
    fn a_wait_is_honoured_wherever_it_stands() {
        let wait = |head: Option<u64>, body: &str| {
            let head = head.map(Duration::from_secs);
            HomeserverError::refused(StatusCode::TOO_MANY_REQUESTS, head, body.as_bytes()).retry_after()
        };
        assert_eq!(wait(Some(7), "<h1>Too many requests</h1>"), Some(Duration::from_secs(7)));
        assert_eq!(wait(Some(7), r#"{"retry_after_ms":6500}"#), Some(Duration::from_millis(6500)));
        assert_eq!(wait(None, "{}"), None);
    }

    #[test]
    fn a_code_counts_with_its_own_status_alone() {
        assert!(refused(404, "M_NOT_FOUND").is("M_NOT_FOUND"));
        assert!(!refused(502, "M_NOT_FOUND").is("M_NOT_FOUND"));
        assert!(!refused(502, "M_FORBIDDEN").is_gone_or_forbidden());
        assert!(!refused(429, "M_USER_IN_USE").is("M_USER_IN_USE"));
        assert!(!refused(503, "M_UNKNOWN").is("M_UNKNOWN"));
        assert!(refused(400, "M_UNKNOWN_POS").is("M_UNKNOWN_POS"), "what is not final is named by its code");
        assert!(
            refused(403, "M_FORBIDDEN").is_without_right()
                && refused(401, "M_UNKNOWN_TOKEN").is_without_right()
        );
        assert!(!refused(403, NO_CODE).is_without_right() && !refused(401, "M_UNKNOWN").is_without_right());
        assert!(!refused(502, "M_UNKNOWN_TOKEN").is_without_right());
    }

    #[test]
    fn only_what_speaks_of_the_room_says_that_there_is_none() {
        for (status, errcode, no_room) in [
            (404, "M_NOT_FOUND", true),
            (403, "M_FORBIDDEN", true),
            (404, "M_UNKNOWN", true),
            (400, "M_UNKNOWN", true),
            (400, "M_UNSUPPORTED_ROOM_VERSION", true),
            // Of our call, and not of the room: whoever knocks is not dropped for it.
            (400, "M_BAD_JSON", false),
            (400, "M_NOT_JSON", false),
            (400, "M_INVALID_PARAM", false),
            (400, "M_UNAUTHORIZED", false),
            (502, "M_UNKNOWN", false),
            (502, "M_NOT_FOUND", false),
        ] {
            assert_eq!(refused(status, errcode).is_no_room(), no_room, "{status} {errcode}");
        }
    }
}
