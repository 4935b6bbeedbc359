//! The platform's side: the case follows what the centre's Lotse reports.

use routing::{CentreId, Closer, CounsellorId, Far, Report, RoomId, Span, State, Timestamp, Topic};

use super::tell;
use crate::{
    cases::{
        self,
        effects::Effect,
        erasing::{self, Cause},
        event::{Event, Handled, Outcome, alert, settle},
        life,
        seekers::{locale_of, say_in_chat},
        service::Service,
    },
    store::{
        self, StoreResult, Tx,
        case::{Stage, Stored},
        far_presence::Presence,
        room::RoomKind,
    },
    words::{
        far::{Announcement, Why, Word},
        phrases::Phrase,
    },
};

/// So long a centre's word about who is there counts; a centre that is silent for longer takes no cases.
const WORD_COUNTS: Span = Span::days(1);

/// Since when we have listened without a long break. What was said while we were away ourselves is still on its way.
#[derive(Debug, Default)]
pub(crate) struct Ear(Option<(Timestamp, Timestamp)>);

impl Ear {
    /// A break is no silence of others.
    const BREAK: Span = Span::hours(2);
    /// So long after it nobody counts as silent: their words come, and we have asked them anew.
    const GRACE: Span = Span::minutes(30);

    /// Whether we have listened for long enough at `now`, which is the next moment of it.
    fn listens(&mut self, now: Timestamp) -> bool {
        let since = match self.0 {
            Some((since, last)) if (last..=last.plus(Self::BREAK)).contains(&now) => since,
            _ => now,
        };
        self.0 = Some((since, now));
        since.plus(Self::GRACE) <= now
    }
}

/// Centres that have said nothing for a day take no cases any more.
pub(crate) async fn look_who_is_silent(service: &Service, ear: &mut Ear) -> StoreResult<()> {
    if !ear.listens(service.now()) {
        return Ok(());
    }
    let before = service.now().minus(WORD_COUNTS);
    let said = store::far_presence::all(&mut service.store.look().await?).await?;
    if !said.iter().any(|presence| presence.people > 0 && presence.at < before) {
        return Ok(());
    }
    let mut tx = service.store.begin().await?;
    for centre in store::far_presence::silence(&mut tx, before).await? {
        tell_who_waits(service, &mut tx, &centre).await?;
        metrics::counter!("lotse_far_silent_total").increment(1);
        tracing::warn!(centre.id = %centre, "The Lotse of a centre has been silent for a day: it takes no cases");
    }
    tx.commit().await?;
    service.effects.notify_one();
    service.roster.refresh(&service.store).await
}

/// Whoever waits for an answer there is told, once for each silence, and how they go on: they may wait, or look for another
/// centre. What they wrote cannot go along: nobody here can read it.
async fn tell_who_waits(service: &Service, tx: &mut Tx, centre: &CentreId) -> StoreResult<()> {
    let directory = service.directory();
    let name = directory.centre(centre).map_or_else(|| centre.to_string(), |centre| centre.name.clone());
    for case in store::case::ids_of_centre(tx, centre, &[Stage::Opened, Stage::Asked]).await? {
        let stored = store::case::by_id(tx, &case).await?;
        let Some(stored) = stored.filter(|stored| stored.case.is_kept_elsewhere()) else { continue };
        metrics::counter!("lotse_left_alone_total", "why" => "centre_silent").increment(1);
        tracing::warn!(case.id = %case, centre.id = %centre, "A seeker waits at a centre whose Lotse is silent");
        let reference = stored.case.reference.clone();
        say_in_chat(service, tx, &stored, Phrase::ReceptionCentreSilent { reference, centre: name.clone() })
            .await?;
        say_in_chat(service, tx, &stored, Phrase::HelpLines).await?;
    }
    Ok(())
}

