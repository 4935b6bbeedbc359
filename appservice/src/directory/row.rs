//! One row under the headings: each cell parsed into what it should be, or a fault noted.

use routing::{BusinessCard, Catchment, Date};

use super::{
    cell::Cell,
    fault::{Fault, Problem},
    format::{NO, YES},
    signs,
    table::{Table, fault},
};

/// Nobody was trained to counsel online before; an earlier date is a slip, or a time that is shown as one.
const FIRST_TRAINING: u16 = 1980;

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

    /// What the cell shows, without surrounding space; empty if there is nothing, or a formula without a sound result.
    fn shown(&mut self, heading: &str) -> String {
        let cell = self.cell(heading);
        match cell {
            Cell::Broken(_) => self.refuse(heading, Problem::BrokenFormula),
            Cell::Unfinished(_) => self.refuse(heading, Problem::FormulaWithoutResult),
            cell => return cell.shown(),
        }
        String::new()
    }

    /// The cell's text, composed, with plain dashes. What the program has made something else of is refused.
    pub(super) fn text(&mut self, heading: &str) -> String {
        let fraction = |number: f64| number.fract() != 0.0;
        match self.cell(heading) {
            Cell::Date(_) | Cell::Time(_) | Cell::Flag(_) => self.refuse(heading, Problem::Reinterpreted),
            Cell::Number(number) if fraction(*number) => self.refuse(heading, Problem::Reinterpreted),
            _ => return signs::typed(&self.shown(heading)),
        }
        String::new()
    }

    /// Text for people to read, without signs that nobody sees.
    pub(super) fn free(&mut self, heading: &str) -> String {
        match self.cell(heading) {
            Cell::Text(text) if signs::mixes(text) => {
                self.refuse(heading, Problem::MixedLetters);
                String::new()
            }
            Cell::Text(text) => signs::cleaned(text),
            _ => self.text(heading),
        }
    }

    /// Text for people to read that must not be empty.
    pub(super) fn name(&mut self, heading: &str) -> String {
        let name = self.free(heading);
        let mixes = matches!(self.cell(heading), Cell::Text(text) if signs::mixes(text));
        if name.is_empty() && !mixes && matches!(self.cell(heading), Cell::Empty | Cell::Text(_)) {
            self.refuse(heading, Problem::Empty);
        }
        name
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
        let text = self.free(heading);
        text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// A card of a few lines, or none.
    pub(super) fn card(&mut self, heading: &str) -> BusinessCard {
        let text = self.free(heading);
        self.try_parse(heading, &text, BusinessCard::parse).unwrap_or_default()
    }

    /// `ja` or `nein`; an empty cell is `nein`, the answer that opens nothing.
    pub(super) fn flag(&mut self, heading: &str) -> bool {
        if matches!(self.cell(heading), Cell::Date(_) | Cell::Time(_)) {
            self.refuse(heading, Problem::NotAFlag);
            return false;
        }
        match signs::plain(&self.shown(heading)).to_lowercase().as_str() {
            YES | "j" | "x" | "wahr" | "true" | "yes" | "1" => return true,
            NO | "n" | "falsch" | "false" | "no" | "0" | "" => {}
            _ => self.refuse(heading, Problem::NotAFlag),
        }
        false
    }

    /// A whole number from 1, or what an empty cell stands for.
    pub(super) fn whole(&mut self, heading: &str, empty: u16) -> u16 {
        if matches!(self.cell(heading), Cell::Date(_) | Cell::Time(_)) {
            self.refuse(heading, Problem::TimeNoNumber);
            return empty;
        }
        let text = signs::plain(&self.shown(heading));
        if text.is_empty() {
            return empty;
        }
        match text.parse() {
            Ok(number) if number > 0 => number,
            _ => {
                self.refuse(heading, Problem::NotWhole { most: u32::from(u16::MAX) });
                empty
            }
        }
    }

    /// A day, as a date cell or as text; `None` if the cell is empty.
    pub(super) fn date(&mut self, heading: &str) -> Option<Date> {
        let date = match self.cell(heading) {
            Cell::Date(date) => *date,
            Cell::Number(_) => {
                self.refuse(heading, Problem::NumericDate);
                return None;
            }
            Cell::Time(_) => {
                self.refuse(heading, Problem::TimeNoDate);
                return None;
            }
            Cell::Flag(_) => {
                self.refuse(heading, Problem::DateSpelling);
                return None;
            }
            _ => {
                let text = signs::plain(&self.shown(heading));
                if text.is_empty() {
                    return None;
                }
                self.try_parse(heading, &text, Date::parse)?
            }
        };
        if date.year() < FIRST_TRAINING {
            self.refuse(heading, Problem::DateLongAgo);
            return None;
        }
        Some(date)
    }

    /// Postcodes, only ever from text: a number has already lost its zero, and nobody can tell. Empty is no
    /// postcode at all, as a white spot has it.
    pub(super) fn postcodes(&mut self, heading: &str) -> Catchment {
        if let Cell::Number(number) = *self.cell(heading) {
            self.refuse(heading, numeric(number));
            return Catchment::default();
        }
        let text = signs::plain(&self.text(heading)).replace(" bis ", "-");
        if text.is_empty() {
            return Catchment::default();
        }
        self.try_parse(heading, &text, Catchment::parse).unwrap_or_default()
    }

    /// One e-mail address, or none.
    pub(super) fn email(&mut self, heading: &str) -> Option<String> {
        let address = self.text(heading);
        if address.is_empty() {
            return None;
        }
        self.try_parse(heading, &address, |text| {
            if !signs::odd(text).is_empty() {
                return Err(Problem::Email);
            }
            text.parse::<lettre::Address>().map(|_| text.to_owned()).map_err(|_| Problem::Email)
        })
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

/// What somebody meant who typed a number for postcodes.
fn numeric(number: f64) -> Problem {
    let shown = number.to_string();
    match shown.split_once('.') {
        // In a German spreadsheet a comma divides the whole from its parts, and zeros at the ends are lost.
        Some((one, other)) if one.len() <= 5 && other.len() <= 5 && number > 0.0 => {
            Problem::CommaPostcodes { postcodes: format!("{one:0>5}; {other:0<5}") }
        }
        None if shown.len() <= 5 && number > 0.0 => {
            Problem::NumericPostcode { postcode: format!("{number:05}") }
        }
        _ => Problem::NumberNoPostcode,
    }
}
