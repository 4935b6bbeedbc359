//! `POST /stelle`: from what somebody said to the next page: which topic, where, and who is there for them.

use appservice::links::portal::{Asking, Named, Next, PlaceFault, Step};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hearing::danger::Kind;
use maud::{Markup, html};

use super::asked::Asked;
use super::form::{Fields, Sent, hidden};
use super::shell::{Page, main};
use super::words::{Says, Value};
use super::{centre, help, notice, refusal, start};

/// `GET /stelle`: somebody came back to an address that is only a step.
pub(crate) async fn get(asked: Asked) -> Response {
    refusal::lead_to(&asked, "")
}

/// `POST /stelle`.
pub(crate) async fn post(
    State(state): State<crate::State>,
    mut asked: Asked,
    Sent(fields): Sent,
) -> Response {
    let Some(fields) = fields else { return refusal::torn(&state, &asked) };
    asked.switch(&fields);
    match state.portal.next(&fields.said(), asked.locale.nearest()).await {
        Ok(next) => page(&state, &asked, &next, &fields, StatusCode::OK),
        Err(error) => refusal::trouble(&state, &asked, &error),
    }
}

/// The page of a step.
pub(crate) fn page(
    state: &crate::State,
    asked: &Asked,
    next: &Next,
    fields: &Fields,
    status: StatusCode,
) -> Response {
    let asked = &asked.addressed(next.step.manner());
    let says = asked.says(state);
    let danger = next.danger.map(Kind::name).unwrap_or_default();
    let (name, step, inner) = match &next.step {
        Step::Topic { likely, all, why } => {
            ("topic-name", 1, topic(says, asked, (likely, all, *why), fields, danger))
        }
        Step::Place { topic, fault } => {
            ("place-name", 2, place(says, asked, topic, fault.as_ref(), fields, danger))
        }
        Step::Centre(offer) => ("centre-name", 2, centre::page(says, asked, offer, danger)),
        Step::Unserved { topic } => ("centre-name", 2, unserved(says, asked, topic, fields, danger)),
    };
    let inner = html! {
        @if let Some(kind) = next.danger { (help::danger(says, kind)) }
        @if !matches!(next.step, Step::Unserved { .. }) {
            p.steps { (says.html_with("steps", &[("step", Value::Number(step))])) }
        }
        (inner)
    };
    // What was chosen stays chosen when the language is switched, and what was heard, too.
    let mut again = fields.clone();
    danger.clone_into(&mut again.danger);
    Page::new(says.plain(name), main(&inner))
        .with_status(status)
        .answering("stelle", &again)
        .show(state, asked)
}

fn topic(
    says: Says<'_>,
    asked: &Asked,
    (likely, all, why): (&[Named], &[Named], Asking),
    fields: &Fields,
    danger: &str,
) -> Markup {
    let fault = match why {
        // Whoever wants to choose another topic has made no mistake.
        Asking::Silent if fields.asked == "topic" => None,
        Asking::Silent => Some(says.html("topic-silent")),
        Asking::Unclear => Some(says.html("topic-unclear")),
        Asking::Gone => Some(says.html("topic-gone")),
        Asking::Several => None,
    };
    let place = if fields.place.trim().is_empty() {
        ("postcode", &fields.postcode)
    } else {
        ("place", &fields.place)
    };
    html! {
        h1 { @if why == Asking::Several { (says.html("topic-several")) } @else { (says.html("topic-title")) } }
        @if let Some(fault) = &fault { (notice::fault(&says.html("place-error"), fault, "words")) }
        form.sheet method="post" action={ (asked.root) "stelle" } {
            (hidden(&[(place.0, place.1), ("danger", danger)]))
            @if why == Asking::Several {
                // Enter in the field sends the words, and not the first of the topics.
                button.unseen type="submit" tabindex="-1" aria-hidden="true" {}
                (start::choice(says, "topic-several-hint", likely))
            }
            (start::words(says, &fields.words, fault.as_ref()))
            button.main type="submit" { (says.html("topic-send")) }
            @if all.is_empty() {
                (notice::note(&says.html("topic-empty")))
            } @else {
                (start::choice(says, "topic-all", all))
            }
        }
    }
}

