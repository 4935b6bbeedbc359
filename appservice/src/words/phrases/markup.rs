//! From a finished sentence to a message in plain text and HTML.
//!
//! The markup is tiny: `<b>…</b>`; a line that begins with `• ` is an item of a list, one with `> ` is
//! quoted. Empty lines are dropped. Whatever stands inside an argument's fence is text, never markup.

use super::argument::{FENCE_CLOSE, FENCE_OPEN, FENCED_BREAK, FENCED_LINK};

/// What is sent: always plain text, and HTML when there is something to set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The plain text (`body`).
    pub plain: String,
    /// The same in Matrix's HTML (`formatted_body`), when it differs.
    pub html: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Text,
    Item,
    Quote,
}

impl Block {
    fn of(line: &str) -> (Self, &str) {
        if let Some(rest) = line.strip_prefix("• ") {
            (Self::Item, rest)
        } else if let Some(rest) = line.strip_prefix("> ") {
            (Self::Quote, rest)
        } else {
            (Self::Text, line)
        }
    }
}

impl Message {
    pub(super) fn render(template: &str) -> Self {
        let lines = template.lines().map(str::trim).filter(|line| !bare(line).is_empty());
        let lines: Vec<(Block, &str)> = lines.map(Block::of).collect();
        let plain = lines.iter().map(|(block, line)| plain_line(*block, line)).collect::<Vec<_>>().join("\n");
        let is_set = lines
            .iter()
            .any(|(block, line)| *block != Block::Text || line.contains("<b>") || line.contains(FENCED_LINK));
        Self { plain, html: is_set.then(|| html(&lines)) }
    }

    /// Several messages as one, with a blank line between them.
    pub(super) fn join(parts: impl IntoIterator<Item = Self>) -> Self {
        let parts: Vec<Self> = parts.into_iter().collect();
        let plain = parts.iter().map(|part| part.plain.as_str()).collect::<Vec<_>>().join("\n\n");
        let html = parts.iter().any(|part| part.html.is_some()).then(|| {
            let block = |part: &Self| match &part.html {
                Some(html) if html.starts_with("<p>") => html.clone(),
                Some(html) => format!("<p>{html}</p>"),
                None => format!("<p>{}</p>", escaped(&part.plain)),
            };
            parts.iter().map(block).collect()
        });
        Self { plain, html }
    }
}

/// The line without its marks.
fn bare(line: &str) -> String {
    let text: String = line.chars().filter(|letter| !matches!(*letter, FENCE_OPEN | FENCE_CLOSE)).collect();
    text.trim().to_owned()
}

fn plain_line(block: Block, line: &str) -> String {
    let (prefix, next) = match block {
        Block::Text => ("", "\n"),
        Block::Item => ("• ", "\n  "),
        Block::Quote => ("> ", "\n> "),
    };
    let mut plain = prefix.to_owned();
    for (piece, is_fenced) in pieces(line) {
        if is_fenced {
            plain.push_str(&piece.replace(FENCED_BREAK, next).replace(FENCED_LINK, ""));
        } else {
            plain.push_str(&piece.replace("<b>", "").replace("</b>", ""));
        }
    }
    plain
}

fn html(lines: &[(Block, &str)]) -> String {
    if lines.iter().all(|(block, _)| *block == Block::Text) {
        return set(lines, "<br>");
    }
    let runs = lines.chunk_by(|(one, _), (other, _)| one == other);
    runs.map(|run| match run[0].0 {
        Block::Text => format!("<p>{}</p>", set(run, "<br>")),
        Block::Quote => format!("<blockquote>{}</blockquote>", set(run, "<br>")),
        Block::Item => format!("<ul><li>{}</li></ul>", set(run, "</li><li>")),
    })
    .collect()
}

fn set(lines: &[(Block, &str)], between: &str) -> String {
    lines.iter().map(|(_, line)| html_line(line)).collect::<Vec<_>>().join(between)
}

fn html_line(line: &str) -> String {
    let mut html = String::new();
    for (piece, is_fenced) in pieces(line) {
        if let Some(address) = piece.strip_prefix(FENCED_LINK) {
            let address = escaped(address);
            html.extend(["<a href=\"", &address, "\">", &address, "</a>"]);
        } else if is_fenced {
            html.push_str(&escaped(piece));
        } else {
            // Our own sentence: give back the two tags that it may use.
            html.push_str(
                &escaped(piece).replace("&lt;b&gt;", "<strong>").replace("&lt;/b&gt;", "</strong>"),
            );
        }
    }
    html
}

/// The line cut at the fences: what is ours (`false`) and what is an argument (`true`).
fn pieces(line: &str) -> impl Iterator<Item = (&str, bool)> {
    line.split(FENCE_CLOSE).flat_map(|part| {
        let (ours, argument) = part.split_once(FENCE_OPEN).map_or((part, None), |(a, b)| (a, Some(b)));
        [Some((ours, false)), argument.map(|argument| (argument, true))].into_iter().flatten()
    })
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\n' | FENCED_BREAK => html.push_str("<br>"),
            other => html.push(other),
        }
    }
    html
}
