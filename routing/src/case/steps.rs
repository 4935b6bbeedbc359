//! The steps. Each consumes the case and gives the next one, or says why not.

use super::{
    Accepted, Case, Closer, Cover, CoverFacts, Custody, Handed, IllegalStep, Keeping, NewCase, Offer,
    Outgoing, Person, Silence, State, Why,
};
use crate::{
    ids::{CentreId, CounsellorId, EventId},
    time::Timestamp,
};

type Step = Result<Case, IllegalStep>;

impl Case {
    /// Begins a case: placed and agreed to, with nothing written yet.
    #[must_use]
    pub fn open(new: NewCase, now: Timestamp) -> Self {
        let personal = new.personal.is_some();
        Self {
            id: new.id,
            reference: new.reference,
            person: Some(Person { seeker: new.seeker, pseudonym: new.pseudonym }),
            topic: new.topic,
            centre: new.centre,
            opened_at: now,
            personal: new.personal,
            state: State::Opened,
            offer: None,
            history_from: None,
            outgoing: None,
            keeping: Keeping::default(),
            silence: Silence::default(),
            seeker_out: None,
            muted: None,
            returning: None,
            urgent: false,
            live: false,
            at_once: new.at_once && personal,
            far: None,
        }
    }

    /// The seeker's first message. A case from a personal link is accepted by its counsellor at once; call
    /// [`Case::into_pool`] before when that counsellor can no longer take it.
    pub fn ask(self, first: EventId, now: Timestamp) -> Step {
        match (&self.state, &self.personal) {
            (State::Opened, Some(counsellor)) => {
                let state = State::Accepted(Accepted::begin(counsellor.clone(), first, now, now));
                Ok(Self { state, silence: Silence::since(now), ..self })
            }
            (State::Opened, None) => Ok(Self {
                state: State::Asked { first, asked_at: now },
                silence: Silence::since(now),
                ..self
            }),
            _ => self.refuse("ask", Why::WrongState),
        }
    }

    /// The seeker of a case that was opened [`at_once`](Case::at_once) sits before the counsellor, who has it from now on although
    /// nothing was written; `first` stands where the first message would. Nobody waits for an answer: they are talking.
    pub fn begin_before(self, first: EventId, now: Timestamp) -> Step {
        if !self.at_once || self.personal.is_none() {
            return self.refuse("begin_before", Why::WrongState);
        }
        let mut begun = self.ask(first, now)?;
        if let State::Accepted(accepted) = &mut begun.state {
            accepted.answered_at = Some(now);
        }
        Ok(begun)
    }

    /// Gives up the personal link of a case that nobody has written in yet: its first message will go to
    /// the centre's Erstanfragen.
    pub fn into_pool(self) -> Step {
        match self.state {
            State::Opened => Ok(Self { personal: None, ..self }),
            _ => self.refuse("into_pool", Why::WrongState),
        }
    }

    /// Leads a case of a personal link to the deputy of its counsellor, who cannot take it; only before the
    /// seeker has written.
    pub fn to_deputy(self, deputy: CounsellorId) -> Step {
        match (&self.state, &self.personal) {
            (State::Opened, Some(_)) => Ok(Self { personal: Some(deputy), ..self }),
            _ => self.refuse("to_deputy", Why::WrongState),
        }
    }

    /// One counsellor takes an Erstanfrage; everybody after the first gets [`Why::AlreadyTaken`]. That the
    /// counsellor is active in the case's centre is the caller's to know.
    pub fn accept(self, counsellor: CounsellorId, now: Timestamp) -> Step {
        match self.state {
            State::Asked { first, asked_at } => {
                let state = State::Accepted(Accepted::begin(counsellor, first, asked_at, now));
                // It is somebody's now, so nobody offers it elsewhere any more.
                Ok(Self { state, offer: None, silence: Silence::since(now), ..self })
            }
            State::Accepted(Accepted { counsellor: ref by, .. }) => {
                let by = by.clone();
                self.refuse("accept", Why::AlreadyTaken { by })
            }
            _ => self.refuse("accept", Why::WrongState),
        }
    }

