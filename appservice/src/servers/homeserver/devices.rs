//! Devices and keys: what the crypto machine wants sent.

use std::{collections::HashMap, time::Duration};

use http::Method;
use matrix_sdk_crypto::types::requests::{
    AnyOutgoingRequest, KeysQueryRequest, ToDeviceRequest, UploadSigningKeysRequest,
};
use ruma::{
    DeviceId, OwnedDeviceId, OwnedUserId, ServerName, TransactionId, UserId,
    api::{
        IncomingResponse,
        client::{
            keys::{claim_keys, get_keys, upload_keys, upload_signatures},
            to_device::send_event_to_device,
        },
    },
};
use serde_json::{Value, json, value::RawValue};

use super::{Body, Homeserver, HomeserverError, HomeserverResult, Identity, client};

/// How long a server may take to say that it is there.
const A_LOOK: Duration = Duration::from_secs(15);

/// An answer in the machine's own types.
pub(crate) enum KeyAnswer {
    Uploaded(upload_keys::v3::Response),
    Queried(get_keys::v3::Response),
    Claimed(claim_keys::v3::Response),
    Delivered(send_event_to_device::v3::Response),
    Signed(upload_signatures::v3::Response),
}

impl Homeserver {
    /// Makes sure that a device of a user of ours exists.
    pub async fn put_device(&self, user: &UserId, device: &DeviceId, name: &str) -> HomeserverResult<()> {
        let path = client(&["devices", device.as_str()]);
        let body = json!({ "display_name": name });
        self.call(Method::PUT, &path, Some(&Identity::user(user)), Some(body)).await.map(drop)
    }

    /// The devices of a user of ours.
    pub async fn devices(&self, user: &UserId) -> HomeserverResult<Vec<OwnedDeviceId>> {
        let answer = self.call(Method::GET, &client(&["devices"]), Some(&Identity::user(user)), None).await?;
        let devices =
            answer["devices"].as_array().ok_or_else(|| HomeserverError::unexpected("no list of devices"))?;
        Ok(devices
            .iter()
            .filter_map(|device| device["device_id"].as_str())
            .map(OwnedDeviceId::from)
            .collect())
    }

    /// Deletes a device of a user of ours, so that nobody encrypts to it any more.
    pub async fn delete_device(&self, user: &UserId, device: &DeviceId) -> HomeserverResult<()> {
        let path = client(&["devices", device.as_str()]);
        match self.call(Method::DELETE, &path, Some(&Identity::user(user)), Some(json!({}))).await {
            Err(refused) if refused.is("M_NOT_FOUND") => Ok(()),
            other => other.map(drop),
        }
    }

    /// Gives a user of ours up for good: out of all rooms, without devices and keys. Their name is never used again.
    pub async fn deactivate(&self, user: &UserId) -> HomeserverResult<()> {
        let path = client(&["account", "deactivate"]);
        let body = json!({ "erase": true });
        self.call(Method::POST, &path, Some(&Identity::user(user)), Some(body)).await.map(drop)
    }

    /// Publishes a cross-signing identity. An application service needs no further authentication for it.
    pub(crate) async fn upload_signing_keys(
        &self,
        identity: &Identity,
        request: &UploadSigningKeysRequest,
    ) -> HomeserverResult<()> {
        let body = json!({
            "master_key": request.master_key,
            "self_signing_key": request.self_signing_key,
            "user_signing_key": request.user_signing_key,
        });
        self.call(Method::POST, &client(&["keys", "device_signing", "upload"]), Some(identity), Some(body))
            .await
            .map(drop)
    }

    /// Sends one request of the crypto machine.
    pub(crate) async fn key_request(
        &self,
        identity: &Identity,
        txn: &TransactionId,
        request: &AnyOutgoingRequest,
    ) -> HomeserverResult<KeyAnswer> {
        match request {
            AnyOutgoingRequest::KeysUpload(request) => {
                self.keys_upload(identity, request).await.map(KeyAnswer::Uploaded)
            }
            AnyOutgoingRequest::KeysQuery(request) => {
                self.keys_query(identity, request).await.map(KeyAnswer::Queried)
            }
            AnyOutgoingRequest::KeysClaim(request) => {
                self.keys_claim(identity, request).await.map(KeyAnswer::Claimed)
            }
            AnyOutgoingRequest::ToDeviceRequest(request) => {
                self.to_device(identity, request).await.map(KeyAnswer::Delivered)
            }
            AnyOutgoingRequest::SignatureUpload(request) => {
                self.signatures_upload(identity, request).await.map(KeyAnswer::Signed)
            }
            // Our users never start a verification in a room, and answer none: there is nobody to compare emoji.
            AnyOutgoingRequest::RoomMessage(_) => {
                tracing::debug!(txn.id = %txn, "Left a verification message unsent");
                Err(HomeserverError::Impossible("no place for a verification message"))
            }
        }
    }

    pub(crate) async fn keys_upload(
        &self,
        identity: &Identity,
        request: &upload_keys::v3::Request,
    ) -> HomeserverResult<upload_keys::v3::Response> {
        let mut body =
            json!({ "one_time_keys": request.one_time_keys, "fallback_keys": request.fallback_keys });
        if let Some(device_keys) = &request.device_keys {
            body["device_keys"] = json!(device_keys);
        }
        self.typed(Method::POST, &client(&["keys", "upload"]), identity, body).await
    }

