//! What was learnt: for every feature and class a weight, small enough to be carried along.

use std::sync::LazyLock;

use super::{
    Kind,
    exact::softmax,
    features::{self, BUCKETS, Part},
};

const LEARNT: &[u8] = include_bytes!("../../weights/danger.bin");

/// No danger, then the kinds of [`Kind::ALL`].
pub(super) const CLASSES: usize = 1 + Kind::ALL.len();
/// How a file of this form begins.
const MARK: &[u8; 8] = b"danger 1";
/// Sixteenths: the rarest feature of ten thousand sentences has about 9.
pub(super) const RARITY: f64 = 16.0;

/// The model that was learnt from the corpus in this repository.
pub(super) fn learnt() -> Option<&'static Model> {
    static READ: LazyLock<Option<Model>> = LazyLock::new(|| Model::read(LEARNT));
    READ.as_ref()
}

/// A multinomial logistic regression over features of a stretch of words.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// What one level of a weight is worth.
    pub(super) step: f64,
    pub(super) biases: [f64; CLASSES],
    /// Of each feature, in sixteenths.
    pub(super) rarity: Vec<u8>,
    /// Row by feature, in levels.
    pub(super) weights: Vec<i8>,
}

impl Model {
    /// Reads what [`Model::write`] has written; nothing if it is of another form.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MARK)?;
        let (numbers, rest) = rest.split_at_checked(8 * (1 + CLASSES))?;
        let (rarity, weights) = rest.split_at_checked(BUCKETS)?;
        let mut numbers = numbers.as_chunks::<8>().0.iter().map(|bytes| f64::from_le_bytes(*bytes));
        let step = numbers.next()?;
        let mut biases = [0.0; CLASSES];
        biases.iter_mut().zip(numbers).for_each(|(bias, number)| *bias = number);
        let weights: Vec<i8> = weights.iter().map(|byte| byte.cast_signed()).collect();
        (weights.len() == BUCKETS * CLASSES).then(|| Self { step, biases, rarity: rarity.to_vec(), weights })
    }

    /// The model as bytes.
    pub fn write(&self) -> Vec<u8> {
        let numbers = std::iter::once(&self.step).chain(&self.biases).flat_map(|number| number.to_le_bytes());
        let mut bytes = MARK.to_vec();
        bytes.extend(numbers);
        bytes.extend(&self.rarity);
        bytes.extend(self.weights.iter().map(|weight| weight.cast_unsigned()));
        bytes
    }

    /// How likely no danger, and each kind of danger, is; together they are 1.
    pub(super) fn shares(&self, words: &[String]) -> [f64; CLASSES] {
        let mut sums = [0.0; CLASSES];
        for (number, value) in features::weighted(words, |number| f64::from(self.rarity[number]) / RARITY) {
            for (sum, weight) in sums.iter_mut().zip(self.row(number)) {
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
        let edged = features::edged(words);
        let mut told: Vec<(f64, Part<'_>)> = Vec::new();
        features::each(words, &edged, |part| {
            let row = self.row(part.number());
            let says = f64::from(row[kind.class()]) - f64::from(row[0]);
            let rarity = f64::from(self.rarity[part.number()]);
            if says > 0.0 && !matches!(part, Part::Piece(_)) {
                told.push((says * rarity, part));
            }
        });
        told.sort_by(|one, other| other.0.total_cmp(&one.0));
        let mut told: Vec<String> = told.into_iter().map(|(_, part)| part.to_string()).collect();
        told.dedup();
        told.truncate(5);
        told
    }

    fn row(&self, number: usize) -> &[i8] {
        &self.weights[number * CLASSES..][..CLASSES]
    }
}
