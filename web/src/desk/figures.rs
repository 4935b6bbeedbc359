//! How many enquiries there were, and how soon they were answered: without giving anybody away. As pictures, as tables, and for
//! spreadsheets.

use appservice::staff::{FigureView, FiguresView, Months, Refused, SignedIn, csv, xlsx};
use axum::extract::{Query, State as Shared};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use routing::{Figure, Month, MonthTotal, Span, figures::AppointmentRow};
use serde::Deserialize;

use super::chart::{Column, Parts, chart};
use super::dates::venue;
use super::page::sorry;
use super::shell::{self, Page};
use crate::State;
use crate::portal::{Asked, Says, Value};

/// From when to when, as somebody typed it.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wish {
    von: String,
    bis: String,
}

impl Wish {
    /// What is no month is everything.
    fn months(&self) -> Months {
        Months { from: Month::parse(&self.von).ok(), to: Month::parse(&self.bis).ok() }
    }

    fn is_unreadable(&self) -> bool {
        let wrong = |text: &str| !text.trim().is_empty() && Month::parse(text).is_err();
        wrong(&self.von) || wrong(&self.bis)
    }

    /// The same wish in an address.
    fn query(&self) -> String {
        let Months { from, to } = self.months();
        let part = |name: &str, month: Option<Month>| month.map(|month| format!("{name}={month}"));
        let parts: Vec<String> = [part("von", from), part("bis", to)].into_iter().flatten().collect();
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }
}

async fn found(
    state: &State,
    headers: &HeaderMap,
    says: Says<'_>,
    wish: &Wish,
) -> Result<(SignedIn, FiguresView), Refused> {
    let signed_in = super::known(&state.staff, headers, true).await?;
    let figures = state.staff.figures(&signed_in, wish.months(), says.locale.nearest()).await?;
    Ok((signed_in, figures))
}

