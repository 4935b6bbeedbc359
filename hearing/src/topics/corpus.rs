//! The sentences from which the model has learnt, and those on which it is measured: tables in `corpus/topics`.
//!
//! All of them are written for this purpose, by topic and register; none is from a real talk.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use super::TopicTerms;
use crate::words::words;

const CLASSES: &str = include_str!("../../corpus/topics/classes.tsv");

/// A topic that the corpus knows.
#[derive(Clone, Debug)]
pub struct Class {
    /// Its slug, as in the sample directory.
    pub id: String,
    /// Its German name; a topic of this name, on whichever platform, is this one.
    pub name: String,
    /// Its English name and the keywords that the corpus knows. Others of a directory count by themselves.
    pub keywords: Vec<String>,
    known: Vec<Vec<String>>,
}

impl Class {
    /// The topic as a directory would have it.
    pub fn terms(&self) -> TopicTerms<'_> {
        TopicTerms { name: &self.name, name_en: None, keywords: &self.keywords }
    }

    pub(super) fn knows(&self, term: &[String]) -> bool {
        self.known.iter().any(|known| known == term)
    }
}

/// The topics that the corpus knows, in the order of the model's classes; the class after the last is “none of them”.
pub fn classes() -> &'static [Class] {
    static READ: LazyLock<Vec<Class>> = LazyLock::new(|| {
        let rows = CLASSES.lines().map(|line| line.splitn(3, '\t').collect::<Vec<_>>());
        let class = |row: Vec<&str>| {
            let [id, name, terms] = row.try_into().ok()?;
            let keywords: Vec<String> = terms.split(';').map(str::to_owned).collect();
            let known = std::iter::once(name).chain(terms.split(';')).map(words).collect();
            Some(Class { id: id.to_owned(), name: name.to_owned(), keywords, known })
        };
        rows.filter_map(class).collect()
    });
    &READ
}

/// A sentence of the corpus.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// The classes that it means: one, several (to be asked among), or none.
    pub classes: Vec<usize>,
    /// How it is written: `alltag`, `jugend`, `tipp` …
    pub register: String,
    /// As somebody might write it.
    pub text: String,
}

impl Sentence {
    /// Whether a model that is measured has not learnt from it: one of five, by the words alone. Lists of words and
    /// sentences built from frames are always learnt from.
    pub fn is_held_back(&self) -> bool {
        self.part() == 0 && !matches!(self.register.as_str(), "wort" | "gebaut")
    }

    fn part(&self) -> u8 {
        let hash = words(&self.text)
            .iter()
            .flat_map(|word| word.bytes().chain([b' ']))
            .fold(5381_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619));
        u8::try_from((hash ^ (hash >> 15)) % 5).unwrap_or(0)
    }
}

/// Where the tables are in this repository; only tests and examples read them.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/topics")
}

/// Reads one table: topic (or `a+b`, or `-` for none), register, text.
pub fn read(path: &Path) -> io::Result<Vec<Sentence>> {
    let text = fs::read_to_string(path)?;
    let sentence = |line: &str| {
        let [topics, register, text] = line.splitn(3, '\t').collect::<Vec<_>>().try_into().ok()?;
        let class = |id: &str| classes().iter().position(|class| class.id == id);
        let meant = topics.split('+').filter(|id| *id != "-").map(class).collect::<Option<_>>()?;
        Some(Sentence { classes: meant, register: register.to_owned(), text: text.to_owned() })
    };
    text.lines()
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
