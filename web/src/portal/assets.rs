//! What the pages load, and what is drawn in them: all our own, and small.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use maud::{Markup, PreEscaped, html};

/// The design system.
pub(crate) const STYLE: &str = include_str!("portal.css");
/// The quick exit by the keyboard, and without a way back.
const EXIT: &str = include_str!("exit.js");

const ICON: &str = include_str!("drawings/icon.svg");
const MARK: &str = include_str!("drawings/mark.svg");
const HARBOUR: &str = include_str!("drawings/harbour.svg");
const CALM: &str = include_str!("drawings/calm.svg");

/// `GET /portal.css`: the design system, with the operator's colours.
pub(crate) async fn style(State(state): State<crate::State>) -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], state.site.style.clone()).into_response()
}

/// `GET /exit.js`.
pub(crate) async fn exit() -> Response {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], EXIT).into_response()
}

/// `GET /icon.svg`, and `/favicon.ico`: a calm surface that says nothing.
pub(crate) async fn icon() -> Response {
    ([(CONTENT_TYPE, "image/svg+xml; charset=utf-8")], ICON).into_response()
}

/// `GET /logo`: the operator's.
pub(crate) async fn logo(State(state): State<crate::State>) -> Response {
    match &state.site.logo {
        Some(logo) => {
            // An SVG that is opened by itself may have its own colours, and nothing else.
            let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";
            ([(CONTENT_TYPE, logo.kind), (CONTENT_SECURITY_POLICY, policy)], logo.bytes.clone())
                .into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Beside the name, where the operator has no logo.
pub(crate) fn mark() -> Markup {
    PreEscaped(MARK.to_owned())
}

/// The picture of the start page: a small boat, a light, and water that is calm.
pub(crate) fn harbour() -> Markup {
    PreEscaped(HARBOUR.to_owned())
}

/// The picture of pages on which something did not go well.
pub(crate) fn calm() -> Markup {
    PreEscaped(CALM.to_owned())
}

/// Before each point of a list of good things.
pub(crate) fn tick() -> Markup {
    html! {
        svg.glyph viewBox="0 0 24 24" aria-hidden="true" { path d="M4 12.5l5.5 5.5L20 6.5" {} }
    }
}
