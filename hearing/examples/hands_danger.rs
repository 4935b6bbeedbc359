//! Leaves each hand out in turn, that is all tables of one writer, learns from the others, and measures on it: how the ear does
//! with people whose way of writing it has never read. `cargo run -p hearing --example hands_danger`; with a hand's name, its mistakes.

use std::{fs, io, path::Path};

use hearing::danger::{
    Ear, Kind,
    corpus::{self, Sentence},
    measure::{heard_at, measure},
    train,
};

/// The hands, and how the names of their tables begin; all other tables are by the first hand.
const HANDS: &[(&str, &str)] = &[("new", "q"), ("other", "other-"), ("pairs", "m"), ("first", "")];

fn hand(path: &Path) -> &'static str {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    HANDS.iter().find(|(_, beginning)| name.starts_with(beginning)).map_or("first", |(hand, _)| hand)
}

fn main() -> io::Result<()> {
    let shown = std::env::args().nth(1);
    let tables = fs::read_dir(corpus::folder().join("learnt"))?.map(|entry| Ok(entry?.path()));
    let mut paths: Vec<_> = tables.collect::<io::Result<_>>()?;
    paths.sort();
    for (left_out, _) in HANDS {
        let read = |path: &std::path::PathBuf| Ok((hand(path) == *left_out, corpus::read(path)?));
        let tables: Vec<(bool, Vec<Sentence>)> = paths.iter().map(read).collect::<io::Result<_>>()?;
        let of = |out: bool| {
            tables.iter().filter(|table| table.0 == out).flat_map(|table| table.1.clone()).collect::<Vec<_>>()
        };
        let model = train::learn(&of(false));
        let measured = measure(&Ear { model: Some(&model) }, &of(true));
        println!("without the hand \"{left_out}\", measured on it\n{measured}");
        for false_alarms in [3, 5, 10, 15] {
            if let Some((heard, from)) = heard_at(&Ear { model: Some(&model) }, &of(true), false_alarms) {
                println!("at {false_alarms} % false alarms {heard:.1} % heard, thresholds {from:+.2}");
            }
        }
        for (sentence, heard) in measured.mistakes.iter().filter(|_| shown.as_deref() == Some(left_out)) {
            let name = |kind: Option<Kind>| kind.map_or("none", Kind::name);
            println!("{} {} -> {}: {}", name(sentence.kind), sentence.register, name(*heard), sentence.text);
        }
    }
    Ok(())
}
