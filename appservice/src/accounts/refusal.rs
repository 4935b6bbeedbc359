//! Why somebody at the portal does not get what they want: one word each, which the page puts into sentences.

use crate::{
    running::trouble::Trouble,
    servers::homeserver::HomeserverError,
    store::{StoreError, vault::VaultError},
};

/// A refusal. Its cause is logged where it arose, and never shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The account is not made; whether its name is taken is not said.
    Refused,
    /// Name and key do not belong together, whether the name exists or not.
    Wrong,
    /// The proof of work is missing, wrong, old or used up.
    Proof,
    /// Not now: Lotse is starting, the homeserver is away, or there is too much to do.
    Busy,
    /// The session is over.
    SignedOut,
    /// Nobody is responsible, or the centre that was chosen is not.
    Unserved,
    /// Nobody is on duty for a live chat now.
    Nobody,
    /// The time that they wanted is somebody else's, or nobody's any more.
    DateGone,
    /// Somebody is, and as many wait as may.
    Full,
    /// That centre takes no new case of this seeker for a time; others do.
    Elsewhere,
    /// As many bytes of files as one account may send in a day.
    DayIsFull,
    /// One case more would be too many.
    TooMany,
    /// This is no e-mail address.
    Address,
    /// This is not the code that was sent, or it is too old, or none was.
    Code,
    /// The link does not hold.
    Link,
    /// What was sent is not understood.
    Bad,
    /// There is no such case, or no such question.
    Unknown,
}

impl Refusal {
    /// The word for the page.
    pub fn code(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Wrong => "wrong",
            Self::Proof => "proof",
            Self::Busy => "busy",
            Self::SignedOut => "signed_out",
            Self::Unserved => "unserved",
            Self::Nobody => "nobody",
            Self::DateGone => "date",
            Self::Full => "full",
            Self::Elsewhere => "elsewhere",
            Self::DayIsFull => "day",
            Self::TooMany => "too_many",
            Self::Address => "address",
            Self::Code => "code",
            Self::Link => "link",
            Self::Bad => "bad",
            Self::Unknown => "unknown",
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        if !matches!(error, StoreError::Stale { .. }) {
            tracing::error!(error = %error, "The portal could not ask the database");
        }
        Self::Busy
    }
}

impl From<VaultError> for Refusal {
    fn from(error: VaultError) -> Self {
        StoreError::from(error).into()
    }
}

impl From<HomeserverError> for Refusal {
    fn from(error: HomeserverError) -> Self {
        tracing::warn!(why = error.code(), "The homeserver did not do what the portal asked for");
        Self::Busy
    }
}

impl From<Trouble> for Refusal {
    fn from(trouble: Trouble) -> Self {
        let (Trouble::Passing { why, .. } | Trouble::Poison(why)) = trouble;
        tracing::warn!(why, "Something that the portal asked for could not be done");
        Self::Busy
    }
}
