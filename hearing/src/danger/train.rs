//! Learns a model from sentences: the same sentences give the same model, byte for byte, on every machine.

use super::{
    corpus::Sentence,
    exact::{ln, softmax},
    features::{self, BUCKETS},
    model::{CLASSES, Model, RARITY},
    tokens,
};

/// How often all sentences are gone through.
const ROUNDS: u32 = 12;
/// How far a first step goes; later ones are shorter, weight by weight (`AdaGrad`).
const PACE: f64 = 0.4;
const BIAS_PACE: f64 = 0.01;
/// How strongly weights are drawn back to nothing.
const RESTRAINT: f64 = 2e-5;
/// How much more a dangerous sentence counts than a harmless one, of which there are more.
const DANGER: f64 = 2.5;
/// How much of each sentence is given to all classes alike, so that nothing is ever quite sure.
const DOUBT: f64 = 0.05;
/// Longer texts are not learnt from as a whole: nobody can say which of their words spoke of danger.
const LONGEST: usize = 40;

struct Example {
    features: Vec<(usize, f64)>,
    class: usize,
}

/// Learns from these sentences.
pub fn learn(sentences: &[Sentence]) -> Model {
    let read: Vec<(Vec<String>, usize)> = sentences.iter().flat_map(stretches).collect();
    let rarity = rarity(&read);
    let examples: Vec<Example> = read
        .iter()
        .map(|(words, class)| {
            let number = |number: usize| f64::from(rarity[number]) / RARITY;
            Example { features: features::weighted(words, number), class: *class }
        })
        .collect();
    let (weights, biases) = descend(&examples);
    rounded(&weights, biases, rarity)
}

/// What a sentence teaches: a dangerous one as a whole, a harmless one in every stretch that is listened to.
fn stretches(sentence: &Sentence) -> Vec<(Vec<String>, usize)> {
    let class = sentence.kind.map_or(0, super::Kind::class);
    let whole = tokens::sentences(&sentence.text).concat();
    let mut stretches = if class == 0 { tokens::stretches(&sentence.text) } else { Vec::new() };
    if whole.len() <= LONGEST && !whole.is_empty() && !stretches.contains(&whole) {
        stretches.push(whole);
    }
    stretches.into_iter().map(|words| (words, class)).collect()
}

/// The logarithm of how seldom a feature is; nothing for one that no sentence has.
fn rarity(read: &[(Vec<String>, usize)]) -> Vec<u8> {
    let mut having = vec![0_usize; BUCKETS];
    for (words, _) in read {
        for (number, _) in features::weighted(words, |_| 1.0) {
            having[number] += 1;
        }
    }
    let all = count(read.len()) + 1.0;
    let of = |having: usize| if having == 0 { 0.0 } else { ln(all / (count(having) + 1.0)) };
    having
        .into_iter()
        .map(|having| whole(of(having) * RARITY).clamp(0, 255).try_into().unwrap_or(0))
        .collect()
}

/// Weights (row by feature) and biases after all rounds.
fn descend(examples: &[Example]) -> (Vec<f64>, [f64; CLASSES]) {
    let mut weights = vec![0.0_f64; BUCKETS * CLASSES];
    let mut travelled = vec![1e-2_f64; BUCKETS * CLASSES];
    let mut biases = [0.0_f64; CLASSES];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut dice = 12_345_u64;
    for _ in 0..ROUNDS {
        shuffle(&mut order, &mut dice);
        for example in order.iter().map(|place| &examples[*place]) {
            let mut wrong = biases;
            for (number, value) in &example.features {
                let row = &weights[number * CLASSES..][..CLASSES];
                wrong.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight * value);
            }
            softmax(&mut wrong);
            for (class, share) in wrong.iter_mut().enumerate() {
                let right = if class == example.class { 1.0 - DOUBT } else { 0.0 };
                *share -= right + DOUBT / count(CLASSES);
                *share *= if example.class == 0 { 1.0 } else { DANGER };
            }
            biases.iter_mut().zip(&wrong).for_each(|(bias, wrong)| *bias -= BIAS_PACE * wrong);
            for (number, value) in &example.features {
                let row = weights[number * CLASSES..][..CLASSES].iter_mut();
                let ways = travelled[number * CLASSES..][..CLASSES].iter_mut();
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

/// The model with weights of 255 levels.
fn rounded(weights: &[f64], biases: [f64; CLASSES], rarity: Vec<u8>) -> Model {
    let largest = weights.iter().fold(f64::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
    let step = largest / 127.0;
    let level = |weight: &f64| i8::try_from(whole(weight / step)).unwrap_or(0);
    Model { step, biases, rarity, weights: weights.iter().map(level).collect() }
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
fn count(number: usize) -> f64 {
    number as f64
}

#[expect(clippy::cast_possible_truncation, reason = "levels and rarities are small")]
fn whole(number: f64) -> i32 {
    number.round() as i32
}
