//! The directory as rows of text: what its workbook shows, for pages on which single rows are changed. What is changed there is read
//! by the same rules as a workbook, and refused in the same words.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, VecDeque},
};

use routing::{CentreId, Counsellor, Date, Draft};
use serde::{Deserialize, Serialize};

use super::{
    Diff, Fault, Import,
    cell::Cell,
    format::{
        ACTIVATED, CARRIERS, CATCHMENTS, CENTRE, CENTRES, COUNSELLORS, EMAIL, MATRIX_ID, NAME, NO, SHEETS,
        Sheet, TOPICS,
    },
    read,
    table::{Grid, Opened},
    write,
};

/// A row: what stands under each heading, without what is empty.
pub type Row = BTreeMap<String, String>;

/// One sheet with its rows, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    sheet: &'static str,
    rows: Vec<Row>,
}

/// A heading and what belongs under it.
#[derive(Clone, Copy, Debug)]
pub struct Heading {
    /// The word in the workbook.
    pub name: &'static str,
    /// What whoever fills it in is told.
    pub note: &'static str,
    /// Whether a value is long.
    pub is_long: bool,
}

/// One row that becomes another, comes or goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The sheet's name.
    pub sheet: String,
    /// The row as it is; none, if it comes.
    pub before: Option<Row>,
    /// The row as it is to be; none, if it goes.
    pub after: Option<Row>,
}

impl Rows {
    /// All sheets of a directory.
    pub fn of(draft: &Draft) -> Vec<Self> {
        let rows = |sheet: &'static Sheet| {
            let fields = write::of(sheet, draft).into_iter();
            let row = |fields: super::rows::Fields| {
                let told = fields.into_iter().filter(|(_, value)| !value.is_empty());
                told.map(|(heading, value)| (heading.to_owned(), value)).collect()
            };
            Self { sheet: sheet.name, rows: fields.map(row).collect() }
        };
        SHEETS.into_iter().map(rows).collect()
    }

    /// The sheet's name.
    pub fn name(&self) -> &'static str {
        self.sheet
    }

    /// The rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

/// The headings of a sheet; none, if there is no such sheet.
pub fn headings(name: &str) -> Option<Vec<Heading>> {
    let sheet = sheet(name)?;
    let heading = |column: &super::format::Column| Heading {
        name: column.heading,
        note: column.note,
        is_long: column.width >= 50,
    };
    Some(sheet.columns.iter().map(heading).collect())
}

/// What tells the rows of a sheet apart for people: the first headings.
pub fn key(name: &str) -> &'static [&'static str] {
    match name {
        name if name == COUNSELLORS.name => &[super::format::MATRIX_ID, super::format::CENTRE],
        name if name == CATCHMENTS.name => &[super::format::CENTRE, super::format::TOPICS_SERVED],
        _ => &[super::format::ID],
    }
}

/// Whether two rows are about the same thing.
pub fn is_of_one_key(name: &str, one: &Row, other: &Row) -> bool {
    key(name).iter().all(|heading| one.get(*heading) == other.get(*heading))
}

fn sheet(name: &str) -> Option<&'static Sheet> {
    SHEETS.into_iter().find(|sheet| sheet.name == name)
}

/// The row of somebody who comes to a centre, without a training and not activated; texts as they were typed.
pub fn comes(user: &str, (centre, name, mail): (&CentreId, &str, &str)) -> Edit {
    let cells = [
        (MATRIX_ID, user),
        (CENTRE, centre.as_str()),
        (NAME, name.trim()),
        (EMAIL, mail.trim()),
        (ACTIVATED, NO),
    ];
    let filled = cells.into_iter().filter(|(_, value)| !value.is_empty());
    let row = filled.map(|(heading, value)| (heading.to_owned(), value.to_owned())).collect();
    Edit { sheet: COUNSELLORS.name.to_owned(), before: None, after: Some(row) }
}

/// The row of a counsellor that becomes another one, or goes.
pub fn becomes(before: &Counsellor, after: Option<&Counsellor>) -> Edit {
    let row = |counsellor: &Counsellor| {
        let fields = super::rows::counsellor(counsellor).into_iter().filter(|(_, value)| !value.is_empty());
        fields.map(|(heading, value)| (heading.to_owned(), value)).collect::<Row>()
    };
    Edit { sheet: COUNSELLORS.name.to_owned(), before: Some(row(before)), after: after.map(row) }
}

