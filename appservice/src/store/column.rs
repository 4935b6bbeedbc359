//! Reading columns into small types, and counting written rows.

use std::{fmt::Display, str::FromStr};

use routing::Timestamp;
use sqlx::{
    Row as _,
    any::{AnyQueryResult, AnyRow},
};

use super::{StoreError, StoreResult};

/// A row whose first column is its primary key, so that a fault can name it.
pub(super) struct Columns<'r> {
    table: &'static str,
    row: &'r AnyRow,
}

impl<'r> Columns<'r> {
    pub(super) fn of(table: &'static str, row: &'r AnyRow) -> Self {
        Self { table, row }
    }

    pub(super) fn text(&self, name: &str) -> StoreResult<String> {
        Ok(self.row.try_get(name)?)
    }

    pub(super) fn optional_text(&self, name: &str) -> StoreResult<Option<String>> {
        Ok(self.row.try_get(name)?)
    }

    pub(super) fn number(&self, name: &str) -> StoreResult<i64> {
        Ok(self.row.try_get(name)?)
    }

    pub(super) fn optional_number(&self, name: &str) -> StoreResult<Option<i64>> {
        Ok(self.row.try_get(name)?)
    }

    pub(super) fn bytes(&self, name: &str) -> StoreResult<Vec<u8>> {
        let bytes: Option<Vec<u8>> = self.row.try_get(name)?;
        bytes.ok_or_else(|| self.fault(format!("{name} is missing")))
    }

    pub(super) fn optional_bytes(&self, name: &str) -> StoreResult<Option<Vec<u8>>> {
        Ok(self.row.try_get(name)?)
    }

    pub(super) fn moment(&self, name: &str) -> StoreResult<Timestamp> {
        Ok(Timestamp::from_millis(self.number(name)?))
    }

    pub(super) fn optional_moment(&self, name: &str) -> StoreResult<Option<Timestamp>> {
        let millis: Option<i64> = self.row.try_get(name)?;
        Ok(millis.map(Timestamp::from_millis))
    }

    /// A column that holds an id or a state word.
    pub(super) fn parsed<T: FromStr<Err: Display>>(&self, name: &str) -> StoreResult<T> {
        self.text(name)?.parse().map_err(|error| self.fault(format!("{name}: {error}")))
    }

    pub(super) fn optional_parsed<T: FromStr<Err: Display>>(&self, name: &str) -> StoreResult<Option<T>> {
        let text = self.optional_text(name)?;
        text.map(|text| text.parse().map_err(|error| self.fault(format!("{name}: {error}")))).transpose()
    }

    pub(super) fn fault(&self, what: String) -> StoreError {
        let id = self.row.try_get(0).unwrap_or_else(|_| "?".to_owned());
        StoreError::Inconsistent { table: self.table, id, what }
    }
}

/// Refuses a guarded write that met no row: somebody else was faster.
pub(super) fn one_row(written: &AnyQueryResult, table: &'static str, id: &str) -> StoreResult<()> {
    if written.rows_affected() == 1 { Ok(()) } else { Err(StoreError::Stale { table, id: id.to_owned() }) }
}

/// The reason of a failure as it may stand in the database: a short machine word. Anything else could be content,
/// and becomes `unnamed`; of a word and what may be content after it, the word stays where it is one of ours: it has a hyphen.
pub(super) fn reason(code: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':');
    let fits = |code: &str| (1..=64).contains(&code.len()) && code.bytes().all(plain);
    if fits(code) {
        return code.to_owned();
    }
    match code.split_once(':') {
        Some((word, _)) if fits(word) && word.contains('-') => format!("{word}:unnamed"),
        _ => "unnamed".to_owned(),
    }
}
