//! One row under the headings: each cell parsed into what it should be, or a fault noted.

use routing::{Catchment, Date};

use super::{
    cell::Cell,
    fault::{Fault, Problem},
    format::{NO, YES},
    table::{Table, fault},
};

/// A row that is being read. A cell that cannot be parsed leaves a fault and gives the empty value, so that the
/// rest of the workbook is still checked.
pub(super) struct Row<'a> {
    pub(super) table: &'a Table,
    /// Counted from 0.
    pub(super) number: u32,
    pub(super) faults: &'a mut Vec<Fault>,
}

impl<'a> Row<'a> {
    /// Notes that something is wrong with the cell under this heading.
    pub(super) fn refuse(&mut self, heading: &str, problem: Problem) {
        let cell = self.cell(heading);
        let column = self.table.columns.get(heading).copied();
        self.faults.push(fault(self.table.sheet, Some(self.number), column, Some(heading), cell, problem));
    }

    /// The cell's text without surrounding space; empty if there is none.
    pub(super) fn text(&mut self, heading: &str) -> String {
        let cell = self.cell(heading);
        if matches!(cell, Cell::Broken(_)) {
            self.refuse(heading, Problem::BrokenFormula);
            return String::new();
        }
        cell.shown()
    }

    /// A text that must not be empty.
    pub(super) fn required(&mut self, heading: &str) -> String {
        let text = self.text(heading);
        if text.is_empty() && self.cell(heading).is_empty() {
            self.refuse(heading, Problem::Empty);
        }
        text
    }

    /// A value that must be there.
    pub(super) fn parsed<T, E: Into<Problem>>(
        &mut self,
        heading: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.required(heading);
        if text.is_empty() { None } else { self.try_parse(heading, &text, parse) }
    }

    /// A value that may be missing.
    pub(super) fn optional<T, E: Into<Problem>>(
        &mut self,
        heading: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.text(heading);
        if text.is_empty() { None } else { self.try_parse(heading, &text, parse) }
    }

    /// A list divided by semicolons, without empty parts.
    pub(super) fn list(&mut self, heading: &str) -> Vec<String> {
        let text = self.text(heading);
        text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// `ja` or `nein`; an empty cell is `nein`, the answer that opens nothing.
    pub(super) fn flag(&mut self, heading: &str) -> bool {
        match self.text(heading).to_lowercase().as_str() {
            YES | "j" | "x" | "wahr" | "true" | "yes" | "1" => return true,
            NO | "n" | "falsch" | "false" | "no" | "0" | "" => {}
            _ => self.refuse(heading, Problem::NotAFlag),
        }
        false
    }

    /// A whole number from 1, or what an empty cell stands for.
    pub(super) fn whole(&mut self, heading: &str, empty: u16) -> u16 {
        let text = self.text(heading);
        if text.is_empty() {
            return empty;
        }
        match text.parse() {
            Ok(number) if number > 0 => number,
            _ => {
                self.refuse(heading, Problem::NotWhole);
                empty
            }
        }
    }

    /// A day, as a date cell or as text; `None` if the cell is empty.
    pub(super) fn date(&mut self, heading: &str) -> Option<Date> {
        match self.cell(heading) {
            Cell::Date(date) => Some(*date),
            Cell::Number(_) => {
                self.refuse(heading, Problem::NumericDate);
                None
            }
            _ => self.optional(heading, Date::parse),
        }
    }

    /// Postcodes, only ever from text: a number has already lost its zero, and nobody can tell. Empty is no
    /// postcode at all, as a white spot has it.
    pub(super) fn postcodes(&mut self, heading: &str) -> Catchment {
        if let Cell::Number(number) = *self.cell(heading) {
            self.refuse(heading, Problem::NumericPostcode(format!("{number:05}")));
            return Catchment::default();
        }
        self.optional(heading, Catchment::parse).unwrap_or_default()
    }

    fn cell(&self, heading: &str) -> &'a Cell {
        let table = self.table;
        let column = table.columns.get(heading);
        let cell = column.and_then(|column| table.rows.get(&self.number)?.get(column));
        cell.unwrap_or(&Cell::Empty)
    }

    fn try_parse<T, E: Into<Problem>>(
        &mut self,
        heading: &str,
        text: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        parse(text).map_err(|error| self.refuse(heading, error.into())).ok()
    }
}
