//! What seekers read of a centre before they agree, to be changed by those who lead it.

use appservice::staff::{CardView, Changed, Refused, SignedIn};
use axum::extract::{Query, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::fields::Sent;
use super::page::sorry;
use super::shell::{self, Page};
use crate::State;
use crate::portal::{Asked, Says};

/// Which centre's.
#[derive(Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    stelle: String,
}

/// `GET /desk/karte`.
pub(super) async fn get(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Response {
    let says = super::says(&state, &asked);
    match super::known(&state.staff, &headers, true).await {
        Ok(signed_in) => show(&state, &asked, says, &signed_in, (&headers, &wish.stelle, None)),
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// `POST /desk/karte`.
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
    let Some((centre, seen, text)) = fields.and_then(super::fields::Fields::card) else {
        return shell::plain(&state, &asked, says, (StatusCode::BAD_REQUEST, "torn-title", "torn-text"));
    };
    match state.staff.set_card(&signed_in, &centre, (&seen, &text)).await {
        Ok(changed) => {
            show(&state, &asked, says, &signed_in, (&headers, centre.as_str(), Some((changed, &text))))
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

fn show(
    state: &State,
    asked: &Asked,
    says: Says<'_>,
    signed_in: &SignedIn,
    (headers, wanted, changed): (&HeaderMap, &str, Option<(Changed, &str)>),
) -> Response {
    let cards = match state.staff.cards(signed_in) {
        Ok(cards) => cards,
        Err(refused) => return sorry(state, asked, says, (headers, refused)),
    };
    let chosen = cards.iter().find(|card| card.id.as_str() == wanted);
    let Some(chosen) = chosen.or_else(|| cards.first().filter(|_| wanted.is_empty())) else {
        return sorry(state, asked, says, (headers, Refused::Unknown));
    };
    let main = page(says, &asked.root, (&cards, chosen), changed.as_ref());
    Page { title: says.plain("card"), status: StatusCode::OK, main, of: Some(signed_in) }
        .show(state, asked, says)
}

fn page(
    says: Says<'_>,
    root: &str,
    (cards, chosen): (&[CardView], &CardView),
    changed: Option<&(Changed, &str)>,
) -> Markup {
    // What somebody has typed is not lost because it could not be taken.
    let typed = match changed {
        Some((Changed::TooLong | Changed::Meanwhile, text)) => text,
        _ => chosen.text.as_str(),
    };
    html! {
        h1 { (says.html("card")) }
        @if cards.len() > 1 {
            form.sheet method="get" action={ (root) "desk/karte" } {
                div.field {
                    label for="stelle" { (says.html("centre")) }
                    select #stelle name="stelle" {
                        @for card in cards { option value=(card.id.as_str()) selected[card.id == chosen.id] { (card.name) } }
                    }
                }
                button.quiet { (says.html("card-choose")) }
            }
        }
        @match changed {
            Some((Changed::InForce, _)) => { section.answer role="status" { p { (says.html("card-in-force")) } } }
            Some((Changed::TooLong, _)) => { p.wrong #wrong role="alert" { (says.html("card-too-long")) } }
            Some((Changed::Meanwhile, _)) => { p.wrong #wrong role="alert" { (says.html("card-meanwhile")) } }
            None => {}
        }
        h2 { (says.html("card-now")) }
        section.card {
            h3 { (chosen.name) }
            p.soft { (chosen.carrier) }
            div.says { @for line in chosen.text.lines() { p { (line) } } }
        }
        form method="post" action={ (root) "desk/karte" } {
            input type="hidden" name="centre" value=(chosen.id.as_str());
            input type="hidden" name="seen" value=(chosen.text);
            div.field {
                label for="text" { (says.html("card-text")) }
                p.hint #text-hint { (says.html("card-hint")) }
                textarea #text name="text" rows="5" maxlength="600" aria-describedby="text-hint" { (typed) }
            }
            button.main { (says.html("card-save")) }
        }
    }
}
