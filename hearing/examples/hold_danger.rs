//! Holds the corpus' fifth back, learns from the rest, and measures: `cargo run -p hearing --example hold_danger`. Also says
//! how long a sentence takes.

use std::{io, time::Instant};

use hearing::danger::{
    Ear, Kind,
    corpus::{self, Sentence, folder, learnt},
    ear,
    measure::measure,
    train,
};

fn main() -> io::Result<()> {
    let (held, rest): (Vec<Sentence>, Vec<Sentence>) =
        learnt(&folder())?.into_iter().partition(Sentence::is_held_back);
    let model = train::learn(&rest);
    let measured = measure(&Ear { model: Some(&model) }, &held);
    println!("held back\n{measured}");
    for (sentence, heard) in &measured.mistakes {
        let name = |kind: Option<Kind>| kind.map_or("none", Kind::name);
        println!("{} {} -> {}: {}", name(sentence.kind), sentence.register, name(*heard), sentence.text);
    }
    let unseen = corpus::read(&folder().join("unseen.tsv"))?;
    let begun = Instant::now();
    let measured = measure(&ear(), &unseen);
    let each = begun.elapsed().as_micros() / unseen.len().max(1) as u128;
    println!("unseen, with the weights that are kept\n{measured}{each} µs for each");
    Ok(())
}
