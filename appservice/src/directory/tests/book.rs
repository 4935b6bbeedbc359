//! Workbooks as people make them, cell by cell.

use std::collections::BTreeMap;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use routing::{Date, Directory, Draft};

use super::super::{Fault, told};
use crate::words::phrases::{Catalogue, Locale};

/// As the directory reads a workbook on the day of these tests.
pub(super) fn read(workbook: &[u8]) -> Result<(Draft, Directory), Vec<Fault>> {
    super::super::read(workbook, today())
}

pub(super) fn today() -> Date {
    Date::parse("2026-11-26").unwrap()
}

/// Faults as the operator reads them, in English.
pub(super) fn lines(faults: &[Fault]) -> Vec<String> {
    told(faults, &Catalogue::load().unwrap(), Locale::En)
}

/// What somebody types into a cell.
pub(super) enum Typed {
    Text(&'static str),
    Number(f64),
    Flag(bool),
    Day(u16, u8, u8),
    /// A number that is shown by a format.
    Shown(f64, &'static str),
    Broken,
    /// A formula with the result that a library stores.
    Formula(&'static str, &'static str),
}

pub(super) use Typed::{Broken, Day, Flag, Formula as Worked, Number, Shown, Text};

/// Sheets in order, each with its cells by row and column from 0.
pub(super) struct Book(Vec<(&'static str, Cells)>);

type Cells = BTreeMap<(u32, u16), Typed>;

const SMALL: [(&str, &str); 4] = [
    (
        "Fachbereiche",
        "Kürzel|Name|Name englisch|Stichwörter|Antwortzeit in Stunden|Aufbewahrung in Tagen|Weißer Fleck
         schulden|Schulden|Debt|inkasso; pfändung|24|30|bund
         sucht|Sucht",
    ),
    (
        "Beratungsstellen",
        "Kürzel|Name|Träger|Visitenkarte|Team|Online|Ersatz
         dresden|Beratung Dresden|Sozialwerk|Wir helfen.|ja|ja
         bund|Beratung bundesweit|Sozialwerk||nein|ja|dresden",
    ),
    (
        "Einzugsgebiete",
        "Beratungsstelle|Fachbereiche|Postleitzahlen
         dresden|alle|01067-01099
         bund|schulden",
    ),
    (
        "Berater·innen",
        "Matrix-Kennung|Beratungsstelle|Name|E-Mail|Schulung am|Freigeschaltet
         @ben:lotse.example|dresden|Ben|ben@lotse.example|11.02.2026|ja
         @ida:lotse.example|bund|Ida||2026-02-11|ja",
    ),
];

impl Book {
    /// Two topics, two centres, two counsellors, without a fault.
    pub(super) fn small() -> Self {
        Self(SMALL.map(|(sheet, text)| (sheet, cells(text))).into())
    }

    /// Types into a cell, given as in `C2`.
    pub(super) fn with(mut self, sheet: &str, cell: &str, typed: Typed) -> Self {
        let letter = cell.bytes().next().unwrap();
        let row = cell[1..].parse::<u32>().unwrap();
        let cells = &mut self.0.iter_mut().find(|(name, _)| *name == sheet).unwrap().1;
        cells.insert((row - 1, u16::from(letter - b'A')), typed);
        self
    }

    /// Types a row of texts.
    pub(super) fn with_row(mut self, sheet: &str, row: u32, texts: &'static str) -> Self {
        let cells = &mut self.0.iter_mut().find(|(name, _)| *name == sheet).unwrap().1;
        cells.extend((0..).zip(texts.split('|')).map(|(column, text)| ((row - 1, column), Text(text))));
        self
    }

    pub(super) fn without(mut self, sheet: &str) -> Self {
        self.0.retain(|(name, _)| *name != sheet);
        self
    }

    pub(super) fn named(mut self, sheet: &str, name: &'static str) -> Self {
        self.0.iter_mut().find(|(known, _)| *known == sheet).unwrap().0 = name;
        self
    }

    pub(super) fn and(mut self, sheet: &'static str, text: &'static str) -> Self {
        self.0.push((sheet, cells(text)));
        self
    }

    /// Puts the columns of every sheet into the opposite order.
    pub(super) fn mirrored(mut self) -> Self {
        for (_, cells) in &mut self.0 {
            *cells = std::mem::take(cells)
                .into_iter()
                .map(|((row, column), it)| ((row, 9 - column), it))
                .collect();
        }
        self
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        let date = Format::new().set_num_format("dd.mm.yyyy");
        for (name, cells) in &self.0 {
            let sheet = workbook.add_worksheet();
            sheet.set_name(*name).unwrap();
            for (&(row, column), typed) in cells {
                match typed {
                    Text(text) => sheet.write_string(row, column, *text).unwrap(),
                    Number(number) => sheet.write_number(row, column, *number).unwrap(),
                    Flag(flag) => sheet.write_boolean(row, column, *flag).unwrap(),
                    Day(year, month, day) => {
                        let day = ExcelDateTime::from_ymd(*year, *month, *day).unwrap();
                        sheet.write_datetime_with_format(row, column, &day, &date).unwrap()
                    }
                    Shown(number, format) => {
                        let format = Format::new().set_num_format(*format);
                        sheet.write_number_with_format(row, column, *number, &format).unwrap()
                    }
                    Worked(formula, result) => {
                        sheet.write_formula(row, column, Formula::new(*formula).set_result(*result)).unwrap()
                    }
                    Broken => sheet
                        .write_formula(row, column, Formula::new("=nope()").set_result("#NAME?"))
                        .unwrap(),
                };
            }
        }
        workbook.save_to_buffer().unwrap()
    }

    pub(super) fn faults(&self) -> Vec<Fault> {
        read(&self.bytes()).expect_err("this workbook has faults")
    }

    /// The faults as the operator reads them.
    pub(super) fn lines(&self) -> Vec<String> {
        lines(&self.faults())
    }
}

fn cells(text: &'static str) -> Cells {
    let rows = (0..).zip(text.lines());
    let cells = rows.flat_map(|(row, line)| {
        let cells = (0..).zip(line.split('|').map(str::trim));
        cells.filter(|(_, text)| !text.is_empty()).map(move |(column, text)| ((row, column), Text(text)))
    });
    cells.collect()
}
