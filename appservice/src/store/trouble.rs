//! What a failed commit means for whoever works through a queue.

use routing::Span;

use super::{StoreError, damage};
use crate::running::trouble::Trouble;

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale { .. } => {
                Self::Passing { why: "stale".to_owned(), wait: Some(Span::from_millis(0)) }
            }
            StoreError::Inconsistent { table, .. } => {
                damage::is_told(&error);
                Self::Poison(format!("inconsistent:{table}"))
            }
            StoreError::Vault(_) | StoreError::Form(_) => {
                tracing::error!(error = %error, "A sealed value cannot be read");
                Self::Poison("inconsistent:sealed".to_owned())
            }
            other => {
                tracing::warn!(error = %other, "The store failed");
                Self::Passing { why: "store".to_owned(), wait: None }
            }
        }
    }
}
