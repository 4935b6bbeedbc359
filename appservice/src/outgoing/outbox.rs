//! Runs the effects that commits have queued: each lane in order, lanes side by side, until done or loudly failed.

use std::{sync::Arc, time::Duration};

use futures_util::FutureExt as _;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::{
    cases::{
        self,
        effects::{Done, Effect},
        service::Service,
    },
    outgoing::rooms,
    running::{
        fail_point, guard,
        headway::{self, Headway},
        lanes::Lanes,
        pulse::{LONGEST_PIECE, LONGEST_ROUND},
        trouble::Trouble,
    },
    store::{
        self, StoreResult,
        outbox::{self, Class},
        tenure::Term,
    },
};

use self::places::Places;

mod card;
mod far;
mod handout;
mod invitation;
mod letter;
mod own_cases;
mod own_figures;
mod places;
mod question;
mod speech;
mod today;
mod transcript;

/// Looked for work at least this often, whatever rings.
const ROUND: Duration = Duration::from_secs(1);

/// Runs effects until told to stop.
pub struct Runner {
    service: Arc<Service>,
    headway: Headway,
}

impl Runner {
    /// A runner in this service.
    pub fn new(service: Arc<Service>) -> Self {
        Self { service, headway: Headway::default() }
    }

    /// Works until the term ends, then finishes the effects in hand.
    pub async fn run(self, term: Term) {
        let this = Arc::new(self);
        let hurry = &this.service.hurry;
        let stop = term.stop.clone();
        let mut all = Class::ALL.map(Places::of);
        let lanes = Lanes::default();
        let pulse = this.service.pulses.worker("effects", LONGEST_ROUND);
        while !stop.is_cancelled() {
            pulse.beat();
            fail_point::begin_round("effects.round").await;
            let mut standing_back = false;
            for places in &mut all {
                if !places.may_begin(hurry, Instant::now()) {
                    standing_back |= places.stands_back();
                    continue;
                }
                if let Err(error) = this.begin(places, &lanes, &term).await {
                    tracing::error!(error = %error, "Could not look for effects; trying again");
                }
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = this.service.effects.notified() => {}
                () = lanes.freed() => {}
                () = hurry.quiet(), if standing_back && !hurry.is_quiet() => {}
                () = tokio::time::sleep(ROUND) => {}
            }
        }
        drop(pulse);
        lanes.finish().await;
    }

    /// Begins lanes of one kind at the places that are free.
    async fn begin(self: &Arc<Self>, places: &mut Places, lanes: &Lanes, term: &Term) -> StoreResult<()> {
        let (service, class) = (&self.service, places.class);
        let waiting = {
            let mut tx = service.store.look().await?;
            outbox::lanes_with_work(&mut tx, class, service.now(), places.looks_at()).await?
        };
        let pace = places.pace(waiting.len(), &service.hurry, Instant::now());
        for lane in waiting {
            if !places.may_begin(&service.hurry, Instant::now()) {
                break;
            }
            let Some(place) = places.take(Instant::now()) else { break };
            let (this, name, term) = (self.clone(), lane.clone(), term.clone());
            lanes.start_at(&name, place, async move {
                let began = Instant::now();
                let all = class.is_waited_for();
                term.until_lost({
                    let stop = term.stop.clone();
                    async move { this.work_through(&lane, class, &stop).await }
                })
                .await;
                if all { Duration::ZERO } else { pace.rest(began.elapsed()) }
            });
        }
        Ok(())
    }

