//! The one way out: client-server calls to the homeserver, as any user of our namespace.
//!
//! The application service's token authorises; `user_id` and, where keys matter, `device_id` say for whom (the only
//! masquerading parameters that Synapse still reads). A call whose connection was lost is repeated at once, twice at
//! most: every call here may be carried out twice. Everything else is tried again by whoever calls, from a durable
//! queue and as a whole, so a lost answer is never mistaken for a lost request.

use std::time::Duration;

use http::{Method, StatusCode};
use ruma::{DeviceId, OwnedDeviceId, OwnedUserId, UserId};
use secrecy::{ExposeSecret as _, SecretString};
use serde::de::IgnoredAny;
use serde_json::{Value, json};
use url::Url;

use super::reach::Reach;
use crate::running::headway;

mod admin;
mod devices;
mod error;
#[cfg(test)]
pub(crate) mod fake;
mod odd;
mod passage;
mod probe;
mod registrar;
mod retry_after;
mod rooms;
#[cfg(test)]
mod tests;
mod traffic;
mod trouble;

pub use admin::{Administration, Purging, Told};
pub(crate) use devices::KeyAnswer;
pub use error::{HomeserverError, HomeserverResult};
pub use passage::{Errand, Passage};
pub use probe::{Greeting, Published};
pub use registrar::{Found, Made, NotSet, Registrar};
pub use rooms::{Created, Membership};
pub(crate) use traffic::MAIL_AT_ONCE;
pub use traffic::Mail;

/// Waits before a call is repeated whose answer was lost on the way: every call here may be carried out twice.
const REPEATS: [Duration; 2] = [Duration::from_millis(100), Duration::from_millis(500)];

/// Speaks for one user of our namespace, with a device where end-to-end encryption or idempotence needs one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The user.
    pub user: OwnedUserId,
    /// The user's one device, if they have keys.
    pub device: Option<OwnedDeviceId>,
}

impl Identity {
    /// A user without any device, such as the steward.
    pub fn user(user: &UserId) -> Self {
        Self { user: user.to_owned(), device: None }
    }

    /// A user with its device.
    pub fn device(user: &UserId, device: &DeviceId) -> Self {
        Self { user: user.to_owned(), device: Some(device.to_owned()) }
    }
}

/// The homeserver, as an application service sees it. Cheap to clone.
#[derive(Clone)]
pub struct Homeserver {
    http: reqwest::Client,
    base: Url,
    token: SecretString,
    /// How long a call may take, if it is not the usual time.
    patience: Option<Duration>,
    reach: Reach,
}

impl Homeserver {
    /// Speaks to the homeserver at `base` with the application service's token; a call takes at most `timeout`.
    ///
    /// # Panics
    /// When the TLS library cannot be set up, which only a broken build does.
    pub fn new(base: Url, token: SecretString, timeout: Duration) -> Self {
        let http = reqwest::Client::builder()
            .timeout(timeout)
            .connect_timeout(timeout.min(Duration::from_secs(5)))
            .no_proxy()
            .build()
            .expect("the TLS library of this build works");
        Self { http, base, token, patience: None, reach: Reach::default() }
    }

    /// What is known of other people's servers.
    pub fn reach(&self) -> &Reach {
        &self.reach
    }

    /// The same with another limit of time for each call.
    fn with_patience(&self, patience: Duration) -> Self {
        Self { patience: Some(patience), ..self.clone() }
    }

    /// Which server software answers, as it names itself; for `doctor`.
    pub async fn software(&self) -> HomeserverResult<Value> {
        self.call(Method::GET, &["_matrix", "federation", "v1", "version"], None, None).await
    }

    /// Which specification versions and unstable features it advertises.
    pub async fn versions(&self) -> HomeserverResult<Value> {
        self.call(Method::GET, &["_matrix", "client", "versions"], None, None).await
    }

    /// What the homeserver can do for a user, room versions among it.
    pub async fn capabilities(&self, identity: &Identity) -> HomeserverResult<Value> {
        self.call(Method::GET, &client(&["capabilities"]), Some(identity), None).await
    }

    /// Whom the homeserver takes us for.
    pub async fn whoami(&self, identity: &Identity) -> HomeserverResult<Value> {
        self.call(Method::GET, &client(&["account", "whoami"]), Some(identity), None).await
    }

    /// Asks the homeserver to ping us, and gives the round trip that it measured.
    pub async fn ping(&self, appservice: &str, txn: &str) -> HomeserverResult<Duration> {
        let path = ["_matrix", "client", "v1", "appservice", appservice, "ping"];
        let answer = self.call(Method::POST, &path, None, Some(json!({ "transaction_id": txn }))).await?;
        Ok(Duration::from_millis(answer["duration_ms"].as_u64().unwrap_or_default()))
    }

