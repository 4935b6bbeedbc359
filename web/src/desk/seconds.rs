//! What one of the Referat asks for and a second one confirms: naming somebody of the Referat or of a carrier, lifting a hold,
//! handing out the trail.

use appservice::staff::{HoldView, Refused, RequestView, Said, SecondsView};
use appservice::store::second::{Outcome, Wanted};
use appservice::words::days;
use axum::Router;
use axum::extract::{Path, State as Shared};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};

use super::fields::{Fields, SecondForm, Sent};
use super::page::sorry;
use super::shell::{self, Page};
use crate::State;
use crate::portal::{Asked, Says, Value};

/// What belongs to requests.
pub(super) fn router() -> Router<State> {
    Router::new()
        .route("/desk/freigaben", get(show).post(act))
        .route("/desk/freigaben/{request}/protokoll.csv", get(fetch))
}

/// `GET /desk/freigaben`.
async fn show(shared: Shared<State>, asked: Asked, headers: HeaderMap) -> Response {
    page(shared, asked, headers, None).await
}

/// `POST /desk/freigaben`: asks, confirms, declines or takes back.
async fn act(shared: Shared<State>, asked: Asked, headers: HeaderMap, Sent(fields): Sent) -> Response {
    let (says, staff) = (super::says(&shared.0, &asked), &shared.0.staff);
    let done = async {
        let signed_in = super::known(staff, &headers, true).await?;
        Ok(match fields.and_then(Fields::second) {
            Some(SecondForm::Ask(wish, reason)) => Some(staff.ask_second(&signed_in, wish, &reason).await?),
            Some(SecondForm::Decide(id, yes)) => Some(staff.decide_second(&signed_in, &id, yes).await?),
            Some(SecondForm::Withdraw(id)) => Some(staff.withdraw_second(&signed_in, &id).await?),
            None => None,
        })
    };
    match done.await {
        Ok(Some(said)) => page(shared, asked, headers, Some(said)).await,
        Ok(None) => {
            shell::plain(&shared.0, &asked, says, (StatusCode::BAD_REQUEST, "torn-title", "torn-text"))
        }
        Err(refused) => sorry(&shared.0, &asked, says, (&headers, refused)),
    }
}

