//! Passkeys: signing in by one touch, and the page on which they are made and removed. Browsers make and show passkeys to a script alone;
//! without one there is the way by the chat.

use appservice::staff::{PasskeyView, Refused, SignedIn, browser_of};
use axum::Router;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Json, State as Shared};
use axum::http::header::{SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use serde_json::Value as Said;

use super::assets;
use super::fields::Sent;
use super::page::sorry;
use super::shell::Page;
use crate::State;
use crate::api::is_same_origin;
use crate::cookie;
use crate::portal::{Asked, Says, Value};

/// What belongs to passkeys.
pub(super) fn router() -> Router<State> {
    Router::new()
        .route("/desk/passkey", get(page).post(remove))
        .route("/desk/passkey/neu", post(ask_for_new))
        .route("/desk/passkey/angelegt", post(made))
        .route("/desk/passkey/frage", post(ask_for_touch))
        .route("/desk/passkey/antwort", post(touched))
        .route("/desk/passkey.js", get(assets::passkey))
}

/// `GET /desk/passkey`.
async fn page(Shared(state): Shared<State>, asked: Asked, headers: HeaderMap) -> Response {
    let says = super::says(&state, &asked);
    let found = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        let all = state.staff.passkeys(&signed_in).await?;
        Ok((signed_in, all))
    };
    match found.await {
        Ok((signed_in, all)) => {
            let main = html! {
                h1 { (says.html("passkeys")) }
                @if signed_in.needs_passkey() {
                    section.note data-passkey-needed { p { (says.html("passkey-needed")) } }
                }
                p.lead { (says.html("passkey-what")) }
                (make(says, &asked.root, (&state, &signed_in), !all.is_empty()))
                (list(says, &asked.root, &all))
                p { a.quiet href={ (asked.root) "desk" } { (says.html("to-desk")) } }
            };
            Page { title: says.plain("passkeys"), status: StatusCode::OK, main, of: Some(&signed_in) }
                .show(&state, &asked, says)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// `POST /desk/passkey`: one of them goes.
async fn remove(shared: Shared<State>, asked: Asked, headers: HeaderMap, Sent(fields): Sent) -> Response {
    let says = super::says(&shared.0, &asked);
    let done = async {
        let signed_in = super::known(&shared.0.staff, &headers, true).await?;
        let which = fields.ok_or(Refused::Unknown)?.which;
        shared.0.staff.remove_passkey(&signed_in, &which).await
    };
    match done.await {
        Ok(()) => page(shared, asked, headers).await,
        Err(refused) => sorry(&shared.0, &asked, says, (&headers, refused)),
    }
}

/// What a browser without scripts, or at another address than ours, reads instead of the button.
fn make(says: Says<'_>, root: &str, (state, signed_in): (&State, &SignedIn), has_some: bool) -> Markup {
    if !state.staff.passkeys_are_possible() {
        return html! { p.note { (says.html("passkey-impossible")) } };
    }
    html! {
        div data-passkey="create" data-ask={ (root) "desk/passkey/neu" } data-answer={ (root) "desk/passkey/angelegt" }
            data-then={ (root) "desk" } {
            @if signed_in.replaces_passkeys() && has_some { p { (says.html("passkey-replaces")) } }
            p hidden { button.main type="button" { (says.html("passkey-make")) } }
            noscript { p.note { (says.html("passkey-no-script")) } }
            p.note role="alert" hidden data-no="failed" { (says.html("passkey-failed")) }
            p.note role="alert" hidden data-no="known" { (says.html("passkey-known")) }
            p.note hidden data-no="unable" { (says.html("passkey-unable")) }
        }
        script src={ (root) "desk/passkey.js" } defer {}
    }
}

/// On the desk of whoever has a role that needs one.
pub(super) fn needed(says: Says<'_>, root: &str) -> Markup {
    html! {
        section.note data-passkey-needed {
            p { (says.html("passkey-needed")) }
            p { a.main href={ (root) "desk/passkey" } { (says.html("passkeys")) } }
        }
    }
}

/// On the page of whoever is not signed in.
pub(super) fn touch(says: Says<'_>, root: &str, state: &State) -> Markup {
    html! {
        @if state.staff.passkeys_are_possible() {
            div data-passkey="get" data-ask={ (root) "desk/passkey/frage" } data-answer={ (root) "desk/passkey/antwort" }
                data-then={ (root) "desk" } {
                p hidden { button.main type="button" { (says.html("passkey-touch")) } }
                p.note role="alert" hidden data-no="failed" { (says.html("passkey-refused")) }
                p.soft { (says.html("passkey-or-chat")) }
            }
            script src={ (root) "desk/passkey.js" } defer {}
        }
    }
}

/// The list, with a way to remove each.
pub(super) fn list(says: Says<'_>, root: &str, all: &[PasskeyView]) -> Markup {
    html! {
        @if all.is_empty() { p.none { (says.html("passkey-none")) } }
        ul.cases {
            @for passkey in all {
                li data-passkey-of={ @if passkey.this { "this" } @else { "other" } } {
                    div.top {
                        div {
                            p {
                                @match (&passkey.browser.name, &passkey.browser.system) {
                                    (None, None) => { (says.html("some-browser")) }
                                    (name, system) => {
                                        (name.as_deref().unwrap_or_default()) " " (system.as_deref().unwrap_or_default())
                                    }
                                }
                                @if passkey.this { " · " b { (says.html("passkey-this")) } }
                            }
                            @let made = appservice::words::days::clock(passkey.created);
                            @let used = appservice::words::days::clock(passkey.used);
                            p.soft {
                                (says.html_with("passkey-since", &[("made", Value::Text(&made)), ("used", Value::Text(&used))]))
                            }
                        }
                        form method="post" action={ (root) "desk/passkey" } {
                            button.quiet name="which" value=(passkey.key) { (says.html("passkey-remove")) }
                        }
                    }
                }
            }
        }
    }
}

/// What a script of ours sends; nothing, if it cannot be read or another site sent it.
type Answer = Result<Json<Said>, JsonRejection>;

fn browser(headers: &HeaderMap) -> appservice::staff::Browser {
    browser_of(headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default())
}

/// A refusal for the script: it shows the sentence that stands in the page.
fn no(refused: Refused) -> Response {
    match refused {
        Refused::SignedOut => StatusCode::UNAUTHORIZED,
        Refused::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Refused::Unknown | Refused::Passkey => StatusCode::NOT_FOUND,
    }
    .into_response()
}

/// `POST /desk/passkey/neu`: what the browser is to make, for whoever is signed in.
async fn ask_for_new(Shared(state): Shared<State>, headers: HeaderMap) -> Response {
    if !is_same_origin(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let asked = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        state.staff.make_passkey(&signed_in).await
    };
    match asked.await {
        Ok(Some(options)) => Json(options).into_response(),
        Ok(None) => StatusCode::CONFLICT.into_response(),
        Err(refused) => no(refused),
    }
}

/// `POST /desk/passkey/angelegt`: it has made one.
async fn made(Shared(state): Shared<State>, headers: HeaderMap, sent: Answer) -> Response {
    let Some(Json(answer)) = sent.ok().filter(|_| is_same_origin(&headers)) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let made = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        state.staff.passkey_made(&signed_in, &answer, browser(&headers)).await
    };
    match made.await {
        Ok(Some(secret)) => signed_in(&secret, None),
        Ok(None) => StatusCode::FORBIDDEN.into_response(),
        Err(refused) => no(refused),
    }
}

/// `POST /desk/passkey/frage`: what the browser is to touch. It is the same for everybody, and tells nobody who is known here.
async fn ask_for_touch(Shared(state): Shared<State>, headers: HeaderMap) -> Response {
    if !is_same_origin(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    match state.staff.touch() {
        Ok(Some((secret, options))) => match cookie::TOUCH.given(&secret) {
            Ok(given) => ([(SET_COOKIE, given)], Json(options)).into_response(),
            Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
        Ok(None) => StatusCode::CONFLICT.into_response(),
        Err(refused) => no(refused),
    }
}

/// `POST /desk/passkey/antwort`: it was touched. Whatever is wrong with it gets the same answer.
async fn touched(Shared(state): Shared<State>, headers: HeaderMap, sent: Answer) -> Response {
    let Some(Json(answer)) = sent.ok().filter(|_| is_same_origin(&headers)) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let Some(touching) = cookie::TOUCH.shown(&headers) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let before = cookie::DESK.shown(&headers);
    match state.staff.touched(&touching, &answer, (browser(&headers), before.as_ref())).await {
        Ok(Some(secret)) => signed_in(&secret, Some(cookie::TOUCH)),
        Ok(None) => StatusCode::FORBIDDEN.into_response(),
        Err(refused) => no(refused),
    }
}

fn signed_in(secret: &appservice::staff::Secret, spent: Option<cookie::Cookie>) -> Response {
    let Ok(given) = cookie::DESK.given(secret) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let mut response = StatusCode::NO_CONTENT.into_response();
    response.headers_mut().append(SET_COOKIE, given);
    // The code in the chat that this browser may have shown led here, and leads nowhere else.
    response.headers_mut().append(SET_COOKIE, cookie::KNOCK.gone());
    if let Some(spent) = spent {
        response.headers_mut().append(SET_COOKIE, spent.gone());
    }
    response
}
