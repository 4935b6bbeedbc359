//! What people and monitoring open over HTTP: the pages behind links, health and metrics.
//!
//! Every address that exists is in [`router`], or in the `router` of one of its parts.

mod api;
mod assets;
mod cookie;
mod desk;
mod door;
mod headers;
mod health;
mod listen;
mod metrics;
pub mod portal;
mod print;
mod refusal;

use std::sync::Arc;

use appservice::accounts::Accounts;
use appservice::links::portal::Portal;
use appservice::staff::Staff;
use axum::Router;
use axum::middleware::map_response;
use axum::routing::get;
use metrics_exporter_prometheus::PrometheusHandle;

pub use assets::{chat_is_built, chat_policy};
pub use health::Health;
pub use listen::{GRACE, listen};
pub use print::document;

/// What the handlers share. Cheap to clone.
#[derive(Clone, Debug)]
pub struct State {
    /// Whether Lotse is ready for work.
    pub health: Health,
    /// The figures that were recorded so far.
    pub metrics: PrometheusHandle,
    /// What the pages show.
    pub portal: Arc<Portal>,
    /// How the operator wants them.
    pub site: Arc<portal::Site>,
    /// Who comes in through the portal, if there is one.
    pub accounts: Option<Arc<Accounts>>,
    /// Who sits at the desk.
    pub staff: Arc<Staff>,
}

/// All addresses of the people's listener: those of monitoring here, the others in their own lists.
pub fn router(state: State) -> Router {
    portal(state.accounts.clone(), state.site.clone())
        .route("/health", get(health::get))
        .route("/metrics", get(metrics::get))
        .merge(assets::router())
        .merge(portal::router())
        .merge(desk::router())
        .fallback(portal::not_found)
        .method_not_allowed_fallback(portal::method_not_allowed)
        // Last, so that refusals carry them as well.
        .layer(map_response(headers::set))
        .with_state(state)
}

/// The addresses of the portal that need an account, if there is a portal.
fn portal(accounts: Option<Arc<Accounts>>, site: Arc<portal::Site>) -> Router<State> {
    match accounts {
        Some(accounts) => {
            Router::new().merge(api::router(accounts.clone(), site)).merge(door::router(accounts))
        }
        None => Router::new(),
    }
}

#[cfg(test)]
mod tests;
