//! Somebody of a case goes out of its room: whoever would write to nobody is told, and the way back is said. Nobody is let
//! in again against their will.

use routing::{CaseId, Closer, CounsellorId, Reference, SeekerId, State};

use crate::{
    cases::{
        accepting::name_of,
        effects::{Effect, Whom},
        erasing::say_to_team,
        event::{Event, Handled, Outcome, settle},
        follow_up,
        life::{AT_ONCE, push_notice, write_closing},
        seekers::say_in_chat,
        service::{Service, matrix_id},
    },
    store::{self, StoreResult, Tx, case::Stored, room::RoomKind},
    words::phrases::{Phrase, Say},
};

/// The seeker has left, declined, or was removed. What follows waits for a look at whether they are signed in anywhere.
pub(crate) async fn seeker_left(service: &Service, event: &Event, mut stored: Stored) -> Outcome {
    let now = service.now();
    let Some(left) = stored.case.seeker_left(now) else { return Ok(Handled::Nothing("left before")) };
    stored.case = left;
    let case = stored.case.id.clone();
    let mut tx = service.store.begin().await?;
    super::save(service, &mut tx, &mut stored).await?;
    Effect::MissSeeker { case: case.clone() }.push(&mut tx, now, now).await?;
    tracing::info!(case.id = %case, "A seeker is not in the room of their case any more");
    settle(service, tx, event).await
}

/// The seeker is in the room again.
pub(crate) async fn seeker_came(service: &Service, event: &Event, mut stored: Stored) -> Outcome {
    let told = stored.case.seeker_out.as_ref().is_some_and(|out| out.told);
    let returns = stored.case.returning.is_some();
    let Some(came) = stored.case.seeker_came() else { return Ok(Handled::Nothing("nobody was missed")) };
    stored.case = came;
    // What was promised while nobody was there to read an answer is not made up for.
    stored.looked = stored.looked.max(service.now());
    let mut tx = service.store.begin().await?;
    super::save(service, &mut tx, &mut stored).await?;
    if returns {
        super::returning::arrived(service, &mut tx, &stored.case.id).await?;
    }
    if told {
        tell_centre(service, &mut tx, &stored, |reference| Phrase::LeavingBack { reference }).await?;
    }
    settle(service, tx, event).await
}

/// Whoever would write to nobody is told, once; the seeker is told how to come back.
pub(crate) async fn tell(service: &Service, case: &CaseId) -> StoreResult<()> {
    let mut tx = service.store.begin().await?;
    let Some(mut stored) = store::case::by_id(&mut tx, case).await? else { return Ok(()) };
    let Some(told) = stored.case.absence_told() else { return Ok(()) };
    // To leave a case that is over is nothing to be told of, unless it begins again.
    if matches!(stored.case.state, State::Closed { .. }) {
        return Ok(());
    }
    stored.case = told;
    super::save(service, &mut tx, &mut stored).await?;
    let reference = stored.case.reference.clone();
    say_in_chat(service, &mut tx, &stored, Phrase::LeavingChat { reference }).await?;
    if matches!(stored.case.state, State::Accepted(_)) {
        push_notice(service, &mut tx, &stored, Phrase::LeavingCase, AT_ONCE).await?;
    }
    tell_centre(service, &mut tx, &stored, |reference| Phrase::LeavingTeam { reference }).await?;
    tx.commit().await?;
    service.effects.notify_one();
    Ok(())
}

/// The seeker is signed in nowhere any more: the case ends, and nobody is kept waiting for a promise.
pub(crate) async fn end(service: &Service, case: &CaseId) -> StoreResult<()> {
    let mut tx = service.store.begin().await?;
    let Some(stored) = store::case::by_id(&mut tx, case).await? else { return Ok(()) };
    let accepted = matches!(stored.case.state, State::Accepted(_));
    // They came back in the meantime, or it has ended already.
    if stored.case.seeker_out.is_none()
        || !write_closing(service, &mut tx, stored.clone(), Closer::Gone).await?
    {
        return Ok(());
    }
    if accepted {
        say_to_team(service, &mut tx, &stored, Whom::Nobody, |reference| Phrase::LeavingGone { reference })
            .await?;
    }
    tx.commit().await?;
    metrics::counter!("lotse_cases_ended_total", "why" => "gone").increment(1);
    service.effects.notify_one();
    Ok(())
}

/// Where the centre looks for the case: in Erstanfragen while anybody may take it, in Team once somebody has. Of a case that
/// nobody there knows, or that is over, nothing is said.
async fn tell_centre(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    phrase: impl Fn(Reference) -> Phrase,
) -> StoreResult<()> {
    let centre = stored.case.centre.clone();
    let room = match stored.case.state {
        State::Asked { .. } => RoomKind::Enquiries(centre),
        State::Accepted(_) => RoomKind::Team(centre),
        State::Opened | State::Closed { .. } | State::Erased { .. } => return Ok(()),
    };
    let said = (Whom::Nobody, phrase(stored.case.reference.clone()));
    follow_up::say_in(service, tx, &room, said).await.map(drop)
}

/// A counsellor of a running case has left its room or declined the invitation: the team is told, and how they come back.
pub(crate) async fn counsellor_left(
    service: &Service,
    event: &Event,
    stored: &Stored,
    who: &CounsellorId,
) -> Outcome {
    if !matches!(stored.case.state, State::Accepted(_)) {
        return Ok(Handled::Nothing("somebody leaves a case that is over"));
    }
    let name = name_of(service, &stored.case.centre, who);
    let mut tx = service.store.begin().await?;
    let whom = Whom::these([matrix_id(who)]);
    say_to_team(service, &mut tx, stored, whom, |reference| Phrase::LeavingCounsellor {
        name: name.clone(),
        reference,
    })
    .await?;
    settle(service, tx, event).await
}

/// `zurück` in the reception chat: the invitation again, into the case that is meant. Gives what is to be said at once; the
/// invitation speaks for itself once it is there.
pub(super) async fn come_back(
    service: &Service,
    tx: &mut Tx,
    event: &Event,
    seeker: &SeekerId,
    reference: Option<Reference>,
) -> StoreResult<Vec<Say>> {
    let now = service.now();
    let cases = store::case::of_seeker(tx, seeker).await?;
    let mut meant: Vec<&Stored> = match &reference {
        Some(reference) => cases.iter().filter(|stored| stored.case.reference == *reference).collect(),
        None => cases.iter().filter(|stored| stored.case.seeker_out.is_some()).collect(),
    };
    if meant.is_empty() && reference.is_none() {
        meant = cases.iter().collect();
    }
    let references = || meant.iter().map(|stored| stored.case.reference.clone()).collect();
    Ok(match meant.as_slice() {
        [] => vec![Phrase::LeavingUnknown.into()],
        [one] => {
            let (case, chat) = (one.case.id.clone(), event.room.clone());
            Effect::LetBack { case, chat, renewed: false }.push(tx, now, now).await?;
            Vec::new()
        }
        [first, ..] => {
            let example = first.case.reference.clone();
            vec![Phrase::LeavingWhich { references: references(), example }.into()]
        }
    })
}
