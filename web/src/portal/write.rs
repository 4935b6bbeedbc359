//! `POST /schreiben`, `GET /anmelden` and `GET /zurueck`: the pages on which the chat runs. Without scripts they say so, and name
//! the other ways.

use appservice::links::portal::{Wish, Writing};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hearing::danger::Kind;
use maud::{Markup, html};
use routing::Slot;

use super::asked::Asked;
use super::form::Sent;
use super::shell::Page;
use super::words::{Says, Value};
use super::{code, dates, help, matrix, refusal, wish};

/// `GET /schreiben`: the form is gone; whoever has an account signs in.
pub(crate) async fn get(asked: Asked) -> Response {
    refusal::lead_to(&asked, "anmelden")
}

/// `POST /schreiben`: the placement is computed again; what does not hold leads to the page on which it is mended.
pub(crate) async fn post(
    State(state): State<crate::State>,
    mut asked: Asked,
    Sent(fields): Sent,
) -> Response {
    let Some(fields) = fields else { return refusal::torn(&state, &asked) };
    asked.switch(&fields);
    let date = match Slot::parse(&fields.date).filter(|_| fields.link.is_empty()) {
        None => None,
        Some(slot) => match state.portal.first_dates(&fields.said(), asked.locale.nearest()).await {
            Ok(Ok(found)) if found.slots.contains(&slot) => Some(slot),
            Ok(Ok(found)) => return dates::page(&state, &asked, &found, &fields, StatusCode::CONFLICT),
            Ok(Err(next)) => return wish::page(&state, &asked, &next, &fields, StatusCode::CONFLICT),
            Err(error) => return refusal::trouble(&state, &asked, &error),
        },
    };
    match state.portal.writing(&fields.said(), &fields.link, asked.locale.nearest()).await {
        Ok(Writing::Ready(wish)) => {
            let asked = asked.addressed(wish.manner);
            let says = asked.says(&state);
            let danger = Kind::named(&fields.danger);
            let mut page =
                Page::new(says.plain("write-name"), main(&state, &asked, For::Wish(&wish, danger, date)));
            page.chat = true;
            page.answering("schreiben", &fields).show(&state, &asked)
        }
        Ok(Writing::Again(next)) => wish::page(&state, &asked, &next, &fields, StatusCode::CONFLICT),
        Ok(Writing::Link(found)) => code::show(&state, &asked, &found, &fields),
        Err(error) => refusal::trouble(&state, &asked, &error),
    }
}

/// `GET /anmelden`: whoever comes back.
pub(crate) async fn sign_in(State(state): State<crate::State>, asked: Asked) -> Response {
    let says = asked.says(&state);
    let mut page = Page::new(says.plain("return-name"), main(&state, &asked, For::Return));
    page.chat = true;
    page.show(&state, &asked)
}

/// `GET /zurueck`: whoever has lost their password makes a new account, and asks for the way back with it.
pub(crate) async fn come_back(State(state): State<crate::State>, asked: Asked) -> Response {
    let says = asked.says(&state);
    let mut page = Page::new(says.plain("lost-name"), main(&state, &asked, For::Lost));
    page.chat = true;
    page.show(&state, &asked)
}

/// For whom the chat begins.
#[derive(Clone, Copy)]
enum For<'a> {
    /// Somebody who has found a centre, perhaps in danger, and perhaps wants to take an open time of it.
    Wish(&'a Wish, Option<Kind>, Option<Slot>),
    /// Somebody with an account.
    Return,
    /// Somebody whose password is lost.
    Lost,
}

/// The chat takes `#chat` over; what stands in it is for those whose browser cannot.
fn main(state: &crate::State, asked: &Asked, whom: For<'_>) -> Markup {
    let says = asked.says(state);
    let (wish, danger, date, title) = match whom {
        For::Wish(wish, danger, date) => {
            let title = if date.is_some() { "first-page" } else { "write-title" };
            (Some(wish), danger, date, title)
        }
        For::Return => (None, None, None, "return-title"),
        For::Lost => (None, None, None, "lost-chat-title"),
    };
    html! {
        @if wish.is_some() || danger.is_some() {
            aside.for-you aria-label=(says.plain("centre-name")) {
                div.narrow {
                    @if let Some(kind) = danger { (help::danger(says, kind)) }
                    @if let Some(wish) = wish {
                        p { (says.html_with("write-for", &[("centre", Value::Text(&wish.card.name))])) }
                        @if let Some(slot) = &date { (dates::chosen(says, slot)) }
                    }
                }
            }
        }
        main #chat tabindex="-1" data-server-name=(state.portal.server_name()) data-locale=(asked.locale.tag())
            data-chosen[asked.chosen] data-lost[matches!(whom, For::Lost)] {
            div.narrow {
                h1 { (says.html(title)) }
                noscript {
                    div.note { h2 { (says.html("write-off-title")) } p { (says.html("write-off")) } }
                    (other_ways(state, says))
                }
                p.wait { (says.html("write-wait")) }
                details.more {
                    summary { (says.html("write-stuck")) }
                    (other_ways(state, says))
                }
                @if wish.is_none() {
                    p { a href=(asked.root) { (says.html("return-new")) } }
                    p { a href={ (asked.root) "passwort-vergessen" } { (says.html("lost-title")) } }
                }
            }
        }
        @if let Some(wish) = wish {
            form #wish hidden {
                input type="hidden" name="topic" value=(wish.topic);
                input type="hidden" name="postcode" value=(wish.postcode);
                input type="hidden" name="centre" value=(wish.centre);
                input type="hidden" name="link" value=(wish.link);
                input type="hidden" name="danger" value=(danger.map(Kind::name).unwrap_or_default());
                @if let Some(slot) = &date { input type="hidden" name="date" value=(slot.code()); }
            }
        }
    }
}

pub(super) fn other_ways(state: &crate::State, says: Says<'_>) -> Markup {
    html! {
        ul {
            li { a href="#help" { (says.html("write-off-phone")) } }
            li { (says.html("write-off-matrix")) (matrix::steps(state, says, None)) }
        }
    }
}
