use routing::CarrierTopics;

use super::book::{Book, Number, Text, lines, read};
use crate::directory::{Diff, export, template};

const HEAD: &str = "Kürzel|Name|Personen|Postleitzahlen";

/// The small workbook, whose first centre belongs to a carrier that has a row.
fn book(row: &'static str) -> Book {
    let book = Book::small().with("Beratungsstellen", "C2", Text("hilfe"));
    book.and("Träger", HEAD).with_row("Träger", 2, row)
}

#[test]
fn a_carrier_has_a_row_and_its_centres_name_it_by_its_slug() {
    let bytes = book("hilfe|Hilfe e. V.|@vera:lotse.example; @uwe:lotse.example|01*").bytes();
    let (draft, directory) = read(&bytes).unwrap();
    let hilfe = &directory.carriers()[0];
    let centres: Vec<_> = directory.centres_of_carrier(&hilfe.id).map(|centre| centre.id.as_str()).collect();
    assert_eq!(centres, ["dresden"]);
    let names: Vec<_> = draft.centres.iter().map(|centre| draft.runs(centre)).collect();
    assert_eq!(names, ["Hilfe e. V.", "Sozialwerk"]);
    assert_eq!((hilfe.people.len(), hilfe.limits.to_string().as_str()), (2, "01*"));
    // Written and read again it is the same; without its sheet it goes, and is seen to go.
    assert_eq!(read(&export(&draft).unwrap()).unwrap().0, draft);
    let before_carriers = Book::small().with("Beratungsstellen", "C2", Text("hilfe")).bytes();
    let diff = Diff::between(&draft, &read(&before_carriers).unwrap().0).to_string();
    assert!(diff.contains("- carrier hilfe") && diff.contains("0 added, 0 changed, 1 removed"), "{diff}");
    assert!(read(&template().unwrap()).is_ok(), "the template has the sheet");
}

#[test]
fn a_carrier_gives_the_topics_that_its_row_names() {
    let with = |topics: &'static str| {
        let head = "Kürzel|Name|Personen|Postleitzahlen|Fachbereiche";
        let book = Book::small().with("Beratungsstellen", "C2", Text("hilfe")).and("Träger", head);
        let book = book.with_row("Träger", 2, "hilfe|Hilfe e. V.||01*");
        if topics.is_empty() { book } else { book.with("Träger", "E2", Text(topics)) }
    };
    let topic = || "schulden".parse().unwrap();
    for (text, given) in [
        ("", CarrierTopics::default()),
        ("schulden", CarrierTopics::These([topic()].into())),
        ("Alle", CarrierTopics::All),
    ] {
        let draft = read(&with(text).bytes()).unwrap().0;
        assert_eq!(draft.carriers[0].topics, given, "{text}");
        assert_eq!(read(&export(&draft).unwrap()).unwrap().0, draft, "written and read again");
    }
    for text in ["schulen", "Schulden!"] {
        let lines = with(text).lines();
        let told = lines.len() == 1 && lines[0].starts_with("Träger, row 2, column E (Fachbereiche)");
        assert!(told && lines[0].contains("topic"), "{lines:?}");
    }
}

#[test]
fn what_is_wrong_with_a_carrier_is_told_with_its_place() {
    for (row, place, told) in [
        ("Hilfe!|Hilfe", "Träger, row 2, column A (Kürzel): \"Hilfe!\"", "not a carrier id"),
        ("hilfe||", "Träger, row 2, column B (Name)", "must not be empty"),
        ("hilfe|Hilfe|vera; @Uwe:x", "Träger, row 2, column C (Personen)", "not a Matrix id"),
        ("hilfe|Hilfe||1067", "Träger, row 2, column D (Postleitzahlen)", "neither a postcode"),
        (
            "hilfe|Hilfe||01067-01090",
            "Einzugsgebiete, row 2, column C (Postleitzahlen): \"01091-01099\"",
            "beyond the limits",
        ),
    ] {
        let faults = book(row).faults();
        let lines: Vec<_> = faults.iter().flat_map(|fault| lines(std::slice::from_ref(fault))).collect();
        let found = lines.iter().any(|line| line.starts_with(place) && line.contains(told));
        assert!(found, "{row}: {lines:#?}");
    }
    let twice = book("hilfe|Hilfe").with_row("Träger", 3, "hilfe|Noch eine").lines();
    assert!(twice[0].starts_with("Träger, row 3") && twice[0].contains("twice"), "{twice:?}");
    let number = book("hilfe|Hilfe").with("Träger", "D2", Number(1067.0)).lines();
    assert!(number[0].contains("write '01067'"), "{number:?}");
    // A sheet that is there is whole.
    let torn = Book::small().and("Träger", "Kürzel|Name").lines();
    assert!(torn.len() == 2 && torn[0].contains("Träger"), "{torn:?}");
}
