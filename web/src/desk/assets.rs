//! What the desk's pages load beside the design system of the portal.

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

/// `GET /desk/desk.css`.
pub(super) async fn style() -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("desk.css")).into_response()
}

/// `GET /desk/desk.js`.
pub(super) async fn script() -> Response {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("desk.js")).into_response()
}

/// `GET /desk/passkey.js`.
pub(super) async fn passkey() -> Response {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("passkey.js")).into_response()
}
