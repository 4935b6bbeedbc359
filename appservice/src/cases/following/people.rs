//! Who counsels in a centre, and whether as a team: what changed there becomes effects that make rooms equal to it.

use std::collections::BTreeSet;

use routing::{Case, CaseId, CentreId, CounsellorId, Directory, Recipient, Span, State};
use serde::{Deserialize, Serialize};

use super::first;
use crate::{
    cases::{absence, effects::Effect, service::Service},
    store::{self, StoreResult, case::Stage, damage, meta, room::RoomKind},
};

/// Rooms of cases whose people changed are looked at one after the other: so many a second at most, so that those who ask
/// meanwhile do not wait behind them.
const BETWEEN_LOOKS: Span = Span::from_millis(50);

/// Effects that are queued in one commit.
const AT_ONCE: usize = 200;

/// What `routing::access` reads of a centre, as its cases were last compared with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Staff {
    /// Whether the directory knows the centre.
    known: bool,
    /// Whether colleagues may stand in for one another.
    team: bool,
    /// The activated counsellors, away or not.
    people: BTreeSet<CounsellorId>,
}

impl Staff {
    fn of(directory: &Directory, centre: &CentreId) -> Self {
        let active = |who: &CounsellorId| directory.is_active_counsellor(who, centre);
        let people = directory.counsellors_of(centre).iter().map(|counsellor| counsellor.id.clone());
        Self {
            known: directory.centre(centre).is_some(),
            team: directory.centre(centre).is_some_and(|centre| centre.team),
            people: people.filter(active).collect(),
        }
    }
}

/// How far a change reaches into a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// Somebody has to go.
    Goes,
    /// Somebody may have to come.
    Comes,
    /// Nobody's access changes.
    Nobody,
}

/// What changed in a centre; from `None` nothing is known, so that everybody may have changed.
struct Change<'a> {
    from: Option<&'a Staff>,
    to: &'a Staff,
}

impl Change<'_> {
    fn reach(&self, case: &Case) -> Reach {
        let accepted = case.accepted();
        let covers = || accepted.into_iter().flat_map(|accepted| accepted.covers.iter());
        let incoming = match case.offer.as_ref().map(|offer| &offer.to) {
            Some(Recipient::Counsellor(who)) => Some(who),
            _ => None,
        };
        let mut inside =
            case.holder().into_iter().chain(covers().map(|cover| &cover.colleague)).chain(incoming);
        let leaves = |who: &CounsellorId| {
            !self.to.people.contains(who) && self.from.is_none_or(|from| from.people.contains(who))
        };
        let no_team = !self.to.team && self.from.is_none_or(|from| from.team) && covers().next().is_some();
        let closed = matches!(case.state, State::Closed { .. });
        if no_team || inside.clone().any(leaves) {
            Reach::Goes
        } else if closed {
            // Nobody comes into a closed case because a colleague is new.
            Reach::Nobody
        } else {
            let Some(from) = self.from else { return Reach::Comes };
            let other = (from.known, from.team) != (self.to.known, self.to.team);
            let comes = |who: &CounsellorId| self.to.people.contains(who) && !from.people.contains(who);
            if other || inside.any(comes) { Reach::Comes } else { Reach::Nobody }
        }
    }
}

/// Queues the rooms of every centre, and of those cases, whose people or rules changed since they were last made equal to the
/// directory; of those that are gone, too.
pub(super) async fn follow(service: &Service, directory: &Directory) -> StoreResult<()> {
    let centres: BTreeSet<CentreId> = {
        let mut tx = service.store.look().await?;
        let mut centres = store::room::centres(&mut tx).await?;
        centres.extend(store::case::centres(&mut tx).await?);
        centres.extend(directory.centres().iter().map(|centre| centre.id.clone()));
        centres
    };
    let mut changed = 0_u64;
    let mut results = Vec::new();
    for centre in &centres {
        let rooms = rooms(service, centre).await;
        changed += u64::from(matches!(rooms, Ok(true)));
        results.push(rooms.map(drop));
        results.push(cases(service, directory, centre).await);
    }
    if changed > 0 {
        tracing::info!(centres = changed, "Following the directory");
    }
    first(results)
}

/// Queues the centre's own rooms, and says whether that was needed.
async fn rooms(service: &Service, centre: &CentreId) -> StoreResult<bool> {
    let equal = {
        let mut tx = service.store.look().await?;
        let applied = meta::get(&mut tx, &applied_name(centre)).await?;
        let has_rooms = !store::room::of_centre(&mut tx, centre).await?.is_empty();
        applied.as_deref() == Some(fingerprint(service, centre).as_slice())
            || (applied.is_none() && service.team(centre).is_empty() && !has_rooms)
    };
    if !equal {
        let now = service.now();
        let mut tx = service.store.begin().await?.at_leisure();
        Effect::CentreRooms { centre: centre.clone() }.push(&mut tx, now, now).await?;
        tx.commit().await?;
        service.effects.notify_one();
    }
    Ok(!equal)
}

