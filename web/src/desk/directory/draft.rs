//! What would follow from a draft: what changes, coverage gained or lost, whose cases are concerned; and publishing it.

use appservice::directory::{Change, ChangeKind};
use appservice::staff::succession::{Fault, Kind};
use appservice::staff::{Busy, CoverageView, Decided, Published, Seen, SignedIn};
use appservice::words::days;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use routing::desk::Grave;

use super::form::{self, Pairs};
use super::{number, page, told, torn};
use crate::State;
use crate::desk::grid::grid;
use crate::desk::page::sorry;
use crate::portal::{Asked, Says, Value};

/// So many changes are shown; the others are counted.
const SHOWN: usize = 200;

/// `GET /desk/verzeichnis/entwurf`.
pub(super) async fn get(Shared(state): Shared<State>, asked: Asked, headers: HeaderMap) -> Response {
    let says = crate::desk::says(&state, &asked);
    match crate::desk::known(&state.staff, &headers, true).await {
        Ok(signed_in) => show(&state, &asked, says, (&signed_in, &headers), &html! {}).await,
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// `POST /desk/verzeichnis/entwurf`.
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
    let staff = &state.staff;
    let done = match fields.get("act") {
        "publish" => staff.publish(&signed_in, fields.get("reason")).await,
        "confirm" => {
            staff.confirm_publication(&signed_in, fields.get("of"), (true, fields.get("seal"))).await
        }
        "decline" => {
            staff.confirm_publication(&signed_in, fields.get("of"), (false, fields.get("seal"))).await
        }
        "decide" => {
            let decided = match fields.get("to") {
                "" => Decided::Not,
                "-" => Decided::Ends,
                heir => Decided::To(heir.to_owned()),
            };
            staff.decide_leaving(&signed_in, fields.get("old"), decided).await.map(|()| Published::Look)
        }
        "take-back" => staff.discard(&signed_in, true).await.map(|()| Published::Look),
        "discard" => staff.discard(&signed_in, false).await.map(|()| Published::Look),
        _ => return torn(&state, &asked, says),
    };
    let answer = match done {
        Ok(Published::InForce(version)) => html! {
            section.answer role="status" data-version=(version) {
                p { (says.html_with("draft-in-force", &[("number", Value::Number(u16::try_from(version).unwrap_or(u16::MAX)))])) }
            }
        },
        Ok(Published::Waits) => html! { section.answer role="status" { p { (says.html("draft-waits")) } } },
        Ok(Published::NoReason) => html! { p.wrong role="alert" { (says.html("draft-no-reason")) } },
        Ok(Published::Look) if fields.get("act") == "publish" || fields.get("act") == "confirm" => {
            html! { p.wrong role="alert" { (says.html("draft-look")) } }
        }
        Ok(Published::Look) => return form::lead_to(&asked, "desk/verzeichnis/entwurf"),
        Err(refused) => return sorry(&state, &asked, says, (&headers, refused)),
    };
    show(&state, &asked, says, (&signed_in, &headers), &answer).await
}

async fn show(
    state: &State,
    asked: &Asked,
    says: Says<'_>,
    (signed_in, headers): (&SignedIn, &HeaderMap),
    answer: &Markup,
) -> Response {
    match state.staff.see(signed_in, says.locale.nearest()).await {
        Ok((own, waiting)) => {
            let main = html! {
                p { a.quiet href={ (asked.root) "desk/verzeichnis" } { (says.html("directory")) } }
                h1 { (says.html("draft")) }
                (answer)
                @for theirs in &waiting { (of_another(says, &asked.root, theirs)) }
                (of_oneself(says, &asked.root, &own))
            };
            page(state, asked, says, signed_in, main)
        }
        Err(refused) => sorry(state, asked, says, (headers, refused)),
    }
}

fn of_another(says: Says<'_>, root: &str, seen: &Seen) -> Markup {
    html! {
        section.note data-draft-of=(seen.who.as_str()) {
            h2 { (says.html_with("draft-of", &[("name", Value::Text(seen.who.as_str()))])) }
            @if let Some(asked) = &seen.asked {
                p { (says.html("draft-reason")) " " (asked.reason) }
                p.soft { (says.html("draft-until")) " " (days::clock(asked.until())) }
            }
            (what(says, seen))
            form method="post" action={ (root) "desk/verzeichnis/entwurf" } {
                input type="hidden" name="of" value=(seen.who.as_str());
                input type="hidden" name="seal" value=(seen.seal);
                div.row {
                    @if seen.is_sound() { button.main name="act" value="confirm" { (says.html("draft-confirm")) } }
                    button.quiet name="act" value="decline" { (says.html("draft-decline")) }
                }
            }
        }
    }
}

fn of_oneself(says: Says<'_>, root: &str, seen: &Seen) -> Markup {
    let nothing = !seen.changes_something() && seen.faults.is_empty() && seen.stale.is_empty();
    html! {
        @if nothing {
            p.none { (says.html("draft-nothing")) }
        } @else {
            h2 { (says.html("draft-own")) }
            (what(says, seen))
            @for busy in &seen.busy { (decide(says, root, busy)) }
            form method="post" action={ (root) "desk/verzeichnis/entwurf" } {
                @if seen.asked.is_some() {
                    p { (says.html("draft-is-asked")) }
                    div.row {
                        button.quiet name="act" value="take-back" { (says.html("draft-take-back")) }
                    }
                } @else if seen.is_sound() {
                    div.field {
                        label for="reason" { (says.html("draft-why")) }
                        p.hint #reason-hint { (says.html("draft-why-hint")) }
                        input #reason name="reason" maxlength="500" autocomplete="off" aria-describedby="reason-hint";
                    }
                    div.row {
                        button.main name="act" value="publish" {
                            @if seen.grave.is_empty() { (says.html("draft-publish")) } @else { (says.html("draft-ask")) }
                        }
                    }
                }
                div.row { button.quiet name="act" value="discard" { (says.html("draft-discard")) } }
            }
        }
    }
}

fn what(says: Says<'_>, seen: &Seen) -> Markup {
    html! {
        (told(says, &seen.faults, "draft-faults"))
        @if !seen.stale.is_empty() {
            section.note role="alert" data-stale=(seen.stale.len()) {
                h3 { (says.html("draft-stale")) }
                p { (says.html("draft-stale-text")) }
                ul { @for edit in &seen.stale { li { (edit.sheet) ": " (form::short(&named(edit))) } } }
            }
        }
        @if seen.beyond {
            section.note role="alert" data-beyond {
                h3 { (says.html("draft-beyond")) }
                p { (says.html("draft-beyond-text")) }
            }
        }
        @if !seen.busy.is_empty() {
            section.note role="alert" data-busy=(seen.busy.len()) {
                h3 { (says.html("draft-busy")) }
                p { (says.html("draft-busy-text")) }
                ul { @for busy in &seen.busy { li { (leaves(says, busy)) ": " (became(says, busy)) } } }
                @for fault in &seen.unfit { p.wrong role="alert" { (unfit(says, fault)) } }
            }
        }
        @if !seen.grave.is_empty() {
            section.note data-grave=(seen.grave.len()) {
                h3 { (says.html("draft-grave")) }
                ul { @for grave in &seen.grave { li { (says.html_with(why(*grave), &[("count", number(seen.moved))])) } } }
            }
        }
        @for topic in &seen.coverage { (coverage(says, topic)) }
        @if seen.reordered { p { (says.html("draft-reordered")) } }
        @if !seen.changes.is_empty() {
            h3 { (says.html_with("draft-changes", &[("count", number(seen.changes.len()))])) }
            ul.cases {
                @for change in seen.changes.iter().take(SHOWN) { (one(says, change)) }
            }
            @if seen.changes.len() > SHOWN {
                p { (says.html_with("rows-more", &[("count", number(seen.changes.len() - SHOWN))])) }
            }
        }
    }
}

/// What leaves, with how many cases run there.
fn leaves(says: Says<'_>, busy: &Busy) -> Markup {
    let key = match busy.kind {
        Kind::Centre => "draft-leaves-centre",
        Kind::Topic => "draft-leaves-topic",
    };
    let count = Value::Number(u16::try_from(busy.cases).unwrap_or(u16::MAX));
    html! {
        b { (says.html_with(key, &[("name", Value::Text(&busy.name))])) } ", "
        (says.html_with("draft-cases", &[("count", count)]))
    }
}

/// What becomes of the cases.
fn became(says: Says<'_>, busy: &Busy) -> Markup {
    match &busy.decided {
        Decided::Not => says.html("draft-decide-not"),
        Decided::Ends => says.html("draft-decide-ends"),
        Decided::To(heir) => {
            let name = busy.heirs.iter().find(|(id, _)| id == heir).map_or(heir, |(_, name)| name);
            says.html_with(to(busy.kind), &[("name", Value::Text(name))])
        }
    }
}

fn to(kind: Kind) -> &'static str {
    match kind {
        Kind::Centre => "draft-decide-to-centre",
        Kind::Topic => "draft-decide-to-topic",
    }
}

