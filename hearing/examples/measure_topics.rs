//! Measures the ear for topics on a table of sentences: `cargo run -p hearing --example measure_topics FILE.tsv`.
//! A new batch is measured so before it is learnt from.

use std::{io, path::Path};

use hearing::topics::{Topics, corpus, measure::measure};

fn main() -> io::Result<()> {
    let Some(file) = std::env::args_os().nth(1) else {
        return Err(io::Error::other("which table of sentences?"));
    };
    let terms: Vec<_> = corpus::classes().iter().map(corpus::Class::terms).collect();
    let measured = measure(&Topics::new(&terms), &corpus::read(Path::new(&file))?);
    println!("{measured}");
    for (text, taken) in &measured.mistakes {
        println!("{taken:20} {text}");
    }
    Ok(())
}
