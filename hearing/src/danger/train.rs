//! Learns a model from sentences: the same sentences give the same model, byte for byte, on every machine.
//!
//! It is learnt twice: first with every feature that occurs more than once; then anew with those alone that told most.

use std::collections::{BTreeMap, HashMap};

use super::{
    corpus::Sentence,
    exact::{ln, softmax},
    features::{self, Number},
    model::{CLASSES, Feature, KINDS, Model, RARITY},
    tokens,
};

/// How many features are kept: seven bytes each.
const KEPT: usize = 61_000;
/// In how many stretches a feature must be to be learnt at all.
const SEEN: u32 = 2;
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
/// How much of a sentence one counts that Lotse itself says: nobody in need writes so.
const OWN: f64 = 0.3;
/// Longer texts are not learnt from as a whole: nobody can say which of their words spoke of danger.
const LONGEST: usize = 40;

/// What a sentence teaches.
struct Lesson {
    words: Vec<String>,
    class: usize,
    /// Variants of one frame count less, since they say nearly the same.
    weight: f64,
}

struct Example {
    features: Vec<(usize, f64)>,
    class: usize,
    weight: f64,
}

/// A feature that may be learnt, and how many stretches have it.
struct Known {
    number: Number,
    rarity: u8,
    having: f64,
}

/// Learns from these sentences.
pub fn learn(sentences: &[Sentence]) -> Model {
    let lessons = lessons(sentences);
    let known = known(&lessons);
    let (weights, _) = descend(&examples(&lessons, &known), known.len());
    let kept = most_telling(known, &weights);
    let (weights, biases) = descend(&examples(&lessons, &kept), kept.len());
    rounded(&kept, &weights, biases)
}

fn lessons(sentences: &[Sentence]) -> Vec<Lesson> {
    let mut frames: HashMap<&str, f64> = HashMap::new();
    for sentence in sentences {
        *frames.entry(sentence.frame()).or_default() += 1.0;
    }
    let lessons = |sentence: &Sentence| {
        let class = sentence.kind.map_or(0, super::Kind::class);
        let own = if sentence.register.ends_with("/own") { OWN } else { 1.0 };
        let weight = own / frames[sentence.frame()].sqrt();
        stretches(sentence, class).into_iter().map(move |words| Lesson { words, class, weight })
    };
    sentences.iter().flat_map(lessons).collect()
}

/// A dangerous sentence teaches as a whole, a harmless one in every stretch that is listened to.
fn stretches(sentence: &Sentence, class: usize) -> Vec<Vec<String>> {
    let whole = tokens::sentences(&sentence.text).concat();
    let mut stretches = if class == 0 { tokens::stretches(&sentence.text) } else { Vec::new() };
    if whole.len() <= LONGEST && !whole.is_empty() && !stretches.contains(&whole) {
        stretches.push(whole);
    }
    stretches
}

/// The features that occur more than once, in the order of their numbers, with the logarithm of how seldom they are.
fn known(lessons: &[Lesson]) -> Vec<Known> {
    let mut having: BTreeMap<Number, u32> = BTreeMap::new();
    for lesson in lessons {
        for (number, _) in features::numbered(&lesson.words) {
            *having.entry(number).or_default() += 1;
        }
    }
    let all = count(lessons.len()) + 1.0;
    let known = |(number, having): (Number, u32)| {
        let having = f64::from(having);
        let rarity = whole(ln(all / (having + 1.0)) * RARITY).clamp(1, 255).try_into().unwrap_or(1);
        Known { number, rarity, having }
    };
    having.into_iter().filter(|(_, having)| *having >= SEEN).map(known).collect()
}

fn examples(lessons: &[Lesson], known: &[Known]) -> Vec<Example> {
    let places: HashMap<Number, usize> =
        known.iter().enumerate().map(|(place, feature)| (feature.number, place)).collect();
    let look_up =
        |number: Number| places.get(&number).map(|place| (*place, f64::from(known[*place].rarity) / RARITY));
    let example = |lesson: &Lesson| Example {
        features: features::weighted(&lesson.words, look_up),
        class: lesson.class,
        weight: lesson.weight,
    };
    lessons.iter().map(example).collect()
}

/// Weights (row by feature) and biases after all rounds.
fn descend(examples: &[Example], features: usize) -> (Vec<f64>, [f64; CLASSES]) {
    let mut weights = vec![0.0_f64; features * CLASSES];
    let mut travelled = vec![1e-2_f64; features * CLASSES];
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
                *share *= if example.class == 0 { example.weight } else { DANGER * example.weight };
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

/// The features that move most sentences furthest.
fn most_telling(known: Vec<Known>, weights: &[f64]) -> Vec<Known> {
    let tells = |(place, feature): (usize, Known)| {
        let row = against_none(weights, place);
        let most = row.into_iter().fold(0.0, |most: f64, weight| most.max(weight.abs()));
        (most * f64::from(feature.rarity) * feature.having.sqrt(), feature)
    };
    let mut telling: Vec<(f64, Known)> = known.into_iter().enumerate().map(tells).collect();
    telling.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.number.cmp(&other.1.number)));
    telling.truncate(KEPT);
    let mut kept: Vec<Known> = telling.into_iter().map(|(_, feature)| feature).collect();
    kept.sort_by_key(|feature| feature.number);
    kept
}

/// By how much a feature speaks for each kind more than for no danger.
fn against_none(weights: &[f64], place: usize) -> [f64; KINDS] {
    let row = &weights[place * CLASSES..][..CLASSES];
    std::array::from_fn(|kind| row[kind + 1] - row[0])
}

/// The model with weights of 255 levels.
fn rounded(known: &[Known], weights: &[f64], biases: [f64; CLASSES]) -> Model {
    let rows: Vec<[f64; KINDS]> = (0..known.len()).map(|place| against_none(weights, place)).collect();
    let largest = rows.iter().flatten().fold(f64::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
    let step = largest / 127.0;
    let level = |weight: f64| i8::try_from(whole(weight / step)).unwrap_or(0);
    let feature = |(feature, row): (&Known, &[f64; KINDS])| Feature {
        number: feature.number,
        rarity: feature.rarity,
        weights: row.map(level),
    };
    Model::new(step, biases, &known.iter().zip(&rows).map(feature).collect::<Vec<_>>())
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
