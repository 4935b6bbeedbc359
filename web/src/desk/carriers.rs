//! Who acts for which carrier. Naming somebody is asked for here and confirmed where everything is that needs a second person.

use appservice::staff::CarrierView;
use axum::Router;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};

use super::fields::{Fields, Sent};
use super::page::sorry;
use super::seconds::why;
use super::shell::{self, Page};
use crate::State;
use crate::portal::{Asked, Says, Value};

/// What belongs to carriers.
pub(super) fn router() -> Router<State> {
    Router::new().route("/desk/traeger", get(show).post(dismiss))
}

/// `GET /desk/traeger`.
async fn show(Shared(state): Shared<State>, asked: Asked, headers: HeaderMap) -> Response {
    let says = super::says(&state, &asked);
    let found = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        let carriers = state.staff.carriers(&signed_in).await?;
        Ok((signed_in, carriers))
    };
    match found.await {
        Ok((signed_in, carriers)) => {
            let main = list(says, &asked.root, &carriers);
            Page { title: says.plain("carriers"), status: StatusCode::OK, main, of: Some(&signed_in) }
                .show(&state, &asked, says)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// `POST /desk/traeger`: somebody acts for a carrier no more.
async fn dismiss(shared: Shared<State>, asked: Asked, headers: HeaderMap, Sent(fields): Sent) -> Response {
    let says = super::says(&shared.0, &asked);
    let done = async {
        let signed_in = super::known(&shared.0.staff, &headers, true).await?;
        let Some((carrier, who)) = fields.and_then(Fields::dismissed) else { return Ok(false) };
        shared.0.staff.dismiss_carrier(&signed_in, &carrier, &who).await?;
        Ok(true)
    };
    match done.await {
        Ok(true) => show(shared, asked, headers).await,
        Ok(false) => {
            shell::plain(&shared.0, &asked, says, (StatusCode::BAD_REQUEST, "torn-title", "torn-text"))
        }
        Err(refused) => sorry(&shared.0, &asked, says, (&headers, refused)),
    }
}

fn list(says: Says<'_>, root: &str, carriers: &[CarrierView]) -> Markup {
    html! {
        h1 { (says.html("carriers")) }
        p.hint { (says.html("carriers-hint")) }
        @if carriers.is_empty() { p.none { (says.html("carriers-none")) } }
        @for carrier in carriers {
            section.centre data-carrier=(carrier.id.as_str()) {
                h2 { (carrier.name) }
                ul.facts {
                    li {
                        (says.html_with("carrier-centres", &[
                            ("count", Value::Number(u16::try_from(carrier.centres.len()).unwrap_or(u16::MAX))),
                        ]))
                        @if !carrier.centres.is_empty() { ": " (carrier.centres.join(", ")) }
                    }
                    li {
                        @if carrier.limits.is_empty() { (says.html("carrier-no-limits")) }
                        @else { (says.html("carrier-limits")) " " (carrier.limits) }
                    }
                    @if !carrier.limits.is_empty() {
                        li {
                            @if carrier.topics.is_empty() { (says.html("carrier-no-topics")) }
                            @else { (says.html("carrier-topics")) " " (carrier.topics) }
                        }
                    }
                }
                @if carrier.acting.is_empty() { p.none { (says.html("carrier-nobody")) } }
                (acting(says, root, carrier))
                @if carrier.others.is_empty() {
                    p.none { (says.html("carrier-nobody-else")) }
                } @else {
                    (naming(says, root, carrier))
                }
            }
        }
    }
}

fn acting(says: Says<'_>, root: &str, carrier: &CarrierView) -> Markup {
    html! {
        ul.cases {
            @for (id, name) in &carrier.acting {
                li data-acts=(id) {
                    div.top {
                        div { h3 { (name) } p.soft { (id) } }
                        form method="post" action={ (root) "desk/traeger" } {
                            input type="hidden" name="carrier" value=(carrier.id.as_str());
                            input type="hidden" name="to" value=(id);
                            button.quiet name="act" value="dismiss" {
                                (says.html("carrier-dismiss")) span.unseen { " " (name) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn naming(says: Says<'_>, root: &str, carrier: &CarrierView) -> Markup {
    let id = carrier.id.as_str();
    html! {
        form method="post" action={ (root) "desk/freigaben" } {
            input type="hidden" name="carrier" value=(id);
            div.field {
                label for={ "to-" (id) } { (says.html("carrier-who")) }
                select id={ "to-" (id) } name="to" {
                    @for (id, name) in &carrier.others { option value=(id) { (name) " (" (id) ")" } }
                }
            }
            (why(says, id))
            button.quiet name="act" value="name-carrier" {
                (says.html("carrier-ask")) span.unseen { ": " (carrier.name) }
            }
        }
    }
}
