//! A guest who waits where nobody is on duty any more may go to another centre that the setting allows and where somebody is. Nothing that
//! they wrote goes along by itself: their page has it, and writes it there once they have agreed to who can read it there.

use routing::{Case, CentreId, Enquiry, Postcode, State, live, place};

use super::{Accounts, AskedView, Refusal, SignedIn, guest::case_of, view};
use crate::{
    cases::{
        live::moving,
        opening::{self, Opened, Wanted},
        service::Service,
    },
    links::portal::{Card, LiveOffer},
    running::fail_point,
    store::{self, Tx, case::Stored},
    words::reception::pseudonym::Pseudonym,
};

/// Where somebody else is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// Who would take them.
    pub offer: LiveOffer,
    /// How many wait there.
    pub waiting: u32,
    /// How many minutes most waited there lately; not known where there were few.
    pub minutes: Option<u16>,
}

impl Accounts {
    /// Who would take a guest who waits now, since nobody is on duty where they wait; `postcode` as their page has it, since it is kept
    /// nowhere.
    pub async fn elsewhere(&self, signed_in: &SignedIn, postcode: &str) -> Result<Elsewhere, Refusal> {
        let service = self.office()?.service;
        service.roster.refresh(&service.store).await?;
        let mut tx = service.store.look().await?;
        let stored = case_of(&mut tx, signed_in).await?.filter(waits).ok_or(Refusal::Unknown)?;
        let nobody = Elsewhere { offer: LiveOffer::Nobody, waiting: 0, minutes: None };
        Ok(match taker(&service, &mut tx, (&stored.case, postcode), None).await? {
            live::Taker::Nobody => nobody,
            live::Taker::Full => Elsewhere { offer: LiveOffer::Full, ..nobody },
            live::Taker::Centre(id) => {
                let standing = store::live::standings(&mut tx).await?.remove(&id).unwrap_or_default();
                let waits = store::live::figure::waits(&mut tx, &id).await?;
                let directory = service.directory();
                let Some(centre) = directory.centre(&id) else { return Ok(nobody) };
                let card = Card::of(&directory, centre, 0);
                Elsewhere {
                    offer: LiveOffer::There(Box::new(card)),
                    waiting: standing.waiting,
                    minutes: live::usual(waits),
                }
            }
        })
    }

    /// They go there, in one commit: another case, at the end of its queue, and the one before is erased. Where somebody has taken them
    /// meanwhile, or is there again, they stay, and that is said; whoever is there already has only not heard of it.
    pub async fn go_elsewhere(
        &self,
        signed_in: &SignedIn,
        (centre, postcode): (&str, &str),
    ) -> Result<AskedView, Refusal> {
        let service = self.office()?.service;
        service.roster.refresh(&service.store).await?;
        let chosen = CentreId::parse(centre).map_err(|_| Refusal::Bad)?;
        let mut tx = service.store.begin().await?;
        let stored = case_of(&mut tx, signed_in).await?.filter(|stored| stored.case.live);
        let stored = stored.ok_or(Refusal::Unknown)?;
        let stays = |already| AskedView { case: view::case(&service, &stored), already };
        if stored.case.centre == chosen {
            return Ok(stays(false));
        }
        if !waits(&stored) || is_there(&mut tx, &stored.case.centre).await? {
            return Ok(stays(true));
        }
        let found = taker(&service, &mut tx, (&stored.case, postcode), Some(&chosen)).await?;
        let outcome = match found {
            live::Taker::Centre(centre) => routing::Outcome::Centre(centre),
            live::Taker::Full => return Err(Refusal::Full),
            live::Taker::Nobody => return Err(Refusal::Nobody),
        };
        if store::case::load(&mut tx).await?.open(&chosen) >= self.terms.waiting {
            return Err(Refusal::Full);
        }
        let case = &stored.case;
        let pseudonym =
            case.pseudonym().and_then(|name| Pseudonym::parse(name).ok()).ok_or(Refusal::Unknown)?;
        let (topic, urgent) = (case.topic.clone(), case.urgent);
        let wanted = Wanted { topic, outcome, pseudonym, link: None, urgent, live: true, date: None };
        if !moving::leave(&service, &mut tx, stored.clone()).await? {
            return Err(Refusal::Refused);
        }
        let made = opening::open(&service, &mut tx, &signed_in.account.about.seeker, wanted).await?;
        let made = match made {
            Opened::Made(made) => made,
            Opened::TooMany(_) => return Err(Refusal::TooMany),
            Opened::Barred(_) => return Err(Refusal::Elsewhere),
            _ => return Err(Refusal::Nobody),
        };
        let at = (&made.case.centre, &made.case.topic);
        store::live::come(&mut tx, &made.case.id, &signed_in.account.id, at, service.now()).await?;
        tx.commit().await?;
        fail_point::pass("live.after_move");
        tracing::info!(case.id = %made.case.id, "A guest went to another centre");
        service.effects.notify_one();
        Ok(AskedView { case: view::case(&service, &made), already: false })
    }
}

/// Whether nobody has them yet.
fn waits(stored: &Stored) -> bool {
    stored.case.live && matches!(stored.case.state, State::Opened | State::Asked { .. })
}

async fn is_there(tx: &mut Tx, centre: &CentreId) -> Result<bool, Refusal> {
    Ok(store::live::standings(tx).await?.get(centre).is_some_and(|standing| standing.on_duty > 0))
}

/// Which other centre takes them: nobody's, while somebody is on duty where they wait. `only` this one, if one was chosen.
async fn taker(
    service: &Service,
    tx: &mut Tx,
    (case, postcode): (&Case, &str),
    only: Option<&CentreId>,
) -> Result<live::Taker, Refusal> {
    if is_there(tx, &case.centre).await? {
        return Ok(live::Taker::Nobody);
    }
    let now = service.now();
    let postcode = Postcode::parse(postcode).map_err(|_| Refusal::Bad)?;
    let enquiry = Enquiry { topic: case.topic.clone(), postcode: Some(postcode), target: None };
    let (directory, load) = (service.directory(), store::case::load(tx).await?);
    let standings = store::live::standings(tx).await?;
    let placement = place(&enquiry, &directory, &load, now);
    let of_others = |centre: &CentreId| {
        let is_meant = *centre != case.centre && only.is_none_or(|only| only == centre);
        standings.get(centre).filter(|_| is_meant).copied().unwrap_or_default()
    };
    Ok(live::taker(&case.topic, &directory, &placement, &service.live, of_others, now))
}
