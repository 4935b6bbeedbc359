//! Counsellors who could not be let into the rooms of their centre.

use routing::{CentreId, CounsellorId};

use super::effects::Effect;
use crate::store::{StoreResult, Tx, outbox};

/// After so many attempts it is no passing hitch: about half a minute.
const TRIED: i64 = 5;

/// Somebody whose invitation fails again and again, or was refused for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uninvited {
    /// Whose rooms.
    pub centre: CentreId,
    /// Who.
    pub counsellor: CounsellorId,
    /// How often it was tried.
    pub attempts: i64,
    /// Whether it is tried no more.
    pub given_up: bool,
    /// The machine word of the last failure.
    pub why: Option<String>,
}

/// All of them, those who have waited longest first.
pub async fn uninvited(tx: &mut Tx) -> StoreResult<Vec<Uninvited>> {
    let kind = "let_in";
    let failing = outbox::failing(tx, kind, TRIED).await?.into_iter().map(|row| (row, false));
    let dead = outbox::dead(tx).await?.into_iter().filter(|row| row.kind == kind).map(|row| (row, true));
    let people = failing.chain(dead).map(|(row, given_up)| {
        let Effect::LetIn { centre, counsellor } = row.payload()? else { return Ok(None) };
        let (attempts, why) = (row.attempts, row.last_error);
        Ok(Some(Uninvited { centre, counsellor, attempts, given_up, why }))
    });
    people.filter_map(Result::transpose).collect()
}
