//! The week of a counsellor: appointments, when they have time, and a calendar that says only when they are taken.

use appservice::staff::{DateView, DatesOf, DatesView, Refused, SignedIn, Stand};
use appservice::words::{days, phrases::Message};
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use routing::{Slot, Venue, wall};

use super::fields::{Fields, Sent};
use super::page::sorry;
use super::shell::{self, Page};
use super::view::said;
use crate::State;
use crate::portal::{Asked, Says, Value};

/// `GET /desk/termine`.
pub(super) async fn get(Shared(state): Shared<State>, asked: Asked, headers: HeaderMap) -> Response {
    let says = super::says(&state, &asked);
    match super::known(&state.staff, &headers, true).await {
        Ok(signed_in) => show(&state, &asked, says, (&signed_in, &headers), &Told::default()).await,
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// What is told on top of the page.
#[derive(Default)]
struct Told {
    answers: Option<Vec<Message>>,
    /// The new address, which is shown once.
    feed: Option<String>,
}

/// `POST /desk/termine`: does something, and shows the page with what was answered.
pub(super) async fn post(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Sent(fields): Sent,
) -> Response {
    let says = super::says(&state, &asked);
    let signed_in = match super::known(&state.staff, &headers, true).await {
        Ok(signed_in) => signed_in,
        Err(refused) => return sorry(&state, &asked, says, (&headers, refused)),
    };
    let Some(fields) = fields else { return torn(&state, &asked, says) };
    match act(&state, says, &signed_in, fields).await {
        Some(Ok(told)) => show(&state, &asked, says, (&signed_in, &headers), &told).await,
        Some(Err(refused)) => sorry(&state, &asked, says, (&headers, refused)),
        None => torn(&state, &asked, says),
    }
}

fn torn(state: &State, asked: &Asked, says: Says<'_>) -> Response {
    shell::plain(state, asked, says, (StatusCode::BAD_REQUEST, "torn-title", "torn-text"))
}

async fn act(
    state: &State,
    says: Says<'_>,
    signed_in: &SignedIn,
    fields: Fields,
) -> Option<Result<Told, Refused>> {
    match fields.feed() {
        Some(true) => {
            let renewed = state.staff.renew_feed(signed_in).await;
            return Some(renewed.map(|address| Told { feed: Some(address), answers: None }));
        }
        Some(false) => {
            let ended = state.staff.end_feed(signed_in).await;
            return Some(ended.map(|()| Told { answers: Some(Vec::new()), feed: None }));
        }
        None => {}
    }
    let (centre, act) = fields.act()?;
    let answers = state.staff.does(signed_in, &centre, act, says.locale.nearest()).await;
    Some(answers.map(|answers| Told { answers: Some(answers), feed: None }))
}

/// `GET /desk/kalender/{secret}`: for calendars, which have no cookie. The address is the secret.
pub(super) async fn calendar(Shared(state): Shared<State>, Path(secret): Path<String>) -> Response {
    match state.staff.busy(&secret).await {
        Ok(text) => ([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response(),
        Err(Refused::Busy) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn show(
    state: &State,
    asked: &Asked,
    says: Says<'_>,
    (signed_in, headers): (&SignedIn, &HeaderMap),
    told: &Told,
) -> Response {
    match state.staff.dates(signed_in).await {
        Ok(dates) => {
            let main = Look { says, root: &asked.root }.page(&dates, told);
            Page { title: says.plain("dates"), status: StatusCode::OK, main, of: Some(signed_in) }
                .show(state, asked, says)
        }
        Err(refused) => sorry(state, asked, says, (headers, refused)),
    }
}

#[derive(Clone, Copy)]
struct Look<'a> {
    says: Says<'a>,
    root: &'a str,
}

impl Look<'_> {
    fn page(self, dates: &DatesView, told: &Told) -> Markup {
        let says = self.says;
        html! {
            p { a href={ (self.root) "desk" } { (says.html("to-desk")) } }
            h1 { (says.html("dates")) }
            @if let Some(answers) = &told.answers {
                section.answer role="status" tabindex="-1" {
                    @if answers.is_empty() { p { (says.html("done")) } }
                    @for answer in answers {
                        div { (said(answer)) }
                    }
                }
            }
            p.hint { (says.html("dates-hint")) }
            @for centre in &dates.centres { (self.centre(centre)) }
            @if dates.can_feed { (self.feed(dates, told)) }
        }
    }

    fn centre(self, centre: &DatesOf) -> Markup {
        let says = self.says;
        let of_day = |date: &DateView| match &date.stand {
            Stand::Booked(slot) | Stand::Over(slot) => Some(wall::today(slot.start)),
            Stand::Offered(_) => None,
        };
        html! {
            section.centre data-dates=(centre.id) {
                h2 { (centre.name) }
                @if centre.dates.is_empty() { p.none { (says.html("no-dates")) } }
                @for day in centre.dates.chunk_by(|one, two| of_day(one) == of_day(two)) {
                    h3 {
                        @match day.first().and_then(of_day) {
                            Some(date) => { (says.html(weekday(wall::weekday(date)))) ", " (days::written(date)) }
                            None => { (says.html("dates-offered")) }
                        }
                    }
                    ul.cases { @for date in day { (self.date(centre, date)) } }
                }
                @if !centre.cases.is_empty() { (self.offer(centre)) }
                (self.hours(centre))
            }
        }
    }

    fn date(self, centre: &DatesOf, date: &DateView) -> Markup {
        let says = self.says;
        html! {
            li data-date=(date.reference) {
                h4 { (date.pseudonym) }
                ul.facts {
                    li { (date.reference) }
                    @match &date.stand {
                        Stand::Booked(slot) => { li { (time(*slot)) } li { (says.html(venue(slot.venue))) } }
                        Stand::Over(slot) => { li { (time(*slot)) } li.hot { (says.html("date-over")) } }
                        Stand::Offered(count) => { li { (says.html_with("date-choice", &[("count", Value::Text(&count.to_string()))])) } }
                    }
                }
                div.acts {
                    @match &date.stand {
                        Stand::Over(_) => {
                            (self.button(centre, &date.reference, "date-kept"))
                            (self.button(centre, &date.reference, "date-missed"))
                        }
                        Stand::Booked(_) | Stand::Offered(_) => { (self.button(centre, &date.reference, "cancel-date")) }
                    }
                }
            }
        }
    }

    fn button(self, centre: &DatesOf, reference: &str, act: &'static str) -> Markup {
        html! {
            form method="post" action={ (self.root) "desk/termine" } {
                input type="hidden" name="centre" value=(centre.id);
                input type="hidden" name="reference" value=(reference);
                button.quiet name="act" value=(act) {
                    (self.says.html(act)) span.unseen { " " (reference) }
                }
            }
        }
    }

    fn offer(self, centre: &DatesOf) -> Markup {
        let says = self.says;
        let id = &centre.id;
        html! {
            form.sheet method="post" action={ (self.root) "desk/termine" } {
                h3 { (says.html("dates-offer-title")) }
                input type="hidden" name="centre" value=(id);
                div.field {
                    label for={ "case-" (id) } { (says.html("dates-case")) }
                    select id={ "case-" (id) } name="reference" {
                        @for (reference, pseudonym) in &centre.cases {
                            option value=(reference) { (pseudonym) " · " (reference) }
                        }
                    }
                }
                div.field {
                    label for={ "words-" (id) } { (says.html("dates-words")) }
                    input id={ "words-" (id) } name="text" maxlength="400" autocomplete="off" aria-describedby={ "how-" (id) };
                    p.hint id={ "how-" (id) } { (says.html("dates-words-hint")) }
                }
                button.main name="act" value="offer-dates" { (says.html("offer-dates")) }
            }
        }
    }

    fn hours(self, centre: &DatesOf) -> Markup {
        let says = self.says;
        let id = &centre.id;
        html! {
            form.sheet method="post" action={ (self.root) "desk/termine" } {
                h3 { (says.html("times-title")) }
                input type="hidden" name="centre" value=(id);
                div.field {
                    label for={ "times-" (id) } { (says.html("times")) }
                    input id={ "times-" (id) } name="text" maxlength="1000" autocomplete="off"
                        value=(centre.hours.as_deref().unwrap_or_default()) aria-describedby={ "times-how-" (id) };
                    p.hint id={ "times-how-" (id) } { (says.html("times-hint")) }
                }
                button.quiet name="act" value="times" { (says.html("times-save")) }
            }
        }
    }

    fn feed(self, dates: &DatesView, told: &Told) -> Markup {
        let says = self.says;
        html! {
            form.sheet method="post" action={ (self.root) "desk/termine" } {
                h2 { (says.html("feed-title")) }
                p.hint { (says.html("feed-hint")) }
                @if let Some(address) = &told.feed {
                    section.answer role="status" tabindex="-1" {
                        p { (says.html("feed-once")) }
                        p { code.feed { (address) } }
                    }
                }
                @if let Some(since) = dates.feed {
                    p { (says.html_with("feed-since", &[("day", Value::Text(&days::written(days::today(since))))])) }
                }
                div.acts {
                    button.quiet name="act" value="feed-new" { (says.html("feed-new")) }
                    @if dates.feed.is_some() {
                        button.quiet name="act" value="feed-end" { (says.html("feed-end")) }
                    }
                }
            }
        }
    }
}

/// On the wall, from and to.
fn time(slot: Slot) -> String {
    let shown = |moment| {
        let minute = wall::minute(moment);
        format!("{:02}:{:02}", minute / 60, minute % 60)
    };
    format!("{}–{}", shown(slot.start), shown(slot.end()))
}

fn weekday(day: u8) -> &'static str {
    match day {
        0 => "day-mo",
        1 => "day-tu",
        2 => "day-we",
        3 => "day-th",
        4 => "day-fr",
        5 => "day-sa",
        _ => "day-su",
    }
}

pub(super) fn venue(venue: Venue) -> &'static str {
    match venue {
        Venue::Centre => "venue-centre",
        Venue::Phone => "venue-phone",
        Venue::Video => "venue-video",
        Venue::Chat => "venue-chat",
    }
}