    /// The counsellor cannot answer after all: the case waits in the Erstanfragen again, as long as it has waited
    /// already. Only before the first answer, and only while the custodian can show it to the others.
    pub fn give_back(self) -> Step {
        match &self.state {
            State::Accepted(Accepted { answered_at: Some(_), .. }) => {
                self.refuse("give_back", Why::AlreadyAnswered)
            }
            State::Accepted(Accepted { custody: Custody::Released { .. }, .. }) => {
                self.refuse("give_back", Why::AlreadyReleased)
            }
            State::Accepted(Accepted { first, asked_at, .. }) => {
                let state = State::Asked { first: first.clone(), asked_at: *asked_at };
                Ok(Self { state, personal: None, offer: None, ..self })
            }
            _ => self.refuse("give_back", Why::WrongState),
        }
    }

    /// The holder or a valid cover is in the room. The holder's first time counts; the rest changes nothing.
    pub fn joined(self, who: &CounsellorId, now: Timestamp) -> Step {
        self.accepted_step("joined", |accepted| {
            if accepted.counsellor == *who {
                accepted.joined_at.get_or_insert(now);
            } else if !accepted.may_act(who, now) {
                return Err(Why::NotInCase);
            }
            Ok(())
        })
    }

    /// The holder or a valid cover has written. The first answer counts; the rest changes nothing.
    pub fn answered(self, who: &CounsellorId, now: Timestamp) -> Step {
        self.accepted_step("answered", |accepted| {
            if !accepted.may_act(who, now) {
                return Err(Why::NotInCase);
            }
            if accepted.counsellor == *who {
                // Whoever writes is in the room, even if we have not heard of the join yet.
                accepted.joined_at.get_or_insert(now);
            }
            accepted.answered_at.get_or_insert(now);
            Ok(())
        })
    }

    /// The custodian leaves and destroys its keys. Only where the centre is no team centre, and only once
    /// the holder has answered or has been in the room for 24 hours.
    pub fn release_custody(self, team_centre: bool, now: Timestamp) -> Step {
        let released = self.accepted_step("release_custody", |accepted| {
            if team_centre {
                return Err(Why::TeamCentre);
            }
            if accepted.custody != Custody::Held {
                return Err(Why::AlreadyReleased);
            }
            let ready = accepted.joined_at.is_some_and(|joined| {
                let answered = accepted.answered_at.is_some_and(|answered| answered >= joined);
                answered || now >= joined.plus(Self::CUSTODY_AFTER_JOIN)
            });
            if !ready {
                return Err(Why::TooEarly);
            }
            accepted.custody = Custody::Released { at: now };
            Ok(())
        })?;
        // Whatever the seeker was asked in the room is asked anew elsewhere: nobody reads an answer there.
        let offer = released.offer.map(|offer| Offer { asked_in: None, ..offer });
        Ok(Self { offer, ..released })
    }

    /// A colleague stands in. A new cover of the same colleague replaces the old one, so that it can be
    /// made longer or shorter.
    pub fn cover(self, cover: Cover, facts: CoverFacts, now: Timestamp) -> Step {
        self.accepted_step("cover", |accepted| {
            if !facts.team_centre {
                return Err(Why::NotATeamCentre);
            }
            if !facts.active_colleague {
                return Err(Why::NotActive);
            }
            if accepted.counsellor == cover.colleague {
                return Err(Why::AlreadyHolder);
            }
            if cover.until <= cover.from.max(now) {
                return Err(Why::CoverIsOver);
            }
            accepted.covers.retain(|old| old.colleague != cover.colleague || old.until <= now);
            accepted.covers.push(cover);
            Ok(())
        })
    }

