//! Coming to the homeserver: an account, a device, and — for most — cross-signing.

use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use matrix_sdk::store::RoomLoadSettings;
use matrix_sdk::{
    Client, SessionMeta, SessionTokens,
    authentication::matrix::MatrixSession,
    config::RequestConfig,
    encryption::CrossSigningResetAuthType,
    ruma::{
        OwnedUserId,
        api::client::uiaa::{AuthData, Password, UserIdentifier},
    },
};
use reqwest::header::{COOKIE, HeaderMap, HeaderValue};
use serde_json::json;
use tokio_util::task::AbortOnDropHandle;

use super::{Person, ear::Ear};
use crate::{Synapse, wait};

impl Person {
    /// Gets an account, signs in and sets up cross-signing, as Element does: the device is verified by its owner.
    pub async fn arrive(synapse: &Synapse, name: &str) -> Result<Self> {
        let person = Self::arrive_unverified(synapse, name).await?;
        person.bootstrap_now().await?;
        Ok(person)
    }

    /// Gets an account and signs in, without cross-signing: what a careless client leaves behind.
    pub async fn arrive_unverified(synapse: &Synapse, name: &str) -> Result<Self> {
        let password = format!("{name} {}", wait::unique_word());
        synapse.register(name, &password, false).await?;
        Self::sign_in(synapse.url(), name, &password).await
    }

    /// Like [`arrive`](Self::arrive), with a program whose calls go another `way`, such as through a proxy.
    pub async fn arrive_by(synapse: &Synapse, way: &str, name: &str) -> Result<Self> {
        let password = format!("{name} {}", wait::unique_word());
        synapse.register(name, &password, false).await?;
        let person = Self::sign_in(way, name, &password).await?;
        person.bootstrap_now().await?;
        Ok(person)
    }

    /// Gets an account that administers the homeserver, signs in and sets up cross-signing.
    pub async fn arrive_as_administrator(synapse: &Synapse, name: &str) -> Result<Self> {
        let password = format!("{name} {}", wait::unique_word());
        synapse.register(name, &password, true).await?;
        let person = Self::sign_in(synapse.url(), name, &password).await?;
        person.bootstrap_now().await?;
        Ok(person)
    }

    /// The same person at another, fresh client; the new device is not verified.
    pub async fn on_another_device(&self) -> Result<Self> {
        Self::sign_in(&self.homeserver, &self.name, &self.password).await
    }

    /// The same person at another, fresh client, which they have signed with their security key; no old keys come along.
    pub async fn on_another_signed_device(&self) -> Result<Self> {
        let vault = self.client.encryption().secret_storage().create_secret_store().await?;
        let other = self.on_another_device().await?;
        let key = vault.secret_storage_key();
        other.client.encryption().secret_storage().open_secret_store(&key).await?.import_secrets().await?;
        ensure!(other.is_verified().await?, "{} has not signed the other device", self.name);
        Ok(other)
    }

    /// Signs in to an account that exists, with a new device, and begins to listen.
    pub async fn sign_in(homeserver: &str, name: &str, password: &str) -> Result<Self> {
        let client = Client::builder()
            .homeserver_url(homeserver)
            .respect_login_well_known(false)
            // The SDK alone would retry for ever.
            .request_config(RequestConfig::short_retry())
            .build()
            .await?;
        let login = client.matrix_auth().login_username(name, password).initial_device_display_name(name);
        login.send().await.with_context(|| format!("{name} cannot sign in"))?;
        let http = reqwest::Client::builder().no_proxy().timeout(wait::patience()).build()?;
        Self::listening(client, http, name, (homeserver, password)).await
    }

