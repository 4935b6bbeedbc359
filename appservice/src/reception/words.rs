//! The words that Lotse understands, in German and English, however people spell them.

use routing::Reference;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::phrases::Locale;

/// Whatever comes after so many characters is not listened to.
const LONGEST: usize = 2_000;

/// What somebody wrote, made harmless once: bounded, without control characters, and folded for comparing.
pub(crate) struct Heard {
    /// As written, on one line.
    pub(crate) text: String,
    /// Lower case, without accents (`ä` is `ae`, `ß` is `ss`) and punctuation, one space between words.
    pub(crate) folded: String,
}

impl Heard {
    pub(crate) fn new(input: &str) -> Self {
        let readable = |letter: char| if letter.is_control() { ' ' } else { letter };
        let text: String = input.chars().take(LONGEST).map(readable).collect();
        let folded = fold(&text);
        Self { text, folded }
    }
}

/// Folds text for comparing.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkc().flat_map(char::to_lowercase) {
        match letter {
            'ä' => folded.push_str("ae"),
            'ö' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            // Gender marks stand within a word.
            '·' | '\u{AD}' | '\u{200B}'..='\u{200F}' => {}
            other => folded.extend(std::iter::once(other).nfkd().filter(|part| !is_combining_mark(*part))),
        }
    }
    let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// What a person tells Lotse to do in a case room or in a room of the centre.
///
/// In a case room people talk to each other: there only a whole message that [`Command::parse`] takes is a
/// command, everything else is conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// `annehmen 7F3K9Q`: take an enquiry.
    Accept {
        /// Which.
        reference: Reference,
    },
    /// `abschließen`, with or without a reference: end a case.
    Close {
        /// Which; in a case room it is the room's.
        reference: Option<Reference>,
    },
    /// `schlüssel 7F3K9Q`: share the keys and invite again.
    Key {
        /// Which.
        reference: Reference,
    },
    /// `hilfe`.
    Help,
}

/// A message that is no command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotACommand {
    /// Begins with no word that we know.
    Unknown,
    /// A command that needs a reference has none, or one that cannot be read.
    ReferenceUnreadable,
}

impl Command {
    /// Takes a whole message; refuses anything that is not exactly one command.
    pub fn parse(message: &str) -> Result<Self, NotACommand> {
        let heard = Heard::new(message);
        let (verb, rest) = heard.folded.split_once(' ').unwrap_or((&heard.folded, ""));
        let reference = reference(rest);
        match (verb, rest) {
            ("annehmen" | "annahme" | "uebernehmen" | "accept" | "take", _) => {
                reference.map(|reference| Self::Accept { reference })
            }
            ("schluessel" | "schlussel" | "key" | "keys", _) => {
                reference.map(|reference| Self::Key { reference })
            }
            ("abschliessen" | "abschliesen" | "abgeschlossen" | "schliessen" | "close", "") => {
                Ok(Self::Close { reference: None })
            }
            ("abschliessen" | "abschliesen" | "abgeschlossen" | "schliessen" | "close", _) => {
                reference.map(|reference| Self::Close { reference: Some(reference) })
            }
            ("hilfe" | "help", "") => Ok(Self::Help),
            _ => Err(NotACommand::Unknown),
        }
    }
}

fn reference(words: &str) -> Result<Reference, NotACommand> {
    let words = ["fall ", "case ", "nr "].iter().find_map(|lead| words.strip_prefix(lead)).unwrap_or(words);
    Reference::parse(words).map_err(|_| NotACommand::ReferenceUnreadable)
}

/// Whether a reaction to a card means "I accept": ✅ or 👍, in any presentation and skin tone.
pub fn is_accepting_reaction(key: &str) -> bool {
    let tone = |letter: char| matches!(letter, '\u{FE0E}' | '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}');
    let mut bare = key.chars().filter(|letter| !tone(*letter));
    matches!(bare.next(), Some('✅' | '👍')) && bare.next().is_none()
}

/// What a seeker can tell the reception at any time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    Help,
    Cancel,
    New,
    Speak(Locale),
    Close(Option<Reference>),
    Others,
    List,
}

impl Wish {
    /// Only a whole message is a wish.
    pub(crate) fn of(heard: &Heard) -> Option<Self> {
        Some(match heard.folded.as_str() {
            "hilfe" | "help" => Self::Help,
            "abbrechen" | "abbruch" | "stop" | "stopp" | "ende" | "beenden" | "cancel" | "quit" | "exit" => {
                Self::Cancel
            }
            "neu" | "neue anfrage" | "neustart" | "von vorn" | "von vorne" | "new" | "restart" => Self::New,
            "andere" | "andere stelle" | "eine andere" | "others" | "other" | "another" => Self::Others,
            "liste" | "list" => Self::List,
            other => match Command::parse(&heard.text) {
                Ok(Command::Close { reference }) => Self::Close(reference),
                _ => Self::Speak(Locale::parse(other).filter(|_| other.len() > 3)?),
            },
        })
    }
}

/// The answer to a yes-or-no question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Yes,
    No,
    /// Neither clearly: consent is never guessed.
    Unclear,
}

impl Answer {
    pub(crate) fn of(heard: &Heard) -> Self {
        const YES: [&str; 14] = [
            "ja",
            "jawohl",
            "einverstanden",
            "ok",
            "okay",
            "okey",
            "zustimmen",
            "zustimmung",
            "akzeptiert",
            "yes",
            "agree",
            "agreed",
            "consent",
            "accept",
        ];
        const NO: [&str; 12] =
            ["nein", "nicht", "nee", "noe", "kein", "keine", "niemals", "no", "not", "dont", "never", "nope"];
        const BESIDE: [&str; 27] = [
            "ich", "bin", "damit", "gern", "gerne", "bitte", "danke", "zu", "stimme", "dem", "das", "klar",
            "sehr", "lieber", "moechte", "will", "i", "am", "do", "to", "this", "that", "please", "thanks",
            "thank", "you", "don",
        ];
        let words: Vec<&str> = heard.folded.split(' ').collect();
        let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
        let asks = heard.text.contains('?');
        let known =
            |word: &&str| [&YES[..], &NO, &BESIDE].iter().any(|list| list.contains(word)) || *word == "t";
        if asks || !words.iter().all(known) {
            Self::Unclear
        } else if has(&NO) || words.contains(&"don") {
            Self::No
        } else if has(&YES) || heard.folded.starts_with("ich stimme zu") {
            Self::Yes
        } else {
            Self::Unclear
        }
    }
}

/// The number that is chosen from a list: `3`, `3.`, `Nr. 3`, `die 3`; nothing when there is more to it.
pub(crate) fn number(heard: &Heard) -> Option<usize> {
    let mut words = heard.folded.split(' ').filter(|word| {
        !matches!(*word, "nr" | "nummer" | "zahl" | "punkt" | "die" | "number" | "no" | "option")
    });
    let number = words.next()?;
    let plain = number.len() <= 3 && number.bytes().all(|digit| digit.is_ascii_digit());
    (plain && words.next().is_none()).then(|| number.parse().ok())?
}

#[cfg(test)]
mod tests;
