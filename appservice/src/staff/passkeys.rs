//! Signing in at the desk by one touch: a passkey is made after its person has signed in, and from then on it opens the desk. What a
//! browser answers to a challenge is true or not: why not is not said, whoever it is of.

use routing::Timestamp;
use ruma::OwnedUserId;
use serde_json::Value;
use tokio::time::Instant;

use super::{Browser, Refused, Secret, SignedIn, Staff};
use crate::{
    cases::{
        passkeys::{self, Gone, MOST_PASSKEYS, Wrong, handle_of},
        service::Service,
    },
    store::{
        self,
        audit::Kind,
        desk_session::Whose,
        passkey::{Owned, Passkey, PasskeyKey},
    },
    words::phrases::Phrase,
};

/// A passkey of somebody.
#[derive(Clone, Debug)]
pub struct PasskeyView {
    /// What it is called in the form that removes it.
    pub key: String,
    /// Where it was made.
    pub browser: Browser,
    /// Since when it holds.
    pub created: Timestamp,
    /// When somebody last signed in with it.
    pub used: Timestamp,
    /// Whether the browser that asks is signed in with it.
    pub this: bool,
}

impl Staff {
    /// Whether passkeys can be used where this desk is.
    pub fn passkeys_are_possible(&self) -> bool {
        self.office().is_ok_and(|service| service.ceremonies.are_possible())
    }

    /// Somebody's passkeys, the latest first.
    pub async fn passkeys(&self, signed_in: &SignedIn) -> Result<Vec<PasskeyView>, Refused> {
        let mut tx = self.store.look().await?;
        let all = store::passkey::of_user(&mut tx, &signed_in.session.whose.user).await?;
        let with = signed_in.session.passkey.as_ref();
        let view = |Passkey { key, owned, created, used }: Passkey| PasskeyView {
            this: with == Some(&key),
            key: key.as_str().to_owned(),
            browser: owned.browser,
            created,
            used,
        };
        Ok(all.into_iter().map(view).collect())
    }

    /// What the browser of whoever is signed in is to do so that they have a passkey more; nothing, if they have too many.
    pub async fn make_passkey(&self, signed_in: &SignedIn) -> Result<Option<Value>, Refused> {
        let service = self.office()?;
        let user = &signed_in.session.whose.user;
        let known = store::passkey::of_user(&mut self.store.look().await?, user).await?;
        let replaces = signed_in.session.passkey.is_none();
        if known.len() >= MOST_PASSKEYS && !replaces {
            return Ok(None);
        }
        let person = (handle_of(self.store.vault(), user), user.as_str());
        let secret = signed_in.session.key.as_str();
        // What is replaced may be made anew on the same device.
        let known = known.into_iter().filter(|_| !replaces).map(|passkey| passkey.owned.credential);
        let known: Vec<_> = known.collect();
        let options = service.ceremonies.make(secret, person, &known, Instant::now());
        Ok(options.inspect_err(|wrong| not_true(*wrong)).ok())
    }

    /// The browser has made one: from now on it is signed in with it, with this secret. What is made after a word in the chat replaces all
    /// that there were and ends all other sessions: they were lost, or somebody else's.
    pub async fn passkey_made(
        &self,
        signed_in: &SignedIn,
        answer: &Value,
        browser: Browser,
    ) -> Result<Option<Secret>, Refused> {
        let service = self.office()?;
        let session = &signed_in.session;
        let made = match service.ceremonies.made(session.key.as_str(), answer, Instant::now()) {
            Ok(made) if made.handle == handle_of(self.store.vault(), &session.whose.user) => made,
            Ok(_) => return Ok(None),
            Err(wrong) => {
                not_true(wrong);
                return Ok(None);
            }
        };
        let now = self.clock.now();
        let Whose { user, identity, .. } = session.whose.clone();
        let key = PasskeyKey::of(self.store.vault(), &made.id);
        let owned = Owned {
            user: user.clone(),
            identity: identity.clone(),
            browser: browser.clone(),
            credential: made.credential,
        };
        let mut tx = self.store.begin().await?;
        // Whoever was signed out meanwhile makes nothing.
        if store::desk_session::by_key(&mut tx, &session.key).await?.is_none() {
            return Err(Refused::SignedOut);
        }
        let mut replaced = 0;
        if session.passkey.is_none() {
            for old in store::passkey::of_user(&mut tx, &user).await? {
                replaced += u16::from(passkeys::remove(&service, &mut tx, &old, Gone::Replaced).await?);
            }
            store::desk_session::end_all(&mut tx, &user).await?;
        } else {
            store::desk_session::end(&mut tx, &user, &session.key).await?;
        }
        let passkey = Passkey { key: key.clone(), owned, created: now, used: now };
        if !store::passkey::insert(&mut tx, &passkey).await? {
            return Ok(None);
        }
        let whose = Whose { user: user.clone(), identity, browser: browser.clone() };
        let secret = self.write_down(&mut tx, whose, Some(key)).await?;
        passkeys::note(&service, &mut tx, &user, (Kind::PasskeyMade, None)).await?;
        let Browser { name, system } = browser;
        let phrase = Phrase::PasskeyMade { browser: name, system, time: now, replaced };
        passkeys::tell(&service, &mut tx, &user, phrase).await?;
        tx.commit().await?;
        service.effects.notify_one();
        Ok(Some(secret))
    }

