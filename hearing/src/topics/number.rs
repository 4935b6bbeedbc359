//! The number that somebody picks from a list: `14`, `die dritte`, `Nr. 14 bitte`, `the third one`.

use crate::words::words;

const GERMAN: [&str; 20] = [
    "ein",
    "zwei",
    "drei",
    "vier",
    "fuenf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwoelf",
    "dreizehn",
    "vierzehn",
    "fuenfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
    "zwanzig",
];
const GERMAN_ORDER: [&str; 20] = [
    "erst",
    "zweit",
    "dritt",
    "viert",
    "fuenft",
    "sechst",
    "siebt",
    "acht",
    "neunt",
    "zehnt",
    "elft",
    "zwoelft",
    "dreizehnt",
    "vierzehnt",
    "fuenfzehnt",
    "sechzehnt",
    "siebzehnt",
    "achtzehnt",
    "neunzehnt",
    "zwanzigst",
];
const ENGLISH: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const ENGLISH_ORDER: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// What people say around a number that they pick.
const AROUND: &[&str] = &[
    "a", "am", "antwort", "auswahl", "bitte", "choice", "danke", "das", "den", "der", "die", "es", "geht",
    "gerne", "i", "ich", "ist", "it", "meine", "moechte", "nehme", "no", "nr", "number", "nummer", "option",
    "please", "pls", "punkt", "s", "take", "thanks", "the", "thema", "topic", "um", "waehle", "waere",
    "wahl", "want", "wuerde", "zahl",
];

/// The number that is picked, from 1; nothing when there is more to what was said, or two numbers.
pub fn number(text: &str) -> Option<usize> {
    let words = words(text);
    let last = words.len().checked_sub(1)?;
    let mut picked = None;
    for (place, word) in words.iter().enumerate() {
        // “the third one”: only a word after the number.
        let trails = place == last && word == "one" && picked.is_some();
        if trails || AROUND.binary_search(&word.as_str()).is_ok() {
            continue;
        }
        match (value(word), picked) {
            (Some(value), None) => picked = Some(value),
            _ => return None,
        }
    }
    picked
}

fn value(word: &str) -> Option<usize> {
    let digits =
        word.trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
    if (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.parse().ok();
    }
    let place = |list: &[&str], word: &str| list.iter().position(|one| *one == word).map(|place| place + 1);
    if matches!(word, "eins" | "eine" | "eines" | "einser") {
        return Some(1);
    }
    let ending = ["er", "es", "en", "em", "e"].iter().find_map(|ending| word.strip_suffix(ending));
    place(&GERMAN, word).or_else(|| place(&ENGLISH, word)).or_else(|| place(&ENGLISH_ORDER, word)).or_else(
        || ending.and_then(|stem| place(&GERMAN_ORDER, if stem == "siebent" { "siebt" } else { stem })),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_number_words_pick() {
        for (text, picked) in [
            ("14", 14),
            ("14.", 14),
            ("Nr. 14 bitte", 14),
            ("drei", 3),
            ("die dritte", 3),
            ("Nummer zwei", 2),
            ("the third one", 3),
            ("Ich nehme 14", 14),
            ("eins", 1),
            ("die erste bitte", 1),
            ("das fünfte", 5),
            ("number one", 1),
            ("1st", 1),
            ("Punkt 3)", 3),
            ("Zwölf", 12),
            ("den achten", 8),
            ("acht", 8),
            ("one", 1),
            ("14, danke", 14),
            ("siebente", 7),
            ("Es ist die 7", 7),
        ] {
            assert_eq!(number(text), Some(picked), "{text}");
        }
        for text in [
            "",
            "drei Kinder",
            "1 oder 2",
            "79100",
            "Ich bin 14",
            "eins zwei",
            "bitte",
            "ein Problem",
            "die",
            "14 - Schulden",
            "0 10 67",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn the_words_around_are_in_order() {
        assert!(AROUND.is_sorted());
    }
}
