//! A topic's own names and keywords, found in what was said: as whole words, inflected, compounded, misspelled, and as
//! phrases of which every telling word is there.

use strsim::damerau_levenshtein;

use super::{TopicTerms, corpus::Class, crisis};
use crate::words::{is_filler, words};

/// The names and keywords of all topics.
pub(super) struct Terms {
    terms: Vec<Term>,
    topics: usize,
}

struct Term {
    topic: usize,
    text: String,
    words: Vec<String>,
    /// Those that tell something.
    telling: Vec<String>,
    is_name: bool,
    /// The model has learnt what this term is worth, so that it does not count again by itself.
    is_known: bool,
}

/// A name or keyword that was found.
pub(super) struct Hit<'t> {
    pub(super) topic: usize,
    pub(super) term: &'t str,
    /// All that was said is this, but for words that tell nothing.
    pub(super) whole: bool,
    pub(super) is_name: bool,
    /// How well it fits, from 0 to 1.
    pub(super) strength: f32,
}

const VERY_WORD: f32 = 1.0;
const INFLECTED: f32 = 0.95;
const COMPOUND: f32 = 0.85;
const MISSPELLED: f32 = 0.8;
/// One of several words of a name.
const PART_OF_NAME: f32 = 0.9;
/// In so few telling words each counts, even those of known names.
const SHORT: usize = 2;

impl Terms {
    /// Takes what the directory says; `known` gives the class of the model that a topic is, if it is one.
    pub(super) fn new<'c>(topics: &[TopicTerms<'_>], known: impl Fn(usize) -> Option<&'c Class>) -> Self {
        let mut terms = Vec::new();
        for (topic, of) in topics.iter().enumerate() {
            let class = known(topic);
            let names = [Some(of.name), of.name_en].into_iter().flatten().map(|name| (name, true));
            for (text, is_name) in names.chain(of.keywords.iter().map(|word| (word.as_str(), false))) {
                let words = words(text);
                let telling: Vec<String> = words.iter().filter(|word| !is_filler(word)).cloned().collect();
                let is_known = class.is_some_and(|class| class.knows(&words));
                terms.push(Term { topic, text: text.to_owned(), words, telling, is_name, is_known });
            }
        }
        Self { terms, topics: topics.len() }
    }

    /// How many topics there are.
    pub(super) fn topics(&self) -> usize {
        self.topics
    }

    /// Topics that a name or keyword says to be about suicide.
    pub(super) fn crisis_topics(&self) -> Vec<usize> {
        let mut topics: Vec<usize> = self
            .terms
            .iter()
            .filter(|term| term.is_name && crisis::names_suicide(&term.words))
            .map(|term| term.topic)
            .collect();
        topics.dedup();
        topics
    }

    /// Whether all that was said is this topic's name, or a telling word of it with a digit in it (`U25`).
    pub(super) fn is_called(&self, topic: usize, said: &[String]) -> bool {
        let own = |term: &&Term| term.topic == topic && term.is_name;
        self.terms.iter().filter(own).any(|term| {
            term.words == said
                || term.words.iter().any(|word| {
                    word.bytes().any(|byte| byte.is_ascii_digit())
                        && (said.contains(word) || said.concat() == *word)
                })
        })
    }

    /// Every topic's best term in what was said.
    pub(super) fn hits<'t>(&'t self, said: &[String]) -> Vec<Hit<'t>> {
        let telling: Vec<&String> = said.iter().filter(|word| !is_filler(word)).collect();
        let mut best: Vec<Hit<'t>> = Vec::new();
        for hit in self.terms.iter().filter_map(|term| term.hit(said, &telling)) {
            match best.iter_mut().find(|other| other.topic == hit.topic) {
                Some(other) if (hit.whole, hit.strength) > (other.whole, other.strength) => *other = hit,
                Some(_) => {}
                None => best.push(hit),
            }
        }
        best.sort_by(|one, other| other.strength.total_cmp(&one.strength));
        best
    }
}

impl Term {
    fn hit<'t>(&'t self, said: &[String], telling: &[&String]) -> Option<Hit<'t>> {
        let hit = |whole, strength| Hit {
            topic: self.topic,
            term: &self.text,
            whole,
            is_name: self.is_name,
            strength,
        };
        let is_all = !self.telling.is_empty() && telling.iter().copied().eq(&self.telling);
        if is_all || self.words == said {
            return Some(hit(true, VERY_WORD));
        }
        let counts = !self.is_known || self.is_name && telling.len() <= SHORT;
        let strength = if counts { self.strength(telling) } else { 0.0 };
        (strength > 0.0).then(|| hit(false, strength))
    }

    fn strength(&self, said: &[&String]) -> f32 {
        let likeness = |word: &String| said.iter().map(|said| likeness(said, word)).fold(0.0, f32::max);
        match self.telling.as_slice() {
            [] => 0.0,
            [word] => likeness(word),
            several if self.is_name => {
                // `Jugend-` of a name is not within `Jugendrichter`.
                let parts = several.iter().map(likeness).filter(|likeness| *likeness != COMPOUND);
                PART_OF_NAME * parts.fold(0.0, f32::max)
            }
            several => several.iter().map(likeness).fold(VERY_WORD, f32::min),
        }
    }
}

/// What German and English add to a word, folded; and what people add to a topic.
const ENDINGS: &[&str] = &[
    "beratung", "e", "em", "en", "er", "ern", "es", "hilfe", "ing", "n", "s", "se", "stelle", "t", "te",
    "ten",
];

/// How alike a word that was said and a word of a term are, from 0 to 1.
fn likeness(said: &str, word: &str) -> f32 {
    let (said_letters, letters) = (said.chars().count(), word.chars().count());
    if said == word {
        return VERY_WORD;
    }
    if letters >= 4 && said.strip_prefix(word).is_some_and(|ending| ENDINGS.contains(&ending)) {
        return INFLECTED;
    }
    // A short word within a longer one may be another word: `eins` in `einsam`, `rück` in `Rückruf`.
    let compounded = (letters >= 6 && said.contains(word)) || (letters == 5 && said.ends_with(word));
    let begun = said_letters >= 5 && 2 * said_letters > letters && word.starts_with(said);
    if compounded || begun {
        return COMPOUND;
    }
    let allowed = match said_letters.min(letters) {
        0..=5 => 0,
        6 | 7 => 1,
        _ => 2,
    };
    // Long words from outside are not compared letter by letter.
    if allowed == 0 || said_letters.abs_diff(letters) > allowed || damerau_levenshtein(said, word) > allowed {
        return 0.0;
    }
    MISSPELLED
}
