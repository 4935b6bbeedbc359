//! Who succeeds a centre or a topic that leaves the directory: decided where the directory is changed, and acted upon by the Lotse that serves.

mod plan;

use std::collections::BTreeMap;

use routing::{CentreId, Draft, TopicId};
use serde::{Deserialize, Serialize};

pub use self::plan::{Around, Choices, Fault, Kind, Line, Plan, Why, heirs_of_centre, heirs_of_topic};
use crate::store::{StoreResult, Tx, meta};

/// Under this name it stands in `meta`, written in the commit of the import.
const NAME: &str = "succession";

/// From what has left to what has taken its place. Whatever is not named has no successor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// Of centres.
    pub centres: BTreeMap<CentreId, CentreId>,
    /// Of topics.
    pub topics: BTreeMap<TopicId, TopicId>,
}

impl Succession {
    /// What was decided up to now.
    pub async fn load(tx: &mut Tx) -> StoreResult<Self> {
        let known = meta::get(tx, NAME).await?;
        Ok(known.map(|bytes| serde_json::from_slice(&bytes)).transpose()?.unwrap_or_default())
    }

    /// Writes it down.
    pub async fn save(&self, tx: &mut Tx) -> StoreResult<()> {
        meta::put(tx, NAME, &serde_json::to_vec(self)?).await
    }

    /// With the decisions of the import that brings `draft`: a successor that leaves in its turn is succeeded by its own, and
    /// what is there again has no successor.
    #[must_use]
    pub fn and_then(self, newer: &Self, draft: &Draft) -> Self {
        Self {
            centres: joined(self.centres, &newer.centres, |id| draft.centres.iter().any(|it| it.id == *id)),
            topics: joined(self.topics, &newer.topics, |id| draft.topics.iter().any(|it| it.id == *id)),
        }
    }
}

fn joined<T: Clone + Ord>(
    older: BTreeMap<T, T>,
    newer: &BTreeMap<T, T>,
    is_there: impl Fn(&T) -> bool,
) -> BTreeMap<T, T> {
    let followed = older.into_iter().map(|(old, heir)| (old, newer.get(&heir).cloned().unwrap_or(heir)));
    let all = followed.chain(newer.clone());
    all.filter(|(old, heir)| !is_there(old) && is_there(heir)).collect()
}

#[cfg(test)]
mod tests {
    use routing::{Centre, Topic};

    use super::*;

    fn id(text: &str) -> TopicId {
        TopicId::parse(text).unwrap()
    }

    fn succession(pairs: &[(&str, &str)]) -> Succession {
        let topics = pairs.iter().map(|(old, heir)| (id(old), id(heir))).collect();
        Succession { topics, centres: BTreeMap::new() }
    }

    #[test]
    fn successors_are_followed_to_whoever_is_there() {
        let draft = |topics: &[&str]| Draft {
            topics: topics.iter().map(|topic| Topic::new(id(topic), *topic)).collect(),
            centres: Vec::<Centre>::new(),
            ..Draft::default()
        };
        let first = Succession::default().and_then(&succession(&[("a", "b")]), &draft(&["b"]));
        assert_eq!(first, succession(&[("a", "b")]));
        let second = first.clone().and_then(&succession(&[("b", "c")]), &draft(&["c"]));
        assert_eq!(second, succession(&[("a", "c"), ("b", "c")]));
        assert_eq!(second.and_then(&Succession::default(), &draft(&["a", "c"])), succession(&[("b", "c")]));
        assert_eq!(first.and_then(&Succession::default(), &draft(&["c"])), Succession::default());
    }
}
