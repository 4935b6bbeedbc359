//! What the Lotse of a platform and that of a centre say to each other: versioned words that only the two can read.
//!
//! Whatever comes is a claim of the other side: it is parsed into small types here, and nothing of it is repeated anywhere.

use routing::{Reference, Report, RoomId, SeekerId, Timestamp, TopicId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{running::fail_point, store::pin::Device};

/// The type of these events.
pub(crate) const KIND: &str = "de.lotse.word";

/// The version of the words that are spoken here. One that is higher has a meaning that is not known yet.
pub const VERSION: u64 = 1;

/// The version that is spoken and understood; the next one where a test plays an upgrade.
pub(crate) fn spoken() -> u64 {
    VERSION + u64::from(fail_point::is_set("far.later_version"))
}

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
    /// The seeker has ended the case where the platform hears them and the centre does not: in the chat, or on the portal's page.
    Ended {
        /// Its room.
        room: RoomId,
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
    /// The seeker may not write before this moment, or may again: the room is the platform's.
    Hush {
        /// Its room.
        room: RoomId,
        /// Until when; nothing if they may write.
        until: Option<Timestamp>,
    },
    /// The centre would have the case go on at another centre of the platform, if its seeker agrees.
    PassOn {
        /// Its room.
        room: RoomId,
        /// What its counsellor calls that centre.
        to: String,
    },
    /// What became of that.
    Passing {
        /// The case's room.
        room: RoomId,
        /// What became of it.
        answer: Passing,
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

/// What becomes of a case that a centre would have go on elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Passing {
    /// The seeker is asked.
    Asked,
    /// No centre, or more than one, is called so.
    Unknown,
    /// That centre cannot take it now.
    Closed,
    /// The seeker is being asked something already, or it is on its way.
    Busy,
    /// The platform must keep the case.
    Held,
    /// The seeker cannot be asked: they have left their chat.
    Unreachable,
    /// The seeker does not want it.
    Declined,
    /// The seeker has not answered.
    Lapsed,
    /// The seeker agrees, and that centre cannot take it any more.
    Gone,
    /// The platform does not name the centre any more; the seeker knows.
    Unlisted,
    /// The seeker agrees: the case begins anew there, and is erased here.
    Agreed,
    /// Something that this version does not know.
    #[serde(other)]
    Other,
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
            Self::Hello | Self::Case(_) | Self::Gone { .. } | Self::Ended { .. } | Self::Passing { .. } => {
                Some(true)
            }
            Self::Refused { .. }
            | Self::Report { .. }
            | Self::PassOn { .. }
            | Self::Hush { .. }
            | Self::Present { .. } => Some(false),
            Self::Speaks { .. } => None,
        }
    }

    /// Whether this is the last word on a case: that it is erased.
    pub(crate) const fn is_last(&self) -> bool {
        matches!(self, Self::Report { report: Report { erased: Some(_), .. }, .. })
    }

    /// Whether a word was written with a key of its own: whoever has heard it destroys that.
    pub(crate) fn is_once(content: &Value) -> bool {
        content["once"] == true
    }

    /// As the content of an event.
    pub(crate) fn content(&self) -> Result<Value, serde_json::Error> {
        let mut content = serde_json::to_value(self)?;
        content["once"] = json!(true);
        content["v"] = json!(spoken());
        content["lotse"] = json!(env!("CARGO_PKG_VERSION"));
        Ok(content)
    }

    /// What an event's content says.
    pub(crate) fn read(content: &Value) -> Result<Self, NoWord> {
        match content["v"].as_u64() {
            Some(version) if (VERSION..=spoken()).contains(&version) => {
                serde_json::from_value(content.clone()).map_err(|_| NoWord::Nonsense)
            }
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
