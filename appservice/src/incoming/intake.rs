//! From written-down transactions to handled events: split, then one queue per room.
//!
//! Order within a room is kept, rooms are independent. An event that never can be handled is quarantined by its id and
//! never blocks the queue; one that may succeed later waits at the head of its room, however often it fails, and one whose key
//! has not come beside it.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use futures_util::FutureExt as _;
use routing::{EventId, RoomId};
use tokio::{
    sync::{Notify, Semaphore},
    time::Instant,
};
use tokio_util::sync::CancellationToken;

use crate::{
    cases::event::{Event, Handled, KEY_NEVER_CAME},
    incoming::{
        events::Handler,
        said::{Receipt, said},
        settling::Settling,
    },
    running::{
        clock::Clock,
        fail_point, guard,
        headway::{self, Headway},
        lanes::Lanes,
        pulse::{LONGEST_PIECE, LONGEST_ROUND, Pulses},
        trouble::Trouble,
    },
    store::{
        Store, StoreError, StoreResult, damage,
        inbox::{self, Content, Pending},
        setback::{self, Kind},
        tenure::Term,
        transaction::{self, Unsplit},
        unread, waiting,
    },
};

/// Looked for work at least this often, whatever rings.
const ROUND: Duration = Duration::from_secs(1);

/// Transactions that are split in one commit at most.
const TOGETHER: u32 = 64;

/// Between two commits that split: under load they gather meanwhile, and one that comes alone does not wait.
const GATHERING: Duration = Duration::from_millis(25);

/// Turns written-down transactions into handled events, until told to stop.
pub struct Intake {
    /// The memory.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// Who handles events.
    pub handler: Arc<Handler>,
    /// Rung when a transaction was written down.
    pub arrived: Arc<Notify>,
    /// How many rooms are worked on at a time.
    pub rooms_at_once: usize,
    /// Where events without effect are settled together.
    pub settling: Settling,
    /// Who still works.
    pub pulses: Pulses,
    /// How far events that wait had come.
    pub headway: Headway,
}

impl Intake {
    /// Works until the term ends, then finishes the events in hand.
    pub async fn run(self, term: Term) {
        let this = Arc::new(self);
        let stop = term.stop.clone();
        let places = Arc::new(Semaphore::new(this.rooms_at_once));
        let lanes = Lanes::default();
        let mut split_at = Instant::now();
        let mut began = false;
        let pulse = this.pulses.worker("intake", LONGEST_ROUND);
        while !stop.is_cancelled() {
            pulse.beat();
            fail_point::begin_round("intake.round").await;
            tokio::time::sleep_until(split_at + GATHERING).await;
            if let Err(error) = this.split_all(&mut split_at).await {
                tracing::error!(error = %error, "Could not split transactions; trying again");
            }
            match this.take_up_waiting(began).await {
                Ok(()) => began = true,
                Err(error) => {
                    tracing::error!(error = %error, "Could not take up what waits for a key; trying again");
                }
            }
            match this.rooms_with_work().await {
                Ok(rooms) => {
                    for room in rooms {
                        let (this, stop, lane) = (this.clone(), stop.clone(), room.to_string());
                        let job = term.until_lost(async move { this.work_through(&room, &stop).await });
                        lanes.start(&lane, places.clone(), job);
                    }
                }
                Err(error) => tracing::error!(error = %error, "Could not look for events; trying again"),
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = this.arrived.notified() => {}
                () = this.handler.keys_came().notified() => {}
                () = lanes.freed() => {}
                () = tokio::time::sleep(ROUND) => {}
            }
        }
        drop(pulse);
        lanes.finish().await;
    }

    /// Events that wait for a key beside their rooms: all of them as we begin, since a key may have come as the last
    /// process ended, and later those whose moment has come. The key itself rings for them.
    async fn take_up_waiting(&self, began: bool) -> StoreResult<()> {
        let now = self.clock.now();
        if began && !waiting::is_due(&mut self.store.look().await?, now).await? {
            return Ok(());
        }
        let mut tx = self.store.begin().await?;
        if began {
            waiting::moment_came(&mut tx, now).await?;
        } else {
            waiting::look_at_all(&mut tx, now).await?;
        }
        tx.commit().await
    }

    async fn rooms_with_work(&self) -> StoreResult<Vec<RoomId>> {
        let mut tx = self.store.look().await?;
        inbox::rooms_with_work(&mut tx, self.clock.now()).await
    }

    async fn split_all(&self, split_at: &mut Instant) -> StoreResult<()> {
        loop {
            let waiting = {
                let mut tx = self.store.look().await?;
                transaction::next_unsplit(&mut tx, self.clock.now(), TOGETHER).await?
            };
            if waiting.is_empty() {
                return Ok(());
            }
            *split_at = Instant::now();
            self.split_together(&waiting).await?;
        }
    }

    /// Splits transactions in one commit; or, if one of them is why that fails, each on its own.
    async fn split_together(&self, waiting: &[Unsplit]) -> StoreResult<()> {
        if waiting.iter().all(|transaction| transaction.body.is_some()) {
            match guard::caught(self.split(waiting).boxed()).await {
                Ok(Err(error)) if !damage::is_of_a_row(&error) => return Err(error),
                Ok(Ok(())) => return Ok(()),
                Ok(Err(_)) | Err(guard::Panicked) => {}
            }
        }
        for one in waiting {
            let why = match guard::caught(self.split(std::slice::from_ref(one)).boxed()).await {
                _ if one.body.is_none() => "inconsistent",
                Ok(Ok(())) => continue,
                Ok(Err(error)) if damage::is_of_a_row(&error) => "inconsistent",
                Ok(Err(error)) => return Err(error),
                Err(guard::Panicked) => "panicked",
            };
            tracing::error!(txn.id = one.txn_id, why, "Could not split a transaction; the others go on");
            let mut tx = self.store.begin().await?;
            setback::failed(&mut tx, Kind::Transaction, &one.txn_id, why, self.clock.now()).await?;
            tx.commit().await?;
            metrics::counter!("lotse_setbacks_total", "kind" => Kind::Transaction.code()).increment(1);
        }
        Ok(())
    }

