//! The one cookie: a session's secret, for this host alone, out of reach of scripts.

use appservice::accounts::Secret;
use axum::http::header::{COOKIE, InvalidHeaderValue};
use axum::http::{HeaderMap, HeaderValue};

/// Takes the cookie away.
pub(super) const GONE: &str = "__Host-lotse=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict";

/// What the browser shows.
pub(crate) fn shown(headers: &HeaderMap) -> Option<Secret> {
    let lines = headers.get_all(COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let mut cookies = lines.flat_map(|line| line.split(';')).map(str::trim);
    cookies.find_map(|cookie| Secret::parse(cookie.strip_prefix("__Host-lotse=")?))
}

/// What the browser gets.
pub(super) fn given(secret: &Secret) -> Result<HeaderValue, InvalidHeaderValue> {
    let cookie = format!("__Host-lotse={}; Path=/; Secure; HttpOnly; SameSite=Strict", secret.expose());
    let mut value = HeaderValue::from_str(&cookie)?;
    value.set_sensitive(true);
    Ok(value)
}
