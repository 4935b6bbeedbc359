//! Who leads a centre, and what they do for it: confirm that a counsellor has really got new keys where no colleague can.

use routing::desk::Deed;
use routing::{CentreId, CounsellorId};

use super::{Refused, SignedIn, Staff, overview::person_name, ranks::Ranks};
use crate::{
    cases::{identities, service::matrix_id},
    store::{
        self,
        audit::{self, Entry, Kind},
    },
    words::phrases::{Locale, Message, Phrase},
};

/// A centre, who leads it, and who could.
#[derive(Clone, Debug)]
pub struct LeadsView {
    /// The centre's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who leads it: Matrix id and name.
    pub leads: Vec<(String, String)>,
    /// Its counsellors who do not.
    pub others: Vec<(String, String)>,
}

/// A counsellor whose new identity waits to be confirmed.
#[derive(Clone, Debug)]
pub struct KeptOutView {
    /// The centre's id.
    pub centre: String,
    /// Their Matrix id.
    pub user: String,
    /// What colleagues call them.
    pub name: String,
}

impl Staff {
    /// Who leads which centre.
    pub async fn leads(&self, signed_in: &SignedIn) -> Result<Vec<LeadsView>, Refused> {
        let service = self.office()?;
        let directory = service.directory();
        let mut tx = service.store.look().await?;
        let (all, ranks) = (store::desk_lead::all(&mut tx).await?, Ranks::load(&mut tx).await?);
        let (mut centres, mut refused) = (Vec::new(), Refused::Unknown);
        for centre in directory.centres() {
            if let Err(why) = signed_in.must(Deed::NameLead(&centre.id)) {
                if why == Refused::Passkey {
                    refused = why;
                }
                continue;
            }
            let people = directory.counsellors_of(&centre.id).iter();
            let people = people.filter(|who| ranks.may_name(&service, signed_in, &who.id));
            let (leads, others) = people
                .map(|who| (who.id.as_str().to_owned(), who.name.clone()))
                .partition(|(id, _)| all.iter().any(|(at, lead)| *at == centre.id && lead.as_str() == id));
            let (id, name) = (centre.id.as_str().to_owned(), centre.name.clone());
            centres.push(LeadsView { id, name, leads, others });
        }
        let is_refused = centres.is_empty() && !signed_in.may(Deed::EditDirectory);
        if is_refused { Err(refused) } else { Ok(centres) }
    }

    /// A counsellor of the centre leads it from now on, or no more. It stands in the trail.
    pub async fn set_lead(
        &self,
        signed_in: &SignedIn,
        centre: &CentreId,
        who: &str,
        leads: bool,
    ) -> Result<(), Refused> {
        signed_in.must(Deed::NameLead(centre))?;
        let service = self.office()?;
        let who = CounsellorId::parse(who).map_err(|_| Refused::Unknown)?;
        if service.directory().counsellor(&who, centre).is_none() {
            return Err(Refused::Unknown);
        }
        let (now, by) = (self.now(), signed_in.actor(centre));
        let mut tx = service.store.begin().await?;
        if !Ranks::load(&mut tx).await?.may_name(&service, signed_in, &who) {
            return Err(Refused::Unknown);
        }
        let (changed, kind) = if leads {
            (store::desk_lead::name(&mut tx, centre, &who, now).await?, Kind::LeadNamed)
        } else {
            (store::desk_lead::dismiss(&mut tx, centre, &who).await?, Kind::LeadDismissed)
        };
        if changed {
            audit::append(&mut tx, &Entry::new(now, centre, kind, by).whom(&who)).await?;
            tx.commit().await?;
            tracing::info!(centre.id = %centre, "Who leads a centre was changed at the desk");
        }
        Ok(())
    }

    /// Who is kept out in the centres that somebody leads. The number is not shown: it is read out by whoever has the new keys.
    pub fn kept_out(&self, signed_in: &SignedIn) -> Result<Vec<KeptOutView>, Refused> {
        let service = self.office()?;
        let directory = service.directory();
        let unconfirmed = service.custodians.pins().unconfirmed();
        let mut waiting = Vec::new();
        for centre in directory.centres() {
            if !signed_in.may(Deed::ConfirmIdentity(&centre.id)) {
                continue;
            }
            for who in directory.counsellors_of(&centre.id) {
                if who.id != signed_in.counsellor && unconfirmed.contains_key(&matrix_id(&who.id)) {
                    let (user, name) = (who.id.as_str().to_owned(), who.name.clone());
                    waiting.push(KeptOutView { centre: centre.id.as_str().to_owned(), user, name });
                }
            }
        }
        Ok(waiting)
    }

    /// Confirms the new identity of a counsellor, who has read the number out. What is answered, in the words of the chat.
    pub async fn confirm(
        &self,
        signed_in: &SignedIn,
        centre: &CentreId,
        (who, number): (&str, &str),
        locale: Locale,
    ) -> Result<Message, Refused> {
        signed_in.must(Deed::ConfirmIdentity(centre))?;
        let service = self.office()?;
        let who = CounsellorId::parse(who).map_err(|_| Refused::Unknown)?;
        if service.directory().counsellor(&who, centre).is_none() || who == signed_in.counsellor {
            return Err(Refused::Unknown);
        }
        let said = number.chars().any(|letter| letter.is_ascii_digit()).then_some(number);
        // At the desk the number is always compared: a click is no proof that anybody was asked.
        let name = person_name(&service, centre, &who);
        let Some(said) = said else {
            let user = who.as_str().to_owned();
            return Ok(service.catalogue.say(locale, &Phrase::IdentityWhich { name, user }));
        };
        let answer = identities::confirm_by_lead(&service, &who, said, signed_in.counsellor.clone()).await?;
        let phrase = answer.map_or_else(
            |confirmation| identities::refusal(&confirmation, name.clone(), who.as_str().to_owned()),
            |()| Phrase::IdentityConfirmed { name: name.clone() },
        );
        Ok(service.catalogue.say(locale, &phrase))
    }
}
