//! A case in which nobody writes ends by itself: never written in after a week; silent for long, once both sides were asked.

use routing::{Closer, State, Timestamp};

use crate::{
    cases::{
        effects::Whom,
        erasing::say_to_team,
        follow_up,
        life::{AT_ONCE, push_notice, write_closing},
        seekers::say_in_chat,
        service::{Service, who_has},
    },
    store::{self, StoreResult, Tx, case::Stored, room::RoomKind},
    words::phrases::Phrase,
};

/// Somebody of the case has written; noted in a commit of its own, once a day at most.
pub(crate) async fn heard(service: &Service, mut stored: Stored) -> StoreResult<Stored> {
    let Some(stirred) = stored.case.stirred(service.now()) else { return Ok(stored) };
    stored.case = stirred;
    let mut tx = service.store.begin().await?;
    super::save(service, &mut tx, &mut stored).await?;
    tx.commit().await?;
    Ok(stored)
}

/// The silence of a case from before it was noted counts from now on.
pub(super) fn count(service: &Service, stored: &mut Stored) {
    if stored.case.silence.last_word.is_none()
        && let Some(stirred) = stored.case.stirred(service.now())
    {
        stored.case = stirred;
    }
}

/// Both sides are asked whether the case is still needed, and told when it ends otherwise.
pub(super) async fn ask(service: &Service, tx: &mut Tx, stored: &mut Stored) -> StoreResult<()> {
    stored.case = stored.case.clone().ask_if_needed(service.now());
    let Some(date) = stored.case.silence_ends_at() else { return Ok(()) };
    super::save(service, tx, stored).await?;
    push_notice(service, tx, stored, Phrase::SilenceCaseAsk { date }, AT_ONCE).await?;
    let reference = stored.case.reference.clone();
    say_in_chat(service, tx, stored, Phrase::SilenceChatAsk { reference, date }).await?;
    ask_centre(service, tx, stored, date).await
}

async fn ask_centre(service: &Service, tx: &mut Tx, stored: &Stored, date: Timestamp) -> StoreResult<()> {
    let reference = stored.case.reference.clone();
    if let State::Asked { .. } = stored.case.state {
        let room = RoomKind::Enquiries(stored.case.centre.clone());
        let ask = Phrase::SilenceEnquiryAsk { reference, date };
        return follow_up::say_in(service, tx, &room, (Whom::Nobody, ask)).await.map(drop);
    }
    let whom = Whom::these(who_has(service, &stored.case));
    say_to_team(service, tx, stored, whom, |reference| Phrase::SilenceTeamAsk { reference, date }).await
}

/// The case ends, and both sides are told.
pub(super) async fn end(service: &Service, tx: &mut Tx, stored: &mut Stored) -> StoreResult<()> {
    let used = !matches!(stored.case.state, State::Opened);
    let accepted = matches!(stored.case.state, State::Accepted(_));
    if !write_closing(service, tx, stored.clone(), Closer::Time).await? {
        return Ok(());
    }
    if let Some(written) = store::case::by_id(tx, &stored.case.id).await? {
        *stored = written;
    }
    let reference = stored.case.reference.clone();
    say_in_chat(service, tx, stored, Phrase::SilenceChatEnded { reference, used }).await?;
    if accepted {
        say_to_team(service, tx, stored, Whom::Nobody, |reference| Phrase::SilenceTeamEnded { reference })
            .await?;
    }
    metrics::counter!("lotse_cases_ended_total", "why" => if used { "silent" } else { "unused" })
        .increment(1);
    Ok(())
}
