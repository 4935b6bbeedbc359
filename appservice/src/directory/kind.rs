//! What a file is that is no workbook, so that whoever sent it learns what to do.

use std::io::Cursor;

use zip::ZipArchive;

use super::fault::Problem;

/// How much of a file is looked at.
const HEAD: usize = 4_096;

/// What an .xls of before 2007 and an encrypted .xlsx begin with (a compound file, [MS-CFB]).
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Names the file; `None` if it looks like a workbook that can be read.
pub(super) fn unreadable(bytes: &[u8]) -> Option<Problem> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Some(Problem::EmptyFile);
    }
    if bytes.starts_with(COMPOUND) {
        return Some(compound(bytes));
    }
    if bytes.starts_with(b"PK") {
        return zipped(bytes);
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_lowercase();
    let head = head.trim_start_matches(['\u{FEFF}', ' ', '\n', '\r', '\t']);
    let other = |kind: &str| Problem::OtherFormat { kind: kind.to_owned() };
    // Excel from before 1997 wrote the bare stream ([MS-XLS], record BOF).
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04 | 0x08, ..]) {
        return Some(Problem::OldExcel);
    }
    Some(if head.starts_with("%pdf") {
        other("PDF")
    } else if head.starts_with("{\\rtf") {
        other("RTF")
    } else if head.contains("<office:document") {
        other(".fods")
    } else if head.contains("schemas-microsoft-com:office:spreadsheet") {
        other(".xml")
    } else if head.contains("<html") || head.contains("<!doctype html") || head.contains("<table") {
        other("HTML")
    } else if is_text(bytes) {
        Problem::Csv
    } else {
        Problem::NotAWorkbook
    })
}

fn compound(bytes: &[u8]) -> Problem {
    let named = |name: &str| {
        let wide = name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if named("EncryptedPackage") {
        Problem::Password
    } else if named("Workbook") || named("Book") {
        Problem::OldExcel
    } else if named("WordDocument") {
        Problem::OtherFormat { kind: ".doc".to_owned() }
    } else {
        Problem::NotAWorkbook
    }
}

fn zipped(bytes: &[u8]) -> Option<Problem> {
    let archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => return Some(Problem::Damaged { detail: error.to_string() }),
    };
    let has = |name: &str| archive.file_names().flatten().any(|part| part.starts_with(name));
    let other = |kind: &str| Some(Problem::OtherFormat { kind: kind.to_owned() });
    if has("xl/workbook.bin") {
        other(".xlsb")
    } else if has("Index/Document.iwa") || has("Index.zip") {
        other(".numbers")
    } else if has("word/") {
        other(".docx")
    } else if has("ppt/") {
        other(".pptx")
    } else if has("xl/") || has("content.xml") || has("encrypted-package") {
        None
    } else if archive.file_names().flatten().any(|part| {
        let ending = part.rsplit('.').next().unwrap_or_default().to_lowercase();
        matches!(ending.as_str(), "xlsx" | "ods")
    }) {
        other(".zip")
    } else {
        Some(Problem::NotAWorkbook)
    }
}

/// Whether these are lines of text in one of the encodings that spreadsheet programs export.
fn is_text(bytes: &[u8]) -> bool {
    let wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let head = &bytes[..bytes.len().min(HEAD)];
    wide || !head.iter().any(|byte| *byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t'))
}
