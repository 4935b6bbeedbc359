//! What was learnt: for every feature and class a weight, small enough to be carried along.

use std::sync::LazyLock;

use super::{
    corpus,
    features::{self, BUCKETS, Feature},
};

const LEARNT: &[u8] = include_bytes!("../../weights/topics.bin");

/// Weights are whole numbers from -7 to 7, two in a byte, times the step of their class.
pub(super) const LEVELS: i8 = 7;
/// How a file of this form begins.
const MARK: &[u8; 8] = b"topics 1";

/// The model that was learnt from the corpus in this repository. Without it only names and keywords count.
pub fn learnt() -> Option<&'static Model> {
    static READ: LazyLock<Option<Model>> = LazyLock::new(|| Model::read(LEARNT));
    READ.as_ref()
}

/// A multinomial logistic regression over features of texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// One per class, “none” last.
    pub(super) steps: Vec<f32>,
    pub(super) biases: Vec<f32>,
    /// Of each feature, in sixteenths.
    pub(super) rarity: Vec<u8>,
    /// Row by feature, two classes in a byte, each with 8 for nothing.
    pub(super) weights: Vec<u8>,
}

/// Sixteenths: the rarest feature of ten thousand texts has about 9.
pub(super) const RARITY: f32 = 16.0;

impl Model {
    fn classes() -> usize {
        corpus::classes().len() + 1
    }

    /// Bytes in a row of weights.
    pub(super) fn row() -> usize {
        Self::classes().div_ceil(2)
    }

    /// Reads what [`Model::write`] has written; nothing if it is of another form.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let classes = Self::classes();
        let rest = bytes.strip_prefix(MARK)?;
        let (numbers, rest) = rest.split_at_checked(8 * classes)?;
        let (rarity, weights) = rest.split_at_checked(BUCKETS)?;
        let mut numbers = numbers.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes));
        let steps = numbers.by_ref().take(classes).collect();
        let biases = numbers.collect();
        (weights.len() == BUCKETS * Self::row()).then(|| Self {
            steps,
            biases,
            rarity: rarity.to_vec(),
            weights: weights.to_vec(),
        })
    }

    /// The model as bytes.
    pub fn write(&self) -> Vec<u8> {
        let numbers = self.steps.iter().chain(&self.biases).flat_map(|number| number.to_le_bytes());
        let mut bytes = MARK.to_vec();
        bytes.extend(numbers);
        bytes.extend(&self.rarity);
        bytes.extend(&self.weights);
        bytes
    }

    /// How likely each class is, “none” last; together they are 1.
    pub fn shares(&self, words: &[String]) -> Vec<f32> {
        let mut sums = vec![0.0; self.biases.len()];
        for (number, value) in self.features(words) {
            for (class, sum) in sums.iter_mut().enumerate() {
                *sum += f32::from(self.level(number, class)) * value;
            }
        }
        for ((sum, step), bias) in sums.iter_mut().zip(&self.steps).zip(&self.biases) {
            *sum = *sum * step + bias;
        }
        softmax(&mut sums);
        sums
    }

    /// The words, at most five, that spoke most for a class.
    pub(super) fn telling(&self, words: &[String], class: usize) -> Vec<String> {
        let mut told: Vec<(f32, &String)> = words
            .iter()
            .map(|word| {
                let parts = self.features(std::slice::from_ref(word));
                (
                    parts.iter().map(|(number, value)| f32::from(self.level(*number, class)) * value).sum(),
                    word,
                )
            })
            .filter(|(sum, _)| *sum > 0.0)
            .collect();
        told.sort_by(|one, other| other.0.total_cmp(&one.0));
        told.dedup_by_key(|(_, word)| *word);
        told.into_iter().take(5).map(|(_, word)| word.clone()).collect()
    }

    fn features(&self, words: &[String]) -> Vec<Feature> {
        features::weighted(words, |number| f32::from(self.rarity[number]) / RARITY)
    }

    fn level(&self, number: usize, class: usize) -> i8 {
        let pair = self.weights[number * Self::row() + class / 2];
        let half = if class.is_multiple_of(2) { pair & 15 } else { pair >> 4 };
        half.cast_signed() - 8
    }
}

/// Turns sums into shares of one.
pub(super) fn softmax(sums: &mut [f32]) {
    let most = sums.iter().copied().fold(f32::MIN, f32::max);
    for sum in sums.iter_mut() {
        *sum = (*sum - most).exp();
    }
    let all: f32 = sums.iter().sum();
    for sum in sums.iter_mut() {
        *sum /= all;
    }
}
