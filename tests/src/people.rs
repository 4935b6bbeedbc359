//! People with real Matrix clients. What they do reads as a sentence: `anna.says(&room, "Guten Tag")`.
//!
//! A person's client is a stock matrix-sdk with its stores in memory: to sign in is to have a new device. It listens in
//! the background and remembers everything that it was given, readable or not. Whoever waits, waits for at most
//! [`patience`](crate::wait::patience), and the error says what was heard instead.

mod arrival;
mod deeds;
mod ear;
mod heard;
mod hearing;
mod rooms;

use std::{fmt::Debug, sync::Arc};

use matrix_sdk::{Client, ruma::OwnedUserId};
use tokio_util::task::AbortOnDropHandle;

pub use heard::{Heard, Invitation};

use ear::Ear;

/// Somebody at a Matrix client. By convention Anna and Yusuf seek, Ben, Cem and Dora counsel, Edda administers.
///
/// The client stops listening when this is dropped.
#[derive(Debug)]
pub struct Person {
    name: String,
    id: OwnedUserId,
    password: String,
    homeserver: String,
    client: Client,
    http: reqwest::Client,
    ear: Arc<Ear>,
    _listening: AbortOnDropHandle<()>,
}

impl Person {
    /// What the person is called in messages about tests: `anna`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The user id: `@anna:lotse.example`.
    pub fn id(&self) -> &str {
        self.id.as_str()
    }

    /// The id of this client's device.
    pub fn device(&self) -> String {
        self.client.device_id().map(ToString::to_string).unwrap_or_default()
    }

    /// The password, for a client outside of these tests.
    pub fn password(&self) -> &str {
        &self.password
    }

    /// The matrix-sdk client itself, for what has no sentence here.
    pub fn client(&self) -> &Client {
        &self.client
    }
}

/// A person stands for their user id: `anna.invites(&room, &ben)`.
impl AsRef<str> for Person {
    fn as_ref(&self) -> &str {
        self.id()
    }
}
