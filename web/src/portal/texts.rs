//! Pages that stand still: how it works, safety, and what the operator has to say. Until the operator has said it, they
//! say honestly what there is and what is missing.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use super::asked::Asked;
use super::shell::{Page, main};
use super::site::{Site, Text};
use super::words::{Says, Value};

/// `GET /so-geht-es`.
pub(crate) async fn how(State(state): State<crate::State>, asked: Asked) -> Response {
    let says = asked.says(&state);
    let steps = [("how-1-title", "how-1"), ("how-2-title", "how-2"), ("how-3-title", "how-3")];
    let own = html! {
        p.lead { (says.html("how-lead")) }
        ol.big { @for (title, text) in steps { li { h2 { (says.html(title)) } p { (says.html(text)) } } } }
        (parts(says, &[("how-who-title", &["how-who"]), ("how-end-title", &["how-end"]), ("how-not-title", &["how-not"])]))
        p { a.main href=(asked.root) { (says.html("start-send")) } }
    };
    show(&state, &asked, ("how-name", "how-title"), Text::How, &own)
}

/// `GET /sicher`: what stays on the device, and how to remove it.
pub(crate) async fn safety(State(state): State<crate::State>, asked: Asked) -> Response {
    let says = asked.says(&state);
    let inner = main(&html! {
        h1 { (says.html("safety-title")) }
        p.lead { (says.html("safety-lead")) }
        (parts(says, &[
            ("safety-leave-title", &["safety-leave"]),
            ("safety-not-title", &["safety-not"]),
            (
                "safety-stays-title",
                &["safety-stays-history", "safety-stays-restore", "safety-stays-downloads", "safety-stays-words"],
            ),
            ("safety-remove-title", &["safety-remove-computer", "safety-remove-phone"]),
            (
                "safety-better-title",
                &["safety-better-private", "safety-better-device", "safety-better-network"],
            ),
        ]))
    });
    Page::new(says.plain("safety-name"), inner).show(&state, &asked)
}

/// `GET /passwort-vergessen`: what nobody can do, and the way back all the same.
pub(crate) async fn lost(State(state): State<crate::State>, asked: Asked) -> Response {
    let (says, root) = (asked.says(&state), &asked.root);
    let inner = main(&html! {
        h1 { (says.html("lost-title")) }
        p.lead { (says.html("lost-lead")) }
        p { (says.html("lost-try")) }
        h2 { (says.html("lost-way-title")) }
        ol.big { @for step in ["lost-way-1", "lost-way-2", "lost-way-3", "lost-way-4"] { li { p { (says.html(step)) } } } }
        p { a.main href={ (root) "zurueck" } { (says.html("lost-go")) } }
        p { a href={ (root) "anmelden" } { (says.html("lost-has")) } }
        (parts(says, &[("lost-know-title", &["lost-know"]), ("lost-else-title", &["lost-else"])]))
        p { a.quiet href=(root) { (says.html("lost-new")) } }
    });
    Page::new(says.plain("lost-name"), inner).show(&state, &asked)
}

/// `GET /datenschutz`.
pub(crate) async fn privacy(State(state): State<crate::State>, asked: Asked) -> Response {
    let says = asked.says(&state);
    let own = html! {
        p.lead { (says.html("privacy-lead")) }
        (parts(says, &[
            ("privacy-text-title", &["privacy-text"]),
            ("privacy-kept-title", &["privacy-kept"]),
            ("privacy-not-title", &["privacy-not"]),
            ("privacy-cookies-title", &["privacy-cookies"]),
        ]))
        @if let Some(notice) = &state.portal.data_protection_link {
            p { a href=(notice) rel="noreferrer" { (says.html("privacy-link")) } }
        } @else {
            p.soft { (named(says, &state.site, "privacy-missing")) }
        }
    };
    show(&state, &asked, ("privacy-name", "privacy-title"), Text::Privacy, &own)
}

/// `GET /impressum`.
pub(crate) async fn imprint(State(state): State<crate::State>, asked: Asked) -> Response {
    let says = asked.says(&state);
    let own = html! {
        p.lead { (named(says, &state.site, "imprint-text")) }
        @if let Some(contact) = &state.site.contact {
            p { (says.html_with("imprint-contact", &[("contact", Value::Text(contact))])) }
        }
        p.soft { (says.html("imprint-missing")) }
    };
    show(&state, &asked, ("imprint-name", "imprint-title"), Text::Imprint, &own)
}

/// `GET /barrierefreiheit`.
pub(crate) async fn accessibility(State(state): State<crate::State>, asked: Asked) -> Response {
    let says = asked.says(&state);
    let own = html! {
        p.lead { (says.html("accessibility-lead")) }
        p { (says.html("accessibility-can")) }
        p { (says.html("accessibility-simple")) }
        h2 { (says.html("accessibility-cannot-title")) }
        p { (says.html("accessibility-cannot")) }
        h2 { (says.html("accessibility-feedback-title")) }
        p { (named(says, &state.site, "accessibility-feedback")) }
        @if let Some(contact) = &state.site.contact {
            p { (says.html_with("imprint-contact", &[("contact", Value::Text(contact))])) }
        }
        p.soft { (says.html("accessibility-missing")) }
    };
    show(&state, &asked, ("accessibility-name", "accessibility-title"), Text::Accessibility, &own)
}

/// What the operator wrote, or else our own words.
fn show(
    state: &crate::State,
    asked: &Asked,
    (name, title): (&'static str, &'static str),
    text: Text,
    own: &Markup,
) -> Response {
    let says = asked.says(state);
    let inner = html! {
        h1 { (says.html(title)) }
        @match state.site.text(text, asked.locale) {
            Some((written, locale)) => div lang=(locale.html()) dir=(locale.direction()) { (written) },
            None => (own),
        }
    };
    Page::new(says.plain(name), main(&inner)).show(state, asked)
}

fn named(says: Says<'_>, site: &Site, key: &'static str) -> Markup {
    says.html_with(key, &[("operator", Value::Text(&site.operator))])
}

fn parts(says: Says<'_>, parts: &[(&'static str, &[&'static str])]) -> Markup {
    html! {
        @for (title, texts) in parts {
            h2 { (says.html(title)) }
            @for text in *texts { p { (says.html(text)) } }
        }
    }
}
