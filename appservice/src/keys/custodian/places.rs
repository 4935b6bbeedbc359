//! Which custodians are open: each at most once, however many are asked for at the same time.
//!
//! Two machines on one store overwrite each other's ratchets, so a machine that anybody still holds is never let go:
//! while more are in use than there are places, there are more than places.

use std::{num::NonZeroUsize, sync::Arc};

use lru::LruCache;
use ruma::{OwnedUserId, UserId};
use tokio::sync::Mutex;

/// A place for one; held while it is being opened, so that nobody opens it twice.
type Place<T> = Arc<Mutex<Option<Arc<T>>>>;

/// Those that are open, the most recently used first.
pub(super) struct Places<T> {
    places: NonZeroUsize,
    open: Mutex<LruCache<OwnedUserId, Place<T>>>,
}

impl<T> Places<T> {
    /// Keeps at most `places` open that nobody uses.
    pub(super) fn new(places: NonZeroUsize) -> Self {
        Self { places, open: Mutex::new(LruCache::unbounded()) }
    }

    /// The one of this user: the same as everybody else has, or a new one by `open`. Its error is handed on, and the
    /// next who asks tries again.
    pub(super) async fn of<E>(
        &self,
        user: &UserId,
        open: impl AsyncFnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let place = {
            let mut all = self.open.lock().await;
            let place = all.get_or_insert(user.to_owned(), Arc::default).clone();
            self.let_go(&mut all);
            place
        };
        let mut place = place.lock().await;
        if let Some(open) = place.as_ref() {
            return Ok(open.clone());
        }
        let opened = Arc::new(open().await?);
        *place = Some(opened.clone());
        Ok(opened)
    }

    /// Who is open now.
    pub(super) async fn users(&self) -> Vec<OwnedUserId> {
        self.open.lock().await.iter().map(|(user, _)| user.clone()).collect()
    }

    /// Those that are open now. One that is just being opened is waited for.
    pub(super) async fn all(&self) -> Vec<Arc<T>> {
        let places: Vec<_> = self.open.lock().await.iter().map(|(_, place)| place.clone()).collect();
        let mut all = Vec::with_capacity(places.len());
        for place in places {
            all.extend(place.lock().await.clone());
        }
        all
    }

    /// Lets go of the least recently used that nobody holds, until there are no more than places.
    fn let_go(&self, open: &mut LruCache<OwnedUserId, Place<T>>) {
        let surplus = open.len().saturating_sub(self.places.get());
        if surplus == 0 {
            return;
        }
        let idle: Vec<_> = open
            .iter()
            .rev()
            .filter(|(_, place)| is_idle(place))
            .take(surplus)
            .map(|(user, _)| user.clone())
            .collect();
        for user in idle {
            open.pop(&user);
        }
    }
}

/// Whether nobody uses, opens or waits for it. Nobody can begin to while all places are locked, since the way to one
/// leads through them.
fn is_idle<T>(place: &Place<T>) -> bool {
    Arc::strong_count(place) == 1
        && place.try_lock().is_ok_and(|open| open.as_ref().is_none_or(|open| Arc::strong_count(open) == 1))
}

#[cfg(test)]
mod tests {
    use std::{convert::Infallible, error::Error, sync::Arc};

    use ruma::{UserId, user_id};

    use super::Places;

    type Result = std::result::Result<(), Box<dyn Error>>;

    fn one_place() -> Places<&'static UserId> {
        Places::new(std::num::NonZeroUsize::MIN)
    }

    async fn open(
        places: &Places<&'static UserId>,
        user: &'static UserId,
    ) -> std::result::Result<Arc<&'static UserId>, Infallible> {
        // Whoever opens lets others run first, as the store does.
        places
            .of(user, async || {
                tokio::task::yield_now().await;
                Ok(user)
            })
            .await
    }

    fn one() -> &'static UserId {
        user_id!("@lotse_one:example.org")
    }

    fn two() -> &'static UserId {
        user_id!("@lotse_two:example.org")
    }

    #[tokio::test]
    async fn one_in_use_stays_the_same_beyond_the_places() -> Result {
        let places = one_place();
        let first = open(&places, one()).await?;
        let second = open(&places, two()).await?;
        assert!(Arc::ptr_eq(&first, &open(&places, one()).await?));
        assert!(Arc::ptr_eq(&second, &open(&places, two()).await?));
        assert_eq!(places.users().await.len(), 2);
        Ok(())
    }

    #[tokio::test]
    async fn one_that_nobody_uses_makes_room() -> Result {
        let places = one_place();
        let first = Arc::downgrade(&open(&places, one()).await?);
        drop(open(&places, two()).await?);
        assert_eq!(places.users().await, [two()]);
        assert!(first.upgrade().is_none());
        Ok(())
    }

    #[tokio::test]
    async fn what_was_too_much_is_let_go_once_it_is_idle() -> Result {
        let places = one_place();
        let both = (open(&places, one()).await?, open(&places, two()).await?);
        drop(both);
        drop(open(&places, two()).await?);
        assert_eq!(places.users().await, [two()]);
        Ok(())
    }

    #[tokio::test]
    async fn those_who_ask_while_it_is_being_opened_get_the_same() -> Result {
        let places = one_place();
        let (first, second, again) =
            tokio::join!(open(&places, one()), open(&places, two()), open(&places, one()));
        assert!(Arc::ptr_eq(&first?, &again?));
        assert_eq!(*second?, two());
        Ok(())
    }

    #[tokio::test]
    async fn a_failed_opening_is_tried_again() -> Result {
        let places = one_place();
        assert!(places.of(one(), async || Err::<&UserId, _>("away")).await.is_err());
        assert_eq!(*open(&places, one()).await?, one());
        Ok(())
    }
}
