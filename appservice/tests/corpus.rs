//! How well the reception hears danger, and topics with those of the sample directory: the tables that the docs quote.

use std::path::Path;

use appservice::words::reception::topics;
use hearing::{
    danger,
    topics::{
        corpus::{self, Sentence},
        measure::{Measured, measure},
        train,
    },
};
use routing::Topic;

/// The sample's topics in the order of the corpus' classes, which are theirs.
fn sample() -> Vec<Topic> {
    let (_, directory) = appservice::directory::sample().expect("the sample is in order");
    let named = |class: &corpus::Class| {
        let topic = directory.topics().iter().find(|topic| topic.name == class.name);
        topic.unwrap_or_else(|| panic!("the sample has no topic {}", class.name)).clone()
    };
    assert_eq!(
        directory.topics().len(),
        corpus::classes().len(),
        "the corpus knows every topic of the sample"
    );
    corpus::classes().iter().map(named).collect()
}

fn shown(what: &str, measured: &Measured) {
    println!("\n{what}, in percent\n{measured}\nconfident mistakes:");
    for (text, taken) in &measured.mistakes {
        println!("  {taken:20} {text}");
    }
}

#[test]
fn corpus_topics_unseen() {
    let sample = sample();
    let topics: Vec<&Topic> = sample.iter().collect();
    let sentences = corpus::read(&corpus::folder().join("unseen.tsv")).unwrap();
    let measured = measure(&topics::ready(&topics), &sentences);
    shown("Topics, sentences that were never learnt from", &measured);
    let placed = measured.placed();
    assert!(placed.percent(placed.right) >= 70.0, "too much is asked back: {placed:?}");
    assert!(placed.percent(placed.wrong) <= 2.0, "too much is taken wrongly: {placed:?}");
    u25_is_neither_reached_nor_missed(&measured);
}

#[test]
fn corpus_topics_held_back_fifth() {
    let sample = sample();
    let topics: Vec<&Topic> = sample.iter().collect();
    let (held, rest): (Vec<Sentence>, Vec<Sentence>) =
        corpus::learnt(&corpus::folder()).unwrap().into_iter().partition(Sentence::is_held_back);
    let model = train::learn(&rest);
    let measured = measure(&topics::ready(&topics).listening_with(&model), &held);
    shown("Topics, held-back fifth of the corpus", &measured);
    let placed = measured.placed();
    assert!(placed.percent(placed.right) >= 60.0, "too much is asked back: {placed:?}");
    assert!(placed.percent(placed.wrong) <= 2.0, "too much is taken wrongly: {placed:?}");
    u25_is_neither_reached_nor_missed(&measured);
}

fn u25_is_neither_reached_nor_missed(measured: &Measured) {
    assert!(measured.mistakes.iter().all(|(_, taken)| taken != "u25"), "{measured}");
    let u25 = measured.kinds["u25"];
    assert_eq!((u25.wrong, u25.asked_beside), (0, 0), "{measured}");
}

#[test]
fn corpus_danger_unseen() {
    let sentences = danger::corpus::read(&danger::corpus::folder().join("unseen.tsv")).unwrap();
    let begun = std::time::Instant::now();
    let measured = danger::measure::measure(&danger::ear(), &sentences);
    let each = begun.elapsed().as_micros() / sentences.len() as u128;
    println!("\nDanger, sentences that were never learnt from, {each} µs each\n{measured}");
    assert!(measured.recall() >= 95.0, "too much is missed: {measured}");
    assert!(measured.false_alarms() <= 5.0, "too many false alarms: {measured}");
}

/// Written later and harder; never learnt from; a few of its mistakes were seen.
#[test]
fn corpus_danger_unseen_stories() {
    let sentences = danger::corpus::read(&danger::corpus::folder().join("unseen-2.tsv")).unwrap();
    let measured = danger::measure::measure(&danger::ear(), &sentences);
    println!("\nDanger, the second table that was never learnt from\n{measured}");
    assert!(measured.recall() >= 91.0, "too much is missed: {measured}");
    assert!(measured.false_alarms() <= 4.0, "too many false alarms: {measured}");
}

/// By another hand; never learnt from. How far there is to go: what the floor says is only that nothing gets worse unseen.
#[test]
fn corpus_danger_of_another_hand() {
    let sentences = danger::corpus::read(&danger::corpus::folder().join("unseen-3.tsv")).unwrap();
    let measured = danger::measure::measure(&danger::ear(), &sentences);
    println!("\nDanger, the table of another hand that was never learnt from\n{measured}");
    assert!(measured.recall() >= 83.5, "too much is missed: {measured}");
    assert!(measured.false_alarms() <= 10.0, "too many false alarms: {measured}");
}

/// Written by the hand of an older part of the corpus, before anything was measured on it; never learnt from.
#[test]
fn corpus_danger_written_before_it_was_measured() {
    let sentences = danger::corpus::read(&danger::corpus::folder().join("unseen-5.tsv")).unwrap();
    let measured = danger::measure::measure(&danger::ear(), &sentences);
    println!("\nDanger, the table that was written before its version was measured\n{measured}");
    assert!(measured.recall() >= 86.0, "too much is missed: {measured}");
    assert!(measured.false_alarms() <= 10.0, "too many false alarms: {measured}");
}