/// What the centre's Lotse is told of a case whose room is there.
pub(crate) async fn announcement(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
) -> StoreResult<Option<Word>> {
    let case = &stored.case;
    let (Some(seeker), Some(pseudonym), Some(room)) = (case.seeker(), case.pseudonym(), &stored.room) else {
        return Ok(None);
    };
    let directory = service.directory();
    let usual = Topic::new(case.topic.clone(), "");
    let topic = directory.topic(&case.topic).unwrap_or(&usual);
    Ok(Some(Word::Case(Announcement {
        room: room.clone(),
        steward: service.names.steward().to_string(),
        reference: case.reference.clone(),
        seeker: seeker.clone(),
        pseudonym: pseudonym.to_owned(),
        topic: case.topic.clone(),
        language: locale_of(service, tx, stored).await?.tag().to_owned(),
        promise_hours: topic.promised(case.urgent),
        opened: case.opened_at,
        devices: store::pin::of(tx, seeker).await?.unwrap_or_default().devices,
    })))
}

/// The case in this room, if it is one of this centre's Lotse.
pub(super) async fn theirs(tx: &mut Tx, room: &RoomId, from: &CounsellorId) -> StoreResult<Option<Stored>> {
    let Some(RoomKind::Case(case)) = store::room::by_id(tx, room).await? else { return Ok(None) };
    let stored = store::case::by_id(tx, &case).await?;
    let is_theirs = |stored: &Stored| matches!(&stored.case.far, Some(Far::Centre { custodian, .. }) if custodian == from);
    Ok(stored.filter(is_theirs))
}

/// The centre reports how a case stands.
pub(crate) async fn followed(
    service: &Service,
    event: &Event,
    from: &CounsellorId,
    (room, number, report): (&RoomId, i64, &Report),
) -> Outcome {
    let now = service.now();
    let mut tx = service.store.begin().await?;
    let known = theirs(&mut tx, room, from).await?;
    // What is erased here follows nothing any more; its row may still be there while the centre erases its part.
    let runs = |stored: &Stored| !matches!(stored.case.state, State::Erased { .. });
    let Some(mut stored) = known.filter(runs) else {
        return on_what_is_erased(service, event, tx, from, (room, report)).await;
    };
    let was_open = !matches!(stored.case.state, State::Closed { .. } | State::Erased { .. });
    let Some(follows) = stored.case.clone().follow(report, number, now) else {
        return Ok(Handled::Nothing("a report that is no news"));
    };
    stored.case = follows;
    cases::save(service, &mut tx, &mut stored).await?;
    metrics::counter!("lotse_far_reports_total").increment(1);
    if report.erased.is_some() {
        let cause = if report.by_seeker { Cause::Wish } else { Cause::Time };
        erasing::write(service, &mut tx, stored, cause).await?;
        note_erased(&mut tx, room, from).await?;
    } else if was_open && report.closed.is_some() {
        tracing::info!(case.id = %stored.case.id, "A centre's own Lotse closed a case");
    }
    settle(service, tx, event).await
}

/// A report on a case that is none any more here: all that counts is that it is erased there as well.
async fn on_what_is_erased(
    service: &Service,
    event: &Event,
    mut tx: Tx,
    from: &CounsellorId,
    (room, report): (&RoomId, &Report),
) -> Outcome {
    if report.erased.is_some() && note_erased(&mut tx, room, from).await? {
        store::outbox::hasten(&mut tx, service.now()).await?;
        tracing::info!("A centre's own Lotse has erased its part of a case");
        return settle(service, tx, event).await;
    }
    if store::erasure::concerns(&mut tx, room).await? {
        return Ok(Handled::Nothing("a report on a case that is being erased"));
    }
    Ok(alert(event, "report_on_no_case_of_theirs"))
}

/// Notes that the centre's Lotse has erased its part; says whether that is waited for.
async fn note_erased(tx: &mut Tx, room: &RoomId, from: &CounsellorId) -> StoreResult<bool> {
    let Some(mut erasure) = store::erasure::of_room(tx, room).await? else { return Ok(false) };
    let theirs = matches!(&erasure.left.far, Some(Far::Centre { custodian, .. }) if custodian == from);
    if theirs {
        erasure.left.elsewhere.erased = true;
        store::erasure::note(tx, &erasure).await?;
    }
    Ok(theirs)
}

