//! `GET /`: what it is about and where, and the topics to choose from.

use appservice::links::portal::Named;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::asked::Asked;
use super::form::Sent;
use super::language::Locale;
use super::shell::Page;
use super::words::{Says, Value};
use super::{assets, refusal};

/// `GET /`.
pub(crate) async fn get(State(state): State<crate::State>, asked: Asked) -> Response {
    let locale = asked.locale.nearest();
    let found = async { Ok((state.portal.topics(locale).await?, state.portal.live_topics(locale).await?)) };
    match found.await {
        Ok((topics, live)) => {
            let says = asked.says(&state);
            Page::new(says.plain("start-name"), page(says, &asked, &topics, &live)).show(&state, &asked)
        }
        Err(error) => refusal::trouble(&state, &asked, &error),
    }
}

/// `POST /sprache`: switches the language, and leads back to the page.
pub(crate) async fn language(asked: Asked, Sent(fields): Sent) -> Response {
    let fields = fields.unwrap_or_default();
    let locale = fields.switched().unwrap_or(asked.locale);
    // Only a page of ours, and never an address of somebody else's.
    let fine = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '/' | '_');
    let page = fields.page.trim_start_matches('/');
    let page = if page.chars().all(fine) && !page.contains("//") { page } else { "" };
    let to = format!("{}{page}", asked.root);
    (StatusCode::SEE_OTHER, [(LOCATION, to), (SET_COOKIE, locale.cookie())]).into_response()
}

fn page(says: Says<'_>, asked: &Asked, topics: &[Named], (live, everywhere): &(Vec<Named>, bool)) -> Markup {
    let root = &asked.root;
    let live = live.iter().map(|topic| topic.name.as_str()).collect::<Vec<_>>().join(", ");
    html! {
        main #main tabindex="-1" {
            div.hero {
                div.wide {
                    div.hero-words {
                        h1 { (says.html("start-title")) }
                        p.lead { (says.html("start-lead")) }
                        ul.points {
                            li { (assets::tick()) span { (says.html("start-free")) } }
                            li { (assets::tick()) span { (says.html("start-nameless")) } }
                            li { (assets::tick()) span { (says.html("start-secret")) } }
                        }
                    }
                    (assets::harbour())
                }
            }
            div.wide {
                @if !live.is_empty() {
                    // Before it is known where somebody lives, only the whole platform can promise.
                    @let key = if *everywhere { "live-now" } else { "live-now-somewhere" };
                    div.note { p { (says.html_with(key, &[("topics", Value::Text(&live))])) } }
                }
                form.sheet method="post" action={ (root) "stelle" } {
                    div.fields {
                        (words(says, "", None))
                        div.field {
                            label for="place" { (says.html("start-place")) }
                            p.hint #place-hint { (says.html("start-place-hint")) }
                            input #place name="place" autocomplete="off" maxlength="100" aria-describedby="place-hint";
                        }
                    }
                    button.main type="submit" { (says.html("start-send")) }
                    @if topics.is_empty() {
                        div.note { p { (says.html("topic-empty")) } }
                    } @else {
                        (choice(says, "start-topics", topics))
                    }
                }
                div.pair {
                    section.tile {
                        h2 { (says.html("start-code")) }
                        p { a.quiet href={ (root) "k" } { (says.html("start-code-go")) } }
                    }
                    section.tile {
                        h2 { (says.html("start-return")) }
                        p { a.quiet href={ (root) "anmelden" } { (says.html("start-return-go")) } }
                    }
                }
            }
        }
    }
}

/// The field for everyday words.
pub(crate) fn words(says: Says<'_>, value: &str, fault: Option<&Markup>) -> Markup {
    html! {
        div.field {
            label for="words" {
                @if fault.is_some() { (says.html("topic-words")) } @else { (says.html("start-words")) }
            }
            p.hint #words-hint { (says.html("start-words-hint")) }
            @if let Some(fault) = fault { p.wrong #words-wrong { (fault) } }
            input #words name="words" value=(value) autocomplete="off" maxlength="500"
                aria-invalid=[fault.map(|_| "true")]
                aria-describedby={ "words-hint" @if fault.is_some() { " words-wrong" } };
        }
    }
}

/// Topics to choose from: each sends the form it stands in.
pub(crate) fn choice(says: Says<'_>, title: &'static str, topics: &[Named]) -> Markup {
    html! {
        fieldset.topics {
            legend { (says.html(title)) }
            ul {
                @for topic in topics {
                    li {
                        button name="topic" value=(topic.id) lang=(tongue(says.locale)) dir="ltr" {
                            span { (topic.name) }
                        }
                    }
                }
            }
        }
    }
}

/// The language of what the directory says.
pub(crate) fn tongue(locale: Locale) -> &'static str {
    locale.nearest().tag()
}
