//! Keeps the rooms of this crate in their order: each knows only those that stand below it.

use std::{collections::BTreeSet, fs, path::Path};

/// The rooms, and whom each may know.
const ROOMS: [(&str, &[&str]); 13] = [
    ("running", &[]),
    ("store", &["running"]),
    ("servers", &["running"]),
    ("words", &["running", "store"]),
    ("directory", &["running", "store", "words"]),
    ("kit", &["store", "directory", "words"]),
    ("links", &["running", "store", "directory", "words", "kit"]),
    ("keys", &["running", "store", "servers"]),
    ("cases", &["running", "store", "servers", "directory", "words", "kit", "links", "keys"]),
    ("accounts", &["running", "store", "servers", "directory", "words", "kit", "links", "keys", "cases"]),
    ("staff", &["running", "store", "servers", "directory", "words", "kit", "links", "keys", "cases"]),
    ("outgoing", &["running", "store", "servers", "directory", "words", "kit", "links", "keys", "cases"]),
    ("incoming", &["running", "store", "servers", "directory", "words", "kit", "links", "keys", "cases"]),
];

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The rooms that a source names: after `crate::`, alone or in a group.
fn named(source: &str) -> BTreeSet<&str> {
    let code: Vec<&str> = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let mut named = BTreeSet::new();
    for room in ROOMS.map(|(room, _)| room) {
        let mut grouped = false;
        for line in &code {
            grouped = (grouped || line.starts_with("use crate::{")) && !line.starts_with("};");
            let begins = line.trim_start().trim_start_matches("use crate::{");
            let member = grouped && indent(line) <= 4 && begins.starts_with(&format!("{room}::"));
            if member || line.contains(&format!("crate::{room}::")) {
                named.insert(room);
            }
        }
    }
    named
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[test]
fn every_room_knows_only_those_below_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (room, below) in ROOMS {
        let mut files = vec![(room.to_owned(), fs::read_to_string(root.join(format!("{room}.rs"))).unwrap())];
        sources(&root.join(room), &mut files);
        for (file, source) in &files {
            let strange = named(source).into_iter().filter(|named| *named != room && !below.contains(named));
            wrong.extend(strange.map(|named| format!("{file} knows {named}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn sees_what_a_source_names() {
    let source = "use crate::{\n    cases::{\n        effects::Effect,\n    },\n    store,\n    words::days,\n};\n// crate::incoming::x\nfn a() { crate::keys::b() }\n";
    assert_eq!(named(source), ["cases", "keys", "words"].into());
}
