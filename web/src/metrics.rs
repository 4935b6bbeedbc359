//! `GET /metrics`: figures for Prometheus, without anything personal.

use axum::extract;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

use crate::State;

/// Prometheus's text format.
const TEXT_FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";

pub(crate) async fn get(extract::State(state): extract::State<State>) -> impl IntoResponse {
    ([(CONTENT_TYPE, TEXT_FORMAT)], state.metrics.render())
}