/// `GET /desk/freigaben/…/protokoll.csv`: the trail, for whoever asked for it and got it confirmed.
async fn fetch(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Path(request): Path<String>,
) -> Response {
    let says = super::says(&state, &asked);
    let found = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        state.staff.fetch_trail(&signed_in, &request).await
    };
    match found.await {
        Ok(bytes) => {
            let as_file = "attachment; filename=\"protokoll.csv\"";
            ([(CONTENT_TYPE, "text/csv; charset=utf-8"), (CONTENT_DISPOSITION, as_file)], bytes)
                .into_response()
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

async fn page(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    said: Option<Said>,
) -> Response {
    let says = super::says(&state, &asked);
    let found = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        let view = state.staff.seconds(&signed_in).await?;
        Ok::<_, Refused>((signed_in, view))
    };
    match found.await {
        Ok((signed_in, view)) => {
            let main = main(says, &asked.root, &view, said);
            Page { title: says.plain("seconds"), status: StatusCode::OK, main, of: Some(&signed_in) }
                .show(&state, &asked, says)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

fn main(says: Says<'_>, root: &str, view: &SecondsView, said: Option<Said>) -> Markup {
    html! {
        h1 { (says.html("seconds")) }
        p.hint { (says.html("seconds-what")) }
        @if let Some(said) = said {
            section.answer role="status" tabindex="-1" { p { (says.html(answer(said))) } }
        }
        h2 { (says.html("seconds-open")) }
        @if view.open.is_empty() { p.none { (says.html("seconds-none")) } }
        ul.cases { @for it in &view.open { (request(says, root, it)) } }
        (holds(says, root, &view.holds))
        (referat(says, root, view))
        (trail(says, root, view))
        @if !view.decided.is_empty() {
            details.more {
                summary { (says.html("seconds-decided")) " (" (view.decided.len()) ")" }
                ul.cases { @for it in &view.decided { (request(says, root, it)) } }
            }
        }
    }
}

fn answer(said: Said) -> &'static str {
    match said {
        Said::Asked => "second-asked",
        Said::Already => "second-already",
        Said::NoReason => "second-no-reason",
        Said::Impossible => "second-impossible",
        Said::Confirmed => "second-confirmed",
        Said::Declined => "second-declined",
        Said::Withdrawn => "second-withdrawn",
        Said::Void => "second-void",
    }
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Confirmed => "outcome-confirmed",
        Outcome::Declined => "outcome-declined",
        Outcome::Withdrawn => "outcome-withdrawn",
        Outcome::Void => "outcome-void",
        Outcome::Late => "outcome-late",
    }
}

fn request(says: Says<'_>, root: &str, RequestView { request, own, fetch }: &RequestView) -> Markup {
    let body = &request.body;
    html! {
        li data-request=(request.id) data-own=(own) {
            h3 {
                @match &body.wanted {
                    Wanted::NameReferat { who, .. } => {
                        (says.html_with("want-referat", &[("who", Value::Text(who.as_str()))]))
                    }
                    Wanted::NameCarrier { carrier, who, .. } => {
                        (says.html_with("want-carrier", &[
                            ("who", Value::Text(who.as_str())), ("carrier", Value::Text(carrier.as_str())),
                        ]))
                    }
                    Wanted::LiftHold { reference, .. } => {
                        (says.html_with("want-hold", &[("case", Value::Text(reference.as_str()))]))
                    }
                    Wanted::ExportTrail { centre, .. } => {
                        @match centre {
                            Some(centre) => { (says.html_with("want-trail", &[("centre", Value::Text(centre.as_str()))])) }
                            None => { (says.html("want-trail-all")) }
                        }
                    }
                }
            }
            p { (body.reason) }
            ul.facts {
                li { (says.html("second-by")) " " (body.by.as_str()) }
                li { (days::clock(request.asked)) }
                @match body.outcome {
                    None => { li { (says.html("second-until")) " " (days::clock(request.until)) } }
                    Some(became) => {
                        li { (says.html(outcome(became))) @if let Some(by) = &body.decided_by { ": " (by.as_str()) } }
                    }
                }
            }
            @if body.outcome.is_none() {
                form method="post" action={ (root) "desk/freigaben" } {
                    input type="hidden" name="which" value=(request.id);
                    div.row {
                        @if *own {
                            button.quiet name="act" value="withdraw" { (says.html("second-withdraw")) }
                        } @else {
                            button.main name="act" value="confirm" { (says.html("second-confirm")) }
                            button.quiet name="act" value="decline" { (says.html("second-decline")) }
                        }
                    }
                }
            }
            @if *fetch {
                p { a.main href={ (root) "desk/freigaben/" (request.id) "/protokoll.csv" } { (says.html("second-fetch")) } }
            }
        }
    }
}

pub(super) fn why(says: Says<'_>, id: &str) -> Markup {
    html! {
        div.field {
            label for={ "why-" (id) } { (says.html("second-reason")) }
            input id={ "why-" (id) } name="reason" maxlength="500" autocomplete="off" required;
        }
    }
}

fn holds(says: Says<'_>, root: &str, holds: &[HoldView]) -> Markup {
    html! {
        h2 { (says.html("holds")) }
        p.hint { (says.html("holds-what")) }
        @if holds.is_empty() { p.none { (says.html("holds-none")) } }
        ul.cases {
            @for hold in holds {
                li data-hold=(hold.reference) {
                    h3 { (hold.reference) " · " (hold.centre) }
                    p { (hold.reason) }
                    ul.facts {
                        li { (says.html("hold-since")) " " (days::clock(hold.since)) }
                        li { (says.html("second-by")) " " (hold.by) }
                    }
                    form method="post" action={ (root) "desk/freigaben" } {
                        input type="hidden" name="reference" value=(hold.reference);
                        (why(says, &hold.reference))
                        button.quiet name="act" value="lift-hold" {
                            (says.html("hold-lift")) span.unseen { " " (hold.reference) }
                        }
                    }
                }
            }
        }
    }
}

fn referat(says: Says<'_>, root: &str, view: &SecondsView) -> Markup {
    html! {
        h2 { (says.html("referat")) }
        p.hint { (says.html("referat-what")) }
        ul {
            @for (user, settled) in &view.referat {
                li data-referat=(user) {
                    (user) " – " (says.html(if *settled { "referat-settled" } else { "referat-named" }))
                }
            }
        }
        form.sheet method="post" action={ (root) "desk/freigaben" } {
            div.field {
                label for="to" { (says.html("referat-who")) }
                input #to name="to" maxlength="255" autocomplete="off" spellcheck="false" required
                    placeholder="@name:server";
            }
            (why(says, "referat"))
            button.quiet name="act" value="name-referat" { (says.html("referat-ask")) }
        }
    }
}

fn trail(says: Says<'_>, root: &str, view: &SecondsView) -> Markup {
    let platform = appservice::store::audit::platform();
    html! {
        h2 { (says.html("hand-out")) }
        p.hint { (says.html("hand-out-what")) }
        form.sheet method="post" action={ (root) "desk/freigaben" } {
            div.field {
                label for="centre" { (says.html("centre")) }
                select #centre name="centre" {
                    option value="" { (says.html("hand-out-all")) }
                    @for (id, name) in &view.centres { option value=(id.as_str()) { (name) } }
                    option value=(platform.as_str()) { (says.html("platform-trail")) }
                }
            }
            (why(says, "trail"))
            button.quiet name="act" value="export-trail" { (says.html("hand-out-ask")) }
        }
    }
}
