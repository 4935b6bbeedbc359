//! Whose cross-signing identity counts. A homeserver can publish another one in anybody's name; no custodian believes it.
//!
//! The first identity that is seen counts. Of somebody who counsels, another one counts once it is confirmed: until then they get
//! no key, and nothing that they say is heard. Seekers lose their keys, and have nobody who could confirm anything: their new one
//! counts at once, and those who would rely on the old one are told.

use std::{
    collections::{BTreeMap, BTreeSet},
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

use lru::LruCache;
use routing::{CounsellorId, Timestamp};
use ruma::{OwnedUserId, UserId};
use tokio::time::Instant;

use crate::{
    running::clock::Clock,
    store::{
        self, Store, StoreResult, Tx,
        identity::{Identity, New, Owed},
    },
};

/// So many people are remembered at most; whoever was not needed for longest is looked up again.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(16_384).unwrap();

/// How often those whose identity waits are asked for.
const LOOKS: Duration = Duration::from_secs(20);

/// How somebody's new identity is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// It is confirmed by somebody first: whoever counsels.
    Confirmed,
    /// It counts at once, and is told of: seekers.
    Told,
    /// It is ours.
    Ours,
}

/// Says who somebody is.
pub type Who = Box<dyn Fn(&UserId) -> Strictness + Send + Sync>;

/// The identities that count.
pub struct Pins {
    store: Store,
    clock: Clock,
    who: Who,
    /// The key of each that counts, as it was last compared with the database.
    seen: Mutex<LruCache<OwnedUserId, String>>,
    /// Whose new identity waits to be confirmed.
    unconfirmed: RwLock<Arc<BTreeMap<OwnedUserId, New>>>,
    /// When those whose identity waits were last asked for: they share no room with us, so that nothing is told of them.
    looked: Mutex<Option<Instant>>,
    /// Seekers whose identity has become another, and nothing has followed from it yet.
    moved: Mutex<BTreeSet<OwnedUserId>>,
}

/// What became of a confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// The new identity counts from the commit on.
    Done(Box<Identity>),
    /// There is no new identity.
    Nothing,
    /// It has to be said which one, since several have been shown.
    WhichOne,
    /// It has to be said which one, since the team has not been told of it yet: nobody can have compared anything.
    NotTold,
    /// The number is another one's.
    AnotherOne,
}

impl Pins {
    /// As the database has them.
    pub async fn load(store: Store, clock: Clock, who: Who) -> StoreResult<Arc<Self>> {
        let pins = Self {
            store,
            clock,
            who,
            seen: Mutex::new(LruCache::new(REMEMBERED)),
            unconfirmed: RwLock::default(),
            looked: Mutex::default(),
            moved: Mutex::default(),
        };
        pins.refresh().await?;
        let owed = store::identity::owed(&mut pins.store.look().await?, u32::MAX >> 1).await?;
        let moved = owed.into_iter().filter(|identity| identity.owed == Some(Owed::Moved));
        pins.moved.lock().unwrap_or_else(PoisonError::into_inner).extend(moved.map(|identity| identity.user));
        Ok(Arc::new(pins))
    }

    /// Takes over what others have written: another process, or a command of the operator.
    pub async fn refresh(&self) -> StoreResult<()> {
        let unconfirmed = store::identity::unconfirmed(&mut self.store.look().await?).await?;
        let unconfirmed =
            unconfirmed.into_iter().filter_map(|identity| Some((identity.user, identity.new?))).collect();
        *self.unconfirmed.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(unconfirmed);
        Ok(())
    }

