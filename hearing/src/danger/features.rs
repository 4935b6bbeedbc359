//! What is counted in a stretch of words: words, neighbours, words that stand near each other in whatever order (German
//! tears its verbs apart), and pieces of words, so that a misspelt or dialect word is still half known; and the same of
//! what the words mean ([`super::lexicon`]).

use super::lexicon::{Meaning, lexicon};

/// A feature's number, of [`BITS`] bits. Two with the same number share their weights; hardly any do.
pub(super) type Number = u32;
/// How long a number is.
pub(super) const BITS: u32 = 24;

/// How far apart two words of a loose pair may stand.
const NEAR: usize = 6;
/// The letters of a word that count in a loose pair: its beginning, so that endings do not matter.
const STEM: usize = 5;
const WORD: f64 = 1.0;
const NEIGHBOURS: f64 = 0.8;
const THREE: f64 = 0.7;
const LOOSE: f64 = 0.5;
const PIECE: f64 = 0.5;
const SOUND: f64 = 0.6;
const TWO_SOUNDS: f64 = 0.5;
/// A shorter sound is that of too many words.
const SHORTEST_SOUND: usize = 3;
const MEANING: f64 = 1.0;
const TWO_MEANINGS: f64 = 0.8;
const MEANINGS_IN_ORDER: f64 = 0.7;
/// How rare a feature is that was never learnt.
const UNKNOWN: f64 = 4.0;
/// How far apart words may stand whose meanings are taken together.
const REACH: usize = 9;

