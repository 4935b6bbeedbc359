//! What every page has: the way out, the language, the help lines, the way to the other pages.

use axum::http::StatusCode;
use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderValue, SET_COOKIE};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::asked::Asked;
use super::form::Fields;
use super::help;
use super::language::Locale;
use super::words::Says;
use crate::State;

/// Nothing from elsewhere, no script but our own, no style in the page.
pub(crate) const PAGES: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                     base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
                     require-trusted-types-for 'script'; trusted-types 'none'";

/// A page that is being set.
pub(crate) struct Page {
    /// What stands before the name in the title: neutral, for a tab and a history show it.
    pub(crate) name: String,
    /// How it went.
    pub(crate) status: StatusCode,
    /// What it is about, in its own `main`.
    pub(crate) main: Markup,
    /// Where a form for another language goes, and what it sends along.
    pub(crate) again: Again,
    /// Whether the chat runs here.
    pub(crate) chat: bool,
}

/// How the same page is asked for once more.
pub(crate) enum Again {
    /// By its address.
    Address,
    /// By sending the same form to this page below the root.
    Form(&'static str, Box<Fields>),
}

impl Page {
    /// A page that somebody asked for by its address.
    pub(crate) fn new(name: String, main: Markup) -> Self {
        Self { name, status: StatusCode::OK, main, again: Again::Address, chat: false }
    }

    pub(crate) fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// A page that is the answer to a form.
    pub(crate) fn answering(self, to: &'static str, fields: &Fields) -> Self {
        Self { again: Again::Form(to, Box::new(fields.clone())), ..self }
    }

    /// Sets it, with the headers that belong to it.
    pub(crate) fn show(self, state: &State, asked: &Asked) -> Response {
        let says = asked.says(state);
        let switched = match &self.again {
            Again::Form(_, fields) => fields.switched(),
            Again::Address => None,
        };
        let (status, chat) = (self.status, self.chat);
        let page = Html(self.html(state, asked, says).into_string());
        let mut response = (status, page).into_response();
        if chat {
            response.headers_mut().extend(crate::assets::chat_policy());
        } else {
            response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGES));
        }
        if let Some(cookie) = switched.and_then(|locale| HeaderValue::try_from(locale.cookie()).ok()) {
            response.headers_mut().insert(SET_COOKIE, cookie);
        }
        response
    }

    fn html(self, state: &State, asked: &Asked, says: Says<'_>) -> Markup {
        let (site, root) = (&state.site, &asked.root);
        let exit = site.exit.as_str();
        html! {
            (DOCTYPE)
            html lang=(says.locale.html()) dir=(says.locale.direction()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex, nofollow";
                    meta name="color-scheme" content="light dark";
                    title { (self.name) " – " (site.name) }
                    link rel="icon" href={ (root) "icon.svg" } type="image/svg+xml";
                    link rel="stylesheet" href={ (root) "portal.css" };
                    script src={ (root) "exit.js" } defer {}
                    @if self.chat {
                        link rel="stylesheet" href={ (root) "chat/app.css" };
                        script type="module" src={ (root) "chat/app.js" } {}
                    }
                }
                body {
                    nav.skips aria-label=(says.plain("skip-content")) {
                        a href={ "#" @if self.chat { "chat" } @else { "main" } } { (says.html("skip-content")) }
                        a data-exit href=(exit) rel="noreferrer" { (says.html("skip-exit")) }
                    }
                    header.bar {
                        div.wide {
                            a.brand href=(root) {
                                @if site.logo.is_some() { img src={ (root) "logo" } alt="" height="36"; }
                                @else { (super::assets::mark()) }
                                span { (site.name) }
                            }
                            (tongues(state, asked, &self.again))
                            a #exit data-exit href=(exit) rel="noreferrer" { (says.html("exit")) }
                        }
                    }
                    (help::now(says))
                    (self.main)
                    (help::all(says))
                    (foot(says, root))
                    p #leaving.unseen role="status" data-more1=(left(says)) data-stopped=(says.plain("exit-stopped")) {}
                }
            }
        }
    }
}

fn left(says: Says<'_>) -> String {
    says.plain("exit-more")
}

/// A `main` of the usual width.
pub(crate) fn main(inner: &Markup) -> Markup {
    html! { main #main tabindex="-1" { div.narrow { (inner) } } }
}

/// The languages, each by its own name. What was said goes with the form, so that nothing is lost by switching.
fn tongues(state: &State, asked: &Asked, again: &Again) -> Markup {
    let says = asked.says(state);
    let root = &asked.root;
    let (to, fields) = match again {
        Again::Address => ("sprache", vec![("page", asked.page.clone())]),
        Again::Form(to, fields) => (*to, fields.again()),
    };
    html! {
        details.tongues {
            summary {
                span.unseen { (says.html("language")) ": " }
                (globe()) " " span { (says.html("language-name")) }
            }
            form method="post" action={ (root) (to) } {
                @for (name, value) in &fields { input type="hidden" name=(name) value=(value); }
                ul {
                    @for locale in Locale::ALL {
                        @let name = state.site.words.says(locale).plain("language-name");
                        li {
                            button name="lang" value=(locale.tag()) lang=(locale.html()) dir=(locale.direction())
                                aria-current=[(locale == says.locale).then_some("true")] { (name) }
                        }
                    }
                }
            }
        }
    }
}

fn globe() -> Markup {
    html! {
        svg.glyph viewBox="0 0 24 24" aria-hidden="true" {
            path d="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 2.6 4 5.6 4 9s-1 6.4-4 9c-3-2.6-4-5.6-4-9s1-6.4 4-9z" {}
        }
    }
}

fn foot(says: Says<'_>, root: &str) -> Markup {
    html! {
        footer.foot {
            div.wide {
                nav aria-label=(says.plain("nav")) {
                    ul {
                        li { a href=(root) { (says.html("back-start")) } }
                        li { a href={ (root) "so-geht-es" } { (says.html("nav-how")) } }
                        li { a href={ (root) "sicher" } { (says.html("nav-safety")) } }
                        li { a href={ (root) "anmelden" } { (says.html("nav-return")) } }
                        li { a href={ (root) "datenschutz" } { (says.html("nav-privacy")) } }
                        li { a href={ (root) "barrierefreiheit" } { (says.html("nav-accessibility")) } }
                        li { a href={ (root) "impressum" } { (says.html("nav-imprint")) } }
                    }
                }
                p.soft { (says.html("traces")) }
            }
        }
    }
}
