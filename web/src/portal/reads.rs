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

fn with(says: Says<'_>, (centre, reader): (&Card, Reader), more: &Markup) -> Markup {
    let colleagues = match (reader, centre.team) {
        (Reader::Person | Reader::Deputy, true) => "reads-colleagues-person",
        (_, true) => "reads-colleagues-team",
        (_, false) => "reads-colleagues-single",
    };
    let keeper = if centre.team { "reads-keeper-team" } else { "reads-keeper-single" };
    let team = says.html_with("reads-colleagues", &[("centre", Value::Text(&centre.name))]);
    let rows = [
        (says.html("reads-counsellor"), "reads-counsellor-yes"),
        (team, colleagues),
        (says.html("reads-keeper"), keeper),
        (says.html("reads-server"), "reads-server-no"),
        (says.html("reads-others"), "reads-others-no"),
    ];
    html! {
        section.reads {
            h2 #reads { (says.html("reads-title")) }
            table role="table" aria-labelledby="reads" {
                thead role="rowgroup" {
                    tr role="row" {
                        th role="columnheader" scope="col" { (says.html("reads-who")) }
                        th role="columnheader" scope="col" { (says.html("reads-what")) }
                    }
                }
                tbody role="rowgroup" {
                    @for (who, what) in rows {
                        tr role="row" {
                            th role="rowheader" scope="row" { (who) }
                            td role="cell" { (says.html(what)) }
                        }
                    }
                }
            }
            p { (says.html("reads-kept")) (more) }
        }
    }
}
