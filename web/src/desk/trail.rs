//! Who came to read which case of a centre, or lost it: the audit trail, as its lead reads it.

use appservice::staff::TrailWish;
use appservice::store::audit::{Actor, Kind, Recorded, platform};
use appservice::words::days;
use axum::extract::{Query, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use routing::desk::Deed;
use routing::{CentreId, Date};
use serde::Deserialize;

use super::directory::form::Pairs;
use super::page::sorry;
use super::shell::Page;
use crate::State;
use crate::portal::{Asked, Says};

/// Of which centre.
#[derive(Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    stelle: String,
}

/// What is looked for. Who somebody is and which case it is stand in no address: those are logged and remembered.
#[derive(Default)]
struct Sought {
    stelle: String,
    person: String,
    fall: String,
    was: String,
    von: String,
    bis: String,
}

/// `GET /desk/protokoll`.
pub(super) async fn get(
    shared: Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Response {
    show(shared, asked, headers, Sought { stelle: wish.stelle, ..Sought::default() }).await
}

/// `POST /desk/protokoll`: the same, with what is looked for.
pub(super) async fn post(shared: Shared<State>, asked: Asked, headers: HeaderMap, fields: Pairs) -> Response {
    let field = |name: &str| fields.get(name).to_owned();
    let sought = Sought {
        stelle: field("stelle"),
        person: field("person"),
        fall: field("fall"),
        was: field("was"),
        von: field("von"),
        bis: field("bis"),
    };
    show(shared, asked, headers, sought).await
}

async fn show(Shared(state): Shared<State>, asked: Asked, headers: HeaderMap, wish: Sought) -> Response {
    let says = super::says(&state, &asked);
    let found = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        let mut centres = state.staff.centres(&signed_in)?;
        if signed_in.may(Deed::SeePlatform) {
            centres.push((platform(), says.plain("platform-trail")));
        }
        let chosen = CentreId::parse(&wish.stelle).ok().or_else(|| centres.first().map(|(id, _)| id.clone()));
        let chosen = chosen.ok_or(appservice::staff::Refused::Unknown)?;
        let day = |text: &str| Date::parse(text).ok();
        let looked_for = TrailWish {
            person: wish.person.clone(),
            reference: wish.fall.clone(),
            kind: wish.was.parse().ok(),
            from: day(&wish.von),
            until: day(&wish.bis),
        };
        let entries = state.staff.trail(&signed_in, &chosen, &looked_for).await?;
        Ok((signed_in, centres, chosen, entries))
    };
    match found.await {
        Ok((signed_in, centres, chosen, entries)) => {
            let main = html! {
                h1 { (says.html("trail")) }
                (form(says, &asked.root, (&centres, &chosen), &wish))
                (table(says, &entries))
            };
            Page { title: says.plain("trail"), status: StatusCode::OK, main, of: Some(&signed_in) }
                .show(&state, &asked, says)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

fn form(
    says: Says<'_>,
    root: &str,
    (centres, chosen): (&[(CentreId, String)], &CentreId),
    wish: &Sought,
) -> Markup {
    html! {
        form.sheet method="post" action={ (root) "desk/protokoll" } {
            div.acts {
                div.field {
                    label for="stelle" { (says.html("centre")) }
                    select #stelle name="stelle" {
                        @for (id, name) in centres { option value=(id.as_str()) selected[id == chosen] { (name) } }
                    }
                }
                div.field {
                    label for="person" { (says.html("trail-person")) }
                    input #person name="person" maxlength="100" autocomplete="off" value=(wish.person);
                }
                div.field {
                    label for="fall" { (says.html("trail-case")) }
                    input #fall name="fall" maxlength="10" autocomplete="off" value=(wish.fall);
                }
                div.field {
                    label for="was" { (says.html("trail-kind")) }
                    select #was name="was" {
                        option value="" { (says.plain("trail-all-kinds")) }
                        @for (name, kind) in kinds(says) {
                            option value=(kind.code()) selected[kind.code() == wish.was] { (name) }
                        }
                    }
                }
                div.field {
                    label for="von" { (says.html("trail-since")) }
                    input #von type="date" name="von" value=(wish.von);
                }
                div.field {
                    label for="bis" { (says.html("trail-up-to")) }
                    input #bis type="date" name="bis" value=(wish.bis);
                }
            }
            button.main { (says.html("trail-show")) }
        }
    }
}

/// What can happen, by name.
fn kinds(says: Says<'_>) -> Vec<(String, Kind)> {
    let mut all: Vec<_> = Kind::ALL.iter().map(|it| (says.plain(kind(*it)), *it)).collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

fn table(says: Says<'_>, entries: &[Recorded]) -> Markup {
    html! {
        p.hint { (says.html("trail-hint")) }
        @if entries.is_empty() { p.none { (says.html("trail-nothing")) } }
        ul.cases {
            @for Recorded { seq, entry, note_erased, .. } in entries {
                li data-entry=(seq) {
                    h2 { (says.html(kind(entry.kind))) @if let Some(case) = &entry.reference { " · " (case.as_str()) } }
                    ul.facts {
                        li { (days::clock(entry.at)) }
                        li { (says.html("trail-by")) " " (actor(says, &entry.who)) }
                        @if let Some(whom) = &entry.whom { li { (says.html("trail-about")) " " (whom.as_str()) } }
                        @if let Some(from) = entry.from { li { (says.html("trail-from")) " " (days::clock(from)) } }
                        @if let Some(until) = entry.until { li { (says.html("trail-until")) " " (days::clock(until)) } }
                        @if let Some(to) = &entry.to { li { (says.html("trail-to")) " " (to.as_str()) } }
                        @if let Some(why) = &entry.why {
                            li { (says.html("trail-why")) " " @match because(why) { Some(key) => { (says.html(key)) } None => { (why) } } }
                        }
                    }
                    @if let Some(note) = &entry.note { p { (note) } }
                    @if *note_erased { p.none { (says.html("trail-erased")) } }
                }
            }
        }
    }
}

/// Who did something, with their right where it is not that of the centre itself.
pub(super) fn actor(says: Says<'_>, who: &Actor) -> Markup {
    match who {
        Actor::Counsellor(id) => html! { (id.as_str()) },
        Actor::Referat(id) => html! { (id.as_str()) " (" (says.html("actor-referat")) ")" },
        Actor::Carrier(id) => html! { (id.as_str()) " (" (says.html("actor-carrier")) ")" },
        Actor::Seeker => says.html("actor-seeker"),
        Actor::Administration => says.html("actor-administration"),
        Actor::Itself => says.html("actor-itself"),
    }
}

/// The reasons that are words of ours.
fn because(why: &str) -> Option<&'static str> {
    Some(match why {
        "illness" => "why-illness",
        "holiday" => "why-holiday",
        "crisis" => "why-crisis",
        "hand_over" | "handed_over" => "why-hand-over",
        "absence" | "return" => "why-absence",
        "other" => "why-other",
        "name_referat" => "why-name-referat",
        "name_carrier" => "why-name-carrier",
        "lift_hold" => "why-lift-hold",
        "export_trail" => "why-export-trail",
        "publish_directory" => "why-publish-directory",
        "replaced" => "why-replaced",
        "copied" => "why-copied",
        "void" => "why-void",
        "time" => "why-time",
        "command" => "why-command",
        "closed" => "why-closed",
        "begun" => "why-begun",
        "ended" => "why-ended",
        "transcript" => "why-transcript",
        "successor" => "why-successor",
        _ => return None,
    })
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::CoverBegun => "kind-cover-begun",
        Kind::CoverEnded => "kind-cover-ended",
        Kind::HistoryGiven => "kind-history-given",
        Kind::HandedOver => "kind-handed-over",
        Kind::HandOverAsked => "kind-hand-over-asked",
        Kind::Consented => "kind-consented",
        Kind::Forwarded => "kind-forwarded",
        Kind::Absence => "kind-absence",
        Kind::Hold => "kind-hold",
        Kind::Muted => "kind-muted",
        Kind::Unmuted => "kind-unmuted",
        Kind::TurnedAway => "kind-turned-away",
        Kind::CameBack => "kind-came-back",
        Kind::IdentityChanged => "kind-identity-changed",
        Kind::IdentityBack => "kind-identity-back",
        Kind::IdentityConfirmed => "kind-identity-confirmed",
        Kind::CardChanged => "kind-card-changed",
        Kind::LeadNamed => "kind-lead-named",
        Kind::DirectoryChanged => "kind-directory-changed",
        Kind::PasskeyMade => "kind-passkey-made",
        Kind::PasskeyRemoved => "kind-passkey-removed",
        Kind::Invited => "kind-invited",
        Kind::Left => "kind-left",
        Kind::Trained => "kind-trained",
        Kind::LeadDismissed => "kind-lead-dismissed",
        Kind::CarrierNamed => "kind-carrier-named",
        Kind::CarrierDismissed => "kind-carrier-dismissed",
        Kind::OwnChanged => "kind-own-changed",
        Kind::AbsenceSaid => "kind-absence-said",
        Kind::SecondAsked => "kind-second-asked",
        Kind::SecondConfirmed => "kind-second-confirmed",
        Kind::SecondDeclined => "kind-second-declined",
        Kind::SecondWithdrawn => "kind-second-withdrawn",
        Kind::SecondLapsed => "kind-second-lapsed",
        Kind::SecondVoid => "kind-second-void",
        Kind::ReferatNamed => "kind-referat-named",
        Kind::ReferatDismissed => "kind-referat-dismissed",
        Kind::TrailExported => "kind-trail-exported",
        Kind::Erased => "kind-erased",
    }
}
