//! What happens to a case by itself: the moments of `routing::agenda` become effects, each once.

use routing::{CaseId, Moment, agenda};

use crate::{
    effects::Effect,
    service::Service,
    store::{self, StoreError, StoreResult, Tx, case::Stored},
};

/// Cases that are looked at in one round.
const AT_ONCE: u32 = 100;

/// Takes the steps of all cases for which it is time, one commit for each case.
pub(crate) async fn take_all(service: &Service) -> StoreResult<()> {
    let due = {
        let mut tx = service.store.look().await?;
        store::case::due(&mut tx, service.now(), AT_ONCE).await?
    };
    for case in &due {
        match take(service, case).await {
            // Somebody else is writing the case: the next round comes soon.
            Ok(()) | Err(StoreError::Stale { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    if !due.is_empty() {
        service.effects.notify_one();
    }
    Ok(())
}

async fn take(service: &Service, case: &CaseId) -> StoreResult<()> {
    let mut tx = service.store.begin().await?;
    let Some(mut stored) = store::case::by_id(&mut tx, case).await? else { return Ok(()) };
    let now = service.now();
    let due = agenda::due(&stored.case, &service.directory(), stored.looked, now);
    stored.looked = now;
    super::save(service, &mut tx, &mut stored).await?;
    for moment in due {
        happens(service, &mut tx, &mut stored, moment).await?;
    }
    tx.commit().await
}

async fn happens(service: &Service, tx: &mut Tx, stored: &mut Stored, moment: Moment) -> StoreResult<()> {
    let (case, now) = (stored.case.id.clone(), service.now());
    match moment {
        Moment::CustodyEnds => Effect::ReleaseCustody { case }.push(tx, now, now).await,
        Moment::CoverBegins(_) | Moment::CoverEnds(_) => {
            Effect::Reconcile { case, told: false }.push(tx, now, now).await
        }
        Moment::OfferLapses => super::agreeing::lapse(service, tx, stored).await,
        Moment::Reminder | Moment::PromiseBroken | Moment::RetentionWarning | Moment::Erasure => Ok(()),
    }
}
