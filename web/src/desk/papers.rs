//! The data-protection kit: papers to read, to print, and to fetch all at once.

use appservice::kit::archive;
use appservice::staff::{PapersView, Refused};
use axum::Router;
use axum::extract::{Query, State as Shared};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};
use serde::Deserialize;

use super::page::sorry;
use super::shell::Page;
use crate::State;
use crate::portal::{Asked, Says, Value, markdown};

/// All addresses of it.
pub(super) fn router() -> Router<State> {
    Router::new()
        .route("/desk/unterlagen", get(list))
        .route("/desk/unterlagen/blatt", get(paper))
        .route("/desk/unterlagen/datenschutz.zip", get(all))
}

/// Which notices are looked for, or which paper is read.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Wish {
    suche: String,
    name: String,
}

/// `GET /desk/unterlagen`.
async fn list(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Response {
    let says = super::says(&state, &asked);
    let found = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        let papers = state.staff.papers(&signed_in, &wish.suche).await?;
        Ok((signed_in, papers))
    };
    match found.await {
        Ok((signed_in, papers)) => {
            let main = overview(says, &asked.root, &papers, &wish.suche);
            Page { title: says.plain("papers"), status: StatusCode::OK, main, of: Some(&signed_in) }
                .show(&state, &asked, says)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

fn overview(says: Says<'_>, root: &str, papers: &PapersView, words: &str) -> Markup {
    html! {
        h1 { (says.html("papers")) }
        p.hint { (says.html("papers-hint")) }
        p { a.main href={ (root) "desk/unterlagen/datenschutz.zip" } { (says.html("papers-all")) } }
        ul.cases {
            @for (name, title) in &papers.papers {
                li data-paper=(name) {
                    h2 { a href={ (root) "desk/unterlagen/blatt?name=" (name) } lang="de" { (title) } }
                }
            }
        }
        h2 { (says.html("papers-notices")) }
        p.hint { (says.html("papers-notices-hint")) }
        form.sheet method="get" action={ (root) "desk/unterlagen" } {
            div.field {
                label for="suche" { (says.html("links-centre")) }
                input #suche name="suche" maxlength="100" autocomplete="off" value=(words);
            }
            button.quiet { (says.html("rows-show")) }
        }
        @if papers.notices.is_empty() { p.none { (says.html("papers-none")) } }
        ul.cases {
            @for notice in &papers.notices {
                li data-paper=(notice.paper) {
                    h3 { a href={ (root) "desk/unterlagen/blatt?name=" (notice.paper) } { (notice.centre) } }
                    ul.facts {
                        li { (says.html_with("papers-version", &[("version", Value::Text(&notice.version))])) }
                        @if !notice.is_said { li.hot { (says.html("papers-unsaid")) } }
                    }
                }
            }
        }
        @if papers.more > 0 {
            @let more = u16::try_from(papers.more).unwrap_or(u16::MAX);
            p { (says.html_with("rows-more", &[("count", Value::Number(more))])) }
        }
    }
}

/// `GET /desk/unterlagen/blatt`.
async fn paper(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Response {
    let says = super::says(&state, &asked);
    let found = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        let text = state.staff.paper(&signed_in, &wish.name).await?;
        Ok((signed_in, text))
    };
    match found.await {
        Ok((signed_in, text)) => {
            let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
            let title = first.trim_start_matches(['#', ' ']).replace('\\', "");
            let main = html! {
                p { a.quiet href={ (asked.root) "desk/unterlagen" } { (says.html("papers")) } }
                div.paper lang="de" {
                    h1 { (title) }
                    (markdown::html(rest))
                }
            };
            Page { title, status: StatusCode::OK, main, of: Some(&signed_in) }.show(&state, &asked, says)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// `GET /desk/unterlagen/datenschutz.zip`: each paper as Markdown to fill in and as a page to print.
async fn all(Shared(state): Shared<State>, asked: Asked, headers: HeaderMap) -> Response {
    let says = super::says(&state, &asked);
    let found = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        let papers = state.staff.all_papers(&signed_in).await?;
        let archived = tokio::task::spawn_blocking(move || {
            let mut files = Vec::with_capacity(papers.len() * 2);
            for (name, text) in papers {
                files.push((format!("datenschutz/{name}.html"), crate::print::document(&text).into_bytes()));
                files.push((format!("datenschutz/{name}.md"), text.into_bytes()));
            }
            archive(&files)
        });
        archived.await.map_err(|_| Refused::Busy)?.map_err(|error| {
            tracing::error!(error = %error, "Could not put the data-protection kit into one file");
            Refused::Busy
        })
    };
    match found.await {
        Ok(bytes) => {
            let as_file = "attachment; filename=\"datenschutz.zip\"";
            ([(CONTENT_TYPE, "application/zip"), (CONTENT_DISPOSITION, as_file)], bytes).into_response()
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}