/// What a feature is made of.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'a> {
    Word(&'a str),
    Neighbours(&'a str, &'a str),
    Three(&'a str, &'a str, &'a str),
    Loose(&'a str, &'a str),
    Piece(&'a str),
    Sound(&'a str),
    TwoSounds(&'a str, &'a str),
    Meaning(Meaning),
    TwoMeanings(Meaning, Meaning),
    MeaningsInOrder(Meaning, Meaning),
}

/// Shows every feature of a stretch, as often as it occurs.
pub(super) fn each<'a>(words: &'a [String], made: &'a Made, mut show: impl FnMut(Part<'a>)) {
    for (place, word) in words.iter().enumerate() {
        show(Part::Word(word));
        if let Some(next) = words.get(place + 1) {
            show(Part::Neighbours(word, next));
            if let Some(third) = words.get(place + 2) {
                show(Part::Three(word, next, third));
            }
        }
        for other in words.iter().skip(place + 1).take(NEAR) {
            let (one, other) = (stem(word), stem(other));
            show(if one < other { Part::Loose(one, other) } else { Part::Loose(other, one) });
        }
    }
    each_meaning(words, &mut show);
    for sounds in made.sounds.windows(2) {
        show(Part::TwoSounds(&sounds[0], &sounds[1]));
    }
    for sound in made.sounds.iter().filter(|sound| sound.len() >= SHORTEST_SOUND) {
        show(Part::Sound(sound));
    }
    for word in &made.edged {
        let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        for length in 3..=5 {
            for ends in starts.windows(length + 1) {
                show(Part::Piece(&word[ends[0]..ends[length]]));
            }
        }
    }
}

fn each_meaning<'a>(words: &'a [String], show: &mut impl FnMut(Part<'a>)) {
    let meant: Vec<(usize, Meaning)> = words
        .iter()
        .enumerate()
        .flat_map(|(place, word)| lexicon().meanings(word).into_iter().map(move |meaning| (place, meaning)))
        .collect();
    for (first, (place, one)) in meant.iter().enumerate() {
        show(Part::Meaning(*one));
        let near = meant[first + 1..].iter().take_while(|(other, _)| other - place <= REACH);
        for (next, two) in near.filter(|(other, _)| other > place) {
            show(Part::TwoMeanings(*one.min(two), *one.max(two)));
            if next - place <= 3 {
                show(Part::MeaningsInOrder(*one, *two));
            }
        }
    }
}

/// What is made of the words of a stretch.
pub(super) struct Made {
    /// With their ends marked; pieces are made of them.
    edged: Vec<String>,
    /// As they sound, nearly.
    sounds: Vec<String>,
}

impl Made {
    pub(super) fn of(words: &[String]) -> Self {
        let edged = words.iter().filter(|word| !word.starts_with('#')).map(|word| format!("<{word}>"));
        Self { edged: edged.collect(), sounds: words.iter().map(|word| sound(word)).collect() }
    }
}

/// A word by the consonants that are heard in it, hard and soft alike: `getrunken` and
/// `gedrungn` are one.
fn sound(word: &str) -> String {
    let mut sound = String::with_capacity(word.len());
    for (place, letter) in word.chars().enumerate() {
        let heard = match letter {
            'b' | 'p' => 'p',
            'd' | 't' => 't',
            'g' | 'k' | 'c' | 'q' | 'x' => 'k',
            'f' | 'v' | 'w' => 'f',
            's' | 'z' => 's',
            'm' | 'n' => 'n',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' if place > 0 => continue,
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' => 'a',
            other => other,
        };
        if !sound.ends_with(heard) {
            sound.push(heard);
        }
    }
    sound
}

/// The features that are known, by their places, with what each counts: rare ones more, and all together one, however long
/// the stretch is. `look_up` gives a number's place and how rare it is.
pub(super) fn weighted(
    words: &[String],
    look_up: impl Fn(Number) -> Option<(usize, f64)>,
) -> Vec<(usize, f64)> {
    let mut length = 0.0;
    let mut known = Vec::new();
    for (number, value) in numbered(words) {
        // What was never learnt says nothing, and makes the rest say less.
        let rarity = look_up(number).map_or(UNKNOWN, |(place, rarity)| {
            known.push((place, value * rarity));
            rarity
        });
        length += (value * rarity).powi(2);
    }
    let length = length.sqrt();
    for (_, value) in &mut known {
        *value /= length;
    }
    known
}

/// The numbers of all features, each once, with what it counts by what it is made of.
pub(super) fn numbered(words: &[String]) -> Vec<(Number, f64)> {
    let mut found = Vec::with_capacity(words.len() * 30);
    each(words, &Made::of(words), |part| found.push((part.number(), part.value())));
    found.sort_by(|one, other| one.0.cmp(&other.0).then(other.1.total_cmp(&one.1)));
    found.dedup_by_key(|(number, _)| *number);
    found
}

impl Part<'_> {
    /// Its number.
    pub(super) fn number(self) -> Number {
        match self {
            Self::Word(word) => hash(b'w', [word, "", ""]),
            Self::Neighbours(one, two) => hash(b'n', [one, two, ""]),
            Self::Three(one, two, three) => hash(b't', [one, two, three]),
            Self::Loose(one, two) => hash(b'l', [one, two, ""]),
            Self::Piece(piece) => hash(b'p', [piece, "", ""]),
            Self::Sound(sound) => hash(b's', [sound, "", ""]),
            Self::TwoSounds(one, two) => hash(b'S', [one, two, ""]),
            Self::Meaning(one) => hash(b'1', [name(one), "", ""]),
            Self::TwoMeanings(one, two) => hash(b'2', [name(one), name(two), ""]),
            Self::MeaningsInOrder(one, two) => hash(b'o', [name(one), name(two), ""]),
        }
    }

    fn value(self) -> f64 {
        match self {
            Self::Word(_) => WORD,
            Self::Neighbours(..) => NEIGHBOURS,
            Self::Three(..) => THREE,
            Self::Loose(..) => LOOSE,
            Self::Piece(_) => PIECE,
            Self::Sound(_) => SOUND,
            Self::TwoSounds(..) => TWO_SOUNDS,
            Self::Meaning(_) => MEANING,
            Self::TwoMeanings(..) => TWO_MEANINGS,
            Self::MeaningsInOrder(..) => MEANINGS_IN_ORDER,
        }
    }
}

impl std::fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Word(word) => write!(f, "{word}"),
            Self::Neighbours(one, two) => write!(f, "{one} {two}"),
            Self::Three(one, two, three) => write!(f, "{one} {two} {three}"),
            Self::Loose(one, two) => write!(f, "{one}…{two}"),
            Self::Piece(piece) => write!(f, "-{piece}-"),
            Self::Sound(sound) => write!(f, "~{sound}~"),
            Self::TwoSounds(one, two) => write!(f, "~{one} {two}~"),
            Self::Meaning(one) => write!(f, "{}", name(*one)),
            Self::TwoMeanings(one, two) => write!(f, "{}…{}", name(*one), name(*two)),
            Self::MeaningsInOrder(one, two) => write!(f, "{} {}", name(*one), name(*two)),
        }
    }
}

fn name(meaning: Meaning) -> &'static str {
    lexicon().name(meaning)
}

fn stem(word: &str) -> &str {
    word.char_indices().nth(STEM).map_or(word, |(at, _)| &word[..at])
}

/// FNV-1a, which is the same everywhere and for ever.
fn hash(kind: u8, parts: [&str; 3]) -> Number {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    eat(kind);
    for part in parts {
        part.bytes().for_each(&mut eat);
        eat(0);
    }
    let folded = (hash ^ (hash >> 31)) & ((1 << BITS) - 1);
    Number::try_from(folded).unwrap_or(0)
}
