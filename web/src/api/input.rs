//! What comes in, looked at before anybody works on it.

use appservice::accounts::{Refusal, Solution};
use axum::Json;
use axum::body::Bytes;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

/// Whether a browser says that a page of ours makes this request.
pub(crate) fn is_same_origin(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin")
}

/// Nothing is done at the word of another site.
pub(super) async fn from_our_own_page(request: Request, next: Next) -> Response {
    if request.method() != Method::GET && !is_same_origin(request.headers()) {
        return (StatusCode::FORBIDDEN, Json(json!({ "error": "bad" }))).into_response();
    }
    next.run(request).await
}

/// A JSON body.
pub(super) fn read<T: DeserializeOwned>(headers: &HeaderMap, body: &Bytes) -> Result<T, Refusal> {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().map(str::trim) != Some("application/json") {
        return Err(Refusal::Bad);
    }
    serde_json::from_slice(body).map_err(|_| Refusal::Bad)
}

/// A proof of work.
#[derive(Deserialize)]
pub(super) struct Proof {
    challenge: String,
    nonce: Nonce,
}

/// A number, or the same in a text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Nonce {
    Text(String),
    Number(u64),
}

impl From<Proof> for Solution {
    fn from(proof: Proof) -> Self {
        let nonce = match proof.nonce {
            Nonce::Text(text) => text,
            Nonce::Number(number) => number.to_string(),
        };
        Self { challenge: proof.challenge, nonce }
    }
}