    /// Ends a colleague's cover early: one that has begun ends now, one that has not disappears. Also in a case that
    /// was closed meanwhile.
    pub fn end_cover(mut self, colleague: &CounsellorId, now: Timestamp) -> Step {
        let ended = match &mut self.state {
            State::Accepted(accepted) | State::Closed { accepted: Some(accepted), .. } => {
                accepted.end_covers(now, |cover| cover.colleague == *colleague)
            }
            _ => return self.refuse("end_cover", Why::WrongState),
        };
        if ended { Ok(self) } else { self.refuse("end_cover", Why::NoSuchCover) }
    }

    /// The case gets another counsellor of the same centre for good. Covers for the old one end.
    /// `active` says whether the new one is an active counsellor of the case's centre.
    pub fn hand_over(self, to: CounsellorId, active: bool, now: Timestamp) -> Step {
        let handed = self.accepted_step("hand_over", |accepted| {
            if !active {
                return Err(Why::NotActive);
            }
            if accepted.counsellor == to {
                return Err(Why::AlreadyHolder);
            }
            accepted.end_covers(now, |_| true);
            accepted.counsellor = to;
            accepted.accepted_at = now;
            accepted.joined_at = None;
            Ok(())
        })?;
        Ok(Self { offer: None, silence: Silence::since(now), ..handed })
    }

    /// Whoever had the case has left the centre for good: it waits in the Erstanfragen from now on, answered before or not. Only while
    /// the custodian can show it to the others.
    pub fn left_behind(self, now: Timestamp) -> Step {
        match &self.state {
            State::Accepted(Accepted { custody: Custody::Released { .. }, .. }) => {
                self.refuse("left_behind", Why::AlreadyReleased)
            }
            State::Accepted(Accepted { first, .. }) => {
                let state = State::Asked { first: first.clone(), asked_at: now };
                Ok(Self { state, personal: None, offer: None, silence: Silence::since(now), ..self })
            }
            _ => self.refuse("left_behind", Why::WrongState),
        }
    }

    /// The case goes to another centre, where it waits in the Erstanfragen from now on. Whoever had it
    /// loses it, and a personal link ends.
    pub fn forward(self, to: CentreId, now: Timestamp) -> Step {
        let state = match &self.state {
            _ if self.centre == to => return self.refuse("forward", Why::SameCentre),
            State::Opened => State::Opened,
            State::Asked { first, .. } | State::Accepted(Accepted { first, .. }) => {
                State::Asked { first: first.clone(), asked_at: now }
            }
            State::Closed { .. } | State::Erased { .. } => return self.refuse("forward", Why::WrongState),
        };
        // An enquiry that nobody has written yet is still to be written.
        let silence = if state == State::Opened { self.silence } else { Silence::since(now) };
        Ok(Self { state, centre: to, personal: None, offer: None, silence, muted: None, ..self })
    }

    /// The centre has left and `to` succeeds it: an enquiry that nobody has ever `answered` waits there from now on, with
    /// what the seeker wrote. Counselling that has begun does not go along: that is for its seeker to decide.
    pub fn succeed(self, to: CentreId, answered: bool, now: Timestamp) -> Step {
        let why = match &self.state {
            State::Accepted(Accepted { answered_at: Some(_), .. }) => Some(Why::AlreadyAnswered),
            _ if answered => Some(Why::AlreadyAnswered),
            _ if self.is_released() => Some(Why::AlreadyReleased),
            _ if self.outgoing.is_some() => Some(Why::AlreadyOffered),
            _ => None,
        };
        if let Some(why) = why {
            return self.refuse("succeed", why);
        }
        let outgoing = Some(Outgoing { centre: self.centre.clone(), history: Handed::All });
        Ok(Self { outgoing, ..self.forward(to, now)? })
    }

