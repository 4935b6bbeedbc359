//! Two Lotse of different versions. What cannot be understood yet is kept and comes first after an upgrade; the other side is told
//! once, and `doctor` says it on both sides.

use routing::{CentreId, CounsellorId, Span};

use super::tell;
use crate::{
    cases::{
        event::{Event, Outcome, alert, settle},
        service::Service,
    },
    running::trouble::Trouble,
    store::{self, StoreResult},
    words::far::{Word, spoken},
};

/// Why a word waits that is not understood yet.
const LATER: &str = "word-of-a-later-version";

/// How often it is looked whether a word that was kept is understood: it is, after an upgrade.
const AGAIN: Span = Span::minutes(10);

/// The other side speaks a version that is not known here. Nothing after this word is heard before it, so that nothing is lost.
pub(crate) async fn later(
    service: &Service,
    event: &Event,
    (centre, with): (&CentreId, &CounsellorId),
    version: u64,
) -> Outcome {
    let now = service.now();
    let mut tx = service.store.begin().await?;
    if store::far_version::put(&mut tx, (centre, with), version, now).await? {
        let _ = alert(event, "word_of_a_later_version");
        tell(service, centre, with, Word::Speaks { up_to: spoken() })?.push(&mut tx, now, now).await?;
        tx.commit().await?;
        service.effects.notify_one();
    }
    Err(Trouble::Passing { why: LATER.to_owned(), wait: Some(AGAIN) })
}

/// After a start: we may be of another version than before, and what was kept comes first.
pub(super) async fn look_again(service: &Service) -> StoreResult<()> {
    let mut tx = service.store.begin().await?;
    store::inbox::hasten(&mut tx, LATER, service.now()).await?;
    tx.commit().await
}

/// The other side does not understand what we said, and keeps it.
pub(crate) async fn speaks(
    service: &Service,
    event: &Event,
    (centre, with): (&CentreId, &CounsellorId),
    up_to: u64,
) -> Outcome {
    let outcome = alert(event, "words_that_are_not_understood");
    if up_to >= spoken() {
        // Nothing that we say.
        return Ok(outcome);
    }
    let mut tx = service.store.begin().await?;
    store::far_version::put(&mut tx, (centre, with), up_to, service.now()).await?;
    settle(service, tx, event).await
}

/// The other side has said something that is understood.
pub(crate) async fn is_understood(
    service: &Service,
    centre: &CentreId,
    with: &CounsellorId,
) -> StoreResult<()> {
    if store::far_version::all(&mut service.store.look().await?).await?.is_empty() {
        return Ok(());
    }
    let mut tx = service.store.begin().await?;
    store::far_version::forget(&mut tx, centre, with).await?;
    tx.commit().await
}