fn place(
    says: Says<'_>,
    asked: &Asked,
    topic: &Named,
    fault: Option<&PlaceFault>,
    fields: &Fields,
    danger: &str,
) -> Markup {
    let wrong = fault.map(|fault| wrong(says, fault));
    let doubted = match fault {
        Some(PlaceFault::Unknown { code }) => code.as_str(),
        _ => "",
    };
    html! {
        h1 { (says.html("place-title")) }
        @if let Some(wrong) = &wrong { (notice::fault(&says.html("place-error"), wrong, "place")) }
        form.sheet method="post" action={ (asked.root) "stelle" } {
            (hidden(&[("topic", topic.id.as_str()), ("asked", "place"), ("doubted", doubted), ("danger", danger)]))
            p.chosen { (says.html("centre-topic")) ": " strong lang=(start::tongue(says.locale)) { (topic.name) } }
            div.field {
                label for="place" { (says.html("place-label")) }
                p.hint #place-hint { (says.html("place-why")) }
                @if let Some(wrong) = &wrong { p.wrong #place-wrong { (wrong) } }
                input #place name="place" value=(fields.place) autocomplete="off" maxlength="100"
                    aria-invalid=[wrong.as_ref().map(|_| "true")]
                    aria-describedby={ "place-hint" @if wrong.is_some() { " place-wrong" } };
            }
            button.main type="submit" { (says.html("place-send")) }
        }
        @if let Some(PlaceFault::Which(choices)) = fault {
            form.sheet method="post" action={ (asked.root) "stelle" } {
                (hidden(&[("topic", topic.id.as_str()), ("asked", "place"), ("danger", danger)]))
                fieldset.topics {
                    legend { (says.html("place-which")) }
                    ul {
                        @for choice in choices {
                            li {
                                button name="place" value=(choice.value) lang="de" dir="ltr" {
                                    span { (choice.name) " " small { (choice.codes) } }
                                }
                            }
                        }
                    }
                }
            }
        }
        (back_to_topics(says, asked, "", danger))
    }
}

fn wrong(says: Says<'_>, fault: &PlaceFault) -> Markup {
    match fault {
        PlaceFault::Missing => says.html("place-missing"),
        PlaceFault::Several => says.html("place-many"),
        PlaceFault::Foreign => says.html("place-foreign"),
        PlaceFault::Unknown { code } => says.html_with("place-unknown", &[("code", Value::Text(code))]),
        PlaceFault::NotFound => says.html("place-not-found"),
        PlaceFault::Depends { place, codes } => {
            says.html_with("place-depends", &[("place", Value::Text(place)), ("codes", Value::Text(codes))])
        }
        PlaceFault::Which(_) => says.html("place-which"),
    }
}

fn unserved(says: Says<'_>, asked: &Asked, topic: &Named, fields: &Fields, danger: &str) -> Markup {
    html! {
        h1 { (says.html("unserved-title")) }
        p.lead { (says.html_with("unserved-text", &[("topic", Value::Text(&topic.name))])) }
        p { (says.html("unserved-kept")) }
        p { a href="#help" { (says.html("unserved-now")) } }
        div.row {
            form method="post" action={ (asked.root) "stelle" } {
                (hidden(&[("topic", topic.id.as_str()), ("danger", danger)]))
                button.quiet { (says.html("unserved-place")) }
            }
            form method="post" action={ (asked.root) "stelle" } {
                (hidden(&[("asked", "topic"), ("place", &fields.place), ("postcode", &fields.postcode), ("danger", danger)]))
                button.quiet { (says.html("unserved-topic")) }
            }
        }
    }
}

/// Another topic, from there.
fn back_to_topics(says: Says<'_>, asked: &Asked, postcode: &str, danger: &str) -> Markup {
    html! {
        form.back method="post" action={ (asked.root) "stelle" } {
            (hidden(&[("asked", "topic"), ("postcode", postcode), ("danger", danger)]))
            button.link { (says.html("centre-change-topic")) }
        }
    }
}
