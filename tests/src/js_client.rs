//! People at another client than matrix-sdk: matrix-js-sdk on Node, which Element Web is made of.
//!
//! The client is `tests/js/client.mjs`, a child process that does one deed at a time. Two versions of the SDK are
//! there: the newest, and one of spring 2026, whose cryptography (18.0.0 of `matrix-sdk-crypto-wasm`, as in Element Web
//! 1.12.13) has no other name for a shared history than `io.element.msc4268.room_key_bundle`.

mod counsellor;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedRoomId, RoomId};
use serde_json::{Value, json};

pub use counsellor::JsCounsellor;

use crate::{
    Person, Synapse,
    node::{Packages, Program},
    people::Heard,
    wait,
};

/// Node and two versions of matrix-js-sdk, at `target/js-clients`.
///
/// To renew: raise the versions in `tests/js/package.json` and have them written down without addresses, by
/// `npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved` in that folder. The version of
/// spring 2026 stays as it is, and so does the cryptography 18.0.0 beside it, which it would otherwise replace by a newer.
const PACKAGES: Packages = Packages {
    name: "js-clients",
    what: "matrix-js-sdk",
    wanted: include_str!("../js/package.json"),
    locked: include_str!("../js/package-lock.json"),
};

/// Which matrix-js-sdk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsSdk {
    /// The newest: it knows the name that the specification gives to a shared history.
    Newest,
    /// 41.3.0 of spring 2026: it knows the unstable name alone.
    Spring,
}

impl JsSdk {
    fn package(self) -> &'static str {
        match self {
            Self::Newest => "matrix-js-sdk-newest",
            Self::Spring => "matrix-js-sdk-spring",
        }
    }

    /// Whether its cryptography, a program for `WebAssembly`, has this word in it.
    pub async fn knows(self, word: &str) -> Result<bool> {
        let program = std::fs::read(cryptography(&PACKAGES.ready().await?, self.package()))?;
        Ok(memchr::memmem::find(&program, word.as_bytes()).is_some())
    }
}

/// Somebody at a matrix-js-sdk client on a device of their own, verified by its owner.
///
/// Its process ends when this is dropped.
#[derive(Debug)]
pub struct JsPerson {
    name: String,
    id: String,
    client: Program,
}

impl JsPerson {
    /// Gets an account, signs in and sets up cross-signing, as Element Web does.
    pub async fn arrive(synapse: &Synapse, name: &str, sdk: JsSdk) -> Result<Self> {
        let packages = PACKAGES.ready().await?;
        let client = Path::new(env!("CARGO_MANIFEST_DIR")).join("js/client.mjs");
        let arguments = [client.as_os_str(), packages.as_os_str(), sdk.package().as_ref()];
        let person = Self {
            name: name.to_owned(),
            id: format!("@{name}:{}", synapse.server_name()),
            client: Program::start(&format!("{name} at matrix-js-sdk"), &packages, &arguments)?,
        };
        let password = format!("{name} {}", wait::unique_word());
        synapse.register(name, &password, false).await?;
        let sign_in =
            json!({ "do": "sign_in", "homeserver": synapse.url(), "user": name, "password": password });
        let signed_in = person.does(sign_in).await?;
        ensure!(signed_in["user"] == person.id.as_str(), "signed in as {signed_in}");
        ensure!(signed_in["verified"] == true, "the device of {name} is not verified: {signed_in}");
        Ok(person)
    }

    /// What the person is called in messages about tests.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The user id: `@jana:lotse.example`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Takes an invitation, and with it the shared history.
    pub async fn accepts(&self, room: &RoomId) -> Result<()> {
        self.does(json!({ "do": "join", "room": room })).await.map(drop)
    }

    /// Says something: encrypted, if the room is.
    pub async fn says(&self, room: &RoomId, text: &str) -> Result<OwnedEventId> {
        event(&self.does(json!({ "do": "say", "room": room, "text": text })).await?)
    }

    /// What is pinned in the room, each as it reads now.
    pub async fn reads_pinned(&self, room: &RoomId) -> Result<Vec<Heard>> {
        let pinned = self.does(json!({ "do": "pinned", "room": room })).await?;
        pinned.as_array().into_iter().flatten().map(Heard::told).collect()
    }

