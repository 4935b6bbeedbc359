//! How often something may be done, counted in memory by what it concerns; addresses are never looked at.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// So many are remembered; with one more, whoever has all their chances again is forgotten. It is looked at all of them again when
/// there are twice as many as stayed, or all of those can have their chances again: whoever comes under a hundred thousand names makes
/// nobody else slow.
const REMEMBERED: usize = 10_000;

/// A number of chances, each of which comes back after a time.
pub(crate) struct Throttle {
    most: u32,
    each: Duration,
    /// When all chances of somebody will be back.
    whole: Mutex<Known>,
}

/// Who has not all their chances, as far as it was looked.
#[derive(Default)]
struct Known {
    whole: HashMap<String, Instant>,
    /// How many there may be before it is looked at all of them again.
    most: usize,
    /// When all who stayed have their chances again.
    stale: Option<Instant>,
}

impl Throttle {
    pub(crate) fn new(most: u32, each: Duration) -> Self {
        Self { most, each, whole: Mutex::default() }
    }

    /// Takes a chance; if there is none, says how long until there is.
    pub(crate) fn take(&self, whose: &str, now: Instant) -> Result<(), Duration> {
        let mut known = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        let Known { whole, most, stale } = &mut *known;
        let enough = whole.len() >= *most || stale.is_some_and(|stale| stale <= now);
        if whole.len() >= REMEMBERED && enough {
            whole.retain(|_, whole| *whole > now);
            whole.shrink_to_fit();
            *most = 2 * whole.len();
            *stale = Some(now + self.each * self.most);
        }
        let back = whole.get(whose).copied().unwrap_or(now).max(now) + self.each;
        let room = now + self.each * self.most;
        if back > room {
            return Err(back - room);
        }
        whole.insert(whose.to_owned(), back);
        Ok(())
    }

    /// Whether somebody has no chance left just now.
    pub(crate) fn is_spent(&self, whose: &str, now: Instant) -> bool {
        let known = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        known.whole.get(whose).is_some_and(|back| *back + self.each > now + self.each * self.most)
    }

    /// How many are remembered.
    #[cfg(test)]
    fn known(&self) -> usize {
        self.whole.lock().unwrap_or_else(PoisonError::into_inner).whole.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_end_and_come_back() {
        let throttle = Throttle::new(3, Duration::from_secs(10));
        let now = Instant::now();
        for _ in 0..3 {
            assert_eq!(throttle.take("a", now), Ok(()));
        }
        assert_eq!(throttle.take("a", now), Err(Duration::from_secs(10)));
        assert!(throttle.is_spent("a", now) && !throttle.is_spent("b", now));
        assert_eq!(throttle.take("b", now), Ok(()), "nobody else is held up");
        assert!(!throttle.is_spent("a", now + Duration::from_secs(10)), "asking takes none");
        assert_eq!(throttle.take("a", now + Duration::from_secs(10)), Ok(()));
        assert!(throttle.take("a", now + Duration::from_secs(10)).is_err());
    }

    #[test]
    fn whoever_comes_under_many_names_makes_nobody_slow_and_is_forgotten() {
        let throttle = Throttle::new(1, Duration::from_secs(10));
        let now = Instant::now();
        for number in 0..300_000 {
            assert_eq!(throttle.take(&number.to_string(), now), Ok(()));
        }
        assert!(throttle.take("7", now).is_err(), "each of them is remembered for as long as it counts");
        assert!(now.elapsed() < Duration::from_secs(20), "it was looked at all of them again and again");
        assert_eq!(throttle.take("b", now + Duration::from_secs(10)), Ok(()));
        assert_eq!(throttle.known(), 1, "nobody is remembered for ever");
    }
}
