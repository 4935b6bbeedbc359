use std::io::{Cursor, Write as _};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::book::{Book, lines, read};

const TEXT: &str = r#"<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>"#;

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;

/// The small book as an office suite writes it: dates, flags and numbers typed, empty cells and rows repeated.
fn document(postcodes: &str) -> Vec<u8> {
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let texts = |line: &str| line.split('|').map(|text| TEXT.replace("{}", text)).collect::<String>();
    let table = |name: &str, rows: &str| {
        let rest = r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>"#;
        format!(r#"<table:table table:name="{name}">{rows}{rest}</table:table>"#)
    };
    let number = |n: u32| {
        format!(
            r#"<table:table-cell office:value-type="float" office:value="{n}"><text:p>{n}</text:p></table:table-cell>"#
        )
    };
    let empty = |n: u32| format!(r#"<table:table-cell table:number-columns-repeated="{n}"/>"#);
    let day = r#"<table:table-cell office:value-type="date" office:date-value="2026-02-11"><text:p>11.02.26</text:p></table:table-cell>"#;
    let yes = r#"<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell>"#;
    let sheets = [
        table(
            "Fachbereiche",
            &[
                row(&texts("Kürzel|Name|Name englisch|Stichwörter|Antwortzeit in Stunden|Aufbewahrung in Tagen|Weißer Fleck")),
                row(&[texts("schulden|Schulden|Debt|inkasso; pfändung"), number(24), number(30), texts("bund")].concat()),
                row(&texts("sucht|Sucht")),
            ]
            .concat(),
        ),
        table(
            "Beratungsstellen",
            &[
                row(&texts("Kürzel|Name|Träger|Visitenkarte|Team|Online|Ersatz")),
                row(&[texts("dresden|Beratung Dresden|Sozialwerk|Wir helfen."), yes.repeat(2)].concat()),
                row(&[texts("bund|Beratung bundesweit|Sozialwerk"), empty(1), texts("nein|ja|dresden")].concat()),
            ]
            .concat(),
        ),
        table(
            "Einzugsgebiete",
            &[
                row(&texts("Beratungsstelle|Fachbereiche|Postleitzahlen")),
                row(&[&texts("dresden|alle"), postcodes].concat()),
                row(&texts("bund|schulden")),
            ]
            .concat(),
        ),
        table(
            "Berater·innen",
            &[
                row(&texts("Matrix-Kennung|Beratungsstelle|Name|E-Mail|Schulung am|Freigeschaltet")),
                row(&[&texts("@ben:lotse.example|dresden|Ben|ben@lotse.example"), day, yes].concat()),
                row(&[&texts("@ida:lotse.example|bund|Ida"), &empty(1), day, yes].concat()),
            ]
            .concat(),
        ),
    ];
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"#,
        sheets.concat()
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file("mimetype", plain).unwrap();
    zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
    zip.start_file("META-INF/manifest.xml", plain).unwrap();
    zip.write_all(MANIFEST.as_bytes()).unwrap();
    zip.start_file("content.xml", plain).unwrap();
    zip.write_all(content.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn an_ods_workbook_is_read_like_an_xlsx_one() {
    let ods = document(&TEXT.replace("{}", "01067-01099"));
    assert_eq!(read(&ods).unwrap().0, read(&Book::small().bytes()).unwrap().0);
}

#[test]
fn an_ods_postcode_without_its_zero_is_refused() {
    let cell = r#"<table:table-cell office:value-type="float" office:value="1067"><text:p>01067</text:p></table:table-cell>"#;
    let lines = lines(&read(&document(cell)).unwrap_err());
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(
        lines[0].starts_with(
            "Einzugsgebiete, row 2, column C (Postleitzahlen): \"1067\": a postcode must be text"
        )
    );
    assert!(lines[0].ends_with("write '01067'"));
}

/// As other programs set it out: blanks and line ends between all tags, and around the words.
#[test]
fn blanks_between_the_tags_of_an_ods_mean_nothing() {
    let ods = document(&TEXT.replace("{}", "01067-01099"));
    let mut archive = zip::ZipArchive::new(Cursor::new(ods.as_slice())).unwrap();
    let mut content = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("content.xml").unwrap(), &mut content).unwrap();
    let spaced = content
        .replace("><", ">\n   <")
        .replace("<text:p>", "<text:p>\n  ")
        .replace("</text:p>", "\n </text:p>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [("META-INF/manifest.xml", MANIFEST), ("content.xml", &spaced)] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.start_file("mimetype", SimpleFileOptions::default().compression_method(CompressionMethod::Stored))
        .unwrap();
    zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    assert_eq!(read(&bytes).unwrap().0, read(&Book::small().bytes()).unwrap().0);
}

#[test]
fn an_ods_formula_without_a_result_and_a_time_are_faults() {
    let lines_of = |cell: &str| lines(&read(&document(cell)).unwrap_err());
    let formula = lines_of(r#"<table:table-cell table:formula="of:=[.A1]"/>"#);
    assert!(
        formula.len() == 1 && formula[0].contains("\"=[.A1]\": the cell's formula has no result"),
        "{formula:?}"
    );
    let time = lines_of(
        r#"<table:table-cell office:value-type="time" office:time-value="PT48H00M00S"><text:p>48:00</text:p></table:table-cell>"#,
    );
    assert!(time.len() == 1 && time[0].contains("this must be text"), "{time:?}");
}
