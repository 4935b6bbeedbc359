//! What happens to a case by itself: the moments of `routing::agenda` become effects, each once.

use futures_util::FutureExt as _;
use routing::{CaseId, Moment, agenda};

use super::{
    covering,
    erasing::{self, Cause},
    one_by_one,
};
use crate::words::phrases::standing_in::Ending;
use crate::{
    cases::{effects::Effect, service::Service},
    store::{self, StoreResult, Tx, audit::Actor, case::Stored, setback::Kind},
};

/// Cases that are looked at in one round.
const AT_ONCE: u32 = 100;

/// Takes the steps of all cases for which it is time, one commit for each case.
pub(crate) async fn take_all(service: &Service) -> StoreResult<()> {
    let due = {
        let mut tx = service.store.look().await?;
        store::case::due(&mut tx, service.now(), AT_ONCE).await?
    };
    // One case that fails must not hold up the steps of all others: somebody may be losing access by them.
    let due = due.into_iter().map(|case| (case.to_string(), case)).collect();
    one_by_one::take(service, Kind::Case, due, |case| async move { take(service, &case).await }.boxed()).await
}

async fn take(service: &Service, case: &CaseId) -> StoreResult<()> {
    let mut tx = service.store.begin().await?.at_leisure();
    let Some(mut stored) = store::case::by_id(&mut tx, case).await? else { return Ok(()) };
    super::silence::count(service, &mut stored);
    let due = catch_up(service, &mut stored);
    super::save(service, &mut tx, &mut stored).await?;
    happen(service, &mut tx, &mut stored, due).await?;
    tx.commit().await
}

/// What has become due of the case by now. The case counts as looked at: save it, and let these [`happen`] in the same
/// commit. Steps that do at once what the clock would do later begin with this, so that nothing happens twice.
pub(super) fn catch_up(service: &Service, stored: &mut Stored) -> Vec<Moment> {
    let now = service.now();
    let mut due = agenda::due(&stored.case, &service.directory(), stored.looked, now);
    erasing::after_warning(stored, &mut due, now);
    stored.looked = stored.looked.max(now);
    due
}

/// Lets moments happen to a case that is saved already.
pub(super) async fn happen(
    service: &Service,
    tx: &mut Tx,
    stored: &mut Stored,
    moments: Vec<Moment>,
) -> StoreResult<()> {
    for moment in worth_saying(moments) {
        happens(service, tx, stored, moment).await?;
    }
    Ok(())
}

/// After a standstill several reminders may be due at once: one is enough, and none once the promise is broken.
fn worth_saying(mut due: Vec<Moment>) -> Vec<Moment> {
    let broken = due.contains(&Moment::PromiseBroken);
    let last = due.iter().rposition(|moment| *moment == Moment::Reminder);
    let mut place = 0..;
    due.retain(|moment| {
        let here = place.next();
        *moment != Moment::Reminder || (!broken && here == last)
    });
    due
}

async fn happens(service: &Service, tx: &mut Tx, stored: &mut Stored, moment: Moment) -> StoreResult<()> {
    let (case, now) = (stored.case.id.clone(), service.now());
    match moment {
        Moment::CustodyEnds => Effect::ReleaseCustody { case }.push(tx, now, now).await,
        Moment::CoverBegins(colleague) => {
            let mut covers = stored.case.accepted().into_iter().flat_map(|accepted| accepted.covering(now));
            match covers.find(|cover| cover.colleague == colleague) {
                Some(cover) => covering::announce(service, tx, stored, cover).await,
                None => Ok(()),
            }
        }
        Moment::CoverEnds(colleague) => {
            covering::has_ended(service, tx, stored, &colleague, Actor::Itself, Ending::Time).await
        }
        Moment::OfferLapses => super::agreeing::lapse(service, tx, stored).await,
        Moment::RetentionWarning => erasing::warn(service, tx, stored).await,
        Moment::Erasure => {
            erasing::write(service, tx, stored.clone(), Cause::Time).await?;
            if let Some(written) = store::case::by_id(tx, &case).await? {
                *stored = written;
            }
            Ok(())
        }
        Moment::Reminder => super::promise::remind(service, tx, stored).await,
        Moment::PromiseBroken => super::promise::broken(service, tx, stored).await,
        Moment::MuteEnds => super::muting::is_over(service, tx, stored).await,
        Moment::StillNeeded => super::silence::ask(service, tx, stored).await,
        Moment::Unused | Moment::SilenceEnds => super::silence::end(service, tx, stored).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_reminder_is_enough_and_none_once_it_is_too_late() {
        use Moment::{CustodyEnds, PromiseBroken, Reminder};
        for (due, said) in [
            (vec![Reminder], vec![Reminder]),
            (vec![Reminder, CustodyEnds, Reminder], vec![CustodyEnds, Reminder]),
            (vec![Reminder, Reminder, PromiseBroken], vec![PromiseBroken]),
            (vec![CustodyEnds], vec![CustodyEnds]),
        ] {
            assert_eq!(worth_saying(due), said);
        }
    }
}
