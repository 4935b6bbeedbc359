//! What seekers read of a centre before they agree: its business card, in the hands of those who lead it.

use routing::desk::Deed;
use routing::{BusinessCard, CentreId, Directory};

use super::{Refused, SignedIn, Staff};
use crate::store::{
    self,
    audit::{self, Actor, Entry, Kind},
};

/// The longest card, in characters: five lines of plain language.
const LONGEST: usize = 600;

/// A centre's card.
#[derive(Clone, Debug)]
pub struct CardView {
    /// The centre's id.
    pub id: CentreId,
    /// Its name.
    pub name: String,
    /// Who runs it.
    pub carrier: String,
    /// Up to five lines.
    pub text: String,
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It is in force.
    InForce,
    /// It has more than five lines, or too many letters: nothing was changed.
    TooLong,
    /// Somebody else has changed it meanwhile: nothing was changed.
    Meanwhile,
}

impl Staff {
    /// The cards of the centres whose cards somebody may change.
    pub fn cards(&self, signed_in: &SignedIn) -> Result<Vec<CardView>, Refused> {
        let directory = self.office()?.directory();
        let theirs = directory.centres().iter().filter(|centre| signed_in.may(Deed::EditCard(&centre.id)));
        Ok(theirs
            .map(|centre| CardView {
                id: centre.id.clone(),
                name: centre.name.clone(),
                carrier: centre.carrier.clone(),
                text: centre.card.as_str().to_owned(),
            })
            .collect())
    }

    /// Changes a card from what somebody has `seen`. It is in force at once, stands in the trail, and goes into the workbook that is
    /// exported next.
    pub async fn set_card(
        &self,
        signed_in: &SignedIn,
        centre: &CentreId,
        (seen, text): (&str, &str),
    ) -> Result<Changed, Refused> {
        signed_in.must(Deed::EditCard(centre))?;
        let service = self.office()?;
        let Some(card) =
            BusinessCard::parse(text).ok().filter(|card| card.as_str().chars().count() <= LONGEST)
        else {
            return Ok(Changed::TooLong);
        };
        let mut tx = service.store.begin().await?;
        let mut draft = store::directory::load(&mut tx).await?;
        let found = draft.centres.iter_mut().find(|known| known.id == *centre).ok_or(Refused::Unknown)?;
        // Browsers send lines as CRLF.
        if found.card.as_str() != seen.replace('\r', "").trim() {
            return Ok(Changed::Meanwhile);
        }
        if found.card == card {
            return Ok(Changed::InForce);
        }
        found.card = card;
        if Directory::check(draft.clone()).is_err() {
            // What an import would have refused stands in there already; it is not ours to mend.
            return Err(Refused::Busy);
        }
        store::directory::replace(&mut tx, &draft).await?;
        let who = signed_in.counsellor.clone();
        let leads = signed_in.rooms().contains(&super::Room::Leads);
        let by = if leads { Actor::Referat(who) } else { Actor::Counsellor(who) };
        audit::append(&mut tx, &Entry::new(self.now(), centre, Kind::CardChanged, by)).await?;
        tx.commit().await?;
        tracing::info!(centre.id = %centre, "A card was changed at the desk");
        service.roster.refresh(&service.store).await?;
        Ok(Changed::InForce)
    }
}
