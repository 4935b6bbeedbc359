//! Answers to requests that nothing is there for.

use axum::Json;
use axum::http::StatusCode;
use serde_json::{Value, json};

pub(crate) fn not_found() -> (StatusCode, Json<Value>) {
    (StatusCode::NOT_FOUND, Json(json!({ "error": "There is nothing at this address." })))
}

pub(crate) fn method_not_allowed() -> (StatusCode, Json<Value>) {
    (StatusCode::METHOD_NOT_ALLOWED, Json(json!({ "error": "This address is for reading only." })))
}
