//! What is said of covers and deputies.

use serde::{Deserialize, Serialize};

/// Why somebody cannot be the deputy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeputyFault {
    /// No activated counsellor of this centre is called so.
    Unknown,
    /// Several are.
    Several,
    /// The absent person.
    Yourself,
    /// Away in the same time.
    Away,
}

impl DeputyFault {
    /// The variant of the sentence in the catalogue.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Several => "several",
            Self::Yourself => "yourself",
            Self::Away => "away",
        }
    }
}

/// Whether a deputy comes into the running cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeputysCovers {
    /// There is no deputy.
    None,
    /// The centre is no team centre: its custodian has no keys to give.
    NoKeys,
    /// They do.
    Begun,
}

impl DeputysCovers {
    /// The variant of the sentence in the catalogue.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::NoKeys => "no-keys",
            Self::Begun => "begun",
        }
    }
}

/// How a cover ends before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Its time is over.
    Time,
    /// Somebody said so.
    Command,
    /// The holder is back.
    Return,
    /// The case is somebody else's now.
    HandedOver,
}

impl Ending {
    /// The word in the audit trail and in the catalogue.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Command => "command",
            Self::Return => "return",
            Self::HandedOver => "handed_over",
        }
    }
}
