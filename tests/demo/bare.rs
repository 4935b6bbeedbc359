//! The same without Lotse, on the same homeserver: what to compare its times with.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use lotse_tests::{Person, Synapse};
use serde_json::{Value, json};

use crate::cast::{arrives, password};

/// How often each is done; the median counts.
const ROUNDS: usize = 5;

/// Times without Lotse.
#[derive(Debug)]
pub(crate) struct Bare {
    /// `createRoom` sent → the invited client sees the invitation.
    pub(crate) create_room: Duration,
    /// `createRoom` sent → answered.
    pub(crate) create_room_answered: Duration,
    /// Invitation with shared history → the invited client, having joined, reads the old message.
    pub(crate) invite_history: Duration,
}

/// Two people who have nothing to do with Lotse.
#[derive(Debug)]
pub(crate) struct Bystanders {
    host: Person,
    guest: Person,
    third: String,
}

impl Bystanders {
    /// They arrive with verified devices.
    pub(crate) async fn arrive(at: &Synapse) -> Result<Self> {
        let (host, guest) = tokio::try_join!(arrives(at, "otto", false), arrives(at, "petra", false))?;
        let third = at.register("quirin", &password("quirin"), false).await?;
        Ok(Self { host, guest, third })
    }

    /// Measures everything.
    pub(crate) async fn measure(&self) -> Result<Bare> {
        let mut seen = Vec::new();
        let mut answered = Vec::new();
        let mut read = Vec::new();
        for round in 0..ROUNDS {
            let (seen_after, answered_after) = self.opens_a_room(round).await?;
            seen.push(seen_after);
            answered.push(answered_after);
            read.push(self.shares_history().await?);
        }
        Ok(Bare {
            create_room: median(seen),
            create_room_answered: median(answered),
            invite_history: median(read),
        })
    }

    async fn opens_a_room(&self, round: usize) -> Result<(Duration, Duration)> {
        let name = format!("Fall ohne Lotse {round}");
        let body = self.case_room(&name);
        let began = Instant::now();
        let made = async {
            let answer = self.host.calls("POST", "/_matrix/client/v3/createRoom", Some(&body)).await?;
            anyhow::ensure!(answer["room_id"].is_string(), "no room_id in the answer");
            Ok(began.elapsed())
        };
        let seen = async {
            let called_so = |name: &str, found: Option<&str>| found == Some(name);
            self.guest.is_invited_where("a bare room", |to| called_so(&name, to.name.as_deref())).await?;
            Ok::<_, anyhow::Error>(began.elapsed())
        };
        let (answered, seen) = tokio::try_join!(made, seen)?;
        Ok((seen, answered))
    }

    async fn shares_history(&self) -> Result<Duration> {
        let nobody: [&str; 0] = [];
        let room = self.host.opens_room_with(&nobody).await?;
        self.host.says(&room, "Das war vor dir da.").await?;
        let began = Instant::now();
        self.host.invites(&room, &self.guest).await?;
        let invitation = self.guest.is_invited_where("the old talk", |to| to.room == room).await?;
        self.guest.accepts(&invitation).await?;
        self.guest.hears(&room, "vor dir").await.context("a history shared by the client itself")?;
        Ok(began.elapsed())
    }

    /// The same body as a case room has: encryption, shared history, nobody but the creator has power, two invited.
    fn case_room(&self, name: &str) -> Value {
        json!({
            "preset": "private_chat",
            "creation_content": { "example.claim": "a random word" },
            "name": name,
            "invite": [self.guest.id(), self.third],
            "initial_state": [
                state("m.room.encryption", &json!({ "algorithm": "m.megolm.v1.aes-sha2" })),
                state("m.room.history_visibility", &json!({ "history_visibility": "shared" })),
                state("m.room.guest_access", &json!({ "guest_access": "forbidden" })),
                state("io.element.functional_members", &json!({ "service_members": [self.third] })),
            ],
            "power_level_content_override": {
                "users": { &self.third: 100 },
                "users_default": 0,
                "events_default": 0,
                "state_default": 100,
                "invite": 100,
                "kick": 100,
                "ban": 100,
                "redact": 100,
                "notifications": { "room": 100 },
                "events": {
                    "m.room.name": 100,
                    "m.room.power_levels": 100,
                    "m.room.history_visibility": 100,
                    "m.room.encryption": 100,
                    "m.room.tombstone": 150,
                    "m.reaction": 0,
                    "m.room.redaction": 0,
                },
            },
        })
    }
}

fn state(kind: &str, content: &Value) -> Value {
    json!({ "type": kind, "state_key": "", "content": content })
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
