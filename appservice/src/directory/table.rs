//! A workbook's sheets as rows of cells, found by their headings.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
};

use calamine::{Ods, OdsError, Reader, Xlsx, XlsxError, XlsxFormulaMetadata};
use zip::ZipArchive;

use super::{
    cell::Cell,
    fault::{Fault, Place, Problem, letters},
    format::{Column, SHEETS, Sheet, folded},
    kind, ods,
};

/// The cells that hold something, by row and column from 0. Sparse, so that a stray cell in the last row costs
/// no memory.
pub(super) type Grid = BTreeMap<u32, BTreeMap<u32, Cell>>;

/// Twice the 40,000 counsellors that we plan for, and no more than needed: a workbook may come from anybody's desk.
const MOST_ROWS: u32 = 80_000;
const MOST_COLUMNS: u32 = 256;

/// Three times what 80,000 rows take up in the wordiest format.
const MOST_UNFOLDED: u64 = 128 << 20;

/// One sheet with all its headings in place.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) sheet: &'static Sheet,
    /// Where each heading of the format stands.
    pub(super) columns: BTreeMap<&'static str, u32>,
    /// The rows under the headings that are not empty.
    pub(super) rows: Grid,
}

/// What opening a workbook gave: the sound sheets, and the faults of the others.
#[derive(Debug, Default)]
pub(super) struct Opened {
    pub(super) tables: Vec<Table>,
    pub(super) faults: Vec<Fault>,
}

impl Opened {
    pub(super) fn table(&self, sheet: &Sheet) -> Option<&Table> {
        self.tables.iter().find(|table| table.sheet.name == sheet.name)
    }

    /// Whether nothing of a sheet is missing. One from before which workbooks are read may not be there at all.
    pub(super) fn is_whole(&self, sheet: &Sheet) -> bool {
        let is_wrong = |fault: &Fault| fault.place.sheet == Some(sheet.name);
        self.table(sheet).is_some() || (sheet.optional && !self.faults.iter().any(is_wrong))
    }

    /// Adds one sheet's cells: the first row is the headings.
    pub(super) fn add(&mut self, sheet: &'static Sheet, grid: Grid) {
        let (table, faults) = headed(sheet, grid);
        self.tables.extend(table);
        self.faults.extend(faults);
    }
}

/// Takes a list of one sheet: the first of a workbook, whatever it is called, or a text divided by semicolons, commas or tabs.
pub(super) fn open_list(bytes: &[u8], sheet: &'static Sheet) -> Opened {
    let refuse = |problem| Opened { faults: vec![Fault::of_file(problem)], ..Opened::default() };
    let grid = match kind::unreadable(bytes) {
        Some(Problem::Csv) => divided(bytes),
        Some(problem) => return refuse(problem),
        None if unfolds_beyond(bytes, MOST_UNFOLDED) => {
            return refuse(Problem::Unfolds { most: u32::try_from(MOST_UNFOLDED >> 20).unwrap_or(u32::MAX) });
        }
        None => first_sheet(bytes),
    };
    let mut opened = Opened::default();
    match grid {
        Ok(grid) => opened.add(sheet, grid),
        Err(problem) => return refuse(problem),
    }
    opened
}

fn first_sheet(bytes: &[u8]) -> Result<Grid, Problem> {
    if let Some(tight) = ods::tightened(bytes, MOST_UNFOLDED) {
        let damaged = |error: OdsError| Problem::Damaged { detail: error.to_string() };
        let mut workbook = Ods::new(Cursor::new(tight.as_slice())).map_err(damaged)?;
        let name = workbook.sheet_names().into_iter().next().ok_or(Problem::MissingSheet)?;
        return ods(&mut workbook, &name);
    }
    let damaged = |error: XlsxError| match error {
        XlsxError::Password => Problem::Password,
        error => Problem::Damaged { detail: error.to_string() },
    };
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let name = workbook.sheet_names().into_iter().next().ok_or(Problem::MissingSheet)?;
    xlsx(&mut workbook, &name)
}

