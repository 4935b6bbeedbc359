//! What a history needs and what can be had before it is known whether somebody is let in: whoever has clicked waits for it.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use futures_util::future::join;
use routing::RoomId;
use ruma::{OwnedUserId, UserId, events::room::EncryptedFile};
use tokio::time::Instant;

use super::{Custodian, CustodianResult, away::Away};

/// What was had ahead is as good as new for so long.
const FRESH: Duration = Duration::from_secs(2);

/// What was found out a moment ago.
#[derive(Debug, Default)]
pub(super) struct Ahead(Mutex<Option<Prepared>>);

/// What was found out about somebody, for one room.
#[derive(Debug)]
pub(super) struct Prepared {
    who: OwnedUserId,
    room: RoomId,
    at: Instant,
    /// Which servers did not answer the question for their devices.
    pub(super) away: Away,
    /// A bundle as it lies at the homeserver, with what is in it.
    pub(super) bundle: Option<(Vec<u8>, EncryptedFile)>,
}

impl Ahead {
    fn keep(&self, prepared: Prepared) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(prepared);
    }

    /// Given once: the next one asks for itself.
    fn take(&self, room: &RoomId, who: &UserId) -> Option<Prepared> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        kept.filter(|kept| kept.who == who && kept.room == *room && kept.at.elapsed() <= FRESH)
    }

    /// Nothing of this room is kept: its keys are destroyed.
    pub(super) fn forget(&self, room: &RoomId) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.take_if(|kept| kept.room == *room);
    }
}

impl Custodian {
    /// Finds out about somebody who is about to be given the history of a room, while something else is found out.
    pub async fn ask_ahead(
        &self,
        room: &RoomId,
        newcomer: &UserId,
        seeker: Option<&UserId>,
    ) -> CustodianResult<()> {
        self.ahead.keep(self.prepare(room, newcomer, seeker).await?);
        Ok(())
    }

    /// What was found out a moment ago, or is now.
    pub(super) async fn prepared(
        &self,
        room: &RoomId,
        newcomer: &UserId,
        seeker: Option<&UserId>,
    ) -> CustodianResult<Prepared> {
        match self.ahead.take(room, newcomer) {
            Some(prepared) => Ok(prepared),
            None => self.prepare(room, newcomer, seeker).await,
        }
    }

    /// Asks for their devices, and uploads the bundle meanwhile if they had one to which it could be given: which they have now is
    /// looked at afterwards, and so is what is in the bundle.
    async fn prepare(
        &self,
        room: &RoomId,
        newcomer: &UserId,
        seeker: Option<&UserId>,
    ) -> CustodianResult<Prepared> {
        self.keys.turn_to(&[newcomer]);
        let bundle = async {
            if !self.may_ask(newcomer) || !self.has_trusted_device(newcomer).await? {
                return Ok(None);
            }
            let Some(bundle) = self.bundle_of(room, seeker).await? else { return Ok(None) };
            let file = self.upload_for(room, &bundle).await?;
            CustodianResult::Ok(Some((bundle, file)))
        };
        let (away, bundle) = join(self.refresh_devices(&[newcomer]), bundle).await;
        let bundle = bundle.unwrap_or_else(|error| {
            tracing::debug!(error = %error, "Asking ahead was of no use");
            None
        });
        Ok(Prepared { who: newcomer.to_owned(), room: room.clone(), at: Instant::now(), away: away?, bundle })
    }
}

#[cfg(test)]
mod tests {
    use ruma::user_id;

    use super::*;

    #[test]
    fn what_was_had_ahead_is_given_once_soon_and_not_after_its_keys_are_destroyed() {
        let (ahead, ben) = (Ahead::default(), user_id!("@ben:lotse.example"));
        let [room, other] = ["!a:lotse.example", "!b:lotse.example"].map(|id| RoomId::parse(id).unwrap());
        let keep = |at: Instant| {
            let away = Away::all_of(&[]);
            let (who, room) = (ben.to_owned(), room.clone());
            ahead.keep(Prepared { who, room, at, away, bundle: None });
        };
        let now = Instant::now();
        keep(now);
        assert!(ahead.take(&room, ben).is_some() && ahead.take(&room, ben).is_none());
        for (room, who) in [(&other, ben), (&room, user_id!("@cem:lotse.example"))] {
            keep(now);
            assert!(ahead.take(room, who).is_none());
        }
        keep(now.checked_sub(2 * FRESH).unwrap());
        assert!(ahead.take(&room, ben).is_none(), "devices may have changed");
        keep(now);
        ahead.forget(&other);
        ahead.forget(&room);
        assert!(ahead.take(&room, ben).is_none(), "the keys in it are destroyed everywhere");
    }
}
