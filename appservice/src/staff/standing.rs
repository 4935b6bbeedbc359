//! Whether a page of the desk shows what is. The database is asked only when something of its centres was written since it was last
//! asked (`store/stirs.rs`): a page that stays open costs a look at its session now and then, and nothing else.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use futures_util::future::{FutureExt as _, select_all};
use lru::LruCache;
use routing::desk::Deed;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::{Instant, sleep_until},
};

use super::{DeskView, Refused, Secret, SignedIn, Staff};
use crate::{
    cases::service::Service,
    store::{desk_session, stirs::Stir},
    words::phrases::Locale,
};

/// So many pages are followed at a time. Whoever comes then looks from time to time instead.
pub const MOST_FOLLOWED: usize = 8_192;

/// So many of them of one session: a browser has few connections to one server.
const OF_ONE: usize = 4;

/// A page that is followed is told of changes at most once in this time.
const SPACING: Duration = Duration::from_secs(1);

/// How often a session is looked at whose page is followed, whatever happens: it may have run out.
const LOOK: Duration = Duration::from_mins(1);

/// So many pages are remembered: more than there are staff.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(10_000).expect("more than none");

/// What pages showed, and who is followed.
pub(super) struct Standings {
    /// By session and language: at which word of the stirs, and what the page was then.
    shown: Mutex<LruCache<(String, Locale), (String, String)>>,
    places: Arc<Semaphore>,
    followed: Arc<Mutex<HashMap<String, usize>>>,
    closing: watch::Sender<()>,
}

impl Default for Standings {
    fn default() -> Self {
        Self {
            shown: Mutex::new(LruCache::new(REMEMBERED)),
            places: Arc::new(Semaphore::new(MOST_FOLLOWED)),
            followed: Arc::default(),
            closing: watch::Sender::default(),
        }
    }
}

impl Standings {
    /// Nobody is followed any more.
    pub(super) fn close(&self) {
        self.closing.send_replace(());
    }
}

/// What a page that is followed is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The page would be another one: the word of [`Staff::standing`].
    Stands(String),
    /// Nobody is signed in there any more.
    Over,
}

/// A page that is followed: until it is dropped, the session ends, or the desk is closed.
pub struct Following {
    staff: Arc<Staff>,
    secret: Secret,
    locale: Locale,
    last: String,
    stirs: Vec<watch::Receiver<u64>>,
    closing: watch::Receiver<()>,
    next_look: Instant,
    told: Instant,
    over: bool,
    _place: OwnedSemaphorePermit,
    _one: OneOf,
}

/// One of the followed pages of a session.
struct OneOf {
    session: String,
    followed: Arc<Mutex<HashMap<String, usize>>>,
}

impl Drop for OneOf {
    fn drop(&mut self) {
        let mut followed = self.followed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = followed.get_mut(&self.session) {
            *count -= 1;
            if *count == 0 {
                followed.remove(&self.session);
            }
        }
    }
}

impl Staff {
    /// What they see now, and a word that is another one whenever it would be another thing.
    pub async fn look(&self, signed_in: &SignedIn, locale: Locale) -> Result<(DeskView, String), Refused> {
        let service = self.office()?;
        // Before the look: what is written meanwhile is looked at once more.
        let word = service.store.stirs().word(&stirs(&service, signed_in));
        let desk = self.view(signed_in, locale).await?;
        let standing = fingerprint(&desk);
        let key = (signed_in.session.key.as_str().to_owned(), locale);
        let mut shown = self.standings.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.put(key, (word, standing.clone()));
        Ok((desk, standing))
    }

