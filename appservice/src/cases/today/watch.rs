//! Sees when what waits in a centre is another thing, and has it said.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use routing::{CentreId, Directory, Span, Timestamp};

use super::SPACING;
use crate::{
    cases::{effects::Effect, service::Service},
    store::{self, StoreResult, case::Digest, room::RoomKind, stirs::Stir, today::Shown},
};

/// Centres that are looked at in one round, so that nothing else of the upkeep waits for long: all of 2,000 in less than a minute.
const AT_ONCE: usize = 100;

/// When a centre that could not be looked at has its next turn.
const AFTER_FAILING: Span = Span::minutes(1);

/// So many centres may fail in one round: where more do, it is the database that fails.
const MOST_FAILED: usize = 3;

/// Each message is looked for in its room once in this time, whatever happens.
const CHECKED: Span = Span::hours(1);

/// What was seen before. After a start everything is looked at, and only what has become untrue is said.
#[derive(Default)]
pub(crate) struct Watch {
    begun: bool,
    /// What each centre is in the directory, with who is away.
    known: BTreeMap<CentreId, u64>,
    /// What its cases were when they were last counted, and how often it was rung until then.
    counted: BTreeMap<CentreId, (Digest, u64)>,
    /// Which are to be looked at.
    waiting: BTreeSet<CentreId>,
    /// Where nothing has happened since the start. A first message there is waited for by nobody.
    quiet: BTreeSet<CentreId>,
    /// Quiet ones without a message: one each round, since each opens a custodian, and others wait for the homeserver.
    firsts: BTreeSet<CentreId>,
    /// When each is another thing by itself.
    next: BTreeMap<CentreId, Timestamp>,
    /// Until when an edit that is queued has not begun.
    queued: BTreeMap<CentreId, Timestamp>,
    /// When each was last looked for in its room.
    checked: BTreeMap<CentreId, Timestamp>,
}

impl Watch {
    /// One round. `counts`: whether all running cases are counted, since other processes write as well.
    pub(crate) async fn look(&mut self, service: &Service, counts: bool) -> StoreResult<()> {
        let (now, directory) = (service.now(), service.directory());
        let stirs = service.store.stirs();
        stirs.forget_unheard();
        self.follow(service, &directory, now);
        if counts {
            self.count(service).await?;
        }
        let due = self.next.iter().filter(|(_, at)| **at <= now).map(|(centre, _)| centre.clone());
        let due: Vec<CentreId> = due.collect();
        // What happens by itself is shown at the desk as well.
        stirs.ring(due.iter().cloned().map(Stir::Centre));
        self.next.retain(|_, at| *at > now);
        for stirred in stirs.take_fresh() {
            self.firsts.remove(&stirred);
            self.quiet.remove(&stirred);
            self.waiting.insert(stirred);
        }
        if let Some(first) = self.firsts.pop_first() {
            self.quiet.remove(&first);
            self.waiting.insert(first);
        }
        // One centre of which something cannot be read has its turn later, and keeps none of the others waiting.
        let (mut failures, mut failed) = (0, None);
        for _ in 0..AT_ONCE {
            let Some(centre) = self.waiting.pop_first() else { break };
            if let Err(error) = self.look_at(service, &centre, now).await {
                self.next.insert(centre, now.plus(AFTER_FAILING));
                (failures, failed) = (failures + 1, Some(error));
                if failures > MOST_FAILED {
                    break;
                }
            }
        }
        self.check_one(service, now).await?;
        failed.map_or(Ok(()), Err)
    }

    /// Whoever is in the directory as another one, or is away or back.
    fn follow(&mut self, service: &Service, directory: &Directory, now: Timestamp) {
        let stirs = service.store.stirs();
        let mut known = BTreeMap::new();
        for centre in directory.centres() {
            let mut hasher = DefaultHasher::new();
            (&centre.name, centre.team, format!("{:?}", centre.follow_ups)).hash(&mut hasher);
            for who in directory.counsellors_of(&centre.id) {
                let away = who.away_until.filter(|_| who.is_away(now)).map(Timestamp::millis);
                (who.id.as_str(), &who.name, who.is_active(), away).hash(&mut hasher);
                who.deputy.as_ref().map(routing::CounsellorId::as_str).hash(&mut hasher);
            }
            known.insert(centre.id.clone(), hasher.finish());
        }
        self.firsts.retain(|centre| known.contains_key(centre));
        let gone = self.known.keys().filter(|centre| !known.contains_key(*centre));
        let changed = known.iter().filter(|(centre, now)| self.known.get(*centre) != Some(*now));
        let changed: Vec<CentreId> = gone.chain(changed.map(|(centre, _)| centre)).cloned().collect();
        if self.begun {
            stirs.ring(changed.into_iter().map(Stir::Centre));
        } else {
            // At the start nobody sees anything yet that would be another thing.
            self.quiet = changed.iter().cloned().collect();
            self.waiting.extend(changed);
            self.begun = true;
        }
        self.known = known;
    }

