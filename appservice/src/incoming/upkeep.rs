//! What happens without anybody asking: the directory is followed, timed steps are taken, letter-boxes emptied, old
//! rows pruned.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use routing::{Span, Timestamp};
use tokio_util::sync::CancellationToken;

use crate::{
    cases::{self, effects::Effect, service::Service},
    store::{self, StoreResult, case::Stage, purge::Purge},
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

/// Rows of each table that are forgotten in one commit: a few milliseconds of the writer.
const PRUNED_AT_ONCE: u32 = 50;

/// Cases are counted once in so many rounds: all that there have ever been are looked at.
const COUNTING: u32 = 5;

/// Rounds in an hour.
const HOURLY: u32 = 1800;

/// How long ids of transactions and events are remembered, so that a late repetition is recognised.
const MEMORY: Span = Span::days(30);

/// Runs until `stop`.
pub async fn run(service: Arc<Service>, stop: CancellationToken) {
    let mut round = 0_u32;
    let mut followed = None;
    while !stop.is_cancelled() {
        once(&service, round, &mut followed).await;
        if round % LETTER_BOX_ROUNDS == LETTER_BOX_ROUNDS - 1 {
            empty_letter_boxes(&service).await;
        }
        round = round.wrapping_add(1);
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(ROUND) => {}
        }
    }
}

/// One round. A step that fails is tried again in the next one, and holds up none of the others.
async fn once(service: &Service, round: u32, followed: &mut Option<i64>) {
    let follow = async {
        service.roster.refresh(&service.store).await?;
        // Which import was followed, and not whether this refresh brought one: others refresh, too.
        let import = service.roster.import();
        if *followed != Some(import) {
            cases::following::follow_directory(service).await?;
            *followed = Some(import);
        }
        Ok(())
    };
    told("follow-directory", follow.await);
    if round == 0 {
        told("name-cases", name_cases(service).await);
    }
    told("end-absences", cases::absence::end_all(service).await);
    told("timed-steps", cases::timed::take_all(service).await);
    told("mend-rooms", mend_rooms(service).await);
    told("chats", cases::chats::end_all(service).await);
    told("follow-ups", cases::follow_up::take_all(service).await);
    told("mailing", cases::mailing::take_all(service).await);
    told("purges", make_up_for(service).await);
    if round.is_multiple_of(HOURLY) {
        told("prune", prune(service).await);
    }
    told("wipe", service.store.wipe_erased(service.now()).await);
    told("gauges", gauges(service, round).await);
}

fn told(step: &'static str, done: StoreResult<()>) {
    if let Err(error) = done {
        tracing::error!(step, error = %error, "A step of the upkeep failed; trying again");
    }
}

/// Whose rows grow old.
#[derive(Clone, Copy)]
enum Old {
    Transactions,
    Events,
    Waiting,
    Openings,
}

impl Old {
    const ALL: [Self; 4] = [Self::Transactions, Self::Events, Self::Waiting, Self::Openings];

    /// Forgets a slice of them; says how many rows it was.
    async fn forget(self, service: &Service) -> StoreResult<u64> {
        let now = service.now();
        let before = Timestamp::from_millis(now.millis() - MEMORY.millis());
        let yesterday = now.minus(cases::limit::COUNTS);
        let mut tx = service.store.begin().await?;
        let forgotten = match self {
            Self::Transactions => store::transaction::prune(&mut tx, before, PRUNED_AT_ONCE).await?,
            Self::Events => store::inbox::prune(&mut tx, before, PRUNED_AT_ONCE).await?,
            Self::Waiting => store::waiting::prune(&mut tx, before, PRUNED_AT_ONCE).await?,
            Self::Openings => store::opening::prune(&mut tx, yesterday, PRUNED_AT_ONCE).await?,
        };
        tx.commit().await?;
        Ok(forgotten)
    }
}

/// Forgets old rows in slices, a table at a time, since whoever writes meanwhile waits for each commit.
async fn prune(service: &Service) -> StoreResult<()> {
    for old in Old::ALL {
        loop {
            let began = Instant::now();
            if old.forget(service).await? == 0 {
                break;
            }
            // As long again for everybody else: who comes while a slice is written comes next.
            tokio::time::sleep(began.elapsed()).await;
        }
    }
    Ok(())
}

/// Cases that were accepted before a pseudonym led to them.
async fn name_cases(service: &Service) -> StoreResult<()> {
    loop {
        let mut tx = service.store.begin().await?;
        let completed = store::case::complete(&mut tx, CASES_AT_ONCE).await?;
        tx.commit().await?;
        if completed == 0 {
            return Ok(());
        }
    }
}

/// Queues a few of the rooms that are older than a rule and that nothing has looked at since.
async fn mend_rooms(service: &Service) -> StoreResult<()> {
    let old = {
        let mut tx = service.store.look().await?;
        store::room::to_mend(&mut tx, MENDED_AT_ONCE).await?
    };
    if old.is_empty() {
        return Ok(());
    }
    let now = service.now();
    let mut tx = service.store.begin().await?.at_leisure();
    for (room, _) in &old {
        store::room::mended(&mut tx, room, now).await?;
    }
    for (room, kind) in &old {
        Effect::mend(room, kind).push(&mut tx, now, now).await?;
    }
    tx.commit().await?;
    service.effects.notify_one();
    Ok(())
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

async fn empty_letter_boxes(service: &Service) {
    for user in service.custodians.open_users().await {
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
    let outbox = store::outbox::counts(&mut tx).await?;
    metrics::gauge!("lotse_outbox_pending").set(outbox.pending as f64);
    metrics::gauge!("lotse_outbox_dead").set(outbox.dead as f64);
    let inbox = store::inbox::counts(&mut tx).await?;
    metrics::gauge!("lotse_inbox_pending").set(inbox.pending as f64);
    metrics::gauge!("lotse_inbox_quarantined").set(inbox.quarantined as f64);
    metrics::gauge!("lotse_inbox_without_key").set(store::waiting::count(&mut tx).await? as f64);
    Ok(())
}
