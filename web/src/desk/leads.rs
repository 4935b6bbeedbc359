//! Who leads a centre, named by the Referat; and what a lead does for colleagues with new keys.

use appservice::staff::{KeptOutView, LeadsView, Refused};
use axum::extract::State as Shared;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};

use super::fields::{Fields, Sent};
use super::page::{self, sorry};
use super::shell::{self, Page};
use crate::State;
use crate::portal::{Asked, Says, Value};

/// `GET /desk/leitung`.
pub(super) async fn get(Shared(state): Shared<State>, asked: Asked, headers: HeaderMap) -> Response {
    let says = super::says(&state, &asked);
    let found = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        let centres = state.staff.leads(&signed_in).await?;
        Ok((signed_in, centres))
    };
    match found.await {
        Ok((signed_in, centres)) => {
            let main = list(says, &asked.root, &centres);
            Page { title: says.plain("leads"), status: StatusCode::OK, main, of: Some(&signed_in) }
                .show(&state, &asked, says)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// `POST /desk/leitung`: names or dismisses somebody, and shows the page.
pub(super) async fn post(
    shared: Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Sent(fields): Sent,
) -> Response {
    let says = super::says(&shared.0, &asked);
    let done = async {
        let signed_in = super::known(&shared.0.staff, &headers, true).await?;
        let Some((centre, who, leads)) = fields.and_then(Fields::lead) else { return Ok(false) };
        shared.0.staff.set_lead(&signed_in, &centre, &who, leads).await?;
        Ok(true)
    };
    match done.await {
        Ok(true) => get(shared, asked, headers).await,
        Ok(false) => {
            shell::plain(&shared.0, &asked, says, (StatusCode::BAD_REQUEST, "torn-title", "torn-text"))
        }
        Err(refused) => sorry(&shared.0, &asked, says, (&headers, refused)),
    }
}

/// `POST /desk/bestaetigen`: a colleague's new identity is really theirs.
pub(super) async fn confirm(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Sent(fields): Sent,
) -> Response {
    let says = super::says(&state, &asked);
    let locale = says.locale.nearest();
    let done = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        let (centre, who, number) = fields.and_then(Fields::confirmation).ok_or(Refused::Unknown)?;
        let answer = state.staff.confirm(&signed_in, &centre, (&who, &number), locale).await?;
        Ok((signed_in, answer))
    };
    match done.await {
        Ok((signed_in, answer)) => {
            page::show(&state, &asked, says, (&signed_in, &headers), Some(vec![answer])).await
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

fn list(says: Says<'_>, root: &str, centres: &[LeadsView]) -> Markup {
    html! {
        h1 { (says.html("leads")) }
        p.hint { (says.html("leads-hint")) }
        @for centre in centres {
            section.centre data-lead-of=(centre.id) {
                h2 { (centre.name) }
                @if centre.leads.is_empty() { p.none { (says.html("no-lead")) } }
                ul.cases {
                    @for (id, name) in &centre.leads {
                        li {
                            div.top {
                                div { h3 { (name) } p.soft { (id) } }
                                form method="post" action={ (root) "desk/leitung" } {
                                    input type="hidden" name="centre" value=(centre.id);
                                    input type="hidden" name="to" value=(id);
                                    button.quiet name="act" value="dismiss" {
                                        (says.html("lead-dismiss")) span.unseen { " " (name) }
                                    }
                                }
                            }
                        }
                    }
                }
                @if !centre.others.is_empty() {
                    form method="post" action={ (root) "desk/leitung" } {
                        input type="hidden" name="centre" value=(centre.id);
                        div.acts {
                            div.field {
                                label for={ "lead-" (centre.id) } { (says.html("lead-who")) }
                                select id={ "lead-" (centre.id) } name="to" {
                                    @for (id, name) in &centre.others { option value=(id) { (name) " (" (id) ")" } }
                                }
                            }
                        }
                        p { button.quiet name="act" value="name" { (says.html("lead-name")) } }
                    }
                }
            }
        }
    }
}

/// On the lead's own page: who waits for being let in again.
pub(super) fn kept_out(says: Says<'_>, root: &str, waiting: &[KeptOutView]) -> Markup {
    html! {
        @for person in waiting {
            section.note data-kept-out=(person.user) {
                h2 { (says.html_with("kept-out-title", &[("name", Value::Text(&person.name))])) }
                p { (says.html("kept-out-text")) }
                form method="post" action={ (root) "desk/bestaetigen" } {
                    input type="hidden" name="centre" value=(person.centre);
                    input type="hidden" name="to" value=(person.user);
                    div.field {
                        label for={ "number-" (person.user) } { (says.html("kept-out-number")) }
                        input id={ "number-" (person.user) } name="number" inputmode="numeric" maxlength="30"
                            autocomplete="off" required;
                    }
                    button.main { (says.html("kept-out-confirm")) }
                }
            }
        }
    }
}
