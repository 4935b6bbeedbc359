//! A case for somebody who sits before a counsellor: a link with a QR code on the screen, for half an hour and one case.

use appservice::staff::AtOnceView;
use appservice::words::days;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, PreEscaped, html};

use super::fields::Sent;
use super::page::sorry;
use super::shell::{self, Page};
use crate::State;
use crate::portal::{Asked, Says, Value};

/// `POST /desk/vor-ort`: a new link each time, shown this once.
pub(super) async fn post(
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
    let Some(centre) = fields.and_then(super::fields::Fields::centre) else {
        return shell::plain(&state, &asked, says, (StatusCode::BAD_REQUEST, "torn-title", "torn-text"));
    };
    match state.staff.at_once(&signed_in, &centre).await {
        Ok(shown) => {
            let main = page(says, &asked.root, shown.as_ref());
            Page { title: says.plain("at-once"), status: StatusCode::OK, main, of: Some(&signed_in) }
                .show(&state, &asked, says)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

fn page(says: Says<'_>, root: &str, shown: Option<&AtOnceView>) -> Markup {
    html! {
        p { a href={ (root) "desk" } { (says.html("to-desk")) } }
        h1 { (says.html("at-once")) }
        @match shown {
            None => { p.lead { (says.html("at-once-no-portal")) } }
            Some(shown) => {
                p.lead { (says.html("at-once-show")) }
                div.qr role="img" aria-label=(says.plain("at-once-qr")) { (PreEscaped(&shown.qr)) }
                p { (says.html_with("at-once-until", &[("time", Value::Text(&days::clock(shown.until)))])) }
                p { (says.html_with("at-once-typed", &[("address", Value::Text(&shown.typing))])) }
                p.shown-code { (shown.code) }
                p { a.quiet href=(shown.card) rel="noreferrer" { (says.html("at-once-card")) } }
                p.hint { code.feed { (shown.page) } }
            }
        }
        p.hint { (says.html("at-once-notes")) }
    }
}
