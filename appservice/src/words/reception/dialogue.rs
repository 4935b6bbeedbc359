//! The dialogue at the front door: topic → postcode → centre and pseudonym → notice and consent. Whoever comes by a
//! link needs no postcode, and no topic where the centre has only one.
//!
//! It is pure: [`Dialogue::hear`] takes what was written and gives the next state, what to say, and at most
//! one thing to do. A state holds what is needed next and no more: the postcode is used once, to find the
//! centre, and never kept. A state with a pseudonym is stored sealed.

use hearing::danger::{self, Kind};
use routing::{
    Case, CentreId, Directory, Landing, Load, Outcome, Reference, Slot, Target, Timestamp, TopicId, land,
};
use serde::{Deserialize, Serialize};

pub use self::step::{Offer, Step, Ticket};
use super::pseudonym::Pseudonym;
use crate::words::{
    heard::{self, Answer, Heard, Wish},
    phrases::{Locale, Phrase, Say},
};

mod answers;
mod dates;
mod scenes;
mod step;

/// Where somebody is on the way to a centre, and in which language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialogue {
    locale: Locale,
    step: Step,
    /// Something that was said sounded like danger; it goes on to the case.
    #[serde(default)]
    urgent: bool,
    /// Greeted, and nothing was written yet: most clients force a first word, and people greet back.
    #[serde(default)]
    fresh: bool,
}

/// What the world looks like while somebody speaks.
pub struct Context<'a> {
    /// Topics and centres.
    pub directory: &'a Directory,
    /// Open enquiries per centre.
    pub load: &'a Load,
    /// The moment.
    pub now: Timestamp,
    /// A pseudonym to suggest; see [`suggest`](super::pseudonym::suggest).
    pub suggestion: &'a Pseudonym,
    /// Where the long data-protection notice stands.
    pub notice_link: Option<&'a str>,
    /// The link that the message shows, if it shows one and that one holds.
    pub link: Option<&'a Ticket>,
    /// The open times for a first appointment at the centre that was found, if they are of use.
    pub dates: &'a [Slot],
}

/// What comes of something heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The state from now on.
    pub next: Dialogue,
    /// What to say, in the language of `next`; best as one message.
    pub say: Vec<Say>,
    /// What to do after that.
    pub then: Option<Act>,
}

/// What a dialogue asks the use-cases to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// The seeker has agreed: open a case, if the centre still takes one. Then go on with
    /// [`Dialogue::opened`] or [`Dialogue::centre_gone`].
    Open {
        /// What it is about.
        topic: TopicId,
        /// The centre, and whether it is the centre of last resort; never unserved.
        outcome: Outcome,
        /// What the seeker is called.
        pseudonym: Pseudonym,
        /// In which language the case room greets.
        locale: Locale,
        /// The link by which they came. If it does not hold any more, go on with [`Dialogue::link_gone`].
        link: Option<Ticket>,
        /// The open time that they want to take. If it is somebody else's by now, go on with [`Dialogue::date_gone`].
        date: Option<Slot>,
    },
    /// Close the seeker's case with this reference, or their only open one.
    Close {
        /// Which, if said.
        reference: Option<Reference>,
    },
    /// The seeker wants back into the room of this case, or of the only one that can be meant.
    Back {
        /// Which, if said.
        reference: Option<Reference>,
    },
    /// The seeker wants everything to be deleted: ask whether they are sure, with [`Dialogue::asking_erasure`], if there
    /// is anything.
    AskErasure,
    /// The seeker is sure: erase these cases of theirs.
    Erase {
        /// Those that were named when they were asked.
        references: Vec<Reference>,
    },
}

impl Turn {
    /// The help lines come first, whatever else is said.
    fn after(mut self, danger: Option<Kind>) -> Self {
        if let Some(danger) = danger {
            self.say.retain(|say| !matches!(say, Say::Open(Phrase::HelpCrisis { .. } | Phrase::HelpLines)));
            self.say.splice(0..0, [Phrase::HelpCrisis { danger }.into(), Phrase::HelpLines.into()]);
            self.next.urgent = true;
        }
        self
    }
}

impl Dialogue {
    fn at(locale: Locale, step: Step) -> Self {
        Self { locale, step, urgent: false, fresh: false }
    }

    /// Greets, and asks what it is about.
    pub fn begin(locale: Locale, ctx: &Context<'_>) -> Turn {
        let mut turn = Self::restart(locale, ctx);
        turn.say.insert(0, Phrase::ReceptionGreeting.into());
        turn.next.fresh = true;
        turn
    }

    /// The state after the case was opened, or when an open case on the topic exists already.
    pub fn opened(locale: Locale, reference: Reference) -> Self {
        Self::at(locale, Step::Done { reference: Some(reference) })
    }

    /// The state after no case was opened for good reason.
    pub fn refused(locale: Locale) -> Self {
        Self::at(locale, Step::Ended)
    }

