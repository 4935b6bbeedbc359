//! What of the directory is a centre's own to say: cells of its row, and of those of its people.

use routing::{CentreId, CounsellorId};

use super::{
    format::{CENTRE, CENTRES, COUNSELLORS, EMAIL, FOLLOW_UPS, ID, LIVE, MATRIX_ID, NAME, ONLINE, Sheet},
    sheets::{Edit, Heading, Row, Rows, headings},
};

/// Whose row it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose<'a> {
    /// The centre's.
    Centre(&'a CentreId),
    /// Somebody's who has a place in the centre.
    Person(&'a CentreId, &'a CounsellorId),
}

impl Whose<'_> {
    fn sheet(self) -> &'static Sheet {
        match self {
            Self::Centre(_) => &CENTRES,
            Self::Person(..) => &COUNSELLORS,
        }
    }

    /// The cells that are the centre's own to say.
    pub fn own(self) -> &'static [&'static str] {
        match self {
            Self::Centre(_) => &[ONLINE, FOLLOW_UPS, LIVE],
            Self::Person(..) => &[NAME, EMAIL],
        }
    }

    /// The same as people meet them in the workbook.
    pub fn headings(self) -> Vec<Heading> {
        let mut all = headings(self.sheet().name).unwrap_or_default();
        all.retain(|heading| self.own().contains(&heading.name));
        all
    }

    /// The row as it is now.
    pub fn row(self, sheets: &[Rows]) -> Option<&Row> {
        let rows = sheets.iter().find(|rows| rows.name() == self.sheet().name)?.rows();
        let is = |row: &Row, heading: &str, id: &str| row.get(heading).is_some_and(|text| text == id);
        rows.iter().find(|row| match self {
            Self::Centre(centre) => is(row, ID, centre.as_str()),
            Self::Person(centre, who) => is(row, CENTRE, centre.as_str()) && is(row, MATRIX_ID, who.as_str()),
        })
    }

    /// The same row with other words in its own cells, in the order of the headings. What else stands there stays.
    pub fn edit(self, before: &Row, typed: &[String]) -> Edit {
        let mut after = before.clone();
        for (heading, text) in self.headings().iter().zip(typed) {
            match text.replace('\r', "").trim() {
                "" => after.remove(heading.name),
                text => after.insert(heading.name.to_owned(), text.to_owned()),
            };
        }
        Edit { sheet: self.sheet().name.to_owned(), before: Some(before.clone()), after: Some(after) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{format::SHEETS, sample};

    #[test]
    fn only_the_cells_that_are_its_own_become_others() {
        let (draft, _) = sample().unwrap();
        let sheets = Rows::of(&draft);
        let person = &draft.counsellors[0];
        let whose = [Whose::Centre(&person.centre), Whose::Person(&person.centre, &person.id)];
        for whose in whose {
            let row = whose.row(&sheets).unwrap();
            assert_eq!(
                whose.headings().len(),
                whose.own().len(),
                "a heading that the workbook does not have"
            );
            // More is sent than there are cells of one's own.
            let typed = vec!["anders".to_owned(); 20];
            let Edit { sheet, before, after: Some(after) } = whose.edit(row, &typed) else {
                panic!("it goes")
            };
            assert_eq!(before.as_ref(), Some(row));
            let sheet = SHEETS.into_iter().find(|it| it.name == sheet).unwrap();
            for column in sheet.columns {
                let own = whose.own().contains(&column.heading);
                let text = if own { Some("anders") } else { row.get(column.heading).map(String::as_str) };
                assert_eq!(after.get(column.heading).map(String::as_str), text, "{}", column.heading);
            }
            let empty = vec![String::new(); 3];
            let emptied = whose.edit(row, &empty).after.unwrap();
            assert!(whose.own().iter().all(|heading| !emptied.contains_key(*heading)));
        }
        let nobody = CentreId::parse("nirgends").unwrap();
        assert_eq!(Whose::Person(&nobody, &person.id).row(&sheets), None);
    }
}
