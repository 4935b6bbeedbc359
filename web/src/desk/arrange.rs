//! A case of somebody who is gone while nobody asked for it: a colleague stands in, or the seeker is asked whether a colleague may have
//! it. Numbers of cases and nothing that stands in one; who somebody is and which case it is stand in no address.

use appservice::staff::{
    ArrangeView, Arranged, Arrangement, HeldCaseView, HeldView, HolderView, Refused, SignedIn, What,
};
use appservice::words::days;
use axum::Router;
use axum::extract::{Query, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};
use routing::{CentreId, Handed, Timestamp};
use serde::Deserialize;

use super::directory::form::Pairs;
use super::page::sorry;
use super::shell::{self, Page};
use super::view::{last_day, said, since};
use crate::State;
use crate::portal::{Asked, Says, Value};

/// Which centre.
#[derive(Deserialize)]
struct Wish {
    #[serde(default)]
    stelle: String,
}

/// What belongs to it.
pub(super) fn router() -> Router<State> {
    Router::new().route("/desk/faelle", get(show).post(change))
}

/// `GET /desk/faelle`.
async fn show(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Response {
    let says = super::says(&state, &asked);
    match super::known(&state.staff, &headers, true).await {
        Ok(signed_in) => page(&state, &asked, says, (&signed_in, &headers), (&wish.stelle, None, None)).await,
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// `POST /desk/faelle`: whose cases are looked at, or what is to be arranged.
async fn change(Shared(state): Shared<State>, asked: Asked, headers: HeaderMap, fields: Pairs) -> Response {
    let says = super::says(&state, &asked);
    let signed_in = match super::known(&state.staff, &headers, true).await {
        Ok(signed_in) => signed_in,
        Err(refused) => return sorry(&state, &asked, says, (&headers, refused)),
    };
    let centre = CentreId::parse(fields.get("centre")).ok().filter(|_| !fields.is_torn());
    let torn = || shell::plain(&state, &asked, says, (StatusCode::BAD_REQUEST, "torn-title", "torn-text"));
    let Some(centre) = centre else { return torn() };
    let who = fields.get("who");
    let what = match fields.get("act") {
        "look" => {
            let looked = (centre.as_str(), Some(who), None);
            return page(&state, &asked, says, (&signed_in, &headers), looked).await;
        }
        "cover" => What::Cover(fields.get("until")),
        "hand-over" if fields.get("history") == "bare" => What::HandOver(Handed::Nothing),
        "hand-over" => What::HandOver(Handed::All),
        "end-cover" => What::EndCover,
        "take-back" => What::TakeBack,
        _ => return torn(),
    };
    let arrangement = Arrangement {
        who,
        reference: fields.get("reference"),
        to: fields.get("to"),
        reason: fields.get("reason"),
        what,
    };
    match state.staff.arrange(&signed_in, &centre, &arrangement, says.locale.nearest()).await {
        Ok(arranged) => {
            let done = (centre.as_str(), Some(who), Some((&arranged, &fields)));
            page(&state, &asked, says, (&signed_in, &headers), done).await
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

async fn page(
    state: &State,
    asked: &Asked,
    says: Says<'_>,
    (signed_in, headers): (&SignedIn, &HeaderMap),
    (wanted, who, told): (&str, Option<&str>, Option<(&Arranged, &Pairs)>),
) -> Response {
    match state.staff.arrangeable(signed_in, (wanted, who)).await {
        Ok((view, all)) => {
            let look = Look { says, root: &asked.root, view: &view, now: state.staff.now() };
            // What was typed is not lost where it was refused.
            let typed = told.filter(|(arranged, _)| is_refused(arranged)).map(|(_, fields)| fields);
            let main = html! {
                h1 { (says.html("arrange")) }
                p.hint { (says.html("arrange-hint")) }
                @if all.len() > 1 { (look.choice(&all)) }
                @if let Some((arranged, fields)) = told { (look.answer(arranged, fields)) }
                section.centre data-arrange=(view.centre.as_str()) {
                    h2 { (view.name) }
                    (look.holders())
                    @if let Some(held) = &view.held { (look.held(held, typed)) }
                }
            };
            Page { title: says.plain("arrange"), status: StatusCode::OK, main, of: Some(signed_in) }
                .show(state, asked, says)
        }
        Err(Refused::Unknown) if told.is_some() => shell::busy(state, asked, says),
        Err(refused) => sorry(state, asked, says, (headers, refused)),
    }
}

fn is_refused(arranged: &Arranged) -> bool {
    !matches!(arranged, Arranged::Covered(_) | Arranged::CoverEnded(_) | Arranged::Done(_))
}

#[derive(Clone, Copy)]
struct Look<'a> {
    says: Says<'a>,
    root: &'a str,
    view: &'a ArrangeView,
    now: Timestamp,
}

impl Look<'_> {
    fn choice(self, all: &[(CentreId, String)]) -> Markup {
        let says = self.says;
        html! {
            form.sheet method="get" action={ (self.root) "desk/faelle" } {
                div.field {
                    label for="stelle" { (says.html("centre")) }
                    select #stelle name="stelle" {
                        @for (id, name) in all {
                            option value=(id.as_str()) selected[*id == self.view.centre] { (name) }
                        }
                    }
                }
                button.quiet { (says.html("card-choose")) }
            }
        }
    }

    fn answer(self, arranged: &Arranged, fields: &Pairs) -> Markup {
        let says = self.says;
        let reference = fields.get("reference");
        let done = |key, name: &String| {
            let words = [("name", Value::Text(name)), ("reference", Value::Text(reference))];
            html! { section.answer role="status" tabindex="-1" { p { (says.html_with(key, &words)) } } }
        };
        let wrong = |words: Markup| html! { p.wrong #wrong role="alert" { (words) } };
        match arranged {
            Arranged::Covered(name) => done("arrange-covered", name),
            Arranged::CoverEnded(name) => done("arrange-cover-ended", name),
            Arranged::Done(answer) => {
                html! { section.answer role="status" tabindex="-1" { div { (said(answer)) } } }
            }
            Arranged::NotDone(answer) => html! { div.wrong #wrong role="alert" { (said(answer)) } },
            Arranged::Meanwhile => wrong(says.html("arrange-meanwhile")),
            Arranged::NoCase => wrong(says.html("arrange-no-case")),
            Arranged::NoReason => wrong(says.html("arrange-no-reason")),
            Arranged::NotATeam => wrong(says.html("arrange-no-team")),
            Arranged::OwnKeys => wrong(says.html("arrange-own-keys")),
            Arranged::NotThere(name) => {
                wrong(says.html_with("arrange-not-there", &[("name", Value::Text(name))]))
            }
        }
    }

    /// Who has cases there.
    fn holders(self) -> Markup {
        let says = self.says;
        html! {
            @if self.view.holders.is_empty() { p.none { (says.html("arrange-nobody")) } }
            @else {
                form.sheet method="post" action={ (self.root) "desk/faelle" } {
                    (self.hidden(None))
                    div.field {
                        label for="who" { (says.html("arrange-who")) }
                        select #who name="who" {
                            @for holder in &self.view.holders { (self.holder(holder)) }
                        }
                    }
                    button.quiet name="act" value="look" { (says.html("arrange-look")) }
                }
            }
        }
    }

    fn holder(self, HolderView { id, name, cases, away }: &HolderView) -> Markup {
        let chosen = self.view.held.as_ref().is_some_and(|held| held.id == *id);
        let count = Value::Number(u16::try_from(*cases).unwrap_or(u16::MAX));
        html! {
            option value=(id) selected[chosen] {
                (name) " (" (id) "), " (self.says.plain_with("arrange-cases", &[("count", count)]))
                @if let Some(away) = away {
                    ", " (self.says.plain_with("away-until", &[("day", Value::Text(&last_day(*away)))]))
                }
            }
        }
    }

    fn held(self, held: &HeldView, typed: Option<&Pairs>) -> Markup {
        let says = self.says;
        html! {
            h2 #held tabindex="-1" { (says.html_with("arrange-of", &[("name", Value::Text(&held.name))])) }
            @if held.cases.is_empty() { p.none { (says.html("arrange-none")) } }
            @for case in held.cases.iter().filter(|case| case.own_keys) {
                p.hint { (says.html_with("arrange-alone", &[("reference", Value::Text(&case.reference))])) }
            }
            (self.running(held))
            @if held.cases.iter().any(|case| !case.own_keys) {
                @if held.others.is_empty() { p.none { (says.html("arrange-no-others")) } }
                @else { (self.form(held, typed)) }
            }
        }
    }

    /// What is arranged already, and can be undone.
    fn running(self, held: &HeldView) -> Markup {
        let says = self.says;
        html! {
            @let running = || held.cases.iter().filter(|case| !case.covers.is_empty() || case.offered.is_some());
            @if running().next().is_some() {
                h3 { (says.html("arrange-running")) }
                ul.cases {
                    @for case in running() {
                        li data-running=(case.reference) {
                            h4 { (case.reference) }
                            @for (id, name, until) in &case.covers {
                                p { (says.html_with("covered", &[
                                    ("name", Value::Text(name)), ("until", Value::Text(&last_day(*until))),
                                ])) }
                                (self.undo(held, case, Some(id), ("end-cover", "arrange-end-cover", name)))
                            }
                            @if let Some((name, yours)) = &case.offered {
                                p { (says.html_with("offered", &[("name", Value::Text(name))])) }
                                @if *yours { (self.undo(held, case, None, ("take-back", "take-back", ""))) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn undo(
        self,
        held: &HeldView,
        case: &HeldCaseView,
        to: Option<&str>,
        (act, key, name): (&str, &'static str, &str),
    ) -> Markup {
        html! {
            form method="post" action={ (self.root) "desk/faelle" } {
                (self.hidden(Some(held)))
                input type="hidden" name="reference" value=(case.reference);
                @if let Some(to) = to { input type="hidden" name="to" value=(to); }
                button.quiet name="act" value=(act) {
                    (self.says.html(key)) span.unseen { " " (name) " " (case.reference) }
                }
            }
        }
    }

    /// One form for all of somebody's cases, so that a page with many of them stays small.
    fn form(self, held: &HeldView, typed: Option<&Pairs>) -> Markup {
        let says = self.says;
        let text = |name: &str| typed.map_or("", |typed| typed.get(name)).to_owned();
        html! {
            form method="post" action={ (self.root) "desk/faelle" } {
                (self.hidden(Some(held)))
                fieldset {
                    legend { (says.html("arrange-which")) }
                    @for case in held.cases.iter().filter(|case| !case.own_keys) { (self.case(case, &text("reference"))) }
                }
                div.field {
                    label for="to" { (says.html("arrange-to")) }
                    select #to name="to" {
                        @for (id, name) in &held.others {
                            option value=(id) selected[*id == text("to")] { (name) " (" (id) ")" }
                        }
                    }
                }
                div.field {
                    label for="reason" { (says.html("arrange-reason")) }
                    p.hint #reason-hint { (says.html("arrange-reason-hint")) }
                    input #reason name="reason" maxlength="200" autocomplete="off" required
                        aria-describedby="reason-hint" value=(text("reason"));
                }
                div.acts {
                    @if self.view.team {
                        section {
                            h3 { (says.html("arrange-cover-title")) }
                            p.hint { (says.html("arrange-cover-hint")) }
                            div.field {
                                label for="until" { (says.html("cover-until")) }
                                input #until name="until" type="date" min=(days::today(self.now)) value=(text("until"));
                            }
                            button.main name="act" value="cover" { (says.html("arrange-cover")) }
                        }
                    }
                    section {
                        h3 { (says.html("arrange-hand-over-title")) }
                        p.hint { (says.html("arrange-hand-over-hint")) }
                        div.field {
                            label for="history" { (says.html("history")) }
                            select #history name="history" {
                                option value="all" { (says.plain("history-all")) }
                                option value="bare" selected[text("history") == "bare"] { (says.plain("history-bare")) }
                            }
                        }
                        button.main name="act" value="hand-over" { (says.html("arrange-hand-over")) }
                    }
                }
            }
        }
    }

    fn case(self, case: &HeldCaseView, chosen: &str) -> Markup {
        html! {
            label.choice {
                input type="radio" name="reference" value=(case.reference) required checked[case.reference == chosen];
                span {
                    b { (case.reference) } " · "
                    @match case.waits_since {
                        Some(at) => { (since(self.says, self.now, ("waits", at))) }
                        None => { (self.says.html("waits-not")) }
                    }
                }
            }
        }
    }

    fn hidden(self, held: Option<&HeldView>) -> Markup {
        html! {
            input type="hidden" name="centre" value=(self.view.centre.as_str());
            @if let Some(held) = held { input type="hidden" name="who" value=(held.id); }
        }
    }
}
