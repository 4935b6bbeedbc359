//! A case in the list of one's own, and the page of what can be done with it. Each case stands in the list with what tells how it is;
//! its forms stand on a page of their own, so that the desk stays small with many cases.

use appservice::staff::{CaseView, CentreView};
use axum::extract::State as Shared;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};

use super::fields::{Fields, Sent};
use super::page::sorry;
use super::shell::{self, Page};
use super::view::{Look, hidden, last_day};
use crate::State;
use crate::portal::{Asked, Value};

/// `POST /desk/fall`: what can be done with a case of one's own. Which one stands in no address.
pub(super) async fn post(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Sent(fields): Sent,
) -> Response {
    let says = super::says(&state, &asked);
    let found = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        let Some((centre, reference)) = fields.and_then(Fields::case) else { return Ok(None) };
        let (desk, _) = state.staff.look(&signed_in, says.locale.nearest()).await?;
        let calls = desk.calls;
        let at = desk.centres.into_iter().find(|it| it.id == centre.as_str());
        let at = at.ok_or(appservice::staff::Refused::Unknown)?;
        let case = at.cases.iter().find(|case| case.reference == reference.as_str());
        let case = case.cloned().ok_or(appservice::staff::Refused::Unknown)?;
        Ok(Some((signed_in, at, case, calls)))
    };
    match found.await {
        Ok(Some((signed_in, centre, case, calls))) => {
            let look = Look { says, root: &asked.root, now: state.staff.now() };
            let main = look.case_page((&centre, &case), calls);
            Page { title: says.plain("case"), status: StatusCode::OK, main, of: Some(&signed_in) }
                .show(&state, &asked, says)
        }
        Ok(None) => shell::plain(&state, &asked, says, (StatusCode::BAD_REQUEST, "torn-title", "torn-text")),
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

impl Look<'_> {
    /// What somebody has or stands in for.
    pub(super) fn cases(self, centre: &CentreView) -> Markup {
        if centre.cases.is_empty() {
            return html! {};
        }
        // What is said of each of them alike is put into words once.
        let (form, more) = (format!("fall-{}", centre.id), self.says.html("more"));
        let open = self.says.html("open-room");
        html! {
            form id=(form) method="post" action={ (self.root) "desk/fall" } { (hidden(centre, None)) }
            ul.cases { @for case in &centre.cases { (self.case(case, &form, (&more, &open))) } }
        }
    }

    fn case(self, case: &CaseView, form: &str, (more, open): (&Markup, &Markup)) -> Markup {
        html! {
            li id=(case.reference) .urgent[case.urgent].waits[case.waits_since.is_some() && !case.urgent] data-case=(case.reference) {
                div.top {
                    div { h3 { (case.pseudonym) } (self.facts(case)) }
                    div.row {
                        button.quiet form=(form) name="reference" value=(case.reference) {
                            (more) span.unseen { " " (case.reference) }
                        }
                        @if let Some(address) = &case.address {
                            a.quiet href=(address) rel="noreferrer" { (open) span.unseen { " " (case.reference) } }
                        }
                    }
                }
            }
        }
    }

    /// How a case is.
    fn facts(self, case: &CaseView) -> Markup {
        let says = self.says;
        html! {
            ul.facts {
                li { (case.reference) " · " (case.topic) }
                @if case.urgent { li.hot { (says.html("urgent")) } }
                @match case.waits_since {
                    Some(since) => { li { (self.since("waits-for-you", since)) } }
                    None => { li { (says.html("waits-not")) } }
                }
                @if let Some(promised) = case.promised { (self.promised(promised)) }
                @if let Some(holder) = &case.holder {
                    li { (says.html_with("you-cover", &[("name", Value::Text(holder))])) }
                }
                @for cover in &case.covers {
                    @let until = last_day(cover.until);
                    @if cover.yours { li { (says.html_with("cover-yours", &[("until", Value::Text(&until))])) } }
                    @else {
                        li { (says.html_with("covered", &[("name", Value::Text(&cover.name)), ("until", Value::Text(&until))])) }
                    }
                }
                @if let Some(to) = &case.offered {
                    li { (says.html_with("offered", &[("name", Value::Text(to))])) }
                }
                @if let Some(ends) = case.ends {
                    li { (says.html_with("ends", &[("day", Value::Text(&last_day(ends)))])) }
                }
            }
        }
    }

    /// A case alone, with all that can be done.
    fn case_page(self, (centre, case): (&CentreView, &CaseView), calls: bool) -> Markup {
        let (says, mine) = (self.says, case.covers.iter().any(|cover| cover.yours));
        let button = |act: &str, key| self.button(centre, Some(&case.reference), (act, "quiet"), (key, ""));
        html! {
            p { a.quiet href={ (self.root) "desk" } { (says.html("to-desk")) } }
            section data-case=(case.reference) {
                h1 { (case.pseudonym) }
                (self.facts(case))
                @if let Some(address) = &case.address {
                    p { a.main href=(address) rel="noreferrer" { (says.html("open-room")) } }
                }
                div.row {
                    @if calls { (button("call", "call")) (button("call-video", "call-video")) }
                    @if mine { (button("end-cover", "end-cover")) }
                    (button("keys", "keys"))
                    (button("close", "close"))
                }
                @if case.holder.is_none() {
                    @if case.offered.is_some() {
                        (button("take-back", "take-back"))
                    } @else {
                        div.acts {
                            (self.hand_over(centre, case))
                            (self.forward(centre, case))
                        }
                    }
                }
            }
        }
    }

    fn hand_over(self, centre: &CentreView, case: &CaseView) -> Markup {
        let says = self.says;
        html! {
            form method="post" action={ (self.root) "desk" } {
                (hidden(centre, Some(&case.reference)))
                h2 { (says.html("hand-over-title")) }
                div.field {
                    label for="to" { (says.html("hand-over-to")) }
                    (self.colleagues(&centre.colleagues, "to", "to", None))
                }
                (self.history("history"))
                button.main name="act" value="hand-over" { (says.html("hand-over")) }
            }
        }
    }

    fn forward(self, centre: &CentreView, case: &CaseView) -> Markup {
        let says = self.says;
        html! {
            form method="post" action={ (self.root) "desk" } {
                (hidden(centre, Some(&case.reference)))
                h2 { (says.html("forward-title")) }
                div.field {
                    label for="place" { (says.html("forward-to")) }
                    input #place name="to" maxlength="100" autocomplete="off" required;
                }
                (self.history("history-there"))
                button.main name="act" value="forward" { (says.html("forward")) }
            }
        }
    }

    fn history(self, id: &str) -> Markup {
        let says = self.says;
        html! {
            div.field {
                label for=(id) { (says.html("history")) }
                select id=(id) name="history" {
                    option value="all" { (says.plain("history-all")) }
                    option value="bare" { (says.plain("history-bare")) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use appservice::staff::ColleagueView;
    use routing::{Span, Timestamp};

    use super::*;
    use crate::portal::language::Locale;

    fn centre(cases: u32) -> CentreView {
        let now = Timestamp::from_millis(1_795_000_000_000);
        let case = |number: u32| CaseView {
            reference: format!("{number:06}"),
            pseudonym: format!("Blaue Amsel {number}"),
            topic: "Schulden".to_owned(),
            waits_since: Some(now.minus(Span::hours(3))),
            promised: Some(now.plus(Span::hours(1))),
            urgent: false,
            holder: None,
            covers: Vec::new(),
            offered: None,
            ends: Some(now.plus(Span::days(180))),
            address: Some(format!("https://matrix.to/#/!{number:018}:lotse.example?via=lotse.example")),
        };
        let colleague = |number: u32| ColleagueView {
            id: format!("@colleague-{number}:lotse.example"),
            name: format!("Colleague {number}"),
            away: None,
        };
        CentreView {
            id: "dresden".to_owned(),
            name: "Dresden".to_owned(),
            team: true,
            enquiries: Vec::new(),
            cases: (0..cases).map(case).collect(),
            absence: None,
            colleagues: (0..20).map(colleague).collect(),
            duty: None,
        }
    }

    #[test]
    fn a_list_of_200_cases_stays_small_however_many_colleagues_there_are() {
        let words = crate::desk::words().unwrap();
        let now = Timestamp::from_millis(1_795_000_000_000);
        let look = Look { says: words.says(Locale::De), root: "/", now };
        let page = look.cases(&centre(200)).into_string();
        assert!(page.len() < 200 * 1_000, "{} bytes", page.len());
        assert!(!page.contains("Colleague"), "what can be done stands on a page of its own");
        let centre = centre(1);
        let alone = look.case_page((&centre, &centre.cases[0]), true).into_string();
        for act in ["hand-over", "forward", "call", "call-video", "keys", "close"] {
            assert!(alone.contains(&format!("value=\"{act}\"")), "{act}: {alone}");
        }
        assert!(alone.contains("Colleague 19") && !alone.contains("take-back"), "{alone}");
        // No address of ours says which case it is.
        assert!(!alone.contains("desk#") && !alone.contains("desk?"), "{alone}");
    }
}
