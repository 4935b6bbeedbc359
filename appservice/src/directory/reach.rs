//! What of the directory whoever acts for a carrier changes: where its centres are responsible, on which of the topics that it gives them,
//! and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use routing::{CarrierTopics, CentreId, Draft, TopicId};

use super::{
    Import,
    diff::Kind,
    format::{CATCHMENTS, CENTRE, POSTCODES},
    sheets::Row,
};

/// The centres of a carrier, and the topics that it gives each of them and takes back.
pub type Scope = BTreeMap<CentreId, CarrierTopics>;

/// Whether a row says where one of these centres is responsible.
pub fn is_catchment_of(sheet: &str, row: &Row, centres: &Scope) -> bool {
    let centre = row.get(CENTRE).and_then(|text| CentreId::parse(text.trim()).ok());
    sheet == CATCHMENTS.name && centre.is_some_and(|centre| centres.contains_key(&centre))
}

/// The sheet of those rows.
pub fn sheet() -> &'static str {
    CATCHMENTS.name
}

/// Whether an import changes nothing but the postcodes for which these centres are responsible, on the topics that they counsel on
/// anyway or that their carrier gives them. Judged by what changes, however that was said.
pub fn moves_only(import: &Import, before: &Draft, centres: &Scope) -> bool {
    let is_postcodes = |field: &str| field.strip_prefix(POSTCODES).is_some_and(|rest| rest.starts_with(' '));
    let moves = |change: &super::Change| {
        let known = CentreId::parse(&change.key).ok().filter(|id| centres.contains_key(id));
        let only_moves =
            matches!(&change.kind, Kind::Changed(fields) if fields.iter().all(|it| is_postcodes(&it.field)));
        change.entity == "centre" && known.is_some() && only_moves
    };
    let topics = |draft: &Draft| -> BTreeSet<(CentreId, TopicId)> {
        let of = |centre: &routing::Centre| {
            let id = centre.id.clone();
            centre.services.keys().map(move |topic| (id.clone(), topic.clone())).collect::<Vec<_>>()
        };
        draft.centres.iter().flat_map(of).collect()
    };
    let (old, new) = (topics(before), topics(&import.draft));
    let mut come_or_go = old.symmetric_difference(&new);
    !import.diff.topics_reordered
        && import.diff.changes.iter().all(moves)
        && come_or_go.all(|(centre, topic)| centres.get(centre).is_some_and(|given| given.hold(topic)))
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
        let centres = Scope::from([(own.clone(), CarrierTopics::default())]);
        let next = draft.centres[(at + 1) % draft.centres.len()].id.clone();
        let elsewhere = Scope::from([(next, CarrierTopics::All)]);
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
        assert!(moves_only(&import(&draft, &draft), &draft, &Scope::new()), "nothing is nothing");
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
                    topics: CarrierTopics::All,
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
    fn a_carrier_gives_its_centres_the_topics_that_are_its_to_give_and_no_others() {
        let (draft, _) = sample().unwrap();
        let at = draft.centres.iter().position(|centre| centre.services.len() > 1).unwrap();
        let own = draft.centres[at].id.clone();
        let spare = |topic: &&routing::Topic| !draft.centres[at].services.contains_key(&topic.id);
        let [one, other] = [0, 1].map(|n| draft.topics.iter().filter(spare).nth(n).unwrap().id.clone());
        let with = |topic: &TopicId| {
            let mut after = draft.clone();
            after.centres[at].services.insert(topic.clone(), Catchment::parse("09999").unwrap());
            after
        };
        let (given, empty) = (with(&one), BTreeSet::new());
        let scope = |topics| Scope::from([(own.clone(), topics)]);
        let these = scope(CarrierTopics::These([one.clone()].into()));
        for (scope, before, after, may) in [
            (&these, &draft, &given, true),
            // What it has given it takes back.
            (&these, &given, &draft, true),
            (&these, &draft, &with(&other), false),
            (&scope(CarrierTopics::All), &draft, &with(&other), true),
            (&scope(CarrierTopics::These(empty)), &draft, &given, false),
            (&Scope::new(), &draft, &given, false),
        ] {
            let import = import(before, after);
            assert!(!import.diff.is_empty());
            assert_eq!(moves_only(&import, before, scope), may, "{scope:?}");
        }
    }

    #[test]
    fn the_rows_of_others_are_out_of_reach() {
        let centres = Scope::from([(CentreId::parse("dresden").unwrap(), CarrierTopics::default())]);
        let row = |centre: &str| Row::from([(CENTRE.to_owned(), centre.to_owned())]);
        assert!(is_catchment_of(sheet(), &row("dresden"), &centres));
        for (sheet, centre) in [(sheet(), "freiburg"), (sheet(), ""), ("Beratungsstellen", "dresden")] {
            assert!(!is_catchment_of(sheet, &row(centre), &centres), "{sheet} {centre}");
        }
        assert!(!is_catchment_of(sheet(), &Row::new(), &centres));
    }
}
