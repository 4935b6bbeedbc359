//! The second way: a Matrix app of one's own.

use maud::{Markup, html};

use super::words::Says;

/// How to write with a Matrix app; `start` is what is to be written there by whoever came by a link.
pub(crate) fn way(state: &crate::State, says: Says<'_>, start: Option<&str>) -> Markup {
    html! {
        details.more {
            summary { (says.html("matrix-title")) }
            (steps(state, says, start))
        }
    }
}

/// The steps alone.
pub(crate) fn steps(state: &crate::State, says: Says<'_>, start: Option<&str>) -> Markup {
    html! {
        ol {
            li { (says.html("matrix-program")) }
            li {
                a.quiet href=(state.portal.addresses.chat()) rel="noreferrer" { (says.html("matrix-chat")) }
                p.soft { (says.html("matrix-account")) " " b { bdi { (state.portal.reception) } } }
            }
            li {
                @if let Some(start) = start {
                    (says.html("matrix-start")) p.start { bdi dir="ltr" { (start) } }
                } @else {
                    (says.html("matrix-begin"))
                }
            }
        }
    }
}