    /// Whose new identity waits to be confirmed.
    pub fn unconfirmed(&self) -> Arc<BTreeMap<OwnedUserId, New>> {
        self.unconfirmed.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether somebody is kept out until their new identity is confirmed.
    pub fn is_kept_out(&self, user: &UserId) -> bool {
        self.unconfirmed().contains_key(user)
    }

    /// Whether this master key of somebody, as it was last learnt, counts. Nothing follows from asking: what a machine has learnt may
    /// be old. The first that is ever asked for is taken for theirs.
    pub(crate) async fn counts(&self, user: &UserId, key: &str) -> StoreResult<bool> {
        let kept_out = self.is_kept_out(user);
        let seen = || self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if (!kept_out && seen().get(user).is_some_and(|seen| seen == key))
            || (self.who)(user) == Strictness::Ours
        {
            return Ok(true);
        }
        let Some(known) = store::identity::of(&mut self.store.look().await?, user).await? else {
            return self.see(user, key).await;
        };
        if known.key == key && known.new.is_none() && !kept_out {
            seen().put(user.to_owned(), key.to_owned());
        }
        Ok(known.key == key)
    }

    /// Somebody's homeserver shows this master key now. Says whether it counts.
    pub(crate) async fn see(&self, user: &UserId, key: &str) -> StoreResult<bool> {
        if self.seen.lock().unwrap_or_else(PoisonError::into_inner).get(user).is_some_and(|seen| seen == key)
            && !self.is_kept_out(user)
        {
            return Ok(true);
        }
        let strictness = (self.who)(user);
        if strictness == Strictness::Ours {
            return Ok(true);
        }
        if self.unconfirmed().get(user).is_some_and(|new| new.key == key) {
            let known = store::identity::of(&mut self.store.look().await?, user).await?;
            if known.is_some_and(|known| known.new.is_some_and(|new| new.key == key)) {
                return Ok(false);
            }
            // It was confirmed a moment ago.
            self.refresh().await?;
        }
        let mut tx = self.store.begin().await?;
        let known = store::identity::of(&mut tx, user).await?;
        let (identity, counts) = after(known.as_ref(), user, key, strictness, self.clock.now());
        let changed = known.as_ref() != Some(&identity);
        if changed {
            store::identity::put(&mut tx, &identity).await?;
            tx.commit().await?;
            self.refresh().await?;
        } else {
            drop(tx);
        }
        if identity.owed == Some(Owed::Moved) {
            self.moved.lock().unwrap_or_else(PoisonError::into_inner).insert(user.to_owned());
        }
        if changed && known.is_some() {
            metrics::counter!("lotse_identities_changed_total", "whose" => strictness.code()).increment(1);
        }
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if counts {
            seen.put(user.to_owned(), key.to_owned());
        } else {
            seen.pop(user);
        }
        Ok(counts)
    }

    /// Whether it is time to ask again for those whose identity waits.
    pub(crate) fn is_time_to_look(&self, now: Instant) -> bool {
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        let due = looked.is_none_or(|looked| now.duration_since(looked) >= LOOKS);
        if due {
            *looked = Some(now);
        }
        due
    }

    /// Whether something is to follow, before they are heard, from a seeker's having another identity.
    pub(crate) fn has_moved(&self, user: &UserId) -> bool {
        self.moved.lock().unwrap_or_else(PoisonError::into_inner).contains(user)
    }

    /// It has followed.
    pub(crate) fn followed(&self, user: &UserId) {
        self.moved.lock().unwrap_or_else(PoisonError::into_inner).remove(user);
    }

    /// Forgets a seeker who has nothing to do with us any more.
    pub(crate) async fn forget(&self, tx: &mut Tx, user: &UserId) -> StoreResult<()> {
        if (self.who)(user) == Strictness::Told {
            store::identity::forget(tx, user).await?;
            self.seen.lock().unwrap_or_else(PoisonError::into_inner).pop(user);
        }
        Ok(())
    }
}

impl Strictness {
    fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "staff",
            Self::Told => "seeker",
            Self::Ours => "ours",
        }
    }
}

/// What is known of somebody once this key was seen, and whether it counts.
fn after(
    known: Option<&Identity>,
    user: &UserId,
    key: &str,
    strictness: Strictness,
    now: Timestamp,
) -> (Identity, bool) {
    let Some(known) = known else {
        let (user, key) = (user.to_owned(), key.to_owned());
        return (Identity { user, key, new: None, shown: 0, moved_at: None, owed: None }, true);
    };
    let mut identity = known.clone();
    if known.key == key {
        if identity.new.take().is_some() {
            // Whoever was not told of the other needs not be told that it is gone, but goes through the same steps.
            identity.owed = Some(Owed::Back);
        }
        return (identity, true);
    }
    if strictness == Strictness::Told {
        key.clone_into(&mut identity.key);
        (identity.new, identity.moved_at, identity.owed) = (None, Some(now), Some(Owed::Moved));
        return (identity, true);
    }
    if known.new.as_ref().is_none_or(|new| new.key != key) {
        identity.shown = known.shown.saturating_add(1);
        identity.new = Some(New { key: key.to_owned(), since: now });
        identity.owed = Some(Owed::Alarm);
    }
    (identity, false)
}

