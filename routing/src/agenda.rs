//! What happens to a case by itself, and when.
//!
//! The agenda of a case follows from the case and the promises of its topic and centre. Whoever keeps the time asks
//! for what has become [due](due) since the last look, and when to [look again](next). So nothing is planned twice,
//! and a step that makes a moment pointless needs to cancel nothing.

use crate::{
    case::{Accepted, Case, Custody, State},
    directory::Directory,
    ids::CounsellorId,
    live,
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
    /// The seeker may write again.
    MuteEnds,
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

/// What the directory promises about a case: all that its agenda reads there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promises {
    /// Within how many hours a first enquiry is answered.
    pub answer_hours: u16,
    /// How many days after its end the case is erased.
    pub retention_days: u16,
    /// After how many days without a word both sides are asked whether it is still needed.
    pub silence_days: u16,
    /// Whether its centre is a team centre, where the custodian stays.
    pub team: bool,
}

impl Promises {
    /// As the directory says; the usual ones for a topic or a centre that it does not know.
    #[must_use]
    pub fn of(case: &Case, directory: &Directory) -> Self {
        let topic = directory.topic(&case.topic);
        Self {
            answer_hours: topic.unwrap_or(&Topic::new(case.topic.clone(), "")).promised(case.urgent),
            retention_days: topic.map_or(Topic::RETENTION_DAYS, |topic| topic.retention_days),
            silence_days: topic.map_or(Topic::SILENCE_DAYS, |topic| topic.silence_days),
            team: directory.centre(&case.centre).is_some_and(|centre| centre.team),
        }
    }

    fn retention(self, case: &Case) -> Option<Retention> {
        let topic = Topic { retention_days: self.retention_days, ..Topic::new(case.topic.clone(), "") };
        Retention::of(case, &topic)
    }
}

/// All moments of a case, past and future, in their order.
#[must_use]
pub fn agenda(case: &Case, directory: &Directory) -> Vec<(Timestamp, Moment)> {
    under(case, Promises::of(case, directory))
}

/// Until when an answer is promised to whoever waits for one; nothing where nobody waits, or nothing is promised.
#[must_use]
pub fn promised_until(case: &Case, directory: &Directory) -> Option<Timestamp> {
    let broken = agenda(case, directory).into_iter().find(|(_, moment)| *moment == Moment::PromiseBroken);
    broken.map(|(at, _)| at)
}

