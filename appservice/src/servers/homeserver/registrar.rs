//! Accounts for new staff, made with the token of an administrator (`admin.rs`): only if the settings say so.
//!
//! An account that exists is never changed before it is known to be one that was made here. So it is made by a call that changes
//! nothing of an account that exists, and says whether it has made it.

use http::{Method, StatusCode};
use routing::Timestamp;
use ruma::UserId;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};

use super::{Body, Homeserver, HomeserverError, HomeserverResult};

/// The homeserver, as whoever makes accounts there. Cheap to clone.
#[derive(Clone)]
pub struct Registrar(Homeserver);

/// What an account looks like from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// When it was made, to the second.
    pub made: Timestamp,
    /// Whether nobody has ever used it: no device, no address, no office, not shut.
    pub is_untouched: bool,
}

/// What became of an account that was to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// It was made just now, without a password: nobody can sign in.
    Now,
    /// It was there before; or it was made, and that answer got lost. Nothing was changed.
    Before,
}

/// Why a password was not set.
#[derive(Debug, thiserror::Error)]
pub enum NotSet {
    /// The homeserver wants another one.
    #[error("the homeserver does not take this password")]
    Password,
    /// It cannot be done now.
    #[error(transparent)]
    Homeserver(#[from] HomeserverError),
}

impl Registrar {
    /// The same homeserver with the token of one of its administrators.
    pub fn of(homeserver: &Homeserver, token: SecretString) -> Self {
        Self(Homeserver { token, ..homeserver.clone() })
    }

    /// Looks for an account.
    pub async fn find(&self, user: &UserId) -> HomeserverResult<Option<Found>> {
        let path = ["_synapse", "admin", "v2", "users", user.as_str()];
        let account = match self.0.call(Method::GET, &path, None, None).await {
            Err(refused) if refused.is("M_NOT_FOUND") => return Ok(None),
            other => other?,
        };
        let odd = || HomeserverError::unexpected("an account that is none");
        if account["name"] != user.as_str() {
            return Err(odd());
        }
        let made = account["creation_ts"].as_i64().ok_or_else(odd)?;
        let path = ["_synapse", "admin", "v2", "users", user.as_str(), "devices"];
        let devices = self.0.call(Method::GET, &path, None, None).await?;
        let devices = devices["devices"].as_array().ok_or_else(odd)?;
        let none = |field: &str| match &account[field] {
            Value::Null => true,
            Value::Array(some) => some.is_empty(),
            _ => false,
        };
        let no =
            |field: &str| matches!(&account[field], Value::Null | Value::Bool(false)) || account[field] == 0;
        let is_untouched = devices.is_empty()
            && ["threepids", "external_ids", "last_seen_ts", "appservice_id", "user_type"]
                .into_iter()
                .all(none)
            && ["admin", "deactivated", "is_guest", "locked"].into_iter().all(no);
        Ok(Some(Found { made: Timestamp::from_millis(made.saturating_mul(1_000)), is_untouched }))
    }

    /// Makes an account without a password, if there is none. Changes nothing of one that exists.
    pub async fn make(&self, user: &UserId) -> HomeserverResult<Made> {
        let path = ["_synapse", "admin", "v2", "users", user.as_str()];
        let answer = self.0.exchange_told(Method::PUT, &path, None, &[], Some(Body::Json(json!({})))).await?;
        let account: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
        if account["name"] != user.as_str() {
            return Err(HomeserverError::unexpected("an account that is none"));
        }
        Ok(if answer.status() == StatusCode::CREATED { Made::Now } else { Made::Before })
    }

    /// Sets the password of an account that was made here; whoever is signed in there is not any more.
    pub async fn set_password(&self, user: &UserId, password: &SecretString) -> Result<(), NotSet> {
        let path = ["_synapse", "admin", "v1", "reset_password", user.as_str()];
        let body = json!({ "new_password": password.expose_secret(), "logout_devices": true });
        match self.0.call(Method::POST, &path, None, Some(body)).await {
            Ok(_) => Ok(()),
            Err(HomeserverError::Refused { status: 400, errcode, .. })
                if errcode.starts_with("M_PASSWORD_") || errcode == "M_WEAK_PASSWORD" =>
            {
                Err(NotSet::Password)
            }
            Err(other) => Err(other.into()),
        }
    }

    /// Shuts an account that was made here: out of all rooms, signed in nowhere. One that is gone or shut is no error.
    pub async fn shut(&self, user: &UserId) -> HomeserverResult<()> {
        let path = ["_synapse", "admin", "v1", "deactivate", user.as_str()];
        match self.0.call(Method::POST, &path, None, Some(json!({ "erase": false }))).await {
            Err(refused) if refused.is("M_NOT_FOUND") => Ok(()),
            other => other.map(drop),
        }
    }
}
