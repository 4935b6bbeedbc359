//! `GET /health`: whether this process is ready for work, for a load balancer or a service manager.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use appservice::running::pulse::{Kind, Pulses};
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tokio::time::Instant;

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
    /// The worker that ended by itself, until all work again.
    fallen: Mutex<Option<&'static str>>,
    pulses: Pulses,
}

impl Health {
    /// A process that is starting.
    pub fn starting() -> Self {
        Self::default()
    }

    /// From now on `/health` says that all is well and that this process works, unless we are stopping already.
    pub fn ready(&self) {
        self.0.stands_by.store(false, Ordering::Relaxed);
        self.set_fallen(None);
        self.0.stage.fetch_max(READY, Ordering::Relaxed);
    }

    /// From now on `/health` says that all is well, but that another process on the same database works: this one
    /// takes transactions and stands by.
    pub fn stands_by(&self) {
        self.0.stands_by.store(true, Ordering::Relaxed);
        self.set_fallen(None);
        self.0.stage.fetch_max(READY, Ordering::Relaxed);
    }

    /// From now on `/health` says that we are going away.
    pub fn stopping(&self) {
        self.0.stage.fetch_max(STOPPING, Ordering::Relaxed);
    }

    /// From now on `/health` says that this worker ended by itself and is begun anew, until we are ready again.
    pub fn fell(&self, worker: &'static str) {
        self.set_fallen(Some(worker));
    }

    /// Whether a worker ended by itself since we were last ready.
    pub fn has_fallen(&self) -> bool {
        self.0.fallen.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Where those who work beat. Whoever is silent for too long is named by `/health`.
    pub fn pulses(&self) -> &Pulses {
        &self.0.pulses
    }

    fn set_fallen(&self, worker: Option<&'static str>) {
        *self.0.fallen.lock().unwrap_or_else(PoisonError::into_inner) = worker;
    }

    fn role(&self) -> &'static str {
        if self.0.stands_by.load(Ordering::Relaxed) { "standby" } else { "worker" }
    }

    /// Why there is no service right now, and whose fault it is; `None` when there is.
    fn reason(&self, silent: &[&'static str]) -> Option<(&'static str, Vec<&'static str>)> {
        match self.0.stage.load(Ordering::Relaxed) {
            STARTING => return Some(("starting", Vec::new())),
            READY => {}
            _ => return Some(("stopping", Vec::new())),
        }
        let fallen = *self.0.fallen.lock().unwrap_or_else(PoisonError::into_inner);
        match fallen {
            Some(worker) => Some(("restarting", vec![worker])),
            None if !silent.is_empty() => Some(("hung", silent.to_vec())),
            None => None,
        }
    }

    /// Those of a kind who have been silent for too long, each name once.
    fn silent(&self, kind: Kind) -> Vec<&'static str> {
        let silent = self.0.pulses.silent(Instant::now());
        let mut names: Vec<_> =
            silent.iter().filter(|silent| silent.kind == kind).map(|silent| silent.whose).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

pub(crate) async fn get(extract::State(state): extract::State<State>) -> Response {
    let health = &state.health;
    match health.reason(&health.silent(Kind::Worker)) {
        None => {
            let mut body = json!({ "status": "ok", "role": health.role() });
            let pieces = health.silent(Kind::Piece);
            if !pieces.is_empty() {
                body["hung"] = json!(pieces);
            }
            Json(body).into_response()
        }
        Some((reason, workers)) => {
            let mut body = json!({ "status": "unavailable", "reason": reason });
            if !workers.is_empty() {
                body["workers"] = json!(workers);
            }
            (StatusCode::SERVICE_UNAVAILABLE, Json(body)).into_response()
        }
    }
}
