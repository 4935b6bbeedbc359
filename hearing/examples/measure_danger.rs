//! Measures the ear for danger on a table of sentences: `cargo run -p hearing --example measure_danger FILE.tsv`.
//! A new batch is measured so before it is learnt from.

use std::{io, path::Path};

use hearing::danger::{Kind, corpus, ear, measure::measure};

fn main() -> io::Result<()> {
    let Some(file) = std::env::args_os().nth(1) else {
        return Err(io::Error::other("which table of sentences?"));
    };
    let measured = measure(&ear(), &corpus::read(Path::new(&file))?);
    println!("{measured}");
    for (sentence, heard) in &measured.mistakes {
        let name = |kind: Option<Kind>| kind.map_or("none", Kind::name);
        println!("{} -> {}: {}", name(sentence.kind), name(*heard), sentence.text);
    }
    Ok(())
}
