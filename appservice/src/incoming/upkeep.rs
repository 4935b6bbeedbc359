//! What happens without anybody asking: the directory is followed, timed steps are taken, letter-boxes emptied, old
//! rows pruned.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use futures_util::{FutureExt as _, future::BoxFuture};
use routing::{CounsellorId, RoomId, Span, Timestamp};
use tokio_util::sync::CancellationToken;

use crate::{
    cases::{self, effects::Effect, service::Service},
    directory::publication,
    running::{fail_point, guard, pulse::Pulse},
    store::{self, StoreResult, case::Stage, purge::Purge, setback::Kind},
};

/// How often the directory and the timed steps are looked at.
const ROUND: Duration = Duration::from_secs(2);

/// How often the letter-boxes of open custodians are emptied, bell or no bell. Rounds.
const LETTER_BOX_ROUNDS: u32 = 90;

/// Cases that are completed in one commit.
const CASES_AT_ONCE: u32 = 200;

/// Rooms that are made to follow younger rules in one round: so few that nobody else waits for them.
const MENDED_AT_ONCE: u32 = 5;

/// Rooms and files that are purged in one round.
const PURGED_AT_ONCE: u32 = 100;

/// At most so many rows of a table are forgotten in one commit, and at least so many.
const PRUNED_AT_ONCE: std::ops::RangeInclusive<u32> = 5..=50;

/// How long one commit that forgets rows may hold the writer. What takes longer is done in smaller slices.
const PRUNE_HOLDS: Duration = Duration::from_millis(10);

/// Cases are counted once in so many rounds: all that there have ever been are looked at.
const COUNTING: u32 = 5;

/// How often sessions at the desk are looked at that nobody uses. Rounds.
const DESK_ROUNDS: u32 = 15;

/// Rounds in an hour.
const HOURLY: u32 = 1800;

/// After so many rounds the pages of guests that are open have been heard of again, however long nobody could hear them.
const PAGES_RETURN: u32 = 20;

/// How long ids of transactions and events are remembered, so that a late repetition is recognised.
const MEMORY: Span = Span::days(30);

/// A step that takes longer than this hangs: the longest ones go through all cases, or ask the homeserver for each custodian.
const LONGEST_STEP: Duration = Duration::from_mins(10);

/// A round that is under way when we are told to stop has so long to come to its end: after a change of the directory one goes
/// through all cases there are.
const ENDING: Duration = Duration::from_secs(5);

/// Runs until `stop`.
pub async fn run(service: Arc<Service>, stop: CancellationToken) {
    let pulse = service.pulses.worker("upkeep", LONGEST_STEP);
    let mut round = 0_u32;
    let mut followed = None;
    let mut watch = cases::today::Watch::default();
    let mut ear = cases::far::Ear::default();
    while !stop.is_cancelled() {
        pulse.beat();
        fail_point::begin_round("upkeep.round").await;
        let told_to_end = async {
            stop.cancelled().await;
            tokio::time::sleep(ENDING).await;
        };
        // A step that is cut off is as one whose process was killed: its commits stand, and what was not committed comes again.
        tokio::select! {
            () = once(&service, &pulse, round, (&mut followed, &mut watch, &mut ear)) => {}
            () = told_to_end => {}
        }
        round = round.wrapping_add(1);
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(ROUND) => {}
        }
    }
}

