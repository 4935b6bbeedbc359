//! The words that Lotse understands, in German and English, however people spell them.

use routing::Reference;

use crate::{
    store::link::Presented,
    words::{command::Command, fold::fold, phrases::Locale},
};

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

/// Whether a reaction to a card means "I accept": ✅ or 👍, in any presentation and skin tone.
pub(crate) fn is_accepting_reaction(key: &str) -> bool {
    is_one_of(key, &['✅', '👍'])
}

/// Whether a reaction to a question means "no": ❌ or 👎, in any presentation and skin tone.
pub(crate) fn is_declining_reaction(key: &str) -> bool {
    is_one_of(key, &['❌', '👎'])
}

fn is_one_of(key: &str, meant: &[char]) -> bool {
    let tone = |letter: char| matches!(letter, '\u{FE0E}' | '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}');
    let mut bare = key.chars().filter(|letter| !tone(*letter));
    bare.next().is_some_and(|letter| meant.contains(&letter)) && bare.next().is_none()
}

/// What a seeker can tell the reception at any time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    Help,
    Cancel,
    New,
    Speak(Locale),
    Close(Option<Reference>),
    /// Into the room of a case that they have left.
    Back(Option<Reference>),
    Others,
    List,
    /// By a link; what opens it is in [`presented`].
    Start,
    Erase,
}

impl Wish {
    /// Only a whole message is a wish.
    pub(crate) fn of(heard: &Heard) -> Option<Self> {
        if is_start(heard) {
            return Some(Self::Start);
        }
        Some(match heard.folded.as_str() {
            "hilfe" | "help" => Self::Help,
            "abbrechen" | "abbruch" | "stop" | "stopp" | "ende" | "beenden" | "cancel" | "quit" | "exit" => {
                Self::Cancel
            }
            "neu" | "neue anfrage" | "neustart" | "von vorn" | "von vorne" | "start" | "starten" | "new"
            | "restart" => Self::New,
            "andere" | "andere stelle" | "eine andere" | "others" | "other" | "another" => Self::Others,
            "liste" | "list" => Self::List,
            "zurueck" | "zuruck" | "back" | "return" => Self::Back(None),
            other => match Command::parse(&heard.text) {
                Ok(Command::Close { reference }) => Self::Close(reference),
                Ok(Command::Erase) => Self::Erase,
                _ if back(other).is_some() => Self::Back(back(other)),
                _ => Self::Speak(Locale::parse(other).filter(|_| other.len() > 3)?),
            },
        })
    }
}

/// The case that somebody wants back into: `zurück 7F3K9Q`, `zurück in Fall 7F3K9Q`.
fn back(folded: &str) -> Option<Reference> {
    let (verb, rest) = folded.split_once(' ')?;
    let lead = ["in den fall ", "in fall ", "zu fall ", "zum fall ", "to case ", "fall ", "case "];
    let rest = lead.iter().find_map(|lead| rest.strip_prefix(lead)).unwrap_or(rest);
    matches!(verb, "zurueck" | "zuruck" | "back" | "return").then(|| Reference::parse(rest).ok())?
}

/// What somebody shows who comes by a link: `start K7QF-3M9P-XT2A-ZW4B`, `start` with the long token, or the whole
/// address of the link.
pub(crate) fn presented(message: &str) -> Option<Presented> {
    let message = message.trim();
    let is_address = message.starts_with("https://") && message.contains("/k/");
    let shown = if is_address { message } else { after_start(message)? };
    Presented::parse(shown)
}

/// Whether the message begins by a link: by one that can be read, or by what is meant to be one. Talk that only
/// begins with the word is none.
fn is_start(heard: &Heard) -> bool {
    let meant = |rest: &str| {
        rest.chars().count() <= LONGEST_TYPED
            && rest.split_whitespace().count() <= 5
            && rest.contains(|letter: char| letter.is_ascii_digit())
    };
    presented(&heard.text).is_some() || after_start(heard.text.trim()).is_some_and(meant)
}

/// A token has 22 characters, a code 19; people may get one wrong.
const LONGEST_TYPED: usize = 30;

fn after_start(message: &str) -> Option<&str> {
    let (word, rest) = message.split_once(char::is_whitespace)?;
    let word = word.trim_start_matches(['/', '!']).trim_end_matches(':');
    matches!(word.to_lowercase().as_str(), "start" | "starten" | "starte" | "link" | "code")
        .then(|| rest.trim())
}

/// Whether somebody confirms that everything is to be deleted: only in so many words. A mere yes may answer something
/// else.
pub(crate) fn confirms_erasure(heard: &Heard) -> bool {
    let words = [
        "ja loeschen",
        "ja loschen",
        "ja bitte loeschen",
        "ja alles loeschen",
        "yes delete",
        "yes please delete",
        "yes delete everything",
    ];
    !heard.text.contains('?') && words.contains(&heard.folded.as_str())
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

/// The number that is chosen from a list: `3`, `Nr. 3 bitte`, `die dritte`; nothing when there is more to it.
pub(crate) fn number(heard: &Heard) -> Option<usize> {
    hearing::topics::number(&heard.text)
}

#[cfg(test)]
mod tests;
