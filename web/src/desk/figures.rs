//! How many enquiries there were, and how soon they were answered: without giving anybody away.

use appservice::staff::FigureView;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use routing::{Figure, Span, figures::AppointmentRow};

use super::dates::venue;
use super::page::sorry;
use super::shell::Page;
use crate::State;
use crate::portal::{Asked, Says};

/// `GET /desk/zahlen`.
pub(super) async fn get(Shared(state): Shared<State>, asked: Asked, headers: HeaderMap) -> Response {
    let says = super::says(&state, &asked);
    let found = async {
        let signed_in = super::known(&state.staff, &headers, true).await?;
        let figures = state.staff.figures(&signed_in, says.locale.nearest()).await?;
        let appointments = state.staff.appointments(&signed_in).await?;
        Ok((signed_in, figures, appointments))
    };
    match found.await {
        Ok((signed_in, figures, appointments)) => {
            let main = html! { (page(says, &figures)) (dates(says, &appointments)) };
            Page { title: says.plain("figures"), status: StatusCode::OK, main, of: Some(&signed_in) }
                .show(&state, &asked, says)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

fn page(says: Says<'_>, figures: &[FigureView]) -> Markup {
    html! {
        h1 { (says.html("figures")) }
        p.hint { (says.html("figures-hint")) }
        @if figures.is_empty() { p.none { (says.html("no-figures")) } }
        @for month in figures.chunk_by(|one, other| one.row.month == other.row.month) {
            @if let Some(first) = month.first() { h2 { (first.row.month) } }
            @for FigureView { centre, topic, row } in month {
                section.tile {
                    h3 { (centre) " · " (topic) }
                    dl {
                        (line(says, "figure-enquiries", &count(row.enquiries)))
                        (line(says, "figure-accepted", &count(row.accepted)))
                        (line(says, "figure-median", &hours(row.median)))
                        (line(says, "figure-p90", &hours(row.p90)))
                        (line(says, "figure-open", &count(row.open)))
                        (line(says, "figure-covers", &count(row.covers)))
                        (line(says, "figure-closed", &count(row.closed)))
                    }
                }
            }
        }
    }
}

fn dates(says: Says<'_>, rows: &[(String, AppointmentRow)]) -> Markup {
    html! {
        @if !rows.is_empty() { h2 { (says.html("dates")) } }
        @for (centre, row) in rows {
            section.tile {
                h3 { (row.month) " · " (centre) " · " (says.html(venue(row.venue))) }
                dl {
                    (line(says, "date-kept", &count(row.kept)))
                    (line(says, "figure-cancelled", &count(row.cancelled)))
                    (line(says, "date-missed", &count(row.missed)))
                }
            }
        }
    }
}

fn line(says: Says<'_>, key: &'static str, value: &str) -> Markup {
    html! { div { dt { (says.html(key)) } dd { (value) } } }
}

fn count(figure: Figure<u32>) -> String {
    match figure {
        Figure::Shown(number) => number.to_string(),
        Figure::Withheld => "*".to_owned(),
    }
}

/// Hours with one digit, as Germans write them; a dash where nobody got an answer.
fn hours(figure: Figure<Option<Span>>) -> String {
    match figure {
        Figure::Withheld => "*".to_owned(),
        Figure::Shown(None) => "–".to_owned(),
        Figure::Shown(Some(span)) => {
            let tenths = (span.millis() + 180_000) / 360_000;
            format!("{},{}", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_rounded_to_tenths() {
        let shown = |minutes| hours(Figure::Shown(Some(Span::minutes(minutes))));
        assert_eq!([0, 2, 3, 60, 89, 2_880].map(shown), ["0,0", "0,0", "0,1", "1,0", "1,5", "48,0"]);
        assert_eq!(hours(Figure::Shown(None)), "–");
        assert_eq!(hours(Figure::Withheld), "*");
    }
}