/// What spreadsheet programs write as text. In other signs than UTF-8 a letter may be lost, and never one of an id or a day.
fn divided(bytes: &[u8]) -> Result<Grid, Problem> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{FEFF}');
    let head = text.lines().next().unwrap_or_default();
    let most = [';', '\t', ','].into_iter().max_by_key(|sign| head.matches(*sign).count()).unwrap_or(';');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(most).unwrap_or(b';'))
        .from_reader(text.as_bytes());
    let mut grid = Grid::new();
    for (row, record) in (0_u32..).zip(reader.records()) {
        let record = record.map_err(|error| Problem::Damaged { detail: error.to_string() })?;
        for (column, value) in (0_u32..).zip(&record) {
            let value = value.trim();
            let cell = if value.is_empty() { Cell::Empty } else { Cell::Text(value.to_owned()) };
            put(&mut grid, (row, column), cell)?;
        }
    }
    Ok(grid)
}

/// Takes a file's bytes; the kind of workbook is told by the contents, not by a file name.
pub(super) fn open(bytes: &[u8]) -> Opened {
    let refuse = |problem| Opened { faults: vec![Fault::of_file(problem)], ..Opened::default() };
    if let Some(problem) = kind::unreadable(bytes) {
        return refuse(problem);
    }
    if unfolds_beyond(bytes, MOST_UNFOLDED) {
        return refuse(Problem::Unfolds { most: u32::try_from(MOST_UNFOLDED >> 20).unwrap_or(u32::MAX) });
    }
    if let Some(tight) = ods::tightened(bytes, MOST_UNFOLDED) {
        return match Ods::new(Cursor::new(tight.as_slice())) {
            Ok(mut workbook) => {
                let names = workbook.sheet_names();
                sheets(&names, |name| ods(&mut workbook, name))
            }
            Err(OdsError::Password) => refuse(Problem::Password),
            Err(error) => refuse(Problem::Damaged { detail: error.to_string() }),
        };
    }
    match Xlsx::new(Cursor::new(bytes)) {
        Ok(mut workbook) => {
            let names = workbook.sheet_names();
            sheets(&names, |name| xlsx(&mut workbook, name))
        }
        Err(XlsxError::Password) => refuse(Problem::Password),
        Err(no_xlsx) => match Ods::new(Cursor::new(bytes)) {
            Err(OdsError::Password) => refuse(Problem::Password),
            _ => refuse(Problem::Damaged { detail: no_xlsx.to_string() }),
        },
    }
}

/// Whether the parts of a zip file say that they are larger than `most` bytes together: the reader of workbooks would take all of
/// it into memory. A part of which more comes out than it says is refused by the reader.
fn unfolds_beyond(bytes: &[u8], most: u64) -> bool {
    // What is no zip file is no workbook either; its own fault is told by the reader.
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let sizes = (0..archive.len()).filter_map(|part| Some(archive.by_index_raw(part).ok()?.size()));
    sizes.fold(0, u64::saturating_add) > most
}

/// Sheets beyond those of the format are people's own notes and are left alone.
fn sheets(names: &[String], mut grid: impl FnMut(&str) -> Result<Grid, Problem>) -> Opened {
    let mut opened = Opened::default();
    for sheet in SHEETS {
        let mut found = names.iter().filter(|name| folded(name) == folded(sheet.name));
        let read = match (found.next(), found.next()) {
            (None, _) if sheet.optional => continue,
            (None, _) => Err(Problem::MissingSheet),
            (Some(_), Some(_)) => Err(Problem::SheetTwice),
            (Some(name), None) => grid(name),
        };
        match read {
            Ok(grid) => opened.add(sheet, grid),
            Err(problem) => opened.faults.push(fault(sheet, None, None, None, &Cell::Empty, problem)),
        }
    }
    opened
}

fn xlsx(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Grid, Problem> {
    let unreadable = |error: XlsxError| Problem::UnreadableSheet { detail: error.to_string() };
    let mut cells = workbook.worksheet_cells_reader(name).map_err(unreadable)?;
    let mut grid = Grid::new();
    while let Some(found) = cells.next_cell_with_formula_metadata().map_err(unreadable)? {
        let value = Cell::from(found.value);
        let cell = match &found.formula {
            None => value,
            Some(XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. }) => {
                Cell::of_formula(formula, value)
            }
            Some(_) => Cell::of_formula("…", value),
        };
        put(&mut grid, found.pos, cell)?;
    }
    Ok(grid)
}

