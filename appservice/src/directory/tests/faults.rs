use super::{
    super::told,
    book::{Book, Broken, Day, Flag, Number, Shown, Text, Typed, Worked, lines, read},
};
use crate::words::phrases::{Catalogue, Locale};

#[test]
fn a_workbook_without_faults_is_read() {
    let (draft, _) = read(&Book::small().bytes()).unwrap();
    assert_eq!(draft.topics[0].keywords, ["inkasso", "pfändung"]);
    assert_eq!((draft.topics[0].promise_hours, draft.topics[0].retention_days), (24, 30));
    assert_eq!((draft.topics[1].promise_hours, draft.topics[1].retention_days), (48, 90));
    assert_eq!(draft.centres[0].services.len(), 2, "`alle` is every topic");
    assert!(draft.centres[0].team && !draft.centres[1].team);
    assert_eq!(draft.counsellors[0].trained_on.unwrap().to_string(), "2026-02-11");
}

#[test]
fn columns_are_found_by_heading_and_sheets_by_name_in_any_order() {
    let straight = read(&Book::small().bytes()).unwrap().0;
    let book = Book::small().mirrored().named("Berater·innen", "BERATER_INNEN").and("Notizen", "irgendwas");
    assert_eq!(read(&book.bytes()).unwrap().0, straight);
}

#[test]
fn cells_may_be_numbers_dates_and_flags() {
    let book = Book::small()
        .with("Fachbereiche", "E2", Number(24.0))
        .with("Beratungsstellen", "E2", Flag(true))
        .with("Berater·innen", "E2", Day(2026, 2, 11))
        .with("Berater·innen", "F2", Text(" JA "));
    assert_eq!(read(&book.bytes()).unwrap().0, read(&Book::small().bytes()).unwrap().0);
}

#[test]
fn rows_of_the_same_centre_and_topic_add_up() {
    let book = Book::small().with_row("Einzugsgebiete", 4, "dresden|schulden; sucht|01100-01120;02*");
    let (draft, _) = read(&book.bytes()).unwrap();
    let catchments = draft.centres[0].services.values().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(catchments, ["01067-01120; 02*"; 2]);
}

