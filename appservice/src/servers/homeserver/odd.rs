//! Answers of something that is not the homeserver: all are counted, and told once a minute for each kind of call.

use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// How long nothing more is said of a kind of call.
const SILENCE: Duration = Duration::from_mins(1);

static TOLD: LazyLock<Mutex<Told>> = LazyLock::new(Mutex::default);

/// What was told when, and how many answers came since.
#[derive(Default)]
struct Told(HashMap<String, (Instant, u64)>);

impl Told {
    /// Whether it is told now; then, how many answers were passed over since the last time.
    fn hears(&mut self, call: &str, now: Instant) -> Option<u64> {
        match self.0.get_mut(call) {
            Some((told, passed_over)) if now.duration_since(*told) < SILENCE => {
                *passed_over += 1;
                None
            }
            Some(known) => Some(std::mem::replace(known, (now, 0)).1),
            None => {
                self.0.insert(call.to_owned(), (now, 0));
                Some(0)
            }
        }
    }
}

/// Notes an odd answer to a kind of call. `call` has no ids in it.
pub(super) fn note(call: &str, answer: &str) {
    metrics::counter!("lotse_homeserver_odd_answers_total").increment(1);
    let mut told = TOLD.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(passed_over) = told.hears(call, Instant::now()) {
        tracing::error!(
            call,
            answer,
            count = passed_over,
            "Something answers that is not the homeserver, or it does not know our token; everything waits"
        );
    }
}

/// Which kind of call has this path: its fixed words, without the ids of people, rooms and devices.
pub(super) fn kind_of(path: &[&str]) -> String {
    match path {
        [_, _, _, "rooms", _, deed, ..] => format!("rooms/{deed}"),
        [_, _, _, "keys", what, ..] => format!("keys/{what}"),
        [_, _, _, kind, ..] | [_, _, kind] => (*kind).to_owned(),
        _ => "other".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_call_is_told_once_a_minute() {
        let mut told = Told::default();
        let now = Instant::now();
        assert_eq!(told.hears("createRoom", now), Some(0));
        assert_eq!((told.hears("createRoom", now), told.hears("createRoom", now)), (None, None));
        assert_eq!(told.hears("keys/query", now), Some(0), "another kind speaks for itself");
        assert_eq!(told.hears("createRoom", now + SILENCE), Some(2));
        assert_eq!(told.hears("createRoom", now + SILENCE), None);
    }

    #[test]
    fn a_kind_of_call_names_nobody() {
        for (path, kind) in [
            (&["_matrix", "client", "v3", "rooms", "!r", "send", "m.room.message", "t"][..], "rooms/send"),
            (&["_matrix", "client", "v3", "profile", "@anna:b", "displayname"], "profile"),
            (&["_matrix", "client", "v3", "devices", "ABC"], "devices"),
            (&["_matrix", "client", "v3", "keys", "query"], "keys/query"),
            (&["_synapse", "admin", "v1", "media", "b", "abc"], "media"),
            (&["_synapse", "admin", "v2", "rooms", "!r"], "rooms"),
            (&["_matrix", "client", "versions"], "versions"),
        ] {
            assert_eq!(kind_of(path), kind);
        }
    }
}