/// The directory with these changes; and those that cannot be made, since their rows are not as they were any more.
pub fn changed(mut sheets: Vec<Rows>, edits: &[Edit]) -> (Vec<Rows>, Vec<Edit>) {
    let mut stale = Vec::new();
    for edit in edits {
        let Some(rows) = sheets.iter_mut().find(|rows| rows.sheet == edit.sheet) else {
            stale.push(edit.clone());
            continue;
        };
        let rows = &mut rows.rows;
        let at = |row: &Option<Row>| row.as_ref().and_then(|row| rows.iter().position(|it| it == row));
        match (at(&edit.before), &edit.after) {
            // Somebody else has made the same change.
            _ if edit.after.is_some() && edit.before.is_some() && at(&edit.after).is_some() => {
                if let Some(place) = at(&edit.before) {
                    rows.remove(place);
                }
            }
            (Some(place), Some(after)) => rows[place] = after.clone(),
            (Some(place), None) => drop(rows.remove(place)),
            (None, Some(after)) if edit.before.is_none() => {
                if at(&edit.after).is_none() {
                    rows.push(after.clone());
                }
            }
            // What was to go is another row by now, or is gone already.
            (None, None) => {
                let before = edit.before.as_ref();
                if before.is_some_and(|before| rows.iter().any(|row| is_of_one_key(&edit.sheet, before, row)))
                {
                    stale.push(edit.clone());
                }
            }
            (None, Some(_)) => stale.push(edit.clone()),
        }
    }
    (sheets, stale)
}

/// Moves a topic by one place in their order. Says no if there is none of this id, or it stands at that end already.
pub fn move_topic(sheets: &mut [Rows], topic: &str, up: bool) -> bool {
    let Some(rows) = sheets.iter_mut().find(|rows| rows.sheet == TOPICS.name) else { return false };
    let is_it = |row: &Row| row.get(super::format::ID).is_some_and(|id| id == topic);
    let Some(place) = rows.rows.iter().position(is_it) else { return false };
    let other = if up { place.checked_sub(1) } else { Some(place + 1).filter(|it| *it < rows.rows.len()) };
    other.inspect(|other| rows.rows.swap(place, *other)).is_some()
}

/// Which changes make one directory of another: rows with the same key are one row that changes. The order of topics is the order
/// of choice: where it is another, all topics go and come in it.
pub fn edits(before: &Draft, after: &Draft) -> Vec<Edit> {
    edits_between(&Rows::of(before), &Rows::of(after))
}

/// The same of rows.
pub fn edits_between(before: &[Rows], after: &[Rows]) -> Vec<Edit> {
    let mut found = Vec::new();
    for (old, new) in before.iter().zip(after) {
        let sheet = old.sheet;
        // Also where a topic comes or goes in their midst: what is taken back must stand where it stood.
        let reordered = sheet == TOPICS.name && {
            let ids = |rows: &Rows| -> Vec<Option<String>> {
                rows.rows.iter().map(|row| row.get(super::format::ID).cloned()).collect()
            };
            let (old, new) = (ids(old), ids(new));
            !old.starts_with(&new) && !new.starts_with(&old)
        };
        let (before, after): (BTreeSet<&Row>, BTreeSet<&Row>) = if reordered {
            Default::default()
        } else {
            (old.rows.iter().collect(), new.rows.iter().collect())
        };
        let key_of = |row: &Row| key(sheet).iter().map(|it| row.get(*it).cloned()).collect::<Vec<_>>();
        let mut twins = BTreeMap::<_, VecDeque<&Row>>::new();
        for row in old.rows.iter().filter(|row| !after.contains(row)) {
            twins.entry(key_of(row)).or_default().push_back(row);
        }
        for row in new.rows.iter().filter(|row| !before.contains(row)) {
            let twin = twins.get_mut(&key_of(row)).filter(|_| !reordered).and_then(VecDeque::pop_front);
            let before = twin.cloned();
            found.push(Edit { sheet: sheet.to_owned(), before, after: Some(row.clone()) });
        }
        let mut gone: Vec<&Row> = twins.into_values().flatten().collect();
        if sheet == TOPICS.name {
            // The last one first: taken back the other way round, they come in their order.
            gone.sort_by_key(|row| Reverse(old.rows.iter().position(|it| it == *row)));
        }
        let goes = gone.into_iter().map(|row| Edit {
            sheet: sheet.to_owned(),
            before: Some(row.clone()),
            after: None,
        });
        // What goes makes room for what comes in the same place.
        found.splice(0..0, goes.collect::<Vec<_>>());
    }
    found
}

/// The other way round: what takes these changes back.
pub fn undone(edits: &[Edit]) -> Vec<Edit> {
    let back = |edit: &Edit| Edit {
        sheet: edit.sheet.clone(),
        before: edit.after.clone(),
        after: edit.before.clone(),
    };
    edits.iter().rev().map(back).collect()
}

/// Reads the rows as if they had come in a workbook.
pub fn import(
    sheets: &[Rows],
    present: &Draft,
    today: Date,
    (own, enclosed): (&str, &BTreeSet<CentreId>),
) -> Result<Import, Vec<Fault>> {
    let mut opened = Opened::default();
    for rows in sheets {
        let Some(sheet) = sheet(rows.sheet) else { continue };
        let mut grid = Grid::new();
        let columns = || sheet.columns.iter().zip(0_u32..);
        grid.insert(0, columns().map(|(it, at)| (at, Cell::Text(it.heading.to_owned()))).collect());
        for (row, number) in rows.rows.iter().zip(1_u32..) {
            let cells = columns().filter_map(|(it, at)| Some((at, Cell::Text(row.get(it.heading)?.clone()))));
            grid.insert(number, cells.collect());
        }
        opened.add(sheet, grid);
    }
    let (draft, directory) = read::directory(opened, today, Some((own, enclosed)))?;
    let diff = Diff::between(present, &draft);
    Ok(Import { draft, directory, diff })
}

