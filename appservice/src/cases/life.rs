//! The rest of a case's life: joined, answered, closed, reopened.

use std::collections::BTreeSet;

use hearing::danger::Kind;
use routing::{Access, Case, Closer, CounsellorId, Span, State, Timestamp, access};

use super::{covering, following, timed};
use crate::words::phrases::standing_in::Ending;
use crate::{
    cases::{
        effects::{Effect, Whom},
        event::{Event, Handled, Outcome, settle},
        seekers::{locale_of, reception_chat, worded},
        service::{Service, counsellor_id},
    },
    store::{self, StoreResult, Tx, audit::Actor, case::Stored, room::RoomKind},
    words::{
        heard::{self, Heard, Wish},
        phrases::{Phrase, Say},
    },
};

/// The counsellor has come in.
pub(crate) async fn joined(
    service: &Service,
    event: &Event,
    mut stored: Stored,
    who: &CounsellorId,
) -> Outcome {
    let now = service.now();
    stored.case = match stored.case.clone().joined(who, now) {
        Ok(joined) if joined != stored.case => joined,
        _ => return Ok(Handled::Nothing("joined before")),
    };
    let mut tx = service.store.begin().await?;
    super::save(service, &mut tx, &mut stored).await?;
    settle(service, tx, event).await
}

/// The counsellor has written. When it is the holder, nobody needs to stand in any more. After the first answer the
/// custodian of a centre that is no team centre goes.
pub(crate) async fn answered(
    service: &Service,
    event: &Event,
    mut stored: Stored,
    who: &CounsellorId,
) -> Outcome {
    let now = service.now();
    // Measured from the message, but not before the counsellor came in, as far as we know.
    let earliest = stored.case.accepted().map(|accepted| accepted.joined_at.unwrap_or(accepted.accepted_at));
    let sent_at = event.sent_at(service, earliest.unwrap_or(now));
    let Ok(answered) = stored.case.clone().answered(who, sent_at) else {
        return Ok(Handled::Nothing("nobody who has the case"));
    };
    let first = answered != stored.case;
    let back = stored.case.holder() == Some(who);
    // A message that was on its way when the cover began is no return.
    let sent_at = event.sent_at(service, Timestamp::from_millis(0));
    let covers = if back { covering::left(&stored.case, now, sent_at) } else { BTreeSet::new() };
    if !first && covers.is_empty() {
        return Ok(Handled::Nothing("answered before"));
    }
    stored.case = answered;
    let mut tx = service.store.begin().await?;
    if covers.is_empty() {
        super::save(service, &mut tx, &mut stored).await?;
    } else {
        let by = Actor::Counsellor(who.clone());
        covering::end(service, &mut tx, &mut stored, &covers, by, Ending::Return).await?;
    }
    if !first {
        return settle(service, tx, event).await;
    }
    if !is_team(service, &stored) {
        let case = stored.case.id.clone();
        let locale = locale_of(service, &mut tx, &stored).await?;
        let reference = stored.case.reference.clone();
        let leaving = worded(service, &stored.case, Phrase::CaseCustodianLeaves { reference });
        let leaving = vec![leaving.into()];
        Effect::say(service.store.vault(), &event.room, Some(&case), locale, leaving)?
            .push(&mut tx, now, now)
            .await?;
        Effect::ReleaseCustody { case }.push(&mut tx, now, now).await?;
    }
    metrics::counter!("lotse_cases_answered_total").increment(1);
    settle(service, tx, event).await
}

/// Ends the case from its own room.
pub(crate) async fn close(service: &Service, event: &Event, stored: Stored, by: Closer) -> Outcome {
    let mut tx = service.store.begin().await?;
    if !write_closing(service, &mut tx, stored, by).await? {
        return Ok(Handled::Nothing("closed before"));
    }
    settle(service, tx, event).await
}

/// Writes that a case is closed, with all effects. Says whether it could be.
pub(crate) async fn write_closing(
    service: &Service,
    tx: &mut Tx,
    mut stored: Stored,
    by: Closer,
) -> StoreResult<bool> {
    let now = service.now();
    let said = match by {
        // Nobody writes here again.
        _ if stored.case.live => Phrase::CaseLiveEnded,
        Closer::Seeker => Phrase::CaseClosedBySeeker,
        Closer::Counsellor(_) => Phrase::CaseClosedByCounsellor,
        Closer::Administration => Phrase::CaseClosedByAdministration,
        Closer::Time => Phrase::CaseClosedByTime,
        Closer::Gone => Phrase::LeavingCaseGone,
    };
    let reference = stored.case.reference.clone();
    let withdrawn = match by {
        Closer::Time => Phrase::SilenceTeamEnded { reference },
        Closer::Gone => Phrase::LeavingGone { reference },
        _ => Phrase::CentreWithdrawn { reference },
    };
    let Ok(closed) = stored.case.clone().close(by, now) else { return Ok(false) };
    end(service, tx, &mut stored, closed, Some(withdrawn)).await?;
    // Where nobody is responsible any more, writing again would not open it.
    let stranded = !stored.case.live && following::is_stranded(&stored.case, &service.directory());
    let said = if stranded { Phrase::CaseTopicLeft } else { said };
    push_notice(service, tx, &stored, said, AT_ONCE).await?;
    Ok(true)
}

