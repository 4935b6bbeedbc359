//! Answers of the API.

use appservice::accounts::Refusal;
use axum::Json;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::cookie;

/// What a handler gives.
pub(super) type Answer = Result<Response, Refused>;

/// A refusal on its way to the page.
#[derive(Debug)]
pub(super) struct Refused(Refusal);

impl<R: Into<Refusal>> From<R> for Refused {
    fn from(refusal: R) -> Self {
        Self(refusal.into())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = match self.0 {
            Refusal::Refused
            | Refusal::Unserved
            | Refusal::Nobody
            | Refusal::DateGone
            | Refusal::Full
            | Refusal::Elsewhere
            | Refusal::Link => StatusCode::CONFLICT,
            Refusal::Wrong | Refusal::SignedOut => StatusCode::UNAUTHORIZED,
            Refusal::Proof | Refusal::Bad | Refusal::Address | Refusal::Code => StatusCode::BAD_REQUEST,
            Refusal::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Refusal::TooMany | Refusal::DayIsFull => StatusCode::TOO_MANY_REQUESTS,
            Refusal::Unknown => StatusCode::NOT_FOUND,
        };
        let mut response = (status, Json(json!({ "error": self.0.code() }))).into_response();
        if self.0 == Refusal::SignedOut {
            response.headers_mut().insert(SET_COOKIE, cookie::SEEKER.gone());
        }
        response
    }
}

/// Done, and nothing to say.
pub(super) fn nothing() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

/// Signed out: nothing of the session stays in the browser.
pub(super) fn signed_out() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    response.headers_mut().insert(SET_COOKIE, cookie::SEEKER.gone());
    response.headers_mut().insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    response
}
