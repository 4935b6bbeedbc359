//! Leaves each hand out in turn, that is all tables of one writer, learns from the others, and measures on it: how the ear does
//! with people whose way of writing it has never read. `cargo run --release -p hearing --example hands_danger`; with a hand's name
//! only that one, and its mistakes by register.

use std::{collections::BTreeMap, fmt::Write, fs, io, path::Path, sync::Mutex, thread};

use hearing::danger::{
    Ear,
    corpus::{self, Sentence},
    measure::{area, heard_at, measure},
    train,
};

/// The hands, and how the names of their tables begin; all other tables are by the first hand.
const HANDS: &[(&str, &[&str])] =
    &[("mirrors", &["r", "s"]), ("new", &["q"]), ("other", &["other-"]), ("pairs", &["m"]), ("first", &[])];

fn hand(path: &Path) -> &'static str {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is = |beginnings: &[&str]| beginnings.iter().any(|beginning| name.starts_with(beginning));
    HANDS.iter().find(|(_, beginnings)| is(beginnings)).map_or("first", |(hand, _)| hand)
}

fn main() -> io::Result<()> {
    let only = std::env::args().nth(1);
    let tables = fs::read_dir(corpus::folder().join("learnt"))?.map(|entry| Ok(entry?.path()));
    let mut paths: Vec<_> = tables.collect::<io::Result<_>>()?;
    paths.sort();
    let read = |path: &std::path::PathBuf| Ok((hand(path), corpus::read(path)?));
    let tables: Vec<(&str, Vec<Sentence>)> = paths.iter().map(read).collect::<io::Result<_>>()?;
    let left: Mutex<Vec<&str>> = Mutex::new(
        HANDS
            .iter()
            .map(|hand| hand.0)
            .filter(|hand| only.as_deref().is_none_or(|only| only == *hand))
            .collect(),
    );
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(hand) = next(&left) {
                    println!("{}", leave_out(hand, &tables, only.is_some()));
                }
            });
        }
    });
    Ok(())
}

fn next<'h>(left: &Mutex<Vec<&'h str>>) -> Option<&'h str> {
    left.lock().ok()?.pop()
}

fn leave_out(hand: &str, tables: &[(&str, Vec<Sentence>)], in_full: bool) -> String {
    let of = |out: bool| {
        let tables = tables.iter().filter(|table| (table.0 == hand) == out);
        tables.flat_map(|table| table.1.clone()).collect::<Vec<_>>()
    };
    let model = train::learn(&of(false));
    let (ear, sentences) = (Ear { model: Some(&model) }, of(true));
    let measured = measure(&ear, &sentences);
    let area = area(&ear, &sentences);
    let mut said = format!("without the hand \"{hand}\", measured on it\n{measured}area {area:.1} %\n");
    for false_alarms in [3, 5, 10, 15] {
        if let Some((heard, from)) = heard_at(&ear, &sentences, false_alarms) {
            let _ =
                writeln!(said, "at {false_alarms} % false alarms {heard:.1} % heard, thresholds {from:+.2}");
        }
    }
    if in_full {
        let mut registers: BTreeMap<(&str, bool), (usize, usize)> = BTreeMap::new();
        for sentence in &sentences {
            registers.entry((&sentence.register, sentence.kind.is_some())).or_default().1 += 1;
        }
        for (sentence, _) in &measured.mistakes {
            registers.entry((&sentence.register, sentence.kind.is_some())).or_default().0 += 1;
        }
        for ((register, danger), (mistakes, all)) in registers {
            let what = if danger { "missed" } else { "heard wrongly" };
            let _ = writeln!(said, "{register:16} {what:13} {mistakes} of {all}");
        }
    }
    said
}
