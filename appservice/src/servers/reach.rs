//! Other people's homeservers: which of them do not answer, and when they are asked again.
//!
//! Whoever asks a server for keys that is away makes ours leave it alone for ten minutes and more, for everybody. So who is
//! known to be away is asked for nothing but a profile, which ours cannot put off, and whose answer ends the silence.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use routing::RoomId;
use ruma::{OwnedServerName, ServerName};
use tokio::time::Instant;

/// How often a server that is away is asked whether it is back.
const AGAIN: Duration = Duration::from_secs(10);

/// A server that answered is not asked again for so long, whatever is due to it.
const FRESH: Duration = Duration::from_mins(1);

/// So many servers that answer are remembered; one that was forgotten is asked anew.
const REMEMBERED: usize = 1_000;

/// What is known of other servers. Cheap to clone; all clones know the same.
#[derive(Clone, Debug, Default)]
pub struct Reach(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    servers: BTreeMap<OwnedServerName, Stand>,
    inviting: BTreeSet<(RoomId, OwnedServerName)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// It answered then.
    Answered(Instant),
    /// Something is due to it, and nobody has looked yet.
    Expected,
    /// It does not answer, and is asked again then.
    Away(Instant),
}

impl Reach {
    /// Whether this server is known not to answer.
    pub fn is_away(&self, server: &ServerName) -> bool {
        matches!(self.known().servers.get(server), Some(Stand::Away(_)))
    }

    /// All that are known not to answer.
    pub fn away(&self) -> BTreeSet<OwnedServerName> {
        let known = self.known();
        let away = known.servers.iter().filter(|(_, stand)| matches!(stand, Stand::Away(_)));
        away.map(|(server, _)| server.clone()).collect()
    }

    /// A server did not answer.
    pub fn silent(&self, server: &ServerName, now: Instant) {
        let mut known = self.known();
        if !matches!(known.servers.get(server), Some(Stand::Away(_))) {
            known.servers.insert(server.to_owned(), Stand::Away(now + AGAIN));
        }
    }

    /// A server has answered.
    pub fn answered(&self, server: &ServerName, now: Instant) {
        self.known().servers.insert(server.to_owned(), Stand::Answered(now));
    }

    /// Something is on its way to a server: it is looked whether it is there, unless it answered a moment ago.
    pub fn expects(&self, server: &ServerName, now: Instant) {
        let mut known = self.known();
        let fresh = |stand: &Stand| matches!(stand, Stand::Answered(at) if now.saturating_duration_since(*at) < FRESH);
        if known.servers.len() >= REMEMBERED {
            known.servers.retain(|_, stand| fresh(stand) || matches!(stand, Stand::Away(_)));
        }
        if known.servers.get(server).is_none_or(|stand| matches!(stand, Stand::Answered(_)) && !fresh(stand))
        {
            known.servers.insert(server.to_owned(), Stand::Expected);
        }
    }

    /// Whom to ask now whether they are there. Whoever is away comes again after a while.
    pub fn due(&self, now: Instant) -> Vec<OwnedServerName> {
        let mut known = self.known();
        let mut due = Vec::new();
        for (server, stand) in &mut known.servers {
            match stand {
                Stand::Expected => *stand = Stand::Answered(now),
                Stand::Away(next) if *next <= now => *next = now + AGAIN,
                Stand::Away(_) | Stand::Answered(_) => continue,
            }
            due.push(server.clone());
        }
        due
    }

    /// The right to invite somebody of a server into a room; nothing while another invitation there has no answer yet.
    pub(super) fn inviting(&self, room: &RoomId, server: &ServerName) -> Option<Inviting> {
        let what = (room.clone(), server.to_owned());
        let first = self.known().inviting.insert(what.clone());
        first.then(|| Inviting { reach: self.clone(), what })
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        // What is in there is whole whenever the lock is free.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An invitation that has no answer yet.
pub(super) struct Inviting {
    reach: Reach,
    what: (RoomId, OwnedServerName),
}

impl Drop for Inviting {
    fn drop(&mut self) {
        self.reach.known().inviting.remove(&self.what);
    }
}

#[cfg(test)]
mod tests {
    use ruma::server_name;

    use super::*;

    #[test]
    fn who_is_away_is_asked_every_ten_seconds_until_there_is_an_answer() {
        let (reach, there, now) = (Reach::default(), server_name!("zentrum.example"), Instant::now());
        assert!(reach.due(now).is_empty() && !reach.is_away(there));
        reach.silent(there, now);
        assert!(reach.is_away(there) && reach.due(now).is_empty(), "not at once");
        assert_eq!(reach.due(now + AGAIN), [there]);
        assert!(reach.due(now + AGAIN).is_empty(), "once");
        assert_eq!(reach.due(now + 2 * AGAIN), [there]);
        reach.answered(there, now + 2 * AGAIN);
        assert!(!reach.is_away(there) && reach.due(now + 9 * AGAIN).is_empty());
    }

    #[test]
    fn what_is_due_to_a_server_asks_for_it_once_a_minute() {
        let (reach, there, now) = (Reach::default(), server_name!("zentrum.example"), Instant::now());
        reach.expects(there, now);
        assert_eq!(reach.due(now), [there]);
        reach.expects(there, now);
        assert!(reach.due(now).is_empty(), "it was asked a moment ago");
        assert!(reach.due(now + FRESH).is_empty(), "nothing is due to it");
        reach.expects(there, now + FRESH);
        assert_eq!(reach.due(now + FRESH), [there]);
    }

    #[test]
    fn one_invitation_at_a_time_for_one_room_and_server() {
        let (reach, there) = (Reach::default(), server_name!("zentrum.example"));
        let room = |id: &str| RoomId::parse(id).unwrap();
        let first = reach.inviting(&room("!a:b.example"), there);
        assert!(first.is_some() && reach.inviting(&room("!a:b.example"), there).is_none());
        assert!(reach.inviting(&room("!c:b.example"), there).is_some(), "another room");
        drop(first);
        assert!(reach.inviting(&room("!a:b.example"), there).is_some());
    }
}