fn under(case: &Case, promises: Promises) -> Vec<(Timestamp, Moment)> {
    if case.live {
        return of_live(case, promises);
    }
    let mut moments = Vec::new();
    match &case.state {
        State::Erased { .. } => {}
        State::Opened => moments.push((case.opened_at.plus(Case::UNUSED), Moment::Unused)),
        State::Asked { asked_at, .. } => {
            if case.seeker_out.is_none() {
                promise(case.promised_from(*asked_at), promises, &mut moments);
            }
            silence(case, promises, &mut moments);
        }
        State::Accepted(accepted) => {
            silence(case, promises, &mut moments);
            if accepted.answered_at.is_none() && case.seeker_out.is_none() {
                promise(case.promised_from(accepted.asked_at), promises, &mut moments);
            }
            during_counselling(accepted, promises.team, &mut moments);
        }
        State::Closed { accepted, .. } => {
            for cover in accepted.iter().flat_map(|accepted| &accepted.covers) {
                moments.push((cover.until, Moment::CoverEnds(cover.colleague.clone())));
            }
            if let Some(retention) = promises.retention(case) {
                moments.push((retention.warn_at, Moment::RetentionWarning));
                moments.push((retention.erase_at, Moment::Erasure));
            }
        }
    }
    if let Some(muted) = case.muted.filter(|_| !matches!(case.state, State::Erased { .. })) {
        moments.push((muted.until, Moment::MuteEnds));
    }
    if let Some(offer) = &case.offer {
        moments.push((offer.lapses_at(), Moment::OfferLapses));
    }
    if case.is_kept_elsewhere() {
        // All else is for the centre's own Lotse to do.
        moments.retain(|(_, moment)| {
            matches!(moment, Moment::PromiseBroken | Moment::OfferLapses | Moment::MuteEnds | Moment::Erasure)
        });
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

/// What a change of the directory means for a running case: the case as it is to be kept, and what has to happen now,
/// since its new moment lies before the last look at `looked` and would be passed over.
///
/// Nobody's case goes without the whole time of a warning: where the new time to warn is over, or a hold stands before
/// it, people are warned from `now` on, and erasure waits for them.
#[must_use]
pub fn adjust(
    case: Case,
    (before, after): (Promises, Promises),
    looked: Timestamp,
    now: Timestamp,
) -> (Case, Vec<Moment>) {
    let past = |promises| under(&case, promises).into_iter().filter(|(at, _)| *at <= looked);
    let happened: Vec<_> = past(before).map(|(_, moment)| moment).collect();
    let owed = past(after)
        .map(|(_, moment)| moment)
        .filter(|moment| matches!(moment, Moment::PromiseBroken | Moment::CustodyEnds))
        .filter(|moment| !happened.contains(moment))
        .collect();
    let closed = matches!(case.state, State::Closed { .. });
    let unwarned = case.keeping.hold.is_some()
        || after.retention(&case).is_some_and(|retention| retention.warn_at <= now);
    if closed && unwarned && before.retention_days != after.retention_days {
        return (case.reprieve(now), owed);
    }
    (case, owed)
}

/// A live chat promises no answer and warns of nothing: it ends soon, and goes with all that was said.
fn of_live(case: &Case, promises: Promises) -> Vec<(Timestamp, Moment)> {
    let mut moments = Vec::new();
    let last_word = case.silence.last_word.unwrap_or(case.opened_at);
    match &case.state {
        State::Erased { .. } => {}
        State::Opened => moments.push((case.opened_at.plus(live::UNUSED), Moment::Unused)),
        State::Asked { .. } => moments.push((last_word.plus(live::IDLE), Moment::SilenceEnds)),
        State::Accepted(accepted) => {
            moments.push((last_word.plus(live::IDLE), Moment::SilenceEnds));
            during_counselling(accepted, promises.team, &mut moments);
        }
        State::Closed { accepted, closed_at, .. } => {
            for cover in accepted.iter().flat_map(|accepted| &accepted.covers) {
                moments.push((cover.until, Moment::CoverEnds(cover.colleague.clone())));
            }
            if case.keeping.hold.is_none() {
                moments.push((closed_at.plus(live::KEPT), Moment::Erasure));
            }
        }
    }
    if let Some(muted) = case.muted.filter(|_| !matches!(case.state, State::Erased { .. })) {
        moments.push((muted.until, Moment::MuteEnds));
    }
    if let Some(offer) = &case.offer {
        moments.push((offer.lapses_at(), Moment::OfferLapses));
    }
    moments.sort_by_key(|(at, _)| *at);
    moments
}

fn promise(asked_at: Timestamp, promises: Promises, moments: &mut Vec<(Timestamp, Moment)>) {
    let hours = i64::from(promises.answer_hours);
    let quarter = |quarters: i64| asked_at.plus(Span::minutes(hours * 15 * quarters));
    moments.extend(REMINDED_AFTER_QUARTERS.map(|quarters| (quarter(quarters), Moment::Reminder)));
    moments.push((quarter(4), Moment::PromiseBroken));
}

fn silence(case: &Case, promises: Promises, moments: &mut Vec<(Timestamp, Moment)>) {
    if let Some(end) = case.silence_ends_at() {
        moments.push((end, Moment::SilenceEnds));
    } else if let Some(last) = case.silence.last_word {
        moments.push((last.plus(Span::days(i64::from(promises.silence_days))), Moment::StillNeeded));
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