/// Sheet, cell, what somebody types into it, and what they are told after the place.
const WRONG: [(&str, &str, Typed, &str); 61] = [
    ("Einzugsgebiete", "C2", Number(1067.0), "(Postleitzahlen): \"1067\": a postcode must be text"),
    ("Einzugsgebiete", "C2", Number(1067.0), "format the cell as text and write '01067'"),
    ("Einzugsgebiete", "C2", Number(80437.0), "format the cell as text and write '80437'"),
    ("Einzugsgebiete", "C2", Text("1067"), "`1067` is neither a postcode (80437), a range"),
    ("Einzugsgebiete", "C2", Text("01099-01067"), "the range `01099-01067` ends before it begins"),
    (
        "Einzugsgebiete",
        "A2",
        Text("leipzig"),
        "\"leipzig\": there is no such centre in the sheet Beratungsstellen",
    ),
    ("Einzugsgebiete", "A2", Text("Leipzig!"), "\"Leipzig!\": not a centre id"),
    ("Einzugsgebiete", "B2", Text("sucht; trauer"), "there is no such topic in the sheet Fachbereiche"),
    ("Einzugsgebiete", "B2", Text("sucht; schulden; Ä"), "not a topic id"),
    ("Einzugsgebiete", "B2", Text(" "), "(Fachbereiche): must not be empty"),
    ("Fachbereiche", "A3", Text("Sucht!"), "(Kürzel): \"Sucht!\": not a topic id"),
    ("Fachbereiche", "A3", Text("schulden"), "this entry is there twice"),
    ("Fachbereiche", "B3", Text(""), "(Name): must not be empty"),
    ("Fachbereiche", "B3", Broken, "\"#NAME?\": the cell's formula is broken"),
    (
        "Fachbereiche",
        "E3",
        Text("bald"),
        "(Antwortzeit in Stunden): \"bald\": must be a whole number from 1 to 65535",
    ),
    ("Fachbereiche", "E3", Number(1.5), "\"1.5\": must be a whole number"),
    ("Fachbereiche", "F3", Number(0.0), "(Aufbewahrung in Tagen): \"0\": must be a whole number"),
    ("Fachbereiche", "G2", Text("nirgends"), "(Weißer Fleck): \"nirgends\": there is no such centre"),
    ("Fachbereiche", "G3", Text("bund"), "\"bund\": this centre does not offer the topic"),
    ("Beratungsstellen", "A3", Text("dresden"), "this entry is there twice"),
    ("Beratungsstellen", "C2", Text(""), "(Träger): must not be empty"),
    (
        "Beratungsstellen",
        "D2",
        Text("1\n2\n3\n4\n5\n6"),
        "\"1 / 2 / 3 / 4 / 5 / 6\": a card has at most 5 lines",
    ),
    ("Beratungsstellen", "E2", Text("vielleicht"), "(Team): \"vielleicht\": must be ja or nein"),
    ("Beratungsstellen", "G2", Text("nirgends"), "(Ersatz): \"nirgends\": there is no such centre"),
    ("Beratungsstellen", "G2", Text("bund"), "the fallbacks of these centres go round in a circle"),
    ("Berater·innen", "A2", Text("ben"), "(Matrix-Kennung): \"ben\": not a "),
    (
        "Berater·innen",
        "A2",
        Text("@Ben:lotse.example"),
        "cannot be invited: before the colon a Matrix id has a-z",
    ),
    ("Berater·innen", "A2", Text("@jürgen:lotse.example"), "cannot be invited"),
    ("Berater·innen", "A2", Text("@b\u{200b}en:lotse.example"), "cannot be invited"),
    ("Berater·innen", "A2", Text("@ben:Lotse.Example"), "cannot be invited"),
    ("Berater·innen", "A2", Text("@ben:lotse_example"), "cannot be invited"),
    ("Berater·innen", "A2", Text("@ben:lotse.example:haus"), "cannot be invited"),
    ("Berater·innen", "B2", Text("leipzig"), "(Beratungsstelle): \"leipzig\": there is no such centre"),
    ("Berater·innen", "E2", Text("31.02.2026"), "(Schulung am): \"31.02.2026\": there is no such day"),
    ("Berater·innen", "E2", Number(46000.0), "\"46000\": a number, not a date"),
    ("Berater·innen", "E2", Text(""), "(Schulung am): nobody is activated before the training is recorded"),
    // What libraries leave behind that write workbooks.
    ("Einzugsgebiete", "C2", Worked("=Liste!A1", ""), "\"=Liste!A1\": the cell's formula has no result"),
    ("Beratungsstellen", "E2", Worked("=IF(1=1,\"ja\",\"nein\")", "0"), "the cell's formula has no result"),
    ("Fachbereiche", "E2", Worked("=12*2", ""), "\"=12*2\": the cell's formula has no result"),
    ("Berater·innen", "F2", Worked("=A1", ""), "(Freigeschaltet): \"=A1\": the cell's formula has no result"),
    ("Berater·innen", "E2", Worked("=HEUTE()", ""), "the cell's formula has no result"),
    // Times, and what programs make of what is typed.
    ("Fachbereiche", "E2", Shown(2.0, "[h]:mm"), "\"48:00\": the program has made a time or a date of it"),
    ("Fachbereiche", "F2", Shown(48.0, "dd.mm.yyyy"), "the program has made a time or a date of it"),
    ("Berater·innen", "E2", Shown(0.604_166, "hh:mm"), "\"14:30\": a time, not a date"),
    ("Berater·innen", "E2", Shown(1.5, "[h]:mm"), "\"36:00\": a time, not a date"),
    ("Berater·innen", "E2", Text("11.02.0026"), "the training cannot be so long ago"),
    ("Berater·innen", "E2", Day(2099, 12, 31), "\"2099-12-31\": the training is still to come"),
    ("Beratungsstellen", "B2", Day(2026, 5, 3), "(Name): \"2026-05-03\": this must be text, but the program"),
    ("Beratungsstellen", "A2", Flag(true), "(Kürzel): \"ja\": this must be text, but the program"),
    ("Fachbereiche", "D2", Number(110.112), "(Stichwörter): \"110.112\": this must be text, but the program"),
    ("Beratungsstellen", "E2", Shown(0.5, "hh:mm"), "(Team): \"12:00\": must be ja or nein"),
    ("Einzugsgebiete", "C2", Number(79_100.791_01), "and write '79100; 79101'"),
    ("Einzugsgebiete", "C2", Number(1067.0107), "and write '01067; 01070'"),
    ("Einzugsgebiete", "C2", Number(7_910_079_101.0), "a number, not postcodes"),
    // What cannot be seen, or looks like something else.
    ("Berater·innen", "A2", Text("@ben:lotse.example\u{200B}"), "(zero width space, U+200B)"),
    ("Einzugsgebiete", "C2", Text("01067\u{200B}"), "(zero width space, U+200B)"),
    ("Beratungsstellen", "E2", Text("j\u{430}"), "must be ja or nein. “а” (U+0430) only looks like “a”"),
    (
        "Berater·innen",
        "D2",
        Text("ben(at)lotse.example"),
        "(E-Mail): \"ben(at)lotse.example\": not an e-mail address",
    ),
    ("Berater·innen", "D2", Text("b@lotse.example; i@lotse.example"), "not an e-mail address"),
    ("Berater·innen", "D2", Text("ben@lotse.example\u{200B}"), "(zero width space, U+200B)"),
    ("Beratungsstellen", "B2", Text("Beratung Dresd\u{435}n"), "a word here has letters of two scripts"),
];

