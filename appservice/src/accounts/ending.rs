//! The end of an account: its cases are erased, nobody is signed in any more, and at last nothing leads to it.

use super::{Accounts, Refusal, SignedIn};
use crate::{
    cases::erasing::{self, Cause},
    store,
};

impl Accounts {
    /// Deletes an account with all its cases, for whoever knows its key. Refused while the administration keeps a case.
    pub async fn delete(&self, signed_in: &SignedIn, key: &str) -> Result<(), Refusal> {
        let service = self.office()?.service;
        let account = &signed_in.account;
        if !self.has_key(account, key).await? {
            return Err(Refusal::Wrong);
        }
        let now = self.clock.now();
        let mut tx = service.store.begin().await?;
        for stored in store::case::of_seeker(&mut tx, &account.about.seeker).await? {
            if !erasing::write(&service, &mut tx, stored, Cause::Wish).await? {
                return Err(Refusal::Refused);
            }
        }
        for session in store::session::of_account(&mut tx, &account.id).await? {
            store::session::end(&mut tx, &session, account, now).await?;
        }
        store::account::leave(&mut tx, &account.id, now).await?;
        tx.commit().await?;
        service.effects.notify_one();
        self.rung.notify_one();
        metrics::counter!("lotse_accounts_deleted_total").increment(1);
        Ok(())
    }
}
