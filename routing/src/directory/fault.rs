//! What is wrong in a draft, and where.

use std::fmt;

use serde::Serialize;
use thiserror::Error;

/// One fault. An import turns `place` into sheet, row and column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Error)]
#[error("{place}: `{value}`: {problem}")]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What stands there.
    pub value: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// Where in a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Which of the lists.
    pub entity: Entity,
    /// The position in that list, from 0. For a service: the position of its centre.
    pub index: usize,
    /// The id of the entry; for a service `centre/topic`, for a counsellor `user/centre`.
    pub key: String,
    /// The name of the field as in the code, for example `white_spot`.
    pub field: &'static str,
}

/// The lists of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Entity {
    /// `Draft::topics`
    Topic,
    /// `Draft::centres`
    Centre,
    /// `Centre::services`
    Service,
    /// `Draft::counsellors`
    Counsellor,
    /// `Draft::carriers`
    Carrier,
}

/// What can be wrong in a draft whose parts are each well formed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// The same id twice, or the same person twice in one centre.
    #[error("this entry is there twice")]
    Duplicate,
    /// A name is empty.
    #[error("this must not be empty")]
    Empty,
    /// A service or target of an unknown topic.
    #[error("there is no such topic")]
    UnknownTopic,
    /// A reference to an unknown centre.
    #[error("there is no such centre")]
    UnknownCentre,
    /// A deputy who does not work in the same centre.
    #[error("there is no such counsellor in this centre")]
    UnknownCounsellor,
    /// Nobody stands in for themselves.
    #[error("nobody can be their own deputy")]
    OwnDeputy,
    /// The rule of the house.
    #[error("nobody is activated before the training is recorded")]
    ActivatedWithoutTraining,
    /// A white spot that could never take an enquiry.
    #[error("this centre does not offer the topic, so it cannot be its white spot")]
    WhiteSpotWithoutTopic,
    /// Fallbacks that lead back to where they began.
    #[error("the fallbacks of these centres go round in a circle")]
    FallbackCycle,
    /// Online with nothing to offer.
    #[error("a centre without any topic cannot be online")]
    OnlineWithoutService,
    /// A service for nowhere, of a centre that is nobody's last resort either.
    #[error("this service covers no postcode, and the centre is not a white spot or fallback")]
    CoversNothing,
    /// A counsellor at a server that is neither the platform's nor their centre's.
    #[error("this server is neither the platform's nor the centre's own")]
    ServerNotAllowed,
    /// A counsellor of a centre whose people only its own Lotse knows.
    #[error("this centre has a Lotse of its own, which alone knows its counsellors")]
    HasLotse,
    /// A custodian whose server the centre does not name as its own.
    #[error("the centre does not name the server of its own Lotse")]
    LotseWithoutServer,
    /// A catchment outside of where the centre's carrier may have centres.
    #[error("these postcodes are beyond the limits of the centre's carrier")]
    BeyondCarrier,
    /// A promise of zero hours, or a retention of zero days.
    #[error("this must be at least 1")]
    Zero,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}, {}", self.entity, self.key, self.field)
    }
}

impl fmt::Display for Entity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Topic => "topic",
            Self::Centre => "centre",
            Self::Service => "service",
            Self::Counsellor => "counsellor",
            Self::Carrier => "carrier",
        })
    }
}
