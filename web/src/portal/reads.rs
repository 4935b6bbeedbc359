//! Who can read what: a plain table, for this centre. What it says is DESIGN §6.
//!
//! The roles are said once more, for on a narrow screen its cells stand below one another and browsers would forget them.

use appservice::links::portal::{Card, Reader};
use maud::{Markup, html};

use super::asked::Asked;
use super::words::{Says, Value};

/// The table, with the way to all that the centre says of data protection.
pub(crate) fn table(says: Says<'_>, asked: &Asked, centre: &Card, reader: Reader) -> Markup {
    let more = html! {
        " " a href={ (asked.root) "datenschutz/" (centre.id) } { (says.html("reads-more")) }
    };
    with(says, (centre, reader), &more)
}

/// The table alone.
pub(crate) fn alone(says: Says<'_>, centre: &Card) -> Markup {
    with(says, (centre, Reader::Centre), &html! {})
}

/// The table, folded where it was read on the page before.
pub(crate) fn folded(says: Says<'_>, centre: &Card, was_read: bool) -> Markup {
    html! {
        details.more.reads open[!was_read] {
            summary #reads { (says.html("reads-title")) }
            (body(says, (centre, Reader::Centre), &html! {}))
        }
    }
}

/// The rows as text, for a page that puts them together itself.
pub(crate) fn plain(says: Says<'_>, centre: &Card) -> Vec<(String, String)> {
    let team = says.plain_with("reads-colleagues", &[("centre", Value::Text(&centre.name))]);
    let said = |who: &'static str| if who == "reads-colleagues" { team.clone() } else { says.plain(who) };
    rows((centre, Reader::Centre)).into_iter().map(|(who, what)| (said(who), says.plain(what))).collect()
}

/// Who, and what they can read.
fn rows((centre, reader): (&Card, Reader)) -> [(&'static str, &'static str); 5] {
    let colleagues = match (reader, centre.team) {
        (Reader::Person | Reader::Deputy, true) => "reads-colleagues-person",
        (_, true) => "reads-colleagues-team",
        (_, false) => "reads-colleagues-single",
    };
    let keeper = if centre.team { "reads-keeper-team" } else { "reads-keeper-single" };
    [
        ("reads-counsellor", "reads-counsellor-yes"),
        ("reads-colleagues", colleagues),
        ("reads-keeper", keeper),
        ("reads-server", "reads-server-no"),
        ("reads-others", "reads-others-no"),
    ]
}

fn with(says: Says<'_>, of: (&Card, Reader), more: &Markup) -> Markup {
    html! {
        section.reads {
            h2 #reads { (says.html("reads-title")) }
            (body(says, of, more))
        }
    }
}

fn body(says: Says<'_>, (centre, reader): (&Card, Reader), more: &Markup) -> Markup {
    let team = says.html_with("reads-colleagues", &[("centre", Value::Text(&centre.name))]);
    let said = |who: &'static str| if who == "reads-colleagues" { team.clone() } else { says.html(who) };
    html! {
        table role="table" aria-labelledby="reads" {
            thead role="rowgroup" {
                tr role="row" {
                    th role="columnheader" scope="col" { (says.html("reads-who")) }
                    th role="columnheader" scope="col" { (says.html("reads-what")) }
                }
            }
            tbody role="rowgroup" {
                @for (who, what) in rows((centre, reader)) {
                    tr role="row" {
                        th role="rowheader" scope="row" { (said(who)) }
                        td role="cell" { (says.html(what)) }
                    }
                }
            }
        }
        p { (says.html("reads-kept")) (more) }
    }
}