#[test]
fn an_address_with_a_line_of_its_own_is_none() {
    let lines =
        Book::small().with("Berater·innen", "D2", Text("ben@lotse.example\nBcc: x@lotse.example")).lines();
    assert!(lines.len() == 1 && lines[0].contains("not an e-mail address"), "{lines:?}");
}

#[test]
fn what_people_paste_is_read_as_it_looks() {
    let book = Book::small()
        .with("Fachbereiche", "A1", Text("Ku\u{308}rzel"))
        .with("Fachbereiche", "G1", Text("Weißer\u{A0}Fleck"))
        .with("Beratungsstellen", "A1", Text("KU\u{308}RZEL"))
        .with("Beratungsstellen", "B2", Text("Bera\u{AD}tung Dresden\u{200B}"))
        .with("Beratungsstellen", "D2", Text("Wir\u{200B} helfen."))
        .with("Einzugsgebiete", "C2", Text("01067\u{2011}01099"));
    assert_eq!(read(&book.bytes()).unwrap().0, read(&Book::small().bytes()).unwrap().0);
    for dash in ["\u{2010}", "\u{2212}", " – ", " bis ", "\u{FF0D}"] {
        let text: &'static str = format!("01067{dash}01099").leak();
        let book = Book::small().with("Einzugsgebiete", "C2", Text(text));
        assert_eq!(read(&book.bytes()).unwrap().0, read(&Book::small().bytes()).unwrap().0, "{dash}");
    }
}

#[test]
fn a_formula_with_its_result_is_its_result() {
    let book = Book::small().with("Beratungsstellen", "E2", Worked("=IF(1=1,\"ja\",\"nein\")", "ja")).with(
        "Fachbereiche",
        "E2",
        Worked("=12*2", "24"),
    );
    assert_eq!(read(&book.bytes()).unwrap().0, read(&Book::small().bytes()).unwrap().0);
}

#[test]
fn the_same_fault_in_twenty_rows_is_one_line() {
    let mut book = Book::small();
    for row in 4..24 {
        let text: &'static str = format!("t{row}|Thema|||||bund").leak();
        book = book.with_row("Fachbereiche", row, text);
    }
    let lines = book.lines();
    assert_eq!(lines.len(), 1, "{lines:#?}");
    let start =
        "Fachbereiche, rows 4-23, column G (Weißer Fleck): \"bund\": this centre does not offer the topic";
    assert!(lines[0].starts_with(start) && lines[0].contains("give it a row"), "{}", lines[0]);
    let german = told(&book.faults(), &Catalogue::load().unwrap(), Locale::De);
    assert!(german[0].starts_with(
        "Fachbereiche, Zeilen 4-23, Spalte G (Weißer Fleck): „bund“: Diese Beratungsstelle kann"
    ));
}

#[test]
fn two_people_who_look_alike_are_named() {
    let book = Book::small()
        .with_row("Berater·innen", 4, "@benl:lotse.example|bund|Ben||2026-02-11|ja")
        .with_row("Berater·innen", 5, "@ben1:lotse.example|bund|Ben||2026-02-11|ja");
    let pairs = super::super::alike(&read(&book.bytes()).unwrap().0);
    assert_eq!(pairs.len(), 1, "{pairs:?}");
}

#[test]
fn every_kind_of_wrong_cell_is_told_with_its_place_and_value() {
    for (sheet, cell, typed, told) in WRONG {
        let faults = Book::small().with(sheet, cell, typed).faults();
        let lines = faults.iter().flat_map(|fault| lines(std::slice::from_ref(fault))).collect::<Vec<_>>();
        let place = format!("{sheet}, row {}, column {} (", &cell[1..], &cell[..1]);
        let found = lines.iter().any(|line| line.starts_with(&place) && line.contains(told));
        assert!(found, "{place} {told}\nbut\n{lines:#?}");
    }
}

#[test]
fn only_a_centre_of_last_resort_may_cover_no_postcode() {
    let lines =
        Book::small().with("Einzugsgebiete", "C2", Text("")).with("Beratungsstellen", "G3", Text("")).lines();
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(
        lines[0]
            .starts_with("Einzugsgebiete, row 2, column C (Postleitzahlen): this service covers no postcode")
    );
}

