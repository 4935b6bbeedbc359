//! Whether somebody is in danger, or is one to others.
//!
//! A text is listened to stretch by stretch ([`tokens`]): each sentence, each pair of neighbours, windows of what has no
//! full stops. Weights that were learnt from a corpus judge each ([`model`]), by its words, how they sound, and what they mean
//! ([`lexicon`]); where somebody denies it, or tells of what has happened or is over, or no word has to do with danger ([`rules`]), they must be
//! surer; a few sayings that mean one thing alone are heard by rule. The
//! most pressing kind of all stretches is what was heard.
//!
//! It is set for recall: the price of a false alarm is one message with telephone numbers. Nobody may rely on being heard
//! by it; `docs/hearing.md` says what the figures mean.

pub mod corpus;
mod exact;
mod features;
mod lexicon;
pub mod measure;
pub mod model;
mod rules;
mod tokens;
pub mod train;

use std::fmt;

use serde::{Deserialize, Serialize};

use self::model::Model;

/// From which share on danger is heard.
const ENOUGH: f64 = 0.55;
/// The same where there is reason to doubt.
const ENOUGH_IN_DOUBT: f64 = 0.9;
/// The same where no word speaks of anything that has to do with danger.
const ENOUGH_WITHOUT_A_WORD: f64 = 0.65;
/// How sure a rule is at least: it was made for exactly these words.
const BY_RULE: f64 = 0.95;

/// A kind of danger, most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

/// Danger, and what spoke of it. It holds people's words: show it to whoever tries a text, and log it never.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// Which danger.
    pub kind: Kind,
    /// How sure the ear is, from 0 to 1.
    pub share: f64,
    /// The words, groups of words and meanings that told most.
    pub telling: Vec<String>,
}

impl fmt::Display for Heard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {:.0} % sure, by: {}", self.kind.name(), self.share * 100.0, self.telling.join(", "))
    }
}

/// Listens for danger with a model; without one it hears nothing.
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

    /// By how much the surest stretch is surer than it must be, in log odds: danger is heard from 0 on. What a rule hears is
    /// sure enough by far.
    pub fn surplus(&self, text: &str) -> f64 {
        let Some(model) = self.model else { return f64::MIN };
        let surplus = |words: &Vec<String>| {
            let doubt = rules::is_in_doubt(words);
            if rules::plain(words).is_some() && !doubt {
                return BY_RULE / (1.0 - BY_RULE);
            }
            let odds = |share: f64| (share / (1.0 - share)).ln();
            odds(1.0 - model.shares(words)[0]) - odds(enough(words, doubt))
        };
        tokens::stretches(text).iter().map(surplus).fold(f64::MIN, f64::max)
    }

    fn hear_stretch(self, words: &[String]) -> Option<Heard> {
        let model = self.model?;
        let shares = model.shares(words);
        let share = 1.0 - shares[0];
        let doubt = rules::is_in_doubt(words);
        if let Some((kind, telling)) = rules::plain(words).filter(|_| !doubt) {
            return Some(Heard { kind, share: share.max(BY_RULE), telling });
        }
        if share < enough(words, doubt) {
            return None;
        }
        let kind = Kind::ALL
            .into_iter()
            .max_by(|one, other| shares[one.class()].total_cmp(&shares[other.class()]))?;
        Some(Heard { kind, share, telling: model.telling(words, kind) })
    }
}

/// How sure the ear must be of these words.
fn enough(words: &[String], doubt: bool) -> f64 {
    if doubt {
        ENOUGH_IN_DOUBT
    } else if rules::has_a_word(words) {
        ENOUGH
    } else {
        ENOUGH_WITHOUT_A_WORD
    }
}

/// The ear with what was learnt from the corpus of this repository.
pub fn ear() -> Ear<'static> {
    Ear { model: model::learnt() }
}

/// The most pressing danger of a text, read to its end.
pub fn hear(text: &str) -> Option<Heard> {
    ear().hear(text)
}

#[cfg(test)]
mod tests;
