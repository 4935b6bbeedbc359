//! What gives reason to doubt: a denial, a death that has happened, something that is long over.
//!
//! Each is a rule of few words, since a rule that is wrong keeps somebody unheard. Doubt only asks the learnt ear to be
//! surer ([`super::ENOUGH_IN_DOUBT`]); it never silences it.

use super::lexicon::lexicon;

/// How far before an act its denial may stand, and how far behind it.
const BEFORE: usize = 3;
const BEHIND: usize = 2;

/// Words that deny; `nicht mehr leben` denies life, and is none of them by what stands around it.
const DENIALS: &[&str] = &[
    "aint", "didnt", "doesnt", "dont", "hasnt", "havent", "isnt", "kein", "keine", "keinen", "keiner",
    "keinem", "ned", "net", "never", "nich", "nicht", "nie", "niemals", "niemand", "no", "nobody", "not",
    "wasnt", "wont", "wouldnt",
];

/// What may be denied so that no danger is left, by what it means.
const ACTS: &[&str] =
    &["HIT", "KILL", "RAPE", "SUICIDE", "THREAT", "VIOLENCE", "CUT", "DO_TO", "TOUCH", "HURT"];

/// Words before which a denial does not stand for their absence: `hört nicht auf zu schlagen`, `kann nicht mehr`.
const STILL: &[&str] = &[
    "an",
    "any",
    "anymore",
    "auf",
    "aufhoeren",
    "aufhoert",
    "because",
    "damit",
    "glaubt",
    "mehr",
    "more",
    "nur",
    "only",
    "obwohl",
    "stop",
    "stopped",
    "weil",
    "wenn",
    "when",
    "until",
    "bis",
    "und",
    "and",
];

/// How a death that happened is told.
const DEATHS: &[&[&str]] = &[
    &["sich", "umgebracht"],
    &["sich", "erhaengt"],
    &["sich", "erschossen"],
    &["leben", "genommen"],
    &["selbstmord", "begangen"],
    &["suizid", "begangen"],
    &["suizid", "gestorben"],
    &["durch", "suizid"],
    &["starb"],
    &["killed", "himself"],
    &["killed", "herself"],
    &["hanged", "himself"],
    &["hanged", "herself"],
    &["shot", "himself"],
    &["took", "own", "life"],
    &["died", "by"],
    &["to", "suicide"],
];
/// Words that tell of one that has not: an attempt, a wish, a threat.
const NOT_YET: &[&str] = &[
    "versucht",
    "versuchte",
    "versuch",
    "will",
    "wollte",
    "droht",
    "drohte",
    "almost",
    "fast",
    "tried",
    "wants",
    "auch",
    "too",
    "ich",
    "beinahe",
    "i",
];

/// How somebody says that it is over.
const OVER: &[&str] = &[
    "vorbei",
    "laengst",
    "over",
    "fine",
    "stabil",
    "frueher",
    "damals",
    "used",
    "inzwischen",
    "mittlerweile",
    "well",
];
/// Time that has passed.
const SINCE: &[&str] =
    &["jahre", "jahren", "years", "ago", "heute", "today", "now", "jetzt", "lange", "long"];

/// Whether something in these words gives reason to doubt that somebody is in danger.
pub(super) fn is_in_doubt(words: &[String]) -> bool {
    is_denied(words) || has_happened(words) || is_over(words)
}

fn is_denied(words: &[String]) -> bool {
    let denials = words.iter().enumerate().filter(|(_, word)| DENIALS.contains(&word.as_str()));
    denials.into_iter().any(|(place, _)| {
        let behind = &words[place + 1..(place + 1 + BEFORE).min(words.len())];
        let before = &words[place.saturating_sub(BEHIND)..place];
        let plain = behind.iter().position(|word| STILL.contains(&word.as_str())).unwrap_or(behind.len());
        behind[..plain].iter().chain(before.iter().filter(|_| plain == behind.len())).any(|word| is_act(word))
    })
}

fn is_act(word: &str) -> bool {
    lexicon().meanings(word).into_iter().any(|meaning| ACTS.contains(&lexicon().name(meaning)))
}

fn has_happened(words: &[String]) -> bool {
    let has = |word: &&str| words.iter().any(|other| other == word);
    DEATHS.iter().any(|death| death.iter().all(&has)) && !NOT_YET.iter().any(has)
}

fn is_over(words: &[String]) -> bool {
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    has(OVER) && has(SINCE)
}

#[cfg(test)]
mod tests {
    use super::{super::tokens::sentences, *};

    fn doubted(text: &str) -> bool {
        is_in_doubt(&sentences(text).concat())
    }

    #[test]
    fn denials_deaths_and_what_is_over_are_doubted() {
        for text in [
            "Er hat mich nie geschlagen",
            "Ich will mich nicht umbringen",
            "He never hit me",
            "Mein Vater hat sich umgebracht",
            "My brother took his own life",
            "Früher habe ich mich geritzt, heute geht es mir gut",
        ] {
            assert!(doubted(text), "{text}");
        }
    }

    #[test]
    fn the_like_of_them_is_not() {
        for text in [
            "Er hört nicht auf, mich zu schlagen",
            "Ich will nicht mehr leben",
            "Mein Vater hat versucht, sich umzubringen",
            "Ich kann nicht mehr, er schlägt mich",
            "Ich möchte nicht mehr aufwachen",
        ] {
            assert!(!doubted(text), "{text}");
        }
    }
}