/// Writes down a case that is `closed` now: its card goes, and Erstanfragen hear that it is `withdrawn`. Its seeker is the caller's
/// to tell.
pub(super) async fn end(
    service: &Service,
    tx: &mut Tx,
    stored: &mut Stored,
    closed: Case,
    withdrawn: Option<Phrase>,
) -> StoreResult<()> {
    let now = service.now();
    let was_asked = matches!(stored.case.state, State::Asked { .. });
    let was_offered = stored.case.offer.is_some();
    stored.case = closed;
    super::save(service, tx, stored).await?;
    if was_asked {
        super::accepting::take_card(tx, stored, now).await?;
        if let Some(withdrawn) = withdrawn {
            let enquiries = RoomKind::Enquiries(stored.case.centre.clone());
            super::follow_up::say_in(service, tx, &enquiries, (Whom::Nobody, withdrawn)).await?;
        }
    }
    if was_offered {
        // Whoever could let somebody in cannot any more.
        let case = stored.case.id.clone();
        Effect::Reconcile { case, told: false }.push(tx, now, now).await?;
    }
    tracing::info!(case.id = %stored.case.id, "Closed a case");
    Ok(())
}

/// A new message opens a closed case again.
pub(crate) async fn reopen(
    service: &Service,
    event: &Event,
    mut stored: Stored,
    danger: Option<Kind>,
) -> Outcome {
    if stored.case.live {
        return Ok(Handled::Nothing("a live chat that is over"));
    }
    let now = service.now();
    let directory = service.directory();
    if following::is_stranded(&stored.case, &directory) {
        return nobody_is_responsible(service, event, &stored).await;
    }
    if let Some(until) = barred_until(service, event, &stored).await? {
        return super::muting::barred(service, event, &stored, until, danger).await;
    }
    let holder_active = stored
        .case
        .holder()
        .is_some_and(|holder| directory.is_active_counsellor(holder, &stored.case.centre));
    let never_asked = matches!(&stored.case.state, State::Closed { accepted: None, asked: None, .. });
    let turned_away = stored.case.is_turned_away(now);
    let Ok(reopened) = stored.case.clone().reopen(holder_active, now) else {
        return Ok(Handled::Nothing("nothing to reopen"));
    };
    stored.case = reopened;
    // Whoever turned them away and goes on writing wants an answer.
    let counsellor = counsellor_id(&event.sender).filter(|_| turned_away);
    let lifted = counsellor.and_then(|by| Some((stored.case.clone().unmute(&by, now).ok()?, by)));
    // What falls due by the lifting itself is said by it.
    let due = lifted.as_ref().map(|_| timed::catch_up(service, &mut stored)).unwrap_or_default();
    if let Some((unmuted, _)) = &lifted {
        stored.case = unmuted.clone();
    }
    stored.case.urgent |= danger.is_some();
    if never_asked {
        // Closed before the first message: this is it.
        return super::asking::ask(service, event, stored, danger).await;
    }
    let by_seeker = stored.case.seeker().is_some_and(|seeker| seeker.as_str() == event.sender.as_str());
    let case = stored.case.id.clone();
    if !by_seeker {
        super::mailing::tell_seeker(service, &stored.case).await?;
    }
    let mut tx = service.store.begin().await?;
    super::save(service, &mut tx, &mut stored).await?;
    let asked = matches!(stored.case.state, State::Asked { .. });
    if !asked {
        // First, since it may write into the audit trail, which goes before all effects.
        super::absence::attend(service, &mut tx, &mut stored).await?;
    }
    if let Some((_, by)) = lifted {
        super::muting::thought_better(service, &mut tx, &stored, by).await?;
        timed::happen(service, &mut tx, &mut stored, due).await?;
    }
    Effect::Reconcile { case: case.clone(), told: false }.push(&mut tx, now, now).await?;
    if let Some(danger) = danger {
        super::asking::say_help(service, &mut tx, event, &stored, danger).await?;
    }
    push_notice(service, &mut tx, &stored, Phrase::CaseReopened, AT_ONCE).await?;
    if asked {
        super::follow_up::back_in_pool(service, &mut tx, &stored).await?;
    } else if by_seeker {
        super::follow_up::reopened(service, &mut tx, event, &mut stored, danger).await?;
    }
    if stored.case.seeker_out.is_some() {
        Effect::MissSeeker { case: case.clone() }.push(&mut tx, now, now).await?;
    }
    if asked {
        Effect::PostCard { case }.push(&mut tx, now, now).await?;
        super::absence::tell_if_nobody_is_there(service, &mut tx, &mut stored).await?;
    }
    tracing::info!(case.id = %stored.case.id, "Reopened a case");
    settle(service, tx, event).await
}

