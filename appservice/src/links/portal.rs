//! What the pages of the portal show: decided here, set in HTML by `web`.

use routing::{Landing, Standing, Target, land};

use crate::{
    directory::roster::Roster,
    links::{Addresses, CardError, Presented, Token, card},
    running::clock::Clock,
    store::{self, Store, StoreResult},
    words::phrases::{Catalogue, Locale, Message, Phrase, Spoken},
};

/// The portal's own view of the world. It needs no homeserver, so that a page is there while Lotse is still starting.
pub struct Portal {
    /// The memory.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// Who counsels, where and on what.
    pub roster: Roster,
    /// What people read.
    pub catalogue: Catalogue,
    /// The language for those whose browser asks for none that we have.
    pub locale: Locale,
    /// Where links lead.
    pub addresses: Addresses,
    /// The Matrix user whom people write to.
    pub reception: String,
    /// The long data-protection notice, if there is one.
    pub data_protection_link: Option<String>,
}

/// What somebody finds who opens a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The link holds, and somebody is there.
    Way {
        /// The centre that it leads to.
        centre: Card,
        /// What to know about who will read, if there is something to know.
        note: Option<Phrase>,
        /// What is to be written in the chat.
        start: String,
        /// The path of the card to print, beside this page, if it was opened by the token.
        print: Option<String>,
    },
    /// The link holds, but nobody of its centre can take anything now.
    Closed,
    /// The link is unknown, revoked, expired or used up.
    Invalid,
}

/// A centre as people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its name.
    pub name: String,
    /// What it offers, line by line.
    pub lines: Vec<String>,
}

impl Portal {
    /// Looks a link up. That somebody looks is not remembered and counts as no use.
    pub async fn find(&self, text: &str) -> StoreResult<Found> {
        let Some(shown) = Presented::parse(text) else { return Ok(Found::Invalid) };
        let Some(target) = self.target(&shown).await? else { return Ok(Found::Invalid) };
        self.roster.refresh(&self.store).await?;
        let directory = self.roster.directory();
        let note = match (land(&target, &directory, self.clock.now()), &target) {
            (Landing::Nobody, _) => return Ok(Found::Closed),
            (Landing::Counsellor(_), _) => Some(Phrase::PortalPersonal),
            (Landing::Deputy(_), _) => Some(Phrase::PortalAway { deputy: true }),
            (Landing::Pool, Target::Counsellor(..)) => Some(Phrase::PortalAway { deputy: false }),
            (Landing::Pool, Target::Centre(_)) => None,
        };
        let Some(centre) = directory.centre(target.centre()) else { return Ok(Found::Closed) };
        let print = match &shown {
            Presented::Token(token) => Some(format!("{}/karte.svg", token.text().as_str())),
            Presented::Code(_) => None,
        };
        Ok(Found::Way {
            centre: Card {
                name: centre.name.clone(),
                lines: centre.card.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
            },
            note,
            start: self.addresses.start(&shown),
            print: print.filter(|_| self.addresses.typing().is_some()),
        })
    }

    /// The card to print, for a link that holds.
    pub async fn card(&self, token: &str, locale: Locale) -> StoreResult<Option<Result<String, CardError>>> {
        let Some(token) = Token::parse(token) else { return Ok(None) };
        if self.target(&Presented::Token(token.clone())).await?.is_none() {
            return Ok(None);
        }
        Ok(Some(card(&self.catalogue, locale, &self.addresses, &token)))
    }

    /// Says something in the reader's language.
    pub fn say(&self, locale: Locale, words: &impl Spoken) -> Message {
        self.catalogue.say(locale, words)
    }

    /// Where a link leads, if it holds.
    async fn target(&self, shown: &Presented) -> StoreResult<Option<Target>> {
        let mut tx = self.store.look().await?;
        let link = store::link::shown(&mut tx, shown).await?;
        let valid = link.filter(|link| link.terms.standing(self.clock.now()) == Standing::Valid);
        Ok(valid.map(|link| link.target))
    }
}

impl std::fmt::Debug for Portal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Portal")
    }
}
