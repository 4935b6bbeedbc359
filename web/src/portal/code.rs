//! `/k`: what somebody opens who has a link, a QR code, or a card with a code to type.
//!
//! The link stands in the path, so nothing here logs an address; `Referrer-Policy` and `Cache-Control` keep it from
//! spreading, and a code that is typed travels in the body.

use appservice::links::portal::{Found, Reader};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use routing::Manner;

use super::asked::Asked;
use super::form::{Fields, Sent, hidden};
use super::shell::{Page, main};
use super::words::Says;
use super::{centre, matrix, notice, reads, refusal, start};

/// `GET /k/{link}`: the centre, and the way to write to it; a link that does not hold gets the usual way.
pub(crate) async fn get(
    State(state): State<crate::State>,
    asked: Asked,
    Path(link): Path<String>,
) -> Response {
    look_up(&state, &asked, &link, &Fields { link: link.clone(), ..Fields::default() }).await
}

/// `GET /k`: asks for the code of a card, and shows the way without one.
pub(crate) async fn ask(State(state): State<crate::State>, asked: Asked) -> Response {
    let says = asked.says(&state);
    let inner = html! {
        h1 { (says.html("code-title")) }
        (field(says, &asked))
        (without(says, &asked))
        (matrix::way(&state, says, None))
    };
    Page::new(says.plain("code-name"), main(&inner)).show(&state, &asked)
}

/// `POST /k`: the code of a card; or a link, when the language of its page is switched.
pub(crate) async fn typed(
    State(state): State<crate::State>,
    mut asked: Asked,
    Sent(fields): Sent,
) -> Response {
    // Whatever else was sent is no code.
    let fields = fields.unwrap_or_default();
    asked.switch(&fields);
    let shown = if fields.code.is_empty() { fields.link.clone() } else { fields.code.clone() };
    look_up(&state, &asked, &shown, &fields).await
}

/// `GET /k/{token}/karte.svg`: the card to print.
pub(crate) async fn card(
    State(state): State<crate::State>,
    asked: Asked,
    Path(link): Path<String>,
) -> Response {
    match state.portal.card(&link, asked.locale.nearest()).await {
        Ok(Some(Ok(card))) => {
            // Its name says nothing.
            let headers = [
                (CONTENT_TYPE, "image/svg+xml; charset=utf-8"),
                (CONTENT_DISPOSITION, "attachment; filename=\"karte.svg\""),
            ];
            (headers, card).into_response()
        }
        Ok(Some(Err(_)) | None) => show(&state, &asked, &Found::Invalid, &Fields::default()),
        Err(error) => refusal::trouble(&state, &asked, &error),
    }
}

async fn look_up(state: &crate::State, asked: &Asked, shown: &str, fields: &Fields) -> Response {
    match state.portal.find(shown, asked.locale.nearest()).await {
        Ok(found) => show(state, asked, &found, fields),
        Err(error) => refusal::trouble(state, asked, &error),
    }
}

/// The page of what was found behind a link.
pub(crate) fn show(state: &crate::State, asked: &Asked, found: &Found, fields: &Fields) -> Response {
    let asked = &asked.addressed(manner(found));
    let says = asked.says(state);
    let (status, inner) = match found {
        Found::Way { .. } => (StatusCode::OK, way(state, says, asked, found)),
        Found::Closed => (
            StatusCode::OK,
            html! {
                h1 { (says.html("link-closed-title")) }
                (notice::note(&says.html("link-closed")))
                (without(says, asked))
                (matrix::way(state, says, None))
            },
        ),
        Found::Invalid => (
            StatusCode::NOT_FOUND,
            html! {
                h1 { (says.html("link-invalid-title")) }
                (notice::note(&says.html("link-invalid")))
                (without(says, asked))
                (field(says, asked))
                (matrix::way(state, says, None))
            },
        ),
    };
    // A link that does not hold is not repeated: neither in the page nor in what it sends.
    let link = match found {
        Found::Way { link, .. } => link.clone(),
        Found::Closed if fields.link.is_empty() => fields.code.clone(),
        Found::Closed => fields.link.clone(),
        Found::Invalid => String::new(),
    };
    let again = Fields { link, lang: fields.lang.clone(), ..Fields::default() };
    Page::new(says.plain("link-name"), main(&inner))
        .with_status(status)
        .answering("k", &again)
        .show(state, asked)
}

/// Behind a link to several topics: the familiar one only if it is that of all.
fn manner(found: &Found) -> Manner {
    match found {
        Found::Way { topics, .. } if topics.iter().all(|topic| topic.manner == Manner::Familiar) => {
            Manner::Familiar
        }
        _ => Manner::Polite,
    }
}

fn way(state: &crate::State, says: Says<'_>, asked: &Asked, found: &Found) -> Markup {
    let Found::Way { centre, reader, topics, link, start, print } = found else { return html! {} };
    let root = &asked.root;
    let note = match reader {
        Reader::Centre => None,
        Reader::Person => Some("link-personal"),
        Reader::Deputy => Some("link-deputy"),
        Reader::Team => Some("link-team"),
    };
    html! {
        h1 { (says.html("link-title")) }
        (centre::card(says, centre))
        @if let Some(note) = note { (notice::note(&says.html(note))) }
        (reads::table(says, asked, centre, *reader))
        form method="post" action={ (root) "schreiben" } {
            (hidden(&[("link", link)]))
            p.soft { (says.html("centre-agree")) }
            @if let [only] = topics.as_slice() {
                (hidden(&[("topic", only.id.as_str())]))
                button.main { (says.html("centre-write")) }
            } @else {
                p { (says.html("link-topics-hint")) }
                (start::choice(says, "link-topics", topics))
            }
        }
        (matrix::way(state, says, Some(start)))
        @if let Some(print) = print {
            p { a href={ (root) (print) } { (says.html("link-print")) } }
        }
    }
}

fn without(says: Says<'_>, asked: &Asked) -> Markup {
    html! { p { a.main href=(asked.root) { (says.html("link-find")) } } }
}

fn field(says: Says<'_>, asked: &Asked) -> Markup {
    html! {
        form.sheet method="post" action={ (asked.root) "k" } {
            div.field {
                label for="code" { (says.html("code-label")) }
                p.hint #code-hint { (says.html("code-hint")) }
                input #code.code name="code" autocomplete="off" autocapitalize="characters" spellcheck="false"
                    maxlength="40" dir="ltr" aria-describedby="code-hint" required;
            }
            button.main type="submit" { (says.html("code-send")) }
        }
    }
}
