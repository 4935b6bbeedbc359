//! A first appointment without a case: somebody takes an open time of a centre instead of writing first. One conditional write decides
//! whose it is; whoever's time it is has the case that is made by it.

use routing::{CentreId, CounsellorId, Slot, appointment as rules};

use super::saying;
use crate::{
    cases::service::Service,
    running::entropy,
    store::{
        StoreResult, Tx,
        appointment::{self, Body, Taking},
        case::Stored,
    },
};

/// Whose time is taken, and which.
#[derive(Clone, Debug)]
pub(crate) struct Date {
    pub(crate) counsellor: CounsellorId,
    pub(crate) slot: Slot,
}

/// Who takes a first appointment at this time; nobody, where it is not open, or not any more.
pub(crate) async fn taker(
    service: &Service,
    tx: &mut Tx,
    centre: &CentreId,
    slot: &Slot,
) -> StoreResult<Option<Date>> {
    let open = appointment::first::open(tx, &service.directory(), centre, service.now()).await?;
    Ok(rules::first::taker(open, slot).map(|counsellor| Date { counsellor, slot: *slot }))
}

/// Takes the time for a case that was just made, in the same commit. [`Taking::Taken`] needs a rollback, and no case is made then.
pub(crate) async fn book(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    date: &Date,
) -> StoreResult<Taking> {
    let (case, now, slot) = (&stored.case.id, service.now(), date.slot);
    if appointment::take(tx, case, &date.counsellor, &slot).await? == Taking::Taken {
        return Ok(Taking::Taken);
    }
    let body = Body {
        counsellor: date.counsellor.clone(),
        centre: stored.case.centre.clone(),
        uid: entropy::word(),
        sequence: 0,
        offered: Vec::new(),
        asked_in: None,
        booked: Some(slot),
        looked: now,
    };
    appointment::insert(tx, case, &body, rules::next(&slot, now)).await?;
    metrics::counter!("lotse_appointments_total").increment(1);
    Ok(Taking::Won)
}

/// Its case has its room and its counsellor: both are told when they meet.
pub(in crate::cases) async fn say(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<()> {
    let Some(appointment) = appointment::of_case(tx, &stored.case.id).await? else { return Ok(()) };
    let Some(slot) = appointment.body.booked else { return Ok(()) };
    saying::booked(service, tx, stored, (&appointment.body, &slot)).await
}
