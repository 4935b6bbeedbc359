use std::collections::BTreeSet;

use routing::{CentreId, Draft, Manner};

use super::{
    super::{ChangeKind as Kind, Diff, export, import, sample, template},
    book::{Book, Text, lines, read, today},
};

/// The homeserver of the platform.
const OWN: &str = "lotse.example";

fn small() -> Draft {
    read(&Book::small().bytes()).unwrap().0
}

#[test]
fn what_is_exported_is_read_again() {
    for draft in [small(), sample().unwrap().0] {
        let again = read(&export(&draft).unwrap()).unwrap().0;
        assert_eq!(again, draft);
    }
}

#[test]
fn texts_that_look_like_formulas_or_numbers_stay_texts() {
    let mut draft = small();
    for text in ["=1+1", "+49", "-5", "@SUM(A1)", "01067", "TRUE", "http://lotse.example", "{=1}"] {
        text.clone_into(&mut draft.centres[0].name);
        assert_eq!(read(&export(&draft).unwrap()).unwrap().0, draft);
    }
}

#[test]
fn a_catchment_too_long_for_a_cell_goes_on_in_the_next_row() {
    let mut draft = small();
    let codes = routing::Catchment::from_ranges((0..9_999).map(|number| (number * 10, number * 10)));
    draft.centres[0].services.values_mut().for_each(|catchment| *catchment = codes.clone());
    assert_eq!(read(&export(&draft).unwrap()).unwrap().0, draft);
}

#[test]
fn a_template_is_complete_and_empty() {
    let import = import(&template().unwrap(), &Draft::default(), today(), (OWN, &BTreeSet::new())).unwrap();
    assert_eq!(import.draft, Draft::default());
    assert!(import.diff.is_empty());
}

#[test]
fn the_same_draft_gives_the_same_bytes() {
    assert_eq!(export(&small()).unwrap(), export(&small()).unwrap());
}

#[test]
fn a_first_import_adds_everything_and_a_second_nothing() {
    let first = import(&Book::small().bytes(), &Draft::default(), today(), (OWN, &BTreeSet::new())).unwrap();
    assert_eq!(first.diff.counts(), (6, 0, 0));
    assert_eq!(first.directory.centres().len(), 2);
    let second = import(&Book::small().bytes(), &first.draft, today(), (OWN, &BTreeSet::new())).unwrap();
    assert!(second.diff.is_empty());
    assert_eq!(second.diff.to_string(), "0 added, 0 changed, 0 removed");
}

#[test]
fn a_diff_names_each_field_that_changes() {
    let book = Book::small()
        .with("Fachbereiche", "E2", Text("12"))
        .with("Beratungsstellen", "D2", Text("Wir helfen.\nSchnell."))
        .with("Einzugsgebiete", "B2", Text("sucht"))
        .with("Berater·innen", "A2", Text("@cem:lotse.example"));
    let diff = import(&book.bytes(), &small(), today(), (OWN, &BTreeSet::new())).unwrap().diff;
    let expected = "~ topic schulden
    Antwortzeit in Stunden: \"24\" -> \"12\"
~ centre dresden
    Visitenkarte: \"Wir helfen.\" -> \"Wir helfen. / Schnell.\"
    Postleitzahlen schulden: \"01067-01099\" -> (nothing)
- counsellor @ben:lotse.example at dresden
+ counsellor @cem:lotse.example at dresden
1 added, 2 changed, 1 removed";
    assert_eq!(diff.to_string(), expected);
}

#[test]
fn a_topic_says_how_its_seekers_are_addressed() {
    let manners = |book: Book| {
        read(&book.bytes())
            .map(|(draft, _)| draft.topics.iter().map(|topic| topic.manner).collect::<Vec<_>>())
    };
    let polite = [Manner::Polite, Manner::Polite];
    // From before that column, and with nothing under it.
    assert_eq!(manners(Book::small()).unwrap(), polite);
    let book = || Book::small().with("Fachbereiche", "H1", Text("Anrede"));
    assert_eq!(manners(book()).unwrap(), polite);
    let both = book().with("Fachbereiche", "H2", Text(" DU ")).with("Fachbereiche", "H3", Text("Sie"));
    assert_eq!(manners(both).unwrap(), [Manner::Familiar, Manner::Polite]);
    let faults = manners(book().with("Fachbereiche", "H2", Text("per du"))).unwrap_err();
    assert_eq!(lines(&faults), ["Fachbereiche, row 2, column H (Anrede): \"per du\": must be Sie or du"]);
}

