//! A counselling centre (Beratungsstelle) and its card.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    catchment::Catchment,
    ids::{CentreId, CounsellorId, ServerName, TopicId},
    live,
    notice::FollowUps,
};

/// A team that counsels on topics, each for its own catchment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Centre {
    /// Its slug; part of the custodian's user id.
    pub id: CentreId,
    /// What people read.
    pub name: String,
    /// The organisation that runs it (Träger): the id of a [`Carrier`](crate::Carrier), or the name of one that has no entry.
    pub carrier: String,
    /// What a seeker sees before agreeing.
    pub card: BusinessCard,
    /// Whether colleagues may stand in for one another; then the custodian stays in the case rooms.
    pub team: bool,
    /// Whether it takes new enquiries.
    pub online: bool,
    /// Whom a team centre tells of seekers' later messages.
    #[serde(default)]
    pub follow_ups: FollowUps,
    /// The homeserver of its own, if some of its counsellors have their accounts there.
    #[serde(default)]
    pub server: Option<ServerName>,
    /// The custodian of a Lotse of its own, on that homeserver: then its counsellors are nobody's here to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lotse: Option<CounsellorId>,
    /// How many counsel there, as that Lotse has said; not known where nobody has asked. No part of what is imported.
    #[serde(skip)]
    pub present: Option<u32>,
    /// Who takes over when this centre, as a white spot, cannot.
    pub fallback: Option<CentreId>,
    /// When it offers live chats.
    #[serde(default, skip_serializing_if = "live::Offer::is_none")]
    pub live: live::Offer,
    /// Who answers for the data of its seekers.
    #[serde(default, skip_serializing_if = "Responsible::is_unsaid")]
    pub responsible: Responsible,
    /// Whether somebody may take an open time of its counsellors before anything was written; see [`Self::gives_first_dates`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub first_dates: bool,
    /// What it counsels on, and for which postcodes.
    pub services: BTreeMap<TopicId, Catchment>,
}

/// Who answers for the data of a centre's seekers, as they read it; empty where nobody has said it yet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Responsible {
    /// The controller (Verantwortlicher) in the sense of the GDPR, by name and address.
    pub controller: String,
    /// Whom people ask about data protection.
    pub contact: String,
}

impl Responsible {
    /// Whether neither is said.
    #[must_use]
    pub fn is_unsaid(&self) -> bool {
        self.controller.is_empty() && self.contact.is_empty()
    }
}

impl Centre {
    /// Whether it gives first appointments: only where the custodian stays, who says when they are and hears that somebody cannot come.
    #[must_use]
    pub fn gives_first_dates(&self) -> bool {
        self.first_dates && self.online && self.team && self.lotse.is_none()
    }
}

/// The centre's virtual card: at most five lines of plain language. May be empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BusinessCard(String);

/// A card that is too long to be read in one glance.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("a card has at most {} lines, this one has {lines}", BusinessCard::MOST_LINES)]
pub struct CardError {
    /// How many lines were given.
    pub lines: usize,
}

impl BusinessCard {
    /// The most lines that a card may have.
    pub const MOST_LINES: usize = 5;

    /// Takes up to five lines; trims each and drops empty lines around the text.
    pub fn parse(text: &str) -> Result<Self, CardError> {
        let trimmed = text.trim().lines().map(str::trim).collect::<Vec<_>>();
        if trimmed.len() > Self::MOST_LINES {
            return Err(CardError { lines: trimmed.len() });
        }
        Ok(Self(trimmed.join("\n")))
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Line by line.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.lines()
    }
}

impl fmt::Display for BusinessCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for BusinessCard {
    type Error = CardError;

    fn try_from(text: String) -> Result<Self, CardError> {
        Self::parse(&text)
    }
}

impl From<BusinessCard> for String {
    fn from(card: BusinessCard) -> Self {
        card.0
    }
}
