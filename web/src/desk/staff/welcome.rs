//! Behind the link of an invitation: somebody new sets a password, and is shown what comes. Whoever has no link that holds gets one
//! and the same page, whatever was wrong with it.

use appservice::staff::{Password, Refused, Secret, Welcome};
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use secrecy::SecretString;

use super::pictures;
use crate::State;
use crate::desk::directory::form::Pairs;
use crate::desk::shell::{self, Page};
use crate::portal::{Asked, Says, Value};

/// `GET /desk/einladung/{secret}`: nothing is used up by looking, for programs look as well.
pub(super) async fn get(Shared(state): Shared<State>, asked: Asked, Path(secret): Path<String>) -> Response {
    let says = crate::desk::says(&state, &asked);
    let Some(link) = Secret::parse(&secret) else { return dead(&state, &asked, says) };
    match state.staff.invited(&link).await {
        Ok(Some(user)) => form(&state, &asked, says, (&secret, &user, None)),
        Ok(None) => dead(&state, &asked, says),
        Err(refused) => sorry(&state, &asked, says, refused),
    }
}

/// `POST /desk/einladung/{secret}`: sets the password.
pub(super) async fn post(
    Shared(state): Shared<State>,
    asked: Asked,
    Path(secret): Path<String>,
    fields: Pairs,
) -> Response {
    let says = crate::desk::says(&state, &asked);
    let Some(link) = Secret::parse(&secret) else { return dead(&state, &asked, says) };
    let user = match state.staff.invited(&link).await {
        Ok(Some(user)) => user,
        Ok(None) => return dead(&state, &asked, says),
        Err(refused) => return sorry(&state, &asked, says, refused),
    };
    if fields.is_torn() {
        return shell::plain(&state, &asked, says, (StatusCode::BAD_REQUEST, "torn-title", "torn-text"));
    }
    let typed = |name: &str| SecretString::from(fields.get(name));
    let wrong = match state.staff.set_password(&link, (&typed("password"), &typed("again"))).await {
        Ok(Password::Set(welcome)) => return shown(&state, &asked, says, &welcome),
        Ok(Password::Dead) => return dead(&state, &asked, says),
        Ok(Password::Weak) => "password-weak",
        Ok(Password::Unequal) => "password-unequal",
        Ok(Password::Later) => "password-later",
        Err(refused) => return sorry(&state, &asked, says, refused),
    };
    form(&state, &asked, says, (&secret, &user, Some(wrong)))
}

/// `GET /desk/willkommen`: what comes, for everybody who was invited.
pub(super) async fn steps(Shared(state): Shared<State>, asked: Asked) -> Response {
    let says = crate::desk::says(&state, &asked);
    match state.staff.welcome() {
        Ok(welcome) => shown(&state, &asked, says, &welcome),
        Err(refused) => sorry(&state, &asked, says, refused),
    }
}

fn dead(state: &State, asked: &Asked, says: Says<'_>) -> Response {
    let main = html! {
        h1 { (says.html("link-dead-title")) }
        p.lead { (says.html("link-dead-text")) }
    };
    Page { title: says.plain("link-dead-title"), status: StatusCode::NOT_FOUND, main, of: None }
        .show(state, asked, says)
}

fn sorry(state: &State, asked: &Asked, says: Says<'_>, refused: Refused) -> Response {
    match refused {
        Refused::Busy => shell::busy(state, asked, says),
        Refused::SignedOut | Refused::Unknown | Refused::Passkey => dead(state, asked, says),
    }
}

fn form(
    state: &State,
    asked: &Asked,
    says: Says<'_>,
    (secret, user, wrong): (&str, &str, Option<&'static str>),
) -> Response {
    let main = html! {
        h1 { (says.html("welcome-title")) }
        p.lead { (says.html("password-text")) }
        form method="post" action={ (asked.root) "desk/einladung/" (secret) } {
            div.field {
                label for="user" { (says.html("password-user")) }
                input #user value=(user) autocomplete="username" readonly;
            }
            div.field {
                label for="password" { (says.html("password")) }
                p.hint #password-hint { (says.html("password-hint")) }
                @if let Some(wrong) = wrong { p.wrong #wrong role="alert" { (says.html(wrong)) } }
                input #password name="password" type="password" autocomplete="new-password" minlength="8" maxlength="200"
                    required aria-describedby=(if wrong.is_some() { "password-hint wrong" } else { "password-hint" })
                    aria-invalid=[wrong.map(|_| "true")];
            }
            div.field {
                label for="again" { (says.html("password-again")) }
                input #again name="again" type="password" autocomplete="new-password" minlength="8" maxlength="200" required;
            }
            button.main { (says.html("password-set")) }
        }
        p.soft { (says.html("password-holds")) }
    };
    Page { title: says.plain("welcome-title"), status: StatusCode::OK, main, of: None }
        .show(state, asked, says)
}

fn shown(state: &State, asked: &Asked, says: Says<'_>, welcome: &Welcome) -> Response {
    let main = html! {
        h1 { (says.html("welcome-title")) }
        @if welcome.user.is_some() {
            section.answer role="status" { p { (says.html("password-done")) } }
        }
        p.lead { (says.html("steps-text")) }
        ol.steps { (list(says, welcome)) }
        p { a.main href=(welcome.client) rel="noreferrer" { (says.html("steps-open")) } }
        p.soft { (says.html("steps-other")) }
    };
    Page { title: says.plain("welcome-title"), status: StatusCode::OK, main, of: None }
        .show(state, asked, says)
}

fn list(says: Says<'_>, welcome: &Welcome) -> Markup {
    let user = welcome.user.as_deref().unwrap_or_default();
    html! {
        li {
            (pictures::signing_in(&says.plain("picture-sign-in")))
            h2 { (says.html("step-sign-in")) }
            p { (says.html_with("step-sign-in-text", &[("server", Value::Text(&welcome.server))])) }
            @if !user.is_empty() {
                p { (says.html("step-sign-in-user")) " " strong { (user) } }
            }
        }
        li {
            (pictures::key(&says.plain("picture-key")))
            h2 { (says.html("step-key")) }
            p { (says.html("step-key-text")) }
        }
        li {
            (pictures::rooms(&says.plain("picture-rooms")))
            h2 { (says.html("step-rooms")) }
            p { (says.html_with("step-rooms-text", &[("reception", Value::Text(&welcome.reception))])) }
        }
    }
}
