//! The door to Matrix: what a seeker's browser may ask of the homeserver, as that seeker and nobody else, and nothing beyond it.
//!
//! What may pass stands in [`list`], as data. Who calls, on which device and with which token is set here and never taken from
//! the request. Nothing is held back: bodies pass while they come, and a call ends when the browser goes.

mod list;
mod own;
mod path;
mod reduce;
mod refusal;

use std::sync::Arc;
use std::time::Duration;

use appservice::accounts::{Accounts, Circle, NoPass, Refusal, SignedIn};
use appservice::servers::homeserver::{Errand, HomeserverError};
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderValue, Method};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use axum::{Json, Router};
use futures_util::StreamExt as _;
use serde_json::Value;

use self::list::{How, Rule};
use self::path::Found;
use self::refusal::Refused;
use crate::api::is_same_origin;
use crate::cookie;

/// The longest long poll. Milliseconds.
const LONGEST_POLL: u64 = 30_000;

/// How long any other answer may be waited for, and how much longer a long poll may take than it says.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a file may take to come in and be answered.
const PATIENCE_WITH_FILES: Duration = Duration::from_mins(10);

/// Bytes of JSON: the largest are keys and backups of a long talk.
const JSON: u64 = 2 * 1024 * 1024;

/// Bytes of an answer about people's keys: a device has one and a half kilobytes, and some people have dozens.
const KEYS: usize = 8 * 1024 * 1024;

/// Bytes of a file: 10 MB and its encryption.
const FILE: u64 = 11 * 1024 * 1024;

/// In which a page may say which device it believes to be. It is compared, and never believed.
const DEVICE: &str = "lotse-device";

/// Files say nothing about themselves here, and are never shown as a page of ours.
const OPAQUE: HeaderValue = HeaderValue::from_static("application/octet-stream");

/// The addresses under `/_matrix`.
pub(crate) fn router<S: Clone + Send + Sync + 'static>(accounts: Arc<Accounts>) -> Router<S> {
    Router::new()
        .route("/_matrix", any(pass))
        .route("/_matrix/", any(pass))
        .route("/_matrix/{*rest}", any(pass))
        .layer(DefaultBodyLimit::disable())
        .with_state(accounts)
}

async fn pass(State(accounts): State<Arc<Accounts>>, request: Request) -> Response {
    let answer = through(&accounts, request).await;
    answer.unwrap_or_else(|refused| {
        metrics::counter!("lotse_door_refused_total", "why" => refused.code()).increment(1);
        refused.into_response()
    })
}

async fn through(accounts: &Accounts, request: Request) -> Result<Response, Refused> {
    if !is_same_origin(request.headers()) {
        return Err(Refused::Forbidden);
    }
    let Some((rule, found)) = list::find(request.method(), request.uri().path()) else {
        return Err(Refused::Forbidden);
    };
    let secret = cookie::SEEKER.shown(request.headers()).ok_or(Refused::SignedOut)?;
    let acts = !matches!(rule.how, How::Sync);
    let signed_in = accounts.known(&secret, acts).await?;
    // A second page of the same session has another device since: what this one says would be taken for that one's.
    if request.headers().get(DEVICE).is_some_and(|device| device.as_bytes() != signed_in.device().as_bytes())
    {
        return Err(Refused::SignedOut);
    }
    if let How::Own(own) = rule.how {
        return Ok(own::answer(own));
    }
    accounts.pace(&signed_in).map_err(Refused::TooMany)?;
    if rule.how == How::Relay {
        return relay(accounts, &signed_in).await;
    }
    let circle = if rule.needs_circle() { accounts.circle(&signed_in).await? } else { Circle::default() };
    if !found.iter().all(|found| is_theirs(found, &signed_in, &circle)) {
        return Err(Refused::Forbidden);
    }
    let may_write = |found: &Found| !matches!(found, Found::Room(room) if !circle.may_write_in(room));
    if rule.how == How::Write && !found.iter().all(may_write) {
        return Err(Refused::Forbidden);
    }
    if rule.how == How::Upload {
        // A file is for somebody: without a room in which they may write there is nobody.
        if !circle.may_write() {
            return Err(Refused::Forbidden);
        }
        let length =
            request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        let length: u64 = length.unwrap_or(FILE);
        // What is too large is refused anyway, and does not count.
        if length <= FILE
            && let Err(refusal) = accounts.may_send(&signed_in, length).await
        {
            let _ = tokio::time::timeout(PATIENCE_WITH_FILES, read_out(request.into_body())).await;
            return Err(refusal.into());
        }
        let carried = carry(accounts, &signed_in, &circle, rule, request).await;
        // Whoever tries again while the homeserver is away uses up nothing.
        if length <= FILE && !carried.as_ref().is_ok_and(|answer| answer.status().is_success()) {
            accounts.has_not_sent(&signed_in, length).await?;
        }
        return carried;
    }
    carry(accounts, &signed_in, &circle, rule, request).await
}

