//! Live chats at the desk: on duty or off, and what is counted of them.

use appservice::staff::DutyView;
use appservice::words::days;
use maud::{Markup, html};
use routing::figures::live::LiveRow;

use super::figures::{count, hours, line};
use crate::portal::{Says, Value};

/// On duty or off, with the button for the other: `button` takes what it does, how it looks and what it says.
pub(super) fn duty(
    says: Says<'_>,
    duty: &DutyView,
    button: &dyn Fn(&str, &str, &'static str) -> Markup,
) -> Markup {
    html! {
        section.note data-duty[duty.since.is_some()] {
            h2 { (says.html("duty")) }
            @match duty.since {
                Some(since) => {
                    p { (says.html_with("duty-since", &[("time", Value::Text(&days::clock(since)))])) }
                    (button("duty-off", "quiet", "duty-off"))
                }
                None => {
                    p { (says.html_with("duty-hours", &[("hours", Value::Text(&duty.hours))])) }
                    (button("duty-on", "main", "duty-on"))
                }
            }
        }
    }
}

/// Figures, the last month first.
pub(super) fn figures(says: Says<'_>, rows: &[(String, LiveRow)]) -> Markup {
    html! {
        @if !rows.is_empty() { h2 { (says.html("duty")) } }
        @for (centre, row) in rows {
            section.tile {
                h3 { (row.month) " · " (centre) }
                dl {
                    (line(says, "live-came", &count(row.came)))
                    (line(says, "live-taken", &count(row.taken)))
                    (line(says, "live-left", &count(row.left)))
                    (line(says, "live-median", &hours(row.median)))
                    (line(says, "live-p90", &hours(row.p90)))
                    (line(says, "live-length", &hours(row.length)))
                }
            }
        }
    }
}
