//! What happens to a case by itself, and when.
//!
//! The agenda of a case follows from the case and the promises of its topic and centre. Whoever keeps the time asks
//! for what has become [due](due) since the last look, and when to [look again](next). So nothing is planned twice,
//! and a step that makes a moment pointless needs to cancel nothing.

use crate::{
    case::{Accepted, Case, Custody, State},
    directory::Directory,
    ids::CounsellorId,
    retention::Retention,
    time::{Span, Timestamp},
    topic::Topic,
};

/// Something that is to happen at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// The custodian of a centre that is no team centre has waited long enough for an answer.
    CustodyEnds,
    /// A cover that was agreed beforehand begins.
    CoverBegins(CounsellorId),
    /// A cover is over.
    CoverEnds(CounsellorId),
    /// The seeker still waits for a first answer, and is there to read it: the team is reminded.
    Reminder,
    /// The promised time has passed without an answer: the administration is told.
    PromiseBroken,
    /// Both sides are told that the case will be erased.
    RetentionWarning,
    /// The case is erased.
    Erasure,
    /// The seeker has not answered whether somebody else may have the case, or nobody was let in.
    OfferLapses,
    /// The seeker has consented and never written: the case ends.
    Unused,
    /// Nobody has written for long: both sides are asked whether the case is still needed.
    StillNeeded,
    /// Nobody has written since: the case ends.
    SilenceEnds,
}

impl Moment {
    /// Whether the case itself says that this has happened, so that it stands until then: it is made up for, too, when the
    /// directory changes its time to one long past.
    const fn stands(&self) -> bool {
        matches!(self, Self::Unused | Self::StillNeeded | Self::SilenceEnds)
    }
}

/// When the team is reminded of somebody who waits: after these parts of the promised time, in quarters. With the
/// usual promise of 48 hours: after 12 and after 36 hours.
const REMINDED_AFTER_QUARTERS: [i64; 2] = [1, 3];

/// All moments of a case, past and future, in their order.
#[must_use]
pub fn agenda(case: &Case, directory: &Directory) -> Vec<(Timestamp, Moment)> {
    let topic = directory.topic(&case.topic);
    let mut moments = Vec::new();
    match &case.state {
        State::Erased { .. } => {}
        State::Opened => moments.push((case.opened_at.plus(Case::UNUSED), Moment::Unused)),
        State::Asked { asked_at, .. } => {
            if case.seeker_out.is_none() {
                promise(*asked_at, topic, &mut moments);
            }
            silence(case, topic, &mut moments);
        }
        State::Accepted(accepted) => {
            silence(case, topic, &mut moments);
            if accepted.answered_at.is_none() && case.seeker_out.is_none() {
                promise(accepted.asked_at, topic, &mut moments);
            }
            let team = directory.centre(&case.centre).is_some_and(|centre| centre.team);
            during_counselling(accepted, team, &mut moments);
        }
        State::Closed { accepted, .. } => {
            for cover in accepted.iter().flat_map(|accepted| &accepted.covers) {
                moments.push((cover.until, Moment::CoverEnds(cover.colleague.clone())));
            }
            // A topic that is no longer in the directory still has its end.
            let usual = Topic::new(case.topic.clone(), "");
            if let Some(retention) = Retention::of(case, topic.unwrap_or(&usual)) {
                moments.push((retention.warn_at, Moment::RetentionWarning));
                moments.push((retention.erase_at, Moment::Erasure));
            }
        }
    }
    if let Some(offer) = &case.offer {
        moments.push((offer.lapses_at(), Moment::OfferLapses));
    }
    moments.sort_by_key(|(at, _)| *at);
    moments
}

/// What has become due after the last look at `looked` and up to `now`, in order.
#[must_use]
pub fn due(case: &Case, directory: &Directory, looked: Timestamp, now: Timestamp) -> Vec<Moment> {
    let moments = agenda(case, directory).into_iter();
    let is_due = |at: &Timestamp, moment: &Moment| *at <= now && (looked < *at || moment.stands());
    moments.filter(|(at, moment)| is_due(at, moment)).map(|(_, moment)| moment).collect()
}

/// When something becomes due after the last look at `looked`; never, if nothing will by itself.
#[must_use]
pub fn next(case: &Case, directory: &Directory, looked: Timestamp) -> Option<Timestamp> {
    let mut moments = agenda(case, directory).into_iter();
    moments.find(|(at, moment)| *at > looked || moment.stands()).map(|(at, _)| at)
}

fn promise(asked_at: Timestamp, topic: Option<&Topic>, moments: &mut Vec<(Timestamp, Moment)>) {
    let hours = i64::from(topic.map_or(Topic::PROMISE_HOURS, |topic| topic.promise_hours));
    let quarter = |quarters: i64| asked_at.plus(Span::minutes(hours * 15 * quarters));
    moments.extend(REMINDED_AFTER_QUARTERS.map(|quarters| (quarter(quarters), Moment::Reminder)));
    moments.push((quarter(4), Moment::PromiseBroken));
}

fn silence(case: &Case, topic: Option<&Topic>, moments: &mut Vec<(Timestamp, Moment)>) {
    if let Some(end) = case.silence_ends_at() {
        moments.push((end, Moment::SilenceEnds));
    } else if let Some(last) = case.silence.last_word {
        let days = topic.map_or(Topic::SILENCE_DAYS, |topic| topic.silence_days);
        moments.push((last.plus(Span::days(i64::from(days))), Moment::StillNeeded));
    }
}

fn during_counselling(accepted: &Accepted, team: bool, moments: &mut Vec<(Timestamp, Moment)>) {
    if let (Some(joined), Custody::Held, false) = (accepted.joined_at, accepted.custody, team) {
        moments.push((joined.plus(Case::CUSTODY_AFTER_JOIN), Moment::CustodyEnds));
    }
    for cover in &accepted.covers {
        moments.push((cover.from, Moment::CoverBegins(cover.colleague.clone())));
        moments.push((cover.until, Moment::CoverEnds(cover.colleague.clone())));
    }
}

#[cfg(test)]
mod tests;
