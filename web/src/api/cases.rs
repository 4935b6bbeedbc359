//! The cases of whoever is signed in.

use std::sync::Arc;
use std::time::Duration;

use appservice::accounts::{Accounts, Question, Refusal, SignedIn, Wish};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use hearing::danger::Kind;
use routing::Slot;
use serde::Deserialize;
use tokio::time::{Instant, sleep};

use super::answer::{Answer, Refused, nothing};
use super::input::{Proof, read};
use crate::cookie;

type Shared = State<Arc<Accounts>>;

/// How long somebody waits for something to change.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often it is looked: a room is there within a fraction of a second; everything else has time.
const SOON: Duration = Duration::from_millis(200);
const LATER: Duration = Duration::from_secs(2);

#[derive(Deserialize)]
pub(super) struct Waiting {
    wait: Option<u8>,
}

#[derive(Deserialize)]
struct Asking {
    topic: String,
    postcode: Option<String>,
    centre: Option<String>,
    link: Option<String>,
    pseudonym: Option<String>,
    locale: Option<String>,
    #[serde(default)]
    danger: Option<String>,
    #[serde(default)]
    live: bool,
    #[serde(default)]
    date: Option<String>,
    proof: Proof,
}

#[derive(Deserialize)]
struct Back {
    reference: String,
    name: String,
    proof: Proof,
}

#[derive(Deserialize)]
struct Sure {
    sure: bool,
}

#[derive(Deserialize)]
struct Answered {
    question: String,
    yes: bool,
}

/// With `wait=1`, once something has changed.
pub(super) async fn all(
    State(accounts): Shared,
    Query(waiting): Query<Waiting>,
    headers: HeaderMap,
) -> Answer {
    let secret = cookie::SEEKER.shown(&headers).ok_or(Refusal::SignedOut)?;
    let signed_in = accounts.known(&secret, false).await?;
    accounts.pace(&signed_in).map_err(|_| Refusal::Busy)?;
    let mut cases = accounts.cases(&signed_in).await?;
    if waiting.wait.is_some_and(|wait| wait > 0) {
        let ends = Instant::now() + PATIENCE;
        let before = cases.clone();
        while cases == before && Instant::now() < ends {
            sleep(if cases.has_news_soon() { SOON } else { LATER }).await;
            cases = accounts.cases(&signed_in).await?;
        }
    }
    Ok(Json(cases).into_response())
}

pub(super) async fn ask(State(accounts): Shared, headers: HeaderMap, body: Bytes) -> Answer {
    let Asking { topic, postcode, centre, link, pseudonym, locale, danger, live, date, proof } =
        read(&headers, &body)?;
    let signed_in = acting(&accounts, &headers).await?;
    let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let (postcode, centre, link) = (given(&postcode), given(&centre), given(&link));
    let date = match given(&date) {
        Some(date) => Some(Slot::parse(&date).ok_or(Refusal::Bad)?),
        None => None,
    };
    let wish = Wish {
        topic: &topic,
        postcode: postcode.as_deref(),
        centre: centre.as_deref(),
        link: link.as_deref(),
        pseudonym: pseudonym.as_deref(),
        language: locale.as_deref(),
        danger: danger.as_deref().and_then(Kind::named),
        live,
        date,
    };
    let asked = accounts.ask(&signed_in, &wish, &proof.into()).await?;
    Ok((StatusCode::CREATED, Json(asked)).into_response())
}

/// The same answer whether there is such a case or not.
pub(super) async fn back(State(accounts): Shared, headers: HeaderMap, body: Bytes) -> Answer {
    let Back { reference, name, proof } = read(&headers, &body)?;
    let signed_in = acting(&accounts, &headers).await?;
    let asked = accounts.ask_back(&signed_in, (&reference, &name), &proof.into()).await?;
    Ok((StatusCode::ACCEPTED, Json(asked)).into_response())
}

/// The same answer whether anything was asked for or not.
pub(super) async fn withdraw_back(State(accounts): Shared, headers: HeaderMap) -> Answer {
    let signed_in = acting(&accounts, &headers).await?;
    accounts.withdraw_back(&signed_in).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What was written before somebody came back is safe on their page.
pub(super) async fn has_history(
    State(accounts): Shared,
    Path(reference): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let signed_in = acting(&accounts, &headers).await?;
    accounts.has_history(&signed_in, &reference).await?;
    Ok(nothing())
}

pub(super) async fn close(
    State(accounts): Shared,
    Path(reference): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let signed_in = acting(&accounts, &headers).await?;
    Ok(Json(accounts.close_case(&signed_in, &reference).await?).into_response())
}

pub(super) async fn erase(
    State(accounts): Shared,
    Path(reference): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let Sure { sure } = read(&headers, &body)?;
    let signed_in = acting(&accounts, &headers).await?;
    if !sure {
        return Err(Refusal::Bad.into());
    }
    accounts.erase_case(&signed_in, &reference).await?;
    Ok(nothing())
}

pub(super) async fn answer(
    State(accounts): Shared,
    Path(reference): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let Answered { question, yes } = read(&headers, &body)?;
    let question = Question::parse(&question).ok_or(Refusal::Bad)?;
    let signed_in = acting(&accounts, &headers).await?;
    Ok(match accounts.answer(&signed_in, &reference, (question, yes)).await? {
        Some(case) => Json(case).into_response(),
        None => nothing(),
    })
}

/// Somebody who is signed in and does something.
async fn acting(accounts: &Accounts, headers: &HeaderMap) -> Result<SignedIn, Refused> {
    let secret = cookie::SEEKER.shown(headers).ok_or(Refusal::SignedOut)?;
    let signed_in = accounts.known(&secret, true).await?;
    accounts.pace(&signed_in).map_err(|_| Refusal::Busy)?;
    Ok(signed_in)
}
