//! A new account: a name and a key, both made by the seeker.

use routing::SeekerId;
use tokio::time::Instant;

use super::{Accounts, Challenge, Refusal, Secret, SessionView, Solution, name, secret::LoginKey};
use crate::{
    running::entropy,
    store::{
        self,
        account::{About, Account, NameKey},
    },
    words::{phrases::Locale, reception::pseudonym::Pseudonym},
};

/// Who wants an account.
#[derive(Debug)]
pub struct Applicant<'a> {
    /// The name.
    pub name: &'a str,
    /// The login key, in base64url.
    pub key: &'a str,
    /// What they want to be called.
    pub pseudonym: Option<&'a str>,
    /// The language that they read.
    pub language: Option<&'a str>,
}

impl Accounts {
    /// Work to be done before an account or a case is made.
    pub fn challenge(&self) -> Challenge {
        self.proofs.challenge(Instant::now())
    }

    pub(super) fn has_worked(&self, solution: &Solution) -> Result<(), Refusal> {
        if self.proofs.is_done(solution, Instant::now()) { Ok(()) } else { Err(Refusal::Proof) }
    }

    /// Makes an account and begins its first session. All refusals come after the same work.
    pub async fn sign_up(
        &self,
        applicant: Applicant<'_>,
        proof: &Solution,
        before: Option<&Secret>,
    ) -> Result<(Secret, SessionView), Refusal> {
        let office = self.office()?;
        let Some(key) = LoginKey::parse(applicant.key) else { return Err(Refusal::Bad) };
        self.has_worked(proof)?;
        let pseudonym = applicant.pseudonym.map(Pseudonym::parse).transpose();
        let proof = self.hashing.hash(key).await?;
        let (Some(name), Ok(pseudonym)) = (name::written(applicant.name), pseudonym) else {
            return Err(Refusal::Refused);
        };
        let names = &office.service.names;
        let user = names.full(&names.portal_seeker(&entropy::word()));
        let seeker = SeekerId::parse(&user).map_err(|_| Refusal::Busy)?;
        let now = self.clock.now();
        let about = About {
            mail: None,
            mail_asked: None,
            guest: false,
            seeker,
            proof,
            pseudonym: pseudonym.map(|name| name.as_str().to_owned()),
            language: applicant.language.and_then(Locale::parse).map(|locale| locale.tag().to_owned()),
        };
        let id = entropy::ulid(now.millis().unsigned_abs());
        let name = NameKey::of(self.store.vault(), &name);
        let mut tx = self.store.begin().await?;
        if !store::account::insert(&mut tx, (&id, &name), &about, now).await? {
            return Err(Refusal::Refused);
        }
        tx.commit().await?;
        let account = Account { id, about, registered: None, leaving: None };
        let begun = async {
            let account = self.registered(&office, account.clone()).await?;
            self.begin(&office, &account, before).await
        };
        let begun = begun.await;
        if begun.is_ok() {
            metrics::counter!("lotse_accounts_made_total").increment(1);
        } else {
            // Nobody was told of it: the name is free again. The worker sees to what the homeserver may know already.
            let mut tx = self.store.begin().await?;
            store::account::leave(&mut tx, &account.id, now).await?;
            tx.commit().await?;
        }
        begun
    }
}
