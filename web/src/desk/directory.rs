//! The directory in the hands of the Referat: sheets and rows as in the workbook, a draft, what would follow from it, and what was
//! published before.

mod draft;
pub(super) mod form;
mod row;
mod versions;

use appservice::staff::{RowView, SheetView, SignedIn};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Query, State as Shared};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use routing::desk::Deed;
use serde::Deserialize;

use super::page::sorry;
use super::shell::{self, Page};
use crate::State;
use crate::api::is_same_origin;
use crate::portal::{Asked, Says, Value};

/// A row with its longest catchment, twice.
const ROW: usize = 512 * 1_024;
/// A workbook: ten times that of 2,000 centres.
const WORKBOOK: usize = 8 * 1_024 * 1_024;
/// Rows on a page.
const ROWS: usize = 50;

/// What the sheet of topics is called in addresses.
const TOPICS: &str = "themen";

/// The short names of the sheets in addresses, in the order of `appservice::directory::sheets::names`.
const SHEETS: [&str; 5] = [TOPICS, "stellen", "gebiete", "personen", "traeger"];

/// All addresses of it.
pub(super) fn router() -> Router<State> {
    Router::new()
        .route("/desk/verzeichnis", get(overview))
        .route("/desk/verzeichnis/blatt", get(sheet).post(search))
        .route("/desk/verzeichnis/zeile", get(row::get).post(row::post).layer(DefaultBodyLimit::max(ROW)))
        .route("/desk/verzeichnis/hochladen", post(upload).layer(DefaultBodyLimit::max(WORKBOOK)))
        .route("/desk/verzeichnis/excel-liste.xlsx", get(download))
        .route("/desk/verzeichnis/entwurf", get(draft::get).post(draft::post))
        .route("/desk/verzeichnis/reihenfolge", post(reorder))
        .route("/desk/verzeichnis/fassungen", get(versions::list))
        .route("/desk/verzeichnis/vergleich", get(versions::compare))
        .route("/desk/verzeichnis/fassung", get(versions::get).post(versions::post))
}

/// The sheet that an address names.
fn named(short: &str) -> Option<&'static str> {
    let place = SHEETS.iter().position(|sheet| *sheet == short)?;
    appservice::directory::sheets::names().get(place).copied()
}

/// What an address calls a sheet.
fn short(name: &str) -> &'static str {
    let place = appservice::directory::sheets::names().iter().position(|sheet| *sheet == name);
    place.and_then(|place| SHEETS.get(place).copied()).unwrap_or_default()
}

fn page(state: &State, asked: &Asked, says: Says<'_>, signed_in: &SignedIn, main: Markup) -> Response {
    let title = says.plain("directory");
    Page { title, status: StatusCode::OK, main, of: Some(signed_in) }.show(state, asked, says)
}

fn torn(state: &State, asked: &Asked, says: Says<'_>) -> Response {
    shell::plain(state, asked, says, (StatusCode::BAD_REQUEST, "torn-title", "torn-text"))
}