    /// One of their passkeys is of no use any more; whoever was signed in with it is out. It is fine if there is none.
    pub async fn remove_passkey(&self, signed_in: &SignedIn, named: &str) -> Result<(), Refused> {
        let service = self.office()?;
        let mut tx = self.store.begin().await?;
        let Some(passkey) = store::passkey::by_key(&mut tx, &PasskeyKey::named(named)).await? else {
            return Ok(());
        };
        let user = &signed_in.session.whose.user;
        if passkey.owned.user != *user
            || !passkeys::remove(&service, &mut tx, &passkey, Gone::Removed).await?
        {
            return Ok(());
        }
        let Browser { name, system } = passkey.owned.browser;
        let phrase = Phrase::PasskeyGone { browser: name, system, time: self.clock.now() };
        passkeys::tell(&service, &mut tx, user, phrase).await?;
        tx.commit().await?;
        service.effects.notify_one();
        Ok(())
    }

    /// A browser wants to be signed in by a touch: its secret until then, and what it is to do. The same for everybody.
    pub fn touch(&self) -> Result<Option<(Secret, Value)>, Refused> {
        let service = self.office()?;
        let secret = Secret::new();
        let options = service.ceremonies.touch(secret.expose(), Instant::now());
        Ok(options.inspect_err(|wrong| not_true(*wrong)).ok().map(|options| (secret, options)))
    }

    /// It has been touched: the session's secret, if it is true. The session that the browser had `before` is over.
    pub async fn touched(
        &self,
        touching: &Secret,
        answer: &Value,
        (browser, before): (Browser, Option<&Secret>),
    ) -> Result<Option<Secret>, Refused> {
        let service = self.office()?;
        match self.in_by_touch(&service, touching, answer, browser).await? {
            Ok(secret) => {
                if let Some(before) = before {
                    self.end(before).await?;
                }
                Ok(Some(secret))
            }
            Err(wrong) => {
                not_true(wrong);
                Ok(None)
            }
        }
    }

    async fn in_by_touch(
        &self,
        service: &Service,
        touching: &Secret,
        answer: &Value,
        browser: Browser,
    ) -> Result<Result<Secret, Wrong>, Refused> {
        let touched = match service.ceremonies.touched(touching.expose(), answer, Instant::now()) {
            Ok(touched) => touched,
            Err(wrong) => return Ok(Err(wrong)),
        };
        let vault = self.store.vault();
        let key = PasskeyKey::of(vault, &touched.id);
        let mut tx = self.store.begin().await?;
        let Some(passkey) = store::passkey::by_key(&mut tx, &key).await? else {
            return Ok(Err(Wrong::False));
        };
        let user: OwnedUserId = passkey.owned.user.clone();
        if touched.handle != handle_of(vault, &user) {
            return Ok(Err(Wrong::False));
        }
        let credential = match service.ceremonies.is_true(touched, &passkey.owned.credential) {
            Ok(credential) => credential,
            Err(Wrong::Copied) => {
                // Whichever of the two this was: neither opens anything any more.
                let Browser { name, system } = passkey.owned.browser.clone();
                passkeys::remove(service, &mut tx, &passkey, Gone::Copied).await?;
                let phrase = Phrase::PasskeyCopied { browser: name, system };
                passkeys::tell(service, &mut tx, &user, phrase).await?;
                tx.commit().await?;
                service.effects.notify_one();
                return Ok(Err(Wrong::Copied));
            }
            Err(wrong) => return Ok(Err(wrong)),
        };
        // Their identity is another, or they are nobody here any more.
        if !passkeys::counts(service, &mut tx, &passkey).await? {
            return Ok(Err(Wrong::False));
        }
        let owned = Owned { credential, ..passkey.owned.clone() };
        if !store::passkey::used(&mut tx, &passkey, &owned, self.clock.now()).await? {
            return Ok(Err(Wrong::NotAsked));
        }
        let whose = Whose { user, identity: owned.identity, browser };
        let secret = self.write_down(&mut tx, whose, Some(key)).await?;
        tx.commit().await?;
        tracing::info!("Somebody of the staff signs in at the desk with a passkey");
        Ok(Ok(secret))
    }
}

/// For the operator: how, and never of whom.
fn not_true(wrong: Wrong) {
    tracing::warn!(why = ?wrong, "An answer with a passkey was refused at the desk");
}
