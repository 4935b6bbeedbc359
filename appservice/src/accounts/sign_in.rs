//! Signing in: the same answer, after the same work, for a name that nobody has and for a wrong key.

use tokio::time::Instant;

use super::{Accounts, Office, Refusal, Secret, SessionView, Solution, name, secret::LoginKey};
use crate::{
    cases::service::seeker_matrix_id,
    store::{
        self,
        account::{Account, NameKey},
    },
    words::phrases::Phrase,
};

impl Accounts {
    /// Begins a session on a new device. The session that the browser had `before` is over. Work is asked for only while many wait
    /// at the door.
    pub async fn sign_in(
        &self,
        (name, key): (&str, &str),
        proof: Option<&Solution>,
        before: Option<&Secret>,
    ) -> Result<(Secret, SessionView), Refusal> {
        let office = self.office()?;
        if self.hashing.is_pressed() {
            self.has_worked(proof.ok_or(Refusal::Proof)?)?;
        }
        let account = self.proven(name, key).await?.ok_or(Refusal::Wrong)?;
        let account = self.registered(&office, account).await?;
        self.begin(&office, &account, before).await
    }

    /// The account that name and key belong to.
    async fn proven(&self, name: &str, key: &str) -> Result<Option<Account>, Refusal> {
        let Some(key) = LoginKey::parse(key) else { return Err(Refusal::Bad) };
        // A name that nobody can have is looked for as well.
        let name = name::written(name).unwrap_or_default();
        let name = NameKey::of(self.store.vault(), &name);
        if self.attempts.take(name.as_str(), Instant::now()).is_err() {
            return Err(Refusal::Busy);
        }
        let account = store::account::named(&mut self.store.look().await?, &name).await?;
        let hash = account.as_ref().map(|account| account.about.proof.clone());
        let proven = self.hashing.is(key, hash).await?;
        Ok(account.filter(|_| proven))
    }

    /// Whether somebody who is signed in has this key.
    pub(super) async fn has_key(&self, account: &Account, key: &str) -> Result<bool, Refusal> {
        let Some(key) = LoginKey::parse(key) else { return Err(Refusal::Bad) };
        if self.attempts.take(&account.id, Instant::now()).is_err() {
            return Err(Refusal::Busy);
        }
        self.hashing.is(key, Some(account.about.proof.clone())).await
    }

    /// Makes sure that the homeserver knows the account's user.
    pub(super) async fn registered(&self, office: &Office, account: Account) -> Result<Account, Refusal> {
        if account.registered.is_some() {
            return Ok(account);
        }
        let user = seeker_matrix_id(&account.about.seeker);
        office.seekers.register(user.localpart()).await?;
        let service = &office.service;
        let called = service.catalogue.say(service.locale, &Phrase::NamesPortalSeeker).plain;
        office.seekers.decorate(&user, &called).await?;
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        store::account::registered(&mut tx, &account.id, now).await?;
        tx.commit().await?;
        Ok(Account { registered: Some(now), ..account })
    }
}
