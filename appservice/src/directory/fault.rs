//! What is wrong in a workbook, and in which cell.

use std::fmt;

use routing::{CardError, CatchmentError, DateError, IdError};
use serde::Serialize;
use thiserror::Error;

use super::format::SHEETS;

/// One fault: where, what stands there, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The cell, as precisely as it is known.
    pub place: Place,
    /// What stands in the cell; empty if it is empty or the fault is not about one cell.
    pub value: String,
    /// What is wrong.
    pub problem: Problem,
}

/// A place in a workbook. What is not known is `None`, from the right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
pub struct Place {
    /// The sheet's name.
    pub sheet: Option<&'static str>,
    /// The row as spreadsheets count: from 1.
    pub row: Option<u32>,
    /// The entry's id, when the fault is in a directory that did not come from a workbook just now.
    pub entry: Option<String>,
    /// The column's letters, for example `C`.
    pub column: Option<String>,
    /// The column's heading in the workbook's format.
    pub heading: Option<String>,
}

/// What can be wrong. Worded for whoever mends the workbook.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Problem {
    /// Not a spreadsheet at all.
    #[error("this is neither an .xlsx nor an .ods workbook: {0}")]
    NotAWorkbook(String),
    /// A sheet of the template is missing.
    #[error("the sheet is missing")]
    MissingSheet,
    /// Two sheets with the same name but for spelling.
    #[error("there are two sheets of this name")]
    SheetTwice,
    /// A sheet that cannot be read.
    #[error("the sheet cannot be read: {0}")]
    UnreadableSheet(String),
    /// Cells far outside of what a directory needs.
    #[error("there are cells beyond row {rows} or column {columns}: remove them")]
    TooLarge {
        /// The last row that is read.
        rows: u32,
        /// The last column that is read.
        columns: u32,
    },
    /// A heading of the template is missing.
    #[error("the heading is missing")]
    MissingHeading,
    /// A heading that the template does not have.
    #[error("unknown heading")]
    UnknownHeading,
    /// The same heading again.
    #[error("the heading stands there twice")]
    HeadingTwice,
    /// Contents in a column without a heading.
    #[error("there is a value in a column without a heading")]
    NoHeading,
    /// An empty cell that must not be.
    #[error("must not be empty")]
    Empty,
    /// A broken formula.
    #[error("the cell's formula is broken")]
    BrokenFormula,
    /// A number where a postcode should stand.
    #[error(
        "a postcode must be text, because a number loses its leading zero: format the cell as text and write '{0}'"
    )]
    NumericPostcode(String),
    /// A catchment that cannot be read.
    #[error(transparent)]
    Catchment(#[from] CatchmentError),
    /// An id that is not one.
    #[error(transparent)]
    Id(#[from] IdError),
    /// An id that no homeserver would invite.
    #[error(
        "cannot be invited: before the colon a Matrix id has a-z, 0-9 and . _ = - / + alone (no upper case, no umlauts, \
         nothing invisible), after it the name of its server"
    )]
    NotInvitable,
    /// A file that unfolds to more than any directory.
    #[error("unpacked, the workbook is larger than {most} MB: no directory is so large, so it is not read")]
    Unfolds {
        /// The most that is read, in megabytes.
        most: u64,
    },
    /// A date that is not one.
    #[error(transparent)]
    Date(#[from] DateError),
    /// A number in a cell that should be formatted as a date.
    #[error("a number, not a date: write 2026-11-23 or 23.11.2026, or format the cell as a date")]
    NumericDate,
    /// Too many lines.
    #[error(transparent)]
    Card(#[from] CardError),
    /// Neither `ja` nor `nein`.
    #[error("must be ja or nein")]
    NotAFlag,
    /// Neither everybody nor whoever is responsible.
    #[error("must be alle or nur Zuständige")]
    NotFollowUps,
    /// Not a whole number in range.
    #[error("must be a whole number from 1 to {}", u16::MAX)]
    NotWhole,
    /// A topic that stands in no row of the sheet of topics.
    #[error("there is no such topic in the sheet Fachbereiche")]
    UnknownTopic,
    /// A centre that stands in no row of the sheet of centres.
    #[error("there is no such centre in the sheet Beratungsstellen")]
    UnknownCentre,
    /// Each cell is right, but the directory as a whole is not.
    #[error(transparent)]
    Rule(#[from] routing::Problem),
}

impl Place {
    /// Whether both are the same cell, so that one fault there is enough.
    pub(super) fn is_cell(&self, other: &Self) -> bool {
        self.sheet == other.sheet && self.row == other.row && self.heading == other.heading
    }

    /// Sorts as people read: sheet by sheet, row by row, from left to right.
    pub(super) fn in_reading_order(&self) -> impl Ord + use<> {
        let sheet = SHEETS.iter().position(|sheet| Some(sheet.name) == self.sheet);
        let column = self.column.clone().map(|letters| (letters.len(), letters));
        (sheet, self.row, column)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(sheet) = self.sheet else { return f.write_str("the file") };
        f.write_str(sheet)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(entry) = &self.entry {
            write!(f, ", {entry}")?;
        }
        match (&self.column, &self.heading) {
            (Some(column), Some(heading)) => write!(f, ", column {column} ({heading})"),
            (Some(column), None) => write!(f, ", column {column}"),
            (None, Some(heading)) => write!(f, ", column \"{heading}\""),
            (None, None) => Ok(()),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        if !self.value.is_empty() {
            // Card texts have lines of their own; one fault is one line.
            write!(f, "\"{}\": ", self.value.replace('\n', " / "))?;
        }
        self.problem.fmt(f)
    }
}

/// The letters of a column counted from 0: A, B, …, Z, AA, …
pub(super) fn letters(column: u32) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        if rest < 26 {
            return letters.into_iter().rev().collect();
        }
        rest = rest / 26 - 1;
    }
}
