//! Who was trained when, and who may counsel: one by one, or as a list.

use appservice::staff::{LARGEST_LIST, Noted, Refused, SignedIn, TrainingView, TrainingsView};
use axum::Router;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, Query, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use maud::{Markup, html};
use routing::CentreId;
use serde::Deserialize;

use crate::State;
use crate::api::is_same_origin;
use crate::desk::directory::form::Pairs;
use crate::desk::page::sorry;
use crate::desk::shell::{self, Page};
use crate::portal::{Asked, Says, Value};

/// Of which centre.
#[derive(Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    stelle: String,
}

/// What became of it, with the sentence for when it is done.
type Told<'a> = Option<&'a (Noted, &'static str)>;

/// Its addresses.
pub(super) fn router() -> Router<State> {
    Router::new()
        .route("/desk/schulung", get(show).post(change))
        .route("/desk/schulung/liste", post(list))
        .layer(DefaultBodyLimit::max(LARGEST_LIST + 4_096))
}

async fn show(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Response {
    let says = crate::desk::says(&state, &asked);
    match crate::desk::known(&state.staff, &headers, true).await {
        Ok(signed_in) => page(&state, &asked, says, (&signed_in, &headers), (&wish.stelle, None)).await,
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

async fn change(Shared(state): Shared<State>, asked: Asked, headers: HeaderMap, fields: Pairs) -> Response {
    let says = crate::desk::says(&state, &asked);
    let signed_in = match crate::desk::known(&state.staff, &headers, true).await {
        Ok(signed_in) => signed_in,
        Err(refused) => return sorry(&state, &asked, says, (&headers, refused)),
    };
    let centre = CentreId::parse(fields.get("centre")).ok().filter(|_| !fields.is_torn());
    let torn = || shell::plain(&state, &asked, says, (StatusCode::BAD_REQUEST, "torn-title", "torn-text"));
    let Some(centre) = centre else { return torn() };
    let (who, locale) = (fields.get("who"), says.locale.nearest());
    let noted = match fields.get("act") {
        "dates" => {
            let days = (who, fields.get("first"), fields.get("second"));
            state.staff.note_training(&signed_in, days, locale).await.map(|noted| (noted, "training-noted"))
        }
        act @ ("activate" | "deactivate") => {
            let active = act == "activate";
            let done = if active { "training-activated" } else { "training-deactivated" };
            let noted = state.staff.activate(&signed_in, (&centre, who, active), locale).await;
            noted.map(|noted| (noted, done))
        }
        _ => return torn(),
    };
    match noted {
        Ok(told) => page(&state, &asked, says, (&signed_in, &headers), (centre.as_str(), Some(&told))).await,
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

async fn list(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    multipart: Result<Multipart, MultipartRejection>,
) -> Response {
    let says = crate::desk::says(&state, &asked);
    let signed_in = match crate::desk::known(&state.staff, &headers, true).await {
        Ok(signed_in) => signed_in,
        Err(refused) => return sorry(&state, &asked, says, (&headers, refused)),
    };
    let mut list = None;
    if let Some(mut parts) = multipart.ok().filter(|_| is_same_origin(&headers)) {
        while let Ok(Some(part)) = parts.next_field().await {
            if part.name() == Some("list") {
                list = part.bytes().await.ok();
                break;
            }
        }
    }
    let Some(list) = list else {
        // Whoever may not come here is not told that something was torn.
        if let Err(refused) = state.staff.trainings(&signed_in).await {
            return sorry(&state, &asked, says, (&headers, refused));
        }
        return shell::plain(&state, &asked, says, (StatusCode::BAD_REQUEST, "torn-title", "torn-text"));
    };
    match state.staff.take_trainings(&signed_in, &list, says.locale.nearest()).await {
        Ok(noted) => {
            let told = (noted, "training-list-taken");
            page(&state, &asked, says, (&signed_in, &headers), ("", Some(&told))).await
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

async fn page(
    state: &State,
    asked: &Asked,
    says: Says<'_>,
    (signed_in, headers): (&SignedIn, &HeaderMap),
    (wanted, told): (&str, Told<'_>),
) -> Response {
    let centres = match state.staff.trainings(signed_in).await {
        Ok(centres) => centres,
        Err(refused) => return sorry(state, asked, says, (headers, refused)),
    };
    let chosen = centres.iter().find(|it| it.centre.as_str() == wanted);
    let Some(chosen) = chosen.or_else(|| centres.first().filter(|_| wanted.is_empty())) else {
        return sorry(state, asked, says, (headers, Refused::Unknown));
    };
    let main = main(says, &asked.root, (&centres, chosen), told);
    Page { title: says.plain("training"), status: StatusCode::OK, main, of: Some(signed_in) }
        .show(state, asked, says)
}

fn main(
    says: Says<'_>,
    root: &str,
    (centres, chosen): (&[TrainingsView], &TrainingsView),
    told: Told<'_>,
) -> Markup {
    html! {
        h1 { (says.html("training")) }
        p.hint { (says.html("training-hint")) }
        @if centres.len() > 1 {
            form.sheet method="get" action={ (root) "desk/schulung" } {
                div.field {
                    label for="stelle" { (says.html("centre")) }
                    select #stelle name="stelle" {
                        @for it in centres {
                            option value=(it.centre.as_str()) selected[it.centre == chosen.centre] { (it.name) }
                        }
                    }
                }
                button.quiet { (says.html("card-choose")) }
            }
        }
        (answer(says, told))
        h2 { (chosen.name) }
        @if chosen.people.is_empty() { p.none { (says.html("people-none")) } }
        ul.cases {
            @for (number, person) in chosen.people.iter().enumerate() {
                (row(says, root, &chosen.centre, (number, person)))
            }
        }
        h2 { (says.html("training-list")) }
        p { (says.html("training-list-text")) }
        form method="post" action={ (root) "desk/schulung/liste" } enctype="multipart/form-data" {
            div.field {
                label for="list" { (says.html("training-list-file")) }
                input #list type="file" name="list" accept=".csv,.xlsx,.ods,text/csv" required;
            }
            button.main { (says.html("training-list-take")) }
        }
    }
}

fn answer(says: Says<'_>, told: Told<'_>) -> Markup {
    match told {
        None => html! {},
        Some((Noted::InForce(count), done)) => {
            let count = Value::Number(u16::try_from(*count).unwrap_or(u16::MAX));
            html! { section.answer role="status" { p { (says.html_with(done, &[("count", count)])) } } }
        }
        Some((Noted::Nothing, _)) => {
            html! { section.answer role="status" { p { (says.html("training-nothing")) } } }
        }
        Some((Noted::Untrained, _)) => {
            html! { p.wrong #wrong role="alert" { (says.html("own-untrained")) } }
        }
        Some((Noted::Wrong(faults), _)) => html! {
            div.wrong #wrong role="alert" {
                p { (says.html("training-wrong")) }
                ul data-faults { @for fault in faults { li { (fault) } } }
            }
        },
    }
}

fn row(says: Says<'_>, root: &str, centre: &CentreId, (number, person): (usize, &TrainingView)) -> Markup {
    let shown = |it: Option<routing::Date>| it.map_or_else(|| "–".to_owned(), |day| day.to_string());
    html! {
        li data-training=(person.id) {
            h3 { (person.name) }
            ul.facts {
                li { (person.id) }
                li { @if person.is_active { (says.html("person-active")) } @else { (says.html("person-inactive")) } }
            }
            @if person.may_write {
                (noting(says, root, centre, (number, person)))
            } @else {
                ul.facts {
                    li { (says.html("training-first")) " " (shown(person.first)) }
                    li { (says.html("training-last")) " " (shown(person.last)) }
                }
                p.hint { (says.html("training-elsewhere")) }
            }
        }
    }
}

fn noting(says: Says<'_>, root: &str, centre: &CentreId, (number, person): (usize, &TrainingView)) -> Markup {
    let day = |day: Option<routing::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    html! {
        form method="post" action={ (root) "desk/schulung" } {
            input type="hidden" name="centre" value=(centre.as_str());
            input type="hidden" name="who" value=(person.id);
            div.acts {
                div.field {
                    label for={ "first-" (number) } { (says.html("training-first")) }
                    input id={ "first-" (number) } type="date" name="first" value=(day(person.first));
                }
                div.field {
                    label for={ "second-" (number) } { (says.html("training-last")) }
                    input id={ "second-" (number) } type="date" name="second" value=(day(person.last));
                }
            }
            div.row {
                button.quiet name="act" value="dates" {
                    (says.html("training-note")) span.unseen { ": " (person.name) }
                }
                @if person.is_active {
                    button.quiet name="act" value="deactivate" {
                        (says.html("training-deactivate")) span.unseen { ": " (person.name) }
                    }
                } @else if person.last.is_some() {
                    button.main name="act" value="activate" {
                        (says.html("training-activate")) span.unseen { ": " (person.name) }
                    }
                }
            }
        }
    }
}
