//! Who can read what: a plain table, for this centre. What it says is DESIGN §6.

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
            table aria-labelledby="reads" {
                thead { tr { th scope="col" { (says.html("reads-who")) } th scope="col" { (says.html("reads-what")) } } }
                tbody {
                    tr { th scope="row" { (says.html("reads-counsellor")) } td { (says.html("reads-counsellor-yes")) } }
                    tr {
                        th scope="row" {
                            (says.html_with("reads-colleagues", &[("centre", Value::Text(&centre.name))]))
                        }
                        td { (says.html(colleagues)) }
                    }
                    tr { th scope="row" { (says.html("reads-keeper")) } td { (says.html(keeper)) } }
                    tr { th scope="row" { (says.html("reads-server")) } td { (says.html("reads-server-no")) } }
                    tr { th scope="row" { (says.html("reads-others")) } td { (says.html("reads-others-no")) } }
                }
            }
            p { (says.html("reads-kept")) " " a href={ (asked.root) "datenschutz" } { (says.html("reads-more")) } }
        }
    }
}
