//! What was learnt: for every telling feature and class a weight, small enough to be carried along.
//!
//! Only features that tell something are kept, each known by its number: so what was never learnt is known to be new and says
//! nothing, instead of sharing the weights of another feature by chance.

use std::{iter, sync::LazyLock};

use super::{
    Kind,
    exact::softmax,
    features::{self, BITS, Number, Part},
};

const LEARNT: &[u8] = include_bytes!("../../weights/danger.bin");

/// No danger, then the kinds of [`Kind::ALL`].
pub(super) const CLASSES: usize = 1 + Kind::ALL.len();
/// What is kept of a feature: by how much it speaks for each kind more than for no danger.
pub(super) const KINDS: usize = Kind::ALL.len();
/// How a file of this form begins.
const MARK: &[u8; 8] = b"danger 2";
/// Sixteenths: the rarest feature of ten thousand sentences has about 9.
pub(super) const RARITY: f64 = 16.0;
/// A number's last bits, which stand by the feature; the first ones are its shelf.
const LAST: u32 = 8;
/// How many shelves there are.
const SHELVES: usize = 1 << (BITS - LAST);

/// The model that was learnt from the corpus in this repository.
pub(super) fn learnt() -> Option<&'static Model> {
    static READ: LazyLock<Option<Model>> = LazyLock::new(|| Model::read(LEARNT));
    READ.as_ref()
}

/// A multinomial logistic regression over features of a stretch of words.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// What one level of a weight is worth.
    step: f64,
    biases: [f64; CLASSES],
    /// Where each shelf begins, and the last one ends.
    begins: Vec<usize>,
    /// The last bits of each feature's number.
    last: Vec<u8>,
    /// Of each feature, in sixteenths.
    rarity: Vec<u8>,
    /// Row by feature, in levels.
    weights: Vec<i8>,
}

/// A feature that is kept.
#[derive(Clone, Debug)]
pub(super) struct Feature {
    pub(super) number: Number,
    /// In sixteenths.
    pub(super) rarity: u8,
    /// In levels.
    pub(super) weights: [i8; KINDS],
}

impl Model {
    /// Of features in the order of their numbers.
    pub(super) fn new(step: f64, biases: [f64; CLASSES], features: &[Feature]) -> Self {
        let mut begins = vec![0; SHELVES + 1];
        for feature in features {
            begins[shelf(feature.number) + 1] += 1;
        }
        for shelf in 0..SHELVES {
            begins[shelf + 1] += begins[shelf];
        }
        Self {
            step,
            biases,
            begins,
            last: features.iter().map(|feature| last(feature.number)).collect(),
            rarity: features.iter().map(|feature| feature.rarity).collect(),
            weights: features.iter().flat_map(|feature| feature.weights).collect(),
        }
    }

    /// Reads what [`Model::write`] has written; nothing if it is of another form.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MARK)?;
        let (numbers, rest) = rest.split_at_checked(8 * (1 + CLASSES))?;
        let (sizes, rest) = rest.split_at_checked(SHELVES)?;
        let mut numbers = numbers.as_chunks::<8>().0.iter().map(|bytes| f64::from_le_bytes(*bytes));
        let step = numbers.next()?;
        let mut biases = [0.0; CLASSES];
        biases.iter_mut().zip(numbers).for_each(|(bias, number)| *bias = number);
        let ends = sizes.iter().scan(0, |end, size| {
            *end += usize::from(*size);
            Some(*end)
        });
        let begins: Vec<usize> = iter::once(0).chain(ends).collect();
        let all = *begins.last()?;
        let (last, rest) = rest.split_at_checked(all)?;
        let (rarity, weights) = rest.split_at_checked(all)?;
        let weights: Vec<i8> = weights.iter().map(|byte| byte.cast_signed()).collect();
        (weights.len() == all * KINDS).then(|| Self {
            step,
            biases,
            begins,
            last: last.to_vec(),
            rarity: rarity.to_vec(),
            weights,
        })
    }

    /// The model as bytes.
    pub fn write(&self) -> Vec<u8> {
        let numbers = iter::once(&self.step).chain(&self.biases).flat_map(|number| number.to_le_bytes());
        let mut bytes = MARK.to_vec();
        bytes.extend(numbers);
        bytes.extend(self.begins.windows(2).map(|ends| u8::try_from(ends[1] - ends[0]).unwrap_or(u8::MAX)));
        bytes.extend(&self.last);
        bytes.extend(&self.rarity);
        bytes.extend(self.weights.iter().map(|weight| weight.cast_unsigned()));
        bytes
    }

    /// How likely no danger, and each kind of danger, is; together they are 1.
    pub(super) fn shares(&self, words: &[String]) -> [f64; CLASSES] {
        let mut sums = [0.0; CLASSES];
        let look_up =
            |number| self.place(number).map(|place| (place, f64::from(self.rarity[place]) / RARITY));
        for (place, value) in features::weighted(words, look_up) {
            for (sum, weight) in sums[1..].iter_mut().zip(self.row(place)) {
                *sum += f64::from(*weight) * value;
            }
        }
        for (sum, bias) in sums.iter_mut().zip(&self.biases) {
            *sum = *sum * self.step + bias;
        }
        softmax(&mut sums);
        sums
    }

    /// What, at most five, spoke most for a kind and against no danger.
    pub(super) fn telling(&self, words: &[String], kind: Kind) -> Vec<String> {
        let made = features::Made::of(words);
        let mut told: Vec<(f64, Part<'_>)> = Vec::new();
        features::each(words, &made, |part| {
            let Some(place) = self.place(part.number()) else { return };
            let says = f64::from(self.row(place)[kind.class() - 1]);
            if says > 0.0 && !matches!(part, Part::Piece(_) | Part::Sound(_) | Part::TwoSounds(..)) {
                told.push((says * f64::from(self.rarity[place]), part));
            }
        });
        told.sort_by(|one, other| other.0.total_cmp(&one.0));
        let mut told: Vec<String> = told.into_iter().map(|(_, part)| part.to_string()).collect();
        told.dedup();
        told.truncate(5);
        told
    }

    /// Where a feature stands, if it is known.
    fn place(&self, number: Number) -> Option<usize> {
        let shelf = shelf(number);
        let begin = self.begins[shelf];
        let on_it = &self.last[begin..self.begins[shelf + 1]];
        on_it.iter().position(|other| *other == last(number)).map(|place| begin + place)
    }

    fn row(&self, place: usize) -> &[i8] {
        &self.weights[place * KINDS..][..KINDS]
    }
}

fn shelf(number: Number) -> usize {
    usize::try_from(number >> LAST).unwrap_or(0)
}

fn last(number: Number) -> u8 {
    u8::try_from(number & ((1 << LAST) - 1)).unwrap_or(0)
}
