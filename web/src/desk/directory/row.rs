//! One row: a field for each heading, with what the workbook's notes say.

use appservice::directory::sheets::{Row, headings};
use appservice::staff::{Refused, RowChanged};
use axum::extract::{Query, State as Shared};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::form::Pairs;
use super::{named, page, told, torn};
use crate::State;
use crate::desk::page::sorry;
use crate::portal::{Asked, Says};

/// Which row.
#[derive(Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    blatt: String,
    #[serde(default)]
    zeile: String,
}

/// A row that is shown: as it is, and as it was typed.
struct Shown<'a> {
    blatt: &'a str,
    name: &'static str,
    seen: Option<&'a Row>,
    typed: &'a Row,
}

/// `GET /desk/verzeichnis/zeile`.
pub(super) async fn get(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Response {
    let says = crate::desk::says(&state, &asked);
    let found = async {
        let signed_in = crate::desk::known(&state.staff, &headers, true).await?;
        let name = named(&wish.blatt).ok_or(Refused::Unknown)?;
        let rows = state.staff.directory_rows(&signed_in, (name, "")).await?;
        let row = if wish.zeile == "neu" {
            None
        } else {
            let number = wish.zeile.parse().ok();
            let found = rows.into_iter().find(|row| Some(row.number) == number);
            Some(found.ok_or(Refused::Unknown)?.row)
        };
        Ok((signed_in, name, row))
    };
    match found.await {
        Ok((signed_in, name, row)) => {
            let typed = row.clone().unwrap_or_default();
            let shown = Shown { blatt: &wish.blatt, name, seen: row.as_ref(), typed: &typed };
            let main = form(says, &asked.root, &shown, &html! {});
            page(&state, &asked, says, &signed_in, main)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// `POST /desk/verzeichnis/zeile`.
pub(super) async fn post(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    fields: Pairs,
) -> Response {
    let says = crate::desk::says(&state, &asked);
    let signed_in = match crate::desk::known(&state.staff, &headers, true).await {
        Ok(signed_in) => signed_in,
        Err(refused) => return sorry(&state, &asked, says, (&headers, refused)),
    };
    let blatt = fields.get("blatt").to_owned();
    let (Some(name), false) = (named(&blatt), fields.is_torn()) else { return torn(&state, &asked, says) };
    let seen: Option<Row> = serde_json::from_str(fields.get("seen")).ok();
    let typed = typed(name, &fields);
    let goes = fields.get("act") == "remove";
    let wanted = Some(typed.clone()).filter(|row| !goes && !row.is_empty());
    if wanted.is_none() && seen.is_none() {
        return torn(&state, &asked, says);
    }
    let changed =
        state.staff.change_row(&signed_in, name, (seen.clone(), wanted.clone()), says.locale.nearest());
    match changed.await {
        Ok(RowChanged::Kept(faults)) => {
            let main = html! {
                section.answer role="status" {
                    p { @if wanted.is_some() { (says.html("row-kept")) } @else { (says.html("row-goes")) } }
                }
                (told(says, &faults, "draft-faults"))
                @if let Some(row) = &wanted {
                    (form(says, &asked.root, &Shown { blatt: &blatt, name, seen: Some(row), typed: row }, &html! {}))
                } @else {
                    p { a.quiet href={ (asked.root) "desk/verzeichnis/blatt?blatt=" (blatt) } { (name) } }
                }
                p { a.main href={ (asked.root) "desk/verzeichnis/entwurf" } { (says.html("draft-see")) } }
            };
            page(&state, &asked, says, &signed_in, main)
        }
        Ok(refused) => {
            let beyond = refused == RowChanged::Beyond;
            let wrong = html! {
                p.wrong role="alert" { (says.html(if beyond { "row-beyond" } else { "row-meanwhile" })) }
            };
            let shown = Shown { blatt: &blatt, name, seen: seen.as_ref(), typed: &typed };
            let main = form(says, &asked.root, &shown, &wrong);
            page(&state, &asked, says, &signed_in, main)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

fn typed(name: &str, fields: &Pairs) -> Row {
    let headings = headings(name).unwrap_or_default();
    let value = |number: usize| fields.get(&format!("f{number}")).replace('\r', "").trim().to_owned();
    let cells = headings.iter().enumerate().map(|(number, it)| (it.name.to_owned(), value(number)));
    cells.filter(|(_, value)| !value.is_empty()).collect()
}

fn form(says: Says<'_>, root: &str, shown: &Shown<'_>, above: &Markup) -> Markup {
    let headings = headings(shown.name).unwrap_or_default();
    let seen = shown.seen.and_then(|row| serde_json::to_string(row).ok()).unwrap_or_default();
    html! {
        p { a.quiet href={ (root) "desk/verzeichnis/blatt?blatt=" (shown.blatt) } { (shown.name) } }
        h1 { (shown.name) ": " @if shown.seen.is_some() { (says.html("row-change")) } @else { (says.html("row-new")) } }
        (above)
        form method="post" action={ (root) "desk/verzeichnis/zeile" } {
            input type="hidden" name="blatt" value=(shown.blatt);
            input type="hidden" name="seen" value=(seen);
            @for (number, heading) in headings.iter().enumerate() {
                @let value = shown.typed.get(heading.name).map_or("", String::as_str);
                div.field {
                    label for={ "f" (number) } { (heading.name) }
                    p.hint id={ "h" (number) } lang="de" { (heading.note) }
                    @if heading.is_long {
                        textarea id={ "f" (number) } name={ "f" (number) } rows="4" aria-describedby={ "h" (number) } { (value) }
                    } @else {
                        input id={ "f" (number) } name={ "f" (number) } value=(value) autocomplete="off"
                            aria-describedby={ "h" (number) };
                    }
                }
            }
            div.row {
                button.main name="act" value="save" { (says.html("row-save")) }
                @if shown.seen.is_some() {
                    button.quiet name="act" value="remove" { (says.html("row-remove")) }
                }
            }
        }
    }
}
