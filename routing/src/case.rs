//! The life of a case, as an enum whose variants hold exactly what is true in them.
//!
//! ```text
//! open ─► Opened ─ask─► Asked ─accept─► Accepted ─close─► Closed ─erase─► Erased
//!            └─ personal link: ask goes straight to its counsellor ─┘  ◄─reopen─┘
//! ```
//!
//! Every step consumes the case and gives the next one or an [`IllegalStep`]. A step never invites
//! anybody: who belongs in the room follows from the case, by [`access()`](crate::access()).

mod cover;
mod far;
mod illegal;
mod keeping;
mod muting;
mod offer;
mod presence;
mod record;
mod silence;
mod steps;

use serde::{Deserialize, Serialize};

pub use self::{
    cover::{Cover, CoverFacts, CoverReason, CoverReasonError, OtherReason},
    far::{Far, Report},
    illegal::{IllegalStep, Why},
    keeping::{Hold, Keeping, Respite},
    muting::Muted,
    offer::{Handed, Offer, OfferFacts, Outgoing, Recipient, Stage as OfferStage, fits},
    presence::Out,
    record::{BrokenRecord, CaseRecord},
    silence::Silence,
};
use crate::{
    ids::{CaseId, CentreId, CounsellorId, EventId, Reference, SeekerId, TopicId},
    time::{Span, Timestamp},
};

/// One seeker's matter at one centre.
///
/// Who the seeker is lives in a private place that [`Case::erase`] empties: neither a step, nor an
/// accessor, nor a stored record can bring it back. Stored and loaded by way of [`CaseRecord`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CaseRecord", into = "CaseRecord")]
pub struct Case {
    /// The internal id.
    pub id: CaseId,
    /// What people call it by.
    pub reference: Reference,
    /// Gone after erasure.
    person: Option<Person>,
    /// What it is about.
    pub topic: TopicId,
    /// Which centre is responsible now.
    pub centre: CentreId,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Whose personal link opened it; such a case skips the pool.
    pub personal: Option<CounsellorId>,
    /// Where it stands.
    pub state: State,
    /// To whom it is to be given, if the seeker agrees.
    pub offer: Option<Offer>,
    /// Whoever comes in from now on is given nothing that was written before this moment; never, if there is none.
    pub history_from: Option<Timestamp>,
    /// Which centre had it, while that centre's custodian is still to leave.
    pub outgoing: Option<Outgoing>,
    /// What stands between it and its erasure.
    pub keeping: Keeping,
    /// How long nobody has written.
    pub silence: Silence,
    /// Set while the seeker, once invited, is not in the room.
    pub seeker_out: Option<Out>,
    /// Set once the seeker has been muted, also when that is over.
    pub muted: Option<Muted>,
    /// Since when the seeker is on the way in with another account, see [`Case::returns`].
    pub returning: Option<Timestamp>,
    /// Something that the seeker wrote before the first answer sounded like danger: the shorter promise holds.
    pub urgent: bool,
    /// A live chat without an account: nobody can come back to it, and it is erased soon after its end.
    pub live: bool,
    /// The other Lotse, of a case that two have to do with.
    pub far: Option<Far>,
    /// Opened for somebody who sits before their counsellor: see [`Case::begin_before`].
    pub at_once: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Person {
    seeker: SeekerId,
    pseudonym: String,
}

/// What a case begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCase {
    /// The internal id, made outside.
    pub id: CaseId,
    /// What people will call it by, made outside.
    pub reference: Reference,
    /// Who asks.
    pub seeker: SeekerId,
    /// The name the seeker goes by.
    pub pseudonym: String,
    /// What it is about.
    pub topic: TopicId,
    /// Where [`place`](crate::place()) put it.
    pub centre: CentreId,
    /// Whose personal link decided, see [`Placement::personal`](crate::Placement::personal).
    pub personal: Option<CounsellorId>,
    /// Whether that counsellor has it without a word having been written.
    pub at_once: bool,
}

/// Where a case stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum State {
    /// The room is there; the seeker has not written yet.
    Opened,
    /// The seeker has written and nobody has accepted: an Erstanfrage.
    Asked {
        /// The first message.
        first: EventId,
        /// Since when somebody waits.
        asked_at: Timestamp,
    },
    /// A counsellor has it.
    Accepted(Accepted),
    /// Ended, until a new message reopens it or retention erases it.
    Closed {
        /// The counsellor and everything around, if it was accepted.
        accepted: Option<Accepted>,
        /// The first message and its time, if it was asked and never accepted.
        asked: Option<(EventId, Timestamp)>,
        /// When it ended.
        closed_at: Timestamp,
        /// Who ended it.
        closed_by: Closer,
    },
    /// A tombstone for the figures.
    Erased {
        /// When it was erased.
        erased_at: Timestamp,
    },
}

