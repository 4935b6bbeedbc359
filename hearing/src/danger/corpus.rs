//! The sentences from which danger is learnt, and those on which it is measured: tables in `corpus/danger`.
//!
//! All of them are invented for this purpose; none is from a real talk.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{Kind, tokens};

/// A sentence of the corpus.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// The danger that it speaks of.
    pub kind: Option<Kind>,
    /// Language and register: `de/youth`, `en/plain`.
    pub register: String,
    /// As somebody might write it.
    pub text: String,
    /// The frame that it was made from, or its own words: what has the same is in the same part.
    frame: String,
}

/// How many sentences are made of one frame, at most.
const VARIANTS: usize = 14;

impl Sentence {
    /// The frame that it was made from.
    pub(super) fn frame(&self) -> &str {
        &self.frame
    }

    /// Whether it belongs to the fifth that is held back; variants of one frame do all or none.
    pub fn is_held_back(&self) -> bool {
        let hash = hash(&self.frame);
        (hash ^ (hash >> 15)).is_multiple_of(5)
    }
}

/// Where the tables of this repository are.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/danger")
}

/// Reads one table: kind (or `none`), register, text. Lines that begin with `#` are remarks. A text with braces is a frame:
/// `{one|other} {way|}` stands for several texts, of which some are made.
pub fn read(path: &Path) -> io::Result<Vec<Sentence>> {
    let text = fs::read_to_string(path)?;
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| sentences(line).ok_or_else(|| io::Error::other(format!("{}: {line}", path.display()))))
        .collect::<io::Result<Vec<_>>>()
        .map(|sentences| sentences.concat())
}

/// The sentences of a line.
fn sentences(line: &str) -> Option<Vec<Sentence>> {
    let [kind, register, text] = line.splitn(3, '\t').collect::<Vec<_>>().try_into().ok()?;
    let kind = if kind == "none" { None } else { Some(Kind::named(kind)?) };
    // A long letter stands on one line.
    let text = text.replace("\\n", "\n");
    let frame = tokens::sentences(&text).concat().join(" ");
    let sentence = |text| Sentence { kind, register: register.to_owned(), text, frame: frame.clone() };
    Some(variants(&text)?.into_iter().map(sentence).collect())
}

/// What a frame stands for: each choice in its turn with the others at random, the same ones every time.
fn variants(frame: &str) -> Option<Vec<String>> {
    let mut parts: Vec<Vec<&str>> = Vec::new();
    let mut rest = frame;
    while let Some((plain, behind)) = rest.split_once('{') {
        let (choices, behind) = behind.split_once('}')?;
        parts.push(vec![plain]);
        parts.push(choices.split('|').collect());
        rest = behind;
    }
    parts.push(vec![rest]);
    let all = parts.iter().map(Vec::len).product::<usize>().min(VARIANTS);
    let mut dice = u64::from(hash(frame)) | 1;
    let mut made: Vec<String> = Vec::new();
    for turn in 0..VARIANTS * 4 {
        let text = parts
            .iter()
            .map(|choices| {
                dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let thrown = usize::try_from(dice >> 33).unwrap_or(0);
                // The longest list of choices is gone through; the others are left to chance.
                let place = if choices.len() >= 6 { turn } else { thrown };
                choices[place % choices.len()]
            })
            .collect::<String>();
        if made.len() < all && !made.contains(&text) {
            made.push(text);
        }
    }
    Some(made)
}

/// FNV-1a, which is the same everywhere and for ever.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619))
}

/// Reads all tables from which the model learns: those in `learnt`, in the order of their names.
pub fn learnt(corpus: &Path) -> io::Result<Vec<Sentence>> {
    let mut paths: Vec<_> =
        fs::read_dir(corpus.join("learnt"))?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    paths.iter().map(|path| read(path)).collect::<io::Result<Vec<_>>>().map(|tables| tables.concat())
}
