//! Standing in for a colleague: it begins with a reason, it ends by itself, and the rooms concerned are told.

use std::collections::BTreeSet;

use routing::{
    Case, CentreId, CounsellorId, Cover, CoverFacts, CoverReason, Reference, RoomId, Span, Timestamp, Why,
};

use self::wish::{Choice, Wish, WishFault};
use super::{accepting::name_of, life::push_notice, timed};
use crate::words::phrases::standing_in::Ending;
use crate::{
    cases::{
        effects::{Effect, Whom},
        event::{Event, Outcome, settle},
        seekers::link_to,
        service::{Service, matrix_id},
    },
    store::{
        self, StoreResult, Tx,
        audit::{self, Actor, Entry, Kind},
        case::{PseudonymKey, Stored},
        room::RoomKind,
    },
    words::phrases::{Confidence, Phrase, Say, Until},
};

mod wish;

/// How long every answer to a wish waits, so that the time says nothing about what was found.
pub(crate) const ANSWER_AFTER: Span = Span::from_millis(1_000);

/// `vertretung PSEUDONYM GRUND [bis DATUM]`, by an active counsellor of the centre; instead of the name the number of a case
/// that the team was told of. A name or number that nobody has, that somebody has at another centre, or only in a case that is
/// not running, and a number that the team was never told, are refused with one sentence.
pub(crate) async fn ask(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    colleague: CounsellorId,
    words: &[String],
) -> Outcome {
    let now = service.now();
    if !service.directory().centre(centre).is_some_and(|centre| centre.team) {
        return refuse(service, event, Phrase::CoverNotATeam).await;
    }
    let wish = match Wish::read(words, now) {
        Ok(wish) => wish,
        Err(fault) => return refuse(service, event, fault.into()).await,
    };
    let names = wish.names().map(|name| PseudonymKey::new(service.store.vault(), centre, &name));
    let mut tx = service.store.begin().await?;
    let found = store::case::by_pseudonym(&mut tx, &names).await?;
    // Asked for whatever was written: the time says nothing.
    let told = store::case::by_told_reference(&mut tx, centre, wish.reference().as_ref()).await?;
    let refusal = match wish.choose(found, told) {
        Err(fault) => fault.into(),
        Ok(Choice::None) => Phrase::CoverUnknown,
        Ok(Choice::Several) => Phrase::CoverWhich,
        Ok(Choice::One(mut stored, reason)) => {
            let until = wish.until(now);
            let cover = Cover::new(colleague.clone(), reason, now).until(until);
            match begin(service, &mut tx, &mut stored, cover, Actor::Counsellor(colleague)).await? {
                Ok(()) => return settle(service, tx, event).await,
                Err(Why::AlreadyHolder) => Phrase::CoverOwn { reference: stored.case.reference.clone() },
                Err(_) => Phrase::CoverUnknown,
            }
        }
    };
    drop(tx);
    refuse(service, event, refusal).await
}

/// `vertretung ende REF`: whoever stands in ends that, and the holder ends all.
pub(crate) async fn end_by_command(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    reference: Reference,
    counsellor: CounsellorId,
) -> Outcome {
    let now = service.now();
    let mut tx = service.store.begin().await?;
    let found = store::case::by_reference(&mut tx, centre, &reference).await?;
    if let Some(mut stored) = found {
        let all = left(&stored.case, now, now);
        let theirs: BTreeSet<_> = if stored.case.holder() == Some(&counsellor) {
            all
        } else {
            all.into_iter().filter(|colleague| *colleague == counsellor).collect()
        };
        if !theirs.is_empty() {
            let by = Actor::Counsellor(counsellor);
            end(service, &mut tx, &mut stored, &theirs, by, Ending::Command).await?;
            return settle(service, tx, event).await;
        }
    }
    drop(tx);
    refuse(service, event, Phrase::CentreReferenceUnknown { reference }).await
}

/// Writes that a cover begins, now or later, with all effects and its entry in the audit trail. Nothing is written when
/// the case refuses it. `by` is who wants it so: the colleague, or whoever named the colleague as deputy.
pub(crate) async fn begin(
    service: &Service,
    tx: &mut Tx,
    stored: &mut Stored,
    cover: Cover,
    by: Actor,
) -> StoreResult<Result<(), Why>> {
    let now = service.now();
    let facts = CoverFacts::of(&service.directory(), &stored.case.centre, &cover.colleague);
    let covered = match stored.case.clone().cover(cover.clone(), facts, now) {
        Ok(covered) => covered,
        Err(illegal) => return Ok(Err(illegal.why)),
    };
    // What became due before happens now: from here on the clock starts anew, and this beginning does not happen twice.
    let due = timed::catch_up(service, stored);
    stored.case = covered;
    super::save(service, tx, stored).await?;
    let note = match &cover.reason {
        CoverReason::Other(words) => Some(words.as_str().to_owned()),
        _ => None,
    };
    let entry = Entry {
        note,
        from: Some(cover.from),
        until: Some(cover.until),
        ..Entry::new(now, &stored.case.centre, Kind::CoverBegun, by)
    };
    let entry = entry.about(&stored.case.reference).whom(&cover.colleague).why(cover.reason.code());
    audit::append(tx, &entry).await?;
    timed::happen(service, tx, stored, due).await?;
    if cover.is_valid(now) {
        announce(service, tx, stored, &cover).await?;
    }
    tracing::info!(case.id = %stored.case.id, centre.id = %stored.case.centre, "A colleague stands in");
    metrics::counter!("lotse_covers_begun_total").increment(1);
    Ok(Ok(()))
}

