//! `GET /health`: whether this process is ready for work, for a load balancer or a service manager.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::State;

const STARTING: u8 = 0;
const READY: u8 = 1;
const STOPPING: u8 = 2;

/// Shared by whoever starts and stops Lotse and by the handler. Begins as *starting*; never goes backwards.
#[derive(Clone, Debug, Default)]
pub struct Health(Arc<Condition>);

#[derive(Debug, Default)]
struct Condition {
    stage: AtomicU8,
    stands_by: AtomicBool,
}

impl Health {
    /// A process that is starting.
    pub fn starting() -> Self {
        Self::default()
    }

    /// From now on `/health` says that all is well and that this process works, unless we are stopping already.
    pub fn ready(&self) {
        self.0.stands_by.store(false, Ordering::Relaxed);
        self.0.stage.fetch_max(READY, Ordering::Relaxed);
    }

    /// From now on `/health` says that all is well, but that another process on the same database works: this one
    /// takes transactions and stands by.
    pub fn stands_by(&self) {
        self.0.stands_by.store(true, Ordering::Relaxed);
        self.0.stage.fetch_max(READY, Ordering::Relaxed);
    }

    /// From now on `/health` says that we are going away.
    pub fn stopping(&self) {
        self.0.stage.fetch_max(STOPPING, Ordering::Relaxed);
    }

    fn role(&self) -> &'static str {
        if self.0.stands_by.load(Ordering::Relaxed) { "standby" } else { "worker" }
    }

    /// Why there is no service right now; `None` when there is.
    fn reason(&self) -> Option<&'static str> {
        match self.0.stage.load(Ordering::Relaxed) {
            STARTING => Some("starting"),
            READY => None,
            _ => Some("stopping"),
        }
    }
}

pub(crate) async fn get(extract::State(state): extract::State<State>) -> Response {
    match state.health.reason() {
        None => Json(json!({ "status": "ok", "role": state.health.role() })).into_response(),
        Some(reason) => {
            let body = Json(json!({ "status": "unavailable", "reason": reason }));
            (StatusCode::SERVICE_UNAVAILABLE, body).into_response()
        }
    }
}