    /// Says that the chosen centre has closed in the meantime, and asks for the postcode again.
    pub fn centre_gone(locale: Locale, topic: TopicId, ctx: &Context<'_>) -> Turn {
        let mut turn = Self::at(locale, Step::Postcode { topic, tries: 0, doubted: false }).enter(ctx);
        turn.say.insert(0, Phrase::ReceptionCentreGone.into());
        turn
    }

    /// Says that the link does not hold any more, and asks for the postcode.
    pub fn link_gone(locale: Locale, topic: TopicId, ctx: &Context<'_>) -> Turn {
        let mut turn = Self::at(locale, Step::Postcode { topic, tries: 0, doubted: false }).enter(ctx);
        turn.say.insert(0, Phrase::ReceptionLinkInvalid.into());
        turn
    }

    /// The language that is spoken.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// Where the dialogue stands.
    pub fn step(&self) -> &Step {
        &self.step
    }

    /// Asks whether these cases shall be erased.
    #[must_use]
    pub fn asking_erasure(self, references: Vec<Reference>, now: Timestamp) -> Self {
        let back = Box::new(self.step);
        Self { step: Step::Erase { references, asked_at: now, back }, ..self }
    }

    /// When it was asked whether everything shall be erased, while that waits for its answer.
    pub fn erasure_asked_at(&self) -> Option<Timestamp> {
        if let Step::Erase { asked_at, .. } = &self.step { Some(*asked_at) } else { None }
    }

    /// Whether nothing is being asked or answered.
    pub fn is_idle(&self) -> bool {
        matches!(self.step, Step::Done { .. } | Step::Ended)
    }

    /// The same without this case, if it is the one that the dialogue led to.
    pub fn without(&self, case: &Reference) -> Option<Self> {
        matches!(&self.step, Step::Done { reference: Some(reference) } if reference == case)
            .then_some(Self::at(self.locale, Step::Ended))
    }

    /// Whether something that was said sounded like danger.
    pub fn is_urgent(&self) -> bool {
        self.urgent
    }

    /// The first word of all: it is greeted, and only listened to for danger.
    pub fn greet(input: &str, locale: Locale, ctx: &Context<'_>) -> Turn {
        let mut turn = Self::begin(locale, ctx);
        turn.next.fresh = false;
        turn.after(danger::hear(input).map(|heard| heard.kind))
    }

    /// Hears a message, whatever it is.
    pub fn hear(mut self, input: &str, ctx: &Context<'_>) -> Turn {
        let heard = Heard::new(input);
        let fresh = std::mem::take(&mut self.fresh);
        let danger = danger::hear(input).map(|heard| heard.kind);
        let urgent = self.urgent;
        let wish = Wish::of(&heard);
        let mut turn = match self.mended(ctx) {
            Err(turn) if wish == Some(Wish::Start) => turn.next.follow(ctx),
            Err(turn) => *turn,
            Ok(dialogue) if matches!(dialogue.step, Step::Erase { .. }) => {
                dialogue.answer_erasure(input, &heard, ctx)
            }
            Ok(dialogue) => match wish {
                Some(wish) => dialogue.grant(wish, &heard, ctx),
                None if danger.is_some() => dialogue.answer_in_crisis(&heard, ctx),
                None if heard::is_greeting(&heard) => dialogue.greeted(fresh, ctx),
                None => dialogue.answer(&heard, ctx),
            },
        };
        turn.next.urgent |= urgent;
        turn.after(danger)
    }

    /// A greeting answers nothing. The first one is swallowed, since the question stands right above it.
    fn greeted(self, fresh: bool, ctx: &Context<'_>) -> Turn {
        match self.step {
            Step::Topic { .. } if fresh => Turn { next: self, say: Vec::new(), then: None },
            _ => self.ask_again(Vec::new(), ctx),
        }
    }

    /// The directory may have changed since the last message: goes back to where the ground is firm.
    fn mended(self, ctx: &Context<'_>) -> Result<Self, Box<Turn>> {
        let locale = self.locale;
        let has = |centre: &CentreId| ctx.directory.centre(centre).is_some();
        let step = if let Step::Dates { back, .. } = &self.step { &**back } else { &self.step };
        let (topic, stands) = match step {
            Step::Topic { .. }
            | Step::Dates { .. }
            | Step::Done { .. }
            | Step::Erase { .. }
            | Step::Ended => return Ok(self),
            Step::Postcode { topic, .. } => (topic, true),
            Step::Choose { topic, centres, .. } => (topic, centres.iter().all(has)),
            Step::Pseudonym { topic, offer, .. }
            | Step::Name { topic, offer, .. }
            | Step::Consent { topic, offer, .. } => (topic, offer.outcome.centre().is_some_and(has)),
        };
        if ctx.directory.topic(topic).is_none() {
            return Err(Box::new(Self::restart(locale, ctx)));
        }
        if stands { Ok(self) } else { Err(Box::new(Self::centre_gone(locale, topic.clone(), ctx))) }
    }