/// One round. A step that fails or panics is tried again in the next one, and holds up none of the others.
async fn once(
    service: &Service,
    pulse: &Pulse,
    round: u32,
    (followed, watch, ear): (&mut Option<i64>, &mut cases::today::Watch, &mut cases::far::Ear),
) {
    take(pulse, "follow-directory", follow(service, followed).boxed()).await;
    if round == 0 {
        take(pulse, "name-cases", name_cases(service).boxed()).await;
        take(pulse, "far-platforms", cases::far::look_after_start(service).boxed()).await;
    }
    take(pulse, "identities", cases::identities::follow_all(service).boxed()).await;
    take(pulse, "end-absences", cases::absence::end_all(service).boxed()).await;
    take(pulse, "timed-steps", cases::timed::take_all(service).boxed()).await;
    take(pulse, "live", cases::live::timed::take_all(service, round >= PAGES_RETURN).boxed()).await;
    take(pulse, "today", watch.look(service, round.is_multiple_of(COUNTING)).boxed()).await;
    take(pulse, "far-silence", cases::far::look_who_is_silent(service, ear).boxed()).await;
    if round.is_multiple_of(HOURLY) {
        take(pulse, "far-presence", cases::far::report_presences(service).boxed()).await;
    }
    take(pulse, "mend-rooms", mend_rooms(service).boxed()).await;
    take(pulse, "chats", cases::chats::end_all(service).boxed()).await;
    take(pulse, "appointments", cases::appointments::timed::take_all(service).boxed()).await;
    take(pulse, "follow-ups", cases::follow_up::take_all(service).boxed()).await;
    take(pulse, "mailing", cases::mailing::take_all(service).boxed()).await;
    take(pulse, "purges", make_up_for(service).boxed()).await;
    if round.is_multiple_of(HOURLY) {
        take(pulse, "prune", prune(service).boxed()).await;
    }
    if round.is_multiple_of(DESK_ROUNDS) {
        take(pulse, "desk", cases::signing_in::end_all(service).boxed()).await;
        take(pulse, "leads", cases::roles::dismiss_who_left(service).boxed()).await;
        take(pulse, "invitations", cases::onboarding::forget_who_left(service).boxed()).await;
        take(pulse, "referat", service.referat.refresh(&service.store).boxed()).await;
        take(pulse, "seconds", cases::seconds::end_late(service).boxed()).await;
    }
    take(pulse, "wipe", service.store.wipe_erased(service.now()).boxed()).await;
    take(pulse, "gauges", gauges(service, round).boxed()).await;
    if round % LETTER_BOX_ROUNDS == LETTER_BOX_ROUNDS - 1 {
        take(pulse, "letter-boxes", empty_letter_boxes(service, pulse).map(Ok).boxed()).await;
    }
}

/// Takes one step, and tells of it if it fails.
async fn take(pulse: &Pulse, step: &'static str, work: BoxFuture<'_, StoreResult<()>>) {
    match guard::caught(work).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => {
            tracing::error!(step, error = %error, "A step of the upkeep failed; trying again");
            metrics::counter!("lotse_upkeep_failed_total", "step" => step).increment(1);
        }
        Err(guard::Panicked) => {
            tracing::error!(step, "A step of the upkeep panicked; trying again");
            metrics::counter!("lotse_upkeep_failed_total", "step" => step).increment(1);
        }
    }
    pulse.beat();
}

async fn follow(service: &Service, followed: &mut Option<i64>) -> StoreResult<()> {
    service.roster.refresh(&service.store).await?;
    // Which import was followed, and not whether this refresh brought one: others refresh, too.
    let import = service.roster.import();
    if *followed != Some(import) {
        cases::following::follow_directory(service).await?;
        cases::far::greet_all(service).await?;
        *followed = Some(import);
    }
    Ok(())
}

/// Whose rows grow old.
#[derive(Clone, Copy)]
enum Old {
    Bodies,
    Transactions,
    Events,
    Waiting,
    Openings,
    Bars,
    WaysBack,
    Setbacks,
    Drafts,
    Versions,
    OwnFigures,
    Seconds,
}

impl Old {
    const ALL: [Self; 12] = [
        Self::Bodies,
        Self::Transactions,
        Self::Events,
        Self::Waiting,
        Self::Openings,
        Self::Bars,
        Self::WaysBack,
        Self::Setbacks,
        Self::Drafts,
        Self::Versions,
        Self::OwnFigures,
        Self::Seconds,
    ];