/// The centre says until when the seeker may not write.
pub(crate) async fn hushed(
    service: &Service,
    event: &Event,
    from: &CounsellorId,
    (room, until): (&RoomId, Option<Timestamp>),
) -> Outcome {
    let now = service.now();
    let mut tx = service.store.begin().await?;
    let Some(mut stored) = theirs(&mut tx, room, from).await? else {
        return Ok(alert(event, "report_on_no_case_of_theirs"));
    };
    let Some(case) = stored.case.clone().hushed(until, now) else {
        return Ok(Handled::Nothing("a case that is erased"));
    };
    stored.case = case;
    cases::save(service, &mut tx, &mut stored).await?;
    Effect::Reconcile { case: stored.case.id.clone(), told: false }.push(&mut tx, now, now).await?;
    settle(service, tx, event).await
}

/// The centre does not take a case: it ends, and its seeker reads where else there is help.
pub(crate) async fn refused(
    service: &Service,
    event: &Event,
    from: &CounsellorId,
    room: &RoomId,
    why: Why,
) -> Outcome {
    let mut tx = service.store.begin().await?;
    let Some(stored) = theirs(&mut tx, room, from).await? else {
        return Ok(alert(event, "report_on_no_case_of_theirs"));
    };
    if !matches!(stored.case.state, State::Opened) {
        return Ok(Handled::Nothing("a case that was taken already"));
    }
    metrics::counter!("lotse_far_refused_total", "why" => why.code()).increment(1);
    tracing::warn!(case.id = %stored.case.id, centre.id = %stored.case.centre, why = why.code(), "A centre's own Lotse does not take a case");
    let centre = service.directory().centre(&stored.case.centre).map(|centre| centre.name.clone());
    let (told, anew) = (stored.clone(), cases::anew::takes_a_place(&mut tx, &stored.case.id).await?);
    if !life::write_closing(service, &mut tx, stored, Closer::Administration).await? {
        return Ok(Handled::Nothing("closed before"));
    }
    if anew {
        // The case before it goes on, and its seeker has heard so.
        return settle(service, tx, event).await;
    }
    let centre = centre.unwrap_or_else(|| told.case.centre.to_string());
    let said = Phrase::ReceptionCentreRefused { reference: told.case.reference.clone(), centre };
    say_in_chat(service, &mut tx, &told, said).await?;
    say_in_chat(service, &mut tx, &told, Phrase::HelpLines).await?;
    settle(service, tx, event).await
}

/// A centre says how many are there. Its clock may be wrong: what counts is when that was, as ours sees it, and never the future.
pub(crate) async fn present(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    (people, at): (u32, Timestamp),
) -> Outcome {
    let at = at.min(event.sent_at(service, at));
    let presence = Presence { centre: centre.clone(), people: people.min(MOST_PEOPLE), at };
    let mut tx = service.store.begin().await?;
    let news = store::far_presence::put(&mut tx, &presence).await?;
    let outcome = settle(service, tx, event).await?;
    if news {
        service.roster.refresh(&service.store).await?;
    }
    Ok(outcome)
}

/// More do not counsel at one centre: a number beyond this is no reason to send everybody there.
const MOST_PEOPLE: u32 = 500;

/// A case is being erased here: the centre's Lotse erases its part as well.
pub(crate) async fn is_gone(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    (room, wished): (Option<&RoomId>, bool),
) -> StoreResult<()> {
    let (Some(Far::Centre { custodian, .. }), Some(room)) = (&stored.case.far, room) else { return Ok(()) };
    let now = service.now();
    let word = Word::Gone { room: room.clone(), wished };
    tell(service, &stored.case.centre, custodian, word)?.push(tx, now, now).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_silent_whom_we_could_not_hear() {
        let at = |minutes| Timestamp::from_millis(0).plus(Span::minutes(minutes));
        let mut ear = Ear::default();
        assert!(!ear.listens(at(0)), "just begun");
        assert!(!ear.listens(at(29)));
        assert!(ear.listens(at(30)));
        assert!(ear.listens(at(150)));
        assert!(!ear.listens(at(271)), "away for more than two hours");
        assert!(ear.listens(at(301)));
        assert!(!ear.listens(at(10)), "the clock was put back");
    }
}