fn ods(workbook: &mut Ods<Cursor<&[u8]>>, name: &str) -> Result<Grid, Problem> {
    let unreadable = |error: OdsError| Problem::UnreadableSheet { detail: error.to_string() };
    let formulas = workbook.worksheet_formula(name).map_err(unreadable)?;
    let range = workbook.worksheet_range(name).map_err(unreadable)?;
    let at = |(top, left): (u32, u32), row: usize, column: usize| {
        let from_top = u32::try_from(row).unwrap_or(u32::MAX);
        let from_left = u32::try_from(column).unwrap_or(u32::MAX);
        (top.saturating_add(from_top), left.saturating_add(from_left))
    };
    let mut grid = Grid::new();
    let start = range.start().unwrap_or_default();
    for (row, column, data) in range.used_cells() {
        put(&mut grid, at(start, row, column), data.clone().into())?;
    }
    let start = formulas.start().unwrap_or_default();
    for (row, column, formula) in formulas.used_cells() {
        let place = at(start, row, column);
        // An empty text is a result.
        if matches!(range.get_value(place), Some(calamine::Data::String(_))) {
            continue;
        }
        let value = grid.get(&place.0).and_then(|row| row.get(&place.1)).cloned().unwrap_or_default();
        put(&mut grid, place, Cell::of_formula(formula.trim_start_matches("of:"), value))?;
    }
    Ok(grid)
}

fn put(grid: &mut Grid, (row, column): (u32, u32), cell: Cell) -> Result<(), Problem> {
    if cell.is_empty() {
        return Ok(());
    }
    if row >= MOST_ROWS || column >= MOST_COLUMNS {
        return Err(Problem::TooLarge { rows: MOST_ROWS, columns: MOST_COLUMNS });
    }
    grid.entry(row).or_default().insert(column, cell);
    Ok(())
}

fn headed(sheet: &'static Sheet, mut grid: Grid) -> (Option<Table>, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut columns = BTreeMap::new();
    let mut known = BTreeSet::new();
    if let Some((row, headings)) = grid.pop_first() {
        for (column, cell) in headings {
            known.insert(column);
            let text = cell.shown();
            let heading = sheet.columns.iter().find(|it| folded(it.heading) == folded(&text));
            let problem = match heading.map(|it| columns.insert(it.heading, column)) {
                None if matches!(cell, Cell::Unfinished(_)) => Problem::FormulaWithoutResult,
                None => Problem::UnknownHeading,
                Some(Some(_)) => Problem::HeadingTwice,
                Some(None) => continue,
            };
            faults.push(fault(sheet, Some(row), Some(column), None, &cell, problem));
        }
    }
    let missing = |it: &&Column| !it.optional && !columns.contains_key(it.heading);
    let mut complete = true;
    for missing in sheet.columns.iter().filter(missing) {
        complete = false;
        faults.push(fault(sheet, None, None, Some(missing.heading), &Cell::Empty, Problem::MissingHeading));
    }
    for (&row, cells) in &grid {
        for (&column, cell) in cells.iter().filter(|(column, _)| !known.contains(column)) {
            faults.push(fault(sheet, Some(row), Some(column), None, cell, Problem::NoHeading));
        }
    }
    (complete.then_some(Table { sheet, columns, rows: grid }), faults)
}

/// Builds a fault from rows and columns counted from 0.
pub(super) fn fault(
    sheet: &'static Sheet,
    row: Option<u32>,
    column: Option<u32>,
    heading: Option<&str>,
    cell: &Cell,
    problem: Problem,
) -> Fault {
    let place = Place {
        sheet: Some(sheet.name),
        row: row.map(|row| row + 1),
        entry: None,
        column: column.map(letters),
        heading: heading.map(str::to_owned),
    };
    Fault { place, value: cell.shown(), problem }
}
