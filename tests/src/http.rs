//! One plain call of a Matrix API.

use anyhow::{Context as _, Result, bail};
use reqwest::{Client, Method};
use serde_json::Value;

/// Calls and returns the JSON of the answer; anything but 2xx is an error with the answer in it.
pub(crate) async fn call(
    http: &Client,
    base: &str,
    token: Option<&str>,
    method: &str,
    path: &str,
    body: Option<&Value>,
) -> Result<Value> {
    let mut request = http.request(Method::from_bytes(method.as_bytes())?, format!("{base}{path}"));
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    if let Some(body) = body {
        request = request.json(body);
    }
    let answer = request.send().await?;
    let status = answer.status();
    let text = answer.text().await?;
    if !status.is_success() {
        bail!("{method} {path}: {status} {text}");
    }
    serde_json::from_str(&text).with_context(|| format!("{method} {path} answered no JSON"))
}
