//! How many asked and how soon they were answered: the same rows for the page, for spreadsheets and for `lotse figures`, and what a
//! month came to in all, for pictures.

use routing::desk::Deed;
use routing::{CaseFigure, Directory, Figure, FigureRow, Month, MonthTotal, Span, Timestamp};
use rust_xlsxwriter::{Format, FormatAlign, Note, Workbook, Worksheet, XlsxError};

use super::overview::topic_name;
use super::{Refused, SignedIn, Staff};
use crate::{
    store::{self, StoreResult, Tx},
    words::phrases::{Catalogue, Locale, Phrase},
};

/// A row of figures with the names that people know.
#[derive(Clone, Debug)]
pub struct FigureView {
    /// The centre's name.
    pub centre: String,
    /// The topic's name.
    pub topic: String,
    /// The figures; small ones are withheld.
    pub row: FigureRow,
}

/// Everything that somebody sees of the figures.
#[derive(Clone, Debug)]
pub struct FiguresView {
    /// Whether these are all centres.
    pub whole: bool,
    /// The rows in the order of month, centre, topic.
    pub rows: Vec<FigureView>,
    /// The months in all.
    pub totals: Vec<MonthTotal>,
    /// What stands above them in a file.
    pub headings: Headings,
}

/// From when to when; nothing given is everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Months {
    /// The first one.
    pub from: Option<Month>,
    /// The last one.
    pub to: Option<Month>,
}

impl FiguresView {
    /// Of all cases that are counted.
    pub async fn of_all(
        tx: &mut Tx,
        directory: &Directory,
        months: Months,
        (catalogue, locale): (&Catalogue, Locale),
        now: Timestamp,
    ) -> StoreResult<Self> {
        let cases = store::figure::all(tx).await?;
        Ok(Self::of(cases, directory, (months, catalogue, locale), true, now))
    }

    fn of(
        cases: Vec<CaseFigure>,
        directory: &Directory,
        (months, catalogue, locale): (Months, &Catalogue, Locale),
        whole: bool,
        now: Timestamp,
    ) -> Self {
        let totals = routing::totals(cases.iter().cloned(), months.from, months.to, now);
        let named = |row: FigureRow| FigureView {
            // Who has left the directory is still known by their id.
            centre: directory
                .centre(&row.centre)
                .map_or_else(|| row.centre.to_string(), |centre| centre.name.clone()),
            topic: directory
                .topic(&row.topic)
                .map_or_else(|| row.topic.to_string(), |topic| topic_name(topic, locale)),
            row,
        };
        let rows = routing::figures(cases, months.from, months.to, now).into_iter().map(named).collect();
        Self { whole, rows, totals, headings: Headings::of(catalogue, locale) }
    }
}

impl Staff {
    /// The figures of all centres that somebody may see.
    pub async fn figures(
        &self,
        signed_in: &SignedIn,
        months: Months,
        locale: Locale,
    ) -> Result<FiguresView, Refused> {
        let service = self.office()?;
        let all = signed_in.may(Deed::SeeAllFigures);
        if !all && self.centres(signed_in)?.is_empty() {
            return Err(Refused::Unknown);
        }
        let mut cases = store::figure::all(&mut service.store.look().await?).await?;
        cases.retain(|case| all || signed_in.may(Deed::SeeFigures(&case.centre)));
        Ok(FiguresView::of(
            cases,
            &service.directory(),
            (months, &service.catalogue, locale),
            all,
            service.now(),
        ))
    }
}

/// How wide the columns are, in characters.
const WIDTHS: [u16; COLUMNS] = [10, 40, 34, 13, 13, 17, 17, 10, 13, 10, 13, 13];

const COLUMNS: usize = 12;

/// What stands above figures in a file.
#[derive(Clone, Debug)]
pub struct Headings {
    /// What the sheet is called.
    sheet: String,
    columns: [String; COLUMNS],
    /// What the stars mean.
    note: String,
}

impl Headings {
    /// In somebody's language.
    pub fn of(catalogue: &Catalogue, locale: Locale) -> Self {
        let says = |phrase| catalogue.say(locale, &phrase).plain;
        let columns = says(Phrase::DeskFigureHeadings);
        let mut columns = columns.lines().map(|line| line.trim().to_owned());
        Self {
            sheet: says(Phrase::DeskFigureSheet),
            columns: std::array::from_fn(|_| columns.next().unwrap_or_default()),
            note: says(Phrase::DeskFigureNote),
        }
    }
}

/// Comma-separated values that German Excel opens: semicolons, decimal commas, and the mark by which Excel knows UTF-8.
pub fn csv(rows: &[FigureView], headings: &Headings) -> Vec<u8> {
    let mut text = "\u{FEFF}".to_owned();
    line(&mut text, headings.columns.clone());
    for FigureView { centre, topic, row } in rows {
        line(
            &mut text,
            [
                row.month.to_string(),
                harmless(centre),
                harmless(topic),
                count(row.enquiries),
                count(row.accepted),
                hours(row.median),
                hours(row.p90),
                count(row.open),
                count(row.covers),
                count(row.closed),
                count(row.kept),
                count(row.broken),
            ],
        );
    }
    text.into_bytes()
}

