//! The open times of a centre, for whoever comes for the first time.

use routing::{
    CentreId, CounsellorId, Directory, Timestamp,
    appointment::first::{Open, SHOWN},
};

use super::{hours, of_counsellor};
use crate::store::{StoreResult, Tx};

/// Who of a centre could take an appointment of somebody whom nobody knows yet, and when; nobody where the directory does not have it
/// so. Whoever is away takes none, also for the time after.
pub async fn open(
    tx: &mut Tx,
    directory: &Directory,
    centre: &CentreId,
    now: Timestamp,
) -> StoreResult<Vec<Open<CounsellorId>>> {
    let mut found = Vec::new();
    if !directory.centre(centre).is_some_and(routing::Centre::gives_first_dates) {
        return Ok(found);
    }
    for counsellor in directory.counsellors_of(centre).iter().filter(|one| one.counsels(now)) {
        let Some(hours) = hours::of(tx, &counsellor.id, centre).await? else { continue };
        let taken: Vec<_> =
            of_counsellor(tx, &counsellor.id).await?.iter().filter_map(|other| other.body.booked).collect();
        let open = Open::of(counsellor.id.clone(), &hours, &taken, now);
        if !open.slots.is_empty() {
            found.push(open);
        }
    }
    debug_assert!(found.iter().all(|open| open.slots.len() <= SHOWN), "more than can be shown");
    Ok(found)
}
