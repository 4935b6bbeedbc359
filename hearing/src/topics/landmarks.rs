//! Words that hardly ever stand for another topic of the sample directory: `insolvenz`, `hebamme`, `duldung`.
//!
//! They are data beside the corpus. The model learns how far to trust them, so that they are no rules: it is only told
//! that the text has one.

use std::{collections::HashMap, sync::LazyLock};

use super::corpus;
use crate::words::words;

const LIST: &str = include_str!("../../corpus/topics/landmarks.tsv");

static LANDMARKS: LazyLock<Landmarks> = LazyLock::new(|| Landmarks::read(LIST));

/// The classes of which the words have a landmark, each once, in order.
pub(super) fn seen(words: &[String]) -> Vec<u8> {
    let mut seen: Vec<u8> = (0..words.len()).flat_map(|place| LANDMARKS.at(&words[place..])).collect();
    seen.sort_unstable();
    seen.dedup();
    seen
}

/// Landmarks by their first letters, so that a text is compared with few of them.
#[derive(Default)]
struct Landmarks {
    by_start: HashMap<[u8; 2], Vec<Landmark>>,
}

struct Landmark {
    class: u8,
    words: Vec<String>,
    /// Whether the last word may go on (`schuld*`).
    open: bool,
}

impl Landmarks {
    fn read(list: &str) -> Self {
        let mut landmarks = Self::default();
        for (id, said) in list.lines().filter_map(|line| line.split_once('\t')) {
            let class = corpus::classes().iter().position(|class| class.id == id);
            let Some(class) = class.and_then(|class| u8::try_from(class).ok()) else { continue };
            let landmark = Landmark { class, words: words(said), open: said.ends_with('*') };
            if let Some(start) = landmark.words.first().and_then(|word| start(word)) {
                landmarks.by_start.entry(start).or_default().push(landmark);
            }
        }
        landmarks
    }

    /// The classes of the landmarks with which these words begin.
    fn at(&self, words: &[String]) -> Vec<u8> {
        let start = words.first().and_then(|word| start(word));
        let near = start.and_then(|start| self.by_start.get(&start)).map_or(&[][..], Vec::as_slice);
        near.iter().filter(|landmark| landmark.begins(words)).map(|landmark| landmark.class).collect()
    }
}

impl Landmark {
    fn begins(&self, words: &[String]) -> bool {
        let last = self.words.len() - 1;
        words.len() > last
            && self.words.iter().zip(words).enumerate().all(|(place, (mark, said))| {
                if place == last && self.open { said.starts_with(mark.as_str()) } else { said == mark }
            })
    }
}

fn start(word: &str) -> Option<[u8; 2]> {
    let bytes = word.as_bytes();
    Some([*bytes.first()?, bytes.get(1).copied().unwrap_or_default()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&'static str> {
        seen(&words(text)).iter().map(|class| corpus::classes()[usize::from(*class)].id.as_str()).collect()
    }

    #[test]
    fn landmarks_are_seen_as_words_beginnings_and_phrases() {
        assert_eq!(of("Meine Schuldenberge und das Jobcenter"), ["schulden", "sozialberatung"]);
        assert_eq!(of("Mutter-Kind-Kur"), ["kuren"]);
        assert_eq!(of("Ich bin entschuldigt"), Vec::<&str>::new());
        assert_eq!(of(""), Vec::<&str>::new());
    }

    #[test]
    fn every_landmark_is_read() {
        let lines = LIST.lines().count();
        let read: usize = LANDMARKS.by_start.values().map(Vec::len).sum();
        assert_eq!(lines, read);
    }
}
