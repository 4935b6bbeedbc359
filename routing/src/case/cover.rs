//! Standing in for a colleague (Vertretung): with a reason, for a time, visibly.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    directory::Directory,
    ids::{CentreId, CounsellorId},
    time::{Span, Timestamp},
};

/// A colleague who may read and answer from `from` until just before `until`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// Who stands in.
    pub colleague: CounsellorId,
    /// Why.
    pub reason: CoverReason,
    /// The first moment.
    pub from: Timestamp,
    /// The first moment afterwards.
    pub until: Timestamp,
}

impl Cover {
    /// Nobody stands in further ahead than this: whoever is away for longer hands over.
    pub const MOST_DAYS: i64 = 90;

    /// How long a cover lasts when nobody says otherwise.
    pub const USUAL: Span = Span::days(14);

    /// A cover that begins at `from` and lasts the usual 14 days.
    #[must_use]
    pub fn new(colleague: CounsellorId, reason: CoverReason, from: Timestamp) -> Self {
        Self { colleague, reason, from, until: from.plus(Self::USUAL) }
    }

    /// The same cover with another end.
    #[must_use]
    pub fn until(self, until: Timestamp) -> Self {
        Self { until, ..self }
    }

    /// Whether it holds at `now`.
    #[must_use]
    pub fn is_valid(&self, now: Timestamp) -> bool {
        self.from <= now && now < self.until
    }
}

/// Why somebody stands in. There is no cover without a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum CoverReason {
    /// krank
    Illness,
    /// Urlaub
    Holiday,
    /// Krise: the seeker cannot wait
    Crisis,
    /// Übergabe: the case is about to change hands
    HandOver,
    /// abwesend: the deputy stands in while the holder is away, and no longer
    Absence,
    /// Anything else, in the colleague's own words.
    Other(OtherReason),
}

/// A reason in somebody's own words: 1 to 200 characters on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherReason(String);

/// Text that is no reason.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CoverReasonError {
    /// Nothing was said.
    #[error("a cover needs a reason")]
    Missing,
    /// More than anybody reads.
    #[error("a reason has at most {} characters", OtherReason::MOST)]
    TooLong,
}

impl OtherReason {
    /// The most characters.
    pub const MOST: usize = 200;

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl CoverReason {
    /// Takes the words of the list in German, or their codes, in any case; keeps other words as they are, with
    /// blanks and line ends folded. Refuses nothing said and more than 200 characters.
    pub fn parse(text: &str) -> Result<Self, CoverReasonError> {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match words.to_lowercase().as_str() {
            "" => Err(CoverReasonError::Missing),
            "krank" | "krankheit" | "illness" => Ok(Self::Illness),
            "urlaub" | "holiday" => Ok(Self::Holiday),
            "krise" | "crisis" => Ok(Self::Crisis),
            "übergabe" | "uebergabe" | "hand_over" => Ok(Self::HandOver),
            "abwesend" | "abwesenheit" | "absence" => Ok(Self::Absence),
            _ if words.chars().count() > OtherReason::MOST => Err(CoverReasonError::TooLong),
            _ => Ok(Self::Other(OtherReason(words))),
        }
    }

    /// A stable machine word; `other` for free text.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Illness => "illness",
            Self::Holiday => "holiday",
            Self::Crisis => "crisis",
            Self::HandOver => "hand_over",
            Self::Absence => "absence",
            Self::Other(_) => "other",
        }
    }
}

impl fmt::Display for CoverReason {
    /// The code, or the colleague's own words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Other(words) => f.write_str(&words.0),
            listed => f.write_str(listed.code()),
        }
    }
}

impl TryFrom<String> for CoverReason {
    type Error = CoverReasonError;

    fn try_from(text: String) -> Result<Self, CoverReasonError> {
        Self::parse(&text)
    }
}

impl From<CoverReason> for String {
    fn from(reason: CoverReason) -> Self {
        reason.to_string()
    }
}

/// What the directory says about a cover that somebody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoverFacts {
    /// Whether the case's centre is a team centre.
    pub team_centre: bool,
    /// Whether the colleague is an active counsellor of the case's centre.
    pub active_colleague: bool,
}

impl CoverFacts {
    /// Looks the facts up; both are false for a centre that the directory does not know.
    #[must_use]
    pub fn of(directory: &Directory, centre: &CentreId, colleague: &CounsellorId) -> Self {
        Self {
            team_centre: directory.centre(centre).is_some_and(|centre| centre.team),
            active_colleague: directory.is_active_counsellor(colleague, centre),
        }
    }
}
