//! Where an e-mail goes when an answer waits.

use std::sync::Arc;

use appservice::accounts::{Accounts, MailTo, Refusal};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse as _;
use axum::{Extension, Json};
use serde::Deserialize;
use serde_json::json;

use super::answer::Answer;
use super::input::read;
use crate::cookie;
use crate::portal::Site;
use crate::portal::language::Locale;

#[derive(Deserialize)]
struct Wish {
    /// Without one no e-mails are sent any more.
    address: Option<String>,
    /// The language of the page, which is that of the e-mail.
    locale: String,
}

pub(super) async fn set(
    State(accounts): State<Arc<Accounts>>,
    Extension(site): Extension<Arc<Site>>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let Wish { address, locale } = read(&headers, &body)?;
    let secret = cookie::SEEKER.shown(&headers).ok_or(Refusal::SignedOut)?;
    let signed_in = accounts.known(&secret, true).await?;
    // The words are ours: nobody writes letters to others through us.
    let says = site.words.says(Locale::parse(&locale).ok_or(Refusal::Bad)?);
    let to = address.map(|address| MailTo {
        address,
        subject: says.plain("mail-subject"),
        text: says.plain("mail-text"),
    });
    let to = accounts.mail(&signed_in, to).await?;
    Ok(Json(json!({ "to": to })).into_response())
}
