//! Who acts for which carrier: asked for and confirmed by two of the Referat (`staff/seconds.rs`), dismissed by one.

use routing::desk::Deed;
use routing::{CarrierId, CounsellorId};

use super::{Refused, SignedIn, Staff};
use crate::{
    cases::service::Service,
    directory,
    store::{
        self,
        audit::{self, Actor, Entry, Kind},
    },
};

/// Somebody: their Matrix id, and what they are called.
pub type Person = (String, String);

/// A carrier, and who acts for it.
#[derive(Clone, Debug)]
pub struct CarrierView {
    /// Its id.
    pub id: CarrierId,
    /// Its name.
    pub name: String,
    /// The names of its centres.
    pub centres: Vec<String>,
    /// Within which postcodes it moves their catchments; empty, if it does not.
    pub limits: String,
    /// The topics that it gives its centres, as the workbook says it; empty, if none.
    pub topics: String,
    /// Who acts for it.
    pub acting: Vec<Person>,
    /// Who could.
    pub others: Vec<Person>,
}

impl Staff {
    /// All carriers.
    pub async fn carriers(&self, signed_in: &SignedIn) -> Result<Vec<CarrierView>, Refused> {
        signed_in.must(Deed::NameCarrier)?;
        let service = self.office()?;
        let directory = service.directory();
        let all = store::desk_carrier::all(&mut service.store.look().await?).await?;
        let view = |carrier: &routing::Carrier| {
            let centres: Vec<_> = directory.centres_of_carrier(&carrier.id).collect();
            let at = centres.iter().flat_map(|centre| directory.counsellors_of(&centre.id));
            let mut people: Vec<&CounsellorId> = at.map(|it| &it.id).chain(&carrier.people).collect();
            people.sort();
            people.dedup();
            let person = |who: &CounsellorId| (who.as_str().to_owned(), named(&service, who));
            let acts = |who: &CounsellorId| all.iter().any(|(id, it)| *id == carrier.id && it == who);
            let (acting, others) = people.into_iter().partition::<Vec<_>, _>(|who| acts(who));
            CarrierView {
                id: carrier.id.clone(),
                name: carrier.name.clone(),
                centres: centres.iter().map(|centre| centre.name.clone()).collect(),
                limits: carrier.limits.to_string(),
                topics: directory::topics_given(&carrier.topics),
                acting: acting.into_iter().map(person).collect(),
                others: others.into_iter().map(person).collect(),
            }
        };
        Ok(directory.carriers().iter().map(view).collect())
    }

    /// Somebody acts for a carrier no more. It stands in the trail of the platform.
    pub async fn dismiss_carrier(
        &self,
        signed_in: &SignedIn,
        carrier: &CarrierId,
        who: &str,
    ) -> Result<(), Refused> {
        signed_in.must(Deed::NameCarrier)?;
        let service = self.office()?;
        let who = CounsellorId::parse(who).map_err(|_| Refused::Unknown)?;
        let by = Actor::Referat(signed_in.counsellor.clone());
        let mut tx = service.store.begin().await?;
        if !store::desk_carrier::dismiss(&mut tx, carrier, &who).await? {
            return Err(Refused::Unknown);
        }
        let entry = Entry::new(self.now(), &audit::platform(), Kind::CarrierDismissed, by).whom(&who);
        audit::append(&mut tx, &entry.why(carrier.as_str())).await?;
        tx.commit().await?;
        tracing::info!("Somebody acts for a carrier no more, by the desk");
        Ok(())
    }
}

/// What somebody is called where they counsel; else their Matrix id.
fn named(service: &Service, who: &CounsellorId) -> String {
    let directory = service.directory();
    let mut at = directory.centres_of_counsellor(who);
    let known = at.find_map(|centre| directory.counsellor(who, &centre.id));
    known.map_or_else(|| who.as_str().to_owned(), |known| known.name.clone())
}