/// Mirrors: many of the harmless sentences say with the same words what a dangerous one says. The hardest table; its floor says
/// only that nothing gets worse unseen.
#[test]
fn corpus_danger_mirrored() {
    let sentences = danger::corpus::read(&danger::corpus::folder().join("unseen-6.tsv")).unwrap();
    let measured = danger::measure::measure(&danger::ear(), &sentences);
    println!("\nDanger, the table of mirrors that was never learnt from\n{measured}");
    assert!(measured.recall() >= 63.0, "too much is missed: {measured}");
    assert!(measured.false_alarms() <= 15.0, "too many false alarms: {measured}");
}

/// Mirrors of one change, written before anything was measured on them: each harmless sentence says the dangerous one's words until
/// the one that makes it harmless. Its hand also wrote `r1`-`r28`.
#[test]
fn corpus_danger_mirrored_by_one_change() {
    let sentences = danger::corpus::read(&danger::corpus::folder().join("unseen-7.tsv")).unwrap();
    let measured = danger::measure::measure(&danger::ear(), &sentences);
    println!("\nDanger, the mirrors of one change that were never learnt from\n{measured}");
    assert!(measured.recall() >= 94.0, "too much is missed: {measured}");
    assert!(measured.false_alarms() <= 44.0, "too many false alarms: {measured}");
}

/// Plain sentences, and harmless ones with their words: denied, quoted, told of a film, of work, of what is over.
#[test]
fn corpus_danger_plain_and_its_counterparts() {
    let sentences = danger::corpus::read(&danger::corpus::folder().join("unseen-8.tsv")).unwrap();
    let measured = danger::measure::measure(&danger::ear(), &sentences);
    println!("\nDanger, plain sentences and their counterparts that were never learnt from\n{measured}");
    assert!(measured.recall() >= 94.0, "too much is missed: {measured}");
    assert!(measured.false_alarms() <= 16.0, "too many false alarms: {measured}");
}

/// People quote what Lotse has said to them. The lines of its catalogues, without what is filled in.
#[test]
fn corpus_danger_is_hardly_ever_heard_in_our_own_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders =
        ["locales/de", "locales/en", "../web/locales/de", "../web/locales/de-simple", "../web/locales/en"];
    let mut lines = Vec::new();
    for folder in folders {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let told = ["desk", "pages", "workbook", "errors"]
                .iter()
                .all(|name| !path.ends_with(format!("{name}.ftl")));
            if told && path.extension().is_some_and(|end| end == "ftl") {
                lines.extend(std::fs::read_to_string(path).unwrap().lines().filter_map(said));
            }
        }
    }
    let heard: Vec<&String> = lines.iter().filter(|line| danger::hear(line).is_some()).collect();
    println!("\nDanger in {} of {} of our own lines: {heard:#?}", heard.len(), lines.len());
    assert!(lines.len() > 1_000, "the catalogues are not where they were");
    assert!(heard.len() * 50 <= lines.len(), "our own words sound like danger: {heard:#?}");
    for plain in [
        "Drücken Sie zum Antworten auf einen Knopf auf dieser Seite.",
        "Bitte schreiben Sie, was Sie bewegt.",
    ] {
        assert_eq!(danger::hear(plain), None, "{plain}");
    }
}

/// What a line of a catalogue says, without its name and what is filled in; nothing for remarks and single words.
fn said(line: &str) -> Option<String> {
    let line = if line.starts_with([' ', '#']) { line } else { line.split_once(" = ")?.1 };
    let (mut text, mut depth) = (String::new(), 0_u32);
    for letter in line.chars() {
        match letter {
            '{' | '<' => depth += 1,
            '}' | '>' => depth = depth.saturating_sub(1),
            letter if depth == 0 => text.push(letter),
            _ => {}
        }
    }
    (!line.starts_with('#') && text.split_whitespace().count() > 1).then(|| text.trim().to_owned())
}

#[test]
fn corpus_danger_held_back_fifth() {
    let (held, rest): (Vec<_>, Vec<_>) = danger::corpus::learnt(&danger::corpus::folder())
        .unwrap()
        .into_iter()
        .partition(danger::corpus::Sentence::is_held_back);
    let model = danger::train::learn(&rest);
    let measured = danger::measure::measure(&danger::Ear { model: Some(&model) }, &held);
    println!("\nDanger, held-back fifth of the corpus, each frame as a whole\n{measured}");
    for (sentence, heard) in &measured.mistakes {
        let name = |kind: Option<danger::Kind>| kind.map_or("none", danger::Kind::name);
        println!("  {} heard as {}: {}", name(sentence.kind), name(*heard), sentence.text);
    }
    // Whole frames are held back, and many of the harmless ones were written to be mistaken: these figures are the hardest. False alarms
    // rose from 9.6 to 12.7 percent with the 4,129 sentences of `r1`-`r28`, most of them pairs that one word tells apart: a fifth of those is
    // held back too. The mirrors that are never learnt from got a third fewer.
    assert!(measured.recall() >= 87.5, "too much is missed: {measured}");
    assert!(measured.false_alarms() <= 13.5, "too many false alarms: {measured}");
}
