//! Folds what people write, for comparing.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::words::signs::is_invisible;

/// Lower case, without accents (`ä` is `ae`, `ß` is `ss`) and punctuation, one space between words.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkc().flat_map(char::to_lowercase) {
        match letter {
            'ä' => folded.push_str("ae"),
            'ö' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            // Gender marks stand within a word.
            '·' => {}
            unseen if is_invisible(unseen) => {}
            other => folded.extend(std::iter::once(other).nfkd().filter(|part| !is_combining_mark(*part))),
        }
    }
    let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
