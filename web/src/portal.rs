//! The pages before the chat: complete without scripts, without anything from elsewhere, small enough for a bad
//! connection, and readable on the narrowest phone.
//!
//! From the topic and the place to the centre, and on to the page where the chat begins. Whatever somebody says travels
//! in the bodies of forms: no address names a topic, a postcode or a code, except the links that people are given. The
//! way back is a button on the page, for browsers keep nothing of these pages; nothing changes on the server before the
//! chat begins, so that every form can be sent twice.

mod asked;
mod assets;
mod centre;
mod centre_notice;
mod code;
mod dates;
mod form;
mod help;
pub mod language;
mod live;
pub(crate) mod markdown;
mod matrix;
mod notice;
pub(crate) mod reads;
mod refusal;
mod shell;
mod site;
mod start;
mod texts;
mod wish;
pub(crate) mod words;
mod write;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

pub(crate) use self::refusal::{method_not_allowed, not_found};
#[cfg(test)]
pub(crate) use self::words::keys;
pub(crate) use self::{
    asked::Asked,
    assets::mark,
    shell::PAGES,
    words::{Says, Value, Words},
};
pub use self::{
    site::{Site, SiteError},
    words::WordsError,
};

/// A form is never larger than this: a few words, a place, some slugs.
const MOST_BYTES: usize = 16 * 1_024;

/// Every page, each with its address.
pub(crate) fn router() -> Router<crate::State> {
    Router::new()
        .route("/", get(start::get))
        .route("/stelle", post(wish::post).get(wish::get))
        .route("/jetzt", post(live::post).get(live::get))
        .route("/termin", post(dates::post).get(dates::get))
        .route("/schreiben", post(write::post).get(write::get))
        .route("/anmelden", get(write::sign_in))
        .route("/passwort-vergessen", get(texts::lost))
        .route("/zurueck", get(write::come_back))
        .route("/sprache", post(start::language))
        .route("/k/", get(code::ask))
        .route("/k", get(code::ask).post(code::typed))
        .route("/k/{link}", get(code::get))
        .route("/k/{link}/karte.svg", get(code::card))
        .route("/so-geht-es", get(texts::how))
        .route("/sicher", get(texts::safety))
        .route("/datenschutz", get(texts::privacy))
        .route("/datenschutz/{centre}", get(centre_notice::get))
        .route("/impressum", get(texts::imprint))
        .route("/barrierefreiheit", get(texts::accessibility))
        .route("/portal.css", get(assets::style))
        .route("/exit.js", get(assets::exit))
        .route("/icon.svg", get(assets::icon))
        .route("/favicon.ico", get(assets::icon))
        .route("/logo", get(assets::logo))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
}
