//! The directory workbook, the "Excel-Liste" of the field: topics, centres, catchments and counsellors.
//!
//! One way in: bytes → sheets → [`Draft`] → checked [`Directory`]. One way out: [`Draft`] → rows → .xlsx.
//! An import is all or nothing: either every cell is right and the whole directory changes, or every fault is
//! named and nothing does.

use std::collections::BTreeSet;

use routing::{CentreId, CounsellorId, Date, Directory, Draft};
use ruma::UserId;

mod cell;
pub mod deed;
mod diff;
mod fault;
mod format;
mod kind;
mod ods;
mod origins;
pub mod own;
pub mod publication;
pub mod reach;
mod read;
pub mod real_codes;
pub mod roster;
mod row;
mod rows;
mod sample;
pub mod sheets;
mod signs;
mod table;
mod telling;
mod trainings;
mod write;

pub use diff::{Change, Diff, FieldChange, Kind as ChangeKind};
pub use fault::{Fault, Place, Problem};
pub use rows::given as topics_given;
pub use sample::{at_server, sample};
pub use signs::alike;
pub use telling::{sentence, told};
pub use trainings::{Training, trainings};
pub use write::{WriteError, export, template};

/// What an import would do, or has done.
#[derive(Debug)]
pub struct Import {
    /// What the store is to hold from now on.
    pub draft: Draft,
    /// The same, checked and indexed.
    pub directory: Directory,
    /// What changes against the present directory.
    pub diff: Diff,
}

/// Takes the bytes of an .xlsx or .ods workbook; gives its contents, unchecked and checked, or every fault
/// with its cell, in the order of the sheets. Whoever is trained after `today` cannot be activated yet. Which servers may take part
/// is for [`import`] to say, which knows our own.
pub fn read(workbook: &[u8], today: Date) -> Result<(Draft, Directory), Vec<Fault>> {
    read::directory(table::open(workbook), today, None)
}

/// Checks a draft that does not come from a workbook, such as the one in the store.
pub fn check(draft: Draft) -> Result<Directory, Vec<Fault>> {
    Directory::check(draft).map_err(|broken| broken.iter().map(origins::unplaced).collect())
}

/// Whether a homeserver can know the id, by the grammar of Matrix for users of today: no upper case, no umlauts, nothing that
/// cannot be seen.
pub fn can_be_invited(counsellor: &CounsellorId) -> bool {
    // Names of servers are compared as they are written, and all are written in lower case.
    let upper = counsellor.as_str().bytes().any(|byte| byte.is_ascii_uppercase());
    !upper && <&UserId>::try_from(counsellor.as_str()).is_ok_and(|user| user.validate_strict().is_ok())
}

/// Whether the name of their server has a port: a server ACL is compared without it, and so lets nobody of such a server in.
pub fn has_port(user: &str) -> bool {
    <&UserId>::try_from(user).is_ok_and(|user| user.server_name().port().is_some())
}

/// Takes a workbook and the present directory (an empty draft at first); refuses with every fault.
///
/// Absences and deputies are in neither: people set them during the day, and they are laid over whatever was imported
/// last (`routing::absence`). So an import loses none, and an export shows none. `own` is the name of our own server; the `enclosed`
/// centres have rooms that no other server can ever enter, so that they can name none.
pub fn import(
    workbook: &[u8],
    present: &Draft,
    today: Date,
    (own, enclosed): (&str, &BTreeSet<CentreId>),
) -> Result<Import, Vec<Fault>> {
    let (draft, directory) = read::directory(table::open(workbook), today, Some((own, enclosed)))?;
    let diff = Diff::between(present, &draft);
    Ok(Import { draft, directory, diff })
}

#[cfg(test)]
mod tests;
