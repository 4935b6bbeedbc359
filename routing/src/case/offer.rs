//! Giving a case away (Übergabe, Weiterleitung): offered by whoever has it, and done only when the seeker agrees.

use serde::{Deserialize, Serialize};

use super::{Case, Custody, Far, IllegalStep, State, Why};
use crate::{
    directory::Directory,
    ids::{CentreId, CounsellorId, EventId},
    placement,
    time::{Span, Timestamp},
};

/// What the seeker is asked: may somebody else have the case?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Who is to have it.
    pub to: Recipient,
    /// Who offers it: the holder, or for an enquiry that nobody has accepted any counsellor of its centre.
    pub by: CounsellorId,
    /// What the newcomer will read of what was written before.
    pub history: Handed,
    /// Since when the seeker is asked, or since when somebody is to be let in.
    pub since: Timestamp,
    /// How far it has come.
    pub stage: Stage,
    /// The message with the question, once it is there.
    pub asked_in: Option<EventId>,
    /// Whether a counsellor has written since: a mere “ja” may answer them then, and not the question.
    #[serde(default)]
    pub talk_since: bool,
    /// Whether the seeker is asked to begin anew there, and to have this one erased: they agree to that, and to nothing else.
    #[serde(default)]
    pub anew: bool,
    /// Whether `by` holds no case, and asks on behalf of a centre whose holder cannot.
    #[serde(default)]
    pub arranged: bool,
}

/// Who is to have a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is", content = "id")]
pub enum Recipient {
    /// A colleague of the same centre.
    Counsellor(CounsellorId),
    /// Another centre, where the case will wait in the Erstanfragen.
    Centre(CentreId),
}

/// How much of the history goes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handed {
    /// Everything that the custodian can read.
    All,
    /// Nothing: the newcomer reads what is written from then on.
    Nothing,
}

/// How far an offer has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The seeker has not answered.
    Asked,
    /// The seeker agrees, and the holder, who alone has the keys, is to let the colleague in.
    Agreed,
}

/// What the directory says about whoever is to have a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each looked up for itself")]
pub struct OfferFacts {
    /// Whether the one who offers is an active counsellor of the case's centre.
    pub active_giver: bool,
    /// Whether the recipient could take the case.
    pub ready_recipient: bool,
    /// Whether the recipient's people could come into the case's room.
    pub fitting_room: bool,
    /// Whether the case would begin anew at the recipient, in a room of its own: it goes to a centre with a Lotse of its own, or
    /// comes from one. Nothing that was written goes along.
    pub anew: bool,
}

impl OfferFacts {
    /// Looks the facts up. A colleague is ready when active in the case's centre, present or away; another centre when
    /// it is online, offers the topic and somebody counsels there at `now`. A room that is `enclosed` can be entered from no
    /// other homeserver, and so fits no centre that has one of its own.
    #[must_use]
    pub fn of(
        case: &Case,
        (to, by): (&Recipient, &CounsellorId),
        directory: &Directory,
        enclosed: bool,
        now: Timestamp,
    ) -> Self {
        let anew = begins_anew(case, to, directory);
        Self {
            fitting_room: match to {
                Recipient::Counsellor(_) => true,
                // A platform's room is not ours to give away.
                Recipient::Centre(centre) => {
                    anew || (case.far.is_none() && fits(directory, centre, enclosed))
                }
            },
            anew,
            active_giver: match &case.far {
                Some(Far::Centre { custodian, .. }) => by == custodian,
                _ => directory.is_active_counsellor(by, &case.centre),
            },
            ready_recipient: match to {
                Recipient::Counsellor(who) => directory.is_active_counsellor(who, &case.centre),
                Recipient::Centre(centre) => placement::takes(directory, centre, &case.topic, now),
            },
        }
    }
}

/// Whether a case begins anew where it goes: nobody else's Lotse takes over a room.
fn begins_anew(case: &Case, to: &Recipient, directory: &Directory) -> bool {
    let Recipient::Centre(to) = to else { return false };
    let to_own_lotse = directory.centre(to).is_some_and(|centre| centre.lotse.is_some());
    !case.is_of_platform() && (case.is_kept_elsewhere() || to_own_lotse)
}

/// Whether a case whose room may be `enclosed` can go to this centre, room and all.
#[must_use]
pub fn fits(directory: &Directory, centre: &CentreId, enclosed: bool) -> bool {
    directory.centre(centre).is_none_or(|centre| {
        // To a centre with a Lotse of its own a case goes by beginning anew.
        centre.lotse.is_none() && (!enclosed || centre.server.is_none())
    })
}

