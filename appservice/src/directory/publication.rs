//! What is kept of each publication of the directory: who, why, by which door, and which rows became which. From these any earlier
//! state of the last year can be looked at and brought back.

use routing::{CounsellorId, Draft, Span, Timestamp};
use serde::{Deserialize, Serialize};

use super::{
    format::{CENTRES, TOPICS},
    sheets::{self, Edit, Rows},
};
use crate::store::{
    self, StoreResult, Tx,
    audit::Actor,
    directory_version::{self, Version},
};

/// So long publications are kept: they name people who may have left.
pub const KEPT: Span = Span::days(400);

/// So long a draft is kept that nobody touches.
pub const DRAFT_KEPT: Span = Span::days(30);

/// By which door a change came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// `lotse directory import`.
    Import,
    /// The pages of the desk.
    Desk,
    /// The page of a centre's card.
    Card,
    /// Somebody was invited.
    Invitation,
    /// Somebody has left.
    Leaving,
    /// Somebody was trained, activated, or not any more.
    Training,
    /// `lotse directory restore`.
    Restored,
    /// A centre has changed what it says of itself and its people.
    Own,
}

/// One publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// By whom.
    pub by: Actor,
    /// The second person, where there had to be one.
    pub confirmed_by: Option<CounsellorId>,
    /// By which door.
    pub how: How,
    /// Why, in their own words.
    pub why: String,
    /// How many postcodes got other centres by it; of the desk alone.
    #[serde(default)]
    pub moved: usize,
    /// What changed.
    pub edits: Vec<Edit>,
    /// What was decided of the running cases of what left.
    #[serde(default)]
    pub succeeded: Vec<Succeeded>,
}

/// What became of the running cases of a centre or topic that left the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succeeded {
    /// The sheet on which it stood.
    pub sheet: String,
    /// What it was called there.
    pub old: String,
    /// What took its place; nothing, if the cases ended.
    pub heir: Option<String>,
    /// How many cases ran there.
    pub cases: i64,
}

impl Succeeded {
    /// Of a centre, or else of a topic.
    pub fn new(is_centre: bool, old: &str, heir: Option<&str>, cases: i64) -> Self {
        let sheet = if is_centre { CENTRES.name } else { TOPICS.name };
        Self { sheet: sheet.to_owned(), old: old.to_owned(), heir: heir.map(str::to_owned), cases }
    }
}

impl Publication {
    /// What was done between two directories, by the command line and without a reason, until that is said.
    pub fn between(before: &Draft, after: &Draft, how: How) -> Self {
        let edits = sheets::edits(before, after);
        Self {
            by: Actor::Administration,
            confirmed_by: None,
            how,
            why: String::new(),
            moved: 0,
            edits,
            succeeded: Vec::new(),
        }
    }

    /// Writes it down under the version that the directory has from now on.
    pub async fn note(&self, tx: &mut Tx, version: i64, now: Timestamp) -> StoreResult<()> {
        directory_version::insert(tx, version, now, self).await
    }
}

/// The publications after a version, the last one first.
pub async fn since(tx: &mut Tx, version: i64, most: u32) -> StoreResult<Vec<Version<Publication>>> {
    directory_version::since(tx, version, most).await
}

/// The publications after a moment, the last one first.
pub async fn later_than(tx: &mut Tx, at: Timestamp) -> StoreResult<Vec<Version<Publication>>> {
    directory_version::later_than(tx, at).await
}

/// What was changed at the desk since the last import, and would be undone by this one: its rows are those of before.
pub fn undone_by(since: &[Version<Publication>], present: &Draft, after: &Draft) -> Vec<Edit> {
    let (now, sheets) = (Rows::of(present), Rows::of(after));
    // What was taken back since is in force no more, and nobody undoes it.
    let in_force = |edit: &&Edit| {
        let rows = now.iter().find(|rows| rows.name() == edit.sheet).map_or(&[][..], Rows::rows);
        match (&edit.before, &edit.after) {
            (_, Some(after)) => rows.contains(after),
            (Some(before), None) => !rows.contains(before),
            (None, None) => false,
        }
    };
    let lately = since.iter().take_while(|version| version.body.how != How::Import);
    let is_undone = |edit: &&Edit| {
        let rows = sheets.iter().find(|rows| rows.name() == edit.sheet).map_or(&[][..], Rows::rows);
        let has = |row: &sheets::Row| rows.contains(row);
        let named =
            |row: &sheets::Row| rows.iter().any(|other| sheets::is_of_one_key(&edit.sheet, row, other));
        match (&edit.before, &edit.after) {
            (Some(before), Some(after)) => has(before) && !has(after),
            (Some(before), None) => has(before),
            (None, Some(after)) => !named(after),
            (None, None) => false,
        }
    };
    lately.flat_map(|version| &version.body.edits).filter(in_force).filter(is_undone).cloned().collect()
}

/// The publications after a version, the last one first; nothing, if some of them are not known any more, or there is no such version:
/// then nobody knows how it was.
pub async fn back_to(tx: &mut Tx, version: i64, most: u32) -> StoreResult<Option<Vec<Version<Publication>>>> {
    let newest = store::directory::version(tx).await?;
    let since = since(tx, version, most).await?;
    let all = i64::try_from(since.len()).is_ok_and(|many| newest.checked_sub(version) == Some(many));
    Ok(Some(since).filter(|_| all && version >= 0))
}

/// What makes the directory after one version that after another one, or that in force; nothing, if one of them is not known any more.
pub async fn difference(
    tx: &mut Tx,
    from: i64,
    to: Option<i64>,
    most: u32,
) -> StoreResult<Option<Vec<Edit>>> {
    let now = Rows::of(&store::directory::load(tx).await?);
    let Some(since) = back_to(tx, from, most).await? else { return Ok(None) };
    let Some(then) = as_of(now.clone(), &since) else { return Ok(None) };
    let other = match to {
        None => Some(now),
        Some(to) => back_to(tx, to, most).await?.and_then(|since| as_of(now, &since)),
    };
    Ok(other.map(|other| sheets::edits_between(&then, &other)))
}

/// What was decided of running cases after one version and up to another one, or up to now; the first decision first.
pub async fn succeeded_between(
    tx: &mut Tx,
    from: i64,
    to: Option<i64>,
    most: u32,
) -> StoreResult<Vec<Succeeded>> {
    let (first, last) = to.map_or((from, i64::MAX), |to| (from.min(to), from.max(to)));
    let mut found = since(tx, first, most).await?;
    found.retain(|it| it.version <= last);
    found.reverse();
    Ok(found.into_iter().flat_map(|it| it.body.succeeded).collect())
}

/// The rows as they were after a version, from those of now and all publications since, the last one first. Nothing, if they do not
/// fit together: somebody has written the directory in a way that was not written down.
pub fn as_of(now: Vec<Rows>, since: &[Version<Publication>]) -> Option<Vec<Rows>> {
    since.iter().try_fold(now, |rows, version| {
        let (rows, stale) = sheets::changed(rows, &sheets::undone(&version.body.edits));
        stale.is_empty().then_some(rows)
    })
}
