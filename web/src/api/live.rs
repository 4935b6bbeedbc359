//! Guests of live chats: come, be there, go, or stay for good.

use std::sync::Arc;

use appservice::accounts::{Accounts, Refusal, SignedIn};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use serde::Deserialize;

use super::account::session;
use super::answer::{Answer, Refused, nothing};
use super::input::{Proof, read};
use crate::cookie;

type Shared = State<Arc<Accounts>>;

#[derive(Deserialize)]
struct Coming {
    locale: Option<String>,
    proof: Proof,
}

#[derive(Deserialize)]
struct Keeping {
    name: String,
    login_key: String,
    proof: Proof,
}

pub(super) async fn come(State(accounts): Shared, headers: HeaderMap, body: Bytes) -> Answer {
    let Coming { locale, proof } = read(&headers, &body)?;
    let before = cookie::SEEKER.shown(&headers);
    let begun = accounts.come_in(locale.as_deref(), &proof.into(), before.as_ref()).await?;
    Ok(session(StatusCode::CREATED, begun))
}

/// A sign of life: whoever has the page open is there.
pub(super) async fn here(State(accounts): Shared, headers: HeaderMap) -> Answer {
    let signed_in = acting(&accounts, &headers).await?;
    Ok(Json(accounts.is_here(&signed_in).await?).into_response())
}

/// The last word of a page that is being left.
pub(super) async fn goodbye(State(accounts): Shared, headers: HeaderMap) -> Answer {
    let signed_in = acting(&accounts, &headers).await?;
    accounts.says_goodbye(&signed_in).await?;
    Ok(nothing())
}

pub(super) async fn keep(State(accounts): Shared, headers: HeaderMap, body: Bytes) -> Answer {
    let Keeping { name, login_key, proof } = read(&headers, &body)?;
    let signed_in = acting(&accounts, &headers).await?;
    accounts.keep(&signed_in, (&name, &login_key), &proof.into()).await?;
    Ok(nothing())
}

async fn acting(accounts: &Accounts, headers: &HeaderMap) -> Result<SignedIn, Refused> {
    let secret = cookie::SEEKER.shown(headers).ok_or(Refusal::SignedOut)?;
    let signed_in = accounts.known(&secret, true).await?;
    accounts.pace(&signed_in).map_err(|_| Refusal::Busy)?;
    Ok(signed_in)
}