impl Offer {
    /// How long the seeker has to answer, and after that the holder to let the colleague in.
    pub const LASTS: Span = Span::days(7);

    /// A question to the seeker, from `now` on.
    #[must_use]
    pub const fn new(to: Recipient, by: CounsellorId, history: Handed, now: Timestamp) -> Self {
        // What it would be is for the facts to say.
        Self {
            to,
            by,
            history,
            since: now,
            stage: Stage::Asked,
            asked_in: None,
            talk_since: false,
            anew: false,
            arranged: false,
        }
    }

    /// The same question, asked on behalf of a centre for somebody who cannot.
    #[must_use]
    pub fn on_behalf(self) -> Self {
        Self { arranged: true, ..self }
    }

    /// The first moment at which it is void.
    #[must_use]
    pub fn lapses_at(&self) -> Timestamp {
        self.since.plus(Self::LASTS)
    }

    /// Whether it still holds at `now`.
    #[must_use]
    pub fn holds(&self, now: Timestamp) -> bool {
        now < self.lapses_at()
    }

    /// The colleague who may be let in at `now`, because the seeker has agreed.
    #[must_use]
    pub fn incoming(&self, now: Timestamp) -> Option<&CounsellorId> {
        match (&self.to, self.stage) {
            (Recipient::Counsellor(who), Stage::Agreed) if self.holds(now) => Some(who),
            _ => None,
        }
    }
}

/// From which centre a case has just come: its custodian is still to leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// The centre that had the case.
    pub centre: CentreId,
    /// Whether its custodian hands the keys over.
    pub history: Handed,
}

impl Case {
    /// The offer that waits for an answer at `now`.
    #[must_use]
    pub fn open_question(&self, now: Timestamp) -> Option<&Offer> {
        self.offer.as_ref().filter(|offer| offer.stage == Stage::Asked && offer.holds(now))
    }

    /// Whether what is offered is asked outside of the case's room: where only people have the keys, or another Lotse, and where it
    /// would begin anew. Nothing that is said in the room answers it then.
    #[must_use]
    pub fn is_asked_apart(&self) -> bool {
        self.is_released() || self.is_kept_elsewhere() || self.offer.as_ref().is_some_and(|offer| offer.anew)
    }

    /// Whether custody has ended: only people have the keys.
    #[must_use]
    pub fn is_released(&self) -> bool {
        self.accepted().is_some_and(|accepted| matches!(accepted.custody, Custody::Released { .. }))
    }

    /// Offers the case to somebody else. The holder may; an enquiry that nobody has accepted may be offered to another
    /// centre by any counsellor of its own. Where only people have the keys, a centre can be given no history. One offer
    /// at a time, and none while the case is still on its way from another centre. Where it would begin anew it goes without
    /// history, and not while somebody holds it. On behalf of a centre a case goes to another colleague alone, never to whoever asks, and
    /// not where only people have the keys: its holder would have to let them in.
    pub fn offer(self, offer: Offer, facts: OfferFacts, now: Timestamp) -> Result<Self, IllegalStep> {
        let holder = match &self.state {
            State::Accepted(accepted) => Some(&accepted.counsellor),
            State::Asked { .. } if matches!(offer.to, Recipient::Centre(_)) => None,
            _ => return self.refuse("offer", Why::WrongState),
        };
        let others = matches!(&offer.to, Recipient::Counsellor(who) if *who != offer.by);
        let may = if offer.arranged {
            others && holder.is_some_and(|holder| *holder != offer.by)
        } else {
            facts.active_giver && holder.is_none_or(|holder| *holder == offer.by)
        };
        let why = if !may {
            Some(Why::NotInCase)
        } else if self.outgoing.is_some() || self.offer.as_ref().is_some_and(|old| old.holds(now)) {
            Some(Why::AlreadyOffered)
        } else {
            match &offer.to {
                Recipient::Counsellor(who) if holder == Some(who) => Some(Why::AlreadyHolder),
                Recipient::Counsellor(_) if offer.arranged && self.is_released() => {
                    Some(Why::AlreadyReleased)
                }
                Recipient::Centre(centre) if *centre == self.centre => Some(Why::SameCentre),
                Recipient::Centre(_) if self.is_released() && offer.history == Handed::All => {
                    Some(Why::AlreadyReleased)
                }
                Recipient::Centre(_) if facts.anew && offer.history == Handed::All => Some(Why::OnlyAnew),
                _ if facts.anew && self.keeping.hold.is_some() => Some(Why::Held),
                // Whoever comes without an account has nothing but this room.
                _ if facts.anew && self.live => Some(Why::NotActive),
                _ if !facts.fitting_room => Some(Why::EnclosedRoom),
                _ if !facts.ready_recipient => Some(Why::NotActive),
                _ => None,
            }
        };
        match why {
            Some(why) => self.refuse("offer", why),
            None => Ok(Self { offer: Some(Offer { anew: facts.anew, ..offer }), ..self }),
        }
    }