    /// A seeker of the portal with a stock client behind its door: no token, but the browser's cookie.
    pub async fn through_door(
        name: &str,
        door: &str,
        cookie: &str,
        (user, device): (&str, &str),
    ) -> Result<Self> {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, cookie.parse()?);
        headers.insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
        // As the page does: once another page has the session, what this one says must not be taken for that one's.
        headers.insert("lotse-device", device.parse()?);
        let http = reqwest::Client::builder().no_proxy().default_headers(headers).build()?;
        let client = Client::builder()
            .homeserver_url(door)
            .respect_login_well_known(false)
            .request_config(RequestConfig::short_retry())
            .http_client(http.clone())
            .build()
            .await?;
        let meta = SessionMeta { user_id: user.try_into()?, device_id: device.into() };
        let tokens = SessionTokens { access_token: "none".to_owned(), refresh_token: None };
        client
            .matrix_auth()
            .restore_session(MatrixSession { meta, tokens }, RoomLoadSettings::default())
            .await?;
        Self::listening(client, http, name, (door, "")).await
    }

    /// Signs in to an account that somebody else has made, for the first time, and sets up cross-signing.
    pub async fn sign_in_anew(synapse: &Synapse, name: &str, password: &str) -> Result<Self> {
        let person = Self::sign_in(synapse.url(), name, password).await?;
        person.bootstrap_now().await?;
        Ok(person)
    }

    async fn listening(
        client: Client,
        http: reqwest::Client,
        name: &str,
        (homeserver, password): (&str, &str),
    ) -> Result<Self> {
        let id: OwnedUserId = client.user_id().context("signed in without a user id")?.to_owned();

        let ear = Arc::new(Ear::new(name));
        let listening = tokio::spawn({
            let (client, ear) = (client.clone(), Arc::clone(&ear));
            async move { ear.listen(&client).await }
        });
        let person = Self {
            name: name.to_owned(),
            id,
            password: password.to_owned(),
            homeserver: homeserver.to_owned(),
            client,
            http,
            ear,
            _listening: AbortOnDropHandle::new(listening),
        };
        // The device's keys are on the homeserver when the first sync is through.
        person.catches_up().await?;
        Ok(person)
    }

    /// Gives the account up for good, as one does in the settings of one's program.
    pub async fn gives_the_account_up(&self) -> Result<()> {
        let body = json!({
            "auth": {
                "type": "m.login.password",
                "identifier": { "type": "m.id.user", "user": self.name },
                "password": self.password,
            },
        });
        self.calls("POST", "/_matrix/client/v3/account/deactivate", Some(&body)).await.map(drop)
    }

    /// Sets up cross-signing and signs the own device with it.
    pub async fn bootstrap_now(&self) -> Result<()> {
        let encryption = self.client.encryption();
        let Err(refusal) = encryption.bootstrap_cross_signing(None).await else { return Ok(()) };
        // The homeserver wants the password again.
        let Some(question) = refusal.as_uiaa_response() else { return Err(refusal.into()) };
        let mut password = Password::new(UserIdentifier::from(&self.id), self.password.clone());
        password.session.clone_from(&question.session);
        encryption.bootstrap_cross_signing(Some(AuthData::Password(password))).await?;
        Ok(())
    }

    /// Sets up a new identity in place of the one that there is, as somebody does who has lost their keys, and signs the own
    /// device with it.
    pub async fn resets_identity(&self) -> Result<()> {
        let encryption = self.client.encryption();
        let Some(handle) = encryption.reset_cross_signing().await? else { return Ok(()) };
        let CrossSigningResetAuthType::Uiaa(question) = handle.auth_type() else {
            anyhow::bail!("the homeserver asks for something else than the password")
        };
        let mut password = Password::new(UserIdentifier::from(&self.id), self.password.clone());
        password.session.clone_from(&question.session);
        handle.auth(Some(AuthData::Password(password))).await?;
        Ok(())
    }

    /// Whether this very device is signed by its owner's identity.
    pub async fn is_verified(&self) -> Result<bool> {
        let device = self.client.encryption().get_own_device().await?;
        Ok(device.is_some_and(|device| device.is_cross_signed_by_owner()))
    }
}
