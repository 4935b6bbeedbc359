//! Whoever comes into the rooms of a centre, or signs in on another device: it is looked at what they can read there.

use std::collections::BTreeSet;

use routing::CentreId;
use ruma::OwnedUserId;

use crate::{
    cases::{
        effects::Effect,
        event::{Event, Outcome, settle},
        service::{Service, counsellor_id},
    },
    store::{self, StoreResult, Tx, case::Stage, outbox},
};

/// Somebody of the centre has come into Erstanfragen or Team.
pub(crate) async fn came(service: &Service, event: &Event, centre: &CentreId) -> Outcome {
    let mut tx = service.store.begin().await?;
    look_at(service, &mut tx, centre).await?;
    settle(service, tx, event).await
}

/// These people's devices may have changed. To lose this loses nothing that the next start does not see.
pub(crate) async fn devices_changed(service: &Service, people: &[OwnedUserId]) -> StoreResult<()> {
    let directory = service.directory();
    let counsellors = people.iter().filter_map(|person| counsellor_id(person));
    let centres: BTreeSet<CentreId> = counsellors
        .flat_map(|who| {
            directory.centres_of_counsellor(&who).map(|centre| centre.id.clone()).collect::<Vec<_>>()
        })
        .collect();
    look_at_all(service, centres.into_iter().collect(), false).await
}

/// What happened to people's devices while nobody looked is unknown: where cards are open, it is looked at.
pub(crate) async fn after_start(service: &Service) -> StoreResult<()> {
    let open = {
        let mut tx = service.store.look().await?;
        store::case::centres_with(&mut tx, Stage::Asked).await?
    };
    look_at_all(service, open, true).await
}

async fn look_at_all(service: &Service, centres: Vec<CentreId>, at_leisure: bool) -> StoreResult<()> {
    if centres.is_empty() {
        return Ok(());
    }
    let tx = service.store.begin().await?;
    let mut tx = if at_leisure { tx.at_leisure() } else { tx };
    for centre in &centres {
        look_at(service, &mut tx, centre).await?;
    }
    tx.commit().await?;
    service.effects.notify_one();
    Ok(())
}

async fn look_at(service: &Service, tx: &mut Tx, centre: &CentreId) -> StoreResult<()> {
    let now = service.now();
    let look = Effect::LookAtReaders { centre: centre.clone(), again: false };
    // One runs, and one is for what happened meanwhile.
    if outbox::count_in_lane(tx, &look.lane().name).await? < 2 {
        look.push(tx, now, now).await
    } else {
        Ok(())
    }
}
