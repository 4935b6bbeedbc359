//! Signing in and out. A browser gets a code, somebody writes it to Lotse in an encrypted chat, and the page goes on.

use appservice::staff::{Refused, Step, browser_of};
use axum::extract::State as Shared;
use axum::http::header::{LOCATION, SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::html;
use routing::Reference;

use super::fields::Sent;
use super::passkeys;
use super::shell::{self, Page};
use crate::State;
use crate::cookie;
use crate::portal::{Asked, Says, Value};

/// How often a page that waits looks, in milliseconds.
const EVERY: &str = "1500";

/// The page of somebody who is not signed in.
pub(super) fn start(state: &State, asked: &Asked, says: Says<'_>, headers: &HeaderMap) -> Response {
    let main = html! {
        h1 { (says.html("start-title")) }
        p.lead { (says.html("start-text")) }
        (passkeys::touch(says, &asked.root, state))
        form method="post" action={ (asked.root) "desk/anmelden" } {
            button.main { (says.html("sign-in")) }
        }
        p.soft { (says.html("start-who")) }
    };
    let page = Page { title: says.plain("start-title"), status: StatusCode::OK, main, of: None };
    let mut response = page.show(state, asked, says);
    if cookie::DESK.shown(headers).is_some() {
        // What the browser had opens nothing any more. One that shows none may have kept it back, since another site led here.
        response.headers_mut().append(SET_COOKIE, cookie::DESK.gone());
    }
    response
}

/// `POST /desk/anmelden`: a code for this browser.
pub(super) async fn knock(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Sent(fields): Sent,
) -> Response {
    let says = super::says(&state, &asked);
    if fields.is_none() {
        return shell::plain(&state, &asked, says, (StatusCode::FORBIDDEN, "torn-title", "torn-text"));
    }
    let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let before = cookie::KNOCK.shown(&headers);
    let Ok(secret) = state.staff.knock(browser_of(agent), before.as_ref()) else {
        return shell::busy(&state, &asked, says);
    };
    let Ok(given) = cookie::KNOCK.given(&secret) else { return shell::busy(&state, &asked, says) };
    (StatusCode::SEE_OTHER, [(LOCATION, there("anmelden")), (SET_COOKIE, given)]).into_response()
}

/// Another page of the desk, from `/desk/anmelden` or `/desk/abmelden`.
fn there(page: &'static str) -> HeaderValue {
    HeaderValue::from_static(page)
}

/// `GET /desk/anmelden`: the code; or on, once it was said.
pub(super) async fn waiting(Shared(state): Shared<State>, asked: Asked, headers: HeaderMap) -> Response {
    let says = super::says(&state, &asked);
    let Some(knocking) = cookie::KNOCK.shown(&headers) else {
        return (StatusCode::SEE_OTHER, [(LOCATION, there("../desk"))]).into_response();
    };
    match state.staff.next_step(&knocking).await {
        Ok(Step::Waits { code }) => code_page(&state, &asked, says, &headers, &code),
        Ok(Step::In(secret)) => {
            let Ok(given) = cookie::DESK.given(&secret) else { return shell::busy(&state, &asked, says) };
            // Whoever needs a passkey makes one first.
            let needs = state.staff.known(&secret, false).await.is_ok_and(|known| known.needs_passkey());
            let next = there(if needs { "passkey" } else { "../desk" });
            let mut response = (StatusCode::SEE_OTHER, [(LOCATION, next)]).into_response();
            // What the browser showed is kept for a moment: this answer may be lost, and is given again then.
            response.headers_mut().append(SET_COOKIE, given);
            response
        }
        Ok(Step::Over) => {
            let main = html! {
                h1 { (says.html("late-title")) }
                p.lead { (says.html("late-text")) }
                form method="post" action={ (asked.root) "desk/anmelden" } {
                    button.main { (says.html("sign-in-again")) }
                }
            };
            let page = Page { title: says.plain("late-title"), status: StatusCode::OK, main, of: None };
            let mut response = page.show(&state, &asked, says);
            response.headers_mut().append(SET_COOKIE, cookie::KNOCK.gone());
            response
        }
        Err(_) => shell::busy(&state, &asked, says),
    }
}

fn code_page(
    state: &State,
    asked: &Asked,
    says: Says<'_>,
    headers: &HeaderMap,
    code: &Reference,
) -> Response {
    let Ok(reception) = state.staff.reception() else { return shell::busy(state, asked, says) };
    let written = says.plain_with("code-words", &[("code", Value::Text(&with_hyphen(code)))]);
    let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let browser = browser_of(agent);
    let here = [browser.name, browser.system].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let chat = format!("https://matrix.to/#/{reception}");
    let main = html! {
        div data-stand={ (asked.root) "desk/anmelden/stand" } data-now="waits" data-every=(EVERY)
            data-page={ (asked.root) "desk/anmelden" } {
            h1 { (says.html("code-title")) }
            p.lead { (says.html_with("code-text", &[("reception", Value::Text(&reception))])) }
            p.shown-code data-code=(code.as_str()) { (written) }
            p { (says.html("code-only-you")) }
            ul.facts {
                @if !here.is_empty() { li { (says.html("code-browser")) ": " (here) } }
                li { (says.html("code-holds")) }
            }
            div.row {
                form method="get" action={ (asked.root) "desk/anmelden" } {
                    button.main { (says.html("code-done")) }
                }
                a.quiet href=(chat) rel="noreferrer" { (says.html("code-chat")) }
            }
        }
    };
    Page { title: says.plain("code-title"), status: StatusCode::OK, main, of: None }.show(state, asked, says)
}

/// `K7-42QP`, as it is read out and typed.
fn with_hyphen(code: &Reference) -> String {
    let (first, rest) = code.as_str().split_at(2);
    format!("{first}-{rest}")
}

/// `GET /desk/anmelden/stand`: one word, for the script.
pub(super) async fn standing(Shared(state): Shared<State>, headers: HeaderMap) -> Response {
    let Some(knocking) = cookie::KNOCK.shown(&headers) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    match state.staff.is_waited_for(&knocking) {
        Ok(true) => "waits".into_response(),
        Ok(false) => "goes on".into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// `POST /desk/abmelden`: this browser, all, or another one.
pub(super) async fn sign_out(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Sent(fields): Sent,
) -> Response {
    let says = super::says(&state, &asked);
    let Some(fields) = fields else {
        return shell::plain(&state, &asked, says, (StatusCode::FORBIDDEN, "torn-title", "torn-text"));
    };
    let ended = match fields.which.as_str() {
        "this" | "" => match cookie::DESK.shown(&headers) {
            Some(secret) => state.staff.end(&secret).await.map(|()| true),
            None => Ok(true),
        },
        which => match super::known(&state.staff, &headers, true).await {
            Ok(signed_in) if which == "all" => state.staff.end_all(&signed_in).await.map(|()| true),
            Ok(signed_in) => state.staff.end_other(&signed_in, which).await.map(|()| false),
            Err(Refused::SignedOut) => Ok(true),
            Err(refused) => Err(refused),
        },
    };
    match ended {
        Ok(true) => {
            let text = (StatusCode::OK, "out-title", "out-text");
            let mut response = shell::plain(&state, &asked, says, text);
            response.headers_mut().append(SET_COOKIE, cookie::DESK.gone());
            response.headers_mut().append(SET_COOKIE, cookie::KNOCK.gone());
            let clear = HeaderName::from_static("clear-site-data");
            response.headers_mut().insert(clear, HeaderValue::from_static("\"cache\""));
            response
        }
        Ok(false) => (StatusCode::SEE_OTHER, [(LOCATION, there("../desk"))]).into_response(),
        Err(_) => shell::busy(&state, &asked, says),
    }
}
