//! Something that is said before the page goes on.

use maud::{Markup, html};

/// A calm note.
pub(crate) fn note(what: &Markup) -> Markup {
    html! { div.note { p { (what) } } }
}

/// What is wrong with a form, on top of it, with the way to the field.
pub(crate) fn fault(title: &Markup, what: &Markup, field: &str) -> Markup {
    html! {
        div.fault role="alert" {
            p { strong { (title) } }
            p { a href={ "#" (field) } { (what) } }
        }
    }
}
