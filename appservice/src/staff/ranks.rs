//! Nobody changes somebody of their own rank or above, nor themselves.

use routing::desk::Deed;
use routing::{CarrierId, CentreId, CounsellorId};

use super::SignedIn;
use crate::{
    cases::service::{Service, matrix_id},
    store::{self, StoreResult, Tx},
};

/// Who has which rank by the desk.
pub(super) struct Ranks {
    leads: Vec<(CentreId, CounsellorId)>,
    carriers: Vec<(CarrierId, CounsellorId)>,
}

impl Ranks {
    /// As it is now.
    pub(super) async fn load(tx: &mut Tx) -> StoreResult<Self> {
        Ok(Self { leads: store::desk_lead::all(tx).await?, carriers: store::desk_carrier::all(tx).await? })
    }

    /// Whether whoever is signed in has a higher rank than somebody. Where they have it is for the deed to say.
    pub(super) fn is_above(&self, service: &Service, signed_in: &SignedIn, who: &CounsellorId) -> bool {
        let mut led = self.leads.iter().filter(|(_, lead)| lead == who);
        *who != signed_in.counsellor
            && self.may_name(service, signed_in, who)
            && !service.referat.has(&matrix_id(who))
            && led.all(|(centre, _)| signed_in.may(Deed::NameLead(centre)))
    }

    /// Whether they may have somebody lead, or lead no more: who acts for a carrier, or is of the Referat, is changed by the Referat alone.
    pub(super) fn may_name(&self, service: &Service, signed_in: &SignedIn, who: &CounsellorId) -> bool {
        let acts = self.carriers.iter().any(|(_, person)| person == who);
        signed_in.may(Deed::NameCarrier) || !(acts || service.referat.has(&matrix_id(who)))
    }
}
