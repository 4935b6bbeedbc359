//! Headers of every answer, refusals included.

use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::Response;

/// What a page may use of the device.
pub(crate) const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");

/// On the page of the chat, where people may speak with one another; the browser asks before it listens or looks.
pub(crate) const MAY_SPEAK: &str =
    "camera=(self), display-capture=(), geolocation=(), microphone=(self), payment=(), usb=()";

const MAY_NOTHING: &str = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

/// Nothing is guessed, kept, passed on or loaded, and no other page shares a window or a process with ours; pages that
/// need more say so themselves.
const ALWAYS: [(HeaderName, &str); 8] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (CACHE_CONTROL, "no-store"),
    (REFERRER_POLICY, "no-referrer"),
    (PERMISSIONS, MAY_NOTHING),
    (CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Adds what a handler has not set itself.
pub(crate) async fn set(mut response: Response) -> Response {
    for (name, value) in ALWAYS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}
