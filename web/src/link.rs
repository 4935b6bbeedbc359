//! `/k`: what somebody opens who has a link, a QR code, or a card with a code to type.
//!
//! The link stands in the path, so nothing here logs an address; `Referrer-Policy` and `Cache-Control` keep it from
//! spreading, and a code that is typed travels in the body.

use appservice::links::portal::Found;
use appservice::words::phrases::Locale;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::page;

/// What the page for a code sends.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    code: String,
}

/// `GET /k/{link}`: the way to the centre; a link that does not hold gets the usual way.
pub(crate) async fn get(
    State(state): State<crate::State>,
    Path(link): Path<String>,
    headers: HeaderMap,
) -> Response {
    show(&state, &link, &headers, "../").await
}

/// `GET /k`, and `GET /`: asks for the code of a card, and shows the way without one.
pub(crate) async fn ask(State(state): State<crate::State>, headers: HeaderMap) -> Response {
    page::of(&state.portal, language(&state, &headers), page::Content::Ask { root: "" }).into_response()
}

/// `GET /k/`: the same, asked for with a slash too many.
pub(crate) async fn ask_below(State(state): State<crate::State>, headers: HeaderMap) -> Response {
    page::of(&state.portal, language(&state, &headers), page::Content::Ask { root: "../" }).into_response()
}

/// `POST /k`: the code of a card.
pub(crate) async fn typed(
    State(state): State<crate::State>,
    headers: HeaderMap,
    typed: Result<Form<Typed>, FormRejection>,
) -> Response {
    // Whatever else was sent is no code.
    let code = typed.map(|Form(typed)| typed.code).unwrap_or_default();
    show(&state, &code, &headers, "").await
}

/// `GET /k/{token}/karte.svg`: the card to print.
pub(crate) async fn card(
    State(state): State<crate::State>,
    Path(link): Path<String>,
    headers: HeaderMap,
) -> Response {
    let locale = language(&state, &headers);
    match state.portal.card(&link, locale).await {
        Ok(Some(Ok(card))) => {
            // Its name says nothing.
            let headers = [
                (CONTENT_TYPE, "image/svg+xml; charset=utf-8"),
                (CONTENT_DISPOSITION, "attachment; filename=\"karte.svg\""),
            ];
            (headers, card).into_response()
        }
        Ok(Some(Err(_)) | None) => invalid(&state, locale, "../../"),
        Err(error) => failed(&state, locale, &error),
    }
}

/// `root` is the way from the asked address to the portal's root, which may lie below a prefix.
async fn show(state: &crate::State, link: &str, headers: &HeaderMap, root: &'static str) -> Response {
    let locale = language(state, headers);
    match state.portal.find(link).await {
        Ok(Found::Invalid) => invalid(state, locale, root),
        Ok(found) => page::of(&state.portal, locale, page::Content::Link { found, root }).into_response(),
        Err(error) => failed(state, locale, &error),
    }
}

fn invalid(state: &crate::State, locale: Locale, root: &'static str) -> Response {
    let page = page::of(&state.portal, locale, page::Content::Link { found: Found::Invalid, root });
    (StatusCode::NOT_FOUND, page).into_response()
}

/// The help lines are there even if the database is not.
fn failed(state: &crate::State, locale: Locale, error: &appservice::store::StoreError) -> Response {
    tracing::error!(error = %error, "A page could not be shown");
    (StatusCode::SERVICE_UNAVAILABLE, page::of(&state.portal, locale, page::Content::Trouble)).into_response()
}

/// The first language that the browser asks for and that we have.
fn language(state: &crate::State, headers: &HeaderMap) -> Locale {
    let asked = headers.get("accept-language").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let tags = asked.split(',').filter_map(|tag| tag.split([';', '-']).next());
    tags.map(str::trim).find_map(Locale::parse).unwrap_or(state.portal.locale)
}
