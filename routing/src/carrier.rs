//! An organisation that runs centres (Träger).

use serde::{Deserialize, Serialize};

use crate::{
    catchment::Catchment,
    ids::{CarrierId, CounsellorId},
};

/// A carrier. [`Centre::carrier`](crate::Centre::carrier) names it by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carrier {
    /// Its slug, which stays when the name changes: whoever acts for it acts for the centres that name it so.
    pub id: CarrierId,
    /// What people read.
    pub name: String,
    /// Who may be named to act for it without counselling in one of its centres. Standing here alone opens nothing.
    pub people: Vec<CounsellorId>,
    /// Where its centres' catchments must stay. Empty: anywhere, and only the Referat moves them.
    pub limits: Catchment,
}

impl Carrier {
    /// Whether whoever acts for it may move its centres' catchments: there are limits within which.
    #[must_use]
    pub fn moves_catchments(&self) -> bool {
        !self.limits.is_empty()
    }
}
