//! Who acts for a carrier.

use routing::{CarrierId, CounsellorId, Timestamp};

use super::{StoreResult, Tx, desk_rank::Ranks};

const ACTING: Ranks = Ranks { table: "desk_carrier", over: "carrier_id", purpose: "desk_carrier.user" };

/// From now on somebody acts for a carrier. Says no if they do already.
pub async fn name(tx: &mut Tx, carrier: &CarrierId, who: &CounsellorId, now: Timestamp) -> StoreResult<bool> {
    ACTING.name(tx, carrier.as_str(), who, now).await
}

/// Somebody acts for a carrier no more. Says no if they did not.
pub async fn dismiss(tx: &mut Tx, carrier: &CarrierId, who: &CounsellorId) -> StoreResult<bool> {
    ACTING.dismiss(tx, carrier.as_str(), who).await
}

/// The carriers that somebody acts for.
pub async fn of_person(tx: &mut Tx, who: &CounsellorId) -> StoreResult<Vec<CarrierId>> {
    ACTING.of_person(tx, who).await
}

/// Everybody who acts for a carrier.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<(CarrierId, CounsellorId)>> {
    ACTING.all(tx).await
}
