//! Leaves each hand out in turn, that is all tables of one writer, learns from the others, and measures on it: how the ear does with people
//! whose way of writing it has never read. `cargo run -p hearing --example hands_danger`; with a file name's beginning (`m`), its mistakes.

use std::{fs, io, path::PathBuf};

use hearing::danger::{Ear, Kind, corpus, measure::measure, train};

/// Whose tables begin with what; all others are by the first hand.
const OTHERS: &[&str] = &["m", "other-1"];

fn hand(path: &PathBuf) -> &'static str {
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    OTHERS
        .iter()
        .copied()
        .find(|other| name.trim_end_matches(|c: char| c.is_ascii_digit()) == *other || name == *other)
        .unwrap_or("first")
}

fn main() -> io::Result<()> {
    let shown = std::env::args().nth(1);
    let folder = corpus::folder().join("learnt");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    for left_out in ["first", "m", "other-1"] {
        let (out, rest): (Vec<&PathBuf>, Vec<&PathBuf>) =
            paths.iter().partition(|path| hand(path) == left_out);
        let read = |paths: Vec<&PathBuf>| {
            paths.into_iter().map(|path| corpus::read(path)).collect::<io::Result<Vec<_>>>()
        };
        let (out, rest) = (read(out)?.concat(), read(rest)?.concat());
        let model = train::learn(&rest);
        let measured = measure(&Ear { model: Some(&model) }, &out);
        println!("{left_out}: {} learnt, {} measured\n{measured}", rest.len(), out.len());
        if shown.as_deref() == Some(left_out) {
            for (sentence, heard) in &measured.mistakes {
                let name = |kind: Option<Kind>| kind.map_or("none", Kind::name);
                println!(
                    "{} {} -> {}: {}",
                    name(sentence.kind),
                    sentence.register,
                    name(*heard),
                    sentence.text
                );
            }
        }
    }
    Ok(())
}