/// What lets a page use the relay for calls; nothing, where there is none or nobody who could be called. The homeserver's own answer
/// would name the user to the relay.
async fn relay(accounts: &Accounts, signed_in: &SignedIn) -> Result<Response, Refused> {
    match accounts.relay(signed_in).await {
        Ok(pass) => Ok(Json(pass).into_response()),
        Err(NoPass::Nobody) => Ok(Json(serde_json::json!({})).into_response()),
        Err(NoPass::TooMany(wait)) => Err(Refused::TooMany(wait)),
        Err(NoPass::Refused(refusal)) => Err(refusal.into()),
    }
}

/// Reads a file and keeps nothing of it: a browser that still sends hears no answer.
async fn read_out(body: Body) {
    let (mut pieces, mut left) = (body.into_data_stream(), FILE);
    while let Some(Ok(piece)) = pieces.next().await {
        let Some(less) = left.checked_sub(u64::try_from(piece.len()).unwrap_or(u64::MAX)) else { return };
        left = less;
    }
}

/// Whether a part of the path names what the seeker may reach.
fn is_theirs(found: &Found, signed_in: &SignedIn, circle: &Circle) -> bool {
    match found {
        Found::Me(user) => *user == signed_in.user().as_str(),
        Found::Room(room) => circle.has_room(room),
        Found::Server(server) => circle.is_on(server),
    }
}

async fn carry(
    accounts: &Accounts,
    signed_in: &SignedIn,
    circle: &Circle,
    rule: &Rule,
    request: Request,
) -> Result<Response, Refused> {
    let (head, body) = request.into_parts();
    let path = path::segments(head.uri.path()).ok_or(Refused::Forbidden)?;
    let mut query = path::query(head.uri.query().unwrap_or_default(), rule.query);
    let json = HeaderValue::from_static("application/json");
    let (content_type, most, mut patience) = match rule.how {
        How::Upload => (OPAQUE, FILE, PATIENCE_WITH_FILES),
        _ => (json, JSON, PATIENCE),
    };
    let body = match rule.how {
        How::Sync => {
            let wait =
                query.iter().find(|(name, _)| name == "timeout").and_then(|(_, wait)| wait.parse().ok());
            let wait = wait.unwrap_or(0).min(LONGEST_POLL);
            query.retain(|(name, _)| name != "timeout");
            query.push(("timeout".to_owned(), wait.to_string()));
            // Nobody sees when a seeker is there.
            query.push(("set_presence".to_owned(), "offline".to_owned()));
            patience += Duration::from_millis(wait);
            Body::empty()
        }
        How::Reduce(_) | How::Keys => {
            let field = if let How::Reduce(field) = rule.how { field } else { Some("device_keys") };
            let bytes = axum::body::to_bytes(body, usize::try_from(JSON).unwrap_or(usize::MAX)).await;
            let bytes = bytes.map_err(|_| Refused::TooLarge)?;
            Body::from(reduce::to_people(&bytes, field, |user| circle.knows(user)).ok_or(Refused::NotJson)?)
        }
        How::Pass | How::Write | How::Upload | How::Download | How::Relay | How::Own(_)
            if head.method == Method::GET =>
        {
            Body::empty()
        }
        How::Pass | How::Write | How::Upload | How::Download | How::Relay | How::Own(_) => body,
    };
    let has_body = head.method != Method::GET;
    let errand = Errand {
        method: head.method,
        path,
        query,
        content_type: has_body.then_some(content_type),
        body,
        most,
        patience,
    };
    let passage = accounts.passage()?;
    let mut answer = match passage.carry(errand, &signed_in.identity()).await {
        Ok(answer) => answer,
        Err(HomeserverError::Refused { status: 413, .. }) => return Err(Refused::TooLarge),
        Err(HomeserverError::Away(why)) if why == "time limit" => return Err(Refused::Late),
        Err(error) => {
            tracing::warn!(why = error.code(), "The homeserver did not take a call of the portal");
            return Err(Refused::Away);
        }
    };
    if rule.how == How::Keys && answer.status().is_success() {
        return believed(accounts, signed_in, answer).await;
    }
    if matches!(rule.how, How::Download) {
        let headers = answer.headers_mut();
        if headers.get(CONTENT_TYPE).is_none_or(|kind| kind != "application/json") {
            headers.insert(CONTENT_TYPE, OPAQUE);
        }
        headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    }
    Ok(answer)
}

/// An answer about people's keys, without those of whom the homeserver shows another identity than the one that counts: the page
/// gives their devices no key, whatever it is told of the room.
async fn believed(accounts: &Accounts, signed_in: &SignedIn, answer: Response) -> Result<Response, Refused> {
    let bytes = axum::body::to_bytes(answer.into_body(), KEYS).await.map_err(|_| Refused::Away)?;
    let mut told: Value = serde_json::from_slice(&bytes).map_err(|_| Refused::Away)?;
    let mut strange = Vec::new();
    for (user, key) in reduce::identities(&told) {
        let own = user == signed_in.user().as_str();
        if !own && (key.is_empty() || !accounts.believes(&user, &key).await?) {
            strange.push(user);
        }
    }
    reduce::leave_out(&mut told, &strange);
    Ok(Json(told).into_response())
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::SignedOut => Self::SignedOut,
            Refusal::DayIsFull => Self::DayIsFull,
            _ => Self::Away,
        }
    }
}

#[cfg(test)]
mod tests;
