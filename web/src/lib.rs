//! What people and monitoring open over HTTP: for now health and metrics.
//!
//! Every address that exists is in [`router`], on one page.

mod headers;
mod health;
mod listen;
mod metrics;
mod refusal;

use axum::Router;
use axum::middleware::map_response;
use axum::routing::get;
use metrics_exporter_prometheus::PrometheusHandle;

pub use health::Health;
pub use listen::{GRACE, listen};

/// What the handlers share. Cheap to clone.
#[derive(Clone, Debug)]
pub struct State {
    /// Whether Lotse is ready for work.
    pub health: Health,
    /// The figures that were recorded so far.
    pub metrics: PrometheusHandle,
}

/// All addresses of the people's listener.
pub fn router(state: State) -> Router {
    Router::new()
        .route("/health", get(health::get))
        .route("/metrics", get(metrics::get))
        .fallback(refusal::not_found)
        .method_not_allowed_fallback(refusal::method_not_allowed)
        // Last, so that refusals carry them as well.
        .layer(map_response(headers::set))
        .with_state(state)
}

#[cfg(test)]
mod tests;
