//! Which topic somebody means.
//!
//! Two ears listen. One has learnt from a corpus how people write about the topics of the sample directory
//! ([`model`], data beside the sample); it counts for a topic only if the directory has one of that German name. The
//! other knows a topic's own names and keywords ([`terms`]), on any platform. Only what is clearly ahead is taken; two or
//! three that are close are asked back, and so is everything else. A topic that is about suicide is never reached from,
//! or missed by, an everyday word ([`crisis`]).

pub mod corpus;
mod crisis;
mod decide;
mod features;
mod landmarks;
pub mod measure;
pub mod model;
mod number;
mod terms;
pub mod train;

use std::fmt;

pub use self::number::number;
use self::{crisis::Sign, decide::Weighed, model::Model, terms::Terms};
use crate::words::words;

/// What a directory says about a topic.
#[derive(Clone, Copy, Debug)]
pub struct TopicTerms<'a> {
    /// The name in German.
    pub name: &'a str,
    /// The name in English.
    pub name_en: Option<&'a str>,
    /// Other words by which people look for it.
    pub keywords: &'a [String],
}

/// Which topics are meant, as places in the list that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// Clearly this one.
    One(usize),
    /// One of these, best first: ask back.
    Several(Vec<usize>),
    /// Nothing that could be told: ask among all.
    Nothing,
}

/// What is meant, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// Which topics.
    pub meant: Meant,
    /// What spoke for them, strongest first.
    pub reasons: Vec<Reason>,
}

/// Something that spoke for a topic.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// All that was said is the topic's name or keyword.
    Said(usize),
    /// A name or keyword is within what was said.
    Term {
        /// For which topic.
        topic: usize,
        /// The name or keyword, as the directory has it.
        term: String,
    },
    /// The corpus says that people write so about this topic.
    Learnt {
        /// Which topic.
        topic: usize,
        /// How sure, from 0 to 1.
        share: f32,
        /// The words that told most.
        words: Vec<String>,
    },
    /// The words sound like a topic that this directory does not have, or like none.
    Elsewhere {
        /// How sure, from 0 to 1.
        share: f32,
    },
    /// The words speak of suicide, or only of self-harm.
    Crisis {
        /// Only of self-harm.
        self_harm: bool,
    },
}

/// The topics of a directory, ready to be listened for.
pub struct Topics<'m> {
    model: Option<&'m Model>,
    /// For each class of the model: the topic of that name.
    classes: Vec<Option<usize>>,
    terms: Terms,
}

impl Topics<'static> {
    /// Prepares the topics, with what was learnt.
    pub fn new(topics: &[TopicTerms<'_>]) -> Self {
        Self::with(topics, model::learnt())
    }
}

impl<'m> Topics<'m> {
    /// The same topics, with another model of the same classes.
    pub fn listening_with(self, model: &Model) -> Topics<'_> {
        Topics { model: Some(model), classes: self.classes, terms: self.terms }
    }

    /// Prepares the topics, with another model or with none.
    pub fn with(topics: &[TopicTerms<'_>], model: Option<&'m Model>) -> Self {
        let named =
            |class: &corpus::Class| topics.iter().position(|topic| words(topic.name) == words(&class.name));
        let classes: Vec<Option<usize>> = corpus::classes().iter().map(named).collect();
        let terms = Terms::new(topics, |topic| {
            let class = classes.iter().position(|named| *named == Some(topic))?;
            model.and(corpus::classes().get(class))
        });
        Self { model, classes, terms }
    }

    /// Finds what a text means.
    pub fn understand(&self, text: &str) -> Understood {
        let words = words(text);
        if words.is_empty() {
            return Understood { meant: Meant::Nothing, reasons: Vec::new() };
        }
        let sign = crisis::sign(&words);
        let mut weighed = Weighed::new(self.terms.topics());
        let mut reasons = Vec::new();
        if let Some(model) = self.model {
            let shares = model.shares(&words);
            for (class, share) in shares.iter().enumerate() {
                match self.classes.get(class).copied().flatten() {
                    Some(topic) => weighed.learnt(topic, *share),
                    None => weighed.elsewhere += share,
                }
            }
            let marked = landmarks::seen(&words).into_iter().map(usize::from);
            marked.filter_map(|class| self.classes[class]).for_each(|topic| weighed.marked(topic));
            reasons.extend(self.learnt_reasons(model, &words, &weighed));
        }
        for hit in self.terms.hits(&words) {
            weighed.term(&hit);
            reasons.push(if hit.whole {
                Reason::Said(hit.topic)
            } else {
                Reason::Term { topic: hit.topic, term: hit.term.to_owned() }
            });
        }
        for topic in self.terms.crisis_topics() {
            weighed.crisis(topic, sign, self.terms.is_called(topic, &words));
        }
        if sign != Sign::None {
            reasons.insert(0, Reason::Crisis { self_harm: sign == Sign::SelfHarm });
        }
        if weighed.elsewhere > 0.3 {
            reasons.push(Reason::Elsewhere { share: weighed.elsewhere });
        }
        let meant = weighed.decide(sign, crisis::is_grown_up(&words));
        Understood { meant, reasons }
    }

    fn learnt_reasons(&self, model: &Model, words: &[String], weighed: &Weighed) -> Vec<Reason> {
        let likely = weighed.best(3).into_iter().filter(|(_, share)| *share >= 0.1);
        likely
            .filter_map(|(topic, share)| {
                let class = self.classes.iter().position(|named| *named == Some(topic))?;
                Some(Reason::Learnt { topic, share, words: model.telling(words, class) })
            })
            .collect()
    }
}

/// Finds what a text means among these topics; for many texts, prepare [`Topics`] once.
pub fn understand(text: &str, topics: &[TopicTerms<'_>]) -> Understood {
    Topics::new(topics).understand(text)
}

impl Reason {
    /// The reason in a few English words, with the topics' names.
    pub fn say<'a>(&'a self, name: impl Fn(usize) -> &'a str + 'a) -> impl fmt::Display + 'a {
        fmt::from_fn(move |f| match self {
            Self::Said(topic) => write!(f, "this is what “{}” is called", name(*topic)),
            Self::Term { topic, term } => write!(f, "“{term}” of “{}”", name(*topic)),
            Self::Learnt { topic, share, words } => {
                write!(f, "{:.0} % “{}”, by: {}", share * 100.0, name(*topic), words.join(", "))
            }
            Self::Elsewhere { share } => write!(f, "{:.0} % none of these topics", share * 100.0),
            Self::Crisis { self_harm: true } => write!(f, "the words speak of self-harm"),
            Self::Crisis { self_harm: false } => write!(f, "the words speak of suicide"),
        })
    }
}

#[cfg(test)]
mod tests;
