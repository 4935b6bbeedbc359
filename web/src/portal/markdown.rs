//! The operator's pages: Markdown, without any HTML of their own.

use maud::{Markup, PreEscaped};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// Sets a text. HTML in it is shown as it is written; links lead to pages, mailboxes and telephones alone; pictures are
/// left out, for nothing is loaded from elsewhere.
pub(crate) fn html(text: &str) -> Markup {
    let mut hidden = 0_u32;
    let events = Parser::new_ext(text, Options::ENABLE_TABLES).filter_map(|event| {
        match &event {
            Event::Start(Tag::Image { .. }) => {
                hidden += 1;
                return None;
            }
            Event::End(TagEnd::Image) => {
                hidden = hidden.saturating_sub(1);
                return None;
            }
            _ if hidden > 0 => return None,
            _ => {}
        }
        Some(match event {
            Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = if is_fine(&dest_url) { dest_url } else { "#".into() };
                Event::Start(Tag::Link { link_type, dest_url, title, id })
            }
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                Event::Start(Tag::Heading { level: below(level), id, classes, attrs })
            }
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(below(level))),
            other => other,
        })
    });
    let mut page = String::with_capacity(text.len() * 2);
    html::push_html(&mut page, events);
    PreEscaped(page)
}

fn is_fine(to: &str) -> bool {
    let to = to.to_lowercase();
    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| to.starts_with(scheme))
        || !to.contains(':')
}

/// The page has a heading of its own.
fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        HeadingLevel::H3 => HeadingLevel::H3,
        _ => HeadingLevel::H4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_set_and_nothing_foreign_comes_in() {
        let page = html("# Wir\n\nAnna *Muster*, <script>alert(1)</script>\n\n- [Post](mailto:a@b.example)\n\n[x](javascript:alert(1)) ![y](https://x.example/y.png)").0;
        assert!(page.contains("<h2>Wir</h2>") && page.contains("<em>Muster</em>"), "{page}");
        assert!(page.contains("href=\"mailto:a@b.example\""), "{page}");
        assert!(
            !page.contains("<script") && !page.contains("javascript") && !page.contains("x.example"),
            "{page}"
        );
    }
}
