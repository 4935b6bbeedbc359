//! Measures the ear for danger on tables of sentences: `cargo run -p hearing --example measure_danger FILE.tsv …`. A new
//! batch is measured so before it is learnt from. With `--anew` first, it learns from the corpus as it is now instead of
//! taking the weights that are kept.

use std::{io, path::Path};

use hearing::danger::{
    Ear, Kind, corpus, ear,
    measure::{heard_at, measure},
    train,
};

fn main() -> io::Result<()> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let anew = files.first().is_some_and(|first| first == "--anew");
    files.drain(..usize::from(anew));
    if files.is_empty() {
        return Err(io::Error::other("which table of sentences?"));
    }
    let learnt =
        if anew { Some(train::learn(&corpus::learnt(&corpus::folder())?)) } else { ear().model.cloned() };
    for file in files {
        let (ear, sentences) = (Ear { model: learnt.as_ref() }, corpus::read(Path::new(&file))?);
        let measured = measure(&ear, &sentences);
        for (sentence, heard) in &measured.mistakes {
            let name = |kind: Option<Kind>| kind.map_or("none", Kind::name);
            println!("{} -> {}: {}", name(sentence.kind), name(*heard), sentence.text);
        }
        println!("{file}\n{measured}");
        for false_alarms in [3, 5, 10] {
            if let Some((heard, from)) = heard_at(&ear, &sentences, false_alarms) {
                println!("at {false_alarms} % false alarms {heard:.1} % heard, thresholds {from:+.2}");
            }
        }
    }
    Ok(())
}
