//! What the Lotse of a platform and that of a centre say to each other: versioned words that only the two can read.
//!
//! Whatever comes is a claim of the other side: it is parsed into small types here, and nothing of it is repeated anywhere.

use routing::{Reference, Report, RoomId, SeekerId, Timestamp, TopicId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::store::pin::Device;

/// The type of these events.
pub(crate) const KIND: &str = "de.lotse.word";

/// The version of the words that are spoken here. One that is higher has a meaning that is not known yet.
pub const VERSION: u64 = 1;

/// A word to the other Lotse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub(crate) enum Word {
    /// The platform has a centre in its directory, and asks how many are there.
    Hello,
    /// The platform has placed a case with the centre, and invites its custodian into the room.
    Case(Announcement),
    /// The case is over for the platform: it is erased.
    Gone {
        /// Its room.
        room: RoomId,
        /// Whether the seeker wanted it; else its time was over.
        #[serde(default)]
        wished: bool,
    },
    /// The centre does not take the case.
    Refused {
        /// Its room.
        room: RoomId,
        /// Why.
        why: Why,
    },
    /// How the case stands at the centre.
    Report {
        /// Its room.
        room: RoomId,
        /// Grows with each report on the case.
        number: i64,
        /// Times, and nothing else.
        #[serde(flatten)]
        report: Report,
    },
    /// To somebody who speaks a later version: so much is understood here. What was said is kept until it can be read.
    Speaks {
        /// The version of the words.
        up_to: u64,
    },
    /// How many counsel at the centre just now.
    Present {
        /// So many.
        people: u32,
        /// When they were counted.
        at: Timestamp,
    },
}

/// A case that a platform announces: what the centre's Lotse cannot see in the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Announcement {
    /// The room that was made for it.
    pub(crate) room: RoomId,
    /// Who made it, and invites.
    pub(crate) steward: String,
    /// What the seeker calls the case by.
    pub(crate) reference: Reference,
    /// Who asks.
    pub(crate) seeker: SeekerId,
    /// The name that the seeker goes by.
    pub(crate) pseudonym: String,
    /// What it is about.
    pub(crate) topic: TopicId,
    /// The language that the seeker chose, as a code.
    #[serde(default)]
    pub(crate) language: String,
    /// Within how many hours the platform has promised an answer.
    #[serde(default)]
    pub(crate) promise_hours: u16,
    /// When the seeker agreed.
    pub(crate) opened: Timestamp,
    /// The devices with which a seeker without a cross-signing identity goes on all the same, by their own word to the platform.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) devices: Vec<Device>,
}

/// Why a centre does not take a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Why {
    /// It does not counsel on this topic, or not now.
    Closed,
    /// Its Lotse takes cases for team centres only: it alone can let somebody in, so that it stays.
    NotATeam,
    /// It calls another case by this reference.
    ReferenceTaken,
    /// Something that this version does not know.
    #[serde(other)]
    Other,
}

impl Why {
    /// For logs and metrics.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::NotATeam => "no-team",
            Self::ReferenceTaken => "reference-taken",
            Self::Other => "other",
        }
    }
}

/// Why something is no word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoWord {
    /// The other side speaks this later version.
    Later(u64),
    /// It says nothing that could be meant.
    Nonsense,
}

impl Word {
    /// Whether a platform says this; nothing where both may.
    pub(crate) const fn is_of_platform(&self) -> Option<bool> {
        match self {
            Self::Hello | Self::Case(_) | Self::Gone { .. } => Some(true),
            Self::Refused { .. } | Self::Report { .. } | Self::Present { .. } => Some(false),
            Self::Speaks { .. } => None,
        }
    }

    /// As the content of an event.
    pub(crate) fn content(&self) -> Result<Value, serde_json::Error> {
        let mut content = serde_json::to_value(self)?;
        content["v"] = json!(VERSION);
        content["lotse"] = json!(env!("CARGO_PKG_VERSION"));
        Ok(content)
    }

    /// What an event's content says.
    pub(crate) fn read(content: &Value) -> Result<Self, NoWord> {
        match content["v"].as_u64() {
            Some(VERSION) => serde_json::from_value(content.clone()).map_err(|_| NoWord::Nonsense),
            Some(later) if later > VERSION => Err(NoWord::Later(later)),
            _ => Err(NoWord::Nonsense),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Word {
        let report = Report { asked: Some(Timestamp::from_millis(5)), ..Report::default() };
        Word::Report { room: RoomId::parse("!r:a.example").unwrap(), number: 7, report }
    }

    #[test]
    fn a_word_comes_back_as_it_went_and_a_later_one_is_told_from_nonsense() {
        let content = report().content().unwrap();
        assert_eq!(Word::read(&content), Ok(report()));
        let with = |field: &str, value: Value| {
            let mut content = content.clone();
            content[field] = value;
            Word::read(&content)
        };
        assert_eq!(with("v", json!(2)), Err(NoWord::Later(2)));
        assert_eq!(with("hue", json!("blue")), Ok(report()), "what is not known yet changes nothing");
        for (field, nonsense) in [
            ("v", json!("1")),
            ("v", json!(0)),
            ("room", json!("r")),
            ("number", json!("7")),
            ("asked", json!([1])),
            ("is", json!("order")),
        ] {
            assert_eq!(with(field, nonsense), Err(NoWord::Nonsense), "{field}");
        }
        assert_eq!(Word::read(&Value::Null), Err(NoWord::Nonsense));
    }

    #[test]
    fn a_report_holds_numbers_alone() {
        let content = report().content().unwrap();
        let fields = content.as_object().unwrap().iter();
        let named = fields.filter(|(_, value)| value.is_string()).map(|(field, _)| field.as_str());
        assert_eq!(named.collect::<Vec<_>>(), ["is", "lotse", "room"]);
    }

    #[test]
    fn a_reason_of_a_later_version_is_a_reason() {
        let refused = json!({ "v": 1, "is": "refused", "room": "!r:a", "why": "moon" });
        assert!(matches!(Word::read(&refused), Ok(Word::Refused { why: Why::Other, .. })));
    }
}
