//! Live chats without an account: who is on duty, who waits, what ends by itself. A live chat is a case with a mark: its room, its card
//! and its acceptance are those of every case, and what is different stands here.

pub(crate) mod duty;
pub(crate) mod keeping;
pub(crate) mod moving;
pub(crate) mod timed;

use routing::{CentreId, CounsellorId, State, figures::live::Waited};
use ruma::OwnedUserId;

use crate::{
    cases::service::{Service, matrix_id},
    store::{self, StoreResult, Tx, case::Stored, live},
};

/// A live chat was written: who waits, who talks and what is over follows from its case.
pub(super) async fn follow(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<()> {
    if !stored.case.live {
        return Ok(());
    }
    let (case, now) = (&stored.case.id, service.now());
    match &stored.case.state {
        State::Opened => Ok(()),
        State::Asked { asked_at, .. } => live::asks(tx, case, *asked_at, now.plus(service.live.offer)).await,
        State::Accepted(accepted) => {
            if live::taken(tx, case, &accepted.counsellor, accepted.accepted_at).await? {
                live::duty::took(tx, &accepted.counsellor, &stored.case.centre).await?;
            }
            Ok(())
        }
        State::Closed { .. } | State::Erased { .. } => over(service, tx, stored, Waited::Left).await,
    }
}

/// It runs no more: it is counted, and nothing of it waits. `untaken`: what became of it if nobody has taken it.
async fn over(service: &Service, tx: &mut Tx, stored: &Stored, untaken: Waited) -> StoreResult<()> {
    let Some(guest) = live::of_case(tx, &stored.case.id).await? else { return Ok(()) };
    if !live::end(tx, &stored.case.id).await? {
        return Ok(());
    }
    let became = if guest.taken.is_some() { Waited::Taken } else { untaken };
    metrics::counter!("lotse_live_chats_total", "became" => became.code()).increment(1);
    live::figure::note(tx, &guest, became, service.now()).await
}

/// Whether a counsellor who would take this case has as many live talks as they may. Of several that they take at once, each is counted
/// for the others.
pub(super) async fn is_full(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    (counsellor, centre): (&CounsellorId, &CentreId),
) -> StoreResult<bool> {
    if !stored.case.live || !matches!(stored.case.state, State::Asked { .. }) {
        return Ok(false);
    }
    live::duty::lock(tx, counsellor, centre).await?;
    Ok(live::talks(tx, counsellor).await? >= service.live.talks)
}

/// For whom the card of a live chat rings: those on duty, who are there.
pub(crate) async fn on_duty(service: &Service, centre: &CentreId) -> StoreResult<Vec<OwnedUserId>> {
    let on_duty = live::duty::of_centre(&mut service.store.look().await?, centre).await?;
    let team = service.team(centre);
    let there = on_duty.into_iter().map(|one| matrix_id(&one.counsellor));
    Ok(there.filter(|user| team.contains(user)).collect())
}

/// Nobody can come back to what a guest has left: with their session their talk is over.
pub(crate) async fn leave(service: &Service, seeker: &routing::SeekerId) -> StoreResult<()> {
    let mut tx = service.store.begin().await?;
    for stored in store::case::of_seeker(&mut tx, seeker).await? {
        if stored.case.live {
            super::life::write_closing(service, &mut tx, stored, routing::Closer::Seeker).await?;
        }
    }
    tx.commit().await?;
    service.effects.notify_one();
    Ok(())
}