    /// Forgets a slice of them; says how many rows it was.
    async fn forget(self, service: &Service, most: u32) -> StoreResult<u64> {
        let now = service.now();
        let before = Timestamp::from_millis(now.millis() - MEMORY.millis());
        let yesterday = now.minus(cases::limit::COUNTS);
        let mut tx = service.store.begin().await?;
        let forgotten = match self {
            Self::Bodies => store::inbox::sweep(&mut tx, most).await?,
            Self::Transactions => store::transaction::prune(&mut tx, before, most).await?,
            Self::Events => store::inbox::prune(&mut tx, before, most).await?,
            Self::Waiting => store::waiting::prune(&mut tx, before, most).await?,
            Self::Openings => store::opening::prune(&mut tx, yesterday, most).await?,
            Self::Bars => store::bar::prune(&mut tx, now, most).await?,
            Self::WaysBack => {
                let before = now.minus(cases::returning::REMEMBERED);
                store::way_back::prune(&mut tx, before, most).await?
            }
            Self::Setbacks => store::setback::prune(&mut tx, now, most).await?,
            Self::Drafts => {
                let before = now.minus(publication::DRAFT_KEPT);
                store::directory_draft::prune(&mut tx, before, most).await?
            }
            Self::Versions => {
                let before = now.minus(publication::KEPT);
                store::directory_version::prune(&mut tx, before, most).await?
            }
            Self::OwnFigures => {
                let before = now.minus(cases::own_figures::REMEMBERED);
                store::own_figure::prune(&mut tx, before, most).await?
            }
            Self::Seconds => store::second::prune(&mut tx, now, cases::seconds::REMEMBERED, most).await?,
        };
        tx.commit().await?;
        Ok(forgotten)
    }
}

/// Forgets old rows in slices, a table at a time, since whoever writes meanwhile waits for each commit. A table of which nothing can be
/// forgotten keeps none of the others from it.
async fn prune(service: &Service) -> StoreResult<()> {
    let mut outcome = Ok(());
    for old in Old::ALL {
        if let Err(error) = prune_all(service, old).await {
            outcome = Err(error);
        }
    }
    outcome
}

async fn prune_all(service: &Service, old: Old) -> StoreResult<()> {
    let mut most = *PRUNED_AT_ONCE.end();
    loop {
        let began = Instant::now();
        if old.forget(service, most).await? == 0 {
            return Ok(());
        }
        let took = began.elapsed();
        most = next_slice(most, took);
        // As long again for everybody else: who comes while a slice is written comes next.
        tokio::time::sleep(took).await;
    }
}

/// How many rows the next slice has after one of so many took so long.
fn next_slice(rows: u32, took: Duration) -> u32 {
    let (least, most) = PRUNED_AT_ONCE.into_inner();
    if took > PRUNE_HOLDS { (rows / 2).max(least) } else { (rows + least).min(most) }
}

