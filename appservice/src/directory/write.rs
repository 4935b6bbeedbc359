//! From a directory to an .xlsx workbook, or an empty one to fill in.

use routing::Draft;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, Note,
    Workbook, Worksheet, XlsxError,
};
use thiserror::Error;

use super::{
    format::{
        ALL, CARRIERS, CATCHMENTS, CENTRES, COUNSELLORS, FAMILIAR, FLAGS, FOLLOW_UPS, MANNER, NO, POLITE,
        RESPONSIBLE, SHEETS, Sheet, TOPICS, YES,
    },
    rows::{self, Fields},
};

/// Down to which row a template offers `ja` and `nein`.
const LAST_CHOICE: u32 = 9_999;

/// A workbook that could not be written.
#[derive(Debug, Error)]
#[error("the workbook could not be written")]
pub struct WriteError(#[from] XlsxError);

/// An empty workbook: headings, each with a note that says what belongs under it.
pub fn template() -> Result<Vec<u8>, WriteError> {
    export(&Draft::default())
}

/// The bytes of an .xlsx workbook that [`read`](super::read) turns into an equal draft, except for absences and
/// deputies, which are no part of the workbook. The same draft always gives the same bytes.
pub fn export(draft: &Draft) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    // A fixed date: what is checked in must not change with the day on which it was made.
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook
        .set_properties(&DocProperties::new().set_title("Lotse: Excel-Liste").set_creation_datetime(&made));
    for sheet in SHEETS {
        write(workbook.add_worksheet(), sheet, &of(sheet, draft))?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// The rows of a sheet.
pub(super) fn of(sheet: &Sheet, draft: &Draft) -> Vec<Fields> {
    match sheet.name {
        name if name == TOPICS.name => draft.topics.iter().map(rows::topic).collect(),
        name if name == CENTRES.name => draft.centres.iter().map(rows::centre).collect(),
        name if name == CATCHMENTS.name => rows::catchments(draft),
        name if name == COUNSELLORS.name => draft.counsellors.iter().map(rows::counsellor).collect(),
        name if name == CARRIERS.name => draft.carriers.iter().map(rows::carrier).collect(),
        _ => Vec::new(),
    }
}

fn write(worksheet: &mut Worksheet, sheet: &Sheet, rows: &[Fields]) -> Result<(), XlsxError> {
    // The format `@` keeps what people type as text: `01067` stays `01067`, and `=1+1` is never a formula.
    let text = Format::new().set_num_format("@").set_align(FormatAlign::Top).set_text_wrap();
    let bold = Format::new().set_num_format("@").set_bold();
    worksheet.set_name(sheet.name)?.set_freeze_panes(1, 0)?;
    for (column, number) in sheet.columns.iter().zip(0_u16..) {
        worksheet
            .set_column_width(number, f64::from(column.width))?
            .set_column_format(number, &text)?
            .write_string_with_format(0, number, column.heading, &bold)?
            .insert_note(0, number, &Note::new(column.note).add_author_prefix(false))?;
        if FLAGS.contains(&column.heading) {
            worksheet.add_data_validation(1, number, LAST_CHOICE, number, &choice([YES, NO])?)?;
        }
        if column.heading == FOLLOW_UPS {
            worksheet.add_data_validation(1, number, LAST_CHOICE, number, &choice([ALL, RESPONSIBLE])?)?;
        }
        if column.heading == MANNER {
            worksheet.add_data_validation(1, number, LAST_CHOICE, number, &choice([POLITE, FAMILIAR])?)?;
        }
        for (fields, row) in rows.iter().zip(1_u32..) {
            let cell = fields.iter().find(|(heading, _)| *heading == column.heading);
            if let Some((_, value)) = cell.filter(|(_, value)| !value.is_empty()) {
                // Always a string, never what the text looks like: that is the guard against formula injection.
                worksheet.write_string_with_format(row, number, value, &text)?;
            }
        }
    }
    Ok(())
}

fn choice(words: [&'static str; 2]) -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_list_strings(&words)?
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title(words.join(" oder "))
}
