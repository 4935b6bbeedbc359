//! Which postcodes there are in Germany, and which places have them: a public table, see NOTICE.
//!
//! Such tables age. What is not in it is asked about again, and never refused.

use std::{
    collections::{BTreeMap, HashMap},
    sync::OnceLock,
};

use crate::words::words;

const TABLE: &str = include_str!("../places/germany.txt");

/// A place that somebody has named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name.
    pub name: &'static str,
    /// Its codes, neighbours drawn together: `79098-79117`, the first and the last of each run.
    pub runs: Vec<(u32, u32)>,
    /// How many codes it has.
    pub codes: usize,
}

impl Place {
    /// The only code of a place that has one.
    pub fn only_code(&self) -> Option<String> {
        match self.runs[..] {
            [(first, last)] if first == last => Some(format!("{first:05}")),
            _ => None,
        }
    }
}

/// Whether the table has this code, of whichever kind. Takes five digits.
pub fn exists(code: &str) -> bool {
    let Ok(code) = code.parse() else { return false };
    let table = table();
    table.delivered.binary_search(&code).is_ok() || table.others.binary_search(&code).is_ok()
}

/// The codes to which letters are delivered: where people live. Sorted.
pub fn delivered() -> &'static [u32] {
    &table().delivered
}

/// The places that somebody names who was asked where they live: `Dresden`, `ich wohne in Bad Honnef`, `Frankfurt`
/// (there are several). Empty if there is none, or if it could as well be another word.
pub fn named(text: &str) -> Vec<Place> {
    let words = words(text);
    let said = words.iter().map(String::as_str).collect::<Vec<_>>();
    let start = said.iter().position(|word| !LEADING.contains(word)).unwrap_or(said.len());
    let after = |place: &usize| *place > 0 && AFTER.contains(&said[place - 1]);
    let starts = std::iter::once(start).chain((start + 1..said.len()).filter(after));
    let found = starts.filter_map(|start| longest(&said, start)).max_by_key(|(length, _)| *length);
    found.map(|(_, places)| places).unwrap_or_default()
}

fn longest(said: &[&str], start: usize) -> Option<(usize, Vec<Place>)> {
    let rest = said.get(start..)?;
    (1..=rest.len().min(MOST_WORDS)).rev().find_map(|length| {
        if length == 1 && NO_PLACES.contains(&rest[0]) {
            return None;
        }
        let places = table().named.get(&rest[..length].join(" "))?;
        Some((length, places.iter().map(|place| table().place(*place)).collect()))
    })
}

/// The longest name has so many words.
const MOST_WORDS: usize = 7;

/// Before the name, when somebody says where they live.
const LEADING: &[&str] = &[
    "aus", "bei", "bin", "citizen", "city", "der", "die", "from", "gemeinde", "hier", "i", "ich", "im", "in",
    "it", "komm", "komme", "leb", "lebe", "live", "m", "mein", "my", "naehe", "near", "of", "ort", "plz",
    "region", "s", "stadt", "the", "um", "von", "wir", "wohn", "wohne", "wohnen", "wohnhaft", "wohnort",
];
/// Right before the name.
const AFTER: &[&str] = &["aus", "bei", "from", "in", "near", "naehe", "um", "von"];
/// Words of every day that are villages, too.
const NO_PLACES: &[&str] = &[
    "alt", "angst", "au", "berg", "buch", "daheim", "dorf", "elend", "ende", "feld", "gar", "geld", "gut",
    "haar", "haus", "heim", "hilfe", "hof", "hoffnung", "klein", "land", "linde", "luege", "mark", "mist",
    "neu", "not", "ort", "rat", "rum", "see", "sorge", "stadt", "tod", "wald", "weiss", "welt", "wenig",
];
/// What names of places go on with, so that people leave it out: `Frankfurt am Main`.
const ENDINGS: &[&str] = &["a", "am", "an", "auf", "bei", "i", "im", "in", "ob", "unter", "v", "vor"];

