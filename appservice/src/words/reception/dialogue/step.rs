//! What is true at each step of a dialogue.

use routing::{CentreId, Outcome, Reference, Slot, Target, Timestamp, TopicId};
use serde::{Deserialize, Serialize};

use crate::{store::link::LinkId, words::reception::pseudonym::Pseudonym};

/// A step holds exactly what is needed to hear the next message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// Asked what it is about.
    Topic {
        /// What the numbers mean that were shown.
        offered: Vec<TopicId>,
        /// How often the answer was not understood.
        tries: u8,
        /// The link by which they came: only its centre's topics are offered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<Ticket>,
    },
    /// Asked for the postcode.
    Postcode {
        /// What it is about.
        topic: TopicId,
        /// How often the answer was not understood.
        tries: u8,
        /// Whether a code was doubted already: the next one is taken, since tables of codes age.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        doubted: bool,
    },
    /// Asked which of several centres.
    Choose {
        /// What it is about.
        topic: TopicId,
        /// What the numbers mean that were shown; the first is the one that was found.
        centres: Vec<CentreId>,
        /// The pseudonym, when the seeker looks for another centre after having chosen it.
        pseudonym: Option<Pseudonym>,
        /// How often the answer was not understood.
        tries: u8,
    },
    /// Shown the centre, asked for a pseudonym.
    Pseudonym {
        /// What it is about.
        topic: TopicId,
        /// The centre and its alternatives.
        offer: Offer,
        /// The pseudonym that `ok` takes.
        suggestion: Pseudonym,
        /// How often the answer was not understood.
        tries: u8,
    },
    /// Asked whether they are to be called so.
    Name {
        /// What it is about.
        topic: TopicId,
        /// The centre and its alternatives.
        offer: Offer,
        /// The pseudonym that was suggested before.
        suggestion: Pseudonym,
        /// The name that they wrote.
        pseudonym: Pseudonym,
        /// How often the answer was not understood.
        tries: u8,
    },
    /// Shown the data-protection notice, asked for consent.
    Consent {
        /// What it is about.
        topic: TopicId,
        /// The centre and its alternatives.
        offer: Offer,
        /// What the seeker is called.
        pseudonym: Pseudonym,
        /// How often the answer was not understood.
        tries: u8,
    },
    /// Shown the open times of the centre, asked for the number of one.
    Dates {
        /// Where the dialogue stood, and goes on.
        back: Box<Step>,
        /// What the numbers mean that were shown.
        slots: Vec<Slot>,
        /// How often the answer was not understood.
        tries: u8,
    },
    /// Agreed; the case has this reference, or is still being opened.
    Done {
        /// The last case of this chat.
        reference: Option<Reference>,
    },
    /// Asked whether everything shall be deleted.
    Erase {
        /// The cases that it is about.
        references: Vec<Reference>,
        /// When that was asked.
        asked_at: Timestamp,
        /// Where the dialogue stood, and goes on unless the answer is a clear yes.
        back: Box<Step>,
    },
    /// Nothing is going on, and nothing is known.
    Ended,
}

/// The centre that is offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The centre, and whether it is the centre of last resort; never unserved.
    pub outcome: Outcome,
    /// Other centres that the seeker may choose instead, best first, at most [`Offer::MOST_OTHERS`].
    pub others: Vec<CentreId>,
    /// The link that leads there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Ticket>,
    /// The open time of the centre that they want to take instead of writing first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Slot>,
}

/// A link that held when somebody came by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// Which link; a case that is opened by it counts as one use.
    pub link: LinkId,
    /// Where it leads.
    pub target: Target,
}

impl Offer {
    /// The most alternatives.
    pub const MOST_OTHERS: usize = 5;
}

impl Step {
    /// Counts a message that was not understood. Every third time, true: the help lines are due.
    pub(super) fn stumble(&mut self) -> bool {
        let (Self::Topic { tries, .. }
        | Self::Postcode { tries, .. }
        | Self::Choose { tries, .. }
        | Self::Pseudonym { tries, .. }
        | Self::Name { tries, .. }
        | Self::Dates { tries, .. }
        | Self::Consent { tries, .. }) = self
        else {
            return false;
        };
        *tries = (*tries + 1) % 3;
        *tries == 0
    }
}
