//! That the weights are those of the corpus.

use hearing::topics::{corpus, model::learnt, train};

#[test]
fn weights_are_those_of_the_corpus() {
    let sentences = corpus::learnt(&corpus::folder()).unwrap();
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