#[test]
fn all_faults_are_told_at_once_in_the_order_of_the_workbook() {
    let lines = Book::small()
        .with("Berater·innen", "E3", Text(""))
        .with("Berater·innen", "B2", Text("leipzig"))
        .with("Einzugsgebiete", "C2", Number(1067.0))
        .with("Fachbereiche", "E2", Text("x"))
        .with("Fachbereiche", "H1", Text("Farbe"))
        .lines();
    let starts = [
        "Fachbereiche, row 1, column H: \"Farbe\": unknown heading",
        "Fachbereiche, row 2, column E",
        "Einzugsgebiete, row 2, column C",
        "Berater·innen, row 2, column B (Beratungsstelle): \"leipzig\": there is no such centre",
        "Berater·innen, row 3, column E",
    ];
    assert_eq!(lines.len(), starts.len(), "{lines:#?}");
    for (line, start) in lines.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
}

#[test]
fn what_follows_from_an_unreadable_cell_is_not_told_as_well() {
    // Without the date nobody could be activated, but that is not what has to be mended.
    let lines = Book::small().with("Berater·innen", "E2", Text("morgen")).lines();
    assert_eq!(lines.len(), 1, "{lines:#?}");
}

#[test]
fn headings_and_sheets_are_checked() {
    let begin = |lines: &[String], starts: &[&str]| {
        assert_eq!(lines.len(), starts.len(), "{lines:#?}");
        assert!(lines.iter().zip(starts).all(|(line, start)| line.starts_with(start)), "{lines:#?}");
    };
    let missing = Book::small().with("Einzugsgebiete", "B1", Text("Themen")).lines();
    begin(
        &missing,
        &[
            "Einzugsgebiete, column \"Fachbereiche\": the heading is missing",
            "Einzugsgebiete, row 1, column B: \"Themen\": unknown heading",
        ],
    );
    let twice = Book::small().with("Einzugsgebiete", "D1", Text("postleitzahlen")).lines();
    begin(&twice, &["Einzugsgebiete, row 1, column D: \"postleitzahlen\": the heading stands there twice"]);
    let stray = Book::small().with("Einzugsgebiete", "D3", Text("80437")).lines();
    begin(
        &stray,
        &["Einzugsgebiete, row 3, column D: \"80437\": there is a value in a column without a heading"],
    );
    let gone = Book::small().without("Einzugsgebiete").lines();
    begin(&gone, &["Einzugsgebiete: the sheet is missing"]);
    let doubled = Book::small().and("Berater-Innen", "x").lines();
    begin(&doubled, &["Berater·innen: there are two sheets of this name"]);
}

#[test]
fn a_file_that_is_no_workbook_is_named_with_what_to_do() {
    let compound = |name: &str| {
        let wide = name.encode_utf16().flat_map(u16::to_le_bytes);
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1].into_iter().chain([0; 600]).chain(wide).collect()
    };
    let files: [(Vec<u8>, &str); 12] = [
        (b"".into(), "the file is empty"),
        (b" \n".into(), "the file is empty"),
        (b"PK\x03\x04".into(), "the file is damaged or not complete"),
        (Book::small().bytes()[..2_000].into(), "the file is damaged or not complete"),
        (b"Name;PLZ\n".into(), "this is a text file (.csv)"),
        (b"K\xfcrzel;Name\r\n".into(), "this is a text file (.csv)"),
        (compound("Workbook"), "this is the old Excel format (.xls)"),
        (compound("EncryptedPackage"), "the file is protected with a password"),
        (b"%PDF-1.7".into(), "the format PDF cannot be read"),
        (b"<?xml version=\"1.0\"?><office:document>".into(), "the format .fods cannot be read"),
        (b"<html><table></table></html>".into(), "the format HTML cannot be read"),
        (b"\x00\x01\x02".into(), "this is neither an .xlsx nor an .ods workbook"),
    ];
    for (bytes, told) in files {
        let lines = lines(&read(&bytes).unwrap_err());
        assert!(lines.len() == 1 && lines[0].starts_with(&format!("the file: {told}")), "{told}: {lines:?}");
    }
}

#[test]
fn a_cell_at_the_end_of_the_sheet_is_refused_and_costs_nothing() {
    let lines = Book::small().with("Einzugsgebiete", "C1048576", Text("x")).lines();
    assert_eq!(lines, ["Einzugsgebiete: there are cells beyond row 80000 or column 256: remove them"]);
}

#[test]
fn columns_have_letters() {
    use super::super::fault::letters;
    assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
}
