//! Documents to print: one file of its own, that loads nothing from anywhere.

use maud::{DOCTYPE, PreEscaped, html};

use crate::portal::markdown;

/// A German document as HTML, from Markdown that begins with its title (`# …`). HTML in the text is shown as it is written.
pub fn document(text: &str) -> String {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let title = first.trim_start_matches(['#', ' ']);
    html! {
        (DOCTYPE)
        html lang="de" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (title) }
                style { (PreEscaped(include_str!("print.css"))) }
            }
            body { main { h1 { (title) } (markdown::html(rest)) } }
        }
    }
    .into_string()
}
