//! What people seek advice about (Fachbereich).

use serde::{Deserialize, Serialize};

use crate::ids::{CentreId, TopicId};

/// How seekers are addressed in German (Anrede).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// With *Sie*.
    #[default]
    Polite,
    /// With *du*.
    Familiar,
}

/// A field of counselling, with the promises that hold for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Its slug.
    pub id: TopicId,
    /// What people read, in German.
    pub name: String,
    /// What people read, in English.
    pub name_en: Option<String>,
    /// Other words by which people look for it.
    pub keywords: Vec<String>,
    /// Within how many hours a first enquiry is answered.
    pub promise_hours: u16,
    /// The same for somebody who seems to be in danger; never more than the other.
    #[serde(default = "Topic::usual_crisis")]
    pub crisis_hours: u16,
    /// How many days after its end a case is erased.
    pub retention_days: u16,
    /// After how many days without a word both sides are asked whether a case is still needed.
    #[serde(default = "Topic::usual_silence")]
    pub silence_days: u16,
    /// The centre of last resort, whatever the distance.
    pub white_spot: Option<CentreId>,
    /// How its seekers are addressed where they have chosen no language themselves.
    #[serde(default)]
    pub manner: Manner,
}

impl Topic {
    /// The usual promise: 48 hours.
    pub const PROMISE_HOURS: u16 = 48;
    /// The usual promise to somebody who seems to be in danger: 4 hours.
    pub const CRISIS_HOURS: u16 = 4;
    /// The usual retention: 90 days.
    pub const RETENTION_DAYS: u16 = 90;
    /// The usual patience with silence: 180 days.
    pub const SILENCE_DAYS: u16 = 180;

    /// A topic with the usual promises, no keywords and no white spot.
    #[must_use]
    pub fn new(id: TopicId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            name_en: None,
            keywords: Vec::new(),
            promise_hours: Self::PROMISE_HOURS,
            crisis_hours: Self::CRISIS_HOURS,
            retention_days: Self::RETENTION_DAYS,
            silence_days: Self::SILENCE_DAYS,
            white_spot: None,
            manner: Manner::Polite,
        }
    }

    /// Within how many hours this case is answered.
    #[must_use]
    pub fn promised(&self, urgent: bool) -> u16 {
        if urgent { self.crisis_hours.min(self.promise_hours) } else { self.promise_hours }
    }

    const fn usual_crisis() -> u16 {
        Self::CRISIS_HOURS
    }

    const fn usual_silence() -> u16 {
        Self::SILENCE_DAYS
    }
}
