//! Words as meanings: who, wants what, with what, done to whom. So `i wui sterbn` and `Ich möchte sterben` are alike.

use std::{collections::HashMap, sync::LazyLock};

const LEXICON: &str = include_str!("../../corpus/danger/lexicon.txt");

/// A meaning's place in the lexicon.
pub(super) type Meaning = u8;
/// Misspelt words of fewer letters than this are too often other words.
const SHORTEST: usize = 6;

/// The lexicon, ready to be looked into.
pub(super) struct Lexicon {
    names: Vec<&'static str>,
    words: HashMap<&'static str, Vec<Meaning>>,
    beginnings: HashMap<&'static str, Vec<Meaning>>,
    /// The same with one letter left out.
    nearly_words: HashMap<String, Vec<Meaning>>,
    nearly_beginnings: HashMap<String, Vec<Meaning>>,
}

/// The lexicon of this repository.
pub(super) fn lexicon() -> &'static Lexicon {
    static READ: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(LEXICON));
    &READ
}

impl Lexicon {
    fn read(text: &'static str) -> Self {
        let mut lexicon = Self {
            names: Vec::new(),
            words: HashMap::new(),
            beginnings: HashMap::new(),
            nearly_words: HashMap::new(),
            nearly_beginnings: HashMap::new(),
        };
        let lines = text.lines().filter(|line| !line.starts_with("# ") && !line.is_empty());
        for (meaning, line) in (0..).zip(lines) {
            let mut entries = line.split_ascii_whitespace();
            lexicon.names.extend(entries.next());
            for entry in entries {
                let (exact, near, word) = match entry.strip_suffix('*') {
                    Some(beginning) => (&mut lexicon.beginnings, &mut lexicon.nearly_beginnings, beginning),
                    None => (&mut lexicon.words, &mut lexicon.nearly_words, entry),
                };
                exact.entry(word).or_default().push(meaning);
                if word.chars().count() >= SHORTEST {
                    for shorter in one_less(word) {
                        near.entry(shorter).or_default().push(meaning);
                    }
                }
            }
        }
        lexicon
    }

    /// What a word means; a misspelt one what the right one would.
    pub(super) fn meanings(&self, word: &str) -> Vec<Meaning> {
        let mut found = self.words.get(word).cloned().unwrap_or_default();
        for (end, _) in word.char_indices().skip(2).chain([(word.len(), ' ')]) {
            found.extend(self.beginnings.get(&word[..end]).into_iter().flatten());
        }
        if found.is_empty() && word.chars().count() >= SHORTEST - 1 {
            found = self.nearly(word);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// A meaning's name.
    pub(super) fn name(&self, meaning: Meaning) -> &'static str {
        self.names.get(usize::from(meaning)).copied().unwrap_or_default()
    }

    /// A word that has one letter too few, too many, or wrong; and not in its first two.
    fn nearly(&self, word: &str) -> Vec<Meaning> {
        let mut found = Vec::new();
        let whole = std::iter::once(word.to_owned()).chain(one_less(word));
        for shorter in whole {
            found.extend(self.nearly_words.get(&shorter).into_iter().flatten());
            found.extend(
                self.words.get(shorter.as_str()).into_iter().flatten().filter(|_| word.len() > SHORTEST),
            );
        }
        let ends = word.char_indices().map(|(end, _)| end).skip(SHORTEST - 1).chain([word.len()]);
        for end in ends {
            for shorter in std::iter::once(word[..end].to_owned()).chain(one_less(&word[..end])) {
                found.extend(self.nearly_beginnings.get(&shorter).into_iter().flatten());
            }
        }
        found
    }
}

/// A word with each letter behind the second left out in turn.
fn one_less(word: &str) -> impl Iterator<Item = String> {
    word.char_indices().skip(2).map(|(at, letter)| [&word[..at], &word[at + letter.len_utf8()..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(word: &str) -> Vec<&'static str> {
        lexicon().meanings(word).into_iter().map(|meaning| lexicon().name(meaning)).collect()
    }

    #[test]
    fn words_have_meanings_also_misspelt() {
        assert_eq!(names("sterbn"), ["DIE"]);
        assert!(names("umbrigen").contains(&"KILL"));
        assert!(names("umbirngen").contains(&"KILL"));
        assert!(names("selbstmrod").contains(&"SUICIDE"));
        assert!(names("tabletten").contains(&"PILL"));
        assert_eq!(names("gartenzaun"), Vec::<&str>::new());
    }

    #[test]
    fn there_are_few_enough_meanings() {
        assert!(lexicon().names.len() < 200);
    }
}
