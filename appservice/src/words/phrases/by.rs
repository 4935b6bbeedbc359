//! Why an appointment does not take place.

use serde::{Deserialize, Serialize};

/// Who took it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The seeker.
    Seeker,
    /// Whoever counsels.
    Counsellor,
    /// Nobody: the case has ended, or nobody has it at that time.
    End,
}

impl By {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Seeker => "seeker",
            Self::Counsellor => "counsellor",
            Self::End => "end",
        }
    }
}
