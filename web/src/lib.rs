//! What people and monitoring open over HTTP: the pages behind links, health and metrics.
//!
//! Every address that exists is in [`router`], on one page.

mod api;
mod assets;
mod door;
mod headers;
mod health;
mod link;
mod listen;
mod metrics;
mod page;
mod portal_shell;
mod refusal;

use std::sync::Arc;

use appservice::accounts::Accounts;
use appservice::links::portal::Portal;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::map_response;
use axum::routing::get;
use metrics_exporter_prometheus::PrometheusHandle;

pub use assets::{chat_is_built, chat_policy};
pub use health::Health;
pub use listen::{GRACE, listen};

/// What the handlers share. Cheap to clone.
#[derive(Clone, Debug)]
pub struct State {
    /// Whether Lotse is ready for work.
    pub health: Health,
    /// The figures that were recorded so far.
    pub metrics: PrometheusHandle,
    /// What the pages show.
    pub portal: Arc<Portal>,
    /// Who comes in through the portal, if there is one.
    pub accounts: Option<Arc<Accounts>>,
}

/// All addresses of the people's listener.
pub fn router(state: State) -> Router {
    portal(state.accounts.clone())
        .route("/health", get(health::get))
        .route("/metrics", get(metrics::get))
        .route("/", get(link::ask))
        .route("/k/", get(link::ask_below))
        .route("/k", get(link::ask).post(link::typed).layer(DefaultBodyLimit::max(1_024)))
        .route("/k/{link}", get(link::get))
        .route("/k/{link}/karte.svg", get(link::card))
        .merge(assets::router())
        .merge(portal_shell::router())
        .fallback(refusal::not_found)
        .method_not_allowed_fallback(refusal::method_not_allowed)
        // Last, so that refusals carry them as well.
        .layer(map_response(headers::set))
        .with_state(state)
}

/// The addresses of the portal that need an account, if there is a portal.
fn portal(accounts: Option<Arc<Accounts>>) -> Router<State> {
    match accounts {
        Some(accounts) => Router::new().merge(api::router(accounts.clone())).merge(door::router(accounts)),
        None => Router::new(),
    }
}

#[cfg(test)]
mod tests;
