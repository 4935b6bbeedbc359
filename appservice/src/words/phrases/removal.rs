//! Why somebody is taken out of a room: clients show it to them. It is clear text, and names nobody.

use serde::{Deserialize, Serialize};

/// What they read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Removal {
    /// They stood in, and do so no more.
    CoverEnded,
    /// The case is somebody else's now.
    HandedOver,
    /// The case waits in Erstanfragen again.
    GivenBack,
    /// They do not counsel in this centre any more.
    Staff,
    /// They are invited again at once, with the keys.
    Again,
    /// The case is erased.
    Erased,
    /// The case is another account's of its seeker now.
    OtherAccount,
    /// They do not belong there, and perhaps never did.
    Stranger,
}

impl Removal {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::CoverEnded => "cover-ended",
            Self::HandedOver => "handed-over",
            Self::GivenBack => "given-back",
            Self::Staff => "staff",
            Self::Again => "again",
            Self::Erased => "erased",
            Self::OtherAccount => "other-account",
            Self::Stranger => "stranger",
        }
    }
}
