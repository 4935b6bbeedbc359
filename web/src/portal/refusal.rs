//! Answers to what cannot be answered: worded, with the help lines, and with a way on.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::asked::Asked;
use super::assets;
use super::shell::{Page, main};
use crate::refusal;

/// There is nothing at this address: a page for people, JSON for programs.
pub(crate) async fn not_found(State(state): State<crate::State>, asked: Asked) -> Response {
    if !asked.reads {
        return refusal::not_found().into_response();
    }
    let says = asked.says(&state);
    let inner =
        sorry(&asked, &says.html("missing-title"), &says.html("missing-text"), &says.html("back-start"));
    Page::new(says.plain("missing-name"), inner).with_status(StatusCode::NOT_FOUND).show(&state, &asked)
}

/// The address is for another verb.
pub(crate) async fn method_not_allowed(State(state): State<crate::State>, asked: Asked) -> Response {
    if !asked.reads {
        return refusal::method_not_allowed().into_response();
    }
    let says = asked.says(&state);
    let inner =
        sorry(&asked, &says.html("method-title"), &says.html("method-text"), &says.html("back-start"));
    Page::new(says.plain("missing-name"), inner)
        .with_status(StatusCode::METHOD_NOT_ALLOWED)
        .show(&state, &asked)
}

/// A form that cannot be read.
pub(crate) fn torn(state: &crate::State, asked: &Asked) -> Response {
    let says = asked.says(state);
    let inner = sorry(asked, &says.html("form-title"), &says.html("form-text"), &says.html("back-start"));
    Page::new(says.plain("missing-name"), inner).with_status(StatusCode::BAD_REQUEST).show(state, asked)
}

/// It cannot be looked up now. The help lines are there even if the database is not.
pub(crate) fn trouble(
    state: &crate::State,
    asked: &Asked,
    error: &appservice::store::StoreError,
) -> Response {
    tracing::error!(error = %error, "A page could not be shown");
    let says = asked.says(state);
    let inner =
        sorry(asked, &says.html("trouble-title"), &says.html("trouble-text"), &says.html("back-start"));
    Page::new(says.plain("trouble-name"), inner)
        .with_status(StatusCode::SERVICE_UNAVAILABLE)
        .show(state, asked)
}

/// Leads to another page of ours.
pub(crate) fn lead_to(asked: &Asked, page: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, format!("{}{page}", asked.root))]).into_response()
}

fn sorry(asked: &Asked, title: &Markup, text: &Markup, back: &Markup) -> Markup {
    main(&html! {
        (assets::calm())
        h1 { (title) }
        p.lead { (text) }
        p { a.main href=(asked.root) { (back) } }
    })
}
