//! The words that Lotse understands, in German and English, however people spell them.

use routing::Reference;

use crate::{
    store::link::Presented,
    words::{
        command::Command,
        fold::fold,
        phrases::Locale,
        signs::{is_invisible, turns_text},
    },
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
        // What nobody sees means nothing; what turns the text around stays, so that it is refused.
        let text: String = input
            .chars()
            .take(LONGEST)
            .map(readable)
            .filter(|letter| turns_text(*letter) || !is_invisible(*letter))
            .collect();
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
    /// An appointment instead of writing first.
    Date,
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
            "termin"
            | "ersttermin"
            | "termin vor ort"
            | "einen termin"
            | "ich mochte einen termin"
            | "ich moechte einen termin"
            | "ich mochte einen termin vor ort"
            | "ich moechte einen termin vor ort"
            | "appointment"
            | "an appointment"
            | "i want an appointment" => Self::Date,
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

/// Whether this is a greeting and nothing else: `Hallo`, `Guten Tag, liebes Team`, 👋.
pub(crate) fn is_greeting(heard: &Heard) -> bool {
    const GREETING: [&str; 44] = [
        "hallo",
        "hallo",
        "halli",
        "hallöchen",
        "halloechen",
        "hi",
        "hey",
        "hej",
        "he",
        "heya",
        "moin",
        "moinsen",
        "servus",
        "gruezi",
        "gruess",
        "gruesse",
        "gruss",
        "grusse",
        "tach",
        "tag",
        "morgen",
        "abend",
        "mahlzeit",
        "huhu",
        "hello",
        "helo",
        "hullo",
        "hiya",
        "greetings",
        "morning",
        "evening",
        "afternoon",
        "day",
        "salam",
        "salaam",
        "salem",
        "selam",
        "merhaba",
        "bonjour",
        "hola",
        "ciao",
        "privet",
        "zdravstvujte",
        "namaste",
    ];
    const BESIDE: [&str; 26] = [
        "guten", "gute", "guter", "schoenen", "einen", "good", "gott", "dich", "euch", "sie", "ihnen", "an",
        "alle", "zusammen", "liebes", "lieber", "liebe", "team", "lotse", "da", "du", "ihr", "there",
        "everyone", "all", "aleikum",
    ];
    if heard.folded.is_empty() {
        return heard.text.contains('👋');
    }
    let mut words = heard.folded.split(' ');
    words.clone().any(|word| GREETING.contains(&word))
        && words.all(|word| GREETING.contains(&word) || BESIDE.contains(&word))
}

/// Whether somebody takes what was suggested to them, in other words than a yes: `gerne`, `passt`, 👍.
pub(crate) fn agrees(heard: &Heard) -> bool {
    const AGREES: [&str; 20] = [
        "gern", "gerne", "passt", "egal", "super", "gut", "prima", "toll", "klasse", "perfekt", "gefaellt",
        "nehme", "nehm", "fine", "good", "great", "perfect", "sure", "nice", "alright",
    ];
    const BESIDE: [&str; 38] = [
        "ja",
        "ok",
        "okay",
        "ist",
        "mir",
        "der",
        "den",
        "dieser",
        "diesen",
        "das",
        "die",
        "name",
        "namen",
        "sehr",
        "so",
        "ich",
        "in",
        "ordnung",
        "klingt",
        "finde",
        "auch",
        "doch",
        "ganz",
        "voll",
        "danke",
        "bitte",
        "vorschlag",
        "that",
        "is",
        "s",
        "i",
        "like",
        "it",
        "the",
        "with",
        "me",
        "thanks",
        "yes",
    ];
    if heard.folded.is_empty() {
        return heard.text.contains('👍') || heard.text.contains('✅') || heard.text.contains('👌');
    }
    if heard.text.contains('?') {
        return false;
    }
    let words = || heard.folded.split(' ');
    let known = words().all(|word| AGREES.contains(&word) || BESIDE.contains(&word));
    let order =
        ["in ordnung", "i like it", "das ist okay", "ist ok"].iter().any(|said| heard.folded.contains(said));
    known && (order || words().any(|word| AGREES.contains(&word)))
}

/// Words that nobody is called: thanks, doubts and talk about the question.
pub(crate) fn is_no_name(heard: &Heard) -> bool {
    const TALK: [&str; 62] = [
        "danke",
        "dankeschoen",
        "dank",
        "vielen",
        "schoen",
        "bitte",
        "sehr",
        "thanks",
        "thank",
        "you",
        "ja",
        "nein",
        "nee",
        "doch",
        "ok",
        "okay",
        "hm",
        "hmm",
        "aha",
        "ach",
        "oh",
        "na",
        "weiss",
        "nicht",
        "ich",
        "keine",
        "ahnung",
        "kein",
        "keinen",
        "name",
        "namen",
        "egal",
        "anonym",
        "niemand",
        "was",
        "wie",
        "wieso",
        "warum",
        "wer",
        "wozu",
        "why",
        "what",
        "who",
        "how",
        "anderer",
        "anderen",
        "anders",
        "weiter",
        "moment",
        "sofort",
        "gleich",
        "spaeter",
        "vielleicht",
        "maybe",
        "no",
        "yes",
        "none",
        "anonymous",
        "nothing",
        "und",
        "jetzt",
        "nun",
    ];
    heard.text.contains('?')
        || heard.folded.is_empty()
        || is_greeting(heard)
        || heard.folded.split(' ').all(|word| TALK.contains(&word))
}

/// The name in a sentence that tells it: `Ich heiße Wolke`, `Nennen Sie mich bitte Wolke`, `call me Cloud`. Everything else is the
/// name itself.
pub(crate) fn name_told(heard: &Heard) -> String {
    const LEADS: [&[&str]; 16] = [
        &["mein", "name", "ist"],
        &["mein", "name", "waere"],
        &["nennen", "sie", "mich"],
        &["nenn", "mich"],
        &["nennt", "mich"],
        &["ich", "heisse"],
        &["ich", "heiss"],
        &["ich", "bin", "die"],
        &["ich", "bin", "der"],
        &["ich", "bin"],
        &["my", "name", "is"],
        &["call", "me"],
        &["i", "am"],
        &["i", "m"],
        &["lieber"],
        &["dann"],
    ];
    let words: Vec<&str> = heard.text.split_whitespace().collect();
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let leads = |lead: &&[&str]| {
        folded.len() > lead.len() && folded.iter().zip(lead.iter()).all(|(word, lead)| word == lead)
    };
    let Some(lead) = LEADS.iter().find(|lead| leads(lead)) else { return heard.text.trim().to_owned() };
    let mut rest = &words[lead.len()..];
    while rest.len() > 1 && matches!(fold(rest[0]).as_str(), "bitte" | "einfach" | "doch" | "please" | "just")
    {
        rest = &rest[1..];
    }
    rest.join(" ").trim_matches(['.', '!', ',', '"', '„', '“', '”', '\'']).to_owned()
}

/// What goes on with a device that nobody has confirmed: the word that somebody must write for it.
pub(crate) fn goes_on_anyway(heard: &Heard) -> bool {
    matches!(
        heard.folded.as_str(),
        "trotzdem"
            | "trotzdem weiter"
            | "trotzdem weitermachen"
            | "ja trotzdem"
            | "dennoch"
            | "anyway"
            | "go on anyway"
            | "continue anyway"
    )
}

/// The number that is chosen from a list: `3`, `Nr. 3 bitte`, `die dritte`; nothing when there is more to it.
pub(crate) fn number(heard: &Heard) -> Option<usize> {
    hearing::topics::number(&heard.text)
}

#[cfg(test)]
mod tests;
