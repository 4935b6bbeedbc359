//! Covers that an absence begins and ends.

use routing::{Cover, CoverFacts, State, Timestamp};

use crate::{
    effects::Effect,
    service::Service,
    store::{StoreResult, Tx, case::Stored},
};

/// The deputy stands in.
pub(super) async fn begin(
    service: &Service,
    tx: &mut Tx,
    stored: &mut Stored,
    cover: Cover,
) -> StoreResult<()> {
    let now = service.now();
    let facts = CoverFacts::of(&service.directory(), &stored.case.centre, &cover.colleague);
    let Ok(covered) = stored.case.clone().cover(cover, facts, now) else { return Ok(()) };
    stored.case = covered;
    crate::cases::save(service, tx, stored).await?;
    Effect::Reconcile { case: stored.case.id.clone(), told: false }.push(tx, now, now).await
}

/// Ends those covers of the absence that are `meant`.
pub(super) async fn end(
    service: &Service,
    tx: &mut Tx,
    stored: &mut Stored,
    now: Timestamp,
    meant: impl Fn(&Cover) -> bool,
) -> StoreResult<()> {
    let State::Accepted(accepted) = &stored.case.state else { return Ok(()) };
    let colleagues: Vec<_> =
        accepted.for_absence(now).filter(|cover| meant(cover)).map(|cover| cover.colleague.clone()).collect();
    for colleague in colleagues {
        let Ok(ended) = stored.case.clone().end_cover(&colleague, now) else { continue };
        stored.case = ended;
        crate::cases::save(service, tx, stored).await?;
        Effect::Reconcile { case: stored.case.id.clone(), told: false }.push(tx, now, now).await?;
    }
    Ok(())
}