/// Queues the rooms of those of the centre's cases whose people can have changed, those where somebody must go first.
async fn cases(service: &Service, directory: &Directory, centre: &CentreId) -> StoreResult<()> {
    let staff = Staff::of(directory, centre);
    let mut tx = service.store.look().await?;
    let followed = meta::get(&mut tx, &followed_name(centre)).await?;
    let before: Option<Staff> = followed.map(|bytes| serde_json::from_slice(&bytes)).transpose()?;
    if before.as_ref() == Some(&staff) {
        return Ok(());
    }
    let change = Change { from: before.as_ref(), to: &staff };
    let mut reached = Vec::new();
    let mut left_alone = Vec::new();
    let had_somebody = before.as_ref().is_none_or(|before| !before.people.is_empty());
    let everybody_left = staff.known && staff.people.is_empty() && had_somebody;
    for stage in Stage::LIVE {
        for stored in store::case::of_centre(&mut tx, centre, stage).await? {
            if everybody_left && matches!(stage, Stage::Asked | Stage::Accepted) {
                left_alone.push(stored.case.id.clone());
            }
            match change.reach(&stored.case) {
                Reach::Nobody => {}
                reach => reached.push((reach, stored.case.id)),
            }
        }
    }
    drop(tx);
    reached.sort_by_key(|(reach, _)| *reach);
    queue(service, &reached).await?;
    for case in &left_alone {
        match tell_left_alone(service, centre, case).await {
            // What cannot be read of one is no reason to tell nobody else, nor to tell them twice.
            Err(error) if damage::is_of_a_row(&error) => {
                tracing::error!(case.id = %case, error = %error, "Could not tell somebody that nobody is left");
            }
            other => other?,
        }
    }
    // Last: whoever is interrupted before begins anew.
    let mut tx = service.store.begin().await?.at_leisure();
    let mut private = Vec::new();
    for counsellor in before.into_iter().flat_map(|before| before.people) {
        if !staff.people.contains(&counsellor) {
            let kind = RoomKind::Private { centre: centre.clone(), counsellor: counsellor.clone() };
            let room = store::room::of_owner(&mut tx, &kind).await?;
            private.extend(room.map(|room| (room, kind)));
            // That an invitation was refused for good is nobody's concern any more.
            let invitation = Effect::LetIn { centre: centre.clone(), counsellor };
            store::outbox::forget_dead_of_lane(&mut tx, &invitation.lane().name).await?;
        }
    }
    meta::put(&mut tx, &followed_name(centre), &serde_json::to_vec(&staff)?).await?;
    meta::remove(&mut tx, &told_name(centre)).await?;
    for (room, kind) in &private {
        Effect::mend(room, kind).push(&mut tx, service.now(), service.now()).await?;
    }
    tx.commit().await
}

async fn queue(service: &Service, reached: &[(Reach, CaseId)]) -> StoreResult<()> {
    let mut due = service.now();
    for page in reached.chunks(AT_ONCE) {
        let now = service.now();
        let mut tx = service.store.begin().await?.at_leisure();
        for (_, case) in page {
            Effect::Reconcile { case: case.clone(), told: false }.push(&mut tx, due, now).await?;
            due = due.plus(BETWEEN_LOOKS);
        }
        tx.commit().await?;
        service.effects.notify_one();
    }
    Ok(())
}

/// The last counsellor of a centre is gone: whoever waits there is told so, with a way on. Once, however often this is begun.
async fn tell_left_alone(service: &Service, centre: &CentreId, case: &CaseId) -> StoreResult<()> {
    let mut tx = service.store.begin().await?.at_leisure();
    let told = meta::get(&mut tx, &told_name(centre)).await?;
    let mut told: BTreeSet<CaseId> =
        told.map(|told| serde_json::from_slice(&told)).transpose()?.unwrap_or_default();
    if !told.insert(case.clone()) {
        return Ok(());
    }
    let Some(mut stored) = store::case::by_id(&mut tx, case).await? else { return Ok(()) };
    absence::tell_that_everybody_left(service, &mut tx, &mut stored).await?;
    meta::put(&mut tx, &told_name(centre), &serde_json::to_vec(&told)?).await?;
    tx.commit().await
}

pub(super) fn applied_name(centre: &CentreId) -> String {
    format!("team:{centre}")
}

/// Who was told that nobody is left, until all of it is done.
fn told_name(centre: &CentreId) -> String {
    format!("left_alone:{centre}")
}

fn followed_name(centre: &CentreId) -> String {
    format!("followed:{centre}")
}

/// What the rooms of a centre follow from: its people, and whether they may stand in for one another.
pub(super) fn fingerprint(service: &Service, centre: &CentreId) -> Vec<u8> {
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

#[cfg(test)]
mod tests;
