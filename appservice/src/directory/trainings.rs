//! A list of who was trained when, as whoever trains people keeps it: a table of text or the first sheet of a workbook. All of it is
//! right, or nothing of it is taken.

use std::collections::BTreeSet;

use routing::{CounsellorId, Date, Draft};

use super::{
    Fault,
    fault::Problem,
    format::{FIRST_PART, MATRIX_ID, TRAINED_ON, TRAININGS},
    row::Row,
    table,
};

/// What is noted of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Training {
    /// Who.
    pub user: CounsellorId,
    /// The day of the first part; nothing, if it stays as it is.
    pub first: Option<Date>,
    /// The day of the last part; nothing, if it stays as it is.
    pub last: Option<Date>,
}

/// Reads a list for people whom the directory knows; every fault with its row, if there is one.
pub fn trainings(list: &[u8], today: Date, known: &Draft) -> Result<Vec<Training>, Vec<Fault>> {
    let opened = table::open_list(list, &TRAININGS);
    let mut faults = opened.faults.clone();
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let people: BTreeSet<&str> = known.counsellors.iter().map(|it| it.id.as_str()).collect();
    if let Some(table) = opened.table(&TRAININGS) {
        for &number in table.rows.keys() {
            let mut row = Row { table, number, faults: &mut faults };
            let user = row.parsed(MATRIX_ID, CounsellorId::parse);
            let (first, last) = (row.date(FIRST_PART), row.date(TRAINED_ON));
            for (heading, day) in [(FIRST_PART, first), (TRAINED_ON, last)] {
                if day.is_some_and(|day| day > today) {
                    row.refuse(heading, Problem::PartLater);
                }
            }
            if first.zip(last).is_some_and(|(first, last)| first > last) {
                row.refuse(FIRST_PART, Problem::PartsBackwards);
            }
            let Some(user) = user else { continue };
            if !people.contains(user.as_str()) {
                row.refuse(MATRIX_ID, Problem::NobodyKnown);
            } else if !seen.insert(user.clone()) {
                row.refuse(MATRIX_ID, Problem::PersonTwice);
            }
            found.push(Training { user, first, last });
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        directory::{sample, told},
        words::phrases::{Catalogue, Locale},
    };

    fn read(list: &str) -> Result<Vec<Training>, Vec<String>> {
        let (draft, _) = sample().unwrap();
        let today = Date::new(2026, 11, 28).unwrap();
        let said = |faults: Vec<Fault>| told(&faults, &Catalogue::load().unwrap(), Locale::De);
        trainings(list.as_bytes(), today, &draft).map_err(said)
    }

    fn somebody() -> String {
        sample().unwrap().0.counsellors[0].id.as_str().to_owned()
    }

    #[test]
    fn a_list_is_read_however_its_columns_stand_and_are_divided() {
        let user = somebody();
        let day = |month, day| Date::new(2026, month, day).ok();
        let wanted =
            [Training { user: CounsellorId::parse(&user).unwrap(), first: day(1, 10), last: day(2, 14) }];
        for list in [
            format!("Matrix-Kennung;Erster Teil am;Schulung am\n{user};10.01.2026;14.02.2026\n"),
            format!(
                "\u{FEFF}schulung am,MATRIX-KENNUNG,Erster Teil am\r\n2026-02-14,{user},2026-01-10\r\n\r\n"
            ),
            format!("Matrix-Kennung\tErster Teil am\tSchulung am\n{user}\t2026-01-10\t\"2026-02-14\""),
        ] {
            assert_eq!(read(&list).unwrap(), wanted, "{list}");
        }
        let only = read(&format!("Matrix-Kennung;Schulung am\n{user};2026-02-14\n")).unwrap();
        assert_eq!((only[0].first, only[0].last), (None, day(2, 14)));
    }

    #[test]
    fn each_fault_has_its_row_and_says_what_to_do_and_nothing_is_taken() {
        let user = somebody();
        let list = format!(
            "Matrix-Kennung;Erster Teil am;Schulung am\n{user};2026-03-01;2026-02-14\n@nobody:lotse.example;;2026-02-14\n\
             {user};;morgen\n;;2026-02-14\n{user};2027-01-01;\n"
        );
        let faults = read(&list).unwrap_err();
        let all = faults.join("\n");
        for words in ["nach dem letzten", "steht nicht im Verzeichnis", "weiter oben", "in der Zukunft"] {
            assert!(all.contains(words), "{words}: {all}");
        }
        for row in ["Zeile 2", "Zeile 3", "Zeile 4", "Zeile 5", "6"] {
            assert!(all.contains(row), "{row}: {all}");
        }
        assert!(read("Name;Tag\nx;y\n").unwrap_err().join("").contains("Matrix-Kennung"));
        assert!(!read("").unwrap_err().is_empty());
        assert!(!read("%PDF-1.7").unwrap_err().is_empty());
    }

    #[test]
    fn two_hundred_thousand_rows_are_refused_and_not_kept_in_memory() {
        let list = format!("Matrix-Kennung;Schulung am\n{}", "@a:b.example;2026-02-14\n".repeat(200_000));
        assert!(!read(&list).unwrap_err().is_empty());
    }
}