    /// Reacts with an emoji.
    pub async fn reacts(&self, room: &RoomId, about: &EventId, emoji: &str) -> Result<OwnedEventId> {
        event(&self.does(json!({ "do": "react", "room": room, "event": about, "emoji": emoji })).await?)
    }

    /// Waits for an invitation to a room whose name `is_meant` accepts; `what` completes "waited in vain for …".
    pub async fn is_invited_where(&self, what: &str, is_meant: impl Fn(&str) -> bool) -> Result<OwnedRoomId> {
        wait::until(format!("{what}, by {}", self.name), wait::patience(), async || {
            let rooms = self.does(json!({ "do": "rooms" })).await?;
            let mut invited =
                rooms.as_array().into_iter().flatten().filter(|room| room["membership"] == "invite");
            let meant = invited.find(|room| room["name"].as_str().is_some_and(&is_meant));
            Ok(meant.and_then(|room| room["room"].as_str()?.try_into().ok()))
        })
        .await
    }

    /// Waits until this client knows that it is not in the room.
    pub async fn is_out_of(&self, room: &RoomId) -> Result<()> {
        wait::until(format!("{} to be out of {room}", self.name), wait::patience(), async || {
            let rooms = self.does(json!({ "do": "rooms" })).await?;
            let mut rooms = rooms.as_array().into_iter().flatten();
            Ok(rooms
                .all(|known| known["room"] != room.as_str() || known["membership"] == "leave")
                .then_some(()))
        })
        .await
    }

    /// Waits until a message by somebody else that contains `words` can be read.
    pub async fn hears(&self, room: &RoomId, words: &str) -> Result<Heard> {
        let heard = wait::until(format!("{words:?} in {room}"), wait::patience(), async || {
            let story = self.heard(json!({ "do": "story", "room": room })).await?;
            let mut others = story.into_iter().filter(|heard| heard.sender != self.id.as_str());
            Ok(others.find(|heard| heard.is_message() && heard.body.contains(words)))
        })
        .await;
        match heard {
            Ok(heard) => Ok(heard),
            Err(error) => {
                let story = self.heard(json!({ "do": "story", "room": room })).await?;
                bail!("{} {error:#}; there is {story:#?}", self.name)
            }
        }
    }

    /// Everything in the room, read back to its beginning, oldest first.
    pub async fn looks_back(&self, room: &RoomId) -> Result<Vec<Heard>> {
        self.heard(json!({ "do": "history", "room": room })).await
    }

    /// The texts of all messages in the room that this client can read, its own too, oldest first.
    pub async fn reads_all(&self, room: &RoomId) -> Result<Vec<String>> {
        let all = self.looks_back(room).await?;
        Ok(all.into_iter().filter(Heard::is_message).map(|heard| heard.body).collect())
    }

    /// Tries to read an event that `from` was given by the homeserver, whether or not this person would be given it.
    pub async fn tries_to_read(&self, room: &RoomId, event: &EventId, from: &Person) -> Result<Heard> {
        let event =
            from.calls("GET", &format!("/_matrix/client/v3/rooms/{room}/event/{event}"), None).await?;
        Heard::told(&self.does(json!({ "do": "open", "event": event })).await?)
    }

    async fn heard(&self, deed: Value) -> Result<Vec<Heard>> {
        let events = self.does(deed).await?;
        events.as_array().into_iter().flatten().map(Heard::told).collect()
    }

    async fn does(&self, deed: Value) -> Result<Value> {
        self.client.does(deed).await
    }
}

/// The cryptography that a package uses: its own, or the one that is there for all.
fn cryptography(packages: &Path, package: &str) -> PathBuf {
    let file = "node_modules/@matrix-org/matrix-sdk-crypto-wasm/pkg/matrix_sdk_crypto_wasm_bg.wasm";
    let own = packages.join("node_modules").join(package).join(file);
    if own.is_file() { own } else { packages.join(file) }
}

fn event(id: &Value) -> Result<OwnedEventId> {
    Ok(id.as_str().context("no event id in the answer")?.try_into()?)
}