impl State {
    /// A stable machine word for columns, metrics and errors.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Asked { .. } => "asked",
            Self::Accepted(_) => "accepted",
            Self::Closed { .. } => "closed",
            Self::Erased { .. } => "erased",
        }
    }
}

/// What is true while a counsellor has the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// Who has it.
    pub counsellor: CounsellorId,
    /// The first message.
    pub first: EventId,
    /// When it came, or when the case was last asked again.
    pub asked_at: Timestamp,
    /// When this counsellor took it.
    pub accepted_at: Timestamp,
    /// When this counsellor joined the room.
    pub joined_at: Option<Timestamp>,
    /// When the seeker first got an answer, from whomever.
    pub answered_at: Option<Timestamp>,
    /// Whether the custodian still belongs in the room of a centre that is no team centre.
    pub custody: Custody,
    /// Who stands in, stood in and will stand in.
    pub covers: Vec<Cover>,
}

/// Whether the custodian still holds the keys. Matters only in centres that are not team centres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Custody {
    /// The custodian is needed: the counsellor may not have the history yet.
    Held,
    /// From this moment on two people can read, and nobody else.
    Released {
        /// Since when.
        at: Timestamp,
    },
}

/// Who ended a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is", content = "id")]
pub enum Closer {
    /// The seeker.
    Seeker,
    /// The counsellor who has it, or somebody standing in.
    Counsellor(CounsellorId),
    /// The administration.
    Administration,
    /// Nobody: it was not written in for so long that it ended by itself.
    Time,
    /// Nobody: the seeker has left, and is signed in nowhere any more.
    Gone,
}

impl Case {
    /// So long after the counsellor joined, custody ends even without an answer (DESIGN §5).
    pub const CUSTODY_AFTER_JOIN: Span = Span::hours(24);

    /// Who asks; nobody any more after erasure.
    #[must_use]
    pub fn seeker(&self) -> Option<&SeekerId> {
        self.person().map(|person| &person.seeker)
    }

    /// The name the seeker goes by; none any more after erasure.
    #[must_use]
    pub fn pseudonym(&self) -> Option<&str> {
        self.person().map(|person| person.pseudonym.as_str())
    }

    /// The accepted part, also of a case that was accepted before it was closed.
    #[must_use]
    pub fn accepted(&self) -> Option<&Accepted> {
        match &self.state {
            State::Accepted(accepted) | State::Closed { accepted: Some(accepted), .. } => Some(accepted),
            _ => None,
        }
    }

    /// Who has the case, or had it when it was closed.
    #[must_use]
    pub fn holder(&self) -> Option<&CounsellorId> {
        self.accepted().map(|accepted| &accepted.counsellor)
    }

    /// Since when an Erstanfrage waits for somebody to accept it.
    #[must_use]
    pub fn waiting_since(&self) -> Option<Timestamp> {
        match self.state {
            State::Asked { asked_at, .. } => Some(asked_at),
            _ => None,
        }
    }

    fn person(&self) -> Option<&Person> {
        // Also when somebody wrote `Erased` into the state without taking the step.
        self.person.as_ref().filter(|_| !matches!(self.state, State::Erased { .. }))
    }
}

impl Accepted {
    /// Who stands in at `now`.
    pub fn covering(&self, now: Timestamp) -> impl Iterator<Item = &Cover> {
        self.covers.iter().filter(move |cover| cover.is_valid(now))
    }

    /// Covers that are not over at `now`: those who stand in, and those who will.
    pub fn covers_left(&self, now: Timestamp) -> impl Iterator<Item = &Cover> {
        self.covers.iter().filter(move |cover| now < cover.until)
    }

    /// Whether this person may act for the counsellor at `now`: the holder, or a valid cover.
    #[must_use]
    pub fn may_act(&self, who: &CounsellorId, now: Timestamp) -> bool {
        self.counsellor == *who || self.covering(now).any(|cover| cover.colleague == *who)
    }
}

#[cfg(test)]
mod tests;
