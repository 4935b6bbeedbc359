//! Who still works: a beat from each worker, and a look at each piece of work that takes long.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// A round of a worker that only hands out work takes no longer.
pub const LONGEST_ROUND: Duration = Duration::from_secs(20);

/// What takes longer than this hangs: many calls to a homeserver that is silent take minutes.
pub const LONGEST_PIECE: Duration = Duration::from_mins(15);

/// All beats of this process. Cheap to clone: all clones are one.
#[derive(Clone, Debug, Default)]
pub struct Pulses(Arc<Mutex<All>>);

#[derive(Debug, Default)]
struct All {
    next: u64,
    beats: BTreeMap<u64, Beat>,
}

#[derive(Debug)]
struct Beat {
    whose: &'static str,
    kind: Kind,
    last: Instant,
    limit: Duration,
}

/// Whose beat it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A worker, without which nothing goes on.
    Worker,
    /// One piece of work beside others.
    Piece,
}

/// Somebody who has not been heard of for longer than they may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silent {
    /// Tells two of one name apart.
    pub id: u64,
    /// Who.
    pub whose: &'static str,
    /// Whether all wait for them.
    pub kind: Kind,
    /// For how long.
    pub since: Duration,
}

/// The beat of one worker or piece of work; it ends with this.
#[derive(Debug)]
pub struct Pulse {
    pulses: Pulses,
    id: u64,
}

impl Pulses {
    /// A worker begins that beats at least once within `limit`.
    pub fn worker(&self, whose: &'static str, limit: Duration) -> Pulse {
        self.begin(whose, Kind::Worker, limit)
    }

    /// A piece of work begins that takes no longer than `limit`.
    pub fn piece(&self, whose: &'static str, limit: Duration) -> Pulse {
        self.begin(whose, Kind::Piece, limit)
    }

    fn begin(&self, whose: &'static str, kind: Kind, limit: Duration) -> Pulse {
        let mut all = self.all();
        let id = all.next;
        all.next += 1;
        all.beats.insert(id, Beat { whose, kind, last: Instant::now(), limit });
        Pulse { pulses: self.clone(), id }
    }

    /// Who has been silent for too long, the longest first.
    pub fn silent(&self, now: Instant) -> Vec<Silent> {
        let mut silent: Vec<Silent> = self
            .all()
            .beats
            .iter()
            .map(|(id, beat)| (id, beat, now.saturating_duration_since(beat.last)))
            .filter(|(_, beat, since)| *since > beat.limit)
            .map(|(id, beat, since)| Silent { id: *id, whose: beat.whose, kind: beat.kind, since })
            .collect();
        silent.sort_by_key(|silent| std::cmp::Reverse(silent.since));
        silent
    }

    /// The beats are whole whenever the lock is free.
    fn all(&self) -> MutexGuard<'_, All> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pulse {
    /// The worker is well.
    pub fn beat(&self) {
        if let Some(beat) = self.pulses.all().beats.get_mut(&self.id) {
            beat.last = Instant::now();
        }
    }
}

impl Drop for Pulse {
    fn drop(&mut self) {
        self.pulses.all().beats.remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_silent_for_too_long_is_seen_until_they_end() {
        let pulses = Pulses::default();
        let intake = pulses.worker("intake", Duration::from_secs(30));
        let effect = pulses.piece("effect", Duration::from_mins(15));
        let began = Instant::now();
        let seen = |after| {
            pulses
                .silent(began + after)
                .into_iter()
                .map(|silent| (silent.whose, silent.kind))
                .collect::<Vec<_>>()
        };
        assert_eq!(seen(Duration::from_secs(29)), []);
        assert_eq!(seen(Duration::from_secs(31)), [("intake", Kind::Worker)]);
        assert_eq!(seen(Duration::from_mins(16)), [("intake", Kind::Worker), ("effect", Kind::Piece)]);
        drop(intake);
        assert_eq!(seen(Duration::from_mins(16)), [("effect", Kind::Piece)]);
        drop(effect);
        assert_eq!(seen(Duration::from_mins(16)), []);
    }

    #[test]
    fn a_beat_makes_up_for_the_silence_before_it() {
        let pulses = Pulses::default();
        let intake = pulses.worker("intake", Duration::ZERO);
        let before = pulses.silent(Instant::now() + Duration::from_secs(1))[0].since;
        intake.beat();
        assert!(pulses.silent(Instant::now() + Duration::from_millis(500))[0].since < before);
    }
}
