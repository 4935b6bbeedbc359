//! What seekers read of a centre before they agree: its business card, in the hands of those who lead it.

use routing::desk::Deed;
use routing::{BusinessCard, CentreId, Directory};

use super::{Refused, SignedIn, Staff};
use crate::{
    directory::publication::{How, Publication},
    store::{
        self,
        audit::{self, Entry, Kind},
    },
};

/// The longest card, in characters: five lines of plain language.
const LONGEST: usize = 600;

/// How often it is tried again when somebody else changes the directory at the same moment.
const TRIES: usize = 4;

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
        let theirs: Vec<_> = theirs
            .map(|centre| CardView {
                id: centre.id.clone(),
                name: centre.name.clone(),
                carrier: directory.runs(centre).to_owned(),
                text: centre.card.as_str().to_owned(),
            })
            .collect();
        if theirs.is_empty() && signed_in.needs_passkey() { Err(Refused::Passkey) } else { Ok(theirs) }
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
        let Some(card) =
            BusinessCard::parse(text).ok().filter(|card| card.as_str().chars().count() <= LONGEST)
        else {
            return Ok(Changed::TooLong);
        };
        for _ in 0..TRIES {
            if let Some(changed) = self.try_card(signed_in, centre, (seen, &card)).await? {
                return Ok(changed);
            }
        }
        Err(Refused::Busy)
    }

    /// Nothing, if somebody else has changed the directory at the same moment.
    async fn try_card(
        &self,
        signed_in: &SignedIn,
        centre: &CentreId,
        (seen, card): (&str, &BusinessCard),
    ) -> Result<Option<Changed>, Refused> {
        let service = self.office()?;
        // Read and compared before the write lock is taken, as an import is: nobody stands still for it.
        let (version, before) = {
            let mut tx = service.store.look().await?;
            let version = store::directory::version(&mut tx).await?;
            (version, store::directory::load(&mut tx).await?)
        };
        let mut draft = before.clone();
        let found = draft.centres.iter_mut().find(|known| known.id == *centre).ok_or(Refused::Unknown)?;
        // Browsers send lines as CRLF.
        if found.card.as_str() != seen.replace('\r', "").trim() {
            return Ok(Some(Changed::Meanwhile));
        }
        if found.card == *card {
            return Ok(Some(Changed::InForce));
        }
        found.card = card.clone();
        if Directory::check(draft.clone()).is_err() {
            // What an import would have refused stands in there already; it is not ours to mend.
            return Err(Refused::Busy);
        }
        let rewriting = store::directory::Rewriting::between(&before, &draft)?;
        let mut tx = service.store.begin().await?;
        let Some(written) = rewriting.write_after(&mut tx, version).await? else { return Ok(None) };
        let by = signed_in.actor(centre);
        audit::append(&mut tx, &Entry::new(self.now(), centre, Kind::CardChanged, by.clone())).await?;
        let publication = Publication { by, ..Publication::between(&before, &draft, How::Card) };
        publication.note(&mut tx, written, self.now()).await?;
        tx.commit().await?;
        tracing::info!(centre.id = %centre, "A card was changed at the desk");
        service.roster.refresh(&service.store).await?;
        Ok(Some(Changed::InForce))
    }
}
