//! The letter-box: what waits for one device of ours.

use std::collections::BTreeMap;

use http::Method;
use ruma::{
    OneTimeKeyAlgorithm, UInt, api::client::sync::sync_events::DeviceLists, events::AnyToDeviceEvent,
    serde::Raw,
};
use serde::Deserialize;
use serde_json::json;

use super::{Body, Homeserver, HomeserverError, HomeserverResult, Identity};

/// What waited for a device: messages and the news about keys.
#[derive(Debug, Default)]
pub struct Mail {
    /// Messages to the device, oldest first.
    pub messages: Vec<Raw<AnyToDeviceEvent>>,
    /// Whose devices changed.
    pub devices: DeviceLists,
    /// How many one-time keys the homeserver still has of us.
    pub one_time_keys: BTreeMap<OneTimeKeyAlgorithm, UInt>,
    /// Which fallback keys it has that nobody used yet.
    pub fallback_keys: Vec<OneTimeKeyAlgorithm>,
    /// Up to where the messages are read: passed next time, it acknowledges them.
    pub next: Option<String>,
    /// The connection's position, for the device lists.
    pub position: String,
}

#[derive(Deserialize)]
struct Answer {
    pos: String,
    #[serde(default)]
    extensions: Extensions,
}

#[derive(Default, Deserialize)]
struct Extensions {
    #[serde(default)]
    to_device: ToDevice,
    #[serde(default)]
    e2ee: E2ee,
}

#[derive(Default, Deserialize)]
struct ToDevice {
    next_batch: Option<String>,
    #[serde(default)]
    events: Vec<Raw<AnyToDeviceEvent>>,
}

#[derive(Default, Deserialize)]
struct E2ee {
    #[serde(default, rename = "device_lists")]
    changed: DeviceLists,
    #[serde(default, rename = "device_one_time_keys_count")]
    one_time_keys: BTreeMap<OneTimeKeyAlgorithm, UInt>,
    #[serde(default, rename = "device_unused_fallback_key_types")]
    fallback_keys: Vec<OneTimeKeyAlgorithm>,
}

/// Messages fetched at once; more are fetched in the next round.
pub(crate) const MAIL_AT_ONCE: usize = 100;

impl Homeserver {
    /// Looks into a device's letter-box (sliding sync, MSC4186, without any room). `since` acknowledges all mail up to
    /// it; `position` continues an earlier look of this process, so that changed device lists are told exactly.
    /// An expired position gives [`HomeserverError::Refused`] with `M_UNKNOWN_POS`.
    pub async fn letter_box(
        &self,
        identity: &Identity,
        since: Option<&str>,
        position: Option<&str>,
    ) -> HomeserverResult<Mail> {
        let mut to_device = json!({ "enabled": true, "limit": MAIL_AT_ONCE });
        if let Some(since) = since {
            to_device["since"] = json!(since);
        }
        let body = json!({
            "conn_id": "lotse",
            "lists": {},
            "extensions": { "e2ee": { "enabled": true }, "to_device": to_device },
        });
        let path = ["_matrix", "client", "unstable", "org.matrix.simplified_msc3575", "sync"];
        let query: Vec<(&str, &str)> = position.map(|position| ("pos", position)).into_iter().collect();
        let answer =
            self.exchange(Method::POST, &path, Some(identity), &query, Some(Body::Json(body))).await?;
        let answer: Answer = serde_json::from_slice(answer.body())
            .map_err(|_| HomeserverError::unexpected("a letter-box that is out of specification"))?;
        let Extensions { to_device, e2ee } = answer.extensions;
        Ok(Mail {
            messages: to_device.events,
            devices: e2ee.changed,
            one_time_keys: e2ee.one_time_keys,
            fallback_keys: e2ee.fallback_keys,
            next: to_device.next_batch,
            position: answer.pos,
        })
    }
}
