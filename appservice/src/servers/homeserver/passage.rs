//! The way through for calls that a seeker's own browser makes: passed on while they come, as that seeker, with our token.

use std::{
    pin::Pin,
    sync::Mutex,
    task::{Context, Poll},
    time::Duration,
};

use axum::body::{Body, Bytes, HttpBody};
use futures_util::{StreamExt as _, stream};
use http::{HeaderValue, Method, StatusCode, header};
use http_body::{Frame, SizeHint};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::{Homeserver, HomeserverError, HomeserverResult, Identity};

/// A body of which nothing comes for so long is cut off.
const SILENCE: Duration = Duration::from_mins(1);

/// Bytes of a refusal that are read, to see whose it is.
const REFUSAL: usize = 16 * 1024;

/// A call to be passed on.
#[derive(Debug)]
pub struct Errand {
    /// How.
    pub method: Method,
    /// Where, in segments that are encoded here.
    pub path: Vec<String>,
    /// With which parameters, beside those that say for whom.
    pub query: Vec<(String, String)>,
    /// What kind of body it is.
    pub content_type: Option<HeaderValue>,
    /// The body. It is not held back.
    pub body: Body,
    /// The most bytes of it.
    pub most: u64,
    /// How long its answer may be waited for.
    pub patience: Duration,
}

/// Carries calls to the homeserver. Cheap to clone.
#[derive(Clone)]
pub struct Passage {
    http: reqwest::Client,
    base: Url,
    token: SecretString,
    closing: CancellationToken,
}

impl Passage {
    /// To the same homeserver, with the same token.
    ///
    /// # Panics
    /// When the TLS library cannot be set up, which only a broken build does.
    pub fn of(homeserver: &Homeserver) -> Self {
        // Without a limit for the whole: a long poll takes its time, and so does a picture on a bad line.
        let http = reqwest::Client::builder()
            .connect_timeout(Duration::from_secs(5))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .expect("the TLS library of this build works");
        let closing = CancellationToken::new();
        Self { http, base: homeserver.base.clone(), token: homeserver.token.clone(), closing }
    }

    /// Ends what waits for an answer: nobody who stops waits for a long poll.
    pub fn close(&self) {
        self.closing.cancel();
    }

    /// Passes a call on as `identity`, and gives the answer while it comes. Whoever drops it, before or afterwards, ends the call.
    pub async fn carry(&self, errand: Errand, identity: &Identity) -> HomeserverResult<http::Response<Body>> {
        let mut url = self.base.clone();
        url.path_segments_mut()
            .map_err(|()| HomeserverError::Impossible("a base URL without a path"))?
            .pop_if_empty()
            .extend(&errand.path);
        {
            let mut query = url.query_pairs_mut();
            query.extend_pairs(&errand.query);
            query.append_pair("user_id", identity.user.as_str());
            if let Some(device) = &identity.device {
                query.append_pair("device_id", device.as_str());
            }
        }
        let mut request = self.http.request(errand.method, url).bearer_auth(self.token.expose_secret());
        if let Some(kind) = errand.content_type {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if !errand.body.is_end_stream() {
            request = request.body(reqwest::Body::wrap(Passing::new(errand.body, errand.most)));
        }
        let answer = tokio::select! {
            answer = timeout(errand.patience, request.send()) => answer,
            () = self.closing.cancelled() => return Err(HomeserverError::Away("closing".to_owned())),
        };
        let answer = answer
            .map_err(|_| HomeserverError::Away("time limit".to_owned()))?
            .map_err(|error| if is_too_large(&error) { too_large() } else { HomeserverError::away(error) })?;
        if answer.status() == StatusCode::UNAUTHORIZED {
            return Err(refused(answer).await);
        }
        Ok(passed_on(answer))
    }
}

/// A call that the homeserver does not take from us: the browser must not conclude that *it* is signed out.
async fn refused(answer: reqwest::Response) -> HomeserverError {
    let status = answer.status();
    let body = answer.bytes().await.unwrap_or_default();
    let body: Value = serde_json::from_slice(&body[..body.len().min(REFUSAL)]).unwrap_or_default();
    HomeserverError::refused(status, None, body.to_string().as_bytes())
}

/// The answer with the little of its head that a browser needs.
fn passed_on(answer: reqwest::Response) -> http::Response<Body> {
    let mut head = http::Response::builder().status(answer.status());
    for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::RETRY_AFTER] {
        if let Some(value) = answer.headers().get(&name) {
            head = head.header(name, value);
        }
    }
    let body = stream::unfold(Some(answer), |answer| async {
        let mut answer = answer?;
        match timeout(SILENCE, answer.chunk()).await {
            Ok(Ok(Some(bytes))) => Some((Ok(bytes), Some(answer))),
            Ok(Ok(None)) => None,
            Ok(Err(error)) => Some((Err(std::io::Error::other(error.without_url())), None)),
            Err(_) => Some((Err(std::io::Error::from(std::io::ErrorKind::TimedOut)), None)),
        }
    });
    head.body(Body::from_stream(body.boxed())).unwrap_or_default()
}

fn too_large() -> HomeserverError {
    HomeserverError::refused(StatusCode::PAYLOAD_TOO_LARGE, None, br#"{"errcode":"M_TOO_LARGE"}"#)
}

/// More bytes came than may.
#[derive(Debug, thiserror::Error)]
#[error("a body that is too large")]
struct TooLarge;

fn is_too_large(error: &reqwest::Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(one) = cause {
        if one.is::<TooLarge>() {
            return true;
        }
        cause = one.source();
    }
    false
}

/// A body on its way from the browser to the homeserver, counted.
struct Passing {
    /// The lock is never waited for: it only lets the body be shared as the HTTP client wants it.
    body: Mutex<Body>,
    left: u64,
}

impl Passing {
    fn new(body: Body, most: u64) -> Self {
        Self { body: Mutex::new(body), left: most }
    }
}

impl HttpBody for Passing {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let this = self.get_mut();
        let body = this.body.get_mut().map_err(|_| TooLarge);
        let body = match body {
            Ok(body) => body,
            Err(error) => return Poll::Ready(Some(Err(error.into()))),
        };
        let frame = std::task::ready!(Pin::new(body).poll_frame(context));
        Poll::Ready(match frame {
            Some(Ok(frame)) => {
                let size = frame.data_ref().map_or(0, |data| data.len() as u64);
                match this.left.checked_sub(size) {
                    Some(left) => {
                        this.left = left;
                        Some(Ok(frame))
                    }
                    None => Some(Err(TooLarge.into())),
                }
            }
            Some(Err(error)) => Some(Err(error.into())),
            None => None,
        })
    }

    fn size_hint(&self) -> SizeHint {
        self.body.lock().map(|body| body.size_hint()).unwrap_or_default()
    }
}

impl std::fmt::Debug for Passage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passage")
    }
}

#[cfg(test)]
mod tests;
