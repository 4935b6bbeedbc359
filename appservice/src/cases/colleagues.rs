//! Which colleague somebody means.

use routing::{CentreId, Counsellor, CounsellorId, Directory};

use crate::words::fold::fold;

/// Why words name no one colleague.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotOne {
    /// No active counsellor of the centre is called so.
    Nobody,
    /// Several are.
    Several,
}

/// The one active counsellor of the centre who is called so: by Matrix id, by its first part (`@cem`), or by the name
/// that colleagues read.
pub(crate) fn called<'a>(
    directory: &'a Directory,
    centre: &CentreId,
    words: &str,
) -> Result<&'a Counsellor, NotOne> {
    let words = words.trim().trim_matches([',', ';', ':', '!', '.']);
    let folded = fold(words);
    let team = || directory.counsellors_of(centre).iter().filter(|colleague| colleague.is_active());
    // The whole id is certain, whatever others are called.
    if let Some(colleague) = team().find(|colleague| colleague.id.as_str().eq_ignore_ascii_case(words)) {
        return Ok(colleague);
    }
    let localpart = |id: &CounsellorId| {
        id.as_str().trim_start_matches('@').split(':').next().map(fold).unwrap_or_default()
    };
    let is_meant = |colleague: &&Counsellor| {
        !folded.is_empty()
            && (localpart(&colleague.id) == folded
                || (!words.starts_with('@') && fold(&colleague.name) == folded))
    };
    let mut found = team().filter(is_meant);
    let first = found.next().ok_or(NotOne::Nobody)?;
    if found.next().is_some() { Err(NotOne::Several) } else { Ok(first) }
}
