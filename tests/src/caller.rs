//! A counsellor whom seekers call: a page with matrix-js-sdk in a real browser, whose calls are those of Element Web.

use std::{path::Path, process::Command};

use anyhow::{Context as _, Result, ensure};
use axum::{Router, extract::State, http::header::CONTENT_TYPE, response::IntoResponse, routing::get};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use matrix_sdk::ruma::{OwnedRoomId, RoomId};
use serde::Deserialize;
use serde_json::{Value, json};
use sha1::Sha1;
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::{
    Synapse,
    browser::{Browser, Window},
    coturn::Coturn,
    kept::{kept, run, target},
    node::{Packages, node},
    wait,
};

const PACKAGES: Packages = Packages {
    name: "caller-packages",
    what: "matrix-js-sdk for the browser",
    wanted: include_str!("../js/caller/package.json"),
    locked: include_str!("../js/caller/package-lock.json"),
};

const PAGE: &str = include_str!("../js/caller/page.mjs");
const BUILD: &str = include_str!("../js/caller/build.mjs");

/// What a call has brought so far.
#[derive(Clone, Debug, Deserialize)]
pub struct Traffic {
    /// Bytes that went out.
    pub sent: Bytes,
    /// Bytes that came in.
    pub got: Bytes,
    /// Pictures that were seen.
    pub frames: u64,
    /// By what ways its calls could be reached: `relay`, `host`, `srflx`.
    pub candidates: Vec<String>,
}

/// Bytes by kind.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Bytes {
    /// Of sound.
    pub audio: u64,
    /// Of pictures.
    pub video: u64,
}

/// A counsellor at such a page.
#[derive(Debug)]
pub struct Caller {
    /// What they sit at.
    pub browser: Browser,
    /// The user id.
    pub id: String,
    enquiries: Option<OwnedRoomId>,
    _server: DropGuard,
}

impl Caller {
    /// Arrives, and takes the invitations to the centre's rooms.
    pub async fn at_work(synapse: &Synapse, name: &str, relay: &Coturn) -> Result<Self> {
        let mut caller = Self::arrives(synapse, name, relay).await?;
        caller.enquiries = Some(caller.joins("Erstanfragen").await?);
        caller.joins("Team").await?;
        Ok(caller)
    }

    /// Arrives and signs in.
    pub async fn arrives(synapse: &Synapse, name: &str, relay: &Coturn) -> Result<Self> {
        let page = tokio::task::spawn_blocking(build).await??.join("page");
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let home = format!("http://localhost:{}/", listener.local_addr()?.port());
        let closed = CancellationToken::new();
        let served = Router::new().route("/", get(file)).route("/{*file}", get(file)).with_state(page);
        let until = closed.clone().cancelled_owned();
        tokio::spawn(async move { axum::serve(listener, served).with_graceful_shutdown(until).await });
        let browser = Browser::open(Window { width: 800, ..Window::default() }).await?;
        browser.does(json!({ "do": "allow", "what": ["microphone", "camera"] })).await?;
        browser.does(json!({ "do": "listen" })).await?;
        browser.goes(&home).await?;
        browser.waits_until("!!globalThis.ben").await?;
        let password = format!("{name} {}", wait::unique_word());
        synapse.register(name, &password, false).await?;
        let turn = pass(relay)?;
        let who = json!({ "homeserver": synapse.url(), "user": name, "password": password, "turn": turn });
        let id = browser.evaluates(&format!("ben.signIn({who})")).await?;
        let id = id.as_str().context("no user id")?.to_owned();
        Ok(Self { browser, id, enquiries: None, _server: closed.drop_guard() })
    }

    /// Waits for the invitation to a room whose name begins so, and takes it.
    pub async fn joins(&self, name: &str) -> Result<OwnedRoomId> {
        let room = self.gets(&format!("ben.join({})", json!(name))).await?;
        Ok(room.as_str().context("no room")?.try_into()?)
    }

