//! Whether somebody is in danger, or is one to others.
//!
//! A text is listened to stretch by stretch ([`tokens`]): each sentence, each pair of neighbours, windows of what has no
//! full stops. Two ears listen to each: rules of high precision ([`rules`]), and weights that were learnt from a corpus
//! ([`model`]). Marks of negation, quotation, idiom and bereavement ([`rules`]) make both harder of hearing. The most
//! pressing kind of all stretches is what was heard.
//!
//! It is set for recall: the price of a false alarm is one message with telephone numbers. Nobody may rely on being heard
//! by it; `docs/hearing.md` says what the figures mean.

pub mod corpus;
mod exact;
mod features;
mod lexicon;
mod knob;
pub mod measure;
pub mod model;
mod rules;
mod tokens;
pub mod train;

use std::fmt;

use self::{model::Model, rules::Verdict};

/// From which share on the learnt ear alone is believed.
const ENOUGH: f64 = 0.5;
/// The same in stretches with a mark of negation, quotation, idiom or bereavement.
const ENOUGH_IN_DOUBT: f64 = 0.8;

/// A kind of danger, most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Something harmful was swallowed or taken, on purpose or not: every minute counts.
    Poisoning,
    /// Somebody wants or plans to die, or is feared to.
    Suicide,
    /// Sexual violence, now or once.
    SexualViolence,
    /// Violence or threats, by others or feared from oneself.
    Violence,
    /// Somebody injures themselves.
    SelfHarm,
}

impl Kind {
    /// All kinds, most pressing first.
    pub const ALL: [Self; 5] =
        [Self::Poisoning, Self::Suicide, Self::SexualViolence, Self::Violence, Self::SelfHarm];

    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Poisoning => "poisoning",
            Self::Suicide => "suicide",
            Self::SexualViolence => "sexual_violence",
            Self::Violence => "violence",
            Self::SelfHarm => "self_harm",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Its place among the model's classes; the first is no danger.
    fn class(self) -> usize {
        1 + self as usize
    }
}

/// Danger, and what spoke of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// Which danger.
    pub kind: Kind,
    /// What spoke.
    pub why: Why,
}

/// What spoke of danger. It holds people's words: show it to whoever tries a text, and log it never.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// A rule, by the words that it found.
    Rule(String),
    /// The corpus says that people in danger write so.
    Learnt {
        /// How sure, from 0 to 1.
        share: f64,
        /// The words and groups of words that told most.
        telling: Vec<String>,
    },
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule(words) => write!(f, "rule: {words}"),
            Self::Learnt { share, telling } => write!(f, "{:.0} %, by: {}", share * 100.0, telling.join(", ")),
        }
    }
}

/// Listens for danger with a model, or with rules alone.
#[derive(Clone, Copy, Debug)]
pub struct Ear<'m> {
    /// What was learnt.
    pub model: Option<&'m Model>,
}

impl Ear<'_> {
    /// The most pressing danger of a text.
    pub fn hear(&self, text: &str) -> Option<Heard> {
        let mut heard: Option<Heard> = None;
        for words in tokens::stretches(text) {
            let more = self.hear_stretch(&words);
            if let Some(more) = more
                && heard.as_ref().is_none_or(|heard| more.kind < heard.kind)
            {
                heard = Some(more);
            }
        }
        heard
    }

    fn hear_stretch(&self, words: &[String]) -> Option<Heard> {
        let Verdict { danger, doubt } = rules::judge(words);
        if let Some((kind, found)) = danger.filter(|_| !doubt) {
            return Some(Heard { kind, why: Why::Rule(found) });
        }
        let model = self.model?;
        let shares = model.shares(words);
        let share = 1.0 - shares[0];
        if share < if doubt { ENOUGH_IN_DOUBT } else { ENOUGH } {
            return None;
        }
        let kind = Kind::ALL
            .into_iter()
            .max_by(|one, other| shares[one.class()].total_cmp(&shares[other.class()]))?;
        Some(Heard { kind, why: Why::Learnt { share, telling: model.telling(words, kind) } })
    }
}

/// The most pressing danger of a text, read to its end.
pub fn hear(text: &str) -> Option<Heard> {
    Ear { model: model::learnt() }.hear(text)
}

#[cfg(test)]
mod tests;