    pub(crate) async fn keys_query(
        &self,
        identity: &Identity,
        request: &KeysQueryRequest,
    ) -> HomeserverResult<get_keys::v3::Response> {
        let body = json!({ "device_keys": request.device_keys, "timeout": 10_000 });
        self.typed_with("device_keys", &["keys", "query"], identity, body).await
    }

    pub(crate) async fn keys_claim(
        &self,
        identity: &Identity,
        request: &claim_keys::v3::Request,
    ) -> HomeserverResult<claim_keys::v3::Response> {
        let body = json!({ "one_time_keys": request.one_time_keys, "timeout": 10_000 });
        self.typed_with("one_time_keys", &["keys", "claim"], identity, body).await
    }

    pub(crate) async fn signatures_upload(
        &self,
        identity: &Identity,
        request: &upload_signatures::v3::Request,
    ) -> HomeserverResult<upload_signatures::v3::Response> {
        let body = json!(request.signed_keys);
        self.typed(Method::POST, &client(&["keys", "signatures", "upload"]), identity, body).await
    }

    pub(crate) async fn to_device(
        &self,
        identity: &Identity,
        request: &ToDeviceRequest,
    ) -> HomeserverResult<send_event_to_device::v3::Response> {
        let kind = request.event_type.to_string();
        let path = client(&["sendToDevice", &kind, request.txn_id.as_str()]);
        self.typed(Method::PUT, &path, identity, json!({ "messages": request.messages })).await
    }

    /// Uploads bytes that are encrypted already, and gives their `mxc:` address.
    pub(crate) async fn upload(&self, identity: &Identity, bytes: Vec<u8>) -> HomeserverResult<String> {
        let path = ["_matrix", "media", "v3", "upload"];
        let answer =
            self.exchange(Method::POST, &path, Some(identity), &[], Some(Body::Bytes(bytes))).await?;
        let answer: Value = serde_json::from_slice(answer.body())
            .map_err(|_| HomeserverError::unexpected("an upload answer that is not JSON"))?;
        let address = answer["content_uri"].as_str().map(str::to_owned);
        address.ok_or_else(|| HomeserverError::unexpected("an upload answer without an address"))
    }

    /// Whether the server of somebody answers ours now. Asked for a profile, a homeserver tries also a server that it would
    /// leave alone for a while otherwise.
    pub(crate) async fn is_within_reach(
        &self,
        identity: &Identity,
        person: &UserId,
    ) -> HomeserverResult<bool> {
        let path = client(&["profile", person.as_str(), "displayname"]);
        let asked = self.with_patience(A_LOOK).call(Method::GET, &path, Some(identity), None).await;
        let there = match asked {
            Ok(_) => true,
            // There is no name, or no such person; but their server said so.
            Err(refused) if refused.is_gone_or_forbidden() => true,
            Err(HomeserverError::Refused { status: 500.., .. }) => false,
            Err(other) if other.is_out_of_time() => false,
            Err(other) => return Err(other),
        };
        let (theirs, now) = (person.server_name(), tokio::time::Instant::now());
        if there {
            self.reach.answered(theirs, now);
        } else {
            self.reach.silent(theirs, now);
        }
        Ok(there)
    }

    /// Looks whether a server of others answers. Nobody is named to it: that it knows no such user is an answer.
    pub(crate) async fn look_for(&self, asking: &UserId, server: &ServerName) {
        let Ok(nobody) = OwnedUserId::try_from(format!("@{}:{server}", asking.localpart())) else { return };
        if let Err(error) = self.is_within_reach(&Identity::user(asking), &nobody).await {
            tracing::debug!(error = %error, "Could not look whether a server of others is there");
        }
    }

    /// A question about keys. Without the field that holds them it was not answered: nobody is without keys for that.
    async fn typed_with<R: IncomingResponse>(
        &self,
        field: &str,
        path: &[&str],
        identity: &Identity,
        body: Value,
    ) -> HomeserverResult<R> {
        let path = client(path);
        let answer = self.exchange(Method::POST, &path, Some(identity), &[], Some(Body::Json(body))).await?;
        understood(answer, Some(field), &path)
    }

    async fn typed<R: IncomingResponse>(
        &self,
        method: Method,
        path: &[&str],
        identity: &Identity,
        body: Value,
    ) -> HomeserverResult<R> {
        let answer = self.exchange(method, path, Some(identity), &[], Some(Body::Json(body))).await?;
        understood(answer, None, path)
    }
}

/// An answer of which nothing is needed is an object all the same, and one that is asked for `field` has it.
fn understood<R: IncomingResponse>(
    answer: http::Response<Vec<u8>>,
    field: Option<&str>,
    path: &[&str],
) -> HomeserverResult<R> {
    let fields = serde_json::from_slice::<HashMap<String, &RawValue>>(answer.body());
    let complete = fields.is_ok_and(|fields| field.is_none_or(|field| fields.contains_key(field)));
    let read = complete.then(|| R::try_from_http_response(answer).ok()).flatten();
    read.ok_or_else(|| {
        HomeserverError::Unexpected("an answer out of specification").note(&super::odd::kind_of(path))
    })
}
