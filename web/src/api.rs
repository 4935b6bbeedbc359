//! What the portal's page asks for beside messages: account, session, cases. JSON in, JSON out; a refusal is one word.

mod account;
mod answer;
mod cases;
mod input;
mod live;
mod mail;

pub(crate) use self::input::is_same_origin;

use std::sync::Arc;

use appservice::accounts::Accounts;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use axum::{Extension, Router};

use crate::portal::Site;

/// Bytes of a body.
const MOST: usize = 8 * 1024;

/// The addresses under `/api`.
pub(crate) fn router<S: Clone + Send + Sync + 'static>(
    accounts: Arc<Accounts>,
    site: Arc<Site>,
) -> Router<S> {
    Router::new()
        .route("/api/proof", post(account::challenge))
        .route("/api/account", post(account::sign_up))
        .route("/api/account/delete", post(account::delete))
        .route("/api/session", post(account::sign_in))
        .route("/api/session/device", post(account::next_device))
        .route("/api/session/end", post(account::end))
        .route("/api/session/end-all", post(account::end_all))
        .route("/api/cases", get(cases::all))
        .route("/api/case", post(cases::ask))
        .route("/api/back", post(cases::back))
        .route("/api/back/withdraw", post(cases::withdraw_back))
        .route("/api/case/{reference}/close", post(cases::close))
        .route("/api/case/{reference}/erase", post(cases::erase))
        .route("/api/case/{reference}/answer", post(cases::answer))
        .route("/api/case/{reference}/history", post(cases::has_history))
        .route("/api/mail", post(mail::set))
        .route("/api/mail/confirm", post(mail::confirm))
        .route("/api/live", post(live::come))
        .route("/api/live/here", post(live::here))
        .route("/api/live/goodbye", post(live::goodbye))
        .route("/api/live/keep", post(live::keep))
        .route("/api/live/elsewhere", post(live::elsewhere))
        .route("/api/live/move", post(live::go))
        .layer(Extension(site))
        .layer(from_fn(input::from_our_own_page))
        .layer(DefaultBodyLimit::max(MOST))
        .with_state(accounts)
}

#[cfg(test)]
mod tests;
