//! How often something may be done, counted in memory by what it concerns; addresses are never looked at.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// So many are remembered; with one more, whoever has all their chances again is forgotten.
const REMEMBERED: usize = 10_000;

/// A number of chances, each of which comes back after a time.
pub(crate) struct Throttle {
    most: u32,
    each: Duration,
    /// When all chances of somebody will be back.
    whole: Mutex<HashMap<String, Instant>>,
}

impl Throttle {
    pub(crate) fn new(most: u32, each: Duration) -> Self {
        Self { most, each, whole: Mutex::default() }
    }

    /// Takes a chance; if there is none, says how long until there is.
    pub(crate) fn take(&self, whose: &str, now: Instant) -> Result<(), Duration> {
        let mut whole = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        if whole.len() >= REMEMBERED {
            whole.retain(|_, whole| *whole > now);
        }
        let back = whole.get(whose).copied().unwrap_or(now).max(now) + self.each;
        let room = now + self.each * self.most;
        if back > room {
            return Err(back - room);
        }
        whole.insert(whose.to_owned(), back);
        Ok(())
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
        assert_eq!(throttle.take("b", now), Ok(()), "nobody else is held up");
        assert_eq!(throttle.take("a", now + Duration::from_secs(10)), Ok(()));
        assert!(throttle.take("a", now + Duration::from_secs(10)).is_err());
    }
}