    fn grant(self, wish: Wish, heard: &Heard, ctx: &Context<'_>) -> Turn {
        match wish {
            Wish::Help => self.help(ctx),
            Wish::New => Self::restart(self.locale, ctx),
            Wish::Cancel => match self.step {
                Step::Done { .. } | Step::Ended => self.ask_again(Vec::new(), ctx),
                _ => Self::ended(self.locale, [Phrase::ReceptionCancelled]),
            },
            Wish::Speak(locale) => {
                let mut turn = Self { locale, ..self }.enter(ctx);
                let greets = matches!(turn.next.step, Step::Topic { .. });
                let first = if greets { Phrase::ReceptionGreeting } else { Phrase::ReceptionLanguage };
                turn.say.insert(0, first.into());
                turn
            }
            Wish::Close(reference) => {
                Turn { next: self, say: Vec::new(), then: Some(Act::Close { reference }) }
            }
            Wish::Back(reference) => {
                Turn { next: self, say: Vec::new(), then: Some(Act::Back { reference }) }
            }
            Wish::Erase => Turn { next: self, say: Vec::new(), then: Some(Act::AskErasure) },
            Wish::Others => self.show_others(heard, ctx),
            Wish::Date => self.show_dates(heard, ctx),
            Wish::List => match self.step {
                Step::Topic { .. } => Self::restart(self.locale, ctx),
                _ => self.answer(heard, ctx),
            },
            Wish::Start => self.follow(ctx),
        }
    }

    /// Begins by a link. Wherever it leads, or if it leads nowhere, the way goes on.
    fn follow(self, ctx: &Context<'_>) -> Turn {
        let restart = |phrase: Phrase| {
            let mut turn = Self::restart(self.locale, ctx);
            turn.say.insert(0, phrase.into());
            turn
        };
        let Some(ticket) = ctx.link else { return restart(Phrase::ReceptionLinkInvalid) };
        let landing = land(&ticket.target, ctx.directory, ctx.now);
        let centre = ctx.directory.centre(ticket.target.centre());
        let offers = |topic: &TopicId| centre.is_some_and(|centre| centre.services.contains_key(topic));
        let topics = ctx.directory.topics().iter().map(|topic| &topic.id);
        let offered: Vec<TopicId> = topics.filter(|topic| offers(topic)).cloned().collect();
        let away = match (&landing, &ticket.target) {
            (Landing::Nobody, _) => return restart(Phrase::ReceptionLinkClosed),
            (Landing::Deputy(_), _) => Some(Phrase::ReceptionLinkAway { deputy: true }),
            (Landing::Pool, Target::Counsellor(..)) => Some(Phrase::ReceptionLinkAway { deputy: false }),
            (Landing::Counsellor(_) | Landing::Pool, _) => None,
        };
        let mut turn = match offered.as_slice() {
            [] => return restart(Phrase::ReceptionLinkClosed),
            [only] => self.take_linked(only.clone(), ticket.clone(), ctx),
            _ => {
                let step = Step::Topic { offered, tries: 0, link: Some(ticket.clone()) };
                Self::at(self.locale, step).enter(ctx)
            }
        };
        turn.say.splice(0..0, away.map(Say::from));
        turn
    }

    /// The answer to whether everything shall be deleted: without a clear yes nothing is, and the talk goes on where it
    /// stood. After a day the question is forgotten.
    fn answer_erasure(self, input: &str, heard: &Heard, ctx: &Context<'_>) -> Turn {
        let locale = self.locale;
        let Step::Erase { references, asked_at, back } = self.step else {
            return self.ask_again(Vec::new(), ctx);
        };
        let before = Self { locale, step: *back, urgent: self.urgent, fresh: false };
        if ctx.now >= asked_at.plus(Case::WISH_LASTS) {
            return before.hear(input, ctx);
        }
        if heard::confirms_erasure(heard) {
            return Turn { next: before, say: Vec::new(), then: Some(Act::Erase { references }) };
        }
        if Answer::of(heard) == Answer::Yes {
            let next = before.asking_erasure(references, asked_at);
            return Turn { next, say: vec![Phrase::ErasureAskAgain.into()], then: None };
        }
        let mut turn = match Wish::of(heard) {
            Some(_) => before.hear(input, ctx),
            None => before.ask_again(Vec::new(), ctx),
        };
        turn.say.insert(0, Phrase::ErasureNotDone.into());
        turn
    }

    fn restart(locale: Locale, ctx: &Context<'_>) -> Turn {
        let offered = ctx.directory.topics().iter().map(|topic| topic.id.clone()).collect();
        Self::at(locale, Step::Topic { offered, tries: 0, link: None }).enter(ctx)
    }

    fn ended<const N: usize>(locale: Locale, say: [Phrase; N]) -> Turn {
        let next = Self::at(locale, Step::Ended);
        Turn { next, say: say.into_iter().map(Say::from).collect(), then: None }
    }

    /// Goes on with this state, and says all that belongs to it.
    fn enter(self, ctx: &Context<'_>) -> Turn {
        Turn { say: self.scene(ctx), next: self, then: None }
    }

    /// Stays in this state: says something, then its question again.
    fn ask_again(self, mut say: Vec<Say>, ctx: &Context<'_>) -> Turn {
        say.push(self.question(ctx));
        Turn { next: self, say, then: None }
    }
}

#[cfg(test)]
mod tests;
