//! Somebody who has lost their password wants back into their case with this account. The answer is the same, after the same work,
//! whether there is such a case and whether the name fits.

use routing::Reference;
use serde::Serialize;
use tokio::time::Instant;

use super::{Accounts, Refusal, SignedIn, Solution, name};
use crate::{
    cases::returning::{self, LASTS},
    running::entropy,
    store::{
        account::NameKey,
        way_back::{self, Doubt, Number, Stage, WayBack},
    },
    words::days,
};

/// The most characters of a name that are looked at.
const LONGEST: usize = 100;

/// What the page shows of a wish to come back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BackView {
    number: String,
    /// The last day on which it holds.
    until: String,
}

impl BackView {
    /// Nothing once it is over, or the case is there: its number is of no use any more.
    pub(super) fn of(way: &WayBack, now: routing::Timestamp) -> Option<Self> {
        let is_open = way.until > now && !way.stage.is_agreed();
        let last = days::today(way.until.minus(routing::Span::from_millis(1)));
        is_open.then(|| Self { number: way.number.as_str().to_owned(), until: last.to_string() })
    }
}

impl Accounts {
    /// Asks for the way back into a case, by its number and the name that its seeker goes by or signed in with. The last wish of
    /// an account counts; none is taken while its last one has led to a case that it is still to come into.
    pub async fn ask_back(
        &self,
        signed_in: &SignedIn,
        (reference, called): (&str, &str),
        proof: &Solution,
    ) -> Result<BackView, Refusal> {
        let service = self.office()?.service;
        let reference = Reference::parse(reference.trim()).map_err(|_| Refusal::Bad)?;
        let called: String = called.trim().chars().take(LONGEST).collect();
        // What a guest has is erased soon.
        if called.is_empty() || signed_in.account.about.guest {
            return Err(Refusal::Bad);
        }
        self.has_worked(proof)?;
        let (account, now) = (&signed_in.account.id, self.clock.now());
        for whose in [format!("account:{account}"), format!("case:{reference}")] {
            self.wishes.take(&whose, Instant::now()).map_err(|_| Refusal::TooMany)?;
        }
        let named = NameKey::of(self.store.vault(), &name::written(&called).unwrap_or_default());
        let mut tx = service.store.begin().await?;
        let before = way_back::of_account(&mut tx, account).await?;
        let doubted = match before.as_ref().map(|before| &before.stage) {
            Some(Stage::Agreed { .. }) => return Err(Refusal::TooMany),
            Some(Stage::Told { case, doubt: Doubt::Raised | Doubt::Weighed }) => Some(case.clone()),
            _ => None,
        };
        let reference = reference.as_str().to_owned();
        let stage = Stage::Asked { reference, name: called, account: named, doubted };
        let number = Number::from_bits(entropy::bits());
        let wish = (number, stage);
        if !way_back::ask(&mut tx, (account, before.as_ref()), wish, (now, now.plus(LASTS))).await? {
            return Err(Refusal::Busy);
        }
        let written = way_back::of_account(&mut tx, account).await?;
        tx.commit().await?;
        self.rung.notify_one();
        written.and_then(|way| BackView::of(&way, now)).ok_or(Refusal::Busy)
    }

    /// Their page has what was written before, and its keys are safe: nothing of it is owed to the next page. The answer is the same
    /// whether anything was.
    pub async fn has_history(&self, signed_in: &SignedIn, reference: &str) -> Result<(), Refusal> {
        let service = self.office()?.service;
        let mut tx = service.store.begin().await?;
        let stored = super::deeds::find(&mut tx, signed_in, reference).await?;
        returning::has_history(&mut tx, &signed_in.account.id, &stored.case.id).await?;
        Ok(tx.commit().await?)
    }

    /// Takes the wish back. The answer is the same whether there was one, and whatever had come of it.
    pub async fn withdraw_back(&self, signed_in: &SignedIn) -> Result<(), Refusal> {
        let service = self.office()?.service;
        Ok(returning::withdraw(&service, &signed_in.account.id).await?)
    }
}
