//! An organisation that runs centres (Träger).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    catchment::Catchment,
    ids::{CarrierId, CounsellorId, TopicId},
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
    /// Which topics whoever acts for it gives its centres, and takes back.
    #[serde(default)]
    pub topics: Topics,
}

/// Topics that a carrier may give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topics {
    /// These; none, if it is empty.
    These(BTreeSet<TopicId>),
    /// Whatever the directory has.
    All,
}

impl Topics {
    /// Whether it is one of them.
    #[must_use]
    pub fn hold(&self, topic: &TopicId) -> bool {
        match self {
            Self::These(topics) => topics.contains(topic),
            Self::All => true,
        }
    }
}

impl Default for Topics {
    fn default() -> Self {
        Self::These(BTreeSet::new())
    }
}

impl Carrier {
    /// Whether whoever acts for it may move its centres' catchments: there are limits within which.
    #[must_use]
    pub fn moves_catchments(&self) -> bool {
        !self.limits.is_empty()
    }
}
