//! What the ear for topics reaches on sentences that it has not learnt from, and that its weights are those of the corpus.

use std::path::{Path, PathBuf};

use hearing::topics::{
    TopicTerms, Topics,
    corpus::{self, Sentence},
    measure::{Measured, measure},
    model::{Model, learnt},
    train,
};

fn corpus_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/topics")
}

fn sample() -> Vec<TopicTerms<'static>> {
    corpus::classes().iter().map(corpus::Class::terms).collect()
}

fn heard_by(model: &Model, sentences: &[Sentence]) -> Measured {
    measure(&Topics::with(&sample(), Some(model)), sentences)
}

#[test]
fn corpus_weights_are_those_of_the_corpus() {
    let sentences = corpus::learnt(&corpus_folder()).unwrap();
    let anew = train::learn(&sentences).write();
    let kept = learnt().expect("run `cargo run -p hearing --example learn_topics`").write();
    assert_eq!(anew.len(), kept.len());
    // Logarithms and exponentials differ in their last bit between machines, and a rounded weight may then tip over.
    let other = anew.iter().zip(&kept).filter(|(one, other)| one != other).count();
    assert!(
        other * 200 <= kept.len(),
        "{other} bytes differ: run `cargo run -p hearing --example learn_topics`"
    );
}

/// A fifth of the corpus, split by the words alone, on which a model is measured that has learnt from the rest.
#[test]
fn corpus_held_back_fifth() {
    let (held, rest): (Vec<_>, Vec<_>) =
        corpus::learnt(&corpus_folder()).unwrap().into_iter().partition(|sentence| {
            sentence.part() == 0 && !matches!(sentence.register.as_str(), "wort" | "gebaut")
        });
    let measured = heard_by(&train::learn(&rest), &held);
    println!("\nTopics, held-back fifth of the corpus\n{measured}");
    if std::env::var_os("MISTAKES").is_some() {
        measured.mistakes.iter().for_each(|(text, taken)| println!("{taken:20} {text}"));
    }
    let placed = measured.placed();
    assert!(placed.percent(placed.right) >= 60.0 && placed.percent(placed.wrong) <= 3.0, "{placed:?}");
    assert!(measured.kinds["u25"].wrong == 0, "{measured}");
}

#[test]
fn corpus_unseen_sentences() {
    let measured = heard_by(learnt().unwrap(), &corpus::read(&corpus_folder().join("unseen.tsv")).unwrap());
    println!("\nTopics, sentences of another hand\n{measured}");
    measured.mistakes.iter().for_each(|(text, taken)| println!("{taken:20} {text}"));
    let placed = measured.placed();
    assert!(placed.percent(placed.right) >= 70.0 && placed.percent(placed.wrong) <= 2.0, "{placed:?}");
    assert!(measured.mistakes.iter().all(|(_, taken)| taken != "u25"), "{measured:?}");
}
