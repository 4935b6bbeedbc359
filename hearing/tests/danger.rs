//! That the weights are those of the corpus, and the sentences on which they are measured are not in it.

use std::path::Path;

use hearing::danger::{
    corpus::{self, folder},
    train,
};

#[test]
fn nothing_unseen_is_learnt() {
    let learnt = corpus::learnt(&folder()).unwrap();
    let tables = [
        "unseen.tsv",
        "unseen-2.tsv",
        "unseen-3.tsv",
        "unseen-5.tsv",
        "unseen-6.tsv",
        "unseen-7.tsv",
        "unseen-8.tsv",
    ];
    let tables = tables.map(|table| corpus::read(&folder().join(table)).unwrap());
    let unseen = tables.concat();
    let single = |text: &str| text.split_whitespace().count() < 4;
    for sentence in unseen.iter().filter(|sentence| !single(&sentence.text)) {
        assert!(learnt.iter().all(|other| other.text != sentence.text), "{}", sentence.text);
    }
}

#[test]
fn weights_are_those_of_the_corpus() {
    let anew = train::learn(&corpus::learnt(&folder()).unwrap()).write();
    let kept = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("weights/danger.bin")).unwrap();
    assert!(anew == kept, "run `cargo run -p hearing --example learn_danger`");
    assert!(kept.len() <= 500_000);
}