    /// That word alone, without the database unless something was written.
    pub async fn standing(&self, signed_in: &SignedIn, locale: Locale) -> Result<String, Refused> {
        let service = self.office()?;
        let word = service.store.stirs().word(&stirs(&service, signed_in));
        let key = (signed_in.session.key.as_str().to_owned(), locale);
        let known = {
            let mut shown = self.standings.shown.lock().unwrap_or_else(PoisonError::into_inner);
            shown.get(&key).filter(|(at, _)| *at == word).map(|(_, standing)| standing.clone())
        };
        match known {
            Some(standing) => Ok(standing),
            None => Ok(self.look(signed_in, locale).await?.1),
        }
    }

    /// Follows a page for as long as its session holds; that keeps no session.
    pub async fn follow(self: &Arc<Self>, secret: Secret, locale: Locale) -> Result<Following, Refused> {
        let signed_in = self.known(&secret, false).await?;
        let service = self.office()?;
        let session = signed_in.session.key.as_str().to_owned();
        let place = self.standings.places.clone().try_acquire_owned().map_err(|_| Refused::Busy)?;
        let one = {
            let mut followed = self.standings.followed.lock().unwrap_or_else(PoisonError::into_inner);
            let count = followed.entry(session.clone()).or_default();
            if *count >= OF_ONE {
                return Err(Refused::Busy);
            }
            *count += 1;
            OneOf { session, followed: self.standings.followed.clone() }
        };
        let stirs = stirs(&service, &signed_in);
        let stirs = stirs.iter().map(|stir| service.store.stirs().listen(stir)).collect();
        let closing = self.standings.closing.subscribe();
        let last = self.standing(&signed_in, locale).await?;
        let now = Instant::now();
        Ok(Following {
            staff: self.clone(),
            secret,
            locale,
            last,
            stirs,
            closing,
            next_look: now + LOOK,
            told: now,
            over: false,
            _place: place,
            _one: one,
        })
    }
}

impl Following {
    /// How the page stands at the beginning.
    pub fn standing(&self) -> &str {
        &self.last
    }

    /// What is to be told next; nothing, if the page is followed no longer.
    pub async fn next(&mut self) -> Option<Told> {
        while !self.over {
            let stirred = select_all(self.stirs.iter_mut().map(|stir| stir.changed().boxed()));
            tokio::select! {
                _ = self.closing.changed() => return None,
                () = sleep_until(self.next_look) => {}
                _ = stirred => {}
            }
            // Several changes at once are one.
            tokio::select! {
                _ = self.closing.changed() => return None,
                () = sleep_until(self.told + SPACING) => {}
            }
            self.next_look = Instant::now() + LOOK;
            self.told = Instant::now();
            for stir in &mut self.stirs {
                stir.mark_unchanged();
            }
            let standing = match self.staff.known(&self.secret, false).await {
                Ok(signed_in) => self.staff.standing(&signed_in, self.locale).await,
                Err(refused) => Err(refused),
            };
            match standing {
                Ok(standing) if standing == self.last => {}
                Ok(standing) => {
                    self.last.clone_from(&standing);
                    return Some(Told::Stands(standing));
                }
                // The desk is closed, or the database is: whoever follows comes again.
                Err(Refused::Busy) => return None,
                Err(Refused::SignedOut | Refused::Unknown | Refused::Passkey) => {
                    self.over = true;
                    return Some(Told::Over);
                }
            }
        }
        None
    }
}

/// What is written whenever somebody's page may be another one: in their centres, and who is signed in.
fn stirs(service: &Service, signed_in: &SignedIn) -> Vec<Stir> {
    let directory = service.directory();
    let centres = directory.centres_of_counsellor(&signed_in.counsellor);
    let theirs = centres.into_iter().filter(|centre| signed_in.may(Deed::Counsel(&centre.id)));
    let mut stirs: Vec<Stir> = theirs.map(|centre| Stir::Centre(centre.id.clone())).collect();
    stirs.push(desk_session::stir(service.store.vault(), &signed_in.session.whose.user));
    stirs
}

/// Says whether two views are the same, within this process.
fn fingerprint(desk: &DeskView) -> String {
    let mut hasher = DefaultHasher::new();
    format!("{desk:?}").hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
