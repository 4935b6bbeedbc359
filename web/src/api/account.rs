//! Accounts and sessions.

use std::sync::Arc;

use appservice::accounts::{Accounts, Applicant, Refusal, Secret, SessionView, Solution};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, nothing, signed_out};
use super::input::{Proof, read};
use crate::cookie;

type Shared = State<Arc<Accounts>>;

#[derive(Deserialize)]
struct SignUp {
    name: String,
    login_key: String,
    pseudonym: Option<String>,
    locale: Option<String>,
    proof: Proof,
}

#[derive(Deserialize)]
struct SignIn {
    name: String,
    login_key: String,
    /// Only when many are at the door at once.
    proof: Option<Proof>,
}

#[derive(Deserialize)]
struct Deletion {
    login_key: String,
}

/// Work to be done before an account or a case is made.
pub(super) async fn challenge(State(accounts): Shared) -> Json<Value> {
    let challenge = accounts.challenge();
    Json(json!({ "challenge": challenge.text, "bits": challenge.bits }))
}

pub(super) async fn sign_up(State(accounts): Shared, headers: HeaderMap, body: Bytes) -> Answer {
    let SignUp { name, login_key, pseudonym, locale, proof } = read(&headers, &body)?;
    let applicant = Applicant {
        name: &name,
        key: &login_key,
        pseudonym: pseudonym.as_deref(),
        language: locale.as_deref(),
    };
    let before = cookie::SEEKER.shown(&headers);
    let begun = accounts.sign_up(applicant, &proof.into(), before.as_ref()).await?;
    Ok(session(StatusCode::CREATED, begun))
}

pub(super) async fn sign_in(State(accounts): Shared, headers: HeaderMap, body: Bytes) -> Answer {
    let SignIn { name, login_key, proof } = read(&headers, &body)?;
    let before = cookie::SEEKER.shown(&headers);
    let begun =
        accounts.sign_in((&name, &login_key), proof.map(Solution::from).as_ref(), before.as_ref()).await?;
    Ok(session(StatusCode::OK, begun))
}

pub(super) fn session(status: StatusCode, (secret, view): (Secret, SessionView)) -> Response {
    match cookie::SEEKER.given(&secret) {
        Ok(cookie) => (status, [(SET_COOKIE, cookie)], Json(view)).into_response(),
        // A secret is made of plain letters.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

pub(super) async fn next_device(State(accounts): Shared, headers: HeaderMap) -> Answer {
    let secret = cookie::SEEKER.shown(&headers).ok_or(Refusal::SignedOut)?;
    let signed_in = accounts.known(&secret, true).await?;
    Ok(Json(accounts.next_device(signed_in).await?).into_response())
}

/// Also for whoever is not signed in, and as the last word of a page that is being left.
pub(super) async fn end(State(accounts): Shared, headers: HeaderMap) -> Answer {
    if let Some(secret) = cookie::SEEKER.shown(&headers) {
        accounts.end(&secret).await?;
    }
    Ok(signed_out())
}

pub(super) async fn end_all(State(accounts): Shared, headers: HeaderMap) -> Answer {
    let secret = cookie::SEEKER.shown(&headers).ok_or(Refusal::SignedOut)?;
    let signed_in = accounts.known(&secret, true).await?;
    accounts.end_all(&signed_in).await?;
    Ok(signed_out())
}

pub(super) async fn delete(State(accounts): Shared, headers: HeaderMap, body: Bytes) -> Answer {
    let Deletion { login_key } = read(&headers, &body)?;
    let secret = cookie::SEEKER.shown(&headers).ok_or(Refusal::SignedOut)?;
    let signed_in = accounts.known(&secret, true).await?;
    accounts.delete(&signed_in, &login_key).await?;
    let mut response = nothing();
    response.headers_mut().extend(signed_out().into_parts().0.headers);
    Ok(response)
}
