//! People at a client that knows no cross-signing: matrix-nio, which weechat-matrix and matrix-commander are made of.
//!
//! The client is `tests/nio/client.py`, a child process that does one deed at a time.

use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context as _, Result, bail};
use matrix_sdk::ruma::{OwnedEventId, OwnedRoomId, RoomId};
use rustix::process::Signal;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines},
    process::{ChildStdin, ChildStdout},
    sync::Mutex,
    time::timeout,
};

use crate::{
    Synapse,
    people::Heard,
    process::{Process, guarded},
    stage::keep_log,
    synapse::nio_python,
    wait,
};

/// Somebody at a matrix-nio client, on a device that nobody has signed. Its process ends when this is dropped.
#[derive(Debug)]
pub struct NioPerson {
    name: String,
    id: String,
    password: String,
    device: String,
    deeds: AtomicU64,
    talk: Mutex<Talk>,
    /// Dropped before its home.
    _process: Process,
    home: TempDir,
}

#[derive(Debug)]
struct Talk {
    orders: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
}

impl NioPerson {
    /// Gets an account and signs in.
    pub async fn arrive(synapse: &Synapse, name: &str) -> Result<Self> {
        let password = format!("{name} {}", wait::unique_word());
        synapse.register(name, &password, false).await?;
        Self::sign_in(synapse, name, password).await
    }

    /// The same person on another device of this client.
    pub async fn on_another_device(&self, synapse: &Synapse) -> Result<Self> {
        Self::sign_in(synapse, &self.name, self.password.clone()).await
    }

    async fn sign_in(synapse: &Synapse, name: &str, password: String) -> Result<Self> {
        let home = tempfile::Builder::new().prefix("lotse-nio-").tempdir()?;
        let mut command = guarded(&nio_python().await?, "KILL");
        command.arg("-c").arg(include_str!("../nio/client.py")).arg(home.path()).current_dir(home.path());
        let (process, orders, answers) =
            Process::talk("matrix-nio", command, &home.path().join("log"), Signal::KILL)?;
        let mut person = Self {
            name: name.to_owned(),
            id: format!("@{name}:{}", synapse.server_name()),
            password: password.clone(),
            device: String::new(),
            deeds: AtomicU64::default(),
            talk: Mutex::new(Talk { orders, answers: BufReader::new(answers).lines() }),
            _process: process,
            home,
        };
        let signed_in = person
            .does(json!({ "do": "sign_in", "homeserver": synapse.url(), "user": person.id, "password": password }))
            .await?;
        signed_in["device"].as_str().context("no device")?.clone_into(&mut person.device);
        Ok(person)
    }

    /// The user id: `@anna:lotse.example`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The id of the device.
    pub fn device(&self) -> &str {
        &self.device
    }

    /// Opens an encrypted chat with somebody.
    pub async fn opens_chat_with(&self, user: &str) -> Result<OwnedRoomId> {
        room(&self.does(json!({ "do": "open_chat", "user": user })).await?)
    }

    /// Takes an invitation.
    pub async fn accepts(&self, room: &RoomId) -> Result<()> {
        self.does(json!({ "do": "join", "room": room })).await.map(drop)
    }

    /// Says something, encrypted.
    pub async fn says(&self, room: &RoomId, text: &str) -> Result<OwnedEventId> {
        let event = self.does(json!({ "do": "say", "room": room, "text": text })).await?;
        Ok(event.as_str().context("no event id in the answer")?.try_into()?)
    }

    /// Waits for an invitation to a room whose name begins with these words.
    pub async fn is_invited(&self, start: &str) -> Result<OwnedRoomId> {
        wait::until(format!("an invitation to {start}, by {}", self.name), wait::patience(), async || {
            let invited = self.does(json!({ "do": "invitations" })).await?;
            let mut invited = invited.as_array().into_iter().flatten();
            let meant = invited.find(|to| to["name"].as_str().is_some_and(|name| name.starts_with(start)));
            meant.map(|to| room(&to["room"])).transpose()
        })
        .await
    }

    /// Waits until a message by somebody else that contains `words` can be read.
    pub async fn hears(&self, room: &RoomId, words: &str) -> Result<Heard> {
        let heard = wait::until(format!("{words:?} in {room}"), wait::patience(), async || {
            let mut others = self.story(room).await?.into_iter().filter(|heard| heard.sender != self.id);
            Ok(others.find(|heard| heard.is_message() && heard.body.contains(words)))
        })
        .await;
        match heard {
            Ok(heard) => Ok(heard),
            Err(error) => bail!("{} {error:#}; there is {:#?}", self.name, self.story(room).await?),
        }
    }

    /// Everything that this client has seen in the room.
    pub async fn story(&self, room: &RoomId) -> Result<Vec<Heard>> {
        let events = self.does(json!({ "do": "story", "room": room })).await?;
        events.as_array().into_iter().flatten().map(Heard::told).collect()
    }

    async fn does(&self, mut deed: Value) -> Result<Value> {
        let id = self.deeds.fetch_add(1, Ordering::Relaxed);
        deed["id"] = id.into();
        let answer = timeout(2 * wait::patience(), async {
            let mut talk = self.talk.lock().await;
            talk.orders.write_all(format!("{deed}\n").as_bytes()).await?;
            while let Some(line) = talk.answers.next_line().await? {
                let answer: Value = serde_json::from_str(&line)?;
                // Somebody may have given up waiting for an earlier one.
                if answer["id"] == id {
                    return Ok(answer);
                }
            }
            bail!("the client has ended")
        })
        .await
        .unwrap_or_else(|_| bail!("the client does not answer"));
        let about = || {
            let log = std::fs::read_to_string(self.home.path().join("log")).unwrap_or_default();
            format!("{} at matrix-nio: {}\n{log}", self.name, deed["do"])
        };
        let mut answer: Value = answer.with_context(about)?;
        if let Some(reason) = answer["refused"].as_str() {
            bail!("{reason}: {}", about());
        }
        Ok(answer["done"].take())
    }
}

impl Drop for NioPerson {
    fn drop(&mut self) {
        keep_log(&self.home.path().join("log"), &format!("{}-{}", wait::unique_word(), self.name));
    }
}

fn room(id: &Value) -> Result<OwnedRoomId> {
    Ok(id.as_str().context("no room id in the answer")?.try_into()?)
}