#[test]
fn another_order_of_topics_is_a_change_and_another_order_of_centres_is_none() {
    let (before, mut after) = (small(), small());
    after.centres.reverse();
    after.counsellors.reverse();
    assert!(Diff::between(&before, &after).is_empty());
    after.topics.reverse();
    let diff = Diff::between(&before, &after);
    assert!(diff.topics_reordered && diff.changes.is_empty());
    after.topics.pop();
    let diff = Diff::between(&before, &after);
    assert!(!diff.topics_reordered, "a topic less is not another order");
    assert_eq!(diff.changes[0].kind, Kind::Removed);
}

#[test]
fn one_fault_refuses_the_whole_import() {
    let book = Book::small().with("Fachbereiche", "E2", Text("x"));
    assert_eq!(import(&book.bytes(), &small(), today(), (OWN, &BTreeSet::new())).unwrap_err().len(), 1);
}

#[test]
fn a_directory_that_is_no_workbook_is_checked_by_the_same_words() {
    let mut draft = small();
    draft.counsellors[0].trained_on = None;
    let faults = super::super::check(draft).unwrap_err();
    assert!(lines(&faults)[0].starts_with(
        "Berater·innen, @ben:lotse.example/dresden, column \"Schulung am\": nobody is activated before the training is recorded"
    ));
}

#[test]
fn nobody_counsels_from_a_server_that_is_neither_ours_nor_their_centres() {
    let book = || Book::small().with("Beratungsstellen", "H1", Text("Server"));
    let dora = |book: Book, centre| {
        book.with_row("Berater·innen", 4, "@dora:zentrum.example|bund|Dora||2026-02-11|ja").with(
            "Berater·innen",
            "B4",
            Text(centre),
        )
    };
    let import = |book: Book, enclosed: &[&str]| {
        let enclosed = enclosed.iter().map(|centre| CentreId::parse(centre).unwrap()).collect();
        super::super::import(&book.bytes(), &Draft::default(), today(), (OWN, &enclosed))
    };
    let named = || book().with("Beratungsstellen", "H3", Text("zentrum.example"));
    let allowed = import(dora(named(), "bund"), &["dresden"]).unwrap();
    assert_eq!(allowed.draft.centres[1].server.as_ref().unwrap().as_str(), "zentrum.example");
    let exported = read(&export(&allowed.draft).unwrap()).unwrap().0;
    assert_eq!(exported, allowed.draft);
    let refused = "Berater·innen, row 4, column A (Matrix-Kennung): \"@dora:zentrum.example\": this account is on a server";
    for book in [dora(book(), "bund"), dora(named(), "dresden"), dora(Book::small(), "bund")] {
        let lines = lines(&import(book, &[]).unwrap_err());
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].to_lowercase().contains(&refused.to_lowercase()), "{lines:?}");
    }
    let late = lines(&import(dora(named(), "bund"), &["bund"]).unwrap_err());
    assert!(late[0].contains("H (Server): \"zentrum.example\": This centre has rooms"), "{late:?}");
    let ours = import(book().with("Beratungsstellen", "H3", Text(OWN)), &["bund"]).unwrap();
    assert_eq!(ours.draft.centres[1].server, None, "our own is none of their own");
    for odd in ["Zentrum.example", "zentrum.example:8448", "zentrum example", "-a.example", "a..b"] {
        let book = book().with("Beratungsstellen", "H3", Text(odd));
        let lines = lines(&import(book, &[]).unwrap_err());
        assert!(lines[0].contains("no name of a Matrix server"), "{odd}: {lines:?}");
    }
}
