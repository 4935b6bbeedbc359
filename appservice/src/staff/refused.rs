//! Why somebody at the desk does not get what they want.

use crate::{
    running::trouble::Trouble,
    store::{StoreError, vault::VaultError},
};

/// A refusal. Its cause is logged where it arose, and never shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nobody is signed in with this, or not any more.
    SignedOut,
    /// Not now: Lotse is starting, or there is too much to do.
    Busy,
    /// It is nothing that this person can do there; whether it exists is not said.
    Unknown,
    /// They could, if they had signed in with a passkey.
    Passkey,
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        if !matches!(error, StoreError::Stale { .. }) {
            tracing::error!(error = %error, "The desk could not ask the database");
        }
        Self::Busy
    }
}

impl From<VaultError> for Refused {
    fn from(error: VaultError) -> Self {
        StoreError::from(error).into()
    }
}

impl From<Trouble> for Refused {
    fn from(trouble: Trouble) -> Self {
        let (Trouble::Passing { why, .. } | Trouble::Poison(why)) = trouble;
        tracing::warn!(why, "Something that was asked for at the desk could not be done");
        Self::Busy
    }
}
