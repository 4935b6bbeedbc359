//! The sample directory: the 20 topics of German online counselling, invented centres and people all over Germany.
//!
//! Its source is five tables of text, with the headings of the workbook, that go through the same door as a
//! workbook. `samples/directory.xlsx` is made from them, and a test compares it.

use routing::{CounsellorId, Date, Directory, Draft};

use super::{
    can_be_invited,
    cell::Cell,
    fault::Fault,
    format::{CARRIERS, CATCHMENTS, CENTRES, COUNSELLORS, TOPICS},
    read,
    table::{Grid, Opened},
};

const TOPICS_TEXT: &str = include_str!("../../samples/directory/fachbereiche.txt");
const CENTRES_TEXT: &str = include_str!("../../samples/directory/beratungsstellen.txt");
const CATCHMENTS_TEXT: &str = include_str!("../../samples/directory/einzugsgebiete.txt");
const COUNSELLORS_TEXT: &str = include_str!("../../samples/directory/berater.txt");
const CARRIERS_TEXT: &str = include_str!("../../samples/directory/traeger.txt");

/// The sample directory, unchecked and checked. Its faults, if somebody breaks the tables, name the line.
pub fn sample() -> Result<(Draft, Directory), Vec<Fault>> {
    let mut opened = Opened::default();
    opened.add(&TOPICS, grid(TOPICS_TEXT));
    opened.add(&CENTRES, grid(CENTRES_TEXT));
    opened.add(&CATCHMENTS, grid(CATCHMENTS_TEXT));
    opened.add(&COUNSELLORS, grid(COUNSELLORS_TEXT));
    opened.add(&CARRIERS, grid(CARRIERS_TEXT));
    let Ok(last_day) = Date::new(9999, 12, 31) else { return Err(Vec::new()) };
    read::directory(opened, last_day, None)
}

/// The sample with its people at another homeserver; `None` if that is no name of one.
pub fn at_server(mut draft: Draft, server: &str) -> Option<Draft> {
    let people = draft.carriers.iter_mut().flat_map(|carrier| &mut carrier.people);
    for id in draft.counsellors.iter_mut().map(|counsellor| &mut counsellor.id).chain(people) {
        let (name, _) = id.as_str().split_once(':')?;
        *id = CounsellorId::parse(&format!("{name}:{server}")).ok().filter(can_be_invited)?;
    }
    Some(draft)
}

/// Cells divided by `|`; a `\n` inside a cell is a line end.
fn grid(text: &str) -> Grid {
    let row = |line: &str| {
        let cells = (0..).zip(line.split('|').map(|cell| cell.trim().replace("\\n", "\n")));
        cells.filter(|(_, text)| !text.is_empty()).map(|(column, text)| (column, Cell::Text(text))).collect()
    };
    (0..).zip(text.lines().map(row)).collect()
}