    /// Other processes write cases as well, and ring nobody here.
    async fn count(&mut self, service: &Service) -> StoreResult<()> {
        let stirs = service.store.stirs();
        let digests = store::case::digests(&mut service.store.look().await?).await?;
        let mut counted = BTreeMap::new();
        for (centre, digest) in digests {
            let rung = stirs.count(&Stir::Centre(centre.clone()));
            if self.counted.get(&centre).is_some_and(|(before, at)| *before != digest && *at == rung) {
                stirs.ring([Stir::Centre(centre.clone())]);
            }
            counted.insert(centre, (digest, rung));
        }
        self.counted = counted;
        Ok(())
    }

    async fn look_at(&mut self, service: &Service, centre: &CentreId, now: Timestamp) -> StoreResult<()> {
        let today = super::of(service, centre).await?;
        let (shown, room) = shown(service, centre).await?;
        let Some(today) = today else {
            if shown.is_some() && service.directory().centre(centre).is_none() {
                let mut tx = service.store.begin().await?;
                store::today::forget(&mut tx, centre).await?;
                tx.commit().await?;
            }
            return Ok(());
        };
        if let Some(next) = today.next {
            self.next.insert(centre.clone(), next);
        }
        // A centre gets its message with its rooms, once somebody has come in.
        let Some(room) = room else { return Ok(()) };
        let before = shown.filter(|shown| shown.room == room);
        if before.as_ref().is_some_and(|shown| shown.said == today.said)
            || self.queued.get(centre).is_some_and(|due| now < *due)
        {
            return Ok(());
        }
        if before.is_none() && self.quiet.contains(centre) {
            self.firsts.insert(centre.clone());
            return Ok(());
        }
        let tx = service.store.begin().await?;
        // Nobody waits for a first one: where there are many, they take their time.
        let mut tx = if before.is_none() { tx.at_leisure() } else { tx };
        let due = before.map_or(now, |shown| shown.edited.plus(SPACING).max(now));
        Effect::Today { centre: centre.clone(), anew: false }.push(&mut tx, due, now).await?;
        tx.commit().await?;
        self.queued.insert(centre.clone(), due);
        service.effects.notify_one();
        Ok(())
    }

    /// Looks for one message in its room: it may have been taken away by somebody of whom the homeserver tells nothing.
    async fn check_one(&mut self, service: &Service, now: Timestamp) -> StoreResult<()> {
        self.checked.retain(|centre, _| self.known.contains_key(centre));
        let old = |centre: &&CentreId| self.checked.get(*centre).is_none_or(|at| at.plus(CHECKED) <= now);
        let Some(centre) = self.known.keys().find(old).cloned() else { return Ok(()) };
        let first = self.checked.insert(centre.clone(), now).is_none();
        // After a start nothing is looked for at once: edits do that as well.
        if first || shown(service, &centre).await?.0.is_none() {
            return Ok(());
        }
        let mut tx = service.store.begin().await?.at_leisure();
        Effect::Today { centre, anew: false }.push(&mut tx, now, now).await?;
        tx.commit().await
    }
}

/// What is shown in a centre, and which its Team room is.
async fn shown(
    service: &Service,
    centre: &CentreId,
) -> StoreResult<(Option<Shown>, Option<routing::RoomId>)> {
    let mut tx = service.store.look().await?;
    let shown = store::today::of(&mut tx, centre).await?;
    let rooms = store::room::of_centre(&mut tx, centre).await?;
    let team = rooms.into_iter().find(|(kind, _)| matches!(kind, RoomKind::Team(_)));
    Ok((shown, team.map(|(_, room)| room)))
}
