//! What a failed commit means for whoever works through a queue.

use routing::Span;

use super::StoreError;
use crate::running::trouble::Trouble;

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale { .. } => {
                Self::Passing { why: "stale".to_owned(), wait: Some(Span::from_millis(0)) }
            }
            StoreError::Inconsistent { table, .. } => {
                tracing::error!(error = %error, "A row cannot be what it says");
                Self::Poison(format!("inconsistent:{table}"))
            }
            other => {
                tracing::warn!(error = %other, "The store failed");
                Self::Passing { why: "store".to_owned(), wait: None }
            }
        }
    }
}
