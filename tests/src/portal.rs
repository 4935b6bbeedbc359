//! Somebody at the portal without its page: what the page asks for is asked by hand, and the way through the door is taken by a
//! stock matrix-sdk that knows no token.

use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context as _, Result, ensure};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use reqwest::{
    Client, Method, RequestBuilder,
    header::{CONTENT_TYPE, COOKIE, HeaderMap, SET_COOKIE},
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{Lotse, Person, wait};

/// A browser at the portal.
#[derive(Debug)]
pub struct Browser {
    base: String,
    http: Client,
    cookie: Option<String>,
    /// What was answered to signing in.
    pub session: Value,
}

/// What was answered.
#[derive(Debug)]
pub struct Answered {
    /// The status.
    pub status: u16,
    /// The head.
    pub headers: HeaderMap,
    /// The body, if it is JSON.
    pub body: Value,
}

impl Answered {
    /// The body of an answer that succeeds.
    pub fn good(self) -> Result<Value> {
        ensure!((200..300).contains(&self.status), "{} {}", self.status, self.body);
        Ok(self.body)
    }

    /// Status and word of a refusal.
    pub fn refusal(&self) -> (u16, &str) {
        let word = self.body["error"].as_str().unwrap_or_default();
        (self.status, self.body["errcode"].as_str().unwrap_or(word))
    }
}

/// What a page would derive from name and password; any 32 bytes do.
pub fn login_key(name: &str, password: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{name}\0{password}")))
}

impl Browser {
    /// A browser that has just opened the portal.
    pub fn at(lotse: &Lotse) -> Result<Self> {
        let http = Client::builder().no_proxy().timeout(wait::patience()).build()?;
        Ok(Self { base: lotse.people_url(), http, cookie: None, session: Value::Null })
    }

    /// The cookie's secret, if there is one.
    pub fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    /// The same cookie in another browser, as a thief would have it.
    #[must_use]
    pub fn copy(&self) -> Self {
        let (base, http) = (self.base.clone(), self.http.clone());
        Self { base, http, cookie: self.cookie.clone(), session: self.session.clone() }
    }

    /// Any call as the page makes it.
    pub async fn calls(&mut self, method: &str, path: &str, body: Option<&Value>) -> Result<Answered> {
        let body = body.map(|body| body.to_string().into_bytes());
        self.calls_with(method, path, body, Some("same-origin")).await
    }

    /// A call of a page that believes to be this device.
    pub async fn calls_as_device(&mut self, device: &str, method: &str, path: &str) -> Result<Answered> {
        let request =
            self.http.request(Method::from_bytes(method.as_bytes())?, format!("{}{path}", self.base));
        let request = request.header("lotse-device", device);
        self.answered(request, Some(b"{}".to_vec()), Some("same-origin")).await
    }

    /// The same with any body, from any site.
    pub async fn calls_with(
        &mut self,
        method: &str,
        path: &str,
        body: Option<Vec<u8>>,
        site: Option<&str>,
    ) -> Result<Answered> {
        let request =
            self.http.request(Method::from_bytes(method.as_bytes())?, format!("{}{path}", self.base));
        self.answered(request, body, site).await
    }

    async fn answered(
        &mut self,
        mut request: RequestBuilder,
        body: Option<Vec<u8>>,
        site: Option<&str>,
    ) -> Result<Answered> {
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, format!("__Host-lotse={cookie}"));
        }
        if let Some(site) = site {
            request = request.header("sec-fetch-site", site);
        }
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, "application/json").body(body);
        }
        let answer = request.send().await?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        if let Some(cookie) = headers.get(SET_COOKIE).and_then(|cookie| cookie.to_str().ok()) {
            let secret = cookie.strip_prefix("__Host-lotse=").and_then(|rest| rest.split(';').next());
            self.cookie = secret.filter(|secret| !secret.is_empty()).map(str::to_owned);
        }
        let body = serde_json::from_slice(&answer.bytes().await?).unwrap_or_default();
        Ok(Answered { status, headers, body })
    }

    /// Does the work that is asked for.
    pub async fn works(&mut self) -> Result<Value> {
        let challenge = self.calls("POST", "/api/proof", Some(&json!({}))).await?.good()?;
        let text = challenge["challenge"].as_str().context("no challenge")?.to_owned();
        let bits = challenge["bits"].as_u64().context("no bits")?;
        let zeros = |hash: &[u8]| {
            let first = hash.first_chunk::<8>().map_or(0, |first| u64::from_be_bytes(*first));
            u64::from(first.leading_zeros())
        };
        let found = (0..u64::MAX).find(|nonce| zeros(&Sha256::digest(format!("{text}.{nonce}"))) >= bits);
        Ok(json!({ "challenge": text, "nonce": found.context("no nonce")?.to_string() }))
    }

    /// Asks for an account.
    pub async fn asks_for_account(&mut self, name: &str, password: &str) -> Result<Answered> {
        let proof = self.works().await?;
        let body =
            json!({ "name": name, "login_key": login_key(name, password), "proof": proof, "locale": "de" });
        self.calls("POST", "/api/account", Some(&body)).await
    }

    /// Gets an account and is signed in.
    pub async fn signs_up(&mut self, name: &str, password: &str) -> Result<()> {
        self.session = self.asks_for_account(name, password).await?.good()?;
        ensure!(self.cookie.is_some(), "no cookie");
        Ok(())
    }

    /// Asks to be signed in.
    pub async fn asks_for_session(&mut self, name: &str, password: &str) -> Result<Answered> {
        let body = json!({ "name": name, "login_key": login_key(name, password) });
        self.calls("POST", "/api/session", Some(&body)).await
    }

    /// Signs in.
    pub async fn signs_in(&mut self, name: &str, password: &str) -> Result<()> {
        self.session = self.asks_for_session(name, password).await?.good()?;
        Ok(())
    }

    /// The own Matrix user.
    pub fn user(&self) -> &str {
        self.session["user_id"].as_str().unwrap_or_default()
    }

    /// The own device.
    pub fn device(&self) -> &str {
        self.session["device_id"].as_str().unwrap_or_default()
    }

    /// Asks for a case.
    pub async fn asks_for_case(&mut self, topic: &str, postcode: &str) -> Result<Answered> {
        let proof = self.works().await?;
        let body = json!({ "topic": topic, "postcode": postcode, "locale": "de", "proof": proof });
        self.calls("POST", "/api/case", Some(&body)).await
    }

    /// Takes an open time for a first appointment.
    pub async fn takes_date(
        &mut self,
        (topic, postcode, centre): (&str, &str, &str),
        date: &str,
    ) -> Result<Answered> {
        let proof = self.works().await?;
        let body = json!({
            "topic": topic, "postcode": postcode, "centre": centre, "locale": "de", "proof": proof, "date": date,
        });
        self.calls("POST", "/api/case", Some(&body)).await
    }

    /// Comes in as a guest of a live chat.
    pub async fn comes_in(&mut self) -> Result<Answered> {
        let proof = self.works().await?;
        let answered =
            self.calls("POST", "/api/live", Some(&json!({ "locale": "de", "proof": proof }))).await?;
        if answered.status == 201 {
            self.session = answered.body.clone();
        }
        Ok(answered)
    }

    /// Asks for a live chat with a centre.
    pub async fn asks_live(&mut self, (topic, postcode, centre): (&str, &str, &str)) -> Result<Answered> {
        let proof = self.works().await?;
        let body = json!({
            "topic": topic, "postcode": postcode, "centre": centre, "locale": "de", "proof": proof, "live": true,
        });
        self.calls("POST", "/api/case", Some(&body)).await
    }

    /// Gives the guest's account a name and a key.
    pub async fn keeps(&mut self, name: &str, password: &str) -> Result<Answered> {
        let proof = self.works().await?;
        let body = json!({ "name": name, "login_key": login_key(name, password), "proof": proof });
        self.calls("POST", "/api/live/keep", Some(&body)).await
    }

    /// Asks for the way back into a case of another account.
    pub async fn asks_back(&mut self, reference: &str, name: &str) -> Result<Answered> {
        let proof = self.works().await?;
        let body = json!({ "reference": reference, "name": name, "proof": proof });
        self.calls("POST", "/api/back", Some(&body)).await
    }

    /// Waits until the first case has its room; the case.
    pub async fn gets_room(&mut self) -> Result<Value> {
        let mut last = Value::Null;
        for _ in 0..20 {
            last = self.calls("GET", "/api/cases?wait=1", None).await?.good()?;
            if last["cases"][0]["room_id"].is_string() {
                return Ok(last["cases"][0].clone());
            }
        }
        anyhow::bail!("no room came: {last}")
    }

    /// A stock client that goes through the door, cross-signed.
    pub async fn opens_client(&self) -> Result<Person> {
        static NUMBER: AtomicU32 = AtomicU32::new(1);
        let name = format!("portal-{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        let cookie = format!("__Host-lotse={}", self.cookie().context("not signed in")?);
        let person = Person::through_door(&name, &self.base, &cookie, (self.user(), self.device())).await?;
        person.client().encryption().bootstrap_cross_signing(None).await?;
        Ok(person)
    }

    /// Goes into the room of a case, as the page does.
    pub async fn joins(&mut self, room: &str) -> Result<()> {
        let path = format!("/_matrix/client/v3/join/{}", escaped(room));
        self.calls("POST", &path, Some(&json!({}))).await?.good().map(drop)
    }
}

/// A part of a path.
pub fn escaped(part: &str) -> String {
    part.bytes().fold(String::new(), |text, byte| match byte {
        byte if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') => {
            text + char::from(byte).to_string().as_str()
        }
        byte => format!("{text}%{byte:02X}"),
    })
}