    /// Waits for the card with these words, takes the case, and comes into its room.
    pub async fn takes(&self, words: &str) -> Result<OwnedRoomId> {
        let enquiries = self.enquiries.as_ref().context("not at work")?;
        let card = self.gets(&format!("ben.reads({}, {})", json!(enquiries), json!(words))).await?;
        self.gets(&format!("ben.react({}, {card})", json!(enquiries))).await?;
        self.joins("Fall ").await
    }

    /// Waits until words of somebody else can be read.
    pub async fn hears(&self, room: &RoomId, words: &str) -> Result<()> {
        self.gets(&format!("ben.reads({}, {})", json!(room), json!(words))).await.map(drop)
    }

    /// The same until it was said so often.
    pub async fn hears_often(&self, room: &RoomId, words: &str, often: usize) -> Result<()> {
        let heard = format!("ben.counts({}, {}) >= {often}", json!(room), json!(words));
        self.browser.waits_until(&heard).await
    }

    /// Says something.
    pub async fn says(&self, room: &RoomId, text: &str) -> Result<()> {
        self.does(&format!("ben.say({}, {})", json!(room), json!(text))).await.map(drop)
    }

    /// Waits until the call that there is stands so, as matrix-js-sdk calls it.
    pub async fn call_is(&self, state: &str) -> Result<()> {
        let waited = self.browser.waits_until(&format!("ben.state() === {}", json!(state))).await;
        match waited {
            Ok(()) => Ok(()),
            Err(error) => {
                let now = self.does("ben.state() + ' ' + ben.reason()").await?;
                Err(error.context(format!("the call is {now}, not {state}")))
            }
        }
    }

    /// What an expression gives, once.
    pub async fn does(&self, script: &str) -> Result<Value> {
        self.browser.evaluates(script).await
    }

    /// Waits until an expression gives something.
    async fn gets(&self, script: &str) -> Result<Value> {
        wait::until(script, wait::patience(), async || {
            let given = self.browser.evaluates(script).await?;
            Ok((!given.is_null()).then_some(given))
        })
        .await
    }

    /// What the call has brought so far.
    pub async fn traffic(&self) -> Result<Traffic> {
        traffic(&self.browser).await
    }
}

/// What the last call of a browser's page has brought so far.
pub async fn traffic(browser: &Browser) -> Result<Traffic> {
    Ok(serde_json::from_value(browser.does(json!({ "do": "traffic" })).await?)?)
}

/// A pass as the relay takes it, reckoned here once more.
fn pass(relay: &Coturn) -> Result<Value> {
    // It holds until 2100.
    let username = format!("4102444800:{}", wait::unique_word());
    let mut mac = Hmac::<Sha1>::new_from_slice(relay.secret.as_bytes())?;
    mac.update(username.as_bytes());
    let credential = STANDARD.encode(mac.finalize().into_bytes());
    Ok(json!({ "urls": [relay.address()], "username": username, "credential": credential }))
}

/// The folder with the finished page.
fn build() -> Result<std::path::PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("js/caller/build.mjs");
    let recipe = format!("{}{PAGE}{BUILD}", PACKAGES.locked);
    kept(&target().join("caller"), &recipe, |new| {
        PACKAGES.install(new)?;
        run(Command::new(node(new)?).arg(source).arg(new))?;
        ensure!(new.join("page/page.js").is_file(), "no page was made");
        Ok(())
    })
}

async fn file(
    State(page): State<std::path::PathBuf>,
    path: Option<axum::extract::Path<String>>,
) -> impl IntoResponse {
    let name = path.map_or_else(|| "index.html".to_owned(), |axum::extract::Path(name)| name);
    let kind = match name.rsplit('.').next() {
        Some("js") => "text/javascript",
        Some("wasm") => "application/wasm",
        _ => "text/html; charset=utf-8",
    };
    match std::fs::read(page.join(&name)) {
        Ok(bytes) if !name.contains("..") => ([(CONTENT_TYPE, kind)], bytes).into_response(),
        _ => axum::http::StatusCode::NOT_FOUND.into_response(),
    }
}
