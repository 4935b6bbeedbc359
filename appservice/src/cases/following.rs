//! Following the directory: whatever changed in it becomes effects that make rooms equal to it.
//!
//! What is compared is the union of what should be (the directory) and what is (rooms and cases), since a centre that left the
//! directory has people in its rooms all the same.

use std::collections::BTreeSet;

use routing::{CaseId, CentreId, Closer, CounsellorId, Directory, Span};

use super::{effects::Effect, life, seekers, service::Service};
use crate::{
    running::trouble::Trouble,
    store::{
        self, StoreResult, Tx,
        case::{Stage, Stored},
        meta,
    },
    words::phrases::Phrase,
};

/// Rooms of cases whose people changed are looked at one after the other: so many a second at most, so that those who ask
/// meanwhile do not wait behind them.
const BETWEEN_LOOKS: Span = Span::from_millis(50);

const RUNNING: [Stage; 3] = [Stage::Opened, Stage::Asked, Stage::Accepted];

/// Queues the rooms of every centre whose people or rules changed since its rooms were last made equal to the directory, of
/// those that are gone, too, and ends the running cases that nobody is responsible for any more.
pub(crate) async fn follow_directory(service: &Service) -> StoreResult<()> {
    let directory = service.directory();
    let centres: BTreeSet<CentreId> = {
        let mut tx = service.store.look().await?;
        let mut centres = store::room::centres(&mut tx).await?;
        centres.extend(store::case::centres(&mut tx).await?);
        centres.extend(directory.centres().iter().map(|centre| centre.id.clone()));
        centres
    };
    let mut changed = 0_u64;
    for centre in &centres {
        changed += u64::from(follow(service, &directory, centre).await?);
        end_stranded(service, &directory, centre).await?;
    }
    if changed > 0 {
        tracing::info!(centres = changed, "Following the directory");
        service.effects.notify_one();
    }
    Ok(())
}

async fn follow(service: &Service, directory: &Directory, centre: &CentreId) -> StoreResult<bool> {
    let now = service.now();
    let mut tx = service.store.begin().await?.at_leisure();
    let applied = meta::get(&mut tx, &applied_name(centre)).await?;
    let wanted = service.team(centre);
    let has_rooms = !store::room::of_centre(&mut tx, centre).await?.is_empty();
    let nothing_to_do = applied.as_deref() == Some(fingerprint(service, centre).as_slice())
        || (applied.is_none() && wanted.is_empty() && !has_rooms);
    if nothing_to_do {
        return Ok(false);
    }
    Effect::CentreRooms { centre: centre.clone() }.push(&mut tx, now, now).await?;
    if applied.is_some() {
        let team: BTreeSet<CounsellorId> = directory
            .counsellors_of(centre)
            .iter()
            .filter(|counsellor| directory.is_active_counsellor(&counsellor.id, centre))
            .map(|counsellor| counsellor.id.clone())
            .collect();
        let mut due = now;
        for case in concerned(&mut tx, directory, centre, &team).await? {
            Effect::Reconcile { case, told: false }.push(&mut tx, due, now).await?;
            due = due.plus(BETWEEN_LOOKS);
        }
    }
    tx.commit().await?;
    Ok(true)
}

/// The cases of a centre whose rooms may have to change, those where somebody must go first. Nobody comes into a closed case
/// because a colleague is new.
async fn concerned(
    tx: &mut Tx,
    directory: &Directory,
    centre: &CentreId,
    team: &BTreeSet<CounsellorId>,
) -> StoreResult<Vec<CaseId>> {
    let covered = directory.centre(centre).is_some_and(|centre| centre.team);
    let (mut first, mut then) = (Vec::new(), Vec::new());
    for stage in [Stage::Accepted, Stage::Asked, Stage::Opened, Stage::Closed] {
        for id in store::case::ids_of_centre(tx, centre, &[stage]).await? {
            let Some(stored) = store::case::by_id(tx, &id).await? else { continue };
            if must_go(&stored, covered, team) {
                first.push(id);
            } else if stage != Stage::Closed {
                then.push(id);
            }
        }
    }
    first.extend(then);
    Ok(first)
}

/// Whether somebody is in the case who does not belong to the team any more, or stands in where nobody may.
fn must_go(stored: &Stored, covered: bool, team: &BTreeSet<CounsellorId>) -> bool {
    let accepted = stored.case.accepted();
    let holder_left = stored.case.holder().is_some_and(|holder| !team.contains(holder));
    let mut covers = accepted.into_iter().flat_map(|accepted| accepted.covers.iter());
    holder_left || covers.any(|cover| !covered || !team.contains(&cover.colleague))
}

/// Running cases of a centre or a topic that is gone: each is closed, and its seeker is told and shown the way on. The
/// import asks before it lets that happen.
async fn end_stranded(service: &Service, directory: &Directory, centre: &CentreId) -> StoreResult<()> {
    let gone = directory.centre(centre).is_none();
    let running = {
        let mut tx = service.store.look().await?;
        store::case::ids_of_centre(&mut tx, centre, &RUNNING).await?
    };
    for case in running {
        let now = service.now();
        let mut tx = service.store.begin().await?.at_leisure();
        let Some(stored) = store::case::by_id(&mut tx, &case).await? else { continue };
        if !gone && directory.topic(&stored.case.topic).is_some() {
            continue;
        }
        let reference = stored.case.reference.clone();
        let chat = seekers::reception_chat(&mut tx, &stored).await?;
        let locale = seekers::locale_of(service, &mut tx, &stored).await?;
        if !life::write_closing(service, &mut tx, stored, Closer::Administration).await? {
            continue;
        }
        Effect::Reconcile { case: case.clone(), told: false }.push(&mut tx, now, now).await?;
        if let Some(chat) = chat {
            let say = vec![Phrase::ReceptionCentreLeft { reference }.into(), Phrase::HelpLines.into()];
            Effect::say(service.store.vault(), &chat, None, locale, say)?.push(&mut tx, now, now).await?;
        }
        tx.commit().await?;
        metrics::counter!("lotse_left_alone_total", "why" => "centre-gone").increment(1);
        tracing::warn!(case.id = %case, centre.id = %centre, "Closed a case that nobody is responsible for any more");
        service.effects.notify_one();
    }
    Ok(())
}

/// Remembers that a centre's rooms are equal to the directory.
pub(crate) async fn applied(service: &Service, centre: &CentreId) -> Result<(), Trouble> {
    let mut tx = service.store.begin().await?;
    meta::put(&mut tx, &applied_name(centre), &fingerprint(service, centre)).await?;
    tx.commit().await?;
    Ok(())
}

fn applied_name(centre: &CentreId) -> String {
    format!("team:{centre}")
}

/// What `routing::access` reads of a centre: its people, and whether they may stand in for one another.
fn fingerprint(service: &Service, centre: &CentreId) -> Vec<u8> {
    let team = service.team(centre);
    let mut sorted: Vec<_> = team.iter().map(|user| user.as_str()).collect();
    sorted.sort_unstable();
    let mut text = sorted.join("\n");
    // As it was remembered before the flag counted: most centres are team centres.
    if service.directory().centre(centre).is_some_and(|centre| !centre.team) {
        text.push_str("\nno team");
    }
    blake3::hash(text.as_bytes()).as_bytes().to_vec()
}