    /// Splits transactions in one commit.
    async fn split(&self, waiting: &[Unsplit]) -> StoreResult<()> {
        let (mut bell, mut devices) = (BTreeSet::new(), Vec::new());
        let (mut arrivals, mut receipts) = (Vec::with_capacity(waiting.len()), Vec::new());
        for transaction in waiting {
            let Some(body) = &transaction.body else { return Ok(()) };
            let said = said(&transaction.txn_id, body);
            if said.unreadable > 0 {
                metrics::counter!("lotse_events_quarantined_total", "reason" => "no_event")
                    .increment(said.unreadable);
                tracing::error!(
                    txn.id = transaction.txn_id,
                    count = said.unreadable,
                    "Left out what is no room event"
                );
            }
            arrivals.push((transaction, said.seen));
            receipts.extend(said.receipts);
            bell.extend(said.recipients);
            devices.extend(said.devices);
        }
        // Before the commit begins: whoever writes waits for it.
        let arrivals = self.handler.of_concern(arrivals).await?;
        let mut tx = self.store.begin().await?;
        for (transaction, arrivals) in arrivals {
            let kept =
                arrivals.iter().any(|arrival| matches!(arrival.content, Content::InTransaction { .. }));
            inbox::add(&mut tx, transaction.seq, &arrivals, self.clock.now()).await?;
            transaction::mark_split(&mut tx, &transaction.txn_id, kept).await?;
            if kept {
                inbox::was_split(&mut tx, transaction.seq).await?;
            }
        }
        for Receipt { reader, room, event, at } in receipts {
            let at = self.clock.seen(at);
            unread::read(&mut tx, &reader, (&room, &event), at).await?;
        }
        fail_point::pass("split.before_commit");
        tx.commit().await?;
        fail_point::pass("split.after_commit");
        if !devices.is_empty() {
            self.handler.devices_changed(devices);
        }
        for user in bell {
            self.handler.ring(user);
        }
        Ok(())
    }

    async fn work_through(&self, room: &RoomId, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            match self.work_once(room).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => {
                    tracing::error!(error = %error, "Could not work on a room's events; trying again");
                    return;
                }
            }
        }
    }

    async fn work_once(&self, room: &RoomId) -> StoreResult<bool> {
        let pending = {
            let mut tx = self.store.look().await?;
            inbox::next_of_room(&mut tx, room, self.clock.now()).await
        };
        let pending = match pending {
            Ok(Some(pending)) => pending,
            Ok(None) => return Ok(false),
            // What it said will never be known; those behind it have not to wait for it.
            Err(error) => {
                let StoreError::Inconsistent { id, .. } = &error else { return Err(error) };
                let Ok(event) = EventId::parse(id) else { return Err(error) };
                damage::is_told(&error);
                return self.quarantine(&event, "inconsistent:inbox").await.map(|()| true);
            }
        };
        let (outcome, answers) = match Event::parse(&pending) {
            Ok(event) => {
                let _watched = self.pulses.piece("event", LONGEST_PIECE);
                let (handled, answers) =
                    headway::counted(guard::caught(self.handler.handle(&event).boxed())).await;
                (handled.unwrap_or_else(|_| Err(Trouble::Poison("panicked".to_owned()))), answers)
            }
            Err(why) => (Err(Trouble::Poison(why)), 0),
        };
        let event = pending.event_id.as_str();
        if !matches!(outcome, Err(Trouble::Passing { .. })) {
            self.headway.forget(event);
        }
        match outcome {
            Ok(Handled::Settled) => Ok(true),
            Ok(Handled::Nothing(why)) => {
                tracing::debug!(event.id = %pending.event_id, why, "Left an event without effect");
                self.settle(&pending).await.map(|()| true)
            }
            Err(Trouble::Passing { why, wait }) => {
                let tried = self.headway.wait(event, pending.attempts, answers);
                let due = self.clock.now().plus(wait.unwrap_or(tried));
                tracing::warn!(event.id = %pending.event_id, attempts = pending.attempts + 1, why, "Waiting to handle an event");
                let mut tx = self.store.begin().await?;
                inbox::retry_at(&mut tx, &pending.event_id, due, &why).await?;
                tx.commit().await?;
                Ok(true)
            }
            Err(Trouble::Poison(why)) => self.quarantine(&pending.event_id, &why).await.map(|()| true),
        }
    }

    async fn quarantine(&self, event: &EventId, why: &str) -> StoreResult<()> {
        let reason = if why == KEY_NEVER_CAME { "key" } else { "poison" };
        metrics::counter!("lotse_events_quarantined_total", "reason" => reason).increment(1);
        tracing::error!(event.id = %event, why, "Quarantined an event");
        let mut tx = self.store.begin().await?;
        inbox::quarantine(&mut tx, event, why).await?;
        tx.commit().await
    }

    async fn settle(&self, pending: &Pending) -> StoreResult<()> {
        self.settling.settle(&self.store, &pending.event_id).await
    }
}
