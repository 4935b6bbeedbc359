//! What a browser gets instead of the homeserver's answer, in the form that Matrix clients understand.

use std::time::Duration;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Why a call did not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is not on the list, or reaches beyond the seeker's own cases.
    Forbidden,
    /// The session is over.
    SignedOut,
    /// Too many calls; how long until the next may come.
    TooMany(Duration),
    /// The body is no JSON.
    NotJson,
    /// The body is too large.
    TooLarge,
    /// As many bytes of files as one account may send in a day.
    DayIsFull,
    /// The homeserver is not there, or did not take the call from us.
    Away,
    /// The homeserver takes too long.
    Late,
}

impl Refused {
    /// A word for the metrics.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Forbidden => "forbidden",
            Self::SignedOut => "signed_out",
            Self::TooMany(_) => "too_many",
            Self::NotJson => "not_json",
            Self::TooLarge => "too_large",
            Self::DayIsFull => "day_is_full",
            Self::Away => "away",
            Self::Late => "late",
        }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (status, errcode, error) = match self {
            Self::Forbidden => (StatusCode::FORBIDDEN, "M_FORBIDDEN", "Not through this door."),
            Self::SignedOut => (StatusCode::UNAUTHORIZED, "M_UNKNOWN_TOKEN", "signed_out"),
            Self::TooMany(wait) => {
                let wait = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
                let body = json!({ "errcode": "M_LIMIT_EXCEEDED", "error": "Too many calls.", "retry_after_ms": wait });
                return (StatusCode::TOO_MANY_REQUESTS, Json(body)).into_response();
            }
            Self::NotJson => (StatusCode::BAD_REQUEST, "M_NOT_JSON", "This is not understood."),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "M_TOO_LARGE", "This is too large."),
            Self::DayIsFull => (StatusCode::PAYLOAD_TOO_LARGE, "ORG.LOTSE.DAY_IS_FULL", "Enough for today."),
            Self::Away => (StatusCode::SERVICE_UNAVAILABLE, "M_UNKNOWN", "busy"),
            Self::Late => (StatusCode::GATEWAY_TIMEOUT, "M_UNKNOWN", "busy"),
        };
        (status, Json(json!({ "errcode": errcode, "error": error }))).into_response()
    }
}