/// Somebody who may has confirmed the new identity of `who`: it counts from this commit on. `said` is the number that they
/// compared; without one it is the only one that was shown.
pub async fn confirm(
    tx: &mut Tx,
    who: &CounsellorId,
    said: Option<&str>,
    by: Option<CounsellorId>,
) -> StoreResult<Confirmation> {
    let Ok(user) = <&UserId>::try_from(who.as_str()) else { return Ok(Confirmation::Nothing) };
    let Some(mut identity) = store::identity::of(tx, user).await? else { return Ok(Confirmation::Nothing) };
    let Some(new) = identity.new.take() else { return Ok(Confirmation::Nothing) };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    match said {
        None if identity.shown > 1 => return Ok(Confirmation::WhichOne),
        None if identity.owed == Some(Owed::Alarm) => return Ok(Confirmation::NotTold),
        Some(said) if digits(said) != digits(&number(user, &new.key)) => return Ok(Confirmation::AnotherOne),
        _ => {}
    }
    (identity.key, identity.shown, identity.owed) = (new.key, 0, Some(Owed::Confirmed { by }));
    store::identity::put(tx, &identity).await?;
    Ok(Confirmation::Done(Box::new(identity)))
}

/// What two people compare who have to be sure that they speak of the same identity: four numbers of four digits.
pub fn number(user: &UserId, key: &str) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("de.lotse identity number 1");
    hasher.update(user.as_str().as_bytes());
    hasher.update(b"\0");
    hasher.update(key.as_bytes());
    let mut bytes = [0; 16];
    hasher.finalize_xof().fill(&mut bytes);
    let parts = bytes.chunks_exact(4).map(|part| {
        let part = part.iter().fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
        format!("{:04}", part % 10_000)
    });
    parts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod contract;

#[cfg(test)]
mod tests {
    use ruma::user_id;

    use super::*;

    const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);

    fn step(known: Option<&Identity>, key: &str, strictness: Strictness) -> (Identity, bool) {
        after(known, user_id!("@ben:lotse.example"), key, strictness, NOON)
    }

    #[test]
    fn of_staff_the_first_counts_and_another_waits() {
        let (first, counts) = step(None, "A", Strictness::Confirmed);
        assert!(counts && first.key == "A" && first.owed.is_none());
        assert_eq!(step(Some(&first), "A", Strictness::Confirmed), (first.clone(), true));
        let (second, counts) = step(Some(&first), "B", Strictness::Confirmed);
        assert!(!counts && second.key == "A" && second.owed == Some(Owed::Alarm));
        assert_eq!((second.new.as_ref().map(|new| new.key.as_str()), second.shown), (Some("B"), 1));
        let told = Identity { owed: None, ..second };
        assert_eq!(step(Some(&told), "B", Strictness::Confirmed), (told.clone(), false), "told once");
        let (third, _) = step(Some(&told), "C", Strictness::Confirmed);
        assert_eq!(third.shown, 2);
        let (back, counts) = step(Some(&third), "A", Strictness::Confirmed);
        assert!(counts && back.new.is_none() && back.owed == Some(Owed::Back));
    }

    #[test]
    fn one_that_is_taken_back_and_another_are_two_that_were_shown() {
        let (first, _) = step(None, "A", Strictness::Confirmed);
        let (second, _) = step(Some(&first), "B", Strictness::Confirmed);
        let (back, _) = step(Some(&second), "A", Strictness::Confirmed);
        let (third, _) = step(Some(&back), "C", Strictness::Confirmed);
        assert_eq!(third.shown, 2, "whoever has compared B must not confirm C without its number");
    }

    #[test]
    fn of_seekers_another_counts_at_once_and_is_told_of() {
        let (first, _) = step(None, "A", Strictness::Told);
        let (second, counts) = step(Some(&first), "B", Strictness::Told);
        assert!(counts && second.key == "B" && second.new.is_none());
        assert_eq!((second.moved_at, second.owed), (Some(NOON), Some(Owed::Moved)));
    }

    #[test]
    fn a_number_belongs_to_one_person_and_one_key() {
        let (ben, cem) = (user_id!("@ben:lotse.example"), user_id!("@cem:lotse.example"));
        let first = number(ben, "A");
        assert_eq!(first.len(), 19, "{first}");
        assert!(
            first.split(' ').all(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit()))
        );
        assert_eq!(first, number(ben, "A"));
        assert!(first != number(ben, "B") && first != number(cem, "A"));
    }
}