/// `GET /desk/zahlen`.
pub(super) async fn get(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Response {
    let says = super::says(&state, &asked);
    let found = async {
        let (signed_in, figures) = found(&state, &headers, says, &wish).await?;
        let appointments = state.staff.appointments(&signed_in).await?;
        let live = state.staff.live(&signed_in).await?;
        Ok((signed_in, figures, appointments, live))
    };
    match found.await {
        Ok((signed_in, figures, appointments, live)) => {
            let main = html! {
                (page(says, &asked.root, &figures, &wish)) (dates(says, &appointments)) (super::live::figures(says, &live))
            };
            Page { title: says.plain("figures"), status: StatusCode::OK, main, of: Some(&signed_in) }
                .show(&state, &asked, says)
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// `GET /desk/zahlen.csv`: the same rows for German Excel.
pub(super) async fn as_csv(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Response {
    let says = super::says(&state, &asked);
    match found(&state, &headers, says, &wish).await {
        Ok((_, figures)) => {
            file("text/csv; charset=utf-8", "lotse-zahlen.csv", csv(&figures.rows, &figures.headings))
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// `GET /desk/zahlen.xlsx`: the same rows as a workbook.
pub(super) async fn as_xlsx(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Response {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let says = super::says(&state, &asked);
    match found(&state, &headers, says, &wish).await {
        Ok((_, figures)) => match xlsx(&figures.rows, &figures.headings) {
            Ok(bytes) => file(KIND, "lotse-zahlen.xlsx", bytes),
            Err(error) => {
                tracing::error!(error = %error, "Could not write a workbook");
                shell::busy(&state, &asked, says)
            }
        },
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

fn file(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

fn page(says: Says<'_>, root: &str, figures: &FiguresView, wish: &Wish) -> Markup {
    let mut rows: Vec<&FigureView> = figures.rows.iter().collect();
    // The last month first.
    rows.sort_by_key(|view| std::cmp::Reverse(view.row.month));
    let query = wish.query();
    html! {
        h1 { (says.html("figures")) }
        p.hint { (says.html("figures-hint")) }
        form.sheet method="get" action={ (root) "desk/zahlen" } {
            div.acts {
                (month(says, "von", "figures-from", &wish.von))
                (month(says, "bis", "figures-to", &wish.bis))
            }
            @if wish.is_unreadable() { p.wrong role="alert" { (says.html("figures-no-month")) } }
            button.main { (says.html("figures-show")) }
        }
        @if rows.is_empty() {
            p.none { (says.html("no-figures")) }
        } @else {
            div.row {
                a.quiet href={ (root) "desk/zahlen.csv" (query) } download { (says.html("figures-csv")) }
                a.quiet href={ (root) "desk/zahlen.xlsx" (query) } download { (says.html("figures-xlsx")) }
            }
            (pictures(says, figures))
        }
        @for month in rows.chunk_by(|one, other| one.row.month == other.row.month) {
            @if let Some(first) = month.first() { h2 { (first.row.month) } }
            @for FigureView { centre, topic, row } in month {
                section.tile {
                    h3 { (centre) " · " (topic) }
                    dl {
                        (line(says, "figure-enquiries", &count(row.enquiries)))
                        (line(says, "figure-accepted", &count(row.accepted)))
                        (line(says, "figure-median", &hours(row.median)))
                        (line(says, "figure-p90", &hours(row.p90)))
                        (line(says, "figure-kept", &count(row.kept)))
                        (line(says, "figure-broken", &count(row.broken)))
                        (line(says, "figure-open", &count(row.open)))
                        (line(says, "figure-covers", &count(row.covers)))
                        (line(says, "figure-closed", &count(row.closed)))
                    }
                }
            }
        }
    }
}

fn month(says: Says<'_>, name: &str, key: &'static str, value: &str) -> Markup {
    html! {
        div.field {
            label for=(name) { (says.html(key)) }
            input id=(name) name=(name) maxlength="7" placeholder="2026-01" autocomplete="off" value=(value);
        }
    }
}

/// How it went over time, and the tables for those who cannot see it.
fn pictures(says: Says<'_>, figures: &FiguresView) -> Markup {
    let totals = &figures.totals;
    let (Some(first), Some(last)) = (totals.first(), totals.last()) else { return html! {} };
    let span = |key: &'static str| {
        let (first, last) = (first.month.to_string(), last.month.to_string());
        says.plain_with(key, &[("first", Value::Text(&first)), ("last", Value::Text(&last))])
    };
    let columns = |beside: bool, parts: &dyn Fn(&MonthTotal) -> Parts| {
        let column = |total: &MonthTotal| Column { month: total.month, parts: parts(total), beside };
        totals.iter().map(column).collect::<Vec<_>>()
    };
    let number = |figure: Figure<u32>| match figure {
        Figure::Shown(number) => Figure::Shown(u64::from(number)),
        Figure::Withheld => Figure::Withheld,
    };
    let asked = columns(false, &|total| vec![("c-one", number(total.enquiries))]);
    let promises =
        columns(false, &|total| vec![("c-one", number(total.kept)), ("c-two", number(total.broken))]);
    let waits = columns(true, &|total| vec![("c-one", tenths(total.median)), ("c-many", tenths(total.p90))]);
    html! {
        h2 { (says.html("over-time")) }
        p.hint { (says.html(if figures.whole { "over-time-whole" } else { "over-time-own" })) }
        figure.grid {
            figcaption { b { (says.html("chart-enquiries")) } }
            (chart(&span("chart-enquiries-label"), &asked, |most| most.to_string()))
        }
        figure.grid {
            figcaption {
                b { (says.html("chart-promises")) }
                (legend(says, &[("c-one", "figure-kept"), ("c-two", "figure-broken")]))
            }
            (chart(&span("chart-promises-label"), &promises, |most| most.to_string()))
        }
        figure.grid {
            figcaption {
                b { (says.html("chart-waits")) }
                (legend(says, &[("c-one", "figure-median"), ("c-many", "figure-p90")]))
            }
            (chart(&span("chart-waits-label"), &waits, |most| format!("{} h", most.div_ceil(10))))
        }
        details.more {
            summary { (says.html("grid-table")) }
            (table(says, totals))
        }
    }
}

fn legend(says: Says<'_>, entries: &[(&'static str, &'static str)]) -> Markup {
    html! {
        ul.legend {
            @for (class, key) in entries {
                li { svg viewBox="0 0 6 6" aria-hidden="true" { path class=(class) d="M0 0h5v5h-5z" {} } (says.html(key)) }
            }
        }
    }
}

fn table(says: Says<'_>, totals: &[MonthTotal]) -> Markup {
    let keys = ["figure-enquiries", "figure-median", "figure-p90", "figure-kept", "figure-broken"];
    html! {
        table {
            thead { tr {
                th scope="col" { (says.html("figures-month")) }
                @for key in keys { th scope="col" { (says.html(key)) } }
            } }
            tbody {
                @for total in totals.iter().rev() {
                    @let cells = [count(total.enquiries), hours(total.median), hours(total.p90), count(total.kept), count(total.broken)];
                    tr {
                        th scope="row" { (total.month) }
                        @for (key, cell) in keys.into_iter().zip(cells) {
                            td data-label=(says.plain(key)) { (cell) }
                        }
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

pub(super) fn line(says: Says<'_>, key: &'static str, value: &str) -> Markup {
    html! { div { dt { (says.html(key)) } dd { (value) } } }
}

pub(super) fn count(figure: Figure<u32>) -> String {
    match figure {
        Figure::Shown(number) => number.to_string(),
        Figure::Withheld => "*".to_owned(),
    }
}

/// Tenths of an hour, for a picture.
fn tenths(figure: Figure<Option<Span>>) -> Figure<u64> {
    match figure {
        Figure::Withheld => Figure::Withheld,
        Figure::Shown(None) => Figure::Shown(0),
        Figure::Shown(Some(span)) => {
            Figure::Shown(u64::try_from((span.millis() + 180_000) / 360_000).unwrap_or(0))
        }
    }
}

/// Hours with one digit, as Germans write them; a dash where nobody got an answer.
pub(super) fn hours(figure: Figure<Option<Span>>) -> String {
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

    #[test]
    fn what_is_no_month_is_said_to_be_none_and_goes_into_no_address() {
        let wish = |from: &str, to: &str| Wish { von: from.to_owned(), bis: to.to_owned() };
        assert_eq!(wish("2026-01", "2026-11").query(), "?von=2026-01&bis=2026-11");
        assert_eq!(wish("", " 2026-11 ").query(), "?bis=2026-11");
        let wrong = wish("\"><script>", "");
        assert!(wrong.is_unreadable() && wrong.query().is_empty());
        assert!(!wish("", "").is_unreadable());
    }
}