    /// Makes sure that a user of our namespace exists.
    pub async fn register(&self, localpart: &str) -> HomeserverResult<()> {
        let body =
            json!({ "type": "m.login.application_service", "username": localpart, "inhibit_login": true });
        match self.call(Method::POST, &client(&["register"]), None, Some(body)).await {
            Err(refused) if refused.is("M_USER_IN_USE") => Ok(()),
            other => other.map(drop),
        }
    }

    /// Sets the name that clients show for a user of ours.
    pub async fn set_display_name(&self, user: &UserId, name: &str) -> HomeserverResult<()> {
        let path = client(&["profile", user.as_str(), "displayname"]);
        let body = json!({ "displayname": name });
        self.call(Method::PUT, &path, Some(&Identity::user(user)), Some(body)).await.map(drop)
    }

    /// As [`Self::set_display_name`], where the homeserver lets names be set: one that does not is no reason to do nothing else.
    pub async fn decorate(&self, user: &UserId, name: &str) -> HomeserverResult<()> {
        match self.set_display_name(user, name).await {
            Err(refused) if refused.is("M_FORBIDDEN") => {
                tracing::debug!("The homeserver lets nobody set a display name");
                Ok(())
            }
            other => other,
        }
    }

    /// One call: the path is given in segments and encoded here.
    async fn call(
        &self,
        method: Method,
        path: &[&str],
        identity: Option<&Identity>,
        body: Option<Value>,
    ) -> HomeserverResult<Value> {
        let answer = self.exchange(method, path, identity, &[], body.map(Body::Json)).await?;
        serde_json::from_slice(answer.body())
            .map_err(|_| HomeserverError::Unexpected("an answer that is not JSON").note(&odd::kind_of(path)))
    }

    /// What was answered, with the plain status of success that the types of the specification know.
    async fn exchange(
        &self,
        method: Method,
        path: &[&str],
        identity: Option<&Identity>,
        query: &[(&str, &str)],
        body: Option<Body>,
    ) -> HomeserverResult<http::Response<Vec<u8>>> {
        let mut answer = self.exchange_told(method, path, identity, query, body).await?;
        *answer.status_mut() = StatusCode::OK;
        Ok(answer)
    }

    /// The same, with the status that was answered.
    async fn exchange_told(
        &self,
        method: Method,
        path: &[&str],
        identity: Option<&Identity>,
        query: &[(&str, &str)],
        body: Option<Body>,
    ) -> HomeserverResult<http::Response<Vec<u8>>> {
        let mut url = self.base.clone();
        url.path_segments_mut()
            .map_err(|()| HomeserverError::Impossible("a base URL without a path"))?
            .pop_if_empty()
            .extend(path);
        if let Some(identity) = identity {
            url.query_pairs_mut().append_pair("user_id", identity.user.as_str());
            if let Some(device) = &identity.device {
                url.query_pairs_mut().append_pair("device_id", device.as_str());
            }
        }
        for (name, value) in query {
            url.query_pairs_mut().append_pair(name, value);
        }
        let mut request = self.http.request(method, url).bearer_auth(self.token.expose_secret());
        if let Some(patience) = self.patience {
            request = request.timeout(patience);
        }
        request = match body {
            Some(Body::Json(value)) => request.json(&value),
            Some(Body::Bytes(bytes)) => {
                request.header("content-type", "application/octet-stream").body(bytes)
            }
            None => request,
        };
        let mut waits = REPEATS.into_iter();
        let (status, wait, body) = loop {
            let attempt = request.try_clone().expect("a body in memory can be copied");
            match answer_to(attempt).await {
                Err(error) if !error.is_timeout() => match waits.next() {
                    Some(wait) => tokio::time::sleep(wait).await,
                    None => return Err(HomeserverError::away(error)),
                },
                other => break other.map_err(HomeserverError::away)?,
            }
        };
        if status.is_success() {
            // Whatever else says yes is not the homeserver, and has done nothing.
            if serde_json::from_slice::<IgnoredAny>(&body).is_err() {
                return Err(
                    HomeserverError::Unexpected("an answer that is not JSON").note(&odd::kind_of(path))
                );
            }
            headway::answered();
            let mut response = http::Response::new(body);
            *response.status_mut() = status;
            return Ok(response);
        }
        Err(HomeserverError::refused(status, wait, &body).note(&odd::kind_of(path)))
    }
}

/// The status, how long the head asks us to wait, and the body.
async fn answer_to(
    request: reqwest::RequestBuilder,
) -> reqwest::Result<(StatusCode, Option<Duration>, Vec<u8>)> {
    let answer = request.send().await?;
    let (status, wait) = (answer.status(), retry_after::in_head(answer.headers()));
    Ok((status, wait, answer.bytes().await?.to_vec()))
}

enum Body {
    Json(Value),
    Bytes(Vec<u8>),
}

/// A path under `/_matrix/client/v3`.
fn client<'a>(rest: &[&'a str]) -> Vec<&'a str> {
    [&["_matrix", "client", "v3"], rest].concat()
}
