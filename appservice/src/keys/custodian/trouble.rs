//! What a failure of a custodian means for whoever works through a queue.

use super::CustodianError;
use crate::running::trouble::Trouble;

impl From<CustodianError> for Trouble {
    fn from(error: CustodianError) -> Self {
        match error {
            CustodianError::Homeserver(error) => error.into(),
            CustodianError::Store(error) => error.into(),
            CustodianError::ServerAway => Self::Passing { why: "server-away".to_owned(), wait: None },
            CustodianError::CryptoStore(_) | CustodianError::Keys(_) => {
                let why = if error.is_damage() { "keys-unreadable" } else { "keys" };
                Self::Passing { why: why.to_owned(), wait: None }
            }
            other if other.is_passing() => Self::Passing { why: other.to_string(), wait: None },
            other => Self::Poison(other.to_string()),
        }
    }
}
