//! A guest goes to another centre while nobody at the first one is there: everything begins anew there, and here nothing stays of it.

use routing::figures::live::Waited;

use crate::{
    cases::{
        erasing::{self, Cause},
        service::Service,
    },
    store::{StoreResult, Tx, case::Stored},
};

/// The case is over where nobody took it, and is erased at once; the guest's account goes on. Says no for one that the administration
/// keeps: roll back then.
pub(crate) async fn leave(service: &Service, tx: &mut Tx, mut stored: Stored) -> StoreResult<bool> {
    super::over(service, tx, &stored, Waited::Left).await?;
    // With a live chat its account would go.
    stored.case.live = false;
    super::super::save(service, tx, &mut stored).await?;
    erasing::write(service, tx, stored, Cause::Wish).await
}
