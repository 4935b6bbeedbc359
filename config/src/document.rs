//! The settings file and the environment, laid over one another, with the place of every value.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use crate::fault::{Fault, Place, Problem};
use crate::section::Section;

/// Settings in the environment begin like this; section and key are parted by two underscores.
const PREFIX: &str = "LOTSE_";

/// Sections within sections; in the environment the full stop is an underscore (`LOTSE_PORTAL_THEME__ACCENT`).
const NESTED: [&str; 2] = ["portal.theme", "portal.pages"];

/// All that the operator wrote. Sections are taken out one by one; what is left at the end is unknown.
pub(crate) struct Document {
    path: PathBuf,
    /// Relative paths in the settings start here.
    pub(crate) folder: PathBuf,
    sections: BTreeMap<String, Written>,
    /// `LOTSE_…` variables without two underscores, to find misspelt settings.
    variables: Vec<String>,
    read: Vec<&'static str>,
    pub(crate) places: BTreeMap<String, Place>,
    pub(crate) faults: Vec<Fault>,
}

/// A section as it was written.
struct Written {
    place: Place,
    entries: BTreeMap<String, Entry>,
}

/// One value and where it stands.
pub(crate) struct Entry {
    pub(crate) place: Place,
    pub(crate) value: Raw,
}

/// A value before anyone knows what it is for.
pub(crate) enum Raw {
    Text(String),
    Whole(String),
    /// A list of texts.
    List(Vec<String>),
    /// Text of a variable, which may stand for a number too.
    Variable(String),
    /// Something that no setting is; its English name.
    Other(&'static str),
}

impl Document {
    /// Reads `text` as the settings file at `path` and lays the variables over it.
    pub(crate) fn new(
        path: &Path,
        text: &str,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let mut document = Self {
            path: path.to_path_buf(),
            folder,
            sections: BTreeMap::new(),
            variables: Vec::new(),
            read: Vec::new(),
            places: BTreeMap::new(),
            faults: Vec::new(),
        };
        document.read_file(text);
        document.read_variables(variables);
        document
    }

    fn read_file(&mut self, text: &str) {
        let line = |span: std::ops::Range<usize>| {
            Place::Line(self.path.clone(), 1 + text[..span.start].matches('\n').count())
        };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let place = error.span().map_or_else(|| Place::File(self.path.clone()), line);
            // The message alone: the source line beside it could hold a password.
            self.faults.push(Fault::at(place, Problem::NotToml(error.message().replace('\n', ", "))));
        }
        if !errors.is_empty() {
            return;
        }
        let mut outside = Vec::new();
        for (name, value) in table.into_inner() {
            let place = line(name.span());
            let DeValue::Table(table) = value.into_inner() else {
                outside.push((place, name.into_inner().into_owned()));
                continue;
            };
            let name = name.into_inner().into_owned();
            let mut entries = BTreeMap::new();
            let mut nested = false;
            for (key, value) in table {
                let (place, key) = (line(key.span()), key.into_inner().into_owned());
                let full = format!("{name}.{key}");
                match value.into_inner() {
                    DeValue::Table(table) if NESTED.contains(&full.as_str()) => {
                        nested = true;
                        let entries = written(table, line);
                        self.sections.insert(full, Written { place, entries });
                    }
                    value => {
                        entries.insert(key, Entry { place, value: raw(value) });
                    }
                }
            }
            // Whoever writes `[portal.theme]` alone has written no `[portal]`.
            if !nested || !entries.is_empty() {
                self.sections.insert(name, Written { place, entries });
            }
        }
        for (place, key) in outside {
            self.faults.push(Fault::of(place, key, Problem::OutsideSection(crate::settings::sections())));
        }
    }