    /// The question stands in this message now.
    pub fn asked_in(self, question: EventId) -> Result<Self, IllegalStep> {
        self.offer_step("asked_in", |offer| offer.asked_in = Some(question))
    }

    /// The question is to be put once more: whoever answered the one before would not be who was asked.
    pub fn ask_again(self) -> Result<Self, IllegalStep> {
        self.offer_step("ask_again", |offer| (offer.asked_in, offer.talk_since) = (None, false))
    }

    /// A counsellor has written after the question.
    pub fn talked(self) -> Result<Self, IllegalStep> {
        self.offer_step("talked", |offer| offer.talk_since = true)
    }

    /// The seeker agrees. The case changes hands at once; only where nobody but the people has the keys, its holder is
    /// to let the colleague in, and the case changes hands when they [have come](Case::let_in). Not if it would begin anew, or if they
    /// were asked that: the recipient is another meanwhile.
    pub fn agree(self, facts: OfferFacts, now: Timestamp) -> Result<Self, IllegalStep> {
        let Some(offer) = self.open_question(now).cloned() else { return self.refuse("agree", Why::NoOffer) };
        if !facts.ready_recipient || !facts.fitting_room || facts.anew || offer.anew {
            return self.refuse("agree", Why::NotActive);
        }
        match offer.to.clone() {
            Recipient::Counsellor(_) if self.is_released() => {
                let offer = Offer { stage: Stage::Agreed, since: now, ..offer };
                Ok(Self { offer: Some(offer), ..self })
            }
            Recipient::Counsellor(to) => {
                let history_from = self.history_after(offer.history, now);
                Ok(Self { history_from, ..self.hand_over(to, true, now)? })
            }
            Recipient::Centre(to) => {
                let history = if self.is_released() { Handed::Nothing } else { offer.history };
                let (centre, history_from) = (self.centre.clone(), self.history_after(history, now));
                let outgoing = Some(Outgoing { centre, history });
                Ok(Self { history_from, outgoing, ..self.forward(to, now)? })
            }
        }
    }

    /// The seeker agrees that the case begins anew elsewhere. Here it goes on until the other one is ready, and ends then. Not if they
    /// were asked something else.
    pub fn agree_anew(self, facts: OfferFacts, now: Timestamp) -> Result<Self, IllegalStep> {
        let runs = matches!(self.state, State::Asked { .. } | State::Accepted(_));
        let Some(offer) = self.open_question(now).filter(|_| runs) else {
            return self.refuse("agree_anew", Why::NoOffer);
        };
        if !facts.anew || !offer.anew || self.keeping.hold.is_some() || !facts.ready_recipient {
            return self.refuse("agree_anew", Why::NotActive);
        }
        Ok(Self { offer: None, ..self })
    }

    /// The colleague whom the seeker agreed to has been let in by the holder: now it is their case.
    pub fn let_in(self, who: &CounsellorId, active: bool, now: Timestamp) -> Result<Self, IllegalStep> {
        let Some(offer) = self.offer.as_ref().filter(|offer| offer.incoming(now) == Some(who)) else {
            return self.refuse("let_in", Why::NoOffer);
        };
        let history_from = self.history_after(offer.history, now);
        let handed = Self { history_from, ..self.hand_over(who.clone(), active, now)? };
        handed.joined(who, now)
    }

    /// Nothing comes of the offer: refused, withdrawn, without an answer, or the recipient is gone. All is as it was.
    pub fn end_offer(self) -> Result<Self, IllegalStep> {
        match self.offer {
            Some(_) => Ok(Self { offer: None, ..self }),
            None => self.refuse("end_offer", Why::NoOffer),
        }
    }

    /// The custodian of the centre that had the case has left and destroyed its keys.
    #[must_use]
    pub fn moved_out(self) -> Self {
        Self { outgoing: None, ..self }
    }

    fn offer_step(
        mut self,
        step: &'static str,
        change: impl FnOnce(&mut Offer),
    ) -> Result<Self, IllegalStep> {
        match &mut self.offer {
            Some(offer) if offer.stage == Stage::Asked => {
                change(offer);
                Ok(self)
            }
            _ => self.refuse(step, Why::NoOffer),
        }
    }

    fn history_after(&self, history: Handed, now: Timestamp) -> Option<Timestamp> {
        match history {
            Handed::All => self.history_from,
            Handed::Nothing => Some(now),
        }
    }
}
