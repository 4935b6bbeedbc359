//! What of the directory whoever acts for a carrier changes: where its centres are responsible, and nothing else.

use std::collections::BTreeSet;

use routing::{CentreId, Draft};

use super::{
    Import,
    diff::Kind,
    format::{CATCHMENTS, CENTRE, POSTCODES},
    sheets::Row,
};

/// Whether a row says where one of these centres is responsible.
pub fn is_catchment_of(sheet: &str, row: &Row, centres: &BTreeSet<CentreId>) -> bool {
    let centre = row.get(CENTRE).and_then(|text| CentreId::parse(text.trim()).ok());
    sheet == CATCHMENTS.name && centre.is_some_and(|centre| centres.contains(&centre))
}

/// The sheet of those rows.
pub fn sheet() -> &'static str {
    CATCHMENTS.name
}

/// Whether an import changes nothing but the postcodes for which these centres are responsible, on the topics that they counsel on
/// anyway. Judged by what changes, however that was said.
pub fn moves_only(import: &Import, before: &Draft, centres: &BTreeSet<CentreId>) -> bool {
    let is_postcodes = |field: &str| field.strip_prefix(POSTCODES).is_some_and(|rest| rest.starts_with(' '));
    let moves = |change: &super::Change| {
        let known = CentreId::parse(&change.key).ok().filter(|id| centres.contains(id));
        let only_moves =
            matches!(&change.kind, Kind::Changed(fields) if fields.iter().all(|it| is_postcodes(&it.field)));
        change.entity == "centre" && known.is_some() && only_moves
    };
    let topics = |draft: &Draft| -> Vec<_> {
        let of = draft
            .centres
            .iter()
            .map(|centre| (centre.id.clone(), centre.services.keys().cloned().collect::<BTreeSet<_>>()));
        let mut of: Vec<_> = of.collect();
        of.sort();
        of
    };
    !import.diff.topics_reordered
        && import.diff.changes.iter().all(moves)
        && topics(before) == topics(&import.draft)
}

#[cfg(test)]
mod tests {
    use routing::{Carrier, Catchment, Date, Draft};

    use super::*;
    use crate::directory::{
        sample,
        sheets::{self, Rows},
    };

    fn import(before: &Draft, after: &Draft) -> Import {
        let (rows, _) = sheets::changed(Rows::of(before), &sheets::edits(before, after));
        let today = Date::new(2026, 11, 28).unwrap();
        sheets::import(&rows, before, today, ("lotse.example", &BTreeSet::new())).unwrap()
    }

    #[test]
    fn a_carrier_moves_its_own_catchments_and_changes_nothing_else() {
        let (draft, _) = sample().unwrap();
        let own = draft.centres.iter().find(|centre| centre.services.len() > 1).unwrap().id.clone();
        let at = draft.centres.iter().position(|centre| centre.id == own).unwrap();
        let centres = BTreeSet::from([own.clone()]);
        let elsewhere = BTreeSet::from([draft.centres[(at + 1) % draft.centres.len()].id.clone()]);
        let code = Catchment::parse("09999").unwrap();
        let moved = |draft: &mut Draft| {
            for catchment in draft.centres[at].services.values_mut().filter(|it| !it.is_empty()) {
                *catchment = catchment.union(&code);
            }
        };
        let tried = |change: &dyn Fn(&mut Draft)| {
            let mut after = draft.clone();
            change(&mut after);
            let import = import(&draft, &after);
            assert!(!import.diff.is_empty(), "nothing was changed");
            [&centres, &elsewhere].map(|scope| moves_only(&import, &draft, scope))
        };
        assert_eq!(tried(&moved), [true, false]);
        assert!(moves_only(&import(&draft, &draft), &draft, &BTreeSet::new()), "nothing is nothing");
        let changes: [&dyn Fn(&mut Draft); 8] = [
            &|draft| draft.centres[at].name.push('x'),
            &|draft| "anderer".clone_into(&mut draft.centres[at].carrier),
            &|draft| draft.centres[at].online = !draft.centres[at].online,
            &|draft| drop(draft.centres[at].services.pop_first()),
            &|draft| draft.topics[0].name.push('x'),
            &|draft| draft.topics.swap(0, 1),
            &|draft| draft.counsellors[0].name.push('x'),
            &|draft| {
                draft.carriers.push(Carrier {
                    id: "neu".parse().unwrap(),
                    name: "Neu".to_owned(),
                    people: Vec::new(),
                    limits: Catchment::default(),
                });
            },
        ];
        for (number, change) in changes.into_iter().enumerate() {
            let both = |draft: &mut Draft| {
                moved(draft);
                change(draft);
            };
            assert_eq!(tried(&both), [false, false], "{number}");
        }
    }

    #[test]
    fn the_rows_of_others_are_out_of_reach() {
        let centres = BTreeSet::from([CentreId::parse("dresden").unwrap()]);
        let row = |centre: &str| Row::from([(CENTRE.to_owned(), centre.to_owned())]);
        assert!(is_catchment_of(sheet(), &row("dresden"), &centres));
        for (sheet, centre) in [(sheet(), "freiburg"), (sheet(), ""), ("Beratungsstellen", "dresden")] {
            assert!(!is_catchment_of(sheet, &row(centre), &centres), "{sheet} {centre}");
        }
        assert!(!is_catchment_of(sheet(), &Row::new(), &centres));
    }
}
