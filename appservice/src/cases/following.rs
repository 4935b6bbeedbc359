//! Following the directory: whatever changed in it reaches people, rooms and running cases.
//!
//! What is compared is the union of what should be (the directory) and what is (rooms and cases), since a centre that left the
//! directory has people in its rooms all the same.

mod people;
mod promises;
mod stranded;

use routing::CentreId;

pub(crate) use self::stranded::{heir, is_stranded};
use super::service::Service;
use crate::{
    running::trouble::Trouble,
    store::{StoreResult, meta},
};

/// Follows the directory in force: removals first, then the cases that nobody is responsible for any more, then the moments at
/// which something happens by itself. A part that fails holds up none of the others, and all of it is done again.
pub(crate) async fn follow_directory(service: &Service) -> StoreResult<()> {
    let directory = service.directory();
    let people = people::follow(service, &directory).await;
    let stranded = stranded::settle(service, &directory).await;
    let promises = promises::follow(service, &directory).await;
    service.effects.notify_one();
    people.and(stranded).and(promises)
}

/// What the rooms of a centre are made equal to. Taken before the work begins, since the directory may change meanwhile.
pub(crate) struct Mark(Vec<u8>);

impl Mark {
    pub(crate) fn of(service: &Service, centre: &CentreId) -> Self {
        Self(people::fingerprint(service, centre))
    }
}

/// Remembers that a centre's rooms are equal to the directory as it was at the `mark`.
pub(crate) async fn applied(service: &Service, centre: &CentreId, mark: &Mark) -> Result<(), Trouble> {
    let mut tx = service.store.begin().await?;
    meta::put(&mut tx, &people::applied_name(centre), &mark.0).await?;
    tx.commit().await?;
    Ok(())
}

/// The first failure, once everybody had their turn.
fn first<T>(results: impl IntoIterator<Item = StoreResult<T>>) -> StoreResult<()> {
    let mut failed = Ok(());
    for result in results {
        failed = failed.and(result.map(drop));
    }
    failed
}
