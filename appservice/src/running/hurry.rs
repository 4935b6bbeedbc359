//! Who waits for an answer just now, and what stands back for them.

use std::{sync::Arc, time::Duration};

use tokio::{sync::watch, time::Instant};

/// So long after their last word somebody is still about.
const ABOUT: Duration = Duration::from_secs(30);

/// How many wait for what is in hand. Cheap to clone: all clones are one.
#[derive(Clone, Debug)]
pub struct Hurry(Arc<watch::Sender<Waiting>>);

#[derive(Clone, Copy, Debug, Default)]
struct Waiting {
    wishes: usize,
    last: Option<Instant>,
}

/// Somebody waits, as long as this lives.
#[derive(Debug)]
pub struct Wish(Hurry);

impl Default for Hurry {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(Waiting::default())))
    }
}

impl Hurry {
    /// Somebody waits for what is done from now on.
    pub fn wish(&self) -> Wish {
        self.0.send_modify(|waiting| {
            waiting.wishes += 1;
            waiting.last = Some(Instant::now());
        });
        Wish(self.clone())
    }

    /// Whether nothing is in hand that somebody waits for.
    pub fn is_quiet(&self) -> bool {
        self.0.borrow().wishes == 0
    }

    /// Comes when nobody waits any more.
    pub async fn quiet(&self) {
        let mut waiting = self.0.subscribe();
        // The sender is ours: it cannot be gone.
        let _ = waiting.wait_for(|waiting| waiting.wishes == 0).await;
    }

    /// Whether somebody has waited within half a minute before `now`: whoever has just spoken will do so again.
    pub fn is_somebody_about(&self, now: Instant) -> bool {
        self.0.borrow().last.is_some_and(|last| now.saturating_duration_since(last) < ABOUT)
    }
}

impl Drop for Wish {
    fn drop(&mut self) {
        self.0.0.send_modify(|waiting| {
            waiting.wishes = waiting.wishes.saturating_sub(1);
            waiting.last = Some(Instant::now());
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn it_is_quiet_once_the_last_wish_is_granted_and_somebody_is_about_for_a_while() {
        let hurry = Hurry::default();
        assert!(hurry.is_quiet() && !hurry.is_somebody_about(Instant::now()));
        let (one, other) = (hurry.wish(), hurry.clone().wish());
        drop(one);
        assert!(!hurry.is_quiet());
        let granted = tokio::spawn(async move {
            tokio::task::yield_now().await;
            drop(other);
        });
        hurry.quiet().await;
        granted.await.unwrap();
        assert!(hurry.is_quiet() && hurry.is_somebody_about(Instant::now()));
        assert!(!hurry.is_somebody_about(Instant::now() + ABOUT));
    }
}
