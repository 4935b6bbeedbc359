//! Where an e-mail goes when an answer waits, once it is known to be theirs who typed it.

use std::sync::Arc;

use appservice::accounts::{Accounts, MailTo, MailWish, Refusal};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse as _;
use axum::{Extension, Json};
use serde::Deserialize;

use super::answer::Answer;
use super::input::read;
use crate::cookie;
use crate::portal::Site;
use crate::portal::language::Locale;
use crate::portal::words::Value;

#[derive(Deserialize)]
struct Wish {
    /// Without one no e-mails are sent any more.
    address: Option<String>,
    /// The language of the page, which is that of the e-mail.
    locale: String,
}

#[derive(Deserialize)]
struct Code {
    code: String,
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
    let text = |code: &str| says.plain_with("mail-code-text", &[("code", Value::Text(code))]);
    let wish = address.map(|address| MailWish {
        to: MailTo { address, subject: says.plain("mail-subject"), text: says.plain("mail-text") },
        subject: says.plain("mail-code-subject"),
        text: &text,
    });
    Ok(Json(accounts.mail(&signed_in, wish).await?).into_response())
}

/// What was in the letter is typed: the address is theirs.
pub(super) async fn confirm(
    State(accounts): State<Arc<Accounts>>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let Code { code } = read(&headers, &body)?;
    let secret = cookie::SEEKER.shown(&headers).ok_or(Refusal::SignedOut)?;
    let signed_in = accounts.known(&secret, true).await?;
    Ok(Json(accounts.confirm_mail(&signed_in, &code).await?).into_response())
}
