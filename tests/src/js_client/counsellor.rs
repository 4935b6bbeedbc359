//! A counsellor at a matrix-js-sdk client.

use anyhow::Result;
use matrix_sdk::ruma::OwnedRoomId;

use super::{JsPerson, JsSdk};
use crate::{Synapse, people::Heard};

/// A counsellor with the rooms of their centre.
#[derive(Debug)]
pub struct JsCounsellor {
    /// Who.
    pub person: JsPerson,
    /// Where the cards are.
    pub enquiries: OwnedRoomId,
    /// Where the team talks.
    pub team: OwnedRoomId,
}

impl JsCounsellor {
    /// Arrives and takes the invitations to the centre's rooms.
    pub async fn at_work(synapse: &Synapse, name: &str, sdk: JsSdk) -> Result<Self> {
        let person = JsPerson::arrive(synapse, name, sdk).await?;
        let enquiries = person.is_invited_where("Erstanfragen", |name| name == "Erstanfragen").await?;
        person.accepts(&enquiries).await?;
        let team = person.is_invited_where("Team", |name| name == "Team").await?;
        person.accepts(&team).await?;
        Ok(Self { person, enquiries, team })
    }

    /// Waits for a card whose text has these words.
    pub async fn sees_card(&self, words: &str) -> Result<Heard> {
        self.person.hears(&self.enquiries, words).await
    }

    /// Clicks the ✅ on a card.
    pub async fn accepts_card(&self, card: &Heard) -> Result<()> {
        self.person.reacts(&self.enquiries, &card.event, "✅").await.map(drop)
    }

    /// Takes the invitation to a case room.
    pub async fn comes_into_case(&self) -> Result<OwnedRoomId> {
        let room = self.person.is_invited_where("a case room", |name| name.starts_with("Fall ")).await?;
        self.person.accepts(&room).await?;
        Ok(room)
    }
}
