//! The seeker may read and not write, for a time: a counsellor has been insulted, or the case was ended with a reason.

use serde::{Deserialize, Serialize};

use super::{Case, Closer, IllegalStep, State, Why};
use crate::{
    ids::CounsellorId,
    time::{Span, Timestamp},
};

/// For how long the seeker may not write. What is over stays noted, since the promise of an answer counts from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Muted {
    /// The first moment.
    pub since: Timestamp,
    /// The first moment afterwards.
    pub until: Timestamp,
}

impl Case {
    /// So many days ahead the last day lies on which somebody is muted, if nobody says otherwise, and never further.
    pub const MUTED_DAYS: i64 = 7;

    /// The seeker may not write before `until`, or as long as is said now if that was said before. For whoever may act in the
    /// case; that `by` is an active counsellor of its centre is the caller's to know.
    pub fn mute(self, by: &CounsellorId, until: Timestamp, now: Timestamp) -> Result<Self, IllegalStep> {
        match self.stopper(by, now) {
            Ok(()) => Ok(Self { muted: Some(Muted { since: now, until }), ..self }),
            Err(why) => self.refuse("mute", why),
        }
    }

    /// The seeker may write again, also where the case was ended with a reason.
    pub fn unmute(self, by: &CounsellorId, now: Timestamp) -> Result<Self, IllegalStep> {
        let may = match &self.state {
            State::Closed { accepted: None, asked: Some(_), .. } => Ok(()),
            State::Closed { accepted: Some(accepted), .. } if accepted.may_act(by, now) => Ok(()),
            State::Closed { accepted: Some(_), .. } => Err(Why::NotInCase),
            _ => self.stopper(by, now),
        };
        match (may, self.muted.filter(|muted| now < muted.until)) {
            (Ok(()), Some(muted)) => Ok(Self { muted: Some(Muted { until: now, ..muted }), ..self }),
            (Ok(()), None) => self.refuse("unmute", Why::NotMuted),
            (Err(why), _) => self.refuse("unmute", why),
        }
    }

    /// Ends the case with a reason: its seeker may not open it again by writing before `until`. For whoever may act in it, and
    /// for every counsellor of its centre while nobody has accepted it.
    pub fn turn_away(self, by: CounsellorId, until: Timestamp, now: Timestamp) -> Result<Self, IllegalStep> {
        match self.stopper(&by, now) {
            Ok(()) => {
                let muted = Some(Muted { since: now, until });
                Self { muted, ..self }.ended(Closer::Counsellor(by), now)
            }
            Err(why) => self.refuse("turn_away", why),
        }
    }

    /// The centre's own Lotse says until when the seeker may not write, or that they may again; nothing for a case that is not
    /// theirs. Never for longer than a year.
    #[must_use]
    pub fn hushed(self, until: Option<Timestamp>, now: Timestamp) -> Option<Self> {
        if !self.is_kept_elsewhere() || matches!(self.state, State::Erased { .. }) {
            return None;
        }
        let muted = match until.filter(|until| now < *until) {
            Some(until) => Some(Muted { since: now, until: until.min(now.plus(Span::days(366))) }),
            None => self.muted.map(|muted| Muted { until: muted.until.min(now), ..muted }),
        };
        Some(Self { muted, ..self })
    }

    /// Whether the seeker may not write at `now`.
    #[must_use]
    pub fn is_muted(&self, now: Timestamp) -> bool {
        self.muted_until(now).is_some()
    }

    /// The first moment at which the seeker may write again, if that is still to come at `now`.
    #[must_use]
    pub fn muted_until(&self, now: Timestamp) -> Option<Timestamp> {
        let living = !matches!(self.state, State::Erased { .. });
        self.muted.filter(|muted| living && now < muted.until).map(|muted| muted.until)
    }

    /// Whether the case was ended with a reason, and its seeker may not open it again at `now`.
    #[must_use]
    pub fn is_turned_away(&self, now: Timestamp) -> bool {
        let ended = match &self.state {
            State::Closed { closed_at, closed_by: Closer::Counsellor(_), .. } => Some(*closed_at),
            _ => None,
        };
        self.is_muted(now) && self.muted.map(|muted| muted.since) == ended
    }

    /// Since when an answer is waited for that is wanted at `asked_at`: nobody promises one to whoever may not write.
    #[must_use]
    pub fn promised_from(&self, asked_at: Timestamp) -> Timestamp {
        self.muted.map_or(asked_at, |muted| asked_at.max(muted.until))
    }

