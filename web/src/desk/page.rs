//! The one page of a counsellor, in the order of a working day.

use appservice::staff::{Refused, SignedIn};
use appservice::words::phrases::Message;
use axum::extract::{RawQuery, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use maud::html;

use super::fields::Sent;
use super::shell::{self, Page};
use super::{leads, passkeys, signing_in, view};
use crate::State;
use crate::portal::{Asked, Says};

/// `GET /desk`.
/// With `?stand` the script has loaded it, and nobody has done anything: an open page does not keep a session.
pub(super) async fn get(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let says = super::says(&state, &asked);
    let acts = query.as_deref() != Some("stand");
    match super::known(&state.staff, &headers, acts).await {
        Ok(signed_in) => show(&state, &asked, says, (&signed_in, &headers), None).await,
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// Somebody has followed a link from a chat: their browser keeps the cookie back then, and shows it to a page of ours.
fn comes_from_elsewhere(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site")
}

fn once_more() -> Response {
    Html("<!doctype html><html lang=\"de\"><title>Lotse</title><meta http-equiv=\"refresh\" content=\"0\">")
        .into_response()
}

/// `POST /desk`: does something, and shows the page with what was answered.
pub(super) async fn act(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Sent(fields): Sent,
) -> Response {
    let says = super::says(&state, &asked);
    let signed_in = match super::known(&state.staff, &headers, true).await {
        Ok(signed_in) => signed_in,
        Err(refused) => return sorry(&state, &asked, says, (&headers, refused)),
    };
    let Some((centre, act)) = fields.and_then(super::fields::Fields::act) else {
        return shell::plain(&state, &asked, says, (StatusCode::BAD_REQUEST, "torn-title", "torn-text"));
    };
    match state.staff.does(&signed_in, &centre, act, says.locale.nearest()).await {
        Ok(answers) => show(&state, &asked, says, (&signed_in, &headers), Some(answers)).await,
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// `GET /desk/stand`: another word whenever the page would be another one, for the script.
pub(super) async fn standing(Shared(state): Shared<State>, asked: Asked, headers: HeaderMap) -> Response {
    let says = super::says(&state, &asked);
    let signed_in = match super::known(&state.staff, &headers, false).await {
        Ok(signed_in) => signed_in,
        Err(Refused::SignedOut) => return StatusCode::UNAUTHORIZED.into_response(),
        Err(_) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
    };
    match state.staff.standing(&signed_in, says.locale.nearest()).await {
        Ok(standing) => standing.into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

pub(super) async fn show(
    state: &State,
    asked: &Asked,
    says: Says<'_>,
    (signed_in, headers): (&SignedIn, &HeaderMap),
    answers: Option<Vec<Message>>,
) -> Response {
    match state.staff.look(signed_in, says.locale.nearest()).await {
        Ok((desk, now)) => {
            let waiting = state.staff.kept_out(signed_in).unwrap_or_default();
            let waiting = html! {
                @if signed_in.needs_passkey() { (passkeys::needed(says, &asked.root)) }
                (leads::kept_out(says, &asked.root, &waiting))
            };
            let main =
                view::desk(says, &asked.root, &desk, (&now, answers.as_deref(), &waiting), state.staff.now());
            Page { title: says.plain("desk"), status: StatusCode::OK, main, of: Some(signed_in) }
                .show(state, asked, says)
        }
        Err(refused) => sorry(state, asked, says, (headers, refused)),
    }
}

pub(super) fn sorry(
    state: &State,
    asked: &Asked,
    says: Says<'_>,
    (headers, refused): (&HeaderMap, Refused),
) -> Response {
    match refused {
        Refused::SignedOut if comes_from_elsewhere(headers) => once_more(),
        Refused::SignedOut => signing_in::start(state, asked, says, headers),
        Refused::Busy => shell::busy(state, asked, says),
        Refused::Passkey => {
            shell::plain(state, asked, says, (StatusCode::FORBIDDEN, "passkey-title", "passkey-needed"))
        }
        Refused::Unknown => {
            shell::plain(state, asked, says, (StatusCode::NOT_FOUND, "unknown-title", "unknown-text"))
        }
    }
}
