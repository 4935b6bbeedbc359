//! Where nobody is responsible, and who would get an enquiry.

use appservice::staff::{PlacementView, TopicView};
use axum::extract::{Query, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use routing::Reason;
use serde::Deserialize;

use super::grid::grid;
use super::page::sorry;
use super::shell::Page;
use crate::State;
use crate::portal::{Asked, Says, Value};

/// What is asked for. It is about the directory, and nobody's secret.
#[derive(Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    fach: String,
    #[serde(default)]
    plz: String,
}

/// `GET /desk/abdeckung`.
pub(super) async fn get(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Response {
    let says = super::says(&state, &asked);
    let locale = says.locale.nearest();
    let found = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        let topics = state.staff.coverage(&signed_in, locale)?;
        let asked_for = !wish.fach.is_empty() || !wish.plz.is_empty();
        let placed = state.staff.explain(&signed_in, (&wish.fach, &wish.plz), locale).await?;
        Ok((signed_in, topics, asked_for.then_some(placed)))
    };
    match found.await {
        Ok((signed_in, topics, placed)) => {
            let main = page(says, &asked.root, &topics, placed.as_ref(), &wish);
            Page { title: says.plain("coverage"), status: StatusCode::OK, main, of: Some(&signed_in) }
                .show(&state, &asked, says)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

fn page(
    says: Says<'_>,
    root: &str,
    topics: &[TopicView],
    placed: Option<&Option<PlacementView>>,
    wish: &Wish,
) -> Markup {
    let shown = topics.iter().find(|topic| topic.id == wish.fach).or(topics.first());
    html! {
        h1 { (says.html("coverage")) }
        form.sheet method="get" action={ (root) "desk/abdeckung" } {
            h2 { (says.html("explain-title")) }
            div.acts {
                div.field {
                    label for="fach" { (says.html("topic")) }
                    select #fach name="fach" {
                        @for topic in topics {
                            option value=(topic.id) selected[topic.id == wish.fach] { (topic.name) }
                        }
                    }
                }
                div.field {
                    label for="plz" { (says.html("postcode")) }
                    input #plz name="plz" inputmode="numeric" maxlength="5" autocomplete="off" value=(wish.plz);
                }
            }
            button.main { (says.html("explain")) }
            @if let Some(placed) = placed { (placement(says, placed.as_ref(), wish)) }
        }
        @if let Some(topic) = shown {
            h2 { (topic.name) }
            (grid(says, &topic.name, &topic.gaps, &topic.overlaps))
            @if !topic.unreachable.is_empty() {
                h3 { (says.html("unreachable")) }
                ul { @for (centre, why) in &topic.unreachable { li { (centre) ": " (says.html(cause(why))) } } }
            }
            @if !topic.gaps.codes.is_empty() {
                details.more {
                    summary { (says.html("gaps")) }
                    p { (topic.gaps.codes) }
                }
            }
        }
        h2 { (says.html("all-topics")) }
        p.hint { (says.html("counted")) }
        table {
            thead { tr {
                th scope="col" { (says.html("topic")) }
                th scope="col" { (says.html("covered-codes")) }
                th scope="col" { (says.html("gaps")) }
                th scope="col" { (says.html("overlaps")) }
                th scope="col" { (says.html("white-spot")) }
            } }
            tbody {
                @for topic in topics {
                    tr {
                        th scope="row" { a href={ (root) "desk/abdeckung?fach=" (topic.id) } { (topic.name) } }
                        td data-label=(says.plain("covered-codes")) { (topic.covered) }
                        td data-label=(says.plain("gaps")) { (topic.gaps.number) }
                        td data-label=(says.plain("overlaps")) { (topic.overlaps.number) }
                        td data-label=(says.plain("white-spot")) {
                            @match &topic.white_spot {
                                None => { b { (says.html("no-white-spot")) } }
                                Some((centre, true)) => { (centre) }
                                Some((centre, false)) => { (says.html_with("fallback", &[("name", Value::Text(centre))])) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn placement(says: Says<'_>, placed: Option<&PlacementView>, wish: &Wish) -> Markup {
    let Some(placed) = placed else {
        // Without a postcode it is only chosen what is shown.
        return if wish.plz.is_empty() {
            html! {}
        } else {
            html! { p.wrong role="alert" { (says.html("no-postcode")) } }
        };
    };
    html! {
        section.answer role="status" {
            p {
                (placed.topic) ", " (placed.postcode) ": "
                b { @match &placed.centre { Some(centre) => { (centre) } None => { (says.html("nobody-takes-it")) } } }
            }
            p { (says.html(reason(placed.reason))) }
        }
        @if !placed.candidates.is_empty() {
            table {
                thead { tr {
                    th scope="col" { (says.html("candidate")) }
                    th scope="col" { (says.html("codes")) }
                    th scope="col" { (says.html("open-enquiries")) }
                    th scope="col" { (says.html("present")) }
                } }
                tbody {
                    @for candidate in &placed.candidates {
                        tr {
                            th scope="row" { (candidate.name) }
                            td data-label=(says.plain("codes")) { (candidate.codes) }
                            td data-label=(says.plain("open-enquiries")) { @match candidate.open { Some(open) => { (open) } None => { "–" } } }
                            td data-label=(says.plain("present")) { (candidate.present) }
                        }
                    }
                }
            }
        }
    }
}

fn cause(code: &str) -> &'static str {
    match code {
        "offline" => "cause-offline",
        "nobody_active" => "cause-nobody-active",
        "everybody_away" => "cause-everybody-away",
        "no_postcodes" => "cause-no-postcodes",
        _ => "cause-no-service",
    }
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::PersonalLink | Reason::PersonalLinkDeputy | Reason::PersonalLinkPool | Reason::CentreLink => {
            "reason-link"
        }
        Reason::OnlyCentre => "reason-only",
        Reason::NarrowestCatchment => "reason-narrowest",
        Reason::FewestOpenEnquiries => "reason-fewest",
        Reason::StableChoice => "reason-stable",
        Reason::WhiteSpot => "reason-white-spot",
        Reason::WhiteSpotFallback => "reason-fallback",
        Reason::NoWhiteSpot | Reason::WhiteSpotClosed => "reason-nobody",
        Reason::UnknownTopic | Reason::PostcodeMissing => "reason-unknown",
    }
}
