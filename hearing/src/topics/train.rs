//! Learns a model from sentences: the same sentences give the same model.

use super::{
    corpus::{self, Sentence},
    features::{self, BUCKETS, Feature},
    model::{LEVELS, Model, RARITY, softmax},
};
use crate::words::words;

/// How often all sentences are gone through.
const ROUNDS: u32 = 20;
/// How far a first step goes; later ones are shorter, weight by weight (`AdaGrad`).
const PACE: f32 = 0.3;
const BIAS_PACE: f32 = 0.02;
/// How strongly weights are drawn back to nothing.
const RESTRAINT: f32 = 1e-4;
/// How much of each sentence is given to all classes alike, so that nothing is ever quite sure.
const DOUBT: f32 = 0.05;

/// Learns from these sentences.
pub fn learn(sentences: &[Sentence]) -> Model {
    let rarity = rarity(sentences);
    let examples: Vec<(Vec<Feature>, Vec<f32>)> = sentences
        .iter()
        .map(|sentence| {
            let number = |number: usize| f32::from(rarity[number]) / RARITY;
            (features::weighted(&words(&sentence.text), number), target(sentence))
        })
        .collect();
    let (weights, biases) = descend(&examples);
    rounded(&weights, biases, rarity)
}

/// What a sentence should give: its classes alike, and a little of everything.
fn target(sentence: &Sentence) -> Vec<f32> {
    let none = corpus::classes().len();
    let mut target = vec![DOUBT / count(none + 1); none + 1];
    let meant = if sentence.classes.is_empty() { &[none][..] } else { &sentence.classes };
    for class in meant {
        target[*class] += (1.0 - DOUBT) / count(meant.len());
    }
    target
}

/// The logarithm of how seldom a feature is; nothing for one that no sentence has.
fn rarity(sentences: &[Sentence]) -> Vec<u8> {
    let mut having = vec![0_usize; BUCKETS];
    for sentence in sentences {
        for (number, _) in features::of(&words(&sentence.text)) {
            having[number] += 1;
        }
    }
    let all = count(sentences.len()) + 1.0;
    let of = |having: usize| if having == 0 { 0.0 } else { (all / (count(having) + 1.0)).ln() };
    having
        .into_iter()
        .map(|having| whole(of(having) * RARITY).clamp(0, 255).try_into().unwrap_or(0))
        .collect()
}

/// Weights (row by feature) and biases after all rounds.
fn descend(examples: &[(Vec<Feature>, Vec<f32>)]) -> (Vec<f32>, Vec<f32>) {
    let classes = corpus::classes().len() + 1;
    let mut weights = vec![0.0_f32; BUCKETS * classes];
    let mut travelled = vec![1e-2_f32; BUCKETS * classes];
    let mut biases = vec![0.0_f32; classes];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut dice = 12_345_u64;
    for _ in 0..ROUNDS {
        shuffle(&mut order, &mut dice);
        for (features, target) in order.iter().map(|place| &examples[*place]) {
            let mut wrong = biases.clone();
            for (number, value) in features {
                let row = &weights[number * classes..][..classes];
                wrong.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight * value);
            }
            softmax(&mut wrong);
            wrong.iter_mut().zip(target).for_each(|(share, right)| *share -= right);
            biases.iter_mut().zip(&wrong).for_each(|(bias, wrong)| *bias -= BIAS_PACE * wrong);
            for (number, value) in features {
                let row = weights[number * classes..][..classes].iter_mut();
                let ways = travelled[number * classes..][..classes].iter_mut();
                for ((weight, way), wrong) in row.zip(ways).zip(&wrong) {
                    let slope = wrong * value + RESTRAINT * *weight;
                    *way += slope * slope;
                    *weight -= PACE * slope / way.sqrt();
                }
            }
        }
    }
    (weights, biases)
}

/// The model with weights of a few levels, which costs nothing measurable and makes it small.
fn rounded(weights: &[f32], biases: Vec<f32>, rarity: Vec<u8>) -> Model {
    let classes = biases.len();
    let largest = |class: usize| {
        weights.iter().skip(class).step_by(classes).fold(0.0_f32, |most, weight| most.max(weight.abs()))
    };
    let steps: Vec<f32> =
        (0..classes).map(|class| largest(class).max(f32::MIN_POSITIVE) / f32::from(LEVELS)).collect();
    let mut packed = vec![0x88_u8; BUCKETS * Model::row()];
    for (number, row) in weights.chunks(classes).enumerate() {
        for (class, weight) in row.iter().enumerate() {
            let level = whole(weight / steps[class]).clamp(-i32::from(LEVELS), i32::from(LEVELS));
            let half = u8::try_from(level + 8).unwrap_or(8);
            let pair = &mut packed[number * Model::row() + class / 2];
            *pair = if class.is_multiple_of(2) { *pair & 0xF0 | half } else { *pair & 0x0F | half << 4 };
        }
    }
    Model { steps, biases, rarity, weights: packed }
}

/// Fisher and Yates, with xorshift for dice.
fn shuffle(order: &mut [usize], dice: &mut u64) {
    for place in (1..order.len()).rev() {
        *dice ^= *dice << 13;
        *dice ^= *dice >> 7;
        *dice ^= *dice << 17;
        let other = *dice % (place as u64 + 1);
        order.swap(place, usize::try_from(other).unwrap_or(0));
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of sentences are far below what a float holds")]
fn count(number: usize) -> f32 {
    number as f32
}

#[expect(clippy::cast_possible_truncation, reason = "levels and rarities are small")]
fn whole(number: f32) -> i32 {
    number.round() as i32
}