struct Table {
    delivered: Vec<u32>,
    others: Vec<u32>,
    places: Vec<(&'static str, &'static str)>,
    /// Places by their folded names, whole and without their endings.
    named: HashMap<String, Vec<usize>>,
}

impl Table {
    fn place(&self, place: usize) -> Place {
        let (name, codes) = self.places.get(place).copied().unwrap_or_default();
        let runs = codes.split(' ').filter_map(run).collect::<Vec<_>>();
        let at = |code: u32| self.delivered.partition_point(|known| *known < code);
        let codes = runs.iter().map(|(first, last)| at(last + 1) - at(*first)).sum();
        Place { name, runs, codes }
    }
}

fn run(text: &str) -> Option<(u32, u32)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    Some((first.parse().ok()?, last.parse().ok()?))
}

fn table() -> &'static Table {
    static TABLE_READ: OnceLock<Table> = OnceLock::new();
    TABLE_READ.get_or_init(|| {
        let mut lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        let delivered = lines.next().map(codes).unwrap_or_default();
        let others = lines.next().map(codes).unwrap_or_default();
        let places = lines.filter_map(|line| line.split_once('|')).collect::<Vec<_>>();
        let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, (name, _)) in places.iter().enumerate() {
            for key in keys(name) {
                named.entry(key).or_default().push(place);
            }
        }
        Table { delivered, others, places, named: named.into_iter().collect() }
    })
}

fn codes(distances: &str) -> Vec<u32> {
    let steps = distances.split(' ').filter_map(|step| step.parse::<u32>().ok());
    steps
        .scan(0, |code, step| {
            *code += step;
            Some(*code)
        })
        .collect()
}

/// How people write the name: whole, or as far as what tells it from others of its name.
fn keys(name: &str) -> Vec<String> {
    let whole = words(name);
    let before = name.split(['(', '/', ',']).next().unwrap_or(name);
    let mut short = words(before);
    if let Some(end) = short.iter().skip(1).position(|word| ENDINGS.contains(&word.as_str())) {
        short.truncate(end + 1);
    }
    let mut keys = vec![whole.join(" "), short.join(" ")];
    keys.dedup();
    keys.retain(|key| !key.is_empty());
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&'static str> {
        named(text).iter().map(|place| place.name).collect()
    }

    #[test]
    fn real_codes_are_known_and_others_are_not() {
        for code in ["01067", "79100", "10115", "99998", "11011", "80788"] {
            assert!(exists(code), "{code}");
        }
        for code in ["00000", "99999", "43000", "05123", "x"] {
            assert!(!exists(code), "{code}");
        }
        assert!(delivered().len() > 8_000 && delivered().is_sorted());
        assert!(TABLE.len() < 300_000, "what is in the binary stays small");
    }

    #[test]
    fn places_are_found_as_people_write_them() {
        for text in [
            "Dresden",
            "dresden",
            "Ich wohne in Dresden",
            "DRESDEN!",
            "aus Dresden",
            "in der Nähe von Dresden",
        ] {
            assert_eq!(names(text), ["Dresden"], "{text}");
        }
        assert_eq!(names("Bad Honnef"), ["Bad Honnef"]);
        assert_eq!(named("wohne in Bad Honnef")[0].only_code().as_deref(), Some("53604"));
        assert_eq!(names("Frankfurt am Main"), ["Frankfurt am Main"]);
        assert!(names("Frankfurt").len() > 1, "{:?}", names("Frankfurt"));
        assert!(names("Freiburg").contains(&"Freiburg im Breisgau"));
        assert_eq!(names("Muenchen"), ["München"]);
        assert_eq!(names("Köln-Kalk"), ["Köln"]);
        assert!(named("Berlin")[0].codes > 150);
        assert!(names("Essen").contains(&"Essen"));
    }

    #[test]
    fn other_words_are_no_places() {
        for text in [
            "weiß nicht",
            "Weiß ich nicht",
            "keine Ahnung",
            "sag ich nicht",
            "nein",
            "Hilfe",
            "",
            "ich bin in Not",
            "egal",
            "zu Hause",
        ] {
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }
}