fn unfit(says: Says<'_>, fault: &Fault) -> Markup {
    match fault {
        Fault::NoHeir { new, .. } => says.html_with("draft-unfit-heir", &[("heir", Value::Text(new))]),
        Fault::CannotTake { heir, centre, .. } => says.html_with(
            "draft-unfit-take",
            &[("heir", Value::Text(heir.as_str())), ("centre", Value::Text(centre.as_str()))],
        ),
        Fault::Undecided { id: name, .. } | Fault::NotLeaving(name) | Fault::Twice(name) => {
            says.html_with("draft-unfit-other", &[("name", Value::Text(name))])
        }
    }
}

/// The form for what leaves although cases run there.
fn decide(says: Says<'_>, root: &str, busy: &Busy) -> Markup {
    // A centre and a topic may have one short name.
    let id = format!("to-{}-{}", busy.kind.code(), busy.id);
    let hint = match busy.kind {
        Kind::Centre => "draft-decide-hint-centre",
        Kind::Topic => "draft-decide-hint-topic",
    };
    html! {
        form.sheet method="post" action={ (root) "desk/verzeichnis/entwurf" } data-leaves=(busy.id) {
            h3 { (leaves(says, busy)) }
            input type="hidden" name="old" value={ (busy.kind.code()) ":" (busy.id) };
            div.field {
                label for=(id) { (says.html("draft-decide")) span.unseen { " " (busy.name) } }
                p.hint id={ (id) "-hint" } {
                    @if busy.heirs.is_empty() { (says.html("draft-decide-none")) } @else { (says.html(hint)) }
                }
                select id=(id) name="to" aria-describedby={ (id) "-hint" } {
                    option value="" selected[busy.decided == Decided::Not] { (says.html("draft-decide-not")) }
                    option value="-" selected[busy.decided == Decided::Ends] { (says.html("draft-decide-ends")) }
                    @for (heir, name) in &busy.heirs {
                        option value=(heir) selected[busy.decided == Decided::To(heir.clone())] {
                            (says.plain_with(to(busy.kind), &[("name", Value::Text(name))]))
                        }
                    }
                }
            }
            button.quiet name="act" value="decide" { (says.html("draft-decide-save")) span.unseen { " " (busy.name) } }
        }
    }
}

