//! Which events concern anybody here. What does not is never written down: it costs no row and no commit.

use std::collections::BTreeSet;

use routing::RoomId;
use ruma::UserId;

use super::Handler;
use crate::{
    cases::effects::Effect,
    store::{self, StoreResult, inbox::Arrival},
};

/// An event as far as it must be known to see whom it concerns.
pub struct Seen {
    /// What would be written down.
    pub arrival: Arrival,
    /// Who sent it, as the homeserver says.
    pub sender: Option<String>,
    /// Whose membership it is.
    pub member: Option<String>,
}

impl Handler {
    /// Of the events of each transaction, those that concern somebody. What our own users say does not, and nothing does in
    /// a room that nobody here knows, in which nothing waits, into which none of us is invited, and which is not being made.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_concern<T>(&self, seen: Vec<(T, Vec<Seen>)>) -> StoreResult<Vec<(T, Vec<Arrival>)>> {
        let strange = self.strangers_rooms(seen.iter().flat_map(|(_, seen)| seen)).await?;
        let concerns = |seen: &Seen| {
            let ours = seen.member.is_none() && self.is_ours(seen.sender.as_deref());
            !ours && !strange.contains(&seen.arrival.room_id)
        };
        let of_concern = seen.into_iter().map(|(transaction, seen)| {
            let seen = seen.into_iter().filter(|seen| concerns(seen));
            (transaction, seen.map(|seen| seen.arrival).collect())
        });
        Ok(of_concern.collect())
    }

    /// The rooms among these in which nothing concerns anybody here.
    async fn strangers_rooms(&self, seen: impl Iterator<Item = &Seen>) -> StoreResult<BTreeSet<RoomId>> {
        let (mut strange, mut joined) = (BTreeSet::new(), BTreeSet::new());
        for seen in seen {
            let rooms = if self.is_ours(seen.member.as_deref()) { &mut joined } else { &mut strange };
            rooms.insert(seen.arrival.room_id.clone());
        }
        strange.retain(|room| !joined.contains(room));
        if strange.is_empty() {
            return Ok(strange);
        }
        let mut tx = self.service.store.look().await?;
        // Asked first: a room that is made is known before its effect is done.
        if store::outbox::is_any_pending(&mut tx, &Effect::MAKE_ROOMS).await? {
            return Ok(BTreeSet::new());
        }
        let rooms: Vec<RoomId> = strange.iter().cloned().collect();
        for known in store::room::known_among(&mut tx, &rooms).await? {
            strange.remove(&known);
        }
        Ok(strange)
    }

    fn is_ours(&self, user: Option<&str>) -> bool {
        user.and_then(|user| <&UserId>::try_from(user).ok())
            .is_some_and(|user| self.service.names.is_ours(user))
    }
}
