//! The one page that there is: without scripts, without anything from elsewhere, small enough for a bad connection, and
//! readable on the narrowest phone.

use std::sync::LazyLock;

use appservice::links::portal::{Found, Portal};
use appservice::words::phrases::{Locale, Phrase};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{Html, IntoResponse, Response};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

const STYLE: &str = include_str!("page.css");

/// Something harmless, without a shop and without a login: Germany's weather service.
const ELSEWHERE: &str = "https://www.dwd.de/";

/// Only our own style, named by its hash, and only our own form.
static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
});

/// What the page is for.
pub(crate) enum Content {
    /// What was found behind a link; `root` is the way from this page to the portal's root.
    Link { found: Found, root: &'static str },
    /// Asks for a code.
    Ask { root: &'static str },
    /// It cannot be looked up now.
    Trouble,
}

/// A page, with the headers that belong to it.
pub(crate) struct Page(Markup);

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        ([(CONTENT_SECURITY_POLICY, POLICY.clone())], Html(self.0.into_string())).into_response()
    }
}

/// Sets the page in a language.
pub(crate) fn of(portal: &Portal, locale: Locale, content: Content) -> Page {
    let says = |phrase: Phrase| said(portal, locale, &phrase);
    Page(html! {
        (DOCTYPE)
        html lang=(locale.to_string()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex, nofollow";
                title { (portal.say(locale, &Phrase::PortalTitle).plain) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    a.exit href=(ELSEWHERE) rel="noreferrer" { (says(Phrase::PortalExit)) }
                }
                main {
                    h1 { (says(Phrase::PortalTitle)) }
                    @match content {
                        Content::Link { found, root } => (link(portal, locale, &found, root)),
                        Content::Ask { root } => {
                            (lead(portal, locale))
                            (code(portal, locale, root))
                            (steps(portal, locale, &html! { li { (says(Phrase::PortalBegin)) } }))
                        }
                        Content::Trouble => div.note { (says(Phrase::ErrorsTemporary)) }
                    }
                    section.help { (PreEscaped(telephones(&says(Phrase::HelpLines).into_string()))) }
                }
                footer {
                    p { (says(Phrase::PortalTraces)) }
                    @if let Some(notice) = &portal.data_protection_link {
                        p { a href=(notice) rel="noreferrer" { (says(Phrase::PortalPrivacy)) } }
                    }
                }
            }
        }
    })
}

fn link(portal: &Portal, locale: Locale, found: &Found, root: &str) -> Markup {
    let says = |phrase: Phrase| said(portal, locale, &phrase);
    match found {
        Found::Way { centre, note, start, print } => html! {
            (lead(portal, locale))
            section.centre {
                p { (says(Phrase::PortalCentre)) }
                h2 { (centre.name) }
                @for line in &centre.lines { p { (line) } }
            }
            @if let Some(note) = note { div.note { (says(note.clone())) } }
            (steps(portal, locale, &html! {
                li { (says(Phrase::PortalStart)) p.start { (start) } }
            }))
            @if let Some(print) = print {
                p { a href={ (root) "k/" (print) } { (says(Phrase::PortalPrint)) } }
            }
        },
        Found::Closed | Found::Invalid => {
            let why = if *found == Found::Closed { Phrase::PortalClosed } else { Phrase::PortalInvalid };
            html! {
                div.note { (says(why)) }
                (lead(portal, locale))
                (steps(portal, locale, &html! { li { (says(Phrase::PortalBegin)) } }))
                @if *found == Found::Invalid { (code(portal, locale, root)) }
            }
        }
    }
}

fn lead(portal: &Portal, locale: Locale) -> Markup {
    html! { section.lead { (said(portal, locale, &Phrase::PortalLead)) } }
}

fn steps(portal: &Portal, locale: Locale, last: &Markup) -> Markup {
    let says = |phrase: Phrase| said(portal, locale, &phrase);
    html! {
        h2 { (says(Phrase::PortalSteps)) }
        ol {
            li { (says(Phrase::PortalProgram)) }
            li {
                a.button href=(portal.addresses.chat()) rel="noreferrer" { (says(Phrase::PortalChat)) }
                p.small { (says(Phrase::PortalAccount { account: portal.reception.clone() })) }
            }
            (last)
        }
    }
}

fn code(portal: &Portal, locale: Locale, root: &str) -> Markup {
    let says = |phrase: Phrase| said(portal, locale, &phrase);
    html! {
        form method="post" action={ (root) "k" } {
            label for="code" { (says(Phrase::PortalCode)) }
            input #code name="code" autocomplete="off" autocapitalize="characters" spellcheck="false"
                maxlength="40" required;
            button type="submit" { (says(Phrase::PortalCodeSend)) }
        }
    }
}

/// The numbers in a piece of HTML as links to dial, which do not break at the end of a line.
fn telephones(html: &str) -> String {
    let mut linked = String::with_capacity(html.len() + 400);
    let mut rest = html;
    let mut in_tag = false;
    while let Some(sign) = rest.chars().next() {
        in_tag = match sign {
            '<' => true,
            '>' => false,
            _ => in_tag,
        };
        let number = if in_tag { "" } else { leading_number(rest) };
        let digits = number.chars().filter(char::is_ascii_digit).collect::<String>();
        if digits.len() >= 3 {
            linked.push_str(&html! { a.tel href={ "tel:" (digits) } { (number) } }.into_string());
            rest = &rest[number.len()..];
        } else {
            // What is too short to be dialled stays as it is, as a whole.
            let step = number.len().max(sign.len_utf8());
            linked.push_str(&rest[..step]);
            rest = &rest[step..];
        }
    }
    linked
}

/// Digits in groups, with one blank between them.
fn leading_number(text: &str) -> &str {
    let mut end = 0;
    let mut signs = text.char_indices().peekable();
    while let Some((place, sign)) = signs.next() {
        match sign {
            '0'..='9' => end = place + 1,
            ' ' if end > 0 && signs.peek().is_some_and(|(_, next)| next.is_ascii_digit()) => {}
            _ => break,
        }
    }
    &text[..end]
}

/// A sentence of the catalogue: its HTML is made and escaped there.
fn said(portal: &Portal, locale: Locale, phrase: &Phrase) -> Markup {
    let message = portal.say(locale, phrase);
    match message.html {
        Some(html) => PreEscaped(html),
        None => {
            html! { @for (place, line) in message.plain.lines().enumerate() { @if place > 0 { br; } (line) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::telephones;

    #[test]
    fn numbers_can_be_dialled_and_do_not_break() {
        assert_eq!(
            telephones("<li title=\"116 117\">Notruf: <b>112</b>, <b>0800 111 0 111</b> oder 24 h</li>"),
            "<li title=\"116 117\">Notruf: <b><a class=\"tel\" href=\"tel:112\">112</a></b>, \
             <b><a class=\"tel\" href=\"tel:08001110111\">0800 111 0 111</a></b> oder 24 h</li>"
        );
    }
}
