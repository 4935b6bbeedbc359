//! Figures for spreadsheets. The headings are words of a file format, as those of the directory's workbook.

use routing::{Figure, Span};
use rust_xlsxwriter::{Format, FormatAlign, Note, Workbook, Worksheet, XlsxError};

use super::{Named, count, hours, tenths};

const HEADINGS: [(&str, u16); 10] = [
    ("Monat", 10),
    ("Beratungsstelle", 40),
    ("Fachbereich", 34),
    ("Erstanfragen", 13),
    ("Angenommen", 13),
    ("Erste Antwort, Median (Stunden)", 17),
    ("Erste Antwort, P90 (Stunden)", 17),
    ("Offen", 10),
    ("Vertretungen", 13),
    ("Beendet", 10),
];

const NOTE: &str = "* bedeutet: 1 bis 4, oder eine Zahl, aus der sich eine solche ausrechnen ließe. Gezählt wird nach \
                    dem Monat der Erstanfrage (UTC). Summen gibt es deshalb nicht.";

/// A semicolon between the cells, a decimal comma, and the mark by which Excel knows UTF-8.
pub(super) fn csv(rows: &[Named]) -> anyhow::Result<Vec<u8>> {
    let mut text = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    text.write_record(HEADINGS.map(|(heading, _)| heading))?;
    for Named { centre, topic, row } in rows {
        let mut cells = vec![row.month.to_string(), harmless(centre), harmless(topic)];
        cells.extend([
            count(row.enquiries),
            count(row.accepted),
            hours(row.median, ','),
            hours(row.p90, ','),
        ]);
        cells.extend([count(row.open), count(row.covers), count(row.closed)]);
        // A dash alone would be one, too.
        text.write_record(cells.iter().map(|cell| if cell == "-" { "" } else { cell }))?;
    }
    Ok(text.into_inner()?)
}

/// The same of appointments.
pub(super) fn appointments(rows: &[[String; 6]]) -> anyhow::Result<Vec<u8>> {
    let mut text = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    text.write_record(["Monat", "Beratungsstelle", "Ort", "Stattgefunden", "Abgesagt", "Ausgefallen"])?;
    for row in rows {
        text.write_record(row.iter().map(|cell| harmless(cell)))?;
    }
    Ok(text.into_inner()?)
}

/// A name that no spreadsheet takes for a formula.
fn harmless(name: &str) -> String {
    let guard = if name.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { "'" } else { "" };
    format!("{guard}{name}")
}

/// An .xlsx workbook of one sheet.
pub(super) fn xlsx(rows: &[Named]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Zahlen")?.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    for (column, (heading, width)) in (0_u16..).zip(HEADINGS) {
        sheet
            .set_column_width(column, f64::from(width))?
            .write_string_with_format(0, column, heading, &bold)?;
    }
    sheet.insert_note(0, 3, &Note::new(NOTE).add_author_prefix(false))?;
    for (line, Named { centre, topic, row }) in (1_u32..).zip(rows) {
        // Names are always strings, whatever they look like: that is the guard against formula injection.
        for (column, text) in (0_u16..).zip([&row.month.to_string(), centre, topic]) {
            sheet.write_string(line, column, text)?;
        }
        let numbers =
            [(3, row.enquiries), (4, row.accepted), (7, row.open), (8, row.covers), (9, row.closed)];
        for (column, figure) in numbers {
            match figure {
                Figure::Shown(number) => sheet.write_number(line, column, number)?,
                Figure::Withheld => withheld(sheet, line, column)?,
            };
        }
        for (column, figure) in [(5, row.median), (6, row.p90)] {
            match figure {
                Figure::Shown(Some(span)) => sheet.write_number_with_format(
                    line,
                    column,
                    in_hours(span),
                    &Format::new().set_num_format("0.0"),
                )?,
                Figure::Shown(None) => continue,
                Figure::Withheld => withheld(sheet, line, column)?,
            };
        }
    }
    workbook.save_to_buffer()
}

fn withheld(sheet: &mut Worksheet, line: u32, column: u16) -> Result<&mut Worksheet, XlsxError> {
    sheet.write_string_with_format(line, column, "*", &Format::new().set_align(FormatAlign::Right))
}

fn in_hours(span: Span) -> f64 {
    f64::from(i32::try_from(tenths(span)).unwrap_or(i32::MAX)) / 10.0
}
