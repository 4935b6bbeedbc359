//! Passkeys: how staff sign in at the desk by one touch, and what whoever has a role beyond a counsellor's needs. The first one is made
//! after somebody has signed in by the encrypted chat, which stays the way back when it is lost: what is made then replaces all that
//! there were, and is told to its person in their chat.

mod ceremony;
#[cfg(test)]
mod software;

use routing::{CentreId, CounsellorId, desk::Role};
use ruma::UserId;

pub use self::ceremony::{Ceremonies, Handle, Made, Touched, Wrong};
use super::desk;
use crate::{
    cases::{
        effects::{Effect, Letter},
        event::{Event, Outcome, settle},
        roles,
        service::{Service, counsellor_id, matrix_id},
    },
    store::{
        self, StoreResult, Tx,
        audit::{self, Actor, Entry, Kind},
        passkey::Passkey,
        vault::Vault,
    },
    words::phrases::{Phrase, Say},
};

/// So many passkeys has a person at most.
pub const MOST_PASSKEYS: usize = 10;

/// What a person is called in their own authenticator: it tells nobody else who they are.
pub fn handle_of(vault: &Vault, user: &UserId) -> Handle {
    let mac = vault.authenticate("passkey.person", &[user.as_str().as_bytes()]);
    std::array::from_fn(|byte| mac[byte])
}

/// Why a passkey is gone, as it stands in the trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gone {
    /// Its person has said so.
    Removed,
    /// Its person has signed in by the chat and made another.
    Replaced,
    /// Its counter has gone back.
    Copied,
    /// Its person has another identity, or is nobody here any more.
    Void,
}

impl Gone {
    const fn code(self) -> &'static str {
        match self {
            Self::Removed => "command",
            Self::Replaced => "replaced",
            Self::Copied => "copied",
            Self::Void => "void",
        }
    }
}

/// Takes a passkey away, and whoever is signed in with it out. Says no if it was gone.
pub(crate) async fn remove(
    service: &Service,
    tx: &mut Tx,
    passkey: &Passkey,
    why: Gone,
) -> StoreResult<bool> {
    if !store::passkey::remove(tx, &passkey.owned.user, &passkey.key).await? {
        return Ok(false);
    }
    note(service, tx, &passkey.owned.user, (Kind::PasskeyRemoved, Some(why))).await?;
    Ok(true)
}

/// What happens to somebody's passkeys stands in the trail of each of their centres; of whoever is in none, in the platform's.
pub(crate) async fn note(
    service: &Service,
    tx: &mut Tx,
    user: &UserId,
    (kind, why): (Kind, Option<Gone>),
) -> StoreResult<()> {
    let Some(who) = counsellor_id(user) else { return Ok(()) };
    let own = matches!(why, None | Some(Gone::Removed | Gone::Replaced));
    let by = match own {
        true if service.referat.has(user) => Actor::Referat(who.clone()),
        true => Actor::Counsellor(who.clone()),
        false => Actor::Itself,
    };
    for centre in places(service, tx, user, &who).await? {
        let entry = Entry::new(service.now(), &centre, kind, by.clone()).whom(&who);
        let entry = why.map_or(entry.clone(), |why| entry.why(why.code()));
        audit::append(tx, &entry).await?;
    }
    Ok(())
}

async fn places(
    service: &Service,
    tx: &mut Tx,
    user: &UserId,
    who: &CounsellorId,
) -> StoreResult<Vec<CentreId>> {
    let directory = service.directory();
    let mut places: Vec<_> = directory.centres_of_counsellor(who).map(|centre| centre.id.clone()).collect();
    for role in roles::of(service, tx, user).await? {
        if let Role::Lead(centre) = role
            && !places.contains(&centre)
        {
            places.push(centre);
        }
    }
    if places.is_empty() || service.referat.has(user) {
        places.push(audit::platform());
    }
    Ok(places)
}

/// Tells somebody in their encrypted chat with the reception what has happened to their passkeys.
pub(crate) async fn tell(service: &Service, tx: &mut Tx, user: &UserId, phrase: Phrase) -> StoreResult<()> {
    let letter = Letter {
        to: user.to_string(),
        locale: service.locale,
        subject: phrase.clone(),
        text: vec![phrase.into()],
        noted: None,
        account: None,
        asks: false,
    };
    let now = service.now();
    Effect::tell(service.store.vault(), &letter)?.push(tx, now, now).await
}

/// `passkeys`: which there are.
pub(crate) async fn list(service: &Service, event: &Event, who: &CounsellorId) -> Outcome {
    let user = matrix_id(who);
    let mut tx = service.store.begin().await?;
    let all = store::passkey::of_user(&mut tx, &user).await?;
    let mut say: Vec<Say> = vec![Phrase::PasskeysAre { count: count(all.len()) }.into()];
    say.extend(all.into_iter().zip(1..).map(|(passkey, number)| {
        let browser = passkey.owned.browser;
        let (browser, system) = (browser.name, browser.system);
        Phrase::PasskeyIs { number, browser, system, made: passkey.created, used: passkey.used }.into()
    }));
    desk::push_says(service, &mut tx, event, say).await?;
    settle(service, tx, event).await
}

/// `passkeys entfernen`, `passkey entfernen 2`: all of them, or the one with this number in the list; then nobody is signed in with it.
pub(crate) async fn remove_by_word(
    service: &Service,
    event: &Event,
    who: &CounsellorId,
    number: Option<u16>,
) -> Outcome {
    let user = matrix_id(who);
    let mut tx = service.store.begin().await?;
    let mut removed = 0;
    for (passkey, at) in store::passkey::of_user(&mut tx, &user).await?.into_iter().zip(1..) {
        if number.is_none_or(|number| number == at)
            && remove(service, &mut tx, &passkey, Gone::Removed).await?
        {
            removed += 1;
        }
    }
    desk::push_answer(service, &mut tx, event, Phrase::PasskeysRemoved { count: removed }).await?;
    settle(service, tx, event).await
}

fn count(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// Whether a passkey still opens anything: its person may be there, with the identity that they made it with.
pub(crate) async fn counts(service: &Service, tx: &mut Tx, passkey: &Passkey) -> StoreResult<bool> {
    roles::holds(service, tx, (&passkey.owned.user, &passkey.owned.identity)).await
}

/// Takes away what opens nothing any more, so that nobody comes back with it.
pub(crate) async fn drop_void(service: &Service) -> StoreResult<()> {
    let all = store::passkey::all(&mut service.store.look().await?).await?;
    for passkey in all {
        if !counts(service, &mut service.store.look().await?, &passkey).await? {
            let mut tx = service.store.begin().await?.at_leisure();
            remove(service, &mut tx, &passkey, Gone::Void).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
