//! Cases that two Lotse have to do with: a platform's, and that of a centre which runs its own.
//!
//! ```text
//! platform                                       centre
//! opens the case, makes the room ──Case────────► begins the case, enters the room
//! invites the seeker             ◄─(the join)──
//! follows                        ◄─Report──────  leads it by its own rules: card, ✅, cover, closing
//! asks the seeker                ◄─PassOn──────  would have it go on at another centre
//! hears that they end it         ──Ended───────► ends it
//! erases, purges                 ◄─Report/Gone─► erases, purges its copy
//! ```

mod at_centre;
mod at_platform;
mod passing;
mod unlisted;
mod versions;

use routing::{CentreId, CounsellorId, Far, Report, State};
use serde::{Deserialize, Serialize};

pub(crate) use self::passing::{ask_platform, pass_on, passing};
pub use self::unlisted::channels as unlisted_channels;
pub(crate) use self::unlisted::look_after_start;
pub(crate) use self::versions::{is_understood, later, speaks};
pub(crate) use self::{
    at_centre::{announced, ended, gone, greeted, report_presences, report_present},
    at_platform::{Ear, announcement, followed, hushed, is_gone, look_who_is_silent, present, refused},
};
use crate::{
    cases::{
        effects::{Effect, seal},
        service::Service,
    },
    store::{StoreResult, Tx, case::Stored, erasure::Erasure},
    words::far::{Passing, Word},
};

/// A word on its way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Letter {
    /// Whom it is for.
    pub(crate) to: CounsellorId,
    /// What it says.
    pub(crate) word: Word,
}

/// Tells the other Lotse something.
pub(crate) fn tell(
    service: &Service,
    centre: &CentreId,
    to: &CounsellorId,
    word: Word,
) -> StoreResult<Effect> {
    let sealed = seal(service.store.vault(), &Letter { to: to.clone(), word })?;
    let peer = service.store.vault().fingerprint("effect.far", to.as_str());
    Ok(Effect::TellFar { centre: centre.clone(), peer, sealed })
}

/// Every centre with a Lotse of its own is told that it stands in our directory, and says how many are there. After a start, too:
/// it may have been asked long ago.
pub(crate) async fn greet_all(service: &Service) -> StoreResult<()> {
    let (directory, now) = (service.directory(), service.now());
    let lotses = directory.centres().iter().filter_map(|centre| Some((&centre.id, centre.lotse.as_ref()?)));
    let mut tx = service.store.begin().await?.at_leisure();
    for (centre, custodian) in lotses {
        tell(service, centre, custodian, Word::Hello)?.push(&mut tx, now, now).await?;
    }
    tx.commit().await?;
    service.effects.notify_one();
    Ok(())
}

/// A platform's case was written: the platform is told how it stands. That it is erased is told when that is done.
pub(crate) async fn report(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<()> {
    let Some(Far::Platform { speaker, .. }) = &stored.case.far else { return Ok(()) };
    let Some(room) = stored.room.clone().filter(|_| !matches!(stored.case.state, State::Erased { .. }))
    else {
        return Ok(());
    };
    let (now, report) = (service.now(), Report::of(&stored.case));
    if report == Report::default() {
        return Ok(());
    }
    let word = Word::Report { room, number: stored.version(), report };
    tell(service, &stored.case.centre, speaker, word)?.push(tx, now, now).await
}

/// A seeker of a platform's case may not write, or may again: the platform, whose room it is, sees to that.
pub(crate) async fn hush(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<()> {
    let (Some(Far::Platform { speaker, .. }), Some(room)) = (&stored.case.far, stored.room.clone()) else {
        return Ok(());
    };
    let now = service.now();
    let word = Word::Hush { room, until: stored.case.muted_until(now) };
    tell(service, &stored.case.centre, speaker, word)?.push(tx, now, now).await
}

/// The seeker ends a case elsewhere than in its room: the Lotse of its centre, which leads it, is told.
pub(crate) async fn seeker_ends(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<()> {
    let (Some(Far::Centre { custodian, .. }), Some(room)) = (&stored.case.far, stored.room.clone()) else {
        return Ok(());
    };
    let now = service.now();
    tell(service, &stored.case.centre, custodian, Word::Ended { room })?.push(tx, now, now).await
}

/// Tells the centre's own Lotse what becomes of a case that it would have go on elsewhere.
pub(crate) async fn answer(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    answer: Passing,
) -> StoreResult<()> {
    let (Some(Far::Centre { custodian, .. }), Some(room)) = (&stored.case.far, stored.room.clone()) else {
        return Ok(());
    };
    let now = service.now();
    let word = Word::Passing { room, answer };
    tell(service, &stored.case.centre, custodian, word)?.push(tx, now, now).await
}

/// A platform's case is erased here, and our homeserver's copy purged if that may be: the platform is told so.
pub(crate) async fn is_erased(service: &Service, tx: &mut Tx, erasure: &Erasure) -> StoreResult<()> {
    let (Some(Far::Platform { speaker, .. }), Some(room)) = (&erasure.left.far, &erasure.room) else {
        return Ok(());
    };
    let now = service.now();
    let report = Report {
        closed: Some(erasure.since),
        erased: Some(erasure.since),
        by_seeker: erasure.left.wished,
        ..Report::default()
    };
    // The last word on it.
    let word = Word::Report { room: room.clone(), number: i64::MAX, report };
    tell(service, &erasure.left.centre, speaker, word)?.push(tx, now, now).await
}
