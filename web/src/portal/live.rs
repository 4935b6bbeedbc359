//! `POST /jetzt`: the page before a live chat, and on which it runs. Without scripts it says who is there, how many wait, and what else
//! can be done.

use appservice::links::portal::{LiveOffer, LiveWish};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hearing::danger::Kind;
use maud::{Markup, html};

use super::asked::Asked;
use super::form::{Sent, hidden};
use super::shell::Page;
use super::words::{Says, Value};
use super::{centre, help, reads, refusal, wish, write};

/// `GET /jetzt`: the form is gone, and with it what was said.
pub(crate) async fn get(asked: Asked) -> Response {
    refusal::lead_to(&asked, "")
}

/// `POST /jetzt`: who is there is looked up anew.
pub(crate) async fn post(
    State(state): State<crate::State>,
    mut asked: Asked,
    Sent(fields): Sent,
) -> Response {
    let Some(fields) = fields else { return refusal::torn(&state, &asked) };
    asked.switch(&fields);
    match state.portal.live(&fields.said(), asked.locale.nearest()).await {
        Ok(Ok(found)) => {
            let asked = asked.addressed(found.wish.manner);
            let says = asked.says(&state);
            let danger = Kind::named(&fields.danger);
            let there = matches!(found.offer, LiveOffer::There(_));
            let main = if there {
                room(&state, says, &asked, &found, danger)
            } else {
                super::shell::main(&outside(says, &asked, &found, danger))
            };
            let mut page = Page::new(says.plain("live-name"), main);
            page.chat = there;
            page.answering("jetzt", &fields).show(&state, &asked)
        }
        Ok(Err(next)) => wish::page(&state, &asked, &next, &fields, StatusCode::CONFLICT),
        Err(error) => refusal::trouble(&state, &asked, &error),
    }
}

/// On the page of a centre: whether somebody is there for a talk at once.
pub(crate) fn offer(says: Says<'_>, asked: &Asked, live: &LiveOffer, fields: &[(&str, &str)]) -> Markup {
    match live {
        LiveOffer::Nobody => html! {},
        LiveOffer::Full => {
            html! { section.tile.live { h2 { (says.html("live-title")) } p { (says.html("live-full")) } } }
        }
        LiveOffer::There(card) => html! {
            section.tile.live {
                h2 { (says.html("live-title")) }
                p { (says.html_with("live-there", &[("centre", Value::Text(&card.name))])) }
                form method="post" action={ (asked.root) "jetzt" } {
                    (hidden(fields))
                    button.quiet { (says.html("live-go")) }
                }
            }
        },
    }
}

/// Somebody is there: the chat takes `#chat` over; what stands in it is for those whose browser cannot.
fn room(
    state: &crate::State,
    says: Says<'_>,
    asked: &Asked,
    found: &LiveWish,
    danger: Option<Kind>,
) -> Markup {
    let wish = &found.wish;
    html! {
        aside.for-you aria-label=(says.plain("live-page")) {
            div.narrow {
                @if let Some(kind) = danger { (help::danger(says, kind)) }
                p { (says.html_with("live-lead", &[("centre", Value::Text(&wish.card.name))])) }
                (facts(says, found))
                // The responsible one was shown on the page before.
                @if found.another { (centre::card(says, &wish.card)) }
                (reads::folded(says, &wish.card, !found.another))
                p.soft { (says.html("live-agree")) }
                (lasting(says, asked, found, danger))
            }
        }
        main #chat tabindex="-1" data-server-name=(state.portal.server_name()) data-locale=(asked.locale.tag())
            data-chosen[asked.chosen] {
            div.narrow {
                h1 { (says.html("live-page")) }
                noscript {
                    div.note { h2 { (says.html("write-off-title")) } p { (says.html("live-off")) } }
                    (write::other_ways(state, says))
                }
                p.wait { (says.html("write-wait")) }
            }
        }
        form #wish hidden data-live="" {
            input type="hidden" name="topic" value=(wish.topic);
            input type="hidden" name="postcode" value=(wish.postcode);
            input type="hidden" name="centre" value=(wish.centre);
            input type="hidden" name="danger" value=(danger.map(Kind::name).unwrap_or_default());
        }
    }
}

/// Nobody is there, or too many wait.
fn outside(says: Says<'_>, asked: &Asked, found: &LiveWish, danger: Option<Kind>) -> Markup {
    let why = if found.offer == LiveOffer::Full { "live-full" } else { "live-nobody" };
    html! {
        @if let Some(kind) = danger { (help::danger(says, kind)) }
        h1 { (says.html("live-page")) }
        p.lead { (says.html(why)) }
        p { a href="#help" { (says.html("unserved-now")) } }
        (lasting(says, asked, found, danger))
    }
}

/// How it stands, and what it means that nothing is kept.
fn facts(says: Says<'_>, found: &LiveWish) -> Markup {
    html! {
        ul {
            li { (says.html_with("live-waiting", &[("waiting", Value::Number(found.waiting))])) " "
                @match found.minutes {
                    Some(minutes) => { (says.html_with("live-minutes", &[("minutes", Value::Number(minutes))])) }
                    None => { (says.html("live-unknown")) }
                }
            }
            li { (says.html("live-nameless")) }
            li { (says.html("live-open")) }
            li { (says.html("live-gone")) }
            li { (says.html("live-keep")) }
        }
    }
}

/// An enquiry that lasts, instead.
fn lasting(says: Says<'_>, asked: &Asked, found: &LiveWish, danger: Option<Kind>) -> Markup {
    let wish = &found.wish;
    html! {
        form method="post" action={ (asked.root) "stelle" } {
            (hidden(&[
                ("topic", &wish.topic), ("postcode", &wish.postcode),
                ("danger", danger.map(Kind::name).unwrap_or_default()),
            ]))
            button.quiet { (says.html("live-lasting")) }
        }
    }
}