    /// Whether somebody may stop the seeker.
    fn stopper(&self, by: &CounsellorId, now: Timestamp) -> Result<(), Why> {
        match &self.state {
            State::Asked { .. } => Ok(()),
            State::Accepted(accepted) if accepted.may_act(by, now) => Ok(()),
            State::Accepted(_) => Err(Why::NotInCase),
            State::Opened | State::Closed { .. } | State::Erased { .. } => Err(Why::WrongState),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        access, agenda,
        sample::{NOW, centre, centre_id, counsellor, directory, message, opened, person, topic},
    };

    fn hours(hours: i64) -> Timestamp {
        NOW.plus(Span::hours(hours))
    }

    fn asked() -> Case {
        opened("dresden", None).ask(message(), NOW).unwrap()
    }

    fn with_ben() -> Case {
        asked().accept(person("ben"), NOW).unwrap()
    }

    fn why(step: Result<Case, IllegalStep>) -> Why {
        step.unwrap_err().why
    }

    #[test]
    fn whoever_has_the_case_stops_its_seeker_and_while_nobody_has_it_everybody_of_the_centre() {
        assert!(asked().mute(&person("cem"), hours(72), NOW).unwrap().is_muted(hours(71)));
        let muted = with_ben().mute(&person("ben"), hours(72), NOW).unwrap();
        assert_eq!((muted.muted_until(hours(71)), muted.muted_until(hours(72))), (Some(hours(72)), None));
        assert_eq!(why(with_ben().mute(&person("cem"), hours(72), NOW)), Why::NotInCase);
        assert_eq!(why(muted.clone().unmute(&person("cem"), NOW)), Why::NotInCase);
        let unmuted = muted.unmute(&person("ben"), hours(1)).unwrap();
        assert!(!unmuted.is_muted(hours(1)));
        assert_eq!(why(unmuted.unmute(&person("ben"), hours(2))), Why::NotMuted);
        for nothing in [opened("dresden", None), with_ben().close(Closer::Seeker, NOW).unwrap()] {
            assert_eq!(why(nothing.clone().mute(&person("ben"), hours(72), NOW)), Why::WrongState);
            assert_eq!(why(nothing.turn_away(person("ben"), hours(72), NOW)), Why::WrongState);
        }
    }

    #[test]
    fn a_case_that_ends_with_a_reason_is_read_only_until_somebody_thinks_better_of_it() {
        assert_eq!(why(with_ben().turn_away(person("cem"), hours(720), NOW)), Why::NotInCase);
        for (case, by) in [(with_ben(), "ben"), (asked(), "cem")] {
            let ended = case.turn_away(person(by), hours(720), NOW).unwrap();
            assert_eq!((ended.state.code(), ended.is_muted(hours(719))), ("closed", true));
            assert!(ended.is_turned_away(hours(719)) && !ended.is_turned_away(hours(720)));
            assert!(!ended.clone().unmute(&person(by), hours(1)).unwrap().is_muted(hours(1)));
            let erased = ended.erase(hours(2)).unwrap();
            assert!(!erased.is_muted(hours(2)) && erased.muted.is_none());
        }
    }

    #[test]
    fn whoever_ends_their_case_while_they_are_muted_was_not_turned_away() {
        for by in [Closer::Seeker, Closer::Counsellor(person("ben"))] {
            let muted = with_ben().mute(&person("ben"), hours(72), NOW).unwrap();
            let closed = muted.close(by, hours(1)).unwrap();
            assert!(closed.is_muted(hours(2)) && !closed.is_turned_away(hours(2)));
        }
    }

    #[test]
    fn nobody_promises_an_answer_to_whoever_may_not_write_and_the_room_knows_it() {
        let dresden = centre("dresden", &[("schulden", "01*")]);
        let town = directory(vec![topic("schulden")], vec![dresden], vec![counsellor("ben", "dresden")]);
        let muted = asked().mute(&person("ben"), hours(72), hours(6)).unwrap();
        let due = agenda::due(&muted, &town, NOW, hours(71));
        assert_eq!(due, []);
        assert_eq!(agenda::next(&muted, &town, NOW), Some(hours(72)));
        assert_eq!(agenda::due(&muted, &town, hours(71), hours(72)), [agenda::Moment::MuteEnds]);
        assert_eq!(agenda::due(&muted, &town, hours(72), hours(72 + 12)), [agenda::Moment::Reminder]);
        assert!(access(&muted, &town, hours(71)).muted && !access(&muted, &town, hours(72)).muted);
        let elsewhere = muted.forward(centre_id("freiburg"), hours(7)).unwrap();
        assert!(!access(&elsewhere, &town, hours(8)).muted, "another centre decides for itself");
    }

    #[test]
    fn a_centres_own_lotse_says_until_when_and_for_its_own_cases_alone() {
        assert_eq!(asked().hushed(Some(hours(3)), NOW), None);
        let theirs =
            Case { far: Some(crate::Far::Centre { custodian: person("custodian"), followed: 0 }), ..asked() };
        let muted = theirs.clone().hushed(Some(hours(3)), hours(1)).unwrap();
        assert_eq!((muted.muted_until(hours(2)), muted.muted_until(hours(3))), (Some(hours(3)), None));
        assert!(access(&muted, &directory(vec![], vec![], vec![]), hours(2)).muted);
        let moments = agenda::agenda(&muted, &directory(vec![], vec![], vec![]));
        assert!(moments.contains(&(hours(3), agenda::Moment::MuteEnds)));
        let free = muted.hushed(None, hours(2)).unwrap();
        assert_eq!((free.muted_until(hours(2)), free.muted.map(|it| it.until)), (None, Some(hours(2))));
        let for_ever = theirs.hushed(Some(Timestamp::from_millis(i64::MAX)), NOW).unwrap();
        assert_eq!(for_ever.muted_until(hours(24 * 365)), Some(hours(24 * 366)));
    }
}
