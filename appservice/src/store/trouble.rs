//! What a failed commit means for whoever works through a queue.

use routing::Span;

use super::StoreError;
use crate::running::trouble::Trouble;

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale { .. } => Self::Passing {
                why: "somebody else wrote first".to_owned(),
                wait: Some(Span::from_millis(0)),
            },
            StoreError::Inconsistent { .. } => Self::Poison(error.to_string()),
            other => Self::Passing { why: other.to_string(), wait: None },
        }
    }
}
