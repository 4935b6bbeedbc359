//! What the operator of a homeserver can do: make accounts, and call whatever there is.

use anyhow::{Context as _, Result};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha1::Sha1;

use super::Synapse;
use crate::http;

impl Synapse {
    /// Makes an account by the shared secret and returns its user id. No device is made.
    pub async fn register(&self, localpart: &str, password: &str, admin: bool) -> Result<String> {
        const PATH: &str = "/_synapse/admin/v1/register";
        let nonce =
            self.call(None, "GET", PATH, None).await?["nonce"].as_str().unwrap_or_default().to_owned();
        let role = if admin { "admin" } else { "notadmin" };
        let mut mac = Hmac::<Sha1>::new_from_slice(self.secret.as_bytes())?;
        mac.update([nonce.as_str(), localpart, password, role].join("\0").as_bytes());
        let mac =
            mac.finalize().into_bytes().iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        let account = json!({
            "nonce": nonce, "username": localpart, "password": password, "admin": admin, "mac": mac,
            "inhibit_login": true,
        });
        let made = self.call(None, "POST", PATH, Some(&account)).await?;
        Ok(made["user_id"].as_str().context("no user_id in the answer")?.to_owned())
    }

    /// Signs in as `localpart` and returns an access token, for [`Synapse::call`].
    pub async fn log_in(&self, localpart: &str, password: &str) -> Result<String> {
        let login = json!({
            "type": "m.login.password",
            "identifier": { "type": "m.id.user", "user": localpart },
            "password": password,
        });
        let answer = self.call(None, "POST", "/_matrix/client/v3/login", Some(&login)).await?;
        Ok(answer["access_token"].as_str().context("no access_token in the answer")?.to_owned())
    }

    /// One call of the client-server or admin API, with any token; anything but 2xx is an error with the answer in it.
    pub async fn call(
        &self,
        token: Option<&str>,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value> {
        http::call(&self.http, &self.url, token, method, path, body).await
    }
}