/// Cases that were accepted before a pseudonym led to them.
async fn name_cases(service: &Service) -> StoreResult<()> {
    let mut after = None;
    loop {
        let mut tx = service.store.begin().await?;
        after = store::case::complete(&mut tx, after.as_ref(), CASES_AT_ONCE).await?;
        tx.commit().await?;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// Queues a few of the rooms that are older than a rule and that nothing has looked at since.
async fn mend_rooms(service: &Service) -> StoreResult<()> {
    let old = {
        let mut tx = service.store.look().await?;
        store::room::to_mend(&mut tx, service.now(), MENDED_AT_ONCE).await?
    };
    let old = old.into_iter().map(|room| (room.to_string(), room)).collect();
    cases::one_by_one::take(service, Kind::Mending, old, |room| {
        async move { mend_room(service, &room).await }.boxed()
    })
    .await
}

async fn mend_room(service: &Service, room: &RoomId) -> StoreResult<()> {
    let now = service.now();
    let mut tx = service.store.begin().await?.at_leisure();
    let kind = store::room::by_id(&mut tx, room).await?;
    store::room::mended(&mut tx, room, now).await?;
    if let Some(kind) = kind {
        Effect::mend(room, &kind).push(&mut tx, now, now).await?;
    }
    tx.commit().await
}

/// Queues what is owed: rooms of cases that were erased while there was no right to purge, chats whose last words have
/// stood long enough.
async fn make_up_for(service: &Service) -> StoreResult<()> {
    if service.administration.is_none() {
        return Ok(());
    }
    let now = service.now();
    let owed = {
        let mut tx = service.store.look().await?;
        store::purge::owed(&mut tx, now, PURGED_AT_ONCE).await?
    };
    if owed.is_empty() {
        return Ok(());
    }
    let mut tx = service.store.begin().await?.at_leisure();
    for subject in &owed {
        store::purge::put(&mut tx, subject, Purge::Queued, now).await?;
        Effect::Purge { subject: subject.clone(), case: None }.push(&mut tx, now, now).await?;
    }
    tx.commit().await?;
    tracing::info!(count = owed.len(), "Purging what was owed");
    service.effects.notify_one();
    Ok(())
}

async fn empty_letter_boxes(service: &Service, pulse: &Pulse) {
    for user in service.custodians.open_users().await {
        pulse.beat();
        let emptied = async { service.custodians.of(&user).await?.empty_letter_box().await };
        if let Err(error) = emptied.await {
            tracing::warn!(error = %error, "Could not empty a letter-box; trying again later");
        }
    }
}

/// Figures for the metrics page: counts only.
#[expect(
    clippy::cast_precision_loss,
    reason = "a gauge is a floating-point number, and counts stay far below 2^52"
)]
async fn gauges(service: &Service, round: u32) -> StoreResult<()> {
    let mut tx = service.store.look().await?;
    if round.is_multiple_of(COUNTING) {
        let cases = store::case::counts(&mut tx).await?;
        for stage in Stage::ALL {
            // A stage that the last case has left is not in the counts.
            let count = cases.get(&stage).copied().unwrap_or_default();
            metrics::gauge!("lotse_cases", "state" => stage.code()).set(count as f64);
        }
    }
    if round.is_multiple_of(COUNTING) {
        let (directory, from_elsewhere) = (service.directory(), &service.from_elsewhere);
        let is_platform = |user: &CounsellorId| from_elsewhere.is_platform(&cases::service::matrix_id(user));
        let unlisted = cases::far::unlisted_channels(&mut tx, &directory, is_platform).await?.len();
        metrics::gauge!("lotse_far_unlisted").set(unlisted as f64);
    }
    let unconfirmed = service.custodians.pins().unconfirmed().len();
    metrics::gauge!("lotse_identities_unconfirmed").set(unconfirmed as f64);
    let outbox = store::outbox::counts(&mut tx).await?;
    metrics::gauge!("lotse_outbox_pending").set(outbox.pending as f64);
    metrics::gauge!("lotse_outbox_dead").set(outbox.dead as f64);
    let inbox = store::inbox::counts(&mut tx).await?;
    metrics::gauge!("lotse_inbox_pending").set(inbox.pending as f64);
    metrics::gauge!("lotse_inbox_quarantined").set(inbox.quarantined as f64);
    metrics::gauge!("lotse_rows_failing").set(store::setback::count(&mut tx).await? as f64);
    metrics::gauge!("lotse_inbox_without_key").set(store::waiting::count(&mut tx).await? as f64);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_shrink_while_a_commit_takes_long_and_grow_again() {
        let (slow, quick) = (PRUNE_HOLDS * 2, PRUNE_HOLDS / 2);
        let mut rows = *PRUNED_AT_ONCE.end();
        for expected in [25, 12, 6, 5, 5] {
            rows = next_slice(rows, slow);
            assert_eq!(rows, expected);
        }
        for expected in [10, 15, 20] {
            rows = next_slice(rows, quick);
            assert_eq!(rows, expected);
        }
        assert_eq!(next_slice(*PRUNED_AT_ONCE.end(), quick), *PRUNED_AT_ONCE.end());
    }
}
