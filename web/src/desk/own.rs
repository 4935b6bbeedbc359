//! A centre's own hand: what it says of itself and its people, and who of them is away.

use appservice::staff::{FieldView, Noted, OwnPersonView, OwnSaid, OwnView, Refused, SignedIn};
use appservice::words::{days, phrases::Message};
use axum::Router;
use axum::extract::{Query, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};
use routing::{CentreId, Timestamp};
use serde::Deserialize;

use super::directory::form::Pairs;
use super::page::sorry;
use super::shell::{self, Page};
use super::view::said;
use crate::State;
use crate::portal::{Asked, Says, Value};

/// Which centre.
#[derive(Deserialize)]
struct Wish {
    #[serde(default)]
    stelle: String,
}

/// What became of a form.
enum Told {
    Own(OwnSaid),
    Noted(Noted),
    Said(Vec<Message>),
}

/// What belongs to it.
pub(super) fn router() -> Router<State> {
    Router::new().route("/desk/stelle", get(show).post(change))
}

/// `GET /desk/stelle`.
async fn show(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Response {
    let says = super::says(&state, &asked);
    match super::known(&state.staff, &headers, true).await {
        Ok(signed_in) => page(&state, &asked, says, (&signed_in, &headers), (&wish.stelle, None)).await,
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// `POST /desk/stelle`.
async fn change(Shared(state): Shared<State>, asked: Asked, headers: HeaderMap, fields: Pairs) -> Response {
    let says = super::says(&state, &asked);
    let signed_in = match super::known(&state.staff, &headers, true).await {
        Ok(signed_in) => signed_in,
        Err(refused) => return sorry(&state, &asked, says, (&headers, refused)),
    };
    let centre = CentreId::parse(fields.get("centre")).ok().filter(|_| !fields.is_torn());
    let torn = || shell::plain(&state, &asked, says, (StatusCode::BAD_REQUEST, "torn-title", "torn-text"));
    let Some(centre) = centre else { return torn() };
    let (staff, who, locale) = (&state.staff, fields.get("who"), says.locale.nearest());
    let told = match fields.get("act") {
        act @ ("centre" | "person") => {
            let texts = (numbered(&fields, "seen"), numbered(&fields, "own"));
            let whose = (&centre, Some(who).filter(|_| act == "person"));
            staff.change_own(&signed_in, whose, (&texts.0, &texts.1), locale).await.map(Told::Own)
        }
        act @ ("activate" | "deactivate") => {
            let noted = staff.activate(&signed_in, (&centre, who, act == "activate"), locale).await;
            noted.map(Told::Noted)
        }
        act @ ("away" | "back") => {
            let away = (fields.get("until"), fields.get("deputy"));
            let away = Some(away).filter(|_| act == "away");
            staff.say_away(&signed_in, (&centre, who), away, locale).await.map(Told::Said)
        }
        _ => return torn(),
    };
    match told {
        Ok(told) => {
            let shown = (centre.as_str(), Some((&told, &fields)));
            page(&state, &asked, says, (&signed_in, &headers), shown).await
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// The fields `name0`, `name1` and so on, as many as were sent.
fn numbered(fields: &Pairs, name: &str) -> Vec<String> {
    (0..).map_while(|number| fields.sent(&format!("{name}{number}"))).map(str::to_owned).collect()
}

async fn page(
    state: &State,
    asked: &Asked,
    says: Says<'_>,
    (signed_in, headers): (&SignedIn, &HeaderMap),
    (wanted, told): (&str, Option<(&Told, &Pairs)>),
) -> Response {
    match state.staff.own(signed_in, wanted).await {
        Ok((own, all)) => {
            let main = html! {
                h1 { (says.html("own")) }
                p.hint { (says.html("own-hint")) }
                @if all.len() > 1 { (choice(says, &asked.root, (&all, &own.id))) }
                @if let Some((told, _)) = told { (answer(says, told)) }
                (centre(says, &asked.root, (&own, state.staff.now()), told))
            };
            Page { title: says.plain("own"), status: StatusCode::OK, main, of: Some(signed_in) }
                .show(state, asked, says)
        }
        Err(Refused::Unknown) if told.is_some() => shell::busy(state, asked, says),
        Err(refused) => sorry(state, asked, says, (headers, refused)),
    }
}

fn choice(says: Says<'_>, root: &str, (all, chosen): (&[(CentreId, String)], &CentreId)) -> Markup {
    html! {
        form.sheet method="get" action={ (root) "desk/stelle" } {
            div.field {
                label for="stelle" { (says.html("centre")) }
                select #stelle name="stelle" {
                    @for (id, name) in all { option value=(id.as_str()) selected[id == chosen] { (name) } }
                }
            }
            button.quiet { (says.html("card-choose")) }
        }
    }
}

fn answer(says: Says<'_>, told: &Told) -> Markup {
    let done = |key| html! { section.answer role="status" tabindex="-1" { p { (says.html(key)) } } };
    let wrong = |key| html! { p.wrong #wrong role="alert" { (says.html(key)) } };
    let faults = |faults: &[String]| {
        html! {
            div.wrong #wrong role="alert" {
                p { (says.html("own-wrong")) }
                ul data-faults=(faults.len()) { @for fault in faults { li { (fault) } } }
            }
        }
    };
    match told {
        Told::Own(OwnSaid::InForce) => done("own-in-force"),
        Told::Noted(Noted::InForce(_)) => done("own-activation"),
        Told::Own(OwnSaid::Nothing) | Told::Noted(Noted::Nothing) => done("training-nothing"),
        Told::Own(OwnSaid::Meanwhile) => wrong("own-meanwhile"),
        Told::Noted(Noted::Untrained) => wrong("own-untrained"),
        Told::Own(OwnSaid::Wrong(found)) | Told::Noted(Noted::Wrong(found)) => faults(found),
        Told::Said(answers) if answers.is_empty() => done("done"),
        Told::Said(answers) => html! {
            section.answer role="status" tabindex="-1" { @for answer in answers { div { (said(answer)) } } }
        },
    }
}

/// What was typed into a form that was not taken: it is not lost.
fn typed<'a>(told: Option<(&'a Told, &'a Pairs)>, act: &str, who: &str) -> Option<&'a Pairs> {
    let (told, fields) = told?;
    let refused = matches!(told, Told::Own(OwnSaid::Wrong(_) | OwnSaid::Meanwhile));
    (refused && fields.get("act") == act && fields.get("who") == who).then_some(fields)
}

fn centre(
    says: Says<'_>,
    root: &str,
    (own, now): (&OwnView, Timestamp),
    told: Option<(&Told, &Pairs)>,
) -> Markup {
    html! {
        section.centre data-own=(own.id.as_str()) {
            h2 { (own.name) }
            form method="post" action={ (root) "desk/stelle" } {
                input type="hidden" name="centre" value=(own.id.as_str());
                (cells(says, ("centre", &own.fields), typed(told, "centre", "")))
                button.main name="act" value="centre" { (says.html("own-save")) }
            }
            h2 { (says.html("people")) }
            @if own.people.is_empty() { p.none { (says.html("people-none")) } }
            ul.cases {
                @for (number, person) in own.people.iter().enumerate() {
                    (row(says, root, (&own.id, now), (number, person, typed(told, "person", &person.id))))
                }
            }
        }
    }
}

/// A field for each cell, with what was seen in it.
fn cells(says: Says<'_>, (id, fields): (&str, &[FieldView]), typed: Option<&Pairs>) -> Markup {
    html! {
        @for (number, field) in fields.iter().enumerate() {
            @let text = typed.map_or(field.text.as_str(), |typed| typed.get(&format!("own{number}")));
            input type="hidden" name={ "seen" (number) } value=(field.text);
            div.field {
                label for={ (id) "-" (number) } { (field.name) }
                p.hint id={ (id) "-h" (number) } lang="de" { (field.note) }
                input id={ (id) "-" (number) } name={ "own" (number) } value=(text) maxlength="500" autocomplete="off"
                    aria-describedby={ (id) "-h" (number) };
                @if text != field.text {
                    p.soft data-now {
                        @if field.text.is_empty() { (says.html("own-now-empty")) }
                        @else { (says.html_with("own-now", &[("text", Value::Text(&field.text))])) }
                    }
                }
            }
        }
    }
}

fn row(
    says: Says<'_>,
    root: &str,
    (centre, now): (&CentreId, Timestamp),
    (number, person, typed): (usize, &OwnPersonView, Option<&Pairs>),
) -> Markup {
    let day = |day: Option<routing::Date>| day.map_or_else(|| "–".to_owned(), |day| day.to_string());
    let may = person.may_write || person.may_activate;
    let whose = html! {
        input type="hidden" name="centre" value=(centre.as_str());
        input type="hidden" name="who" value=(person.id);
    };
    html! {
        li data-own-person=(person.id) {
            h3 { (person.name) }
            ul.facts {
                li { (person.id) }
                li { @if person.is_active { (says.html("person-active")) } @else { (says.html("person-inactive")) } }
                li { (says.html("training-first")) " " (day(person.trained.0)) }
                li { (says.html("training-last")) " " (day(person.trained.1)) }
                @if let Some((until, deputy)) = &person.away {
                    li.hot { (says.html_with("away-until", &[("day", Value::Text(&until.to_string()))])) }
                    @if let Some(deputy) = deputy {
                        li { (says.html_with("your-deputy", &[("name", Value::Text(deputy))])) }
                    }
                }
            }
            @if may {
                details.more open[typed.is_some()] {
                    summary { (says.html("row-change")) span.unseen { " " (person.name) } }
                    @if person.may_write {
                        form method="post" action={ (root) "desk/stelle" } {
                            (whose)
                            (cells(says, (&format!("p{number}"), &person.fields), typed))
                            button.main name="act" value="person" {
                                (says.html("own-save")) span.unseen { ": " (person.name) }
                            }
                        }
                    }
                    @if person.may_activate { (activation(says, root, &whose, person)) }
                    @if let Some(deputies) = &person.deputies { (absence(says, root, &whose, (number, person, deputies, now))) }
                    @else if person.may_activate && person.may_write { p.hint { (says.html("own-elsewhere")) } }
                }
            }
        }
    }
}

fn activation(says: Says<'_>, root: &str, whose: &Markup, person: &OwnPersonView) -> Markup {
    let both = person.trained.0.is_some() && person.trained.1.is_some();
    html! {
        form method="post" action={ (root) "desk/stelle" } {
            (whose)
            @if person.is_active {
                button.quiet name="act" value="deactivate" {
                    (says.html("training-deactivate")) span.unseen { ": " (person.name) }
                }
            } @else if both {
                button.quiet name="act" value="activate" {
                    (says.html("training-activate")) span.unseen { ": " (person.name) }
                }
            } @else {
                p.hint { (says.html("own-untrained")) }
            }
        }
    }
}

fn absence(
    says: Says<'_>,
    root: &str,
    whose: &Markup,
    (number, person, deputies, now): (usize, &OwnPersonView, &[(String, String)], Timestamp),
) -> Markup {
    html! {
        form method="post" action={ (root) "desk/stelle" } {
            (whose)
            p.hint { (says.html("own-away-hint")) }
            div.acts {
                div.field {
                    label for={ "until-" (number) } { (says.html("absence-until")) }
                    input id={ "until-" (number) } name="until" type="date" min=(days::today(now)) required;
                }
                div.field {
                    label for={ "deputy-" (number) } { (says.html("absence-deputy")) }
                    select id={ "deputy-" (number) } name="deputy" {
                        option value="" { (says.html("nobody")) }
                        @for (id, name) in deputies { option value=(id) { (name) " (" (id) ")" } }
                    }
                }
            }
            div.row {
                button.quiet name="act" value="away" {
                    (says.html("absence")) span.unseen { ": " (person.name) }
                }
            }
        }
        @if person.away.is_some() {
            form method="post" action={ (root) "desk/stelle" } {
                (whose)
                button.quiet name="act" value="back" {
                    (says.html("own-back")) span.unseen { ": " (person.name) }
                }
            }
        }
    }
}
