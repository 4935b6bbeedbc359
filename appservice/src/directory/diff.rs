//! What an import changes, entity by entity and field by field.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use routing::{Carrier, Centre, Counsellor, Draft, Topic};

use super::rows::{self, Fields};

/// The difference between two directories.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diff {
    /// Topics, then centres, then counsellors, then carriers, each by key.
    pub changes: Vec<Change>,
    /// Whether topics stand in another order, and so in another order of choice.
    pub topics_reordered: bool,
}

/// One entity that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// `topic`, `centre`, `counsellor` or `carrier`.
    pub entity: &'static str,
    /// Its id; a counsellor's with the centre, as in `@ben:lotse.example at dresden-schulden`.
    pub key: String,
    /// What happens to it.
    pub kind: Kind,
}

/// What happens to an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// It was not there.
    Added,
    /// It is no longer there.
    Removed,
    /// It stays, with other fields.
    Changed(Vec<FieldChange>),
}

/// One field that differs. Empty text means that there is no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The workbook's heading; for a catchment with the topic, as in `Postleitzahlen schulden`.
    pub field: String,
    /// The present value.
    pub before: String,
    /// The value from now on.
    pub after: String,
}

impl Diff {
    /// Compares the present directory with the one that is to replace it.
    pub fn between(before: &Draft, after: &Draft) -> Self {
        let mut changes = compare("topic", &before.topics, &after.topics, topic);
        changes.extend(compare("centre", &before.centres, &after.centres, centre));
        changes.extend(compare("counsellor", &before.counsellors, &after.counsellors, counsellor));
        changes.extend(compare("carrier", &before.carriers, &after.carriers, carrier));
        Self { changes, topics_reordered: reordered(&before.topics, &after.topics) }
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && !self.topics_reordered
    }

    /// How many entities are added, changed and removed.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count =
            |wanted: fn(&Kind) -> bool| self.changes.iter().filter(|change| wanted(&change.kind)).count();
        (
            count(|kind| matches!(kind, Kind::Added)),
            count(|kind| matches!(kind, Kind::Changed(_))),
            count(|kind| matches!(kind, Kind::Removed)),
        )
    }
}

type Keyed = (String, Vec<(String, String)>);

fn topic(topic: &Topic) -> Keyed {
    (topic.id.to_string(), named(rows::topic(topic)))
}

fn centre(centre: &Centre) -> Keyed {
    let mut fields = named(rows::centre(centre));
    for (topic, catchment) in &centre.services {
        fields.push((format!("{} {topic}", super::format::POSTCODES), catchment.to_string()));
    }
    (centre.id.to_string(), fields)
}

fn counsellor(counsellor: &Counsellor) -> Keyed {
    (format!("{} at {}", counsellor.id, counsellor.centre), named(rows::counsellor(counsellor)))
}

fn carrier(carrier: &Carrier) -> Keyed {
    (carrier.id.to_string(), named(rows::carrier(carrier)))
}

fn named(fields: Fields) -> Vec<(String, String)> {
    fields.into_iter().map(|(heading, value)| (heading.to_owned(), value)).collect()
}

fn compare<T>(entity: &'static str, before: &[T], after: &[T], keyed: fn(&T) -> Keyed) -> Vec<Change> {
    let before = before.iter().map(keyed).collect::<BTreeMap<_, _>>();
    let after = after.iter().map(keyed).collect::<BTreeMap<_, _>>();
    let keys = before.keys().chain(after.keys()).collect::<BTreeSet<_>>();
    let changes = keys.into_iter().filter_map(|key| {
        let kind = match (before.get(key), after.get(key)) {
            (None, _) => Kind::Added,
            (_, None) => Kind::Removed,
            (Some(before), Some(after)) => Kind::Changed(differing(before, after)?),
        };
        Some(Change { entity, key: key.clone(), kind })
    });
    changes.collect()
}

fn differing(before: &[(String, String)], after: &[(String, String)]) -> Option<Vec<FieldChange>> {
    let value = |fields: &[(String, String)], field: &str| {
        fields.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let gone = before.iter().filter(|(name, _)| !after.iter().any(|(other, _)| other == name));
    let fields = after.iter().chain(gone).map(|(name, _)| FieldChange {
        field: name.clone(),
        before: value(before, name),
        after: value(after, name),
    });
    let fields = fields.filter(|field| field.before != field.after).collect::<Vec<_>>();
    (!fields.is_empty()).then_some(fields)
}

fn reordered(before: &[Topic], after: &[Topic]) -> bool {
    let common = |topics: &[Topic], others: &[Topic]| {
        let ids = topics.iter().map(|topic| topic.id.clone());
        ids.filter(|id| others.iter().any(|other| other.id == *id)).collect::<Vec<_>>()
    };
    common(before, after) != common(after, before)
}

impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Change { entity, key, kind } in &self.changes {
            match kind {
                Kind::Added => writeln!(f, "+ {entity} {key}")?,
                Kind::Removed => writeln!(f, "- {entity} {key}")?,
                Kind::Changed(fields) => {
                    writeln!(f, "~ {entity} {key}")?;
                    for FieldChange { field, before, after } in fields {
                        writeln!(f, "    {field}: {} -> {}", shown(before), shown(after))?;
                    }
                }
            }
        }
        if self.topics_reordered {
            writeln!(f, "~ topics stand in another order")?;
        }
        let (added, changed, removed) = self.counts();
        write!(f, "{added} added, {changed} changed, {removed} removed")
    }
}

fn shown(value: &str) -> String {
    if value.is_empty() { "(nothing)".to_owned() } else { format!("\"{}\"", value.replace('\n', " / ")) }
}
