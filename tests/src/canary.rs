//! Canaries: marked words whose every trace is found, in files and databases, plain or in the usual disguises.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use sqlx::{AssertSqlSafe, Connection as _, Row as _, SqliteConnection, sqlite::SqliteConnectOptions};

/// A marked word, and what it looks like when somebody has written it down.
#[derive(Debug, Clone)]
pub struct Canary {
    word: String,
    forms: Vec<(&'static str, Vec<u8>)>,
}

/// A place where a canary sings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The marked word.
    pub word: String,
    /// How it was written: `plain`, `base64`, `UTF-16LE` …
    pub form: &'static str,
    /// The file.
    pub file: PathBuf,
    /// The table and column, if the file is a SQLite database and the word was found by reading it.
    pub column: Option<String>,
}

impl fmt::Display for Hit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} ({}) in {}", self.word, self.form, self.file.display())?;
        self.column.as_ref().map_or(Ok(()), |column| write!(f, ", {column}"))
    }
}

impl Canary {
    /// A canary for `word`; take one that is long and rare, since hits are not judged.
    pub fn new(word: &str) -> Self {
        let bytes = word.as_bytes();
        let hex = bytes.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        let percent = bytes.iter().fold(String::new(), |text, &byte| match byte {
            byte if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) => {
                format!("{text}{}", char::from(byte))
            }
            byte => format!("{text}%{byte:02X}"),
        });
        let json = word.encode_utf16().fold(String::new(), |text, unit| match char::from_u32(unit.into()) {
            Some(letter) if letter.is_ascii() => format!("{text}{letter}"),
            _ => format!("{text}\\u{unit:04x}"),
        });
        let mut forms = vec![
            ("plain", bytes.to_vec()),
            ("UTF-16LE", word.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            ("UTF-16BE", word.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            ("hex", hex.to_uppercase().into_bytes()),
            ("hex", hex.into_bytes()),
            ("percent-encoded", percent.into_bytes()),
            ("JSON-escaped", json.into_bytes()),
        ];
        for offset in 0..3 {
            forms.push(("base64", inside_base64(&STANDARD_NO_PAD, bytes, offset)));
            forms.push(("base64", inside_base64(&URL_SAFE_NO_PAD, bytes, offset)));
        }
        let mut seen = std::collections::BTreeSet::new();
        forms.retain(|(_, form)| seen.insert(form.clone()));
        Self { word: word.to_owned(), forms }
    }

    /// In which forms the word is in `bytes`.
    pub fn sings_in(&self, bytes: &[u8]) -> Vec<&'static str> {
        let found = self.forms.iter().filter(|(_, form)| contains(bytes, form));
        found.map(|(name, _)| *name).collect()
    }
}

/// Searches files, and folders with all that is in them: byte by byte, and SQLite databases column by column too (a
/// long value is not in one piece in the file).
pub async fn search(canaries: &[Canary], places: &[impl AsRef<Path>]) -> Result<Vec<Hit>> {
    let (mut hits, mut databases) = (Vec::new(), Vec::new());
    let mut left: Vec<PathBuf> = places.iter().map(|place| place.as_ref().to_owned()).collect();
    while let Some(place) = left.pop() {
        let kind = std::fs::metadata(&place).with_context(|| format!("cannot search {}", place.display()))?;
        if kind.is_dir() {
            for entry in std::fs::read_dir(&place)? {
                let entry = entry?;
                // Links and sockets lead elsewhere; a file may have gone since it was listed.
                if entry.file_type().is_ok_and(|kind| kind.is_dir() || kind.is_file()) {
                    left.push(entry.path());
                }
            }
            continue;
        }
        let bytes = std::fs::read(&place)?;
        hits.extend(hits_in(canaries, &bytes, &place, None));
        if bytes.starts_with(b"SQLite format 3\0") {
            databases.push(place);
        }
    }
    // Opened last: whoever opens a database may tidy away the log beside it.
    for database in databases {
        hits.extend(search_database(canaries, &database).await?);
    }
    Ok(hits)
}

/// Searches any bytes, such as a dump or a page of metrics; `name` stands for the file in the hits.
pub fn search_bytes(canaries: &[Canary], bytes: &[u8], name: &str) -> Vec<Hit> {
    hits_in(canaries, bytes, Path::new(name), None)
}

fn hits_in(canaries: &[Canary], bytes: &[u8], file: &Path, column: Option<&str>) -> Vec<Hit> {
    let hit = |canary: &Canary, form| Hit {
        word: canary.word.clone(),
        form,
        file: file.to_owned(),
        column: column.map(ToOwned::to_owned),
    };
    canaries
        .iter()
        .flat_map(|canary| canary.sings_in(bytes).into_iter().map(move |form| hit(canary, form)))
        .collect()
}

async fn search_database(canaries: &[Canary], file: &Path) -> Result<Vec<Hit>> {
    let mut hits = Vec::new();
    let mut database = SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(file)).await?;
    let columns = "select m.name, c.name from sqlite_master m, pragma_table_info(m.name) c \
                   where m.type = 'table' and coalesce(m.sql, '') not like 'create virtual%' order by 1, c.cid";
    for row in sqlx::query(columns).fetch_all(&mut database).await? {
        let (table, column): (String, String) = (row.get(0), row.get(1));
        // Numbers too: a postcode may have become one.
        let read =
            format!("select cast(\"{column}\" as blob) from \"{table}\" where \"{column}\" is not null");
        for value in sqlx::query(AssertSqlSafe(read)).fetch_all(&mut database).await? {
            hits.extend(hits_in(canaries, value.get(0), file, Some(&format!("{table}.{column}"))));
        }
    }
    database.close().await?;
    Ok(hits)
}

/// The part of an encoding that depends on `word` alone, when `offset` (0 to 2) other bytes are in front of it.
fn inside_base64(alphabet: &impl base64::Engine, word: &[u8], offset: usize) -> Vec<u8> {
    let encoded = alphabet.encode([&vec![0; offset], word].concat()).into_bytes();
    // Each letter holds six bits: leave out those that share bits with a neighbour of the word.
    let (first, last) = ((offset * 8).div_ceil(6), (offset + word.len()) * 8 / 6);
    encoded[first..last].to_vec()
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    !needle.is_empty() && memchr::memmem::find(bytes, needle).is_some()
}
