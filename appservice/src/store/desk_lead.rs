//! Who leads a centre.

use routing::{CentreId, CounsellorId, Timestamp};

use super::{StoreResult, Tx, desk_rank::Ranks};

const LEADS: Ranks = Ranks { table: "desk_lead", over: "centre_id", purpose: "desk_lead.user" };

/// From now on somebody leads a centre. Says no if they do already.
pub async fn name(tx: &mut Tx, centre: &CentreId, who: &CounsellorId, now: Timestamp) -> StoreResult<bool> {
    LEADS.name(tx, centre.as_str(), who, now).await
}

/// Somebody leads a centre no more. Says no if they did not.
pub async fn dismiss(tx: &mut Tx, centre: &CentreId, who: &CounsellorId) -> StoreResult<bool> {
    LEADS.dismiss(tx, centre.as_str(), who).await
}

/// The centres that somebody leads.
pub async fn led_by(tx: &mut Tx, who: &CounsellorId) -> StoreResult<Vec<CentreId>> {
    LEADS.of_person(tx, who).await
}

/// Everybody who leads a centre.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<(CentreId, CounsellorId)>> {
    LEADS.all(tx).await
}
