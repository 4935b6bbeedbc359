//! What somebody does with a case of theirs beside writing: close it, erase it, answer a question. In other clients these are words
//! in a chat; here they are buttons, which also work where only people have the keys.

use routing::{Closer, Reference};

use super::{Accounts, CaseView, Refusal, SignedIn, view};
use crate::{
    cases::{
        agreeing,
        erasing::{self, Cause},
        life,
        service::Service,
    },
    store::{self, Tx, case::Stored},
};

/// Which question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// May somebody else have the case?
    Offer,
    /// Is everything to be deleted?
    Erase,
}

impl Question {
    /// Takes the page's word for it.
    pub fn parse(kind: &str) -> Option<Self> {
        match kind {
            "hand_over" | "forward" | "anew" => Some(Self::Offer),
            "erase" => Some(Self::Erase),
            _ => None,
        }
    }
}

impl Accounts {
    /// Ends a case. One that is over stays so.
    pub async fn close_case(&self, signed_in: &SignedIn, reference: &str) -> Result<CaseView, Refusal> {
        let service = self.office()?.service;
        let mut tx = service.store.begin().await?;
        let stored = find(&mut tx, signed_in, reference).await?;
        life::write_closing(&service, &mut tx, stored, Closer::Seeker).await?;
        let stored = find(&mut tx, signed_in, reference).await?;
        commit(&service, tx).await?;
        Ok(view::case(&service, &stored))
    }

    /// Erases a case. One that the administration keeps is not.
    pub async fn erase_case(&self, signed_in: &SignedIn, reference: &str) -> Result<(), Refusal> {
        let service = self.office()?.service;
        let mut tx = service.store.begin().await?;
        let stored = find(&mut tx, signed_in, reference).await?;
        if !erasing::write(&service, &mut tx, stored, Cause::Wish).await? {
            return Err(Refusal::Refused);
        }
        commit(&service, tx).await
    }

    /// Answers the question that is open in a case; the case, unless it goes.
    pub async fn answer(
        &self,
        signed_in: &SignedIn,
        reference: &str,
        (question, yes): (Question, bool),
    ) -> Result<Option<CaseView>, Refusal> {
        let service = self.office()?.service;
        let stored = find(&mut service.store.look().await?, signed_in, reference).await?;
        match (question, yes) {
            (Question::Erase, _) if !stored.case.awaits_confirmation(service.now()) => {
                return Err(Refusal::Unknown);
            }
            (Question::Erase, true) => {
                self.erase_case(signed_in, reference).await?;
                return Ok(None);
            }
            (Question::Erase, false) => {
                let stored = erasing::drop_wish(&service, stored).await?;
                return Ok(Some(view::case(&service, &stored)));
            }
            (Question::Offer, _) => {}
        }
        let Ok(tx) = agreeing::decide(&service, stored, yes).await? else { return Err(Refusal::Unknown) };
        commit(&service, tx).await?;
        let stored = find(&mut service.store.look().await?, signed_in, reference).await?;
        Ok(Some(view::case(&service, &stored)))
    }
}

pub(super) async fn find(tx: &mut Tx, signed_in: &SignedIn, reference: &str) -> Result<Stored, Refusal> {
    let reference = Reference::parse(reference).map_err(|_| Refusal::Unknown)?;
    let cases = store::case::of_seeker(tx, &signed_in.account.about.seeker).await?;
    cases.into_iter().find(|stored| stored.case.reference == reference).ok_or(Refusal::Unknown)
}

async fn commit(service: &Service, tx: Tx) -> Result<(), Refusal> {
    tx.commit().await?;
    service.effects.notify_one();
    Ok(())
}
