//! `/chat/…`: the chat as `build.rs` has made it, and its words. Nothing of it is ever kept by a browser: whoever shares
//! a device with others must not be told by its cache.

mod words;

use std::io;
use std::sync::OnceLock;

use axum::Router;
use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, VARY,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::{headers, refusal};

/// Generated: what is embedded, each file compressed.
mod embedded {
    include!(concat!(env!("OUT_DIR"), "/chat.rs"));
}

const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const EMBEDDER: HeaderName = HeaderName::from_static("cross-origin-embedder-policy");
const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// What the page of the chat may do: run our own scripts and WebAssembly, talk to us, and show and play what it has
/// decrypted itself. Nothing may be written into it as HTML.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; \
     media-src blob:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'; trusted-types 'none'";

/// Whether the chat was built in.
#[must_use]
pub const fn chat_is_built() -> bool {
    !embedded::FILES.is_empty()
}

/// The headers of the page that the chat runs in.
#[must_use]
pub fn chat_policy() -> [(HeaderName, HeaderValue); 5] {
    [
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (headers::PERMISSIONS, HeaderValue::from_static(headers::MAY_SPEAK)),
        (OPENER, HeaderValue::from_static("same-origin")),
        (EMBEDDER, HeaderValue::from_static("require-corp")),
        (RESOURCE, HeaderValue::from_static("same-origin")),
    ]
}

/// `/chat/{file}` and `/chat/words/{tag}.json`.
pub(crate) fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/chat/{file}", get(file)).route("/chat/words/{file}", get(words::get))
}

async fn file(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some((index, (_, packed))) =
        embedded::FILES.iter().enumerate().find(|(_, (known, _))| *known == name)
    else {
        return refusal::not_found().into_response();
    };
    let kind = match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    };
    let always = [
        (CONTENT_TYPE, HeaderValue::from_static(kind)),
        (VARY, HeaderValue::from_static("accept-encoding")),
        (RESOURCE, HeaderValue::from_static("same-origin")),
    ];
    if takes_brotli(&headers) {
        return (always, [(CONTENT_ENCODING, "br")], *packed).into_response();
    }
    match tokio::task::spawn_blocking(move || unpacked(index)).await {
        Ok(Some(plain)) => (always, plain).into_response(),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Whether `br` is among the encodings and is not ruled out.
fn takes_brotli(headers: &HeaderMap) -> bool {
    let named = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    named.flat_map(|value| value.split(',')).any(|encoding| {
        let mut parts = encoding.split(';').map(str::trim);
        parts.next() == Some("br")
            && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// A file as it is, for the few who take no brotli; unpacked once, so that asking often costs nothing.
fn unpacked(index: usize) -> Option<&'static [u8]> {
    static PLAIN: OnceLock<Vec<OnceLock<Option<Vec<u8>>>>> = OnceLock::new();
    let plain = PLAIN.get_or_init(|| embedded::FILES.iter().map(|_| OnceLock::new()).collect());
    let unpack = || {
        let mut whole = Vec::new();
        let mut packed = io::Cursor::new(embedded::FILES.get(index)?.1);
        brotli_decompressor::BrotliDecompress(&mut packed, &mut whole).ok()?;
        Some(whole)
    };
    plain.get(index)?.get_or_init(unpack).as_deref()
}

#[cfg(test)]
mod tests;
