//! A guest: an account that nobody chose and nobody can sign in to, for one live chat. Its keys are in an open page alone; what it leaves
//! is erased soon, unless its owner gives it a name and a password.

use routing::{CaseId, SeekerId, Span, State, live as rules};
use serde::Serialize;

use super::{Accounts, Refusal, Secret, SessionView, SignedIn, Solution, name, secret::LoginKey};
use crate::{
    cases::live,
    running::{entropy, fail_point},
    store::{
        self, Tx,
        account::{About, Account, NameKey},
        case::Stored,
    },
    words::{phrases::Locale, reception::pseudonym},
};

/// A guest without a case is gone after this.
const UNUSED: Span = Span::hours(1);

/// A sign of life is written down only if the last one is older than this.
const GRAIN: Span = Span::from_millis(20_000);

/// How a live chat stands, as its page learns of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LiveView {
    /// `writing` before the first message, `waiting`, `talking`, `over`, or `lasting` once it is a case as every other.
    state: &'static str,
    /// How many are before them; while they wait.
    ahead: Option<u32>,
    /// How many minutes half of those waited at most who were taken last; not known where there were few.
    minutes: Option<u16>,
    /// Whether somebody is on duty.
    on_duty: bool,
}

impl Accounts {
    /// Makes an account of chance for a live chat and begins its session.
    pub async fn come_in(
        &self,
        language: Option<&str>,
        proof: &Solution,
        before: Option<&Secret>,
    ) -> Result<(Secret, SessionView), Refusal> {
        let office = self.office()?;
        self.has_worked(proof)?;
        // Whoever was a guest in this browser before cannot go back to that.
        if let Some(before) = before {
            self.end(before).await?;
        }
        let locale = language.and_then(Locale::parse).unwrap_or(office.service.locale);
        let names = &office.service.names;
        let user = names.full(&names.portal_seeker(&entropy::word()));
        let seeker = SeekerId::parse(&user).map_err(|_| Refusal::Busy)?;
        let called = pseudonym::suggest(&office.service.catalogue, locale, entropy::bits());
        let now = self.clock.now();
        let about = About {
            seeker,
            // No key fits.
            proof: String::new(),
            pseudonym: Some(called.as_str().to_owned()),
            language: Some(locale.tag().to_owned()),
            mail: None,
            mail_asked: None,
            guest: true,
        };
        let id = entropy::ulid(now.millis().unsigned_abs());
        let name = NameKey::of(self.store.vault(), &format!("guest {}", entropy::word()));
        let mut tx = self.store.begin().await?;
        store::account::insert(&mut tx, (&id, &name), &about, now).await?;
        store::account::look_at(&mut tx, &id, now.plus(UNUSED)).await?;
        tx.commit().await?;
        fail_point::pass("live.after_account");
        let account = Account { id, about, registered: None, leaving: None };
        let begun = async {
            let account = self.registered(&office, account.clone()).await?;
            self.begin(&office, &account, None).await
        };
        let begun = begun.await;
        if begun.is_err() {
            let mut tx = self.store.begin().await?;
            store::account::leave(&mut tx, &account.id, now).await?;
            tx.commit().await?;
        }
        begun
    }

    /// A sign of life of a guest's page, and how their chat stands.
    pub async fn is_here(&self, signed_in: &SignedIn) -> Result<LiveView, Refusal> {
        let service = self.office()?.service;
        let now = self.clock.now();
        let mut tx = service.store.look().await?;
        let Some(stored) = case_of(&mut tx, signed_in).await? else {
            return Ok(LiveView { state: "writing", ahead: None, minutes: None, on_duty: false });
        };
        let guest = store::live::of_case(&mut tx, &stored.case.id).await?;
        let ahead = match &guest {
            Some(guest) if guest.taken.is_none() && guest.asked.is_some() => {
                Some(store::live::ahead(&mut tx, guest).await?)
            }
            _ => None,
        };
        let waits = store::live::figure::waits(&mut tx, &stored.case.centre).await?;
        let on_duty = !live::on_duty(&service, &stored.case.centre).await?.is_empty();
        drop(tx);
        if guest.is_some_and(|guest| now.since(guest.seen).millis() > GRAIN.millis()) {
            self.heard_of(&stored.case.id, now).await?;
        }
        let state = match &stored.case.state {
            State::Closed { .. } | State::Erased { .. } => "over",
            _ if !stored.case.live => "lasting",
            State::Opened => "writing",
            State::Asked { .. } => "waiting",
            State::Accepted(_) => "talking",
        };
        Ok(LiveView { state, ahead, minutes: rules::usual(waits), on_duty })
    }

    /// A page says goodbye: unless it is heard of again, it is closed soon.
    pub async fn says_goodbye(&self, signed_in: &SignedIn) -> Result<(), Refusal> {
        let now = self.clock.now();
        let case = case_of(&mut self.store.look().await?, signed_in).await?;
        let Some(stored) = case else { return Ok(()) };
        self.heard_of(&stored.case.id, now.minus(rules::GONE).plus(rules::GOODBYE)).await
    }

    async fn heard_of(&self, case: &CaseId, at: routing::Timestamp) -> Result<(), Refusal> {
        let mut tx = self.store.begin().await?;
        store::live::seen(&mut tx, case, at).await?;
        Ok(tx.commit().await?)
    }

    /// Makes a guest's account one that lasts: with this name and this key. The page has laid its keys by before, under the same password.
    pub async fn keep(
        &self,
        signed_in: &SignedIn,
        (name, key): (&str, &str),
        proof: &Solution,
    ) -> Result<(), Refusal> {
        let service = self.office()?.service;
        let Some(key) = LoginKey::parse(key) else { return Err(Refusal::Bad) };
        if !signed_in.account.about.guest {
            return Err(Refusal::Bad);
        }
        self.has_worked(proof)?;
        let proof = self.hashing.hash(key).await?;
        let Some(name) = name::written(name) else { return Err(Refusal::Refused) };
        let name = NameKey::of(self.store.vault(), &name);
        let now = self.clock.now();
        let mut tx = service.store.begin().await?;
        // Read anew: it may be going already.
        let account = store::account::by_id(&mut tx, &signed_in.account.id).await?;
        let account = account.filter(|account| account.leaving.is_none()).ok_or(Refusal::SignedOut)?;
        if !store::account::rename(&mut tx, &account.id, &name).await? {
            return Err(Refusal::Refused);
        }
        let about = About { proof, guest: false, ..account.about.clone() };
        store::account::save(&mut tx, &Account { about, ..account.clone() }).await?;
        store::account::signed_in(&mut tx, &account.id, now).await?;
        for stored in store::case::of_seeker(&mut tx, &account.about.seeker).await? {
            live::keeping::last(&service, &mut tx, stored).await?;
        }
        tx.commit().await?;
        fail_point::pass("live.after_keep");
        service.effects.notify_one();
        metrics::counter!("lotse_live_lasting_total").increment(1);
        Ok(())
    }

    /// A guest's account is looked at again in a while.
    pub(super) async fn look_again(&self, tx: &mut Tx, account: &Account) -> store::StoreResult<()> {
        let now = self.clock.now();
        if account.about.guest {
            store::account::look_at(tx, &account.id, now.plus(UNUSED)).await
        } else {
            store::account::signed_in(tx, &account.id, now).await
        }
    }
}

/// The last case of somebody: a guest has one, or went on from the others.
pub(super) async fn case_of(tx: &mut Tx, signed_in: &SignedIn) -> Result<Option<Stored>, Refusal> {
    Ok(store::case::of_seeker(tx, &signed_in.account.about.seeker).await?.pop())
}
