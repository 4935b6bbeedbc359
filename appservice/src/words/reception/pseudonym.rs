//! What a seeker is called: a name of their own making, or a friendly invented one.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

use crate::words::{
    phrases::{Catalogue, Locale, PSEUDONYM_LISTS},
    signs::{is_invisible, turns_text},
};

/// A name that can be shown on a card. Its `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pseudonym(String);

/// Why a name cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PseudonymFault {
    /// Fewer than [`Pseudonym::SHORTEST`] characters.
    #[error("too short")]
    Short,
    /// More than [`Pseudonym::LONGEST`] characters.
    #[error("too long")]
    Long,
    /// Something other than letters, digits, spaces, hyphens, full stops and apostrophes, or no letter.
    #[error("other characters than letters, digits, spaces and hyphens")]
    Characters,
    /// Looks like an address, a phone number or a link, which would say who somebody is.
    #[error("looks like an address, a phone number or a link")]
    Address,
}

impl PseudonymFault {
    /// The variant of the sentence in the catalogue.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Long => "long",
            Self::Characters => "characters",
            Self::Address => "address",
        }
    }
}

impl Pseudonym {
    /// The fewest characters.
    pub const SHORTEST: usize = 2;
    /// The most characters.
    pub const LONGEST: usize = 32;
    /// From so many digits on, a name looks like a phone number. A year of birth has fewer.
    const PHONE_DIGITS: usize = 6;

    /// So many marks in a row no script needs (UTS 39).
    const MOST_MARKS: usize = 4;

    /// Takes a short name in any script; composes it (NFC), drops what nobody sees, and makes every run of blanks one space.
    pub fn parse(text: &str) -> Result<Self, PseudonymFault> {
        let seen = text.chars().filter(|letter| turns_text(*letter) || !is_invisible(*letter));
        let composed: String = seen.nfc().take(4 * Self::LONGEST).collect();
        let name = composed.split_whitespace().collect::<Vec<_>>().join(" ");
        let letters = name.chars().count();
        if name.contains(['@', '/', ':']) || name.contains("www.") {
            return Err(PseudonymFault::Address);
        }
        if name.chars().filter(char::is_ascii_digit).count() >= Self::PHONE_DIGITS {
            return Err(PseudonymFault::Address);
        }
        if letters > Self::LONGEST {
            return Err(PseudonymFault::Long);
        }
        if letters < Self::SHORTEST {
            return Err(PseudonymFault::Short);
        }
        let fits = |letter: char| letter.is_alphanumeric() || mark(letter) || " -–.'’·".contains(letter);
        let heaped = name.chars().fold((0, 0), |(most, run), letter| {
            let run = if mark(letter) { run + 1 } else { 0 };
            (most.max(run), run)
        });
        if heaped.0 > Self::MOST_MARKS || !name.chars().all(fits) || !name.chars().any(char::is_alphabetic) {
            return Err(PseudonymFault::Characters);
        }
        Ok(Self(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A combining mark, which names in many scripts need.
fn mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

impl fmt::Debug for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pseudonym(…)")
    }
}

impl TryFrom<String> for Pseudonym {
    type Error = PseudonymFault;

    fn try_from(text: String) -> Result<Self, PseudonymFault> {
        Self::parse(&text)
    }
}

impl From<Pseudonym> for String {
    fn from(pseudonym: Pseudonym) -> Self {
        pseudonym.0
    }
}

/// Makes a friendly name such as `Blauer Reiher 27` from random bits.
pub fn suggest(catalogue: &Catalogue, locale: Locale, bits: u64) -> Pseudonym {
    let mut draw = Draw(bits);
    let (first, second) = PSEUDONYM_LISTS[draw.below(PSEUDONYM_LISTS.len())];
    let mut word = |key| {
        let words = catalogue.list(locale, key);
        words.get(draw.below(words.len())).cloned().unwrap_or_default()
    };
    let (first, second) = (word(first), word(second));
    // Two digits, so that nobody reads a year of birth into the name.
    Pseudonym(format!("{first} {second} {}", 10 + draw.below(90)))
}

/// Takes numbers out of random bits, lowest first.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        let limit = limit.max(1) as u64;
        let drawn = self.0 % limit;
        self.0 /= limit;
        usize::try_from(drawn).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn invented_names_are_friendly_and_many() {
        let catalogue = Catalogue::load().unwrap();
        insta::assert_snapshot!(suggest(&catalogue, Locale::De, 1_234_567).as_str(), @"Ruhige Insel 81");
        insta::assert_snapshot!(suggest(&catalogue, Locale::En, 1_234_567).as_str(), @"Calm Island 81");
        for locale in Locale::ALL {
            let names: HashSet<String> =
                (0..46_080).map(|bits| suggest(&catalogue, locale, bits).into()).collect();
            assert!(names.len() > 23_000, "{locale}: {}", names.len());
            for name in &names {
                assert_eq!(Pseudonym::parse(name).unwrap().as_str(), name);
            }
        }
    }

    #[test]
    fn names_of_ones_own() {
        for (text, name) in [
            ("  Wolke   7 ", "Wolke 7"),
            ("Jo", "Jo"),
            ("Jean-Luc", "Jean-Luc"),
            ("Mu\u{308}cke", "Mücke"),
            ("महक", "महक"),
            ("سارة", "سارة"),
            ("O’Neil", "O’Neil"),
            ("Wol\u{AD}ke\u{3164} \u{FEFF}7", "Wolke 7"),
            ("نام\u{200C}ها", "نامها"),
        ] {
            assert_eq!(Pseudonym::parse(text).unwrap().as_str(), name);
        }
        for (text, fault) in [
            ("", PseudonymFault::Short),
            ("   \u{3000}", PseudonymFault::Short),
            ("x", PseudonymFault::Short),
            ("eine sehr lange Geschichte über mein Leben", PseudonymFault::Long),
            ("anna@example.org", PseudonymFault::Address),
            ("https://example.org", PseudonymFault::Address),
            ("0171 2345678", PseudonymFault::Address),
            ("<script>", PseudonymFault::Characters),
            ("12345", PseudonymFault::Characters),
            ("🦀🦀", PseudonymFault::Characters),
            ("a\u{202E}b", PseudonymFault::Characters),
            ("\u{3164}\u{115F}\u{FFA0}", PseudonymFault::Short),
            ("A\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}nna", PseudonymFault::Characters),
        ] {
            assert_eq!(Pseudonym::parse(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn a_name_does_not_show_itself_in_logs() {
        assert_eq!(format!("{:?}", Pseudonym::parse("Wolke 7").unwrap()), "Pseudonym(…)");
    }

    proptest! {
        #[test]
        fn what_is_taken_is_taken_again(text in "\\PC{0,40}|.{0,40}") {
            if let Ok(name) = Pseudonym::parse(&text) {
                prop_assert_eq!(Pseudonym::parse(name.as_str()), Ok(name));
            }
        }
    }
}
