//! From an entry of a draft back to the cell it came from, so that a broken rule is told where it can be mended.

use std::collections::BTreeMap;

use routing::{Entity, Problem as Rule};

use super::{
    cell::Cell,
    fault::Fault,
    format::{
        CARRIERS, CATCHMENTS, CENTRE, CENTRES, COUNSELLORS, CRISIS, FALLBACK, ID, LIVE, LOTSE, MATRIX_ID,
        NAME, ONLINE, POSTCODES, PROMISE, RETENTION, SILENCE, Sheet, TOPICS, TOPICS_SERVED, TRAINED_ON,
        WHITE_SPOT,
    },
    table::{Opened, fault},
};

/// The rows, counted from 0, of a draft's entries in their order.
#[derive(Debug, Default)]
pub(super) struct Origins {
    pub(super) topics: Vec<u32>,
    pub(super) centres: Vec<u32>,
    pub(super) counsellors: Vec<u32>,
    pub(super) carriers: Vec<u32>,
    /// The first row of each service, named `centre/topic`.
    pub(super) catchments: BTreeMap<String, u32>,
}

impl Origins {
    /// Turns a broken rule into a fault of the workbook.
    pub(super) fn place(&self, opened: &Opened, broken: &routing::Fault) -> Fault {
        let (sheet, row) = self.row(&broken.place);
        let heading = heading(broken);
        let column = opened.table(sheet).and_then(|table| table.columns.get(heading)).copied();
        fault(sheet, row, column, Some(heading), &Cell::Text(broken.value.clone()), broken.problem.into())
    }

    fn row(&self, place: &routing::Place) -> (&'static Sheet, Option<u32>) {
        let at = |rows: &[u32]| rows.get(place.index).copied();
        match place.entity {
            Entity::Topic => (&TOPICS, at(&self.topics)),
            Entity::Centre => (&CENTRES, at(&self.centres)),
            Entity::Counsellor => (&COUNSELLORS, at(&self.counsellors)),
            Entity::Carrier => (&CARRIERS, at(&self.carriers)),
            Entity::Service => (&CATCHMENTS, self.catchments.get(&place.key).copied()),
        }
    }
}

/// A broken rule of a directory that is not a workbook, but would be found under this sheet and heading.
pub(super) fn unplaced(broken: &routing::Fault) -> Fault {
    let (sheet, _) = Origins::default().row(&broken.place);
    let mut unplaced = fault(
        sheet,
        None,
        None,
        Some(heading(broken)),
        &Cell::Text(broken.value.clone()),
        broken.problem.into(),
    );
    unplaced.place.entry = Some(broken.place.key.clone());
    unplaced
}

/// The heading under which the fault can be mended.
fn heading(broken: &routing::Fault) -> &'static str {
    match (broken.place.entity, broken.place.field) {
        (Entity::Counsellor, "id") => MATRIX_ID,
        (Entity::Counsellor, "centre") => CENTRE,
        (Entity::Counsellor, _) if broken.problem == Rule::ActivatedWithoutTraining => TRAINED_ON,
        (Entity::Service, "topic") => TOPICS_SERVED,
        (Entity::Service, _) => POSTCODES,
        (_, "name") => NAME,
        (_, "promise_hours") => PROMISE,
        (_, "crisis_hours") => CRISIS,
        (_, "retention_days") => RETENTION,
        (_, "silence_days") => SILENCE,
        (_, "white_spot") => WHITE_SPOT,
        (_, "fallback") => FALLBACK,
        (_, "services") => ONLINE,
        (_, "lotse") => LOTSE,
        (_, "live") => LIVE,
        _ => ID,
    }
}
