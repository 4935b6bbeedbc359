//! What is wrong in a workbook, and in which cell.

use routing::{
    BusinessCard, CardError, CatchmentError, DateError, IdError, Problem as Rule, live::OfferError,
};
use serde::Serialize;

use super::format::SHEETS;
pub use crate::words::phrases::workbook::Problem;

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

impl Fault {
    /// A fault of the whole file.
    pub(super) fn of_file(problem: Problem) -> Self {
        Self { place: Place::default(), value: String::new(), problem }
    }
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

impl From<CatchmentError> for Problem {
    fn from(error: CatchmentError) -> Self {
        match error {
            CatchmentError::Part(part) => Self::PostcodePart { part },
            CatchmentError::Backwards(part) => Self::PostcodeBackwards { part },
        }
    }
}

impl From<OfferError> for Problem {
    fn from(OfferError { part }: OfferError) -> Self {
        Self::LiveHours { part }
    }
}

impl From<IdError> for Problem {
    fn from(error: IdError) -> Self {
        match error.kind {
            "topic id" => Self::TopicId,
            "centre id" => Self::CentreId,
            "carrier id" => Self::CarrierId,
            "server name" => Self::ServerName,
            _ => Self::MatrixId,
        }
    }
}

impl From<DateError> for Problem {
    fn from(error: DateError) -> Self {
        match error {
            DateError::Spelling => Self::DateSpelling,
            DateError::NoSuchDay => Self::NoSuchDay,
        }
    }
}

impl From<CardError> for Problem {
    fn from(CardError { lines }: CardError) -> Self {
        let small = |lines| u32::try_from(lines).unwrap_or(u32::MAX);
        Self::CardLines { lines: small(lines), most: small(BusinessCard::MOST_LINES) }
    }
}

impl From<Rule> for Problem {
    fn from(rule: Rule) -> Self {
        match rule {
            Rule::Duplicate => Self::Duplicate,
            Rule::Empty => Self::Empty,
            Rule::UnknownTopic => Self::UnknownTopic,
            Rule::UnknownCentre => Self::UnknownCentre,
            Rule::UnknownCounsellor => Self::UnknownCounsellor,
            Rule::OwnDeputy => Self::OwnDeputy,
            Rule::ActivatedWithoutTraining => Self::ActivatedWithoutTraining,
            Rule::WhiteSpotWithoutTopic => Self::WhiteSpotWithoutTopic,
            Rule::FallbackCycle => Self::FallbackCycle,
            Rule::OnlineWithoutService => Self::OnlineWithoutService,
            Rule::CoversNothing => Self::CoversNothing,
            Rule::Zero => Self::Zero,
            Rule::BeyondCarrier => Self::BeyondCarrier,
            Rule::ServerNotAllowed => Self::ServerNotAllowed,
            Rule::HasLotse => Self::HasLotse,
            Rule::LotseWithoutServer => Self::LotseWithoutServer,
        }
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
