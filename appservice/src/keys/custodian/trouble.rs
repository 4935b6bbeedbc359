//! What a failure of a custodian means for whoever works through a queue.

use super::CustodianError;
use crate::running::trouble::Trouble;

impl From<CustodianError> for Trouble {
    fn from(error: CustodianError) -> Self {
        match error {
            CustodianError::Homeserver(error) => error.into(),
            CustodianError::Store(error) => error.into(),
            CustodianError::ServerAway => Self::Passing { why: "server-away".to_owned(), wait: None },
            CustodianError::Escrow(_) if error.is_passing() => {
                Self::Passing { why: "escrow".to_owned(), wait: None }
            }
            error if error.is_passing() => {
                let why = if error.is_damage() { "keys-unreadable" } else { "keys" };
                Self::Passing { why: why.to_owned(), wait: None }
            }
            other => Self::Poison(other.to_string()),
        }
    }
}