    /// Works through a lane that somebody waits for; of another, does the next step.
    async fn work_through(&self, lane: &str, class: Class, stop: &CancellationToken) {
        let _wish = matches!(class, Class::Talk | Class::Case).then(|| self.service.hurry.wish());
        while !stop.is_cancelled() {
            match self.work_once(lane).await {
                Ok(true) if class.is_waited_for() => {}
                Ok(_) => return,
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
        let (outcome, answers) = match row.payload::<Effect>() {
            Ok(effect) => {
                let _watched = service.pulses.piece("effect", LONGEST_PIECE);
                let (done, answers) =
                    headway::counted(guard::caught(run(service, &effect, &row.id).boxed())).await;
                (done.unwrap_or_else(|_| Err(Trouble::Poison("panicked".to_owned()))), answers)
            }
            Err(_) => (Err(Trouble::Poison("no-effect".to_owned())), 0),
        };
        if !matches!(outcome, Err(Trouble::Passing { .. })) {
            self.headway.forget(&row.id);
        }
        let now = service.now();
        let tx = service.store.begin().await?;
        let mut tx = if row.at_leisure { tx.at_leisure() } else { tx };
        match outcome {
            Ok(done) => {
                for event in &done.removed {
                    store::card::removed(&mut tx, event).await?;
                }
                if let Some((event, room, case)) = &done.card {
                    store::card::post(&mut tx, event, room, case).await?;
                    cases::accepting::take_late_card(&mut tx, case, now).await?;
                }
                if let Some((event, room, case)) = &done.edited {
                    store::card::edit(&mut tx, event, room, case).await?;
                    cases::accepting::take_late_card(&mut tx, case, now).await?;
                }
                match &done.today {
                    Some((centre, Some(shown))) => store::today::put(&mut tx, centre, shown).await?,
                    Some((centre, None)) => store::today::forget(&mut tx, centre).await?,
                    None => {}
                }
                if let Some(notice) = &done.told {
                    store::breach::told(&mut tx, notice, now).await?;
                }
                for (effect, wait) in &done.then {
                    effect.push(&mut tx, now.plus(*wait), now).await?;
                }
                outbox::done(&mut tx, &row.id).await?;
                fail_point::pass("effect.before_commit");
                tx.commit().await?;
                fail_point::pass("effect.after_commit");
                metrics::counter!("lotse_effects_total", "kind" => row.kind.clone()).increment(1);
                if !done.then.is_empty() {
                    service.effects.notify_one();
                }
            }
            Err(Trouble::Passing { why, wait }) => {
                let tried = self.headway.wait(&row.id, row.attempts, answers);
                let due = now.plus(wait.unwrap_or(tried));
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
        Effect::GiveCases { centre, counsellor } => own_cases::give(service, centre, counsellor, row).await,
        Effect::GiveFigures { centre, counsellor } => {
            own_figures::give(service, centre, counsellor, row).await
        }
        Effect::EmptyRoom { case } => rooms::erasure::empty(service, case).await,
        Effect::Purge { subject, .. } => rooms::erasure::purge(service, subject).await,
        Effect::ForgetErased { case } => rooms::erasure::forget(service, case).await,
        Effect::EndChat { room, left } => rooms::erasure::end_chat(service, room, *left).await,
        Effect::MendRoom { room, .. } => rooms::mending::mend(service, room).await,
        Effect::CentreRooms { centre } => rooms::centre_rooms::reconcile(service, centre).await,
        Effect::LookAtReaders { centre, again } => rooms::newcomers::look(service, centre, *again).await,
        Effect::LookAtReadersLater { centre } => {
            Ok(Done::then(vec![Effect::LookAtReaders { centre: centre.clone(), again: true }]))
        }
        Effect::Today { centre, anew } => today::show(service, centre, *anew, row).await,
        Effect::InviteSeeker { case } => rooms::case_room::invite_seeker(service, case).await,
        Effect::InviteSeekerNext { case } => {
            Ok(Done::then(vec![Effect::InviteSeeker { case: case.clone() }]))
        }
        Effect::Admit { case, counsellor, told } => {
            rooms::case_room::admit_from_elsewhere(service, case, counsellor, *told).await
        }
        Effect::MissSeeker { case } => rooms::leaving::miss(service, case).await,
        Effect::LetBack { case, chat, renewed } => {
            rooms::leaving::let_back(service, case, chat, *renewed).await
        }
        Effect::LetReturn { case, device } => rooms::returning::let_in(service, case, device).await,
        Effect::LetIn { centre, counsellor } => {
            rooms::centre_rooms::let_in(service, centre, counsellor).await
        }
        Effect::InviteCentre { case } => rooms::far::invite_centre(service, case).await,
        Effect::EnterRoom { case } => rooms::far::enter(service, case).await,
        Effect::TellFar { centre, sealed, .. } => far::tell(service, centre, sealed, row).await,
        Effect::Part { centre, counsellor, successor } => {
            cases::parting::hand_on(service, centre, counsellor, successor.as_ref()).await?;
            cases::parting::shut_account(service, counsellor).await?;
            Ok(Done::default())
        }
        Effect::Invite { counsellor } => invitation::invite(service, counsellor).await,
        Effect::PostCard { case } => card::post(service, case, row).await,
        Effect::RefreshCard { case, anew } => card::refresh(service, case, *anew, row).await,
        Effect::CountOnCard { case } => {
            Ok(Done::then(vec![Effect::RefreshCard { case: case.clone(), anew: false }]))
        }
        Effect::AskSeeker { case } => question::ask(service, case, row).await,
        Effect::RemoveCard { centre, room, event, .. } => {
            card::remove(service, centre, room, event, row).await
        }
        Effect::Handout { to, case, sealed } => handout::give(service, to, case, sealed, row).await,
        Effect::Say { room, sealed, thread, noted, .. } => {
            let done = speech::say(service, room, sealed, thread.as_ref(), row).await?;
            Ok(Done { told: noted.clone(), ..done })
        }
        Effect::SayInClear { room, sealed } => speech::say_in_clear(service, room, sealed, row).await,
        Effect::Mail { sealed, .. } => letter::mail(service, sealed, row).await,
        Effect::Tell { sealed, .. } => letter::tell(service, sealed, row).await,
        Effect::SwitchToEncryption { room } => speech::switch_to_encryption(service, room, row).await,
    }
}