/// The sheets' names, in their order.
pub fn names() -> [&'static str; 5] {
    [TOPICS.name, CENTRES.name, CATCHMENTS.name, COUNSELLORS.name, CARRIERS.name]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::sample;

    fn platform() -> BTreeSet<CentreId> {
        BTreeSet::new()
    }

    fn today() -> Date {
        Date::new(2026, 11, 28).unwrap()
    }

    #[test]
    fn what_stands_on_the_pages_is_what_the_workbook_says() {
        let (draft, _) = sample().unwrap();
        let sheets = Rows::of(&draft);
        let import = import(&sheets, &draft, today(), ("lotse.example", &platform())).unwrap();
        assert!(import.diff.is_empty(), "{}", import.diff);
        assert_eq!(Rows::of(&import.draft), sheets);
    }

    #[test]
    fn changes_are_made_taken_back_and_found_again() {
        let (draft, _) = sample().unwrap();
        let mut other = draft.clone();
        other.centres[0].name = "Anders".to_owned();
        let gone = other.counsellors.pop().unwrap();
        other.topics.swap(0, 1);
        let made = edits(&draft, &other);
        let (sheets, stale) = changed(Rows::of(&draft), &made);
        assert!(stale.is_empty(), "{stale:?}");
        let read = import(&sheets, &draft, today(), ("lotse.example", &platform())).unwrap();
        assert_eq!(Rows::of(&read.draft), Rows::of(&other));
        assert!(made.iter().any(|edit| edit.after.is_none()), "{} goes", gone.name);

        let (back, stale) = changed(sheets, &undone(&made));
        assert!(stale.is_empty(), "{stale:?}");
        let read = import(&back, &draft, today(), ("lotse.example", &platform())).unwrap();
        let sorted = |draft: &Draft| {
            let mut rows = Rows::of(draft);
            for sheet in &mut rows {
                sheet.rows.sort();
            }
            rows
        };
        assert_eq!(sorted(&read.draft), sorted(&draft));
    }

    #[test]
    fn topics_move_by_one_place_and_no_further() {
        let (draft, _) = sample().unwrap();
        let ids = |rows: &[Rows]| rows[0].rows.iter().map(|row| row["Kürzel"].clone()).collect::<Vec<_>>();
        let now = Rows::of(&draft);
        let (first, second) = (ids(&now)[0].clone(), ids(&now)[1].clone());
        let mut rows = now.clone();
        assert!(!move_topic(&mut rows, &first, true) && !move_topic(&mut rows, "nichts", false));
        assert!(move_topic(&mut rows, &first, false));
        assert_eq!(ids(&rows)[..2], [second, first.clone()]);
        let made = edits_between(&now, &rows);
        let (again, stale) = changed(now.clone(), &made);
        assert!(stale.is_empty());
        assert_eq!(ids(&again), ids(&rows));
        assert!(move_topic(&mut rows, &first, true));
        assert_eq!(edits_between(&now, &rows), [], "back again is no change");
    }

    #[test]
    fn a_row_that_somebody_else_has_changed_is_left_alone() {
        let (draft, _) = sample().unwrap();
        let (mut ours, mut theirs) = (draft.clone(), draft.clone());
        ours.centres[0].name = "Unser Name".to_owned();
        theirs.centres[0].name = "Ihr Name".to_owned();
        let ours = edits(&draft, &ours);
        let (sheets, stale) = changed(Rows::of(&theirs), &ours);
        assert_eq!(stale, ours);
        assert_eq!(sheets, Rows::of(&theirs));
        // Nor is one taken away that says something else by now.
        let goes = [Edit { after: None, ..ours[0].clone() }];
        assert_eq!(changed(Rows::of(&theirs), &goes).1, goes);
        let mut without = draft.clone();
        without.centres.remove(0);
        assert!(changed(Rows::of(&without), &goes).1.is_empty());
        // The same change twice is one.
        let (sheets, stale) = changed(changed(Rows::of(&draft), &ours).0, &ours);
        assert!(stale.is_empty());
        assert_eq!(sheets, changed(Rows::of(&draft), &ours).0);
    }

    #[test]
    fn what_is_wrong_on_a_page_is_told_as_in_a_workbook() {
        let (draft, _) = sample().unwrap();
        let mut sheets = Rows::of(&draft);
        let row = &mut sheets[1].rows[0];
        row.insert("Visitenkarte".to_owned(), "1\n2\n3\n4\n5\n6".to_owned());
        row.remove("Name");
        let faults = import(&sheets, &draft, today(), ("lotse.example", &platform())).unwrap_err();
        let places: Vec<_> = faults
            .iter()
            .map(|fault| (fault.place.sheet, fault.place.row, fault.place.heading.clone()))
            .collect();
        let at = |heading: &str| (Some("Beratungsstellen"), Some(2), Some(heading.to_owned()));
        assert_eq!(places, [at("Name"), at("Visitenkarte")]);
    }
}
