//! Runs the effects that commits have queued: each lane in order, lanes side by side, until done or loudly failed.

use std::{sync::Arc, time::Duration};

use futures_util::FutureExt as _;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use crate::{
    cases::{
        self,
        effects::{CENTRE_LANE, Done, Effect, LET_IN_LANE, TALK_LANES},
        service::Service,
    },
    outgoing::rooms,
    running::{
        fail_point,
        lanes::{Lanes, backoff},
        trouble::Trouble,
    },
    store::{self, StoreResult, outbox, tenure::Term},
};

mod card;
mod letter;
mod question;
mod speech;
mod transcript;

/// Looked for work at least this often, whatever rings.
const ROUND: Duration = Duration::from_secs(1);

/// Lanes that let people in at a time: one may wait half a minute for a server that is silent.
const PEOPLE: usize = 4;

/// Lanes that are worked on at a time, of each of the two kinds that people wait for.
const LANES: usize = 8;

/// Runs effects until told to stop.
pub struct Runner {
    service: Arc<Service>,
    /// Setting up the rooms of hundreds of centres must not hold up a seeker.
    centre_rooms: Arc<Semaphore>,
    /// Nor may the servers of people who are let in.
    letting_in: Arc<Semaphore>,
    /// Who seeks is answered whatever else is due.
    talk: Arc<Semaphore>,
}

impl Runner {
    /// A runner in this service.
    pub fn new(service: Arc<Service>) -> Self {
        Self {
            service,
            centre_rooms: Arc::new(Semaphore::new(1)),
            letting_in: Arc::new(Semaphore::new(PEOPLE)),
            talk: Arc::new(Semaphore::new(LANES)),
        }
    }

    /// Works until the term ends, then finishes the effects in hand.
    pub async fn run(self, term: Term) {
        let this = Arc::new(self);
        let stop = term.stop.clone();
        let places = Arc::new(Semaphore::new(LANES));
        let lanes = Lanes::default();
        while !stop.is_cancelled() {
            match this.lanes_with_work().await {
                Ok(waiting) => {
                    for lane in waiting {
                        let places = match () {
                            () if lane.starts_with(CENTRE_LANE) => this.centre_rooms.clone(),
                            () if lane.starts_with(LET_IN_LANE) => this.letting_in.clone(),
                            () if TALK_LANES.iter().any(|begin| lane.starts_with(begin)) => this.talk.clone(),
                            () => places.clone(),
                        };
                        let (this, stop, name) = (this.clone(), stop.clone(), lane.clone());
                        let job = term.until_lost(async move { this.work_through(&lane, &stop).await });
                        lanes.start(&name, places, job);
                    }
                }
                Err(error) => tracing::error!(error = %error, "Could not look for effects; trying again"),
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = this.service.effects.notified() => {}
                () = lanes.freed() => {}
                () = tokio::time::sleep(ROUND) => {}
            }
        }
        lanes.finish().await;
    }

    async fn lanes_with_work(&self) -> StoreResult<Vec<String>> {
        let mut tx = self.service.store.look().await?;
        outbox::lanes_with_work(&mut tx, self.service.now()).await
    }