/// What tells a row apart that is not there any more.
fn named(edit: &appservice::directory::sheets::Edit) -> String {
    let row = edit.before.as_ref().or(edit.after.as_ref());
    let key = appservice::directory::sheets::key(&edit.sheet).iter();
    let values = key.filter_map(|heading| row.and_then(|row| row.get(*heading)).map(String::as_str));
    values.collect::<Vec<_>>().join(" · ")
}

fn why(grave: Grave) -> &'static str {
    match grave {
        Grave::CentreGoes => "grave-centre",
        Grave::WhiteSpotGoes => "grave-white-spot",
        Grave::ManyMove => "grave-many",
    }
}

fn coverage(says: Says<'_>, topic: &CoverageView) -> Markup {
    html! {
        section.centre data-topic=(topic.topic) data-lost=(topic.lost.number) data-gained=(topic.gained.number) {
            h3 { (says.html("coverage")) ": " (topic.topic) }
            ul {
                @if topic.lost.number > 0 {
                    li { b { (says.html_with("draft-lost", &[("count", number(topic.lost.number))])) } " "
                        (form::short(&topic.lost.codes.to_string())) }
                }
                @if topic.gained.number > 0 {
                    li { (says.html_with("draft-gained", &[("count", number(topic.gained.number))])) " "
                        (form::short(&topic.gained.codes.to_string())) }
                }
                li { @if topic.has_white_spot { (says.html("draft-spot")) } @else { b { (says.html("draft-no-spot")) } } }
            }
            (grid(says, &topic.topic, &topic.gaps, &topic.overlaps))
        }
    }
}

/// A change of an entity, field by field.
pub(super) fn one(says: Says<'_>, change: &Change) -> Markup {
    html! {
        li data-change=(change.key) {
            h4 {
                (says.html(match change.kind {
                    ChangeKind::Added => "change-added",
                    ChangeKind::Removed => "change-removed",
                    ChangeKind::Changed(_) => "change-changed",
                }))
                ": " (change.key)
            }
            @if let ChangeKind::Changed(fields) = &change.kind {
                dl.table {
                    @for field in fields {
                        div {
                            dt { (field.field) }
                            dd { del { (form::short(&field.before)) } " " ins { (form::short(&field.after)) } }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::language::Locale;

    #[test]
    fn a_centre_and_a_topic_of_one_short_name_have_fields_of_their_own() {
        let words = crate::desk::words().unwrap();
        let busy = |kind| Busy {
            kind,
            id: "sucht".to_owned(),
            name: "Sucht".to_owned(),
            cases: 1,
            decided: Decided::Not,
            heirs: vec![("hof".to_owned(), "Hof".to_owned())],
        };
        let forms = [Kind::Centre, Kind::Topic].map(|kind| decide(words.says(Locale::De), "/", &busy(kind)));
        let page = forms.map(maud::PreEscaped::into_string).concat();
        let mut ids: Vec<_> =
            page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(ids.len(), 4, "{page}");
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 4, "{ids:?}");
        // Which of both is decided stands in the form.
        assert!(page.contains("\"centre:sucht\"") && page.contains("\"topic:sucht\""), "{page}");
    }
}
