//! Somebody leaves a centre: what that would do is shown first, and what was seen is what is done.

use routing::desk::Deed;
use routing::{CentreId, CounsellorId};

use super::{Refused, SignedIn, Staff, ranks::Ranks};
use crate::{
    cases::parting::{self, Ground, Outcome, Stock},
    directory::told,
    words::phrases::Locale,
};

/// What leaving would do.
#[derive(Clone, Debug)]
pub struct PartingView {
    /// The centre's id.
    pub centre: CentreId,
    /// Its name.
    pub centre_name: String,
    /// Who would leave.
    pub who: String,
    /// What they are called.
    pub name: String,
    /// What it would do.
    pub stock: Stock,
    /// A word for what was seen.
    pub seal: String,
    /// Who could take their cases: Matrix ids and names.
    pub successors: Vec<(String, String)>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parted {
    /// They have left.
    Done,
    /// It is not what was seen any more: nothing was changed.
    Meanwhile,
    /// Whoever was to succeed cannot: nothing was changed.
    NoSuccessor,
    /// What is wrong with the directory then: nothing was changed.
    Wrong(Vec<String>),
}

impl Staff {
    /// What it would do if somebody left a centre.
    pub async fn parting(
        &self,
        signed_in: &SignedIn,
        centre: &CentreId,
        who: &str,
    ) -> Result<PartingView, Refused> {
        signed_in.must(Deed::Staff(centre))?;
        let service = self.office()?;
        let who = CounsellorId::parse(who).map_err(|_| Refused::Unknown)?;
        let directory = service.directory();
        let known = directory.counsellor(&who, centre).ok_or(Refused::Unknown)?;
        let ranks = Ranks::load(&mut service.store.look().await?).await?;
        if !ranks.is_above(&service, signed_in, &who) {
            return Err(Refused::Unknown);
        }
        let stock = parting::stock(&Ground::of(&service, &directory), centre, &who).await?;
        let others = directory.counsellors_of(centre).iter().filter(|it| it.id != who && it.is_active());
        Ok(PartingView {
            centre: centre.clone(),
            centre_name: directory.centre(centre).map(|it| it.name.clone()).unwrap_or_default(),
            who: who.as_str().to_owned(),
            name: known.name.clone(),
            seal: parting::seal(&stock),
            stock,
            successors: others.map(|it| (it.id.as_str().to_owned(), it.name.clone())).collect(),
        })
    }

    /// Somebody leaves a centre; their cases go to `to`, or wait in the Erstanfragen if nobody is named.
    pub async fn part(
        &self,
        signed_in: &SignedIn,
        seen: &PartingView,
        (seal, to): (&str, &str),
        locale: Locale,
    ) -> Result<Parted, Refused> {
        signed_in.must(Deed::Staff(&seen.centre))?;
        let service = self.office()?;
        if seen.seal != seal {
            return Ok(Parted::Meanwhile);
        }
        let who = CounsellorId::parse(&seen.who).map_err(|_| Refused::Unknown)?;
        let Ok(successor) = Some(to).filter(|to| !to.is_empty()).map(CounsellorId::parse).transpose() else {
            return Ok(Parted::NoSuccessor);
        };
        let by = signed_in.actor(&seen.centre);
        let directory = service.directory();
        let ground = Ground::of(&service, &directory);
        match parting::leave(&ground, &by, (&seen.centre, &who), successor.as_ref()).await? {
            Outcome::Left => {}
            Outcome::Unknown => return Err(Refused::Unknown),
            Outcome::NoSuccessor => return Ok(Parted::NoSuccessor),
            Outcome::Faults(faults) => return Ok(Parted::Wrong(told(&faults, &service.catalogue, locale))),
            Outcome::Busy => return Err(Refused::Busy),
        }
        service.roster.refresh(&service.store).await?;
        service.effects.notify_one();
        Ok(Parted::Done)
    }
}
