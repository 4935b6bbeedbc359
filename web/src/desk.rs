//! The desk: what staff open in a browser. Complete without scripts; a small one keeps a page that is open up to date. Signing in is
//! a word in an encrypted chat (`appservice::staff`), and what is done here is what could be said there: no message, no key and no
//! password ever comes to these pages.

mod arrange;
mod assets;
mod at_once;
mod card;
mod carriers;
mod case;
mod chart;
mod dates;
mod directory;
mod fields;
mod figures;
mod grid;
mod leads;
mod live;
mod overview;
mod own;
mod page;
mod papers;
mod passkeys;
mod platform;
mod seconds;
mod shell;
mod signing_in;
mod staff;
mod stream;
mod trail;
mod view;

use appservice::staff::{Refused, SignedIn, Staff};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::HeaderMap;
use axum::routing::{get, post};

use crate::State;
use crate::cookie;
use crate::portal::Asked;
use crate::portal::language::Locale;
use crate::portal::{Says, Words, WordsError};

/// A form is never larger than this.
const MOST_BYTES: usize = 8 * 1_024;

/// Every address of the desk.
pub(crate) fn router() -> Router<State> {
    Router::new()
        .route("/desk", get(page::get).post(page::act))
        .route("/desk/stand", get(page::standing))
        .route("/desk/strom", get(stream::get))
        .route("/desk/anmelden", get(signing_in::waiting).post(signing_in::knock))
        .route("/desk/anmelden/stand", get(signing_in::standing))
        .route("/desk/abmelden", post(signing_in::sign_out))
        .route("/desk/abdeckung", get(overview::get))
        .route("/desk/zahlen", get(figures::get))
        .route("/desk/zahlen.csv", get(figures::as_csv))
        .route("/desk/zahlen.xlsx", get(figures::as_xlsx))
        .route("/desk/protokoll", get(trail::get).post(trail::post))
        .route("/desk/karte", get(card::get).post(card::post))
        .route("/desk/lage", get(platform::get))
        .route("/desk/termine", get(dates::get).post(dates::post))
        .route("/desk/kalender/{secret}", get(dates::calendar))
        .route("/desk/fall", post(case::post))
        .route("/desk/vor-ort", post(at_once::post))
        .route("/desk/leitung", get(leads::get).post(leads::post))
        .route("/desk/bestaetigen", post(leads::confirm))
        .route("/desk/desk.css", get(assets::style))
        .route("/desk/desk.js", get(assets::script))
        .merge(passkeys::router())
        .merge(staff::router())
        .merge(seconds::router())
        .merge(carriers::router())
        .merge(own::router())
        .merge(arrange::router())
        .merge(papers::router())
        .merge(directory::router())
        .layer(DefaultBodyLimit::max(MOST_BYTES))
}

/// The files of one language that the desk's sentences stand in.
macro_rules! catalogue {
    ($tag:literal) => {
        concat!(
            include_str!(concat!("../locales/", $tag, "/desk.ftl")),
            include_str!(concat!("../locales/", $tag, "/desk-keys.ftl")),
            include_str!(concat!("../locales/", $tag, "/staff.ftl")),
            include_str!(concat!("../locales/", $tag, "/own.ftl")),
            include_str!(concat!("../locales/", $tag, "/desk-cases.ftl")),
            include_str!(concat!("../locales/", $tag, "/desk-admin.ftl")),
        )
    };
}

const GERMAN: &str = catalogue!("de");
const ENGLISH: &str = catalogue!("en");

/// The desk's sentences: staff read German or English.
pub(crate) fn words() -> Result<Words, WordsError> {
    Words::complete(&[(Locale::De, GERMAN), (Locale::En, ENGLISH)])
}

/// In which of them somebody reads.
fn says<'s>(state: &'s State, asked: &Asked) -> Says<'s> {
    let locale = match asked.locale {
        Locale::En => Locale::En,
        _ => Locale::De,
    };
    state.site.desk.says(locale)
}

/// Who asks, if somebody is signed in.
async fn known(staff: &Staff, headers: &HeaderMap, acts: bool) -> Result<SignedIn, Refused> {
    let secret = cookie::DESK.shown(headers).ok_or(Refused::SignedOut)?;
    staff.known(&secret, acts).await
}

#[cfg(test)]
mod tests;
