//! What a browser's authenticator is asked, and whether its answer is the right one. A challenge is for one browser, for a few minutes
//! and for one answer, right or wrong; it is kept in memory: whoever waits while Lotse begins anew asks again.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use serde_json::Value;
use tokio::time::Instant;
use url::Url;
use webauthn_rs::{
    Webauthn, WebauthnBuilder,
    prelude::{
        DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration, PublicKeyCredential,
        RegisterPublicKeyCredential, Uuid, WebauthnError,
    },
};

/// How long a challenge holds. Longer than browsers wait for a touch.
pub(super) const CHALLENGE_HOLDS: Duration = Duration::from_mins(6);

/// So many challenges are open at most; with one more, the oldest is of no use any more.
pub(super) const CHALLENGES: usize = 5_000;

/// The person's handle in their authenticator: it says nothing of them.
pub type Handle = [u8; 16];

/// Challenges that wait for an answer, and who asks: the desk at its address.
pub struct Ceremonies {
    desk: Option<Webauthn>,
    open: Mutex<HashMap<String, Open>>,
}

struct Open {
    ends: Instant,
    what: Asked,
}

enum Asked {
    Make(PasskeyRegistration, Handle),
    Touch(DiscoverableAuthentication),
}

/// Why an answer does not count. The browser is told no more than that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Passkeys cannot be used where this desk is.
    Nowhere,
    /// Nothing was asked with this secret, it is too late, or it was answered before.
    NotAsked,
    /// It cannot be read.
    Unreadable,
    /// It is for another address, another challenge or another person, nobody was verified, or the signature is wrong.
    False,
    /// The counter has gone back: there are two of this passkey.
    Copied,
}

/// A passkey that was made.
#[derive(Debug)]
pub struct Made {
    /// Its id.
    pub id: Vec<u8>,
    /// Its public key and counter.
    pub credential: String,
    /// Whose it is.
    pub handle: Handle,
}

/// An answer to a challenge for whoever it may be: with which passkey, and as whom.
#[derive(Debug)]
pub struct Touched {
    answer: PublicKeyCredential,
    asked: DiscoverableAuthentication,
    /// The passkey's id.
    pub id: Vec<u8>,
    /// As whom.
    pub handle: Handle,
}

impl Ceremonies {
    /// For a desk below `[people] public_url`. Without one it is a trial on one's own machine, where browsers know us as `localhost` at
    /// whatever port; at an address without a name there are no passkeys.
    pub fn new(public_url: Option<&Url>) -> Self {
        let desk = match public_url {
            Some(url) => url.domain().and_then(|name| WebauthnBuilder::new(name, url).ok()?.build().ok()),
            None => Url::parse("http://localhost").ok().and_then(|own| {
                WebauthnBuilder::new("localhost", &own).ok()?.allow_any_port(true).build().ok()
            }),
        };
        Self { desk, open: Mutex::default() }
    }

    /// Whether passkeys can be used at all where this desk is.
    pub fn are_possible(&self) -> bool {
        self.desk.is_some()
    }

    fn desk(&self) -> Result<&Webauthn, Wrong> {
        self.desk.as_ref().ok_or(Wrong::Nowhere)
    }

