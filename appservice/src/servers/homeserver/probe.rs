//! What `lotse doctor` asks: each ability is tried, none is concluded from a version.

use http::Method;
use routing::Timestamp;
use ruma::UserId;
use serde_json::{Value, json};
use time::{OffsetDateTime, format_description::well_known::Rfc2822};

use super::{Homeserver, HomeserverError, HomeserverResult, Identity, client};

/// By default the sixth report within a second is one too many; a slow homeserver forgives a few meanwhile.
const REPORTS: u32 = 20;

/// What a user's published keys amount to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// A cross-signing identity, and the device is signed by it.
    Signed,
    /// A cross-signing identity, but the device is not signed by it.
    Unsigned,
    /// No cross-signing identity.
    Nothing,
}

/// What an answer's head tells of a homeserver, or of a proxy before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Greeting {
    /// The `Server` header, such as `Synapse/1.163.2`.
    pub software: Option<String>,
    /// The `Date` header: its time in whole seconds.
    pub time: Option<Timestamp>,
}

impl Homeserver {
    /// Asks for the supported versions without any token, and gives what the answer's head tells besides.
    pub async fn greeting(&self) -> HomeserverResult<Greeting> {
        let mut url = self.base.clone();
        url.path_segments_mut()
            .map_err(|()| HomeserverError::Impossible("a base URL without a path"))?
            .pop_if_empty()
            .extend(["_matrix", "client", "versions"]);
        let answer = self.http.get(url).send().await.map_err(HomeserverError::away)?;
        let head = |name| Some(answer.headers().get(name)?.to_str().ok()?.to_owned());
        let software = head(http::header::SERVER);
        let time = head(http::header::DATE).and_then(|date| OffsetDateTime::parse(&date, &Rfc2822).ok());
        let body: Value = answer.json().await.unwrap_or_default();
        if !body["versions"].is_array() {
            return Err(HomeserverError::unexpected("no list of versions"));
        }
        let time = time.map(|time| Timestamp::from_millis(time.unix_timestamp() * 1000));
        Ok(Greeting { software, time })
    }

    /// Whether a device's letter-box can be looked into. Nothing is fetched for good: without a position nothing is
    /// acknowledged, and a connection of its own leaves that of a serving Lotse alone.
    pub async fn has_letter_box(&self, identity: &Identity) -> HomeserverResult<()> {
        let body = json!({
            "conn_id": "lotse-doctor",
            "lists": {},
            "extensions": { "to_device": { "enabled": true, "limit": 1 } },
        });
        let path = ["_matrix", "client", "unstable", "org.matrix.simplified_msc3575", "sync"];
        let answer = self.call(Method::POST, &path, Some(identity), Some(body)).await?;
        if answer["extensions"]["to_device"]["next_batch"].is_string() {
            Ok(())
        } else {
            Err(HomeserverError::unexpected("a sliding sync without a letter-box"))
        }
    }

    /// Whether the homeserver limits what a user of ours does. Reports a room that is nowhere, a few times more often than
    /// anybody may by default, which leaves nothing behind and takes no share of what rooms and messages may use.
    pub async fn limits(&self, identity: &Identity) -> HomeserverResult<bool> {
        let nowhere = format!("!lotse-doctor:{}", identity.user.server_name());
        let path = client(&["rooms", &nowhere, "report"]);
        for _ in 0..REPORTS {
            let body = json!({ "reason": "lotse doctor" });
            match self.call(Method::POST, &path, Some(identity), Some(body)).await {
                Err(refused) if refused.is("M_LIMIT_EXCEEDED") => return Ok(true),
                Ok(_) => {}
                Err(refused) if refused.is("M_NOT_FOUND") => {}
                Err(other) => return Err(other),
            }
        }
        Ok(false)
    }

    /// Whether devices can be kept that receive while their owner is signed in nowhere (MSC3814). Only looked for.
    pub async fn keeps_dehydrated_devices(&self, identity: &Identity) -> HomeserverResult<bool> {
        let path = ["_matrix", "client", "unstable", "org.matrix.msc3814.v1", "dehydrated_device"];
        match self.call(Method::GET, &path, Some(identity), None).await {
            Ok(_) => Ok(true),
            Err(refused) if refused.is("M_NOT_FOUND") => Ok(true),
            Err(refused) if refused.is_with(404, "M_UNRECOGNIZED") => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// What others find when they ask for the keys of this device's user.
    pub async fn published(&self, identity: &Identity) -> HomeserverResult<Published> {
        let user: &UserId = &identity.user;
        let body = json!({ "device_keys": { user.as_str(): [] }, "timeout": 10_000 });
        let answer = self.call(Method::POST, &client(&["keys", "query"]), Some(identity), Some(body)).await?;
        let user = user.as_str();
        let first_key = |of: &Value| of["keys"].as_object()?.keys().next().cloned();
        if first_key(&answer["master_keys"][user]).is_none() {
            return Ok(Published::Nothing);
        }
        let Some(signing) = first_key(&answer["self_signing_keys"][user]) else {
            return Ok(Published::Nothing);
        };
        let device = identity.device.as_ref().map(|device| device.as_str()).unwrap_or_default();
        let signed = answer["device_keys"][user][device]["signatures"][user][signing].is_string();
        Ok(if signed { Published::Signed } else { Published::Unsigned })
    }
}