/// `GET /desk/verzeichnis`.
async fn overview(Shared(state): Shared<State>, asked: Asked, headers: HeaderMap) -> Response {
    let says = super::says(&state, &asked);
    let found = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        let sheets = state.staff.directory_sheets(&signed_in).await?;
        Ok((signed_in, sheets))
    };
    match found.await {
        Ok((signed_in, sheets)) => {
            let main = start(says, &asked.root, (&sheets, signed_in.may(Deed::EditDirectory)), &[]);
            page(&state, &asked, says, &signed_in, main)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// `whole`: whether it is all of the directory that somebody changes.
fn start(says: Says<'_>, root: &str, (sheets, whole): (&[SheetView], bool), faults: &[String]) -> Markup {
    let changed: usize = sheets.iter().map(|sheet| sheet.changed).sum();
    html! {
        h1 { (says.html("directory")) }
        p.hint { (says.html(if whole { "directory-hint" } else { "directory-own-hint" })) }
        (told(says, faults, "directory-refused"))
        ul.cases {
            @for sheet in sheets {
                li {
                    div.top {
                        div {
                            h2 { a href={ (root) "desk/verzeichnis/blatt?blatt=" (short(sheet.name)) } { (sheet.name) } }
                            ul.facts {
                                li { (says.html_with("directory-rows", &[("count", number(sheet.rows))])) }
                                @if sheet.changed > 0 {
                                    li.hot { (says.html_with("directory-changed", &[("count", number(sheet.changed))])) }
                                }
                            }
                        }
                    }
                }
            }
        }
        p {
            a.main href={ (root) "desk/verzeichnis/entwurf" } {
                @if changed > 0 { (says.html("draft-see")) } @else { (says.html("draft-none-yet")) }
            }
        }
        @if whole { (whole_of_it(says, root)) }
    }
}

/// What concerns the directory as a whole: the workbook, and what was published before.
fn whole_of_it(says: Says<'_>, root: &str) -> Markup {
    html! {
        h2 { (says.html("workbook")) }
        p.hint { (says.html("workbook-hint")) }
        p { a.quiet href={ (root) "desk/verzeichnis/excel-liste.xlsx" } { (says.html("workbook-down")) } }
        form method="post" action={ (root) "desk/verzeichnis/hochladen" } enctype="multipart/form-data" {
            div.field {
                label for="workbook" { (says.html("workbook-up")) }
                input #workbook type="file" name="workbook" accept=".xlsx,.ods" required;
            }
            button.quiet { (says.html("workbook-send")) }
        }
        h2 { (says.html("versions")) }
        p { a.quiet href={ (root) "desk/verzeichnis/fassungen" } { (says.html("versions-see")) } }
    }
}

/// What is wrong, a line each.
fn told(says: Says<'_>, faults: &[String], title: &'static str) -> Markup {
    html! {
        @if !faults.is_empty() {
            section.note role="alert" data-faults=(faults.len()) {
                h2 { (says.html(title)) }
                ul { @for fault in faults { li { (fault) } } }
            }
        }
    }
}

fn number(count: usize) -> Value<'static> {
    Value::Number(u16::try_from(count).unwrap_or(u16::MAX))
}

/// `POST /desk/verzeichnis/hochladen`: a workbook becomes the draft, or its faults are told and nothing changes.
async fn upload(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    multipart: Result<Multipart, axum::extract::multipart::MultipartRejection>,
) -> Response {
    let says = super::says(&state, &asked);
    let signed_in = match super::known(&state.staff, &headers, true).await {
        Ok(signed_in) => signed_in,
        Err(refused) => return sorry(&state, &asked, says, (&headers, refused)),
    };
    let own = is_same_origin(&headers);
    let Some(mut parts) = multipart.ok().filter(|_| own) else { return torn(&state, &asked, says) };
    let mut workbook = None;
    while let Ok(Some(part)) = parts.next_field().await {
        if part.name() == Some("workbook") {
            workbook = part.bytes().await.ok();
            break;
        }
    }
    let Some(workbook) = workbook else { return torn(&state, &asked, says) };
    let done = async {
        let faults = state.staff.upload(&signed_in, &workbook, says.locale.nearest()).await?;
        Ok((faults, state.staff.directory_sheets(&signed_in).await?))
    };
    match done.await {
        Ok((faults, _)) if faults.is_empty() => form::lead_to(&asked, "desk/verzeichnis/entwurf"),
        Ok((faults, sheets)) => {
            page(&state, &asked, says, &signed_in, start(says, &asked.root, (&sheets, true), &faults))
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// `GET /desk/verzeichnis/excel-liste.xlsx`.
async fn download(Shared(state): Shared<State>, asked: Asked, headers: HeaderMap) -> Response {
    let says = super::says(&state, &asked);
    let found = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        state.staff.workbook(&signed_in).await
    };
    match found.await {
        Ok(bytes) => {
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            let as_file = "attachment; filename=\"excel-liste.xlsx\"";
            ([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, as_file)], bytes).into_response()
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// A topic moves by one place in the order in which people choose.
fn moves(says: Says<'_>, root: &str, (found, page): (&RowView, usize), is_last: bool) -> Markup {
    let key = appservice::directory::sheets::key(named(TOPICS).unwrap_or_default());
    let id = key.first().and_then(|heading| found.row.get(*heading)).map_or("", String::as_str);
    let ways = [("up", "topic-up", found.number > 0), ("down", "topic-down", !is_last)];
    html! {
        form.moves method="post" action={ (root) "desk/verzeichnis/reihenfolge" } {
            input type="hidden" name="topic" value=(id);
            input type="hidden" name="page" value=(page);
            div.row {
                @for (way, label, _) in ways.into_iter().filter(|(.., can)| *can) {
                    button.quiet name="way" value=(way) { (says.html(label)) span.unseen { " " (id) } }
                }
            }
        }
    }
}

/// `POST /desk/verzeichnis/reihenfolge`.
async fn reorder(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    fields: form::Pairs,
) -> Response {
    let says = super::says(&state, &asked);
    let done = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        if fields.is_torn() || !matches!(fields.get("way"), "up" | "down") {
            return Ok(None);
        }
        let up = fields.get("way") == "up";
        Ok(Some(state.staff.move_topic(&signed_in, fields.get("topic"), up).await?))
    };
    match done.await {
        Ok(Some(true)) => {
            let page: usize = fields.get("page").parse().unwrap_or(0);
            form::lead_to(&asked, &format!("desk/verzeichnis/blatt?blatt={TOPICS}&seite={page}"))
        }
        // What was seen is not so any more: the draft says what.
        Ok(Some(false)) => form::lead_to(&asked, "desk/verzeichnis/entwurf"),
        Ok(None) => torn(&state, &asked, says),
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// Which rows are looked for. The words stand in no address: they may name somebody.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wish {
    blatt: String,
    #[serde(skip)]
    suche: String,
    seite: usize,
}

/// `GET /desk/verzeichnis/blatt`.
async fn sheet(
    shared: Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Response {
    rows(shared, asked, headers, wish).await
}

/// `POST /desk/verzeichnis/blatt`: the same, with words that are looked for.
async fn search(shared: Shared<State>, asked: Asked, headers: HeaderMap, fields: form::Pairs) -> Response {
    let field = |name: &str| fields.get(name).to_owned();
    let seite = field("seite").parse().unwrap_or_default();
    rows(shared, asked, headers, Wish { blatt: field("blatt"), suche: field("suche"), seite }).await
}

async fn rows(Shared(state): Shared<State>, asked: Asked, headers: HeaderMap, wish: Wish) -> Response {
    let says = super::says(&state, &asked);
    let found = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        let name = named(&wish.blatt).ok_or(appservice::staff::Refused::Unknown)?;
        let rows = state.staff.directory_rows(&signed_in, (name, &wish.suche)).await?;
        Ok((signed_in, name, rows))
    };
    match found.await {
        Ok((signed_in, name, rows)) => {
            let main = rows_page(says, &asked.root, (name, &rows), &wish);
            page(&state, &asked, says, &signed_in, main)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

fn rows_page(says: Says<'_>, root: &str, (name, rows): (&str, &[RowView]), wish: &Wish) -> Markup {
    let key = appservice::directory::sheets::key(name);
    let headings = appservice::directory::sheets::headings(name).unwrap_or_default();
    let shown = rows.iter().skip(wish.seite.saturating_mul(ROWS)).take(ROWS);
    html! {
        p { a.quiet href={ (root) "desk/verzeichnis" } { (says.html("directory")) } }
        h1 { (name) }
        form.sheet method="post" action={ (root) "desk/verzeichnis/blatt" } {
            input type="hidden" name="blatt" value=(wish.blatt);
            div.field {
                label for="suche" { (says.html("rows-search")) }
                input #suche name="suche" maxlength="100" autocomplete="off" value=(wish.suche);
            }
            button.quiet { (says.html("rows-show")) }
        }
        p { a.main href={ (root) "desk/verzeichnis/zeile?blatt=" (wish.blatt) "&zeile=neu" } { (says.html("row-new")) } }
        p.hint { (says.html_with("directory-rows", &[("count", number(rows.len()))])) }
        @if wish.blatt == TOPICS && wish.suche.trim().is_empty() { p.hint { (says.html("topic-order")) } }
        ul.cases {
            @for found in shown {
                li data-row=(found.number) {
                    div.top {
                        div {
                            h2 { @for (place, heading) in key.iter().enumerate() {
                                @if place > 0 { " · " }
                                (found.row.get(*heading).map_or("", String::as_str))
                            } }
                            ul.facts {
                                @for heading in headings.iter().filter(|it| !key.contains(&it.name)).take(4) {
                                    @if let Some(value) = found.row.get(heading.name) {
                                        li { (heading.name) ": " (form::short(value)) }
                                    }
                                }
                                @if found.is_new { li.hot { (says.html("row-in-draft")) } }
                            }
                        }
                        a.quiet href={ (root) "desk/verzeichnis/zeile?blatt=" (wish.blatt) "&zeile=" (found.number) } {
                            (says.html("row-change"))
                            span.unseen { @for heading in key { " " (found.row.get(*heading).map_or("", String::as_str)) } }
                        }
                    }
                    @if wish.blatt == TOPICS && wish.suche.trim().is_empty() {
                        (moves(says, root, (found, wish.seite), found.number + 1 == rows.len()))
                    }
                }
            }
        }
        (pages(says, root, rows.len(), wish))
    }
}

/// The ways to the rows before and after.
fn pages(says: Says<'_>, root: &str, rows: usize, wish: &Wish) -> Markup {
    html! {
        form.row method="post" action={ (root) "desk/verzeichnis/blatt" } {
            input type="hidden" name="blatt" value=(wish.blatt);
            input type="hidden" name="suche" value=(wish.suche);
            @if wish.seite > 0 { button.quiet name="seite" value=(wish.seite - 1) { (says.html("rows-before")) } }
            @if rows > wish.seite.saturating_add(1).saturating_mul(ROWS) {
                button.quiet name="seite" value=(wish.seite + 1) { (says.html("rows-after")) }
            }
        }
    }
}
