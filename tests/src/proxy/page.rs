//! What something in front of a homeserver answers in its place, and whom it strikes.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use tokio::time::Instant;

use super::Call;

/// An answer that is not the homeserver's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// 404, as a proxy says while a container is replaced.
    NotFound,
    /// 401, as something says that wants a password of its own.
    Unauthorized,
    /// 403, as a firewall says.
    Forbidden,
    /// 200 with a page for people: a notice of maintenance, or a form to sign in.
    Html,
    /// 502, as a proxy says whose homeserver restarts.
    BadGateway,
    /// Nothing: the connection stays open for the while, and is cut.
    Nothing,
}

impl Page {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::NotFound, Self::Unauthorized, Self::Forbidden, Self::Html, Self::BadGateway, Self::Nothing];

    /// The answer; none where nothing is answered.
    pub(super) fn answer(self) -> Option<Response> {
        let (status, kind, body) = match self {
            Self::NotFound => (StatusCode::NOT_FOUND, "text/plain", "404 page not found\n"),
            Self::Unauthorized => (StatusCode::UNAUTHORIZED, "text/html", "<h1>Authorization required</h1>"),
            Self::Forbidden => (StatusCode::FORBIDDEN, "text/html", "<h1>403 Forbidden</h1>"),
            Self::Html => (StatusCode::OK, "text/html", "<!doctype html><h1>Wartungsarbeiten</h1>"),
            Self::BadGateway => (StatusCode::BAD_GATEWAY, "text/html", "<h1>502 Bad Gateway</h1>"),
            Self::Nothing => return None,
        };
        Some((status, [(header::CONTENT_TYPE, kind)], body).into_response())
    }
}

/// Each kind of call is struck for a while, from the first of its kind on.
#[derive(Debug)]
pub(super) struct Strikes {
    page: Page,
    span: Duration,
    since: BTreeMap<Call, Instant>,
}

impl Strikes {
    pub(super) fn new(page: Page, span: Duration) -> Self {
        Self { page, span, since: BTreeMap::new() }
    }

    /// What strikes this call, and for how long still.
    pub(super) fn strike(&mut self, call: &Call) -> Option<(Page, Duration)> {
        let since = *self.since.entry(call.clone()).or_insert_with(Instant::now);
        let left = self.span.saturating_sub(since.elapsed());
        (!left.is_zero()).then_some((self.page, left))
    }

    /// The kinds of calls that were struck.
    pub(super) fn struck(&self) -> BTreeSet<Call> {
        self.since.keys().cloned().collect()
    }
}
