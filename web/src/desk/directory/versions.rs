//! What was published: by whom, when and why; compared with what is in force, and brought back as a draft.

use appservice::directory::publication::{How, Succeeded};
use appservice::directory::sheets::Edit;
use appservice::staff::VersionView;
use appservice::words::days;
use axum::extract::{Query, State as Shared};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::form::{self, Pairs};
use super::{number, page, torn};
use crate::State;
use crate::desk::page::sorry;
use crate::desk::trail::actor;
use crate::portal::{Asked, Says, Value};

/// So many are listed, and so many rows of one are shown.
const SHOWN: usize = 200;

/// Which one.
#[derive(Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    nr: i64,
}

/// `GET /desk/verzeichnis/fassungen`.
pub(super) async fn list(Shared(state): Shared<State>, asked: Asked, headers: HeaderMap) -> Response {
    let says = crate::desk::says(&state, &asked);
    let found = async {
        let signed_in = crate::desk::known(&state.staff, &headers, true).await?;
        let versions = state.staff.versions(&signed_in).await?;
        Ok((signed_in, versions))
    };
    match found.await {
        Ok((signed_in, versions)) => {
            let main = html! {
                p { a.quiet href={ (asked.root) "desk/verzeichnis" } { (says.html("directory")) } }
                h1 { (says.html("versions")) }
                p.hint { (says.html("versions-hint")) }
                @if versions.is_empty() { p.none { (says.html("versions-none")) } }
                @if versions.len() > 1 { (compare_form(says, &asked.root, &versions)) }
                ul.cases {
                    @for version in versions.iter().take(SHOWN) {
                        li data-version=(version.number) {
                            h2 { a href={ (asked.root) "desk/verzeichnis/fassung?nr=" (version.number) } { (title(says, version)) } }
                            (facts(says, version))
                        }
                    }
                }
            };
            page(&state, &asked, says, &signed_in, main)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// `GET /desk/verzeichnis/fassung`.
pub(super) async fn get(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Response {
    let says = crate::desk::says(&state, &asked);
    let found = async {
        let signed_in = crate::desk::known(&state.staff, &headers, true).await?;
        let versions = state.staff.versions(&signed_in).await?;
        let version = versions.into_iter().find(|version| version.number == wish.nr);
        let version = version.ok_or(appservice::staff::Refused::Unknown)?;
        let since = state.staff.since_version(&signed_in, wish.nr).await?;
        Ok((signed_in, version, since))
    };
    match found.await {
        Ok((signed_in, version, since)) => {
            let main = html! {
                p { a.quiet href={ (asked.root) "desk/verzeichnis/fassungen" } { (says.html("versions")) } }
                h1 { (title(says, &version)) }
                (facts(says, &version))
                h2 { (says.html("version-what")) }
                (rows(says, &version.what.edits))
                (became(says, &version.what.succeeded))
                h2 { (says.html("version-since")) }
                @match &since {
                    None => { p { (says.html("version-unknown")) } }
                    Some(edits) if edits.is_empty() => { p { (says.html("version-same")) } }
                    Some(edits) => {
                        (rows(says, edits))
                        form method="post" action={ (asked.root) "desk/verzeichnis/fassung" } {
                            input type="hidden" name="nr" value=(version.number);
                            p.hint { (says.html("version-restore-hint")) }
                            button.main name="act" value="restore" { (says.html("version-restore")) }
                        }
                    }
                }
            };
            page(&state, &asked, says, &signed_in, main)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// Which two.
#[derive(Deserialize)]
pub(super) struct Two {
    #[serde(default)]
    von: i64,
    #[serde(default)]
    bis: i64,
}

/// `GET /desk/verzeichnis/vergleich`: what makes the directory after one version that after another one.
pub(super) async fn compare(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Query(two): Query<Two>,
) -> Response {
    let says = crate::desk::says(&state, &asked);
    let found = async {
        let signed_in = crate::desk::known(&state.staff, &headers, true).await?;
        let versions = state.staff.versions(&signed_in).await?;
        let edits = state.staff.compare_versions(&signed_in, (two.von, two.bis)).await?;
        Ok((signed_in, versions, edits))
    };
    match found.await {
        Ok((signed_in, versions, edits)) => {
            let (from, to) = (two.von.to_string(), two.bis.to_string());
            let numbers = [("from", Value::Text(&from)), ("to", Value::Text(&to))];
            let main = html! {
                p { a.quiet href={ (asked.root) "desk/verzeichnis/fassungen" } { (says.html("versions")) } }
                h1 { (says.html_with("versions-compare-title", &numbers)) }
                @match &edits {
                    None => { p { (says.html("version-unknown")) } }
                    Some((edits, _)) if edits.is_empty() => { p { (says.html("versions-compare-same")) } }
                    Some((edits, succeeded)) => {
                        @let count = Value::Number(u16::try_from(edits.len()).unwrap_or(u16::MAX));
                        h2 { (says.html_with("draft-changes", &[("count", count)])) }
                        (rows(says, edits))
                        (became(says, succeeded))
                    }
                }
                (compare_form(says, &asked.root, &versions))
            };
            page(&state, &asked, says, &signed_in, main)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// Two versions to choose: at first the last two.
fn compare_form(says: Says<'_>, root: &str, versions: &[VersionView]) -> Markup {
    let choice = |name: &str, label: &'static str, place: usize| {
        html! {
            div.field {
                label for=(name) { (says.html(label)) }
                select id=(name) name=(name) {
                    @for (at, version) in versions.iter().take(SHOWN).enumerate() {
                        option value=(version.number) selected[at == place] { (title(says, version)) }
                    }
                }
            }
        }
    };
    html! {
        form.sheet method="get" action={ (root) "desk/verzeichnis/vergleich" } {
            h2 { (says.html("versions-compare")) }
            (choice("von", "versions-compare-from", 1))
            (choice("bis", "versions-compare-to", 0))
            button.quiet { (says.html("versions-compare-show")) }
        }
    }
}

/// `POST /desk/verzeichnis/fassung`: it becomes one's own draft.
pub(super) async fn post(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    fields: Pairs,
) -> Response {
    let says = crate::desk::says(&state, &asked);
    let done = async {
        let signed_in = crate::desk::known(&state.staff, &headers, true).await?;
        let Ok(number) = fields.get("nr").parse() else { return Ok(false) };
        state.staff.restore(&signed_in, number).await
    };
    match done.await {
        Ok(true) => form::lead_to(&asked, "desk/verzeichnis/entwurf"),
        Ok(false) => torn(&state, &asked, says),
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

fn title(says: Says<'_>, version: &VersionView) -> Markup {
    let number = Value::Number(u16::try_from(version.number).unwrap_or(u16::MAX));
    html! { (says.html_with("version", &[("number", number)])) ", " (days::clock(version.at)) }
}

fn facts(says: Says<'_>, version: &VersionView) -> Markup {
    let what = &version.what;
    html! {
        ul.facts {
            li { (says.html(match what.how {
                How::Import => "how-import",
                How::Desk => "how-desk",
                How::Card => "how-card",
                How::Invitation => "how-invitation",
                How::Leaving => "how-leaving",
                How::Training => "how-training",
                How::Restored => "how-restored",
                How::Own => "how-own",
            })) }
            li { (says.html("trail-by")) " " (actor(says, &what.by)) }
            @if let Some(second) = &what.confirmed_by { li { (says.html("version-second")) " " (second.as_str()) } }
            li { (says.html_with("directory-rows", &[("count", number(what.edits.len()))])) }
        }
        @if !what.why.is_empty() { p { (says.html("trail-why")) " " (what.why) } }
    }
}

/// What became of the running cases of what left.
fn became(says: Says<'_>, succeeded: &[Succeeded]) -> Markup {
    html! {
        @if !succeeded.is_empty() {
            h2 { (says.html("version-cases")) }
            ul.cases {
                @for it in succeeded {
                    li data-succeeded=(it.old) {
                        h3 { (it.sheet) " · " (it.old) }
                        ul.facts {
                            li { (says.html_with("draft-cases", &[("count", cases(it.cases))])) }
                            li {
                                @match &it.heir {
                                    Some(heir) => { (says.html_with("version-heir", &[("name", Value::Text(heir))])) }
                                    None => { (says.html("version-ended")) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cases(count: i64) -> Value<'static> {
    Value::Number(u16::try_from(count).unwrap_or(u16::MAX))
}

/// Rows that become others, come or go.
fn rows(says: Says<'_>, edits: &[Edit]) -> Markup {
    html! {
        ul.cases {
            @for edit in edits.iter().take(SHOWN) {
                li data-edit=(edit.sheet) {
                    h3 {
                        (says.html(match (&edit.before, &edit.after) {
                            (None, _) => "change-added",
                            (_, None) => "change-removed",
                            _ => "change-changed",
                        }))
                        ": " (edit.sheet) " · "
                        @for heading in appservice::directory::sheets::key(&edit.sheet) {
                            (edit.after.as_ref().or(edit.before.as_ref()).and_then(|row| row.get(*heading)).map_or("", String::as_str)) " "
                        }
                    }
                    @if let (Some(before), Some(after)) = (&edit.before, &edit.after) {
                        dl.table {
                            @for heading in before.keys().chain(after.keys().filter(|it| !before.contains_key(*it))) {
                                @let (old, new) = (before.get(heading), after.get(heading));
                                @if old != new {
                                    div {
                                        dt { (heading) }
                                        dd {
                                            @if let Some(old) = old { del { (form::short(old)) } " " }
                                            @if let Some(new) = new { ins { (form::short(new)) } }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        @if edits.len() > SHOWN { p { (says.html_with("rows-more", &[("count", number(edits.len() - SHOWN))])) } }
    }
}
