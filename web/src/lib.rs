//! What people and monitoring open over HTTP: the pages behind links, health and metrics.
//!
//! Every address that exists is in [`router`], on one page.

mod assets;
mod headers;
mod health;
mod link;
mod listen;
mod metrics;
mod page;
mod portal_shell;
mod refusal;

use std::sync::Arc;

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
}

/// All addresses of the people's listener.
pub fn router(state: State) -> Router {
    Router::new()
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

#[cfg(test)]
mod tests;