fn line(text: &mut String, cells: [String; COLUMNS]) {
    let cells = cells.map(|cell| {
        let quoted = cell.contains([';', '"', '\r', '\n']);
        if quoted { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
    });
    text.push_str(&cells.join(";"));
    text.push_str("\r\n");
}

/// A name that no spreadsheet takes for a formula.
fn harmless(name: &str) -> String {
    let guard = if name.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { "'" } else { "" };
    format!("{guard}{name}")
}

fn count(figure: Figure<u32>) -> String {
    match figure {
        Figure::Shown(number) => number.to_string(),
        Figure::Withheld => "*".to_owned(),
    }
}

fn hours(figure: Figure<Option<Span>>) -> String {
    match figure {
        Figure::Shown(Some(span)) => format!("{},{}", tenths(span) / 10, tenths(span) % 10),
        Figure::Shown(None) => String::new(),
        Figure::Withheld => "*".to_owned(),
    }
}

/// Tenths of an hour, rounded.
fn tenths(span: Span) -> i64 {
    (span.millis() + 180_000) / 360_000
}

/// An .xlsx workbook of one sheet.
pub fn xlsx(rows: &[FigureView], headings: &Headings) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(&headings.sheet)?.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    for (column, (heading, width)) in (0_u16..).zip(headings.columns.iter().zip(WIDTHS)) {
        sheet
            .set_column_width(column, f64::from(width))?
            .write_string_with_format(0, column, heading, &bold)?;
    }
    sheet.insert_note(0, 3, &Note::new(&headings.note).add_author_prefix(false))?;
    let tenth = Format::new().set_num_format("0.0");
    for (line, FigureView { centre, topic, row }) in (1_u32..).zip(rows) {
        // Names are always strings, whatever they look like: that is the guard against formula injection.
        for (column, text) in (0_u16..).zip([&row.month.to_string(), centre, topic]) {
            sheet.write_string(line, column, text)?;
        }
        for (column, figure) in [
            (3, row.enquiries),
            (4, row.accepted),
            (7, row.open),
            (8, row.covers),
            (9, row.closed),
            (10, row.kept),
            (11, row.broken),
        ] {
            match figure {
                Figure::Shown(number) => sheet.write_number(line, column, number)?,
                Figure::Withheld => withheld(sheet, line, column)?,
            };
        }
        for (column, figure) in [(5, row.median), (6, row.p90)] {
            match figure {
                Figure::Shown(Some(span)) => {
                    sheet.write_number_with_format(line, column, in_hours(span), &tenth)?
                }
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

#[cfg(test)]
mod tests {
    use calamine::Reader as _;

    use super::*;

    fn rows(centre: &str) -> Vec<FigureView> {
        let asked = Timestamp::from_millis(1_795_000_000_000);
        let case = |answered: i64| CaseFigure {
            centre: "dresden".parse().unwrap(),
            topic: "schulden".parse().unwrap(),
            asked_at: asked,
            accepted_at: Some(asked),
            answered_at: Some(asked.plus(Span::minutes(answered * 10))),
            promised: Some(asked.plus(Span::hours(48))),
            closed: answered > 1,
            covers: 1,
        };
        let rows = routing::figures((0..6).map(case), None, None, asked);
        let named = |row| FigureView { centre: centre.to_owned(), topic: "Schulden".to_owned(), row };
        rows.into_iter().map(named).collect()
    }

    fn german() -> Headings {
        Headings::of(&Catalogue::load().unwrap(), Locale::De)
    }

    #[test]
    fn every_column_is_headed_in_every_language() {
        let catalogue = Catalogue::load().unwrap();
        let words = |locale| catalogue.say(locale, &Phrase::DeskFigureHeadings).plain.lines().count();
        let heads = [Locale::De, Locale::En].map(|locale| Headings::of(&catalogue, locale));
        assert_eq!([words(Locale::De), words(Locale::En)], [COLUMNS; 2]);
        assert!(heads.iter().all(|it| it.columns.iter().all(|column| !column.is_empty())));
        assert_ne!(heads[0].columns, heads[1].columns);
        assert!(heads[1].note.starts_with("* means") && heads[1].sheet == "Figures", "{heads:?}");
    }

    #[test]
    fn excel_opens_the_values_and_takes_no_name_for_a_formula() {
        let text = String::from_utf8(csv(&rows("=1+1;\"x\""), &german())).unwrap();
        let mut lines = text.strip_prefix('\u{FEFF}').unwrap().split("\r\n");
        assert!(lines.next().unwrap().starts_with("Monat;Beratungsstelle;Fachbereich;"), "{text}");
        assert_eq!(lines.next().unwrap(), "2026-11;\"'=1+1;\"\"x\"\"\";Schulden;6;6;0,4;0,8;*;6;*;6;0");
        for formula in ["+1", "-1", "@x", "\tx", "=x"] {
            let text = String::from_utf8(csv(&rows(formula), &german())).unwrap();
            assert!(text.contains(&format!("'{formula}")), "{text}");
        }
    }

    #[test]
    fn in_the_workbook_a_name_is_a_text_and_a_number_a_number() {
        let bytes = xlsx(&rows("=1+1"), &german()).unwrap();
        let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range("Zahlen").unwrap();
        assert_eq!(sheet.get_value((1, 1)), Some(&calamine::Data::String("=1+1".to_owned())));
        assert_eq!(sheet.get_value((1, 3)), Some(&calamine::Data::Float(6.0)));
        assert_eq!(sheet.get_value((1, 7)), Some(&calamine::Data::String("*".to_owned())));
        assert!(book.worksheet_formula("Zahlen").unwrap().is_empty(), "a formula");
    }
}
