//! Somebody who asks, from the first word to the room of their case.

use anyhow::Result;
use matrix_sdk::ruma::OwnedRoomId;

use super::{Stage, is_case_room};
use crate::Person;

/// A seeker on the way from the first word to the case room.
#[derive(Debug)]
pub struct Seeker {
    /// Who.
    pub person: Person,
    /// The chat with the reception.
    pub chat: OwnedRoomId,
}

impl Seeker {
    /// Opens an encrypted chat with the reception and waits for the greeting.
    pub async fn knocks(person: Person) -> Result<Self> {
        let chat = person.opens_chat_with(Stage::RECEPTION).await?;
        person.hears(&chat, "Schulden").await?;
        Ok(Self { person, chat })
    }

    /// Says topic, postcode and name, and stands before the consent.
    pub async fn is_placed(&self, topic: &str, postcode: &str, pseudonym: &str) -> Result<()> {
        self.person.says(&self.chat, topic).await?;
        self.person.hears_next(&self.chat, "Postleitzahl").await?;
        self.person.says(&self.chat, postcode).await?;
        self.person.hears_next(&self.chat, "genannt").await?;
        self.person.says(&self.chat, pseudonym).await?;
        self.person.hears_next(&self.chat, "Soll ich Sie").await?;
        self.person.says(&self.chat, "ja").await?;
        self.person.hears_next(&self.chat, "einverstanden").await.map(drop)
    }

    /// The whole way to the first message; the case room.
    pub async fn asks(
        &self,
        topic: &str,
        postcode: &str,
        pseudonym: &str,
        text: &str,
    ) -> Result<OwnedRoomId> {
        self.is_placed(topic, postcode, pseudonym).await?;
        let case = self.consents().await?;
        self.person.says(&case, text).await?;
        Ok(case)
    }

    /// Takes the invitation to the case's room, where it was before or not.
    pub async fn comes_into_case(&self) -> Result<OwnedRoomId> {
        let invitation = self.person.is_invited_where("a case room", is_case_room).await?;
        self.person.accepts(&invitation).await
    }

    /// Waits for the invitation to the case's room.
    pub async fn is_invited(&self) -> Result<()> {
        self.person.is_invited_where("a case room", is_case_room).await.map(drop)
    }

    /// Agrees, and goes into the case room.
    pub async fn consents(&self) -> Result<OwnedRoomId> {
        self.person.says(&self.chat, "ja").await?;
        let invitation = self.person.is_invited_where("a case room", is_case_room).await?;
        let room = self.person.accepts(&invitation).await?;
        self.person.hears(&room, "Willkommen").await?;
        Ok(room)
    }
}
