use super::{
    super::{Problem, read},
    book::{Book, Broken, Day, Flag, Number, Text, Typed},
};

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
const WRONG: [(&str, &str, Typed, &str); 35] = [
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
    ("Berater·innen", "A2", Text("@ben:lotse_example"), "cannot be invited"),
    ("Berater·innen", "A2", Text("@ben:lotse.example:haus"), "cannot be invited"),
    ("Berater·innen", "B2", Text("leipzig"), "(Beratungsstelle): \"leipzig\": there is no such centre"),
    ("Berater·innen", "E2", Text("31.02.2026"), "(Schulung am): \"31.02.2026\": there is no such day"),
    ("Berater·innen", "E2", Number(46000.0), "\"46000\": a number, not a date"),
    ("Berater·innen", "E2", Text(""), "(Schulung am): nobody is activated before the training is recorded"),
];

#[test]
fn every_kind_of_wrong_cell_is_told_with_its_place_and_value() {
    for (sheet, cell, typed, told) in WRONG {
        let lines = Book::small().with(sheet, cell, typed).lines();
        let place = format!("{sheet}, row {}, column {} (", &cell[1..], &cell[..1]);
        let found = lines.iter().any(|line| line.starts_with(&place) && line.contains(told));
        assert!(found, "{place} {told}\nbut\n{lines:#?}");
    }
}

#[test]
fn only_a_centre_of_last_resort_may_cover_no_postcode() {
    let lines =
        Book::small().with("Einzugsgebiete", "C2", Text("")).with("Beratungsstellen", "G3", Text("")).lines();
    assert_eq!(lines.len(), 2, "one for each topic: {lines:#?}");
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
    let missing = Book::small().with("Einzugsgebiete", "B1", Text("Themen")).lines();
    assert_eq!(
        missing,
        [
            "Einzugsgebiete, column \"Fachbereiche\": the heading is missing",
            "Einzugsgebiete, row 1, column B: \"Themen\": unknown heading"
        ]
    );
    let twice = Book::small().with("Einzugsgebiete", "D1", Text("postleitzahlen")).lines();
    assert_eq!(
        twice,
        ["Einzugsgebiete, row 1, column D: \"postleitzahlen\": the heading stands there twice"]
    );
    let stray = Book::small().with("Einzugsgebiete", "D3", Text("80437")).lines();
    assert_eq!(
        stray,
        ["Einzugsgebiete, row 3, column D: \"80437\": there is a value in a column without a heading"]
    );
    let gone = Book::small().without("Einzugsgebiete").lines();
    assert_eq!(gone, ["Einzugsgebiete: the sheet is missing"]);
    let doubled = Book::small().and("Berater-Innen", "x").lines();
    assert_eq!(doubled, ["Berater·innen: there are two sheets of this name"]);
}

#[test]
fn a_file_that_is_no_workbook_is_refused() {
    for bytes in [&b""[..], b"PK\x03\x04", b"Name;PLZ\n"] {
        let faults = read(bytes).unwrap_err();
        assert!(
            matches!(faults[..], [ref fault] if matches!(fault.problem, Problem::NotAWorkbook(_))),
            "{faults:?}"
        );
        assert!(faults[0].to_string().starts_with("the file: this is neither"), "{}", faults[0]);
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
