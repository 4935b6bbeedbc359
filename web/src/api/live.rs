//! Guests of live chats: come, be there, go, or stay for good.

use std::sync::Arc;

use appservice::accounts::{Accounts, Refusal, SignedIn};
use appservice::links::portal::LiveOffer;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::{Extension, Json};
use serde::Deserialize;
use serde_json::json;

use super::account::session;
use super::answer::{Answer, Refused, nothing};
use super::input::{Proof, read};
use crate::cookie;
use crate::portal::language::Locale;
use crate::portal::{Site, reads};

type Shared = State<Arc<Accounts>>;

#[derive(Deserialize)]
struct Coming {
    locale: Option<String>,
    proof: Proof,
}

#[derive(Deserialize)]
struct Looking {
    postcode: String,
    /// The language of the page.
    locale: String,
}

#[derive(Deserialize)]
struct Going {
    centre: String,
    postcode: String,
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

/// Where somebody is there, while nobody is where a guest waits; with who could read there, in the page's language.
pub(super) async fn elsewhere(
    State(accounts): Shared,
    Extension(site): Extension<Arc<Site>>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let Looking { postcode, locale } = read(&headers, &body)?;
    let says = site.words.says(Locale::parse(&locale).ok_or(Refusal::Bad)?);
    let signed_in = acting(&accounts, &headers).await?;
    let found = accounts.elsewhere(&signed_in, &postcode).await?;
    let (there, centre) = match &found.offer {
        LiveOffer::Nobody => ("nobody", None),
        LiveOffer::Full => ("full", None),
        LiveOffer::There(card) => ("centre", Some(card)),
    };
    let centre = centre.map(|card| {
        let reads = reads::plain(says, card);
        let words = ["reads-title", "reads-who", "reads-what", "reads-kept"].map(|key| says.plain(key));
        let [title, who, what, kept] = words;
        json!({
            "id": card.id, "name": card.name, "carrier": card.carrier, "team": card.team,
            "waiting": found.waiting, "minutes": found.minutes,
            "reads": { "title": title, "who": who, "what": what, "rows": reads, "kept": kept },
        })
    });
    Ok(Json(json!({ "there": there, "centre": centre })).into_response())
}

/// A guest has agreed to go there.
pub(super) async fn go(State(accounts): Shared, headers: HeaderMap, body: Bytes) -> Answer {
    let Going { centre, postcode } = read(&headers, &body)?;
    let signed_in = acting(&accounts, &headers).await?;
    Ok(Json(accounts.go_elsewhere(&signed_in, (&centre, &postcode)).await?).into_response())
}

async fn acting(accounts: &Accounts, headers: &HeaderMap) -> Result<SignedIn, Refused> {
    let secret = cookie::SEEKER.shown(headers).ok_or(Refusal::SignedOut)?;
    let signed_in = accounts.known(&secret, true).await?;
    accounts.pace(&signed_in).map_err(|_| Refusal::Busy)?;
    Ok(signed_in)
}