/// Lets the colleague in and tells the rooms: what `begin` does at once, or the clock when it is time.
pub(super) async fn announce(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    cover: &Cover,
) -> StoreResult<()> {
    let now = service.now();
    Effect::Reconcile { case: stored.case.id.clone(), told: false }.push(tx, now, now).await?;
    let centre = &stored.case.centre;
    let name = name_of(service, centre, &cover.colleague);
    let until = Until(cover.until);
    let note = match &cover.reason {
        CoverReason::Other(words) => words.as_str().to_owned(),
        _ => String::new(),
    };
    push_notice(service, tx, stored, Phrase::CoverBegunCase { name: name.clone(), until }, ANSWER_AFTER)
        .await?;
    let begun = Confidence::CoverBegunTeam {
        holder: stored.case.holder().map(|holder| name_of(service, centre, holder)).unwrap_or_default(),
        reference: stored.case.reference.clone(),
        reason: cover.reason.clone(),
        name,
        until,
        note,
        link: link_to(service, stored.room.as_ref().map_or("", RoomId::as_str)),
    };
    let whom = Whom::these([matrix_id(&cover.colleague)]);
    tell_team(service, tx, stored, (whom, begun.into())).await
}

/// Writes that these colleagues no longer stand in, with all effects and the entries in the audit trail. Those who do
/// not stand in are passed over.
pub(crate) async fn end(
    service: &Service,
    tx: &mut Tx,
    stored: &mut Stored,
    colleagues: &BTreeSet<CounsellorId>,
    by: Actor,
    how: Ending,
) -> StoreResult<()> {
    let now = service.now();
    let due = timed::catch_up(service, stored);
    let began: Vec<_> = stored
        .case
        .accepted()
        .into_iter()
        .flat_map(|accepted| accepted.covering(now))
        .map(|cover| cover.colleague.clone())
        .filter(|colleague| colleagues.contains(colleague))
        .collect();
    for colleague in colleagues {
        if let Ok(ended) = stored.case.clone().end_cover(colleague, now) {
            stored.case = ended;
        }
    }
    super::save(service, tx, stored).await?;
    timed::happen(service, tx, stored, due).await?;
    for colleague in &began {
        has_ended(service, tx, stored, colleague, by.clone(), how).await?;
    }
    Ok(())
}

/// The colleague is let out, the trail and the rooms say so.
pub(super) async fn has_ended(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    colleague: &CounsellorId,
    by: Actor,
    how: Ending,
) -> StoreResult<()> {
    let now = service.now();
    let entry = Entry { until: Some(now), ..Entry::new(now, &stored.case.centre, Kind::CoverEnded, by) };
    let entry = entry.about(&stored.case.reference).whom(colleague).why(how.code());
    audit::append(tx, &entry).await?;
    Effect::Reconcile { case: stored.case.id.clone(), told: false }.push(tx, now, now).await?;
    let name = name_of(service, &stored.case.centre, colleague);
    push_notice(service, tx, stored, Phrase::CoverEndedCase { name: name.clone() }, ANSWER_AFTER).await?;
    let reference = stored.case.reference.clone();
    let ended = Phrase::CoverEndedTeam { name, reference, how };
    tell_team(service, tx, stored, (Whom::Nobody, ended.into())).await?;
    tracing::info!(case.id = %stored.case.id, how = how.code(), "A colleague no longer stands in");
    metrics::counter!("lotse_covers_ended_total", "how" => how.code()).increment(1);
    Ok(())
}

/// Who stands in or will, by what was agreed until `agreed`.
pub(crate) fn left(case: &Case, now: Timestamp, agreed: Timestamp) -> BTreeSet<CounsellorId> {
    let covers = case.accepted().into_iter().flat_map(|accepted| accepted.covers_left(now));
    let is_meant = |cover: &&Cover| cover.from <= agreed || cover.from > now;
    covers.filter(is_meant).map(|cover| cover.colleague.clone()).collect()
}

async fn tell_team(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    (whom, say): (Whom, Say),
) -> StoreResult<()> {
    let now = service.now();
    let rooms = store::room::of_centre(tx, &stored.case.centre).await?;
    let Some((_, team)) = rooms.into_iter().find(|(kind, _)| matches!(kind, RoomKind::Team(_))) else {
        return Ok(());
    };
    let said = (whom, vec![say]);
    Effect::say_to(service.store.vault(), &team, Some(&stored.case.id), service.locale, said)?
        .push(tx, now.plus(ANSWER_AFTER), now)
        .await
}

async fn refuse(service: &Service, event: &Event, phrase: Phrase) -> Outcome {
    let mut tx = service.store.begin().await?;
    super::desk::push_say(service, &mut tx, event, phrase.into(), ANSWER_AFTER).await?;
    settle(service, tx, event).await
}

impl From<WishFault> for Phrase {
    fn from(fault: WishFault) -> Self {
        match fault {
            WishFault::Incomplete => Self::CoverIncomplete,
            WishFault::ReasonTooLong => Self::CoverReasonTooLong,
            WishFault::Day(fault) => Self::CoverDay { fault },
        }
    }
}
