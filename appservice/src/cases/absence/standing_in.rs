//! Covers that an absence begins and ends.

use std::collections::BTreeSet;

use routing::{Absence, Cover, Timestamp};

use crate::{
    cases::{
        covering::{self},
        service::Service,
    },
    store::{StoreResult, Tx, audit::Actor, case::Stored},
    words::phrases::standing_in::Ending,
};

/// The deputy stands in, as the absent person wants it.
pub(super) async fn begin(
    service: &Service,
    tx: &mut Tx,
    stored: &mut Stored,
    absence: &Absence,
    cover: Cover,
) -> StoreResult<()> {
    let by = Actor::Counsellor(absence.counsellor.clone());
    if let Err(why) = covering::begin(service, tx, stored, cover, by).await? {
        tracing::warn!(case.id = %stored.case.id, why = %why, "A deputy cannot stand in");
    }
    Ok(())
}

/// Ends those covers of an absence that are `meant`.
pub(super) async fn end(
    service: &Service,
    tx: &mut Tx,
    stored: &mut Stored,
    (by, how): (Actor, Ending),
    now: Timestamp,
    meant: impl Fn(&Cover) -> bool,
) -> StoreResult<()> {
    let covers = stored.case.accepted().into_iter().flat_map(|accepted| accepted.for_absence(now));
    let colleagues: BTreeSet<_> =
        covers.filter(|cover| meant(cover)).map(|cover| cover.colleague.clone()).collect();
    if colleagues.is_empty() {
        return Ok(());
    }
    covering::end(service, tx, stored, &colleagues, by, how).await
}
