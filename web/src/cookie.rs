//! Cookies: a session's secret each, for this host alone, out of reach of scripts and of other sites.

use appservice::accounts::Secret;
use axum::http::header::{COOKIE, InvalidHeaderValue};
use axum::http::{HeaderMap, HeaderValue};

/// One of our cookies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cookie(&'static str);

/// Of a seeker's session at the portal.
pub(crate) const SEEKER: Cookie = Cookie("__Host-lotse");
/// Of the staff's session at the desk.
pub(crate) const DESK: Cookie = Cookie("__Host-lotse-desk");
/// Of a browser that is to be signed in at the desk.
pub(crate) const KNOCK: Cookie = Cookie("__Host-lotse-knock");
/// Of a browser that is to touch a passkey.
pub(crate) const TOUCH: Cookie = Cookie("__Host-lotse-touch");

impl Cookie {
    /// What the browser shows.
    pub(crate) fn shown(self, headers: &HeaderMap) -> Option<Secret> {
        let lines = headers.get_all(COOKIE).into_iter().filter_map(|line| line.to_str().ok());
        let mut cookies = lines.flat_map(|line| line.split(';')).map(str::trim);
        cookies.find_map(|cookie| Secret::parse(cookie.strip_prefix(self.0)?.strip_prefix('=')?))
    }

    /// What the browser gets.
    pub(crate) fn given(self, secret: &Secret) -> Result<HeaderValue, InvalidHeaderValue> {
        let cookie = format!("{}={}; Path=/; Secure; HttpOnly; SameSite=Strict", self.0, secret.expose());
        let mut value = HeaderValue::from_str(&cookie)?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// Takes it away.
    ///
    /// # Panics
    /// Never: the names are plain letters.
    pub(crate) fn gone(self) -> HeaderValue {
        let cookie = format!("{}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict", self.0);
        HeaderValue::from_str(&cookie).expect("plain letters")
    }
}
