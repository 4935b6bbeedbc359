//! A page of the desk that is open is told when it would be another one: server-sent events, a word each. Without them, or without a
//! place for one more, the script asks from time to time.

use std::convert::Infallible;
use std::time::Duration;

use appservice::staff::{Following, Refused, Told};
use axum::extract::State as Shared;
use axum::http::header::{CACHE_CONTROL, HeaderName};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream, StreamExt as _};

use crate::State;
use crate::cookie;
use crate::portal::Asked;

/// Proxies end a connection on which nothing is said for a minute, as a rule.
const KEPT_ALIVE: Duration = Duration::from_secs(20);

/// How long a browser waits before it comes again.
const AGAIN: Duration = Duration::from_secs(5);

/// `GET /desk/strom`: how the page stands, now and whenever that is another word; `ende` when nobody is signed in there any more.
pub(super) async fn get(Shared(state): Shared<State>, asked: Asked, headers: HeaderMap) -> Response {
    let locale = super::says(&state, &asked).locale.nearest();
    let followed = match cookie::DESK.shown(&headers) {
        Some(secret) => state.staff.follow(secret, locale).await,
        None => Err(Refused::SignedOut),
    };
    match followed {
        Ok(following) => {
            let kept_alive = KeepAlive::new().interval(KEPT_ALIVE);
            let mut response = Sse::new(events(following)).keep_alive(kept_alive).into_response();
            let headers = response.headers_mut();
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            // A proxy that gathers what it passes on would pass on nothing.
            headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
            response
        }
        Err(Refused::SignedOut) => StatusCode::UNAUTHORIZED.into_response(),
        Err(Refused::Busy | Refused::Unknown | Refused::Passkey) => {
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

fn events(following: Following) -> impl Stream<Item = Result<Event, Infallible>> + Send {
    let first = Event::default().event("stand").retry(AGAIN).data(following.standing());
    let later = stream::unfold(following, |mut following| async {
        let event = match following.next().await? {
            Told::Stands(standing) => Event::default().event("stand").data(standing),
            Told::Over => Event::default().event("ende").data("ende"),
        };
        Some((Ok(event), following))
    });
    stream::once(async { Ok(first) }).chain(later)
}
