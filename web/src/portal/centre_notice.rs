//! What one centre says of data protection: who answers for it, who can read what, when it is erased, and which wording that is.

use appservice::links::portal::NoticeView;
use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};

use super::asked::Asked;
use super::shell::{Page, main};
use super::words::{Says, Value};
use super::{reads, refusal, start};

/// `GET /datenschutz/{centre}`.
pub(crate) async fn get(
    State(state): State<crate::State>,
    asked: Asked,
    Path(centre): Path<String>,
) -> Response {
    let says = asked.says(&state);
    match state.portal.notice(&centre, asked.locale.nearest()).await {
        Ok(Some(notice)) => {
            let inner = main(&page(says, &asked, (&notice, &state.site.operator)));
            Page::new(says.plain("privacy-name"), inner).show(&state, &asked)
        }
        Ok(None) => refusal::not_found(State(state), asked).await,
        Err(error) => refusal::trouble(&state, &asked, &error),
    }
}

fn page(says: Says<'_>, asked: &Asked, (notice, operator): (&NoticeView, &str)) -> Markup {
    let responsible = &notice.responsible;
    html! {
        p.soft { bdi lang="de" { (notice.centre.name) } }
        h1 { (says.html("privacy-centre")) }
        dl.summary {
            (line(&says.html("privacy-controller"), &said(says, &responsible.controller)))
            (line(&says.html("privacy-contact"), &said(says, &responsible.contact)))
            (line(&says.html("centre-carrier"), &said(says, &notice.centre.carrier)))
            (line(&says.html("privacy-operator"), &said(says, operator)))
        }
        (reads::alone(says, &notice.centre))
        h2 { (says.html("privacy-erased-title")) }
        p { (says.html("privacy-erased")) }
        dl.summary {
            @for (topic, days) in &notice.topics {
                (line(&html! { bdi lang=(start::tongue(says.locale)) { (topic.name) } }, &html! { (days) }))
            }
        }
        p.soft { (says.html_with("privacy-version", &[("version", Value::Text(&notice.version))])) }
        p { a href={ (asked.root) "datenschutz" } { (says.html("privacy-general")) } }
    }
}

fn line(term: &Markup, what: &Markup) -> Markup {
    html! { div { dt { (term) } dd { (what) } } }
}

/// What the centre has written, which is German; or that it has not.
fn said(says: Says<'_>, text: &str) -> Markup {
    html! {
        @if text.is_empty() { (says.html("privacy-unsaid")) }
        @else { bdi lang="de" { (text) } }
    }
}