    /// Ends the case. Everybody but a counsellor always may; a counsellor only as holder or valid
    /// cover.
    pub fn close(self, by: Closer, now: Timestamp) -> Step {
        if let Closer::Counsellor(who) = &by {
            match &self.state {
                State::Opened | State::Asked { .. } => return self.refuse("close", Why::NotInCase),
                State::Accepted(accepted) if !accepted.may_act(who, now) => {
                    return self.refuse("close", Why::NotInCase);
                }
                _ => {}
            }
        }
        self.ended(by, now)
    }

    /// The end of a case that runs, whoever may bring it about.
    pub(super) fn ended(self, by: Closer, now: Timestamp) -> Step {
        let (accepted, asked) = match self.state {
            State::Opened => (None, None),
            State::Asked { first, asked_at } => (None, Some((first, asked_at))),
            State::Accepted(accepted) => (Some(accepted), None),
            State::Closed { .. } | State::Erased { .. } => return self.refuse("close", Why::WrongState),
        };
        let state = State::Closed { accepted, asked, closed_at: now, closed_by: by };
        Ok(Self { state, offer: None, ..self })
    }

    /// A new message after the end. An accepted case returns to its counsellor; `holder_active` says
    /// whether that person is still an active counsellor of the centre, and if not, the case waits in the
    /// Erstanfragen from now on. A case that nobody had accepted waits there again, or is merely open.
    pub fn reopen(self, holder_active: bool, now: Timestamp) -> Step {
        match self.state {
            State::Closed { accepted: Some(accepted), .. } if holder_active => {
                Ok(Self { state: State::Accepted(accepted), silence: Silence::since(now), ..self })
            }
            State::Closed { accepted: Some(Accepted { first, .. }), .. }
            | State::Closed { asked: Some((first, _)), .. } => {
                let state = State::Asked { first, asked_at: now };
                Ok(Self { state, personal: None, silence: Silence::since(now), ..self })
            }
            State::Closed { accepted: None, asked: None, .. } => Ok(Self { state: State::Opened, ..self }),
            _ => self.refuse("reopen", Why::WrongState),
        }
    }

    /// Leaves a tombstone: which topic, which centre, from when to when. Nobody is named in it any more. A case that
    /// somebody holds stays.
    pub fn erase(self, now: Timestamp) -> Step {
        match self.state {
            State::Closed { .. } if self.keeping.hold.is_some() => self.refuse("erase", Why::Held),
            State::Closed { .. } => Ok(Self {
                person: None,
                personal: None,
                state: State::Erased { erased_at: now },
                offer: None,
                history_from: None,
                outgoing: None,
                keeping: Keeping::default(),
                silence: Silence::default(),
                seeker_out: None,
                muted: None,
                returning: None,
                ..self
            }),
            _ => self.refuse("erase", Why::WrongState),
        }
    }

    fn accepted_step(
        mut self,
        step: &'static str,
        change: impl FnOnce(&mut Accepted) -> Result<(), Why>,
    ) -> Step {
        let changed = match &mut self.state {
            State::Accepted(accepted) => change(accepted),
            _ => Err(Why::WrongState),
        };
        match changed {
            Ok(()) => Ok(self),
            Err(why) => self.refuse(step, why),
        }
    }

    pub(super) fn refuse(self, step: &'static str, why: Why) -> Step {
        Err(IllegalStep { case: self.id.clone(), from: self.state.code(), step, why })
    }
}

impl Accepted {
    fn begin(counsellor: CounsellorId, first: EventId, asked_at: Timestamp, now: Timestamp) -> Self {
        Self {
            counsellor,
            first,
            asked_at,
            accepted_at: now,
            joined_at: None,
            answered_at: None,
            custody: Custody::Held,
            covers: Vec::new(),
        }
    }

    /// Ends those covers that are not over yet; says whether there was one.
    fn end_covers(&mut self, now: Timestamp, which: impl Fn(&Cover) -> bool) -> bool {
        let mut ended = false;
        self.covers.retain_mut(|cover| {
            if cover.until <= now || !which(cover) {
                return true;
            }
            ended = true;
            cover.until = now;
            cover.from < now
        });
        ended
    }
}
