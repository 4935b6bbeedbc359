//! Reading columns into small types, and counting written rows.

use std::{fmt::Display, str::FromStr};

use routing::Timestamp;
use sqlx::{
    Any, Decode, Row as _, Type,
    any::{AnyQueryResult, AnyRow},
};

use serde::de::DeserializeOwned;

use super::{StoreError, StoreResult};
use crate::store::vault::{Vault, VaultError};

/// A row whose first column is its primary key, so that a fault can name it.
pub(super) struct Columns<'r> {
    table: &'static str,
    row: &'r AnyRow,
}

impl<'r> Columns<'r> {
    pub(super) fn of(table: &'static str, row: &'r AnyRow) -> Self {
        Self { table, row }
    }

    /// A value of another kind than the column's is this row's fault, and not the database's.
    fn get<T: Decode<'r, Any> + Type<Any>>(&self, name: &str) -> StoreResult<T> {
        self.row.try_get(name).map_err(|error| match error {
            sqlx::Error::ColumnDecode { .. } => self.fault(format!("{name} is of another kind")),
            other => other.into(),
        })
    }

    pub(super) fn text(&self, name: &str) -> StoreResult<String> {
        self.get(name)
    }

    pub(super) fn optional_text(&self, name: &str) -> StoreResult<Option<String>> {
        self.get(name)
    }

    pub(super) fn number(&self, name: &str) -> StoreResult<i64> {
        self.get(name)
    }

    pub(super) fn optional_number(&self, name: &str) -> StoreResult<Option<i64>> {
        self.get(name)
    }

    pub(super) fn bytes(&self, name: &str) -> StoreResult<Vec<u8>> {
        let bytes: Option<Vec<u8>> = self.get(name)?;
        bytes.ok_or_else(|| self.fault(format!("{name} is missing")))
    }

    pub(super) fn optional_bytes(&self, name: &str) -> StoreResult<Option<Vec<u8>>> {
        self.get(name)
    }

    /// What a column seals. The fault is told without serde's own words: they would repeat the content.
    pub(super) fn unsealed<T: DeserializeOwned>(&self, name: &str, vault: &Vault) -> StoreResult<T> {
        vault.unseal(&self.bytes(name)?).map_err(|error| match error {
            VaultError::Form(error) => {
                self.fault(format!("{name} is not understood at column {}", error.column()))
            }
            other => self.fault(format!("{name}: {other}")),
        })
    }

    /// The bytes that a column seals.
    pub(super) fn unsealed_bytes(&self, name: &str, vault: &Vault) -> StoreResult<Vec<u8>> {
        vault.unseal_bytes(&self.bytes(name)?).map_err(|error| self.fault(format!("{name}: {error}")))
    }

    pub(super) fn moment(&self, name: &str) -> StoreResult<Timestamp> {
        Ok(Timestamp::from_millis(self.number(name)?))
    }

    pub(super) fn optional_moment(&self, name: &str) -> StoreResult<Option<Timestamp>> {
        let millis: Option<i64> = self.get(name)?;
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

/// What waits and has failed again and again, for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Struggling {
    /// What kind it is.
    pub what: String,
    /// The machine word of its last failure.
    pub reason: String,
    /// How many.
    pub count: i64,
    /// Since when the first of them waits.
    pub since: Timestamp,
}

pub(super) fn struggling(table: &'static str, row: &AnyRow) -> StoreResult<Struggling> {
    let row = Columns::of(table, row);
    Ok(Struggling {
        what: row.text("what")?,
        reason: row.text("reason")?,
        count: row.number("times")?,
        since: row.moment("since_ms")?,
    })
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
