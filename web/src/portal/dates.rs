//! `POST /termin`: the open times of a centre, for whoever wants an appointment instead of writing first. Complete without scripts; whose
//! a time is, is decided when there is an account.

use appservice::links::portal::FirstDates;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hearing::danger::Kind;
use maud::{Markup, html};
use routing::{Slot, Venue, wall};

use super::asked::Asked;
use super::form::{Fields, Sent, hidden};
use super::shell::{Page, main};
use super::words::{Says, Value};
use super::{help, notice, refusal, wish};

/// `GET /termin`: the form is gone, and with it what was said.
pub(crate) async fn get(asked: Asked) -> Response {
    refusal::lead_to(&asked, "")
}

/// `POST /termin`: what is open is looked up anew.
pub(crate) async fn post(
    State(state): State<crate::State>,
    mut asked: Asked,
    Sent(fields): Sent,
) -> Response {
    let Some(fields) = fields else { return refusal::torn(&state, &asked) };
    asked.switch(&fields);
    match state.portal.first_dates(&fields.said(), asked.locale.nearest()).await {
        Ok(Ok(found)) => page(&state, &asked, &found, &fields, StatusCode::OK),
        Ok(Err(next)) => wish::page(&state, &asked, &next, &fields, StatusCode::CONFLICT),
        Err(error) => refusal::trouble(&state, &asked, &error),
    }
}

/// The page with the times; a conflict, where the one that was chosen is not open any more.
pub(crate) fn page(
    state: &crate::State,
    asked: &Asked,
    found: &FirstDates,
    fields: &Fields,
    status: StatusCode,
) -> Response {
    let asked = &asked.addressed(found.wish.manner);
    let says = asked.says(state);
    let danger = Kind::named(&fields.danger);
    let inner = html! {
        @if let Some(kind) = danger { (help::danger(says, kind)) }
        h1 { (says.html("first-page")) }
        @if status != StatusCode::OK { (notice::note(&says.html("first-gone"))) }
        (choice(says, asked, found, fields))
    };
    let mut again = fields.clone();
    again.date.clear();
    Page::new(says.plain("first-name"), main(&inner))
        .with_status(status)
        .answering("termin", &again)
        .show(state, asked)
}

fn choice(says: Says<'_>, asked: &Asked, found: &FirstDates, fields: &Fields) -> Markup {
    let wish = &found.wish;
    let centre = [("centre", Value::Text(&wish.card.name))];
    let going = [
        ("topic", wish.topic.as_str()),
        ("postcode", &wish.postcode),
        ("centre", &wish.centre),
        ("danger", &fields.danger),
    ];
    html! {
        @if found.slots.is_empty() {
            p.lead { (says.html_with("first-none", &centre)) }
        } @else {
            p.lead { (says.html_with("first-lead", &centre)) }
            p { (says.html("first-who")) }
            form.sheet method="post" action={ (asked.root) "schreiben" } {
                (hidden(&going))
                fieldset.topics {
                    legend { (says.html("first-choose")) }
                    ul {
                        @for slot in &found.slots {
                            li { button name="date" value=(slot.code()) { span { (says.html_with("first-slot", &said(slot).values())) } } }
                        }
                    }
                }
            }
        }
        form method="post" action={ (asked.root) "schreiben" } {
            (hidden(&going))
            button.quiet { (says.html("first-write")) }
        }
    }
}

/// On the page of a centre: that there are first appointments; nothing, where it gives none.
pub(crate) fn offer(
    says: Says<'_>,
    asked: &Asked,
    (dates, centre): (Option<&[Slot]>, &str),
    fields: &[(&str, &str)],
) -> Markup {
    let centre = [("centre", Value::Text(centre))];
    html! {
        @if let Some(dates) = dates {
            section.tile.first-dates {
                h2 { (says.html("first-title")) }
                @if dates.is_empty() {
                    p { (says.html_with("first-none", &centre)) }
                } @else {
                    p { (says.html_with("first-offer", &centre)) }
                    form method="post" action={ (asked.root) "termin" } {
                        (hidden(fields))
                        button.quiet { (says.html("first-go")) }
                    }
                }
            }
        }
    }
}

/// Beside the chat: which time was chosen.
pub(crate) fn chosen(says: Says<'_>, slot: &Slot) -> Markup {
    let slot = says.plain_with("first-slot", &said(slot).values());
    html! { p { (says.html_with("first-chosen", &[("slot", Value::Text(&slot))])) } }
}

/// A time as people say it, on the clock of the wall.
struct Said {
    day: u16,
    date: String,
    time: String,
    minutes: u16,
    venue: u16,
}

fn said(slot: &Slot) -> Said {
    let (day, minute) = (wall::today(slot.start), wall::minute(slot.start));
    Said {
        day: wall::weekday(day).into(),
        date: format!("{}.{}.{}", day.day(), day.month(), day.year()),
        time: format!("{}:{:02}", minute / 60, minute % 60),
        minutes: slot.minutes,
        venue: match slot.venue {
            Venue::Centre => 0,
            Venue::Phone => 1,
            Venue::Video => 2,
            Venue::Chat => 3,
        },
    }
}

impl Said {
    fn values(&self) -> [(&'static str, Value<'_>); 5] {
        [
            ("day", Value::Number(self.day)),
            ("date", Value::Text(&self.date)),
            ("time", Value::Text(&self.time)),
            ("minutes", Value::Number(self.minutes)),
            ("venue", Value::Number(self.venue)),
        ]
    }
}
