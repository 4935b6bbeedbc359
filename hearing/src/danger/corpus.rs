//! The sentences from which danger is learnt, and those on which it is measured: tables in `corpus/danger`.
//!
//! All of them are invented for this purpose; none is from a real talk.

use std::{fs, io, path::Path};

use super::{Kind, tokens};

/// A sentence of the corpus.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// The danger that it speaks of.
    pub kind: Option<Kind>,
    /// Language and register: `de/youth`, `en/plain`; behind a `#` the frame that it was made from.
    pub register: String,
    /// As somebody might write it.
    pub text: String,
}

impl Sentence {
    /// In which of five parts it is; the first is held back. Variants of one frame are in the same part.
    pub fn part(&self) -> u8 {
        let words = || tokens::sentences(&self.text).concat().join(" ");
        let group = if self.register.contains('#') { self.register.clone() } else { words() };
        let hash = group.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(16_777_619)
        });
        u8::try_from((hash ^ (hash >> 15)) % 5).unwrap_or(0)
    }
}

/// Reads one table: kind (or `none`), register, text. Lines that begin with `#` are remarks.
pub fn read(path: &Path) -> io::Result<Vec<Sentence>> {
    let text = fs::read_to_string(path)?;
    let sentence = |line: &str| {
        let [kind, register, text] = line.splitn(3, '\t').collect::<Vec<_>>().try_into().ok()?;
        let kind = if kind == "none" { None } else { Some(Kind::named(kind)?) };
        // A long letter stands on one line.
        Some(Sentence { kind, register: register.to_owned(), text: text.replace("\\n", "\n") })
    };
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| sentence(line).ok_or_else(|| io::Error::other(format!("{}: {line}", path.display()))))
        .collect()
}

/// Reads all tables from which the model learns: those in `learnt`, in the order of their names.
pub fn learnt(corpus: &Path) -> io::Result<Vec<Sentence>> {
    let mut paths: Vec<_> =
        fs::read_dir(corpus.join("learnt"))?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    paths.iter().map(|path| read(path)).collect::<io::Result<Vec<_>>>().map(|tables| tables.concat())
}
