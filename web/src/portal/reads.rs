//! Who can read what: a plain table, for this centre. What it says is DESIGN §6.
//!
//! The roles are said once more, for on a narrow screen its cells stand below one another and browsers would forget them.

use appservice::links::portal::{Card, Reader};
use maud::{Markup, html};

use super::asked::Asked;
use super::words::{Says, Value};

/// The table.
pub(crate) fn table(says: Says<'_>, asked: &Asked, centre: &Card, reader: Reader) -> Markup {
    let colleagues = match (reader, centre.team) {
        (Reader::Person | Reader::Deputy, true) => "reads-colleagues-person",
        (_, true) => "reads-colleagues-team",
        (_, false) => "reads-colleagues-single",
    };
    let keeper = if centre.team { "reads-keeper-team" } else { "reads-keeper-single" };
    html! {
        section.reads {
            h2 #reads { (says.html("reads-title")) }
            table role="table" aria-labelledby="reads" {
                thead role="rowgroup" { tr role="row" { th role="columnheader" scope="col" { (says.html("reads-who")) } th role="columnheader" scope="col" { (says.html("reads-what")) } } }
                tbody role="rowgroup" {
                    tr role="row" { th role="rowheader" scope="row" { (says.html("reads-counsellor")) } td role="cell" { (says.html("reads-counsellor-yes")) } }
                    tr role="row" {
                        th role="rowheader" scope="row" {
                            (says.html_with("reads-colleagues", &[("centre", Value::Text(&centre.name))]))
                        }
                        td role="cell" { (says.html(colleagues)) }
                    }
                    tr role="row" { th role="rowheader" scope="row" { (says.html("reads-keeper")) } td role="cell" { (says.html(keeper)) } }
                    tr role="row" { th role="rowheader" scope="row" { (says.html("reads-server")) } td role="cell" { (says.html("reads-server-no")) } }
                    tr role="row" { th role="rowheader" scope="row" { (says.html("reads-others")) } td role="cell" { (says.html("reads-others-no")) } }
                }
            }
            p { (says.html("reads-kept")) " " a href={ (asked.root) "datenschutz" } { (says.html("reads-more")) } }
        }
    }
}
