//! Text as words that can be compared.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Whatever comes after so many characters is not listened to.
const LONGEST: usize = 8_000;

/// The words of a text: lower case, without accents (`ä` is `ae`, `ß` is `ss`), apostrophes and invisible signs.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut folded = String::with_capacity(text.len() + 8);
    for letter in text.chars().take(LONGEST).nfkc().flat_map(char::to_lowercase) {
        match letter {
            'ä' => folded.push_str("ae"),
            'ö' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            // Gender marks and apostrophes stand within a word.
            '·'
            | '\''
            | '’'
            | '‘'
            | '`'
            | '´'
            | '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2060}'
            | '\u{FEFF}' => {}
            plain if plain.is_ascii() => folded.push(plain),
            other => folded.extend(std::iter::once(other).nfkd().filter(|part| !is_combining_mark(*part))),
        }
    }
    let split = folded.split(|letter: char| !letter.is_alphanumeric());
    split.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Words of ordinary sentences, which say nothing about the topic (or look like one: `suche`, `Sucht`).
pub(crate) fn is_filler(word: &str) -> bool {
    const FILLERS: &[&str] = &[
        "aber",
        "about",
        "advice",
        "allgemeine",
        "and",
        "are",
        "auch",
        "auf",
        "aus",
        "beratung",
        "besucht",
        "bin",
        "bitte",
        "brauche",
        "can",
        "counselling",
        "das",
        "dem",
        "den",
        "der",
        "des",
        "die",
        "ein",
        "eine",
        "einen",
        "einer",
        "for",
        "frage",
        "fragen",
        "from",
        "fuer",
        "general",
        "gesucht",
        "guten",
        "habe",
        "haben",
        "hallo",
        "have",
        "hello",
        "help",
        "hilfe",
        "ich",
        "ist",
        "kann",
        "leben",
        "life",
        "mein",
        "meine",
        "meinen",
        "meiner",
        "mich",
        "mir",
        "mit",
        "moechte",
        "need",
        "nicht",
        "oder",
        "people",
        "please",
        "problem",
        "probleme",
        "sich",
        "suche",
        "tag",
        "the",
        "thema",
        "und",
        "versuche",
        "versucht",
        "von",
        "was",
        "wegen",
        "with",
        "young",
        "zum",
    ];
    word.len() < 3 || FILLERS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_comparable() {
        assert_eq!(words("Ich BIN’s: Müller-Lüdenscheidt!"), ["ich", "bins", "mueller", "luedenscheidt"]);
        assert_eq!(words("Berater·innen, cafe\u{301}\u{200B}"), ["beraterinnen", "cafe"]);
        assert_eq!(words("  "), Vec::<String>::new());
    }

    #[test]
    fn fillers_are_found() {
        for word in ["aber", "zum", "leben", "i"] {
            assert!(is_filler(word), "{word}");
        }
        assert!(!is_filler("sucht"));
    }
}