/// Until when whoever writes here was turned away by this centre, be it in another case; nobody else is.
async fn barred_until(service: &Service, event: &Event, stored: &Stored) -> StoreResult<Option<Timestamp>> {
    let Some(seeker) = stored.case.seeker().filter(|seeker| seeker.as_str() == event.sender.as_str()) else {
        return Ok(None);
    };
    let mut tx = service.store.look().await?;
    store::bar::until(&mut tx, seeker, &stored.case.centre, service.now()).await
}

/// A message in a closed case whose centre or topic has left: nobody reads it, and its seeker is told so.
async fn nobody_is_responsible(service: &Service, event: &Event, stored: &Stored) -> Outcome {
    let is_seeker = stored.case.seeker().is_some_and(|seeker| seeker.as_str() == event.sender.as_str());
    let mut tx = service.store.begin().await?;
    let Some(chat) = reception_chat(&mut tx, stored).await?.filter(|_| is_seeker) else {
        return Ok(Handled::Nothing("nobody is responsible any more"));
    };
    let (now, locale) = (service.now(), locale_of(service, &mut tx, stored).await?);
    let (reference, successor) =
        (stored.case.reference.clone(), following::heir(service, &mut tx, &stored.case).await?);
    let say = vec![Phrase::ReceptionNotReopened { reference, successor }.into(), Phrase::HelpLines.into()];
    Effect::say(service.store.vault(), &chat, None, locale, say)?.push(&mut tx, now, now).await?;
    settle(service, tx, event).await
}

/// `hilfe` in the case room: what can be done, and the help lines.
pub(crate) async fn help(service: &Service, event: &Event, stored: &Stored, who_may: &Access) -> Outcome {
    if who_may.custodian.is_none() {
        return Ok(Handled::Nothing("the custodian has left"));
    }
    let help = worded(service, &stored.case, Phrase::CaseHelp);
    say_all(service, event, stored, vec![help.into(), Phrase::HelpLines.into()]).await
}

/// Says something in the case room, if the custodian can.
pub(crate) async fn say(
    service: &Service,
    event: &Event,
    stored: &Stored,
    who_may: &Access,
    phrase: Phrase,
) -> Outcome {
    if who_may.custodian.is_none() {
        return Ok(Handled::Nothing("the custodian has left"));
    }
    say_all(service, event, stored, vec![worded(service, &stored.case, phrase).into()]).await
}

/// Answers an event in its room, and in its thread.
async fn say_all(service: &Service, event: &Event, stored: &Stored, say: Vec<Say>) -> Outcome {
    let now = service.now();
    let mut tx = service.store.begin().await?;
    let locale = locale_of(service, &mut tx, stored).await?;
    Effect::say(service.store.vault(), &event.room, Some(&stored.case.id), locale, say)?
        .where_asked(event)
        .push(&mut tx, now, now)
        .await?;
    settle(service, tx, event).await
}

/// What is said to words of the seeker that are no message to the centre: those that work in the chat with Lotse alone, and a
/// greeting before there is anything to greet about. `stop` never begins anything.
pub(crate) fn aside(state: &State, heard: &Heard) -> Option<Phrase> {
    let closed = matches!(state, State::Closed { .. });
    let unasked = matches!(state, State::Opened | State::Closed { accepted: None, asked: None, .. });
    match Wish::of(heard) {
        Some(Wish::Help | Wish::Close(_) | Wish::Erase) => None,
        Some(Wish::Cancel) if !matches!(state, State::Accepted(_)) => Some(Phrase::CaseStop { closed }),
        Some(_) if unasked => Some(Phrase::CaseWordElsewhere),
        None if unasked && heard::goes_on_anyway(heard) => Some(Phrase::CaseWordElsewhere),
        None if unasked && heard::is_greeting(heard) => Some(Phrase::CaseGreeting),
        _ => None,
    }
}

/// Nothing is waited for.
pub(super) const AT_ONCE: Span = Span::from_millis(0);

/// Queues a word of the custodian for the case room, if it is still there, to be said after `wait`.
pub(super) async fn push_notice(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    phrase: Phrase,
    wait: Span,
) -> StoreResult<()> {
    let now = service.now();
    let who_may = access(&stored.case, &service.directory(), now);
    let (Some(room), Some(_)) = (&stored.room, who_may.custodian) else { return Ok(()) };
    let locale = locale_of(service, tx, stored).await?;
    let phrase = worded(service, &stored.case, phrase);
    Effect::say(service.store.vault(), room, Some(&stored.case.id), locale, vec![phrase.into()])?
        .push(tx, now.plus(wait), now)
        .await
}

pub(super) fn is_team(service: &Service, stored: &Stored) -> bool {
    service.directory().centre(&stored.case.centre).is_some_and(|centre| centre.team)
}
