//! What is counted in a text: its words, its pairs of words, and pieces of words, so that a misspelled or compounded
//! word is still half known.

use super::landmarks;

/// How many numbers a feature can have, as a power of two. Two features with the same number share their weights; at
/// this size that costs about one text in a hundred.
pub(super) const BITS: u32 = 15;
/// How many numbers that are.
pub(super) const BUCKETS: usize = 1 << BITS;

/// The lengths of pieces, in letters; the ends of a word count as letters.
const PIECES: std::ops::RangeInclusive<usize> = 3..=5;
const WORD: f32 = 1.0;
const PAIR: f32 = 0.7;
const PIECE: f32 = 0.5;
/// How much all landmarks of a text count together; the rest of it counts as one.
const LANDMARK: f32 = 0.3;

/// A feature's number, and how much it counts.
pub(super) type Feature = (usize, f32);

/// The features of words, each once.
pub(super) fn of(words: &[String]) -> Vec<Feature> {
    let mut found = Vec::with_capacity(words.len() * 16);
    let shown: Vec<String> = words.iter().map(|word| shown(word)).collect();
    for (place, word) in shown.iter().enumerate() {
        found.push((number(b'w', [word.as_bytes()]), WORD));
        if let Some(next) = shown.get(place + 1) {
            found.push((number(b'p', [word.as_bytes(), b" ", next.as_bytes()]), PAIR));
        }
        let edged = format!("<{word}>");
        let starts: Vec<usize> = edged.char_indices().map(|(at, _)| at).chain([edged.len()]).collect();
        for length in PIECES {
            for ends in starts.windows(length + 1) {
                let piece = &edged.as_bytes()[ends[0]..ends[length]];
                found.push((number(b'c', [piece]), PIECE));
            }
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0).then(other.1.total_cmp(&one.1)));
    found.dedup_by_key(|(number, _)| *number);
    found
}

/// The features of words as the model takes them: rare ones count more, a long text counts no more than a short one,
/// and landmarks are added.
pub(super) fn weighted(words: &[String], rarity: impl Fn(usize) -> f32) -> Vec<Feature> {
    let mut features = of(words);
    for (number, value) in &mut features {
        *value *= rarity(*number);
    }
    features.retain(|(_, value)| *value > 0.0);
    let length = features.iter().map(|(_, value)| value * value).sum::<f32>().sqrt();
    if length > 0.0 {
        for (_, value) in &mut features {
            *value /= length;
        }
    }
    let seen = landmarks::seen(words);
    let count = f32::from(u8::try_from(seen.len()).unwrap_or(u8::MAX)).sqrt();
    features.extend(seen.iter().map(|class| (number(b'l', [&[*class]]), LANDMARK / count)));
    features
}

/// Numbers are known by their length (79100 is a postcode, whichever), and ages by the time of life.
fn shown(word: &str) -> String {
    if !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.to_owned();
    }
    match (word.len(), word.parse()) {
        (2, Ok(10..=17)) => "#minor".to_owned(),
        (2, Ok(18..=25)) => "#young".to_owned(),
        (2, Ok(26..=59)) => "#grown".to_owned(),
        (2, Ok(60_u8..)) => "#old".to_owned(),
        (length, _) => format!("#{length}"),
    }
}

/// FNV-1a, which is the same everywhere and for ever.
fn number<const N: usize>(kind: u8, parts: [&[u8]; N]) -> usize {
    let bytes = std::iter::once(&kind).chain(parts.into_iter().flatten());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let folded = (hash ^ (hash >> 29)) & (BUCKETS as u64 - 1);
    usize::try_from(folded).unwrap_or(0)
}
