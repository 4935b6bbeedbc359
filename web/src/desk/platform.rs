//! What the Referat looks after: how Lotse is, which promises were broken and who was told, which links are about.

use appservice::staff::{BreachView, Check, Finding, Health, HealthView, LinkView, LinksView};
use appservice::words::days;
use axum::extract::{Query, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use routing::{CentreId, Span, Standing, Timestamp};
use serde::Deserialize;

use super::page::sorry;
use super::shell::Page;
use crate::State;
use crate::portal::{Asked, Says, Value};

/// Of which centre the links are shown one by one.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wish {
    stelle: String,
}

/// `GET /desk/lage`.
pub(super) async fn get(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Response {
    let says = super::says(&state, &asked);
    let centre = CentreId::parse(&wish.stelle).ok();
    let found = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        let health = state.staff.health(&signed_in).await?;
        let breaches = state.staff.breaches(&signed_in).await?;
        let links = state.staff.links(&signed_in, centre.as_ref()).await?;
        Ok((signed_in, health, breaches, links))
    };
    match found.await {
        Ok((signed_in, health, breaches, (centres, links))) => {
            let main = html! {
                h1 { (says.html("platform")) }
                (how_it_is(says, &health))
                (broken(says, &breaches))
                (links_of(says, &asked.root, &centres, (&wish.stelle, &links)))
            };
            Page { title: says.plain("platform"), status: StatusCode::OK, main, of: Some(&signed_in) }
                .show(&state, &asked, says)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

fn how_it_is(says: Says<'_>, health: &HealthView) -> Markup {
    let at = days::clock(health.at);
    html! {
        h2 { (says.html("health")) }
        p.hint { (says.html_with("health-at", &[("time", Value::Text(&at))])) }
        ul.cases {
            @for finding in &health.findings {
                @let (class, key) = match finding.health {
                    Health::Well => ("well", "health-well"),
                    Health::Look => ("waits", "health-look"),
                    Health::Ill => ("urgent", "health-ill"),
                };
                li class=(class) data-check {
                    b { (says.html(key)) } " "
                    (says.html_with(sentence(*finding), &[("count", Value::Number(finding.count))]))
                }
            }
        }
        p.hint { (says.html("health-doctor")) }
    }
}

fn sentence(finding: Finding) -> &'static str {
    let well = finding.health == Health::Well;
    match (finding.check, well) {
        (Check::Workers, true) => "health-workers",
        (Check::Workers, false) => "health-workers-hang",
        (Check::Homeserver, true) => "health-homeserver",
        (Check::Homeserver, false) => "health-homeserver-away",
        (Check::Outbox, true) => "health-outbox",
        (Check::Outbox, false) => "health-outbox-stuck",
        (Check::Inbox, true) => "health-inbox",
        (Check::Inbox, false) => "health-inbox-stuck",
        (Check::Rows, true) => "health-rows",
        (Check::Rows, false) => "health-rows-fail",
        (Check::Rooms, true) => "health-rooms",
        (Check::Rooms, false) => "health-rooms-missing",
        (Check::Identities, true) => "health-identities",
        (Check::Identities, false) => "health-identities-wait",
        (Check::Servers, true) => "health-servers",
        (Check::Servers, false) => "health-servers-away",
        (Check::Contacts, true) => "health-contacts",
        (Check::Contacts, false) => "health-contacts-none",
        (Check::Mail, _) if finding.count > 0 => "health-mail",
        (Check::Mail, _) => "health-mail-none",
        (Check::Erasure, true) => "health-erasure",
        (Check::Erasure, false) => "health-erasure-none",
    }
}

fn broken(says: Says<'_>, breaches: &[BreachView]) -> Markup {
    html! {
        h2 { (says.html("breaches")) }
        p.hint { (says.html("breaches-hint")) }
        @if breaches.is_empty() { p.none { (says.html("breaches-none")) } }
        ul.cases {
            @for breach in breaches {
                li data-breach {
                    h3 { (breach.centre) }
                    @let (since, at) = (days::clock(breach.since), days::clock(breach.broken));
                    p { (says.html_with("breach-when", &[("since", Value::Text(&since)), ("time", Value::Text(&at))])) }
                    @if breach.told.is_empty() { p { b { (says.html("breach-nobody")) } } }
                    ul.facts {
                        @for (who, told) in &breach.told {
                            @match told {
                                Some(told) => {
                                    @let time = days::clock(*told);
                                    li { (says.html_with("breach-told", &[("who", Value::Text(who)), ("time", Value::Text(&time))])) }
                                }
                                None => { li.hot { (says.html_with("breach-untold", &[("who", Value::Text(who))])) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn links_of(
    says: Says<'_>,
    root: &str,
    centres: &[LinksView],
    (wanted, links): (&str, &[LinkView]),
) -> Markup {
    let keys = ["link-valid", "link-expired", "link-used-up", "link-revoked"];
    html! {
        h2 { (says.html("links")) }
        p.hint { (says.html("links-hint")) }
        @if centres.is_empty() { p.none { (says.html("links-none")) } }
        @else {
            table {
                thead { tr {
                    th scope="col" { (says.html("links-centre")) }
                    @for key in keys { th scope="col" { (says.html(key)) } }
                } }
                tbody {
                    @for centre in centres {
                        tr {
                            th scope="row" { a href={ (root) "desk/lage?stelle=" (centre.id) "#links" } { (centre.name) } }
                            @for (key, count) in keys.into_iter().zip(centre.counts) {
                                td data-label=(says.plain(key)) { (count) }
                            }
                        }
                    }
                }
            }
        }
        @if let Some(centre) = centres.iter().find(|centre| centre.id == wanted) {
            h3 #links { (centre.name) }
            ul.cases { @for link in links { (one(says, link)) } }
        }
    }
}

fn one(says: Says<'_>, link: &LinkView) -> Markup {
    let standing = match link.standing {
        Standing::Valid if link.leads => "link-is-valid",
        Standing::Valid => "link-leads-nowhere",
        Standing::Expired => "link-is-expired",
        Standing::UsedUp => "link-is-used-up",
        Standing::Revoked => "link-is-revoked",
    };
    html! {
        li data-link=(link.id) {
            b { @match &link.whose { Some(whose) => { (whose) } None => { (says.html("link-of-centre")) } } }
            ul.facts {
                li { (says.html(standing)) }
                li { (says.html_with("link-made", &[("day", Value::Text(&day(link.made)))])) }
                @if let Some(expires) = link.expires {
                    @let last = day(expires.minus(Span::from_millis(1)));
                    li { (says.html_with("link-until", &[("day", Value::Text(&last))])) }
                }
                li { (says.html_with("link-uses", &[("count", Value::Number(u16::try_from(link.uses).unwrap_or(u16::MAX)))])) }
                @if let Some(most) = link.most {
                    li { (says.html_with("link-most", &[("count", Value::Number(u16::try_from(most).unwrap_or(u16::MAX)))])) }
                }
            }
        }
    }
}

fn day(moment: Timestamp) -> String {
    days::written(days::today(moment))
}
