//! Somebody leaves a centre: what that does stands there first, and what remains.

use appservice::staff::{Parted, PartingView, Stock};
use axum::extract::State as Shared;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use routing::CentreId;

use crate::State;
use crate::desk::directory::form::Pairs;
use crate::desk::page::sorry;
use crate::desk::shell::{self, Page};
use crate::portal::{Asked, Says, Value};

/// `POST /desk/abschied`: shows what it would do, or does it. Who it is about stands in no address.
pub(super) async fn post(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    fields: Pairs,
) -> Response {
    let says = crate::desk::says(&state, &asked);
    let done = async {
        let signed_in = crate::desk::known(&state.staff, &headers, true).await?;
        let centre = CentreId::parse(fields.get("centre")).ok().filter(|_| !fields.is_torn());
        let Some(centre) = centre else { return Ok(None) };
        let parting = state.staff.parting(&signed_in, &centre, fields.get("who")).await?;
        if fields.get("act") == "look" {
            return Ok(Some((signed_in, parting, None)));
        }
        let told = (fields.get("seal"), fields.get("to"));
        let parted = state.staff.part(&signed_in, &parting, told, says.locale.nearest()).await?;
        Ok(Some((signed_in, parting, Some(parted))))
    };
    match done.await {
        Ok(Some((signed_in, parting, parted))) => {
            let main = match &parted {
                Some(Parted::Done) => done_page(says, &asked.root, &parting),
                other => page(says, &asked.root, &parting, other.as_ref()),
            };
            Page { title: says.plain("parting"), status: StatusCode::OK, main, of: Some(&signed_in) }
                .show(&state, &asked, says)
        }
        Ok(None) => shell::plain(&state, &asked, says, (StatusCode::BAD_REQUEST, "torn-title", "torn-text")),
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

fn number(count: usize) -> Value<'static> {
    Value::Number(u16::try_from(count).unwrap_or(u16::MAX))
}

/// What it does, a line for each; nothing is said of what there is none of.
fn lines(says: Says<'_>, stock: &Stock) -> Vec<Markup> {
    let counted = [
        ("parting-cases", stock.cases),
        ("parting-own-keys", stock.own_keys),
        ("parting-covers", stock.covers),
        ("parting-personal", stock.personal),
        ("parting-rooms", stock.rooms),
        ("parting-sessions", stock.sessions),
    ];
    let counted = counted.into_iter().filter(|(_, count)| *count > 0);
    let mut lines: Vec<_> =
        counted.map(|(key, count)| says.html_with(key, &[("count", number(count))])).collect();
    if stock.account {
        lines.push(says.html("parting-account"));
    }
    if !stock.elsewhere.is_empty() {
        let names = stock.elsewhere.join(", ");
        lines.push(says.html_with("parting-elsewhere", &[("centres", Value::Text(&names))]));
    }
    lines
}

fn remains(says: Says<'_>, stock: &Stock) -> Markup {
    html! {
        h2 { (says.html("parting-remains")) }
        ul {
            li { (says.html("parting-devices")) }
            @if !stock.account { li { (says.html("parting-account-stays")) } }
            li { (says.html("parting-trail")) }
        }
    }
}

fn page(says: Says<'_>, root: &str, parting: &PartingView, wrong: Option<&Parted>) -> Markup {
    let stock = &parting.stock;
    html! {
        p { a.quiet href={ (root) "desk/personen?stelle=" (parting.centre.as_str()) } { (says.html("people")) } }
        h1 { (says.html_with("parting-title", &[("name", Value::Text(&parting.name))])) }
        p.hint { (parting.who) " · " (parting.centre_name) }
        @match wrong {
            Some(Parted::Meanwhile) => { p.wrong #wrong role="alert" { (says.html("parting-meanwhile")) } }
            Some(Parted::NoSuccessor) => { p.wrong #wrong role="alert" { (says.html("parting-no-successor")) } }
            Some(Parted::Wrong(faults)) => {
                div.wrong #wrong role="alert" {
                    p { (says.html("parting-wrong")) }
                    ul { @for fault in faults { li { (fault) } } }
                }
            }
            Some(Parted::Done) | None => {}
        }
        h2 { (says.html("parting-what")) }
        @let lines = lines(says, stock);
        @if lines.is_empty() { p { (says.html("parting-nothing")) } }
        ul data-parting=(parting.seal) { @for line in &lines { li { (line) } } }
        (remains(says, stock))
        form method="post" action={ (root) "desk/abschied" } {
            input type="hidden" name="centre" value=(parting.centre.as_str());
            input type="hidden" name="who" value=(parting.who);
            input type="hidden" name="seal" value=(parting.seal);
            @if stock.cases > 0 {
                div.field {
                    label for="to" { (says.html("parting-to")) }
                    select #to name="to" {
                        option value="" { (says.html("parting-pool")) }
                        @for (id, name) in &parting.successors { option value=(id) { (name) " (" (id) ")" } }
                    }
                }
            }
            button.main { (says.html("parting-do")) }
        }
    }
}

fn done_page(says: Says<'_>, root: &str, parting: &PartingView) -> Markup {
    html! {
        p { a.quiet href={ (root) "desk/personen?stelle=" (parting.centre.as_str()) } { (says.html("people")) } }
        h1 { (says.html_with("parting-title", &[("name", Value::Text(&parting.name))])) }
        section.answer role="status" { p { (says.html("parting-done")) } }
        (remains(says, &parting.stock))
    }
}