    fn open(&self) -> MutexGuard<'_, HashMap<String, Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ask(&self, secret: &str, what: Asked, now: Instant) {
        let mut open = self.open();
        if open.len() >= CHALLENGES {
            open.retain(|_, asked| asked.ends > now);
        }
        if open.len() >= CHALLENGES
            && let Some(oldest) = open.iter().min_by_key(|(_, asked)| asked.ends).map(|(key, _)| key.clone())
        {
            open.remove(&oldest);
        }
        open.insert(secret.to_owned(), Open { ends: now + CHALLENGE_HOLDS, what });
    }

    /// Each challenge is answered once.
    fn answered(&self, secret: &str, now: Instant) -> Result<Asked, Wrong> {
        let asked = self.open().remove(secret).filter(|asked| asked.ends > now);
        asked.map(|asked| asked.what).ok_or(Wrong::NotAsked)
    }

    /// What the browser with this secret is to do so that `name` has a passkey more: `navigator.credentials.create`. The ones that there
    /// are already are not made again.
    pub fn make(
        &self,
        secret: &str,
        (handle, name): (Handle, &str),
        known: &[String],
        now: Instant,
    ) -> Result<Value, Wrong> {
        let known = known.iter().filter_map(|credential| serde_json::from_str::<Passkey>(credential).ok());
        let known = known.map(|passkey| passkey.cred_id().clone()).collect();
        let (options, state) = self
            .desk()?
            .start_passkey_registration(Uuid::from_bytes(handle), name, name, Some(known))
            .map_err(|_| Wrong::Nowhere)?;
        let mut options = serde_json::to_value(options).map_err(|_| Wrong::Nowhere)?;
        // It says itself whose it is: nobody has to name themselves before they touch it.
        options["publicKey"]["authenticatorSelection"]["residentKey"] = "required".into();
        options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = true.into();
        self.ask(secret, Asked::Make(state, handle), now);
        Ok(options)
    }

    /// The browser has made one.
    pub fn made(&self, secret: &str, answer: &Value, now: Instant) -> Result<Made, Wrong> {
        let Asked::Make(state, handle) = self.answered(secret, now)? else { return Err(Wrong::NotAsked) };
        let answer: RegisterPublicKeyCredential = read(answer)?;
        let made =
            self.desk()?.finish_passkey_registration(&answer, &state).map_err(|error| wrong(&error))?;
        let credential = serde_json::to_string(&made).map_err(|_| Wrong::Unreadable)?;
        Ok(Made { id: made.cred_id().clone(), credential, handle })
    }

    /// What the browser with this secret is to do so that somebody is known: `navigator.credentials.get`. It is the same for everybody.
    pub fn touch(&self, secret: &str, now: Instant) -> Result<Value, Wrong> {
        let (options, state) =
            self.desk()?.start_discoverable_authentication().map_err(|_| Wrong::Nowhere)?;
        let options = serde_json::to_value(options).map_err(|_| Wrong::Nowhere)?;
        self.ask(secret, Asked::Touch(state), now);
        Ok(options)
    }

    /// The browser has an answer: of whom, as they say. [`Self::is_true`] looks whether they are.
    pub fn touched(&self, secret: &str, answer: &Value, now: Instant) -> Result<Touched, Wrong> {
        let Asked::Touch(asked) = self.answered(secret, now)? else { return Err(Wrong::NotAsked) };
        let answer: PublicKeyCredential = read(answer)?;
        let (handle, id) =
            self.desk()?.identify_discoverable_authentication(&answer).map_err(|_| Wrong::Unreadable)?;
        Ok(Touched { handle: *handle.as_bytes(), id: id.to_vec(), answer, asked })
    }

    /// Whether an answer is that of this passkey; it, with its counter as it is now.
    pub fn is_true(&self, touched: Touched, credential: &str) -> Result<String, Wrong> {
        let mut passkey: Passkey = serde_json::from_str(credential).map_err(|_| Wrong::Unreadable)?;
        let Touched { answer, asked, .. } = touched;
        let found = self
            .desk()?
            .finish_discoverable_authentication_v2(&answer, asked, DiscoverableKey::from(&passkey))
            .map_err(|error| wrong(&error))?;
        if !found.user_verified() || passkey.update_credential(&found).is_none() {
            return Err(Wrong::False);
        }
        serde_json::to_string(&passkey).map_err(|_| Wrong::Unreadable)
    }
}

fn read<T: serde::de::DeserializeOwned>(answer: &Value) -> Result<T, Wrong> {
    T::deserialize(answer).map_err(|_| Wrong::Unreadable)
}

fn wrong(error: &WebauthnError) -> Wrong {
    match error {
        WebauthnError::CredentialPossibleCompromise => Wrong::Copied,
        _ => Wrong::False,
    }
}
