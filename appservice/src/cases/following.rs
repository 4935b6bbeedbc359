//! Following the directory: whatever changed in it becomes effects that make rooms equal to it.

use routing::CentreId;

use super::{effects::Effect, service::Service};
use crate::{
    running::trouble::Trouble,
    store::{self, StoreResult, case::Stage, meta},
};

/// Queues the rooms of every centre whose people changed since its rooms were last made equal to the directory.
pub(crate) async fn follow_directory(service: &Service) -> StoreResult<()> {
    let now = service.now();
    let directory = service.directory();
    let mut tx = service.store.begin().await?;
    let mut changed = 0_u64;
    for centre in directory.centres().iter().map(|centre| &centre.id) {
        let applied = meta::get(&mut tx, &applied_name(centre)).await?;
        let wanted = service.team(centre);
        if applied.as_deref() == Some(fingerprint(&wanted).as_slice())
            || (applied.is_none() && wanted.is_empty())
        {
            continue;
        }
        changed += 1;
        Effect::CentreRooms { centre: centre.clone() }.push(&mut tx, now, now).await?;
        if applied.is_some() {
            let stages = [Stage::Opened, Stage::Asked, Stage::Accepted, Stage::Closed];
            for case in store::case::ids_of_centre(&mut tx, centre, &stages).await? {
                Effect::Reconcile { case, told: false }.push(&mut tx, now, now).await?;
            }
        }
    }
    tx.commit().await?;
    if changed > 0 {
        tracing::info!(centres = changed, "Following the directory");
        service.effects.notify_one();
    }
    Ok(())
}

/// Remembers that a centre's rooms are equal to the directory.
pub(crate) async fn applied(service: &Service, centre: &CentreId) -> Result<(), Trouble> {
    let mut tx = service.store.begin().await?;
    meta::put(&mut tx, &applied_name(centre), &fingerprint(&service.team(centre))).await?;
    tx.commit().await?;
    Ok(())
}

fn applied_name(centre: &CentreId) -> String {
    format!("team:{centre}")
}

fn fingerprint(team: &[ruma::OwnedUserId]) -> Vec<u8> {
    let mut sorted: Vec<_> = team.iter().map(|user| user.as_str()).collect();
    sorted.sort_unstable();
    blake3::hash(sorted.join("\n").as_bytes()).as_bytes().to_vec()
}
