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
