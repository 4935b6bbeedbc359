//! What somebody does with a case of theirs beside writing: close it, erase it, answer a question. In other clients these are words
//! in a chat; here they are buttons, which also work where only people have the keys.

use routing::{Case, Closer, Recipient, Reference, Timestamp};

use super::{Accounts, CaseView, Refusal, SignedIn, view};
use crate::{
    cases::{
        agreeing,
        erasing::{self, Cause},
        far, life,
        service::Service,
    },
    store::{self, Tx, case::Stored},
};

/// Which question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// May a colleague have the case?
    HandOver,
    /// May another centre have it?
    Forward,
    /// May it begin anew at another centre, and be erased here?
    Anew,
    /// Is everything to be deleted?
    Erase,
}

impl Question {
    /// Takes the page's word for it.
    pub fn parse(kind: &str) -> Option<Self> {
        match kind {
            "hand_over" => Some(Self::HandOver),
            "forward" => Some(Self::Forward),
            "anew" => Some(Self::Anew),
            "erase" => Some(Self::Erase),
            _ => None,
        }
    }

    /// Whether this is what is asked now: whoever reads a page that is a moment old answers no other question.
    fn is_open_in(self, case: &Case, now: Timestamp) -> bool {
        let asked = case.open_question(now).map(|offer| match offer.to {
            Recipient::Counsellor(_) => Self::HandOver,
            Recipient::Centre(_) if offer.anew => Self::Anew,
            Recipient::Centre(_) => Self::Forward,
        });
        if self == Self::Erase { case.awaits_confirmation(now) } else { asked == Some(self) }
    }
}

impl Accounts {
    /// Ends a case. One that is over stays so.
    pub async fn close_case(&self, signed_in: &SignedIn, reference: &str) -> Result<CaseView, Refusal> {
        let service = self.office()?.service;
        let mut tx = service.store.begin().await?;
        let stored = find(&mut tx, signed_in, reference).await?;
        far::seeker_ends(&service, &mut tx, &stored).await?;
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
        if !question.is_open_in(&stored.case, service.now()) {
            return Err(Refusal::Unknown);
        }
        match (question, yes) {
            (Question::Erase, true) => {
                self.erase_case(signed_in, reference).await?;
                return Ok(None);
            }
            (Question::Erase, false) => {
                let stored = erasing::drop_wish(&service, stored).await?;
                return Ok(Some(view::case(&service, &stored)));
            }
            (Question::HandOver | Question::Forward | Question::Anew, _) => {}
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

#[cfg(test)]
mod tests {
    use routing::{
        CaseId, CentreId, CounsellorId, EventId, Handed, NewCase, Offer, OfferFacts, SeekerId, TopicId,
    };

    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_795_536_720_000);

    fn asked() -> Case {
        let new = NewCase {
            id: CaseId::parse("01J0000000000000000000000A").unwrap(),
            reference: Reference::from_bits(7),
            seeker: SeekerId::parse("@anna:lotse.example").unwrap(),
            pseudonym: "Blaue Amsel".to_owned(),
            topic: TopicId::parse("schulden").unwrap(),
            centre: CentreId::parse("leipzig").unwrap(),
            personal: None,
            at_once: false,
        };
        let case = Case::open(new, NOW).ask(EventId::parse("$first").unwrap(), NOW).unwrap();
        case.accept(CounsellorId::parse("@ben:lotse.example").unwrap(), NOW).unwrap()
    }

    #[test]
    fn a_page_that_is_a_moment_old_answers_no_other_question() {
        let all = ["hand_over", "forward", "anew", "erase"].map(|kind| Question::parse(kind).unwrap());
        assert_eq!(Question::parse("other"), None);
        let open = |case: &Case| all.map(|question| question.is_open_in(case, NOW));
        let by = CounsellorId::parse("@ben:lotse.example").unwrap();
        let colleague = Recipient::Counsellor(CounsellorId::parse("@cem:lotse.example").unwrap());
        let centre = Recipient::Centre(CentreId::parse("dresden").unwrap());
        let offered = |to: &Recipient, anew| {
            let facts = OfferFacts { active_giver: true, ready_recipient: true, fitting_room: true, anew };
            asked().offer(Offer::new(to.clone(), by.clone(), Handed::Nothing, NOW), facts, NOW).unwrap()
        };
        assert_eq!(open(&asked()), [false; 4]);
        assert_eq!(open(&offered(&colleague, false)), [true, false, false, false]);
        assert_eq!(open(&offered(&centre, false)), [false, true, false, false]);
        assert_eq!(open(&offered(&centre, true)), [false, false, true, false]);
        assert_eq!(open(&asked().wish_erasure(NOW).unwrap()), [false, false, false, true]);
        let over = NOW.plus(Offer::LASTS);
        assert!(!Question::Anew.is_open_in(&offered(&centre, true), over));
    }
}
