//! Reads the keys of one section: each fault is noted with its place, and reading goes on.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use crate::document::{Document, Entry, Raw};
use crate::fault::{Fault, Problem};

/// One section that is being read. Every key that is asked for counts as known.
pub(crate) struct Section<'d> {
    name: &'static str,
    entries: BTreeMap<String, Entry>,
    known: Vec<&'static str>,
    document: &'d mut Document,
}

impl<'d> Section<'d> {
    pub(crate) fn new(
        name: &'static str,
        entries: BTreeMap<String, Entry>,
        document: &'d mut Document,
    ) -> Self {
        Self { name, entries, known: Vec::new(), document }
    }

    /// A setting without a default.
    pub(crate) fn required<T>(
        &mut self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Problem>,
    ) -> Option<T> {
        match self.parsed(key, parse) {
            None => {
                self.document.fault(&format!("{}.{key}", self.name), Problem::Missing);
                None
            }
            Some(value) => value,
        }
    }

    /// A setting that may be left out, which is `Some(None)`; `None` is a fault.
    #[expect(clippy::option_option, reason = "absent is fine, wrong is not, and both must be told apart")]
    pub(crate) fn optional<T>(
        &mut self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Problem>,
    ) -> Option<Option<T>> {
        match self.parsed(key, parse) {
            None => Some(None),
            Some(None) => None,
            Some(value) => Some(value),
        }
    }

    /// A setting with a default, which is parsed like any other value.
    pub(crate) fn or<T>(
        &mut self,
        key: &'static str,
        default: &str,
        parse: impl Fn(&str) -> Result<T, Problem>,
    ) -> Option<T> {
        self.parsed(key, &parse).unwrap_or_else(|| parse(default).ok())
    }

    /// A path; relative ones start in the folder of the settings file.
    pub(crate) fn path(&mut self, key: &'static str, default: &str) -> Option<PathBuf> {
        self.or(key, default, crate::value::path).map(|path| self.beside(path))
    }

    /// A path that may be left out.
    #[expect(clippy::option_option, reason = "absent and wrong must be told apart")]
    pub(crate) fn optional_path(&mut self, key: &'static str) -> Option<Option<PathBuf>> {
        let path = self.optional(key, crate::value::path)?;
        Some(path.map(|path| self.beside(path)))
    }

    /// A list of texts, empty if left out; in a variable they are parted by semicolons.
    pub(crate) fn list<T>(
        &mut self,
        key: &'static str,
        parse: impl Fn(&str) -> Result<T, Problem>,
    ) -> Option<Vec<T>> {
        let Some(entry) = self.take(key) else { return Some(Vec::new()) };
        let texts = match entry.value {
            Raw::List(texts) => Ok(texts),
            Raw::Variable(text) => {
                let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
                Ok(parts.map(str::to_owned).collect())
            }
            Raw::Text(_) => Err(Problem::NotList("a text")),
            Raw::Whole(_) => Err(Problem::NotList("a number")),
            Raw::Other(kind) => Err(Problem::NotList(kind)),
        };
        let parsed = texts.and_then(|texts| texts.iter().map(|text| parse(text)).collect());
        parsed.map_err(|problem| self.refuse(key, problem)).ok()
    }

    /// Notes that something is wrong with a setting that was asked for.
    pub(crate) fn refuse(&mut self, key: &'static str, problem: Problem) {
        self.document.fault(&format!("{}.{key}", self.name), problem);
    }

    /// A relative path as seen from the settings file.
    pub(crate) fn beside(&self, path: impl AsRef<Path>) -> PathBuf {
        self.document.folder.join(path)
    }

    /// A whole number within `range`.
    pub(crate) fn whole<N: TryFrom<u64>>(
        &mut self,
        key: &'static str,
        default: u64,
        range: RangeInclusive<u64>,
    ) -> Option<N> {
        let Some(entry) = self.take(key) else { return N::try_from(default).ok() };
        let found = match entry.value {
            Raw::Whole(digits) | Raw::Variable(digits) => {
                digits.trim().parse::<u64>().map_err(|_| Problem::NotNumber(format!("`{digits}`")))
            }
            Raw::Text(_) => Err(Problem::NotNumber("a text".into())),
            Raw::List(_) => Err(Problem::NotNumber("a list".into())),
            Raw::Other(kind) => Err(Problem::NotNumber(kind.into())),
        };
        let (from, to) = (*range.start(), *range.end());
        let value = found.and_then(|found| {
            let problem = Problem::OutOfRange { from, to, found };
            if !range.contains(&found) {
                return Err(problem);
            }
            N::try_from(found).map_err(|_| problem)
        });
        value
            .map_err(|problem| {
                self.document.faults.push(Fault::of(entry.place, format!("{}.{key}", self.name), problem));
            })
            .ok()
    }

    /// `None`: not given. `Some(None)`: given and wrong, the fault is noted.
    #[expect(clippy::option_option, reason = "absent and wrong must be told apart")]
    fn parsed<T>(
        &mut self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Problem>,
    ) -> Option<Option<T>> {
        let entry = self.take(key)?;
        let parsed = match &entry.value {
            Raw::Text(text) | Raw::Variable(text) => parse(text),
            Raw::Whole(_) => Err(Problem::NotText("a number")),
            Raw::List(_) => Err(Problem::NotText("a list")),
            Raw::Other(kind) => Err(Problem::NotText(kind)),
        };
        Some(
            parsed
                .map_err(|problem| {
                    self.document.faults.push(Fault::of(
                        entry.place,
                        format!("{}.{key}", self.name),
                        problem,
                    ));
                })
                .ok(),
        )
    }

    fn take(&mut self, key: &'static str) -> Option<Entry> {
        self.known.push(key);
        let entry = self.entries.remove(key)?;
        self.document.places.insert(format!("{}.{key}", self.name), entry.place.clone());
        Some(entry)
    }

    /// The keys that were asked for, and the entries that were not.
    pub(crate) fn rest(self) -> (Vec<&'static str>, BTreeMap<String, Entry>) {
        (self.known, self.entries)
    }
}
