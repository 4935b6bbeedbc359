//! How many lanes of each kind of work are worked on at a time, and how fast what nobody waits for may go.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::Instant,
};

use crate::{running::hurry::Hurry, store::outbox::Class};

/// More lanes than this beyond the places are a heap: it is worked off at leisure, a handful is done at once.
const HANDFUL: u32 = 16;

/// However many wait for something else, one lane in so long is begun.
const PATIENCE: Duration = Duration::from_secs(2);

/// The longest rest: how long a call took that waited for a silent server says nothing about the load.
const LONGEST_REST: Duration = Duration::from_secs(2);

/// While nobody is about, a heap may take so many times its share.
const ALONE: u32 = 3;

/// The places of one kind of work.
pub(super) struct Places {
    pub(super) class: Class,
    all: u32,
    /// The share of the homeserver's time, in percent, that a heap of this may take while somebody is about.
    share: Option<u32>,
    free: Arc<Semaphore>,
    began: Instant,
}

/// How long the place of an effect rests afterwards.
#[derive(Clone, Copy)]
pub(super) struct Pace {
    /// Rests are so many times as long as the work, in percent; nothing for work that somebody waits for.
    rest: Option<u32>,
}

impl Places {
    /// The places of this kind.
    pub(super) fn of(class: Class) -> Self {
        // The homeserver does one thing at a time, so that each share is what all others are slowed down by.
        let (all, share) = match class {
            Class::Talk | Class::Case | Class::Invitation => (8, None),
            Class::Transcript | Class::Post => (2, None),
            Class::LetIn => (4, Some(10)),
            Class::Centre => (1, Some(15)),
            Class::Leisure => (4, Some(15)),
        };
        let free = Arc::new(Semaphore::new(usize::try_from(all).unwrap_or(1)));
        Self { class, all, share, free, began: Instant::now() }
    }

    /// Whether a lane may begin now. What nobody waits for stands back, with patience.
    pub(super) fn may_begin(&self, hurry: &Hurry, now: Instant) -> bool {
        let patient = now.saturating_duration_since(self.began) < PATIENCE;
        self.free.available_permits() > 0 && !(self.stands_back() && patient && !hurry.is_quiet())
    }

    /// Whether this kind waits until nobody else does.
    pub(super) fn stands_back(&self) -> bool {
        self.share.is_some()
    }

    /// So many lanes have to be known: those that are being worked on are among them.
    pub(super) fn looks_at(&self) -> u32 {
        self.all + HANDFUL
    }

    /// A place to begin at, if one is free.
    pub(super) fn take(&mut self, now: Instant) -> Option<OwnedSemaphorePermit> {
        let place = self.free.clone().try_acquire_owned().ok()?;
        self.began = now;
        Some(place)
    }

    /// How fast to go, with so many lanes `waiting`.
    pub(super) fn pace(&self, waiting: usize, hurry: &Hurry, now: Instant) -> Pace {
        let heap = waiting >= usize::try_from(self.looks_at()).unwrap_or(usize::MAX);
        let share = self.share.filter(|_| heap);
        let share = share.map(|share| if hurry.is_somebody_about(now) { share } else { share * ALONE });
        Pace { rest: share.map(|share| (self.all * 10_000 / share).saturating_sub(100)) }
    }
}

impl Pace {
    /// How long to rest after work that took so long.
    pub(super) fn rest(self, took: Duration) -> Duration {
        self.rest.map_or(Duration::ZERO, |percent| (took * percent / 100).min(LONGEST_REST))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_nobody_waits_for_stands_back_but_not_for_ever() {
        let (hurry, mut leisure) = (Hurry::default(), Places::of(Class::Leisure));
        let now = Instant::now();
        assert!(leisure.may_begin(&hurry, now));
        let wish = hurry.wish();
        assert!(!leisure.may_begin(&hurry, now));
        assert!(Places::of(Class::Talk).may_begin(&hurry, now), "whom somebody waits for goes on");
        assert!(leisure.may_begin(&hurry, now + PATIENCE));
        let place = leisure.take(now + PATIENCE);
        assert!(place.is_some() && !leisure.may_begin(&hurry, now + PATIENCE));
        drop(wish);
        assert!(leisure.may_begin(&hurry, now + PATIENCE));
    }

    #[tokio::test]
    async fn a_heap_takes_its_share_and_a_handful_does_not_rest() {
        let (hurry, now) = (Hurry::default(), Instant::now());
        let centre = Places::of(Class::Centre);
        let second = Duration::from_millis(100);
        assert_eq!(centre.pace(16, &hurry, now).rest(second), Duration::ZERO);
        // 45 percent while nobody is about, 15 percent otherwise.
        assert_eq!(centre.pace(17, &hurry, now).rest(second), Duration::from_millis(122));
        drop(hurry.wish());
        assert_eq!(centre.pace(17, &hurry, Instant::now()).rest(second), Duration::from_millis(566));
        assert_eq!(Places::of(Class::Talk).pace(100, &hurry, now).rest(second), Duration::ZERO);
    }
}