    async fn work_through(&self, lane: &str, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            match self.work_once(lane).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => {
                    tracing::error!(error = %error, "Could not run an effect; trying again");
                    return;
                }
            }
        }
    }

    async fn work_once(&self, lane: &str) -> StoreResult<bool> {
        let service = &self.service;
        let row = {
            let mut tx = service.store.look().await?;
            outbox::next_of_lane(&mut tx, lane, service.now()).await?
        };
        let Some(row) = row else { return Ok(false) };
        let outcome = match row.payload::<Effect>() {
            Ok(effect) => {
                let running = std::panic::AssertUnwindSafe(run(service, &effect, &row.id));
                running
                    .catch_unwind()
                    .await
                    .unwrap_or_else(|_| Err(Trouble::Poison("the effect panicked".to_owned())))
            }
            Err(error) => Err(Trouble::Poison(error.to_string())),
        };
        let now = service.now();
        let mut tx = service.store.begin().await?;
        match outcome {
            Ok(done) => {
                outbox::done(&mut tx, &row.id).await?;
                if let Some((event, room, case)) = &done.card {
                    store::card::post(&mut tx, event, room, case).await?;
                    cases::accepting::take_late_card(&mut tx, case, now).await?;
                }
                if let Some(event) = &done.removed {
                    store::card::removed(&mut tx, event).await?;
                }
                for (effect, wait) in &done.then {
                    effect.push(&mut tx, now.plus(*wait), now).await?;
                }
                fail_point::pass("effect.before_commit");
                tx.commit().await?;
                fail_point::pass("effect.after_commit");
                metrics::counter!("lotse_effects_total", "kind" => row.kind.clone()).increment(1);
                if !done.then.is_empty() {
                    service.effects.notify_one();
                }
            }
            Err(Trouble::Passing { why, wait }) => {
                let due = now.plus(wait.unwrap_or_else(|| backoff(row.attempts)));
                tracing::warn!(
                    effect.id = row.id,
                    effect.kind = row.kind,
                    attempts = row.attempts + 1,
                    why,
                    "An effect has to wait"
                );
                outbox::retry_at(&mut tx, &row.id, due, &why).await?;
                tx.commit().await?;
            }
            Err(Trouble::Poison(why)) => {
                tracing::error!(effect.id = row.id, effect.kind = row.kind, why, "Gave an effect up");
                metrics::counter!("lotse_effects_dead_total", "kind" => row.kind.clone()).increment(1);
                outbox::bury(&mut tx, &row.id, &why).await?;
                tx.commit().await?;
            }
        }
        Ok(true)
    }
}

async fn run(service: &Service, effect: &Effect, row: &str) -> Result<Done, Trouble> {
    match effect {
        Effect::OpenRoom { case } => rooms::case_room::open(service, case).await,
        Effect::Reconcile { case, told } => rooms::case_room::reconcile(service, case, *told).await,
        Effect::LookAgain { case } => {
            Ok(Done::then(vec![Effect::Reconcile { case: case.clone(), told: true }]))
        }
        Effect::ReleaseCustody { case } => rooms::case_room::release_custody(service, case).await,
        Effect::InviteAgain { case, counsellor } => {
            rooms::case_room::invite_again(service, case, counsellor).await
        }
        Effect::GiveTranscript { case, counsellor, from, written } => {
            let place = transcript::Place { from: from.as_deref(), written: *written };
            transcript::give(service, case, counsellor, place, row).await
        }
        Effect::EmptyRoom { case } => rooms::erasure::empty(service, case).await,
        Effect::Purge { subject, .. } => rooms::erasure::purge(service, subject).await,
        Effect::ForgetErased { case } => rooms::erasure::forget(service, case).await,
        Effect::EndChat { room, left } => rooms::erasure::end_chat(service, room, *left).await,
        Effect::CentreRooms { centre } => rooms::centre_rooms::reconcile(service, centre).await,
        Effect::InviteSeeker { case } => rooms::case_room::invite_seeker(service, case).await,
        Effect::MissSeeker { case } => rooms::leaving::miss(service, case).await,
        Effect::LetBack { case, chat, renewed } => {
            rooms::leaving::let_back(service, case, chat, *renewed).await
        }
        Effect::LetIn { centre, counsellor } => {
            rooms::centre_rooms::let_in(service, centre, counsellor).await
        }
        Effect::PostCard { case } => card::post(service, case, row).await,
        Effect::AskSeeker { case } => question::ask(service, case, row).await,
        Effect::RemoveCard { centre, room, event, .. } => {
            card::remove(service, centre, room, event, row).await
        }
        Effect::Say { room, sealed, .. } => speech::say(service, room, sealed, row).await,
        Effect::SayInClear { room, sealed } => speech::say_in_clear(service, room, sealed, row).await,
        Effect::Mail { sealed, .. } => letter::mail(service, sealed, row).await,
        Effect::Tell { sealed, .. } => letter::tell(service, sealed, row).await,
        Effect::SwitchToEncryption { room } => speech::switch_to_encryption(service, room, row).await,
    }
}
