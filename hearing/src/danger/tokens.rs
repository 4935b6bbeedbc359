//! A text as the stretches in which danger is listened for: sentences, pairs of them, and windows of long ones.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A sentence of more words is listened to in windows; many people write without any full stop.
const LONG: usize = 24;
/// The words in such a window.
const WINDOW: usize = 16;
/// How far the next window lies behind.
const STEP: usize = 6;

/// A longer word is none: it is listened to in parts, since each of its beginnings is looked up.
const LONGEST_WORD: usize = 60;

/// Words that are often typed with their letters in a wrong order; no other word has the same letters and the same first.
const COMMON: &[&str] = &[
    "abschied",
    "angefasst",
    "aufwachen",
    "bedroht",
    "dich",
    "freund",
    "genommen",
    "geschlagen",
    "geschluckt",
    "getrunken",
    "gewuergt",
    "hilfe",
    "ich",
    "mann",
    "mehr",
    "mein",
    "messer",
    "mich",
    "missbraucht",
    "moechte",
    "mutter",
    "nicht",
    "ritze",
    "schlaegt",
    "schneide",
    "sein",
    "selbstmord",
    "sich",
    "springe",
    "sterben",
    "tabletten",
    "ueberdosis",
    "umbringen",
    "vater",
    "vergewaltigt",
    "verletze",
    "will",
    "wuergt",
];

/// One stretch of words.
pub(super) type Stretch = Vec<String>;

/// The stretches of a text: each sentence, each pair of neighbours, and the whole if it is short.
pub(super) fn stretches(text: &str) -> Vec<Stretch> {
    let sentences = sentences(text);
    let mut stretches = Vec::with_capacity(sentences.len() * 2);
    let all: usize = sentences.iter().map(Vec::len).sum();
    if sentences.len() > 2 && all <= LONG {
        stretches.push(sentences.concat());
    }
    for pair in sentences.windows(2) {
        if pair[0].len() + pair[1].len() <= LONG {
            stretches.push(pair.concat());
        }
    }
    for sentence in sentences {
        if sentence.len() <= LONG {
            stretches.push(sentence);
        } else {
            stretches.extend((0..sentence.len() - WINDOW + STEP).step_by(STEP).map(|start| {
                let end = (start + WINDOW).min(sentence.len());
                sentence[end - WINDOW.min(end)..end].to_vec()
            }));
        }
    }
    stretches
}

/// The words of each sentence: lower case, without accents (`ä` is `ae`, `ß` is `ss`), apostrophes and invisible signs,
/// letters that are drawn out once, numbers known by their length alone; an emoji is a word.
pub(super) fn sentences(text: &str) -> Vec<Vec<String>> {
    let mut sentences = vec![Vec::new()];
    let mut word = String::new();
    for letter in text.nfkc().flat_map(char::to_lowercase) {
        match letter {
            'ä' => word.push_str("ae"),
            'ö' => word.push_str("oe"),
            'ü' => word.push_str("ue"),
            'ß' => word.push_str("ss"),
            // What stands within a word: apostrophes, gender marks, stars for letters, invisible signs.
            '\''
            | '’'
            | '‘'
            | '`'
            | '´'
            | '·'
            | '*'
            | '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2060}'
            | '\u{FEFF}'
            | '\u{FE0F}' => {}
            '$' | '@' => word.push(letter),
            letter if letter.is_ascii_alphanumeric() => word.push(letter),
            letter if letter.is_alphanumeric() => {
                word.extend(std::iter::once(letter).nfkd().filter(|part| !is_combining_mark(*part)));
            }
            letter if is_combining_mark(letter) => {}
            other => {
                finish(&mut word, &mut sentences);
                match other {
                    '.' | '!' | '?' | '…' | ';' | '\n'
                        if sentences.last().is_some_and(|sentence| !sentence.is_empty()) =>
                    {
                        sentences.push(Vec::new());
                    }
                    '\u{2600}'..='\u{27BF}' | '\u{1F300}'..='\u{1FAFF}' => {
                        word.push(other);
                        finish(&mut word, &mut sentences);
                    }
                    _ => {}
                }
            }
        }
    }
    finish(&mut word, &mut sentences);
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// Ends a word: `20mg` are two, `su1zid` is spelt with letters, `sooo` is `so`.
fn finish(word: &mut String, sentences: &mut [Vec<String>]) {
    let Some(sentence) = sentences.last_mut() else { return };
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let spelt = digits == 0 && word.bytes().any(|byte| byte.is_ascii_alphabetic());
    if digits > 0 {
        sentence.push(format!("#{digits}"));
    }
    let mut plain = String::with_capacity(word.len());
    let mut run = 0;
    for letter in word.chars().skip(digits) {
        let letter = if spelt { letter_for(letter) } else { letter };
        run = if plain.ends_with(letter) { run + 1 } else { 1 };
        match run {
            1 | 2 => plain.push(letter),
            // Nothing is spelt with three.
            3 => drop(plain.pop()),
            _ => {}
        }
    }
    plain.retain(|letter| !matches!(letter, '$' | '@'));
    if let Some(meant) = meant(&plain) {
        plain = meant.to_owned();
    }
    let letters: Vec<char> = plain.chars().collect();
    sentence.extend(letters.chunks(LONGEST_WORD).map(|part| part.iter().collect::<String>()));
    word.clear();
}

/// The common word whose letters these are, in another order: `mcih`, `nciht`.
fn meant(word: &str) -> Option<&'static str> {
    let sorted = |word: &str| {
        let mut letters = word.as_bytes().to_vec();
        letters.sort_unstable();
        letters
    };
    COMMON.iter().copied().find(|common| {
        common.len() == word.len()
            && common.as_bytes()[0] == word.as_bytes()[0]
            && *common != word
            && sorted(common) == sorted(word)
    })
}

fn letter_for(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded() {
        assert_eq!(sentences("Ich WILL's  nicht mähr!"), [["ich", "wills", "nicht", "maehr"]]);
        assert_eq!(sentences("s0000 su1z1d m$ch 20mg 79100"), [["so", "suizid", "msch", "#2", "mg", "#5"]]);
        assert_eq!(sentences("tot 🔪. Ja"), [vec!["tot", "🔪"], vec!["ja"]]);
        assert_eq!(sentences("ihc mcöhte nciht reden"), [["ich", "moechte", "nicht", "reden"]]);
        assert_eq!(sentences(" ?! \n"), Vec::<Vec<String>>::new());
    }

    #[test]
    fn a_word_without_end_is_heard_in_parts() {
        let sentences = sentences(&"ä".repeat(1_000));
        assert_eq!(sentences[0].len(), 2_000_usize.div_ceil(LONGEST_WORD));
        assert!(sentences[0].iter().all(|word| word.len() <= LONGEST_WORD));
    }

    #[test]
    fn every_word_is_in_a_stretch() {
        let text = (0..100).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ");
        let stretches = stretches(&text);
        assert!(
            sentences(&text)[0].iter().all(|word| stretches.iter().any(|stretch| stretch.contains(word)))
        );
        assert!(stretches.iter().all(|stretch| stretch.len() == WINDOW));
    }
}