    fn read_variables(&mut self, variables: impl IntoIterator<Item = (String, String)>) {
        for (name, value) in variables {
            let Some(setting) = name.strip_prefix(PREFIX) else { continue };
            let Some((section, key)) = setting.split_once("__") else {
                self.variables.push(name);
                continue;
            };
            let place = Place::Variable(name.clone());
            let section = section.to_lowercase();
            let nested = NESTED.into_iter().find(|nested| nested.replace('.', "_") == section);
            self.sections
                .entry(nested.map_or(section, str::to_owned))
                .or_insert_with(|| Written { place: place.clone(), entries: BTreeMap::new() })
                .entries
                .insert(key.to_lowercase(), Entry { place, value: Raw::Variable(value) });
        }
    }

    /// Takes the section `name` out and lets `read` read it; what `read` leaves behind is unknown.
    pub(crate) fn section<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Section<'_>) -> Option<T>,
    ) -> Option<T> {
        self.read.push(name);
        let entries = self.sections.remove(name).map(|written| written.entries).unwrap_or_default();
        let mut section = Section::new(name, entries, self);
        let value = read(&mut section);
        let (known, unknown) = section.rest();
        for (key, entry) in unknown {
            let problem = Problem::UnknownKey(known.join(", "));
            self.faults.push(Fault::of(entry.place, format!("{name}.{key}"), problem));
        }
        for key in known {
            let (section, key) = (name.to_uppercase().replace('.', "_"), key.to_uppercase());
            let wrong = format!("{PREFIX}{section}_{key}");
            if self.variables.contains(&wrong) {
                let right = format!("{PREFIX}{section}__{key}");
                self.faults.push(Fault::at(Place::Variable(wrong), Problem::OneUnderscore(right)));
            }
        }
        value
    }

    /// Where `section.key` was written, or the file if it was not.
    pub(crate) fn place(&self, key: &str) -> Place {
        self.places.get(key).cloned().unwrap_or_else(|| Place::File(self.path.clone()))
    }

    /// Records a fault that needs more than one setting to be seen.
    pub(crate) fn fault(&mut self, key: &str, problem: Problem) {
        self.faults.push(Fault::of(self.place(key), key, problem));
    }

    /// Every fault, after the sections nobody asked for are counted among them.
    pub(crate) fn finish(mut self) -> Vec<Fault> {
        let known = self.read.join(", ");
        for (name, written) in std::mem::take(&mut self.sections) {
            self.faults.push(Fault::of(written.place, name, Problem::UnknownSection(known.clone())));
        }
        self.in_order()
    }

    /// The faults as the operator meets them: line by line, then the file as a whole, then the variables.
    pub(crate) fn in_order(mut self) -> Vec<Fault> {
        self.faults.sort_by_key(|fault| match &fault.place {
            Place::Line(_, line) => (0, *line),
            Place::File(_) => (1, 0),
            Place::Variable(_) => (2, 0),
        });
        self.faults
    }
}

fn written(table: DeTable<'_>, line: impl Fn(std::ops::Range<usize>) -> Place) -> BTreeMap<String, Entry> {
    table
        .into_iter()
        .map(|(key, value)| {
            let entry = Entry { place: line(key.span()), value: raw(value.into_inner()) };
            (key.into_inner().into_owned(), entry)
        })
        .collect()
}

fn raw(value: DeValue<'_>) -> Raw {
    match value {
        DeValue::String(text) => Raw::Text(text.into_owned()),
        DeValue::Integer(whole) if whole.radix() == 10 => Raw::Whole(whole.as_str().to_owned()),
        DeValue::Integer(_) => Raw::Other("a number that is not decimal"),
        DeValue::Float(_) => Raw::Other("a fraction"),
        DeValue::Boolean(_) => Raw::Other("true or false"),
        DeValue::Datetime(_) => Raw::Other("a date"),
        DeValue::Array(items) => {
            let texts = items.into_iter().map(|item| match item.into_inner() {
                DeValue::String(text) => Some(text.into_owned()),
                _ => None,
            });
            texts.collect::<Option<_>>().map_or(Raw::Other("a list of other things than texts"), Raw::List)
        }
        DeValue::Table(_) => Raw::Other("a table"),
    }
}
